"""How a time reads: its value, the part of the day, the weekday it names, how loosely it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tellings.collate.variants_names import folded
from tellings.collate.variants_same import Value, changed, halves
from tellings.records import Time

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}

#: What stands before a day and tells its part.
_EARLY = re.compile(r"\bearly (?:on )?(?:last |this )?\w+$", re.IGNORECASE)
_DAWN = re.compile(r"\b(?:pre-?dawn|dawn|daybreak|first light)\b[\w ]*$", re.IGNORECASE)
_AM_PM = re.compile(r"\b(?P<hour>\d{1,2})(?:[.:] ?(?P<minute>[0-5]\d))? ?(?P<half>[ap])\.? ?m\b", re.IGNORECASE)
NOON = 12  # o'clock

#: What may stand between a day and its hour: "Friday night at about 9.40 p.m.", "Friday, shortly before 10 p.m.".
_AT = re.compile(r",? (?:at )?(?:(?:about|around|approximately|roughly|shortly|just|before|after) ){0,2}")

_QUARTER = re.compile(r"\b(a|three)[ -]quarters? of \Z", re.IGNORECASE)
_LOOSE_WORDS = (
    r"(?:about|around|roughly|approximately|nearly|almost|barely|some|just (?:before|after|over|under)|just|"
    r"(?:shortly|soon|a little) (?:before|after|over|under)|less than|more than|over|under)"
)
_LOOSE = re.compile(rf"\b({_LOOSE_WORDS})(?: (?:at|on|an?|the))?[ ]?\Z", re.IGNORECASE)
_LOOSE_AT = re.compile(rf"({_LOOSE_WORDS})\b", re.IGNORECASE)


def time_value(time: Time, shown: str) -> str | None:
    """A time as text: its TIMEX3 value, or the weekday as written where the date is unknown."""
    if time.value is not None:
        return None if time.value.endswith("_REF") else time.value
    words = folded(shown).replace(",", " ").split()
    day = next((w for w in words if w in _WEEKDAYS), None)
    part = next((_PARTS[w] for w in words if w in _PARTS), "")
    return None if day is None else day + (_hour(shown) or part)


def _hour(shown: str) -> str:
    """The hour of "1:15 a.m. Tuesday", as a second half of a value; "" for none."""
    found = _AM_PM.search(shown)
    if found is None or int(found["hour"]) > NOON:
        return ""
    hour = int(found["hour"]) % NOON + (NOON if found["half"].lower() == "p" else 0)
    return f"T{hour:02d}:{found['minute'] or '00'}"


def sharpened(value: str, shown: str) -> str:
    """A day whose part stands beside it: "early on Friday" is the morning, "before dawn on Friday" is not yet."""
    day, _, clock = value.partition("T")
    if not day or value.startswith(("P", "T")) or clock not in ("", "MO", "NI") or len(day) < len("monday"):
        return value
    if len(day) != len("2001-01-01") and day not in _WEEKDAYS:
        return value
    if _DAWN.search(shown):
        return f"{day}TDA"
    return f"{day}TMO" if not clock and _EARLY.search(shown) else value


def quartered(value: str, before: str) -> str:
    """The length of "an hour" as "a quarter of an hour" or "three quarters of an hour" makes it."""
    found = _QUARTER.search(before) if value == "PT1H" else None
    return value if found is None else "PT45M" if found[1].lower() == "three" else "PT15M"


def weekday(shown: str) -> str:
    """The one weekday that a time names; "" for none or several."""
    found = {w for w in re.findall(r"[^\W\d_]+", folded(shown)) if w in _WEEKDAYS}
    return found.pop() if len(found) == 1 else ""


def loosely(text: str, lead: int, t: Time) -> str:
    """How loosely a time is told by what stands right before it from `lead` on, or by its own first words."""
    found = _LOOSE_AT.match(text, t.begin, t.end) or _LOOSE.search(text[lead : t.begin])
    if found is None:
        return ""
    word = found[1].lower().split()
    return f"just {word[-1]}" if word[-1] in ("before", "after") else "about"


def unyeared(shown: str) -> bool:
    """Whether a date names a day of a month without its year: "June 24"."""
    return re.search(r"[A-Za-z]", shown) is not None and re.fullmatch(r"[^\d]*\d{1,2}(?!\d)[^\d]*", shown) is not None


def dayed(found: Sequence[Value], text: str) -> list[Value]:
    """The times of one sentence in order; an hour right behind the weekday that it is of is told with that day.

    Without it two tellings that put one hour on two days would tell the same."""
    out: list[Value] = []
    for v in found:
        before, hour = (out[-1] if out else None), halves(v.value)[1]
        if before is not None and before.weekday and not v.weekday and hour[:1].isdigit():
            day, part = halves(before.value)
            if not part[:1].isdigit() and _AT.fullmatch(text[before.end : v.begin]):
                told = {"value": f"{day}T{hour}", "weekday": before.weekday, "guessed": before.guessed}
                v, _ = changed(v, begin=before.begin, **told), out.pop()
        out.append(v)
    return out
