"""`fingerprints_common.common` for a corpus, from its sorted index."""

from __future__ import annotations

import numpy as np
from numba import uint8, uint64

from tellings.settings import Copies
from tellings.text.fingerprints import I64, LEVELS, U8, U64, AnyPrints, Prints
from tellings.text.fingerprints_common import EVERYBODY, SOURCE_BITS, UNLIKE
from tellings.text.fingerprints_compile import inline, inner, kernel
from tellings.text.fingerprints_join_kernels import SIEVE, Postings, bit, cap_of
from tellings.text.fingerprints_kernels import mix


@inner
def alike(begins, ends, hashes, counts, level, a, b, tied, sieve):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Whether two articles share so much of their fingerprints that they may be tellings of one text. `sieve` has the
    bits of b's hashes: mostly it tells at once that too few of a's can be among them."""
    at = max(level[a], level[b])
    least = min(counts[a, at], counts[b, at])
    most = 0
    for i in range(begins[a], ends[a]):
        place = bit(hashes[i])
        most += (sieve[place >> uint64(3)] >> (place & uint64(7))) & 1
    if most * 1_000_000 < tied * least:
        return False
    shared = 0
    i, j = begins[a], begins[b]
    while i < ends[a] and j < ends[b]:
        u, v = hashes[i], hashes[j]
        shared += u == v
        i += u <= v
        j += v <= u
    return shared * 1_000_000 >= tied * least


@kernel
def _told_apart(begins, ends, hashes, counts, level, members, needed, tied, known, sieve):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Whether `needed` of these articles are unlike one another, asked in order.

    `known` are answers as (a << 32 | b) << 1 | alike, each at a place that its pair tells; any number of places, zeros
    before the first call. The hashes of one footer ask about the same articles. `sieve` is zeros, as afterwards.
    """
    counted = np.empty(needed, np.int64)
    n = 0
    for one in members:
        unlike, sieved = True, False
        for k in range(n):
            pair = uint64(counted[k]) << uint64(32) | uint64(one)
            place = mix(pair) % uint64(known.size)
            if known[place] >> uint64(1) != pair:
                if not sieved:
                    sieved = True
                    for i in range(begins[one], ends[one]):
                        at = bit(hashes[i])
                        sieve[at >> uint64(3)] |= uint8(1) << uint8(at & uint64(7))
                answer = alike(begins, ends, hashes, counts, level, counted[k], one, tied, sieve)
                known[place] = pair << uint64(1) | uint64(answer)
            if known[place] & uint64(1):
                unlike = False
                break
        if sieved:
            for i in range(begins[one], ends[one]):
                sieve[bit(hashes[i]) >> uint64(3)] = 0
        if unlike:
            counted[n] = one
            n += 1
            if n == needed:
                return True
    return False


def told_apart(found: AnyPrints, members: I64, needed: int, tied: int) -> bool:
    """`fingerprints_common.told_apart`."""
    given = members.astype(np.int32)
    known = np.zeros(64, np.uint64)
    arrays = (found.begins, found.ends, found.hash, found.counts, found.level)
    return bool(_told_apart(*arrays, given, needed, tied, known, np.zeros(SIEVE, np.uint8)))


@inner
def by_source(members, source, out):  # type: ignore[no-untyped-def]
    """Articles of known sources as source << 32 | article, ascending (Shell's sort); how many."""
    n = 0
    for one in members:
        if source[one] >= 0:
            out[n] = source[one] << 32 | one
            n += 1
    gap = n // 2
    while gap > 0:
        for i in range(gap, n):
            value = out[i]
            j = i
            while j >= gap and out[j - gap] > value:
                out[j] = out[j - gap]
                j -= gap
            out[j] = value
        gap //= 2
    return n


