"""A reading's value as a reader would say it: 2026-03-14T20:25 is 14 March 2026, 20:25, and 31.11 m/s is 112 km/h."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_PARTS = {"DA": "dawn", "MO": "morning", "AF": "afternoon", "DT": "daytime", "EV": "evening", "NI": "night"}
_SEASONS = {"SP": "spring of", "SU": "summer of", "FA": "autumn of", "AU": "autumn of", "WI": "winter of"}
_QUARTERS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}

_LOOSELY = r"(?P<loose>(?:about|just before|just after|at least|more than|at most|less than) )?"
#: A TIMEX3 value: a day or a longer time, and what part of the day.
_TIME = re.compile(
    rf"{_LOOSELY}(?:(?P<year>\d{{4}})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|(?P<name>{_DAYS}))?"
    r"(?:T(?:(?P<part>[A-Z]{2})|(?P<clock>\d\d(?::\d\d)?)(?::\d\d)?))?"
)
_WEEK = re.compile(rf"{_LOOSELY}(?P<year>\d{{4}})-W(?P<week>\d\d)(?P<end>-WE)?")
_PART_OF_YEAR = re.compile(rf"{_LOOSELY}(?P<year>\d{{4}})-(?P<part>SP|SU|FA|AU|WI|Q[1-4]|H[12])")
_DURATION = re.compile(
    rf"{_LOOSELY}P(?:(?P<DE>[\d.]+|X)DE)?(?:(?P<Y>[\d.]+|X)Y)?(?:(?P<M>[\d.]+|X)M)?(?:(?P<W>[\d.]+|X)W)?"
    r"(?:(?P<WE>[\d.]+|X)WE)?(?:(?P<D>[\d.]+|X)D)?(?:T(?:(?P<h>[\d.]+|X)H)?(?:(?P<m>[\d.]+|X)M)?(?:(?P<s>[\d.]+|X)S)?)?"
)
_SPANS = {
    "DE": "decade", "Y": "year", "M": "month", "W": "week", "WE": "weekend", "D": "day", "h": "hour", "m": "minute",
    "s": "second",
}  # fmt: skip

#: A number with its unit, as `variants_values.number_value` writes it.
_NUMBER = re.compile(
    rf"{_LOOSELY}(?P<vague>vague )?(?P<low>\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:-(?P<high>\d+(?:\.\d+)?(?:e[+-]?\d+)?))?"
    r"(?: ?(?P<unit>[^\W\d_].*|[%°].*))?"
)
#: What the least number that a vague word may mean is said as (`quantities_numbers`).
_VAGUE = {3: "several", 24: "dozens", 40: "scores", 200: "hundreds", 2e3: "thousands", 2e4: "tens of thousands",
          2e5: "hundreds of thousands", 2e6: "millions", 2e7: "tens of millions", 2e8: "hundreds of millions",
          2e9: "billions"}  # fmt: skip
#: Canonical unit -> from how many of them on, the unit that is said, and how many canonical ones it holds.
_SAID: dict[str, tuple[tuple[float, str, float], ...]] = {
    "m/s": ((0.0, "km/h", 1 / 3.6),),
    "m": ((1000.0, "km", 1000.0), (1.0, "m", 1.0), (0.0, "cm", 0.01)),
    "kg": ((1000.0, "tonnes", 1000.0), (1.0, "kg", 1.0), (0.0, "g", 0.001)),
    "m2": ((1e6, "square kilometres", 1e6), (1e4, "hectares", 1e4), (0.0, "square metres", 1.0)),
    "m3": ((1.0, "cubic metres", 1.0), (0.0, "litres", 0.001)),
    "W": ((1e9, "GW", 1e9), (1e6, "MW", 1e6), (1e3, "kW", 1e3), (0.0, "W", 1.0)),
    "J": ((3.6e9, "MWh", 3.6e9), (0.0, "kWh", 3.6e6)),
    "B": ((1e12, "TB", 1e12), (1e9, "GB", 1e9), (0.0, "MB", 1e6)),
    "degC": ((float("-inf"), "°C", 1.0),),
}

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_PLURAL = frozenset({"degree", "year", "franc", "peso", "riyal", "dirham", "dinar", "cent"})


def in_words(value: str) -> str:
    """A date, a time, a duration or a number in words; anything else as it is."""
    return _time(value) or _long(value) or _lasting(value) or _counted(value) or value


def distinct(values: Iterable[str]) -> dict[str, str]:
    """Each value in words; two that would be said alike stay as they are."""
    said = {value: in_words(value) for value in values}
    alike = list(said.values())
    return {value: words if alike.count(words) == 1 else value for value, words in said.items()}


def _day(found: re.Match[str]) -> str:
    """The day, month or year of a time."""
    if found["name"]:
        return found["name"].capitalize()
    if not found["month"]:
        return found["year"] or ""
    month = int(found["month"])
    if not 1 <= month <= len(_MONTHS):
        return ""
    day = f"{int(found['day'])} " if found["day"] else ""
    return f"{day}{_MONTHS[month - 1]} {found['year']}"


def _time(value: str) -> str:
    found = _TIME.fullmatch(value)
    if found is None or not (found["name"] or found["part"] or found["clock"] or found["month"]):
        return ""
    day = _day(found)
    if not day and (found["name"] or found["year"]):
        return ""
    loose = found["loose"] or ""
    if found["part"]:
        part = _PARTS.get(found["part"], "")
        if not part:
            return ""
        if not day:
            return f"{loose}{part}"
        return f"{loose}{day} {part}" if found["name"] else f"{loose}the {part} of {day}"
    if found["clock"]:
        clock = found["clock"] if ":" in found["clock"] else f"{found['clock']}:00"
        return f"{loose}{clock} on {day}" if day else f"{loose}{clock}"
    return f"{loose}{day}"


def _long(value: str) -> str:
    """Weeks, weekends, seasons, quarters and halves of a year."""
    if found := _WEEK.fullmatch(value):
        what = "weekend of week" if found["end"] else "week"
        return f"{found['loose'] or ''}{what} {int(found['week'])} of {found['year']}"
    found = _PART_OF_YEAR.fullmatch(value)
    if found is None:
        return ""
    part = found["part"]
    if part[0] == "Q":
        named = f"the {_QUARTERS[part[1]]} quarter of"
    elif part[0] == "H":
        named = f"the {_QUARTERS[part[1]]} half of"
    else:
        named = _SEASONS[part]
    return f"{found['loose'] or ''}{named} {found['year']}"


def _lasting(value: str) -> str:
    found = _DURATION.fullmatch(value)
    if found is None:
        return ""
    pieces = []
    for group, noun in _SPANS.items():
        count = found[group]
        if count is not None:
            one = count == "1"
            pieces.append(f"some {noun}s" if count == "X" else f"{count} {noun}{'' if one else 's'}")
    return (found["loose"] or "") + " ".join(pieces) if pieces else ""


def _digits(x: float, marked: float = 10_000) -> str:
    """A number, its thousands marked from `marked` on (a smaller one may be a year); four digits if not whole."""
    if x == int(x) and abs(x) < 1e15:
        for size, word in _LARGE:
            if x >= size and round(x / size, 3) * size == x:
                return f"{x / size:g} {word}"
        return f"{int(x):,}" if abs(x) >= marked else str(int(x))
    rounded = float(f"{x:.4g}")
    return f"{int(rounded):,}" if rounded == int(rounded) and abs(rounded) < 1e15 else f"{rounded:g}"


def _counted(value: str) -> str:
    found = _NUMBER.fullmatch(value)
    if found is None:
        return ""
    loose, unit = found["loose"] or "", found["unit"] or ""
    low = float(found["low"])
    high = float(found["high"]) if found["high"] else None
    if found["vague"]:
        word = _VAGUE.get(low, "some")
        unit = f"{unit}s" if unit in _PLURAL else unit
        return f"{word} of {unit}" if unit in _SAID else f"{word} {unit}".rstrip()
    for least, said, holds in _SAID.get(unit, ()):
        if low >= least:
            low, high, unit = _near(low / holds), None if high is None else _near(high / holds), said
            break
    marked = 1000 if unit else 10_000
    counted = _digits(low, marked)
    if high is not None:  # what falls is a score
        counted += f" to {_digits(high, marked)}" if high > low else f"-{_digits(high, marked)}"
    if unit in _PLURAL and counted != "1":
        unit += "s"
    return f"{loose}{counted}{'' if unit in ('', '%') else ' '}{unit}"


def _near(x: float) -> float:
    """A converted number in the four digits in which its value was kept: 112 km/h, not 111.996."""
    return float(f"{x:.3g}") if abs(x - float(f"{x:.3g}")) <= 5e-4 * abs(x) else float(f"{x:.4g}")
