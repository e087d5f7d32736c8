"""Which words are a group's statement: of all groups of a story at once, the sentence or clause that fits best.

How well a text fits is a harmonic mean of two shares, so every text of every group is weighed by the same few sums over
its atoms: they are taken for all of them together. Of each group the best few are then asked for, the most promising
first, until none of those left can be better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tellings.collate.statements_asked import Chosen
from tellings.collate.statements_text import COVERED, Contents, Group

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: So many of the texts that fit a group best are tried on its members.
TRIED = 6

#: Groups are looked at together as long as their number times that of atoms stays below this: 16 MB a column.
_AT_ONCE = 2_000_000

#: So many pairs of a text and a member are looked at together.
_PAIRS = 100_000


@dataclass(frozen=True, slots=True)
class _Lists:
    """Lists of atoms behind one another, each ascending: the flat list, and where each begins."""

    flat: Ints
    first: Ints  # one more than there are lists

    @classmethod
    def of(cls, rows: Sequence[frozenset[int]]) -> _Lists:
        flat = np.fromiter(chain.from_iterable(map(sorted, rows)), np.int64)
        return cls(flat, np.concatenate(([0], np.cumsum(np.fromiter(map(len, rows), np.int64, len(rows))))))

    def picked(self, rows: Ints) -> tuple[Ints, Ints]:
        """For each atom of some lists, one after the other: which of `rows` it is of, and the atom."""
        sizes = self.first[rows + 1] - self.first[rows]
        owner = np.repeat(np.arange(len(rows)), sizes)
        shift = np.repeat(self.first[rows] - (np.cumsum(sizes) - sizes), sizes)
        return owner, self.flat[shift + np.arange(len(shift))]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The sentences and clauses of the units that are first of their kind in some group."""

    chosen: Sequence[Chosen]
    atoms: _Lists
    clause: NDArray[np.bool_]  # whether it is a clause of its sentence
    mass: Floats
    first: dict[int, int]  # of each unit its sentence; its clauses follow
    many: dict[int, int]  # how many the unit has


def _texts(contents: Contents, units: Sequence[int], weight: Floats) -> _Texts:
    chosen: list[Chosen] = []
    rows: list[frozenset[int]] = []
    clause: list[bool] = []
    first: dict[int, int] = {}
    many: dict[int, int] = {}
    for unit in units:
        spans = contents.spans(unit)
        first[unit], many[unit] = len(rows), len(spans)
        for n, (span, ids) in enumerate(spans):
            chosen.append(Chosen(unit, *span))
            rows.append(ids)
            clause.append(n > 0)
    atoms = _Lists.of(rows)
    owner, ids_ = atoms.picked(np.arange(len(rows)))
    mass: Floats = np.bincount(owner, weight[ids_], len(rows)).astype(np.float64)
    return _Texts(chosen, atoms, np.array(clause), mass, first, many)


def _fit(texts: _Texts, kinds: _Lists, groups: Sequence[Group], weight: Floats) -> tuple[Ints, Ints, Floats]:
    """Group, text and fit of every text of the groups' first members.

    The fit is the harmonic mean of how much of the text the other members say, and how much of their core it holds:
    what at least half of them say.
    """
    atoms, size = len(weight), len(groups)
    members = np.fromiter((len(g.members) for g in groups), np.int64, size)
    owner, ids = kinds.picked(np.fromiter(chain.from_iterable(g.kinds for g in groups), np.int64))
    of = np.repeat(np.arange(size), members)[owner]
    count = np.bincount(of * atoms + ids, minlength=size * atoms).reshape(size, atoms)
    others = np.maximum(1, members - 1)[:, None]
    saying = weight * (count - 1) / others  # besides the text's own member
    core = np.where(2 * (count - 1) >= others, saying, 0.0)
    all_core = np.where(2 * count >= others, weight * count / others, 0.0)
    row, column = np.nonzero(all_core)
    of_all = np.bincount(row, all_core[row, column], size)
    # the core of the others is that of all without what the text's own member adds
    firsts = [list(g.first.items()) for g in groups]
    group = np.repeat(np.arange(size), list(map(len, firsts)))
    owner, ids = kinds.picked(np.fromiter((kind for listed in firsts for kind, _ in listed), np.int64))
    of = group[owner]
    whole = of_all[group] + np.bincount(owner, core[of, ids] - all_core[of, ids], len(group))
    units = [unit for listed in firsts for _, unit in listed]
    many = np.fromiter((texts.many[unit] for unit in units), np.int64, len(units))
    start = np.fromiter((texts.first[unit] for unit in units), np.int64, len(units))
    text = np.repeat(start - (np.cumsum(many) - many), many) + np.arange(int(many.sum()))
    whole, group = np.repeat(whole, many), np.repeat(group, many)
    owner, ids = texts.atoms.picked(text)
    of = group[owner]
    said, kept = np.bincount(owner, saying[of, ids], len(text)), np.bincount(owner, core[of, ids], len(text))
    mass = texts.mass[text]
    able = (mass > 0) & (whole > 1e-9) & (said + kept > 0)
    of_text, of_core = said / np.where(able, mass, 1.0), kept / np.where(able, whole, 1.0)
    return group, text, np.where(able, 2 * of_text * of_core / np.where(able, of_text + of_core, 1.0), 0.0)


