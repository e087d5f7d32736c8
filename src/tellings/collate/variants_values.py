"""Numbers and times: which values of two tellings are values of the same thing, and where they differ."""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tellings.collate.variants_names import folded
from tellings.collate.variants_roles import role_of, scopes
from tellings.collate.variants_view import Place, View, nearby
from tellings.records import Quantity, Time, Token
from tellings.text.concepts import concept

#: Lines whose times are told, not printed around the text.
STATING = frozenset({"title", "body", "caption"})

_EMPTY = frozenset("DET ADP AUX PRON PUNCT CCONJ SCONJ PART SPACE SYM NUM".split())

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

#: What prices and shares do from one day to the next.
_MOVES = frozenset(concept(word) for word in ("rise", "fall"))

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}

#: Nouns that count people: "three people", "three victims" and "three dead" may be one number.
PEOPLE = frozenset(
    "person people man woman child victim student teenager teen other casualty passenger individual resident "
    "civilian patient worker member juvenile adult injured dead pupil youngster boy girl diplomat delegate "
    "supporter fan follower protester demonstrator officer soldier human life".split()
)

#: Verbs whose subject the value measures.
_MEASURING = frozenset({"take", "last", "measure", "weigh", "cost", "span", "be"})

#: A dateline's place is no longer than this, in code points.
DATELINE = 50

#: Words on either side of a value that tell what it is a value of.
REACH = 6

#: The toll stands in the first sentences.
LEAD = 3

#: Nouns of some of the people: thirteen children among fifteen dead are no other toll.
SOME = frozenset(
    "child student teenager teen juvenile pupil youngster boy girl man woman adult officer soldier passenger "
    "civilian worker diplomat delegate supporter fan follower protester demonstrator".split()
)

BOUND = re.compile(r"^(?:about|at least|at most|more than|less than) ")

#: What stands before a day and tells its part; `BEFORE` code points are looked through.
BEFORE = 24
_EARLY = re.compile(r"\bearly (?:on )?(?:last |this )?\w+$", re.IGNORECASE)
_DAWN = re.compile(r"\b(?:pre-?dawn|dawn|daybreak|first light)\b[\w ]*$", re.IGNORECASE)

_EDGE = re.compile(r"\b(until|till|since|by|from) (?:the )?\Z", re.IGNORECASE)
_LOOSE = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|barely|just|just (?:before|after|over|under)|"
    r"(?:shortly|soon|a little) (?:before|after|over|under)|less than|more than|over|under) (?:an? )?[^,;]*\Z",
    re.IGNORECASE,
)

_SECONDS = {"Y": 31_556_952, "M": 2_629_746, "W": 604_800, "D": 86_400}

