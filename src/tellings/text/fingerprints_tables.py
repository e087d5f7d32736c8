"""What the compiled kernels need beside the text: the folding of every code point as a table, kept between runs."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tellings.text.folding import HAN, fold

U32 = npt.NDArray[np.uint32]
#: Set in an entry whose low bits are a row of several letters.
MANY = 1 << 23
#: Blocks of ideographs that fold to themselves; every other code point is asked for.
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFC), (0x20000, 0x2A6DD))
_ASKED = (
    (0, 0x33FF), (0x4DC0, 0x4DFF), (0x9FFD, 0xD7FF), (0xE000, 0x1FFFF), (0x2A6DE, 0x33480), (0xE0000, 0xE01FF),
)  # fmt: skip


def cache_folder() -> Path:
    """Where tables are kept: $TELLINGS_CACHE, or the user's cache folder, or a temporary one."""
    given = os.environ.get("TELLINGS_CACHE") or os.environ.get("XDG_CACHE_HOME")
    if not given:
        given = os.environ.get("LOCALAPPDATA", "~") if sys.platform == "win32" else "~/.cache"
    try:
        folder = Path(given).expanduser() / "tellings"
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except (OSError, RuntimeError):
        pass
    return Path(tempfile.gettempdir()) / "tellings"


@lru_cache(maxsize=1)
def tables() -> tuple[U32, U32]:
    """`folding.fold` for every code point: class << 24 | letter, or class << 24 | MANY | row of the second array."""
    kept = cache_folder() / f"folding-1-{platform.python_version()}.npz"
    try:
        with np.load(kept) as found:
            return found["table"], found["rows"]
    except (OSError, ValueError, KeyError, EOFError):
        made = _make()
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, suffix=".npz", delete=False) as file:
            np.savez_compressed(file, table=made[0], rows=made[1])
        Path(file.name).replace(kept)
    except OSError:
        pass  # the next run makes them again
    return made


def _make() -> tuple[U32, U32]:
    table, rows = np.zeros(0x110000, np.uint32), [(0, 0, 0, 0)]
    for low, high in _ASKED:
        for code in range(low, high + 1):
            kind, letters = fold(code)
            value = letters[0] if letters else 0
            if len(letters) > 1:
                value = MANY | len(rows)
                rows.append((*letters, *(0,) * (4 - len(letters))))  # type: ignore[arg-type]
            table[code] = kind << 24 | value
    for low, high in _IDEOGRAPHS:
        table[low : high + 1] = np.uint32(HAN << 24) | np.arange(low, high + 1, dtype=np.uint32)
    return table, np.array(rows, np.uint32)
