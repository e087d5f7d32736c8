"""How alike the words of two units (sentences, clauses) of a story are.

Two views of the same words, both TF-IDF with the story as its own background: character 3-5-grams inside
words, which see through inflection, spelling and transliteration, and lemmas, which see through them less
but know a word from a piece of one. Features are hashed into a fixed number of signed columns (Weinberger et
al. 2009), so that memory is bounded whatever the story's size; the noise of an inner product is about
1 / sqrt(columns).
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tellings.records import Token
from tellings.text.concepts import concept

Matrix = NDArray[np.float32]

#: Columns of the hashed feature spaces: the noise of an inner product is .016 and .022.
CHARACTER_COLUMNS = 4096
WORD_COLUMNS = 2048

_WORD = re.compile(r"\w+")
_EMPTY = frozenset("DET ADP AUX PRON PUNCT CCONJ SCONJ PART SPACE SYM".split())


@lru_cache(maxsize=50_000)
def _word_grams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[i : i + size] for size in (3, 4, 5) for i in range(len(padded) - size + 1))


def character_grams(text: str) -> Counter[str]:
    """The character 3-, 4- and 5-grams of the words of a text, each word with a space before and behind it."""
    return Counter([gram for word in _WORD.findall(text.lower()) for gram in _word_grams(word[:40])])


def content_lemmas(text: str, tokens: Sequence[Token]) -> Counter[str]:
    """The lemmas of the words that carry content, lower-cased; every word where no tagger knows the language."""
    out: Counter[str] = Counter()
    for token in tokens:
        lemma = (token.lemma or text[token.begin : token.end]).lower()
        if (token.pos not in _EMPTY or lemma.isdigit()) and any(ch.isalnum() for ch in lemma):
            out[lemma] += 1
    return out


def concepts(lemmas: Mapping[str, int]) -> Counter[str]:
    """Lemmas put together by what they tell (text/concepts.py)."""
    out: Counter[str] = Counter()
    for lemma, count in lemmas.items():
        out[concept(lemma)] += count
    return out


def story_idf(bags: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """ln((units + 1) / (units that hold the feature + .5)): what every unit says tells no two apart."""
    holding = Counter(feature for bag in bags for feature in bag)
    return {feature: math.log((len(bags) + 1) / (count + 0.5)) for feature, count in holding.items()}


def hashed(bags: Sequence[Mapping[str, float]], columns: int) -> Matrix:
    """Bags of weighted features as rows of a matrix, features hashed into signed columns."""
    names = {feature for bag in bags for feature in bag}
    place = {feature: zlib.crc32(feature.encode("utf-8", "surrogatepass")) for feature in names}
    out = np.zeros((len(bags), columns), dtype=np.float32)
    row = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    at = np.array([place[feature] for bag in bags for feature in bag], dtype=np.int64)
    weight = np.array([weight for bag in bags for weight in bag.values()], dtype=np.float32)
    np.add.at(out, (row, at % columns), np.where(at & 0x80000000, weight, -weight))
    return out


def vectors(bags: Sequence[Mapping[str, int]], columns: int) -> Matrix:
    """Unit-length TF-IDF vectors, one row per bag, with the bags themselves as background."""
    idf = story_idf(bags)
    out = hashed([{f: (1 + math.log(n)) * idf[f] for f, n in bag.items()} for bag in bags], columns)
    norms = np.linalg.norm(out, axis=1, keepdims=True)
    return (out / np.where(norms > 0, norms, 1)).astype(np.float32)


def shared_weight(sets: Sequence[AbstractSet[str]], columns: int = 0) -> Matrix:
    """Rows whose inner products are the summed idf of what two sets share; exact unless `columns` are given."""
    idf = story_idf([dict.fromkeys(s, 1) for s in sets])
    if columns:
        return hashed([{f: math.sqrt(idf[f]) for f in s} for s in sets], columns)
    place = {feature: n for n, feature in enumerate(sorted(idf))}
    out = np.zeros((len(sets), max(1, len(place))), dtype=np.float32)
    for row, found in enumerate(sets):
        for feature in found:
            out[row, place[feature]] = math.sqrt(idf[feature])
    return out
