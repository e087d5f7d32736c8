"""How two English words are related: one meaning, a kind of the other, two kinds of one thing, opposites, or nothing.

From Princeton WordNet (see NOTICE), of which tools/make_senses.py ships what is asked here: some fifty thousand words
with their first senses, the share of the word's uses that each has, and what the senses are kinds of. A word has many
senses and a sentence means one of them. Two words that stand in the same place of two tellings are mostly meant in the
senses that are nearest to each other, so these are compared, rare ones left out; and where a nearer relation is
possible at all (one meaning, a kind of the other), no two kinds of one thing are claimed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.uint32]

#: Parts of speech in the order of the table, by the tagger's names.
PARTS = ("NOUN", "VERB", "ADJ", "ADV")

#: Lexicographer files of the table that are asked for by name.
SORTS = {
    "act": 4, "animal": 5, "artifact": 6, "attribute": 7, "body": 8, "cognition": 9, "communication": 10, "event": 11,
    "feeling": 12, "food": 13, "group": 14, "location": 15, "motive": 16, "object": 17, "person": 18,
    "phenomenon": 19, "plant": 20, "possession": 21, "process": 22, "quantity": 23, "relation": 24, "shape": 25,
    "state": 26, "substance": 27, "time": 28,
}  # fmt: skip
#: ... of verbs.
VERB_SORTS = {
    "body": 29, "change": 30, "cognition": 31, "saying": 32, "competition": 33, "consumption": 34, "contact": 35,
    "creation": 36, "emotion": 37, "motion": 38, "perception": 39, "possession": 40, "social": 41, "stative": 42,
    "weather": 43,
}  # fmt: skip
_SORT_NAMES = {number: name for name, number in (*SORTS.items(), *VERB_SORTS.items())}

#: The share of a word's uses from which a sense of it may be the one that two words have in common.
MAYBE = 0.06
#: ... and from which a sense is sure enough to say that two words tell two things.
FAIR = 0.2
#: A kind is at most so many steps above what is of that kind.
STEPS = 5
#: What has more kinds below it in all of WordNet is a top concept (a thing, a person, an artifact): nothing is said by
#: being of that kind. Weapons have 200, vehicles 600, animals 4,000.
BROAD = 1500
#: Two words are two kinds of one thing where neither is itself a top of many kinds ("vehicle" beside "weapon") ...
SPECIFIC = 300
#: ... and where the thing has no more kinds than this. By lexicographer file, because WordNet parts them unevenly, and
#: only where kinds exclude one another: no animal is two animals. What people do, feel or say, and which sort of person
#: somebody is, may be several at once.
_NARROW = {
    SORTS[name]: most
    for name, most in (
        ("animal", 4500), ("artifact", 1500), ("body", 2000), ("food", 1500), ("plant", 4500), ("object", 700),
        ("location", 150), ("substance", 700), ("time", 100), ("phenomenon", 150), ("state", 700), ("event", 150),
    )
}  # fmt: skip
#: Nobody is two of these to one person.
_KIN = "relative"


class Relation(Enum):
    """How a first word is related to a second."""

    SAME = "same"  # one meaning, or one similar to the other
    BROADER = "broader"  # the second is a kind of the first
    NARROWER = "narrower"  # the first is a kind of the second
    RIVALS = "rivals"  # two kinds of one thing, of which nothing is both
    OPPOSITE = "opposite"
    NONE = "none"

    def turned(self) -> Relation:
        """The relation of the second word to the first."""
        return {Relation.BROADER: Relation.NARROWER, Relation.NARROWER: Relation.BROADER}.get(self, self)


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a word."""

    synset: int
    share: float  # of the word's uses
    number: int  # of the sense in the table


