"""Who did it, where a story has one who did: the gunman, the man accused of it, and whoever is charged with it by name.

Early tellings know no name: "officers were searching for the gunman"; later ones name him or say what he is suspected
of: "a man suspected of shooting three was arrested". The two are one where no telling of the story speaks of several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_whom import SOMEBODY
from tellings.records import Token

#: Who does what tellings of a crime are about, by the nouns of reports before they have a name.
DOERS = frozenset(
    "suspect gunman shooter attacker assailant perpetrator robber burglar killer thief intruder arsonist stabber "
    "kidnapper bomber".split()
)
_ACCUSING = frozenset("suspect accuse want".split())
_TAKING = frozenset("arrest charge indict apprehend accuse capture".split())
_OTHERS = frozenset("another other second third fourth fifth each additional more".split())
_SEVERAL = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True)
class Doer:
    """The one who did it: what he is called, and the words that mean him; empty where there are several or none."""

    keys: frozenset[str] = frozenset()
    words: frozenset[tuple[str, int]] = frozenset()  # article, begin

    def means(self, token: Token, keys: frozenset[str] | set[str]) -> bool:
        """Whether a word, or one of the keys that it is called by, is the doer."""
        return (token.article, token.begin) in self.words or not self.keys.isdisjoint(keys)


def doer(index: Index, types: Mapping[str, str]) -> Doer:
    """The one who did it, by every telling of a story. `index`: its words. `types`: entity -> its type."""
    keys: set[str] = set()
    words: set[tuple[str, int]] = set()
    names: set[str] = set()
    for grammar, token in _called(index):
        if token.tag in _SEVERAL or _one_of_several(grammar, token):
            return Doer()
        words.add((token.article, token.begin))
        if token.pos == "NOUN" and token.lemma.lower() in DOERS:
            keys.add(token.lemma.lower())
        beside = [grammar.by.get(token.head)] if token.dep in ("appos", "compound", "nmod") else []
        beside += [c for c in grammar.below.get(token.ordinal, ()) if c.dep == "appos"]
        names |= {grammar.key(t) for t in (token, *beside) if t is not None and types.get(grammar.key(t)) == "person"}
    if not words or len(names) > 1:
        return Doer()
    return Doer(frozenset(keys | names), frozenset(words))


def _called(index: Index) -> Iterator[tuple[Grammar, Token]]:
    """Where tellings speak of one who did it, or of those who are taken for it."""
    for word in sorted(DOERS):
        yield from ((g, t) for g, t in index.get(word, ()) if t.pos == "NOUN")
    for word in sorted(_ACCUSING | _TAKING):
        for g, t in index.get(word, ()):
            who = g.core(t).get("patient") if t.pos == "VERB" and not g.denied(t) else None
            if who is not None and (who.pos == "PROPN" or (who.pos == "NOUN" and who.lemma.lower() in SOMEBODY)):
                yield g, who


def _one_of_several(grammar: Grammar, token: Token) -> bool:
    """Whether a word means one of several: "another suspect", "the second gunman", "one of the men", "he and two"."""
    below = grammar.below.get(token.ordinal, ())
    if any(c.lemma.lower() in _OTHERS or c.dep == "nummod" or (c.dep == "conj" and _person(c)) for c in below):
        return True
    return token.dep == "conj"


def _person(token: Token) -> bool:
    return token.pos == "PROPN" or token.lemma.lower() in SOMEBODY or token.tag == "CD"
