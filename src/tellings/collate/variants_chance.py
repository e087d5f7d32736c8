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
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tellings.collate.variants_same import Value, halves, same
from tellings.collate.variants_tie import DULL, barred, counts_alike, near, people, size
from tellings.collate.variants_values import PEOPLE
from tellings.collate.variants_view import Place, View
from tellings.text.concepts import concept
from tellings.text.prior import rarity

#: A weight per measure, in the order of `measures`.
WEIGHTS: tuple[float, ...] = (
    -3.238,  # stands alone
    0.201,  # a count
    -0.086,  # a sum
    0.859,  # a measure
    -0.459,  # a percentage
    -1.038,  # an age
    0.247,  # a length of time
    0.471,  # a time of day
    -0.206,  # a day
    2.092,  # weight of the alignment of their sentences
    0.385,  # ln(1 + weight of the words beside both)
    0.149,  # one verb
    0.324,  # one's verb stands beside the other
    0.389,  # one actor
    0.26,  # one noun counted
    -0.147,  # what is counted is told for one only
    -0.942,  # other nouns counted
    0.896,  # one noun measured
    0.442,  # one dimension
    0.881,  # the same befell those counted
    -1.086,  # what befell is told for one only
    1.189,  # 1 / how many the other telling has not
    0.578,  # the only one that the other telling has not
    -1.422,  # ln of how many times the smaller the larger is
    2.145,  # nearly equal
    0.296,  # a name beside both
    -0.592,  # distance in the order of the tellings
    -0.46,  # one of them of another month or year
)

#: Kinds of values, each with a weight that stands alone.
KINDS = ("count", "money", "measure", "percent", "age", "duration", "clock", "day")

#: Log-odds from which two values are taken for values of one thing.
LEAST = -0.5

#: In a story of more values of one kind, those of sentences that are not aligned are left to the rules.
MOST = 200


#: A word of this rarity (-ln of the share of articles that hold it) tells all that a word can tell.
TELLING = 6.0


def kind(v: Value) -> str:
    """The kind of a value: one of `KINDS`; "" for what is not weighed."""
    if v.sort == "time date":
        return "clock" if halves(v.value)[1][:1].isdigit() else "day"
    named = v.sort.split()[1]
    return named if named in KINDS else ""


def thing(v: Value) -> str:
    """What values must share to be compared wherever they stand: their sort, and what is counted."""
    if v.sort.startswith("number count"):
        return f"{v.sort} {v.role or ('people' if people(v) else concept(v.what))}"
    return f"{v.sort} {kind(v)}"


class Weigher:
    """The values of a story, and the chance of each two."""

    def __init__(self, view: View, found: Sequence[Value]) -> None:
        self.view, self.found = view, found
        self._told: dict[tuple[str, str], list[Value]] = defaultdict(list)
        for v in found:
            told = self._told[v.place[0], thing(v)]
            if all(w.value != v.value for w in told):
                told.append(v)
        held = Counter(w for v in found for w in v.around)
        most = math.log(len(found) + 1)
        self._weight = {
            w: min(1.0, rarity(w) / TELLING) * math.log((len(found) + 1) / n) / most for w, n in held.items()
        }
        self._own: dict[tuple[str, str, str], int] = {}
        self._last: dict[str, int] = defaultdict(int)
        for article, ordinal in view.sentences:
            self._last[article] = max(self._last[article], ordinal)

    def _alone(self, a: Value, b: Value) -> int:
        """How many values of a's thing a's telling has that b's telling has not."""
        key = (a.place[0], b.place[0], thing(a))
        if key not in self._own:
            others = self._told[b.place[0], key[2]]
            self._own[key] = sum(not any(same(v, w) for w in others) for v in self._told[a.place[0], key[2]])
        return self._own[key]

    def _where(self, v: Value) -> float:
        return v.place[1] / max(1, self._last[v.place[0]])

    def measures(self, a: Value, b: Value) -> tuple[float, ...]:
        """What is measured of two values of one sort, in the order of `WEIGHTS`."""
        own = kind(a)
        aligned = self.view.aligned.get(a.place, {}).get(b.place, 0.0)
        shared = math.fsum(self._weight[w] for w in a.around & b.around)
        one, other = self._alone(a, b), self._alone(b, a)
        times = size(a, b) if own not in ("clock", "day") else 1.0
        verbs = a.governor == b.governor != "" and a.governor not in DULL
        crossed = (a.governor in b.around and a.governor not in DULL) or (
            b.governor in a.around and b.governor not in DULL
        )
        return (
            1.0,
            *(float(own == k) for k in KINDS),
            aligned,
            math.log1p(shared),
            float(verbs),
            float(crossed and not verbs),
            float(a.actor == b.actor != ""),
            float(a.what != "" and a.what not in PEOPLE and concept(a.what) == concept(b.what)),
            float(bool(a.what) != bool(b.what)),
            float(bool(a.what and b.what) and not counts_alike(a, b)),
            float(a.of == b.of != ""),
            float(a.dimension == b.dimension != ""),
            float(a.role == b.role != ""),
            float(bool(a.role) != bool(b.role)),
            1 / max(1, one, other),
            float(min(one, other) == 1),
            min(math.log(times), 4.0) if times < math.inf else 1.5,
            float(near(a, b)),
            float(bool(a.names & b.names)),
            abs(self._where(a) - self._where(b)),
            float(bool(a.scope) != bool(b.scope)),
        )

    def comparable(self, a: Value, b: Value, aligned: bool) -> bool:
        """Whether two values of two tellings are weighed at all."""
        if a.sort != b.sort or a.part or b.part or not kind(a) or (kind(a) != kind(b) and not same(a, b)):
            return False
        return (aligned or thing(a) == thing(b)) and not barred(a, b)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs of values worth weighing: of one thing, or of aligned sentences."""
        by: dict[str, list[int]] = defaultdict(list)
        at: dict[Place, list[int]] = defaultdict(list)
        for i, v in enumerate(self.found):
            by[thing(v)].append(i)
            at[v.place].append(i)
        few = {name for name, row in by.items() if len(row) <= MOST}
        for name in (name for name in by if name in few):
            for i, j in itertools.combinations(by[name], 2):
                a, b = self.found[i], self.found[j]
                if a.place[0] != b.place[0] and self.comparable(a, b, False):
                    yield i, j
        for place, row in at.items():
            others = [other for other in self.view.aligned.get(place, {}) if other > place and other in at]
            for i, j in ((i, j) for other in others for i in row for j in at[other]):
                a, b = self.found[i], self.found[j]
                if (thing(a) != thing(b) or thing(a) not in few) and self.comparable(a, b, True):
                    yield i, j

    def chances(self) -> list[tuple[float, int, int]]:
        """Pairs of values whose log-odds of being of one thing are `LEAST` or more."""
        out: list[tuple[float, int, int]] = []
        for i, j in self.pairs():
            odds = sum(w * x for w, x in zip(WEIGHTS, self.measures(self.found[i], self.found[j]), strict=True))
            if odds >= LEAST:
                out.append((round(odds, 6), i, j))
        return out
