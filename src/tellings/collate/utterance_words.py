"""Words of a quotation for comparison: folded, stemmed, weighted, and aligned in order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

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
    near: str  # how the stems of its other forms begin; "" where they are its own stem


class Said(tuple[Word, ...]):
    """Words in order, with what comparing them to many others asks for again and again."""

    @cached_property
    def weight(self) -> float:
        return sum(w.weight for w in self)

    @cached_property
    def rarity(self) -> float:
        return sum(w.rarity for w in self)

    @cached_property
    def content(self) -> int:
        """How many words are no function words."""
        return sum(w.weight >= 1 for w in self)

    @cached_property
    def by_stem(self) -> dict[str, list[int]]:
        """Stem -> its places."""
        return _places(self.stems)

    @cached_property
    def by_near(self) -> dict[str, list[int]]:
        """How the stem of a content word begins -> its places."""
        out = _places(w.stem[:_NEAR] if w.weight >= 1 else "" for w in self)
        out.pop("", None)
        return out

    @cached_property
    def stems(self) -> list[str]:
        return [w.stem for w in self]

    @cached_property
    def nears(self) -> list[str]:
        return [w.near for w in self]

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        return _places(w.folded for w in self)


#: So many letters of two stems must agree where the stems are forms of one.
_NEAR = 5


def _places(keys: Iterable[str]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for n, key in enumerate(keys):
        out.setdefault(key, []).append(n)
    return out


#: Marks that print uses beside ASCII text; none of them is part of a word.
_MARKS = str.maketrans({"’": "'", "“": '"', "”": '"', "‘": "`", "—": "-", "–": "-", "\u00a0": " "})


def fold(text: str) -> str:
    """Lower case without accents, apostrophes straight, contractions written out."""
    flat = text if text.isascii() else text.translate(_MARKS)
    if flat.isascii():
        flat = flat.lower()
    else:
        flat = "".join(c for c in unicodedata.normalize("NFKD", flat.casefold()) if not unicodedata.combining(c))
    if "'" not in flat:
        return flat
    flat = flat.replace("won't", "will not").replace("can't", "can not")
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


@lru_cache(maxsize=65_536)
def _word(folded: str) -> Word | None:
    word = folded.removesuffix("'s").replace("'", "")
    if not word:
        return None
    light, root = word in _LIGHT, stem(word)
    near = root[:_NEAR] if not light and len(root) >= _NEAR else ""
    return Word(word, root, LIGHT if light else 1.0, 0.0 if light else rarity(word), near)


@lru_cache(maxsize=8192)
def words_of(text: str) -> Said:
    """The words of a text, for comparison."""
    return Said(word for found in _WORD.findall(fold(text)) if (word := _word(found)) is not None)


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
    here, held = (words if isinstance(words, Said) else Said(words) for words in (a, b))
    same, near = held.by_stem, held.by_near
    out: list[Sequence[int]] = [same.get(stem, ()) for stem in here.stems]
    for i in [i for i, key in enumerate(here.nears) if key in near]:
        others = near[here.nears[i]]
        if len(others) > len(out[i]):
            out[i] = sorted({*out[i], *(j for j in others if alike(here[i], held[j]))})
    return out


def turned(met: Sequence[Sequence[int]], size: int) -> list[Sequence[int]]:
    """The same meetings for each of the `size` words of `b`: words meet one another."""
    out: list[list[int]] = [[] for _ in range(size)]
    for i, places in enumerate(met):
        for j in places:
            out[j].append(i)
    return list(out)


def aligned(a: Sequence[Word], b: Sequence[Word]) -> float:
    """Weight of the heaviest common subsequence of two word sequences (order-preserving alignment).

    Only places where words meet are looked at (after Hunt and Szymanski, 1977).
    """
    return heaviest(a, b, meetings(a, b))


def heaviest(a: Sequence[Word], b: Sequence[Word], met: Sequence[Sequence[int]]) -> float:
    """The same, from the places in `b` where each word of `a` is met (`meetings`)."""
    row = [0.0] * (len(b) + 1)  # the best within the first j words of b: it never falls
    for x, places in zip(a, met, strict=True):
        for j in reversed(places):
            reached = row[j] + min(x.weight, b[j].weight)
            if row[j + 1] < reached:
                end = bisect_left(row, reached, j + 1)
                row[j + 1 : end] = [reached] * (end - j - 1)
    return row[-1]
