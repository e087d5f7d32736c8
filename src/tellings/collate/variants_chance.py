"""The chance that two values are values of one thing, wherever in their tellings they stand.

Aligned sentences and rules (`variants_tie`) find most pairs of values and are sure of them. What they leave is weighed
here: a logistic model over what speaks for one thing (aligned sentences, common words beside both, one verb, one noun
counted, one dimension, being the only values of their kind that the other telling does not give too) and against it
(other orders of size, other places in the telling, one of them dated by another month or year).

The weights were fitted by ridge regression to the pairs of values of annotated stories (two readings of one difference,
against all others) and of stories that nobody annotated, where two tellings give one telling number in other words.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import mul

from tellings.collate.variants_barred import barred, counts_alike, people
from tellings.collate.variants_counted import PERSONS
from tellings.collate.variants_same import SOME, Value, halves, plain, same, seconds, told_as, within
from tellings.collate.variants_tie import DULL, MANY, near
from tellings.collate.variants_view import Place, View, circles
from tellings.text.concepts import concept
from tellings.text.prior import rarity
from tellings.text.times_values import interval

#: A weight per measure, in the order of `measures`.
WEIGHTS: tuple[float, ...] = (
    -1.069,  # stands alone
    -0.183,  # a count
    -0.368,  # a sum
    -0.001,  # a measure
    -0.746,  # a percentage
    -1.041,  # an age
    -0.227,  # a length of time
    0.024,  # a time of day
    1.88,  # a date to come
    0.601,  # a year
    0.058,  # a rank
    1.233,  # weight of the alignment of their sentences
    0.729,  # their sentences are near only
    0.981,  # ln(1 + weight of the words beside both)
    0.067,  # one verb
    0.171,  # one's verb stands beside the other
    0.154,  # one actor
    0.526,  # one noun counted
    0.349,  # one noun counted, ten of them or more
    -0.376,  # what is counted is told for one only
    -0.839,  # what is counted is told for neither
    -0.569,  # other nouns counted
    0.962,  # other nouns of people counted
    0.772,  # one noun measured
    0.859,  # one dimension
    1.086,  # the same befell those counted
    -0.385,  # what befell is told for one only
    1.661,  # 1 / how many the other telling has not
    0.48,  # the only one that the other telling has not
    -1.311,  # ln of how many times the smaller the larger is
    1.494,  # nearly equal
    -0.181,  # a name beside both
    -1.195,  # distance in the order of the tellings
    -0.567,  # one of them of another month or year
    -0.606,  # a count, and the only one that the other telling has not
    -3.048,  # one of them is told by the other's telling as well
    -0.809,  # ln of how many counts their sentences hold, where other nouns are counted
)

#: Kinds of values, each with a weight that stands alone.
KINDS = ("count", "money", "measure", "percent", "age", "duration", "clock", "ahead", "year", "ordinal")

#: Log-odds from which two values are taken for values of one thing.
LEAST = -0.3

#: The same of dates: news holds more days than invented stories, from which most of the weights come.
LEAST_DATED = 0.3

#: The more tellings of a circle, the more pairs are weighed for each value: so much more is asked for every e times two
#: of them.
CROWDED = 0.25

#: In a story of more values of one kind, those of sentences that are not aligned are left to the rules.
MOST = 200

#: A word of this rarity (-ln of the share of articles that hold it) tells all that a word can tell.
TELLING = 6.0


#: Nouns that tell nothing of whom they count.
ANYONE = frozenset("person people other man woman individual human life dead injured adult".split())

#: Values of other orders of size are hardly of one thing, however far; what has no number may be near or far.
MOST_TIMES, UNTOLD = 4.0, 1.5

YEAR = 365  # days
HALF = 30  # minutes
_DATES = ("ahead", "year")
_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?")

#: What a rule ties (`variants_tie`) is weighed once more: the rule's score, the odds (no lower or higher than these),
#: whether the sentences are neither aligned nor near, how surely they are aligned, whether one value is no number
#: ("several"), whether they are dates. Fitted to 172 pairs of values of clusters of the news that were read one by one
#: and, at half their weight, to 463 of annotated stories.
TRUST = (-0.95, 0.48, 0.94, 0.37, 1.26, 0.75, 0.66)
LOWEST_ODDS, HIGHEST_ODDS = -4.0, 2.0

#: Of what lies below, by cluster left out of the fit, five in six are of two things in news that was read.
BELIEVED = -0.8

_OWN = dict(zip(KINDS, WEIGHTS[1:], strict=False))
_REST = WEIGHTS[1 + len(KINDS) :]
_NONE: Mapping[Place, float] = {}


def kind(v: Value) -> str:
    """The kind of a value: one of `KINDS` ("ahead": a date after the story's own day); "" for what is not weighed.

    Days until the story's own are easily those of two deeds: they are left to the rules.
    """
    if v.sort == "time date":
        hour = halves(v.value)[1]
        if hour:
            return "clock" if hour[:1].isdigit() else ""
        return "ahead" if v.future else "year" if len(v.value) == len("2001") else ""
    named = v.sort.split()[1]
    return named if named in KINDS else ""


def thing(v: Value) -> str:
    """What values must share to be compared wherever they stand: their sort, and what is counted."""
    if v.sort.startswith("number count"):
        befell = v.role if not v.what or persons(v) or concept(v.what) == v.role else ""
        return f"count {befell or ('people' if persons(v) else concept(v.what))}"
    return f"{v.sort} {concept(v.what) if kind(v) == 'ordinal' else kind(v)}"


def persons(v: Value) -> bool:
    """Whether people are counted, whatever they are called."""
    return people(v) or v.what in PERSONS


def _magnitude(v: Value, own: str) -> float | None:
    """The number of a value: seconds that it lasts, minutes since midnight; None for days, ranges and vague ones."""
    if own == "duration":
        return seconds(v.value) or None
    if own == "clock":
        found = _CLOCK.search(halves(v.value)[1])
        return 60.0 * int(found[1]) + int(found[2] or 0) if found else None
    if own in _DATES:
        held = interval(halves(v.value)[0])
        return None if held is None else float(date.fromisoformat(held[0][:10]).toordinal())
    return plain(v)


@dataclass(slots=True, unsafe_hash=True)  # not frozen, which takes three times as long: none is changed once made
class _Told:
    """A value with what is asked of it again and again."""

    value: Value
    kind: str
    thing: str
    noun: str  # concept of what is counted
    people: bool
    verb: str  # concept of what governs it, where that says something
    where: float  # in its telling, 0..1
    magnitude: float | None


class Weigher:
    """The values of a story, and the chance of each two; `wide` aligns the nearest sentences of two tellings too."""

    def __init__(self, view: View, found: Sequence[Value], wide: View) -> None:
        self.view, self.wide = view, wide
        last: dict[str, int] = defaultdict(int)
        for article, ordinal in view.sentences:
            last[article] = max(last[article], ordinal)
        self.told = [self._of(v, last[v.place[0]]) for v in found]
        self._values: dict[tuple[str, str], list[Value]] = defaultdict(list)
        for t in self.told:
            known = self._values[t.value.place[0], t.thing]
            if all(w.value != t.value.value for w in known):
                known.append(t.value)
        held = Counter(w for v in found for w in v.around)
        most = math.log(len(found) + 1)
        self._weight = {
            w: min(1.0, rarity(w) / TELLING) * math.log((len(found) + 1) / n) / most for w, n in held.items()
        }
        self._own: dict[tuple[str, str, str], int] = {}
        self._told: dict[tuple[str, str, str], list[_Told]] = defaultdict(list)
        for t in self.told:
            if not t.value.former:
                self._told[t.value.place[0], _sort(t), told_as(t.value)].append(t)
        self._twins: dict[tuple[int, str], bool] = {}
        self._odds: dict[tuple[int, int], float] = {}
        self._counts = Counter(v.place for v in found if v.sort.startswith("number count"))

    @staticmethod
    def _of(v: Value, last: int) -> _Told:
        own = kind(v)
        verb = "" if v.governor in DULL else v.governor
        return _Told(v, own, thing(v), concept(v.what), persons(v), verb, v.place[1] / max(1, last), _magnitude(v, own))

    def _alone(self, a: _Told, b: _Told) -> int:
        """How many values of a's thing a's telling has that b's telling has not."""
        key = (a.value.place[0], b.value.place[0], a.thing)
        if key not in self._own:
            others = self._values[key[1], a.thing]
            self._own[key] = sum(not any(same(v, w) for w in others) for v in self._values[key[0], a.thing])
        return self._own[key]

    def _twin(self, i: int, article: str) -> bool:
        """Whether another telling gives a value too, of the same noun or of none: then it differs in nothing there."""
        if (i, article) not in self._twins:
            t = self.told[i]
            anything = t.kind != "count" or (t.magnitude or 0.0) >= MANY
            self._twins[i, article] = any(
                t.noun == w.noun or (t.people and w.people) or (anything and not (t.noun and w.noun))
                for w in self._told.get((article, _sort(t), told_as(t.value)), ())
            )
        return self._twins[i, article]

    def measures(self, i: int, j: int) -> tuple[float, ...]:
        """What is measured of two values of one sort, in the order of `WEIGHTS`; the kind's own are left out."""
        one, other = self.told[i], self.told[j]
        a, b = one.value, other.value
        aligned = self.view.aligned.get(a.place, _NONE).get(b.place, 0.0)
        words = a.around & b.around
        left, right = self._alone(one, other), self._alone(other, one)
        verbs = one.verb == other.verb != ""
        counted = counts_alike(a, b)
        foreign = not counted and one.kind != "age" and bool(a.what and b.what)
        nouns = a.what != "" and one.noun == other.noun and (a.what not in ANYONE or one.kind == "age")
        return (
            aligned,
            not aligned and b.place in self.wide.aligned.get(a.place, _NONE),
            math.log1p(math.fsum([self._weight[w] for w in words])) if words else 0.0,
            verbs,
            not verbs and ((one.verb != "" and one.verb in b.around) or (other.verb != "" and other.verb in a.around)),
            a.actor == b.actor != "",
            nouns,
            nouns and one.kind == "count" and min(one.magnitude or 0.0, other.magnitude or 0.0) >= MANY,
            bool(a.what) != bool(b.what),
            one.kind == "count" and not a.what and not b.what and not a.role,
            foreign,
            not counted and one.people and other.people,
            a.of == b.of != "",
            a.dimension == b.dimension != "",
            a.role == b.role != "",
            bool(a.role) != bool(b.role),
            1 / max(1, left, right),
            min(left, right) == 1,
            _times(one, other),
            near(a, b) or _minutes(one, other),
            not a.names.isdisjoint(b.names),
            abs(one.where - other.where),
            a.scope != b.scope and not within(a.scope, b.scope),
            one.kind == "count" and min(left, right) == 1,
            not same(a, b) and (self._twin(i, b.place[0]) or self._twin(j, a.place[0])),
            math.log(self._counts[a.place] * self._counts[b.place]) if one.kind == "count" and foreign else 0.0,
        )

    def comparable(self, i: int, j: int) -> bool:
        """Whether two values may be values of one thing at all; a month that only holds a day is left to the rules."""
        a, b = self.told[i], self.told[j]
        if a.kind == "ordinal":  # the second and the fourth tower are two, wherever they stand
            ranks = (self._values[t.value.place[0], t.thing] for t in (a, b))
            alone = a.thing == b.thing and a.verb == b.verb and all(len(row) == 1 for row in ranks)
            return alone and b.value.place in self.view.aligned.get(a.value.place, _NONE)
        return same(a.value, b.value) or (
            a.kind == b.kind and (a.kind not in _DATES or len(a.value.value) == len(b.value.value))
        )

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs of values of two tellings worth weighing: of one thing, nearly equal, or of aligned sentences."""
        by: dict[str, list[int]] = defaultdict(list)
        at: dict[Place, list[int]] = defaultdict(list)
        for i, t in enumerate(self.told):
            if t.kind and not (t.value.part and t.value.what not in SOME):
                by[t.thing].append(i)
                at[t.value.place].append(i)
        few = {name for name, row in by.items() if len(row) <= MOST}
        for name, row in by.items():
            yield from (pair for pair in itertools.combinations(row, 2) if name in few and self._apart(*pair))
        counts = [i for name, row in by.items() if name.startswith("count ") for i in row]
        bare = by.get("count ", []) if len(counts) <= MOST else []
        for i, j in itertools.product(bare, counts):
            a, b = self.told[i], self.told[j]
            if a.thing != b.thing and self._apart(i, j) and near(a.value, b.value):
                yield min(i, j), max(i, j)
        for place, row in at.items():
            for other in self.wide.aligned.get(place, _NONE):
                if other > place:
                    yield from (
                        (i, j)
                        for i, j in itertools.product(row, at.get(other, ()))
                        if (self.told[i].thing != self.told[j].thing or self.told[i].thing not in few)
                        and _sort(self.told[i]) == _sort(self.told[j])
                    )

    def _apart(self, i: int, j: int) -> bool:
        return self.told[i].value.place[0] != self.told[j].value.place[0]

    def chances(self) -> list[tuple[float, int, int]]:
        """Pairs of values whose log-odds of being of one thing are `LEAST` or more, the more tellings the more."""
        crowd = {
            article: CROWDED * math.log(max(2, len(circle)) / 2) for circle in circles(self.view) for article in circle
        }
        out: list[tuple[float, int, int]] = []
        for i, j in sorted(set(self.pairs())):
            odds = self.odds(i, j)
            if (
                odds >= crowd[self.told[i].value.place[0]] + (LEAST_DATED if self.told[i].kind in _DATES else LEAST)
                and not barred(self.told[i].value, self.told[j].value)
                and self.comparable(i, j)
            ):
                out.append((round(odds, 6), i, j))
        return out

    def odds(self, i: int, j: int) -> float:
        """The log-odds that two values of one kind are of one thing."""
        known = self._odds.get((i, j))
        if known is not None:
            return known
        told = math.fsum(map(mul, _REST, self.measures(i, j)))
        odds = self._odds[i, j] = WEIGHTS[0] + _OWN[self.told[i].kind] + told
        return odds

    def believed(self, tied: tuple[float, int, int]) -> bool:
        """Whether two values that a rule ties so surely are of one thing, given their odds: `TRUST`.

        What says the same, and days, which are not weighed, are left to the rule.
        """
        score, i, j = tied
        one, other = self.told[i], self.told[j]
        if not one.kind or one.kind != other.kind or same(one.value, other.value):
            return True
        a, b = one.value.place, other.value.place
        vague = any(v.value.startswith(("several", "vague", "PX")) for v in (one.value, other.value))
        measured = (
            1.0,
            max(LOWEST_ODDS, min(self.odds(i, j), HIGHEST_ODDS)),
            score,
            b not in self.wide.aligned.get(a, _NONE),
            self.view.aligned.get(a, _NONE).get(b, 0.0),
            vague,
            one.value.sort == "time date",
        )
        return math.fsum(w * m for w, m in zip(TRUST, measured, strict=True)) >= BELIEVED


def _sort(t: _Told) -> str:
    return t.value.sort.removesuffix(" whole")


def _minutes(a: _Told, b: _Told) -> bool:
    """Whether two times of day are less than `HALF` an hour apart."""
    if not a.kind == b.kind == "clock" or a.magnitude is None or b.magnitude is None:
        return False
    return abs(a.magnitude - b.magnitude) < HALF


def _times(a: _Told, b: _Told) -> float:
    """ln of how many times the smaller of two values the larger is, hours between two times of day; at most 4."""
    x, y = a.magnitude, b.magnitude
    if x is None or y is None:
        return 0.0 if a.kind in _DATES else UNTOLD
    if a.kind in _DATES:
        days = abs(x - y)
        return min(math.log1p(days / YEAR) if a.kind == "year" else math.log1p(days) / 2, MOST_TIMES)
    if a.kind == "clock":
        return min(abs(x - y) / 60, MOST_TIMES)
    low, high = min(x, y), max(x, y)
    return min(math.log(high / low), MOST_TIMES) if low > 0 else UNTOLD
