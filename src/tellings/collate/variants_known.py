"""Who one telling says is not named, and another names: the suspect, the victims.

Early tellings say outright what nobody tells them ("police have not identified the gunman"). A telling that names him
says more. Silence is no reading: both tellings speak of the matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.variants_answers import Told, one_answer, whose
from tellings.collate.variants_doer import DOERS
from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_shown import together
from tellings.collate.variants_view import Point
from tellings.records import EntityMention, Token

NAMED, UNNAMED = "named", "not named"

#: Who suffered it, by the nouns of reports before they have names, and what is done to them or by who did it.
_SUFFERERS = frozenset("victim deceased".split())
_SOUGHT = frozenset("arrest charge accuse indict capture apprehend detain book suspect identify name".split())
_SUFFERED = frozenset("kill shoot stab injure wound identify name slay".split())
_DID = frozenset("shoot kill stab attack rob kidnap".split())

_NAMING = frozenset("identify name".split())
_GIVING = frozenset("release disclose reveal know say publish provide give confirm".split())
_IDENTITY = frozenset("identity name".split())
_REFUSING = frozenset("decline refuse fail".split())

#: A name in apposition stands so near, in code points.
BESIDE = 25

#: Whoever did it is spoken of at least half as often as anybody where he is named; others who are charged or killed are
#: background.
OF_MOST = 0.5

#: What is shown is no longer than this, in code points.
LONGEST = 90


def known_points(
    index: Index,
    types: Mapping[str, str],
    mentions: Sequence[EntityMention],
    standing: Mapping[tuple[str, int], str],
) -> Iterator[Point]:
    """Those who one telling says are not named, and whom another names.

    `index`: the story's words. `types`: entity -> its type. `standing`: whom pronouns stand for (`variants_whom`).
    """
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        held[m.article][m.entity] += 1
    people = {e for e, sort in types.items() if sort == "person"}
    most = {a: max((n for e, n in own.items() if e in people), default=0) for a, own in held.items()}
    for nouns, deeds, done, share, about in (
        (DOERS, _SOUGHT, _DID, OF_MOST, "whether the suspect is named"),
        (_SUFFERERS, _SUFFERED, frozenset({"die"}), 0.0, "whether the victims are named"),
    ):
        unnamed = list(_unnamed(index, nouns, standing))
        if unnamed:
            named = _named(index, types, nouns, deeds, done)
            told = [r for r in named if held[r.place[0]][r.who] >= share * most[r.place[0]]]
            yield from _named_point(unnamed, told, held, about)


def _named_point(
    unnamed: Sequence[Told], named: Sequence[Told], held: Mapping[str, Counter[str]], about: str
) -> Iterator[Point]:
    """Tellings that say that somebody is not named, and those that name one whom none of the former names."""
    silent = {r.place[0] for r in unnamed}
    kept = [r for r in named if r.place[0] not in silent and not any(r.who in held[a] for a in silent)]
    yield from one_answer("description", about, [*unnamed, *kept])


def _row(grammar: Grammar, tokens: Sequence[Token], value: str, who: str = "") -> Told:
    return Told(grammar.place, *together(grammar.tokens, tokens, LONGEST), value, who)


def _is(grammar: Grammar, token: Token | None, nouns: frozenset[str], standing: Mapping[tuple[str, int], str]) -> bool:
    """Whether a word is one of some nouns, or a pronoun that stands for one."""
    if token is None:
        return False
    return token.lemma.lower() in nouns or standing.get((token.article, token.begin), "") in nouns


def _refused(grammar: Grammar, verb: Token) -> Token | None:
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


def _any(grammar: Grammar, token: Token) -> bool:
    """Whether nobody in particular is meant: "has not identified any suspects"."""
    return any(c.lemma.lower() in ("any", "no") for c in grammar.below.get(token.ordinal, ()))


def _unnamed(index: Index, nouns: frozenset[str], standing: Mapping[tuple[str, int], str]) -> Iterator[Told]:
    """Where tellings say that somebody has not been named."""
    for word in sorted(_NAMING):
        for g, t in index.get(word, ()):
            core = g.core(t) if t.pos == "VERB" else {}
            no = _refused(g, t) if t.pos == "VERB" else None
            if no is not None and _is(g, core.get("patient"), nouns, standing) and not _any(g, core["patient"]):
                yield _row(g, [t, core["patient"], no], UNNAMED)
    for word in sorted(_IDENTITY):
        for g, t in index.get(word, ()):
            verb = g.by.get(t.head)
            if t.pos != "NOUN" or verb is None or verb.lemma.lower() not in _GIVING or t.dep == "pobj":
                continue
            no, owner = _refused(g, verb), whose(g, t, "of")
            beside = [c for c in g.below.get(owner.ordinal, ()) if c.dep == "conj"] if owner is not None else []
            owner = next((c for c in (owner, *beside) if _is(g, c, nouns, standing)), None)
            if no is not None and owner is not None:
                yield _row(g, [t, verb, owner, no], UNNAMED)
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


def _as(grammar: Grammar, verb: Token, whom: Token) -> list[Token]:
    """As whom somebody is identified: "identified the suspect arrested as Jane Doe"."""
    own = [*grammar.below.get(verb.ordinal, ()), *grammar.below.get(whom.ordinal, ())]
    own += [c for t in own if t.dep == "acl" for c in grammar.below.get(t.ordinal, ())]
    return [c for p in own if p.lemma.lower() == "as" for c in grammar.below.get(p.ordinal, ()) if c.dep == "pobj"]


def _named(
    index: Index, types: Mapping[str, str], nouns: frozenset[str], deeds: frozenset[str], done: frozenset[str]
) -> Iterator[Told]:
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
    for word in sorted(_NAMING):
        for g, t in index.get(word, ()):
            whom = g.core(t).get("patient") if t.pos == "VERB" and _refused(g, t) is None else None
            for c in _as(g, t, whom) if whom is not None and whom.lemma.lower() in nouns else ():
                if who := named(g, c):
                    yield _row(g, [t, c], NAMED, who)
    for word in sorted(deeds | done):
        for g, t in index.get(word, ()):
            if t.pos != "VERB" or _refused(g, t) is not None:
                continue
            core = g.core(t)
            for role in (["patient"] if word in deeds else []) + (["agent"] if word in done else []):
                if who := named(g, core.get(role)):
                    yield _row(g, [core[role], t], NAMED, who)
