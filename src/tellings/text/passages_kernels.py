"""`passages` for a corpus: the same functions, compiled, over UTF-8 bytes and many pairs at once."""

from __future__ import annotations

import numpy as np
from numba import uint64

from tellings.text import passages as plain
from tellings.text.fingerprints import I64, LEVELS, U64, WINDOW
from tellings.text.fingerprints_common import EVERYBODY, SOURCE_BITS
from tellings.text.fingerprints_common_kernels import slot, slots_of
from tellings.text.fingerprints_kernels import Packed, inline, kernel, mix, units_of, window_at
from tellings.text.fingerprints_tables import tables
from tellings.text.folding import HAN, SOUTHEAST, WORD
from tellings.text.passages import Aligned

_WINDOW = np.uint64(WINDOW)
_EVERYBODY, _SOURCE_BITS = np.uint64(EVERYBODY), np.uint64(SOURCE_BITS)
_WORDS, _HANS, _SOUTHEASTS = plain.SEED[WORD], plain.SEED[HAN], plain.SEED[SOUTHEAST]

_runs, _join, _sift, _cover = kernel(plain.runs), kernel(plain.join), kernel(plain.sift), kernel(plain.cover)


@kernel
def _prepare(buf, offsets, articles, table, rows, hashes, places, seeds, starts):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Units, seeds and running weights of some articles, one after the other (one spare place after each)."""
    n = 0
    for k in range(articles.size):
        starts[k] = n
        m = units_of(buf, offsets, articles[k], table, rows, hashes[n:], places[n:])
        total = 0
        for i in range(n, n + m):
            w = places[i, 2]
            width = _WORDS if w == WORD else (_HANS if w == HAN else _SOUTHEASTS)
            seeds[i] = 0
            if i + width <= n + m:
                h = uint64(0)
                for q in range(i, i + width):
                    h = h * _WINDOW + hashes[q]
                seeds[i] = mix(h)
            places[i, 2] = total
            total += w
        places[n + m, 2] = total
        n += m + 1
    starts[articles.size] = n


@kernel
def _flag(hashes, places, starts, source, levels, slots, flags):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """`fingerprints_common.flags` for prepared articles; `slots` is the open table of `slots_of`."""
    for k in range(starts.size - 1):
        begin, end = starts[k], starts[k + 1] - 1
        for i in range(begin, end):
            flags[i] = 0
            h, there = window_at(hashes, i - begin, begin, places[i + 1, 2] - places[i, 2])
            level = 0
            while level < LEVELS - 1 and (h >> uint64(level)) & uint64(1) == 0:
                level += 1
            if there and level >= levels[k]:
                flags[i] = 1 + 2 * level
                for n in range(2):
                    who = _EVERYBODY if n == 0 else uint64(source[k])
                    if n == 0 or source[k] >= 0:
                        entry = (h << _SOURCE_BITS) | who
                        if slots[slot(slots, entry)] == entry:
                            flags[i] = 2 + 2 * level


@inline
def _find(keys, values, mask, seed):  # type: ignore[no-untyped-def]
    """The slot of a seed in an open table, or the empty slot where it belongs."""
    s = (seed >> uint64(20)) & mask
    while values[s] >= 0 and keys[s] != seed:
        s = (s + uint64(1)) & mask
    return s


@kernel
def _align(hashes, places, seeds, flags, starts, a, b, cover, out, counts):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Align pairs (positions in `starts`, sorted by b); passages to `out`, returns how many, or -1 if it is full."""
    longest = 1
    for k in range(starts.size - 1):
        longest = max(longest, starts[k + 1] - starts[k])
    size = 1
    while size < 2 * longest:
        size *= 2
    keys, values = np.empty(size, np.uint64), np.empty(size, np.int32)
    first, after = np.empty(longest, np.int32), np.empty(longest, np.int32)
    found, joined = np.empty((longest + 1, 4), np.int64), np.empty((longest + 1, 5), np.int64)
    marks = np.empty(longest, np.uint8)
    mask = uint64(0)
    held = -1
    n = 0
    for x in range(a.size):
        sa, sb = starts[a[x]], starts[b[x]]
        na, nb = starts[a[x] + 1] - sa - 1, starts[b[x] + 1] - sb - 1
        if b[x] != held:
            held = b[x]
            fit = 2
            while fit < 2 * nb:
                fit *= 2
            mask = uint64(fit - 1)
            values[:fit] = -1
            for j in range(nb - 1, -1, -1):
                after[j] = -1
                if seeds[sb + j] != 0:
                    s = _find(keys, values, mask, seeds[sb + j])
                    after[j] = values[s]
                    keys[s], values[s] = seeds[sb + j], j
        for i in range(na):
            first[i] = -1
            if seeds[sa + i] != 0:
                first[i] = values[_find(keys, values, mask, seeds[sa + i])]
        ta, tb = hashes[sa : sa + na], hashes[sb : sb + nb]
        wa, wb = places[sa : sa + na + 1, 2], places[sb : sb + nb + 1, 2]
        m = _runs(ta, tb, first[:na], after[:nb], found)
        k = _join(found, m, wa, wb, joined)
        if flags.size and k:
            k = _sift(found, m, joined, k, flags[sa : sa + na], flags[sb : sb + nb])
        marks[:nb] = 0
        cover[x, 0], cover[x, 1] = _cover(found, m, wa, wb, marks)
        cover[x, 2], cover[x, 3] = wa[na], wb[nb]
        cover[x, 4] = cover[x, 5] = 0
        cover[x, 6] = na == nb and m == 1 and found[0, 0] == 0 and found[0, 1] == na and found[0, 2] == 0
        counts[x] = k
        if n + k > out.shape[0]:
            return -1
        for r in range(k):
            out[n, 0], out[n, 1] = places[sa + joined[r, 0], 0], places[sa + joined[r, 1] - 1, 1]
            out[n, 2], out[n, 3] = places[sb + joined[r, 2], 0], places[sb + joined[r, 3] - 1, 1]
            words = (joined[r, 4] + 2) // 4
            out[n, 4] = words
            cover[x, 4] += words
            cover[x, 5] = max(cover[x, 5], words)
            n += 1
    return n


