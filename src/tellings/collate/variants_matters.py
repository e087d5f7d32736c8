"""One deed of one person or thing, wherever the tellings tell it: what one claims of it, another may deny.

Sentences that tell the same freely are often not aligned. A verb with whom or what it is said of says by itself that
two sentences speak of one matter, if both are rare enough: "Ferrante did not concede", "he conceded within the hour".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_claims import Claim
from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity

#: What somebody or something by name weighs, as a word of a story (-ln of the share of articles).
NAMED = 4.0

#: A verb and whom it is said of weigh at least this much together, if they are to tell one deed.
ENOUGH = 8.0
SURELY = 10.0  # where one telling only says that it may be so, or the verbs are two

#: Values that exclude one another in whatever sentences they stand.
_AGAINST = frozenset(
    {frozenset({"not", value}) for value in ("yes", "now", "will", "due", "may")}
    | {frozenset({"unclear", value}) for value in ("yes", "now", "will", "not")}
)

_DENYING = frozenset({"not", "unclear"})

#: What says that some of several are meant, and words for any of them or none.
_RESTRICTING = frozenset({"relcl", "acl", "amod", "nummod", "compound", "prep"})
_ANY = frozenset("no any few every each other another".split())


@dataclass(frozen=True, slots=True)
class _Matter:
    claim: Claim
    roles: dict[str, frozenset[str]]  # agent, patient -> keys: what somebody is called, and his name
    years: frozenset[str]
    lemma: str


def one_matter(
    claims: Sequence[Claim], grammars: Mapping[Place, Grammar], standing: Mapping[tuple[str, int], str]
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of claims of two tellings, of one deed of one person or thing, that exclude one another."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.at >= 0 and c.place in grammars and grammars[c.place].view.sentences[c.place].label in STATING:
            told[concept("inform") if c.lemma == "tell" else c.key].append(c)  # who is told of it is informed of it
    for deed in sorted(told):
        rows = told[deed]
        if len({c.place[0] for c in rows}) < 2 or not any(c.value in _DENYING for c in rows):
            continue
        found = [
            _Matter(c, roles, years(grammars[c.place]), "inform" if c.lemma == "tell" else c.lemma)
            for c in rows
            if (roles := _roles(grammars[c.place], c, standing))
        ]
        for a in found:
            for b in found if a.claim.value in _DENYING else ():
                if b.claim.place[0] != a.claim.place[0] and _one(a, b):
                    yield a.claim, b.claim


def _roles(grammar: Grammar, claim: Claim, standing: Mapping[tuple[str, int], str]) -> dict[str, frozenset[str]]:
    """Who acts and who is acted on, pronouns resolved; what an adjective is said of is acted on."""
    verb = next((t for t in grammar.tokens if t.begin == claim.at), None)
    if verb is None:
        return {}
    found = {}
    for role, token in (_nominal if claim.noun else Grammar.core)(grammar, verb).items():
        if _some(grammar, token):
            return {}
        keys = grammar.called(token) | frozenset(filter(None, [standing.get((token.article, token.begin), "")]))
        if keys:
            below = grammar.below.get(token.ordinal, ())
            keys |= {grammar.key(c) for c in below if c.dep == "compound" and c.pos == "NOUN"}
            found["patient" if verb.pos == "ADJ" else role] = keys
    return found


def _nominal(grammar: Grammar, deed: Token) -> dict[str, Token]:
    """Who acts and who is acted on where a noun tells the deed: "police opened an investigation into the owner"."""
    verb = grammar.by.get(deed.head)
    found: dict[str, Token] = {}
    agent = None if verb is None else grammar.core(verb).get("agent")
    if agent is not None:
        found["agent"] = agent
    for prep in grammar.below.get(deed.ordinal, ()):
        if prep.dep == "prep" and prep.lemma.lower() in ("into", "of", "against", "on"):
            for t in grammar.below.get(prep.ordinal, ()):
                if t.dep == "pobj":
                    found["patient"] = t
    return found


def _some(grammar: Grammar, token: Token) -> bool:
    """Whether some of several are meant, or none of all there are: "deputies who attended", "no ship of that size"."""
    below = grammar.below.get(token.ordinal, ())
    if any(c.lemma.lower() in _ANY for c in below):
        return True
    return token.tag == "NNS" and any(c.dep in _RESTRICTING for c in below)


def years(grammar: Grammar) -> frozenset[str]:
    """The years that a sentence names: what was so in one may not be in another."""
    text = grammar.view.text[grammar.place[0]]
    shown = (text[t.begin : t.end] for t in grammar.tokens if t.pos in ("NUM", "PROPN"))
    return frozenset(s for s in shown if len(s) == len("2001") and s.isdigit())


def of_a_year(grammar: Grammar, words: Sequence[Token]) -> bool:
    """Whether words are told of a year that is named: "in May 2011 he was arrested"."""
    told = {t.ordinal for t in words}
    named = years(grammar)
    for t in grammar.tokens if named else ():
        at: Token | None = t if grammar.view.shown(t.article, t.begin, t.end) in named else None
        for _ in range(4):
            at = grammar.by.get(at.head) if at is not None and at.head != at.ordinal else None
            if at is not None and at.ordinal in told:
                return True
    return False


def _one(a: _Matter, b: _Matter) -> bool:
    """Whether two claims are of one deed of one person or thing and exclude one another."""
    x, y = a.claim, b.claim
    if frozenset({x.value, y.value}) not in _AGAINST or {x.one, y.one} == {True, False}:
        return False
    if y.value in ("will", "due") and x.past:
        return False  # "has not been taken" and "will be taken" go together
    if a.years and b.years and not a.years & b.years:
        return False
    shared: list[str] = []
    for role, keys in a.roles.items():
        others = b.roles.get(role, frozenset())
        if others and not keys & others and named(keys) == named(others):
            return False  # two people, or two things
        shared += sorted(keys & others, key=lambda key: (-told_by(key), key))[:1]
    least = SURELY if y.value == "may" or a.lemma != b.lemma else ENOUGH
    return bool(shared) and min(rarity(a.lemma), rarity(b.lemma)) + sum(told_by(key) for key in shared) >= least


def named(keys: frozenset[str]) -> bool:
    """Whether one of some keys (`Grammar.key`) is an entity's."""
    return any(not key.isalpha() for key in keys)


def told_by(key: str) -> float:
    """How much a key of an entity, or a concept, tells of which deed is meant."""
    return rarity(concept(key)) if key.isalpha() else NAMED
