"""From fingerprints to the pairs of articles that are worth aligning.

A hash that few articles have speaks for every pair of them. One that more than `cap` articles have (a formula, a
footer, or a text that hundreds print) would speak for too many pairs: it only ties each of its articles to the first
of them, and such ties count when most of a text is tied to the same article, as it is in a family of many copies.
A pair that shares a few hashes of the first kind is looked at closely: then all that both have counts, so that copies
that were edited beyond every other word are found in a corpus of any size, however frequent most of their phrases.
The cap is a constant and "first" goes by article id, so the result depends on the articles alone, not on their order
or on how they came in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tellings.settings import Copies
from tellings.text.fingerprints import I32, I64, LEVELS, U8, Bools, Prints

#: Low bits of an entry of common text: whose it is. Sources count from 0; this one stands for "everybody's".
SOURCE_BITS = 24
EVERYBODY = (1 << SOURCE_BITS) - 1


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs to align, a < b, ascending; and how many hashes went beyond the cap."""

    a: I64
    b: I64
    hot: int


@dataclass(frozen=True, slots=True)
class Before:
    """What was known before articles were added, ascending."""

    articles: int
    pairs: I64  # a << 32 | b by number: those that were aligned
    common: I64  # entries of common text


@dataclass(frozen=True, slots=True)
class Change:
    """What added articles change; pairs are a << 32 | b by number, ascending."""

    added: I64  # to align: not worth it, or not there, before
    withdrawn: I64  # no longer worth aligning
    common: I64  # all entries of common text now
    touched: I64  # articles in which it is another now
    hot: int  # hashes beyond their cap, among those that were looked at


def runs_of(values: I64) -> tuple[I64, I64]:
    """Starts and lengths of the runs of equal values in a sorted array."""
    if not len(values):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    return starts.astype(np.int64), np.diff(np.r_[starts, len(values)]).astype(np.int64)


def distinct(values: I64) -> I64:
    """Ascending, each once."""
    values = np.sort(values)
    fresh = np.r_[True, values[1:] != values[:-1]] if len(values) else np.zeros(0, np.bool_)
    return np.asarray(values[fresh], np.int64)


def among(values: I64, ascending: I64) -> Bools:
    """Which of the values stand in a list that ascends."""
    at = np.minimum(np.searchsorted(ascending, values), max(len(ascending) - 1, 0))
    return np.asarray(ascending[at] == values if len(ascending) else np.zeros(len(values)), np.bool_)


def caps(hashes: I64, cap: int) -> I64:
    """The most articles that may have each hash: `cap` where texts of every length keep it; a hash that only texts
    of half, a quarter and an eighth of the length keep has as much less, since so many fewer can have it."""
    finer = np.full(len(hashes), LEVELS - 1, np.int64)
    for level in range(1, LEVELS):
        finer -= (hashes & ((1 << level) - 1)) == 0
    return np.asarray(cap >> finer, np.int64)


def _pairs_within(owner: I64, starts: I64, lengths: I64, most: I64) -> tuple[I64, I64]:
    """All pairs inside the runs of 2..most articles, as a << 32 | b; each longer run tied to its first."""
    cold: list[I64] = []
    lone, over = np.where(lengths <= most, lengths, 0), lengths > most
    for length in np.unique(lone[lone > 1]).tolist():
        members = owner[starts[lone == length][:, None] + np.arange(length)]
        i, j = np.triu_indices(length, 1)
        cold.append(((members[:, i] << 32) | members[:, j]).ravel())
    hot: list[I64] = []
    for start, length in zip(starts[over].tolist(), lengths[over].tolist(), strict=True):
        hot.append((owner[start] << 32) | owner[start + 1 : start + length])
    empty = [np.zeros(0, np.int64)]
    return np.concatenate(cold or empty), np.concatenate(hot or empty)


def touched(article: I64, hashes: I64, source: I64, changed: I64) -> I64:
    """Of the articles that have these hashes, those to which one of the `changed` entries of common text applies."""
    hit = np.isin(hashes << SOURCE_BITS | EVERYBODY, changed)
    hit |= (source[article] >= 0) & np.isin(hashes << SOURCE_BITS | source[article], changed)
    return np.unique(article[hit]).astype(np.int64)


def in_common(found: Prints, a: I64, b: I64) -> I64:
    """How many hashes the articles of each pair share."""
    shared = [len(np.intersect1d(found.of(x), found.of(y), True)) for x, y in zip(a.tolist(), b.tolist(), strict=True)]
    return np.array(shared, np.int64)


def worth(cold: I64, total: I64, least: I64, rule: Copies) -> npt.NDArray[np.bool_]:
    """Which pairs to align: `cold` and `total` shared hashes, `least` hashes of the shorter fingerprint."""
    contained, tied = round(rule.contained * 1_000_000), round(rule.tied * 1_000_000)
    by_cold = (cold >= rule.least) & (cold * 1_000_000 >= contained * least)
    by_all = (total >= rule.least) & (total * 1_000_000 >= tied * least)
    return np.asarray(by_cold | by_all, np.bool_)


def smaller(a: I64, b: I64, counts: I32, level: U8) -> I64:
    """Size of the smaller of two fingerprints, both thinned to the coarser of their levels."""
    at = np.maximum(level[a], level[b])
    return np.minimum(counts[a, at], counts[b, at]).astype(np.int64)


def candidates(found: Prints, rule: Copies) -> Candidates:
    """Pairs of texts worth aligning. Texts must be numbered in the order of their ids."""
    owner = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(found.starts))
    order = np.lexsort((owner, found.hash))
    owner, hashes = owner[order], found.hash[order]
    starts, lengths = runs_of(hashes)
    most = caps(hashes[starts], rule.cap)
    cold, hot = _pairs_within(owner, starts, lengths, most)
    keys, where = np.unique(np.concatenate([cold, hot]), return_inverse=True)
    n_cold = np.bincount(where[: len(cold)], minlength=len(keys))
    n_all = np.bincount(where, minlength=len(keys))
    a, b = keys >> 32, keys & 0xFFFFFFFF
    least = smaller(a, b, found.counts, found.level)
    good = worth(n_cold, n_all, least, rule)
    unsure = np.flatnonzero(~good & (n_cold >= rule.rare))
    every = in_common(found, a[unsure], b[unsure])
    good[unsure] = worth(every, every, least[unsure], rule)
    return Candidates(a[good], b[good], int((lengths > most).sum()))
