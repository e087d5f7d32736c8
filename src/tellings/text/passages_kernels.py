"""`passages` for a corpus: the same functions, compiled, over UTF-8 bytes and many pairs at once.

Pairs are taken family by family (`in_families`), so that each text is read about once, and what is worked out of it
is still in the cache when it is compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import int64, uint64

from tellings.text import passages as plain
from tellings.text.fingerprints import HASH_BITS, I64, LEVELS, SAMPLE_LIMITS, U8, U64, WINDOW
from tellings.text.fingerprints_common import EVERYBODY, SOURCE_BITS
from tellings.text.fingerprints_common_kernels import sieve_of, slot, slots_of
from tellings.text.fingerprints_compile import bytes_at, inline, inner, inside64, kernel, ones, trailing
from tellings.text.fingerprints_kernels import mix_all, windows_in
from tellings.text.fingerprints_packed import Packed
from tellings.text.fingerprints_tables import tables
from tellings.text.fingerprints_units import units_of
from tellings.text.folding import HAN, SOUTHEAST, WORD
from tellings.text.passages import Aligned

_WINDOW = np.uint64(WINDOW)
_EVERYBODY, _SOURCE_BITS = np.uint64(EVERYBODY), np.uint64(SOURCE_BITS)
_HASH, _COARSEST = np.uint64((1 << HASH_BITS) - 1), np.uint64(1 << (LEVELS - 1))
_WORDS, _HANS, _SOUTHEASTS = plain.SEED[WORD], plain.SEED[HAN], plain.SEED[SOUTHEAST]
_LIMITS = np.array(SAMPLE_LIMITS, np.int64)
#: Low bits of an entry in the table of seeds: the unit that begins the seed, plus one. A text has fewer (MOST_BYTES).
PLACE_BITS = 27
_PLACES, _PLACE = np.uint64(PLACE_BITS), np.uint64((1 << PLACE_BITS) - 1)
#: Units of texts that are held at a time, some 30 bytes each: what the cache next to a processor holds.
HELD = 1 << 14

_extend, _join, _sift, _cover = inner(plain.extend), inner(plain.join), inner(plain.sift), inner(plain.cover)


@inner
def _flag(hashes, m, weights, own, level, slots, sieve, values, there, flags):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Flags of a text's units, as `fingerprints_common.flags` has them."""
    windows_in(hashes, m, weights, values, there)
    flags[:m] = 0
    thin, mask = (uint64(1) << uint64(level)) - uint64(1), uint64(8 * sieve.size - 1)
    k = 0
    for i in range(m):  # the few that the fingerprint keeps, beside where they stand
        h = values[i]
        values[k] = h | uint64(i) << uint64(HASH_BITS)
        k += (h & thin == uint64(0)) & (there[i] != 0)
    for x in range(k):
        i = values[x] >> uint64(HASH_BITS)
        h = values[x] & _HASH
        flags[i] = 1 + 2 * int64(trailing(h | _COARSEST))
        low = (h >> uint64(LEVELS - 1)) & mask
        if (sieve[low >> uint64(3)] >> (low & uint64(7))) & 1:
            entry = (h << _SOURCE_BITS) | _EVERYBODY
            hit = slots[slot(slots, entry)] == entry
            if own >= 0 and not hit:
                entry = (h << _SOURCE_BITS) | uint64(own)
                hit = slots[slot(slots, entry)] == entry
            flags[i] += hit


@inner
def _three(one, two, three, out):  # type: ignore[no-untyped-def]
    """Seeds of three words, given as three views of one array, each a word further on."""
    for i in range(out.size):
        out[i] = ((one[i] * _WINDOW + two[i]) * _WINDOW + three[i]) & ~_PLACE


@inner
def _seeds(hashes, m, weights, out):  # type: ignore[no-untyped-def]
    """The seed that begins at every unit, without the bits of a place, or 0. No weights: words only."""
    if not weights.size:
        k = max(0, m - _WORDS + 1)
        _three(hashes[:k], hashes[1 : k + 1], hashes[2 : k + 2], out[:k])
        out[k:m] = 0
    else:
        for i in range(m):
            width = _WORDS if weights[i] == WORD else (_HANS if weights[i] == HAN else _SOUTHEASTS)
            h = uint64(0)
            if i + width <= m:
                for q in range(i, i + width):
                    h = h * _WINDOW + hashes[q]
            out[i] = h & ~_PLACE


@inline
def _find(seeds, mask, seed):  # type: ignore[no-untyped-def]
    """The slot of a seed in an open table, or the empty slot where it belongs."""
    s = (seed >> _PLACES) & mask
    while seeds[s] != 0 and seeds[s] & ~_PLACE != seed:
        s = (s + uint64(1)) & mask
    return s


@inner
def _index(theirs, seeds, after):  # type: ignore[no-untyped-def]
    """Fill an open table with the seeds of a text, and `after` with the next unit of the same seed; its mask."""
    size = 2
    while size < 4 * theirs.size:
        size *= 2
    mask = uint64(size - 1)
    seeds[:size] = 0
    for j in range(theirs.size - 1, -1, -1):
        after[j] = -1
        seed = theirs[j]
        if seed != 0:
            s = _find(seeds, mask, seed)
            after[j] = int64(seeds[s] & _PLACE) - 1
            seeds[s] = seed | uint64(j + 1)
    return mask


