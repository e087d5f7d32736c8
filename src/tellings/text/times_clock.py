"""Builders of pieces, continued: holidays, clock times, parts of the day, sets, and what leans on the context."""

from __future__ import annotations

import re

from tellings.text.quantities_words import cardinal
from tellings.text.times_pieces import Builder, Match, Piece, amount, duration_value, lean_of, this_of, unit_letter
from tellings.text.times_words import HOLIDAYS, MOVABLE, PARTS, SEASONS, month_number, weekday_number


def holiday(m: Match) -> Piece | None:
    """ "Christmas Eve", "New Year's Day": the fixed or movable date in the year that the context points to."""
    name = " ".join(m["h"].lower().replace("’", "'").split())
    year = int(m["y"]) if m["y"] else None
    if name in MOVABLE:
        return Piece(
            m.start(), m.end(), "movable", value=name, year=year, lean=lean_of(m["lean"]), this=this_of(m["lean"])
        )
    month, day = HOLIDAYS[name]
    return Piece(m.start(), m.end(), "holiday", month=month, day=day, year=year, lean=lean_of(m["lean"]))


def clock(m: Match) -> Piece | None:
    """ "5:12 a.m.", "17.30", "5 pm": a time of day."""
    hour, minute = int(m["h"]), int(m["mi"] or 0)
    half = (m["ap"] or "").lower().replace(".", "").replace(" ", "")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return None if hour > 24 or minute > 59 else Piece(m.start(), m.end(), "clock", part=f"{hour:02d}:{minute:02d}")


def clock_digits(m: Match) -> Piece | None:
    """ "0512 hours", "1730 GMT": four digits as a time of day."""
    hour, minute = int(m["h"]), int(m["mi"])
    return None if hour > 23 or minute > 59 else Piece(m.start(), m.end(), "clock", part=f"{hour:02d}:{minute:02d}")


def oclock(m: Match) -> Piece | None:
    """ "five o'clock", "half past six": a time of day in words."""
    hour = int(m["h"]) if m["h"].isdigit() else int(cardinal(m["h"]) or 0)
    return None if not 1 <= hour <= 12 else Piece(m.start(), m.end(), "clock", part=f"{hour:02d}:00", unit="12")


def minutes_past(m: Match) -> Piece | None:
    """ "half past five", "four minutes past five"."""
    said = m["mi"].lower().removesuffix(" minutes").removeprefix("a ")
    minutes = {"half": 30.0, "quarter": 15.0}.get(said) or cardinal(said)
    hour = cardinal(m["h"])
    if minutes is None or hour is None or not 0 < minutes < 60 or (said == "half" and m["way"].lower() == "to"):
        return None
    at = int(hour) * 60 + int(minutes) * (1 if m["way"].lower() == "past" else -1)
    return Piece(m.start(), m.end(), "clock", part=f"{at // 60:02d}:{at % 60:02d}", unit="12")


def season_years(m: Match) -> Piece | None:
    """ "the 2029-30 season": the year in which it begins."""
    year = int(m["y"])
    return (
        _year_piece(m, year)
        if (year + 1) % 100 == int(m["z"])
        else Piece(m.start(), m.end("y"), "calendar", m["y"], year=year)
    )


def _year_piece(m: Match, year: int) -> Piece:
    return Piece(m.start(), m.end(), "calendar", f"{year:04d}", year=year)


def seasons_ago(m: Match) -> Piece | None:
    """ "two summers ago"."""
    number = amount(m["n"])
    return (
        None
        if not number
        else Piece(m.start(), m.end(), "season", SEASONS[m["s"].lower()], unit="ago", n=round(number))
    )


def noon(m: Match) -> Piece | None:
    """ "noon", "midnight": a fixed time of day."""
    word = m["w"].lower()
    return Piece(
        m.start(),
        m.end(),
        "clock",
        part="12:00" if word in ("noon", "noontime", "midday") else "00:00" if word == "midnight" else "",
    )


def part(m: Match) -> Piece | None:
    """ "morning", "overnight": a part of the day."""
    return Piece(m.start(), m.end(), "part", part=PARTS[m["p"].lower().rstrip("s")], this=bool(m["the"]))


def small_hours(m: Match) -> Piece | None:
    """ "the early hours", "before dawn": the night's end."""
    return Piece(m.start(), m.end(), "part", part="MO")


def same(m: Match) -> Piece | None:
    """ "the same day", "that evening": the day the text speaks of."""
    return Piece(m.start(), m.end(), "same", unit=unit_letter(m["u"]))


def next_part(m: Match) -> Piece | None:
    """ "the next morning", "that same night"."""
    n = {"previous": -1, "same": 0}.get(m["w"].lower(), 1)
    return Piece(m.start(), m.end(), "shifted", unit="D", n=n, part=PARTS[m["p"].lower().rstrip("s")])


