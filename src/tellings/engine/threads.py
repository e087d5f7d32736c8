"""Threads of the linear algebra behind numpy: one, while rooms look at stories and articles.

Their matrices are small: with a thread for each core the threads wait for one another longer than they work, and a
product that is divided otherwise rounds otherwise. The command sets the environment before numpy is read; whoever
imports tellings has read numpy long before.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

#: By these a user says how many threads there are to be: then it is so.
_SAID = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

#: What asks the library for its threads, and what sets them: OpenBLAS as numpy's own packages carry it, as other
#: packages do, and MKL.
_CALLS = (
    ("scipy_openblas_get_num_threads64_", "scipy_openblas_set_num_threads64_"),
    ("openblas_get_num_threads64_", "openblas_set_num_threads64_"),
    ("scipy_openblas_get_num_threads", "scipy_openblas_set_num_threads"),
    ("openblas_get_num_threads", "openblas_set_num_threads"),
    ("MKL_Get_Max_Threads", "MKL_Set_Num_Threads"),
)

#: The part of numpy that is linked against the library, under its present and its former name.
_LINKED = ("numpy._core._multiarray_umath", "numpy.core._multiarray_umath")


@cache
def _calls() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    """What asks for the number of threads and what sets it; None where no library is found that can be told."""
    import numpy as np  # noqa: F401 - so that the part that is looked for is loaded

    for name in _LINKED:
        path = getattr(sys.modules.get(name), "__file__", None)
        if path is None:
            continue
        try:
            library = ctypes.CDLL(path)
        except OSError:
            continue
        for get, change in _CALLS:
            try:
                return getattr(library, get), getattr(library, change)
            except AttributeError:
                continue
    return None


@contextmanager
def one_thread() -> Iterator[None]:
    """Let products of matrices be worked out by one thread, unless the user has said how many there are to be."""
    calls = None if any(name in os.environ for name in _SAID) else _calls()
    if calls is None:
        yield
        return
    ask, tell = calls
    former = ask()
    tell(1)
    try:
        yield
    finally:
        tell(former)