@kernel
def _common(hashes, starts, members, begins, ends, prints, counts, level, source, cap, least, tied, out, has):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the entries of common text among postings; how many. `out` has room for two per posting. Articles that
    have common text are marked in `has`."""
    n = 0
    scratch, some, known = np.empty(16, np.int64), np.empty(16, np.int32), np.zeros(1 << 12, np.uint64)
    sieve = np.zeros(SIEVE, np.uint8)
    for k in range(hashes.size):
        begin, end = starts[k], starts[k + 1]
        if end - begin < least and end - begin <= cap >> (LEVELS - 1):
            continue
        h = hashes[k]
        hot = end - begin > cap_of(h, cap)
        if hot or end - begin >= least:
            if end - begin > some.size:
                some, scratch = np.empty(2 * (end - begin), np.int32), np.empty(2 * (end - begin), np.int64)
            if hot and _told_apart(begins, ends, prints, counts, level, members[begin:end], UNLIKE, tied, known, sieve):
                out[n] = (h << SOURCE_BITS) | EVERYBODY
                n += 1
                for one in members[begin:end]:
                    has[one] = 1
            m = by_source(members[begin:end], source, scratch)
            x = 0
            while x < m:
                y = x
                while y < m and scratch[y] >> 32 == scratch[x] >> 32:
                    some[y - x] = scratch[y] & 0xFFFFFFFF
                    y += 1
                own = some[: y - x]
                if y - x >= least and _told_apart(begins, ends, prints, counts, level, own, least, tied, known, sieve):
                    out[n] = (h << SOURCE_BITS) | (scratch[x] >> 32)
                    n += 1
                    for one in own:
                        has[one] = 1
                x = y
    return n


@inline
def slot(slots, entry):  # type: ignore[no-untyped-def]
    """Where an entry stands in an open table, or the empty place where it belongs."""
    mask = uint64(slots.size - 1)
    s = mix(entry) & mask
    while slots[s] != 0 and slots[s] != entry:
        s = (s + uint64(1)) & mask
    return s


@kernel
def _fill(slots, entries):  # type: ignore[no-untyped-def]
    for entry in entries:
        slots[slot(slots, entry)] = entry


def slots_of(entries: U64) -> U64:
    """Entries as an open table in which 0 is an empty place."""
    slots = np.zeros(1 << int(2 * len(entries) + 1).bit_length(), np.uint64)
    _fill(slots, entries)
    return slots


def common(shared: Postings, marks: AnyPrints, source: I64, rule: Copies, has: U8 | None = None) -> I64:
    """Entries of common text among `shared` hashes, ascending; `marks` are all articles' fingerprints.

    Articles that have such text are marked in `has`, where given.
    """
    has = np.zeros(len(marks), np.uint8) if has is None else has
    out = np.empty(2 * len(shared.hash) + 1, np.int64)
    tied = round(rule.tied * 1_000_000)
    theirs = (shared.hash, shared.starts, shared.members)
    own = (marks.begins, marks.ends, marks.hash, marks.counts, marks.level)
    found = _common(*theirs, *own, source, rule.cap, rule.common_in_source, tied, out, has)
    return np.sort(out[:found])


@kernel
def _select(begins, ends, hashes, slots, sieve, out, starts):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the hashes that stand (plus one) in an open table, and where each article's start; how many.

    `sieve` has a bit for the low bits of every hash in the table: most others are told by it, in the cache.
    """
    mask = uint64(8 * sieve.size - 1)
    n = 0
    for article in range(begins.size):
        for i in range(begins[article], ends[article]):
            h = uint64(hashes[i]) + uint64(1)
            low = (h >> uint64(LEVELS - 1)) & mask
            if (sieve[low >> uint64(3)] >> (low & uint64(7))) & 1 and slots[slot(slots, h)] == h:
                out[n] = hashes[i]
                n += 1
        starts[article + 1] = n
    return n


def sieve_of(wanted: U64) -> U8:
    """A bit for the low bits of every wanted hash, some sixteen for each: what is asked before an open table."""
    bits = np.zeros(1 << max(6, int(16 * len(wanted) + 1).bit_length()), np.bool_)
    bits[(wanted >> np.uint64(LEVELS - 1)) & np.uint64(len(bits) - 1)] = True
    return np.packbits(bits, bitorder="little")


def only_them(marks: AnyPrints, wanted: I64) -> Prints:
    """`passages_pairs.only_hashes`."""
    values = wanted.astype(np.uint64) + np.uint64(1)
    out, starts = np.empty(len(marks.hash), np.int64), np.zeros(len(marks) + 1, np.int64)
    n = _select(marks.begins, marks.ends, marks.hash, slots_of(values), sieve_of(values), out, starts)
    return Prints(starts, out[:n].copy(), marks.counts, marks.level)
