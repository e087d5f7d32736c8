"""Numbers and times: which values of two tellings are values of the same thing, and where they differ."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tellings.collate.variants_names import folded
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Quantity, Time, Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity

#: Lines whose times are told, not printed around the text.
STATING = frozenset({"title", "body", "caption"})

_EMPTY = frozenset("DET ADP AUX PRON PUNCT CCONJ SCONJ PART SPACE SYM NUM".split())

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}

#: Nouns that count people: "three people", "three victims" and "three dead" may be one number.
PEOPLE = frozenset(
    "person people man woman child victim student teenager teen other casualty passenger individual resident "
    "civilian patient worker member juvenile adult injured dead pupil youngster boy girl diplomat delegate "
    "supporter fan follower protester demonstrator officer soldier human life".split()
)

#: Words on either side of a value that tell what it is a value of.
REACH = 6

#: What ties two values: the words around them, what governs them, what is counted, and being alone of their sort.
AROUND, GOVERNOR, COUNTED, ALONE, EQUAL = 0.5, 0.25, 0.2, 0.15, 0.3

#: Two values are values of one thing from here.
TIED = 0.45

#: Two numbers from LARGE on that differ by no more than this factor are probably of one thing.
LARGE, NEARNESS, NEAR = 40, 1.2, 0.25

#: Two counts that differ by more than this factor are hardly of one thing.
TOO_FAR, FAR = 8.0, 0.2

#: A rare noun says by itself what is counted: "bids", "trucks".
SPECIFIC, SPECIFIC_FROM = 0.15, 2.0

_RANGE = re.compile(r"(\d+)-(\d+)")
_BOUND = re.compile(r"^(?:about|at least|at most|more than|less than) ")

#: Values of sentences that are not aligned are tied only by more than that; in larger crowds of one sort not at all.
AFAR = 0.45
MOST_AFAR = 300

#: Two measures are one number converted or rounded when they differ by no more than this share.
CONVERTED = 0.02


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


def number_value(q: Quantity) -> str:
    """A quantity as text: equal texts are one reading."""

    def plain(x: float) -> str:
        return str(int(x)) if x == int(x) and abs(x) < 1e15 else f"{x:.4g}"

    unit = "" if q.unit is None else f" {q.unit}"
    if q.low is None and q.high is None:
        return f"several{unit}"
    if q.bound == "vague":
        return f"vague {plain(q.low or q.high or 0.0)}{unit}"
    if q.low is not None and q.high is not None and q.low != q.high:
        return f"{plain(q.low)}-{plain(q.high)}{unit}"
    number = plain(q.low if q.low is not None else q.high or 0.0)
    return (number if q.bound == "exact" else f"{q.bound} {number}") + unit


def time_value(time: Time, shown: str) -> str | None:
    """A time as text: its TIMEX3 value, or the weekday as written where the date is unknown."""
    if time.value is not None:
        return None if time.value.endswith("_REF") else time.value
    words = folded(shown).replace(",", " ").split()
    day = next((w for w in words if w in _WEEKDAYS), None)
    part = next((_PARTS[w] for w in words if w in _PARTS), "")
    return None if day is None else day + part


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


def widened(tokens: Sequence[Token], begin: int, end: int, least: int = 3, most: int = 8) -> tuple[int, int]:
    """A span with as much of its phrase as makes it readable alone: `least` words where the phrase has them."""
    inside = [i for i, t in enumerate(tokens) if t.begin < end and t.end > begin]
    if not inside:
        return begin, end
    low, high = inside[0], inside[-1]
    words = [i for i, t in enumerate(tokens) if t.pos != "PUNCT"]

    def size(a: int, b: int) -> int:
        return sum(a <= i <= b for i in words)

    place = {t.ordinal: i for i, t in enumerate(tokens)}
    while size(low, high) < least:
        heads = {place.get(t.head, i) for i, t in enumerate(tokens) if low <= i <= high}
        outside = sorted(h for h in heads if not low <= h <= high)
        near = [h for h in outside if size(min(low, h), max(high, h)) <= most]
        if near:
            h = min(near, key=lambda h: (abs(h - low) if h < low else abs(h - high), h))
            low, high = min(low, h), max(high, h)
        elif low > 0 and tokens[low - 1].pos not in ("PUNCT", "CCONJ"):
            low -= 1
        elif high + 1 < len(tokens) and tokens[high + 1].pos not in ("PUNCT", "CCONJ"):
            high += 1
        elif low > 1 and tokens[low - 1].pos == "PUNCT" and tokens[low - 2].pos == "PROPN":
            low -= 2
            while low > 0 and tokens[low - 1].pos == "PROPN" and size(low - 1, high) <= most:
                low -= 1
            break
        else:
            break
    return tokens[low].begin, tokens[high].end


def make(view: View, place: Place, span: tuple[int, int], sort: str, value: str, what: str = "") -> Value:
    """A value with what stands around it."""
    tokens, text = view.tokens[place], view.text[place[0]]
    inside = [i for i, t in enumerate(tokens) if t.begin < span[1] and t.end > span[0]]
    if not inside:
        return Value(place, *span, sort, value, what, frozenset(), "", frozenset())
    near = [*tokens[max(0, inside[0] - REACH) : inside[0]], *tokens[inside[-1] + 1 : inside[-1] + 1 + REACH]]
    around = frozenset(
        concept((t.lemma or text[t.begin : t.end]).lower()) for t in near if t.pos not in _EMPTY and t.end > t.begin
    )
    names = frozenset(folded(text[t.begin : t.end]) for t in near if t.pos == "PROPN")
    return Value(place, *span, sort, value, what, around, _governor(tokens, inside), names)


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
        if view.sentences[at].label not in STATING or _in_brackets(view.text[t.article], t.end):
            continue
        sort = "duration" if value.startswith("P") else "date"
        out.append(make(view, at, (t.begin, t.end), f"time {sort}", value))
    for q in quantities:
        at = view.place(q.article, q.begin)
        if at is None or q.kind == "ordinal" or any(b < q.end and q.begin < e for b, e in timed[q.article]):
            continue
        spans = [q.begin, q.end, *((q.what_begin, q.what_end or q.end) if q.what_begin is not None else ())]
        begin, end = min(spans), max(spans)
        if end - begin > 80 or end > view.sentences[at].end:
            begin, end = q.begin, q.end
        sort = f"number {q.kind} {q.unit or ''}"
        if q.kind == "count" and not q.what and _behind_name(view, at, q.begin):
            sort = "number age year"
        out.append(make(view, at, (begin, end), sort, number_value(q), (q.what or "").lower()))
    return sorted(set(out), key=lambda v: (v.place, v.begin, v.end, v.value))


def _behind_name(view: View, place: Place, begin: int) -> bool:
    """Whether a number stands behind a name and a comma or bracket: "Jane Doe, 44"."""
    before = [t for t in view.tokens[place] if t.end <= begin][-2:]
    return (
        len(before) == 2 and before[0].pos == "PROPN" and view.shown(place[0], before[1].begin, begin).strip() in ",("
    )


def _in_brackets(text: str, end: int) -> bool:
    """Whether a time stands in a dateline: "ASTANA, Oct 18 (Reuters) -"."""
    return text[end : end + 3].lstrip().startswith(("(", "–", "—", "-"))


def _same(a: Value, b: Value) -> bool:
    """Whether two values are one reading: equal, equal where both are known, or a measure and its conversion."""
    if a.value == b.value or a.value.removeprefix("at most ") == b.value.removeprefix("at most "):
        return True
    if a.sort == "time date":
        (day, s), (other, t) = _halves(a.value), _halves(b.value)
        days = len(day) == len(other) and all(p == q or "X" in (p, q) for p, q in zip(day, other, strict=True))
        return s == t and (days or s != "")  # a clock time is compared by itself: its date may be a guess
    x, y = _plain(a), _plain(b)
    return "measure" in a.sort and x is not None and y is not None and math.isclose(x, y, rel_tol=CONVERTED)


def _near(a: Value, b: Value) -> bool:
    """Whether two large numbers are so near that they are hardly of two things: 412 and 421."""
    v, w = _RANGE.match(a.value), _RANGE.match(b.value)
    if v and w:
        return v[1] == w[1] or v[2] == w[2]
    x, y = _plain(a), _plain(b)
    return x is not None and y is not None and min(x, y) >= LARGE and max(x, y) <= NEARNESS * min(x, y)


def _far(a: Value, b: Value) -> bool:
    """Whether two counts are of other orders: three dead here, 450 aboard there."""
    x, y = _plain(a), _plain(b)
    return a.sort.startswith("number count") and x is not None and y is not None and max(x, y) > TOO_FAR * min(x, y)


def _plain(v: Value) -> float | None:
    try:
        return float(_BOUND.sub("", v.value).split(" ")[0])
    except ValueError:
        return None


def tie(a: Value, b: Value, alone: bool) -> float:
    """How surely two values of aligned sentences are values of the same thing; below 0 when they cannot be."""
    if a.sort != b.sort:
        return -1.0
    counted = a.what == b.what or (a.what in PEOPLE and b.what in PEOPLE) or concept(a.what) == concept(b.what)
    if a.what and b.what and not counted:
        return -1.0
    if bool(a.what) != bool(b.what) and a.sort.startswith("number count") and not _same(a, b):
        return -1.0
    if a.sort == "time date" and not _comparable(a.value, b.value):
        return -1.0
    if ("other" in a.what) != ("other" in b.what) and not _same(a, b) and a.what in PEOPLE and b.what in PEOPLE:
        return -1.0
    if "age" in a.sort and a.names and b.names and not a.names & b.names:
        return -1.0
    union = len(a.around) + len(b.around)
    score = AROUND * 2 * len(a.around & b.around) / union if union else 0.0
    score += GOVERNOR * (a.governor == b.governor != "")
    score += COUNTED * (counted and a.what != "")
    score += NEAR * _near(a, b)
    score += SPECIFIC * (counted and a.what not in PEOPLE and rarity(a.what) >= SPECIFIC_FROM and a.what != "")
    if a.sort == "time date" and _years_apart(a.value, b.value):
        score -= ALONE
    if _far(a, b):
        score -= FAR
    return score + ALONE * alone + EQUAL * _same(a, b)


def _years_apart(a: str, b: str) -> bool:
    return a[:4].isdigit() and b[:4].isdigit() and abs(int(a[:4]) - int(b[:4])) > 1


def _halves(value: str) -> tuple[str, str]:
    """Date and time of day of a time's value; a weekday counts as a date."""
    if value[:1].islower():
        day = value.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return day, value[len(day) + 1 :]
    date, _, clock = value.partition("T")
    return date, clock