@dataclass(frozen=True, slots=True)
class _Table:
    words: tuple[Mapping[str, int], ...]  # by part of speech: word -> its place in `starts`
    starts: Ints
    synset: Ints
    share: npt.NDArray[np.uint8]
    sort: npt.NDArray[np.uint8]
    below: Ints
    up_starts: Ints
    up: Ints
    like_starts: Ints
    like: Ints
    opposite: Mapping[int, frozenset[int]] = field(default_factory=dict)  # sense -> senses
    derived: Ints = field(default_factory=lambda: np.zeros((0, 2), np.uint32))  # pairs of senses, ascending


@cache
def _table() -> _Table:
    with files("tellings.text").joinpath("senses.npz").open("rb") as packed, np.load(packed) as rows:
        found = {name: rows[name] for name in rows.files}
    words, first = [], 0
    for part in found.pop("words").tobytes().decode("ascii").split("\0"):
        listed = part.split("\n")
        words.append(dict(zip(listed, range(first, first + len(listed)), strict=True)))
        first += len(listed)
    pairs: dict[int, set[int]] = defaultdict(set)
    for a, b in found.pop("opposite").tolist():
        pairs[a].add(b)
        pairs[b].add(a)
    return _Table(tuple(words), opposite={a: frozenset(b) for a, b in pairs.items()}, **found)


@lru_cache(maxsize=1 << 14)
def senses(word: str, part: str) -> tuple[Sense, ...]:
    """The senses of a lower-cased lemma as a part of speech (NOUN, VERB, ADJ, ADV), the commonest first."""
    table = _table()
    at = table.words[PARTS.index(part)].get(word.replace(" ", "_")) if part in PARTS else None
    if at is None:
        return ()
    first, last = int(table.starts[at]), int(table.starts[at + 1])
    return tuple(Sense(int(table.synset[i]), int(table.share[i]) / 255, i) for i in range(first, last))


def _ups(synset: int) -> list[int]:
    table = _table()
    return [int(x) for x in table.up[int(table.up_starts[synset]) : int(table.up_starts[synset + 1])]]


@lru_cache(maxsize=1 << 13)
def _above(synset: int) -> Mapping[int, int]:
    """What a sense is a kind of, itself included -> how many steps above it."""
    out, row, steps = {synset: 0}, [synset], 0
    while row:
        steps += 1
        row = [up for at in row for up in _ups(at) if up not in out]
        out.update((up, steps) for up in row)
    return out


@lru_cache(maxsize=1 << 13)
def _like(synset: int) -> frozenset[int]:
    """A synset of adjectives with those that it is similar to."""
    table = _table()
    found = table.like[int(table.like_starts[synset]) : int(table.like_starts[synset + 1])]
    return frozenset(int(x) for x in found) | {synset}


def sort(word: str, part: str = "NOUN") -> str:
    """The lexicographer file of the first sense of a noun or verb: "person", "motion"; "" where the word is unknown."""
    found = senses(word, part)
    return _SORT_NAMES.get(int(_table().sort[found[0].synset]), "") if found else ""


def generic(word: str, part: str = "NOUN") -> bool:
    """Whether a noun's first sense is a top concept, which says little of what is called so: thing, person, group."""
    found = senses(word, part)
    return bool(found) and int(_table().below[found[0].synset]) > BROAD


def is_a(word: str, kind: str, least: float = FAIR) -> bool:
    """Whether a noun in a fair sense is a kind of what another noun's first sense is."""
    tops = senses(kind, "NOUN")[:1]
    return any(s.share >= least and top.synset in _above(s.synset) for s in senses(word, "NOUN") for top in tops)


def relation(a: str, b: str, part: str) -> Relation:
    """How a lower-cased lemma is related to another of its part of speech (NOUN, VERB, ADJ, ADV)."""
    if a == b:
        return Relation.SAME
    if a > b:
        return _relation(b, a, part).turned()
    return _relation(a, b, part)