class Bench:
    """Arrays to work in, kept from one call of `align` to the next: fresh memory costs as much as the work."""

    def __init__(self) -> None:
        self.size = 0
        self.hashes = self.seeds = np.empty(0, np.uint64)
        self.places, self.flags = np.empty((0, 3), np.int32), np.empty(0, np.uint8)

    def room(self, units: int) -> None:
        """Have room for so many units."""
        if units > self.size:
            self.size = units
            self.hashes, self.seeds = np.empty(units, np.uint64), np.empty(units, np.uint64)
            self.places, self.flags = np.empty((units, 3), np.int32), np.empty(units, np.uint8)


def align(text: Packed, a: I64, b: I64, common: U64 | None = None, bench: Bench | None = None) -> Aligned:
    """Align pairs of articles (numbers of texts); the memory it takes grows with these articles only.

    `common` holds entries of common text (`fingerprints_common`), where there is any.
    """
    order = np.lexsort((a, b))
    articles, where = np.unique(np.concatenate([a, b]), return_inverse=True)
    room = int((text.offsets[articles + 1] - text.offsets[articles] + 2).sum())
    bench = bench or Bench()
    bench.room(room)
    hashes, seeds, places = bench.hashes, bench.seeds, bench.places
    starts = np.empty(len(articles) + 1, np.int64)
    _prepare(text.buf, text.offsets, articles, *tables(), hashes, places, seeds, starts)
    flags = np.empty(0, np.uint8)
    if common is not None and len(common):
        flags = bench.flags
        levels = text.levels()[articles]
        _flag(hashes, places, starts, text.source[articles], levels, slots_of(common), flags)
    ia, ib = where[: len(a)][order], where[len(a) :][order]
    cover, counts = np.zeros((len(a), 7), np.int64), np.zeros(len(a), np.int64)
    size, n = 4 * len(a) + 64, -1
    while n < 0:
        out = np.empty((size, 5), np.int32)
        n = _align(hashes, places, seeds, flags, starts, ia, ib, cover, out, counts)
        size *= 4
    return _in_order(Aligned(cover, out[:n], np.r_[0, np.cumsum(counts)]), order)


def _in_order(found: Aligned, order: I64) -> Aligned:
    """The rows of `found`, which stand in `order`, in the order in which the pairs were given."""
    back = np.argsort(order)
    counts = np.diff(found.starts)[back]
    starts = np.r_[0, np.cumsum(counts)]
    at = np.repeat(found.starts[:-1][back] - starts[:-1], counts) + np.arange(len(found.passages))
    return Aligned(found.cover[back], found.passages[at], starts)