def hour_of_part(m: Match) -> Piece | None:
    """ "4 in the morning"."""
    hour = int(m["h"]) if m["h"].isdigit() else int(cardinal(m["h"]) or 0)
    if m["p"] != "morning" and hour < 12:
        hour += 12
    return Piece(m.start(), m.end(), "clock", part=f"{hour % 24:02d}:00")


def year_end(m: Match) -> Piece | None:
    """ "the end of the year": its last days."""
    return Piece(m.start(), m.end(), "offset", unit="Y", n=0)


def shifted(m: Match) -> Piece | None:
    """ "two days later", "a week earlier": a distance from the day the text speaks of."""
    n = -1 if m["w"].lower() in ("previous", "preceding") else 1
    return Piece(m.start(), m.end(), "shifted", unit=unit_letter(m["u"]), n=n)


def shifted_weekday(m: Match) -> Piece | None:
    """ "the following Monday": a weekday counted from the day the text speaks of."""
    n = -1 if m["w"].lower() in ("previous", "preceding") else 1
    return Piece(m.start(), m.end(), "shifted", unit="weekday", n=n, day=weekday_number(m["d"]))


def day_before(m: Match) -> Piece | None:
    """ "the day before", "the previous night": the day before the one the text speaks of."""
    n = -1 if m["w"].lower() in ("before", "earlier") else 1
    return Piece(m.start(), m.end(), "shifted", unit="D", n=n)


def year_ago(m: Match) -> Piece | None:
    """ "a year ago", "this time last year": the same time one year back."""
    return Piece(m.start(), m.end(), "shifted", unit="Y", n=-1)


def ref(value: str) -> Builder:
    """ "now", "recently", "in the future": a vague reference (PRESENT_REF, PAST_REF, FUTURE_REF)."""
    return lambda m: Piece(m.start(), m.end(), "ref", value)


def set_value(value: str) -> Builder:
    """ "every day", "weekly": a repeated time."""
    return lambda m: Piece(m.start(), m.end(), "set", value)


def set_weekday(m: Match) -> Piece | None:
    """ "every Monday", "Mondays": a repeated weekday."""
    part = "T" + PARTS[m["p"].lower().rstrip("s")] if m["p"] else ""
    return Piece(m.start(), m.end(), "set", f"XXXX-WXX-{weekday_number(m['w'].removesuffix('s'))}{part}")


def set_month(m: Match) -> Piece | None:
    """ "every May": a repeated month."""
    return Piece(m.start(), m.end(), "set", f"XXXX-{month_number(m['m']):02d}")


def set_unit(m: Match) -> Piece | None:
    """ "each year", "twice a week": a repeated unit."""
    if m[0].lower() in ("a second", "a quarter"):
        return None
    number, letter = amount(m["n"]) if m["n"] else 1.0, unit_letter(m["u"])
    if (m["n"] or "").lower() == "other":
        number = 2.0
    return Piece(m.start(), m.end(), "set", duration_value(number, letter))


def fiscal(m: Match) -> Piece | None:
    """ "fiscal 2012", "the 2012/13 financial year": a fiscal year or quarter."""
    year = int(m["y"])
    return Piece(m.start(), m.end(), "calendar", f"{year if year > 100 else 2000 + year:04d}", year=year)


def old_year(m: Match) -> Piece | None:
    """A year before 1900 counts only behind a word that leads to one."""
    return Piece(m.start("y"), m.end("y"), "calendar", m["y"], year=int(m["y"]))


#: "by the end of", "later in", "the rest of": of what lies ahead, the unit is the one of writing.
_EDGE = re.compile(
    r"\b(?:(?:by|before|until|to) (?:the )?(?:very )?(?:end|close|middle|turn) of|later in|rest of) \Z", re.I
)


def the_unit(m: Match) -> Piece | None:
    """ "the week", "the quarter": the one that is spoken of, or else the one of writing."""
    word = m["u"].lower()
    if word == "weekend":
        return Piece(m.start(), m.end(), "weekend")
    if m["run"]:  # "the year ended March 31" is a length
        return Piece(m.start(), m.end("u"), "duration", duration_value(1, unit_letter(word)))
    edge = "edge" if _EDGE.search(m.string, max(0, m.start() - 24), m.start()) else ""
    return Piece(m.start(), m.end(), "same", edge, unit="Q" if word == "period" else unit_letter(word), this=True)


def and_a_half(m: Match) -> Piece | None:
    """ "two and a half years": a duration with its half."""
    return Piece(m.start(), m.end(), "duration", duration_value(1.5, unit_letter(m["u"])))
