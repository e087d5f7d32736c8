"""Which part of a sentence makes a statement: the whole of it, or one clause that the other members are nearer to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from tellings.collate.alignment_counted import Counts, Span
from tellings.collate.similarity import WORD_COLUMNS, unit_length


class Parts:
    """The sentences of a story and their clauses, compared by characters and lemmas with the story as background."""

    def __init__(self, counts: Counts, asked: Iterable[tuple[Sequence[int], int]]) -> None:
        """`asked` are the members, and the one of them whose part is known, that `best` will be asked about."""
        self._spans, self._kinds = counts.spans, counts.kinds
        wholes: dict[int, int] = {}  # of every kind a unit
        parted: set[int] = set()
        for members, known in asked:
            if open_ := self._open(members, known):
                parted.update([self._kinds[m] for m in open_])
                for m in members:
                    wholes.setdefault(self._kinds[m], m)
        self._first: dict[int, int] = {}  # of every kind its row; those of its clauses follow
        place = np.full(len(counts.copies), -1, np.int64)
        rows = 0
        for kind, unit in wholes.items():
            self._first[kind] = place[unit] = rows
            rows += 1
            if kind in parted:
                begin, many = counts.first[kind], len(self._spans[unit]) - 1
                place[begin : begin + many] = np.arange(rows, rows + many)
                rows += many
        self._vectors = [
            unit_length(found.placed(place, rows), found.idf(counts.copies), WORD_COLUMNS)
            for found in (counts.grams, counts.lemmas)
        ]

    def _open(self, members: Sequence[int], known: int) -> list[int]:
        """The members of which a clause may be nearer to the others."""
        return [m for m in members if m != known and len(self._spans[m]) > 1] if len(members) > 1 else []

    def best(self, members: Sequence[int], known: int, margin: float) -> list[Span]:
        """For each unit but the one whose part is known the clause that is nearer to the other units than the whole is,
        by `margin`; else the whole.

        The mean likeness to the others is the likeness to the mean of the others: the mean of all without its own.
        """
        chosen: dict[int, int] = {}
        if open_ := self._open(members, known):
            wholes = [self._first[self._kinds[m]] for m in members]
            totals = [vectors[wholes].sum(0) for vectors in self._vectors]
            for m in open_:
                kind = self._kinds[m]
                if kind not in chosen:
                    begin = self._first[kind]
                    end = begin + len(self._spans[m])
                    near = sum(
                        vectors[begin:end] @ (total - vectors[begin])
                        for vectors, total in zip(self._vectors, totals, strict=True)
                    )
                    own = np.round(near / (len(members) - 1) / 2, 6)
                    best = int(own.argmax())
                    chosen[kind] = best if own[best] >= own[0] + margin else 0
        return [self._spans[m][chosen.get(self._kinds[m], 0)] for m in members]
