"""The two logistic models of the lines that lay tellings side by side: a weight per measure.

The first judges two passages: whether they tell something differently. It was fitted by ridge regression to 564 pairs
of passages of aligned sentences that were read for the purpose, and to 8344 of stories annotated by reading. The
second judges a line: from the chances of its pairs, how many tellings have the sentence, and how surely they are
aligned. It was fitted to 1852 lines of the annotated stories, whose pairs were judged by a model that had not seen
the story. What both find in stories that neither has seen is in docs/evaluation/differences.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import mul

#: Pairs of passages, in the order of `apparatus_measures.MEASURES`.
ALONE = -2.5948
PAIR: tuple[float, ...] = (
    0.1047,  # shared
    0.2103,  # shared count
    -0.0216,  # own least
    0.0614,  # own most
    0.021,  # own rarity least
    0.004,  # own rarity most
    0.0167,  # rarest least
    -0.007,  # rarest most
    0.0022,  # new least
    0.0038,  # new most
    0.2096,  # share
    0.1492,  # slots
    0.0098,  # runs
    0.0777,  # number both
    0.121,  # time both
    -0.025,  # person both
    0.0435,  # ground both
    0.0486,  # body both
    0.0456,  # verb both
    -0.0201,  # noun both
    -0.0556,  # how both
    0.0669,  # name both
    0.2538,  # number for number
    0.1215,  # time for time
    -0.2048,  # person for person
    0.139,  # ground for ground
    -0.0652,  # body for body
    -0.0415,  # verb for verb
    -0.0303,  # noun for noun
    0.0912,  # how for how
    -0.2627,  # name for name
    0.0184,  # number in one
    0.0365,  # time in one
    -0.0832,  # person in one
    0.1218,  # ground in one
    -0.1303,  # body in one
    -0.0423,  # verb in one
    -0.0359,  # noun in one
    -0.065,  # how in one
    -0.0373,  # name in one
    0.1411,  # denied in one
    0.1428,  # hedged in one
    -0.014,  # quoted least
    -0.0968,  # quoted most
    -0.0495,  # longest
    0.0202,  # shortest passage
    -0.3038,  # alike
    0.0668,  # early
    -0.0322,  # first
    0.3619,  # aligned
    -0.1805,  # tellings
)

#: Lines: what stands alone; the log odds that one pair of the line differs; ln of the tellings that have the sentence;
#: how surely they are aligned.
LINE: tuple[float, ...] = (-3.0421, 0.4458, 1.036, 0.5623)


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def pair_chance(measures: Sequence[float]) -> float:
    """The chance that two passages tell something differently, 0..1."""
    return _chance(ALONE + math.fsum(map(mul, PAIR, measures)))


def line_chance(pairs: Sequence[float], tellings: int, aligned: float) -> float:
    """The chance that a line shows a difference. `pairs`: the chance of each pair; `aligned`: the mean weight, 0..1."""
    none = math.fsum(math.log1p(-min(p, 1 - 1e-4)) for p in pairs)
    some = min(max(-math.expm1(none), 1e-4), 1 - 1e-4)
    odds = math.log(some / (1 - some))
    alone, one, many, sure = LINE
    return _chance(alone + one * odds + many * math.log(tellings) + sure * aligned)
