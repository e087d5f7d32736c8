"""Which articles tell of one event: average link over calibrated similarity and time."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

#: Days beyond which a gap says no more.
LONGEST_GAP = 400
#: How the chance that two articles of one event lie g days apart falls: 1 / (1 + g) ** PACE.
PACE = 1.5
#: Share of an event's articles that come at any odd time (anniversaries, trials, follow-ups).
LATE = 0.03


def time_evidence(days: Sequence[int | None]) -> Matrix:
    """Log likelihood ratio of the gap between two dates: one event, against any two articles of this corpus.

    `days` are ordinals (None: unknown, no evidence). In a corpus of one week a gap of a day says little; in one
    of ten years it says much: that is what the ratio to the corpus's own gaps gives.
    """
    n = len(days)
    known = np.array([d is not None for d in days])
    at = np.array([d or 0 for d in days], np.int64)
    if known.sum() < 2:
        return np.zeros((n, n))
    gaps = np.minimum(np.abs(at[:, None] - at[None, :]), LONGEST_GAP)
    both = known[:, None] & known[None, :]
    upper = np.triu(both, 1)
    counts = np.bincount(gaps[upper], minlength=LONGEST_GAP + 1).astype(float)
    sums = np.concatenate([[0.0], np.cumsum(counts)])
    day = np.arange(LONGEST_GAP + 1)
    reach = np.maximum(1, day // 4)  # the histogram is smoothed, more widely at long gaps
    low, high = np.maximum(0, day - reach), np.minimum(LONGEST_GAP + 1, day + reach + 1)
    smooth = (sums[high] - sums[low]) / (high - low)
    usual = (smooth + 0.5) / (counts.sum() + 0.5 * LONGEST_GAP)
    same = 1 / (1 + day) ** PACE
    same = (1 - LATE) * same / same.sum() + LATE * usual
    return np.where(both, np.log(same / usual)[gaps], 0.0)


def threshold(articles: int, small: float, rise: float, most: float) -> float:
    """The similarity at which two groups are one story: it rises with the logarithm of the corpus's size,
    because among more articles more look-alikes are to be found."""
    return min(most, small + rise * math.log(max(1.0, articles / 10)))


def average_link(similarity: Matrix, least: float) -> list[list[int]]:
    """Average-link clusters at `least`, by the nearest-neighbour chain (Murtagh 1983); ties go to the lower index.

    Takes a symmetric n x n matrix; returns the clusters, each ascending, in order of their first member.
    """
    n = len(similarity)
    near = similarity.astype(np.float64, copy=True)
    np.fill_diagonal(near, -np.inf)
    size = np.ones(n)
    merges: list[tuple[float, int, int]] = []
    active = np.ones(n, bool)
    chain: list[int] = []
    while active.sum() > 1:
        if not chain:
            chain.append(int(np.flatnonzero(active)[0]))
        tip = chain[-1]
        row = np.where(active, near[tip], -np.inf)
        row[tip] = -np.inf
        best = int(np.argmax(row))
        if len(chain) > 1 and row[chain[-2]] >= row[best]:
            best = chain[-2]
            chain = chain[:-2]
            a, b = min(tip, best), max(tip, best)
            merges.append((float(row[best]), a, b))
            joined = (size[a] * near[a] + size[b] * near[b]) / (size[a] + size[b])
            near[a], near[:, a] = joined, joined
            near[a, a] = -np.inf
            size[a] += size[b]
            active[b] = False
        else:
            chain.append(best)
    root = list(range(n))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for value, a, b in merges:
        if value >= least:
            root[find(b)] = find(a)
    groups: dict[int, list[int]] = {}
    for i in range(n):
        groups.setdefault(find(i), []).append(i)
    return sorted(groups.values())
