"""Which values of two tellings are values of the same thing, and where they differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tellings.collate.variants_names import folded
from tellings.collate.variants_same import BOUND, Value, halves, other_event, plain, same, seconds, some
from tellings.collate.variants_shown import widened
from tellings.collate.variants_values import PEOPLE
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.text.concepts import concept
from tellings.text.prior import rarity

#: What ties two values: the words around them, what governs them, what is counted, and being alone of their sort.
AROUND, GOVERNOR, COUNTED, ALONE, EQUAL = 0.5, 0.25, 0.2, 0.15, 0.3

#: The noun that the value measures is the same: a depth of 10 km, a depth of 15 km.
MEASURED = 0.25

#: The same befell those counted: a toll is one number wherever a telling gives it.
BEFELL = 0.3

#: Two values are values of one thing from here.
TIED = 0.45

#: Two numbers from LARGE on that differ by no more than this factor are probably of one thing.
LARGE, NEARNESS, NEAR = 40, 1.2, 0.25

#: Times of one year beside a common word are probably of one event.
ONE_YEAR, COMMON = 0.25, 2

#: Two counts that differ by more than this factor are hardly of one thing.
TOO_FAR, FAR = 8.0, 0.2

#: A rare noun says by itself what is counted: "bids", "trucks".
SPECIFIC, SPECIFIC_FROM = 0.15, 2.0

_RANGE = re.compile(r"(\d+)-(\d+)")

#: One noun counted beside one date that is not the story's own: so many fires since 2009 here, so many there.
SCOPED = 0.1

#: Both bound something: until Monday, until Wednesday; since 2011, since 2013.
EDGE = 0.25

#: One date holds the other behind one preposition: until 2029, until June 2029.
HOLDS = 0.3

#: The age of one person, wherever he is named.
AGED = 0.45

#: What befell people, as a reader would say it.
TOLD = {concept(key): f"people {said}" for key, said in (
    ("die", "killed"), ("injure", "injured"), ("arrest", "arrested"), ("missing", "missing"), ("rescue", "rescued"),
    ("treat", "treated"), ("charge", "charged"),
)}  # fmt: skip

#: The number with its bound at the head of "at least 46 rescuers".
_NUMERAL = re.compile(
    r"^(?:(?:at least|at most|more than|less than|fewer than|about|some|around|nearly|almost|over|only|the)\s+)*"
    r"(?:[\d.,]+|[\w-]+?)(?:\s+(?:hundred|thousand|million|billion|dozen))?(?:\s+of)?(?:\s+|-|$)",
    re.IGNORECASE,
)

#: A phrase of about this many code points tells a reader enough.
ABOUT = 24

#: One day may hold two events: dates without a common word beside them are tied in sentences aligned this surely.
SURE = 0.6

#: Values of sentences that are not aligned are tied only by more than that; in larger crowds of one sort not at all.
AFAR = 0.45

#: Nearly equal sums or measures beside a common word need less.
AFAR_NEAR = 0.3
MOST_AFAR = 300


def _near(a: Value, b: Value) -> bool:
    """Whether two large numbers, sums or fractions are so near that they are hardly of two things: 412 and 421."""
    if a.sort.startswith("time"):
        return False
    v, w = _RANGE.match(a.value), _RANGE.match(b.value)
    if v and w:
        return v[1] == w[1] or v[2] == w[2]
    x, y = plain(a), plain(b)
    if x is None or y is None or max(x, y) > NEARNESS * min(x, y):
        return False
    return min(x, y) >= LARGE or not a.sort.startswith("number count") or x % 1 > 0 < y % 1


def _alike(a: Value, b: Value) -> bool:
    """Whether two sums or measures are nearly equal and a word beside them is the same."""
    return not a.sort.startswith("number count") and _near(a, b) and bool(a.around & b.around)


def _beside(a: Value, b: Value, least: int = 1) -> bool:
    """Whether two values stand beside common words or under one verb."""
    return len(a.around & b.around) >= least or a.governor == b.governor


def _words_due(a: Value, b: Value) -> int:
    """How many words two times must have in common: two days are easily those of two events, hours of a day are not."""
    hours = bool(halves(a.value)[1] or halves(b.value)[1]) and not _other_day(a, b)
    return 1 if hours or same(a, b) else COMMON


def _other_day(a: Value, b: Value) -> bool:
    """Whether two times are one part of two weekdays, both named: early on Monday, early on Tuesday."""
    part = halves(a.value)[1]
    return a.weekday != b.weekday and bool(a.weekday and b.weekday and part) and part == halves(b.value)[1]


def _far(a: Value, b: Value) -> bool:
    """Whether two counts are of other orders: three dead here, 450 aboard there."""
    x, y = plain(a), plain(b)
    if a.sort == "time duration":
        x, y = seconds(a.value), seconds(b.value)
    return (
        a.sort.startswith(("number count", "time duration"))
        and x is not None
        and y is not None
        and max(x, y) > TOO_FAR * min(x, y)
    )


def tie(a: Value, b: Value, alone: float) -> float:
    """How surely two values of aligned sentences are values of the same thing; below 0 when they cannot be.

    `alone`: how much it says that each is the only value of its sort in its sentence, 0 when one is not.
    """
    if a.sort != b.sort:
        return -1.0
    counted = a.what == b.what or (_people(a) and _people(b)) or concept(a.what) == concept(b.what)
    if a.what and b.what and not counted and "percent" not in a.sort:
        return -1.0
    bare = bool(a.what) != bool(b.what) and not a.role == b.role != ""
    if bare and a.sort.startswith("number count") and not same(a, b):
        return -1.0
    if a.sort == "time date" and not _comparable(a.value, b.value) and not _other_day(a, b):
        return -1.0
    if (a.role and b.role and a.role != b.role) or (a.sort == "time date" and other_event(a, b)):
        return -1.0
    befell = a.role == b.role != ""
    if not same(a, b) and (a.part != b.part or (befell and some(a) != some(b))):
        return -1.0
    others = ("other" in a.what) != ("other" in b.what) and not befell
    if others and not same(a, b) and a.what in PEOPLE and b.what in PEOPLE:
        return -1.0
    if ("age" in a.sort and a.names and b.names and not a.names & b.names) or (a.day and b.day and a.day != b.day):
        return -1.0
    score = AROUND * _overlap(a.around, b.around)
    score += GOVERNOR * (befell or a.governor == b.governor != "")
    score += COUNTED * (counted and a.what != "") + BEFELL * befell
    score += NEAR * _near(a, b) + MEASURED * (a.of == b.of != "")
    score += SPECIFIC * (counted and a.what not in PEOPLE and rarity(a.what) >= SPECIFIC_FROM and a.what != "")
    days = a.value[4:5] == b.value[4:5] == "-"
    if a.sort == "time date" and days and _one_year(a.value, b.value) and _beside(a, b, _words_due(a, b)):
        score += ONE_YEAR
    if a.sort == "time date" and _years_apart(a.value, b.value):
        score -= ALONE
    score += SCOPED * (counted and a.what != "" and bool(a.scope & b.scope))
    score += EDGE * (a.edge == b.edge != "")
    if a.sort == "time date" and a.edge == b.edge != "" and _holds(a, b):
        score += HOLDS
    if _far(a, b):
        score -= FAR
    if "age" in a.sort and a.names & b.names:
        score += AGED
    return score + alone + EQUAL * same(a, b)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two sets of words share, 0..1: midway between the share of both and the share of the smaller."""
    if not a or not b:
        return 0.0
    common = len(a & b)
    return common / (len(a) + len(b)) + common / (2 * min(len(a), len(b)))


