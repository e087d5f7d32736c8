"""Measures of two passages laid beside one another, by which it is judged whether they tell something differently."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from tellings.collate.apparatus_lines import Passage

SORTS = ("number", "time", "person", "ground", "body", "verb", "noun", "how", "name")
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
    ours, theirs = a.named, b.named
    left = [i for i in range(a.first, a.last) if x.keys[i]]
    right = [i for i in range(b.first, b.last) if y.keys[i]]
    shared = [i for i in left if x.has(i, theirs)]
    mine = [i for i in left if not x.has(i, theirs)]
    yours = [i for i in right if not y.has(i, ours)]
    rare = [[x.weights[i] for i in mine], [y.weights[i] for i in yours]]
    sums, tops = [math.fsum(r) for r in rare], [max(r, default=0.0) for r in rare]
    new = [sum(not x.has(i, y.names) for i in mine), sum(not y.has(i, x.names) for i in yours)]
    counts = sorted((len(mine), len(yours)))
    known = set(shared)
    out = [
        math.log1p(math.fsum(x.weights[i] for i in shared)), math.log1p(len(shared)), math.log1p(counts[0]),
        math.log1p(counts[1]), math.log1p(min(sums)), math.log1p(max(sums)), min(tops), max(tops), float(min(new)),
        float(max(new)), len(shared) / max(1, min(len(left), len(right))),
        float(len(_slots(a, mine) & _slots(b, yours))),
        float(sum(i + 1 in known for i in shared)),
    ]  # fmt: skip
    out += _sorts(a, b, (left, right), (mine, yours))
    low = [set(w.lows[p.first : p.last]) for w, p in ((x, a), (y, b))]
    for words in (_DENYING, _HEDGED):
        out.append(float(low[0].isdisjoint(words) != low[1].isdisjoint(words)))
    ordinals = x.place[1], y.place[1]
    out += [
        min(quoted), max(quoted), math.log(max(len(x.tokens), len(y.tokens))),
        float(min(a.last - a.first, b.last - b.first)), len(x.names & y.names) / max(1, len(x.names | y.names)),
        float(max(ordinals) <= 3), math.log1p(min(ordinals)), aligned, math.log(tellings),
    ]  # fmt: skip
    return out


def _sorts(
    a: Passage, b: Passage, all_: tuple[Sequence[int], Sequence[int]], own: tuple[Sequence[int], Sequence[int]]
) -> list[float]:
    """How often both passages have a sort of word, have one that the other has not, and only one of them has."""
    rows = [
        Counter([p.words.sorts[at] for at in places])
        for p, places in ((a, all_[0]), (b, all_[1]), (a, own[0]), (b, own[1]))
    ]
    both = [float(min(rows[0][s], rows[1][s], 3)) for s in SORTS]
    other = [float(min(rows[2][s], rows[3][s], 3)) for s in SORTS]
    one = [float((s in rows[2]) != (s in rows[3])) for s in SORTS]
    return both + other + one


def _slots(p: Passage, own: Sequence[int]) -> set[tuple[str, str]]:
    """The places that a passage's own words fill: how they hang, and on which word."""
    w = p.words
    out = set()
    for i in own:
        h = w.heads[i]
        if h >= 0 and w.tokens[h].pos == "ADP":
            h = w.heads[h]
        if h >= 0:
            out.add((w.tokens[i].dep, w.keys[h] or w.lows[h]))
    return out
