"""The two logistic models of the alignment: a weight per measure.

The weights were fitted by ridge regression (strength 3, every story weighing the same) to pairs of sentences of
ten stories annotated by reading, both of which carry an annotated fact. Left out one at a time, the stories
score what they score when they are in (docs/rooms/statements.md): there are too few weights to learn one by heart.
The word measures overlap, so that single weights mean little: characters, lemmas and concepts share one vote.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: Pairs by themselves.
FIRST: tuple[float, ...] = (
    -4.969,  # stands alone
    0.57,  # character TF-IDF
    -8.283,  # lemma TF-IDF
    9.012,  # concept TF-IDF
    1.147,  # share of the best match, the better side
    2.015,  # share of the best match, the worse side
    -0.212,  # share of the shorter one's words, by idf
    0.599,  # ln(1 + idf of the shared words)
    -2.014,  # distance in the order of the tellings
    10.385,  # agreement of third tellings
    0.637,  # numerals in common, at most two
    0.259,  # idf of shared numbers
    0.492,  # idf of shared times
    -0.186,  # pieces of one utterance
    2.247,  # share that is copied text
    0.085,  # idf of shared entities
)

#: Pairs among all pairs: the measures of the first model, then `alignment_features.support`.
SECOND: tuple[float, ...] = (
    -10.965,  # stands alone
    2.2,  # character TF-IDF
    -16.807,  # lemma TF-IDF
    19.49,  # concept TF-IDF
    1.846,  # share of the best match, the better side
    4.779,  # share of the best match, the worse side
    -0.706,  # share of the shorter one's words, by idf
    1.463,  # ln(1 + idf of the shared words)
    -4.514,  # distance in the order of the tellings
    23.239,  # agreement of third tellings
    1.34,  # numerals in common, at most two
    0.684,  # idf of shared numbers
    1.183,  # idf of shared times
    -1.063,  # pieces of one utterance
    3.993,  # share that is copied text
    0.212,  # idf of shared entities
    -1.286,  # log-odds of the first model
    1.206,  # best agreement of a third telling
    -1.141,  # agreement as a share of what third tellings know
    0.19,  # ln(1 + agreement)
    0.503,  # share of the best chance, the worse side
    -0.654,  # share of the best chance, the better side
    0.837,  # neighbours that are linked too
    -0.202,  # sum of chances in the other telling, the larger
    -0.367,  # sum of chances in the other telling, the smaller
)


def chance(weights: Sequence[float], measures: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic of the weighted sum of measures; `weights[0]` stands alone."""
    total = weights[0] + measures @ np.asarray(weights[1:])
    out: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return out
