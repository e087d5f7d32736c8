"""What a sentence names in one breath: who tells of A and B does not tell of A, B and C."""

from __future__ import annotations

from collections.abc import Sequence

from tellings.collate.statements_atoms import NAME, Atoms
from tellings.records import Token

#: Of every enumeration the atoms of each member.
Lists = Sequence[Sequence[frozenset[int]]]

_NOUNS = frozenset(("NOUN", "PROPN"))
_PARTS = frozenset(("compound", "flat"))


def lists(tokens: Sequence[Token], unit: int, held: Atoms) -> Lists:
    """The enumerations of names or nouns in a part of a unit: a noun and those that are joined to it."""
    first: dict[int, int] = {}  # of every member the first one of its list
    rows: dict[int, list[Token]] = {}
    by = {t.ordinal: t for t in tokens}
    for t in tokens:
        head = by.get(t.head)
        if t.dep == "conj" and head is not None and t.pos in _NOUNS and head.pos in _NOUNS:
            top = first.get(head.ordinal, head.ordinal)
            first[t.ordinal] = top
            rows.setdefault(top, [by[top]]).append(t)
    found = ([ids for t in row if (ids := _atoms(t, by, unit, held))] for row in rows.values())
    return [row for row in found if len(row) > 1]


def _atoms(noun: Token, by: dict[int, Token], unit: int, held: Atoms) -> frozenset[int]:
    """A name's atom, or a noun's."""
    first = noun
    while (before := by.get(first.ordinal - 1)) is not None and before.dep in _PARTS and before.head == noun.ordinal:
        first = before
    return held.only(held.within(unit, first.begin, noun.end), NAME) or frozenset(held.of_word(unit, noun))


def shortened(text: Lists, member: Lists, has: frozenset[int]) -> bool:
    """Whether a member with these atoms names some of an enumeration of a text and leaves out the rest; where its own
    is as long, it calls them something else."""
    for row in text:
        there = [ids for ids in row if not ids.isdisjoint(has)]
        if not there or len(there) == len(row):
            continue
        named = frozenset().union(*there)
        if not any(len(own) >= len(row) and any(not ids.isdisjoint(named) for ids in own) for own in member):
            return True
    return False
