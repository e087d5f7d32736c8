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
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from tellings.records import Token

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Columns of the hashed feature spaces: the noise of an inner product is .016 and .022.
CHARACTER_COLUMNS = 4096
WORD_COLUMNS = 2048

_WORD = re.compile(r"\w+")
_LEMMA, _POS = attrgetter("lemma"), attrgetter("pos")
_EMPTY = frozenset("DET ADP AUX PRON PUNCT CCONJ SCONJ PART SPACE SYM".split())


@lru_cache(maxsize=100_000)
def content_word(lemma: str, pos: str) -> str:
    """A lemma lower-cased where it carries content; "" where it does not."""
    lemma = lemma.lower()
    told = pos not in _EMPTY or lemma.isdigit()
    return lemma if told and (lemma[:1].isalnum() or any(map(str.isalnum, lemma))) else ""


def content_words(text: str, tokens: Sequence[Token]) -> list[str]:
    """For every word its lemma, lower-cased, where it carries content, else "". Without a tagger every word does."""
    lemmas = list(map(_LEMMA, tokens))
    if not all(lemmas):
        lemmas = [t.lemma or text[t.begin : t.end] for t in tokens]
    return list(map(content_word, lemmas, map(_POS, tokens)))


def idf(units: int, holding: float) -> float:
    """ln((units + 1) / (units that hold the feature + .5)): what every unit says tells no two apart."""
    return math.log((units + 1) / (holding + 0.5))


@dataclass(frozen=True, slots=True)
class Counted:
    """How often which feature stands in which row, as parallel arrays, rows ascending."""

    rows: int
    hashes: Ints  # of the features, by number: CRC-32
    row: Ints
    feature: Ints
    times: Ints

    def between(self, begin: int, end: int) -> Counted:
        """What is counted of some rows, with the features of all."""
        first, last = np.searchsorted(self.row, (begin, end))
        part = slice(int(first), int(last))
        return Counted(end - begin, self.hashes, self.row[part] - begin, self.feature[part], self.times[part])

    def placed(self, place: Ints, rows: int) -> Counted:
        """The same with every row at its place among so many; rows whose place is -1 are left out."""
        row = place[self.row]
        keep = np.flatnonzero(row >= 0)
        return Counted(rows, self.hashes, row[keep], self.feature[keep], self.times[keep])

    def idf(self, copies: Sequence[int] | Ints | None = None) -> Floats:
        """`idf` by the number of the feature, with the rows as background; each may stand there several times."""
        weights = None if copies is None else np.asarray(copies, np.float64)[self.row]
        holding = np.bincount(self.feature, weights, minlength=len(self.hashes))
        total = self.rows if copies is None else int(np.sum(copies))
        found: Floats = np.log((total + 1) / (holding + 0.5))
        return found


