"""A number or time of a telling, and whether two of them are one reading."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from operator import attrgetter

from tellings.collate.variants_view import Place
from tellings.text.concepts import concept
from tellings.text.times_values import parse_day
from tellings.text.times_words import weekday_number

#: Nouns of some of the people by age or sex: thirteen children among fifteen dead are no other toll.
AGED = frozenset("child kid student teenager teen juvenile pupil youngster boy girl man woman adult".split())

#: Nouns of some of the people: those by age or sex, and those by what they do, who may be all to whom it happened.
SOME = AGED | frozenset(
    "officer soldier passenger civilian worker diplomat delegate supporter fan follower protester demonstrator".split()
)

BOUND = re.compile(r"^(?:about|at least|at most|more than|less than) ")

#: Two measures in two units are one, converted, when they differ by no more than this share, or by what they are
#: rounded to: six miles, ten kilometres; in one unit, when they are equal.
CONVERTED, LOOSEST, EQUAL = 0.02, 0.05, 1e-9
EXACTLY = 0.005  # in two units, where one of them is said to be more or less

#: Kilograms of a tonne and of a short ton.
_TONS = (1000.0, 907.18474)
_AS_PRINTED = 1e-3  # four digits of a value are kept

#: The hours of a part of the day; a night runs into the next one.
PARTS_OF_DAY = {"DA": (3, 7), "MO": (0, 12), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30)}

_SECONDS = {"Y": 31_556_952, "M": 2_629_746, "W": 604_800, "D": 86_400}


#: What lasts from an event on, and what is said of one: no day of either is the event's own.
_LASTING = frozenset(concept(word) for word in ("remain", "continue", "stay", "keep", "last", "live"))
_SAYING = frozenset(
    concept(word) for word in ("say", "tell", "inform", "add", "report", "announce", "write", "state", "confirm")
)


_DAYS = re.compile(r"\d{4}-\d\d-\d\d")

COMPANY = 2  # two deeds of two actors are one told in other words only where so many words beside them are the same
WEEK = 7  # what was done and what is to be done so many days later are two deeds
SAID = 2  # what one body says so many days apart it says twice


@dataclass(slots=True, unsafe_hash=True)
class Value:
    """A value in its sentence.

    Thousands are made for a story, each several times with more of its fields; a frozen record takes three times as
    long to make. None is changed once it is made: see `changed`.
    """

    place: Place
    begin: int
    end: int
    sort: str  # only values of one sort are compared
    value: str
    what: str  # what is counted, or ""
    around: frozenset[str]  # concepts near by
    governor: str  # concept of the verb (or noun) that governs it, or ""
    names: frozenset[str]  # name words near by
    role: str = ""  # what befell those counted: "die", "injure"; "" when nothing is said
    scope: frozenset[str] = frozenset()  # days, months or years of its sentence that are not the story's own
    of: str = ""  # concept of the noun that it measures: the depth of 10 km, the end of March
    edge: str = ""  # "until", "since", "by": what the time bounds
    loose: str = ""  # "about" so long or then, "just before" or "just after" then
    part: bool = False  # its telling gives another count as the toll of those whom the same befell
    weekday: str = ""  # the weekday that a time names itself
    verbs: frozenset[str] = frozenset()  # concepts of all verbs of its sentence
    actor: str = ""  # concept of who does what governs it, or ""
    dimension: str = ""  # which dimension of a thing it gives: "height", "distance"; "" when unsaid
    former: bool = False  # whether it is what another number was before
    factor: float = 0.0  # what one unit, as written, is of the canonical one; 0 when that is not known
    exact: float = 0.0  # half the worth of its last digit, as a share of it: how far it may be rounded
    future: bool = False  # whether a date lies after the day that the story is about
    ahead: bool = False  # whether what governs it is to come: "will appear", "is due to appear"
    roles: frozenset[str] = frozenset()  # what befell people, of all that its telling counts so
    source: bool = False  # whether those counted are who says it: "two workers told reporters"
    aside: bool = False  # whether a date stands in a clause that only says more of somebody or something
    bearer: frozenset[str] = frozenset()  # whose it is, by name: who scores, is charged
    guessed: bool = False  # whether a date leans on a day of writing that is a guess
    unyeared: bool = False  # whether the year of a day is not written
    day: str = ""  # the day on which a share rose or fell: the one that its sentence names, else its telling's first


_FIELDS = attrgetter(*(f.name for f in fields(Value)))


def changed(v: Value, **told: object) -> Value:
    """A value with other fields; the old one stays as it is."""
    new = Value(*_FIELDS(v))
    for name, field in told.items():
        setattr(new, name, field)
    return new


def saying(verb: str) -> bool:
    """Whether a concept is that of a verb of saying."""
    return verb in _SAYING


def same(a: Value, b: Value) -> bool:
    """Whether two values are one reading: equal, equal where both are known, or a measure and its conversion."""
    if a.value == b.value:
        return True
    if (a.value[:1] == "a" or b.value[:1] == "a") and _unhedged(a.value) == _unhedged(b.value):
        return True
    if a.sort == "time date":
        (day, s), (other, t) = halves(a.value), halves(b.value)
        days = len(day) == len(other) and all(p == q or "X" in (p, q) for p, q in zip(day, other, strict=True))
        if not days and day[:1].islower() != other[:1].islower():
            days = falls_on(day, other)
        if not days and a.weekday and b.weekday and a.weekday != b.weekday:
            return False  # early on Monday, early on Tuesday
        if not days and (a.unyeared or b.unyeared) and _DAYS.fullmatch(day) and _DAYS.fullmatch(other):
            days = day[4:] == other[4:]  # the year is a guess
        if not days and (a.guessed or b.guessed):
            days = a.weekday == b.weekday != ""
        return s == t and (days or s != "")  # a clock time is compared by itself: its date may be a guess
    if a.sort == "time duration":
        return 0 < seconds(a.value) == seconds(b.value)  # eighteen months, a year and a half
    if "measure" not in a.sort:
        return False
    x, y = plain(a), plain(b)
    if x is None or y is None:
        return False
    if a.factor == b.factor and _sided(a.value) != _sided(b.value):
        return False  # less than a mile, about a mile
    if a.factor in _TONS and b.factor in _TONS and abs(x / a.factor - y / b.factor) <= _AS_PRINTED * x / a.factor:
        return True  # a ton is a tonne to those who write it
    return abs(x - y) <= _converted(a, b) * max(x, y)


def holds_hour(time: str, other: str) -> bool:
    """Whether one time is a day or a part of it, and the other an hour that may lie in it."""
    (day, part), (same_day, hour) = halves(time), halves(other)
    if day != same_day or not hour[:1].isdigit() or part[:1].isdigit():
        return False
    begin, end = PARTS_OF_DAY.get(part, (0, 30) if not part else (0, 0))
    return any(begin <= int(hour[:2]) + shift < end for shift in (0, 24))


def within(a: Set[str], b: Set[str]) -> bool:
    """Whether one of some dates may be one of others: a year or month holds the day."""
    return any(x.startswith(y) or y.startswith(x) for x in a for y in b)


def told_as(v: Value) -> str:
    """What two values have alike that are one reading (`same`), but for measures in two units."""
    if v.sort == "time date":
        return halves(v.value)[1] or v.value
    return f"{seconds(v.value)}" if v.sort == "time duration" else _unhedged(v.value)


def _unhedged(value: str) -> str:
    """A value without its hedge: "140 dead" and "about 140 dead" are one reading."""
    return value.removeprefix("about ").removeprefix("at most ")


def _sided(value: str) -> str:
    """The bound of a value, but for a hedge; "" for none."""
    bound = BOUND.match(value)
    return "" if bound is None or value.startswith("about ") else bound[0]


def _converted(a: Value, b: Value) -> float:
    """By what share two measures may differ and still be one: none in one unit, as far as they are rounded in two."""
    if a.factor == b.factor != 0.0:
        return EQUAL
    bounds = [m[0] if m else "" for m in (BOUND.match(a.value), BOUND.match(b.value))]
    if bounds[0] != bounds[1]:
        return EXACTLY
    return max(CONVERTED, min(a.exact + b.exact, LOOSEST))


def some(v: Value) -> bool:
    """Whether some of the people are counted: children, teachers."""
    return v.what in SOME


def other_event(a: Value, b: Value) -> bool:
    """Whether two times that differ are surely times of two events, by what is done then.

    One sentence tells the deed of the other's time beside its own ("struck on Wednesday"; "remained shut on Thursday
    after a barge struck it"); or something lasts in one; or two people say something on two days.
    """
    if same(a, b) or not a.governor or not b.governor or a.edge == b.edge != "":
        return False
    (day, clock), (other, hour) = halves(a.value), halves(b.value)
    days = day != other and not clock[:1].isdigit() and not hour[:1].isdigit()  # a clock time's day may be a guess
    saying, lasting = ((a.governor in words, b.governor in words) for words in (_SAYING, _LASTING))
    if days and a.governor == b.governor and a.ahead != b.ahead and days_apart(day, other) > WEEK:
        return True  # appeared in court on Sunday, is to appear on the 24th
    if a.governor == b.governor or all(saying):
        return days and all(saying) and (a.actor != b.actor or days_apart(day, other) > SAID)
    company = len((a.around & b.around) - {a.actor, b.actor})
    acted = "" != a.actor != b.actor != "" and company < (
        1 if a.ahead and b.ahead else COMPANY
    )  # will pass, will be passed
    if days and acted and len(day) == len(other) == len("2001-01-01") and not clock and not hour:
        return True  # a governor urged it on Wednesday, lawmakers passed it on Thursday
    months = min(len(day), len(other)) == len("2001-01") and (day.startswith(other) or other.startswith(day))
    told = not months and (a.governor in b.verbs or b.governor in a.verbs)
    return told or lasting[0] != lasting[1] or (days and saying[0] != saying[1])


def days_apart(a: str, b: str) -> int:
    """How many days lie between two dates; 0 for what is no day."""
    try:
        return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
    except ValueError:
        return 0


def plain(v: Value) -> float | None:
    """The number of a value without its bound; None for ranges, vague numbers and times."""
    return _plain(v.value)


@lru_cache(maxsize=1 << 14)
def _plain(value: str) -> float | None:
    try:
        return float(BOUND.sub("", value).split(" ")[0])
    except ValueError:
        return None


@lru_cache(maxsize=1 << 14)
def halves(value: str) -> tuple[str, str]:
    """Date and time of day of a time's value; a weekday counts as a date."""
    if value[:1].islower():
        day = value.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:")
        return day, value[len(day) + 1 :]
    date, _, clock = value.partition("T")
    return date, clock


def falls_on(day: str, other: str) -> bool:
    """Whether one of two days is a weekday of no known date, and the other is a date that falls on it."""
    bare, dated = (day, other) if day[:1].islower() else (other, day)
    found = parse_day(dated) if len(dated) == len("2001-01-01") else None
    return found is not None and weekday_number(bare) == found.isoweekday()


@lru_cache(maxsize=1 << 12)
def seconds(duration: str) -> float:
    """A TIMEX3 duration in seconds; months and years as their mean. 0 when it is no number."""
    date, _, time = duration.removeprefix("P").partition("T")
    total = sum(float(n) * _SECONDS[u] for n, u in re.findall(r"(\d+(?:\.\d+)?)([YMWD])", date))
    return total + sum(
        float(n) * {"H": 3600, "M": 60, "S": 1}[u] for n, u in re.findall(r"(\d+(?:\.\d+)?)([HMS])", time)
    )
