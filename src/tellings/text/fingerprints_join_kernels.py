"""`fingerprints_join` for a corpus: which articles have each hash, and which pairs of articles share enough of them.

Most hashes stand in one article only and are left out at once. Hashes are spread over buckets that fit the cache and
sorted there; a corpus of many millions of hashes takes one range of them after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numba import int64, uint8, uint64

from tellings.settings import Copies
from tellings.text.fingerprints import HASH_BITS, I32, I64, LEVELS, U64, AnyPrints
from tellings.text.fingerprints_compile import inline, inner, kernel
from tellings.text.fingerprints_join import Candidates
from tellings.text.fingerprints_kernels import ARTICLE_BITS, MOST_ARTICLES, ascending

#: Hashes that are sorted at a time (8 bytes each), and about as many as one bucket holds, as powers of two.
AT_ONCE, BUCKET = 22, 13
#: Pairs that are chosen at a time.
ROOM = 1 << 20
_BITS, _ARTICLE = np.uint64(ARTICLE_BITS), np.uint64(MOST_ARTICLES - 1)
#: Bytes of a sieve: bits that say of most hashes that an article has them not.
SIEVE = 1 << 11
#: What a hash beyond its cap counts, beside 1 for any other: the two are counted in one number.
TIED = 1 << 32


@dataclass(frozen=True, slots=True)
class Postings:
    """The articles that have each hash, of the hashes that at least two have."""

    hash: I64  # ascending
    starts: I64  # members[starts[k]:starts[k + 1]] have hash k
    members: I32  # ascending for each hash


@kernel
def _spread(last, hashes, at, limit, shift, ends, out):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Spread the hashes below `limit`, in each article from `at` on, over buckets of `out`: hash << 24 | article.

    `ends` are where the buckets begin in `out`, and end afterwards; with an empty `out` they only count.
    """
    mask = ends.size - 1
    for article in range(at.size):
        i, end = at[article], last[article]
        while i < end and hashes[i] < limit:
            bucket = (hashes[i] >> shift) & mask
            if out.size:
                out[ends[bucket]] = (uint64(hashes[i]) << _BITS) | uint64(article)
            ends[bucket] += 1
            i += 1
        if out.size:
            at[article] = i


@kernel
def _collect(keys, tidy, ends, shift, keep, hashes, starts, members):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Sort every bucket (`keep` it so) and write its runs of two and more articles that have one hash; how many runs
    and members."""
    bins = np.zeros(1 << BUCKET, np.int32)
    n = m = 0
    begin = int64(0)
    for end in ends:
        ascending(keys, begin, end, shift, bins, tidy)
        i, count = 0, end - begin
        if keep:
            keys[begin:end] = tidy[:count]
        while i < count:
            j = i + 1
            h = tidy[i] >> _BITS
            while j < count and tidy[j] >> _BITS == h:
                j += 1
            if j - i > 1:
                hashes[n] = int64(h)
                n += 1
                for x in range(i, j):
                    members[m] = tidy[x] & _ARTICLE
                    m += 1
                starts[n] = m
            i = j
        begin = end
    return n, m


def postings(marks: AnyPrints, watch: Callable[[U64], None] | None = None) -> Postings:
    """Which articles have each hash that several have. `watch` is given hash << 24 | article of all, in ascending
    arrays, which it may change."""
    total = int((marks.ends - marks.begins).sum())
    ranges = 1 << max(0, int(total >> AT_ONCE).bit_length())
    bits = max(0, int(total // ranges).bit_length() - BUCKET)  # of the buckets in a range
    width = HASH_BITS - (ranges.bit_length() - 1)
    at = marks.begins.copy()
    none = np.zeros(0, np.uint64)
    parts: list[tuple[I64, I64, I32]] = []
    for n in range(ranges):
        ends = np.zeros(1 << bits, np.int64)
        given = (marks.ends, marks.hash, at, (n + 1) << width, width - bits)
        _spread(*given, ends, none)
        count, widest = int(ends.sum()), int(ends.max())
        np.cumsum(ends[:-1].copy(), out=ends[1:])
        ends[0] = 0
        keys, tidy = np.empty(count, np.uint64), np.empty(widest, np.uint64)
        _spread(*given, ends, keys)
        hashes, starts = np.empty(count // 2 + 1, np.int64), np.zeros(count // 2 + 2, np.int64)
        members = np.empty(count, np.int32)
        shift = np.uint64(max(0, 64 - (HASH_BITS - width) - bits - BUCKET))
        runs, many = _collect(keys, tidy, ends, shift, watch is not None, hashes, starts, members)
        if watch is not None:
            watch(keys)
        parts.append((hashes[:runs].copy(), np.diff(starts[: runs + 1]), members[:many].copy()))
    lengths = np.concatenate([part[1] for part in parts])
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return Postings(np.concatenate([part[0] for part in parts]), starts, np.concatenate([part[2] for part in parts]))


@inline
def cap_of(h, cap):  # type: ignore[no-untyped-def]
    """`fingerprints_join.caps` for one hash."""
    most = cap
    for level in range(1, LEVELS):
        most >>= int64(h & ((int64(1) << level) - 1) != 0)
    return most


@kernel
def _later(hashes, starts, members, cap, at, out):  # type: ignore[no-untyped-def]
    """For every article where its later companions stand: (place in members << 24 | how many), or its complement for
    companions by a hash beyond its cap, which only the first article has. How many such hashes.

    `at` is where each article's begin in `out`, and end afterwards; with an empty `out` they only count.
    """
    hot = 0
    for k in range(hashes.size):
        begin, end = starts[k], starts[k + 1]
        beyond = end - begin > cap_of(hashes[k], cap)
        hot += beyond
        for x in range(begin, begin + 1 if beyond else end - 1):
            one = members[x]
            if out.size:
                entry = ((x + 1) << ARTICLE_BITS) | (end - x - 1)
                out[at[one]] = ~entry if beyond else entry
            at[one] += 1
    return hot


@inline
def bit(h):  # type: ignore[no-untyped-def]
    """Place of a hash's bit in a sieve: not its lowest bits, which are zeros in long texts."""
    return (uint64(h) >> uint64(LEVELS)) & uint64(8 * SIEVE - 1)


