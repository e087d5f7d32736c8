"""Of which country somebody or something is: a Danish tourist, a Swedish tourist.

Compared over the whole story: of a person or body by name, or of a thing that only one of is told ("the freighter").
Two tellings differ where each gives one answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_shown import widened
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Token
from tellings.text.names_places import countries, demonyms

COUNTRY = "country: "

#: Of whom or what a story tells by a noun: each telling has one of it.
_SOMEBODY = frozenset(
    "tourist traveller traveler guide driver pilot captain skipper sailor climber mountaineer hiker diver swimmer "
    "skier cyclist runner athlete boxer player striker goalkeeper midfielder defender coach referee singer actor "
    "actress director writer author novelist artist painter scientist engineer doctor nurse student teacher "
    "journalist reporter photographer lawyer banker businessman businesswoman entrepreneur investor owner founder "
    "worker aid-worker priest pastor nun monk girl boy teenager toddler baby couple father mother husband wife widow "
    "suspect gunman attacker hostage victim prisoner fugitive hacker spy backpacker".split()
)
_THINGS = frozenset(
    "ship freighter tanker trawler ferry yacht vessel submarine frigate warship airliner airline plane jet helicopter "
    "satellite company firm group bank carmaker manufacturer retailer brewer shipowner operator".split()
)

#: Countries of one state, of which either may be told.
_UNITED = frozenset({"United Kingdom", "England", "Scotland", "Wales", "Northern Ireland", "Britain", "Great Britain"})

_TELLING = frozenset({"ADJ", "PROPN", "NOUN"})

#: What follows the country of a thing behind a hyphen.
_JOINED = frozenset("flag flagged owned born based registered".split())


def belonging_points(view: View, whole: Mapping[Place, Grammar], called: Mapping[str, str]) -> Iterator[Point]:
    """Countries that tellings give to one bearer. `whole`: every sentence of the story. `called`: entity -> name."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for place in sorted(whole):
        if view.sentences[place].label in STATING:
            for bearer, reading in _countries(whole[place]):
                found[bearer].append(reading)
    for bearer in sorted(found):
        rows = found[bearer]
        told: dict[str, set[str]] = defaultdict(set)
        for r in rows:
            told[r.article].add(r.value)
        if all(len(values) == 1 for values in told.values()):
            about = f"{called.get(bearer, f'the {bearer}')}: of which country"
            yield Point("description", about, tuple(rows))


def _countries(grammar: Grammar) -> Iterator[tuple[str, Reading]]:
    """The countries that a sentence gives to things and people, with an entity or the noun of the bearer."""
    text = grammar.view.text[grammar.place[0]]
    for t in grammar.tokens:
        if t.pos not in _TELLING or not text[t.begin : t.begin + 1].isupper() or t.head == t.ordinal:
            continue
        country, head = _country(text, t), grammar.by.get(t.head)
        if not country or head is None or head is t:
            continue
        if head.lemma.lower() in _JOINED:  # Panama-flagged
            head = grammar.by.get(head.head, head)
        elif t.dep in ("appos", "attr"):  # Per Ask, a Swiss
            name = head if t.dep == "appos" else grammar.subject(head)
            who = grammar.key(name) if name is not None and name.pos == "PROPN" else ""
            if who and not who.isalpha() and not grammar.denied(t):
                yield who, Reading(t.article, *widened(grammar.tokens, t.begin, t.end), COUNTRY + country)
            continue
        elif t.dep not in ("amod", "compound", "nmod"):
            continue
        bearer = _bearer(grammar, head)
        if bearer and head.begin > t.begin:
            begin, end = widened(grammar.tokens, t.begin, head.end)
            yield bearer, Reading(t.article, begin, end, COUNTRY + country)


def _country(text: str, token: Token) -> str:
    """The country that a word with a capital tells: "Danish", the "Panama" of "Panama-flagged"; "" for none."""
    shown = text[token.begin : token.end].lower()
    found = demonyms().get(shown, "")
    if not found and text[token.end : token.end + 1] == "-" and shown in countries():
        found = text[token.begin : token.end]
    return "United Kingdom" if found in _UNITED else found


def _bearer(grammar: Grammar, head: Token) -> str:
    """Whose country it is: an entity, else a noun of somebody, a vessel or a company; "" for any other."""
    low = head.lemma.lower()
    if head.pos == "PROPN":
        return grammar.entities.get((head.article, head.begin), "")
    if head.pos != "NOUN" or head.tag != "NN":
        return ""
    above = grammar.by.get(head.head)
    name = above if head.dep in ("compound", "nmod", "appos") else None
    if head.dep == "attr" and above is not None and not grammar.denied(above):
        name = grammar.subject(above)
    beside = [name, *(c for c in grammar.below.get(head.ordinal, ()) if c.dep == "appos")]
    for t in beside:
        if t is not None and t.pos == "PROPN":
            return grammar.entities.get((t.article, t.begin), "")
    return low if low in _SOMEBODY | _THINGS else ""
