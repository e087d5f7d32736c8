"""What variants mean: how grave a difference is, of which type, and how much it matters."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tellings.collate.variants_names import spelt_alike
from tellings.collate.variants_same import seconds
from tellings.records import Discrepancy, Evidence, OriginMember, Reading, Telling, Variant
from tellings.schema import content_id
from tellings.text.rivals import rival, stages

HARD = frozenset({"number", "date", "time", "name", "place", "list"})
GRAVITY = ("contradiction", "update", "rounding", "vaguer", "translation", "wording", "spelling")

#: Two numbers may be one number, said to be about so much, up to this factor; "more than 240" may mean up to a
#: quarter more; what is not said to be about so much is rounded by no more than a share of `ROUNDED`.
NEAR, BOUNDED, ROUNDED = 1.12, 1.25, 0.03
LOOSE_FROM = 100  # smaller numbers are counted: "at least 20" is no 19

_LOOSELY = re.compile(r"^(?:about|just before|just after) ")

#: "About five" is ten minutes to or past at most, "just after five" a quarter past; a bare "at two" stands for a time
#: within five minutes. In hours.
ABOUT_HOURS, JUST_HOURS, BARE_HOURS = 10 / 60, 15 / 60, 5 / 60

SAME = 1e-6  # of two hours computed from minutes

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_LOOSE = ("about", "at least", "more than", "at most", "less than", "vague")
#: What is counted grows while a story is told: the dead, the hurt, the arrested, bids, signatures.
_GROWING = re.compile(
    r"\b(?:kill|dead|death|die[ds]?\b|fatal|injur|wound|hurt|casualt|toll|arrest|detain|bids?\b|signatur|"
    r"signed|rescued|evacuat|displac|homeless|infect|tested positive)"
)
#: What has not happened so far may happen.
_YET = re.compile(r"\b(?:ha(?:s|ve) (?:not|n.t|yet)|ha(?:s|ve)n.t|have been|has been|yet|so far)\b|^no\b")

#: What a place is, from the smallest: a town lies in a county, a county in a province.
_LEVELS = {word: level for level, row in enumerate((
    "village", "town city municipality borough suburb", "district county", "prefecture", "province state", "region",
)) for word in row.split()}  # fmt: skip

_DENIED = re.compile(r"\b(?:den(?:y|ied|ies|ying)|refut|disput)")

_COUNTING = frozenset("once twice one two three four five six seven eight nine ten eleven twelve dozen hundred".split())

#: First and last publication of each value that only dated tellings read.
When = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """The type of a difference and why, in words."""

    type: str
    why: str


#: A difference: its weight, its point, its type, and its readings by value.
Row = tuple[tuple[int, int, int], str, Typed, dict[str, list[Variant]]]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as one reading gives it."""

    low: float
    high: float
    bound: str  # exact | about | at least | more than | at most | less than | vague | range
    value: str


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
        return Typed("vaguer", f"{a.value if a.bound == 'vague' else b.value} names no number")
    if (a.bound == "range") != (b.bound == "range") and low.high >= high.low:
        return Typed("vaguer", f"{low.value} and {high.value} overlap")
    if a.bound == b.bound == "range":
        return Typed("contradiction", f"{low.value} and {high.value} are different ranges")
    if low.low == high.low and a.bound != b.bound:
        bound = a if a.bound != "exact" else b
        kind = "rounding" if bound.bound == "about" else "vaguer"
        return Typed(kind, f"{bound.value} leaves open what the other says exactly")
    if low.bound in ("at least", "more than") and high.low <= BOUNDED * low.low:
        return Typed("vaguer", f"{high.value} is {low.value}, said exactly")
    if high.bound in ("at most", "less than") and high.low <= BOUNDED * low.low:
        return Typed("vaguer", f"{low.value} is {high.value}, said exactly")
    if near and "exact" in (a.bound, b.bound) and _rounded(low, high):
        return Typed("rounding", f"{low.value} and {high.value} are one number, rounded")
    if (
        near
        and a.bound != "exact"
        and b.bound != "exact"
        and high.low - low.low <= max(_step(low.low), _step(high.low))
    ):
        return Typed("rounding", f"{low.value} and {high.value} are both rounded")
    if grows and _later(a, b, when):
        return Typed("update", f"{high.value} was told later than {low.value}")
    if grows and not _later_lower(low, high, when):
        return Typed("update", f"a count that grows while it is told: {low.value}, then {high.value}")
    return Typed("contradiction", f"{low.value} and {high.value} cannot both be right")


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
        return apart <= max(step / 2, min(step, 1.0))
    if coarse.bound != "exact":  # "more than 300" of 284
        return coarse.low >= LOOSE_FROM and apart <= step / 2
    return fine.bound == "exact" and step > _step(fine.low) and apart <= min(step / 2, ROUNDED * low.low)


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
    x, y = sorted((seconds(a), seconds(b)))
    if loose and 0 < y <= NEAR * x:
        return Typed("rounding", f"{a} and {b} are one time, rounded")
    return Typed("contradiction", f"{a} and {b} are different times")


