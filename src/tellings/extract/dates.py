"""Dates as pages and feeds print them -> ISO 8601, as precise as they are written.

Month names of nine languages, day or month first, numbers with points, slashes or dashes, a time before
or after, ISO, RFC 822 and compact forms. What may be read two ways (03/04/2018) is said to be unsure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

_MONTHS = """
1 january jan enero ene janvier janv januar jänner gennaio gen janeiro января январь januari
2 february feb febr febrero fevrier février févr februar febbraio fevereiro fev февраля февраль februari
3 march mar marzo mars märz maerz março marco марта март maart mrt
4 april apr abril abr avril avr aprile апреля апрель
5 may mayo mai maggio mag maio мая май mei
6 june jun junio juin juni giugno giu junho июня июнь
7 july jul julio juillet juil juli luglio lug julho июля июль
8 august aug agosto ago août aout августа август augustus
9 september sep sept septiembre septembre settembre set setembro сентября сентябрь
10 october oct octubre octobre oktober okt ottobre ott outubro out октября октябрь
11 november nov noviembre novembre novembro ноября ноябрь
12 december dec diciembre dic decembre décembre déc dezember dez dicembre dezembro декабря декабрь
"""
MONTHS = {name: int(row.split()[0]) for row in _MONTHS.strip().split("\n") for name in row.split()[1:]}
_MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
_WEEKDAY_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday mon tues tue weds wed thurs thur thu fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi "
    "dimanche lunes martes miércoles miercoles jueves viernes sábado sabado domingo lunedì martedì mercoledì giovedì "
    "venerdì sabato domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira понедельник вторник среда "
    "четверг пятница суббота воскресенье"
).split()
WEEKDAY = "|".join(sorted(_WEEKDAY_NAMES, key=lambda name: (-len(name), name)))
WEEKDAYS = {name: i for i, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_TIME = r"(?:(?P<hour>\d{1,2})(?:(?:[.h]|: ?)(?P<minute>\d{2})(?::\d{2}(?:\.\d{1,9})?)?)?\s?(?P<half>[ap]\.?m\.?)?)"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d)"
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°)?\.?(?:\s|-)?(?:de\s|of\s)?(?P<name>{_MONTH})\b\.?,?"
        rf"(?:\s|-)?(?:de[l]?\s)?(?:{_YEAR})",
        rf"(?<![^\W\d])(?P<name>{_MONTH})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),?\s?(?:{_YEAR})",
        rf"(?<![^\W\d])(?P<name>{_MONTH})\b\.?\s(?P<year>(?:19|20)\d{{2}}),\s(?P<day>\d{{1,2}})(?!\d)",  # translated
        rf"(?<!\d)(?P<one>\d{{1,2}})(?P<sep>[./-])(?P<two>\d{{1,2}})(?P=sep){_YEAR}",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T(?P<compact>\d{4})(?:\d\d)?Z?)?(?!\d)",
    )
)
#: A year of two figures is one only where the date ends the line, but for a time of day: "10 Nov 11", "10-Nov-11 9:30".
_SHORT_YEAR = re.compile(
    rf"(?<![\d:.])(?P<day>\d{{1,2}})(?P<sep>\s|-)(?P<name>{_MONTH})\b\.?(?P=sep)['’]?(?P<year>\d\d)(?![\d:.]\d|\d|\s?[ap]\.?m)"
    rf"(?=(?:\s|[,|·•@–—-]|\b(?:at|um|à)\b){{0,4}}(?:{_TIME})?\W{{0,3}}\Z)",
    re.I,
)
#: Such a year is of this century up to here: news that is read by a machine is not a hundred years old.
_CENTURY = 69
#: And the line is no longer than this.
_SHORT_LINE = 140
_NO_YEAR = tuple(
    re.compile(form, re.I)
    for form in (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s(?:de\s|of\s)?(?P<name>{_MONTH})\b\.?",
        rf"(?<![^\W\d])(?P<name>{_MONTH})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)",
    )
)
_AFTER = re.compile(rf"(?:\s?[T,|·•@–—-]\s?|\s(?:at|um|à|a las|alle|às|в)\s|\s){_TIME}", re.I)
_BEFORE = re.compile(rf"{_TIME}\s?(?:[,|·•–—-]\s?|on\s)?(?:(?:{WEEKDAY}),?\s)?$", re.I)
_AMERICAN = re.compile(r"\b(?:[ap]\.?m\.?|[ecmp][sd]?t)\b", re.I)
_YEAR_WRITTEN = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
#: A date stands within so many characters before and behind its year, or its day.
_REACH = 40
_EPOCH = re.compile(r"(?:1\d{9}|[1-9]\d{8})(?:\d{3})?(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text. `value` is ISO; year 0 ("--10-18") when no year is written."""

    value: str
    begin: int
    end: int
    sure: bool = True

    @property
    def day(self) -> str:
        """Without the time of day."""
        return self.value.split("T", 1)[0]


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _numbers(match: re.Match[str], american: bool) -> tuple[str | None, bool]:
    """Day and month in a date of numbers: by what is possible, by the points, by the American signs around it."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if one > 12 or match["sep"] == ".":
        return _iso(year, two, one), True
    if two > 12:
        return _iso(year, one, two), True
    value = _iso(year, one, two) if american else _iso(year, two, one)
    return value, one == two


def _one(match: re.Match[str], american: bool) -> tuple[str | None, bool]:
    groups = match.groupdict()
    if "one" in groups:
        return _numbers(match, american)
    month = MONTHS[match["name"].lower()] if "name" in groups else int(match["month"])
    return _iso(int(match["year"]), month, int(match["day"])), True


def _clock(match: re.Match[str] | None) -> str | None:
    """A time of day; a bare number is none."""
    if match is None or (match["minute"] is None and match["half"] is None):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        half = ""
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _around(text: str, sign: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches of a text in which a date with this sign may stand, none touching another."""
    out: list[tuple[int, int]] = []
    for match in sign.finditer(text):
        begin, end = max(0, match.start() - _REACH), min(len(text), match.end() + _REACH)
        if out and begin <= out[-1][1]:
            begin, _ = out.pop()
        out.append((begin, end))
    return out


