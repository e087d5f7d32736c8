"""What sentences say as atoms that can be compared: concepts of words, names, figures, days, times of day.

A name counts by its entity, a number by its value and a date by the day it stands for, so that "seven" and "7",
"on Wednesday" and "on 4 March", "Oberlin" and "Oberlin River Freight" are one atom each. A figure also fills a slot
(what is counted, and in which unit): two that fill one slot with other figures contradict one another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from tellings.collate.alignment_units import Clues, Places, Unit
from tellings.collate.similarity import idf
from tellings.records import Quantity, Time, Token
from tellings.text.concepts import concept
from tellings.text.times_values import parse_day
from tellings.text.times_words import weekday_number

#: Kinds of atoms. A slot weighs nothing, nor do stretches of time and periods: their words weigh.
WORD, NAME, FIGURE, SLOT, DAY, CLOCK, LENGTH, PERIOD = range(8)
WEIGHTLESS = (SLOT, LENGTH, PERIOD)

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


def _weekday(t: Time, text: str) -> int:
    """The weekday that an expression of no number names, 1..7; 0 where it names none."""
    words = text[t.begin : t.end].split() if t.type in ("DATE", "TIME") else ()
    if any(word[0].isdigit() for word in words):
        return 0
    return next((n for word in words if (n := weekday_number(word))), 0)


def _weekdays(times: Sequence[Time]) -> dict[int, str]:
    """Of every weekday the day that it is in this story: the one told most often, the first of several."""
    days = Counter(t.value[:_DAY] for t in times if t.type in ("DATE", "TIME") and t.value and parse_day(t.value))
    out: dict[int, str] = {}
    for day, _ in sorted(days.items(), key=lambda told: (-told[1], told[0])):
        found = parse_day(day)
        if found is not None:
            out.setdefault(found.isoweekday(), day)
    return out


def _moment(t: Time, days: Mapping[int, str], text: str) -> tuple[Atom, ...]:
    """What a date or an hour says; `days`: of every weekday the day that one of no known date is taken for."""
    if t.value is None and (weekday := _weekday(t, text)):
        return ((DAY, days.get(weekday, f"weekday {weekday}")),)
    day, _, clock = (t.value or "").partition("T")
    if t.type not in ("DATE", "TIME") or not day[:4].isdigit():
        return ()
    found = (((DAY if len(day) == _DAY else WORD), day),)
    return (*found, (CLOCK, clock[:5])) if clock[:2].isdigit() else found


#: A year or a month, as the value of a date.
_PERIOD = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")

#: A stretch of time of one unit, and its units in minutes or, of those that no number of minutes makes, in months.
_LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([A-Z])")
_MINUTES = {"TS": 1 / 60, "TM": 1, "TH": 60, "D": 1440, "W": 10080}
_MONTHS = {"M": 1, "Y": 12}


def _beside(t: Time) -> tuple[Atom, ...]:
    """What a time says beside its words: how long ("19 minutes", and in which unit), or in which year or month."""
    value = t.value or ""
    if t.type == "DATE":
        day = value if len(value) == _DAY else ""
        listed = (day[:4], day[:7]) if day else (value, value[:4])
        return tuple((PERIOD, v) for v in dict.fromkeys(listed) if _PERIOD.fullmatch(v))
    found = _LENGTH.fullmatch(value) if t.type == "DURATION" else None
    if found is None:
        return ()
    many, unit = float(found[2]), found[1] + found[3]
    if unit in _MINUTES:
        return (LENGTH, f"{many * _MINUTES[unit]:g}"), (SLOT, f"length {unit}")
    return ((LENGTH, f"{many * _MONTHS[unit]:g} months"), (SLOT, f"length {unit}")) if unit in _MONTHS else ()


def _expressions(units: Sequence[Unit], clues: Clues) -> dict[int, list[Held]]:
    """The dates, numbers and names of every unit that do not overlap; dates go before numbers, numbers before names."""
    places = Places(units)
    out: dict[int, list[Held]] = defaultdict(list)
    days = _weekdays(clues.times)
    times = [(t.article, t.begin, t.end, _moment(t, days, clues.text[t.article])) for t in clues.times]
    figures = [(q.article, q.begin, q.end, _figure(q)) for q in clues.quantities if q.kind != "ordinal"]
    names = [(m.article, m.begin, m.end, ((NAME, m.entity),)) for m in clues.mentions]
    for listed in (times, figures, names):
        for article, begin, end, atoms in sorted(listed, key=lambda x: (x[0], x[1], -x[2], x[3])):
            at = places.at(article, begin) if atoms else None
            if at is not None and not any(b < end and begin < e for b, e, _ in out[at]):
                out[at].append((begin, end, atoms))
    return out


@dataclass(frozen=True, slots=True)
class Atoms:
    """The atoms of every unit: where each stands, which it is; and of every atom its kind and weight."""

    begins: Sequence[Sequence[int]]  # of every unit, ascending
    ids: Sequence[Sequence[int]]
    kind: Sequence[int]  # of every atom
    weight: Sequence[float]  # idf in the story; 0 for some kinds
    alike: Sequence[int]  # units with the same atoms, and the same names in the same order, have the same number
    sets: Sequence[frozenset[int]]  # of every such number
    beside: Sequence[Sequence[tuple[int, int]]]  # of every unit: where stretches of time and periods stand, and which
    place: Mapping[Atom, int]
    of_kind: Sequence[frozenset[int]]  # of every kind its atoms
    _within: dict[tuple[int, int, int], frozenset[int]] = field(default_factory=dict)
    _deeds: dict[tuple[int, int, int], tuple[frozenset[int], bool]] = field(default_factory=dict)

    def whole(self, unit: int) -> frozenset[int]:
        """The atoms of a unit."""
        return self.sets[self.alike[unit]]

    def within(self, unit: int, begin: int, end: int) -> frozenset[int]:
        """The atoms of a part of a unit."""
        found = self._within.get((unit, begin, end))
        if found is None:
            begins = self.begins[unit]
            found = frozenset(self.ids[unit][bisect_left(begins, begin) : bisect_left(begins, end)])
            self._within[unit, begin, end] = found
        return found

    def of_word(self, unit: int, word: Token) -> Sequence[int]:
        """The atoms that stand at a word of a unit."""
        begins = self.begins[unit]
        return self.ids[unit][bisect_left(begins, word.begin) : bisect_left(begins, word.end)]

    def has(self, unit: int, kind: int) -> bool:
        """Whether a unit has an atom of a kind."""
        return not self.of_kind[kind].isdisjoint(self.whole(unit))

    def only(self, ids: frozenset[int], *kinds: int) -> frozenset[int]:
        """Those of some atoms that are of these kinds."""
        if len(kinds) == 1:
            return ids & self.of_kind[kinds[0]]
        return frozenset([i for i in ids if self.kind[i] in kinds])

    def does(self, unit: Unit, at: int, span: tuple[int, int], other: Unit, there: int) -> frozenset[int] | None:
        """The atoms of what is done in a part of a unit, of the verb that its words hang on; None where it has no such
        verb or another unit does not tell it."""
        out, strikes = self.deed(unit, at, span)
        if not out:
            return None
        whole = self.whole(there)
        crash = self.place.get((WORD, concept("crash")), -1)
        if strikes and crash in whole:
            whole |= out
        if crash in out and any(t.lemma.lower() == _STRIKE and t.pos == "VERB" for t in other.tokens):
            whole |= {crash}
        return out if out <= whole else None

    def deed(self, unit: Unit, at: int, span: tuple[int, int]) -> tuple[frozenset[int], bool]:
        """The atoms of the verbs that the words of a part of a unit hang on, and whether one of them is to strike."""
        found = self._deeds.get((at, *span))
        if found is None:
            inside = unit.tokens[unit.inside(*span)]
            known = {t.ordinal for t in inside}
            tops = [t for t in inside if t.pos == "VERB" and (t.head not in known or t.head == t.ordinal)]
            out = frozenset([i for t in tops for i in self.of_word(at, t)])
            found = self._deeds[at, span[0], span[1]] = out, any(t.lemma.lower() == _STRIKE for t in tops)
        return found

    def figures(self, unit: int, begin: int, end: int) -> list[tuple[int, int, int]]:
        """The (place, figure, slot) of every number and stretch of time in a part of a unit."""
        kind = self.kind
        listed = [*self.beside[unit]]
        if self.has(unit, FIGURE):
            listed += zip(self.begins[unit], self.ids[unit], strict=True)
        if not listed:
            return []
        slots = {at: i for at, i in listed if kind[i] == SLOT}
        found = {(at, i) for at, i in listed if begin <= at < end and kind[i] in (FIGURE, LENGTH) and at in slots}
        return sorted((at, i, slots[at]) for at, i in found)

    def periods(self, unit: int, begin: int, end: int) -> frozenset[int]:
        """The years and months that a part of a unit names without a day; of a month and its year the month."""
        listed = [(at, i) for at, i in self.beside[unit] if self.kind[i] == PERIOD and begin <= at < end]
        if not listed:
            return frozenset()
        days = {at for at, i in zip(self.begins[unit], self.ids[unit], strict=True) if self.kind[i] == DAY}
        finest: dict[int, int] = {}
        for at, i in listed:  # the atoms are in order: a month stands behind its year
            if at not in days:
                finest[at] = max(i, finest.get(at, i))
        return frozenset(finest.values())

    def words(self, lemmas: Iterable[str]) -> frozenset[int]:
        """The atoms of words given as lemmas."""
        found = (self.place.get((WORD, concept(lemma))) for lemma in lemmas)
        return frozenset(n for n in found if n is not None)


def _row(unit: Unit, held: Sequence[Held]) -> list[tuple[int, Atom]]:
    """Where each atom of a unit stands: its expressions, and the words outside them."""
    row = [(begin, atom) for begin, _, found in held for atom in found]
    fields = list(unit.fields)
    for begin, end, _ in held:
        at = unit.inside(begin, end)
        fields[at] = [""] * (at.stop - at.start)
    row += [(begin, (WORD, field)) for begin, field in zip(unit.begins, fields, strict=True) if field]
    row.sort()
    return row


def atoms(units: Sequence[Unit], clues: Clues) -> Atoms:
    """The atoms of all units of a story."""
    held, places = _expressions(units, clues), Places(units)
    rows = [_row(unit, held.get(n, ())) for n, unit in enumerate(units)]
    beside: list[list[tuple[int, Atom]]] = [[] for _ in units]
    for t in clues.times:
        found = _beside(t)
        at = places.at(t.article, t.begin) if found else None
        if at is not None:
            beside[at] += [(t.begin, atom) for atom in found]
    names = sorted({atom for row in (*rows, *beside) for _, atom in row})
    place = {atom: n for n, atom in enumerate(names)}
    ids = [[place[atom] for _, atom in row] for row in rows]
    more = [[(at, place[atom]) for at, atom in row] for row in beside]
    numbers: dict[tuple[frozenset[int], tuple[int, ...]], int] = {}
    alike = []
    for row, extra in zip(ids, more, strict=True):  # "A sued B" has the atoms of "B sued A", and is no copy of it
        named = tuple(i for i in row if names[i][0] == NAME)
        alike.append(numbers.setdefault((frozenset((*row, *(i for _, i in extra))), named), len(numbers)))
    sets = [atoms for atoms, _ in numbers]
    holding = Counter(chain.from_iterable(sets[n] for n in alike))
    of_kind: list[list[int]] = [[] for _ in range(PERIOD + 1)]
    for n, (kind, _) in enumerate(names):
        of_kind[kind].append(n)
    return Atoms(
        [[begin for begin, _ in row] for row in rows],
        ids,
        [kind for kind, _ in names],
        [0.0 if kind in WEIGHTLESS else idf(len(units), holding[n]) for n, (kind, _) in enumerate(names)],
        alike,
        sets,
        more,
        place,
        list(map(frozenset, of_kind)),
    )
