"""Where by two names that know nothing of one another: in Bergen here, in Norway there.

Of a deed or an event it is asked where it was, in aligned sentences. Two tellings differ where neither has any name of
the other's anywhere in its text: who tells of the town and then of its country tells both.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import WHERE, Grammar, class_of
from tellings.collate.variants_names import spelt_alike
from tellings.collate.variants_shown import widened
from tellings.collate.variants_slots import SORTS_OF_PLACE
from tellings.collate.variants_titles import best, clause, noun
from tellings.collate.variants_values import STATING
from tellings.collate.variants_venues import SORT
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Token
from tellings.text.names_places import canonical_places, countries, states
from tellings.text.names_tables import SITES
from tellings.text.senses import sort

#: Sentences aligned less surely tell of two deeds.
ALIGNED = 0.5
#: What is done everywhere.
_LIGHT = frozenset("be have do go come get make take give use see say know think want like look keep let".split())

#: What a ground's value begins with: where the name is one of a country, state or region; where a house stands, which
#: newsrooms tell by its quarter or its town; any other.
WIDE, HOUSE, NEAR = "region: ", "in: ", "place: "

#: How a tagger marks what has a place on the map.
GROUNDS = frozenset({"GPE", "LOC", "FAC"})
#: How a tagger marks names of what stands in a place.
_HOUSES = frozenset({"ORG", "FAC"})
_HAPPENING = frozenset({"act", "event"})
_WIDER = frozenset(
    "county province state region district coast area north south east west northern southern eastern western "
    "northeastern northwestern southeastern southwestern central greater valley island islands".split()
)
#: A name of fewer letters, or one in capitals, is an abbreviation, which the other telling may have written out.
SHORTEST = 3


@dataclass(frozen=True, slots=True, order=True)
class _Ground:
    place: Place
    begin: int
    end: int
    name: str
    about: str
    who: str  # the entity to whom the deed is done, "" where none is told by name
    house: bool = False  # whether it is where a house stands


def ground_points(
    view: View,
    whole: Mapping[Place, Grammar],
    types: Mapping[str, str],
    standing: Mapping[tuple[str, int], str],
) -> Iterator[Point]:
    """Grounds of one deed by names of which neither telling has the other's, joined over the tellings.

    `whole`: every sentence of the story. `types`: entity -> its type. `standing`: whom pronouns stand for
    (`variants_whom`).
    """
    deeds: dict[Place, list[tuple[str, _Ground]]] = defaultdict(list)
    for place in sorted(whole):
        g = whole[place]
        if view.sentences[place].label not in STATING:
            continue
        for t in g.tokens:
            if t.dep == "pobj" and _ground(g, t, types):
                _read(g, t, types, standing, deeds)
    pairs: list[tuple[_Ground, _Ground]] = []
    for place, row in deeds.items():
        for other in view.aligned.get(place, ()):
            if other > place and view.aligned[place][other] >= ALIGNED:
                pairs += [
                    (a, b)
                    for (key, a), (same, b) in itertools.product(row, deeds.get(other, ()))
                    if key == same and not (a.who and b.who and a.who != b.who)
                ]
    told = _Told(view)
    for part in joined((a, b) for a, b in pairs if told.apart(a, b)):
        readings = tuple(Reading(x.place[0], x.begin, x.end, _value(x)) for x in part)
        yield Point("place", best((x.about for x in part), part[0].name), readings)


def _value(ground: _Ground) -> str:
    low = ground.name.lower()
    wide = low in countries() or low in states() or not _WIDER.isdisjoint(low.split())
    return f"{WIDE if wide else HOUSE if ground.house else NEAR}{ground.name}"


def ground_type(values: Sequence[str]) -> tuple[str, str] | None:
    """Type and reason of a difference between grounds, by the values of their points; None for other values."""
    if not all(v.startswith((WIDE, NEAR, HOUSE)) for v in values):
        return None
    if len({v.startswith(WIDE) for v in values}) > 1 or any(v.startswith(HOUSE) for v in values):
        return "vaguer", "one may lie in the other"
    return "contradiction", "neither telling knows the other's"


def _read(
    g: Grammar,
    t: Token,
    types: Mapping[str, str],
    standing: Mapping[tuple[str, int], str],
    deeds: dict[Place, list[tuple[str, _Ground]]],
) -> None:
    """Note a named ground under what it is told of."""
    prep, above = _over(g, t)
    if prep is not None and above is not None and prep.lemma.lower() == "of" and _sort_of_place(above):
        prep, above = _over(g, above)  # "off the island of ..."
    if prep is None or above is None or above is t or g.denied(above):
        return
    text = g.view.text[t.article]
    before = [c for c in g.below.get(t.ordinal, ()) if c.pos == "PROPN" and c.begin < t.begin]
    name = " ".join(text[min([t.begin, *(c.begin for c in before)]) : t.end].split())
    low = prep.lemma.lower()
    verb = above.pos == "VERB" and above.lemma.lower() not in _LIGHT
    if class_of(low) not in WHERE or not (verb or _held_somewhere(g, above)):
        return
    who = g.core(above).get("patient") if verb else None
    bearer = "" if who is None else standing.get((who.article, who.begin), "") or g.key(who)
    asked = clause(text, g.tokens, above) if verb else noun(text, g.tokens, above)
    about = (f"where {asked}" if verb else f"{asked}: where") if asked else ""
    house = not verb and sort(above.lemma.lower()) not in _HAPPENING
    span = widened(g.tokens, above.begin if 0 < t.end - above.begin <= 60 else prep.begin, t.end)
    own = bearer if types.get(bearer) == "person" else ""
    deeds[g.place].append((g.key(above), _Ground(g.place, *span, name, about, own, house)))


def _ground(g: Grammar, t: Token, types: Mapping[str, str]) -> bool:
    """Whether a word names a place: as it is tagged, or behind what sort of place it is ("the island of Tarn")."""
    if t.pos == "PROPN" and (t.entity[2:] in GROUNDS or types.get(g.key(t)) == "place"):
        return True
    _, above = _over(g, t)
    return above is not None and g.view.shown(t.article, t.begin, t.end)[:1].isupper() and _sort_of_place(above)


def _over(g: Grammar, t: Token) -> tuple[Token | None, Token | None]:
    """The preposition that a word stands behind, and what that hangs on; None for what is not there."""
    prep = g.by.get(t.head) if t.dep == "pobj" else None
    above = None if prep is None else g.by.get(prep.head)
    return prep, None if above is prep else above


def _sort_of_place(t: Token) -> bool:
    """Whether a noun says which sort of place a name is of: the island of, the town of."""
    return t.pos == "NOUN" and (t.lemma.lower() in SORTS_OF_PLACE or t.lemma.lower() in SITES)


def _held_somewhere(g: Grammar, t: Token) -> bool:
    """Whether a noun is something that happens, or a house by its sort or name."""
    low = t.lemma.lower()
    if t.pos == "NOUN":
        return sort(low) in _HAPPENING or low in SORT
    return t.pos == "PROPN" and (low in SORT or t.entity[2:] in _HOUSES)


class _Told:
    """Which tellings have which names."""

    def __init__(self, view: View) -> None:
        self.text = {article: text.lower() for article, text in view.text.items()}

    def apart(self, a: _Ground, b: _Ground) -> bool:
        """Whether two grounds of two tellings are told by names that neither telling shares with the other."""
        x, y = a.name.lower(), b.name.lower()
        if a.place[0] == b.place[0] or x == y or spelt_alike(x, y) or not set(x.split()).isdisjoint(y.split()):
            return False
        one, other = (canonical_places().get(n, n) for n in (x, y))
        if one == other or y in self.text[a.place[0]] or x in self.text[b.place[0]]:
            return False
        whole = (len(n) >= SHORTEST and not n.isupper() for n in (a.name, b.name))
        return all(w or n in countries() or n in states() for w, n in zip(whole, (x, y), strict=True))
