"""What one telling says is not known or not named, and another tells: who the suspect is, why he did it, the cause.

Early tellings say outright what nobody tells them ("police have not identified the gunman", "the motive is unclear").
A telling that names him, or gives the motive, says more: what was open is told. Silence is no reading: both tellings
speak of the matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_shown import widened
from tellings.collate.variants_view import Place, Point, Reading
from tellings.records import EntityMention, Token

NAMED, UNNAMED = "named", "not named"
KNOWN, UNKNOWN = "known", "not known"

#: Who did it and who suffered it, by the nouns of reports before they have names, and what is done to them or by them.
_DOERS = frozenset(
    "suspect gunman shooter attacker assailant perpetrator robber burglar killer thief intruder arsonist stabber "
    "kidnapper bomber".split()
)
_SUFFERERS = frozenset("victim deceased".split())
_SOUGHT = frozenset("arrest charge accuse indict capture apprehend detain book suspect identify name".split())
_SUFFERED = frozenset("kill shoot stab injure wound identify name slay".split())
_DID = frozenset("shoot kill stab attack rob kidnap".split())

NAMING = frozenset("identify name".split())
GIVING = frozenset("release disclose reveal know say publish provide give confirm".split())
IDENTITY = frozenset("identity name".split())
_REFUSING = frozenset("decline refuse fail".split())

#: What says that nobody knows it yet.
_UNKNOWN = re.compile(
    r"\bun(?:known|clear|determined)\b|\b(?:under|ongoing) investigation\b|\bbeing investigated\b|"
    r"(?:\b(?:not|no|never|yet to)|n['’]t)\b[^.;]{0,30}?\b(?:knew|known?|clear|idea|determined?|establish\w*|say|said|"
    r"given|figure|find|disclosed?|discuss\w*|released?|comment\w*|identif\w+)\b",
    re.IGNORECASE,
)

#: What is believed that somebody tried to do tells why he came.
_BELIEVING = frozenset("suspect believe think allege".split())
_TRYING = frozenset("attempt try plan intend mean".split())

#: What happened that causes are asked for.
_EVENTS = frozenset("fire blaze crash explosion blast accident collision leak derailment death outage collapse".split())

#: A name in apposition stands so near, in code points.
BESIDE = 25

#: What is shown is no longer than this, in code points; so many places of one telling.
LONGEST, MOST_SHOWN = 90, 3


@dataclass(frozen=True, slots=True, order=True)
class _Told:
    place: Place
    begin: int
    end: int
    value: str
    who: str = ""  # the entity that is named


def known_points(
    index: Index,
    types: Mapping[str, str],
    mentions: Sequence[EntityMention],
    standing: Mapping[tuple[str, int], str],
) -> Iterator[Point]:
    """Matters that one telling says are not known or not named, and another tells.

    `index`: the story's words. `types`: entity -> its type. `standing`: whom pronouns stand for (`variants_whom`).
    """
    held: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        held[m.article].add(m.entity)
    for nouns, deeds, done, about in (
        (_DOERS, _SOUGHT, _DID, "whether the suspect is named"),
        (_SUFFERERS, _SUFFERED, frozenset({"die"}), "whether the victims are named"),
    ):
        unnamed = list(_unnamed(index, nouns, standing))
        if unnamed:
            yield from _named_point(unnamed, list(_named(index, types, nouns, deeds, done)), held, about)
    yield from _point(list(_motives(index)), "why it was done")
    yield from _point(list(_causes(index)), "what caused it")


def _named_point(
    unnamed: Sequence[_Told], named: Sequence[_Told], held: Mapping[str, set[str]], about: str
) -> Iterator[Point]:
    """Tellings that say that somebody is not named, and those that name one whom none of the former names."""
    silent = {r.place[0] for r in unnamed}
    kept = [r for r in named if r.place[0] not in silent and not any(r.who in held[a] for a in silent)]
    yield from _point([*unnamed, *kept], about)


def _point(rows: Sequence[_Told], about: str) -> Iterator[Point]:
    """One point of a matter; a telling that both leaves it open and tells it is left out."""
    told: dict[str, set[str]] = defaultdict(set)
    for r in rows:
        told[r.place[0]].add(r.value)
    shown: dict[str, list[Reading]] = defaultdict(list)
    for r in sorted(set(rows)):
        if len(told[r.place[0]]) == 1 and len(shown[r.place[0]]) < MOST_SHOWN:
            shown[r.place[0]].append(Reading(r.place[0], r.begin, r.end, r.value))
    found = tuple(r for article in sorted(shown) for r in shown[article])
    if len({r.value for r in found}) > 1:
        yield Point("description", about, found)


def _row(grammar: Grammar, tokens: Sequence[Token], value: str, who: str = "") -> _Told:
    """From the first to the last of some words, as far as they stand near the first of them as listed."""
    begin, end = tokens[0].begin, tokens[0].end
    for t in tokens[1:]:
        if max(end, t.end) - min(begin, t.begin) <= LONGEST:
            begin, end = min(begin, t.begin), max(end, t.end)
    return _Told(grammar.place, *widened(grammar.tokens, begin, end), value, who)


def _of(grammar: Grammar, token: Token) -> Token | None:
    """Whose a noun is: "the gunman's name", "the identity of the gunman"."""
    below = grammar.below.get(token.ordinal, ())
    whose = [c for c in below if c.dep == "poss"]
    whose += [c for p in below if p.lemma.lower() == "of" for c in grammar.below.get(p.ordinal, ()) if c.dep == "pobj"]
    return whose[0] if whose else None


def _is(grammar: Grammar, token: Token | None, nouns: frozenset[str], standing: Mapping[tuple[str, int], str]) -> bool:
    """Whether a word is one of some nouns, or a pronoun that stands for one."""
    if token is None:
        return False
    return token.lemma.lower() in nouns or standing.get((token.article, token.begin), "") in nouns


def refused(grammar: Grammar, verb: Token) -> Token | None:
    """The word that says that a verb was not done: "did not", "declined to", "has yet to"."""
    at: Token | None = verb
    for _ in range(3):
        if at is None:
            return None
        below = grammar.below.get(at.ordinal, ())
        found = [c for c in below if c.dep == "neg" or c.lemma.lower() in ("yet", "never", "not")]
        if at is not verb and at.lemma.lower() in _REFUSING:
            return at
        if found:
            return found[0]
        at = grammar.by.get(at.head) if at.dep in ("xcomp", "ccomp", "acomp") and at.head != at.ordinal else None
    return None


def _unnamed(index: Index, nouns: frozenset[str], standing: Mapping[tuple[str, int], str]) -> Iterator[_Told]:
    """Where tellings say that somebody has not been named."""
    for word in sorted(NAMING):
        for g, t in index.get(word, ()):
            core = g.core(t) if t.pos == "VERB" else {}
            no = refused(g, t) if t.pos == "VERB" else None
            if no is not None and _is(g, core.get("patient"), nouns, standing):
                yield _row(g, [t, core["patient"], no], UNNAMED)
    for word in sorted(IDENTITY):
        for g, t in index.get(word, ()):
            verb = g.by.get(t.head)
            if t.pos != "NOUN" or verb is None or verb.lemma.lower() not in GIVING or t.dep == "pobj":
                continue
            no, whose = refused(g, verb), _of(g, t)
            if no is not None and whose is not None and _is(g, whose, nouns, standing):
                yield _row(g, [t, verb, whose, no], UNNAMED)
    for word in sorted(nouns):
        for g, t in index.get(word, ()):
            verb = g.by.get(t.head)
            unknown = [
                c
                for c in (*g.below.get(t.ordinal, ()), *(g.below.get(verb.ordinal, ()) if verb is not None else ()))
                if c.lemma.lower() in ("unknown", "unidentified") and c.dep in ("amod", "acomp")
            ]
            several = any(c.dep == "nummod" for c in g.below.get(t.ordinal, ()))
            if t.pos == "NOUN" and t.tag == "NN" and unknown and not several:
                yield _row(g, [t, unknown[0]], UNNAMED)


def _named(
    index: Index, types: Mapping[str, str], nouns: frozenset[str], deeds: frozenset[str], done: frozenset[str]
) -> Iterator[_Told]:
    """Where tellings name whom they hold to be somebody: "suspect Jane Doe", "arrested Jane Doe"."""

    def named(g: Grammar, token: Token | None) -> str:
        found = "" if token is None or token.pos != "PROPN" else g.entities.get((token.article, token.begin), "")
        person = types.get(found) == "person" or (token is not None and token.entity.endswith("PERSON"))
        return found if person else ""

    for word in sorted(nouns):
        for g, t in index.get(word, ()):
            for c in (g.by.get(t.head), *g.below.get(t.ordinal, ())):
                beside = c is not None and (c.dep == "appos" or t.dep in ("appos", "compound", "nmod"))
                near = c is not None and max(c.begin - t.end, t.begin - c.end) <= BESIDE
                if c is not None and beside and near and (who := named(g, c)):
                    yield _row(g, [c, t], NAMED, who)
    for word in sorted(deeds | done):
        for g, t in index.get(word, ()):
            if t.pos != "VERB" or refused(g, t) is not None:
                continue
            core = g.core(t)
            for role in (["patient"] if word in deeds else []) + (["agent"] if word in done else []):
                if who := named(g, core.get(role)):
                    yield _row(g, [core[role], t], NAMED, who)


def _motives(index: Index) -> Iterator[_Told]:
    """What tellings say of the motive: that it is not known, or what it is."""
    for g, t in index.get("motive", ()):
        s = g.view.sentences[g.place]
        unknown = _UNKNOWN.search(g.view.text[g.place[0]], s.begin, s.end)
        verb = g.by.get(t.head, t)
        if unknown:
            yield _row(g, [t, verb, *g.below.get(verb.ordinal, ())], UNKNOWN)
        elif t.dep == "nsubj" and verb.lemma.lower() in ("be", "appear", "seem") and not g.denied(t):
            told = [c for c in g.below.get(verb.ordinal, ()) if c.dep in ("attr", "xcomp")]
            if told:
                yield _row(g, [t, verb, *told, *(c for x in told for c in g.below.get(x.ordinal, ()))], KNOWN)
    for word in sorted(_TRYING):
        for g, t in index.get(word, ()):
            above = g.by.get(t.head)
            core = g.core(t)
            deed = next((c for c in g.below.get(t.ordinal, ()) if c.dep == "xcomp"), None)
            believed = above is not None and above.lemma.lower() in _BELIEVING and t.dep == "ccomp"
            if believed and deed is not None and "agent" in core and not g.denied(t):
                patient = g.core(deed).get("patient")
                yield _row(g, [deed, t, core["agent"], *([patient] if patient else [])], KNOWN)


def _causes(index: Index) -> Iterator[_Told]:
    """What tellings say of the cause of an event: that it is not known, or what it is."""
    for g, t in index.get("cause", ()):
        s = g.view.sentences[g.place]
        text = g.view.text[g.place[0]]
        unknown = _UNKNOWN.search(text, s.begin, s.end)
        if t.pos == "NOUN":
            of = _of(g, t)
            if of is not None and of.lemma.lower() not in _EVENTS:
                continue
            verb = g.by.get(t.head)
            if unknown:
                yield _row(g, [t, *(w for w in g.tokens if unknown.start() <= w.begin < unknown.end())], UNKNOWN)
            elif verb is not None and verb.lemma.lower() == "be" and t.dep == "nsubj":
                told = [c for c in g.below.get(verb.ordinal, ()) if c.dep == "attr"]
                if told:
                    yield _row(g, [t, *told], KNOWN)
        elif t.pos == "VERB" and not g.denied(t):
            core = g.core(t)
            cause, effect = core.get("agent"), core.get("patient")
            if cause is None or effect is None or effect.lemma.lower() not in _EVENTS:
                continue
            if unknown or cause.pos == "PRON":
                if unknown and cause.lemma.lower() == "what":
                    yield _row(g, [t, cause, effect], UNKNOWN)
            elif cause.pos in ("NOUN", "PROPN"):
                beside = [c for c in g.below.get(cause.ordinal, ()) if c.dep in ("amod", "compound")]
                yield _row(g, [t, cause, *beside, effect], KNOWN)
