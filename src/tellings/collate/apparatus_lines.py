"""Passages of several tellings laid beside one another: the words about the place where they part most.

Around one sentence stand those of other tellings that are aligned with it. Of the first a passage is chosen whose words
the others partly share; of every other the passage that has most of these words. What two passages do not share is what
they tell differently, if they differ at all: a learned measure judges that (`apparatus_model`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

from tellings.collate.apparatus_words import Words, cut
from tellings.collate.variants_view import Place

#: The most words of a passage.
MOST = 15
#: So many tellings are laid beside one another at most.
SIDES = 5
#: Passages tell of one thing where they share so many content words, of so much rarity in all.
SHARED, RARITY = 2, 5.0
#: ... and not less than this share of what the telling that shares most has of it: the rest tells something near by.
OF_MOST = 0.4
#: What a word that nobody else has counts for in the choice of a passage, beside one that all have.
OWN = 0.5
#: ... and what such a word counts for in the passage beside it.
BESIDE = 0.25
#: A passage of fewer content words is a fragment.
LEAST = 3
#: Passages that share this much of their words, by rarity, are one wording.
ALIKE = 0.8
#: A sentence less surely aligned than this tells of something else more often than not: its passage is no reading.
LEAST_ALIGNED = 0.6
#: Of sentences that are as surely aligned, so many of a telling at most, the one that shares most words is laid beside.
AS_SURE, TRIED = 0.02, 3
#: A sentence of fewer words tells nothing in particular, one of more is a table.
FEW, MANY = 4, 80


@dataclass(slots=True)
class Passage:
    """Words `first`..`last` of a sentence, the last one left out."""

    words: Words
    first: int
    last: int

    named: Set[str]  # lemmas and keys of its content words
    told: Sequence[int]  # its content words
    weight: float  # how rare they are in all


def passage(w: Words, first: int, last: int) -> Passage:
    """A passage with what it tells."""
    told = [i for i in range(first, last) if w.keys[i]]
    return Passage(w, first, last, w.named(first, last), told, sum([w.weights[i] for i in told]))


def best_run(values: Sequence[float], length: int) -> tuple[int, int]:
    """The run of `length` places with the greatest sum, the first one of equals."""
    if len(values) <= length:
        return 0, len(values)
    total = [0.0, *accumulate(values)]
    sums = list(map(sub, total[length:], total))
    top = max(sums)
    best = round(top, 6)
    at = next(i for i, value in enumerate(sums) if value > top - 1e-5 and round(value, 6) == best)
    return at, at + length


def stars(
    aligned: Mapping[Place, Mapping[Place, float]], usable: Iterable[Place]
) -> list[tuple[Place, list[list[Place]]]]:
    """Every sentence with the best-aligned ones of each other telling; those that most tellings have first."""
    known = set(usable)
    out = []
    for place, row in aligned.items():
        if place not in known:
            continue
        rows: dict[str, list[tuple[float, Place]]] = defaultdict(list)
        for other, weight in row.items():
            if weight >= LEAST_ALIGNED and other in known:
                rows[other[0]].append((-weight, other))
        if rows:
            best = sorted(sorted(r)[:TRIED] for r in rows.values())
            beside = [[p for w, p in r if w <= r[0][0] + AS_SURE] for r in best]
            out.append((len(beside), -sum(r[0][0] for r in best), place, beside))
    out.sort(key=lambda r: (-r[0], -round(r[1], 6), r[2]))
    return [(place, beside) for _, _, place, beside in out]


def laid(base: Words, others: Sequence[Sequence[Words]], known: frozenset[int]) -> list[list[Passage]]:
    """The passages of a star by what they tell, the base's first; fewer than two where the tellings do not part.

    `others`: the sentences of each other telling. `known`: the base's words (by place in the row) that other rules show
    as a difference already.
    """
    held = [frozenset().union(*[w.names for w in own]) for own in others]
    values = []
    for i, key in enumerate(base.keys):
        weight = base.weights[i]
        if not key or i in known:
            values.append(weight * BESIDE if key else 0.0)
            continue
        low = base.lows[i]
        share = sum([low in names or key in names for names in held]) / len(held)
        values.append(weight * (OWN + (1 - OWN) * share))
    first, last = best_run(values, MOST)
    inside = base.named(first, last)
    tried = [[(run, w) for w in own if (run := _beside(base, w, inside)) is not None] for own in others]
    chosen = [max(rows, key=lambda row: row[0][0]) for rows in tried if rows]
    most = max((run[0] for run, _ in chosen), default=0.0)
    runs = [(base, first, last, inside)]
    runs += [(w, b, e, w.named(b, e)) for (shared, b, e), w in chosen if shared >= OF_MOST * most]
    if len(runs) < 2:
        return []
    seen: set[str] = set()
    twice: set[str] = set()
    for _, _, _, named in runs:
        twice |= seen & named
        seen |= named
    return _merged([p for w, first, last, _ in runs if (p := _trimmed(w, first, last, twice)) is not None])


def _beside(base: Words, other: Words, inside: set[str]) -> tuple[float, int, int] | None:
    """What a sentence shares with a passage, and the run that has most of it; None where it tells something else."""
    if inside.isdisjoint(other.names):
        return None
    values, common, known = [], [], base.names
    for weight, key, low in zip(other.weights, other.keys, other.lows, strict=True):
        here = key != "" and (low in inside or key in inside)
        own = key != "" and not here and low not in known and key not in known
        common.append(weight if here else 0.0)
        values.append(weight if here else weight * BESIDE if own else 0.0)
    first, last = best_run(values, MOST)
    held = {
        key: c for key, c in zip(other.keys[first:last], common[first:last], strict=True) if c
    }  # a name twice is one
    shared = round(sum(held.values()), 6)
    return (shared, first, last) if len(held) >= SHARED and shared >= RARITY else None


def _trimmed(w: Words, first: int, last: int, twice: Set[str]) -> Passage | None:
    """A run without what stands outside of all that another passage shares or tells in the same place.

    `twice`: the names of two runs or more.
    """
    keys, lows, heads = w.keys, w.lows, w.heads
    told = [i for i in range(first, last) if keys[i]]
    shared = {i for i in told if lows[i] in twice or keys[i] in twice}
    near = {i for i in told if heads[i] in shared}
    above = {heads[i] for i in shared if first <= heads[i] < last and keys[heads[i]]}
    good = sorted(shared | near | above)
    if len(good) < SHARED:
        return None
    b, e = cut(w, good, (first, last), MOST)
    return passage(w, b, e)


def _merged(passages: Sequence[Passage]) -> list[list[Passage]]:
    """Passages by what they tell: those of almost the same words together; the first `SIDES` of them.

    One that has no words of its own beside the first is silent about something, not another reading.
    """
    out: list[list[Passage]] = []
    for p in passages:
        twin = next((row for row in out if _same(row[0], p)), None)
        if twin is not None:
            twin.append(p)
        elif len(p.told) >= LEAST and (not out or own(p, out[0][0].named)):
            out.append([p])
    return out[:SIDES]


def own(p: Passage, there: Set[str]) -> list[int]:
    """The content words of a passage that are not among some names."""
    keys, lows = p.words.keys, p.words.lows
    return [i for i in p.told if lows[i] not in there and keys[i] not in there]


def _same(a: Passage, b: Passage) -> bool:
    """Whether two passages have almost the same words, and no number, time or name of its own is in either."""
    alone = [(a.words, i) for i in own(a, b.named)] + [(b.words, i) for i in own(b, a.named)]
    if any(w.tokens[i].entity[2:] or w.tokens[i].pos in ("NUM", "PROPN") for w, i in alone):
        return False
    return sum([w.weights[i] for w, i in alone]) <= (1 - ALIKE) * (a.weight + b.weight)