#: Two measures are one number converted or rounded when they differ by no more than this share.
CONVERTED = 0.02
EXACTLY = 0.005  # where one of them is said to be more or less
_OF = re.compile(r"\s(?:out )?of (?:(?:all|the|its|his|her|their|these|those) ){0,2}")
_AGED = re.compile(r"\b(?:man|woman|boy|girl|teenager|pensioner|child) (?:of|aged) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """A value in its sentence."""

    place: Place
    begin: int
    end: int
    sort: str  # only values of one sort are compared
    value: str
    what: str  # what is counted, or ""
    around: frozenset[str]  # concepts near by
    governor: str  # concept of the verb (or noun) that governs it, or ""
    names: frozenset[str]  # name words near by
    role: str = ""  # what befell those counted: "die", "injure"; "" when nothing is said
    scope: frozenset[str] = frozenset()  # days, months or years of its sentence that are not the story's own
    of: str = ""  # concept of the noun that it measures: the depth of 10 km, the end of March
    edge: str = ""  # "until", "since", "by": what the time bounds
    loose: str = ""  # "about" so long or then, "just before" or "just after" then
    part: bool = False  # its telling gives another count as the toll of those whom the same befell
    weekday: str = ""  # the weekday that a time names itself
    day: str = ""  # the day on which a share rose or fell: the one that its sentence names, else its telling's first


def number_value(q: Quantity) -> str:
    """A quantity as text: equal texts are one reading."""

    def digits(x: float) -> str:
        return str(int(x)) if x == int(x) and abs(x) < 1e15 else f"{x:.4g}"

    unit = "" if q.unit is None else f" {q.unit}"
    if q.low is None and q.high is None:
        return f"several{unit}"
    if q.bound == "vague":
        return f"vague {digits(q.low or q.high or 0.0)}{unit}"
    if q.low is not None and q.high is not None and q.low != q.high:
        return f"{digits(q.low)}-{digits(q.high)}{unit}"
    number = digits(q.low if q.low is not None else q.high or 0.0)
    return (number if q.bound == "exact" else f"{q.bound} {number}") + unit


def time_value(time: Time, shown: str) -> str | None:
    """A time as text: its TIMEX3 value, or the weekday as written where the date is unknown."""
    if time.value is not None:
        return None if time.value.endswith("_REF") else time.value
    words = folded(shown).replace(",", " ").split()
    day = next((w for w in words if w in _WEEKDAYS), None)
    part = next((_PARTS[w] for w in words if w in _PARTS), "")
    return None if day is None else day + part


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


def _governor(tokens: Sequence[Token], inside: Sequence[int]) -> str:
    """The concept of the nearest verb above the value, else of the noun above it."""
    by = {t.ordinal: t for t in tokens}
    at, noun = tokens[inside[0]], ""
    own = {tokens[i].ordinal for i in inside}
    for _ in range(len(tokens)):
        if at.ordinal not in own:
            if at.pos == "VERB":
                return concept(at.lemma.lower())
            if at.pos in ("NOUN", "PROPN") and not noun:
                noun = concept(at.lemma.lower())
        above = by.get(at.head)
        if above is None or above is at:
            break
        at = above
    return noun


def _measured(tokens: Sequence[Token], inside: Sequence[int]) -> str:
    """The concept of the noun that is measured: "a depth of 10 km", "a two-hour flight", "a flight that takes"."""
    by = {t.ordinal: t for t in tokens}
    own = {tokens[i].ordinal for i in inside}
    for i in inside:
        above = by.get(tokens[i].head)
        if above is None or above.ordinal in own:
            continue
        noun: Token | None = above
        if above.pos == "ADP":
            noun = by.get(above.head)
        elif above.lemma.lower() in _MEASURING:
            subjects = [t for t in tokens if t.head == above.ordinal and t.dep == "nsubj"]
            noun = by.get(above.head) if subjects and subjects[0].pos == "PRON" else next(iter(subjects), None)
        if noun is not None and noun.ordinal not in own and noun.pos == "NOUN":
            return concept(noun.lemma.lower())
    return ""


def make(view: View, place: Place, span: tuple[int, int], sort: str, value: str, what: str = "") -> Value:
    """A value with what stands around it."""
    tokens, text = nearby(view.tokens[place], span[0]), view.text[place[0]]
    inside = [i for i, t in enumerate(tokens) if t.begin < span[1] and t.end > span[0]]
    if not inside:
        return Value(place, *span, sort, value, what, frozenset(), "", frozenset())
    near = [*tokens[max(0, inside[0] - REACH) : inside[0]], *tokens[inside[-1] + 1 : inside[-1] + 1 + REACH]]
    around = frozenset(
        concept((t.lemma or text[t.begin : t.end]).lower()) for t in near if t.pos not in _EMPTY and t.end > t.begin
    )
    named = _aged(tokens, inside) if "age" in sort else [t for t in near if t.pos == "PROPN"]
    names = frozenset(folded(text[t.begin : t.end]) for t in named)
    role = role_of(tokens, inside, what) if sort.startswith("number count") else ""
    of = _measured(tokens, inside)
    return Value(place, *span, sort, value, what, around, _governor(tokens, inside), names, role, of=of)


def _aged(tokens: Sequence[Token], inside: Sequence[int]) -> list[Token]:
    """The name of whose age a number is: the one right before it ("Jane Doe, 44") or behind it ("44-year-old Doe")."""
    low, high = inside[0] - 1, inside[-1] + 1
    while low >= 0 and tokens[low].pos == "PUNCT":
        low -= 1
    found: list[Token] = []
    while low >= 0 and tokens[low].pos == "PROPN":
        found.append(tokens[low])
        low -= 1
    while (
        not found and high < len(tokens) and high - inside[-1] <= REACH and tokens[high].pos in ("NOUN", "ADJ", "PROPN")
    ):
        found = [tokens[high]] if tokens[high].pos == "PROPN" else []
        high += 1
    return found


def values(view: View, quantities: Sequence[Quantity], times: Sequence[Time]) -> list[Value]:
    """All numbers and times of a story's sentences, in order of article and place."""
    out: list[Value] = []
    timed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for t in times:
        timed[t.article].append((t.begin, t.end))
        at = view.place(t.article, t.begin)
        value = time_value(t, view.shown(t.article, t.begin, t.end))
        if at is None or value is None or t.type == "SET":
            continue
        if view.sentences[at].label not in STATING or _in_dateline(view, at, t):
            continue
        value = sharpened(value, view.text[t.article][max(view.sentences[at].begin, t.begin - BEFORE) : t.end])
        sort = "duration" if value.startswith("P") else "date"
        loose = _loose(view.text[t.article][max(view.sentences[at].begin, t.begin - BEFORE) : t.end])
        before = _EDGE.search(view.text[t.article][max(view.sentences[at].begin, t.begin - BEFORE) : t.begin])
        edge = before[1].lower() if before else ""
        made = make(view, at, (t.begin, t.end), f"time {sort}", value)
        out.append(replace(made, loose=loose, edge=edge, weekday=_weekday(view.shown(t.article, t.begin, t.end))))
    wholes, parts = _partitives(view, quantities)
    for q in quantities:
        at = view.place(q.article, q.begin)
        if at is None or q.kind == "ordinal" or any(b < q.end and q.begin < e for b, e in timed[q.article]):
            continue
        spans = [q.begin, q.end, *((q.what_begin, q.what_end or q.end) if q.what_begin is not None else ())]
        begin, end = min(spans), max(spans)
        if end - begin > 80 or end > view.sentences[at].end:
            begin, end = q.begin, q.end
        whole = (q.article, q.begin) in wholes or _besides(view.text[q.article], q)
        sort = f"number {q.kind} {q.unit or ''}" + " whole" * whole
        what = (q.what or parts.get((q.article, q.begin), "")).lower()
        aged = _AGED.search(view.text[q.article][max(0, q.begin - BEFORE) : q.begin])
        if q.kind == "count" and (aged or (not what and _behind_name(view, at, q.begin))):
            sort = "number age year"
        value = number_value(q)
        if sort == "number age year" and q.unit is None:
            value += " year"
        out.append(make(view, at, (begin, end), sort, value, what))
    scope = scopes([(v.place, v.value) for v in out if v.sort == "time date"])
    out = _moves_dated(_parts_marked([replace(v, scope=scope.get(v.place, frozenset())) for v in out]))
    return sorted(set(out), key=lambda v: (v.place, v.begin, v.end, v.value))


def _weekday(shown: str) -> str:
    """The one weekday that a time names; "" for none or several."""
    found = {w for w in re.findall(r"[^\W\d_]+", folded(shown)) if w in _WEEKDAYS}
    return found.pop() if len(found) == 1 else ""


def _moves_dated(found: Sequence[Value]) -> list[Value]:
    """Percentages that rose or fell with their day: a price that fell 4% on Tuesday fell otherwise on Monday."""
    days: dict[str, list[Value]] = defaultdict(list)
    for v in sorted(found, key=lambda v: (v.place, v.begin)):
        if v.sort == "time date" and _DAY.match(v.value):
            days[v.place[0]].append(v)
    out: list[Value] = []
    for v in found:
        if "percent" in v.sort and v.governor in _MOVES:
            told = days.get(v.place[0], [])
            here = [d for d in told if d.place == v.place] or told[:1]
            nearest = min(here, key=lambda d: (abs(d.begin - v.begin), d.begin), default=None)
            v = replace(v, day="" if nearest is None else nearest.value[:10])
        out.append(v)
    return out


def _loose(shown: str) -> str:
    """How loosely a time is told by what stands before it."""
    found = _LOOSE.search(shown)
    if found is None:
        return ""
    word = found[0].lower().split()
    return f"just {word[1]}" if word[1] in ("before", "after") else "about"


def _partitives(view: View, quantities: Sequence[Quantity]) -> tuple[set[tuple[str, int]], dict[tuple[str, int], str]]:
    """Where "four of the five counts" stands: the wholes, and what the parts count."""
    rows = sorted(quantities, key=lambda q: (q.article, q.begin, q.end))
    wholes: set[tuple[str, int]] = set()
    parts: dict[tuple[str, int], str] = {}
    for a, b in itertools.pairwise(rows):
        near = a.article == b.article and a.article in view.text and a.kind == b.kind == "count"
        if near and _OF.fullmatch(view.text[a.article][a.end : b.begin]):
            wholes.add((b.article, b.begin))
            parts[a.article, a.begin] = b.what or ""
    return wholes, parts


def _besides(text: str, q: Quantity) -> bool:
    """Whether others are counted beside one who is named: "France and four countries"."""
    before = text[max(0, q.begin - BEFORE) : q.begin]
    return q.kind == "count" and q.what is not None and re.search(r"[A-Z]\w+ and \Z", before) is not None


def _parts_marked(found: Sequence[Value]) -> list[Value]:
    """Counts other than their telling's own toll marked: three of the four hurt, or the dead of another accident.

    The toll is the largest count of the first sentences; where they give none, the largest of all.
    """
    tolls: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
    for v in found:
        size = plain(v)
        if v.role and not v.scope and not some(v) and size is not None:
            tolls[v.place[0], v.role].append((v.place[1] < LEAD, size))
    out: list[Value] = []
    for v in found:
        told = tolls.get((v.place[0], v.role), [])
        other = bool(told) and not v.scope and plain(v) != max(told)[1]
        out.append(replace(v, part=True) if other else v)
    return out


def some(v: Value) -> bool:
    """Whether some of the people are counted: children, teachers."""
    return v.what in SOME


def _behind_name(view: View, place: Place, begin: int) -> bool:
    """Whether a number stands behind a name and a comma or bracket: "Jane Doe, 44"."""
    before = [t for t in nearby(view.tokens[place], begin) if t.end <= begin][-2:]
    return (
        len(before) == 2 and before[0].pos == "PROPN" and view.shown(place[0], before[1].begin, begin).strip() in ",("
    )


def _in_dateline(view: View, at: Place, t: Time) -> bool:
    """Whether a time stands in a dateline: "ASTANA, Oct 18 (Reuters) -"."""
    text, begin = view.text[t.article], view.sentences[at].begin
    behind = text[t.end : t.end + 3].lstrip().startswith(("(", "–", "—", "-"))
    return (
        behind
        and t.begin - begin <= DATELINE
        and not any(c.pos == "VERB" for c in view.words(t.article, begin, t.begin))
    )


def same(a: Value, b: Value) -> bool:
    """Whether two values are one reading: equal, equal where both are known, or a measure and its conversion."""
    if a.value == b.value or a.value.removeprefix("at most ") == b.value.removeprefix("at most "):
        return True
    if a.sort == "time date":
        (day, s), (other, t) = halves(a.value), halves(b.value)
        days = len(day) == len(other) and all(p == q or "X" in (p, q) for p, q in zip(day, other, strict=True))
        if not days and a.weekday and b.weekday and a.weekday != b.weekday:
            return False  # early on Monday, early on Tuesday
        return s == t and (days or s != "")  # a clock time is compared by itself: its date may be a guess
    if a.sort == "time duration":
        return 0 < seconds(a.value) == seconds(b.value)  # eighteen months, a year and a half
    x, y = plain(a), plain(b)
    bounds = [m[0] if m else "" for m in (BOUND.match(a.value), BOUND.match(b.value))]
    alike = bounds[0] == bounds[1]
    tolerance = CONVERTED if alike else EXACTLY
    return "measure" in a.sort and x is not None and y is not None and math.isclose(x, y, rel_tol=tolerance)


def plain(v: Value) -> float | None:
    """The number of a value without its bound; None for ranges, vague numbers and times."""
    try:
        return float(BOUND.sub("", v.value).split(" ")[0])
    except ValueError:
        return None


def halves(value: str) -> tuple[str, str]:
    """Date and time of day of a time's value; a weekday counts as a date."""
    if value[:1].islower():
        day = value.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return day, value[len(day) + 1 :]
    date, _, clock = value.partition("T")
    return date, clock


def seconds(duration: str) -> float:
    """A TIMEX3 duration in seconds; months and years as their mean. 0 when it is no number."""
    date, _, time = duration.removeprefix("P").partition("T")
    total = sum(float(n) * _SECONDS[u] for n, u in re.findall(r"(\d+(?:\.\d+)?)([YMWD])", date))
    return total + sum(
        float(n) * {"H": 3600, "M": 60, "S": 1}[u] for n, u in re.findall(r"(\d+(?:\.\d+)?)([HMS])", time)
    )
