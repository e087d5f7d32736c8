"""Which values of two tellings are values of the same thing, and where they differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import fields
from operator import attrgetter

from tellings.collate.variants_asked import asked, inner
from tellings.collate.variants_barred import apart, barred, comparable, people, strangers
from tellings.collate.variants_chance import Weigher
from tellings.collate.variants_many import in_one_week, lone_hours, of_others, silent
from tellings.collate.variants_names import folded
from tellings.collate.variants_owners import Owners
from tellings.collate.variants_same import BOUND, SOME, Value, changed, halves, holds_hour, plain, same, seconds
from tellings.collate.variants_shown import widened
from tellings.collate.variants_stern import stern
from tellings.collate.variants_tie import (
    DULL,
    EQUAL,
    MAKING,
    SPECIFIC,
    SURE,
    SURELY,
    TIED,
    alike,
    beside,
    near,
    one_deed,
    origin,
    sole,
    support,
    tie,
)
from tellings.collate.variants_titles import best, when
from tellings.collate.variants_values import PEOPLE
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.text.concepts import concept

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

#: Values of sentences that are not aligned are tied only by more than that; in larger crowds of one sort not at all.
AFAR = 0.45

#: Nearly equal sums or measures beside a common word need less.
AFAR_NEAR = 0.3
MOST_AFAR = 300


def joined(view: View, found: Sequence[Value], wide: View, owners: Owners | None = None) -> list[list[Value]]:
    """Values that are values of one thing, joined over the tellings: first those of aligned sentences and others that
    rules are sure of, then those that are likely; `wide` aligns the nearest sentences of every two tellings too, and
    `owners` tells apart what is of two owners or deeds."""
    weigher = Weigher(view, found, wide)
    tied = _near_by(view, found, wide) + _afar(view, found) + lone_hours(found)
    sure, likely = [pair for pair in tied if weigher.believed(pair)], weigher.chances()
    if owners is not None:
        sure, likely = (stern(weigher, _of_one(owners, found, wide, row)) for row in (sure, likely))
    pairs = [(i, j) for _, i, j in [*sure, *likely]]
    both = _both_told(view, found, pairs) | of_others(view, found, pairs)
    home = list(range(len(found)))
    groups: dict[int, list[int]] = {i: [i] for i in home}
    whole = [changed(v, part=False) if v.part else v for v in found]
    refused: set[tuple[int, int, int, int]] = set()  # two groups as large as they are: many pairs ask for the same
    for _, i, j in [*sorted(sure, key=_best_first), *sorted(likely, key=_best_first)]:
        a, b = home[i], home[j]
        two = a, b, len(groups[a]), len(groups[b])
        if a == b or two in refused or (i, j) in both:
            continue
        if _clash(found, groups[a] + groups[b]) or _apart(whole, groups[a], groups[b]):
            refused.add(two)
            continue
        for m in groups.pop(b):
            home[m] = a
            groups[a].append(m)
    return [[found[m] for m in sorted(groups[a])] for a in sorted(groups)]


def _of_one(
    owners: Owners, found: Sequence[Value], wide: View, pairs: Sequence[tuple[float, int, int]]
) -> list[tuple[float, int, int]]:
    """The pairs of values that are not of two owners or two deeds."""
    out = []
    for pair in pairs:
        a, b = found[pair[1]], found[pair[2]]
        if not owners.apart(a, b, wide.aligned.get(a.place, {}).get(b.place, 0.0)):
            out.append(pair)
    return out


def _both_told(view: View, found: Sequence[Value], pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pairs of two counts of one noun of which one telling gives both: 380 drivers stayed away, of the city's 450.

    Not in sentences that are aligned, where the telling gives the other number in a sentence that is not: two boats
    attacked, and two were seized.
    """
    told: dict[tuple[str, str, str, str], list[Place]] = defaultdict(list)
    for v in found:
        if v.sort.startswith("number count") and v.what and not v.sort.endswith("whole"):
            told[v.place[0], concept(v.what), v.role, v.value].append(v.place)

    def gives(v: Value, other: Value) -> bool:
        places = told.get((v.place[0], concept(other.what), other.role, other.value), [])
        near = view.aligned.get(other.place, {})
        apart = near.get(v.place, 0.0) >= SURE and not any(p in near for p in places)
        return bool(places) and not apart

    differing = ((i, j) for i, j in pairs if not same(found[i], found[j]))
    return {(i, j) for i, j in differing if gives(found[i], found[j]) or gives(found[j], found[i])}


