"""Of two values that cannot both be right, more is asked before they are taken for values of one thing.

Who reads that two tellings contradict one another trusts that both speak of one thing. Rounded, bounded and vaguer
values, and equal ones, say so by themselves; two values that exclude one another do not. Pairs of those are weighed
once more, by a logistic model that was fitted to 388 differences of clusters of the news, each read and judged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from tellings.collate.discrepancies_values import GROWING, number, number_pair, time_pair
from tellings.collate.variants_chance import Weigher
from tellings.collate.variants_same import Value, same
from tellings.collate.variants_tie import origin

#: Stands alone; the odds of `Weigher`, no lower or higher than these; how surely their sentences are aligned; whether
#: they are not near either.
ALONE, ODDS, ALIGNED, FAR = 0.121, 0.176, 0.538, -0.395
LOWEST, HIGHEST = -4.0, 3.0

#: Of what has no odds, days for instance.
UNWEIGHED = 0.361 + 0.176 * -1.5

#: By the place of a measure in `Weigher.measures`: words beside both, the same befell those counted, how few the other
#: telling has not, other orders of size, nearly equal, other dates in their sentences, other nouns counted.
MEASURED = {2: 0.935, 14: 0.853, 16: 0.504, 18: -0.19, 19: 0.188, 22: -0.531, 10: -1.14}
NOUN, FEW = 6, 16
#: Of two ages that another telling has not, neither is the only one.
SOLE = 0.6
KINDS = {"duration": -0.863, "age": 0.839, "clock": 0.356, "count": -0.287, "money": -0.404}

#: Below lie, by cluster left out of the fit, a quarter of what is of two things and one in fourteen of the rest.
LEAST = 0.25


def stern(weigher: Weigher, pairs: Sequence[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """The pairs of values without those that exclude one another and are hardly of one thing."""
    return [pair for pair in pairs if _kept(weigher, pair[1], pair[2])]


def _kept(weigher: Weigher, i: int, j: int) -> bool:
    a, b = weigher.told[i].value, weigher.told[j].value
    if same(a, b) or origin(a, b) or not _exclude(a, b) or _weight(weigher, i, j) >= LEAST:
        return True
    counted = a.sort.startswith("number")  # a count that grows while it is told is told again, not contradicted
    return counted and any(GROWING.search(weigher.view.shown(v.place[0], v.begin, v.end).lower()) for v in (a, b))


def _exclude(a: Value, b: Value) -> bool:
    """Whether two values cannot both be right, whenever they were told."""
    timed = a.sort.startswith("time")
    one, other = ((f"{v.loose} {v.value}".strip() if timed else v.value) for v in (a, b))
    return _contrary(min(one, other), max(one, other), timed)


@lru_cache(maxsize=1 << 12)
def _contrary(one: str, other: str, timed: bool) -> bool:
    if timed:
        return time_pair(one, other).type == "contradiction"
    x, y = number(one), number(other)
    return x is not None and y is not None and number_pair(x, y, {}).type == "contradiction"


def _weight(weigher: Weigher, i: int, j: int) -> float:
    one, other = weigher.told[i], weigher.told[j]
    a, b = one.value.place, other.value.place
    measures = weigher.measures(i, j)
    named = one.value.names & other.value.names or measures[NOUN]
    if one.kind == "age" and not named and measures[FEW] < SOLE:
        return LOWEST  # one of several who are not called alike
    if one.kind and one.kind == other.kind:
        odds = ODDS * max(LOWEST, min(weigher.odds(i, j), HIGHEST)) + KINDS.get(one.kind, 0.0)
    else:
        odds = UNWEIGHED
    aligned = weigher.view.aligned.get(a, {}).get(b, 0.0)
    far = b not in weigher.wide.aligned.get(a, {})
    told = math.fsum(weight * measures[n] for n, weight in MEASURED.items())
    return ALONE + odds + ALIGNED * aligned + FAR * far + told
