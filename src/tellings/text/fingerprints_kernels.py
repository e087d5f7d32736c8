"""The fingerprint pass of `fingerprints` over UTF-8 bytes, compiled: for a corpus of thousands of articles and more.

Same numbers as the plain path; a test holds both to it. No Python object per article or per word: eight bytes are read
at a time, and a text's hashes are sorted while they are still in the cache. Kernels release the interpreter's lock,
so that callers may run them on several threads. Importing this module imports numba: only the corpus path does so.
"""

from __future__ import annotations

import numpy as np
from numba import int64, uint64

from tellings.text import fingerprints as plain
from tellings.text.fingerprints_compile import bytes_at, inner
from tellings.text.fingerprints_compile import inline as inline  # other rooms take these from here
from tellings.text.fingerprints_compile import kernel as kernel
from tellings.text.fingerprints_packed import LIMITS, Packed
from tellings.text.fingerprints_packed import pack as pack
from tellings.text.fingerprints_packed import packed as packed
from tellings.text.fingerprints_tables import tables
from tellings.text.fingerprints_units import add as add
from tellings.text.fingerprints_units import decode as decode
from tellings.text.fingerprints_units import mix as mix
from tellings.text.fingerprints_units import units_of
from tellings.text.folding import HAN, SOUTHEAST, WORD

#: Bits that number an article, beside a hash of 40 bits in one sortable word; so many articles fit one run.
ARTICLE_BITS = 64 - plain.HASH_BITS
MOST_ARTICLES = 1 << ARTICLE_BITS

_WINDOW, _WINDOW2, _WINDOW3 = (np.uint64(pow(plain.WINDOW, n, 1 << 64)) for n in (1, 2, 3))
_WORDS, _HANS, _SOUTHEASTS = plain.FINGERPRINT[WORD], plain.FINGERPRINT[HAN], plain.FINGERPRINT[SOUTHEAST]
_BITS, _LEVELS = plain.HASH_BITS, plain.LEVELS
_DROP = 64 - plain.HASH_BITS


@inner
def mix_all(raw, out):  # type: ignore[no-untyped-def]
    """`mix` for every hash of an array."""
    for i in range(out.size):
        out[i] = mix(raw[i])


@inner
def windows_of(one, two, three, four, out):  # type: ignore[no-untyped-def]
    """The hashes below 2**40 of windows of four words, given as four views of one array, each a word further on."""
    for i in range(out.size):
        h = one[i] * _WINDOW3 + two[i] * _WINDOW2 + three[i] * _WINDOW + four[i]
        out[i] = mix(h) >> uint64(_DROP)


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


@inner
def ascending(source, begin, end, shift, bins, out):  # type: ignore[no-untyped-def]
    """Sort source[begin:end] into `out`: by the bits from `shift` on as spread by `bins`, then by insertion.

    `bins` are zeros, as many as values or so, their number a power of two; they are zeros again afterwards.
    """
    mask, count = uint64(bins.size - 1), end - begin
    for i in range(begin, end):
        bins[int64((source[i] >> shift) & mask)] += 1
    total = 0
    for k in range(bins.size):
        many = bins[k]
        bins[k] = total
        total += many
    for i in range(begin, end):
        k = int64((source[i] >> shift) & mask)
        out[bins[k]] = source[i]
        bins[k] += 1
    bins[:] = 0
    gap, moved = 1, 0
    for i in range(1, count):  # values are in order but for those of one bin
        value = out[i]
        j = i
        while j > 0 and out[j - 1] > value:
            out[j] = out[j - 1]
            j -= 1
        out[j] = value
        moved += i - j
        if moved > 16 * count:  # bins that many values share
            gap = count // 2
            break
    while gap > 1:  # Shell's sort
        gap = gap * 5 // 11 if gap > 2 else 1
        for i in range(gap, count):
            value = out[i]
            j = i
            while j >= gap and out[j - gap] > value:
                out[j] = out[j - gap]
                j -= gap
            out[j] = value


@inner
def windows_in(hashes, m, weights, out, there):  # type: ignore[no-untyped-def]
    """Write the hashes below 2**40 of the windows that end at each of `m` units, and whether there are any (1, 0).

    `weights` is empty where all units are words.
    """
    if not weights.size:
        lead = min(m, _WORDS - 1)
        k = m - lead
        there[:lead] = 0
        there[lead:m] = 1
        windows_of(hashes[:k], hashes[1 : k + 1], hashes[2 : k + 2], hashes[3 : k + 3], out[lead:m])
    else:
        for i in range(m):
            out[i], there[i] = window_at(hashes, i, 0, weights[i])


@kernel
def _fingerprint(at, sizes, table, rows, out, starts, counts):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write every text's distinct kept hashes, ascending, and count them by level; their number."""
    widest = 1
    for text in range(at.size):
        widest = max(widest, sizes[text] + 4)
    hashes, kept, tidy = np.empty(widest, np.uint64), np.empty(widest, np.uint64), np.empty(widest, np.uint64)
    weights, there = np.full(widest, WORD, np.uint8), np.empty(widest, np.uint8)
    edges, places = np.empty(widest + 64, np.int32), np.empty((widest, 2), np.int32)
    bins = np.zeros(256, np.int32)
    n = 0
    for text in range(at.size):
        level = 0
        for limit in LIMITS:
            level += sizes[text] >= limit
        thin = (uint64(1) << uint64(level)) - uint64(1)
        m = units_of(bytes_at(at[text], sizes[text]), table, rows, edges, hashes, places, weights)
        plain = m >= 0
        m = m if plain else ~m
        mix_all(hashes[:m], hashes[:m])
        windows_in(hashes, m, weights[:0] if plain else weights, kept, there)
        if not plain:
            weights[:m] = WORD
        k = int64(0)
        for i in range(m):
            short = kept[i]
            kept[k] = short
            k += (short & thin == uint64(0)) & (there[i] != 0)
        ascending(kept, int64(0), k, uint64(_BITS - 8), bins, tidy)
        for i in range(k):
            if i == 0 or tidy[i] != tidy[i - 1]:
                h = int64(tidy[i])
                out[n] = h
                n += 1
                for step in range(_LEVELS):
                    counts[text, step] += h & ((1 << step) - 1) == 0
        starts[text + 1] = n
    return n


def prints_of(text: Packed) -> plain.Prints:
    """`fingerprints.prints` for packed texts."""
    at, sizes = text.where()
    out = np.empty(int((sizes // 2 + 1).sum()), np.int64)  # no unit is shorter than two bytes with what ends it
    starts, counts = np.zeros(len(sizes) + 1, np.int64), np.zeros((len(sizes), _LEVELS), np.int32)
    n = _fingerprint(at, sizes, *tables(), out, starts, counts)
    return plain.Prints(starts, out[:n].copy(), counts, text.levels())


@kernel
def _take(starts, hashes, order, begins, out):  # type: ignore[no-untyped-def]
    """Write the hashes of articles in another order; `begins` is where each one's begin in `out`."""
    for place in range(order.size):
        n = begins[place]
        for i in range(starts[order[place]], starts[order[place] + 1]):
            out[n] = hashes[i]
            n += 1


def in_order(marks: plain.Prints, order: plain.I64) -> plain.Prints:
    """Fingerprints in another order of their articles."""
    starts = np.zeros(len(order) + 1, np.int64)
    np.cumsum(np.diff(marks.starts)[order], out=starts[1:])
    out = np.empty(int(starts[-1]), np.int64)
    _take(marks.starts, marks.hash, order, starts, out)
    return plain.Prints(starts, out, marks.counts[order], marks.level[order])
