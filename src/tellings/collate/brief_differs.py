"""The differences that a brief shows: what matters most of what the tellings say otherwise, each with its rival."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tellings.collate.brief_origins import Line, acts_in
from tellings.collate.brief_places import LEAST_WELL, Collated, covered, holds, in_body, lead, sayers, span, stated
from tellings.collate.brief_places import well as reads
from tellings.collate.brief_places import whole as sentence
from tellings.collate.statements_opposed import KINDS
from tellings.collate.wording import Texts
from tellings.records import Discrepancy, Evidence, Reading, StatementMember
from tellings.settings import Briefs

#: How much a difference of a kind matters to somebody who reads ten lines; of other kinds none is shown.
_MATTERS = {"number": 1.0, "negation": 0.9, "date": 0.8, "time": 0.8, "attribution": 0.6, "list": 0.6}

#: A difference in a year alone is one of background.
_BACKGROUND = 0.4

#: What is left of a difference in sentences without a word of what happened.
_BESIDE = 0.5

#: A difference that matters less is of a side of the story: the list of differences has it.
_LEAST = 0.2

_GRAVE = ("contradiction", "update")


def told_otherwise(line: Line, told: Collated) -> Line | None:
    """The line with the tellings that read as it does, where others tell what it shows otherwise; else None."""
    serious = {d.id for d in told.discrepancies if d.type in _GRAVE and d.kind in KINDS}
    place = Evidence(line.article, line.begin, line.end)
    own = {(r.discrepancy, r.ordinal) for r in told.readings for e in r.evidence if holds(place, e)}
    points = {point for point, _ in own} & serious
    others = [r for r in told.readings if r.discrepancy in points and (r.discrepancy, r.ordinal) not in own]
    if not others:
        return None
    against = [e for r in others for e in r.evidence]
    kept = tuple(e for e in line.evidence if e == place or not any(holds(e, x) for x in against))
    return replace(line, evidence=kept)


def _matters(texts: Texts, found: Discrepancy, two: Sequence[Reading]) -> float:
    """How much a difference matters: by its kind, how early it is told, and how many origins stand on either side."""
    early = [max((lead(texts, e) for e in r.contexts or r.evidence), default=0.0) for r in two]
    origins = len({o for r in two for o in r.origins})
    years = found.kind == "date" and all(r.value.strip().isdigit() for r in two)
    weight = _MATTERS.get(found.kind, 0.0) * sum(early) / len(early) * (0.5 + 0.5 * min(1.0, origins / 3))
    return round(weight * (_BACKGROUND if years else 1.0), 6)


def _beside(texts: Texts, two: Sequence[Reading], core: Line | None) -> float:
    """How little of what happened stands in the sentences of a difference, `_BESIDE`..1."""
    if core is None or not core.content:
        return 1.0
    near = [texts.content(*span(sentence(texts, e))) for r in two for e in r.contexts or r.evidence]
    most = max((len(core.content & words) for words in near), default=0)
    return _BESIDE + (1 - _BESIDE) * most / len(core.content)


def differs(
    texts: Texts, told: Collated, by: Mapping[str, list[StatementMember]], chosen: Sequence[Line], core: Line | None,
    settings: Briefs,
) -> list[tuple[Line, Evidence | None]]:  # fmt: skip
    """For the differences that matter most: the words of a reading that no line shows, and where its rival stands."""
    of: dict[str, list[Reading]] = {}
    for reading in sorted(told.readings, key=lambda r: (r.discrepancy, r.ordinal)):
        of.setdefault(reading.discrepancy, []).append(reading)
    said: dict[str, list[tuple[Evidence, list[StatementMember]]]] = {}
    for statement in told.statements:
        members = sayers(by.get(statement.id, []), settings)
        place = stated(texts, statement, members)
        if place is not None:
            said.setdefault(place.article, []).append((place, members))
    ranked = []
    for found in told.discrepancies:
        two = sorted(of.get(found.id, []), key=lambda r: (-len(r.origins), -len(r.evidence), r.ordinal))[:2]
        if len(two) == 2 and found.type in _GRAVE and (weight := _matters(texts, found, two)) >= _LEAST:
            ranked.append((round(-weight * _beside(texts, two, core), 6), found.rank, found.id, two))
    shown = {(line.article, line.begin, line.end) for line in chosen}
    out: list[tuple[Line, Evidence | None]] = []
    for _, _, _, two in sorted(ranked, key=lambda row: row[:3]):
        lines = [_reading_line(texts, reading, said, shown) for reading in two]
        if any(line is None for line in lines):
            continue
        fresh = [line for line in lines if line is not None and line.weight > 0]
        if not fresh or len(out) + len(fresh) > settings.most_differs:
            continue
        above = next((Evidence(x.article, x.begin, x.end) for x in lines if x is not None and x.weight <= 0), None)
        first = Evidence(fresh[0].article, fresh[0].begin, fresh[0].end)
        out.extend((line, above if n == 0 else first) for n, line in enumerate(fresh))
        shown |= {(line.article, line.begin, line.end) for line in fresh}
    return out


def _reading_line(
    texts: Texts, reading: Reading, said: Mapping[str, list[tuple[Evidence, list[StatementMember]]]],
    shown: Iterable[tuple[str, int, int]],
) -> Line | None:  # fmt: skip
    """The words that most of the tellings with a reading say; weight 0 when a line above shows it; None when none reads
    well."""
    for place in sorted(reading.evidence):
        if covered(place, shown):
            return Line(*span(place), frozenset(), (), 0.0)
    having = {e.article for e in reading.evidence}
    options: list[Line] = []
    for e in sorted(set(reading.contexts)):
        for place, members in [*said.get(e.article, []), (sentence(texts, e), [])]:
            acts = acts_in(texts.words(*span(place)))
            if acts and in_body(texts, place) and any(holds(place, r) for r in reading.evidence):
                places = {Evidence(m.article, m.begin, m.end) for m in members if m.article in having} | {place}
                well = round(reads(texts, place), 6)
                options.append(Line(*span(place), texts.content(*span(place)), tuple(sorted(places)), well))
    good = [line for line in options if line.weight >= LEAST_WELL]
    return min(
        good, key=lambda x: (-len({e.article for e in x.evidence}), -x.weight, x.article, x.begin, x.end), default=None
    )
