"""The statements of one story, each with who says it and who reads otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tellings import records, views
from tellings.ranges import independent

#: Support from which a place says a statement's text, and what is shown at most for one that reads otherwise.
SAYS, AGAINST = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Kin:
    """Who belongs to a story, to which of its origins, and who derives from whom."""

    id: str
    tellings: tuple[str, ...]
    origins: tuple[views.Origin, ...]
    derivations: tuple[views.Derivation, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """The rows that statements are made of."""

    statements: Sequence[records.Statement]
    members: Sequence[records.StatementMember]
    independence: Mapping[str | None, records.Independence]
    opposed: Sequence[records.Opposed]
    readings: Sequence[records.Reading]


def one_range(row: records.Independence | None, most: int) -> views.Range:
    """A range as the room found it; where the room found none, all that is certain: one to as many as say it."""
    if row is None:
        return views.Range(min(1, most), most, None, None)
    return views.Range(row.low, row.high, row.why_low or None, row.why_high or None)


def _without(said: views.Range, kin: Kin, left: set[str], gone: int) -> views.Range:
    """The range without tellings that read otherwise."""
    rest = independent([kin], left)
    text = f"not counted: {gone} that {'reads' if gone == 1 else 'read'} otherwise"
    why = [f"{w}; {text}" if w else text for w in (said.why_min, said.why_max)]
    return views.Range(min(said.min, rest.min), min(said.max, rest.max), *why)


def _otherwise(
    found: Sequence[records.Opposed], values: Mapping[tuple[str, int], str], rank: Mapping[str, int]
) -> tuple[views.Otherwise, ...]:
    by: dict[tuple[str, int], list[str]] = {}
    for o in found:
        by.setdefault((o.discrepancy, o.reading), []).append(o.article)
    return tuple(
        views.Otherwise(key[0], values[key], tuple(sorted(set(listed), key=lambda a: rank[a])))
        for key, listed in sorted(by.items())
        if key in values
    )


def statements(
    kin: Kin, stated: Stated, said: Callable[[records.StatementMember], views.Said]
) -> tuple[views.Statement, ...]:
    """Every statement: most independent origins first."""
    rank = {article: n for n, article in enumerate(kin.tellings)}
    of: dict[str, list[records.StatementMember]] = defaultdict(list)
    for m in stated.members:
        of[m.statement].append(m)
    against: dict[str, list[records.Opposed]] = defaultdict(list)
    for o in stated.opposed:
        against[o.statement].append(o)
    values = {(r.discrepancy, r.ordinal): r.value for r in stated.readings}

    def place(e: views.Evidence) -> tuple[int, int, int]:
        return rank.get(e.telling, len(rank)), e.begin, e.end

    def one(s: records.Statement) -> views.Statement:
        gone = {o.article for o in against[s.id] if o.member}
        listed = [said(m) for m in of[s.id]]
        out = {e.telling for e in listed if e.telling in gone and e.support >= SAYS}
        places = sorted(
            (views.Said(e.telling, e.begin, e.end, e.text, min(e.support, AGAINST)) if e.telling in gone else e
             for e in listed),
            key=place,
        )  # fmt: skip
        many = one_range(stated.independence.get(s.id), len({e.telling for e in places}))
        left = {e.telling for e in places if e.support >= SAYS}
        if out and left:
            many = _without(many, kin, left, len(out))
        return views.Statement(s.id, s.text, many, tuple(places), _otherwise(against[s.id], values, rank))

    made = [one(s) for s in stated.statements if of[s.id]]
    return tuple(
        sorted(
            made,
            key=lambda s: (
                -s.independent_origins.max,
                -s.independent_origins.min,
                -len({e.telling for e in s.tellings}),
                min(place(e) for e in s.tellings),
                s.id,
            ),
        )
    )