@inner
def _runs(ta, tb, own, seeds, mask, after, out):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """`passages.runs`, which looks a seed up only where no run covers it; `own` are the seeds of a."""
    n = i = low = expected = int64(0)
    while i < ta.size:
        seed = own[i]
        j = int64(seeds[_find(seeds, mask, seed)] & _PLACE) - 1 if seed != 0 else int64(-1)
        if j >= 0:
            i, low, expected = _extend(ta, tb, i, j, after, low, expected, out[n])
            n += low == i
        else:
            i += 1
    return n


@inner
def _points(buf, begin, end):  # type: ignore[no-untyped-def]
    """Code points between two bytes of a text."""
    n = end - begin
    p = begin
    while p + 64 <= end:
        n -= int64(ones(inside64(buf, p)))
        p += 64
    while p < end:
        n -= buf[p] & 0xC0 == 0x80
        p += 1
    return n


@inner
def _write(text_a, text_b, pa, pb, joined, k, out, n, row):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write a pair's `k` passages after `n`, and words in all and in the longest to its row."""
    row[4] = row[5] = 0
    at = done = int64(0)  # of text a: passages ascend there
    for r in range(k):
        begin, end = int64(pa[joined[r, 0], 0]), int64(pa[joined[r, 1] - 1, 1])
        out[n + r, 0] = done + _points(text_a, at, begin)
        done = out[n + r, 0] + _points(text_a, begin, end)
        out[n + r, 1], at = done, end
        begin, end = int64(pb[joined[r, 2], 0]), int64(pb[joined[r, 3] - 1, 1])
        out[n + r, 2] = _points(text_b, int64(0), begin)
        out[n + r, 3] = out[n + r, 2] + _points(text_b, begin, end)
        words = (joined[r, 4] + 2) // 4
        out[n + r, 4] = words
        row[4] += words
        row[5] = max(row[5], words)


@inner
def _prepare(buf, source, has, table, rows, slots, sieve, texts, units, scratch, used):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the units of a text, and all that is needed of them, as number `used` of those that are held."""
    starts, worded = texts
    hashes, seeds, places, sums, flags = units
    edges, weights, values, there = scratch
    first = starts[used]
    m = units_of(buf, table, rows, edges, hashes[first:], places[first:], weights)
    others = m < 0
    m = ~m if others else m
    own = hashes[first : first + m]
    mix_all(own, own)
    kinds = weights if others else weights[:0]
    _seeds(own, m, kinds, seeds[first:])
    if has:
        level = 0
        for limit in _LIMITS:
            level += buf.size >= limit
        _flag(own, m, kinds, source, level, slots, sieve, values, there, flags[first:])
    worded[used] = not others
    if others:
        total = 0
        for i in range(m):
            sums[first + i] = total
            total += weights[i]
        sums[first + m] = total
        weights[:m] = WORD
    starts[used + 1] = first + m + 1


@kernel
def _align(at, sizes, source, has, a, b, table, rows, slots, sieve, held, cover, out, counts):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Align pairs of texts, in this order; passages to `out`, returns how many, or -1 if it is full.

    `at` and `sizes` say where every text lies, `held` has a place for each to work in.
    """
    widest = int64(1)
    for x in range(a.size):
        widest = max(widest, sizes[a[x]], sizes[b[x]])
    most = widest // 2 + 4  # units of a text: none is shorter than two bytes with what ends it
    room = max(HELD, 2 * most)
    starts, owner, worded = np.zeros(room + 1, np.int64), np.empty(room, np.int64), np.empty(room, np.bool_)
    hashes, seeds, places = np.empty(room, np.uint64), np.empty(room, np.uint64), np.empty((room, 2), np.int32)
    sums, flags = np.empty(room, np.int32), np.empty(room, np.uint8)
    edges, weights = np.empty(widest + 64, np.int32), np.full(most, WORD, np.uint8)
    scratch = (edges, weights, np.empty(most, np.uint64), np.empty(most, np.uint8))
    ramp = np.arange(most + 1).astype(np.int32) * np.int32(WORD)
    after, marks = np.empty(most, np.int32), np.empty(most, np.uint8)
    found, joined = np.empty((most + 1, 4), np.int64), np.empty((most + 1, 5), np.int64)
    size = 2
    while size < 4 * most:
        size *= 2
    index, mask, indexed = np.empty(size, np.uint64), uint64(0), int64(-1)
    n = used = 0
    for x in range(a.size):
        for turn in range(3):  # a, b, and a again when b needed the room
            one = b[x] if turn == 1 else a[x]
            if 0 <= held[one] < used and owner[held[one]] == one:
                continue
            if starts[used] + sizes[one] // 2 + 4 > room:
                used = 0
            units = (hashes, seeds, places, sums, flags)
            buf = bytes_at(at[one], sizes[one])
            _prepare(buf, source[one], has[one], table, rows, slots, sieve, (starts, worded), units, scratch, used)
            owner[used], held[one] = one, used
            used += 1
        ka, kb = held[a[x]], held[b[x]]
        sa, ea, sb, eb = starts[ka], starts[ka + 1] - 1, starts[kb], starts[kb + 1] - 1
        if b[x] != indexed:
            indexed = b[x]
            mask = _index(seeds[sb:eb], index, after)
        m = _runs(hashes[sa:ea], hashes[sb:eb], seeds[sa:ea], index, mask, after, found)
        wa = ramp[: ea - sa + 1] if worded[ka] else sums[sa : ea + 1]
        wb = ramp[: eb - sb + 1] if worded[kb] else sums[sb : eb + 1]
        k = _join(found, m, wa, wb, joined)
        if k and has[a[x]] and has[b[x]]:
            k = _sift(found, m, joined, k, flags[sa:ea], flags[sb:eb])
        counts[x] = k
        if n + k > out.shape[0]:
            return -1
        row = _totals(found, m, k, wa, wb, marks, cover[x])
        text_a, text_b = bytes_at(at[a[x]], sizes[a[x]]), bytes_at(at[b[x]], sizes[b[x]])
        _write(text_a, text_b, places[sa:], places[sb:], joined, k, out, n, row)
        n += k
    return n


