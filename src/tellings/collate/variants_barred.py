"""Which two values cannot be of one thing, whatever stands beside them."""

from __future__ import annotations

import re
from collections.abc import Set

from tellings.collate.variants_same import AGED, Value, halves, other_event, plain, same, saying, some
from tellings.collate.variants_values import PEOPLE
from tellings.text.concepts import concept
from tellings.text.prior import rarity
from tellings.text.times_values import parse_day

CLOCK = re.compile(r"\d\d:\d\d")

#: People counted by what they are: who is one is not the other; two girls are not the two boys.
_MALE, _FEMALE = frozenset("boy man male gentleman".split()), frozenset("girl woman female lady".split())

#: What befalls the hurt.
_HURT = frozenset(concept(word) for word in ("injure", "treat", "hospitalise"))

#: Who is called so may be called anything else besides.
_ANYBODY = (
    _MALE | _FEMALE | frozenset("person people child kid teenager teen youth youngster student suspect victim".split())
)

#: A noun as rare as this (-ln of the share of articles) says of which whole a share is.
WHOLE = 2.0

#: Two staffs of one firm are not so many times each other.
STAFFS = 3.0

#: So many times fewer are no dozens, no hundreds.
FEWER = 4

#: Two hours of two days so many minutes apart are of two deeds.
HOURS = 120

#: Minutes by which tellings of one deed differ, whatever words they have for it.
QUARTER = 15


def other_day(a: Value, b: Value) -> bool:
    """Whether two times are one part of two weekdays, both named: early on Monday, early on Tuesday."""
    part = halves(a.value)[1]
    return a.weekday != b.weekday and bool(a.weekday and b.weekday and part) and part == halves(b.value)[1]


def apart(a: Value, b: Value) -> bool:
    """Whether two values are of two things by what is said of them: a height and a distance, a price and the former."""
    return a.former != b.former or (a.dimension != b.dimension and bool(a.dimension and b.dimension))


def counts_alike(a: Value, b: Value) -> bool:
    """Whether two numbers count the same: one noun, one concept, or people both."""
    return a.what == b.what or (people(a) and people(b)) or concept(a.what) == concept(b.what)


def _one_fate(a: Value, b: Value) -> bool:
    """Whether the same befell those counted, as far as their tellings tell.

    Who were treated or taken to hospital may be the hurt of a telling that counts no others.
    """
    if a.role == b.role:
        return True
    return a.role in _HURT and b.role in _HURT and a.role not in b.roles and b.role not in a.roles


def _some_of(a: Value, b: Value) -> bool:
    """Whether one counts some of the people whom the other counts: thirteen children among fifteen dead."""
    graded = a.role == b.role and " " in a.role and not (a.what and b.what)  # "four of them badly"
    aged = (a.what in AGED) != (b.what in AGED)
    return aged and (bool(a.role or b.role) or (people(a) and people(b))) and not graded


def barred(a: Value, b: Value) -> bool:
    """Whether two values of one sort cannot be of one thing, whatever stands beside them."""
    if a.sort == "time date" and not (comparable(a.value, b.value) or other_day(a, b)):
        return True
    if apart(a, b) and (a.former != b.former or not same(a, b)):
        return True
    if (a.role and b.role and not _one_fate(a, b)) or (a.sort == "time date" and other_event(a, b)):
        return True
    equal = same(a, b)
    befell = a.role == b.role != ""
    animals = a.what == b.what != "" and not people(a)
    one_part = (
        some(a) and a.what == b.what
    ) or animals  # so many children of all the dead, in one telling and the other
    if not equal and ((a.part != b.part and not one_part) or _some_of(a, b)):
        return True
    others = ("other" in a.what) != ("other" in b.what) and not befell
    if others and not equal and a.what in PEOPLE and b.what in PEOPLE:
        return True
    if ("age" in a.sort and a.names and b.names and not a.names & b.names) or (a.day and b.day and a.day != b.day):
        return True
    if a.source != b.source or (not equal and _staffs(a, b)):
        return True
    if not equal and (_sexes(a, b) or _callings(a, b) or _wholes(a, b) or _vague_apart(a, b)):
        return True
    if not equal and (_others(a, b) or _some_time(a, b)):
        return True
    if a.sort != "time date" or equal:
        return False
    if _bounds(a, b) or _bounds(b, a):
        return True
    if (a.guessed or b.guessed) and not (a.weekday and b.weekday) and _days(a, b):
        return True
    return _framing(a, b) or _next_day(a, b) or ("" not in (a.actor, b.actor) and strangers(a, b))


def _bounds(a: Value, b: Value) -> bool:
    """Whether one hour is only told to be before or after the other, and is: "before midnight" and "at 11.20 p.m.".

    The midnight that something happened before is the one that ends the day."""
    (day, hour), (other, clock) = halves(a.value), halves(b.value)
    if a.edge not in ("before", "after") or a.loose or day != other or not (hour[:1].isdigit() and clock[:1].isdigit()):
        return False
    if hour == "00:00" and a.edge == "before":
        return clock > "12:00"
    return clock < hour if a.edge == "before" else clock > hour


def _some_time(a: Value, b: Value) -> bool:
    """Whether one of two lengths of time is told without a number ("for years") and nothing says that they are of one
    thing: one verb, one noun that lasts, or one way of counting ("a few days before", "five days before")."""
    if a.sort != "time duration" or ("X" in a.value) == ("X" in b.value):
        return False
    told = ((a.governor, b.governor), (a.dimension, b.dimension), (a.of, b.of))
    return not any(x == y != "" for x, y in told)


