"""The letters and words of a story's sentences and clauses, counted once for all that compare them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_units import Unit
from tellings.collate.similarity import Counted, counted, counted_grams

Span = tuple[int, int]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Character n-grams and lemmas: a row for every unit, then one for every clause of units that have several.

    Units in the same words, with the same clauses, are of one kind: the clauses of each kind are counted once.
    """

    grams: Counted
    lemmas: Counted
    spans: Sequence[Sequence[Span]]  # of every unit: the whole, then its clauses where it has several
    kinds: Sequence[int]  # of every unit
    first: Sequence[int]  # of every kind the row of its first clause; the others follow
    copies: Ints  # of every row, how often it stands in the story

    @classmethod
    def of(cls, units: Sequence[Unit], text: Mapping[str, str]) -> Counts:
        """Of a story's sentences; `text` is that of every article."""
        numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
        spans: list[Sequence[Span]] = []
        kinds: list[int] = []
        first: list[int] = []
        texts, lemmas = [], []
        clauses: list[str] = []
        told: list[list[str]] = []
        for u in units:
            whole, begin = text[u.article], u.begin
            parts = u.clauses if len(u.clauses) > 1 else ()
            spans.append(((begin, u.end), *parts))
            texts.append(whole[begin : u.end])
            lemmas.append(list(filter(None, u.words)))
            kind = numbers.setdefault((texts[-1], tuple([(b - begin, e - begin) for b, e in parts])), len(numbers))
            kinds.append(kind)
            if kind == len(first):
                first.append(len(units) + len(clauses))
                clauses += [whole[b:e] for b, e in parts]
                told += [u.content(b, e) for b, e in parts]
        many = np.bincount(np.array(kinds, np.int64), minlength=len(first))
        sizes = np.diff([*first, len(units) + len(clauses)])
        copies = np.concatenate([np.ones(len(units), np.int64), np.repeat(many, sizes)])
        return cls(counted_grams(texts + clauses), counted(lemmas + told), spans, kinds, first, copies)
