"""Where a thing was made or built, where somebody was born or lives: two places, wherever two tellings say so.

Places differ outright only when neither telling names the other's place at all; a town and its country, or a place
and what lies in it, would be named together somewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar, class_of
from tellings.collate.variants_names import spelt_alike
from tellings.collate.variants_shown import widened
from tellings.collate.variants_titles import best, clause, noun
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Entity, EntityMention, Token
from tellings.text.concepts import concept
from tellings.text.names_places import countries

#: What is so of a thing or person in one place only.
_SETTLED = frozenset(concept(w) for w in "make produce manufacture build bear base live reside bury raise".split())

_WHERE = frozenset({"at", "near", "to", "from"})

#: Who goes for a place goes to it.
_HEADING = frozenset("head bind leave depart sail set fly".split())


@dataclass(frozen=True, slots=True)
class _Spot:
    """A named place in its sentence, and the concept of what is there."""

    place: Place
    begin: int
    end: int
    name: str
    there: str
    where: str  # what the preposition tells: at, to, from, near
    thing: Token | None  # what the preposition hangs on
    who: frozenset[str] = frozenset()  # of whom or what it is said


def _spots(grammar: Grammar, names: Mapping[str, str], standing: Mapping[tuple[str, int], str]) -> list[_Spot]:
    out: list[_Spot] = []
    for t in grammar.tokens:
        if t.dep != "pobj":
            continue
        name, above = names.get(grammar.entities.get((t.article, t.begin), "")), grammar.by.get(t.head)
        if name is None or above is None:
            continue
        thing = grammar.by.get(above.head)
        where = class_of(above.lemma.lower())
        if where == "for" and thing is not None and thing.lemma.lower() in _HEADING:
            where = "to"
        if where not in _WHERE:
            continue
        named = [c for c in grammar.below.get(t.ordinal, ()) if c.pos == "PROPN" and c.begin < t.begin]
        begin = min([t.begin, *(c.begin for c in named)])
        told = _told(grammar, thing)
        who = _who(grammar, thing, standing) if told in _SETTLED else frozenset()
        out.append(_Spot(grammar.place, begin, t.end, name, told, where, thing, who))
    return out


def _who(grammar: Grammar, verb: Token | None, standing: Mapping[tuple[str, int], str]) -> frozenset[str]:
    """Of whom or what a verb is said: names, concepts, and whom a pronoun stands for."""
    core = {} if verb is None else grammar.core(verb)
    found = core.get("patient") or core.get("agent")
    if found is None:
        return frozenset()
    return grammar.called(found) | frozenset(filter(None, [standing.get((found.article, found.begin), "")]))


def _told(grammar: Grammar, thing: Token | None) -> str:
    return "" if thing is None else grammar.key(thing)


def _title(grammar: Grammar, thing: Token | None) -> str:
    """What is asked: where the talks were held, the talks where; "" where a pronoun or nothing is there."""
    text = grammar.view.text[grammar.place[0]]
    if thing is None or thing.pos not in ("NOUN", "PROPN", "VERB"):
        return ""
    told = clause(text, grammar.tokens, thing) if thing.pos == "VERB" else noun(text, grammar.tokens, thing)
    return f"where {told}" if told and thing.pos == "VERB" else f"{told}: where" if told else ""


def place_points(
    view: View,
    grammars: Mapping[Place, Grammar],
    entities: Sequence[Entity],
    mentions: Sequence[EntityMention],
    standing: Mapping[tuple[str, int], str],
) -> Iterator[Point]:
    """Places of one thing that exclude one another, joined over the tellings.

    `grammars`: every sentence of the story. `standing`: whom pronouns stand for (`variants_whom`).
    """
    names = {e.id: e.canonical for e in entities if e.type == "place"}
    held: dict[str, set[str]] = defaultdict(set)  # article -> folded names of places that it names
    for m in mentions:
        if m.entity in names:
            held[m.article] |= (
                {names[m.entity], view.shown(m.article, m.begin, m.end)} if m.article in view.text else set()
            )
    found = {place: _spots(g, names, standing) for place, g in grammars.items()}
    pairs = [(a, b) for a, b in _settled(found) if _apart(view, a, b, held)]
    keyed = [((a.place, a.begin, a.end, a.name), (b.place, b.begin, b.end, b.name)) for a, b in pairs]
    for rows in joined(keyed):
        readings = tuple(Reading(p[0], *widened(view.tokens[p], b, e), name) for p, b, e, name in rows)
        spots = (s for pair in pairs for s in pair if (s.place, s.begin, s.end, s.name) in rows)
        about = [_title(grammars[s.place], s.thing) for s in spots]
        deeds = [told for told in about if told.startswith("where")]
        yield Point("place", best(deeds, best(about, view.shown(*_first(readings)))), readings)


def _settled(found: Mapping[Place, Sequence[_Spot]]) -> Iterator[tuple[_Spot, _Spot]]:
    """Pairs of places where one thing was made or somebody was born, wherever the two tellings say so."""
    by: dict[str, list[_Spot]] = defaultdict(list)
    for place in sorted(found):
        for spot in found[place]:
            if spot.there in _SETTLED and spot.where == "at":
                by[spot.there].append(spot)
    for there in sorted(by):
        told: dict[str, set[str]] = defaultdict(set)
        for spot in by[there]:
            told[spot.place[0]].add(spot.name)
        for i, a in enumerate(by[there]):
            for b in by[there][i + 1 :]:
                one = a.name != b.name and len(told[a.place[0]]) == len(told[b.place[0]]) == 1
                if a.place[0] != b.place[0] and one and not _two(a.who, b.who):
                    yield a, b


def _two(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether a verb is said of two people or things by name, or of two that are no names."""
    named = [any(not key.isalpha() for key in keys) for keys in (a, b)]
    return bool(a) and bool(b) and not a & b and named[0] == named[1]


def _first(readings: Sequence[Reading]) -> tuple[str, int, int]:
    return readings[0].article, readings[0].begin, readings[0].end


def _apart(view: View, a: _Spot, b: _Spot, held: Mapping[str, set[str]]) -> bool:
    """Whether two places are two: neither telling names the other's, and they are no country and a town."""
    if b.name in held[a.place[0]] or a.name in held[b.place[0]]:
        return False
    if b.name in view.text[a.place[0]] or a.name in view.text[b.place[0]] or spelt_alike(a.name, b.name):
        return False
    if (a.name.lower() in countries()) != (b.name.lower() in countries()):
        return False
    return not any(a.name in row and b.name in row for row in held.values())
