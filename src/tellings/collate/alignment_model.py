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
    -3.641,  # stands alone
    1.333,  # character TF-IDF
    3.016,  # concept TF-IDF
    2.597,  # share of the best match, the worse side
    -1.541,  # share of the shorter one's words, by idf
    -0.101,  # ln(1 + idf of the shared words)
    -2.014,  # distance in the order of the tellings
    6.612,  # agreement of third tellings
    0.975,  # numerals in common, at most two
    0.52,  # idf of shared times
    1.169,  # share that is copied text
    0.149,  # idf of shared entities
    0.026,  # ln(1 + idf of shared verbs)
    -0.024,  # ln(1 + idf of shared relations of two words)
    0.085,  # one subject in common
    -0.364,  # other subjects
    0.772,  # one value in common
    0.405,  # other values of one thing
    -0.222,  # other dates
    -0.835,  # other speakers
    0.511,  # most alike clauses, by concepts
    2.256,  # share of the best-covered clause
)

#: Pairs among all pairs: the measures of the first model, then `alignment_features.support`.
SECOND: tuple[float, ...] = (
    -3.705,  # stands alone
    1.509,  # character TF-IDF
    3.096,  # concept TF-IDF
    2.37,  # share of the best match, the worse side
    -1.682,  # share of the shorter one's words, by idf
    -0.016,  # ln(1 + idf of the shared words)
    -1.854,  # distance in the order of the tellings
    4.595,  # agreement of third tellings
    0.979,  # numerals in common, at most two
    0.568,  # idf of shared times
    0.579,  # share that is copied text
    0.164,  # idf of shared entities
    0.014,  # ln(1 + idf of shared verbs)
    0.038,  # ln(1 + idf of shared relations of two words)
    0.09,  # one subject in common
    -0.355,  # other subjects
    0.927,  # one value in common
    0.454,  # other values of one thing
    -0.261,  # other dates
    -0.956,  # other speakers
    0.561,  # most alike clauses, by concepts
    2.51,  # share of the best-covered clause
    0.684,  # best agreement of a third telling
    0.067,  # agreement as a share of what third tellings know
    0.139,  # ln(1 + agreement)
    0.725,  # share of the best chance, the worse side
    -0.746,  # share of the best chance, the better side
    0.807,  # neighbours that are linked too
    -0.144,  # sum of chances in the other telling, the larger
    -0.321,  # sum of chances in the other telling, the smaller
)


def chance(weights: Sequence[float], measures: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic of the weighted sum of measures; `weights[0]` stands alone."""
    total = weights[0] + measures @ np.asarray(weights[1:])
    out: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return out
