"""A sentence as the words by which its tellings are laid side by side, and where it may be cut.

A word tells something (content) or holds the others together; two words of two tellings are one where they are the same
lemma or name one entity or concept. A passage may be cut only between phrases: no modifier is parted from its noun, and
nothing ends in a preposition or an article.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tellings.collate.variants_grammar import CONTENT, Grammar
from tellings.collate.variants_view import Place
from tellings.records import Token
from tellings.text.prior import rarity

#: Verbs of telling and being, and what merely points: every sentence has them.
_EMPTY = frozenset(
    "be have do will would say tell also then now that this these those it he she they there here who which not".split()
)
#: What a word adds to a passage that tells nothing itself.
_HOLDS = 0.1
#: A rarer word than this is a name or a misspelling: it weighs no more.
_RAREST = 8.0

_VALUES = {
    "DATE": "time", "TIME": "time", "CARDINAL": "number", "MONEY": "number", "PERCENT": "number", "QUANTITY": "number",
    "ORDINAL": "number", "PERSON": "person", "GPE": "ground", "LOC": "ground", "FAC": "ground", "ORG": "body",
    "NORP": "body",
}  # fmt: skip
_PARTS = {"VERB": "verb", "NOUN": "noun", "ADJ": "how", "ADV": "how", "PROPN": "name", "NUM": "number"}

_MARKS = frozenset({"PUNCT", "SPACE", "SYM"})
_TELLING = CONTENT | {"ADV"}

_TIGHT = frozenset(
    "det amod compound nummod poss quantmod nmod aux auxpass neg case predet advmod npadvmod punct cc preconj".split()
)
_NO_END = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART"})
_NO_START = frozenset({"CCONJ"})


@dataclass(slots=True)
class Words:
    """The words of one sentence, punctuation left out: by place in the row."""

    place: Place
    tokens: list[Token]
    lows: list[str]
    keys: list[str]  # entity or concept of a content word; "" for others
    weights: list[float]
    heads: list[int]  # the place of the word above; -1 for none
    names: frozenset[str]  # lemmas and keys of all content words
    sorts: list[str]  # what a content word tells: a number, a time, a person ...; "" for others
    cuts: tuple[list[int], list[int]] | None = None  # `borders`, once they are asked for

    def named(self, first: int, last: int) -> set[str]:
        """The lemmas and keys of the content words `first`..`last`, the last one left out."""
        out = set()
        for key, low in zip(self.keys[first:last], self.lows[first:last], strict=True):
            if key:
                out.add(key)
                out.add(low)
        return out

    def span(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens[first].begin, self.tokens[last - 1].end


def words_of(g: Grammar) -> Words:
    """The words of a sentence."""
    out = Words(g.place, [], [], [], [], [], frozenset(), [])
    at: dict[int, int] = {}
    names: set[str] = set()
    for t, low in zip(g.tokens, g.lows, strict=True):
        pos = t.pos
        if pos in _MARKS:
            continue
        at[t.ordinal] = len(at)
        key, weight, sort = "", _HOLDS, ""
        if pos in _TELLING and low not in _EMPTY:
            key, weight = g.key(t) or low, min(rarity(low), _RAREST)
            sort = _VALUES.get(t.entity[2:]) or _PARTS.get(pos, "")
            if key:
                names.update((low, key))
        out.tokens.append(t)
        out.lows.append(low)
        out.keys.append(key)
        out.weights.append(weight)
        out.sorts.append(sort)
    out.heads = [at.get(t.head, -1) if t.head != t.ordinal else -1 for t in out.tokens]
    out.names = frozenset(names)
    return out


def borders(w: Words) -> tuple[list[int], list[int]]:
    """The places at which a passage may begin, and those before which it may end."""
    if w.cuts is not None:
        return w.cuts
    n = len(w.tokens)
    closed = [False] * (n + 1)
    before = None
    for i, (t, h) in enumerate(zip(w.tokens, w.heads, strict=True)):
        dep = t.dep
        if before is not None and (before.end == t.begin or (before.entity[2:] and t.entity[:1] == "I")):
            closed[i] = True
        if h >= 0 and dep in _TIGHT:
            if abs(h - i) <= 6:
                for at in range(min(i, h) + 1, max(i, h) + 1):
                    closed[at] = True
        elif h == i - 1 >= 0 and dep in ("prt", "pobj"):
            closed[i] = True
        before = t
    begins = [i for i in range(n) if not closed[i] and w.tokens[i].pos not in _NO_START]
    ends = [i for i in range(1, n + 1) if not closed[i] and w.tokens[i - 1].pos not in _NO_END]
    w.cuts = begins or [0], ends or [n]
    return w.cuts


def cut(w: Words, good: Sequence[int], near: tuple[int, int], most: int) -> tuple[int, int]:
    """The passage of `most` words at most, cut between phrases, that holds the most of the words `good`.

    It lies about the passage `near`; of two as good ones the shorter, then the earlier.
    """
    weights = [0.0] * (len(w.tokens) + 1)
    for i in good:
        weights[i + 1] = w.weights[i]
    worth = list(accumulate(weights))
    begins, ends = borders(w)
    low, high = min(good), max(good) + 1
    begins = begins[bisect_left(begins, near[0] - most) : bisect_right(begins, high)] or [near[0]]
    ends = ends[bisect_right(ends, low) : bisect_right(ends, near[1] + most)] or [near[1]]
    best, found = None, near
    for b in begins:
        last = bisect_right(ends, b + most) - 1  # words weigh nothing less than 0: the longest passage holds the most
        if last < 0 or ends[last] <= b:
            continue
        value = round(worth[ends[last]] - worth[b], 6)
        if best is not None and value < best[0]:
            continue
        while last and ends[last - 1] > b and round(worth[ends[last - 1]] - worth[b], 6) == value:
            last -= 1
        told = (value, b - ends[last], -b)
        if best is None or told > best:
            best, found = told, (b, ends[last])
    return found
