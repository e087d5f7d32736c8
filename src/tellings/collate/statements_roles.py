"""Who does what to whom in a sentence, among those whom it names: "A accused B" is not "B accused A"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tellings.collate.clauses import SAYING
from tellings.collate.statements_atoms import NAME, Atoms
from tellings.records import Token
from tellings.text.concepts import concept

#: A verb's concept: who does it, and to whom it is done, as atoms of names.
Roles = Mapping[str, tuple[frozenset[int], frozenset[int]]]

_ACTIVE = {"nsubj": 0, "agent": 0, "dobj": 1, "nsubjpass": 1}
#: What two do with one another, whoever is named first.
_MUTUAL = frozenset("meet marry join face play fight contact date wed divorce resemble follow".split())
_PARTS = frozenset("compound flat".split())


def roles(tokens: Sequence[Token], unit: int, held: Atoms) -> Roles:
    """The verbs of a part of a unit that name who does it or to whom it is done."""
    if not held.has(unit, NAME):
        return {}
    by = {t.ordinal: t for t in tokens}
    found: dict[str, tuple[set[int], set[int]]] = {}
    for t in tokens:
        if t.dep != "pobj" and t.dep not in _ACTIVE:
            continue
        verb, role = by.get(t.head), _ACTIVE.get(t.dep)
        if t.dep == "pobj" and verb is not None and verb.dep == "agent":
            verb, role = by.get(verb.head), 0
        if verb is None or role is None or verb.pos != "VERB" or verb.lemma.lower() in _MUTUAL:
            continue
        first = t
        while (before := by.get(first.ordinal - 1)) is not None and before.dep in _PARTS and before.head == t.ordinal:
            first = before
        ids = held.only(held.within(unit, first.begin, t.end), NAME)
        if ids:
            found.setdefault(concept(verb.lemma.lower()), (set(), set()))[role].update(ids)
    return {verb: (frozenset(a), frozenset(b)) for verb, (a, b) in found.items()}


def swapped(one: Roles, other: Roles) -> bool:
    """Whether the two tell one deed with the doer of one as the sufferer of the other."""
    for verb, (doing, suffering) in one.items():
        there = other.get(verb)
        if there and doing.isdisjoint(there[0]) and (doing & there[1] or suffering & there[0]):
            return True
    return False


def another(one: Roles, other: Roles, named: frozenset[int]) -> bool:
    """Whether what both tell is told of others, and none of the first are `named` in the second at all: "A and B were
    charged" is not "C was charged"."""
    told = [
        (mine, theirs)
        for verb, deed in one.items()
        for mine, theirs in zip(deed, other.get(verb, ()), strict=False)
        if mine and theirs and verb not in SAYING
    ]
    return bool(told) and all(mine.isdisjoint(theirs) and mine.isdisjoint(named) for mine, theirs in told)
