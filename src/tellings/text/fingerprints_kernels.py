"""The fingerprint pass of `fingerprints` over UTF-8 bytes, compiled: for a corpus of thousands of articles and more.

Same numbers as the plain path; a test holds both to it. No Python object per article or per word. Kernels release
the interpreter's lock, so that callers may run them on several threads. Importing this module imports numba: only
the corpus path does so, and numba keeps what it compiled beside this file or in the user's cache.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from numba import uint32, uint64

from tellings.text import fingerprints as plain
from tellings.text.fingerprints import U64
from tellings.text.fingerprints_tables import MANY, tables
from tellings.text.folding import HAN, NOTHING, SOUTHEAST, WORD

#: Bits that number an article, beside a hash of 40 bits in one sortable word; so many articles fit one run.
ARTICLE_BITS = 64 - plain.HASH_BITS
MOST_ARTICLES = 1 << ARTICLE_BITS

_LETTER, _WINDOW, _MIX = np.uint64(plain.LETTER), np.uint64(plain.WINDOW), np.uint64(plain.MIX)
_START = np.uint64(plain.START)
_OUT = np.uint64(pow(plain.WINDOW, plain.FINGERPRINT[WORD], 1 << 64))
_WORDS, _HANS, _SOUTHEASTS = plain.FINGERPRINT[WORD], plain.FINGERPRINT[HAN], plain.FINGERPRINT[SOUTHEAST]
_LOW = MANY - 1
_LIMITS = np.array(plain.SAMPLE_LIMITS, np.int64)
_DROP = 64 - plain.HASH_BITS


def kernel(function: Callable[..., Any]) -> Any:
    """The function, compiled at its first call and kept for later runs wherever numba may write."""
    try:
        return numba.njit(nogil=True, cache=True, boundscheck=False)(function)
    except RuntimeError:  # no folder to keep it in: compile in every run
        return numba.njit(nogil=True, boundscheck=False)(function)


inline = numba.njit(nogil=True, inline="always")


@inline
def mix(h):  # type: ignore[no-untyped-def]
    """`fingerprints.mix` for one hash."""
    h = (h ^ (h >> uint64(32))) * _MIX
    h = (h ^ (h >> uint64(32))) * _MIX
    return h ^ (h >> uint64(32))


@inline
def decode(buf, p, end):  # type: ignore[no-untyped-def]
    """(code point, bytes) of the character at p, whose first byte is not ASCII. Broken bytes separate words."""
    c = uint32(buf[p])
    size = 2 if c < 0xE0 else (3 if c < 0xF0 else 4)
    if c < 0xC2 or c > 0xF4 or p + size > end:
        return uint32(0), 1
    code = c & uint32(0xFF >> (size + 1))
    for k in range(1, size):
        code = (code << uint32(6)) | (uint32(buf[p + k]) & uint32(0x3F))
    return code if code < 0x110000 else uint32(0), size


@inline
def add(h, v, rows):  # type: ignore[no-untyped-def]
    """The hash of a unit so far with the letters of one more table entry."""
    if v & uint32(MANY):
        for k in range(4):
            if rows[v & uint32(_LOW), k] != 0:
                h = h * _LETTER + uint64(rows[v & uint32(_LOW), k])
        return h
    return h * _LETTER + uint64(v & uint32(_LOW))


@kernel
def units_of(buf, offsets, text, table, rows, out, places):  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0915
    """Write the units of one text: hashes to `out`, (begin, end, weight) to `places`; their number."""
    begin, end = offsets[text], offsets[text + 1]
    n = 0
    p = begin
    extra = begin  # p - extra counts code points
    state = 0  # 1: inside a word; 2: a character of its own has just ended
    h = uint64(_START)
    while p < end:
        at = p - extra
        if buf[p] < 128:
            v = table[buf[p]]
            p += 1
            if v != 0:  # a letter or digit of ASCII: most of most texts
                if state != 1:
                    if state == 2:
                        places[n - 1, 1] = at
                    places[n, 0] = at
                    places[n, 2] = WORD
                    state = 1
                    h = _START
                h = h * _LETTER + uint64(v & uint32(_LOW))
                continue
        else:
            code, size = decode(buf, p, end)
            v = table[code]
            p += size
            extra += size - 1
        kind = v >> uint32(24)
        if kind == WORD:
            if state != 1:
                if state == 2:
                    places[n - 1, 1] = at
                places[n, 0] = at
                places[n, 2] = WORD
                state = 1
                h = _START
            h = add(h, v, rows)
        elif kind != NOTHING:
            if state == 1:
                out[n] = mix(h)
                n += 1
            if state != 0:
                places[n - 1, 1] = at
                state = 0
            if kind != 0:
                out[n] = mix(add(_START, v, rows))
                places[n, 0] = at
                places[n, 2] = kind
                n += 1
                state = 2
    if state == 1:
        out[n] = mix(h)
        n += 1
    if state != 0:
        places[n - 1, 1] = end - extra
    return n


@inline
def window_at(hashes, i, begin, weight):  # type: ignore[no-untyped-def]
    """(hash below 2**40, whether there is one) of the window that ends at unit i of a text that begins at `begin`."""
    width = _WORDS if weight == WORD else (_HANS if weight == HAN else _SOUTHEASTS)
    h = uint64(0)
    if i >= width - 1:
        for k in range(begin + i - width + 1, begin + i + 1):
            h = h * _WINDOW + hashes[k]
        h = mix(h) >> uint64(_DROP)
    return h, i >= width - 1


@kernel
def fingerprint(buf, offsets, table, rows, number, out):  # type: ignore[no-untyped-def]
    """Write the kept hashes of all texts as hash << 24 | (number + text), not yet sorted; how many.

    `out` has room for one per byte of the longest text and one per eight bytes of all (`room`).
    """
    widest = 1
    for text in range(offsets.size - 1):
        widest = max(widest, offsets[text + 1] - offsets[text] + 1)
    hashes = np.empty(widest, np.uint64)
    places = np.empty((widest, 3), np.int32)
    n = 0
    for text in range(offsets.size - 1):
        size = offsets[text + 1] - offsets[text]
        level = 0
        for limit in _LIMITS:
            level += size >= limit
        thin = (uint64(1) << uint64(level)) - uint64(1)
        m = units_of(buf, offsets, text, table, rows, hashes, places)
        own = uint64(number + text)
        s = uint64(0)
        for i in range(m):
            s = s * _WINDOW + hashes[i]
            if i >= _WORDS:
                s -= _OUT * hashes[i - _WORDS]
            if places[i, 2] == WORD:
                short, there = mix(s) >> uint64(_DROP), i >= _WORDS - 1
            else:
                short, there = window_at(hashes, i, 0, places[i, 2])
            if there and short & thin == 0:
                out[n] = (short << uint64(ARTICLE_BITS)) | own
                n += 1
    return n


@dataclass(frozen=True, slots=True)
class Packed:
    """Texts as one array of UTF-8 bytes; text k is buf[offsets[k]:offsets[k + 1]]. And each one's source, or -1."""

    buf: plain.U8
    offsets: plain.I64
    source: plain.I64

    def levels(self) -> plain.U8:
        """Every text's sampling level."""
        return np.searchsorted(_LIMITS, np.diff(self.offsets), side="right").astype(np.uint8)


