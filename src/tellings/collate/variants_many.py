"""What the number of values says.

Of a noun that a telling counts again and again (points, yards, seasons) another number is mostly another player's,
town's or year's; the only hour that a telling names is that of the event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from datetime import date, timedelta

from tellings.collate.variants_barred import CLOCK, QUARTER, minutes, people
from tellings.collate.variants_same import WEEK, Value, changed, halves, same
from tellings.collate.variants_tie import TIED, near
from tellings.collate.variants_view import View
from tellings.text.concepts import concept

#: A telling that has so many numbers of one noun counts it again and again.
MANY = 3

#: In a larger crowd of tellings hours are left to the rules.
MOST = 200

#: Days by which tellings of one event differ that name its weekday.
BESIDE = 2

#: Sentences aligned so surely say the same.
SURELY = 0.85


def of_others(view: View, found: Sequence[Value], pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pairs of two numbers of a noun that one of the two tellings counts again and again, and of which nothing says
    that they are of one bearer: no name that both are told of, no surely aligned sentences."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for v in found:
        if _weighed(v):
            told[v.place[0], _noun(v)].add(v.value)
    often = {key for key, values in told.items() if len(values) >= MANY}
    out: set[tuple[int, int]] = set()
    for i, j in pairs:
        a, b = found[i], found[j]
        if not (_weighed(a) and _weighed(b)) or same(a, b) or near(a, b) or a.bearer & b.bearer:
            continue
        if (a.place[0], _noun(a)) not in often and (b.place[0], _noun(b)) not in often:
            continue
        if view.aligned.get(a.place, {}).get(b.place, 0.0) < SURELY:
            out.add((i, j))
    return out


def lone_hours(found: Sequence[Value]) -> list[tuple[float, int, int]]:
    """Pairs of hours of one day, no more than `QUARTER` minutes apart, each the only one that its telling names: those
    are hours of what the story is about, however it is worded."""
    told: dict[str, set[str]] = defaultdict(set)
    for v in found:
        if v.sort == "time date" and CLOCK.fullmatch(halves(v.value)[1]):
            told[v.place[0]].add(halves(v.value)[1])
    lone = [i for i, v in enumerate(found) if len(told[v.place[0]]) == 1 and halves(v.value)[1] in told[v.place[0]]]
    out: list[tuple[float, int, int]] = []
    for n, i in enumerate(lone[:MOST]):
        for j in lone[n + 1 : MOST]:
            a, b = found[i], found[j]
            days = {halves(v.value)[0] for v in (a, b)} - {""}
            apart = minutes(a, b)
            if a.place[0] != b.place[0] and len(days) < len((a, b)) and apart is not None and 0 < apart <= QUARTER:
                out.append((TIED, i, j))
    return out


def in_one_week(members: Sequence[Value], bare: Sequence[bool]) -> list[Value]:
    """Times of one event of which two days are told: a weekday alone (`bare`) moved to the week of the other day.

    A weekday is resolved by the tense beside it and the day of writing. One that no telling bears out ends nearly a
    week from the others: "sank on Wednesday" is no Wednesday of the week before where others say Tuesday.
    """
    days = Counter(
        day for day, _ in {(halves(v.value)[0], v.place[0]) for v in members} if len(day) == len("2001-01-01")
    )
    if len(days) != 2:
        return list(members)
    main = max(days, key=lambda day: (days[day], day))
    return [_moved(v, main) if alone and v.weekday else v for v, alone in zip(members, bare, strict=True)]


def silent(v: Value, days: Set[str]) -> bool:
    """Whether a day is one of those whose hours others tell, but for a year that it does not name."""
    year = len("2001")
    return v.value in days or (v.unyeared and any(day[year:] == v.value[year:] for day in days))


def _moved(v: Value, main: str) -> Value:
    """A time moved by a week, where that brings its day within `BESIDE` days of another one."""
    day = halves(v.value)[0]
    try:
        told, other = date.fromisoformat(day), date.fromisoformat(main)
    except ValueError:
        return v
    apart = (other - told).days
    week = timedelta(days=WEEK if apart > 0 else -WEEK)
    if not BESIDE < abs(apart) < WEEK + BESIDE or abs((told + week - other).days) > BESIDE or apart % WEEK == 0:
        return v
    return changed(v, value=v.value.replace(day, (told + week).isoformat(), 1))


def _weighed(v: Value) -> bool:
    """Whether a number is one of a noun that may be told of many things; people and tolls are compared as such."""
    return not v.role and v.sort.startswith(("number count", "number score")) and bool(_noun(v)) and not people(v)


def _noun(v: Value) -> str:
    return concept(v.what) if v.what else v.sort.split()[1] if not v.sort.startswith("number count") else ""
