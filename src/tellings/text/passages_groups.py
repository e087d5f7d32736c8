"""Groups of copies, each explained: who stands for the group, and how much of every other member stands in it.

Never a chain: a member shares text with its representative itself, not with another member. The article in which the
most others stand is taken first (then the longer one, then the smaller id), and every article that is not yet in a
group joins it when it is identical, a copy or abridged and most of its own words stand there. A pair that a person
judged a copy belongs together however little it shares: it is labelled a copy although less than half of either stands
in the other, which no other pair is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.settings import Copies


@dataclass(frozen=True, slots=True)
class Link:
    """A pair that may belong to one group."""

    a: int  # number of the article, in ascending order of ids
    b: int
    label: str
    coverage_a: float
    coverage_b: float
    words_a: int  # all words of a
    words_b: int


@dataclass(frozen=True, slots=True)
class Member:
    """An article in a group. The representative is kept, and whoever says a good part of its text in its own words."""

    article: int
    group: int
    representative: int
    keep: bool
    reason: str


def groups(links: Sequence[Link], rule: Copies) -> list[Member]:
    """Members of all groups of two or more, by group and number; groups count from 0 by their representative."""
    stands_in: dict[int, dict[int, tuple[float, str]]] = {}  # article -> articles in it: how much of them, label
    words: dict[int, int] = {}
    for link in links:
        for article, count in ((link.a, link.words_a), (link.b, link.words_b)):
            words[article] = max(words.get(article, 0), count)  # a judged pair that shares nothing counts no words
        if link.label not in ("identical", "copy", "abridged"):
            continue
        judged = link.label == "copy" and max(link.coverage_a, link.coverage_b) < rule.copy
        for inner, outer, share in ((link.a, link.b, link.coverage_a), (link.b, link.a, link.coverage_b)):
            if share >= rule.copy or judged:
                stands_in.setdefault(outer, {})[inner] = (share, link.label)
    found: dict[int, list[int]] = {}
    taken: set[int] = set()
    for first in sorted(stands_in, key=lambda x: (-len(stands_in[x]), -words[x], x)):
        if first in taken:
            continue
        members = sorted(x for x in stands_in[first] if x not in taken)
        if members:
            found[first] = members
            taken.update(members, (first,))
    out: list[Member] = []
    for number, first in enumerate(sorted(found)):
        count = len(found[first])
        told = sum(stands_in[first][x][0] < rule.copy for x in found[first])
        kept = f"{count - told} other{'' if count - told == 1 else 's'} stand{'s' if count - told == 1 else ''} in it"
        if told:
            kept = f"{told} judged a copy" if told == count else f"{kept}, {told} judged a copy"
        rows = [Member(first, number, first, True, kept)]
        for x in found[first]:
            share, label = stands_in[first][x]
            reason = "the same words" if label == "identical" else f"{share:.0%} of its words stand there ({label})"
            if share < rule.copy:
                reason = "judged a copy"
            own = share < rule.spare and reason != "judged a copy"
            reason += "; it has a good part of its own" if own else ""
            rows.append(Member(x, number, first, own, reason))
        out += sorted(rows, key=lambda row: row.article)
    return out
