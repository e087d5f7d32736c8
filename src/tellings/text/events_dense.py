"""How alike all pairs of a few articles are as reports of one event, as matrices. For a corpus see `events_pairs`.

Three views: the words of title and body; the capitalised words inside sentences (names); and how much of one article's
title stands in the other's text, both ways. Measured on five labelled sets with one setting, docs/rooms/stories.md.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tellings.text.events_score import agreement
from tellings.text.events_weights import TIMES, Weighed
from tellings.text.events_words import FIGURE_BITS

Matrix = npt.NDArray[np.float32]

SPARSE = 30  # a word in at most so many articles is paired directly, a commoner one by matrix product


def views(found: Weighed) -> tuple[Matrix, Matrix, Matrix]:
    """Body, title and name similarity of all pairs, each in 0..1 (shape n x n)."""
    n = len(found)
    owner = np.repeat(np.arange(n), np.diff(found.starts))
    out = []
    for times, weight, norm in (
        (found.count, found.body, found.body_norm),
        (found.names, found.name, found.name_norm),
    ):
        at = np.flatnonzero(times)
        values = TIMES[times[at]] * weight[found.word[at]] / norm[owner[at]]
        out.append(_gram(owner[at], found.word[at].astype(np.int64), values, (n, len(weight))))
    return out[0], _focus(found), out[1]


def _focus(found: Weighed) -> Matrix:
    """Geometric mean, both ways, of the share of one article's title (by rarity) that stands in the other's text."""
    n = len(found)
    wanted, asked = np.unique(found.ask_stem, return_inverse=True)
    holds, asks = np.zeros((n, len(wanted)), np.float32), np.zeros((n, len(wanted)), np.float32)
    asks[np.repeat(np.arange(n), np.diff(found.ask_starts)), asked] = found.ask_share
    owner = np.repeat(np.arange(n), np.diff(found.stem_starts))
    at = np.minimum(np.searchsorted(wanted, found.stems), max(0, len(wanted) - 1))
    here = wanted[at] == found.stems if len(wanted) else np.zeros(len(at), np.bool_)
    holds[owner[here], at[here]] = 1
    share = asks @ holds.T
    return np.sqrt(share * share.T)


def agreements(found: Weighed) -> Matrix:
    """How far the figures of all pairs agree, -1..1 (`events_score.agreement`)."""
    n = len(found)
    owner = np.repeat(np.arange(n), np.diff(found.figure_starts))
    place = found.figures >> FIGURE_BITS
    fresh = np.r_[True, (place[1:] != place[:-1]) | (owner[1:] != owner[:-1])][: len(place)]
    return np.asarray(agreement(_common(owner, found.figures, n), _common(owner[fresh], place[fresh], n)), np.float32)


def naming(found: Weighed) -> npt.NDArray[np.int64]:
    """How many different capitalised words stand inside the sentences of each article."""
    owner = np.repeat(np.arange(len(found)), np.diff(found.starts))
    return np.bincount(owner[found.names > 0], minlength=len(found))


def shared_names(found: Weighed) -> Matrix:
    """How many different names all pairs have in common."""
    owner, named = np.repeat(np.arange(len(found)), np.diff(found.starts)), found.names > 0
    return _common(owner[named], found.word[named].astype(np.int64), len(found))


def _common(owner: npt.NDArray[np.int64], what: npt.NDArray[np.int64], n: int) -> Matrix:
    """How many of their distinct things all pairs have in common."""
    known, number = np.unique(what, return_inverse=True)
    return np.round(_gram(owner, number.astype(np.int64), np.ones(len(owner), np.float32), (n, len(known))))


def lacks(found: Weighed) -> Matrix:
    """The largest share of each article's topics (row) that each other lacks (column)."""
    n = len(found)
    out = np.zeros((n, n), np.float32)
    wanted, asked = np.unique(found.ask_stem, return_inverse=True)
    holds = np.zeros((len(wanted) + 1, n), np.bool_)
    owner = np.repeat(np.arange(n), np.diff(found.stem_starts))
    at = np.minimum(np.searchsorted(wanted, found.stems), max(0, len(wanted) - 1))
    here = wanted[at] == found.stems if len(wanted) else np.zeros(len(at), np.bool_)
    holds[at[here], owner[here]] = True
    for turn in range(int(np.diff(found.ask_starts).max(initial=0))):
        at = found.ask_starts[:-1] + turn
        one = np.flatnonzero(at < found.ask_starts[1:])
        out[one] = np.maximum(out[one], np.where(holds[asked[at[one]]], 0, found.ask_topic[at[one], None]))
    return out


def _gram(rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], values: npt.NDArray[np.float32],
          shape: tuple[int, int]) -> Matrix:  # fmt: skip
    """X @ X.T of a sparse matrix given by its entries: common columns as dense blocks, rare ones pair by pair."""
    n, width = shape
    out = np.zeros((n, n), np.float32)
    if not len(rows):
        return out
    counts = np.bincount(columns, minlength=width)
    common = np.flatnonzero(counts > SPARSE)
    for start in range(0, len(common), 2048):
        block = common[start : start + 2048]
        where = np.full(width, -1)
        where[block] = np.arange(len(block))
        chosen = where[columns] >= 0
        dense = np.zeros((n, len(block)), np.float32)
        dense[rows[chosen], where[columns[chosen]]] = values[chosen]
        out += dense @ dense.T
    rare = counts[columns] <= SPARSE
    rows, columns, values = rows[rare], columns[rare], values[rare]
    order = np.lexsort((rows, columns))
    rows, columns, values = rows[order], columns[order], values[order]
    for lag in range(SPARSE):  # entries of one column lie side by side: pair each with the one `lag` further on
        m = len(rows) - lag
        if m <= 0:
            break
        same = columns[:m] == columns[lag:]
        a, b, product = rows[:m][same], rows[lag:][same], (values[:m] * values[lag:])[same]
        if not len(a):
            continue
        sums = np.bincount(a * n + b, weights=product, minlength=n * n).reshape(n, n).astype(np.float32)
        out += sums if lag == 0 else sums + sums.T
    return out


def grounds(found: tuple[Matrix, Matrix, Matrix], weights: tuple[float, ...]) -> npt.NDArray[np.float64]:
    """What each article shares in each view (n x 3) with articles near it that tell of other events.

    Near by words and names; of the nearest, those from the 20th to the 60th (fewer in a small set).
    """
    n = len(found[0])
    near = np.round(np.asarray(weights[0] * found[0] + weights[2] * found[2], np.float64), 6)
    np.fill_diagonal(near, -1)
    first, last = min(20, n // 10), min(60, n // 3)
    nearest = np.argsort(-near, axis=1, kind="stable")[:, first:last]
    return np.stack([np.take_along_axis(view, nearest, 1).mean(1) for view in found], axis=1).astype(np.float64)
