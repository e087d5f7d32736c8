"""Who does what in a unit, and whether two units say it of the same: predicates, relations, subjects, values, clauses.

Two sentences can share most of their words and tell different things of them. What tells them apart is the grammar:
which verb takes which name or number, who the subject is, whose words it reports, and whether numbers of one thing
and dates agree. Whether one denies what the other says is left out: a denial must be aligned with what it denies.
Without grammar the sets are empty and the measures are zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_units import Clues, Places, Unit
from tellings.collate.similarity import Matrix, shared_weight, vectors
from tellings.text.concepts import concept

Floats = NDArray[np.float64]

#: Verbs that only carry what somebody says, and verbs that say little by themselves.
_SAYING = frozenset("say tell add report announce state claim note".split())
_LIGHT = frozenset("be have do get make take go come".split())
_NAMING = frozenset({"NOUN", "PROPN", "NUM"})
_TELLING, _SUBJECTS = frozenset({"VERB", "NOUN"}), frozenset({"nsubj", "nsubjpass"})

#: Columns of the hashed sets: a unit has few of each, so that two that meet in a column by chance are rare.
_FEW, _SOME = 512, 1024

#: Kinds of quantity whose values can be held against one another.
_COUNTED = frozenset("count money percent measure age".split())


@dataclass(slots=True)
class Said:
    """What one unit says, as sets: verbs, (word, what hangs on it), subjects, values with and without their number."""

    predicates: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)


def _things(unit: Unit, names: Sequence[tuple[int, int, str]]) -> list[str | None]:
    """Of every word the entity that it is part of, else the concept of a noun; None for other words."""
    out: list[str | None] = [
        field or concept(t.lemma.lower()) or None if t.pos in _NAMING else None
        for t, field in zip(unit.tokens, unit.fields, strict=True)
    ]
    for begin, end, entity in reversed(names):
        at = unit.inside(begin, end)
        out[at] = [entity] * (at.stop - at.start)
    return out


def _grammar(unit: Unit, names: Sequence[tuple[int, int, str]], out: Said) -> None:
    by = unit.at
    for token, thing in zip(unit.tokens, _things(unit, names), strict=True):
        pos = token.pos
        if pos == "VERB" and (lemma := token.lemma.lower()) not in _SAYING and lemma not in _LIGHT:
            out.predicates.add(concept(lemma))
        if thing is None or (head := by.get(token.head)) is None or head is token:
            continue
        if token.dep in _SUBJECTS and pos in _NAMING and head.lemma.lower() not in _SAYING:
            out.subjects.add(thing)
        over = by.get(head.head, head) if head.pos == "ADP" else head
        if over.pos in _TELLING and (lemma := over.lemma.lower()) not in _SAYING:
            out.relations.add(f"{concept(lemma)} {thing}")


def _called(clues: Clues) -> dict[str, str]:
    """A name of its own for every entity, made of all that it is called: an id is made of files' names, and two that
    meet in a column by chance would be others once a file has another name."""
    forms: dict[str, set[str]] = defaultdict(set)
    for m in clues.mentions:
        forms[m.entity].add(clues.text[m.article][m.begin : m.end])
    out: dict[str, str] = {}
    taken: dict[str, int] = {}
    for entity in sorted(forms):
        name = " / ".join(sorted(forms[entity]))
        taken[name] = taken.get(name, 0) + 1
        out[entity] = f"{name} #{taken[name]}"
    return out


def said(units: Sequence[Unit], clues: Clues) -> list[Said]:
    """What every unit says."""
    places, called = Places(units), _called(clues)
    out = [Said() for _ in units]
    names: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for m in clues.mentions:
        if (at := places.at(m.article, m.begin)) is not None:
            names[at].append((m.begin, m.end, called[m.entity]))
    for q in clues.quantities:
        if q.kind in _COUNTED and q.low is not None and (at := places.at(q.article, q.begin)) is not None:
            key = f"{q.kind} {q.unit} {concept(q.what.lower()) if q.what else None}"
            out[at].counted.add(key)
            out[at].values.add(f"{key} {q.low} {q.high}")
    for t in clues.times:
        dated = t.value if t.type in ("DATE", "TIME") else None
        if dated and len(dated) >= len("2023-01") and (at := places.at(t.article, t.begin)) is not None:
            out[at].dates.add(dated[:10])
    speaker = {u.quote: u.entity for u in clues.utterances}
    for quote in clues.quotes:
        entity = speaker.get(quote.id)
        if entity is not None and (at := places.at(quote.article, quote.begin)) is not None:
            out[at].speakers.add(called.get(entity, entity))
    for n, unit in enumerate(units):
        _grammar(unit, names[n], out[n])
    return out


def said_spaces(found: Sequence[Said]) -> list[Matrix]:
    """Matrices whose inner products tell what two units have in common, one per kind."""
    return [
        shared_weight([s.predicates for s in found], _SOME),
        shared_weight([s.relations for s in found], 2 * _SOME),
        shared_weight([s.subjects for s in found], _SOME),
        shared_weight([s.values for s in found], _FEW),
        shared_weight([s.counted for s in found], _FEW),
        shared_weight([s.dates for s in found], _FEW),
        shared_weight([s.speakers for s in found], _FEW),
    ]


def said_columns(found: Sequence[Said], a: NDArray[np.int64], b: NDArray[np.int64], shared: Sequence[Floats]) -> Floats:
    """Measures of pairs from the inner products of `said_spaces`."""
    predicates, relations, subjects, values, counted, dates, speakers = shared
    least = 0.05  # an inner product below it is the noise of hashing

    def has(sets: Sequence[set[str]]) -> NDArray[np.bool_]:
        held = np.array([bool(s) for s in sets])
        both: NDArray[np.bool_] = held[a] & held[b]
        return both

    return np.column_stack(
        [
            np.log1p(np.maximum(0, predicates)),
            np.log1p(np.maximum(0, relations)),
            subjects > least,
            has([s.subjects for s in found]) & (subjects <= least),
            values > least,
            (counted > least) & (values <= least),
            has([s.dates for s in found]) & (dates <= least),
            has([s.speakers for s in found]) & (speakers <= least),
        ]
    ).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of all units as unit vectors of concepts, and where each unit's clauses begin among the rows."""

    rows: Matrix
    first: NDArray[np.int64]

    def alike(self, begin: int, end: int) -> Matrix:
        """For the units begin..end against all from `begin` on: how alike their two most alike clauses are."""
        here, last = int(self.first[begin]), len(self.rows)
        start = int(self.first[end]) if end < len(self.first) else last
        block = self.rows[here:start] @ self.rows[here:].T
        by_row = np.maximum.reduceat(block, self.first[begin:end] - here, axis=0)
        by_column = np.maximum.reduceat(np.ascontiguousarray(by_row.T), self.first[begin:] - here, axis=0)
        return by_column.T


def clause_vectors(units: Sequence[Unit]) -> Clauses:
    """The clauses of every unit; a unit has at least one."""
    first: list[int] = []
    rows: list[list[str]] = []
    for unit in units:
        first.append(len(rows))
        rows += [unit.concepts(*span) for span in unit.clauses or [(unit.begin, unit.end)]]
    return Clauses(vectors(rows, _FEW), np.array(first, dtype=np.int64))
