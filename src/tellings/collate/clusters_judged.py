"""What judgements do to stories: articles that may not be together, and stories that are one.

Two articles judged not to be one story are infinitely unlike, so average link never joins their groups: whichever is
nearer to the rest stays with it, the other leaves. Two judged to be one story make one of the two stories that they
stand in; where that would bring together what is judged apart, the judged article of the smaller story moves alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tellings.judgements import Bonds, bonds, pairs, words
from tellings.records import Judgement

Matrix = npt.NDArray[np.float64]

#: Two articles of one text tell of one event, unless they are judged not to.
_TOLD_TOGETHER = (("same story",), ("copy", "same origin"))


def story_bonds(judged: Sequence[Judgement], place: dict[str, int]) -> Bonds:
    """What judgements in force ask of stories, by places of articles."""
    together = [pair for kinds in _TOLD_TOGETHER for pair in pairs(judged, kinds, place)]
    return bonds(together, pairs(judged, ("not the same story",), place))


def held_apart(near: Matrix, asked: Bonds) -> Matrix:
    """A similarity matrix in which articles that may not be together are infinitely unlike."""
    out = near.copy()
    for a, b in asked.apart:
        out[a, b] = out[b, a] = -np.inf
    return out


def united(clusters: Sequence[Sequence[int]], asked: Bonds) -> list[list[int]]:
    """Stories after those that are judged to be one are joined. In `clusters` nothing is together that is apart."""
    of = {member: n for n, cluster in enumerate(clusters) for member in cluster}
    parts = {n: set(cluster) for n, cluster in enumerate(clusters)}
    for group in asked.together:
        touched = sorted({of[m] for m in group}, key=lambda n: (-len(parts[n]), min(parts[n])))
        base = touched[0]
        for other in touched[1:]:
            whole = not asked.parted(parts[base], parts[other])
            moving = set(parts[other]) if whole else parts[other].intersection(group)
            parts[other] -= moving
            parts[base] |= moving
            of.update(dict.fromkeys(moving, base))
    return sorted(sorted(cluster) for cluster in parts.values() if cluster)


def said(judged: Sequence[Judgement], one: Sequence[str], other: Sequence[str], names: dict[str, str]) -> list[str]:
    """Lines on the judgements that bear on two articles: those between their stories' articles, theirs first.

    `one` and `other` are the articles of their stories, the two themselves first; `names` says how to call an article.
    """
    out = []
    kinds = ("same story", "not the same story", "copy", "same origin")
    for row in sorted(judged, key=lambda j: ({j.a, j.b} != {one[0], other[0]}, -j.ordinal)):
        across = (row.a in one and row.b in other) or (row.a in other and row.b in one)
        if row.kind in kinds and across:
            direct = {row.a, row.b} == {one[0], other[0]}
            who = "" if direct else f"{names.get(row.a, row.a)} and {names.get(row.b, row.b)}: "
            out.append(f"{who}{words(row)}{'; that decides' if direct else ''}")
    return out
