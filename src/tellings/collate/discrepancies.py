"""What variants mean: how grave a difference is, of which type, and how much it matters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_names import spelt_alike
from tellings.records import Discrepancy, Evidence, OriginMember, Reading, Telling, Variant
from tellings.schema import content_id

HARD = frozenset({"number", "date", "time", "name", "place", "list"})
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_LOOSE = ("about", "at least", "more than", "at most", "less than", "vague")


@dataclass(frozen=True, slots=True)
class Typed:
    """The type of a difference and why, in words."""

    type: str
    why: str


def _numbers(value: str) -> tuple[list[float], str]:
    """The numbers in a reading's value (ends of a range) and its bound."""
    bound = next((b for b in _LOOSE if value.startswith(b)), "exact")
    body = value[len(bound) :] if bound != "exact" else value
    return [float(x) for x in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?:e[+-]?\d+)?", body)][:2], bound


def number_type(values: Sequence[str], when: Mapping[str, tuple[str, str]]) -> Typed:
    """Numbers: vaguer when one only bounds the other, rounding when near, update when the later is higher."""
    parsed = [(_numbers(v), v) for v in values]
    exact = [(n[0], v) for (n, b), v in parsed if n and b == "exact" and len(n) == 1]
    loose = [(n, b, v) for (n, b), v in parsed if not n or b != "exact" or len(n) > 1]
    if len(exact) > 1:
        dated = sorted((when[v], x, v) for x, v in exact if v in when)
        first_last = [(a, b) for a in dated for b in dated if a[0][1] < b[0][0]]
        if len(dated) == len(exact) and first_last and all(a[1] < b[1] for a, b in first_last):
            return Typed("update", f"{dated[-1][2]} is told later than {dated[0][2]}")
        low, high = min(exact), max(exact)
        return Typed("contradiction", f"{low[1]} and {high[1]} cannot both be right")
    if any(b == "vague" or not n for n, b, _ in loose):
        return Typed("vaguer", "one telling gives no number")
    ends = [x for (n, _), _ in parsed for x in n]
    if ends and max(ends) <= 1.1 * min(ends):
        kind = (
            "vaguer" if any(b in ("at least", "more than", "at most", "less than") for _, b, _ in loose) else "rounding"
        )
        return Typed(kind, "the numbers are the same when rounded")
    return Typed("contradiction", "the numbers are too far apart for rounding")


def time_type(values: Sequence[str]) -> Typed:
    """Times: vaguer when one value is a prefix of the other (a month for a day)."""
    ordered = sorted(values, key=len)
    if all(longer.startswith(ordered[0]) for longer in ordered):
        return Typed("vaguer", f"{ordered[0]} is less precise than {ordered[-1]}")
    return Typed("contradiction", f"{ordered[0]} and {ordered[-1]} are different times")


def difference_type(kind: str, values: Sequence[str], when: Mapping[str, tuple[str, str]]) -> Typed:
    """The type of a difference between readings of one kind. `when`: first and last publication of each value."""
    if kind == "number":
        return number_type(values, when)
    if kind in ("date", "time"):
        return time_type(values)
    if kind == "name":
        alike = all(spelt_alike(a, b) or a == b for a in values[:1] for b in values)
        return (
            Typed("spelling", "the same name, spelt differently")
            if alike
            else Typed("wording", "another name for the same")
        )
    if kind == "quote":
        return Typed("wording", "the same utterance in other words")
    if kind in ("attribution", "negation", "list", "place"):
        return Typed("contradiction", "both cannot be right")
    return Typed("wording", "the same in other words")


def _weight(kind: str, typed: str, origins: int) -> tuple[int, int, int]:
    """Smaller matters more: contradictions and updates, hard kinds, facts that many origins carry."""
    grave = ("contradiction", "update", "rounding", "vaguer", "translation", "wording", "spelling").index(typed)
    return (0 if grave < 2 else grave, 0 if kind in HARD else 1, -origins)


def discrepancies(
    story: str, variants: Sequence[Variant], tellings: Sequence[Telling], members: Sequence[OriginMember]
) -> Iterator[object]:
    """Discrepancies of a story with their readings, ranked by how much they matter."""
    origin = {m.article: m.origin for m in members}
    published = {t.article: t.published for t in tellings}
    by: dict[str, list[Variant]] = defaultdict(list)
    for v in variants:
        by[v.point].append(v)
    rows: list[tuple[tuple[int, int, int], str, Typed, dict[str, list[Variant]]]] = []
    for point in sorted(by):
        readings: dict[str, list[Variant]] = defaultdict(list)
        for v in sorted(by[point], key=lambda v: (v.article, v.begin, v.end)):
            readings[v.value].append(v)
        if len(readings) < 2:
            continue
        kind = by[point][0].kind
        typed = difference_type(kind, sorted(readings), _when(readings, published))
        sources = {origin.get(v.article, v.article) for v in by[point]}
        rows.append((_weight(kind, typed.type, len(sources)), point, typed, dict(readings)))
    for rank, (_, point, typed, readings) in enumerate(sorted(rows, key=lambda r: (r[0], r[1]))):
        first = by[point][0]
        ident = content_id(story, "discrepancy", point)
        yield Discrepancy(story, ident, rank, first.kind, typed.type, first.about, typed.why)
        yield from _readings(story, ident, readings, origin)


def _when(readings: Mapping[str, Iterable[Variant]], published: Mapping[str, str | None]) -> dict[str, tuple[str, str]]:
    """First and last publication of each value, where every telling that reads it is dated."""
    out: dict[str, tuple[str, str]] = {}
    for value, found in readings.items():
        dates = [published.get(v.article) for v in found]
        known = sorted(d for d in dates if d is not None)
        if known and len(known) == len(dates):
            out[value] = (known[0], known[-1])
    return out


def _readings(
    story: str, ident: str, readings: Mapping[str, list[Variant]], origin: Mapping[str, str]
) -> Iterator[Reading]:
    """Readings in order of how many origins carry them."""
    carried = {
        value: sorted({origin[v.article] for v in found if v.article in origin}) for value, found in readings.items()
    }
    order = sorted(readings, key=lambda value: (-len(carried[value]), -len(readings[value]), value))
    for ordinal, value in enumerate(order):
        found = readings[value]
        yield Reading(
            story,
            ident,
            ordinal,
            value,
            tuple(carried[value]),
            tuple(Evidence(v.article, v.begin, v.end) for v in found),
            tuple(Evidence(v.article, v.context_begin, v.context_end) for v in found),
        )
