"""The bodies of texts, compiled: `fingerprints.only` over UTF-8 bytes, for many texts at once."""

from __future__ import annotations

import numpy as np
from numba import int64

from tellings.text.fingerprints import I64
from tellings.text.fingerprints_compile import bytes_at, inner, inside64, kernel, ones
from tellings.text.fingerprints_packed import Packed, packed


@inner
def _forward(buf, p, points):  # type: ignore[no-untyped-def]
    """(the byte so many code points after byte p, how many of them the text has not)."""
    while points >= 64 and p + 64 <= buf.size:
        points -= 64 - int64(ones(inside64(buf, p)))
        p += 64
    while p < buf.size:
        if buf[p] & 0xC0 != 0x80:
            if points == 0:
                break
            points -= 1
        p += 1
    return p, points


@inner
def _blanks(buf, p, end, out, n):  # type: ignore[no-untyped-def]
    """Write a space to `out` from n on for every code point from byte p to byte `end`; the place behind them."""
    for q in range(p, end):
        out[n] = 32
        n += buf[q] & 0xC0 != 0x80
    return n


@kernel
def _bodies(at, sizes, starts, begin, end, out, offsets):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write each text with all but its spans blanked, and where it ends; a text without spans is written whole."""
    n = int64(0)
    for text in range(at.size):
        buf = bytes_at(at[text], sizes[text])
        p = point = int64(0)
        if starts[text] == starts[text + 1]:
            out[n : n + buf.size] = buf
            n += buf.size
            p = int64(buf.size)
        for k in range(starts[text], starts[text + 1]):
            if end[k] > point:
                first = max(begin[k], point)
                q, gone = _forward(buf, p, first - point)
                n = _blanks(buf, p, q, out, n)
                if gone:
                    p = q
                    break
                r, gone = _forward(buf, q, end[k] - first)
                out[n : n + r - q] = buf[q:r]
                n += r - q
                p, point = r, end[k]
        n = _blanks(buf, p, buf.size, out, n)
        offsets[text + 1] = n


def bodies(at: I64, sizes: I64, starts: I64, begin: I64, end: I64) -> Packed:
    """Texts by where they lie in memory, everything outside their spans blanked: one space for a code point.

    The spans of text k, in code points, are those from starts[k] to starts[k + 1], ascending; a text that has none is
    taken whole.
    """
    out, offsets = np.empty(int(sizes.sum()) + 1, np.uint8), np.zeros(len(sizes) + 1, np.int64)
    _bodies(at, sizes, starts, begin, end, out, offsets)
    return packed(out[: int(offsets[-1])], offsets)
