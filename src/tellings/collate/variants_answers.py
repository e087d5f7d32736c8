"""What is asked of a story once: each telling that answers gives one answer, or counts as none.

Shared by the rules that compare what is told over a whole story: who is named, what it was, whether anybody is badly
hurt, what is left open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_view import Place, Point, Reading
from tellings.records import Token

#: So many places of one telling show its answer.
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """An answer where it stands."""

    place: Place
    begin: int
    end: int
    value: str
    who: str = ""  # the entity that it is told of, where that matters

    def reading(self) -> Reading:
        return Reading(self.place[0], self.begin, self.end, self.value)


def one_answer(kind: str, about: str, rows: Iterable[Told]) -> Iterator[Point]:
    """The point of a matter on which tellings answer differently; a telling that gives two answers is left out."""
    values: dict[str, set[str]] = defaultdict(set)
    kept = sorted(set(rows))
    for r in kept:
        values[r.place[0]].add(r.value)
    found = tuple(first_places(r.reading() for r in kept if len(values[r.place[0]]) == 1))
    if len({r.value for r in found}) > 1:
        yield Point(kind, about, found)


def first_places(readings: Iterable[Reading], most: int = MOST_SHOWN) -> Iterator[Reading]:
    """The first places of every telling, in order, each once."""
    shown: dict[str, int] = defaultdict(int)
    for r in sorted(set(readings), key=lambda r: (r.article, r.begin, r.end, r.value)):
        shown[r.article] += 1
        if shown[r.article] <= most:
            yield r


def whose(grammar: Grammar, token: Token, *prepositions: str) -> Token | None:
    """Whose a noun is, before it or behind one of some prepositions: "the girl's name", "the condition of the girl"."""
    below = grammar.below.get(token.ordinal, ())
    owners = [c for c in below if c.dep == "poss"]
    for p in below:
        if p.lemma.lower() in prepositions:
            owners += [c for c in grammar.below.get(p.ordinal, ()) if c.dep == "pobj"]
    return owners[0] if owners else None
