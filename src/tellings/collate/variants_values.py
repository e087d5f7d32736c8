"""Numbers and times: which values of two tellings are values of the same thing, and where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Quantity, Time, Token

_EMPTY = frozenset("DET ADP AUX PRON PUNCT CCONJ SCONJ PART SPACE SYM NUM".split())
PEOPLE = frozenset(
    "person people man woman child victim student teenager teen other casualty passenger individual resident "
    "civilian patient worker member juvenile adult injured dead pupil youngster boy girl".split()
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value in its sentence."""

    place: Place
    begin: int
    end: int
    sort: str  # only values of one sort are compared
    value: str
    what: str  # what is counted, or ""
    around: frozenset[str]  # lemmas near by


def number_value(q: Quantity) -> str:
    """A quantity as text: equal texts are one reading."""

    def plain(x: float) -> str:
        return str(int(x)) if x == int(x) and abs(x) < 1e15 else f"{x:g}"

    unit = "" if q.unit is None else f" {q.unit}"
    if q.low is None and q.high is None:
        return f"vague{unit}"
    if q.low is not None and q.high is not None and q.low != q.high:
        return f"{plain(q.low)}-{plain(q.high)}{unit}"
    number = plain(q.low if q.low is not None else q.high or 0.0)
    return (number if q.bound == "exact" else f"{q.bound} {number}") + unit


def time_sort(value: str) -> str:
    """What a TIMEX3 value may be compared with: clock times, dates, durations."""
    if value.startswith("P"):
        return "duration"
    return "clock" if "T" in value else "date"


def _around(tokens: Sequence[Token], text: str, begin: int, end: int, reach: int = 6) -> frozenset[str]:
    """The content lemmas within `reach` words of a span."""
    inside = [i for i, t in enumerate(tokens) if t.begin < end and t.end > begin]
    if not inside:
        return frozenset()
    near = [*tokens[max(0, inside[0] - reach) : inside[0]], *tokens[inside[-1] + 1 : inside[-1] + 1 + reach]]
    return frozenset((t.lemma or text[t.begin : t.end]).lower() for t in near if t.pos not in _EMPTY)


def values(view: View, quantities: Sequence[Quantity], times: Sequence[Time]) -> list[Value]:
    """All numbers and times of a story's sentences, in order of article and place."""
    out: list[Value] = []
    for q in quantities:
        at = view.place(q.article, q.begin)
        if at is None or q.kind == "ordinal":
            continue
        near = _around(view.tokens[at], view.text[q.article], q.begin, q.end)
        end = max(q.end, q.what_end or 0) if q.what_begin is not None and q.what_begin >= q.begin else q.end
        begin = min(q.begin, q.what_begin) if q.what_begin is not None else q.begin
        if end - begin > 80:
            begin, end = q.begin, q.end
        sort = f"number {q.kind} {q.unit or ''}"
        out.append(Value(at, begin, end, sort, number_value(q), (q.what or "").lower(), near))
    for t in times:
        at = view.place(t.article, t.begin)
        if at is None or t.value is None or t.type == "SET":
            continue
        near = _around(view.tokens[at], view.text[t.article], t.begin, t.end)
        out.append(Value(at, t.begin, t.end, f"time {time_sort(t.value)}", t.value, "", near))
    return sorted(set(out), key=lambda v: (v.place, v.begin, v.end, v.value))


def alike(a: Value, b: Value) -> float:
    """How surely two values are values of the same thing, 0..1."""
    if a.sort != b.sort:
        return 0.0
    union = len(a.around) + len(b.around)
    context = 2 * len(a.around & b.around) / union if union else 0.0
    if a.sort.startswith("time"):
        return context
    same = a.what == b.what or (a.what in PEOPLE and b.what in PEOPLE)
    if a.what and b.what and not same:
        return 0.0
    return min(1.0, context + (0.25 if same and a.what else 0.0))


def value_points(view: View, found: Sequence[Value], least: float = 0.45) -> Iterator[Point]:
    """Values of aligned sentences that are values of one thing, joined over the tellings."""
    by: dict[Place, list[int]] = defaultdict(list)
    for i, v in enumerate(found):
        by[v.place].append(i)
    pairs: list[tuple[float, int, int]] = []
    for place in sorted(by):
        for other in sorted(view.aligned.get(place, ())):
            if other <= place or other not in by:
                continue
            scores = [
                (alike(found[i], found[j]) + 0.3 * (found[i].value == found[j].value), i, j)
                for i in by[place]
                for j in by[other]
            ]
            used: set[int] = set()
            for score, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
                if score >= least and i not in used and j not in used:
                    used |= {i, j}
                    pairs.append((score, i, j))
    home = {i: i for i in range(len(found))}
    groups: dict[int, list[int]] = {i: [i] for i in home}
    for _, i, j in sorted(pairs, key=lambda s: (-s[0], s[1], s[2])):
        a, b = home[i], home[j]
        if a == b:
            continue
        told: dict[str, set[str]] = defaultdict(set)
        for m in groups[a] + groups[b]:
            told[found[m].place[0]].add(found[m].value)
        if any(len(v) > 1 for v in told.values()):
            continue  # one telling would read two values: these are two things
        for m in groups.pop(b):
            home[m] = a
            groups[a].append(m)
    for a in sorted(groups):
        members = [found[m] for m in sorted(groups[a])]
        readings = tuple(Reading(v.place[0], v.begin, v.end, v.value) for v in members)
        sort = members[0].sort.split()
        kind = "number" if sort[0] == "number" else ("date" if sort[1] == "date" else "time")
        about = next((v.what for v in members if v.what), view.shown(*_first(members)))
        yield Point(kind, about, readings)


def _first(members: Sequence[Value]) -> tuple[str, int, int]:
    return members[0].place[0], members[0].begin, members[0].end
