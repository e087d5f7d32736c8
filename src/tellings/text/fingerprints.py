"""Words as hashes, and the sample of word n-grams by which an article is compared with all others.

The words of a text are folded (`folding`) and hashed; every window of four words (seven characters of Han or kana,
sixteen of Thai, Lao, Khmer or Burmese) is hashed again, and a share of these hashes that depends on nothing but the
text is kept: FracMinHash (Irber et al. 2022), which estimates how much of one text stands in another, however much
longer the other is. Half of the hashes in common and the rest of one text cut away still means half of them here,
where MinHash sees a low resemblance.

This is the plain path in numpy, for inputs of up to some thousand articles. `fingerprints_kernels` does the same over
UTF-8 bytes with compiled code and gives the same numbers; a test holds both to it. All arithmetic is modulo 2**64.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tellings.text.folding import HAN, NOTHING, SEPARATOR, SOUTHEAST, WORD, fold_many

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]
U8 = npt.NDArray[np.uint8]

#: Odd multipliers of the polynomial over a word's letters or blocks of letters, and of the one over a window's words.
LETTER = 0x9E3779B97F4A7C15
WINDOW = 0xC2B2AE3D27D4EB4F
MIX = 0xD6E8FEB86659FD93
START = 0xCBF29CE484222325

#: Letters in a block: the bytes of one machine word, so that compiled code reads eight letters of ASCII at a time.
BLOCK = 8

#: Units in a window, by the kind of its last unit: about four words in every script.
FINGERPRINT = {WORD: 4, HAN: 7, SOUTHEAST: 16}
#: Bits kept of a window's hash. Together with a number of 24 bits for the article they fill one sortable word;
#: two windows out of a hundred million that differ agree with a chance below 1e-4, and one shared hash makes no pair.
HASH_BITS = 40
#: A text below the first limit keeps all its hashes, below the second every other one, and so on; bytes of UTF-8.
#: So articles keep some 50 to 110 hashes whatever their length, and long ones one in eight. Of pairs with every other
#: word edited, limits a quarter higher find 3% more, a quarter lower 5% less; the cost is in proportion.
SAMPLE_LIMITS = (640, 1280, 2560)
LEVELS = len(SAMPLE_LIMITS) + 1


@dataclass(frozen=True, slots=True)
class Units:
    """The units (words, or characters of unsegmented scripts) of several texts, one after the other."""

    starts: I64  # starts[k]:starts[k + 1] are the units of text k
    hash: U64
    begin: I32  # code points in the text
    end: I32
    weight: U8  # quarter words: WORD, HAN or SOUTHEAST
    level: U8  # per text: one in 2**level windows is kept

    def __len__(self) -> int:
        return len(self.starts) - 1


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints of several texts: distinct hashes below 2**40, ascending within each text."""

    starts: I64
    hash: I64
    counts: I32  # [text, level]: how many of the text's hashes are kept at that level
    level: U8

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, text: int) -> I64:
        """The hashes of one text."""
        return self.hash[self.starts[text] : self.starts[text + 1]]

    @property
    def begins(self) -> I64:
        """Where each text's hashes begin."""
        return self.starts[:-1]

    @property
    def ends(self) -> I64:
        """Where each text's hashes end."""
        return self.starts[1:]


@dataclass(frozen=True, slots=True)
class Marks:
    """Fingerprints as in Prints, but each text's hashes lie anywhere in one array: put in order without a copy."""

    begins: I64  # hash[begins[k]:ends[k]] are the hashes of text k
    ends: I64
    hash: I64
    counts: I32
    level: U8

    def __len__(self) -> int:
        return len(self.begins)

    def of(self, text: int) -> I64:
        """The hashes of one text."""
        return self.hash[self.begins[text] : self.ends[text]]


AnyPrints: TypeAlias = Prints | Marks


def mix(values: U64) -> U64:
    """Spread the bits of hashes (two rounds of multiply and shift)."""
    shift, factor = np.uint64(32), np.uint64(MIX)
    values = (values ^ (values >> shift)) * factor
    values = (values ^ (values >> shift)) * factor
    return np.asarray(values ^ (values >> shift), np.uint64)


def level_of(size: int) -> int:
    """The sampling level of a text of `size` bytes of UTF-8."""
    return sum(size >= limit for limit in SAMPLE_LIMITS)


def _powers(base: int, n: int) -> U64:
    out = np.full(max(n, 1), base, np.uint64)
    out[0] = 1
    return np.cumprod(out, dtype=np.uint64)


def _letters(texts: Sequence[str]) -> tuple[U8, npt.NDArray[np.uint32], I64]:
    """(class, letters, position) of the characters that are not NOTHING, of all texts joined by a separator."""
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    distinct, where = np.unique(codes, return_inverse=True)
    kinds, letters = fold_many(distinct)
    kind = kinds[where]
    at = np.flatnonzero(kind != NOTHING)
    return kind[at], letters[where[at]], at.astype(np.int64)


def _unit_bounds(kind: U8) -> tuple[I64, I64]:
    """First and one past the last character of every unit."""
    word = kind == WORD
    single = (kind != WORD) & (kind != SEPARATOR)
    first = single | (word & ~np.r_[False, word[:-1]])
    last = single | (word & ~np.r_[word[1:], False])
    return np.flatnonzero(first), np.flatnonzero(last) + 1


