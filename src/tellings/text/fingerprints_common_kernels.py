"""`fingerprints_common.common` for a corpus, from its sorted index."""

from __future__ import annotations

import numpy as np
from numba import int64, uint64

from tellings.settings import Copies
from tellings.text.fingerprints import I64, U64, Prints
from tellings.text.fingerprints_common import EVERYBODY, SOURCE_BITS, UNLIKE
from tellings.text.fingerprints_join_kernels import cap_of
from tellings.text.fingerprints_kernels import ARTICLE_BITS, inline, kernel, mix

_BITS, _ARTICLE = np.uint64(ARTICLE_BITS), np.uint64((1 << ARTICLE_BITS) - 1)
_EVERYBODY, _SOURCE_BITS = np.uint64(EVERYBODY), np.uint64(SOURCE_BITS)


@inline
def alike(starts, hashes, counts, level, a, b, tied):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Whether two articles share so much of their fingerprints that they may be tellings of one text."""
    at = max(level[a], level[b])
    least = min(counts[a, at], counts[b, at])
    shared = 0
    i, j = starts[a], starts[b]
    while i < starts[a + 1] and j < starts[b + 1]:
        u, v = hashes[i], hashes[j]
        shared += u == v
        i += u <= v
        j += v <= u
    return shared * 1_000_000 >= tied * least


@kernel
def _told_apart(starts, hashes, counts, level, members, needed, tied):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Whether `needed` of these articles are unlike one another, asked in order."""
    counted = np.empty(needed, np.int64)
    n = 0
    for one in members:
        unlike = True
        for k in range(n):
            if alike(starts, hashes, counts, level, counted[k], one, tied):
                unlike = False
                break
        if unlike:
            counted[n] = one
            n += 1
            if n == needed:
                return True
    return False


def told_apart(found: Prints, members: I64, needed: int, tied: int) -> bool:
    """`fingerprints_common.told_apart`."""
    return bool(_told_apart(found.starts, found.hash, found.counts, found.level, members, needed, tied))


@inline
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
def _common(keys, starts, hashes, counts, level, source, cap, least, tied, out):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the entries of common text among sorted keys; how many. `out` has room for two per key."""
    n = i = 0
    scratch = np.empty(16, np.int64)
    members = np.empty(16, np.int64)
    while i < keys.size:
        j = i + 1
        h = keys[i] >> _BITS
        while j < keys.size and keys[j] >> _BITS == h:
            j += 1
        hot = j - i > cap_of(h, cap)
        if hot or j - i >= least:
            if j - i > members.size:
                members, scratch = np.empty(2 * (j - i), np.int64), np.empty(2 * (j - i), np.int64)
            for x in range(i, j):
                members[x - i] = int64(keys[x] & _ARTICLE)
            if hot and _told_apart(starts, hashes, counts, level, members[: j - i], UNLIKE, tied):
                out[n] = (h << _SOURCE_BITS) | _EVERYBODY
                n += 1
            m = by_source(members[: j - i], source, scratch)
            x = 0
            while x < m:
                y = x
                while y < m and scratch[y] >> 32 == scratch[x] >> 32:
                    members[y - x] = scratch[y] & 0xFFFFFFFF
                    y += 1
                if y - x >= least and _told_apart(starts, hashes, counts, level, members[: y - x], least, tied):
                    out[n] = (h << _SOURCE_BITS) | uint64(scratch[x] >> 32)
                    n += 1
                x = y
        i = j
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


def common(keys: U64, marks: Prints, source: I64, rule: Copies) -> I64:
    """Entries of common text among the hashes of sorted `keys`, ascending; `marks` are all articles' fingerprints."""
    out = np.empty(2 * len(keys) + 1, np.uint64)
    tied = round(rule.tied * 1_000_000)
    arrays = (marks.starts, marks.hash, marks.counts, marks.level)
    found = out[: _common(keys, *arrays, source, rule.cap, rule.common_in_source, tied, out)]
    return np.sort(found.view(np.int64))


@kernel
def select(hashes, slots, out):  # type: ignore[no-untyped-def]
    """Write the places of the hashes that stand (plus one) in an open table; how many."""
    n = 0
    for i in range(hashes.size):
        h = uint64(hashes[i]) + uint64(1)
        if slots[slot(slots, h)] == h:
            out[n] = i
            n += 1
    return n


def postings(marks: Prints, wanted: I64) -> U64:
    """Sorted keys of all articles that have one of the wanted hashes."""
    slots = slots_of(wanted.astype(np.uint64) + np.uint64(1))
    at = np.empty(len(marks.hash), np.int64)
    at = at[: select(marks.hash, slots, at)]
    article = np.searchsorted(marks.starts, at, side="right") - 1
    keys = (marks.hash[at] << ARTICLE_BITS | article).view(np.uint64)
    keys.sort()
    return keys
