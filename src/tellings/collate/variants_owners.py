"""Whose a value is and which deed it belongs to: who acts, whom it befalls, whose the thing counted is.

Two numbers may stand beside the same words and belong to two people; two days may stand beside one crime and date two
deeds, the crime and the charge. The grammar tells them apart: the verb (or the noun of what happened) that a value
hangs on, and who takes part in it. Where the owners or the deeds of two values differ, they are of two things, however
alike their sentences are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_same import Value, halves, same, seconds
from tellings.collate.variants_tie import near, origin
from tellings.collate.variants_view import Place
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.senses import sort
from tellings.text.times_values import interval

#: What a noun tells in which something happens, so that a day beside it dates that and not the verb above.
_HAPPENING = frozenset({"act", "event", "process"})

_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod"})
_DEEDS = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})

#: Prepositions behind a noun that tell whose it is or who does it.
_OWNING = frozenset({"of", "against", "by"})

#: Sentences aligned so surely say the same of the same owner, whatever the grammar shows.
SURELY = 0.85

#: Two lengths of time that differ by no more may be one, told roughly.
ROUGHLY = 1.12

#: From the word of a value up to its verb.
MOST_STEPS = 8

_SOMEBODY = frozenset({"person", "organisation"})
_OTHER = re.compile(r"\b(?:an)?other\b", re.IGNORECASE)

#: Article and begin of a word -> the key of what it stands for (`variants_whom`).
Standing = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Owner:
    """The deed that a value belongs to and who takes part in it, by keys: entities, else concepts."""

    deed: str = ""  # of the verb, or of the noun of what happened; "" where there is none
    agent: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()  # the agent, whom it befalls, whose the noun is
    about: frozenset[str] = frozenset()  # what the noun is called besides
    events: frozenset[str] = frozenset()  # those parties that are events: "the hearing began", "held a hearing"
    beside: frozenset[str] = frozenset()  # all that the verb is said of: "goes to a vote"


class Owners:
    """The owners of a story's values. `types`: entity -> its type."""

    def __init__(self, whole: Mapping[Place, Grammar], types: Mapping[str, str], standing: Standing) -> None:
        self._whole, self._types, self._standing = whole, types, standing
        self._known: dict[tuple[Place, int, int, str], Owner] = {}

    def of(self, v: Value) -> Owner:
        """The owner of a value."""
        key = (v.place, v.begin, v.end, v.sort)
        if key not in self._known:
            grammar = self._whole.get(v.place)
            self._known[key] = Owner() if grammar is None else _owner(grammar, v, self._standing)
        return self._known[key]

    def apart(self, a: Value, b: Value, aligned: float) -> bool:
        """Whether two values that differ are of two owners or two deeds; `aligned`: how surely their sentences are."""
        if same(a, b):
            return False
        if a.sort == "time date":
            return self._days(a, b)
        if "age" in a.sort:
            return False
        if self._one(a) != self._one(b):
            return True
        if aligned >= SURELY:
            return False
        if a.sort == "time duration":
            measured = (
                a.of == b.of != "" or a.dimension == b.dimension != "" or bool(self.of(a).about & self.of(b).about)
            )
            return not (measured or self._linked(a, b) or _nearly(seconds(a.value), seconds(b.value)))
        return self._shares(a, b) or self._lengths(a, b) or self._others(a, b)

    def _linked(self, a: Value, b: Value) -> bool | None:
        """Whether two values belong to one deed, or one's is what the other's is about; None where none is told."""
        x, y = self.of(a), self.of(b)
        if not x.deed or not y.deed:
            return None
        if x.deed == y.deed or not x.events.isdisjoint(y.events):
            return True
        return x.deed in y.parties | y.about or y.deed in x.parties | x.about

    def _days(self, a: Value, b: Value) -> bool:
        """Whether two days, months or years, of which neither holds the other, are of two deeds."""
        (x, hour), (y, other) = halves(a.value), halves(b.value)
        if hour or other or x.startswith(y) or y.startswith(x) or _meet(x, y) or origin(a, b):
            return False
        if self._two_people(a, b):
            return True
        told, other_told = self.of(a), self.of(b)
        if told.deed in other_told.beside or other_told.deed in told.beside:
            return False
        return self._linked(a, b) is False

    def _two_people(self, a: Value, b: Value) -> bool:
        """Whether people by name take part in both deeds, and nobody in both: his release, and hers."""
        x, y = ({k for k in self.of(v).parties if self._types.get(k) == "person"} for v in (a, b))
        return bool(x and y) and not x & y

    def _shares(self, a: Value, b: Value) -> bool:
        """Whether two shares are told of two deeds: the share of a vote that one won is not that of another race."""
        return "percent" in a.sort and not near(a, b) and self._linked(a, b) is False

    def _lengths(self, a: Value, b: Value) -> bool:
        """Whether two measures that are not nearly equal are of two deeds with no party in common."""
        if "measure" not in a.sort or near(a, b) or self._linked(a, b) is not False:
            return False
        return not self.of(a).parties & self.of(b).parties

    def _others(self, a: Value, b: Value) -> bool:
        """Whether of two numbers one person or body acts in one, and another in the other, both by name."""
        x, y = ({k for k in self.of(v).agent if self._types.get(k) in _SOMEBODY} for v in (a, b))
        return bool(x and y) and not x & y

    def _one(self, v: Value) -> bool:
        """Whether "one" tells one of several from another: "one crew came from the coast and another by air"."""
        grammar = self._whole.get(v.place)
        if v.value != "1" or grammar is None or not v.sort.startswith("number count"):
            return False
        return _OTHER.search(grammar.view.text[v.place[0]], v.end, grammar.view.sentences[v.place].end) is not None


