"""What is measured of a pair of units: the words they share, the names, numbers, times and quotes, the context."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_counted import Counts
from tellings.collate.alignment_covered import covered
from tellings.collate.alignment_said import Clauses, clause_vectors, said, said_columns, said_spaces
from tellings.collate.alignment_units import Clues, Places, Unit
from tellings.collate.similarity import (
    CHARACTER_COLUMNS,
    WORD_COLUMNS,
    Matrix,
    shared,
    shared_weight,
    unit_length,
    vectors,
)
from tellings.collate.statements_atoms import Atoms, atoms

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Pairs less alike than this are no candidates: below it one pair in a thousand tells a common fact.
FLOOR = 0.03

#: In a story of more units the floor is higher, so that candidates stay within memory.
MANY_UNITS = 1500
FLOOR_OF_MANY = 0.08


#: A sentence that one telling has said so often in the same words is a candidate no more: no article says one thing
#: oftener, and a page that does would make pairs by the million.
OFTEN = 12

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
    if not any(map(str.isdigit, text[unit.begin : unit.end])) and not any(t.pos == "NUM" for t in unit.tokens):
        return set()
    return {
        (t.lemma or text[t.begin : t.end]).lower()
        for t in unit.tokens
        if t.pos == "NUM" or text[t.begin : t.begin + 1].isdigit()
    }


def _spaces(units: Sequence[Unit], clues: Clues, counts: Counts) -> list[Matrix]:
    """One matrix per measure; the measure of a pair is the inner product of its rows."""
    entities, times = _held(units, clues)
    numerals = [_numerals(u, clues.text[u.article]) for u in units]
    ones = shared_weight(numerals)
    grams, lemmas = counts.grams.between(0, len(units)), counts.lemmas.between(0, len(units))
    idfs = lemmas.idf()
    return [
        unit_length(grams, grams.idf(), CHARACTER_COLUMNS),
        unit_length(lemmas, idfs, WORD_COLUMNS),
        vectors([list(filter(None, u.fields)) for u in units], WORD_COLUMNS),
        shared(lemmas, idfs, CHARACTER_COLUMNS // 2),
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


def _once_more(units: Sequence[Unit], clues: Clues) -> NDArray[np.bool_]:
    """Of every unit whether its telling has said the same words `OFTEN` times before it."""
    said: Counter[tuple[str, str]] = Counter()
    out = np.zeros(len(units), np.bool_)
    for n, unit in enumerate(units):
        key = unit.article, clues.text[unit.article][unit.begin : unit.end]
        out[n] = said[key] >= OFTEN
        said[key] += 1
    return out


def _pairs(
    units: Sequence[Unit], spaces: Sequence[Matrix], parts: Clauses, out_of_it: NDArray[np.bool_]
) -> tuple[Candidates, list[Floats]]:
    """Candidates, their inner products and the likeness of their clauses, a block of tellings a time; units that are
    `out_of_it` are no candidates."""
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
        later[out_of_it[begin:end]] = False
        later[:, out_of_it[begin:]] = False
        flat = np.flatnonzero(((alike + words) / 2 >= floor) & later)
        a, b = np.divmod(flat, alike.shape[1])
        rows.append(a + begin)
        columns.append(b + begin)
        for n, out in enumerate(found):
            if n < len(spaces):
                block = (alike, words)[n] if n < 2 else spaces[n][begin:end] @ spaces[n][begin:].T
                met = block.ravel()[flat]  # a quarter of the time that two places each take
            else:
                met = parts.alike(begin, end)[a, b]
            out.append(np.round(met, 6).astype(np.float64))
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
    shape = len(units), len(articles)
    top, which, total = (np.full(shape[0] * shape[1], empty) for empty in (0.0, -1, 0.0))
    # ascending: the last one written is the best, of several the one that comes first among the pairs
    order = len(score) - 1 - np.argsort(score[::-1], kind="stable")
    ordered = score[order]
    for x, y in ((pairs.a, pairs.b), (pairs.b, pairs.a)):
        at = x * shape[1] + telling[y]
        np.add.at(total, at, score)
        at = at[order]
        top[at] = ordered
        which[at] = y[order]
    return Best(telling, top.reshape(shape), which.reshape(shape), total.reshape(shape))


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
    """The share of the shorter unit that is copied text, taking every passage to run evenly."""
    copied = np.zeros(len(pairs.a))
    places = Places(units)
    met: list[tuple[int, int, int]] = []  # passage, a unit that it overlaps on its one side, one on its other
    for n, p in enumerate(clues.passages):
        theirs = places.within(p.b, p.b_begin, p.b_end)
        for a in places.within(p.a, p.a_begin, p.a_end):
            met += [(n, a, b) for b in theirs]
    if not met:
        return copied
    passage, a, b = np.array(met, np.int64).T
    key, wanted = pairs.a * len(units) + pairs.b, np.minimum(a, b) * len(units) + np.maximum(a, b)
    at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    known = key[at] == wanted
    at, passage, a, b = at[known], passage[known], a[known], b[known]
    spans = np.array([(p.a_begin, p.a_end, p.b_begin, p.b_end) for p in clues.passages], np.int64)[passage].T
    bounds = np.array([(unit.begin, unit.end) for unit in units], np.int64)
    np.maximum.at(copied, at, _shared(bounds[a].T, bounds[b].T, spans))
    return copied


def _shared(a: Ints, b: Ints, passages: Ints) -> Floats:
    """The share of the shorter of two units that a passage holds of both; units as (begins, ends), passages as (begins
    and ends on the one side, then on the other)."""
    a_begin, a_end, b_begin, b_end = passages
    x, y = np.maximum(1, a_end - a_begin), np.maximum(1, b_end - b_begin)
    begin = np.maximum(np.maximum((a[0] - a_begin) / x, (b[0] - b_begin) / y), 0.0)
    end = np.minimum(np.minimum((a[1] - a_begin) / x, (b[1] - b_begin) / y), 1.0)
    shorter = np.maximum(1, np.minimum(a[1] - a[0], b[1] - b[0]))
    found: Floats = np.minimum(1.0, np.maximum(0.0, end - begin) * x / shorter)
    return found


def measure(
    units: Sequence[Unit], clues: Clues, counts: Counts, held: Atoms | None = None
) -> tuple[Candidates, Floats]:
    """Candidate pairs and their measures, one column per weight of `alignment_model.FIRST`.

    `counts` are the letters and words of the units, `held` their atoms where they are known already.
    """
    spaces = _spaces(units, clues, counts)
    own = (spaces[3] * spaces[3]).sum(1).astype(np.float64)
    told = said(units, clues)
    again = _once_more(units, clues)
    pairs, products = _pairs(units, [*spaces, *said_spaces(told)], clause_vectors(units), again)
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
