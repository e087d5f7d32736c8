"""What a character is to the rooms that compare texts: a word's letter, a separator, nothing, or a word of its own.

One policy, applied code point by code point, so that the text itself is never rewritten and offsets stay true:

- case is folded (Unicode full folding: "ß" and "SS" agree, so do "Σ", "σ" and "ς");
- compatibility forms are unfolded (full-width Latin, ligatures, presentation forms), composed letters are taken apart
  and their diacritics dropped: "é", "e" + U+0301 and "e" agree, as agencies write one name in all three ways;
- marks that only decorate (combining diacritics, Hebrew points, Arabic vowel signs, the tatweel, soft hyphens, joiners,
  variation selectors) are nothing: they neither add to a word nor end it. Vowel signs of Indic scripts are letters;
- scripts written without spaces give one unit per character: Han and kana (about two characters to a word), and Thai,
  Lao, Khmer and Burmese (about four). Everything that is no letter, mark or digit separates.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt

#: Weight of a unit in quarter words, and with it its kind.
WORD = 4  # a word between separators
HAN = 2  # a character of Han, kana or Bopomofo: two make about a word
SOUTHEAST = 1  # a character of Thai, Lao, Khmer or Burmese: four make about a word

SEPARATOR = 0  # class of a character that ends a word
NOTHING = 3  # class of a character that neither adds to a word nor ends it
_DEPTH = 4  # letters that one code point may fold to; what is longer ("ﷺ") is cut

_HAN = (
    (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x3035), (0x3038, 0x303B), (0x3041, 0x3096),
    (0x309B, 0x30FF), (0x3105, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x1B000, 0x1B16F), (0x20000, 0x3FFFD),
)  # fmt: skip
_SOUTHEAST = (
    (0x0E01, 0x0E3A), (0x0E40, 0x0E4E), (0x0E80, 0x0ECD), (0x0EDC, 0x0EDF), (0x1000, 0x103F), (0x1050, 0x109F),
    (0x1780, 0x17D3), (0x17D7, 0x17DD), (0xA9E0, 0xA9EF), (0xA9FA, 0xA9FE), (0xAA60, 0xAA7F),
)  # fmt: skip
_NOTHING = (
    (0x00AD, 0x00AD), (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2),
    (0x05C4, 0x05C5), (0x05C7, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x180B, 0x180F), (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF), (0x200C, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0x20D0, 0x20FF),
    (0x3099, 0x309A), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xFEFF, 0xFEFF), (0xE0100, 0xE01EF),
)  # fmt: skip


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _letters(code: int) -> tuple[int, ...]:
    """The letters a code point folds to, without decorating marks; empty for a separator."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold()).casefold()
    kept = [ord(c) for c in plain if unicodedata.category(c)[0] in "LMN" and not _within(ord(c), _NOTHING)]
    return tuple(kept[:_DEPTH])


@lru_cache(maxsize=8192)
def fold(code: int) -> tuple[int, tuple[int, ...]]:
    """(class, letters) of a code point. Class: SEPARATOR, NOTHING, WORD, HAN or SOUTHEAST."""
    if _within(code, _NOTHING):
        return NOTHING, ()
    if 0xD800 <= code <= 0xDFFF or unicodedata.category(chr(code))[0] not in "LMN":
        return SEPARATOR, ()
    letters = _letters(code)
    if not letters:  # nothing but marks, such as the half-width voiced sound mark
        return NOTHING, ()
    if _within(letters[0], _HAN):
        return HAN, letters
    if _within(letters[0], _SOUTHEAST):
        return SOUTHEAST, letters
    return WORD, letters


def fold_many(codes: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """`fold` for an array of code points: classes, and letters as rows of at most four (0: none)."""
    kinds = np.zeros(len(codes), np.uint8)
    letters = np.zeros((len(codes), _DEPTH), np.uint32)
    for i, code in enumerate(codes.tolist()):
        kinds[i], found = fold(code)
        letters[i, : len(found)] = found
    return kinds, letters
