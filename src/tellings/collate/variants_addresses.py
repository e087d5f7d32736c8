"""Where, by street: "305 East Main Street", "the 300 block of Main Street", "the corner of Main and Third".

"On Main Street" alone is less exact than a number in it.

An address is compared with the others that share one of its streets. Directions from one named place ("south of
Albury", "southwest of Albury") are compared in the same way. Neither needs aligned sentences: the name says that they
speak of one place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.text.streets import FULL, KIND_OF, SHORT, SOUGHT, capitals

_KIND = rf"(?:(?:{capitals(FULL)})\b|(?:{capitals(SHORT)})\b\.?)"
_SIDE = r"(?:(?:North|South|East|West|Northeast|Northwest|Southeast|Southwest|NE|NW|SE|SW|[NSEW])\b\.? )?"
_WORD = r"(?<![\w'’-])(?:[A-Z][\w'’-]*+|\d{1,3}(?:st|nd|rd|th))"
_NAME = rf"{_WORD}(?: {_WORD})?"
_ROAD = rf"{_SIDE}(?!The |In |On |At ){_NAME}? {_KIND}"
_ADDRESS = re.compile(
    rf"(?P<range>[Ff]rom {_ROAD} to {_ROAD}|[Bb]etween {_ROAD} and {_ROAD})|"
    rf"(?P<block>(?P<hundred>\d{{1,3}}00)[ -]block of {_ROAD})|"
    rf"(?P<corner>(?:corner|intersection|junction) of {_SIDE}{_NAME}(?: {_KIND})? and {_SIDE}{_NAME}"
    rf"(?: (?:{_KIND}|streets|avenues|roads))?|{_SIDE}{_WORD}(?: {_KIND})? and {_ROAD})|"
    rf"(?P<house>\b(?P<number>[1-9]\d{{0,4}}) {_ROAD})"
)
#: One of these stands in every address: it is sought first.
_HINT = re.compile(rf" {_KIND}|(?:corner|intersection|junction) of ")
_CROSSINGS = ("corner of ", "intersection of ", "junction of ")
_SIDES = frozenset("north south east west northeast northwest southeast southwest ne nw se sw n s e w".split())
_KINDS = frozenset((*KIND_OF, "streets", "avenues", "roads"))
_LINKS = frozenset("corner intersection junction of and from to between on along block the".split())
_ORDINALS = dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(),
                     "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(), strict=True))  # fmt: skip

#: A direction from a named place, not in it: two things may lie in the east and in the north of one country.
_FROM = re.compile(
    r"(?P<side>[nsew](?<!\w.)(?:(?:(?<=n)orth|(?<=s)outh)(?:(?: ?- ?| )?(?:east|west))?|(?<=e)ast|(?<=w)est)) of "
    r"(?:(?:downtown|central|the (?:city|town|village) of) )?(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
)
_STREET = re.compile(_ROAD)

#: A street alone: "burned on Larch Street", not "the Larch Street bridge" nor "Larch Street and Broadway".
_BARE = re.compile(rf"\b(?:on|along|in) (?P<road>{_ROAD})(?! (?:and|at|near|[a-z]{{2,}}(?:er|or|ge|ol|ch|on)\b))")
_SORTS = ("house", "range", "corner", "block", "street")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """An address in its sentence."""

    place: Place
    begin: int
    end: int
    sort: str  # house | range | corner | block | street
    roads: frozenset[str]
    number: str  # of the house or block; "" for none


def addresses(view: View, place: Place) -> list[Address]:
    """The addresses of one sentence, in order."""
    s = view.sentences[place]
    out: list[Address] = []
    if _HINT.search(view.text[place[0]], s.begin, s.end) is None:
        return out
    for m in _ADDRESS.finditer(view.text[place[0]], s.begin, s.end):
        sort = next(name for name in _SORTS if m[name])
        roads = _roads(m[0])
        if roads:
            out.append(Address(place, m.start(), m.end(), sort, roads, m["number"] or m["hundred"] or ""))
    for m in _BARE.finditer(view.text[place[0]], s.begin, s.end):
        if not any(a.begin < m.end() and m.start() < a.end for a in out):
            out.append(Address(place, m.start(), m.end(), "street", _roads(m["road"]), ""))
    return out


def _roads(text: str) -> frozenset[str]:
    """The names of the streets of an address, without directions and what they are."""
    names: list[list[str]] = [[]]
    for raw in re.findall(r"[\w'’-]+", text):
        word = raw.lower()
        if word in _LINKS:
            names.append([])
        elif word in _KINDS or word in _SIDES or re.fullmatch(r"\d+(?:00)?", word):
            continue
        else:
            names[-1].append(_ORDINALS.get(word, word))
    return frozenset(" ".join(name) for name in names if name)


def address_points(view: View) -> Iterator[Point]:
    """Addresses that share a street and are not told alike, and directions from one place."""
    hinted = {a for a, text in view.text.items() if SOUGHT.search(text) or any(map(text.__contains__, _CROSSINGS))}
    places = [place for place in sorted(view.sentences) if place[0] in hinted]
    found = [a for place in places if view.sentences[place].label in STATING for a in addresses(view, place)]
    by: dict[str, list[Address]] = defaultdict(list)
    for a in found:
        for road in sorted(a.roads):
            by[road].append(a)
    shown: set[frozenset[Address]] = set()
    for road in sorted(by):
        rows = sorted(_kept(by[road]))
        if frozenset(rows) in shown:
            continue
        shown.add(frozenset(rows))
        values = [(a, _value(view, a, rows)) for a in rows]
        yield Point(
            "place",
            f"where on {_called(view, rows, road)}",
            tuple(Reading(a.place[0], a.begin, a.end, v) for a, v in values),
        )
    yield from _direction_points(view)


def _called(view: View, rows: Sequence[Address], road: str) -> str:
    """A street's name as the tellings write it, with what it is where one says so."""
    shown = [m[0] for a in rows for m in _STREET.finditer(view.shown(a.place[0], a.begin, a.end))]
    named = sorted({" ".join(s.split()) for s in shown if _roads(s) == {road}}, key=lambda s: (-len(s), s))
    return named[0] if named else " ".join(w if w[0].isdigit() else w.capitalize() for w in road.split())


