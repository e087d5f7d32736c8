"""The points at which the tellings of a story read differently, of every kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tellings.collate.variants_fates import fate_points
from tellings.collate.variants_forms import person_points, street_points
from tellings.collate.variants_frames import frame_points
from tellings.collate.variants_grammar import Grammar, entity_places
from tellings.collate.variants_lists import list_points
from tellings.collate.variants_names import name_points
from tellings.collate.variants_offices import office_points
from tellings.collate.variants_places import place_points
from tellings.collate.variants_polarity import polarity_points
from tellings.collate.variants_quotes import quote_points
from tellings.collate.variants_renamed import renamed_points
from tellings.collate.variants_rivals import rival_points
from tellings.collate.variants_slots import direction_points, slot_points, sort_points
from tellings.collate.variants_ties import value_points
from tellings.collate.variants_values import values
from tellings.collate.variants_view import Point, View
from tellings.records import Entity, EntityMention, Mention, Quantity, Quote, Time, Utterance, Variant
from tellings.schema import content_id


def rows(story: str, view: View, points: Iterable[Point]) -> Iterator[Variant]:
    """Points at which tellings differ, as rows: every telling that reads something there, once per place."""
    for point in points:
        if not point.differs():
            continue
        readings = sorted(set(point.readings), key=lambda r: (r.article, r.begin, r.end, r.value))
        ident = content_id(story, point.kind, *(x for r in readings for x in (r.article, r.begin, r.end, r.value)))
        for r in readings:
            at = view.place(r.article, r.begin)
            if at is None or not r.begin < r.end:
                continue
            s = view.sentences[at]
            yield Variant(story, ident, point.kind, point.about, r.article, r.begin, r.end, r.value, s.begin, s.end)


def points(
    view: View,
    named: tuple[list[Entity], list[EntityMention], list[Mention]],
    valued: tuple[list[Quantity], list[Time]],
    quoted: tuple[list[Quote], list[Utterance]],
) -> Iterator[Point]:
    """Every point of comparison of a story, whether its tellings differ there or not."""
    entities, mentions, titled = named
    yield from name_points(view, entities, mentions)
    yield from renamed_points(view, entities, mentions)
    yield from person_points(view, entities, mentions)
    yield from street_points(view)
    yield from value_points(view, values(view, *valued))
    yield from quote_points(view, *quoted, entities)
    yield from slot_points(view)
    yield from sort_points(view, entities, mentions)
    yield from direction_points(view)
    yield from list_points(view, mentions)
    yield from polarity_points(view)
    named_at = entity_places(view, mentions)
    grammars = {place: Grammar(view, place, view.tokens[place], named_at) for place in sorted(view.aligned)}
    yield from rival_points(view, grammars)
    yield from fate_points(view, grammars, entities, mentions)
    yield from frame_points(view, grammars)
    yield from place_points(view, grammars, entities, mentions)
    yield from office_points(view, entities, mentions, titled)
