"""The points at which the tellings of a story read differently, of every kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tellings.collate.apparatus import apparatus_points
from tellings.collate.variants_addresses import address_points
from tellings.collate.variants_ages import by_age
from tellings.collate.variants_charges import charge_points
from tellings.collate.variants_ends import end_points
from tellings.collate.variants_extent import extent_points
from tellings.collate.variants_fates import fate_points
from tellings.collate.variants_forms import middle_points, person_points, street_points
from tellings.collate.variants_frames import frame_points
from tellings.collate.variants_grammar import Grammar, entity_places, index_of
from tellings.collate.variants_grounds import ground_points
from tellings.collate.variants_hedged import hedged_points
from tellings.collate.variants_homes import home_points
from tellings.collate.variants_identity import identity_points
from tellings.collate.variants_kin import with_kin
from tellings.collate.variants_known import known_points
from tellings.collate.variants_lists import list_points
from tellings.collate.variants_names import name_points
from tellings.collate.variants_natures import nature_points
from tellings.collate.variants_offices import office_points
from tellings.collate.variants_open import open_points
from tellings.collate.variants_owners import Owners
from tellings.collate.variants_places import place_points
from tellings.collate.variants_polarity import polarity_points
from tellings.collate.variants_quotes import quote_points
from tellings.collate.variants_renamed import renamed_points
from tellings.collate.variants_rivals import rival_points
from tellings.collate.variants_sides import side_points
from tellings.collate.variants_sited import sited_points
from tellings.collate.variants_slots import direction_points, slot_points
from tellings.collate.variants_sources import source_points
from tellings.collate.variants_standing import standing_points
from tellings.collate.variants_ties import value_points
from tellings.collate.variants_turned import rank_points, turned_points
from tellings.collate.variants_values import STATING, values
from tellings.collate.variants_verdicts import verdict_points
from tellings.collate.variants_view import Place, Point, View
from tellings.collate.variants_whom import stand_ins
from tellings.collate.variants_written import written_points
from tellings.records import Entity, EntityMention, Mention, Quantity, Quote, Time, Utterance, Variant
from tellings.schema import content_id

#: Kinds of differences in words, which a quote's own row shows as well.
_WORDED = frozenset({"description", "place", "negation"})


def rows(story: str, view: View, points: Iterable[Point]) -> Iterator[Variant]:
    """Points at which tellings differ, as rows: every telling that reads something there, once per place."""
    for point in _once([p for p in points if p.differs()]):
        readings = sorted(set(point.readings), key=lambda r: (r.article, r.begin, r.end, r.value))
        ident = content_id(story, point.kind, *(x for r in readings for x in (r.article, r.begin, r.end, r.value)))
        for r in readings:
            at = view.place(r.article, r.begin)
            if at is None or not r.begin < r.end:
                continue
            s = view.sentences[at]
            yield Variant(story, ident, point.kind, point.about, r.article, r.begin, r.end, r.value, s.begin, s.end)


def _once(points: Sequence[Point]) -> Iterator[Point]:
    """Points without those that show no more than words of a quote which another point shows already."""
    quoted: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, p in enumerate(points):
        if p.kind == "quote":
            for r in p.readings:
                quoted[r.article].append((r.begin, r.end, number))
    shown: dict[str, list[tuple[frozenset[str], Point]]] = defaultdict(list)  # by each value
    for p in points:
        if p.kind in ("description", "place"):
            values = frozenset([r.value.lower() for r in p.readings])
            alike = shown.get(min(values), ())
            if any(values <= others and _shown(p, before) for others, before in alike):
                continue
            for value in values:
                shown[value].append((values, p))
        if p.kind in _WORDED:
            inside = [
                (n, r.value) for r in p.readings for b, e, n in quoted.get(r.article, ()) if b <= r.begin < r.end <= e
            ]
            if any(_mostly(n, inside, p) for n in sorted({n for n, _ in inside})):
                continue
        yield p


def _shown(point: Point, before: Point) -> bool:
    """Whether another point shows something in the same places already."""
    return all(
        any(b.article == r.article and b.begin < r.end and r.begin < b.end for b in before.readings)
        for r in point.readings
    )


def _mostly(number: int, inside: Sequence[tuple[int, str]], point: Point) -> bool:
    """Whether most readings of a point, and of several values, stand within those of one quote's point."""
    own = [value for n, value in inside if n == number]
    return 2 * len(own) > len(point.readings) and len(set(own)) > 1


def points(
    view: View,
    named: tuple[list[Entity], list[EntityMention], list[Mention]],
    valued: tuple[list[Quantity], list[Time]],
    quoted: tuple[list[Quote], list[Utterance]],
) -> Iterator[Point]:
    """Every point of comparison of a story, whether its tellings differ there or not."""
    named_at = entity_places(view, named[1])
    whole = {place: Grammar(view, place, view.tokens[place], named_at) for place in sorted(view.sentences)}
    found = list(_typed(view, whole, named, valued, quoted))
    yield from found
    yield from apparatus_points(view, whole, quoted[0], found)


def _typed(
    view: View,
    whole: dict[Place, Grammar],
    named: tuple[list[Entity], list[EntityMention], list[Mention]],
    valued: tuple[list[Quantity], list[Time]],
    quoted: tuple[list[Quote], list[Utterance]],
) -> Iterator[Point]:
    """The points whose kind is known."""
    entities, mentions, titled = named
    yield from name_points(view, entities, mentions)
    yield from renamed_points(view, entities, mentions)
    yield from person_points(view, entities, mentions)
    yield from middle_points(view, entities, mentions)
    yield from written_points(view, entities, mentions)
    yield from street_points(view)
    wide = with_kin(view, whole)
    types = {e.id: e.type for e in entities}
    standing = stand_ins(whole, types, by_age(view, whole, valued[0], mentions, types))
    yield from value_points(view, values(view, *valued), wide, Owners(whole, types, standing))
    yield from quote_points(view, *quoted, entities)
    grammars = {place: whole[place] for place in sorted(view.aligned)}
    yield from slot_points(view, grammars)
    yield from direction_points(view)
    yield from list_points(view, grammars, mentions)
    index = index_of(whole, STATING)
    yield from polarity_points(view, whole, standing, types)
    yield from hedged_points(view, index, quoted[0], standing)
    yield from source_points(view, whole, quoted[0], entities)
    yield from rival_points(wide, whole)
    yield from fate_points(view, index, entities, standing)
    yield from place_points(view, whole, entities, mentions, standing)
    yield from frame_points(view, grammars)
    yield from turned_points(grammars, standing, {e.id: e.canonical for e in entities})
    yield from rank_points(view, index)
    yield from sited_points(view, index, standing)
    yield from nature_points(index)
    yield from office_points(view, whole, entities, mentions, titled)
    called = {e.id: e.canonical for e in entities}
    yield from identity_points(view, whole, mentions, {e: n for e, n in called.items() if types[e] == "person"})
    yield from ground_points(view, whole, types, standing)
    yield from home_points(view, whole, entities, mentions, standing)
    yield from known_points(index, types, mentions, standing)
    yield from open_points({p: g for p, g in whole.items() if view.sentences[p].label in STATING}, index, standing)
    yield from standing_points(index, standing, called, types)
    yield from end_points(index, standing, called, types)
    yield from verdict_points(view, index, standing, called, types)
    yield from side_points(whole)
    yield from address_points(view)
    yield from charge_points(index, types)
    yield from extent_points(wide, whole, index)
