"""What stands around a value in its sentence: what governs it, what it measures, whose age it is, who acts."""

from __future__ import annotations

from collections.abc import Sequence

from tellings.records import Token
from tellings.text.concepts import concept

#: Words on either side of a value that tell what it is a value of.
REACH = 6

#: Verbs whose subject the value measures.
_MEASURING = frozenset({"take", "last", "measure", "weigh", "cost", "span", "be"})


def governing(tokens: Sequence[Token], inside: Sequence[int]) -> Token | None:
    """The nearest verb above a value, else the noun above it; None when there is neither."""
    by = {t.ordinal: t for t in tokens}
    at: Token = tokens[inside[0]]
    noun: Token | None = None
    own = {tokens[i].ordinal for i in inside}
    for _ in range(len(tokens)):
        if at.ordinal not in own:
            if at.pos == "VERB":
                return at
            if at.pos in ("NOUN", "PROPN") and noun is None:
                noun = at
        above = by.get(at.head)
        if above is None or above is at:
            break
        at = above
    return noun


def measured(tokens: Sequence[Token], inside: Sequence[int]) -> str:
    """The concept of the noun that is measured: "a depth of 10 km", "a two-hour flight", "a flight that takes"."""
    by = {t.ordinal: t for t in tokens}
    own = {tokens[i].ordinal for i in inside}
    for i in inside:
        above = by.get(tokens[i].head)
        if above is None or above.ordinal in own:
            continue
        noun: Token | None = above
        if above.pos == "ADP":
            noun = by.get(above.head)
        elif above.lemma.lower() in _MEASURING:
            subjects = [t for t in tokens if t.head == above.ordinal and t.dep == "nsubj"]
            noun = by.get(above.head) if subjects and subjects[0].pos == "PRON" else next(iter(subjects), None)
        if noun is not None and noun.ordinal not in own and noun.pos == "NOUN":
            return concept(noun.lemma.lower())
    return ""


def actor(tokens: Sequence[Token], verb: Token | None) -> str:
    """The concept of the noun or name that a verb has as its subject; "" for pronouns and where it has none."""
    subjects = [t for t in tokens if verb is not None and t.head == verb.ordinal and t.dep in ("nsubj", "nsubjpass")]
    return concept(subjects[0].lemma.lower()) if subjects and subjects[0].pos in ("NOUN", "PROPN") else ""


def aged(tokens: Sequence[Token], inside: Sequence[int]) -> list[Token]:
    """The name of whose age a number is: the one right before it ("Jane Doe, 44") or behind it ("44-year-old Doe")."""
    low, high = inside[0] - 1, inside[-1] + 1
    while low >= 0 and tokens[low].pos == "PUNCT":
        low -= 1
    found: list[Token] = []
    while low >= 0 and tokens[low].pos == "PROPN":
        found.append(tokens[low])
        low -= 1
    while (
        not found and high < len(tokens) and high - inside[-1] <= REACH and tokens[high].pos in ("NOUN", "ADJ", "PROPN")
    ):
        found = [tokens[high]] if tokens[high].pos == "PROPN" else []
        high += 1
    return found
