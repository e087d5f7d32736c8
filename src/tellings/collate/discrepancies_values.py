"""Two numbers or two times that differ: whether one is the other rounded, told less exactly, told later, or another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tellings.collate.discrepancies_words import in_words
from tellings.collate.variants_same import seconds
from tellings.text.times_values import interval

#: Types of a difference, the gravest first.
GRAVITY = ("contradiction", "update", "rounding", "vaguer", "translation", "wording", "spelling")

#: Two numbers may be one number, said to be about so much, up to this factor; "more than 240" may mean up to a
#: quarter more; what is not said to be about so much is rounded by no more than a share of `ROUNDED`.
NEAR, BOUNDED, ROUNDED = 1.12, 1.25, 0.03
A_MONTH = 30  # who is a year older in a telling of a month later or more had a birthday
A_YEAR = 365
HALF_MORE = 1.5  # "more than 2,000" may be 2,600
CONVERTED = 0.02  # of a measure, which may be told in another unit
FIVE = 5  # what ends in it is told in fives, but for tenths: about 250,000 is 240,000
_MEASURES = (" m", " m2", " m3", " kg", " m/s", " degC", " km", " km/h", " degree")
THIRD = 7  # percentage points that "two thirds" may be away
LOOSE_FROM = 100  # smaller numbers are counted: "at least 20" is no 19

_LOOSELY = re.compile(r"^(?:about|just before|just after) ")

#: "About five" is ten minutes to or past at most, "just after five" a quarter past; a bare "at two" stands for a time
#: within five minutes. In hours.
ABOUT_HOURS, JUST_HOURS, BARE_HOURS = 10 / 60, 15 / 60, 5 / 60

SAME = 1e-6  # of two hours computed from minutes

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_LOOSE = ("about", "at least", "more than", "at most", "less than", "vague")

#: What is counted grows while a story is told: the dead, the hurt, the arrested, bids, signatures; or it is said that
#: it rose to so many.
GROWING = re.compile(
    r"\b(?:kill|dead|death|die[ds]?\b|fatal|injur|wound|hurt|casualt|toll|arrest|detain|bids?\b|signatur|"
    r"signed|rescued|evacuat|displac|homeless|infect|tested positive|treated|hospitali[sz]ed|"
    r"(?:rises?|rose|risen|climbs?|climbed|raised|revised|increased?|doubled|"
    r"tripled|upped|boosted)(?: \w+){0,2} (?:to|from)\b)"
)
#: First and last publication of each value that only dated tellings read.
When = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """The type of a difference and why, in words."""

    type: str
    why: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as one reading gives it."""

    low: float
    high: float
    bound: str  # exact | about | at least | more than | at most | less than | vague | range
    value: str

    @property
    def said(self) -> str:
        """The number in words."""
        return in_words(self.value)


def number(value: str) -> Number | None:
    """A reading's value as a number (`variants_values.number_value`); None when it has no number."""
    bound = next((b for b in _LOOSE if value.startswith(b)), "exact")
    found = [float(x) for x in _NUMBER.findall(value.removeprefix(bound))][:2]
    if not found:
        return None
    ranged = len(found) == 2 and "-" in value
    return Number(found[0], found[1] if ranged else found[0], "range" if ranged else bound, value)


def _later(a: Number, b: Number, when: When) -> bool:
    """Whether every telling of the lower number came out before every telling of the higher one."""
    low, high = sorted((a, b), key=lambda n: n.low)
    return low.value in when and high.value in when and when[low.value][1] < when[high.value][0]


def number_pair(a: Number, b: Number, when: When, grows: bool = False) -> Typed:
    """Two numbers: vaguer when one only bounds the other, rounding when near, update when the later is higher."""
    low, high = sorted((a, b), key=lambda n: (n.low, n.value))
    near = high.low <= NEAR * low.low
    if "vague" in (a.bound, b.bound):
        return Typed("vaguer", f"{a.said if a.bound == 'vague' else b.said} names no number")
    if (a.bound == "range") != (b.bound == "range") and low.high >= high.low:
        return Typed("vaguer", f"{low.said} and {high.said} overlap")
    if a.bound == b.bound == "range":
        return Typed("contradiction", f"{low.said} and {high.said} are different ranges")
    if low.low == high.low and a.bound != b.bound:
        bound = a if a.bound != "exact" else b
        kind = "rounding" if bound.bound == "about" else "vaguer"
        return Typed(kind, f"{bound.said} leaves open what the other says exactly")
    if low.bound in ("at least", "more than") and high.low <= _up_to(low.low):
        return Typed("vaguer", f"{high.said} is {low.said}, said exactly")
    if high.bound in ("at most", "less than") and high.low <= BOUNDED * low.low:
        return Typed("vaguer", f"{low.said} is {high.said}, said exactly")
    if near and "exact" in (a.bound, b.bound) and _rounded(low, high):
        return Typed("rounding", f"{low.said} and {high.said} are one number, rounded")
    if (
        near
        and a.bound != "exact"
        and b.bound != "exact"
        and high.low - low.low <= max(_step(low.low), _step(high.low))
    ):
        return Typed("rounding", f"{low.said} and {high.said} are both rounded")
    if _a_year_on(low, high, when):
        return Typed("update", f"{high.said} is told a year later than {low.said}")
    grows = grows and not (a.value.endswith("%") or a.value.endswith("year"))
    if grows and _later(a, b, when):
        return Typed("update", f"{high.said} was told later than {low.said}")
    if grows and not _later_lower(low, high, when):
        return Typed("update", f"a count that grows while it is told: {low.said}, then {high.said}")
    return Typed("contradiction", f"{low.said} and {high.said} cannot both be right")


