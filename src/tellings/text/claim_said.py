"""What a claim or a sentence says, ready to be compared: words by weight, names, numbers and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tellings.text.claim_words import CARRYING, CLOCK, JOINTS, LASTING, WORD, dates, denies, lasts, term
from tellings.text.prior import rarity
from tellings.text.quantities import Amount, find_quantities

#: To be in charge, or free of charge, is no charge.
_CHARGE = re.compile(r"\b(?:in|free of|tak(?:e|es|en|ing)|took) charge\b", re.I)

#: Words in more than two of three articles carry nothing of a claim.
COMMON = 0.4


@dataclass(frozen=True, slots=True)
class Said:
    """What a stretch of text says, ready to be compared."""

    terms: frozenset[str]
    names: frozenset[str]  # lower-cased tokens that begin with a capital
    weights: dict[str, float]  # term -> how much it counts
    amounts: tuple[Amount, ...]
    text: str = ""


def read(text: str) -> Said:
    """What a text says. A time of day is no amount."""
    hours = [(m.start(), m.end()) for m in CLOCK.finditer(text)]
    listed = [a for a in find_quantities(text, ()) if a.bound != "vague" and not _nobodys(text, a)]
    amounts = tuple(a for a in listed if not any(b <= a.begin < e for b, e in hours))
    taken = [*((a.begin, a.end) for a in amounts), *hours, *(m.span() for m in _CHARGE.finditer(text))]
    dated = frozenset().union(*dates(text).values())
    weights: dict[str, float] = {}
    names = set()
    for m in WORD.finditer(text):
        word = m[0].lower()
        if any(a <= m.start() < b for a, b in taken) or denies(word) or word in JOINTS or word in dated:
            continue
        weight = 0.0 if word in CARRYING else rarity(word)
        if weight > COMMON:
            weights[term(word)] = max(weight, weights.get(term(word), 0.0))
        if m[0][0].isupper():
            names.add(word)
    if any(lasts(a.what, a.unit) for a in amounts):
        weights = {t: w for t, w in weights.items() if t not in _LAST}  # "took five days", "over five days"
    return Said(frozenset(weights), frozenset(names), weights, amounts, text)


def _nobodys(text: str, a: Amount) -> bool:
    """Whether a number counts nothing: "no one", or the company that was with a witness."""
    return bool(_OURS.match(text, a.end)) or text[max(0, a.begin - 3) : a.begin].lower() == "no "


_LAST = frozenset(map(term, LASTING))


def equal(a: Amount, b: Amount) -> bool:
    """Whether two quantities have one value; "over five days" is how long it took, not more than five."""
    over = _lasting(a) and _lasting(b) and {a.bound, b.bound} == {"exact", "more than"} and a.low == b.low
    return over or (a.low, a.high) == (b.low, b.high)


def _lasting(a: Amount) -> bool:
    return lasts(a.what, a.unit)


_LEAD = re.compile(r"([^\W\d_]+) \Z")
#: A witness counts the company that was with her: "three of us".
_OURS = re.compile(r" of (?:us|you)\b", re.I)


def counted(text: str, a: Amount) -> set[str]:
    """What a number may count: the terms of the next three words before a mark and of the word before it.

    Rules alone find no head noun: "seven people were injured", "injuring seven people".
    """
    run = re.match(r"(?:[\s-]*[^\W\d_][^\W_]*(?:['’][^\W_]+)*){0,3}", text[a.end :])
    said = {term(m[0].lower()) for m in WORD.finditer(run[0] if run else "")}
    lead = _LEAD.search(text[max(0, a.begin - 24) : a.begin])
    if lead and lead[1].lower() not in JOINTS:
        said.add(term(lead[1].lower()))
    return said | ({term(a.what.lower())} if a.what else set())


def comparable(a: Amount, b: Amount, said: set[str], other: set[str]) -> bool:
    """Whether two quantities measure the same thing, as far as can be told."""
    if a.kind != b.kind or a.unit != b.unit or _lasting(a) != _lasting(b):
        return False
    said, other = said - _PERSONS, other - _PERSONS
    return a.unit is not None or not said or not other or bool(said & other)


_PERSONS = frozenset(map(term, ("people", "persons", "person")))
#: "By 43 votes" is how far apart two are; "43 votes" are votes.
_MARGIN = re.compile(r"\bby (?:just |only |about |some )?\Z", re.I)


def margin(text: str, a: Amount) -> bool:
    """Whether a number is how far apart two are."""
    return bool(_MARGIN.search(text[max(0, a.begin - 12) : a.begin]))


def shown(text: str, a: Amount) -> str:
    """A number with what it counts, as it stands."""
    return text[a.begin : max(a.end, a.what_end or 0)]
