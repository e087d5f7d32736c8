"""Shared errors: a slip that two tellings have in common where the others read otherwise is descent.

Not every reading of a few is a slip: two reporters may both have the right figure where an agency has an older one.
A slip looks like one: digits that changed places, a day and a month exchanged, somebody else's name behind a quote.
(Odd spellings of names are counted with the rare wording, derivations_pairs.)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tellings.records import Variant

_DIGITS = re.compile(r"\d[\d.,]*+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Slip:
    """A reading that two tellings share while most others read otherwise."""

    mine: Variant  # in the first of the two
    theirs: Variant
    usual: Variant  # a place that shows the commonest other reading
    others: int  # tellings that read that
    error: bool  # it looks like a slip rather than like another source


def is_error(kind: str, value: str, usual: str) -> bool:
    """Whether a reading looks like a slip for another: digits or day and month exchanged, another speaker."""
    if kind == "attribution":
        return True
    if kind == "date":
        one, other = _DAY.fullmatch(value), _DAY.fullmatch(usual)
        return bool(one and other and one[1] == other[1] and (one[2], one[3]) == (other[3], other[2]))
    if kind == "number":
        first, second = _DIGITS.search(value), _DIGITS.search(usual)
        if first is None or second is None or value[first.end() :] != usual[second.end() :]:
            return False
        mine, theirs = (m[0].replace(",", "").rstrip(".") for m in (first, second))
        return mine != theirs and sorted(mine) == sorted(theirs)
    return False


def _slips(point: Sequence[Variant], place: Mapping[str, int]) -> dict[tuple[int, int], Slip]:
    """The shared minority readings of one point, by pair."""
    readings: dict[str, dict[int, Variant]] = defaultdict(dict)
    for v in sorted(point, key=lambda v: (v.article, v.begin, v.value)):
        if v.article in place:
            readings[v.value].setdefault(place[v.article], v)
    size = Counter({value: len(held) for value, held in readings.items()})
    if len(size) < 2:
        return {}
    usual = min(size, key=lambda value: (-size[value], value))
    out: dict[tuple[int, int], Slip] = {}
    for value, held in sorted(readings.items()):
        if value == usual or size[value] < 2 or size[value] >= size[usual]:
            continue
        wrong = is_error(point[0].kind, value, usual)
        both = readings[usual].keys()
        nodes = sorted(n for n in held if n not in both)
        shown = readings[usual][min(both)]
        for i, a in enumerate(nodes):
            for b in nodes[i + 1 :]:
                out[a, b] = Slip(held[a], held[b], shown, size[usual], wrong)
    return out


def slips(variants: Sequence[Variant], place: Mapping[str, int]) -> dict[tuple[int, int], tuple[Slip, ...]]:
    """Shared minority readings of every two tellings (a < b); `place` gives each article its number."""
    points: dict[str, list[Variant]] = defaultdict(list)
    for v in variants:
        points[v.point].append(v)
    out: dict[tuple[int, int], list[Slip]] = defaultdict(list)
    for point in sorted(points):
        for pair, slip in _slips(points[point], place).items():
            out[pair].append(slip)
    return {pair: tuple(sorted(s, key=lambda s: (not s.error, -s.others, s.mine.begin))) for pair, s in out.items()}
