# ruff: noqa: E501 - a pattern is easier to check on one line
"""Lines that print a date: when the page says it was published, or when somebody saved it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tellings.extract import dates

#: Words around a date that say when a copy was made: a crawl, not a publication.
_CRAWL = re.compile(
    r"\b(?:retrieved|generated|accessed|crawled|archived?|cached?|captured|snapshot|saved(?: copy)?|downloaded|fetched|scraped|abgerufen|consulté|consultado"
    r"|recuperado|recuperato|сохранено|сохраненная копия)\b",
    re.I,
)  # fmt: skip
#: Words around a date that say when the page was changed.
_UPDATED = re.compile(
    r"\b(?:last |first )?(?:updated?|modified|edited|actualizado|mis à jour|aktualisiert|aggiornato|atualizado|обновлено)\b",
    re.I,
)
_CUE = re.compile(
    r"(?:first |last |originally |date )?(?:published?|posted|publish date|publication|released?|issued|created|written|uploaded|filed|added|updated?|modified"
    r"|edited|retrieved|generated|accessed|crawled|archived?|cached?|captured|snapshot|saved|downloaded|fetched|page|version|veröffentlicht|erstellt|stand|publié|paru|publicado|publicada"
    r"|pubblicato|опубликовано|дата|datum|fecha|actualizado|mis à jour|aktualisiert|aggiornato|atualizado|обновлено|abgerufen|consulté|consultado|recuperado"
    r"|recuperato|сохранено|date|time|on|at|from|of|the|by|as|copy|le|la|el|il|em|am|um|uhr|à|às|alle|a las|hrs?|ist|gmt|utc|local|[ecmp][sd]?t|cet|cest|bst|msk|sgt|hkt|jst|wib|pkt|am|pm|h|in|print|online|am)",
    re.I,
)  # fmt: skip
_WEEKDAY = re.compile(rf"(?:{dates.WEEKDAY})(?![^\W\d_])", re.I)
_CLOCK = re.compile(r"\d{1,2}(?:[.h]|: ?)\d{2}(?:: ?\d{2})?\s?(?:[ap]\.?m\.?)?", re.I)
#: How long ago, or on which day, counted from a reading that nobody knows: no day of anything that is told.
_AGO = re.compile(
    r"\b(?:(?:about|over|almost|more than|less than) )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?few|several) "
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|mos?|years?|yrs?) ago\b|\b(?:just now|moments ago|yesterday|today)\b",
    re.I,
)
#: A word that says of a page what was done with it.
_STAMPING = re.compile(r"\b(?:published|posted|updated?|modified|edited|created|uploaded|filed|revised)\b", re.I)
_TOKEN = re.compile(r"[^\W_]+")
#: Who wrote it, behind an outlet's name: "North Today staff, 11 March 2026".
_WRITERS = frozenset(
    "staff reporter reporters correspondent correspondents newsroom desk team writers agencies".split()
)
#: A line of a date has at most so many words besides, all of them a name (the outlet's, the section's).
_NAME_WORDS = 6
#: How far a printed date is to be believed: with a word that says "published", and without one (a page
#: that is saved or translated by a machine often prints the day of that).
_SURE, _BARE = 0.9, 0.7
#: A line that prints a date is short.
_MAX = 140


@dataclass(frozen=True, slots=True)
class Printed:
    """A date that a line prints. Offsets in the line; `how` is printed or crawl."""

    value: str
    how: str
    confidence: float
    begin: int
    end: int


def is_stamp(line: str) -> bool:
    """Whether a line only says when the page was posted or changed, in whatever words: "Updated: two hours ago"."""
    text = line.strip()
    if len(text) > _MAX:
        return False
    rest = _AGO.sub(" ", text)
    ago = rest != text
    if not _STAMPING.search(rest):
        return ago and not _TOKEN.search(rest) and any(map(str.isdigit, text))
    found = dates.find(rest) or list(dates.find_yearless(rest))
    if not (ago or found or _CLOCK.search(rest) or _WEEKDAY.search(rest)):
        return False
    left = _without(re.sub(r"\b(?:story|article)\b", " ", rest, flags=re.I), []) if not found else _without(rest, found)
    return left == ""


def read(line: str) -> list[Printed] | None:
    """The dates of a line that does nothing but print dates; None for any other line.

    Besides dates, times, weekdays and cue words such a line may hold a name (an outlet, a section). A date
    without a year has the value "--06-14".
    """
    text = line.strip()
    if len(text) > _MAX:
        return None
    found = dates.find(text)
    yearless = [] if found else list(dates.find_yearless(text))[:1]
    if len(found) > 1 and not _CUE.match(text):
        return None
    if not found and not (yearless and (_WEEKDAY.search(text) or _CUE.match(text))):
        return None
    rest = _without(text, found or yearless)
    if rest is None:
        return None
    shift = len(line) - len(line.lstrip())
    crawl = bool(_CRAWL.search(text))
    out = []
    for one in found or yearless:
        before = text[max(0, one.begin - 40) : one.begin]
        updated = bool(_UPDATED.search(before)) and len(found) > 1 and one is not found[0]
        sure = _SURE if _CUE.match(text) and not _WEEKDAY.match(text) else _BARE
        sure -= 0.0 if one.sure else 0.2
        confidence = 0.3 if crawl else sure - (0.2 if updated or yearless else 0.0)
        out.append(Printed(one.value, "crawl" if crawl else "printed", confidence, one.begin + shift, one.end + shift))
    return out


def is_relative(line: str) -> bool:
    """Whether a line that is a stamp counts from the day on which the page was read: "3 hours ago"."""
    return _AGO.search(line) is not None


def has_cue(line: str) -> bool:
    """Whether a line that prints a date says what the date is."""
    return bool(_CUE.match(line.strip()) or _WEEKDAY.match(line.strip()))


def _without(text: str, found: list[dates.Found]) -> str | None:
    """What remains of a line without dates and cues when that may be a name; None when it says more."""
    rest = text
    for one in sorted(found, key=lambda f: -f.begin):
        rest = rest[: one.begin] + " " + rest[one.end :]
    rest = _CLOCK.sub(" ", _WEEKDAY.sub(" ", _AGO.sub(" ", rest)))
    words = _TOKEN.findall(rest)
    left = [w for w in words if not _CUE.fullmatch(w) and not w.isdigit() and w not in _WRITERS]
    if not left:
        return ""
    if len(left) > _NAME_WORDS or any(not word[:1].isupper() for word in left) or re.search(r"[.!?]$", text):
        return None
    whole = [word for word in _TOKEN.findall(text) if not word.isdigit()]
    clean = len(left) <= len(whole)
    return (
        rest
        if clean
        and not re.search(r"[\"“”()]|\b(?:is|are|was|were|has|will|in|to|for|correction|clarification)\b", rest, re.I)
        else None
    )