def _near_hours(said: tuple[str, str], hours: tuple[float, float]) -> Typed | None:
    """Two times of day that may be one, by how loosely they are told and how far they lie apart; None when not."""
    apart = abs(hours[0] - hours[1])
    for (a, x), y in zip(zip(said, hours, strict=True), reversed(hours), strict=True):
        side = {"just before": x - y, "just after": y - x}.get(a[: a.rindex(" ")] if " " in a else "", -1.0)
        if (a.startswith("about ") and apart <= ABOUT_HOURS + SAME) or -SAME <= side <= JUST_HOURS + SAME:
            return Typed("vaguer", f"{said[0]} and {said[1]} are near, and one is not said exactly")
    if (
        not any(v.startswith("just") for v in said)
        and apart <= BARE_HOURS + SAME
        and sum(x % 0.5 < SAME for x in hours) == 1
    ):
        return Typed("rounding", f"{said[0]} and {said[1]} are one time, rounded")
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
        return Typed("vaguer", f"{short} is less precise than {long}")
    x, y = _hours(a.partition("T")[2]), _hours(b.partition("T")[2])
    if x is not None and x == y:  # days that are no more than a guess are one reading by then
        return Typed("contradiction", f"{a} and {b} are different days")
    if x is not None and y is not None:
        parts = sum(v[0] != v[1] for v in (x, y))
        met = any(min(x[1], y[1] + day) - max(x[0], y[0] + day) >= (0 if parts < 2 else 1) for day in (-24, 0, 24))
        if not parts and (near := _near_hours(said, (x[0], y[0]))):
            return near
        if parts and met:
            return Typed("wording" if parts == 2 else "vaguer", f"{a} and {b} may be one time")
    return Typed("contradiction", f"{a} and {b} are different times")


def time_type(values: Sequence[str]) -> Typed:
    """The gravest type that any two of the times have."""
    pairs = [time_pair(a, b) for a, b in itertools.combinations(values, 2)]
    return min(pairs, key=lambda t: GRAVITY.index(t.type))


def polarity_type(values: Sequence[str], when: When, shown: str = "") -> Typed:
    """What was open or had not happened yet and is done is an update; so is what later tellings turn round."""
    if set(values) == {"due", "yes"}:
        return Typed("update", "what was due is told as done")
    if set(values) == {"will", "now"}:
        return Typed("update", "what was to come is told as under way")
    done = next((v for v in ("yes", "now") if v in values), "")
    open_ = [v for v in ("may", "will", "due", "hope") if v in values]
    if done and done in when and open_ and all(v in when and when[v][1] < when[done][0] for v in open_):
        return Typed("update", "what was open is told as done by a later telling")
    dated = done in when and "not" in when and not _DENIED.search(shown)
    if "not" in values and dated and (when[done][1] < when["not"][0] or when["not"][1] < when[done][0]):
        return Typed("update", "later tellings say otherwise")
    if "not" in values and done and _YET.search(shown) and not dated:
        return Typed("update", "what had not happened yet is told as done")
    return Typed("contradiction", "one telling asserts what another denies or leaves open")


def quote_type(values: Sequence[str]) -> Typed:
    """Other numbers in the same words contradict one another; other words are wording."""
    counts = {tuple(w for w in re.findall(r"[^\W_]+", v) if w.isdigit() or w in _COUNTING) for v in values}
    lengths = {len(c) for c in counts}
    if len(counts) > 1 and len(lengths) == 1:
        return Typed("contradiction", "the same utterance with other numbers")
    return Typed("wording", "the same utterance in other words")


def _spelt(a: str, b: str) -> bool:
    """Whether two names are one name in two spellings: no word of one that is quite another in the other."""
    x, y = a.split(), b.split()
    return (
        len(x) != len(y)
        or min(len(x), len(y)) < 2
        or all(p == q or spelt_alike(p, q) for p, q in zip(x, y, strict=True))
    )


def rival_type(values: Sequence[str], when: When) -> Typed | None:
    """Words that exclude one another contradict, unless one is a stage that may have followed the other; else None."""
    split = {value: value.split() for value in values}
    pairs = [
        (v, w)
        for a, b in itertools.permutations(values, 2)
        for v in split[a]
        for w in split[b]
        if rival(v, w) and v not in split[b] and w not in split[a]
    ]
    if not pairs:
        return None
    for a, b in pairs:
        if stages(a, b) == 1 and not (a in when and b in when and when[a][0] > when[b][1]):
            return Typed("update", f"{a} first, {b} later")
    return Typed("contradiction", f"{pairs[0][0]} and {pairs[0][1]} exclude one another")


