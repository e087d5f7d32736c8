"""`passages` for a corpus: the same functions, compiled, over UTF-8 bytes and many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import int64, uint64

from tellings.text import passages as plain
from tellings.text.fingerprints import FINGERPRINT, HASH_BITS, I64, LEVELS, U8, U64, WINDOW
from tellings.text.fingerprints_common import EVERYBODY, SOURCE_BITS
from tellings.text.fingerprints_common_kernels import slot, slots_of
from tellings.text.fingerprints_compile import inline, inner, kernel
from tellings.text.fingerprints_kernels import OUT, Packed, levels_of, mix, units_of, window_at
from tellings.text.fingerprints_tables import tables
from tellings.text.folding import HAN, SOUTHEAST, WORD
from tellings.text.passages import Aligned

_WINDOW = np.uint64(WINDOW)
_EVERYBODY, _SOURCE_BITS = np.uint64(EVERYBODY), np.uint64(SOURCE_BITS)
_OUT, _DROP, _WINDOW_WORDS = np.uint64(OUT), np.uint64(64 - HASH_BITS), FINGERPRINT[WORD]
_WORDS, _HANS, _SOUTHEASTS = plain.SEED[WORD], plain.SEED[HAN], plain.SEED[SOUTHEAST]
#: Low bits of an entry in the table of seeds: the unit that begins the seed, plus one.
_PLACE = np.uint64((1 << 24) - 1)
MOST_UNITS = (1 << 24) - 2

_runs, _join, _sift, _cover = inner(plain.runs), inner(plain.join), inner(plain.sift), inner(plain.cover)


@kernel
def _prepare(buf, offsets, articles, source, levels, table, rows, slots, hashes, places, flags, starts, first):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Units and running weights of some articles, written after those of the `first` ones (a spare place after each).

    With `slots` (`slots_of`), flags too, as `fingerprints_common.flags` has them; none for a level out of range.
    """
    n = starts[first]
    for k in range(articles.size):
        m = units_of(buf, offsets, articles[k], table, rows, hashes[n:], places[n:])
        own, level = source[k], levels[k]
        if slots.size:
            flags[n : n + m] = 0
        if slots.size and level < LEVELS:
            thin = (uint64(1) << uint64(level)) - uint64(1)
            rolled = uint64(0)
            for i in range(m):
                rolled = rolled * _WINDOW + hashes[n + i]
                if i >= _WINDOW_WORDS:
                    rolled -= _OUT * hashes[n + i - _WINDOW_WORDS]
                if places[n + i, 2] == WORD:
                    h, there = mix(rolled) >> _DROP, i >= _WINDOW_WORDS - 1
                else:
                    h, there = window_at(hashes, i, n, places[n + i, 2])
                if there and h & thin == 0:
                    at = 0
                    while at < LEVELS - 1 and (h >> uint64(at)) & uint64(1) == 0:
                        at += 1
                    entry = (h << _SOURCE_BITS) | _EVERYBODY
                    hit = slots[slot(slots, entry)] == entry
                    if own >= 0 and not hit:
                        entry = (h << _SOURCE_BITS) | uint64(own)
                        hit = slots[slot(slots, entry)] == entry
                    flags[n + i] = 1 + 2 * at + hit
        total = 0
        for i in range(n, n + m):
            weight = places[i, 2]
            places[i, 2] = total
            total += weight
        places[n + m, 2] = total
        n += m + 1
        starts[first + k + 1] = n


@inline
def _seed(hashes, places, i, end):  # type: ignore[no-untyped-def]
    """The seed that begins at unit i of a text, without the bits of a place; 0 when there is none."""
    w = places[i + 1, 2] - places[i, 2]
    h = uint64(0)
    if w == WORD:
        if i + _WORDS <= end:
            for q in range(_WORDS):
                h = h * _WINDOW + hashes[i + q]
    else:
        width = _HANS if w == HAN else _SOUTHEASTS
        if i + width <= end:
            for q in range(width):
                h = h * _WINDOW + hashes[i + q]
    return h & ~_PLACE


@inline
def _find(seeds, mask, seed):  # type: ignore[no-untyped-def]
    """The slot of a seed in an open table, or the empty slot where it belongs."""
    s = (seed >> uint64(40)) & mask
    while seeds[s] != 0 and seeds[s] & ~_PLACE != seed:
        s = (s + uint64(1)) & mask
    return s


@inner
def _index(hashes, places, begin, end, seeds, after):  # type: ignore[no-untyped-def]
    """Fill an open table with the seeds of a text, and `after` with the next unit of the same seed; its mask."""
    size = 2
    while size < 4 * (end - begin):
        size *= 2
    mask = uint64(size - 1)
    seeds[:size] = 0
    for j in range(end - begin - 1, -1, -1):
        after[j] = -1
        seed = _seed(hashes, places, begin + j, end)
        if seed != 0:
            s = _find(seeds, mask, seed)
            after[j] = int64(seeds[s] & _PLACE) - 1
            seeds[s] = seed | uint64(j + 1)
    return mask


@inner
def _look(hashes, places, begin, end, seeds, mask, first):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """For every unit of a text the first one in the other text that begins the same seed, or -1."""
    for i in range(end - begin):
        first[i] = -1
        seed = _seed(hashes, places, begin + i, end)
        if seed != 0:
            first[i] = int64(seeds[_find(seeds, mask, seed)] & _PLACE) - 1