def _days(a: Value, b: Value) -> bool:
    """Whether two times are two days, without hours."""
    return all(len(v.value) == len("2001-01-01") for v in (a, b))


def _others(a: Value, b: Value) -> bool:
    """Whether two values are told of two by name: her 13 points and his 14, his arrest and the other man's.

    Not who speaks, and not one name and its initials.
    """
    if a.governor != b.governor or not a.bearer or not b.bearer or a.bearer & b.bearer or saying(a.governor):
        return False
    return not any(_initials(x, y) for x, y in ((a.bearer, b.bearer), (b.bearer, a.bearer)))


def _initials(short: Set[str], long: Set[str]) -> bool:
    """Whether one name may be the first letters of the other's words."""
    letters = {w[:1] for w in long}
    return len(short) == 1 and all(set(w) <= letters for w in short)


def _framing(a: Value, b: Value) -> bool:
    """Whether one is a bare year that another deed's day falls into: a party that rings in 2013."""
    short, long = sorted((a.value, b.value), key=len)
    return len(short) == len("2001") and len(long) >= len("2001-01-01") and a.governor != b.governor


def _next_day(a: Value, b: Value) -> bool:
    """Whether two hours are of two days and far from each other: of one deed either the day or the hour agrees."""
    day, other = halves(a.value)[0], halves(b.value)[0]
    return "" not in (day, other) and day != other and (minutes(a, b) or 0) > HOURS


def minutes(a: Value, b: Value) -> int | None:
    """Minutes between two hours of the clock; None where either is none."""
    s, t = halves(a.value)[1], halves(b.value)[1]
    if not (CLOCK.fullmatch(s) and CLOCK.fullmatch(t)):
        return None
    return abs(60 * int(s[:2]) + int(s[3:]) - 60 * int(t[:2]) - int(t[3:]))


def strangers(a: Value, b: Value) -> bool:
    """Whether two hours or parts of the day are of two deeds, not of one actor, and no word beside them is the same."""
    hours = all(halves(v.value)[1] for v in (a, b))
    between = minutes(a, b)
    if (
        not hours
        or (between is not None and between <= QUARTER)
        or not a.governor
        or not b.governor
        or a.governor == b.governor
    ):
        return False
    return not (a.actor == b.actor != "") and not (a.around | a.names) & (b.around | b.names)


def _sexes(a: Value, b: Value) -> bool:
    """Whether one counts men or boys where the other counts women, or people of both sexes: some of them only."""
    if "age" in a.sort:
        return (a.what in _MALE and b.what in _FEMALE) or (a.what in _FEMALE and b.what in _MALE)
    if not a.sort.startswith("number count") or not (people(a) and people(b)):
        return False
    mine, theirs = ([bool(sex & set(v.what.split())) for sex in (_MALE, _FEMALE)] for v in (a, b))
    return mine != theirs


def _callings(a: Value, b: Value) -> bool:
    """Whether two ages are of people of whom each is called what the other is not, and of whom none is named twice."""
    if "age" not in a.sort or not a.what or not b.what or a.names & b.names:
        return False
    return concept(a.what) != concept(b.what) and a.what not in _ANYBODY and b.what not in _ANYBODY


def _staffs(a: Value, b: Value) -> bool:
    """Whether two numbers of those employed are so far apart that they are of a works and of its owner."""
    x, y = plain(a), plain(b)
    employed = "employee" in (a.what, b.what) and all(v.what == "employee" or people(v) for v in (a, b))
    if not employed or x is None or y is None:
        return False
    return max(x, y) > STAFFS * min(x, y)


def _wholes(a: Value, b: Value) -> bool:
    """Whether two shares are of two wholes: of the candidates, of the voters."""
    if "percent" not in a.sort or not a.what or not b.what or a.around & b.around:
        return False
    return not counts_alike(a, b) and min(rarity(a.what), rarity(b.what)) >= WHOLE


def _vague_apart(a: Value, b: Value) -> bool:
    """Whether one is told as dozens or hundreds and the other is a few: they are hardly of one thing."""
    vague, exact = (a, b) if a.value.startswith("vague") else (b, a)
    if not vague.value.startswith("vague ") or exact.value.startswith("vague"):
        return False
    least, told = float(vague.value.split()[1]), plain(exact)
    return told is not None and told * FEWER < least


def people(v: Value) -> bool:
    """Whether people are counted: "five people", "five others", "five wounded"."""
    return v.what in PEOPLE or concept(v.what) == v.role != ""


def comparable(a: str, b: str) -> bool:
    """Whether two times may be told of one event: as precise as each other, or one less precise than the other."""
    (x, s), (y, t) = halves(a), halves(b)
    if "XXXX" in (x[:4], y[:4]) and min(len(x), len(y)) >= len("2001-01"):
        x, y = (d[4:] for d in (x, y))  # a month of an unsaid year
    if s and t:
        exact = s[:1].isdigit() and t[:1].isdigit()
        return exact or x == y or not (x[:1].isdigit() and y[:1].isdigit())
    if s or t:
        return x == y
    if x.islower() or y.islower():  # a weekday of no known date: beside another, or beside a day
        return all(day.islower() or parse_day(day) is not None for day in (x, y))
    weeks = ("W" in x) != ("W" in y) and len(x) > 4 and len(y) > 4 and x[:4] == y[:4]
    return weeks or (len(x) == len(y) and x[:1].isdigit() == y[:1].isdigit()) or x.startswith(y) or y.startswith(x)
