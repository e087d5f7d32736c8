"""Words of a quotation for comparison: folded, stemmed, weighted, and aligned in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tellings.text.prior import rarity

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LIGHT = frozenset(
    "a an the of to in on at by for with from as is are was were be been being am and or but if so that this these "
    "those it its he she they we i you his her their our my your me him them us who which what there here then than "
    "has have had do does did will would can could shall should may might must one very just also too".split()
)
#: Weight of a function word against 1 for a content word: it supports an alignment, it does not make one.
LIGHT = 0.25
_CONTRACTIONS = {
    "n't": (" not",),
    "'re": (" are",),
    "'ve": (" have",),
    "'ll": (" will",),
    "'m": (" am",),
    "'d": (" would",),
}
_SUFFIXES = ("ations", "ation", "ings", "ing", "edly", "ies", "ied", "ers", "ed", "es", "ly", "er", "s", "d", "e")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: as compared for identity, as compared for likeness, how much it counts, how rare it is."""

    folded: str
    stem: str
    weight: float
    rarity: float  # -ln of the share of articles that hold it; 0 for a function word


def fold(text: str) -> str:
    """Lower case without accents, apostrophes straight, contractions written out."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    flat = flat.replace("’", "'").replace("won't", "will not").replace("can't", "can not")
    for short, (full,) in _CONTRACTIONS.items():
        flat = flat.replace(short, full)
    return flat


def stem(word: str) -> str:
    """A word without its commonest English ending: enough to join "choose" and "choosing"."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    return word[:-1] + "z" if word.endswith("is") and len(word) >= 6 else word  # organise, organize


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, for comparison."""
    out = []
    for match in _WORD.finditer(fold(text)):
        word = match[0].removesuffix("'s").replace("'", "")
        if word:
            light = word in _LIGHT
            out.append(Word(word, stem(word), LIGHT if light else 1.0, 0.0 if light else rarity(word)))
    return tuple(out)


def alike(a: Word, b: Word) -> bool:
    """Whether two words are forms of one word."""
    if a.stem == b.stem:
        return True
    if a.weight < 1 or b.weight < 1:
        return False
    n = min(len(a.stem), len(b.stem))
    return n >= 5 and a.stem[: max(5, n - 1)] == b.stem[: max(5, n - 1)]


def meetings(a: Sequence[Word], b: Sequence[Word]) -> list[Sequence[int]]:
    """For each word of `a` the places in `b` of forms of the same word, ascending."""
    same: dict[str, list[int]] = {}
    near: dict[str, list[int]] = {}
    for j, y in enumerate(b):
        same.setdefault(y.stem, []).append(j)
        if y.weight >= 1:
            near.setdefault(y.stem[:5], []).append(j)
    out: list[Sequence[int]] = []
    for x in a:
        found: Sequence[int] = same.get(x.stem, ())
        others = near.get(x.stem[:5], ()) if x.weight >= 1 and len(x.stem) >= 5 else ()
        if len(others) > len(found) or (others and not found):
            found = sorted({*found, *(j for j in others if alike(x, b[j]))})
        out.append(found)
    return out


def aligned(a: Sequence[Word], b: Sequence[Word]) -> float:
    """Weight of the heaviest common subsequence of two word sequences (order-preserving alignment).

    Only places where words meet are looked at (after Hunt and Szymanski, 1977).
    """
    row = [0.0] * (len(b) + 1)  # the best within the first j words of b
    for x, places in zip(a, meetings(a, b), strict=True):
        for j in reversed(places):
            reached = row[j] + min(x.weight, b[j].weight)
            for k in range(j + 1, len(row)):
                if row[k] >= reached:
                    break
                row[k] = reached
    return row[-1]