def _people(v: Value) -> bool:
    """Whether people are counted: "five people", "five others", "five wounded"."""
    return v.what in PEOPLE or concept(v.what) == v.role != ""


def _one_year(a: str, b: str) -> bool:
    """Whether two days or months are of one year, or of one month of the year."""
    return a[:4] == b[:4] or a[5:7] == b[5:7]


def _years_apart(a: str, b: str) -> bool:
    return a[:4].isdigit() and b[:4].isdigit() and abs(int(a[:4]) - int(b[:4])) > 1


def _comparable(a: str, b: str) -> bool:
    """Whether two times may be told of one event: as precise as each other, or one less precise than the other."""
    (x, s), (y, t) = halves(a), halves(b)
    if s and t:
        exact = s[:1].isdigit() and t[:1].isdigit()
        return exact or x == y or not (x[:1].isdigit() and y[:1].isdigit())
    if s or t:
        return x == y
    weeks = ("W" in x) != ("W" in y) and len(x) > 4 and len(y) > 4 and x[:4] == y[:4]
    return weeks or (len(x) == len(y) and x[:1].isdigit() == y[:1].isdigit()) or x.startswith(y) or y.startswith(x)


def joined(view: View, found: Sequence[Value]) -> list[list[Value]]:
    """Values of aligned sentences that are values of one thing, joined over the tellings."""
    pairs = _near_by(view, found) + _afar(view, found)
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


