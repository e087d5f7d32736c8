"""Which sentences of a story's tellings say the same: links between sentences of two tellings each.

A pair is linked when it is similar enough and near the best match that either sentence has in the other's
telling. The order of facts does not decide, but supports: neighbours that align too raise a pair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tellings.collate.similarity import character_grams, content_lemmas, story_idf, vectors
from tellings.records import Sentence, Token
from tellings.settings import Statements


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence that can take part in a statement."""

    article: str
    begin: int
    end: int
    ordinal: int  # Sentence.ordinal
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Two units of two tellings that say the same. `a` and `b` are places in the list of units, a < b."""

    a: int
    b: int
    score: float  # 0..1


def units_of(sentences: Sequence[Sentence], tokens: Sequence[Token], least: int) -> list[Unit]:
    """Sentences of at least `least` words, in order of article and place."""
    by: dict[tuple[str, int], list[Token]] = defaultdict(list)
    for token in tokens:
        by[token.article, token.sentence].append(token)
    units = [
        Unit(s.article, s.begin, s.end, s.ordinal, tuple(sorted(by[s.article, s.ordinal], key=lambda t: t.begin)))
        for s in sentences
    ]
    return sorted((u for u in units if len(u.tokens) >= least), key=lambda u: (u.article, u.begin))


def similarities(units: Sequence[Unit], texts: Mapping[str, str]) -> NDArray[np.float32]:
    """The mean of character and lemma similarity for every pair of units; 0 within one telling."""
    characters = [character_grams(texts[u.article][u.begin : u.end]) for u in units]
    lemmas = [content_lemmas(texts[u.article], u.tokens) for u in units]
    c = vectors(characters, story_idf(characters))
    w = vectors(lemmas, story_idf(lemmas))
    out = (c @ c.T + w @ w.T) / 2
    names = np.array([u.article for u in units])
    out[names[:, None] == names[None, :]] = 0
    return np.round(out, 6)


def best_in_telling(similar: NDArray[np.float32], units: Sequence[Unit]) -> NDArray[np.float32]:
    """For every unit and every other unit: the best similarity the first has with any unit of the other's telling."""
    best = np.zeros_like(similar)
    names = [u.article for u in units]
    starts = [i for i, name in enumerate(names) if i == 0 or names[i - 1] != name]
    for begin, end in zip(starts, [*starts[1:], len(names)], strict=True):
        best[:, begin:end] = similar[:, begin:end].max(axis=1, keepdims=True)
    return best


def links(units: Sequence[Unit], texts: Mapping[str, str], settings: Statements) -> list[Link]:
    """Pairs of units of two tellings that say the same, in order of place."""
    if len({u.article for u in units}) < 2:
        return []
    similar = similarities(units, texts)
    best = best_in_telling(similar, units)
    keep = (
        (similar >= settings.link) & (similar >= settings.near_best * best) & (similar >= settings.near_best * best.T)
    )
    return [Link(int(a), int(b), float(similar[a, b])) for a, b in zip(*np.nonzero(np.triu(keep)), strict=True)]
