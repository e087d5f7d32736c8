"""What is measured of a pair of units: the words they share, the names, numbers, times and quotes, the context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_covered import covered
from tellings.collate.alignment_said import Clauses, clause_vectors, said, said_columns, said_spaces
from tellings.collate.alignment_units import Clues, Places, Unit
from tellings.collate.similarity import (
    CHARACTER_COLUMNS,
    WORD_COLUMNS,
    Matrix,
    character_vectors,
    shared_weight,
    vectors,
)
from tellings.collate.statements_atoms import Atoms, atoms
from tellings.records import Passage

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Pairs less alike than this are no candidates: below it one pair in a thousand tells a common fact.
FLOOR = 0.03

#: In a story of more units the floor is higher, so that candidates stay within memory.
MANY_UNITS = 1500
FLOOR_OF_MANY = 0.08


#: Units that are compared with all others at once: fewer would read the others from memory again and again.
BLOCK = 256


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of units of two tellings, a < b, in order."""

    a: Ints
    b: Ints


def _held(units: Sequence[Unit], clues: Clues) -> tuple[list[set[str]], list[set[str]]]:
    """The entities and the times of every unit."""
    places = Places(units)
    entities: list[set[str]] = [set() for _ in units]
    times: list[set[str]] = [set() for _ in units]
    for m in clues.mentions:
        if (at := places.at(m.article, m.begin)) is not None:
            entities[at].add(m.entity)
    for t in clues.times:
        if t.value is not None and (at := places.at(t.article, t.begin)) is not None:
            times[at].add(t.value)
    return entities, times


def _numerals(unit: Unit, text: str) -> set[str]:
    return {
        (t.lemma or text[t.begin : t.end]).lower()
        for t in unit.tokens
        if t.pos == "NUM" or text[t.begin : t.begin + 1].isdigit()
    }


