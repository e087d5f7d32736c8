"""Which counts are their telling's toll, which are wholes and parts, which sums stand there twice."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tellings.collate.variants_roles import own_day
from tellings.collate.variants_same import Value, changed, plain, some
from tellings.collate.variants_view import Place, View
from tellings.records import Quantity
from tellings.text.concepts import concept
from tellings.text.streets import KIND_OF, capitals

DAY = re.compile(r"\d{4}-\d\d-\d\d")

#: What prices and shares do from one day to the next.
_MOVES = frozenset(concept(word) for word in ("rise", "fall"))

#: The toll stands in the first sentences.
LEAD = 3

#: What stands behind a number that is a house's, or the first part of a word for a thing.
_NAMED = re.compile(
    r"-[a-z]{3,}er\b"
    r"|[A-Z]? (?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][\w.'’-]{1,30} |\d{1,3}(?:st|nd|rd|th) ){1,3}"
    rf"(?:{capitals(KIND_OF)})\b"
)

#: Where in a row of pictures or pages a thing stands: "Image 3 of 40", "2 / 9".
_IN_ROW = re.compile(
    r"(?:\b(?:image|photo|picture|slide|page|video|item|part|caption|figure) (?:\d+ ?(?:of|/) ?)?|\d ?/ ?|/ ?)\Z",
    re.IGNORECASE,
)
_ROW = len("photograph 1000 of ")

_OF = re.compile(r"\s(?:out )?of (?:(?:all|the|its|his|her|their|these|those) ){0,2}")

#: What is told again in another currency or unit.
_TWICE = frozenset({"money", "measure"})
_BRACKET = re.compile(r"[\w ]{0,12}\(\s?(?:(?:about|around|or|some|nearly|roughly|approximately|worth) )?")


def numbered(view: View, at: Place, q: Quantity) -> bool:
    """Whether a number is a thing's own and counts nothing: "tower three", "12 Elm Street", "a six-wheeler"."""
    if q.kind != "count":
        return False
    text = view.text[at[0]]
    if _NAMED.match(text, q.end) or _IN_ROW.search(text[max(0, q.begin - _ROW) : q.begin]):
        return True
    if q.what:
        return False
    tokens = view.tokens[at]
    i = next((i for i, t in enumerate(tokens) if t.begin == q.begin), 0)
    noun, number = tokens[i - 1], tokens[i]
    if i == 0 or noun.tag != "NN" or noun.end + 1 != number.begin:
        return False
    return number.head == noun.ordinal or (noun.head == number.ordinal and noun.dep in ("compound", "nmod"))


def scoped(view: View, found: Sequence[Value], main: Mapping[str, str]) -> list[Value]:
    """Values with the dates of their clause, where none of these is near their telling's main day: those "in December".

    A clause ends at a semicolon; a date of what only says more of somebody ("Doe, who resigned in March, paid ...") is
    a date of that alone.
    """
    told: dict[tuple[Place, int], list[Value]] = defaultdict(list)
    for v in found:
        if v.sort == "time date":
            told[v.place, _part(view, v)].append(v)
    out: list[Value] = []
    for v in found:
        row = told.get((v.place, _part(view, v)), ()) if main[v.place[0]] else ()
        days = {d.value.partition("T")[0] for d in row if not d.aside or d.governor == v.governor}
        own = any(own_day(day, main[v.place[0]]) for day in days)
        out.append(changed(v, scope=frozenset(days)) if days and not own else v)
    return out


def _part(view: View, v: Value) -> int:
    """Behind how many semicolons of its sentence a value stands."""
    return view.text[v.place[0]].count(";", view.sentences[v.place].begin, v.begin)


def moves_dated(found: Sequence[Value]) -> list[Value]:
    """Percentages that rose or fell with their day: a price that fell 4% on Tuesday fell otherwise on Monday."""
    days: dict[str, list[Value]] = defaultdict(list)
    for v in sorted(found, key=lambda v: (v.place, v.begin)):
        if v.sort == "time date" and DAY.match(v.value):
            days[v.place[0]].append(v)
    out: list[Value] = []
    for v in found:
        if "percent" in v.sort and v.governor in _MOVES:
            told = days.get(v.place[0], [])
            here = [d for d in told if d.place == v.place] or told[:1]
            nearest = min(here, key=lambda d: (abs(d.begin - v.begin), d.begin), default=None)
            v = changed(v, day="" if nearest is None else nearest.value[:10])
        out.append(v)
    return out


def partitives(view: View, quantities: Sequence[Quantity]) -> tuple[set[tuple[str, int]], dict[tuple[str, int], str]]:
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


def converted(view: View, quantities: Sequence[Quantity]) -> set[tuple[Place | None, int]]:
    """Where a sum or measure stands again in brackets, in another currency or unit: "A$1 million (US$650,000)", "50 km
    (30 miles)"; the first is compared."""
    rows = sorted((q for q in quantities if q.kind in _TWICE), key=lambda q: (q.article, q.begin, q.end))
    return {
        (view.place(b.article, b.begin), b.begin)
        for a, b in itertools.pairwise(rows)
        if a.article == b.article
        and a.kind == b.kind
        and (a.kind == "money" or a.unit == b.unit)
        and _BRACKET.fullmatch(view.text.get(b.article, ""), a.end, b.begin)
    }


#: Code points before a number in which somebody may be named beside those counted.
BEFORE = 24


def besides(text: str, q: Quantity) -> bool:
    """Whether others are counted beside one who is named: "France and four countries"."""
    before = text[max(0, q.begin - BEFORE) : q.begin]
    return q.kind == "count" and q.what is not None and re.search(r"[A-Z]\w+ and \Z", before) is not None


def parts_marked(found: Sequence[Value]) -> list[Value]:
    """Counts other than their telling's own toll marked: three of the four hurt, or the dead of another accident.

    The toll is the largest count of the first sentences; where they give none, the largest of all.
    """
    tolls: dict[tuple[str, str], list[tuple[bool, float]]] = defaultdict(list)
    for v in found:
        size = plain(v)
        if v.role and not v.scope and not some(v) and size is not None:
            tolls[v.place[0], v.role].append((v.place[1] < LEAD, size))
    roles: dict[str, frozenset[str]] = {}
    for v in found:
        if v.role:
            roles[v.place[0]] = roles.get(v.place[0], frozenset()) | {v.role}
    out: list[Value] = []
    for v in found:
        told = tolls.get((v.place[0], v.role), [])
        other = bool(told) and not v.scope and plain(v) != max(told)[1]
        out.append(changed(v, part=other, roles=roles[v.place[0]]) if v.role else v)
    return out