def _comparable(a: str, b: str) -> bool:
    """Whether two times may be told of one event: as precise as each other, or one less precise than the other."""
    (x, s), (y, t) = _halves(a), _halves(b)
    if s and t:
        exact = s[:1].isdigit() and t[:1].isdigit()
        return exact or x == y or not (x[:1].isdigit() and y[:1].isdigit())
    if s or t:
        return x == y
    weeks = ("W" in x) != ("W" in y) and len(x) > 4 and len(y) > 4 and x[:4] == y[:4]
    return weeks or (len(x) == len(y) and x[:1].isdigit() == y[:1].isdigit()) or x.startswith(y) or y.startswith(x)


def joined(view: View, found: Sequence[Value]) -> list[list[Value]]:
    """Values of aligned sentences that are values of one thing, joined over the tellings."""
    by: dict[Place, list[int]] = defaultdict(list)
    for i, v in enumerate(found):
        by[v.place].append(i)
    single = {(place, sort) for place, row in by.items() for sort in {found[i].sort for i in row}
              if sum(found[i].sort == sort for i in row) == 1}  # fmt: skip
    pairs: list[tuple[float, int, int]] = []
    for place in sorted(by):
        for other in sorted(view.aligned.get(place, ())):
            if other <= place or other not in by:
                continue
            scores = []
            for i in by[place]:
                for j in by[other]:
                    alone = (place, found[i].sort) in single and (other, found[j].sort) in single
                    scores.append((round(tie(found[i], found[j], alone), 6), i, j))
            used: set[int] = set()
            for score, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
                if score >= TIED and i not in used and j not in used:
                    used |= {i, j}
                    pairs.append((score, i, j))
    pairs += _afar(view, found)
    home = list(range(len(found)))
    groups: dict[int, list[int]] = {i: [i] for i in home}
    for _, i, j in sorted(pairs, key=lambda s: (-s[0], s[1], s[2])):
        a, b = home[i], home[j]
        if a == b or _clash(found, groups[a] + groups[b]):
            continue
        for m in groups.pop(b):
            home[m] = a
            groups[a].append(m)
    return [[found[m] for m in sorted(groups[a])] for a in sorted(groups)]


