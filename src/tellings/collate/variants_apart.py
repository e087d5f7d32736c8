"""Whether two claims of one verb are of two things: a gun was not found, a man was found.

A verb says little of which deed is meant: things are found, named, released and opened all through a story. What is
acted on says it, or who acts where nothing is acted on; two names, two nouns of which neither is a kind of the other,
or a person and a thing are two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tellings.collate.variants_claims import Claim
from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_view import Place
from tellings.collate.variants_whom import SOMEBODY
from tellings.records import Token
from tellings.text.senses import Relation, relation, sort

_ONE = frozenset({Relation.SAME, Relation.BROADER, Relation.NARROWER})
_OTHER = frozenset("other another further more".split())
_AGAIN = frozenset("again further anymore".split())

#: Prepositions whose noun tells which deed it is: taken to a hospital, to an alley; charged with two crimes.
_LEADING = frozenset("to into from with against about over".split())
_FORMERLY = frozenset("previously formerly once earlier originally already".split())

#: Sentences aligned as surely as this tell of one thing in two words, unless one is somebody and the other is not.
SURELY = 0.8


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who or what a claim is told of, and what it is called."""

    token: Token
    keys: frozenset[str]


class Bearers:
    """Of whom or what claims are told, asked once of each."""

    def __init__(
        self, grammars: Mapping[Place, Grammar], standing: Mapping[tuple[str, int], str], types: Mapping[str, str]
    ) -> None:
        self._grammars, self._standing, self._types = grammars, standing, types
        self._found: dict[tuple[Place, int], dict[str, Bearer]] = {}

    def two(self, a: Claim, b: Claim, aligned: float) -> bool:
        """Whether two claims are told of two, or one of them asks or tells of others. `aligned`: how surely their
        sentences are."""
        if self._loose(a) or self._loose(b) or self._elsewhere(a, b):
            return True
        mine, theirs = self._roles(a), self._roles(b)
        if self._turned(mine, theirs) or self._another_time(a, b):
            return True
        if "patient" in mine and "patient" in theirs:
            if self._both(a, mine["patient"], b, theirs["patient"]):
                return True
            return self._differ(mine["patient"], theirs["patient"], aligned) or self._named_apart(mine, theirs)
        if "agent" in mine and "agent" in theirs and self._differ(mine["agent"], theirs["agent"], aligned):
            return True
        if mine and theirs and aligned < SURELY and mine.keys() != theirs.keys():
            # "no injuries were reported", "the station reported"; "the mayor won a third", "the mayor won"
            shared = set().union(*(r.keys for r in mine.values())) & set().union(*(r.keys for r in theirs.values()))
            return self._types.keys().isdisjoint(shared)
        return False

    def _turned(self, mine: Mapping[str, Bearer], theirs: Mapping[str, Bearer]) -> bool:
        """Whether what acts in one is acted on in the other: who is allowed to, and who allows."""
        if mine.keys() & theirs.keys():
            return False
        return any(a.keys & b.keys for a in mine.values() for b in theirs.values())

    def _named_apart(self, mine: Mapping[str, Bearer], theirs: Mapping[str, Bearer]) -> bool:
        """Whether two by name act: what the town does not own, its heir may."""
        a, b = (roles["agent"].keys & self._types.keys() if "agent" in roles else None for roles in (mine, theirs))
        people = any(self._types[k] == "person" for k in sorted((a or frozenset()) | (b or frozenset())))
        return bool(a) and bool(b) and people and not (a or frozenset()) & (b or frozenset())

    def _both(self, a: Claim, mine: Bearer, b: Claim, theirs: Bearer) -> bool:
        """Whether both sentences tell of both things: who lose their insurance as they lose their jobs."""
        if not mine.keys or not theirs.keys or mine.keys & theirs.keys:
            return False
        here, there = self._grammars[a.place].keys, self._grammars[b.place].keys
        return bool(theirs.keys & here) and bool(mine.keys & there)

    def _another_time(self, a: Claim, b: Claim) -> bool:
        """Whether what was done was done before: in a year of its own, "previously", and the other is of now."""
        for past, other in ((a, b), (b, a)):
            if past.value == "yes" and past.past and self._before(past) and not self._before(other):
                return True
        return False

    def _before(self, claim: Claim) -> bool:
        verb, grammar = self._token(claim)
        if verb is None:
            return False
        below = grammar.below.get(verb.ordinal, ())
        return bool(grammar.year(verb)) or any(c.lemma.lower() in _FORMERLY for c in below)

    def _differ(self, a: Bearer, b: Bearer, aligned: float) -> bool:
        """Whether they are two: two names, a person and a thing, two nouns neither of which is a kind of the other."""
        if not a.keys or not b.keys or a.keys & b.keys:
            return False
        named, called = self._types.keys() & a.keys, self._types.keys() & b.keys
        if named and called:
            return True
        if named or called:
            who, noun = (named, b.token) if named else (called, a.token)
            if noun.pos != "NOUN":
                return False
            return any(self._types[k] == "person" for k in who) != _person(noun)
        if _person(a.token) and _person(b.token) and _several(a.token) != _several(b.token):
            return True  # a boy, and his parents
        if a.token.pos != "NOUN" or b.token.pos != "NOUN" or (_somebody(a.token) and _somebody(b.token)):
            return False
        if aligned >= SURELY:
            return False
        return relation(a.token.lemma.lower(), b.token.lemma.lower(), "NOUN") not in _ONE

    def _loose(self, claim: Claim) -> bool:
        """Whether a claim is a question, or tells of others than have been told of: "no other injuries"."""
        grammar = self._grammars[claim.place]
        s = grammar.view.sentences[claim.place]
        if grammar.view.text[claim.place[0]][s.begin : s.end].rstrip("”\"’' ").endswith("?"):
            return True
        verb, _ = self._token(claim)
        told = [t for t in (verb, *(r.token for r in self._roles(claim).values())) if t is not None and t.pos == "NOUN"]
        behind = grammar.below.get(verb.ordinal, ()) if verb is not None and claim.value in ("not", "will") else ()
        if any(c.lemma.lower() in _AGAIN for c in behind):
            return True  # "will not host again": he did once
        beside = [[c.lemma.lower() for c in grammar.below.get(t.ordinal, ())] for t in told]
        return any("the" not in words and not _OTHER.isdisjoint(words) for words in beside)

    def _elsewhere(self, a: Claim, b: Claim) -> bool:
        """Whether the same preposition leads to two names: nominated for one prize, for another."""
        mine, theirs = self._behind(a), self._behind(b)
        return any(_unlike(mine[word], theirs[word]) for word in mine.keys() & theirs.keys())

    def _behind(self, claim: Claim) -> dict[str, frozenset[str]]:
        """Preposition -> the name that stands behind it."""
        verb, grammar = self._token(claim)
        found: dict[str, frozenset[str]] = {}
        for prep in grammar.below.get(verb.ordinal, ()) if verb is not None else ():
            for t in grammar.below.get(prep.ordinal, ()) if prep.dep == "prep" else ():
                word = prep.lemma.lower()
                thing = t.pos == "PROPN" or (t.pos == "NOUN" and word in _LEADING)
                if t.dep == "pobj" and thing and t.entity[2:] not in ("DATE", "TIME"):
                    found[f"{word} {t.pos}"] = frozenset({grammar.key(t), t.lemma.lower()})
        return found

    def _token(self, claim: Claim) -> tuple[Token | None, Grammar]:
        grammar = self._grammars[claim.place]
        return next((t for t in grammar.tokens if t.begin == claim.at), None), grammar

    def _roles(self, claim: Claim) -> dict[str, Bearer]:
        key = claim.place, claim.at
        if key not in self._found:
            self._found[key] = self._look(claim)
        return self._found[key]

    def _look(self, claim: Claim) -> dict[str, Bearer]:
        verb, grammar = self._token(claim)
        if verb is None or verb.pos not in ("VERB", "ADJ"):
            return {}
        found = {}
        core = grammar.core(verb)
        below = grammar.below.get(verb.ordinal, ())
        if verb.tag == "VBN" and core.keys() == {"agent"} and not any(c.dep in ("aux", "auxpass") for c in below):
            core = {"patient": core["agent"]}  # "Teen charged", in a title
        for role, token in core.items():
            keys = grammar.called(token) | {self._standing.get((token.article, token.begin), "")}
            found[role] = Bearer(token, keys - {""})
        return found


def _unlike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether what stands behind one preposition is two: two names, or two nouns neither a kind of the other."""
    return not mine & theirs and not any(relation(x, y, "NOUN") in _ONE for x in mine for y in theirs)


def _person(token: Token) -> bool:
    low = token.lemma.lower()
    return low in SOMEBODY or sort(low) == "person"


def _several(token: Token) -> bool:
    return token.tag in ("NNS", "NNPS")


def _somebody(token: Token) -> bool:
    return _person(token) or sort(token.lemma.lower()) == "group"
