"""Time expressions as they stand in a text, before anybody asks which day they mean.

What a rule (times_rules.py) matched becomes a `Piece`: what kind of expression it is, at its own granularity.
Resolution is the business of times_resolve.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tellings.text.quantities_words import cardinal, ordinal, year_in_words
from tellings.text.times_words import SEASONS, UNITS, month_number, weekday_number


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression and what its words say.

    kind: calendar (value is final) | monthday | month | weekday | weekend | offset (n units from the day of
    writing) | shifted (n units from the time spoken of) | same (the unit spoken of) | quarter | half | season |
    holiday | movable (a holiday of a rule, its name in value) | numeric | clock | part | ref | duration | set
    """

    begin: int
    end: int
    kind: str
    value: str = ""
    unit: str = ""
    n: int = 0
    year: int | None = None
    month: int = 0
    day: int = 0
    part: str = ""  # MO, AF, ... or a clock time "05:12"
    lean: int = 0  # -1 the last one, 1 the next one, 0 the words leave it open
    weekday: int = 0  # named beside a date: 1 (Monday) to 7
    this: bool = False  # the one that holds the day of writing


Match = re.Match[str]
#: Between the two units of one length of time, and a number of one unit in a value.
_JOINT, _COUNT = re.compile(r",? (?:and )?"), re.compile(r"\d+[A-Z]")
Builder = Callable[[Match], "Piece | tuple[Piece, ...] | None"]

_LEAN = {
    "last": -1, "past": -1, "previous": -1, "this past": -1, "next": 1, "coming": 1, "this coming": 1, "upcoming": 1,
    "following": 1,
}  # fmt: skip


def lean_of(word: str | None) -> int:
    """-1 for "last", 1 for "next", 0 for anything else."""
    key = " ".join((word or "").lower().replace("the ", "").split())
    return _LEAN.get(key, 0)


def this_of(word: str | None) -> bool:
    """Whether a word means the unit that holds the day of writing."""
    return " ".join((word or "").lower().split()) in ("this", "the current", "current")


def unit_letter(word: str) -> str:
    """TIMEX letter of a unit word as written ("hours" -> "TH")."""
    key = word.lower()
    key = {"centuries": "century", "mins": "minute", "min": "minute", "hrs": "hour", "hr": "hour"}.get(key, key)
    return UNITS.get(key) or UNITS.get(key.rstrip("s"), "")


def amount(words: str | None) -> float | None:
    """The number in front of a unit; None when it is vague ("several")."""
    said = " ".join((words or "").lower().split())
    if not said or said in ("a few", "few", "several", "many"):
        return None
    if said.startswith(("a couple", "couple")):
        return 2
    if said in ("a", "an", "another") or "additional" in said:
        return 1
    if said.startswith("half a"):
        return 0.5
    half = 0.0
    for tail in (" and a half", " 1/2", "-1/2"):
        if said.endswith(tail):
            said, half = said[: -len(tail)], 0.5
    try:
        return float(said.replace(",", "")) + half
    except ValueError:
        value = cardinal(said)
        return None if value is None else value + half


def duration_value(number: float | None, letter: str) -> str:
    """TIMEX value of a length of time: P3D, PT2H, PXY, P2Y6M, P20Y for two decades, P2W."""
    time = letter.startswith("T")
    unit = letter[-1]
    lead = "PT" if time else "P"
    if number is None:
        return f"{lead}X{unit}"
    if unit == "E" and number > 1:
        number, unit = number * 10, "Y"
    if unit == "C" and number >= 1:
        number, unit = number * 100, "Y"
    whole, rest = divmod(number, 1)
    if rest == 0:
        return f"{lead}{int(whole)}{unit}"
    smaller = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60) if time else ("D", 30), "D": ("H", 24), "W": ("D", 7)}
    if unit not in smaller or (unit == "D" and not time):
        return f"{lead}{number:g}{unit}"
    small, factor = smaller[unit]
    head = f"{int(whole)}{unit}" if whole else ""
    return f"{lead}{head}{round(rest * factor)}{small}"