@lru_cache(maxsize=1 << 15)
def _relation(a: str, b: str, part: str) -> Relation:
    first, second = senses(a, part), senses(b, part)
    if not first or not second:
        return Relation.NONE
    if _opposite(first, second, part):
        return Relation.OPPOSITE
    possible = [(x, y) for x in first if x.share >= MAYBE for y in second if y.share >= MAYBE]
    if any(_same(x.synset, y.synset) for x, y in possible):
        return Relation.SAME
    if part not in ("NOUN", "VERB"):
        return Relation.NONE
    for x, y in possible:
        for found, over, under in ((Relation.BROADER, x, y), (Relation.NARROWER, y, x)):
            if 0 < _above(under.synset).get(over.synset, 0) <= STEPS and _table().below[over.synset] <= BROAD:
                return found
    if part == "NOUN" and _rivals(first, second):
        return Relation.RIVALS
    return Relation.NONE


def _same(x: int, y: int) -> bool:
    return x == y or not _like(x).isdisjoint({y}) or not _like(y).isdisjoint({x})


def _opposite(first: tuple[Sense, ...], second: tuple[Sense, ...], part: str) -> bool:
    """Whether two senses are opposites, for adjectives also over those that they are similar to."""
    table = _table()
    for x in first:
        for y in second:
            if min(x.share, y.share) >= MAYBE and y.number in table.opposite.get(x.number, ()):
                return True
    if part not in ("ADJ", "ADV"):
        return False
    mine, theirs = (_adjectives(row) for row in (first, second))
    return any((p, q) in _opposed() for p in mine for q in theirs)


def _adjectives(row: tuple[Sense, ...]) -> frozenset[int]:
    """The fair senses of an adjective with those that it is similar to; of an adverb, those of its adjective too."""
    out: frozenset[int] = frozenset()
    for s in row:
        if s.share >= FAIR:
            for other in (s.synset, *_derived().get(s.number, ())):
                out |= _like(other)
    return out


@cache
def _opposed() -> frozenset[tuple[int, int]]:
    """Pairs of synsets that have opposite words."""
    table = _table()
    return frozenset(
        (int(table.synset[x]), int(table.synset[y])) for x, others in table.opposite.items() for y in others
    )


def _rivals(first: tuple[Sense, ...], second: tuple[Sense, ...]) -> bool:
    """Whether two nouns are, in senses in which they are often used, two kinds of one thing."""
    pairs = [(x.synset, y.synset) for x in first if x.share >= FAIR for y in second if y.share >= FAIR]
    return any(_excluding(x, y) for x, y in pairs)


def _excluding(x: int, y: int) -> bool:
    """Whether two senses are two kinds of one thing that is not both."""
    table = _table()
    number = int(table.sort[x])
    if number != table.sort[y] or max(table.below[x], table.below[y]) > SPECIFIC:
        return False
    common = _above(x).keys() & _above(y).keys()
    if number == SORTS["person"]:
        return any(top.synset in common for top in senses(_KIN, "NOUN")[:1])
    nearest = min((int(table.below[c]) for c in common), default=0)
    return 0 < nearest <= _NARROW.get(number, 0)


@cache
def _derived() -> Mapping[int, frozenset[int]]:
    """Sense -> the synsets that are derived from it or from which it is derived."""
    table = _table()
    out: dict[int, set[int]] = defaultdict(set)
    for a, b in table.derived.tolist():
        out[a].add(int(table.synset[b]))
        out[b].add(int(table.synset[a]))
    return {a: frozenset(b) for a, b in out.items()}


def kindred(a: str, b: str, most: int) -> bool:
    """Whether two nouns are of one kind that has no more than `most` kinds in all of WordNet: pastor, chaplain."""
    for x in senses(a, "NOUN"):
        for y in senses(b, "NOUN"):
            if x.share >= MAYBE and y.share >= MAYBE:
                shared = _above(x.synset).keys() & _above(y.synset).keys()
                if any(int(_table().below[s]) <= most for s in shared):
                    return True
    return False
