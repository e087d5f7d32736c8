"""Links between sentences -> groups: sentences that say the same, one from each telling, overlapping.

Every link is covered by at least one group. A group is grown from its strongest link by the sentence with the
highest mean chance to say the same as all members, as long as that mean is a link's and it is linked to at least
half of the members. Asking for links to all members would part one fact into many groups that each lack a telling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment import Link
from tellings.settings import Statements

#: Members of which every pair is looked up by itself: of more, all at once.
_FEW = 12

#: A sentence says few things: beyond this many statements the next would repeat the others with one copy exchanged.
MOST_GROUPS = 6

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Near:
    """The chances of all pairs, found by unit: memory grows with the pairs, not with the square of the units."""

    def __init__(self, found: Sequence[Link], units: int) -> None:
        a = np.array([(link.a, link.b) for link in found] or np.zeros((0, 2)), dtype=np.int64)
        score = np.array([link.score for link in found], dtype=np.float64)
        rows, columns = np.concatenate([a[:, 0], a[:, 1]]), np.concatenate([a[:, 1], a[:, 0]])
        order = np.lexsort((columns, rows))
        self._columns, self._scores = columns[order], np.concatenate([score, score])[order]
        self._first = np.searchsorted(rows[order], np.arange(units + 1))
        self._units = units
        self._keys = rows[order] * units + self._columns
        self._pairs: dict[int, dict[int, float]] = {}

    def of(self, unit: int) -> tuple[Ints, Floats]:
        """The units that a unit makes a pair with, ascending, and the chances."""
        begin, end = self._first[unit], self._first[unit + 1]
        columns: Ints = self._columns[begin:end]
        scores: Floats = self._scores[begin:end]
        return columns, scores

    def pairs(self, unit: int) -> dict[int, float]:
        """The units that a unit makes a pair with, ascending, each with its chance."""
        if unit not in self._pairs:
            columns, scores = self.of(unit)
            self._pairs[unit] = dict(zip(columns.tolist(), scores.tolist(), strict=True))
        return self._pairs[unit]

    def chance(self, unit: int, other: int) -> float:
        """The chance of one pair; 0 where it is none, 1 with itself."""
        return 1.0 if unit == other else self.pairs(unit).get(other, 0.0)

    def chances(self, one: Ints, other: Ints) -> Floats:
        """The same of many pairs, but 0 of a unit with itself."""
        wanted = one * self._units + other
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        found: Floats = np.where(self._keys[at] == wanted, self._scores[at], 0.0)
        return found

    def central(self, listed: Sequence[int], rank: Sequence[int], chosen: int) -> list[float]:
        """The chances of each member with the one that has the highest chances with all of them; of several that have
        as high ones, with `chosen`, whose words are told, else with the first by `rank`."""
        size = len(listed)
        if size <= _FEW:
            sums = [round(sum([self.chance(m, other) for other in listed]), 4) for m in listed]
        else:
            members = np.array(listed, dtype=np.int64)
            among = self.chances(np.repeat(members, size), np.tile(members, size)).reshape(size, size)
            sums = np.round(among.sum(1) + 1.0, 4).tolist()
        best = min(range(size), key=lambda n: (-sums[n], listed[n] != chosen, rank[listed[n]]))
        return [self.chance(listed[best], m) for m in listed]


def groups(found: Sequence[Link], near: Near, telling: Sequence[str], settings: Statements) -> list[tuple[int, ...]]:
    """Groups of units, one per telling; every pair from `settings.link` on stands in at least one.

    `found` are all pairs from `settings.faint` on, `near` the same by unit, `telling` is the telling of every unit. A
    link both of whose ends stand in `MOST_GROUPS` groups already opens no further one: it is a pair within a crowd of
    near copies, which those groups show.
    """
    names = {name: n for n, name in enumerate(sorted(set(telling)))}
    tellings = [names[name] for name in telling]
    inside: dict[int, set[int]] = defaultdict(set)  # the groups of every unit
    out: list[tuple[int, ...]] = []
    for link in sorted((k for k in found if k.score >= settings.link), key=lambda k: (-k.score, k.a, k.b)):
        full = min(len(inside[link.a]), len(inside[link.b])) >= MOST_GROUPS
        if full or not inside[link.a].isdisjoint(inside[link.b]):
            continue
        members = sorted(_grown(link, near, tellings, settings))
        for m in members:
            inside[m].add(len(out))
        out.append(tuple(members))
    return out


def _grown(link: Link, near: Near, tellings: Sequence[int], settings: Statements) -> list[int]:
    """A link with further units of other tellings, the most alike to all members first."""
    members, least = [link.a, link.b], settings.link
    taken, other = (tellings[link.a], tellings[link.b]), near.pairs(link.b)
    able = [  # units that are alike to all members: the sum of the chances, and how many are a link's
        (unit, score + other[unit], (score >= least) + (other[unit] >= least))
        for unit, score in near.pairs(link.a).items()
        if unit in other and tellings[unit] not in taken
    ]
    while able:
        size = len(members)
        fit = [
            (-round(score / size * 1e6), unit)  # the lower of two that are as alike
            for unit, score, linked in able
            if score >= least * size and linked >= settings.linked * size
        ]
        if not fit:
            break
        chosen = min(fit)[1]
        members.append(chosen)
        own = near.pairs(chosen)
        able = [
            (unit, score + own[unit], linked + (own[unit] >= least))
            for unit, score, linked in able
            if unit in own and tellings[unit] != tellings[chosen]
        ]
    return members