def find(text: str) -> list[Found]:
    """All dates with a year, in order; with the time of day that stands beside them."""
    if not _YEAR_WRITTEN.search(text):
        return _short_year(text)
    american = bool(_AMERICAN.search(text))
    out: list[Found] = []
    for form, (begin, end) in product(_FORMS, _around(text, _YEAR_WRITTEN)):
        for match in form.finditer(text, begin, end):
            value, sure = _one(match, american)
            if value is None or any(match.start() < other.end and other.begin < match.end() for other in out):
                continue
            out.append(_timed(text, match, Found(value, match.start(), match.end(), sure)))
    return sorted(out, key=lambda found: found.begin)


def _short_year(text: str) -> list[Found]:
    """The date with a year of two figures that ends a short line."""
    match = _SHORT_YEAR.search(text) if len(text) <= _SHORT_LINE else None
    if match is None:
        return []
    year = int(match["year"])
    value = _iso(year + (2000 if year <= _CENTURY else 1900), MONTHS[match["name"].lower()], int(match["day"]))
    return [_timed(text, match, Found(value, match.start(), match.end()))] if value else []


def _timed(text: str, match: re.Match[str], found: Found) -> Found:
    if compact := match.groupdict().get("compact"):
        return replace(found, value=f"{found.value}T{compact[:2]}:{compact[2:]}")
    after = _AFTER.match(text, found.end)
    if after and (clock := _clock(after)):
        return replace(found, value=f"{found.value}T{clock}", end=after.end())
    head = text[max(0, found.begin - 40) : found.begin]
    before = _BEFORE.search(head)
    if before and (clock := _clock(before)):
        return replace(found, value=f"{found.value}T{clock}", begin=found.begin - len(head) + before.start())
    return found


def find_yearless(text: str) -> Iterator[Found]:
    """Dates without a year ("Jan 29", "18 October"); value "--01-29"."""
    if not _DIGIT.search(text):
        return
    for form, (begin, end) in product(_NO_YEAR, _around(text, _DIGIT)):
        for match in form.finditer(text, begin, end):
            month, day = MONTHS[match["name"].lower()], int(match["day"])
            if _iso(2024, month, day):
                yield Found(f"--{month:02d}-{day:02d}", match.start(), match.end())


def nearest_year(value: str, near: str) -> str | None:
    """A date without a year, in the year that brings it nearest to another date (ISO, day or finer)."""
    try:
        anchor = dt.date.fromisoformat(near[:10])
        month, day = int(value[2:4]), int(value[5:7])
    except ValueError:
        return None
    dates = [iso for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (iso := _iso(year, month, day))]
    if not dates:
        return None
    return min(dates, key=lambda iso: (abs((dt.date.fromisoformat(iso) - anchor).days), iso))


def told(value: str | None) -> str | None:
    """A date that a feed, a column or a page's metadata tells, as ISO: to the minute, the day, month or year.

    The outlet's own clock is kept; a zone is not converted. None when it cannot be read.
    """
    text = (value or "").strip()[:100]
    if not text:
        return None
    if _EPOCH.fullmatch(text):
        seconds = int(text.split(".")[0])
        seconds = seconds // 1000 if seconds > 10**11 else seconds
        return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M")
    if re.fullmatch(r"(?:19|20)\d{2}", text):
        return text
    if match := re.fullmatch(r"((?:19|20)\d{2})-(\d{2})", text):
        return text if 1 <= int(match[2]) <= 12 else None
    found = find(text)
    return found[0].value if found else None


def days(a: str, b: str) -> int | None:
    """Days from one date to another; None when either is coarser than a day."""
    try:
        return (dt.date.fromisoformat(b[:10]) - dt.date.fromisoformat(a[:10])).days
    except ValueError:
        return None