def _a_year_on(low: Number, high: Number, when: When) -> bool:
    """Whether the older of two ages is told by tellings so much later than the other that a birthday lies between."""
    if not (low.value.endswith(" year") and high.value.endswith(" year")):
        return False
    if not (low.value in when and high.value in when):
        return False
    apart, years = _days(when[low.value][1], when[high.value][0]), high.low - low.low
    return apart >= A_MONTH and apart / A_YEAR - 1 <= years <= apart / A_YEAR + 1


def _days(a: str, b: str) -> int:
    """Days from one publication to another; 0 where one is not dated to the day."""
    try:
        return (date.fromisoformat(b[:10]) - date.fromisoformat(a[:10])).days
    except ValueError:
        return 0


def _up_to(least: float) -> float:
    """How much "more than" so many may be: a quarter more, of round numbers up to the next, but not half more."""
    following = least + _step(least) if least >= LOOSE_FROM else 0.0
    return max(BOUNDED * least, least + 1, min(following, HALF_MORE * least))


def _later_lower(low: Number, high: Number, when: When) -> bool:
    """Whether a telling of the lower number came out after one of the higher: then the count does not grow."""
    return low.value in when and high.value in when and when[low.value][1] > when[high.value][0]


def _rounded(low: Number, high: Number) -> bool:
    """Whether one of two numbers is the other, rounded: the other lies within half of its last digit.

    1,380 is rounded to 1,400, and to about 1,000 if that is said; ten dead are not eleven dead, rounded.
    """
    coarse, fine = sorted((low, high), key=lambda n: (n.bound != "about", -_step(n.low), n.value))
    apart, step = high.low - low.low, _step(coarse.low)
    if coarse.bound == "about":
        if coarse.value.endswith(_MEASURES) and apart <= CONVERTED * low.low:
            return True  # about 64.4 km is 40 miles, is 64 km
        if step >= 1 and round(coarse.low / step) % 10 == FIVE:
            step *= FIVE  # a quarter of a million
        third = coarse.value.endswith("%") and _thirds(coarse.low)
        return apart <= (THIRD if third else max(step / 2, min(step, 1.0)))
    if coarse.bound != "exact":  # "more than 300" of 284
        return coarse.low >= LOOSE_FROM and apart <= step / 2
    return fine.bound == "exact" and step > _step(fine.low) and apart <= min(step / 2, ROUNDED * low.low)


def _thirds(share: float) -> bool:
    """Whether a percentage is one or two thirds: said in words, it stands for what lies near."""
    return abs(share * 3 - 100) < 0.1 or abs(share * 3 - 200) < 0.1


def _step(x: float) -> float:
    """The worth of a number's last digit that is not zero: 1000 of 27,000; a tenth of 6.5."""
    if x <= 0 or x >= 1e15:
        return 1.0
    exact = Decimal(f"{x:.6g}").normalize()
    return float(Decimal(1).scaleb(int(exact.as_tuple().exponent)))


def number_type(values: Sequence[str], when: When, grows: bool = False) -> Typed:
    """The gravest type that any two of the numbers have."""
    numbers = [number(v) for v in values]
    if any(n is None for n in numbers):
        return Typed("vaguer", "one telling gives no number")
    pairs = [number_pair(a, b, when, grows) for a, b in itertools.combinations([n for n in numbers if n], 2)]
    return min(pairs, key=lambda t: GRAVITY.index(t.type)) if pairs else Typed("wording", "the same number")


_DAY_PARTS = {"DA": (3, 7), "MO": (4, 12), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30)}


_EARLY = (0, 12)


