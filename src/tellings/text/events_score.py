"""How alike two articles are as reports of one event: the one formula, for numbers and for whole matrices.

Everything that compares two articles uses it: all pairs of a few articles, the nearest of a corpus, a stream, and the
explanation. It is plain arithmetic, so that kernels compile it and numpy maps it over arrays.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

#: Weight and ceiling of body and names between articles in two languages. Those share names, figures and loanwords,
#: which say the more; unrelated ones share next to nothing, so no background is taken off.
ACROSS_BODY, ACROSS_NAMES = (1.0, 0.3), (0.4, 0.5)
#: Share of a title's topics from which one that the other article lacks speaks against, and at which it does so fully.
LACKING = (0.1, 0.6)
#: What is taken off two articles of a small set that name nobody and nothing in common; the words that each must name,
#: without and with a shipped rarity of words. Of 440 pairs of one event 1% are strange in full, of 6,002 pairs of two
#: events 88%.
STRANGE, NAMING = 0.2, (8, 3)


class Weights(NamedTuple):
    """How much each kind of evidence weighs, and the most that one view may say."""

    body: float
    title: float
    names: float
    ceiling: float
    figures: float
    topics: float


def agreement(shared: Any, places: Any) -> Any:
    """Whether figures agree, -1..1: of the `places` that both articles have figures in (the word beside a figure), how
    many hold a figure in common (`shared`); 0 without any, nearer to 0 for few."""
    return (2 * np.minimum(shared, places) - places) / (places + 1)


def unlike(one: Any, other: Any) -> Any:
    """How far two titles name different topics, 0..1: `one` is the largest share of the first title's topics that the
    second article lacks altogether, `other` the reverse. Both must lack: an article that only adds is an update."""
    least = (np.minimum(one, other) - LACKING[0]) / (LACKING[1] - LACKING[0])
    return np.minimum(np.maximum(least, 0.0), 1.0)


def weighty(body: Any, ceiling: float, archived: float) -> Any:
    """How much unlike titles say, 0..1. In a small set they speak against two articles only as far as the texts are
    alike above their background (`body`): a form, filled anew."""
    return np.maximum(archived, np.minimum(np.maximum(body / ceiling, 0.0), 1.0))


def strange(names: Any, usual: float, figures: Any) -> Any:
    """How far two articles have no name in common, 0..1, whatever their words: fully where they share
    (`names`) less than half of what articles of different events share (`usual`). 0 where their figures agree: those
    are evidence of one event too."""
    return np.minimum(np.maximum(2 * (1 - names / usual), 0.0), 1.0) * (figures <= 0)


def score(weights: Weights, body: Any, title: Any, names: Any, figures: Any, topics: Any) -> Any:
    """Similarity from the three views above their background, agreement of figures and unlike topics; without dates."""
    return (
        weights.body * np.minimum(body, weights.ceiling)
        + weights.title * np.minimum(title, weights.ceiling)
        + weights.names * np.minimum(names, weights.ceiling)
        + weights.figures * figures
        - weights.topics * topics
    )


def across(body: Any, names: Any, shared: Any) -> Any:
    """Similarity of two articles in different languages, from body and names as they are; without dates.

    `shared`: how many different names both have. One name in common ("Cuba") is what two events in one place have too.
    """
    alike = ACROSS_BODY[0] * np.minimum(body, ACROSS_BODY[1]) + ACROSS_NAMES[0] * np.minimum(names, ACROSS_NAMES[1])
    return alike * (1 - 1 / np.maximum(shared, 1) ** 2)
