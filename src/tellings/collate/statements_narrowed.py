"""What narrows a noun: a second victim is not a victim, a deputy chief is not the chief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tellings.records import Token
from tellings.text.quantities_words import cardinal, ordinal

#: What stands below or in the place of an office.
_BESIDE = frozenset("deputy vice acting interim assistant associate".split())
#: How a word that narrows hangs on its noun.
_PARTS = frozenset("amod compound nmod".split())
#: "First" is also said of what has no second.
_LEAST = 2

#: Of every noun (its lemma) the words that narrow it, or the number that an ordinal is.
Narrowed = Mapping[str, frozenset[str]]


def narrowed(tokens: Sequence[Token]) -> Narrowed:
    """The nouns of a part of a sentence that ordinals from "second" on, or words such as "deputy", narrow."""
    found = [(t, sort) for t in tokens if (sort := _narrows(t))]
    if not found:
        return {}
    by = {t.ordinal: t for t in tokens}
    out: dict[str, set[str]] = {}
    for t, sort in found:
        noun = by.get(t.head)
        if noun is not None and t.dep in _PARTS and noun.pos in ("NOUN", "PROPN") and noun.begin > t.begin:
            out.setdefault(noun.lemma.lower(), set()).add(sort)
    return {noun: frozenset(sorts) for noun, sorts in out.items()}


def _narrows(t: Token) -> str:
    """What a word narrows to: itself, or the number of an ordinal; "" for others."""
    word = t.lemma.lower()
    if word in _BESIDE:
        return word
    rank = ordinal(word) if t.dep in _PARTS else None
    return f"{rank:g}" if rank is not None and rank >= _LEAST else ""


def widened(text: Narrowed, member: Sequence[Token]) -> bool:
    """Whether a sentence names what a text narrows and leaves out what narrows it: it tells of another, or of any.

    "Two workers" are told by "a second worker", however a sentence goes on to count.
    """
    words = {t.lemma.lower() for t in member}
    here = narrowed(member)
    for noun, sorts in text.items():
        if noun not in words or sorts <= here.get(noun, frozenset()) or sorts <= words:
            continue
        counted = {f"{many:g}" for word in words if (many := cardinal(word)) is not None}
        if not sorts <= counted:
            return True
    return False
