"""Sentences that may tell of one thing though no statement joins them: the nearest of every other telling.

Statements join what tellings say alike; a difference often stands in sentences told so freely that they are not joined.
Where a point of comparison brings proof of its own (two words that exclude one another said of the same things, two
times of one deed), the nearest sentences are worth a look. Nearness is the cosine of their concepts, each weighed by
its rarity in English and in the story (Salton and Buckley 1988).
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections import Counter
from collections.abc import Mapping, Set

from tellings.collate.variants_grammar import CONTENT, Grammar
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, View
from tellings.text.concepts import concepts
from tellings.text.prior import rarity

#: Two sentences are near from this cosine on; lower, they share one word by chance.
NEAR = 0.25

#: So much lower no cosine is rounded up to it.
LOWEST = NEAR - 1e-5

#: How surely they are aligned: less than any statement that tells of one deed, enough for words that exclude one
#: another and for values of one deed.
KIN = 0.46

#: A rarer word weighs no more: a single name would decide.
MOST = 4.0

#: A concept of more sentences than this brings none together; a sentence of fewer concepts is near to none.
MOST_MET, LEAST = 25, 3


def with_kin(view: View, whole: Mapping[Place, Grammar]) -> View:
    """The view with every sentence aligned to the nearest of every other telling as well, weighed `KIN`.

    `whole`: every sentence of the story, in order.
    """
    bags = {place: bag for place, grammar in whole.items() if len(bag := _bag(grammar)) >= LEAST}
    aligned = {place: dict(row) for place, row in view.aligned.items()}
    for place, row in _nearest(bags).items():
        for other in row:
            aligned.setdefault(place, {}).setdefault(other, KIN)
            aligned.setdefault(other, {}).setdefault(place, KIN)
    ordered = {place: dict(sorted(aligned[place].items())) for place in sorted(aligned)}
    return dataclasses.replace(view, aligned=ordered)


def _bag(grammar: Grammar) -> frozenset[str]:
    """The concepts that a sentence tells."""
    if grammar.view.sentences[grammar.place].label not in STATING:
        return frozenset()
    words = zip(grammar.tokens, grammar.lows, strict=True)
    return frozenset(concepts({low for t, low in words if t.pos in CONTENT and low.isalpha()}))


def _nearest(bags: Mapping[Place, Set[str]]) -> dict[Place, list[Place]]:
    """For every sentence the nearest one of every other telling, where one is near."""
    places = sorted(bags)  # numbers stand for them: they are quicker to look up
    rows = [sorted(bags[place]) for place in places]
    held = Counter(itertools.chain.from_iterable(rows))
    telling = {n: math.log1p(len(bags) / n) for n in set(held.values())}
    weight = {w: (min(rarity(w), MOST) * telling[n]) ** 2 for w, n in held.items()}
    size = [math.sqrt(math.fsum([weight[w] for w in row])) for row in rows]
    met: dict[str, list[int]] = {w: [] for w, n in held.items() if 1 < n <= MOST_MET}
    best: list[dict[str, tuple[float, int]]] = [{} for _ in places]
    for i, row in enumerate(rows):
        shared: dict[int, float] = {}
        for word in row:
            others = met.get(word)
            if others is not None:
                told = weight[word]
                for j in others:
                    shared[j] = shared.get(j, 0.0) + told
                others.append(i)
        least = LOWEST * size[i]
        for j, score in shared.items():
            if score < least * size[j] or places[i][0] == places[j][0]:
                continue
            cosine = _cosine(score, size[i], size[j])
            if cosine >= NEAR:
                for a, b in ((i, j), (j, i)):
                    known = best[a].get(places[b][0])
                    if known is None or (-cosine, b) < (-known[0], known[1]):
                        best[a][places[b][0]] = (cosine, b)
    return {places[i]: [places[j] for j in sorted(j for _, j in row.values())] for i, row in enumerate(best) if row}


def _cosine(shared: float, size: float, other: float) -> float:
    return round(shared / (size * other), 6) if size and other else 0.0