def _blocks(groups: Sequence[Group], atoms: int) -> Iterator[Sequence[Group]]:
    step = max(1, _AT_ONCE // max(1, atoms))
    for begin in range(0, len(groups), step):
        yield groups[begin : begin + step]


def choose(contents: Contents, groups: Sequence[Group], margin: float) -> list[Chosen]:
    """For each group the sentence or clause of a member that fits what the members say best; a clause by `margin` at
    least.

    The best few by their words are then weighed by how surely the members say them and how well they read.
    """
    weight, kinds = np.array(contents.held.weight), _Lists.of(contents.held.sets)
    texts = _texts(contents, sorted({m for g in groups for m in g.first.values()}), weight)
    out: list[Chosen] = []
    for block in _blocks(groups, len(weight)):
        group, text, fit = _fit(texts, kinds, block, weight)
        fit -= margin * texts.clause[text]
        order = np.lexsort((-np.round(fit, 6), group))  # of equal ones, as they come
        begins = np.searchsorted(group, np.arange(len(block)))
        order = order[np.arange(len(order)) - begins[group[order]] < TRIED]
        group, text, fit = group[order], text[order], fit[order]
        most = fit + _most(contents, texts, kinds, block, (group, text))
        ends = np.searchsorted(group, np.arange(len(block) + 1)).tolist()
        listed = [texts.chosen[i] for i in text.tolist()]
        for n, found in enumerate(block):
            part = slice(ends[n], ends[n + 1])
            out.append(_best(contents, found, listed[part], (fit[part].tolist(), most[part].tolist())))
    return out


def _most(
    contents: Contents, texts: _Texts, kinds: _Lists, groups: Sequence[Group], tried: tuple[Ints, Ints]
) -> Floats:
    """More surely than this the members do not say the text, on average, of groups and texts that are tried on them.

    No member says it more surely than the two sentences are alike, nor than the share of it that the member has.
    """
    group, text = tried
    sizes = np.fromiter((len(g.members) for g in groups), np.int64, len(groups))
    members = np.fromiter(chain.from_iterable(g.members for g in groups), np.int64)
    begins, many = np.cumsum(sizes) - sizes, sizes[group]
    owner = np.repeat(np.arange(len(text)), many)
    place = np.repeat(begins[group] - (np.cumsum(many) - many), many) + np.arange(len(owner))
    pairs, which = np.unique(text[owner] * contents.units + members[place], return_inverse=True)
    asked, unit = pairs // contents.units, pairs % contents.units
    used, asked = np.unique(asked, return_inverse=True)
    chosen = [texts.chosen[i] for i in used.tolist()]
    own = np.fromiter((c.unit for c in chosen), np.int64, len(chosen))[asked]
    most = np.minimum(contents.chances(own, unit), _covered(contents, kinds, chosen, (asked, unit)))
    most[own == unit] = 1.0
    less = np.flatnonzero(most < 1.0)
    most[less] = np.maximum(
        most[less], contents.verbatim([chosen[i] for i in asked[less].tolist()], unit[less].tolist())
    )
    return np.bincount(owner, most[which], len(text)) / many


def _covered(contents: Contents, kinds: _Lists, chosen: Sequence[Chosen], pairs: tuple[Ints, Ints]) -> Floats:
    """For each text and unit the share of what the text says that the unit has, as far as words can tell."""
    asked, unit = pairs
    weight, known = np.array(contents.held.weight), [contents.plainly(c) for c in chosen]
    rows = _Lists.of([ids or frozenset() for ids in known])
    owner, ids = rows.picked(np.arange(len(chosen)))
    mass = np.bincount(owner, weight[ids], len(chosen))
    kind, alike = np.unique(np.array(contents.held.alike)[unit], return_inverse=True)
    has = np.zeros((len(kind), len(weight)), np.bool_)
    of, atoms = kinds.picked(kind)
    has[of, atoms] = True
    out = np.ones(len(asked))
    for begin in range(0, len(asked), _PAIRS):
        part = slice(begin, begin + _PAIRS)
        owner, ids = rows.picked(asked[part])
        held = has[alike[part][owner], ids]
        size = len(asked[part])
        out[part] = np.bincount(owner[held], weight[ids[held]], size) / np.maximum(mass[asked[part]], 1e-12) / COVERED
    out[np.array([ids is None for ids in known])[asked]] = 1.0
    return np.minimum(out + 1e-9, 1.0)


def _best(
    contents: Contents, group: Group, tried: Sequence[Chosen], fits: tuple[Sequence[float], Sequence[float]]
) -> Chosen:
    """Of some texts, the best fitting first, the one that is best all in all; `fits` are how well each fits, and the
    most that this and how surely the members say it may come to."""
    fit, most = fits
    able: list[tuple[float, int, float | None]] = [(-promised, at, None) for at, promised in enumerate(most)]
    heapify(able)
    best: tuple[float, int] | None = None  # of equally good ones the one that fits best
    while able:
        least, at, worse = heappop(able)
        if best is not None and least > best[0] + 1e-6:
            break  # were it said as surely as the sentences are alike it would not be the best, nor the rest
        if worse is None:  # how well it reads is asked only of those that may be the best
            worse = contents.reads_worse(tried[at])
            heappush(able, (worse - most[at], at, worse))
            continue
        said = sum(contents.support(group, tried[at])) / len(group.members)
        score = round(fit[at] + said - worse, 6)
        if best is None or (-score, at) < best:
            best = -score, at
    assert best is not None, "a group has members, and each of them a sentence"
    return tried[best[1]]