def _within(a: str, b: str) -> bool:
    """Whether one date or season lies within another: August in summer."""
    x, y = interval(a), interval(b)
    return x is not None and y is not None and x != y and y[0] <= x[0] and x[1] <= y[1]


def _hours(clock: str) -> tuple[float, float] | None:
    """The hours of a day that a time's second half may stand for."""
    if clock in _DAY_PARTS:
        return _DAY_PARTS[clock]
    found = re.match(r"(\d{1,2})(?::(\d{2}))?", clock)
    if found is None:
        return None
    at = int(found[1]) + int(found[2] or 0) / 60
    return at, at


def _durations(a: str, b: str, loose: bool) -> Typed:
    """Two durations: rounding when near and not both exact."""
    if "X" in a or "X" in b:
        return Typed("vaguer", f"{in_words(a if 'X' in a else b)} names no number")
    x, y = sorted((seconds(a), seconds(b)))
    if loose and 0 < y <= NEAR * x:
        return Typed("rounding", f"{in_words(a)} and {in_words(b)} are one time, rounded")
    return Typed("contradiction", f"{in_words(a)} and {in_words(b)} are different times")


def _near_hours(said: tuple[str, str], hours: tuple[float, float]) -> Typed | None:
    """Two times of day that may be one, by how loosely they are told and how far they lie apart; None when not."""
    apart = abs(hours[0] - hours[1])
    for (a, x), y in zip(zip(said, hours, strict=True), reversed(hours), strict=True):
        side = {"just before": x - y, "just after": y - x}.get(a[: a.rindex(" ")] if " " in a else "", -1.0)
        if (a.startswith("about ") and apart <= ABOUT_HOURS + SAME) or -SAME <= side <= JUST_HOURS + SAME:
            return Typed("vaguer", f"{in_words(said[0])} and {in_words(said[1])} are near, and one is not said exactly")
    if (
        not any(v.startswith("just") for v in said)
        and apart <= BARE_HOURS + SAME
        and sum(x % 0.25 < SAME for x in hours) == 1
    ):
        return Typed("rounding", f"{in_words(said[0])} and {in_words(said[1])} are one time, rounded")
    return None


def time_pair(a: str, b: str) -> Typed:
    """Two times: vaguer when one holds the other (a month a day, an evening an hour)."""
    said = a, b
    loose = _LOOSELY.match(a) is not None or _LOOSELY.match(b) is not None
    a, b = _LOOSELY.sub("", a), _LOOSELY.sub("", b)
    if a == b:
        return Typed("rounding", "one tells the hour exactly, one about it")
    if a.startswith("P") and b.startswith("P"):
        return _durations(a, b, loose)
    short, long = sorted((a, b), key=lambda v: (len(v), v))
    if long.startswith(short) or "W" in short + long:
        return Typed("vaguer", f"{in_words(short)} is less precise than {in_words(long)}")
    if _within(a, b) or _within(b, a):
        return Typed("vaguer", f"one of {in_words(a)} and {in_words(b)} holds the other")
    x, y = _hours(a.partition("T")[2]), _hours(b.partition("T")[2])
    if x is not None and y is not None and (x[0] == x[1]) != (y[0] == y[1]):
        x, y = (_EARLY if v == _DAY_PARTS["MO"] else v for v in (x, y))  # "early on Sunday morning" may be at 3.30
    if x is not None and x == y and loose and not _two_weekdays(a, b):  # an hour's day may be a guess
        return Typed("vaguer", f"{in_words(said[0])} and {in_words(said[1])} are near, and one is not said exactly")
    if x is not None and x == y:  # days that are no more than a guess are one reading by then
        return Typed("contradiction", f"{in_words(a)} and {in_words(b)} are different days")
    if x is not None and y is not None:
        parts = sum(v[0] != v[1] for v in (x, y))
        met = any(min(x[1], y[1] + day) - max(x[0], y[0] + day) >= (0 if parts < 2 else 1) for day in (-24, 0, 24))
        if not parts and (near := _near_hours(said, (x[0], y[0]))):
            return near
        if parts and met:
            return Typed("wording" if parts == 2 else "vaguer", f"{in_words(a)} and {in_words(b)} may be one time")
    return Typed("contradiction", f"{in_words(a)} and {in_words(b)} are different times")


def _two_weekdays(a: str, b: str) -> bool:
    """Whether two times name two weekdays: no guess."""
    return a[:1].islower() and b[:1].islower() and a.partition("T")[0] != b.partition("T")[0]


def time_type(values: Sequence[str]) -> Typed:
    """The gravest type that any two of the times have."""
    pairs = [time_pair(a, b) for a, b in itertools.combinations(values, 2)]
    return min(pairs, key=lambda t: GRAVITY.index(t.type))
