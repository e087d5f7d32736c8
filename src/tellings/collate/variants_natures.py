"""What the event was: an accident in one telling, arson in another, by words that say so, affirmed or denied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tellings.collate.variants_answers import Told, one_answer
from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_shown import widened
from tellings.collate.variants_view import Point
from tellings.records import Token

#: What an event was, by the words that say so.
_NATURES = {
    **dict.fromkeys("accident accidental accidentally unintentional unintentionally".split(), "an accident"),
    **dict.fromkeys("deliberate deliberately intentional intentionally arson sabotage".split(), "deliberate"),
    **dict.fromkeys("murder homicide".split(), "deliberate"),
}

#: Charges: that somebody pleads not guilty of one denies nothing about the event.
_CHARGES = frozenset("murder homicide".split())

#: An accident on the road is called so whatever was behind it.
_ROAD = frozenset("car vehicle traffic road motorcycle bike bus train boat plane auto automobile truck lorry".split())

#: Who investigates or judges it, and what it is called before anything is known.
_OFFICES = frozenset(
    "unit squad detective detectives investigator investigators team department division bureau court rate trial "
    "victim weapon commander".split()
)
NATURE, NO = "it was ", "not "


def nature_points(index: Index) -> Iterator[Point]:
    """Words for what an event was, where each telling has one and they exclude one another."""
    rows = [row for word, nature in _NATURES.items() for row in _said(index, word, nature)]
    told: dict[str, set[str]] = defaultdict(set)
    for r in rows:
        told[r.place[0]].add(r.value)
    single = {next(iter(values)) for values in told.values() if len(values) == 1}
    yield from one_answer("description", "what it was", [r for r in rows if any(_against(r.value, v) for v in single)])


def _said(index: Index, word: str, nature: str) -> Iterator[Told]:
    """Where a word says what the event was, or was not."""
    for grammar, t in index.get(word, ()):
        head, below = grammar.by.get(t.head), grammar.below.get(t.ordinal, ())
        office = head is not None and t.dep in ("compound", "amod") and head.lemma.lower() in _OFFICES
        road = any(c.lemma.lower() in _ROAD for c in below)
        numbered = t.tag == "NNS" or any(c.tag == "CD" or c.entity.endswith("ORDINAL") for c in below)
        denied = _ruled_out(grammar, t)
        if office or road or (denied and word in _CHARGES) or (t.pos == "NOUN" and numbered):
            continue  # numbered: the fourth homicide of the year
        value = f"{NATURE}{NO if denied else ''}{nature}"
        yield Told(grammar.place, *widened(grammar.tokens, t.begin, t.end), value)


def _against(a: str, b: str) -> bool:
    """Whether two values exclude one another: one thing said and denied, or two things said."""
    x, y = a.removeprefix(NATURE), b.removeprefix(NATURE)
    return x != y and (x == NO + y or y == NO + x or not (x.startswith(NO) or y.startswith(NO)))


def _ruled_out(grammar: Grammar, token: Token) -> bool:
    """Whether a word for the nature of an event is denied: "arson has been ruled out", "not dealing with arson"."""
    at: Token | None = token
    for _ in range(4):
        if at is None:
            return False
        below = grammar.below.get(at.ordinal, ())
        if any(c.dep == "neg" or (c.dep == "det" and c.lemma.lower() == "no") for c in below):
            return at.lemma.lower() != "rule"
        if at.lemma.lower() in ("rule", "exclude") and at.pos == "VERB":
            return True
        if at.pos == "VERB":
            return False
        at = grammar.head(at)
    return False
