"""Whom "the 17-year-old" stands for: the one person by name of whom some telling gives that age.

An early telling tells of "a 13-year-old boy" whom a later one names. Where only one person by name has an age in the
whole story, whoever is told of by that age alone is that person, in whichever telling.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_view import Place, View
from tellings.records import EntityMention, Quantity, Token

#: A name ends no further before its age than this, in code points: "Dora Venn, 47,".
BESIDE = 3

#: Grown over by the hundred, no age tells who is meant: a list of the dead.
MOST = 40


def by_age(
    view: View,
    grammars: Mapping[Place, Grammar],
    quantities: Sequence[Quantity],
    mentions: Sequence[EntityMention],
    types: Mapping[str, str],
) -> dict[tuple[str, int], str]:
    """(article, begin) of a word that tells somebody's age and no name -> the person whose age it is.

    `grammars`: every sentence of the story. `types`: entity -> its type.
    """
    ends: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for m in sorted(mentions, key=lambda m: (m.article, m.end)):
        if types.get(m.entity) == "person":
            ends[m.article].append((m.end, m.entity))
    holders: dict[float, set[str]] = defaultdict(set)
    told: list[tuple[float, tuple[str, int]]] = []
    ages = sorted((q for q in quantities if q.kind == "age"), key=lambda q: (q.article, q.begin))
    for q in ages:
        place = view.place(q.article, q.begin) if q.article in view.text else None
        if place is None or place not in grammars or q.low is None or q.low != q.high:
            continue
        named = _before(ends.get(q.article, ()), q.begin)
        bearer = None if named else _bearer(grammars[place], q)
        if bearer is not None:
            people = [k for k in sorted(grammars[place].called(bearer)) if types.get(k) == "person"]
            named = people[0] if people else ""
        if named:
            holders[q.low].add(named)
        elif bearer is not None and bearer.pos != "PROPN" and bearer.tag != "NNS":
            told.append((q.low, (q.article, bearer.begin)))
    if len(holders) > MOST:
        return {}
    return {at: min(holders[age]) for age, at in told if len(holders[age]) == 1}


def _before(ends: Sequence[tuple[int, str]], begin: int) -> str:
    """The person whose name ends just before an age."""
    at = bisect_right(ends, (begin, "￿")) - 1
    return ends[at][1] if at >= 0 and 0 < begin - ends[at][0] <= BESIDE else ""


def _bearer(grammar: Grammar, q: Quantity) -> Token | None:
    """The word of whom an age is told: "boy" of a 13-year-old boy, else the last word of "the 13-year-old"."""
    if q.what_begin is not None:
        return next((t for t in grammar.tokens if t.begin == q.what_begin and t.pos in ("NOUN", "PROPN")), None)
    inside = [t for t in grammar.tokens if q.begin <= t.begin < q.end]
    return inside[-1] if inside and inside[-1].lemma.lower() == "old" and inside[-1].dep != "amod" else None


def aged(tokens: Sequence[Token], ages: Mapping[tuple[str, int], str]) -> Iterator[tuple[Token, str]]:
    """The words of a sentence that tell somebody's age, with whose it is."""
    return ((t, ages[t.article, t.begin]) for t in tokens if (t.article, t.begin) in ages)
