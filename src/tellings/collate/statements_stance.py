"""Whether a sentence says that what it tells is so: what it denies, and what it only supposes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tellings.collate.alignment_units import Unit
from tellings.collate.statements_atoms import Atoms
from tellings.collate.statements_denials import denies, negated
from tellings.collate.statements_supposed import supposed
from tellings.records import Token

Ids = frozenset[int]


class Stance(NamedTuple):
    """What a sentence, or a part of it, denies and supposes: atoms of words."""

    denied: Ids = frozenset()
    supposed: Ids = frozenset()


_PLAIN = Stance()


class Stances:
    """The stances of the units of a story."""

    def __init__(self, units: Sequence[Unit], held: Atoms) -> None:
        self._units, self._held = units, held
        self._found: dict[int, Stance] = {}
        self._words: dict[int, tuple[list[Token], list[Token]]] = {}

    def of(self, unit: int) -> Stance:
        """What a unit denies and supposes."""
        if unit not in self._found:
            denied, unreal = self._in(unit)
            said = [t.lemma for t in self._units[unit].tokens if t.pos in ("VERB", "AUX") and t not in unreal]
            self._found[unit] = (
                Stance(self._ids(denied), self._ids(unreal) - self._ids_of(said)) if denied or unreal else _PLAIN
            )
        return self._found[unit]

    def as_read(self, unit: int, begin: int, end: int) -> Stance:
        """What a part of a unit denies and supposes where it is read by itself."""
        if not any(self._in(unit)):
            return _PLAIN
        words = self._units[unit].tokens[self._units[unit].inside(begin, end)]
        return Stance(self._ids(negated(words)), self._ids(supposed(words)))

    def takes_back(self, unit: int, begin: int, end: int, read: Stance) -> bool:
        """Whether a unit denies or supposes what a part of it says, which is `read` by itself elsewhere:
        "the board denied that [the dam was unsafe]"."""
        denied, unreal = (self._ids(t for t in listed if begin <= t.begin < end) for listed in self._in(unit))
        return bool(denied - read.denied or unreal - read.supposed)

    def _in(self, unit: int) -> tuple[list[Token], list[Token]]:
        if unit not in self._words:
            tokens = self._units[unit].tokens
            self._words[unit] = (negated(tokens) if denies(tokens) else [], supposed(tokens))
        return self._words[unit]

    def _ids(self, words: Iterable[Token]) -> Ids:
        return self._ids_of(t.lemma for t in words)

    def _ids_of(self, lemmas: Iterable[str]) -> Ids:
        return self._held.words({lemma.lower() for lemma in lemmas})


def opposes(text: Stance, own: Ids, member: Stance, has: Ids) -> bool:
    """Whether a member with these atoms denies or only supposes what a text says, or the other way round."""
    if text == member:
        return False
    return (
        (bool(text.denied) and text.denied.isdisjoint(member.denied))
        or not (text.denied - member.denied).isdisjoint(has)
        or not (member.denied - text.denied).isdisjoint(own)
        or not (text.supposed - member.supposed).isdisjoint(has)
        or not (member.supposed - text.supposed).isdisjoint(own)
    )
