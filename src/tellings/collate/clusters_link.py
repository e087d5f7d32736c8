"""Average link over similarities, with the two rules that it lacks: what keeps two groups apart that are near, and what
brings in an article that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tellings.text.fingerprints import I64

Matrix = npt.NDArray[np.float64]

#: What two groups must share beyond a share of what they share within: where they are loose within (a corpus without
#: dates, whole stories retold) a share alone would ask next to nothing of them; .02 to .04 measure alike.
BESIDES = 0.02
#: Days between two groups from which what came later is a trial or an anniversary, which no pace tells of.
MONTH = 30
#: Articles by which a story that holds as many is near to one that stands alone, and by how many times the threshold.
#: One side of an event (a survivor's view, the firm's statement) shares little with each telling; 1 and 1.3 alike.
FEW, STRAYS = 3, 1.1


class Firm(NamedTuple):
    """How much of what two groups share within they must share to be one: `share` of it, but `sequel` where one is
    told after the other; `scale` (0..1) is how far that counts, not at all in a few articles."""

    share: float
    sequel: float
    scale: float


class Spans(NamedTuple):
    """When the articles of groups were published: first and last day and how many have one."""

    first: I64
    last: I64
    dated: I64

    def merged(self, into: I64 | int, other: I64 | int) -> None:
        """Let groups be dated by others too."""
        self.first[into] = np.minimum(self.first[into], self.first[other])
        self.last[into] = np.maximum(self.last[into], self.last[other])
        self.dated[into] += self.dated[other]


def spans(days: Sequence[int | None] | I64, n: int) -> Spans:
    """Of groups of one article each. `days` are ordinals, None or -1 where unknown; none at all where empty."""
    given = np.array([-1 if day is None else day for day in days], np.int64) if len(days) else np.full(n, -1, np.int64)
    known = given >= 0
    far = np.iinfo(np.int64).max // 4
    return Spans(np.where(known, given, far), np.where(known, given, -far), known.astype(np.int64))


def sequel(found: Spans, size: npt.NDArray[Any], a: Any, b: Any) -> Any:
    """How far one of two groups of several articles is told after the other, 0..1: how much longer the days between
    them are than the days that either takes. 0 where less than half of either is dated, and from a month on."""
    between = np.maximum(found.first[a] - found.last[b], found.first[b] - found.last[a])
    within = np.maximum(found.last[a] - found.first[a], found.last[b] - found.first[b])
    known = (2 * found.dated[a] >= size[a]) & (2 * found.dated[b] >= size[b])
    known &= (np.minimum(found.dated[a], found.dated[b]) > 1) & (between > 0) & (between <= MONTH)
    return np.where(known, np.maximum(0.0, 1 - within / np.maximum(between, 1)), 0.0)


def told_after(one: Sequence[int | None], other: Sequence[int | None]) -> float:
    """`sequel` of two groups by the days of their articles."""
    found, n = spans([*one, *other], len(one) + len(other)), len(one)
    for group in (range(n), range(n, n + len(other))):
        for place in group[1:]:
            found.merged(group[0], place)
    return float(sequel(found, np.array([n] * n + [len(other)] * len(other)), 0, n))


def needed(within: tuple[Any, Any], later: Any, rule: Firm) -> Any:
    """What two groups of several articles must share to be one, by what each shares `within`; `later` as `sequel`.

    Two tight groups with a gap between them are two events of one topic, however near; and the more so where the one
    is over before the other begins.
    """
    share = rule.share + (rule.sequel - rule.share) * later
    return rule.scale * (share * (within[0] + within[1]) / 2 + BESIDES)


def average_link(
    similarity: Matrix, least: float, rule: Firm | None = None, days: Sequence[int | None] = ()
) -> list[list[int]]:
    """Average-link clusters at `least`, by the nearest-neighbour chain (Murtagh 1983); ties go to the lower index.

    Takes a symmetric n x n matrix; returns the clusters, each ascending, in order of their first member. Two that are
    each other's nearest but share less than is `needed` by the rule stay two, with all that joins either of them.
    """
    n = len(similarity)
    near = similarity.astype(np.float64, copy=True)
    np.fill_diagonal(near, -np.inf)
    parts = [[i] for i in range(n)]
    size, within, told = np.ones(n, np.int64), np.zeros(n), spans(days, n)  # `within` are sums over pairs
    chain: list[int] = []
    rest = list(range(n))
    while rest or chain:
        if not chain:
            chain.append(rest.pop(0))
        tip = chain[-1]
        best = int(np.argmax(near[tip]))
        if len(chain) > 1 and near[tip, chain[-2]] >= near[tip, best]:
            best = chain[-2]
        if near[tip, best] < least or not parts[tip]:
            chain.pop()  # all that follows can only be less near
            continue
        if len(chain) == 1 or best != chain[-2]:
            chain.append(best)
            continue
        a, b = min(tip, best), max(tip, best)
        many, other = int(size[a]), int(size[b])
        between = near[a, b]
        chain = chain[:-2]
        if rule and min(many, other) > 1:
            inner = (2 * within[a] / (many * (many - 1)), 2 * within[b] / (other * (other - 1)))
            if between < needed(inner, sequel(told, size, a, b), rule):
                near[a, b] = near[b, a] = -np.inf
                rest += [a, b]
                continue
        within[a] += within[b] + between * many * other
        near[a] = near[:, a] = (many * near[a] + other * near[b]) / (many + other)
        near[a, a] = -np.inf
        near[b] = near[:, b] = -np.inf
        told.merged(a, b)
        size[a] += other
        parts[a], parts[b] = sorted(parts[a] + parts[b]), []
        rest.append(a)
    return sorted(part for part in parts if part)


def strays(near: Matrix, clusters: Sequence[list[int]], least: float) -> list[list[int]]:
    """Clusters with what stands alone joined to the story that a few of whose articles are near it, whatever the
    others are. Pairs that are infinitely unlike stay apart."""
    stories = [list(part) for part in clusters if len(part) > 1]
    alone = {part[0] for part in clusters if len(part) == 1}
    found = []
    for article in sorted(alone):
        meets = [float(np.sort(near[article, story])[-FEW:].mean()) for story in stories]
        found += [(-value, article, which) for which, value in enumerate(meets) if value >= STRAYS * least]
    for _, article, which in sorted(found):
        if article in alone and np.isfinite(near[article, stories[which]]).all():
            stories[which].append(article)
            alone.discard(article)
    return sorted([*(sorted(part) for part in stories), *([article] for article in alone)])
