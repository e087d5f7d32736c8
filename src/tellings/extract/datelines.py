# ruff: noqa: E501 - a pattern is easier to check on one line
"""Datelines: the place, date and agency with which a body begins ("SEOUL, Jan 30 (Reuters) - ")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tellings.extract import dates
from tellings.text.agencies import canonical, expected

_UP = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩЀ-Я"
_CAPS = rf"(?P<caps>[{_UP}][{_UP}'’.-]+(?:[ /][{_UP}][{_UP}'’.-]*){{0,3}})(?!\w)"
_MIXED = rf"(?P<mixed>[{_UP}][\w'’.-]+(?:[ /][{_UP}][\w'’.-]+){{0,3}})(?!\w)"
_NAMES = "|".join(sorted({name for name in dates.MONTHS if len(name) > 2}, key=lambda n: (-len(n), n)))
_NO_MONTH = rf"(?!(?i:{_NAMES}|{dates.WEEKDAY})\b)"
_REGION = rf"(?P<region>(?:, ?{_NO_MONTH}[{_UP}][\w.'’-]+(?: {_NO_MONTH}[{_UP}][\w.'’-]+){{0,2}}){{0,2}})"
#: "Osk (Norvège), 3 mai": French and Spanish agencies put the country in brackets.
_LAND = rf"(?P<land> \([{_UP}][^()\d]{{1,30}}\)(?=, ))?"
_DATE = (
    rf"(?P<date>,? \(?(?:le |den |am |el )?(?i:(?:(?:{dates.WEEKDAY}),? )?(?:(?:{_NAMES})\.? \d{{1,2}}|\d{{1,2}}(?:er|º)?\.? (?:de )?(?:{_NAMES})\.?)"
    r"(?:,?(?: de)? \d{4})?)(?:,? \d{1,2}[:.]\d{2})?\)?)?"
)
_AGENCY = r"(?:\.? ?(?P<agency>\([^()]{2,40}\)|/[A-Z][A-Za-z-]{1,20}/|\[[^\[\]]{2,40}\])(?:\s?\.(?=\s?[—–-]))?)?"
_SEP = r"\s?(?P<sep>--|[—–―:-]|\.(?=\s))\s?(?=\S|$)"
_FORM_CAPS = re.compile(rf"{_CAPS}{_REGION}{_LAND}{_DATE}{_AGENCY}(?:{_SEP})?")
_FORM_MIXED = re.compile(rf"{_MIXED}{_REGION}{_LAND}{_DATE}{_AGENCY}(?:{_SEP})?")
_FORM_BARE = re.compile(rf"{_DATE.replace(',? ', ' ?', 1)}\s?(?P<agency>\([^()]{{2,40}}\))(?:{_SEP})?")
#: What stands before a dash or colon in capitals without being a place.
_NO_PLACE = frozenset(
    """UPDATE UPDATED BREAKING EXCLUSIVE ORIGINAL RELATED STORY WATCH LIVE NEWS VIDEO PHOTOS PHOTO OPINION ANALYSIS ALERT
    WARNING NOTE CORRECTION EDITOR MORE ALSO READ LISTEN FACT FACTBOX TIMELINE QUOTES EXPLAINER REPORT POLICE SUSPECT FILE
    ARCHIVE LATEST URGENT FLASH SPORT SPORTS WEATHER BUSINESS FOOTBALL CRICKET TENNIS POLL SURVEY STUDY PLUS TOPIC TAGS AND
    THE WHO WHAT WHY HOW WHERE WHEN QUESTION ANSWER FAQ TV PM CEO DEVELOPING JUST-IN SEE""".split()
)  # fmt: skip
_SMALL_BEGIN = re.compile(r"[a-zà-öø-ÿа-я]")
_MAX = 90  # a dateline is short


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline at a line's beginning. Offsets in the line; `date` is ISO, or "--10-18" without a year."""

    place: str | None
    date: str | None
    begin: int
    end: int  # without the dash
    body: int  # where the sentence behind it begins
    agencies: tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=64)  # asked some three times of an article's first lines