@lru_cache(maxsize=100_000)
def _crc(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


def counted(rows: Sequence[Sequence[str]], once: bool = False) -> Counted:
    """Words as features of their rows; `once` where no row has a word twice."""
    numbers, flat = _numbered(list(chain.from_iterable(rows)))
    row = np.repeat(np.arange(len(rows)), list(map(len, rows)))
    hashes = np.array(list(map(_crc, numbers)), np.int64)
    return Counted(len(rows), hashes, *((row, flat, np.ones_like(flat)) if once else _times(row, flat, len(numbers))))


def _numbered(names: Sequence[str]) -> tuple[dict[str, int], Ints]:
    """A number for each name, in the order in which they are first seen; and those of all."""
    numbers = {name: n for n, name in enumerate(dict.fromkeys(names))}
    return numbers, np.fromiter(map(numbers.__getitem__, names), np.int64, len(names))


#: Cells of the table in which what comes several times is found: half a megabyte stays near the processor.
_TABLE = 1 << 17


def _last(keys: Ints, width: int) -> Ints:
    """For each key (0 <= key < width) where it stands last among them: found without sorting them."""
    where = np.empty(width, np.int64)
    where[keys] = np.arange(len(keys))  # of one key several times over, the last one stays
    found: Ints = where[keys]
    return found


def _times(row: Ints, feature: Ints, features: int) -> tuple[Ints, Ints, Ints]:
    """Row, feature and how often they come together, each pair once; rows ascending, as they are given."""
    step = max(1, _TABLE // max(1, features))
    begins = np.searchsorted(row, np.arange(0, int(row[-1]) + 1 + step if len(row) else 1, step))
    held, times = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for n, (begin, end) in enumerate(pairwise(begins.tolist())):
        last = _last((row[begin:end] - n * step) * features + feature[begin:end], step * features)
        kept = np.flatnonzero(last == np.arange(end - begin))
        held.append(kept + begin)
        times.append(np.bincount(last, minlength=end - begin)[kept])
    kept = np.concatenate(held)
    return row[kept], feature[kept], np.concatenate(times)


@lru_cache(maxsize=50_000)
def _word_grams(word: str) -> Ints:
    """The character 3-, 4- and 5-grams of a word with a space before and behind it, each as CRC-32 and, to tell apart
    two of one CRC, 31 bits of Adler-32."""
    padded = f" {word} "
    size = len(padded)
    if padded.isascii():
        read = padded.encode("ascii")
        grams = [read[i : i + n] for n in (3, 4, 5) for i in range(size - n + 1)]
    else:
        grams = [padded[i : i + n].encode("utf-8", "surrogatepass") for n in (3, 4, 5) for i in range(size - n + 1)]
    return np.array([zlib.crc32(gram) << 31 | zlib.adler32(gram) & 0x7FFFFFFF for gram in grams], np.int64)


def counted_grams(texts: Sequence[str]) -> Counted:
    """The character 3-, 4- and 5-grams of the words of texts, each word with a space before and behind it."""
    found = [_WORD.findall(text.lower()) for text in texts]
    numbers, flat = _numbered([word[:40] for word in chain.from_iterable(found)])
    grams = [_word_grams(word) for word in numbers]
    if not grams:
        return Counted(len(texts), *(np.zeros(0, np.int64) for _ in range(4)))
    sizes = np.array(list(map(len, grams)))
    hashes, number = np.unique(np.concatenate(grams), return_inverse=True)
    begins = np.cumsum(sizes) - sizes
    many = sizes[flat]  # grams of every word in its place
    shift = np.repeat(begins[flat] - (np.cumsum(many) - many), many)
    row = np.repeat(np.repeat(np.arange(len(texts)), list(map(len, found))), many)
    found_there = _times(row, number[shift + np.arange(len(shift))], len(hashes))
    return Counted(len(texts), hashes >> 31, *found_there)


def _hashed(found: Counted, weights: Floats, columns: int) -> Matrix:
    """Weighted features as rows of a matrix, features hashed into signed columns; of few, only those in use."""
    place = found.hashes % columns
    if 2 * len(place) < columns:
        used = np.zeros(columns, np.bool_)
        used[place] = True
        number = np.cumsum(used) - 1
        place, columns = number[place], max(1, int(number[-1]) + 1)
    out = np.zeros(found.rows * columns, dtype=np.float32)
    signed = np.where(found.hashes[found.feature] & 0x80000000, weights, -weights).astype(np.float32)
    np.add.at(out, found.row * columns + place[found.feature], signed)
    return out.reshape(found.rows, columns)


def unit_length(found: Counted, idfs: Floats, columns: int) -> Matrix:
    """TF-IDF vectors of length 1, one per row."""
    out = _hashed(found, (1 + np.log(found.times)) * idfs[found.feature], columns)
    norms = np.sqrt(np.add.reduce(out * out, axis=1, keepdims=True))
    out /= np.where(norms > 0, norms, 1)
    return out


def vectors(rows: Sequence[Sequence[str]], columns: int) -> Matrix:
    """Unit-length TF-IDF vectors, one per row of words, with the rows themselves as background."""
    found = counted(rows)
    return unit_length(found, found.idf(), columns)


def character_vectors(texts: Sequence[str], columns: int) -> Matrix:
    """The same of the character 3-, 4- and 5-grams inside the words of texts."""
    found = counted_grams(texts)
    return unit_length(found, found.idf(), columns)


def shared(found: Counted, idfs: Floats, columns: int = 0) -> Matrix:
    """Rows whose inner products are the summed idf of the features that two have, however often; exact unless `columns`
    are given."""
    weights = np.sqrt(idfs)[found.feature]
    if columns:
        return _hashed(found, weights, columns)
    out = np.zeros((found.rows, max(1, len(found.hashes))), dtype=np.float32)
    out[found.row, found.feature] = weights
    return out


def shared_weight(sets: Sequence[AbstractSet[str]], columns: int = 0) -> Matrix:
    """The same of what two sets share."""
    found = counted([sorted(s) for s in sets], once=True)
    return shared(found, found.idf(), columns)
