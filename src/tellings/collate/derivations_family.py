"""Two tellings judged by their kin: a rewrite resembles everything that descends from its parent, chance only one.

A heavy rewrite is weakly like its parent, and weakly like each of its parent's other children, since it shares with
them what they inherited. A likeness by chance stands alone: the telling that looks like one member of a family looks
like none of the others. So what the surely-kin of either say about the other is weighed into every pair's log-odds.

Fitted on two generators of copy trees and on annotated stories, each left out in turn: the weights hardly move
(docs/evaluation/origins.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tellings.settings import Origins

#: Log-odds of kinship from which a third telling is surely kin of one of two, and speaks for the other.
KIN = 3.0
#: Log-odds beyond these say no more: a reprint among the kin must not outweigh all others, nor a stranger.
LEAST, MOST = -3.0, 3.0
#: The pair's own log-odds beyond this need nobody's support.
OWN = 8.0
#: One kin that has the whole of a telling in words of its own is believed half: chance may be the same for both.
ONE = 1.0


@dataclass(frozen=True, slots=True)
class Voices:
    """What each telling has to say about the kin of another."""

    about: NDArray[np.float64]  # [k, n]: how much telling k knows of telling n beyond what n itself shows, 0..1
    words: NDArray[np.float32]  # [n, word]: whether telling n has a word
    heavy: NDArray[np.float32]  # the words' weights


def among_kin(
    odds: Mapping[tuple[int, int], float], voices: Voices, settings: Origins
) -> dict[tuple[int, int], float]:  # fmt: skip
    """Log-odds of kinship of every pair (a < b) with its kin heard; pairs without kin keep their own.

    `odds` are those of each pair alone. What counts is the half of the kin that says the most: a rewrite of the whole
    resembles the whole.
    """
    size = len(voices.about)
    own = np.full((size, size), LEAST)
    for (a, b), z in odds.items():
        own[a, b] = own[b, a] = z
    kin = own >= KIN
    np.fill_diagonal(kin, False)
    heard = np.clip(own, LEAST, MOST)
    out = {}
    for (a, b), z in odds.items():
        of_a, of_b = kin[a].copy(), kin[b].copy()
        of_a[b] = of_b[a] = False
        said = np.concatenate((heard[a][of_b], heard[b][of_a]))
        if len(said):
            shared = np.flatnonzero(of_a & of_b)
            has = np.concatenate([_weighed(voices, a, b, of_b, shared), _weighed(voices, b, a, of_a, shared)])
            total = float(has.sum())
            share = total / (total + ONE)
            by_kin = settings.alone * max(-OWN, min(OWN, z)) + settings.heard * _most(said, has) + settings.voices
            z = (1 - share) * z + share * by_kin
        out[a, b] = round(z, 6)
    return out


def _weighed(
    voices: Voices, one: int, other: int, kin: NDArray[np.bool_], shared: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How much each kin of `other` counts when it is heard about `one`; `shared` are those that are kin of both.

    Of such, only what it has in common with `one` by way of `other` speaks for the two: a compilation has the one part
    from the one and the rest from the other.
    """
    about = voices.about[:, other].copy()
    if len(shared):
        mine = voices.words[one] * voices.heavy
        common = voices.words[shared] @ mine
        by_way = voices.words[shared] @ (mine * voices.words[other])
        about[shared] *= np.round(by_way / np.maximum(common, 1.0), 6)
    return about[kin]


def _most(said: NDArray[np.float64], has: NDArray[np.float64]) -> float:
    """The mean of the half, by weight, that says the most."""
    order = np.lexsort((-has, -said))
    said, has = said[order], has[order]
    upto = np.cumsum(has) - has / 2 <= has.sum() / 2 + 1e-9
    return float((said[upto] * has[upto]).sum() / max(1e-9, float(has[upto].sum())))