def _calendar(m: Match, year: int, month: int, day: int) -> Piece | None:
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return None
    value = f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
    return Piece(m.start(), m.end(), "calendar", value, year=year, month=month, day=day)


def full(m: Match) -> Piece | None:
    """ "30 January 2023", "Jan. 30, 2023": a full date in any order of its parts."""
    day = ordinal(m["dw"]) if m.groupdict().get("dw") else int(m["d"])
    return _calendar(m, int(m["y"]), month_number(m["m"]), day or 0)


def _tail_year(m: Match) -> tuple[str, int]:
    """ "last year" behind a month or day: unit and step of the year; nothing where it is not said."""
    tail = (m.groupdict().get("tail") or "").lower().removeprefix("of ")
    return ("Y", {"last": -1, "next": 1}.get(tail.split(" ")[0], 0)) if tail else ("", 0)


def month_day(m: Match) -> Piece | None:
    """ "January 30", "the 30th of January": a day without its year."""
    day = ordinal(m["dw"]) if m.groupdict().get("dw") else int(m["d"])
    unit, n = _tail_year(m)
    lean = lean_of(m.groupdict().get("lean"))
    return Piece(m.start(), m.end(), "monthday", month=month_number(m["m"]), day=day or 0, unit=unit, n=n, lean=lean)


def day_range(m: Match) -> tuple[Piece, ...] | None:
    """ "16-17 October", "June 3 and 4": two days of one month."""
    first, last, month = int(m["d"]), int(m["e"]), month_number(m["m"])
    if first >= last:
        return None
    places = (m.start(), m.end("d")), (m.start("e"), m.end())
    if m["y"]:
        year = int(m["y"])
        return tuple(
            Piece(a, b, "calendar", f"{year:04d}-{month:02d}-{day:02d}", year=year, month=month, day=day)
            for (a, b), day in zip(places, (first, last), strict=True)
        )
    return tuple(
        Piece(a, b, "monthday", month=month, day=day) for (a, b), day in zip(places, (first, last), strict=True)
    )


def month_year(m: Match) -> Piece | None:
    """ "January 2023": a month of a year."""
    year = int(m["y"]) if m["y"].isdigit() else year_in_words(m["y"])
    return None if year is None else _calendar(m, year, month_number(m["m"]), 0)


def month(m: Match) -> Piece | None:
    """ "in January": a month without its year."""
    said = m.groupdict().get("lean")
    unit, n = _tail_year(m)
    return Piece(
        m.start(), m.end(), "month", month=month_number(m["m"]), lean=lean_of(said), this=this_of(said), n=n, unit=unit
    )


