"""The two logistic models of the alignment: a weight per measure.

The weights were fitted by ridge regression (strength 3) to pairs of sentences of ten stories annotated by reading,
both of which carry an annotated fact; to the same stories with only two or three of their tellings, so that a small
story is judged by what it has; and to 448 pairs of 38 further stories that were read for the purpose. Measures whose
weight had a sign without a reason were left out: they told the stories apart, not the facts. What each story scores
when neither model has seen it is in docs/rooms/statements.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: Pairs by themselves.
FIRST: tuple[float, ...] = (
    -3.526,  # stands alone
    1.14,  # character TF-IDF
    3.771,  # concept TF-IDF
    2.549,  # share of the best match, the worse side
    -0.707,  # share of the shorter one's words, by idf
    -0.061,  # ln(1 + idf of the shared words)
    -2.006,  # distance in the order of the tellings
    6.672,  # agreement of third tellings
    0.957,  # numerals in common, at most two
    0.562,  # idf of shared times
    1.125,  # share that is copied text
    0.193,  # idf of shared entities
    0.161,  # ln(1 + idf of shared verbs)
    0.109,  # ln(1 + idf of shared relations of two words)
    0.14,  # one subject in common
    -0.342,  # other subjects
    1.009,  # one value in common
    0.484,  # other values of one thing
    -0.329,  # other dates
    -0.78,  # other speakers
    1.297,  # most alike clauses, by concepts
)

#: Pairs among all pairs: the measures of the first model, then `alignment_features.support`.
SECOND: tuple[float, ...] = (
    -3.646,  # stands alone
    1.342,  # character TF-IDF
    3.882,  # concept TF-IDF
    2.196,  # share of the best match, the worse side
    -0.714,  # share of the shorter one's words, by idf
    0.01,  # ln(1 + idf of the shared words)
    -1.723,  # distance in the order of the tellings
    4.043,  # agreement of third tellings
    0.902,  # numerals in common, at most two
    0.589,  # idf of shared times
    0.452,  # share that is copied text
    0.203,  # idf of shared entities
    0.15,  # ln(1 + idf of shared verbs)
    0.178,  # ln(1 + idf of shared relations of two words)
    0.145,  # one subject in common
    -0.314,  # other subjects
    1.152,  # one value in common
    0.507,  # other values of one thing
    -0.379,  # other dates
    -0.839,  # other speakers
    1.372,  # most alike clauses, by concepts
    1.258,  # best agreement of a third telling
    -0.257,  # agreement as a share of what third tellings know
    -0.019,  # ln(1 + agreement)
    0.699,  # share of the best chance, the worse side
    -0.526,  # share of the best chance, the better side
    0.776,  # neighbours that are linked too
    -0.08,  # sum of chances in the other telling, the larger
    -0.343,  # sum of chances in the other telling, the smaller
)


def chance(weights: Sequence[float], measures: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic of the weighted sum of measures; `weights[0]` stands alone."""
    total = weights[0] + measures @ np.asarray(weights[1:])
    out: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return out