@inner
def _write(places, sa, sb, joined, k, out, n, row):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write a pair's `k` passages after `n`, and words in all and in the longest to its row."""
    row[4] = row[5] = 0
    for r in range(k):
        out[n + r, 0], out[n + r, 1] = places[sa + joined[r, 0], 0], places[sa + joined[r, 1] - 1, 1]
        out[n + r, 2], out[n + r, 3] = places[sb + joined[r, 2], 0], places[sb + joined[r, 3] - 1, 1]
        words = (joined[r, 4] + 2) // 4
        out[n + r, 4] = words
        row[4] += words
        row[5] = max(row[5], words)


@kernel
def _align(hashes, places, flags, starts, a, b, cover, out, counts):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Align pairs (positions in `starts`, sorted by b); passages to `out`, returns how many, or -1 if it is full."""
    longest = 1
    for k in range(starts.size - 1):
        longest = max(longest, starts[k + 1] - starts[k])
    size = 1
    while size < 4 * longest:
        size *= 2
    seeds = np.empty(size, np.uint64)
    first, after = np.empty(longest, np.int32), np.empty(longest, np.int32)
    found, joined = np.empty((longest + 1, 4), np.int64), np.empty((longest + 1, 5), np.int64)
    marks = np.empty(longest, np.uint8)
    mask = uint64(0)
    held = -1
    n = 0
    for x in range(a.size):
        sa, sb = starts[a[x]], starts[b[x]]
        ea, eb = starts[a[x] + 1] - 1, starts[b[x] + 1] - 1
        na, nb = ea - sa, eb - sb
        if b[x] != held:
            held = b[x]
            mask = _index(hashes, places, sb, eb, seeds, after)
        _look(hashes, places, sa, ea, seeds, mask, first)
        ta, tb = hashes[sa:ea], hashes[sb:eb]
        wa, wb = places[sa : ea + 1, 2], places[sb : eb + 1, 2]
        m = _runs(ta, tb, first[:na], after[:nb], found)
        k = _join(found, m, wa, wb, joined)
        if flags.size and k:
            k = _sift(found, m, joined, k, flags[sa:ea], flags[sb:eb])
        counts[x] = k
        if n + k > out.shape[0]:
            return -1
        row = cover[x]
        row[0] = row[1] = 0
        if k:
            marks[:nb] = 0
            row[0], row[1] = _cover(found, m, wa, wb, marks)
        row[2], row[3] = wa[na], wb[nb]
        row[6] = na == nb and m == 1 and found[0, 0] == 0 and found[0, 1] == na and found[0, 2] == 0
        _write(places, sa, sb, joined, k, out, n, row)
        n += k
    return n


class Bench:
    """Arrays to work in, kept from one call of `align` to the next: fresh memory costs as much as the work."""

    def __init__(self) -> None:
        self.size = 0
        self.hashes = np.empty(0, np.uint64)
        self.places, self.flags = np.empty((0, 3), np.int32), np.empty(0, np.uint8)

    def room(self, units: int) -> None:
        """Have room for so many units."""
        if units > self.size:
            self.size = units
            self.hashes = np.empty(units, np.uint64)
            self.places, self.flags = np.empty((units, 3), np.int32), np.empty(units, np.uint8)


def align(text: Packed, a: I64, b: I64, common: U64 | None = None, bench: Bench | None = None) -> Aligned:
    """Align pairs of articles (numbers of texts); the memory it takes grows with these articles only.

    `common` holds entries of common text (`fingerprints_common`), where there is any.
    """
    articles, where = np.unique(np.concatenate([a, b]), return_inverse=True)
    slots = slots_of(common) if common is not None and len(common) else np.zeros(0, np.uint64)
    has = np.ones(len(articles), np.uint8)
    return align_parts([(text, articles)], where[: len(a)], where[len(a) :], slots, bench or Bench(), has)


def align_parts(parts: Sequence[tuple[Packed, I64]], a: I64, b: I64, slots: U64, bench: Bench, has: U8) -> Aligned:
    """Align pairs of the articles that `parts` give, one part after the other: texts, and which of them.

    `a` and `b` number these articles as they come; `slots` is the open table of common text (`slots_of`), or empty;
    `has` is 0 for articles that have none of it.
    """
    # a unit has two bytes at least, with what ends it; one place is spare
    bench.room(sum(int(((t.offsets[k + 1] - t.offsets[k]) // 2 + 3).sum()) for t, k in parts))
    starts = np.zeros(len(has) + 1, np.int64)
    done = 0
    for text, articles in parts:
        levels = levels_of(text.offsets[articles + 1] - text.offsets[articles])
        levels[has[done : done + len(articles)] == 0] = LEVELS
        given = (text.buf, text.offsets, articles, text.source[articles], levels, *tables(), slots)
        _prepare(*given, bench.hashes, bench.places, bench.flags, starts, done)
        done += len(articles)
    order = np.lexsort((a, b))
    cover, counts = np.zeros((len(a), 7), np.int64), np.zeros(len(a), np.int64)
    flags = bench.flags if len(slots) else np.zeros(0, np.uint8)
    size, n = 4 * len(a) + 64, -1
    while n < 0:
        out = np.empty((size, 5), np.int32)
        n = _align(bench.hashes, bench.places, flags, starts, a[order], b[order], cover, out, counts)
        size *= 4
    return _in_order(Aligned(cover, out[:n], np.r_[0, np.cumsum(counts)]), order)


def _in_order(found: Aligned, order: I64) -> Aligned:
    """The rows of `found`, which stand in `order`, in the order in which the pairs were given."""
    back = np.argsort(order)
    counts = np.diff(found.starts)[back]
    starts = np.r_[0, np.cumsum(counts)]
    at = np.repeat(found.starts[:-1][back] - starts[:-1], counts) + np.arange(len(found.passages))
    return Aligned(found.cover[back], found.passages[at], starts)
