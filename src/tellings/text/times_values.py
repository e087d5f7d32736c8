"""Arithmetic on TIMEX3 date values that keeps their granularity: shift by a unit, and the interval they cover.

Values are the ones of TimeML's TIMEX3 (ISO 8601 with extensions): 2023-01-30, 2023-01, 2023, 2023-W05,
2023-W05-WE, 2023-Q1, 2023-H1, 2023-SU, 199 (the nineties), 19 (the 20th century), and any day with a
time behind it (T13:46, TMO, TNI).
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from tellings.text.times_words import SEASON_MONTHS

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(T.*)?\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_YEAR = re.compile(r"\d{4}\Z")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?\Z")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z")
_HALF = re.compile(r"(\d{4})-H([12])\Z")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)\Z")
_DECADE = re.compile(r"(\d{3})X?\Z")
_CENTURY = re.compile(r"(\d{2})(?:XX)?\Z")


def parse_day(value: str | None) -> date | None:
    """The calendar day of an ISO value that is at least as precise as a day."""
    match = _DAY.match(value or "")
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def make_day(year: int, month: int, day: int) -> date | None:
    """A calendar day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, n: int) -> date | None:
    """A day n days away; None beyond the calendar."""
    try:
        return day + timedelta(days=n)
    except OverflowError:
        return None


def add_months(year: int, month: int, n: int) -> tuple[int, int]:
    """Year and month n months away."""
    at = year * 12 + month - 1 + n
    return at // 12, at % 12 + 1


def week_of(day: date) -> str:
    """ISO week value of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> str:
    """Calendar quarter of a day."""
    return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"


@lru_cache(maxsize=16_384)
def granularity(value: str) -> str:
    """D, M, Y, W, Q, H, S (season), E (decade), C (century) or "" when the value is no calendar date."""
    for pattern, name in (
        (_DAY, "D"), (_MONTH, "M"), (_YEAR, "Y"), (_WEEK, "W"), (_QUARTER, "Q"), (_HALF, "H"), (_SEASON, "S"),
        (_DECADE, "E"), (_CENTURY, "C"),
    ):  # fmt: skip
        if pattern.match(value):
            return name
    return ""


def at_unit(day: date, unit: str) -> str:
    """The value of the unit that a day lies in: D, W, M, Q, Y, E or C."""
    return {
        "D": day.isoformat(),
        "W": week_of(day),
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": quarter_of(day),
        "Y": f"{day.year:04d}",
        "E": f"{day.year:04d}"[:3],
        "C": f"{day.year:04d}"[:2],
    }.get(unit, day.isoformat())


def shift(day: date, unit: str, n: int) -> date | None:
    """A day moved by n units; the day of the month is clipped where the month is shorter."""
    if unit in ("D", "W"):
        return add_days(day, n * (7 if unit == "W" else 1)) if abs(n) < 10**6 else None
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit)
    if months is None or abs(n) > 10**5:
        return None
    year, month = add_months(day.year, day.month, n * months)
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _month_span(year: int, first: int, months: int) -> tuple[str, str] | None:
    last_year, last_month = add_months(year, first, months - 1)
    if not (1 <= year <= 9999 and 1 <= last_year <= 9999 and 1 <= first <= 12):
        return None
    end = calendar.monthrange(last_year, last_month)[1]
    return f"{year:04d}-{first:02d}-01", f"{last_year:04d}-{last_month:02d}-{end:02d}"


@lru_cache(maxsize=16_384)
def interval(value: str | None) -> tuple[str, str] | None:
    """First and last day a value may stand for, ISO; a clock time gives the minute twice. None for no date."""
    if not value:
        return None
    if match := _DAY.match(value):
        day = parse_day(value)
        if day is None:
            return None
        clock = match[4] if match[4] and re.match(r"T\d{2}:\d{2}\Z", match[4]) else ""
        return day.isoformat() + clock, day.isoformat() + clock
    if match := _MONTH.match(value):
        return _month_span(int(match[1]), int(match[2]), 1)
    if _YEAR.match(value):
        return _month_span(int(value), 1, 12)
    if match := _WEEK.match(value):
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            return None
        begin, end = add_days(monday, 5 if match[3] else 0), add_days(monday, 6)
        return None if begin is None or end is None else (begin.isoformat(), end.isoformat())
    if match := _QUARTER.match(value):
        return _month_span(int(match[1]), int(match[2]) * 3 - 2, 3)
    if match := _HALF.match(value):
        return _month_span(int(match[1]), int(match[2]) * 6 - 5, 6)
    if match := _SEASON.match(value):
        return _month_span(int(match[1]), SEASON_MONTHS[match[2]][0], 3)
    if match := _DECADE.match(value):
        return _month_span(int(match[1]) * 10, 1, 120)
    if match := _CENTURY.match(value):
        return _month_span(int(match[1]) * 100, 1, 1200)
    return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date | None:
    """The n-th weekday (1 Monday to 7) of a month; n = -1 is the last one."""
    if n > 0:
        first = date(year, month, 1)
        return add_days(first, (weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    last = date(year, month, calendar.monthrange(year, month)[1])
    return add_days(last, -((last.isoweekday() - weekday) % 7))
