"""How kernels are compiled: once, kept for later runs, and made anew when a constant they hold has changed."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import numba
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic
from numba.np import arrayobj

#: Files whose constants and functions kernels take in; what was compiled of them in another state is not used.
_SOURCES = (
    "text/fingerprints*.py", "text/passages*.py", "text/folding.py", "text/events*.py", "collate/clusters*.py",
)  # fmt: skip


@lru_cache(maxsize=1)
def _sources() -> str:
    found = hashlib.blake2b(digest_size=8)
    for pattern in _SOURCES:
        for path in sorted(Path(__file__).parents[1].glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()


def _stamp(made: Any) -> None:
    """Let what is kept of a kernel be valid only while the files that it takes constants from are as they are.

    numba asks for the kernel's own file only. It has no public way to say more: without this one, it stays at that.
    """
    with suppress(AttributeError, OSError):
        file = made._cache._cache_file
        file._source_stamp = (file._source_stamp, _sources())


#: No checks that cost time in every run, and no entry for C, which costs time when it is compiled.
_HOW: dict[str, Any] = {"nogil": True, "boundscheck": False, "error_model": "numpy", "no_cfunc_wrapper": True}


def kernel(function: Callable[..., Any]) -> Any:
    """The function, compiled at its first call and kept for later runs wherever numba may write."""
    return _kept(function, _HOW)


def inner(function: Callable[..., Any]) -> Any:
    """The same for a function that only kernels call: it gets no entry for Python."""
    return _kept(function, {**_HOW, "no_cpython_wrapper": True})


def _kept(function: Callable[..., Any], how: dict[str, Any]) -> Any:
    try:
        made = numba.njit(cache=True, **how)(function)
        _stamp(made)
        return made
    except RuntimeError:  # no folder to keep it in: compile in every run
        return numba.njit(**how)(function)


#: Whether a vector's first byte is a word's lowest.
LITTLE = sys.byteorder == "little"
inline = numba.njit(nogil=True, inline="always")


@intrinsic  # type: ignore[untyped-decorator]
def bytes_at(typing: Any, address: Any, size: Any) -> Any:
    """The bytes of a text by where it lies in memory, as an array. The caller keeps the text alive."""
    array = types.Array(types.uint8, 1, "C")

    def make(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        at, count = (context.cast(builder, v, t, types.intp) for v, t in zip(given, signature.args, strict=True))
        made = context.make_array(array)(context, builder)
        data = builder.inttoptr(at, ir.IntType(8).as_pointer())
        one = context.get_constant(types.intp, 1)
        arrayobj.populate_array(made, data, (count,), (one,), one, None)
        return made._getvalue()

    return array(address, size), make


@intrinsic  # type: ignore[untyped-decorator]
def load8(typing: Any, array: Any, place: Any) -> Any:
    """Eight bytes of a byte array from a place on, the first one lowest. The caller sees that they are there."""

    def make(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        held = context.make_array(signature.args[0])(context, builder, given[0])
        at = builder.bitcast(builder.gep(held.data, [given[1]]), ir.IntType(64).as_pointer())
        value = builder.load(at, align=1)
        return value if sys.byteorder == "little" else builder.bswap(value)

    return types.uint64(array, types.int64), make


def _sixty_four(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    """64 bytes of a byte array from a place on, as a vector."""
    held = context.make_array(signature.args[0])(context, builder, given[0])
    wide = ir.VectorType(ir.IntType(8), 64)
    return builder.load(builder.bitcast(builder.gep(held.data, [given[1]]), wide.as_pointer()), align=1)


@intrinsic  # type: ignore[untyped-decorator]
def words64(typing: Any, array: Any, place: Any) -> Any:
    """A bit for each of 64 bytes from a place on, lowest first: whether it is a letter or digit of ASCII."""

    def make(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        value = _sixty_four(context, builder, signature, given)

        def every(number: int) -> Any:
            return ir.Constant(value.type, [number] * 64)

        letter = builder.icmp_unsigned("<", builder.sub(builder.or_(value, every(0x20)), every(0x61)), every(26))
        digit = builder.icmp_unsigned("<", builder.sub(value, every(0x30)), every(10))
        return builder.bitcast(builder.or_(letter, digit), ir.IntType(64))

    return types.uint64(array, types.int64), make


@intrinsic  # type: ignore[untyped-decorator]
def beyond64(typing: Any, array: Any, place: Any) -> Any:
    """A bit for each of 64 bytes from a place on, lowest first: whether it is not ASCII."""

    def make(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        value = _sixty_four(context, builder, signature, given)
        return builder.bitcast(builder.icmp_signed("<", value, ir.Constant(value.type, [0] * 64)), ir.IntType(64))

    return types.uint64(array, types.int64), make


@intrinsic  # type: ignore[untyped-decorator]
def inside64(typing: Any, array: Any, place: Any) -> Any:
    """A bit for each of 64 bytes from a place on, lowest first: whether it goes on with a character of UTF-8."""

    def make(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        value = _sixty_four(context, builder, signature, given)
        below = ir.Constant(value.type, [-64] * 64)
        return builder.bitcast(builder.icmp_signed("<", value, below), ir.IntType(64))

    return types.uint64(array, types.int64), make


@intrinsic  # type: ignore[untyped-decorator]
def trailing(typing: Any, value: Any) -> Any:
    """Zero bits below the lowest one of a word."""

    def make(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.cttz(given[0], ir.Constant(ir.IntType(1), 0))

    return types.uint64(types.uint64), make


@intrinsic  # type: ignore[untyped-decorator]
def ones(typing: Any, value: Any) -> Any:
    """How many bits of a word are one."""

    def make(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.ctpop(given[0])

    return types.uint64(types.uint64), make
