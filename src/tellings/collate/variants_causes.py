"""Why it happened, who is to blame, and what it was: an accident in one telling, arson in another.

These are asked of every story once, so they are compared over all of it: what is said to have caused one thing, whom
the tellings blame, and words for the nature of the event (accident, deed, suicide), affirmed or denied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_shown import widened
from tellings.collate.variants_titles import noun
from tellings.collate.variants_view import Place, Point, Reading
from tellings.records import Token
from tellings.text.concepts import concept

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
_GIVING = frozenset("put lay place pin".split())

#: What says nothing of who or what it was.
_EMPTY = frozenset(
    "it they he she this that which who what incident accident event cause reason problem fault one other thing crash "
    "fire situation number lot series combination people person man woman".split()
)

#: What is shown of a cause is no longer than this, in code points.
LONGEST = 80

CAUSE, BLAME, NATURE = "cause: ", "to blame: ", "it was "


@dataclass(frozen=True, slots=True, order=True)
class _Told:
    place: Place
    begin: int
    end: int
    key: str
    shown: str


def cause_points(index: Index) -> Iterator[Point]:
    """What tellings say of one cause, of who is to blame, and of what it was, where no two of them can agree.

    `index`: the story's words.
    """
    causes: dict[str, list[_Told]] = defaultdict(list)
    for grammar, t in index.get("cause", ()):
        for effect, told in _cause(grammar, t):
            causes[effect].append(told)
    for effect in sorted(causes):
        yield from _points(causes[effect], CAUSE, f"what caused the {effect}")
    blamed = [told for grammar, t in index.get("blame", ()) for told in _blamed(grammar, t)]
    yield from _points(blamed, BLAME, "who is to blame")
    yield from _nature_points(index)


def _points(rows: Sequence[_Told], label: str, about: str) -> Iterator[Point]:
    """One point of what tellings name, if no two tellings that differ name anything in common."""
    named: dict[str, set[str]] = defaultdict(set)
    for r in rows:
        named[r.place[0]].add(r.key)
    apart = {
        article for article in named if any(other != article and not named[article] & named[other] for other in named)
    }
    common = {key for key in {r.key for r in rows} if sum(key in named[a] for a in named) == len(named)}
    keep = sorted({r for r in rows if r.place[0] in apart and r.key not in common})
    shown: dict[str, str] = {}
    for r in keep:
        shown.setdefault(r.key, r.shown)
    if len(shown) > 1:
        yield Point(
            "description", about, tuple(Reading(r.place[0], r.begin, r.end, label + shown[r.key]) for r in keep)
        )


def _cause(grammar: Grammar, t: Token) -> Iterator[tuple[str, _Told]]:
    """What is said to have caused what: "the fire was caused by a lamp", "a lamp caused the fire"."""
    if t.pos == "VERB" and not grammar.denied(t):
        frame = grammar.frame(t)
        cause, effect = frame.of("agent"), frame.of("patient")
        if cause is not None and effect is not None:
            yield from _told(grammar, cause.token, effect.token, t)


def _told(grammar: Grammar, cause: Token, effect: Token, verb: Token) -> Iterator[tuple[str, _Told]]:
    if cause.pos in ("NOUN", "PROPN") and effect.pos == "NOUN" and cause.lemma.lower() not in _EMPTY:
        yield concept(effect.lemma.lower()), _row(grammar, cause, verb)


def _row(grammar: Grammar, token: Token, verb: Token) -> _Told:
    begin, end = min(token.begin, verb.begin), max(token.end, verb.end)
    if end - begin > LONGEST:
        begin, end = token.begin, token.end
    text = grammar.view.text[grammar.place[0]]
    return _Told(
        grammar.place, *widened(grammar.tokens, begin, end), grammar.key(token), noun(text, grammar.tokens, token)
    )


def _blamed(grammar: Grammar, t: Token) -> Iterator[_Told]:
    """Whom or what a sentence blames."""
    if grammar.denied(t):
        return
    above = grammar.by.get(t.head)
    found: Token | None = None
    on = _upon(grammar, t)
    being = above is not None and above.lemma.lower() == "be" and t.dep in ("xcomp", "acomp", "ccomp")
    if t.pos == "VERB" and above is not None and being:
        found = grammar.subject(above)
    elif t.pos == "VERB":
        found = on[0] if on else grammar.core(t).get("patient")
    elif above is not None and above.lemma.lower() in _GIVING:
        on += _upon(grammar, above)
        found = on[0] if on else None
    if found is not None and found.pos in ("NOUN", "PROPN") and found.lemma.lower() not in _EMPTY:
        yield _row(grammar, found, t)


def _upon(grammar: Grammar, token: Token) -> list[Token]:
    """What stands behind "on" of a word: blamed the crash on the driver."""
    beside = [p for p in grammar.below.get(token.ordinal, ()) if p.lemma.lower() in ("on", "upon")]
    return [c for p in beside for c in grammar.below.get(p.ordinal, ()) if c.dep == "pobj"]


def _nature_points(index: Index) -> Iterator[Point]:
    """Words for what an event was, where each telling has one and they exclude one another."""
    rows: list[_Told] = []
    for word, nature in _NATURES.items():
        for grammar, t in index.get(word, ()):
            head = grammar.by.get(t.head)
            office = head is not None and t.dep in ("compound", "amod") and head.lemma.lower() in _OFFICES
            road = any(c.lemma.lower() in _ROAD for c in grammar.below.get(t.ordinal, ()))
            denied = _ruled_out(grammar, t)
            if t.pos == "NOUN" and (t.tag == "NNS" or any(c.tag == "CD" or c.entity.endswith("ORDINAL")
                                                          for c in grammar.below.get(t.ordinal, ()))):  # fmt: skip
                continue  # the fourth homicide of the year
            if not (office or road or (denied and word in _CHARGES)):
                span = widened(grammar.tokens, t.begin, t.end)
                rows.append(_Told(grammar.place, *span, f"not {nature}" if denied else nature, word))
    told: dict[str, set[str]] = defaultdict(set)
    for r in rows:
        told[r.place[0]].add(r.key)
    single = {article: next(iter(keys)) for article, keys in told.items() if len(keys) == 1}
    natures = set(single.values())
    against = {
        key
        for a in natures
        for key in natures
        if a != key and (a == f"not {key}" or key == f"not {a}" or not (a.startswith("not") or key.startswith("not")))
    }
    keep = sorted({r for r in rows if r.place[0] in single and r.key in against})
    if len({r.key for r in keep}) > 1:
        yield Point(
            "description", "what it was", tuple(Reading(r.place[0], r.begin, r.end, NATURE + r.key) for r in keep)
        )


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