def _near_by(view: View, found: Sequence[Value]) -> list[tuple[float, int, int]]:
    """Pairs of values of aligned sentences. Copies of a sentence pair as it does: every two wordings are met once."""
    by: dict[Place, list[int]] = defaultdict(list)
    for i, v in enumerate(found):
        by[v.place].append(i)
    kinds: dict[tuple[Value, ...], int] = {}
    kind = {p: kinds.setdefault(tuple(_placeless(found[i]) for i in row), len(kinds)) for p, row in by.items()}
    met: dict[tuple[int, int, bool], list[tuple[float, int, int]]] = {}
    pairs: list[tuple[float, int, int]] = []
    for place in sorted(by):
        for other, aligned in sorted(view.aligned.get(place, {}).items()):
            if other <= place or other not in by:
                continue
            key = (kind[place], kind[other], aligned >= SURE)
            if key not in met:
                met[key] = _paired([found[i] for i in by[place]], [found[j] for j in by[other]], key[2])
            pairs.extend((score, by[place][m], by[other][n]) for score, m, n in met[key])
    return pairs


def _placeless(v: Value) -> Value:
    """A value without its place: all that ties it to others."""
    return replace(v, place=("", 0), begin=0, end=0)


def _paired(row: Sequence[Value], others: Sequence[Value], sure: bool) -> list[tuple[float, int, int]]:
    """Which values of two sentences are values of one thing, each at most once: the score and their numbers."""
    scores = []
    for m, a in enumerate(row):
        for n, b in enumerate(others):
            alone = _only(a, others) and _only(b, row)
            if a.sort == "time date" and not _beside(a, b):
                alone = alone and sure
            scores.append((round(tie(a, b, _support(a, b, sure) if alone else 0.0), 6), m, n))
    out: list[tuple[float, int, int]] = []
    for score, m, n in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        least = AFAR_NEAR if _alike(row[m], others[n]) else TIED
        if score >= least and all(m != x and n != y for _, x, y in out):
            out.append((score, m, n))
    return out


def _only(v: Value, others: Sequence[Value]) -> bool:
    """Whether a value can be compared with one value of another sentence only."""
    rivals = [w for w in others if w.sort == v.sort]
    if v.sort == "time date":
        rivals = [w for w in rivals if _comparable(v.value, w.value)]
    return len(rivals) == 1


def _holds(a: Value, b: Value) -> bool:
    """Whether one date holds the other: the year holds the month, the month the day."""
    (x, s), (y, t) = halves(a.value), halves(b.value)
    short, long = sorted((x, y), key=len)
    return not s and not t and len(short) < len(long) and long.startswith(short) and short[:4].isdigit()


def _support(a: Value, b: Value, sure: bool) -> float:
    """What it says that two values are the only ones of their sort in sentences aligned, surely or not."""
    beside = _near(a, b) or bool(a.around & b.around) or a.governor == b.governor != "" or a.of == b.of != ""
    return 2 * ALONE if sure and beside and not _far(a, b) else ALONE


