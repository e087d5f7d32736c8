"""Which part of a sentence makes a statement: the whole of it, or one clause that the other members are nearer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tellings.collate.alignment_units import Unit
from tellings.collate.similarity import WORD_COLUMNS, Background, character_vectors, vectors

Span = tuple[int, int]


class Parts:
    """The sentences of a story and their clauses, compared by characters and lemmas with the story as background."""

    def __init__(self, units: Sequence[Unit], text: Mapping[str, str], asked: Iterable[int]) -> None:
        """`asked` are the units that `best` will be asked about; all are background."""
        self.spans: list[list[Span]] = []
        numbers: dict[tuple[str, tuple[Span, ...]], int] = {}  # copies are measured once
        kinds: list[int] = []
        first: list[int] = [0]
        texts: list[str] = []
        lemmas: list[list[str]] = []
        for u in units:
            parts = [(u.begin, u.end), *(u.clauses if len(u.clauses) > 1 else ())]
            self.spans.append(parts)
            whole = text[u.article]
            key = (whole[u.begin : u.end], tuple((b - u.begin, e - u.begin) for b, e in parts))
            kinds.append(numbers.setdefault(key, len(numbers)))
            if kinds[-1] == len(first) - 1:
                first.append(first[-1] + len(parts))
                texts += [whole[b:e] for b, e in parts]
                lemmas += [u.content(b, e) for b, e in parts]
        self._kind, self._first = np.array(kinds, dtype=np.int64), np.array(first, dtype=np.int64)
        copies = np.repeat(np.bincount(self._kind, minlength=len(numbers)), np.diff(self._first)).tolist()
        wanted = np.unique(self._kind[sorted(asked)])
        rows = np.concatenate([np.arange(0), *(np.arange(first[k], first[k + 1]) for k in wanted.tolist())])
        background = Background(copies, rows)
        self._vectors = np.hstack(
            [character_vectors(texts, WORD_COLUMNS, background), vectors(lemmas, WORD_COLUMNS, background)]
        )
        sizes = np.diff(self._first)[wanted]
        self._first = np.zeros(len(numbers) + 1, dtype=np.int64)  # of the wanted kinds, among the rows that are kept
        self._first[wanted + 1] = sizes
        self._first = np.cumsum(self._first)
        self._firsts, self._kinds = self._first.tolist(), kinds
        wholes = self._first[:-1][wanted]
        self._own = np.einsum("ij,ij->i", self._vectors, np.repeat(self._vectors[wholes], sizes, axis=0))

    def best(self, members: Sequence[int], margin: float) -> list[Span]:
        """For each unit the clause that is nearer to the other units than the whole is, by `margin`; else the whole.

        The mean likeness to the others is the likeness to the mean of the others: the mean of all without its own.
        """
        if len(members) < 2 or all(len(self.spans[unit]) == 1 for unit in members):
            return [self.spans[unit][0] for unit in members]
        count = Counter(self._kinds[unit] for unit in members)
        kinds = sorted(count)
        first, last = [self._firsts[k] for k in kinds], [self._firsts[k + 1] for k in kinds]
        rows = [row for b, e in zip(first, last, strict=True) for row in range(b, e)]
        total = np.array([count[k] for k in kinds], np.float32) @ self._vectors[first]
        near = np.round((self._vectors[rows] @ total - self._own[rows]) / (len(members) - 1) / 2, 6)
        chosen: dict[int, int] = {}
        begin = 0
        for kind, b, e in zip(kinds, first, last, strict=True):
            own = near[begin : begin + e - b]
            begin += e - b
            best = int(own.argmax())
            chosen[kind] = best if own[best] >= own[0] + margin else 0
        return [self.spans[unit][chosen[self._kinds[unit]]] for unit in members]