def _spaces(units: Sequence[Unit], clues: Clues) -> list[Matrix]:
    """One matrix per measure; the measure of a pair is the inner product of its rows."""
    texts = [clues.text[u.article] for u in units]
    lemmas = [list(filter(None, u.words)) for u in units]
    entities, times = _held(units, clues)
    numerals = [_numerals(u, text) for u, text in zip(units, texts, strict=True)]
    ones = shared_weight(numerals)
    return [
        character_vectors([text[u.begin : u.end] for u, text in zip(units, texts, strict=True)], CHARACTER_COLUMNS),
        vectors(lemmas, WORD_COLUMNS),
        vectors([list(filter(None, u.fields)) for u in units], WORD_COLUMNS),
        shared_weight([set(row) for row in lemmas], CHARACTER_COLUMNS // 2),
        shared_weight(entities),
        shared_weight(times),
        (ones > 0).astype(np.float32),
    ]


def _blocks(names: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of whole tellings with `BLOCK` units or more each, but for the last."""
    starts = [i for i, name in enumerate(names) if i == 0 or names[i - 1] != name]
    out: list[tuple[int, int]] = []
    begin = 0
    for end in [*starts[1:], len(names)]:
        if end - begin >= BLOCK or end == len(names):
            out.append((begin, end))
            begin = end
    return out


def _pairs(units: Sequence[Unit], spaces: Sequence[Matrix], parts: Clauses) -> tuple[Candidates, list[Floats]]:
    """Candidates, their inner products and the likeness of their clauses, a block of tellings a time."""
    names = [u.article for u in units]
    telling = np.unique(np.array(names, dtype=np.str_), return_inverse=True)[1]
    floor = FLOOR if len(units) <= MANY_UNITS else FLOOR_OF_MANY
    rows: list[Ints] = []
    columns: list[Ints] = []
    found: list[list[Floats]] = [[] for _ in range(len(spaces) + 1)]
    for begin, end in _blocks(names):
        alike = spaces[0][begin:end] @ spaces[0][begin:].T
        words = spaces[1][begin:end] @ spaces[1][begin:].T
        later = telling[begin:end, None] < telling[None, begin:]
        a, b = np.nonzero(((alike + words) / 2 >= floor) & later)
        rows.append(a + begin)
        columns.append(b + begin)
        for n, out in enumerate(found):
            block = (alike, words)[n] if n < 2 else None
            if block is None:
                block = spaces[n][begin:end] @ spaces[n][begin:].T if n < len(spaces) else parts.alike(begin, end)
            out.append(np.round(block[a, b], 6).astype(np.float64))
    if not rows:
        return Candidates(np.zeros(0, np.int64), np.zeros(0, np.int64)), [np.zeros(0) for _ in found]
    return Candidates(np.concatenate(rows), np.concatenate(columns)), [np.concatenate(f) for f in found]


@dataclass(frozen=True, slots=True)
class Best:
    """For every unit and telling: the best score with a unit of it, which unit, and the sum of all scores."""

    telling: Ints  # of every unit
    score: Floats  # units x tellings
    unit: Ints
    total: Floats


def best(units: Sequence[Unit], pairs: Candidates, score: Floats) -> Best:
    """The best match of every unit in every telling."""
    articles = sorted({u.article for u in units})
    number = {name: n for n, name in enumerate(articles)}
    telling = np.array([number[u.article] for u in units])
    top = np.zeros((len(units), len(articles)))
    which = np.full((len(units), len(articles)), -1)
    total = np.zeros_like(top)
    order = np.lexsort((-pairs.b, -pairs.a, score))  # ascending: the last one written is the best
    for x, y in ((pairs.a, pairs.b), (pairs.b, pairs.a)):
        np.add.at(total, (x, telling[y]), score)
        top[x[order], telling[y[order]]] = score[order]
        which[x[order], telling[y[order]]] = y[order]
    return Best(telling, top, which, total)


#: Pairs whose third tellings are looked at together.
_CHUNK = 20000


def _weaker(found: Best, pairs: Candidates) -> Floats:
    """Agreement over third tellings: sums of the weaker score."""
    out = np.zeros(len(pairs.a))
    for at in range(0, len(pairs.a), _CHUNK):
        part = slice(at, at + _CHUNK)
        a, b = pairs.a[part], pairs.b[part]
        unit = found.unit[a]
        same = (unit == found.unit[b]) & (unit >= 0)
        out[part] = (np.minimum(found.score[a], found.score[b]) * same).sum(1)
    return out


def _third(found: Best, pairs: Candidates) -> tuple[Floats, Floats, Floats]:
    """Agreement over third tellings: best product, sum of products, sum of the stronger score."""
    out = [np.zeros(len(pairs.a)) for _ in range(3)]
    for at in range(0, len(pairs.a), _CHUNK):
        part = slice(at, at + _CHUNK)
        a, b = pairs.a[part], pairs.b[part]
        unit = found.unit[a]
        x, y = found.score[a], found.score[b]
        rows = np.arange(len(a))
        both = x * y * ((unit == found.unit[b]) & (unit >= 0))
        stronger = np.maximum(x, y)
        stronger[rows, found.telling[a]] = 0
        stronger[rows, found.telling[b]] = 0
        out[0][part] = both.max(1, initial=0)
        out[1][part] = both.sum(1)
        out[2][part] = stronger.sum(1)
    return out[0], out[1], out[2]


def _positions(units: Sequence[Unit]) -> Floats:
    """Where each unit stands in its telling, 0..1."""
    by: dict[str, list[int]] = defaultdict(list)
    for n, u in enumerate(units):
        by[u.article].append(n)
    out = np.zeros(len(units))
    for numbers in by.values():
        out[numbers] = np.arange(len(numbers)) / max(1, len(numbers) - 1)
    return out


def _copied(units: Sequence[Unit], clues: Clues, pairs: Candidates) -> Floats:
    """The share of the shorter unit that is copied text."""
    copied = np.zeros(len(pairs.a))
    if not clues.passages:
        return copied
    places = Places(units)
    index = {pair: n for n, pair in enumerate(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))}
    for p in clues.passages:
        for a in places.within(p.a, p.a_begin, p.a_end):
            for b in places.within(p.b, p.b_begin, p.b_end):
                n = index.get((min(a, b), max(a, b)))
                if n is not None:
                    copied[n] = max(copied[n], _shared(units[a], units[b], p))
    return copied


def _shared(a: Unit, b: Unit, p: Passage) -> float:
    """The share of the shorter unit that a passage holds of both, taking the passage to run evenly."""
    x, y = max(1, p.a_end - p.a_begin), max(1, p.b_end - p.b_begin)
    begin = max((a.begin - p.a_begin) / x, (b.begin - p.b_begin) / y, 0.0)
    end = min((a.end - p.a_begin) / x, (b.end - p.b_begin) / y, 1.0)
    return min(1.0, max(0.0, end - begin) * x / max(1, min(a.end - a.begin, b.end - b.begin)))


def measure(units: Sequence[Unit], clues: Clues, held: Atoms | None = None) -> tuple[Candidates, Floats]:
    """Candidate pairs and their measures, one column per weight of `alignment_model.FIRST`.

    `held` are the atoms of the units where they are known already.
    """
    spaces = _spaces(units, clues)
    own = (spaces[3] * spaces[3]).sum(1).astype(np.float64)
    told = said(units, clues)
    pairs, products = _pairs(units, [*spaces, *said_spaces(told)], clause_vectors(units))
    c, w, q, words, entities, times, numerals = products[: len(spaces)]
    if not len(pairs.a):
        return pairs, np.zeros((0, 0))
    alike = (c + w) / 2
    found = best(units, pairs, alike)
    x = alike / np.maximum(0.05, found.score[pairs.a, found.telling[pairs.b]])
    y = alike / np.maximum(0.05, found.score[pairs.b, found.telling[pairs.a]])
    shorter = np.maximum(1e-6, np.minimum(own[pairs.a], own[pairs.b]))
    where = _positions(units)
    third = _weaker(found, pairs) / max(1, found.score.shape[1] - 2)
    copied = _copied(units, clues, pairs)
    columns = [
        c, q, np.minimum(x, y), words / shorter, np.log1p(np.maximum(0, words)),
        np.abs(where[pairs.a] - where[pairs.b]), third, np.minimum(numerals, 2), times, copied, entities,
    ]  # fmt: skip
    says = said_columns(told, pairs.a, pairs.b, products[len(spaces) : -1])
    clause = covered(units, held if held is not None else atoms(units, clues), pairs.a, pairs.b)
    return pairs, np.round(np.column_stack([*columns, says, products[-1], clause]), 6)


def _neighbours(units: int, telling: Ints, pairs: Candidates, score: Floats) -> Floats:
    """The best chance of a pair that stands one or two sentences before or behind in both tellings; less for two."""
    key = pairs.a * units + pairs.b
    beside = np.zeros(len(key))
    for step in (-2, -1, 1, 2):
        a, b = np.clip(pairs.a + step, 0, units - 1), np.clip(pairs.b + step, 0, units - 1)
        inside = (telling[a] == telling[pairs.a]) & (telling[b] == telling[pairs.b])  # not another telling's sentence
        wanted = np.where(inside & (a == pairs.a + step) & (b == pairs.b + step), a * units + b, -1)
        at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        beside = np.maximum(beside, np.where(key[at] == wanted, score[at] / abs(step), 0))
    return beside


def support(units: Sequence[Unit], pairs: Candidates, score: Floats) -> Floats:
    """What the other pairs' chances say of each pair, one column per further weight of `alignment_model.SECOND`."""
    score = np.round(score, 6)
    found = best(units, pairs, score)
    product, products, strong = _third(found, pairs)
    x = found.score[pairs.a, found.telling[pairs.b]]
    y = found.score[pairs.b, found.telling[pairs.a]]
    rows, columns = found.total[pairs.a, found.telling[pairs.b]], found.total[pairs.b, found.telling[pairs.a]]
    beside = _neighbours(len(units), found.telling, pairs, score)
    columns_ = [
        product, products / np.maximum(0.3, strong), np.log1p(products),
        score / np.maximum(0.1, np.minimum(x, y)), score / np.maximum(0.1, np.maximum(x, y)),
        beside, np.maximum(rows, columns), np.minimum(rows, columns),
    ]  # fmt: skip
    return np.round(np.column_stack(columns_), 6)
