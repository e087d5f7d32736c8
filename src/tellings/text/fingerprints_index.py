"""An index of fingerprints that grows: sorted runs of hash << 24 | article, in which the hashes of added articles are
looked up one after the other.

Both what is looked up and a run ascend, and hashes lie evenly, so the search goes on from where the last one ended, to
where the next must be about, and from there in steps that double (Bentley and Yao 1976): what lies between two hashes
is not read. Articles are numbered as they were added, so that
runs never change; when many small ones have come together, they are merged (O'Neil et al. 1996, the log-structured
merge tree), each article a few times in all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import float64, int64, uint64

from tellings.text.fingerprints import I64, U64
from tellings.text.fingerprints_compile import inner, kernel
from tellings.text.fingerprints_join_kernels import Postings
from tellings.text.fingerprints_kernels import ARTICLE_BITS, MOST_ARTICLES

_BITS, _ARTICLE = np.uint64(ARTICLE_BITS), np.uint64(MOST_ARTICLES - 1)
#: A run is merged with the next smaller one when that is not so many times smaller.
APART = 4


def entries_of(starts: I64, hashes: I64, first: int) -> U64:
    """What stands in the index of some articles, ascending: those whose hashes are hashes[starts[k]:starts[k + 1]].
    `first` is the number of the first of them."""
    owner = np.arange(first, first + len(starts) - 1, dtype=np.uint64)
    return np.sort(hashes.astype(np.uint64) << _BITS | np.repeat(owner, np.diff(starts)))


def hashes_of(entries: U64) -> I64:
    """The hashes in a run, ascending, each once."""
    hashes = (entries >> _BITS).astype(np.int64)
    return hashes[np.r_[True, hashes[1:] != hashes[:-1]]] if len(hashes) else hashes


def to_merge(sizes: Sequence[int]) -> int:
    """Of runs with so many entries, in the order in which they came, how many of the last ones to merge."""
    many, total = 0, sizes[-1] if sizes else 0
    for n, size in enumerate(reversed(sizes[:-1]), 2):
        if size > APART * total:
            break
        many, total = n, total + size
    return many


def merged(runs: Sequence[U64]) -> U64:
    """Several runs as one."""
    return np.sort(np.concatenate(runs), kind="stable")


@inner
def _from(keys, low, least):  # type: ignore[no-untyped-def]
    """The first place from `low` on of a key that is not less."""
    if low >= keys.size or keys[low] >= least:
        return low
    # hashes lie evenly, so how far it is can be told but for the root of it; from there on in steps that double
    at = min(low + int64(float64(least - keys[low]) * keys.size / 2.0**64), keys.size - 1)
    step = 1
    if keys[at] < least:
        low, high = at + 1, at + 1
        while high < keys.size and keys[high] < least:
            low = high + 1
            high += step
            step *= 2
        high = min(high, keys.size)
    else:
        high = at
        while at > low and keys[at] >= least:
            high = at
            at -= step
            step *= 2
        low = max(low, at + 1) if at > low else low
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < least:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def _look_up(wanted, keys, places):  # type: ignore[no-untyped-def]
    """Where each wanted hash begins and ends among the keys, to `places`."""
    at = 0
    for k in range(wanted.size):
        at = _from(keys, at, uint64(wanted[k]) << _BITS)
        places[k, 0] = at
        while at < keys.size and keys[at] >> _BITS == uint64(wanted[k]):
            at += 1
        places[k, 1] = at


@kernel
def _gather(keys, places, place_of, at, members):  # type: ignore[no-untyped-def]
    """Write the articles that have each hash, by their places, from `at` on, where they end afterwards."""
    for k in range(places.shape[0]):
        for x in range(places[k, 0], places[k, 1]):
            members[at[k]] = place_of[keys[x] & _ARTICLE]
            at[k] += 1


@inner
def _in_order(values):  # type: ignore[no-untyped-def]
    """Sort values that mostly ascend already (Shell's sort)."""
    rising = True
    for i in range(1, values.size):
        rising &= values[i - 1] < values[i]
    gap = 0 if rising else values.size // 2
    while gap > 0:
        for i in range(gap, values.size):
            value = values[i]
            j = i
            while j >= gap and values[j - gap] > value:
                values[j] = values[j - gap]
                j -= gap
            values[j] = value
        gap //= 2


@kernel
def _several(wanted, ends, hashes, starts, members):  # type: ignore[no-untyped-def]
    """Of the hashes whose members end at `ends`, keep those that two articles and more have; how many of both."""
    n = m = begin = 0
    for k in range(wanted.size):
        end = ends[k]
        if end - begin > 1:
            _in_order(members[begin:end])
            hashes[n] = wanted[k]
            n += 1
            for x in range(begin, end):
                members[m] = members[x]
                m += 1
            starts[n] = m
        begin = end
    return n, m


def postings_of(runs: Sequence[U64], wanted: I64, place_of: I64) -> Postings:
    """Which articles, by their places, have each of the wanted hashes (ascending) that several have.

    `place_of` says for each number in the index what the article's place is.
    """
    found = [np.empty((len(wanted), 2), np.int64) for _ in runs]
    for run, places in zip(runs, found, strict=True):
        _look_up(wanted, run, places)
    many = sum((places[:, 1] - places[:, 0] for places in found), np.zeros(len(wanted), np.int64))
    ends = np.cumsum(many)
    at, members = ends - many, np.empty(int(many.sum()), np.int32)
    for run, places in zip(runs, found, strict=True):
        _gather(run, places, place_of, at, members)
    hashes, starts = np.empty(len(wanted), np.int64), np.zeros(len(wanted) + 1, np.int64)
    count, kept = _several(wanted, at, hashes, starts, members)
    return Postings(hashes[:count], starts[: count + 1], members[:kept])


@kernel
def renumber(keys, number):  # type: ignore[no-untyped-def]
    """Write other numbers of the articles into entries of an index."""
    for k in range(keys.size):
        keys[k] = (keys[k] >> _BITS << _BITS) | uint64(number[keys[k] & _ARTICLE])
