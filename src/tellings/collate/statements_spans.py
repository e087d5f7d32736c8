"""Which part of a sentence makes a statement: the whole of it, or one clause that the other members are nearer to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from tellings.collate.alignment_units import Unit
from tellings.collate.similarity import WORD_COLUMNS, Matrix, character_grams, content_lemmas, hashed, story_idf

Span = tuple[int, int]


class Parts:
    """The sentences of a story and their clauses, compared by characters and lemmas with the story as background."""

    def __init__(self, units: Sequence[Unit], text: Mapping[str, str]) -> None:
        self._units = units
        self.spans: list[list[Span]] = []
        owner: list[int] = []
        characters, lemmas = [], []
        for n, u in enumerate(units):
            parts = [(u.begin, u.end)]
            parts += u.clauses if len(u.clauses) > 1 else []
            self.spans.append(parts)
            for begin, end in parts:
                owner.append(n)
                characters.append(character_grams(text[u.article][begin:end]))
                words = [t for t in u.tokens if begin <= t.begin < end]
                lemmas.append(content_lemmas(text[u.article], words))
        self._first = np.searchsorted(np.array(owner), np.arange(len(units)))
        self._vectors = np.hstack([_unit(characters), _unit(lemmas)])

    def best(self, members: Sequence[int], margin: float) -> list[Span]:
        """For each unit the clause that is nearer to the other units than the whole is, by `margin`; else the whole.

        The mean likeness to the others is the likeness to the mean of the others, so that it takes one product each.
        """
        total = self._vectors[self._first[list(members)]].sum(0)
        out = []
        for unit in members:
            spans, at = self.spans[unit], int(self._first[unit])
            chosen = 0
            if len(spans) > 1 and len(members) > 1:
                others = (total - self._vectors[at]) / (len(members) - 1)
                near = np.round(self._vectors[at : at + len(spans)] @ others / 2, 6)
                best = int(np.argmax(near))
                chosen = best if near[best] >= near[0] + margin else 0
            out.append(spans[chosen])
        return out


def _unit(bags: Sequence[Mapping[str, int]]) -> Matrix:
    idf = story_idf(bags)
    out = hashed([{f: (1 + math.log(n)) * idf[f] for f, n in bag.items()} for bag in bags], WORD_COLUMNS)
    norms = np.linalg.norm(out, axis=1, keepdims=True)
    return (out / np.where(norms > 0, norms, 1)).astype(np.float32)
