"""Of which country or party somebody or something is: a Danish tourist, a Swedish tourist; Labour, Green.

Compared over the whole story: of a person or body by name, or of a thing that only one of is told ("the freighter").
Two tellings differ where each gives one answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_shown import widened
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Entity, EntityMention, Token
from tellings.text.names_places import countries, demonyms

COUNTRY, PARTY = "country: ", "party: "

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

#: What follows the country of a thing behind a hyphen.
_JOINED = frozenset("flag flagged owned born based registered".split())

_PARTIES = {
    "labour": "Labour", "conservative": "Conservative", "conservatives": "Conservative", "tory": "Conservative",
    "liberal democrat": "Liberal Democrat", "liberal democrats": "Liberal Democrat", "lib dem": "Liberal Democrat",
    "green": "Green", "greens": "Green", "democrat": "Democrat", "democratic": "Democrat", "democrats": "Democrat",
    "republican": "Republican", "republicans": "Republican", "socialist": "Socialist", "communist": "Communist",
    "independent": "independent", "social democrat": "Social Democrat", "social democrats": "Social Democrat",
}  # fmt: skip
_PARTY = "|".join(sorted({re.escape(p.title()) for p in _PARTIES} | {"independent"}, key=lambda p: (-len(p), p)))
_BEFORE = re.compile(rf"\b({_PARTY})(?: [Pp]arty)?(?: (?!and\b|or\b)[\w.]+){{0,3}} \Z")
_BEHIND = re.compile(rf",? \(?(?:(?:who is|of|from|for|a|an|the) ){{0,3}}({_PARTY})\b(?! of )")

#: How far from a name its party is looked for, in code points.
NEAR = 48


def belonging_points(
    view: View, whole: Mapping[Place, Grammar], entities: Sequence[Entity], mentions: Sequence[EntityMention]
) -> Iterator[Point]:
    """Countries and parties that tellings give to one bearer. `whole`: every sentence of the story."""
    called = {e.id: e.canonical for e in entities}
    people = {e.id for e in entities if e.type == "person"}
    found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for place in sorted(whole):
        if view.sentences[place].label in STATING:
            for bearer, reading in _countries(whole[place]):
                found[COUNTRY, bearer].append(reading)
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        if m.entity in people and m.article in view.text:
            party = _party(view.text[m.article], m)
            if party is not None:
                found[PARTY, m.entity].append(party)
    for kind, bearer in sorted(found):
        rows = found[kind, bearer]
        told: dict[str, set[str]] = defaultdict(set)
        for r in rows:
            told[r.article].add(r.value)
        if all(len(values) == 1 for values in told.values()):
            about = f"{called.get(bearer, f'the {bearer}')}: of which {kind.strip(': ')}"
            yield Point("description", about, tuple(rows))


def _countries(grammar: Grammar) -> Iterator[tuple[str, Reading]]:
    """The countries that a sentence gives to things and people, with an entity or the noun of the bearer."""
    for t in grammar.tokens:
        country = _country(grammar, t) if t.pos in ("ADJ", "PROPN") and t.head != t.ordinal else ""
        head = grammar.by.get(t.head)
        if not country or head is None or head is t:
            continue
        if head.lemma.lower() in _JOINED:  # Panama-flagged
            head = grammar.by.get(head.head, head)
        elif t.dep not in ("amod", "compound", "nmod"):
            continue
        bearer = _bearer(grammar, head)
        if bearer and head.begin > t.begin:
            begin, end = widened(grammar.tokens, t.begin, head.end)
            yield bearer, Reading(t.article, begin, end, COUNTRY + country)


def _country(grammar: Grammar, token: Token) -> str:
    shown = grammar.view.shown(token.article, token.begin, token.end)
    if not shown[:1].isupper():
        return ""
    text = grammar.view.text[token.article]
    found = demonyms().get(shown.lower(), "")
    if not found and shown.lower() in countries() and text[token.end : token.end + 1] == "-":
        found = shown
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


def _party(text: str, m: EntityMention) -> Reading | None:
    """The party that stands right before or behind a name, with the name."""
    before = _BEFORE.search(text[max(0, m.begin - NEAR) : m.begin])
    if before is not None:
        begin = max(0, m.begin - NEAR) + before.start(1)
        return Reading(m.article, begin, m.end, PARTY + _PARTIES[before[1].lower()])
    behind = _BEHIND.match(text, m.end, m.end + NEAR)
    if behind is not None:
        return Reading(m.article, m.begin, behind.end(1), PARTY + _PARTIES[behind[1].lower()])
    return None
