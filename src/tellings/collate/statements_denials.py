"""What a sentence denies: "not related" where another says "related"."""

from __future__ import annotations

from collections.abc import Sequence

from tellings.records import Token

#: Words whose head is denied: the verb of "not", the noun of "no".
_DENYING = frozenset("not no never none nobody nothing without neither nor".split())

#: Verbs whose object or complement is denied: "declined to comment", "denied the charge".
_REFUSING = frozenset("deny decline refuse fail".split())
_ANY = _DENYING | _REFUSING
_COMPLEMENTS = frozenset("xcomp ccomp dobj".split())


def negated(tokens: Sequence[Token]) -> list[Token]:
    """The words that a negation hangs on, with what "is not" denies behind the verb, and what "without" lacks."""
    by = {t.ordinal: t for t in tokens}
    out: list[Token] = []
    for token in tokens:
        lemma = token.lemma.lower()
        if lemma == "without":
            out += [t for t in tokens if t.head == token.ordinal and t.dep in ("pobj", "pcomp")]
        elif (token.dep == "neg" or lemma in _DENYING) and token.head in by:
            over = by[token.head]
            out += [over, *_predicate(over, tokens)]
        elif lemma in _REFUSING and token.pos == "VERB":
            out += [t for t in tokens if t.head == token.ordinal and t.dep in _COMPLEMENTS]
    return out


def denials(tokens: Sequence[Token]) -> dict[str, int]:
    """The lemmas of the words that a sentence denies."""
    return dict.fromkeys((t.lemma.lower() for t in negated(tokens)), 1)


def denies(tokens: Sequence[Token]) -> bool:
    """Whether some word denies another, or may."""
    return any(t.dep == "neg" or t.lemma.lower() in _ANY for t in tokens)


def _predicate(verb: Token, tokens: Sequence[Token]) -> list[Token]:
    """What "is not" denies: the word behind the verb."""
    if verb.pos != "AUX":
        return []
    return [t for t in tokens if t.head == verb.ordinal and t.dep in ("acomp", "attr")]