def _owner(g: Grammar, v: Value, standing: Standing) -> Owner:
    inside = [t for t in g.tokens if t.begin < v.end and t.end > v.begin]
    if not inside:
        return Owner()
    own = {t.ordinal for t in inside}
    head = next((t for t in inside if t.head not in own or t.head == t.ordinal), inside[0])
    noun, verb = _above(g, head, counted=not v.sort.startswith("time"))
    deed = verb
    if v.sort == "time date" and noun is not None and noun.ordinal not in own and _happens(noun):
        deed = noun
    core = g.core(verb) if verb is not None and deed is verb else {}
    roles = {role: _keys(g, t, standing) for role, t in core.items() if t.ordinal not in own}
    whose: set[str] = set()
    about: set[str] = set()
    things = [t for t in (noun, deed) if t is not None and t.pos in _NOUNS]
    for thing in things or [t for t in inside if t.pos == "NOUN"][:1]:
        for child in g.below.get(thing.ordinal, ()):
            if child.dep == "poss":
                whose |= _keys(g, child, standing)
            elif child.dep in _MODIFIERS and child.ordinal not in own:
                about.add(g.key(child))
            elif child.dep == "prep" and child.lemma.lower() in _OWNING:
                for c in g.below.get(child.ordinal, ()):
                    whose |= _keys(g, c, standing) if c.dep == "pobj" and c.ordinal not in own else frozenset()
    above = g.by.get(head.head)
    if above is not None and above.pos == "ADJ" and above.ordinal not in own:
        about.add(g.key(above))  # "six storeys high"
    agent = roles.get("agent", frozenset())
    parties = agent | roles.get("patient", frozenset()) | whose
    events = frozenset(concept(t.lemma.lower()) for t in core.values() if t.ordinal not in own and _happens(t))
    told = "" if deed is None else concept(deed.lemma.lower())
    said: list[str] = []
    if verb is not None and deed is verb:
        said = [a.key for a in g.frame(verb).arguments if a.token.ordinal not in own]
    return Owner(told, agent, parties, frozenset(about) - {""}, events, frozenset(said))


def _meet(a: str, b: str) -> bool:
    """Whether two dates have a day in common: one week and a day of it, a summer and its first month."""
    x, y = interval(a), interval(b)
    return x is not None and y is not None and x[0] <= y[1] and y[0] <= x[1]


def _nearly(a: float, b: float) -> bool:
    """Whether two lengths of time may be one, told roughly."""
    return 0 < max(a, b) <= ROUGHLY * min(a, b)


def _happens(noun: Token) -> bool:
    return noun.pos == "NOUN" and sort(noun.lemma.lower()) in _HAPPENING


def _above(g: Grammar, head: Token, *, counted: bool) -> tuple[Token | None, Token | None]:
    """The noun that a value hangs on, or that is counted, and the verb above."""
    noun = head if counted and head.pos in _NOUNS else None
    at = head
    for _ in range(MOST_STEPS):
        if at.pos in _DEEDS:
            return noun, at
        above = g.by.get(at.head)
        if above is None or above is at:
            break
        at = above
        if noun is None and at.pos in _NOUNS:
            noun = at
    return noun, None


def _keys(g: Grammar, t: Token, standing: Standing) -> frozenset[str]:
    """What somebody or something is called, what a pronoun stands for, and those joined to it by "and"."""
    out = set(g.called(t))
    if told := standing.get((t.article, t.begin), ""):
        out.add(told)
    for c in g.below.get(t.ordinal, ()):
        if c.dep == "conj" and c.pos in _NOUNS:
            out |= g.called(c)
    return frozenset(out)