def _kept(rows: Sequence[Address]) -> list[Address]:
    """Of every telling its most exact address on a street; nothing of one that has two of them."""
    best: dict[str, list[Address]] = defaultdict(list)
    for a in rows:
        best[a.place[0]].append(a)
    out = []
    for article in sorted(best):
        sort = min((a.sort for a in best[article]), key=_SORTS.index)
        told = [a for a in best[article] if a.sort == sort]
        if len({(a.roads, a.number) for a in told}) == 1:
            out.extend(told[:2])
    numbered = any(a.sort in ("house", "block") for a in out)
    out = [a for a in out if a.sort != "street" or numbered]
    ranges = {a.sort == "range" for a in out}
    return out if len(ranges) == 1 or not out else [a for a in out if a.sort == "range"]


def _value(view: View, a: Address, rows: Sequence[Address]) -> str:
    """What an address says, as the first that says the same has it."""
    same = next(
        b for b in rows if (b.sort, b.number) == (a.sort, a.number) and (b.roads <= a.roads or a.roads <= b.roads)
    )
    text = " ".join(view.shown(same.place[0], same.begin, same.end).split())
    return f"{same.sort} {same.number}: {text}" if same.number else f"{same.sort}: {text}"


def address_type(values: Sequence[str]) -> tuple[str, str] | None:
    """Type and reason of a difference between addresses, by the values of their points; None for other values."""
    sorts = [v.split(":")[0].split(" ") for v in values]
    if not all(s[0] in _SORTS for s in sorts):
        return None
    if "street" in (s[0] for s in sorts):
        rest = [v for v, s in zip(values, sorts, strict=True) if s[0] != "street"]
        inner = address_type(rest) if len(rest) > 1 else None
        return inner or ("vaguer", "one telling names no more than the street")
    numbers = {(s[0], s[1]) for s in sorts if len(s) > 1}
    houses = {n for sort, n in numbers if sort == "house"}
    hundreds = {int(n) // 100 for _, n in numbers}
    if len(houses) > 1 or len(hundreds) > 1:
        return "contradiction", "the numbers are not the same"
    if all(s[0] == "range" for s in sorts):
        return "contradiction", "they begin or end elsewhere"
    if len(houses) == 1 and len(numbers) == len(sorts):
        return "vaguer", "a house of the block"
    return "wording", "two ways to say where"


def _direction_points(view: View) -> Iterator[Point]:
    """Directions from one named place, or in it, of which every telling gives one."""
    by: dict[str, list[tuple[Place, int, int, str]]] = defaultdict(list)
    sided = {a for a, text in view.text.items() if "th of " in text or "st of " in text}
    for place in sorted(view.sentences):
        s = view.sentences[place]
        if s.label in STATING and place[0] in sided:
            for m in _FROM.finditer(view.text[place[0]], s.begin, s.end):
                side = re.sub(r"[ -]", "", m["side"].lower())
                by[m["name"]].append((place, m.start(), m.end(), side))
    for name in sorted(by):
        told: dict[str, set[str]] = defaultdict(set)
        for place, _, _, side in by[name]:
            told[place[0]].add(side)
        rows = [r for r in by[name] if len(told[r[0][0]]) == 1]
        if len({r[3] for r in rows}) > 1:
            yield Point(
                "place", f"in which direction from {name}", tuple(Reading(p[0], b, e, v) for p, b, e, v in rows)
            )
