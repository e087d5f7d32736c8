"""Whether two words of aligned sentences fill one seat: the same place of the same deed, or beside the same thing.

Sentences that tell one event tell many things of it, and two words of one field in them (a father and a son, an arrest
and a release) are mostly said of two of those. They are two readings of one thing only where what governs them is the
same, and what else is told there does not differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from tellings.collate.variants_grammar import Grammar, class_of
from tellings.records import Token
from tellings.text.prior import rarity
from tellings.text.senses import Relation, relation

#: What governs two words and is as common as this (-ln of the share of articles) makes no one seat.
COMMON = 1.0

#: What two verbs or adjectives have in common, but for whom they are said of, weighs at least this much.
BESIDE = 1.2

#: Two nouns in one part of their sentences fill one seat too where two words, and so much, stand beside both; a name
#: counts as much as a rare word.
COMPANY, NAMED = 5.0, 2.5

_NOBODY = frozenset({"nobody", "none", "neither"})
_WHOSE, _WHERE = "whose", "where"
_BEFORE = frozenset({"compound", "nmod", "amod"})


def seats(grammar: Grammar, noun: Token) -> Iterator[tuple[str, str, Token | None]]:
    """The seats of a noun: how it is tied, to what (entity or concept), and the verb there, if it is one."""
    if any(c.lemma.lower() == "whose" for c in grammar.below.get(noun.ordinal, ())):
        return  # "Doe, whose son", who is no name for Doe
    for child in grammar.below.get(noun.ordinal, ()):
        if child.dep == "poss" and (key := grammar.key(child)):
            yield _WHOSE, key, None
        elif child.dep == "appos" and child.pos == "PROPN":
            yield "name", grammar.key(child), None
    head = grammar.by.get(noun.head)
    if head is None or head is noun:
        return
    role = noun.dep
    if role == "appos":
        yield "name", grammar.key(head), None
        return
    if role in _BEFORE:
        yield _WHERE if head.pos == "NOUN" else "name", grammar.key(head), None
        return
    if role == "pobj":
        role, above = class_of(head.lemma.lower()), grammar.by.get(head.head)
        if above is None or above is head:
            return
        head = above
        if role in ("at", "near", "to") and head.pos == "NOUN":
            role = _WHERE
    if role == "conj" or not (key := grammar.key(head)):
        return
    yield role, key, head if head.pos == "VERB" else None


def seated(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether two nouns fill one seat."""
    for role, key, verb in seats(a, x):
        for other, same, deed in seats(b, y):
            if (role, key) != (other, same) or (key.isalpha() and rarity(key) < COMMON):
                continue
            if verb is None or deed is None or agree(a, verb, x, b, deed, y):
                return True
    shared = a.company(x) & b.company(y) if x.dep == y.dep != "conj" else frozenset()
    return len(shared) > 1 and _weight(shared) >= COMPANY


def agree(a: Grammar, v: Token, x: Token, b: Grammar, w: Token, y: Token) -> bool:
    """Whether one deed is told: who acts and who is acted on are not two where both say, and one of them both tell."""
    told = []
    for role in ("agent", "patient"):
        first, second = a.core(v).get(role), b.core(w).get(role)
        if first is None or second is None or first is x or second is y or "PRON" in (first.pos, second.pos):
            continue
        told.append(alike(a, first, b, second))
    return bool(told) and all(told)


def alike(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether two nouns may name one bearer: one entity, one word, or one a kind of the other (a child, a boy)."""
    mine, theirs = (g.entities.get((t.article, t.begin)) for g, t in ((a, x), (b, y)))
    if mine is not None and theirs is not None:
        return mine == theirs
    first, second = x.lemma.lower(), y.lemma.lower()
    return first == second or relation(first, second, "NOUN") in (Relation.SAME, Relation.BROADER, Relation.NARROWER)


def one_deed(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether two verbs or adjectives that exclude one another are told of one matter: of nobody and nothing else, and
    with more in common than whom they are said of."""
    if x.pos == y.pos == "VERB" and (x.dep == "amod") != (y.dep == "amod"):
        return False  # the surviving brother, the boy was killed
    said = {a.key(x), b.key(y)}
    for g, t in ((a, x), (b, y)):
        for n in bearers(g, t):
            said |= g.called(n)
        subject = g.subject(t)
        if subject is not None and subject.lemma.lower() in _NOBODY:
            return False
    weight = _weight((a.company(x) & b.company(y)) - said)
    return weight >= (COMPANY if _two_objects(a, x, b, y) else BESIDE) and _as_many(a, x, b, y)


def _weight(shared: AbstractSet[str]) -> float:
    return sum(rarity(k) if k.isalpha() else NAMED for k in shared if not k.isdigit())


def bearers(grammar: Grammar, word: Token) -> list[Token]:
    """Whom and what a verb or adjective is said of; of one beside a noun, also whom the clause is about: "the girl was
    in stable condition"."""
    if word.pos == "VERB" and word.dep != "amod":
        return [n.token for n in grammar.frame(word).arguments if n.role in ("agent", "patient")]
    head = grammar.by.get(word.head)
    if word.dep != "amod" or head is None:
        found = grammar.subject(word)
        return [] if found is None else [found]
    at: Token | None = head
    while at is not None and at.pos not in ("VERB", "AUX"):
        at = grammar.head(at)
    subject = grammar.subject(at) if at is not None else None
    return [head] if subject is None or subject is head else [head, subject]


def _two_objects(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether two verbs are done to two things that go by other words."""
    if not x.pos == y.pos == "VERB":
        return False
    first, second = a.frame(x).of("patient"), b.frame(y).of("patient")
    if first is None or second is None or (first.token.pos == "PROPN") != (second.token.pos == "PROPN"):
        return False
    return not a.called(first.token) & b.called(second.token)


def _as_many(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether two words are said of as many: not one of somebody and the other of several, or of so many others."""
    mine, theirs = ([t for t in bearers(g, w) if t.pos != "PRON"][-1:] for g, w in ((a, x), (b, y)))
    return all(_counts(a, s) == _counts(b, t) for s in mine for t in theirs)


def _counts(grammar: Grammar, noun: Token) -> str:
    """How many somebody are: "one", "some", or the number as written."""
    if noun.pos == "NUM":
        return noun.lemma.lower()
    told = [c.lemma.lower() for c in grammar.below.get(noun.ordinal, ()) if c.dep == "nummod"]
    return told[0] if told else "some" if noun.tag in ("NNS", "NNPS") else "one"