def find(line: str) -> Found | None:
    """The dateline with which a line begins, or None. Never taken from the middle of a line."""
    head = line[: _MAX + 20]
    begin = len(head) - len(head.lstrip(" \t([*"))
    if head[:begin].strip():  # an opening bracket belongs to the bare form
        begin = len(head) - len(head.lstrip())
    for form, judge in ((_FORM_BARE, _bare), (_FORM_CAPS, _caps), (_FORM_MIXED, _mixed)):
        match = form.match(head, begin)
        if match and match.end() <= _MAX and judge(match, line):
            found = _found(match)
            return found if form is not _FORM_BARE or found.date else _behind(line, found)
    return None


def _behind(line: str, found: Found) -> Found:
    """ "(ANSA) - ROMA, 3 MAG - ": place and date may stand behind the agency."""
    match = _FORM_CAPS.match(line[found.body : found.body + _MAX])
    if match is None or match["date"] is None or not _caps(match, line[found.body :]):
        return found
    more = _found(match)
    end, body = found.body + more.end, found.body + more.body
    return Found(more.place, more.date, found.begin, end, body, found.agencies)


def _known(match: re.Match[str]) -> bool:
    inner = (match["agency"] or "").strip("()/[] ")
    return (bool(inner) and any(canonical(part) for part in re.split(r"\s?[/,&-]\s?|\s(?:and|und)\s", inner) if part)) or (
        canonical(inner) is not None
    )  # fmt: skip


def _bare(match: re.Match[str], line: str) -> bool:
    return _known(match)


def _caps(match: re.Match[str], line: str) -> bool:
    place = match["caps"].strip()
    first = re.split(r"[ /,.]", place)[0]
    if (first in _NO_PLACE and place != "THE HAGUE") or len(place) > 40:
        return False
    if match["agency"] and _known(match):
        return True
    if match["sep"] is None or match["sep"] == "." or _hyphen(match, line):
        return False
    letters = sum(ch.isalpha() for ch in place)
    if match["sep"] == ":" and letters <= 3 and not match["region"]:
        return False
    return letters >= 3 or bool(match["region"] or match["agency"])


def _hyphen(match: re.Match[str], line: str) -> bool:
    """Whether the dash stands inside a word: "NATO-led"."""
    around = line[match.start("sep") - 1 : match.start("sep")] + line[match.end("sep") : match.end("sep") + 1]
    return match["sep"] == "-" and not any(ch.isspace() or ch == ")" for ch in around)


def _mixed(match: re.Match[str], line: str) -> bool:
    place = match["mixed"]
    if place.upper().split()[0].rstrip(":") in _NO_PLACE:
        return False
    if match["agency"] and _known(match):
        return True
    if (
        match["sep"] is None
        or match["sep"] in (":", ".")
        or line[match.start("sep") - 1 : match.start("sep")] not in " )"
    ):
        return False
    if _SMALL_BEGIN.match(line[match.end() : match.end() + 1]):
        return False
    if match["date"]:
        return True
    dash = re.search(r"\s(?:[—–-]|--)\s", line[match.end() : match.end() + 80])
    return bool(match["region"]) and match["region"].rstrip().endswith(".") and not dash


def _found(match: re.Match[str]) -> Found:
    groups = match.groupdict()
    place = groups.get("caps") or groups.get("mixed")
    region = groups.get("region") or ""
    end = match.end("sep") - len(match["sep"]) if match["sep"] else match.end()
    if match["agency"]:
        end = match.end("agency")  # without the full stop of "(EFE).- "
    end = match.start() + len(match.string[match.start() : end].rstrip())
    if place and re.search(r"\b(?:Agency|Agence|Agencia|News|Press)\b", place):
        place = None
    land = groups.get("land") or ""
    sent = canonical(land.strip(" ()"))  # "Osk (AFP), 3 May - "
    where = f"{place}{region}{'' if sent else land}".strip(" .,") if place else None
    if where and (match.string[match.start() :][: len(where) + 1]).endswith("."):
        where += "."
    named = [(sent, match.start("land") + 2, match.end("land") - 1)] if sent else []
    if match["agency"]:
        base = match.start("agency")
        for hit in expected().finditer(match["agency"]):
            name = canonical(hit[0])
            if name:
                named.append((name, base + hit.start(), base + hit.end()))
    return Found(where, _date(groups.get("date")), match.start(), end, match.end(), tuple(named))


def _date(text: str | None) -> str | None:
    if not text:
        return None
    full = dates.find(text)
    if full:
        return full[0].value
    return next((found.value for found in dates.find_yearless(text)), None)
