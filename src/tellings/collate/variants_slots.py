"""Words that stand in the same place of the same phrase: a house party here, an apartment party there.

Two aligned sentences share a word (the anchor). Where the anchor has another modifier, head, preposition or
place beside it in one than in the other, and neither sentence has the other's word at all, the two read
differently. Without grammar there are no slots.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_names import spelt_alike
from tellings.collate.variants_seat import seats
from tellings.collate.variants_shown import widened
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity
from tellings.text.rivals import rival

#: An anchor as common as this (-ln of the share of articles that hold it) says nothing of its own.
RARE = 0.8

#: Directions: before a noun they tell where.
COMPASS = frozenset(
    f"{a}{b}" for a in ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
    "north-east", "north-west", "south-east", "south-west", "central") for b in ("", "ern")
)  # fmt: skip

#: What a place is: "the town of ...", "... province".
SORTS_OF_PLACE = frozenset(
    "town city village province county prefecture district region state municipality suburb island borough".split()
)

#: Beside a place is not in it. Other prepositions differ by house style.
#: At the gate may be outside it.
_BESIDE, _INSIDE, _AT = frozenset({"near", "outside"}), frozenset({"on", "in"}), "at"
RARE_PLACE = 3.0

_PLACES = frozenset({"FAC", "LOC", "GPE", "ORG"})

#: Bodies have names of their own: two ministries are no one ministry told differently.
_BODIES = frozenset(
    "department ministry party movement council committee agency union authority court university bureau service "
    "commission board association federation company group club bank police office institute organization".split()
)

#: Near the area is in it.
_VAGUE = frozenset("area region vicinity neighbourhood neighborhood scene site spot place surroundings".split())

_DIRECTION = re.compile(
    r"\b(?<!-)(north|south|east|west)(?:-?(east|west))?(?:ern)?\b(?!-)", re.IGNORECASE
)  # fmt: skip

_QUARTERS = ("north", "south", "east", "west")
_NUMBER = re.compile(r"\d[\d.,]*")
_DISTANCE = re.compile(r"(?:\d|\b(?:km|kms|miles?|kilomet\w{2,3}|met\w{2,3}|far))\)?[ ]?$")

#: Directions are compared in sentences aligned this surely.
SURELY_ALIGNED = 0.7

#: The name of what a direction is of stands no further behind it than this, in code points.
BEHIND = 25

#: Sentences aligned so surely tell one place; so surely, one name.
SURE, SAME = 0.8, 0.9

#: Of these, a telling that has both speaks of two things.
_TWO = frozenset({"kind", "sort of place"})

#: Units measure; they do not describe.
_UNITS = frozenset("foot feet metre meter mile kilometre kilometer inch seat year day hour week month".split())


#: What hangs on a word as its modifier, or on a preposition.
_BOUND = frozenset({"compound", "amod", "nmod", "pobj"})


@dataclass(slots=True, unsafe_hash=True)  # not frozen, which takes three times as long: none is changed once made
class Slot:
    """A filler beside an anchor."""

    place: Place
    relation: str  # kind | compass | sort of place | where
    anchor: str
    filler: str
    begin: int  # of anchor and filler together
    end: int
    named: bool  # whether the filler is a name
    word: Token  # the anchor


def _lemma(token: Token) -> str:
    return token.lemma.lower()


def slots(grammar: Grammar) -> list[Slot]:
    """The slots of one sentence. An anchor with several fillers of one relation has none."""
    place, by = grammar.place, grammar.by
    text = grammar.view.text[place[0]]
    found: dict[tuple[str, int], list[tuple[Token, Token]]] = {}

    def add(relation: str, anchor: Token, filler: Token) -> None:
        if abs(anchor.begin - filler.begin) <= 40:
            found.setdefault((relation, anchor.begin), []).append((anchor, filler))

    for t, low in zip(grammar.tokens, grammar.lows, strict=True):
        if t.dep not in _BOUND:
            continue
        head = by.get(t.head)
        if head is None or head is t:
            continue
        before = text[t.begin - 1 : t.begin]
        if t.dep == "pobj":
            above = _lemma(head)
            if t.pos == "NOUN" and head.dep == "prep" and above in _BESIDE | _INSIDE:
                if low not in _VAGUE and rarity(low) >= RARE_PLACE:
                    add("where", t, head)
            elif t.pos == "PROPN" and above == "of":
                upper = by.get(head.head)
                if upper is not None and _lemma(upper) in SORTS_OF_PLACE:
                    add("sort of place", t, upper)
            continue
        if t.dep == "compound":
            whole = before != "-" and text[t.end : t.end + 1] != "-" and low.isalpha()
            named = head.pos == t.pos == "PROPN" and head.entity[2:] in _PLACES and _lemma(head) not in _BODIES
            if whole and low not in _UNITS and (named or (head.pos == t.pos == "NOUN")):
                add("kind", head, t)
        if before != "-" and low in COMPASS and head.pos in ("NOUN", "PROPN"):
            add("compass", head, t)
        if t.pos == "PROPN" and t.dep != "amod" and _lemma(head) in SORTS_OF_PLACE:
            add("sort of place", t, head)
    out = []
    for (relation, _), pairs in sorted(found.items()):
        if len(pairs) == 1:
            anchor, filler = pairs[0]
            first, last = min(anchor.begin, filler.begin), max(anchor.end, filler.end)
            out.append(
                Slot(place, relation, _lemma(anchor), _lemma(filler), first, last, filler.pos == "PROPN", anchor)
            )
    return out


def bare(direction: str) -> str:
    """A direction in one form: "north-eastern" is "northeast"."""
    return direction.replace("-", "").removesuffix("ern")


def _one_thing(a: Slot, b: Slot, grammars: Mapping[Place, Grammar], aligned: float) -> bool:
    """Whether two aligned sentences tell one thing beside their anchors. Two names of one sort may be of two things of
    the sort, beside a place is where something else happened, and a land has a south and a centre."""
    if a.relation == "kind" and not (a.named and b.named):
        return True
    if a.relation == "where":
        return aligned >= SURE
    if a.relation == "compass" and (bare(a.filler) in bare(b.filler) or bare(b.filler) in bare(a.filler)):
        return True
    if a.relation == "sort of place" or (a.relation == "kind" and aligned >= SAME):
        return True
    mine, theirs = ({seat[:2] for seat in seats(grammars[s.place], s.word)} for s in (a, b))
    return not mine.isdisjoint(theirs)


def _other(a: str, b: str) -> bool:
    """Whether two fillers tell different things: not one word spelt or inflected differently, not one concept."""
    if a == b or a.startswith(b) or b.startswith(a) or spelt_alike(a, b):
        return a in COMPASS and b in COMPASS and bare(a) != bare(b)  # south Peru is southern Peru
    if {a, b} & _BESIDE:
        return bool({a, b} & _INSIDE)
    if {a, b} <= _INSIDE | {_AT}:
        return False
    return concept(a) != concept(b) or a in SORTS_OF_PLACE


def slot_points(view: View, grammars: Mapping[Place, Grammar]) -> Iterator[Point]:
    """Slots of aligned sentences whose fillers differ, joined over the tellings. `grammars`: the aligned sentences."""
    found = {place: slots(grammar) for place, grammar in grammars.items()}
    points: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place, row in found.items():
        for other in view.aligned[place] if row else ():
            if other <= place:
                continue
            for a in row:
                for b in found[other]:
                    if (a.relation, a.anchor) != (b.relation, b.anchor) or not _other(a.filler, b.filler):
                        continue
                    if a.relation == "kind" and not (a.named and b.named) and not rival(a.filler, b.filler):
                        continue  # two nouns beside one head pick out two things: a police chief, a harbour chief
                    elsewhere = a.filler in grammars[other].words or b.filler in grammars[place].words
                    if rarity(a.anchor) < RARE or (elsewhere and a.relation != "sort of place"):
                        continue
                    if _one_thing(a, b, grammars, view.aligned[place][other]):
                        points[a.relation, a.anchor] |= {a.filler, b.filler}
    told: dict[str, set[str]] = defaultdict(set)  # relation, anchor and article -> fillers
    for row in found.values():
        for s in row:
            told[f"{s.relation} {s.anchor} {s.place[0]}"].add(s.filler)
    for (relation, anchor), fillers in sorted(points.items()):
        articles = sorted({place[0] for place in found})
        if relation in _TWO and any(len(told[f"{relation} {anchor} {a}"] & fillers) > 1 for a in articles):
            continue  # a telling that has both speaks of two things
        rows = sorted(
            {
                s
                for row in found.values()
                for s in row
                if (s.relation, s.anchor) == (relation, anchor) and s.filler in fillers
            },
            key=lambda s: (s.place, s.begin, s.filler),
        )
        where = relation in ("compass", "where", "sort of place") or all(s.filler in SORTS_OF_PLACE for s in rows)
        kind = "place" if where else "description"
        about = f"which {anchor}" if relation == "kind" else view.shown(rows[0].place[0], rows[0].begin, rows[0].end)
        yield Point(kind, about, tuple(Reading(s.place[0], *_wide(view, s), s.filler) for s in rows))


def _directions(view: View, place: Place) -> list[tuple[int, int, str, str]]:
    """The directions that a sentence names outside of names, as spans with the bare direction ("northeast") and the
    number of the distance that it is a direction of ("12"), else ""."""
    s = view.sentences[place]
    out: list[tuple[int, int, str, str]] = []
    if not any(map(view.text[place[0]][s.begin : s.end].casefold().__contains__, _QUARTERS)):
        return out
    for m in _DIRECTION.finditer(view.text[place[0]], s.begin, s.end):
        before = view.text[place[0]][max(s.begin, m.start() - 18) : m.start()]
        number = _NUMBER.findall(before)[-1:] if _DISTANCE.search(before) else [""]
        begin, end = m.span()
        if number and not any(t.begin < end and begin < t.end for t in view.tokens[place] if t.pos == "PROPN"):
            out.append((begin, end, f"{m[1] or ''}{m[2] or ''}".lower(), number[0]))
    return out


def direction_points(view: View) -> Iterator[Point]:
    """Aligned sentences that name one direction each, and not the same: in the north, in the kingdom's north-east."""
    only: dict[Place, tuple[int, int, str, str]] = {}
    for place in sorted(view.aligned):
        row = _directions(view, place)
        if len(row) == 1:
            only[place] = row[0]
    for place, a in sorted(only.items()):
        for other in sorted(view.aligned[place]):
            b = only.get(other)
            if other <= place or b is None or view.aligned[place][other] < SURELY_ALIGNED:
                continue
            if a[2] == b[2] or a[3] != b[3] or not _of_one(view, (place, a), (other, b)):
                continue
            spans = [(p[0], *widened(view.tokens[p], x[0], x[1]), x[2]) for p, x in ((place, a), (other, b))]
            after = [view.text[p[0]][x[1] : x[1] + 6] for p, x in ((place, a), (other, b))]
            if after[0] != after[1]:  # the same word behind them: `slot_points` has it
                yield Point("place", view.shown(*spans[0][:3]), tuple(Reading(*x) for x in spans))


def _of_one(view: View, *directions: tuple[Place, tuple[int, int, str, str]]) -> bool:
    """Whether two directions are not of two places by name: eastern Spain, southern Peru."""
    names = []
    for place, found in directions:
        behind = [t for t in view.tokens[place] if found[1] <= t.begin <= found[1] + BEHIND]
        names.append({t.lemma.lower() for t in behind if t.pos == "PROPN"})
    return not (names[0] and names[1]) or not names[0].isdisjoint(names[1])


def _wide(view: View, slot: Slot) -> tuple[int, int]:
    return widened(view.tokens[slot.place], slot.begin, slot.end)
