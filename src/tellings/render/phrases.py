"""Which words of a text part from the texts beside it: whole phrases, not word confetti. Pure functions."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

#: Like words that stand alone between two parting phrases belong to the phrase: up to so many.
BRIDGE = 1
#: Of a text that parts in more than this share of its words nothing is marked: all of it is told in other words.
MOST = 0.6
#: A word is common to the texts when this share of the others has it: one of one to three, two of four to six.
SHARED = 1 / 3
#: Longer texts are not compared: word alignment takes time by the square of the length.
LONGEST = 300
#: Words that alone make no difference.
_ARTICLES = frozenset({"a", "an", "the"})
_PIECES = re.compile(r"\s+|[^\W_]+(?:[.,:'’][^\W_]+)*|.", re.DOTALL)

Piece = tuple[str, bool]


def folded(words: Sequence[str]) -> list[str]:
    """Words as they are compared: without case, one kind of apostrophe."""
    return [w.casefold().replace("’", "'") for w in words]


def _told(tokens: Sequence[str]) -> list[int]:
    return [n for n, token in enumerate(tokens) if token[0].isalnum()]


def _alike(own: Sequence[str], other: Sequence[str]) -> set[int]:
    """The positions of the words that the other text has too, in the same order."""
    blocks = difflib.SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks()
    return {n for a, _, size in blocks for n in range(a, a + size)}


def parting(text: str, others: Sequence[str]) -> list[Piece]:
    """A text in pieces, each with whether it parts from the others; the pieces make up the text."""
    return compared(text, others)[0]


def compared(text: str, others: Sequence[str], anywhere: bool = False) -> tuple[list[Piece], bool]:
    """A text in pieces, each with whether it parts from the others; and whether it is told in other words altogether.

    A word is another's too where that has it at the same place in the order of words, or `anywhere`. One alike word
    between two that part is marked with them, an article alone is not, and nothing is marked in a text that is told in
    other words altogether. Takes the square of the texts' length, which is bounded.
    """
    tokens = _PIECES.findall(text)
    places = _told(tokens)
    own = folded([tokens[n] for n in places])
    rest = [folded([t for t in _PIECES.findall(other) if t[0].isalnum()]) for other in others]
    if not own or not rest or len(own) > LONGEST:
        return ([(text, False)] if text else []), False
    if anywhere:
        found = [{n for n, word in enumerate(own) if word in had} for had in map(frozenset, rest)]
    else:
        found = [_alike(own, other) for other in rest if len(other) <= LONGEST]
    marked = [sum(n in had for had in found) < SHARED * len(found) for n in range(len(own))]
    gap: list[int] = []
    for n, parts in enumerate(marked):  # bridge what stands alone between two marked words
        if not parts:
            gap.append(n)
            continue
        if gap and gap[0] and len(gap) <= BRIDGE:
            for k in gap:
                marked[k] = True
        gap = []
    for begin, end in runs(marked):
        if all(w in _ARTICLES for w in own[begin:end]):
            marked[begin:end] = [False] * (end - begin)
    if sum(marked) > MOST * len(own):
        return [(text, False)], True
    return _pieces(tokens, places, marked), False


def runs(marked: Sequence[bool]) -> list[tuple[int, int]]:
    """Where what is marked stands without a gap, as half-open ranges."""
    out: list[tuple[int, int]] = []
    for n, on in enumerate(marked):
        if on and out and out[-1][1] == n:
            out[-1] = (out[-1][0], n + 1)
        elif on:
            out.append((n, n + 1))
    return out


def _pieces(tokens: Sequence[str], places: Sequence[int], marked: Sequence[bool]) -> list[Piece]:
    """Tokens as pieces: what stands between two marked words, spaces and marks, is marked with them."""
    out: list[Piece] = []
    at = 0
    for begin, end in runs(marked):
        first, last = places[begin], places[end - 1] + 1
        if at < first:
            out.append(("".join(tokens[at:first]), False))
        out.append(("".join(tokens[first:last]), True))
        at = last
    rest = "".join(tokens[at:])
    return [*out, (rest, False)] if rest else out
