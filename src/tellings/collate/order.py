"""Sentences of two tellings laid beside each other: how alike they are, and whether they keep one order.

Order survives what words do not. Measured on read stories, the longest order-preserving chain of aligned
sentences covers .65-.90 of the shorter of two tellings of one text, machine translations included, and .17-.47
of two independent ones; shuffling the sentences halves the first and leaves the second. Hence the second figure of
`chains`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

#: Width of the hashed n-gram space: a few collisions cost nothing, and a story's sentences fit in memory.
WIDTH = 4096
_SIZES = (3, 4, 5)
_NOT_WORD = re.compile(r"[\W_]+")


def _grams(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Counts of hashed character 3-5-grams of sentences, a row each."""
    flat = [f" {_NOT_WORD.sub(' ', sentence.lower()).strip()} " for sentence in sentences]
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
    return counts.reshape(len(flat), WIDTH).astype(np.float32)


def vectors(tellings: Sequence[Sequence[str]]) -> list[Matrix]:
    """TF-IDF vectors of length 1 of every sentence, one matrix per telling; the story is its own background."""
    counts = [_grams(t) for t in tellings]
    total = sum(len(c) for c in counts)
    held = np.zeros(WIDTH, np.float32)
    for c in counts:
        held += np.minimum(c, 1).sum(0)
    idf = np.log((1 + total) / (1 + held)).astype(np.float32)
    out = []
    for c in counts:
        v, flat = np.zeros_like(c), c.ravel()
        some = np.flatnonzero(flat)  # most are none
        v.ravel()[some] = np.log1p(flat[some]) * idf[some % WIDTH]
        norm = np.linalg.norm(v, axis=1, keepdims=True)
        out.append((v / np.maximum(norm, 1e-9)).astype(np.float32))
    return out


def _table(match: NDArray[np.float32]) -> NDArray[np.float32]:
    """Longest-chain lengths of stacked 0/1 matrices (k, rows, columns), as (k, rows + 1, columns + 1)."""
    k, rows, columns = match.shape
    table = np.zeros((k, rows + 1, columns + 1), np.float32)
    for i in range(rows):
        step = np.maximum(table[:, i, 1:], table[:, i, :-1] + match[:, i, :])
        table[:, i + 1, 1:] = np.maximum.accumulate(step, axis=1)
    return table


#: How often one telling's sentences are shuffled to see what chance does.
SHUFFLES = 7


@lru_cache(maxsize=256)
def _shuffled(size: int) -> NDArray[np.int64]:
    """The order as it is, then shuffled `SHUFFLES` times, the same ones always: (SHUFFLES + 1, size)."""
    rng = np.random.default_rng(7)
    return np.stack([np.arange(size), *(rng.permutation(size) for _ in range(SHUFFLES))])


def _longer(match: NDArray[np.float32]) -> bool:
    """Whether the first telling is the longer one; of two of one length, the one whose likenesses come later.

    So that the same comes of a pair whichever is put first.
    """
    rows, columns = match.shape
    mine: list[float] = match.sum(1).tolist()
    theirs: list[float] = match.sum(0).tolist()
    return rows > columns or (rows == columns and mine > theirs)


def chains(similar: Matrix, least: float) -> tuple[list[tuple[int, int]], float]:
    """The longest order-preserving chain of sentence pairs that are at least so similar, and the mean length of that
    chain when the shorter telling's sentences are shuffled: what order alone would give by chance."""
    if 0 in similar.shape:
        return [], 0.0
    match = (similar >= least).astype(np.float32)
    if not match.any():
        return [], 0.0
    if _longer(match):
        found, by_chance = chains(similar.T, least)
        return [(i, j) for j, i in found], by_chance
    tables = _table(match[_shuffled(len(match))])
    table, by_chance = tables[0], float(tables[1:, -1, -1].mean())
    i, j = similar.shape
    out: list[tuple[int, int]] = []
    while i and j:
        if table[i, j] == table[i - 1, j]:
            i -= 1
        elif table[i, j] == table[i, j - 1]:
            j -= 1
        else:
            out.append((i - 1, j - 1))
            i, j = i - 1, j - 1
    return out[::-1], by_chance
