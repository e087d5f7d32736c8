"""`fingerprints_common.common` for a corpus, from its sorted index."""

from __future__ import annotations

import numpy as np
from numba import uint64

from tellings.settings import Copies
from tellings.text.fingerprints import I32, I64, U64
from tellings.text.fingerprints_common import EVERYBODY, SOURCE_BITS
from tellings.text.fingerprints_join_kernels import cap_of
from tellings.text.fingerprints_kernels import ARTICLE_BITS, inline, kernel, mix

_BITS, _ARTICLE = np.uint64(ARTICLE_BITS), np.uint64((1 << ARTICLE_BITS) - 1)
_EVERYBODY, _SOURCE_BITS = np.uint64(EVERYBODY), np.uint64(SOURCE_BITS)


@kernel
def _entries(keys, source, cap, least, out):  # type: ignore[no-untyped-def]
    """(hash << 24 | EVERYBODY) of each hash beyond the cap, and (hash << 24 | source) of each article of a source."""
    n = i = 0
    while i < keys.size:
        j = i + 1
        h = keys[i] >> _BITS
        while j < keys.size and keys[j] >> _BITS == h:
            j += 1
        if j - i > cap_of(h, cap):
            out[n] = (h << _SOURCE_BITS) | _EVERYBODY
            n += 1
        if j - i >= least:
            for x in range(i, j):
                whose = source[keys[x] & _ARTICLE]
                if whose >= 0:
                    out[n] = (h << _SOURCE_BITS) | uint64(whose)
                    n += 1
        i = j
    return n


@kernel
def _frequent(entries, least):  # type: ignore[no-untyped-def]
    """Of sorted entries, in place: everybody's, and those of at least so many articles of a source; how many."""
    n = i = 0
    while i < entries.size:
        j = i + 1
        while j < entries.size and entries[j] == entries[i]:
            j += 1
        if j - i >= least or entries[i] & _EVERYBODY == _EVERYBODY:
            entries[n] = entries[i]
            n += 1
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


@kernel
def _weigh(keys, source, kept, slots, least, frequent, total, times):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """First count each article's frequent hashes, then sum over each entry its articles' share of them."""
    for turn in range(2):
        i = 0
        while i < keys.size:
            j = i + 1
            h = keys[i] >> _BITS
            while j < keys.size and keys[j] >> _BITS == h:
                j += 1
            everybody = slots[slot(slots, (h << _SOURCE_BITS) | _EVERYBODY)] != 0
            for x in range(i, j if j - i >= least or everybody else i):
                article = keys[x] & _ARTICLE
                for kind in range(2):
                    if (kind == 0 and not everybody) or (kind == 1 and source[article] < 0):
                        continue
                    entry = (h << _SOURCE_BITS) | (_EVERYBODY if kind == 0 else uint64(source[article]))
                    s = slot(slots, entry)
                    if slots[s] == entry:
                        if turn == 0:
                            frequent[article, kind] += 1
                        else:
                            total[s] += frequent[article, kind] * 1_000_000 // max(kept[article], 1)
                            times[s] += 1
            i = j


def slots_of(entries: U64) -> U64:
    """Entries as an open table in which 0 is an empty place."""
    slots = np.zeros(1 << int(2 * len(entries) + 1).bit_length(), np.uint64)
    _fill(slots, entries)
    return slots


def common(keys: U64, counts: I32, source: I64, rule: Copies) -> U64:
    """Entries of common text, ascending as signed numbers; `keys` and `counts` are those of an index."""
    entries = np.empty(len(keys) + 1, np.uint64)
    entries = entries[: _entries(keys, source, rule.cap, rule.common_in_source, entries)].copy()
    entries.sort()
    entries = entries[: _frequent(entries, rule.common_in_source)]
    if not len(entries):
        return entries
    slots = slots_of(entries)
    total, times = np.zeros(len(slots), np.int64), np.zeros(len(slots), np.int64)
    _weigh(
        keys,
        source,
        counts[:, 0].copy(),
        slots,
        rule.common_in_source,
        np.zeros((len(counts), 2), np.int64),
        total,
        times,
    )
    found = slots[(slots != 0) & (2 * total < 1_000_000 * times)]
    return np.sort(found.view(np.int64)).view(np.uint64)