def _afar(view: View, found: Sequence[Value]) -> list[tuple[float, int, int]]:
    """Values of sentences that are not aligned, where governor and what is counted agree and the words around too."""
    by: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, v in enumerate(found):
        if v.sort.startswith("number"):
            by[v.sort, concept(v.what)].append(i)
    out: list[tuple[float, int, int]] = []
    for row in by.values():
        for n, i in enumerate(row[:MOST_AFAR]):
            for j in row[n + 1 : MOST_AFAR]:
                if found[i].place[0] != found[j].place[0] and found[j].place not in view.aligned.get(
                    found[i].place, {}
                ):
                    score = round(tie(found[i], found[j], False), 6)
                    if score >= AFAR:
                        out.append((score - EQUAL, i, j))
    return out


def _clash(found: Sequence[Value], members: Sequence[int]) -> bool:
    """Whether one telling would read two values: then these are two things."""
    told: dict[str, list[Value]] = defaultdict(list)
    for m in members:
        told[found[m].place[0]].append(found[m])
    return any(not _same(v, row[0]) for row in told.values() for v in row)


def value_points(view: View, found: Sequence[Value]) -> Iterator[Point]:
    """Every thing of which several tellings give a value."""
    for members in joined(view, found):
        readings: list[Reading] = []
        shown: list[Value] = []
        for v in members:
            like = next((s for s in shown if _same(s, v) or _surface(view, s) == _surface(view, v)), None)
            if like is None:
                shown.append(v)
            begin, end = widened(view.tokens[v.place], v.begin, v.end)
            readings.append(Reading(v.place[0], begin, end, (like or v).value))
        sort = members[0].sort.split()
        kind = sort[0]
        if sort == ["time", "date"] and not any(_halves(v.value)[1] for v in members):
            kind = "date"
        first = members[0]
        about = next((v.what for v in members if v.what), view.shown(first.place[0], first.begin, first.end))
        yield Point(kind, about, tuple(readings))


def _surface(view: View, v: Value) -> str:
    return folded(view.shown(v.place[0], v.begin, v.end))
