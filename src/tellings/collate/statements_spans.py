"""Which part of a sentence makes a statement: the whole of it, or one clause that the other members are nearer to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tellings.collate.alignment_counted import Counts, Span
from tellings.collate.similarity import WORD_COLUMNS, Matrix, unit_length

#: All parts are compared with all sentences at once where that is no more than so many comparisons for each time that a
#: part is asked about: one in a large product costs a fiftieth of one with the sum of a group.
_AT_ONCE = 40


class Parts:
    """The sentences of a story and their clauses, compared by characters and lemmas with the story as background."""

    def __init__(self, counts: Counts, asked: Iterable[tuple[Sequence[int], int]]) -> None:
        """`asked` are the members, and the one of them whose part is known, that `best` will be asked about."""
        self._spans, self._kinds = counts.spans, counts.kinds
        wholes: dict[int, int] = {}  # of every kind a unit
        parted: set[int] = set()
        times = 0  # that a part is asked about
        for members, known in asked:
            if open_ := self._open(members, known):
                parted.update([self._kinds[m] for m in open_])
                times += sum([len(self._spans[m]) for m in open_])
                for m in members:
                    wholes.setdefault(self._kinds[m], m)
        place = np.full(len(counts.copies), -1, np.int64)
        self._first: dict[int, int] = {}  # of every kind its row; those of its clauses follow
        home: list[int] = []  # of every row the number of its kind
        for n, (kind, unit) in enumerate(wholes.items()):
            self._first[kind] = place[unit] = len(home)
            many = len(self._spans[unit]) - 1 if kind in parted else 0
            begin = counts.first[kind]
            place[begin : begin + many] = np.arange(len(home) + 1, len(home) + 1 + many)
            home += [n] * (many + 1)
        self._number = {kind: n for n, kind in enumerate(wholes)}
        first = list(self._first.values())
        self._vectors = [
            (vectors, vectors[first])
            for found in (counts.grams, counts.lemmas)
            for vectors in [unit_length(found.placed(place, len(home)), found.idf(counts.copies), WORD_COLUMNS)]
        ]
        self._alike: Matrix | None = None  # of every row to every whole
        if len(home) * len(wholes) <= _AT_ONCE * times:
            (letters, of_wholes), (lemmas, told) = self._vectors
            alike: Matrix = letters @ of_wholes.T + lemmas @ told.T
            self._alike, self._own = alike, alike[np.arange(len(home)), home].tolist()
        else:
            self._own = sum(np.einsum("ij,ij->i", rows, wholes[home]) for rows, wholes in self._vectors).tolist()

    def _open(self, members: Sequence[int], known: int) -> list[int]:
        """The members of which a clause may be nearer to the others."""
        return [m for m in members if m != known and len(self._spans[m]) > 1] if len(members) > 1 else []

    def _near(self, rows: Sequence[int], wholes: Sequence[int]) -> list[float]:
        """How alike each of some rows is to some wholes, summed up: the likeness to a sum is the sum of likenesses."""
        if self._alike is not None:
            found = self._alike[rows][:, wholes].sum(1)
        else:
            found = sum(vectors[rows] @ mine[wholes].sum(0) for vectors, mine in self._vectors)
        near: list[float] = found.tolist()
        return near

    def best(self, members: Sequence[int], known: int, margin: float) -> list[Span]:
        """For each unit but the one whose part is known the clause that is nearer to the other units than the whole is,
        by `margin`; else the whole."""
        sizes = {self._kinds[m]: len(self._spans[m]) for m in self._open(members, known)}
        chosen: dict[int, int] = {}
        if sizes:
            rows = [n for kind, size in sizes.items() for n in range(self._first[kind], self._first[kind] + size)]
            near = self._near(rows, [self._number[self._kinds[m]] for m in members])
            others = len(members) - 1
            told = [round((all_ - self._own[row]) / others / 2, 6) for row, all_ in zip(rows, near, strict=True)]
            begin = 0
            for kind, size in sizes.items():
                own = told[begin : begin + size]
                begin += size
                chosen[kind] = own.index(most) if (most := max(own)) >= own[0] + margin else 0
        return [self._spans[m][chosen.get(self._kinds[m], 0)] for m in members]