def _best_first(pair: tuple[float, int, int]) -> tuple[float, int, int]:
    return -pair[0], pair[1], pair[2]


def _near_by(view: View, found: Sequence[Value], wide: View) -> list[tuple[float, int, int]]:
    """Pairs of values of aligned or near sentences; copies of a sentence pair as it does: two wordings meet once."""
    by: dict[Place, list[int]] = defaultdict(list)
    for i, v in enumerate(found):
        by[v.place].append(i)
    kinds: dict[tuple[object, ...], int] = {}
    kind = {p: kinds.setdefault(tuple(_placeless(found[i]) for i in row), len(kinds)) for p, row in by.items()}
    met: dict[tuple[int, int, int], list[tuple[float, int, int]]] = {}
    pairs: list[tuple[float, int, int]] = []
    for place in sorted(by):
        for other, aligned in sorted(wide.aligned.get(place, {}).items()):
            if other <= place or other not in by:
                continue
            key = (kind[place], kind[other], (aligned >= SURE) + (aligned >= SURELY))
            if key not in met:
                met[key] = _paired([found[i] for i in by[place]], [found[j] for j in by[other]], key[2])
            for score, m, n in met[key]:
                i, j = by[place][m], by[other][n]
                if found[i].scope != found[j].scope and other not in view.aligned.get(place, {}):
                    continue  # near sentences of two years
                pairs.append((score - EQUAL * _chance(found[i], found[j]), i, j))
    return pairs


def _chance(a: Value, b: Value) -> bool:
    """Whether two equal days stand under two verbs: one day holds many deeds, so they are joined after those of one."""
    days = a.sort == "time date" and len(a.value) == len(b.value) == len("2001-01-01")
    return days and bool(a.governor and b.governor) and a.governor != b.governor and same(a, b)


#: A value without its place: all that ties it to others.
_placeless = attrgetter(*(f.name for f in fields(Value) if f.name not in ("place", "begin", "end")))


