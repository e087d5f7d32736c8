"""Names that a person judged to be of two are no two spellings of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tellings.collate.variants_view import Point
from tellings.records import EntityMention, Judgement


def told_apart(
    points: Iterable[Point],
    mentions: Sequence[EntityMention],
    texts: Mapping[str, str],
    judged: Sequence[Judgement],
) -> Iterator[Point]:
    """The points but for those whose readings are names of two entities that were judged to be two.

    A judgement that a later one on the same names has overruled does not stand in the entities any more: there both
    names are one entity, and it takes nothing away.
    """
    apart = set()
    for row in judged:
        if row.kind == "different entities" and row.a_name and row.b_name:
            ends = [_named(mentions, texts, *end) for end in ((row.a, row.a_name), (row.b, row.b_name))]
            apart |= {frozenset((a, b)) for a in ends[0] for b in ends[1] if a != b}
    for point in points:
        if point.kind == "name" and apart:
            of = {m.entity for r in point.readings for m in mentions if _meet(m, r.article, r.begin, r.end)}
            if any(pair <= of for pair in apart):
                continue
        yield point


def _meet(mention: EntityMention, article: str, begin: int, end: int) -> bool:
    return mention.article == article and mention.begin < end and begin < mention.end


def _named(mentions: Sequence[EntityMention], texts: Mapping[str, str], article: str, name: str) -> set[str]:
    """The entities that a name stands for in an article."""
    text, found = texts.get(article, ""), set()
    at = text.find(name)
    while at >= 0:
        found |= {m.entity for m in mentions if _meet(m, article, at, at + len(name))}
        at = text.find(name, at + len(name))
    return found
