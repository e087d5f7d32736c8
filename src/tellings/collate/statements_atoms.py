"""What sentences say as atoms that can be compared: concepts of words, names, figures, days, times of day.

A name counts by its entity, a number by its value and a date by the day it stands for, so that "seven" and "7",
"on Wednesday" and "on 4 March", "Oberlin" and "Oberlin River Freight" are one atom each. A figure also fills a slot
(what is counted, and in which unit): two that fill one slot with other figures contradict one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_units import Clues, Places, Unit
from tellings.collate.similarity import concepts, content_lemmas, story_idf
from tellings.records import Quantity, Time
from tellings.text.concepts import concept

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Kinds of atoms.
WORD, NAME, FIGURE, SLOT, DAY, CLOCK = range(6)

#: A date of so many characters is a day: 2026-03-04.
_DAY = len("2026-03-04")

#: To strike is to attack (its concept), to stop work, or, of ships and cars, to crash into.
_STRIKE = "strike"

Atom = tuple[int, str]  # kind, what it is
Held = tuple[int, int, tuple[Atom, ...]]  # begin, end, the atoms of an expression


def _figure(q: Quantity) -> tuple[Atom, ...]:
    value = q.low if q.low is not None else q.high
    what = concept(q.what.lower()) if q.what else ""
    return ((FIGURE, f"{value:g}"), (SLOT, f"{q.kind} {q.unit} {what}")) if value is not None else ()


def _moment(t: Time) -> tuple[Atom, ...]:
    day, _, clock = (t.value or "").partition("T")
    if t.type not in ("DATE", "TIME") or not day[:4].isdigit():
        return ()
    found = (((DAY if len(day) == _DAY else WORD), day),)
    return (*found, (CLOCK, clock[:5])) if clock[:2].isdigit() else found


def _expressions(units: Sequence[Unit], clues: Clues) -> dict[int, list[Held]]:
    """The dates, numbers and names of every unit that do not overlap; dates go before numbers, numbers before names."""
    places = Places(units)
    out: dict[int, list[Held]] = defaultdict(list)
    taken: dict[int, set[int]] = defaultdict(set)
    times = [(t.article, t.begin, t.end, _moment(t)) for t in clues.times]
    figures = [(q.article, q.begin, q.end, _figure(q)) for q in clues.quantities if q.kind != "ordinal"]
    names = [(m.article, m.begin, m.end, ((NAME, m.entity),)) for m in clues.mentions]
    for listed in (times, figures, names):
        for article, begin, end, atoms in sorted(listed, key=lambda x: (x[0], x[1], -x[2], x[3])):
            at = places.at(article, begin) if atoms else None
            if at is not None and taken[at].isdisjoint(range(begin, end)):
                taken[at].update(range(begin, end))
                out[at].append((begin, end, atoms))
    return out


@dataclass(frozen=True, slots=True)
class Atoms:
    """The atoms of every unit: where each stands, which it is; and of every atom its kind and weight."""

    begins: Sequence[Ints]  # of every unit, ascending
    ids: Sequence[Ints]
    kind: Ints  # of every atom
    weight: Floats  # idf in the story; slots weigh nothing
    alike: Ints  # units with the same atoms have the same number
    sets: Sequence[Ints]  # of every such number
    place: Mapping[Atom, int] = field(default_factory=dict)

    def whole(self, unit: int) -> Ints:
        """The atoms of a unit, each once, ascending."""
        return self.sets[int(self.alike[unit])]

    def within(self, unit: int, begin: int, end: int) -> Ints:
        """The atoms of a part of a unit, each once, ascending."""
        inside = (self.begins[unit] >= begin) & (self.begins[unit] < end)
        return np.unique(self.ids[unit][inside])

    def does(self, unit: Unit, at: int, span: tuple[int, int], other: Unit, there: int) -> frozenset[int] | None:
        """The atoms of what is done in a part of a unit, of the verb that its words hang on; None where it has no such
        verb or another unit does not tell it."""
        inside = [t for t in unit.tokens if span[0] <= t.begin < span[1]]
        known = {t.ordinal for t in inside}
        tops = [t for t in inside if t.pos == "VERB" and (t.head not in known or t.head == t.ordinal)]
        out = frozenset(i for t in tops for i in self.within(at, t.begin, t.end).tolist())
        whole = frozenset(self.whole(there).tolist())
        crash = self.place.get((WORD, concept("crash")), -1)
        if any(t.lemma.lower() == _STRIKE for t in tops) and crash in whole:
            whole |= out
        if crash in out and any(t.lemma.lower() == _STRIKE and t.pos == "VERB" for t in other.tokens):
            whole |= {crash}
        return out if out and out <= whole else None

    def figures(self, unit: int, begin: int, end: int) -> list[tuple[int, int, int]]:
        """The (place, figure, slot) of every number in a part of a unit."""
        at, ids = self.begins[unit], self.ids[unit]
        chosen = np.nonzero((at >= begin) & (at < end) & (self.kind[ids] == FIGURE))[0]
        slots = {int(at[n]): int(ids[n]) for n in np.nonzero(self.kind[ids] == SLOT)[0]}
        return sorted({(int(at[n]), int(ids[n]), slots[int(at[n])]) for n in chosen if int(at[n]) in slots})

    def words(self, lemmas: Mapping[str, int]) -> frozenset[int]:
        """The atoms of words given as lemmas."""
        found = (self.place.get((WORD, c)) for c in concepts(lemmas))
        return frozenset(n for n in found if n is not None)


def atoms(units: Sequence[Unit], clues: Clues) -> Atoms:
    """The atoms of all units of a story."""
    held = _expressions(units, clues)
    rows: list[list[tuple[int, Atom]]] = []
    for n, unit in enumerate(units):
        spans = sorted(held.get(n, ()))
        row = [(begin, atom) for begin, _, found in spans for atom in found]
        covered = {offset for begin, end, _ in spans for offset in range(begin, end)}
        for token in unit.tokens:
            if token.begin not in covered:
                row.extend((token.begin, (WORD, concept(w))) for w in content_lemmas(clues.text[unit.article], [token]))
        rows.append(sorted(row))
    names = sorted({atom for row in rows for _, atom in row})
    place = {atom: n for n, atom in enumerate(names)}
    idf = story_idf([{f"{kind} {what}": 1 for _, (kind, what) in row} for row in rows])
    ids = [np.array([place[atom] for _, atom in row], dtype=np.int64) for row in rows]
    numbers: dict[bytes, int] = {}
    distinct = [np.unique(row) for row in ids]
    alike = [numbers.setdefault(row.tobytes(), len(numbers)) for row in distinct]
    sets = dict(zip(alike, distinct, strict=True))
    return Atoms(
        [np.array([begin for begin, _ in row], dtype=np.int64) for row in rows],
        ids,
        np.array([kind for kind, _ in names], dtype=np.int64),
        np.array([0.0 if kind == SLOT else idf[f"{kind} {what}"] for kind, what in names]),
        np.array(alike, dtype=np.int64),
        [sets[n] for n in range(len(numbers))],
        place,
    )