@inner
def _totals(found, m, k, wa, wb, marks, row):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write to a pair's row how much of each text the other covers, how much there is, and whether they are one."""
    na, nb = wa.size - 1, wb.size - 1
    row[0] = row[1] = 0
    if k:
        marks[:nb] = 0
        row[0], row[1] = _cover(found, m, wa, wb, marks)
    row[2], row[3] = wa[na], wb[nb]
    row[6] = na == nb and m == 1 and found[0, 0] == 0 and found[0, 1] == na and found[0, 2] == 0
    return row


@kernel
def _families(a, b, out):  # type: ignore[no-untyped-def]
    """For every pair the least text of those that hang together with it; `out` is as long as `a`."""
    most = 0
    for x in range(a.size):
        most = max(most, a[x], b[x])
    least = np.arange(most + 1)
    for x in range(a.size):
        i, j = a[x], b[x]
        while least[i] != i:
            least[i] = least[least[i]]
            i = least[i]
        while least[j] != j:
            least[j] = least[least[j]]
            j = least[j]
        least[max(i, j)] = min(i, j)
    for x in range(a.size):
        i = a[x]
        while least[i] != i:
            i = least[i]
        out[x] = i


def in_families(a: I64, b: I64) -> I64:
    """An order of pairs in which those that hang together follow one another, and those of one b."""
    family = np.empty(len(a), np.int64)
    _families(a, b, family)
    return np.lexsort((a, b, family))


def align(text: Packed, a: I64, b: I64, common: I64 | None = None) -> Aligned:
    """Align pairs of articles (numbers of texts); the memory it takes grows with these articles only.

    `common` holds entries of common text (`fingerprints_common`), where there is any.
    """
    order = in_families(a, b)
    entries = np.zeros(0, np.int64) if common is None else common
    texts = where(*text.where(), text.source, entries, np.full(len(text.source), len(entries) > 0, np.uint8))
    return in_order(align_at(texts, a[order], b[order]), order)


@dataclass(frozen=True, slots=True)
class Where:
    """Texts by where they lie in memory, and what bears on their common text."""

    at: I64  # addresses
    sizes: I64  # in bytes
    source: I64  # a number for each source, or -1
    has: U8  # 0 for texts that have no common text
    slots: U64  # open table of the entries of common text (`slots_of`); may be empty
    sieve: U8  # of their hashes (`sieve_of`)


def where(at: I64, sizes: I64, source: I64, common: I64, has: U8) -> Where:
    """Texts, of which those that are marked in `has` may have these entries of common text."""
    entries = common.view(np.uint64)
    return Where(at, sizes, source, has, slots_of(entries), sieve_of(entries >> _SOURCE_BITS))


def align_at(texts: Where, a: I64, b: I64) -> Aligned:
    """Align pairs of texts, in the order given."""
    cover, counts = np.zeros((len(a), 7), np.int64), np.zeros(len(a), np.int64)
    held = np.empty(len(texts.at), np.int32)
    given = (texts.at, texts.sizes, texts.source, texts.has, a, b, *tables(), texts.slots, texts.sieve, held)
    size, n = 4 * len(a) + 64, -1
    while n < 0:
        out = np.empty((size, 5), np.int32)
        n = _align(*given, cover, out, counts)
        size *= 4
    return Aligned(cover, out[:n], np.r_[0, np.cumsum(counts)])


def in_order(found: Aligned, order: I64) -> Aligned:
    """The rows of `found`, which stand in `order`, in the order in which the pairs were given."""
    back = np.argsort(order)
    counts = np.diff(found.starts)[back]
    starts = np.r_[0, np.cumsum(counts)]
    at = np.repeat(found.starts[:-1][back] - starts[:-1], counts) + np.arange(len(found.passages))
    return Aligned(found.cover[back], found.passages[at], starts)