def difference_type(kind: str, values: Sequence[str], when: When, shown: str = "") -> Typed:
    """The type of a difference between readings of one kind. `when`: first and last publication of each value."""
    if kind == "number":
        return number_type(values, when, _GROWING.search(shown) is not None)
    if kind in ("date", "time"):
        return time_type(values)
    if kind == "name":
        spelt = all(_spelt(a, b) for a, b in itertools.combinations(values, 2))
        return Typed("spelling", "the same name, spelt differently") if spelt else Typed("wording", "two names for one")
    if kind == "quote":
        return quote_type(values)
    if kind == "negation":
        return polarity_type(values, when, shown)
    if kind in ("description", "place") and (told := rival_type(values, when)):
        return told
    if kind == "place" and all(v in _LEVELS for v in values):
        apart = len({_LEVELS[v] for v in values}) == len(values)
        return (
            Typed("vaguer", "one may be a part of the other") if apart else Typed("wording", "two words for one sort")
        )
    if kind == "place" and any(a != b and a in b for a in values for b in values):
        return Typed("vaguer", "one telling says less exactly where")
    if kind in ("attribution", "list", "place"):
        return Typed("contradiction", "both cannot be right")
    return Typed("wording", "the same in other words")


def _weight(kind: str, typed: str, origins: int) -> tuple[int, int, int]:
    """Smaller matters more: contradictions and updates, hard kinds, facts that many origins carry."""
    grave = GRAVITY.index(typed)
    return (0 if grave < 2 else grave, 0 if kind in HARD else 1, -origins)


def discrepancies(
    story: str,
    variants: Sequence[Variant],
    tellings: Sequence[Telling],
    members: Sequence[OriginMember],
    texts: Mapping[str, str],
) -> Iterator[object]:
    """Discrepancies of a story with their readings, ranked by how much they matter.

    `texts`: article id -> text, in which the readings are looked up for words of growing counts.
    """
    origin = {m.article: m.origin for m in members}
    published = {t.article: t.published for t in tellings}
    by: dict[str, list[Variant]] = defaultdict(list)
    for v in variants:
        by[v.point].append(v)
    rows: list[Row] = []
    for point in sorted(by):
        readings: dict[str, list[Variant]] = defaultdict(list)
        for v in sorted(by[point], key=lambda v: (v.article, v.begin, v.end)):
            readings[v.value].append(v)
        if len(readings) < 2:
            continue
        kind = by[point][0].kind
        shown = " ".join(texts.get(v.article, "")[v.begin : v.end].lower() for v in by[point])
        typed = difference_type(kind, sorted(readings), _when(readings, published), shown)
        sources = {origin.get(v.article, v.article) for v in by[point]}
        rows.append((_weight(kind, typed.type, len(sources)), point, typed, dict(readings)))
    rows = list(_alike(rows))
    for rank, (_, point, typed, readings) in enumerate(sorted(rows, key=lambda r: (r[0], r[1]))):
        first = by[point][0]
        ident = content_id(story, "discrepancy", point)
        yield Discrepancy(story, ident, rank, first.kind, typed.type, first.about, typed.why)
        yield from _readings(story, ident, readings, origin)


def _alike(rows: Iterable[Row]) -> Iterator[Row]:
    """One move of a number is one thing wherever it is told: 7, then 9 hurt; 7, then 9 treated."""
    moved: dict[frozenset[str], Typed] = {}
    found = sorted(rows, key=lambda row: row[1])
    for _, _, typed, readings in found:
        if typed.type == "update":
            moved.setdefault(frozenset(readings), typed)
    for weight, point, typed, readings in found:
        update = moved.get(frozenset(readings)) if typed.type == "contradiction" else None
        number = all(v.kind == "number" for row in readings.values() for v in row)
        yield (weight, point, update if update is not None and number else typed, readings)


def _when(readings: Mapping[str, Iterable[Variant]], published: Mapping[str, str | None]) -> dict[str, tuple[str, str]]:
    """First and last publication of each value, where every telling that reads it is dated."""
    out: dict[str, tuple[str, str]] = {}
    for value, found in readings.items():
        dates = [published.get(v.article) for v in found]
        known = sorted(d for d in dates if d is not None)
        if known and len(known) == len(dates):
            out[value] = (known[0], known[-1])
    return out


def _readings(
    story: str, ident: str, readings: Mapping[str, list[Variant]], origin: Mapping[str, str]
) -> Iterator[Reading]:
    """Readings in order of how many origins carry them."""
    carried = {
        value: sorted({origin[v.article] for v in found if v.article in origin}) for value, found in readings.items()
    }
    order = sorted(readings, key=lambda value: (-len(carried[value]), -len(readings[value]), value))
    for ordinal, value in enumerate(order):
        found = readings[value]
        yield Reading(
            story,
            ident,
            ordinal,
            value,
            tuple(carried[value]),
            tuple(Evidence(v.article, v.begin, v.end) for v in found),
            tuple(Evidence(v.article, v.context_begin, v.context_end) for v in found),
        )
