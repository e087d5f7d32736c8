"""What third tellings say about two: the stemmatic evidence of direction.

A child knows its kin through its parent: what it has in common with them, the parent has. And a compilation has
from elsewhere what its one parent does not explain, while what it was made from has that from nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tellings.collate.derivations_pairs import Pair
from tellings.collate.derivations_text import Body

Shares: TypeAlias = Mapping[tuple[int, int], float]

#: Log-odds of kinship from which a third telling has a say.
KIN = -2.0
#: Share of what two tellings share that a third has, from which it is a telling of the same text.
WITH = 0.4
#: Added to a rest's weight, so that a few words explained elsewhere are not a share.
SOME = 40.0


def table(bodies: Sequence[Body]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Which telling has which word (tellings x stems, 0/1), ordinary words left out; and the words' weights."""
    told: list[dict[str, float]] = []
    for body in bodies:
        words = zip(body.words.stem, body.words.weight, body.words.kind, strict=True)
        told.append({stem: weight for stem, weight, kind in words if kind != "stop"})
    stems = sorted(set().union(*told))
    place = {stem: n for n, stem in enumerate(stems)}
    held = np.zeros((len(bodies), len(stems)), np.float32)
    heavy = np.zeros(len(stems), np.float32)
    for n, weights in enumerate(told):
        at = [place[stem] for stem in weights]
        held[n, at] = 1.0
        heavy[at] = list(weights.values())
    return held, heavy


def between(
    pairs: Sequence[Pair], words: tuple[NDArray[np.float32], NDArray[np.float32]], odds: Shares
) -> tuple[Shares, Shares]:
    """Two tables for every pair, both ways, from `words` (table) and the log-odds of kinship.

    near[a, b]: the share of what b has in common with other kin of the same text that a has too. High where a is
    above b.
    mixed[a, b]: the share of a's words not in b that one third telling has, which itself lacks most of what the
    two share. High where a is a compilation of b and that third telling.
    """
    held, heavy = words
    kin = np.zeros((len(held), len(held)), bool)
    for (a, b), z in odds.items():
        kin[a, b] = kin[b, a] = z >= KIN
    near: dict[tuple[int, int], float] = {}
    mixed: dict[tuple[int, int], float] = {}
    for p in pairs:
        near[p.a, p.b] = near[p.b, p.a] = mixed[p.a, p.b] = mixed[p.b, p.a] = 0.0
        near_either = kin[p.a] | kin[p.b]
        near_either[[p.a, p.b]] = False
        others = np.flatnonzero(near_either)
        if not len(others) or odds[p.a, p.b] < KIN:
            continue
        shared = held[p.a] * held[p.b] * heavy
        covered, theirs = (held @ shared) / max(1.0, float(shared.sum())), held[others]
        with_it = covered[others] >= WITH  # a third telling of the same text, not another source of one of them
        both = theirs @ shared
        for one, other in ((p.a, p.b), (p.b, p.a)):
            common = theirs @ (held[other] * heavy)
            if with_it.any():
                near[one, other] = round(float((both / np.maximum(common, 1.0))[with_it].mean()), 6)
            rest = held[one] * (1 - held[other]) * heavy
            explained = (theirs @ rest) / (float(rest.sum()) + SOME)
            apart = covered[others] < 0.5
            if apart.any():
                mixed[one, other] = round(float(explained[apart].max()), 6)
    return near, mixed
