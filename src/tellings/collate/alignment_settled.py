"""Where measures leave it open whether two sentences say the same, an encoder of meaning settles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_features import Candidates
from tellings.collate.alignment_units import Unit

#: Chances that leave it open: .37 links two sentences, and what is surer or less sure than these stays so whatever an
#: encoder says.
UNSURE = (0.1, 0.8)
#: What an encoder's cosine adds to the log odds, per unit above this one. Of four choices (4 and 6; .4 and .45), which
#: differ by .004 of facts F1 on ten annotated stories with MiniLM, the mildest.
WEIGHT, EVEN = 4.0, 0.4
#: Decimals of a chance that are kept.
DECIMALS = 6

Floats = NDArray[np.float64]


class Encodes(Protocol):
    """Gives texts unit vectors; texts that mean the same have alike vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Settling:
    """An encoder, and the articles whose language it reads."""

    encoder: Encodes
    articles: frozenset[str]


def settled(
    units: Sequence[Unit], text: Mapping[str, str], candidates: Candidates, chance: Floats, by: Settling
) -> Floats:
    """The chances (0..1) of candidate pairs, with those that are unsure moved by how alike the two sentences are meant.

    Each text is encoded once, in the order of the alphabet, so that nothing depends on the order of the articles.
    """
    able = np.array([u.article in by.articles for u in units])
    a, b = np.asarray(candidates.a), np.asarray(candidates.b)
    open_ = np.flatnonzero((chance >= UNSURE[0]) & (chance <= UNSURE[1]) & able[a] & able[b])
    if not len(open_):
        return chance
    first, second = a[open_], b[open_]
    said = {n: text[units[n].article][units[n].begin : units[n].end] for n in {*first.tolist(), *second.tolist()}}
    texts = sorted(set(said.values()))
    row = {t: n for n, t in enumerate(texts)}
    vectors = np.asarray(by.encoder.encode(texts), np.float64)
    left, right = ([row[said[n]] for n in side.tolist()] for side in (first, second))
    alike = np.einsum("ij,ij->i", vectors[left], vectors[right])
    odds = np.log(chance[open_] / (1 - chance[open_])) + WEIGHT * (alike - EVEN)
    out = chance.copy()
    out[open_] = np.round(1 / (1 + np.exp(-odds)), DECIMALS)
    return out