def _unit_hashes(letters: npt.NDArray[np.uint32], first: I64, last: I64) -> U64:
    """Hash of the letters of each unit, letter by letter: prefix sums over powers of the inverse multiplier."""
    present = letters != 0
    many = np.r_[0, np.cumsum(present.sum(1, dtype=np.int64))]
    flat = letters[present].astype(np.uint64)
    up, down = _powers(LETTER, len(flat) + 1), _powers(pow(LETTER, -1, 1 << 64), len(flat) + 1)
    sums = np.zeros(len(flat) + 1, np.uint64)
    np.cumsum(flat * down[: len(flat)], dtype=np.uint64, out=sums[1:])
    a, b = many[first], many[last]
    return mix(np.uint64(START) * up[b - a] + (sums[b] - sums[a]) * up[np.maximum(b - 1, 0)])


def _block_hashes(letters: npt.NDArray[np.uint32], first: I64, last: I64) -> U64:
    """Hash of the letters of each unit: eight letters are the bytes of a block, blocks are a polynomial's coefficients.

    A letter beyond ASCII is worth its code point times LETTER, so that letters of one word do not run into another.
    """
    present = letters != 0
    many = np.r_[0, np.cumsum(present.sum(1, dtype=np.int64))]
    length = many[last] - many[first]
    if not len(length):
        return np.zeros(0, np.uint64)
    flat = letters[present].astype(np.uint64)
    flat[flat >= 128] *= np.uint64(LETTER)
    place = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    letter = flat[np.repeat(many[first], length) + place] << (place % BLOCK * 8).astype(np.uint64)
    heads = np.flatnonzero(place % BLOCK == 0)
    behind = (np.repeat(length, length)[heads] - 1) // BLOCK - place[heads] // BLOCK  # blocks that follow in the unit
    blocks = np.add.reduceat(letter, heads) * _powers(LETTER, int(behind.max()) + 1)[behind]
    return mix(np.add.reduceat(blocks, np.flatnonzero(place[heads] == 0)))


def only(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with everything outside these spans (ascending, in code points) blanked; offsets stay true."""
    parts, at = [], 0
    for begin, end in spans:
        if end > at:
            begin = max(begin, at)
            parts += [" " * (begin - at), text[begin:end]]
            at = end
    return "".join(parts) + " " * (len(text) - at)


def units(texts: Sequence[str]) -> Units:
    """The units of texts. Any text is accepted, lone surrogates included."""
    with np.errstate(over="ignore"):
        kind, letters, at = _letters(texts)
        first, last = _unit_bounds(kind)
        offsets = np.r_[0, np.cumsum(np.array([len(text) + 1 for text in texts], np.int64))]
        begin = at[first]
        end = np.where(last < len(at), at[np.minimum(last, len(at) - 1)], offsets[-1] - 1)
        owner = np.searchsorted(offsets, begin, side="right") - 1
        hashes = _block_hashes(letters, first, last)
    begin, end = begin - offsets[owner], end - offsets[owner]
    starts = np.searchsorted(owner, np.arange(len(texts) + 1)).astype(np.int64)
    level = np.array([level_of(len(text.encode("utf-8", "surrogatepass"))) for text in texts], np.uint8)
    return Units(starts, hashes, begin.astype(np.int32), end.astype(np.int32), kind[first], level)


def windows(found: Units, sizes: dict[int, int], forward: bool = False) -> tuple[U64, Bools]:
    """Hash of the window that ends (or with `forward` begins) at every unit, and whether there is one.

    `sizes` gives the number of units by the kind of the unit where the window ends (begins).
    """
    n = len(found.hash)
    out, there = np.zeros(n, np.uint64), np.zeros(n, np.bool_)
    owner = np.repeat(np.arange(len(found)), np.diff(found.starts))
    here = np.arange(n)
    room = (found.starts[owner + 1] - here if forward else here - found.starts[owner] + 1) if n else here
    with np.errstate(over="ignore"):
        for kind, size in sizes.items():
            at = np.flatnonzero((found.weight == kind) & (room >= size))
            lead = at if forward else at - size + 1
            value = np.zeros(len(at), np.uint64)
            for step in range(size):
                value = value * np.uint64(WINDOW) + found.hash[lead + step]
            out[at], there[at] = mix(value), True
    return out, there


def window_prints(found: Units) -> tuple[I64, Bools]:
    """The hash below 2**40 of the window that ends at every unit, and whether there is one."""
    value, there = windows(found, FINGERPRINT)
    return (value >> np.uint64(64 - HASH_BITS)).astype(np.int64), there


def prints(found: Units) -> Prints:
    """The fingerprint of every text."""
    short, there = window_prints(found)
    owner = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(found.starts))
    kept = there & ((short & ((1 << found.level[owner].astype(np.int64)) - 1)) == 0)
    owner, short = owner[kept], short[kept]
    order = np.lexsort((short, owner))
    owner, short = owner[order], short[order]
    fresh = np.r_[True, (owner[1:] != owner[:-1]) | (short[1:] != short[:-1])] if len(owner) else np.zeros(0, np.bool_)
    owner, short = owner[fresh], short[fresh]
    starts = np.searchsorted(owner, np.arange(len(found) + 1)).astype(np.int64)
    return Prints(starts, short, counts_by_level(starts, short), found.level)


def counts_by_level(starts: I64, hashes: I64) -> I32:
    """How many hashes each text keeps, by level; `starts` as in Prints."""
    counts = np.zeros((len(starts) - 1, LEVELS), np.int32)
    for level in range(LEVELS):
        sums = np.r_[0, np.cumsum((hashes & ((1 << level) - 1)) == 0)]
        counts[:, level] = sums[starts[1:]] - sums[starts[:-1]]
    return counts
