"""Measures of two passages laid beside one another, by which it is judged whether they tell something differently."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set

from tellings.collate.apparatus_lines import Passage, own
from tellings.collate.apparatus_words import Words

SORTS = ("number", "time", "person", "ground", "body", "verb", "noun", "how", "name")
_NUMBER = {sort: n for n, sort in enumerate(SORTS)}
_DENYING = frozenset("not no n't never none nobody without deny unknown unclear".split())
_HEDGED = frozenset(
    "may might could would should allegedly reportedly apparently suspect suspected alleged possible possibly likely "
    "believe appear seem about nearly almost around least".split()
)

MEASURES = (
    "shared", "shared count", "own least", "own most", "own rarity least", "own rarity most", "rarest least",
    "rarest most", "new least", "new most", "share", "slots", "runs",
    *(f"{s} both" for s in SORTS), *(f"{s} for {s}" for s in SORTS), *(f"{s} in one" for s in SORTS),
    "denied in one", "hedged in one", "quoted least", "quoted most", "longest", "shortest passage", "alike", "early",
    "first", "aligned", "tellings",
)  # fmt: skip


def measures(a: Passage, b: Passage, aligned: float, tellings: int, quoted: tuple[float, float]) -> list[float]:
    """The measures in the order of `MEASURES`. `quoted`: the share of each passage that stands within a quote."""
    x, y = a.words, b.words
    mine, yours = own(a, b.named), own(b, a.named)
    shared = sorted(set(a.told).difference(mine))
    rare = [[x.weights[i] for i in mine], [y.weights[i] for i in yours]]
    sums, tops = [math.fsum(r) for r in rare], [max(r, default=0.0) for r in rare]
    new = [_new(x, mine, y.names), _new(y, yours, x.names)]
    counts = sorted((len(mine), len(yours)))
    known = set(shared)
    out = [
        math.log1p(math.fsum([x.weights[i] for i in shared])), math.log1p(len(shared)), math.log1p(counts[0]),
        math.log1p(counts[1]), math.log1p(min(sums)), math.log1p(max(sums)), min(tops), max(tops), float(min(new)),
        float(max(new)), len(shared) / max(1, min(len(a.told), len(b.told))),
        float(len(_slots(a, mine) & _slots(b, yours))),
        float(sum([i + 1 in known for i in shared])),
    ]  # fmt: skip
    out += _sorts(x, y, (a.told, b.told), (mine, yours))
    low = [set(w.lows[p.first : p.last]) for w, p in ((x, a), (y, b))]
    for words in (_DENYING, _HEDGED):
        out.append(float(low[0].isdisjoint(words) != low[1].isdisjoint(words)))
    ordinals, alike = (x.place[1], y.place[1]), len(x.names & y.names)
    out += [
        min(quoted), max(quoted), math.log(max(len(x.tokens), len(y.tokens))),
        float(min(a.last - a.first, b.last - b.first)), alike / max(1, len(x.names) + len(y.names) - alike),
        float(max(ordinals) <= 3), math.log1p(min(ordinals)), aligned, math.log(tellings),
    ]  # fmt: skip
    return out


def _new(w: Words, own: Sequence[int], there: Set[str]) -> int:
    """How many of a passage's own words stand nowhere in the other's sentence."""
    return sum([w.lows[i] not in there and w.keys[i] not in there for i in own])


def _sorts(
    x: Words, y: Words, told: tuple[Sequence[int], Sequence[int]], own: tuple[Sequence[int], Sequence[int]]
) -> list[float]:
    """How often both passages have a sort of word, have one that the other has not, and only one of them has."""
    left, right, mine, yours = (
        [w.sorts[i] for i in places] for w, places in ((x, told[0]), (y, told[1]), (x, own[0]), (y, own[1]))
    )
    both, other, one = [0.0] * len(SORTS), [0.0] * len(SORTS), [0.0] * len(SORTS)
    for sort in {*left, *right}:
        at = _NUMBER.get(sort)
        if at is not None:
            both[at] = float(min(left.count(sort), right.count(sort), 3))
            few = min(mine.count(sort), yours.count(sort), 3)
            other[at], one[at] = float(few), float(not few and (sort in mine or sort in yours))
    return both + other + one


def _slots(p: Passage, own: Sequence[int]) -> set[tuple[str, str]]:
    """The places that a passage's own words fill: how they hang, and on which word."""
    w, out = p.words, set()
    for i in own:
        h = w.heads[i]
        if h >= 0 and w.tokens[h].pos == "ADP":
            h = w.heads[h]
        if h >= 0:
            out.add((w.tokens[i].dep, w.keys[h] or w.lows[h]))
    return out
