"""How surely two values are values of one thing: what is counted, what befell them, and the words around."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from tellings.collate.variants_barred import CLOCK, barred, counts_alike, other_day
from tellings.collate.variants_same import Value, halves, plain, same, seconds
from tellings.collate.variants_values import PEOPLE
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

#: Of fewer than `MANY` only a noun as rare as this says what is counted: six seasons are not nine seasons.
MANY, SPECIFIC_FEW = 10, 4.0

_RANGE = re.compile(r"(\d+)-(\d+)")

#: One noun counted beside one date that is not the story's own: so many fires since 2009 here, so many there.
SCOPED = 0.1

#: Two lengths of time beside one word, one no more than so many times the other.
LIKE, ALIKE = 2.0, 0.1

#: The same acts at both times: the alarm went off, the alarm rang.
ACTOR = 0.15

#: Verbs of which many things are said; and words that say by themselves what is spoken of (-ln of the share of
#: articles that hold them).
DULL = frozenset(concept(w) for w in ("say", "tell", "be", "have", "do", "go", "get", "make", "meet", "ask", "call"))
TELLING = 2.0

#: How something comes to be; the years in which it did are of one thing where it is the same thing.
MAKING = frozenset(concept(w) for w in "build open make cast date launch found erect paint construct establish".split())
MADE = 0.6

#: Both bound something: until Monday, until Wednesday; since 2011, since 2013.
EDGE = 0.25

#: One date holds the other behind one preposition: until 2029, until June 2029.
HOLDS = 0.3

#: The age of one person, wherever he is named.
AGED = 0.45

#: Two ages so many years apart are those of two people who share a surname, not of one told in two ways.
GENERATION = 10


#: Two hours of one day, no more than so many minutes apart, in sentences aligned surely: one event told twice.
MINUTES = 20


#: One day may hold two events: dates without a common word beside them are tied in sentences aligned this surely.
SURE = 0.6

#: Sentences aligned so surely say the same: sums, measures and lengths of time that are the only ones of their sort in
#: them are values of one thing, whatever stands beside them.
SURELY = 0.85
SOLE_FAR = 3.0  # one is no more than so many times the other
_SOLE = ("number money", "number measure", "number percent", "time duration")


def near(a: Value, b: Value) -> bool:
    """Whether two large numbers, sums or fractions are so near that they are hardly of two things: 412 and 421."""
    if a.sort.startswith("time"):
        return False
    if "-" in a.value and "-" in b.value:
        v, w = _RANGE.match(a.value), _RANGE.match(b.value)
        if v and w:
            return v[1] == w[1] or v[2] == w[2]
    x, y = plain(a), plain(b)
    if x is None or y is None or max(x, y) > NEARNESS * min(x, y):
        return False
    return min(x, y) >= LARGE or not a.sort.startswith("number count") or x % 1 > 0 < y % 1


def alike(a: Value, b: Value) -> bool:
    """Whether two sums or measures are nearly equal and a word beside them is the same."""
    return not a.sort.startswith("number count") and near(a, b) and bool(a.around & b.around)


def beside(a: Value, b: Value, least: int = 1) -> bool:
    """Whether two values stand beside common words or under one verb."""
    return len(a.around & b.around) >= least or a.governor == b.governor


def _words_due(a: Value, b: Value) -> int:
    """How many words two times must have in common: two days are easily those of two events, hours of a day are not."""
    hours = bool(halves(a.value)[1] or halves(b.value)[1]) and not other_day(a, b)
    return 1 if hours or same(a, b) else COMMON


def _size(a: Value, b: Value) -> float:
    """How many times the smaller of two values the larger is; infinite for what has no number."""
    x, y = plain(a), plain(b)
    if a.sort == "time duration":
        x, y = seconds(a.value), seconds(b.value)
    if x is None or y is None:
        return math.inf
    return max(x, y) / min(x, y) if min(x, y) > 0 else math.inf


def _far(a: Value, b: Value) -> bool:
    """Whether two counts are of other orders: three dead here, 450 aboard there."""
    told = ("number count", "number money", "number measure", "time duration")
    return a.sort.startswith(told) and TOO_FAR < _size(a, b) < math.inf


def sole(a: Value, b: Value, found: Sequence[Value]) -> bool:
    """Whether two counts are of one rare noun that neither telling counts twice in that order of size.

    `found`: all counts of that noun in the two tellings.
    """
    if a.what in PEOPLE or not a.sort.startswith("number count") or concept(a.what) != concept(b.what):
        return False
    least = min(plain(a) or 0.0, plain(b) or 0.0)
    if _size(a, b) > LIKE or rarity(a.what) < (SPECIFIC_FROM if least >= MANY else SPECIFIC_FEW):
        return False
    pairs = ((v, a if v.place[0] == a.place[0] else b) for v in found)
    return all(same(v, own) or _size(v, own) > SOLE_FAR for v, own in pairs)


def origin(a: Value, b: Value) -> bool:
    """Whether two years are those in which something was made, by whatever verb: built in 2009, dates from 2007."""
    years = a.sort == b.sort == "time date" and len(a.value) == len(b.value) == len("2001")
    return years and a.governor in MAKING and b.governor in MAKING and a.actor == b.actor != ""


def one_deed(a: Value, b: Value) -> bool:
    """Whether two times of sentences that are not aligned are surely of one deed: a verb that says something, of which
    the same is said beside it in rare words, or which the same people do."""
    if origin(a, b):
        return True
    beside = {w for w in (a.around & b.around) - {a.governor} if rarity(w) >= TELLING}
    coarse = max(len(halves(v.value)[0]) for v in (a, b)) < len("2001-01-01") and not halves(a.value)[1]
    acts = a.actor == b.actor != "" and (bool(beside) or coarse)
    return a.governor == b.governor and (len(beside) >= COMMON or acts)


def tie(a: Value, b: Value, alone: float) -> float:
    """How surely two values of aligned sentences are values of the same thing; below 0 when they cannot be.

    `alone`: how much it says that each is the only value of its sort in its sentence, 0 when one is not.
    """
    if a.sort != b.sort or barred(a, b):
        return -1.0
    counted = counts_alike(a, b)
    if a.what and b.what and not counted and "percent" not in a.sort:
        return -1.0
    equal, bare = same(a, b), bool(a.what) != bool(b.what) and not a.role == b.role != ""
    if bare and a.sort.startswith("number count") and not equal:
        return -1.0
    if "age" in a.sort and not (a.names or b.names or alone or equal):
        return -1.0  # two men whom nobody names
    if not equal and _relatives(a, b, alone):
        return -1.0
    befell = a.role == b.role != ""
    score = AROUND * _overlap(a.around, b.around)
    score += GOVERNOR * (befell or a.governor == b.governor != "")
    score += COUNTED * (counted and a.what != "") + BEFELL * befell
    score += NEAR * near(a, b) + MEASURED * (a.of == b.of != "" or a.dimension == b.dimension != "")
    score += SPECIFIC * (counted and a.what not in PEOPLE and rarity(a.what) >= SPECIFIC_FROM and a.what != "")
    days = a.value[4:5] == b.value[4:5] == "-"
    if a.sort == "time date" and days and _one_year(a.value, b.value) and beside(a, b, _words_due(a, b)):
        score += ONE_YEAR
    if a.sort == "time date" and _years_apart(a.value, b.value):
        score -= ALONE
    score += MADE * origin(a, b)
    score += SCOPED * (counted and a.what != "" and bool(a.scope & b.scope))
    score += EDGE * (a.edge == b.edge != "")
    if a.sort == "time date" and a.edge == b.edge != "" and _holds(a, b):
        score += HOLDS
    if _far(a, b):
        score -= FAR
    clocks = bool(halves(a.value)[1] and halves(b.value)[1]) or a.governor == b.governor
    if a.sort == "time date" and a.actor == b.actor != "" and clocks:
        score += ACTOR
    if a.sort == "time duration" and a.around & b.around and _size(a, b) <= LIKE:
        score += ALIKE
    if "age" in a.sort and a.names & b.names:
        score += AGED
    return score + alone + EQUAL * equal


def _minutes(a: Value, b: Value) -> bool:
    """Whether two hours are of one day and a few minutes apart."""
    (day, s), (other, t) = halves(a.value), halves(b.value)
    if a.sort != "time date" or day != other or not (CLOCK.fullmatch(s) and CLOCK.fullmatch(t)):
        return False
    apart = abs(60 * int(s[:2]) + int(s[3:]) - 60 * int(t[:2]) - int(t[3:]))
    return 0 < apart <= MINUTES


def _relatives(a: Value, b: Value, alone: float) -> bool:
    """Whether two ages are of people who share no more than a surname, or of whom one is not named at all.

    `alone` as in `tie`; 0 too where the sentences are not aligned.
    """
    x, y = plain(a), plain(b)
    if "age" not in a.sort or len(a.names & b.names) > 1:
        return False
    apart = x is not None and y is not None and abs(x - y) > GENERATION
    if a.names == b.names and not (a.names and apart):
        return False
    if not a.names or not b.names:
        return a.governor != b.governor or not alone
    return apart


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two sets of words share, 0..1: midway between the share of both and the share of the smaller."""
    if not a or not b:
        return 0.0
    common = len(a & b)
    return common / (len(a) + len(b)) + common / (2 * min(len(a), len(b)))


def _one_year(a: str, b: str) -> bool:
    """Whether two days or months are of one year, or of one month of the year."""
    return a[:4] == b[:4] or a[5:7] == b[5:7]


def _years_apart(a: str, b: str) -> bool:
    return a[:4].isdigit() and b[:4].isdigit() and abs(int(a[:4]) - int(b[:4])) > 1


def _holds(a: Value, b: Value) -> bool:
    """Whether one date holds the other: the year holds the month, the month the day."""
    (x, s), (y, t) = halves(a.value), halves(b.value)
    short, long = sorted((x, y), key=len)
    return not s and not t and len(short) < len(long) and long.startswith(short) and short[:4].isdigit()


def support(a: Value, b: Value, sure: int) -> float:
    """What it says that two values are the only ones of their sort in sentences aligned hardly, surely or as one."""
    beside = near(a, b) or bool(a.around & b.around) or a.governor == b.governor != "" or a.of == b.of != ""
    beside = beside or a.dimension == b.dimension != ""
    if sure and _minutes(a, b):
        return TIED
    if sure == 2 and a.sort.startswith(_SOLE) and _size(a, b) <= SOLE_FAR:
        return TIED
    return 2 * ALONE if sure and beside and not _far(a, b) else ALONE