def _afar(view: View, found: Sequence[Value]) -> list[tuple[float, int, int]]:
    """Values of sentences that are not aligned, where governor and what is counted agree and the words around too."""
    by: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, v in enumerate(found):
        if v.sort.startswith("number"):
            by[v.sort, v.role or concept(v.what)].append(i)
        elif v.edge:
            by[v.sort, v.edge].append(i)
    out: list[tuple[float, int, int]] = []
    for row in by.values():
        for n, i in enumerate(row[:MOST_AFAR]):
            for j in row[n + 1 : MOST_AFAR]:
                if found[i].place[0] != found[j].place[0] and found[j].place not in view.aligned.get(
                    found[i].place, {}
                ):
                    scoped = found[i].scope != found[j].scope and not found[i].edge
                    if scoped or found[i].part or found[j].part:
                        continue  # "in December", "since 2009", one of two places: another matter
                    score = round(tie(found[i], found[j], 0.0), 6)
                    if score >= (AFAR_NEAR if _alike(found[i], found[j]) else AFAR):
                        out.append((score - EQUAL, i, j))
    return out


def _clash(found: Sequence[Value], members: Sequence[int]) -> bool:
    """Whether one telling would read two values: then these are two things."""
    told: dict[str, list[Value]] = defaultdict(list)
    for m in members:
        told[found[m].place[0]].append(found[m])
    return any(not same(v, row[0]) and not _bounds(v, row[0]) for row in told.values() for v in row)


def _bounds(a: Value, b: Value) -> bool:
    """Whether one value only bounds the other: "15 dead" over "at least 15 people died"."""
    x, y = plain(a), plain(b)
    if a.sort == "time duration":
        x, y = seconds(a.value), seconds(b.value)
    return a.sort.startswith(("number count", "time duration")) and x is not None and x == y


def _careful(members: Sequence[Value]) -> list[Value]:
    """Without the bare numbers of tellings that bound them elsewhere: a headline has no room for "at least".

    Nor bare days where others tell the hour: who names the day alone is silent on the hour.
    """
    loose = {(v.place[0], plain(v)) for v in members if BOUND.match(v.value)}
    kept = [v for v in members if BOUND.match(v.value) or (v.place[0], plain(v)) not in loose]
    clocks = {halves(v.value)[0] for v in kept if v.sort == "time date" and halves(v.value)[1]}
    return [v for v in kept if v.sort != "time date" or v.value not in clocks]


def value_points(view: View, found: Sequence[Value]) -> Iterator[Point]:
    """Every thing of which several tellings give a value."""
    for members in map(_careful, joined(view, found)):
        readings: list[Reading] = []
        shown: list[Value] = []
        for v in members:
            like = next(
                (s for s in shown if (same(s, v) and _shift(s) == _shift(v)) or _surface(view, s) == _surface(view, v)),
                None,
            )
            if like is None:
                shown.append(v)
            begin, end = widened(view.tokens[v.place], v.begin, v.end)
            told = like or v
            readings.append(Reading(v.place[0], begin, end, f"{told.loose} {told.value}".strip()))
        sort = members[0].sort.split()
        kind = sort[0]
        if sort == ["time", "date"] and not any(halves(v.value)[1] for v in members):
            kind = "date"
        yield Point(kind, _about(view, members, readings), tuple(readings))


def _shift(v: Value) -> str:
    """Whether a time of day is told as just before or after the hour named."""
    return v.loose if v.loose != "about" and halves(v.value)[1][:1].isdigit() else ""


def _about(view: View, members: Sequence[Value], readings: Sequence[Reading]) -> str:
    """What a difference is about, in a few words: "people injured", "rescuers", the phrase of a time or a sum."""
    count = members[0].sort.startswith("number count")
    role = next((v.role for v in members if v.role in TOLD), "")
    whats = [v for v in members if v.what]
    if count and role and all(_people(v) for v in whats):
        return TOLD[role]
    if count and whats:
        special = [v for v in whats if v.what not in PEOPLE]
        words = [_NUMERAL.sub("", view.shown(v.place[0], v.begin, v.end)).strip() for v in special]
        named = sorted({w for w in words if w and not any(ch.isdigit() for ch in w)}, key=lambda w: (len(w), w))
        if named:
            return named[0]
    shown = [" ".join(view.shown(r.article, r.begin, r.end).split()) for r in readings]
    return min(shown, key=lambda w: (abs(len(w) - ABOUT), w)) if shown else ""


def _surface(view: View, v: Value) -> str:
    return folded(view.shown(v.place[0], v.begin, v.end))
