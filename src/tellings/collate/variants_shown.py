"""The smallest span that shows a reading and can be read alone."""

from __future__ import annotations

from collections.abc import Sequence

from tellings.collate.variants_view import nearby
from tellings.records import Token

#: Words that lead from a number to what it is a number of: "a share", "per share", "of the vote".
_MEASURED_BY = frozenset({"per", "a", "an", "each", "of"})


def _comma(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma stands before a word or before the "and" before it: what is joined so is another phrase."""
    before = [t for t in tokens[max(0, at - 3) : at] if t.pos not in ("SYM", "ADV")][-2:]
    return any(t.pos == "PUNCT" for t in before)


def widened(tokens: Sequence[Token], begin: int, end: int, least: int = 3, most: int = 8) -> tuple[int, int]:
    """A span with as much of its phrase as makes it readable alone: `least` words where the phrase has them."""
    tokens = nearby(tokens, begin)
    inside = [i for i, t in enumerate(tokens) if t.begin < end and t.end > begin]
    if not inside:
        return begin, end
    low, high = inside[0], inside[-1]
    words = [i for i, t in enumerate(tokens) if t.pos not in ("PUNCT", "SYM", "PART") and t.lemma != "%"]

    def size(a: int, b: int) -> int:
        return sum(a <= i <= b for i in words)

    place = {t.ordinal: i for i, t in enumerate(tokens)}
    while size(low, high) < least:
        inner = [
            (i, t) for i, t in enumerate(tokens) if low <= i <= high and not (t.dep == "conj" and _comma(tokens, i))
        ]
        heads = {place.get(t.head, i) for i, t in inner}
        outside = sorted(h for h in heads if not low <= h <= high)
        near = [h for h in outside if size(min(low, h), max(high, h)) <= most]
        if near:
            h = min(near, key=lambda h: (abs(h - low) if h < low else abs(h - high), h))
            low, high = min(low, h), max(high, h)
        elif high + 1 < len(tokens) and tokens[high + 1].lemma.lower() in _MEASURED_BY:
            high += 1
        elif low > 0 and tokens[low - 1].pos not in ("PUNCT", "CCONJ"):
            low -= 1
        elif high + 1 < len(tokens) and tokens[high + 1].pos not in ("PUNCT", "CCONJ"):
            high += 1
        elif low > 1 and tokens[low - 1].pos == "PUNCT" and tokens[low - 2].pos == "PROPN":
            low -= 2
            while low > 0 and tokens[low - 1].pos == "PROPN" and size(low - 1, high) <= most:
                low -= 1
            break
        else:
            break
    return tokens[_first(tokens, low)].begin, tokens[_last(tokens, high)].end


def _first(tokens: Sequence[Token], at: int) -> int:
    """The first word of the name that a word is of: "Devon T. Hale, 22", not "Hale, 22"."""
    while tokens[at].pos == "PROPN" and at > 0 and tokens[at - 1].pos == "PROPN":
        at -= 1
    return at


def _last(tokens: Sequence[Token], at: int) -> int:
    """The last word of the name that a word is of."""
    while tokens[at].pos == "PROPN" and at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN":
        at += 1
    return at


def together(tokens: Sequence[Token], words: Sequence[Token], longest: int) -> tuple[int, int]:
    """A readable span of the first of some words of a sentence and those others with which it grows no longer than
    `longest`, in code points."""
    begin, end = words[0].begin, words[0].end
    for t in words[1:]:
        if max(end, t.end) - min(begin, t.begin) <= longest:
            begin, end = min(begin, t.begin), max(end, t.end)
    return widened(tokens, begin, end)