def pack(texts: list[str], source: plain.I64 | None = None) -> Packed:
    """Texts for the kernels."""
    sizes = (len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass")) for text in texts)
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(sizes, np.int64, len(texts)), out=offsets[1:])
    return packed(np.frombuffer("".join(texts).encode("utf-8", "surrogatepass"), np.uint8), offsets, source)


def packed(buf: plain.U8, offsets: plain.I64, source: plain.I64 | None = None) -> Packed:
    """Bytes for the kernels. One kind of array only (not writable), or everything would be compiled twice."""
    held = np.asarray(buf).view()
    held.flags.writeable = False
    theirs = np.full(len(offsets) - 1, -1, np.int64) if source is None else source
    return Packed(held, offsets.astype(np.int64), theirs)


def keys_of(text: Packed, first: int = 0) -> U64:
    """The kept hashes of all texts, not yet sorted, as hash << 24 | (first + number of the text)."""
    sizes = np.diff(text.offsets)
    out = np.empty(int((sizes // 2 + 1).sum()), np.uint64)  # no unit is shorter than two bytes with what ends it
    return out[: fingerprint(text.buf, text.offsets, *tables(), first, out)]


def keys_from(marks: plain.Prints) -> U64:
    """Fingerprints as hash << 24 | number of the text."""
    article = np.repeat(np.arange(len(marks), dtype=np.int64), np.diff(marks.starts))
    return (marks.hash << ARTICLE_BITS | article).view(np.uint64)


@kernel
def _by_article(keys, starts, out):  # type: ignore[no-untyped-def]
    """Sorted keys as each article's hashes, ascending."""
    at = starts[:-1].copy()
    for key in keys:
        article = key & uint64(MOST_ARTICLES - 1)
        out[at[article]] = key >> uint64(ARTICLE_BITS)
        at[article] += 1


@kernel
def count(starts, hashes, out):  # type: ignore[no-untyped-def]
    """`fingerprints.counts_by_level`, into `out`."""
    for text in range(out.shape[0]):
        for i in range(starts[text], starts[text + 1]):
            level = 0
            while level < out.shape[1]:
                out[text, level] += 1
                if (hashes[i] >> level) & 1:
                    break
                level += 1


def marks_of(keys: U64, counts: plain.I32, level: plain.U8) -> plain.Prints:
    """An index (`fingerprints_join_kernels.index`) as the articles' fingerprints."""
    starts = np.r_[0, np.cumsum(counts[:, 0], dtype=np.int64)]
    out = np.empty(len(keys), np.int64)
    _by_article(keys, starts, out)
    return plain.Prints(starts, out, counts, level)
