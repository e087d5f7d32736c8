"""Which name a speaker's pronoun, surname or role stands for."""

from __future__ import annotations

from collections.abc import Sequence

from tellings.records import Quote
from tellings.text.quotes_view import View
from tellings.text.quotes_words import PRONOUNS


def _names(v: View) -> list[tuple[int, int]]:
    if v.mentions:
        return [(m.begin, m.end) for m in v.mentions if m.type == "person"]
    out: list[tuple[int, int]] = []
    for token in v.tokens:
        if token.entity == "B-PERSON":
            out.append((token.begin, token.end))
        elif token.entity == "I-PERSON" and out:
            out[-1] = (out[-1][0], token.end)
    return out


def antecedent(v: View, speaker: tuple[int, int], before: Sequence[Quote]) -> tuple[int, int] | None:
    """The fullest name in the article that the speaker at this place stands for."""
    words = v.text[slice(*speaker)].split()
    names = _names(v)
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        earlier = [n for n in names if n[1] <= speaker[0]]
        if not earlier:
            return None
        return antecedent(v, earlier[-1], before) or earlier[-1]
    own = [n for n in names if n[0] < speaker[1] and speaker[0] < n[1]]
    last = (v.text[slice(*own[0])] if own else words[-1]).split()[-1]
    fuller = [n for n in names if last in v.text[slice(*n)].split()]
    if not fuller:
        return speaker if words[-1][:1].isupper() else None
    return max(fuller, key=lambda n: (len(v.text[slice(*n)].split()), -n[0]))
