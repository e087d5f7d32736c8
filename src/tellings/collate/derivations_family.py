"""Two tellings judged by their kin: a rewrite resembles everything that descends from its parent, chance only one.

A heavy rewrite is weakly like its parent, and weakly like each of its parent's other children, since it shares with
them what they inherited. A likeness by chance stands alone: the telling that looks like one member of a family looks
like none of the others. So what the surely-kin of either say about the other is weighed into every pair's log-odds.

Fitted on two generators of copy trees and on annotated stories, each left out in turn: the weights hardly move
(docs/evaluation/origins.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from tellings.settings import Origins

#: Log-odds of kinship from which a third telling is surely kin of one of two, and speaks for the other.
KIN = 3.0
#: Log-odds beyond these say no more: a reprint among the kin must not outweigh all others, nor a stranger.
LEAST, MOST = -3.0, 3.0
#: The pair's own log-odds beyond this need nobody's support.
OWN = 8.0


def among_kin(odds: Mapping[tuple[int, int], float], size: int, settings: Origins) -> dict[tuple[int, int], float]:
    """Log-odds of kinship of every pair (a < b) with its kin heard; pairs without kin keep their own.

    `odds` are those of each pair alone, `size` is the number of tellings. What counts is the half of the kin that
    says the most: kin that were cut lack what a rewrite of the whole has.
    """
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
            most = float(np.sort(said)[len(said) // 2 :].mean())
            z = settings.alone * max(-OWN, min(OWN, z)) + settings.heard * most + settings.voices * math.log(len(said))
        out[a, b] = round(z, 6)
    return out
