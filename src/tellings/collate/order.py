"""Sentences of two tellings laid beside each other: how alike they are, and whether they keep one order.

Order survives what words do not. Measured on read stories, the longest order-preserving chain of aligned
sentences covers .65-.90 of the shorter of two tellings of one text, machine translations included, and .17-.47
of two independent ones; shuffling the sentences halves the first and leaves the second. Hence the second figure of
`chains`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

#: Width of the hashed n-gram space: a few collisions cost nothing, and a story's sentences fit in memory.
WIDTH = 4096
_SIZES = (3, 4, 5)
#: Tellings whose sentences are compared with another's at once.
_TOGETHER = 16
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Grams:
    """Hashed character 3-5-grams of sentences: the cells of (sentence, gram) that are not 0, and their counts."""

    sentences: int
    cells: NDArray[np.int64]  # sentence * WIDTH + gram
    counts: NDArray[np.float32]


def _plain(sentence: str) -> str:
    """A sentence's letters and digits in small letters, one space about each word."""
    low = sentence.lower()
    if not low.replace(" ", "").isalnum():
        low = _NOT_WORD.sub(" ", low).strip()
    return f" {low} "


def _grams(sentences: Sequence[str]) -> _Grams:
    """Counts of hashed character 3-5-grams of sentences."""
    flat = [_plain(sentence) for sentence in sentences]
    codes = np.frombuffer("".join(flat).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    sizes = [len(letters) for letters in flat]
    row = np.repeat(np.arange(len(flat)), sizes)
    left = np.repeat(np.cumsum(sizes, dtype=np.int64), sizes) - np.arange(len(codes))  # letters from here on
    places = [np.zeros(0, np.int64)]
    rolled = np.zeros(len(codes), np.uint64)
    for k in range(max(_SIZES)):
        rolled = rolled[: len(codes) - k] * np.uint64(1_000_003) + codes[k:]
        if k + 1 in _SIZES:
            within = left[: len(rolled)] > k
            mixed = rolled[within]
            mixed ^= mixed >> np.uint64(29)
            mixed *= np.uint64(0x9E3779B97F4A7C15)
            places.append(row[: len(rolled)][within] * WIDTH + (mixed >> np.uint64(52)).astype(np.int64))
    counts = np.bincount(np.concatenate(places), minlength=len(flat) * WIDTH)
    cells = np.flatnonzero(counts > 0)  # most are none
    return _Grams(len(flat), cells, counts[cells].astype(np.float32))


@dataclass(frozen=True, slots=True)
class Sentences:
    """TF-IDF vectors of length 1 of a story's sentences, telling by telling."""

    rows: Matrix
    first: Sequence[int]  # of every telling its first row; then the number of rows

    def of(self, telling: int) -> Matrix:
        """Those of one telling."""
        return self.rows[self.first[telling] : self.first[telling + 1]]

    def alike(self, one: int, others: Sequence[int]) -> Iterator[tuple[int, Matrix]]:
        """How alike the sentences of one telling are to those of each of some others, ascending: of several tellings
        with one product, since many small ones take longer."""
        for begin in range(0, len(others), _TOGETHER):
            part = others[begin : begin + _TOGETHER]
            edge = self.first[part[0]]
            found = np.round(self.of(one) @ self.rows[edge : self.first[part[-1] + 1]].T, 6)
            yield from ((n, found[:, self.first[n] - edge : self.first[n + 1] - edge]) for n in part)


def vectors(tellings: Sequence[Sequence[str]]) -> Sentences:
    """The vectors of every telling's sentences; the story is its own background."""
    found = [_grams(t) for t in tellings]
    first = list(accumulate((g.sentences for g in found), initial=0))
    held = np.zeros(WIDTH, np.int64)
    for g in found:
        held += np.bincount(g.cells % WIDTH, minlength=WIDTH)
    idf = np.log((1 + first[-1]) / (1 + held.astype(np.float32))).astype(np.float32)
    out = Sentences(np.zeros((first[-1], WIDTH), np.float32), first)
    for n, g in enumerate(found):
        v = out.of(n)
        flat = v.ravel()
        flat[g.cells] = np.log1p(g.counts) * idf[g.cells % WIDTH]
        norm = np.sqrt(np.add.reduce(v * v, axis=1))
        flat[g.cells] /= np.maximum(norm, 1e-9)[g.cells // WIDTH]
    return out


#: How often one telling's sentences are shuffled to see what chance does.
SHUFFLES = 7


@lru_cache(maxsize=256)
def _shuffled(size: int) -> list[list[int]]:
    """So many things shuffled `SHUFFLES` times, the same ones always."""
    rng = np.random.default_rng(7)
    return [rng.permutation(size).tolist() for _ in range(SHUFFLES)]


def _rows(match: NDArray[np.bool_]) -> list[int]:
    """The rows of a matrix as numbers: column n is bit n."""
    packed = np.packbits(match, axis=1, bitorder="little")
    size, data = packed.shape[1], packed.tobytes()
    return [int.from_bytes(data[k : k + size], "little") for k in range(0, len(data), size)]


def _free(rows: Sequence[int], wide: int, order: Iterable[int]) -> list[int]:
    """For every so many rows from the first on, taken in this order: the columns in which the longest chain does not
    grow, as bits. Of any first columns, those that are left make the length of the longest chain in them.

    The bit-parallel longest common subsequence of Hyyrö (2004), of any matches rather than equal letters.
    """
    whole = (1 << wide) - 1
    free, out = whole, [whole]
    for n in order:
        if rows[n]:
            met = free & rows[n]
            free = ((free + met) | (free - met)) & whole
        out.append(free)
    return out


def _longer(match: NDArray[np.bool_]) -> bool:
    """Whether the first telling is the longer one; of two of one length, the one whose likenesses come later.

    So that the same comes of a pair whichever is put first.
    """
    rows, columns = len(match), len(match.T)
    if rows != columns:
        return rows > columns
    mine: list[int] = match.sum(1).tolist()
    theirs: list[int] = match.sum(0).tolist()
    return mine > theirs


def chains(similar: Matrix, least: float) -> tuple[list[tuple[int, int]], float]:
    """The longest order-preserving chain of sentence pairs that are at least so similar, and the mean length of that
    chain when the shorter telling's sentences are shuffled: what order alone would give by chance."""
    if 0 in similar.shape:
        return [], 0.0
    match: NDArray[np.bool_] = similar >= least
    if not match.any():
        return [], 0.0
    if _longer(match):
        found, by_chance = chains(similar.T, least)
        return [(i, j) for j, i in found], by_chance
    rows, wide = _rows(match), match.shape[1]
    by_chance = sum(wide - _free(rows, wide, order)[-1].bit_count() for order in _shuffled(len(rows)))
    free = _free(rows, wide, range(len(rows)))
    i, j = match.shape
    out: list[tuple[int, int]] = []
    while i and j:
        upto = (1 << j) - 1
        here, above, left = (
            (free[i] & upto).bit_count(),
            (free[i - 1] & upto).bit_count(),
            (free[i] & upto >> 1).bit_count(),
        )
        if here == above:
            i -= 1
        elif here == left + 1:
            j -= 1
        else:
            out.append((i - 1, j - 1))
            i, j = i - 1, j - 1
    return out[::-1], float(np.float32(by_chance) / np.float32(SHUFFLES))
