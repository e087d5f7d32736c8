"""How far one of two units tells a whole clause of the other: "12 were hurt" within a sentence of six clauses.

Likeness asks how much two sentences have in common of all they say; a short sentence and a long one that holds it are
little alike. Here each clause of either is asked for by itself: which share of its atoms (statements_atoms.py, by idf
in the story) the other unit has. The best clause of the two counts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_units import Unit
from tellings.collate.statements_atoms import Atoms

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Dense = NDArray[np.float32]

#: Columns of the atoms: a story of more has some share a column, which covers a little too much.
COLUMNS = 4096

#: A clause of fewer atoms is had by too many.
LEAST_ATOMS = 3

#: Kinds of units whose clauses are looked for at once: memory is so many clauses times all kinds.
BLOCK = 512


def _clauses(unit: Unit, number: int, held: Atoms) -> list[frozenset[int]]:
    """The atoms of a unit, then of each of its clauses that has enough."""
    found = [held.within(number, begin, end) for begin, end in unit.clauses if (begin, end) != (unit.begin, unit.end)]
    return [held.within(number, unit.begin, unit.end), *(ids for ids in found if len(ids) >= LEAST_ATOMS)]


def _columns(rows: Sequence[frozenset[int]], width: int, weight: Floats | None) -> Dense:
    out = np.zeros((len(rows), width), np.float32)
    owner = np.repeat(np.arange(len(rows)), [len(ids) for ids in rows])
    flat = np.array([i for ids in rows for i in sorted(ids)], dtype=np.int64)
    if weight is None:
        out[owner, flat % width] = 1.0
    else:
        np.add.at(out, (owner, flat % width), weight[flat].astype(np.float32))
    return out


def _chosen(units: Sequence[Unit], alike: Sequence[int]) -> dict[int, int]:
    """Of the units of each number one, whatever the tellings are called: alike in atoms, their clauses may differ."""

    def told(number: int) -> tuple[object, ...]:
        unit = units[number]
        return unit.words, [(begin - unit.begin, end - unit.begin) for begin, end in unit.clauses]

    out: dict[int, int] = {}
    for number, kind in enumerate(alike):
        if kind not in out or told(number) < told(out[kind]):
            out[kind] = number
    return out


def covered(units: Sequence[Unit], held: Atoms, a: Ints, b: Ints) -> Floats:
    """For each pair of units the share that one has of the best-covered clause of the other, 0..1."""
    out: Floats = np.zeros(len(a))
    if not len(a):
        return out
    alike = np.array(held.alike, dtype=np.int64)
    chosen = _chosen(units, held.alike)  # copies are measured once
    kinds, first = np.array(sorted(chosen), np.int64), np.array([chosen[kind] for kind in sorted(chosen)], np.int64)
    weight = np.array(held.weight)
    width = max(1, min(COLUMNS, len(held.kind)))
    has = _columns([held.whole(int(n)) for n in first], width, None)
    one, other = np.searchsorted(kinds, alike[a]), np.searchsorted(kinds, alike[b])
    for begin in range(0, len(kinds), BLOCK):
        block = [_clauses(units[int(n)], int(n), held) for n in first[begin : begin + BLOCK]]
        rows = [ids for clauses in block for ids in clauses]
        start = np.cumsum([0, *(len(clauses) for clauses in block[:-1])])
        asked = _columns(rows, width, weight)
        mass = np.maximum(asked.sum(1, keepdims=True), 1e-6)
        best = np.maximum.reduceat(asked @ has.T / mass, start, axis=0)
        for mine, theirs in ((one, other), (other, one)):
            inside = (mine >= begin) & (mine < begin + BLOCK)
            out[inside] = np.maximum(out[inside], best[mine[inside] - begin, theirs[inside]])
    np.minimum(out, 1.0, out=out)
    return out
