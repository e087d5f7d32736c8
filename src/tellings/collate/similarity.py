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
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tellings.records import Token
from tellings.text.concepts import concept

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Columns of the hashed feature spaces: the noise of an inner product is .016 and .022.
CHARACTER_COLUMNS = 4096
WORD_COLUMNS = 2048

_WORD = re.compile(r"\w+")
_EMPTY = frozenset("DET ADP AUX PRON PUNCT CCONJ SCONJ PART SPACE SYM".split())


@lru_cache(maxsize=50_000)
def _word_grams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[i : i + size] for size in (3, 4, 5) for i in range(len(padded) - size + 1))


@lru_cache(maxsize=100_000)
def content_word(lemma: str, pos: str) -> str:
    """A lemma lower-cased where it carries content; "" where it does not."""
    lemma = lemma.lower()
    told = pos not in _EMPTY or lemma.isdigit()
    return lemma if told and (lemma[:1].isalnum() or any(map(str.isalnum, lemma))) else ""


def content_words(text: str, tokens: Sequence[Token]) -> list[str]:
    """For every word its lemma, lower-cased, where it carries content, else "". Without a tagger every word does."""
    return [content_word(t.lemma or text[t.begin : t.end], t.pos) for t in tokens]


def content_lemmas(text: str, tokens: Sequence[Token]) -> Counter[str]:
    """The lemmas of the words that carry content, lower-cased; every word where no tagger knows the language."""
    return Counter(filter(None, content_words(text, tokens)))


def concepts(lemmas: Mapping[str, int]) -> Counter[str]:
    """Lemmas put together by what they tell (text/concepts.py)."""
    out: Counter[str] = Counter()
    for lemma, count in lemmas.items():
        out[concept(lemma)] += count
    return out


def idf(units: int, holding: float) -> float:
    """ln((units + 1) / (units that hold the feature + .5)): what every unit says tells no two apart."""
    return math.log((units + 1) / (holding + 0.5))


@dataclass(frozen=True, slots=True)
class _Counted:
    """How often which feature stands in which bag, as parallel arrays."""

    bags: int
    names: Sequence[str]  # of the features, by number
    bag: Ints
    feature: Ints
    times: Ints


def _counted(bags: Sequence[Mapping[str, int]]) -> _Counted:
    numbers: dict[str, int] = {}
    feature = [numbers.setdefault(name, len(numbers)) for bag in bags for name in bag]
    times = [times for bag in bags for times in bag.values()]
    row = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    return _Counted(len(bags), list(numbers), row, np.array(feature, np.int64), np.array(times, np.int64))


def _counted_grams(texts: Sequence[str]) -> _Counted:
    """The character 3-, 4- and 5-grams of the words of texts, each word with a space before and behind it."""
    numbers: dict[str, int] = {}
    words: dict[str, Ints] = {}
    parts: list[Ints] = []
    sizes: list[int] = []
    for text in texts:
        own = [word[:40] for word in _WORD.findall(text.lower())]
        for word in own:
            if word not in words:
                grams = [numbers.setdefault(gram, len(numbers)) for gram in _word_grams(word)]
                words[word] = np.array(grams, np.int64)
        parts += [words[word] for word in own]
        sizes.append(sum(len(words[word]) for word in own))
    found = np.concatenate(parts) if parts else np.zeros(0, np.int64)
    width = max(1, len(numbers))
    held, times = np.unique(np.repeat(np.arange(len(texts)), sizes) * width + found, return_counts=True)
    return _Counted(len(texts), list(numbers), held // width, held % width, times)


def _idf(counted: _Counted, copies: Sequence[int] | None) -> Floats:
    """`idf` by the number of the feature; bags that stand several times in the story count so often."""
    weights = None if copies is None else np.array(copies, np.float64)[counted.bag]
    holding = np.bincount(counted.feature, weights, minlength=len(counted.names))
    total = counted.bags if copies is None else sum(copies)
    found: Floats = np.log((total + 1) / (holding + 0.5))
    return found


def _hashed(counted: _Counted, weights: Floats, columns: int) -> Matrix:
    """Weighted features as rows of a matrix, features hashed into signed columns."""
    place = np.array([zlib.crc32(name.encode("utf-8", "surrogatepass")) for name in counted.names], np.int64)
    at = place[counted.feature]
    out = np.zeros(counted.bags * columns, dtype=np.float32)
    signed = np.where(at & 0x80000000, weights, -weights).astype(np.float32)
    np.add.at(out, counted.bag * columns + at % columns, signed)
    return out.reshape(counted.bags, columns)


def _unit(counted: _Counted, columns: int, copies: Sequence[int] | None) -> Matrix:
    weights = (1 + np.log(counted.times)) * _idf(counted, copies)[counted.feature]
    out = _hashed(counted, weights, columns)
    norms = np.linalg.norm(out, axis=1, keepdims=True)
    return (out / np.where(norms > 0, norms, 1)).astype(np.float32)


def vectors(bags: Sequence[Mapping[str, int]], columns: int, copies: Sequence[int] | None = None) -> Matrix:
    """Unit-length TF-IDF vectors, one row per bag, with the bags themselves as background.

    With `copies`, a bag stands that many times in the background.
    """
    return _unit(_counted(bags), columns, copies)


def character_vectors(texts: Sequence[str], columns: int, copies: Sequence[int] | None = None) -> Matrix:
    """The same of the character 3-, 4- and 5-grams inside the words of texts."""
    return _unit(_counted_grams(texts), columns, copies)


def shared_weight(sets: Sequence[AbstractSet[str]], columns: int = 0) -> Matrix:
    """Rows whose inner products are the summed idf of what two sets share; exact unless `columns` are given."""
    counted = _counted([dict.fromkeys(sorted(s), 1) for s in sets])
    weights = np.sqrt(_idf(counted, None))[counted.feature]
    if columns:
        return _hashed(counted, weights, columns)
    out = np.zeros((len(sets), max(1, len(counted.names))), dtype=np.float32)
    out[counted.bag, counted.feature] = weights
    return out