def _paired(row: Sequence[Value], others: Sequence[Value], sure: int) -> list[tuple[float, int, int]]:
    """Which values of two sentences are values of one thing, each at most once: the score and their numbers."""
    scores = []
    single, counterpart = [_only(a, others) for a in row], [_only(b, row) for b in others]
    for m, a in enumerate(row):
        for n, b in enumerate(others):
            if a.sort != b.sort or a.sort.startswith("number ordinal"):
                continue
            alone = single[m] and counterpart[n]
            if a.sort == "time date" and not beside(a, b):
                alone = alone and sure > 0
            if not alone and _unlike(a, b):
                continue
            scores.append((round(tie(a, b, support(a, b, sure) if alone else 0.0), 6), m, n))
    out: list[tuple[float, int, int]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for score, m, n in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if m in taken[0] or n in taken[1]:
            continue
        if score >= (AFAR_NEAR if alike(row[m], others[n]) else TIED):
            out.append((score, m, n))
            taken[0].add(m)
            taken[1].add(n)
    return out


def _unlike(a: Value, b: Value) -> bool:
    """Whether two sums or measures have no word in common but what governs them: of several, these are hardly one."""
    told = a.sort.startswith(("number money", "number measure", "number percent")) and not same(a, b)
    return told and a.around & b.around <= {a.governor, b.governor}


def _only(v: Value, others: Sequence[Value]) -> bool:
    """Whether a value can be compared with one value of another sentence only."""
    rivals = [w for w in others if w.sort == v.sort and not apart(v, w)]
    if v.sort == "time date":
        rivals = [w for w in rivals if comparable(v.value, w.value)]
    return len(rivals) == 1


def _afar(view: View, found: Sequence[Value]) -> list[tuple[float, int, int]]:
    """Values of sentences that are not aligned, where governor and what is counted agree and the words around too."""
    by: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, v in enumerate(found):
        if v.sort.startswith("number ordinal"):
            continue  # weighed only: a third man is no second man
        if v.sort.startswith("number"):
            count = v.sort.startswith("number count")
            for name in sorted({v.role, concept(v.what)} - {""}) if count and v.role else [concept(v.what) * count]:
                by[v.sort, name].append(i)
        elif v.governor in MAKING and len(v.value) == len("2001"):
            by[v.sort, "of making"].append(i)
        elif v.edge:
            by[v.sort, v.edge].append(i)
        elif v.sort == "time date" and v.governor and v.governor not in DULL:
            by[v.sort, f"of {v.governor}"].append(i)
    told_years = {(v.place[0], v.value[:4]) for v in found if v.sort == "time date"}
    out: list[tuple[float, int, int]] = []
    for row in by.values():
        told: dict[str, list[Value]] = defaultdict(list)
        for i in row:
            told[found[i].place[0]].append(found[i])
        for n, i in enumerate(row[:MOST_AFAR]):
            for j in row[n + 1 : MOST_AFAR]:
                if found[i].place[0] != found[j].place[0] and found[j].place not in view.aligned.get(
                    found[i].place, {}
                ):
                    dated = found[i].sort == "time date" and (not found[i].edge or origin(found[i], found[j]))
                    unscoped = (
                        dated or found[i].edge or "age" in found[i].sort
                    )  # a person's age is told beside any year
                    scoped = found[i].scope != found[j].scope and not unscoped
                    if scoped or found[i].part or found[j].part:
                        continue  # "in December", "since 2009", one of two places: another matter
                    if dated and not one_deed(found[i], found[j]):
                        continue
                    a, b = found[i], found[j]
                    if dated and not origin(a, b) and (_named(told_years, a, b) or _named(told_years, b, a)):
                        continue
                    least = AFAR_NEAR if alike(a, b) else AFAR
                    score = round(tie(a, b, 0.0), 6)
                    if least - SPECIFIC <= score < least and sole(a, b, told[a.place[0]] + told[b.place[0]]):
                        score = round(score + SPECIFIC, 6)
                    if score >= least:
                        out.append((score - EQUAL, i, j))
    return out


def _named(years: Set[tuple[str, str]], a: Value, b: Value) -> bool:
    """Whether one of two years is told by the other's telling as well: by their years two events are told apart."""
    return len(a.value) == len("2001") and not same(a, b) and (b.place[0], a.value) in years


def _clash(found: Sequence[Value], members: Sequence[int]) -> bool:
    """Whether one telling would read two values: then these are two things.

    Not where a telling reports two tolls that others differ over: the hospital's 41, the officials' 34.
    """
    told: dict[str, list[Value]] = defaultdict(list)
    for m in members:
        told[found[m].place[0]].append(found[m])
    return any(
        not same(v, row[0]) and not _bounds(v, row[0]) and not _reported(v, row[0], told)
        for row in told.values()
        for v in row
    )


def _reported(a: Value, b: Value, told: Mapping[str, Sequence[Value]]) -> bool:
    """Whether two tolls of one telling, or two measures that are nearly equal, in two sentences, are each the only one
    that another telling gives."""
    toll = a.role == b.role != "" and a.what not in SOME and b.what not in SOME
    if a.place == b.place or not (toll or (a.sort.startswith("number measure") and near(a, b))):
        return False
    sole = [row[0] for article, row in told.items() if article != a.place[0] and all(same(v, row[0]) for v in row)]
    return all(any(same(v, w) for w in sole) for v in (a, b))


def _apart(found: Sequence[Value], mine: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether two groups hold two values that cannot be of one thing: what ties them is another's tie to both.

    Counts, and hours: one day holds many deeds. `found` are the values as if none were a part.
    """
    if found[mine[0]].sort == "time date":
        hours = [[found[m] for m in row if halves(found[m].value)[1]] for row in (mine, theirs)]
        return all(hours) and all(strangers(v, w) for v in hours[0] for w in hours[1])
    if not found[mine[0]].sort.startswith("number count"):
        return False
    rows = [{(found[m].value, found[m].what, found[m].role): found[m] for m in row} for row in (mine, theirs)]
    return any(not same(v, w) and barred(v, w) for v in rows[0].values() for w in rows[1].values())


def _bounds(a: Value, b: Value) -> bool:
    """Whether one value only bounds the other: "15 dead" over "at least 15 people died", "this morning" over 6:52."""
    if a.sort == "time date":
        return holds_hour(a.value, b.value) or holds_hour(b.value, a.value)
    x, y = plain(a), plain(b)
    if a.sort == "time duration":
        x, y = seconds(a.value), seconds(b.value)
    told = ("number count", "number money", "number measure", "time duration")
    return a.sort.startswith(told) and x is not None and x == y


def _careful(members: Sequence[Value]) -> list[Value]:
    """Without the bare numbers of tellings that bound them elsewhere: a headline has no room for "at least".

    Nor bare days where others tell the hour: who names the day alone is silent on the hour.
    """
    loose = {(v.place[0], plain(v)) for v in members if BOUND.match(v.value)}
    kept = [v for v in members if BOUND.match(v.value) or (v.place[0], plain(v)) not in loose]
    clocks = {halves(v.value)[0] for v in kept if v.sort == "time date" and halves(v.value)[1]}
    hours = {halves(v.value)[1] for v in kept if v.sort == "time date" and halves(v.value)[1][:1].isdigit()}
    parts = len(hours) > 1  # where hours differ, who names a part of the day is silent on the hour
    return [
        v
        for v in kept
        if v.sort != "time date" or not (silent(v, clocks) or (parts and halves(v.value)[1][:1].isalpha()))
    ]


def value_points(view: View, found: Sequence[Value], wide: View, owners: Owners | None = None) -> Iterator[Point]:
    """Every thing of which several tellings give other values; `wide` and `owners` as in `joined`."""
    for members in (_careful(row) for row in joined(view, found, wide, owners) if len({v.place[0] for v in row}) > 1):
        values: list[str] = []
        shown: list[Value] = []
        if members[0].sort == "time date":
            written = [view.shown(v.place[0], v.begin, v.end) for v in members]
            members = in_one_week(members, [not any(ch.isdigit() for ch in w) for w in written])
        for v in members:
            like = next((s for s in shown if _alike(s, v) or _surface(view, s) == _surface(view, v)), None)
            if like is None:
                shown.append(v)
            told = like or v
            values.append(f"{told.loose} {told.value}".strip())
        if len(set(values)) < 2:
            continue  # all tellings give one value: nothing is shown
        spans = [widened(view.tokens[v.place], v.begin, v.end) for v in members]
        readings = [Reading(v.place[0], *at, value) for v, at, value in zip(members, spans, values, strict=True)]
        sort = members[0].sort.split()
        kind = sort[0]
        if sort == ["time", "date"] and not any(halves(v.value)[1] for v in members):
            kind = "date"
        yield Point(kind, _about(view, members, readings), tuple(readings))


def _ceiling(v: Value) -> bool:
    """Whether a number is the most that it may be: "up to three"."""
    return v.sort.startswith("number") and v.value.startswith("at most ")


def _alike(a: Value, b: Value) -> bool:
    """Whether two values are told as one reading: equal, and bounded or shifted alike."""
    return same(a, b) and _shift(a) == _shift(b) and _ceiling(a) == _ceiling(b)


def _shift(v: Value) -> str:
    """Whether a time of day is told as just before or after the hour named."""
    return v.loose if v.loose != "about" and halves(v.value)[1][:1].isdigit() else ""


def _about(view: View, members: Sequence[Value], readings: Sequence[Reading]) -> str:
    """What a difference is about, in a few words: "people injured", "rescuers", the phrase of a time or a sum."""
    count = members[0].sort.startswith("number count")
    role = next((v.role for v in members if v.role in TOLD), "")
    whats = [v for v in members if v.what]
    if count and role and all(people(v) for v in whats):
        return TOLD[role]
    if (title := asked(view, members)) and (count or members[0].sort != "time date"):
        return title
    if count and whats:
        special = [v for v in whats if v.what not in PEOPLE]
        words = [_NUMERAL.sub("", view.shown(v.place[0], v.begin, v.end)).strip() for v in special]
        named = sorted({w for w in words if w and not any(ch.isdigit() for ch in w)}, key=lambda w: (len(w), w))
        if named:
            return named[0]
    shown = [" ".join(view.shown(r.article, r.begin, r.end).split()) for r in readings]
    phrase = min(shown, key=lambda w: (abs(len(w) - ABOUT), w)) if shown else ""
    if not members[0].sort.startswith("time"):
        return phrase
    lasting = members[0].sort == "time duration"
    for row in (inner(view, members), members):
        told = best((when(view.text[v.place[0]], view.tokens[v.place], (v.begin, v.end), lasting) for v in row), "")
        if told:
            return told
    return phrase


def _surface(view: View, v: Value) -> str:
    return folded(view.shown(v.place[0], v.begin, v.end))