def numeric(m: Match) -> Piece | None:
    """ "30/01/2023", "1.30.23": a date in figures."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["y"])
    if m["sep"] == "." or a > 12:
        return _calendar(m, year, b, a)
    if b > 12:
        return _calendar(m, year, a, b)
    return Piece(m.start(), m.end(), "numeric", year=year, month=a, day=b)


def iso(m: Match) -> Piece | None:
    """ "2023-01-30": an ISO date."""
    piece = _calendar(m, int(m["y"]), int(m["m"]), int(m["d"]))
    if piece and m["t"]:
        return replace(piece, part=m["t"])
    return piece


def weekday(m: Match) -> Piece | None:
    """ "on Monday", "last Friday": a weekday."""
    said = m["lean"]
    return Piece(m.start(), m.end(), "weekday", n=weekday_number(m["w"]), lean=lean_of(said), this=this_of(said))


_RELATIVE_DAYS = {
    "today": (0, ""), "yesterday": (-1, ""), "tomorrow": (1, ""), "tonight": (0, "NI"), "last night": (-1, "NI"),
    "the day before yesterday": (-2, ""), "the day after tomorrow": (2, ""), "overnight": (-1, "NI"),
    "this morning": (0, "MO"), "this afternoon": (0, "AF"), "this evening": (0, "EV"), "this lunchtime": (0, "MI"),
    "yesterday's": (-1, ""), "today's": (0, ""), "tomorrow's": (1, ""), "last evening": (-1, "EV"),
}  # fmt: skip


def relative_day(m: Match) -> Piece | None:
    """ "today", "yesterday", "tomorrow"."""
    n, part = _RELATIVE_DAYS[" ".join(m[0].lower().replace("’", "'").split())]
    return Piece(m.start(), m.end(), "offset", unit="D", n=n, part=part)


def relative_unit(m: Match) -> Piece | None:
    """ "last year", "next week", "this month"."""
    said, word = m["lean"], m["u"].lower()
    n = lean_of(said)
    if word == "weekend":
        return Piece(m.start(), m.end(), "weekend", lean=n, this=this_of(said))
    if word in SEASONS:
        return Piece(m.start(), m.end(), "season", value=SEASONS[word], lean=n, this=this_of(said))
    if word in ("decade", "century") and n:  # "the past decade" is the ten years before, not the eighties
        years = 10 if word == "decade" else 100
        return Piece(m.start(), m.end(), "duration", duration_value(years, "Y"), unit="Y", n=years, lean=n)
    return Piece(m.start(), m.end(), "offset", unit=unit_letter(word), n=n)


def ago(m: Match) -> Piece | None:
    """ "two days ago", "three weeks from now": a distance from the anchor."""
    number, letter = amount(m["n"]), unit_letter(m["u"])
    word = m["way"].lower()
    n = -1 if word in ("ago", "earlier", "before", "previously", "back") else 1
    if m["n"] is None or number is None or letter.startswith("T"):
        if letter.startswith("T") and number is not None:
            return Piece(m.start(), m.end(), "duration", duration_value(number, letter))
        return Piece(m.start(), m.end(), "ref", "PAST_REF" if n < 0 else "FUTURE_REF")
    if m["u"].lower().startswith("fortnight"):
        number *= 2
    kind = "offset" if word in ("ago", "from now", "hence", "back") else "shifted"
    return Piece(m.start(), m.end(), kind, word if kind == "offset" else "", unit=letter, n=round(n * number))


def span(m: Match) -> Piece | None:
    """ "the past three months", "the next two weeks": a length that ends or begins with the day of writing."""
    number, letter = amount(m["n"]), unit_letter(m["u"])
    if m["u"].lower().startswith("fortnight") and number is not None:
        number *= 2
    lean = lean_of(m["lean"])
    return Piece(
        m.start(), m.end(), "duration", duration_value(number, letter), unit=letter, n=round(number or 0), lean=lean
    )


def duration(m: Match) -> Piece | None:
    """ "for two hours", "nine months": a length of time."""
    if m["n"][0].isdigit() and m["u"][0].isupper() and not m["u"].isupper():  # the name of a programme
        return None
    if m[0].lower() in ("a second", "a quarter", "another second", "another quarter"):
        return None
    if m["n"].lower() in ("a", "an") and m["u"].lower().endswith("s"):
        return None  # "a decades-long quarrel"
    number, letter = amount(m["n"]), unit_letter(m["u"])
    if m["u"].lower().startswith("fortnight") and number is not None:
        number *= 2
    return Piece(m.start(), m.end(), "duration", duration_value(number, letter))


def long(m: Match) -> Piece | None:
    """ "a day-long meeting", "their decades-long quarrel": a length in one word."""
    word = m["u"].lower()
    number = None if word.endswith("s") else 1.0
    return Piece(m.start(), m.end(), "duration", duration_value(number, unit_letter(word)))


def summed(first: Piece, then: Piece, between: str) -> Piece | None:
    """A length of time told in a unit and a smaller one ("2 hours 30 minutes") as one; None for any other two."""
    if first.kind != "duration" or then.kind != "duration" or not _JOINT.fullmatch(between):
        return None
    units = first.value[-1] + then.value[-1]
    timed = first.value.startswith("PT"), then.value.startswith("PT")
    if timed[0] != timed[1] or units not in (("HM", "MS") if timed[0] else ("YM", "MW", "MD", "WD", "YD")):
        return None
    number = then.value.removeprefix("PT").removeprefix("P")
    if not _COUNT.fullmatch(first.value[1 + timed[0] :]) or not _COUNT.fullmatch(number):
        return None
    return Piece(first.begin, then.end, "duration", first.value + number)


def bare_duration(m: Match) -> Piece | None:
    """A bare plural is a length of time only behind a word that says so."""
    lead = (m["lead"] or "").lower()
    if not lead:
        return None
    if lead == "recent" and m["u"].lower() == "years":
        return Piece(m.start(), m.end(), "ref", "PAST_REF")
    begin = m.start() if lead in ("recent", "coming", "many") else m.start("u")
    return Piece(begin, m.end(), "duration", duration_value(None, unit_letter(m["u"])))


def quarter(m: Match) -> Piece | None:
    """ "the first quarter of 2012", "the first quarter of next year"."""
    n = ordinal(m["o"]) if not m["o"].isdigit() else int(m["o"])
    year = int(m["y1"] or m["y2"]) if (m["y1"] or m["y2"]) else None
    back = (m["shift"] or m["of"] or "").lower()
    unit = "Y" if back else ""
    lean = -1 if back.startswith(("last", "year-")) else 1 if back.startswith("next") else 0
    return None if n is None or n > 4 else Piece(m.start(), m.end(), "quarter", n=n, year=year, unit=unit, lean=lean)


def q_form(m: Match) -> Piece | None:
    """ "Q1 2012"."""
    year = int(m["y"]) if m["y"] else None
    return Piece(m.start(), m.end(), "quarter", n=int(m["q"]), year=year)


def half(m: Match) -> Piece | None:
    """ "the first half of 2012"."""
    n = 1 if m["o"].lower() == "first" else 2
    return Piece(m.start(), m.end(), "half", n=n, year=int(m["y"]) if m["y"] else None)


def season(m: Match) -> Piece | None:
    """ "last summer", "winter 2010": a season."""
    year = int(m["y"]) if m["y"] and m["y"].isdigit() else year_in_words(m["y"]) if m["y"] else None
    return Piece(m.start(), m.end(), "season", value=SEASONS[m["s"].lower()], year=year)


def decade(m: Match) -> Piece | None:
    """ "the 1990s", "the '90s"."""
    digits = re.sub(r"\D", "", m["y"])
    if len(digits) == 2:
        digits = "19" + digits
    return Piece(m.start(), m.end(), "calendar", digits[:3])


_DECADE_WORDS = {"twenties": "2", "thirties": "3", "forties": "4", "fifties": "5", "sixties": "6", "seventies": "7",
                 "eighties": "8", "nineties": "9"}  # fmt: skip


def decade_word(m: Match) -> Piece | None:
    """ "the nineties"."""
    return Piece(m.start(), m.end(), "calendar", "19" + _DECADE_WORDS[m["w"].lower()])


def century(m: Match) -> Piece | None:
    """ "the 19th century"."""
    n = int(m["n"]) if m["n"].isdigit() else ordinal(m["n"])
    return None if not n or n > 21 else Piece(m.start(), m.end(), "calendar", f"{n - 1:02d}")


def year(m: Match) -> Piece | None:
    """ "2012", "in 1994": a year."""
    return Piece(m.start(), m.end(), "calendar", m["y"], year=int(m["y"]))


def year_words(m: Match) -> Piece | None:
    """ "nineteen eighty-four": a year in words."""
    year = year_in_words(m["y"])
    return None if year is None else Piece(m.start(), m.end(), "calendar", f"{year:04d}", year=year)


def year_era(m: Match) -> Piece | None:
    """ "44 BC": a year with its era."""
    if m["era"].replace(".", "").upper() in ("BC", "BCE"):
        return Piece(m.start(), m.end(), "calendar", f"BC{int(m['y']):04d}")
    return Piece(m.start(), m.end(), "calendar", f"{int(m['y']):04d}", year=int(m["y"]))