@inner
def _in_common(hashes, begin, end, sieve, others, most):  # type: ignore[no-untyped-def]
    """How many of `others` stand among the ascending hashes[begin:end], whose bits `sieve` has; up to `most`."""
    n = 0
    for h in others:
        at = bit(h)
        if (sieve[at >> uint64(3)] >> (at & uint64(7))) & 1:
            low, high = begin, end
            while low < high:
                middle = (low + high) >> 1
                if hashes[middle] < h:
                    low = middle + 1
                else:
                    high = middle
            n += low < end and hashes[low] == h
            if n == most:
                break
    return n


@inner
def _count(entries, members, many, touched):  # type: ignore[no-untyped-def]
    """Count in `many` what an article shares with later ones (tied hashes in the high half), which are `touched`."""
    t = 0
    for entry in entries:
        step = 1
        if entry < 0:
            entry, step = ~entry, TIED
        place = uint64(entry) >> _BITS
        for x in range(place, place + (uint64(entry) & _ARTICLE)):
            b = members[x]
            now = many[b]
            if now == 0:
                touched[t] = b
                t += 1
            many[b] = now + step
    return t


@inner
def good(a, touched, many, begins, ends, hashes, counts, level, rule, sieve, found):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the pairs of article `a` with those `touched` that are worth aligning; how many. `many` is zeros again."""
    k = int64(0)
    sieved = False
    for b in touched:
        cold = many[b] & 0xFFFFFFFF
        total = cold + (many[b] >> 32)
        many[b] = 0
        if total < rule[0] and cold < rule[1]:
            continue
        at = max(level[a], level[b])
        least = min(counts[a, at], counts[b, at])
        needed = max(rule[0], -(-rule[2] * least // 1_000_000))
        good = cold >= needed or (total >= rule[0] and total * 1_000_000 >= rule[3] * least)
        if not good and cold >= rule[1]:
            if not sieved:
                sieved = True
                for i in range(begins[a], ends[a]):
                    place = bit(hashes[i])
                    sieve[place >> uint64(3)] |= uint8(1) << uint8(place & uint64(7))
            theirs = hashes[begins[b] : ends[b]]
            good = _in_common(hashes, begins[a], ends[a], sieve, theirs, needed) >= needed
        found[k] = (uint64(a) << _BITS) | uint64(b)
        k += good
    if sieved:
        sieve[:] = 0
    return k


@kernel
def _choose(first, closes, entries, members, begins, ends, hashes, counts, level, rule, many, out):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Pairs worth aligning from article `first` on, to `out` as a << 24 | b; their number, and the article to go on
    from. `many` is a zero for every article.

    `rule` holds: least shared hashes, least rare ones, and the two least shares in millionths (`fingerprints_join`).
    """
    touched, found = np.empty(many.size, np.int32), np.empty(many.size + 1, np.uint64)
    bins, sieve = np.zeros(256, np.int32), np.zeros(SIEVE, np.uint8)
    shift = uint64(0)
    while many.size >> (shift + uint64(8)):
        shift += uint64(1)
    n = 0
    a = first
    while a < many.size:
        t = _count(entries[closes[a - 1] if a else 0 : closes[a]], members, many, touched)
        k = good(a, touched[:t], many, begins, ends, hashes, counts, level, rule, sieve, found)
        if n + k > out.size:
            break
        if k > 1:
            ascending(found, int64(0), k, shift, bins, out[n:])
        elif k:
            out[n] = found[0]
        n += k
        a += 1
    return n, a


def candidates(shared: Postings, marks: AnyPrints, rule: Copies) -> Candidates:
    """As `fingerprints_join.candidates`, from postings; `marks` are of all articles."""
    counts, level = marks.counts, marks.level
    ends = np.zeros(len(level), np.int64)
    given = (shared.hash, shared.starts, shared.members, rule.cap)
    hot = _later(*given, ends, np.zeros(0, np.int64))
    entries = np.empty(int(ends.sum()), np.int64)
    ends = np.cumsum(ends) - ends
    _later(*given, ends, entries)
    limits = np.array([rule.least, rule.rare, round(rule.contained * 1e6), round(rule.tied * 1e6)], np.int64)
    many = np.zeros(len(level), np.int64)
    chosen = [np.zeros(0, np.uint64)]
    rest = (shared.members, marks.begins, marks.ends, marks.hash, counts, level, limits, many)
    at, room = 0, ROOM
    while at < len(level):
        out = np.empty(room, np.uint64)
        n, after = _choose(at, ends, entries, *rest, out)
        chosen.append(out[:n].copy())
        room = room if after > at else max(2 * room, len(level))
        at = after
    flat = np.concatenate(chosen)
    return Candidates((flat >> _BITS).astype(np.int64), (flat & _ARTICLE).astype(np.int64), int(hot))
