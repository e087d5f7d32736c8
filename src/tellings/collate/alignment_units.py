"""The units that are aligned, and what is known to stand in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tellings.records import EntityMention, Passage, Quantity, Quote, Time, Token, Utterance


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence that can take part in a statement."""

    article: str
    begin: int
    end: int
    tokens: tuple[Token, ...]
    clauses: tuple[tuple[int, int], ...] = ()  # spans, in order; at least one where it has words
    title: bool = False  # a headline
    words: tuple[str, ...] = ()  # of every token its lemma where it carries content, else ""
    begins: tuple[int, ...] = ()  # of every token
    fields: tuple[str, ...] = ()  # of every word in `words` its concept
    at: Mapping[int, Token] = field(default_factory=dict, compare=False, repr=False)  # its tokens by ordinal

    def inside(self, begin: int, end: int) -> slice:
        """Where the tokens that begin inside a span stand among the unit's."""
        return slice(bisect_left(self.begins, begin), bisect_left(self.begins, end))

    def content(self, begin: int, end: int) -> list[str]:
        """The lemmas of a part of the unit that carry content, in order."""
        return list(filter(None, self.words[self.inside(begin, end)]))

    def concepts(self, begin: int, end: int) -> list[str]:
        """Their concepts."""
        return list(filter(None, self.fields[self.inside(begin, end)]))


@dataclass(frozen=True, slots=True)
class Clues:
    """What other rooms found in the story's texts."""

    text: Mapping[str, str]  # article -> text
    mentions: Sequence[EntityMention] = ()
    quantities: Sequence[Quantity] = ()
    times: Sequence[Time] = ()
    quotes: Sequence[Quote] = ()
    utterances: Sequence[Utterance] = ()
    passages: Sequence[Passage] = ()


class Places:
    """Finds the unit that holds an offset of an article."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._begins: dict[str, list[int]] = {}
        self._numbers: dict[str, list[int]] = {}
        for number, unit in enumerate(units):
            self._begins.setdefault(unit.article, []).append(unit.begin)
            self._numbers.setdefault(unit.article, []).append(number)

    def at(self, article: str, offset: int) -> int | None:
        """The unit that holds the offset; None when none does."""
        begins = self._begins.get(article)
        if begins is None:
            return None
        place = bisect_right(begins, offset) - 1
        if place < 0:
            return None
        number = self._numbers[article][place]
        return number if offset < self._units[number].end else None

    def within(self, article: str, begin: int, end: int) -> list[int]:
        """The units that overlap a span."""
        begins = self._begins.get(article, [])
        first = max(0, bisect_right(begins, begin) - 1)
        numbers = self._numbers.get(article, [])
        return [n for n in numbers[first : bisect_right(begins, end - 1)] if self._units[n].end > begin]
