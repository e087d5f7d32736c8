"""How a case ended for somebody by name, what he was sentenced to, and whether anybody is still missing.

Acquitted, convicted, or the charges dropped; jailed, or given a suspended sentence. A telling that tells two of these
of one person tells of two charges, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.variants_answers import Told, one_answer
from tellings.collate.variants_ends import asked, end_of
from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Point, View
from tellings.records import Token

ACQUITTED, CONVICTED, DROPPED = "acquitted", "convicted", "charges dropped"
JAILED, SUSPENDED = "jailed", "suspended sentence"
_OUTCOMES = frozenset({ACQUITTED, CONVICTED, DROPPED})
_SENTENCES = frozenset({JAILED, SUSPENDED})

_FINDING = {"acquit": ACQUITTED, "exonerate": ACQUITTED, "convict": CONVICTED}
_FOUND = {"guilty": CONVICTED, "innocent": ACQUITTED}
_DROPPING = frozenset("drop dismiss withdraw".split())
_CASES = frozenset("charge case indictment".split())
_JAILING = frozenset("jail imprison".split())
_BARS = frozenset("prison jail bars".split())
_SENDING = frozenset("send sentence put order".split())

_SEVERAL = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|dozens|others?|people)"
_BEING = r"(?:is|are|was|were|remains?|remained)(?: \w+)? (?:missing|unaccounted for)"
_STILL = re.compile(rf"\b{_SEVERAL}\b(?: \w+){{0,3}} {_BEING}\b", re.IGNORECASE)
_FOUND_ALL = re.compile(
    r"\b(?:all|everyone|everybody)\b[^.;]{0,40}\baccounted for\b|"
    rf"\b(?:nobody|no ?one|none)\b(?: \w+){{0,3}} {_BEING}\b",
    re.IGNORECASE,
)


def verdict_points(
    view: View,
    index: Index,
    standing: Mapping[tuple[str, int], str],
    called: Mapping[str, str],
    types: Mapping[str, str],
) -> Iterator[Point]:
    """Ends of cases and sentences of one person by name, and whether anybody is missing, where two tellings differ.

    `index`: the story's words. `standing`: whom pronouns stand for (`variants_whom`). `called`, `types`: entity -> its
    name and its type.
    """
    people = frozenset(e for e, kind in types.items() if kind == "person")
    for about, found in (("what came of the case of {}", _outcomes(index)), ("the sentence of {}", _sentences(index))):
        ends = [e for g, t, value in found if (e := end_of(g, t, value, standing, people)) is not None]
        yield from asked("description", about, ends, called, True)
    yield from one_answer("negation", "whether anybody is missing", _missing(view))


def _outcomes(index: Index) -> Iterator[tuple[Grammar, list[Token], str]]:
    """Of whom it is told how a case ended, with the words that tell it."""
    for word, value in sorted(_FINDING.items()):
        for g, t in index.get(word, ()):
            who = g.core(t).get("patient") if t.pos == "VERB" else None
            if who is not None and not g.denied(t) and not g.purpose(t):
                yield g, [who, t], value
    for word, value in sorted(_FOUND.items()):
        for g, t in index.get(word, ()):
            verb = g.by.get(t.head)
            if verb is None or verb.lemma.lower() != "find" or g.purpose(verb) or g.denied(verb):
                continue
            who = g.core(verb).get("patient") or g.subject(verb)
            no = any(c.dep == "neg" for c in g.below.get(t.ordinal, ()))
            if who is not None:
                yield g, [who, verb, t], ACQUITTED if no else value
    for word in sorted(_DROPPING):
        for g, t in index.get(word, ()):
            case = g.core(t).get("patient") if t.pos == "VERB" else None
            if case is None or case.lemma.lower() not in _CASES or g.denied(t) or g.purpose(t):
                continue
            below = g.below.get(case.ordinal, ())
            whole = case.tag == "NNS" or case.lemma.lower() != "charge"
            if whole and not any(c.dep in ("compound", "amod", "nummod") for c in below):
                against = [p for p in (*below, *g.below.get(t.ordinal, ())) if p.lemma.lower() == "against"]
                whom = [c for p in against for c in g.below.get(p.ordinal, ()) if c.dep == "pobj"]
                yield from ((g, [who, case, t], DROPPED) for who in whom[:1])


def _sentences(index: Index) -> Iterator[tuple[Grammar, list[Token], str]]:
    """Who was jailed or given a suspended sentence, with the words that tell it."""
    for word in sorted(_JAILING):
        for g, t in index.get(word, ()):
            who = g.core(t).get("patient") if t.pos == "VERB" else None
            if who is not None and not g.denied(t) and not g.purpose(t) and _for_a_time(g, t):
                yield g, [who, t], JAILED
    for word in sorted(_SENDING):
        for g, t in index.get(word, ()):
            who = g.core(t).get("patient") if t.pos == "VERB" and not g.denied(t) and not g.purpose(t) else None
            bars = [c for c in g.tokens if c.lemma.lower() in _BARS and t.begin < c.begin]
            if who is not None and bars and not {"suspend", "suspended"} & g.words:
                yield g, [who, t, bars[0]], JAILED
    for word in ("suspend", "suspended"):
        for g, t in index.get(word, ()):
            term = g.by.get(t.head)
            if term is None or t.dep != "amod" or term.lemma.lower() not in ("sentence", "term"):
                continue
            verb = g.head(term)
            core = {} if verb is None else g.core(verb)
            who = next((core[r] for r in ("patient", "agent") if r in core and core[r] is not term), None)
            who = who or (None if verb is None else g.subject(verb))
            if who is not None and verb is not None and not g.denied(verb):
                yield g, [who, t, term], SUSPENDED


def _for_a_time(g: Grammar, verb: Token) -> bool:
    """Whether somebody is jailed by a sentence, not on suspicion: for so long, for life."""
    return any(p.lemma.lower() in ("for", "over") for p in g.below.get(verb.ordinal, ()))


def _missing(view: View) -> list[Told]:
    """Sentences that tell that some are missing, or nobody."""
    rows = []
    for place in sorted(view.sentences):
        s = view.sentences[place]
        text = view.text[place[0]]
        low = text[s.begin : s.end].lower() if s.label in STATING else ""
        if "missing" not in low and "accounted for" not in low:
            continue
        none = _FOUND_ALL.search(text, s.begin, s.end)
        found = none or _STILL.search(text, s.begin, s.end)
        if found:
            rows.append(Told(place, found.start(), found.end(), "none" if none else "some"))
    return rows


def verdict_type(values: Sequence[str]) -> tuple[str, str] | None:
    """Type and reason of a difference between verdicts, by the values of their points; None for other values."""
    found = set(values)
    if found <= _OUTCOMES or found <= _SENTENCES:
        return "contradiction", "one case has one end"
    return None
