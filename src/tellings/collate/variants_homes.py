"""Where somebody by name lives or comes from: of Tarn in one telling, a Holm man in another.

News tells it right beside the name ("Ida Holm, 31, of Tarn", "Tarn resident Ida Holm") or by a verb ("who lives in
Tarn"); neither needs aligned sentences, as the name says who is meant. Two tellings differ where no home that one
gives is one that the other gives; who tells of the town and of its country tells both.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_addresses import Address, addresses
from tellings.collate.variants_grammar import WHERE, Grammar, class_of
from tellings.collate.variants_grounds import GROUNDS
from tellings.collate.variants_names import spelt_alike
from tellings.collate.variants_shown import widened
from tellings.collate.variants_slots import COMPASS
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Entity, EntityMention, Token
from tellings.text.names_places import canonical_places, countries, states

#: What stands between a name and where its bearer is of.
_BEHIND = re.compile(
    r",?(?: \(?\d{1,3}\)?,?)? (?:(?:both|also|originally) )?(?:of|from)(?: the)?"
    r"(?: (?:town|city|village|suburb|community|borough) of)? $"
)
#: What stands behind a name if anything of these follows.
_LEADS = re.compile(r",?(?: \(?\d{1,3}\)?,?)? (?:(?:both|also|originally) )?(?:of|from|who) ")
#: Who has an address: "who gave an address in".
_LISTED = re.compile(
    r",?(?: \(?\d{1,3}\)?,?)? who (?:\w+ )?(?:lists|gave|has|lives|resides)(?: an address)?(?: \w+)?(?: the)? $"
)
_DWELLER = r"(?:man|woman|teen|teenager|boy|girl|resident|native|mother|father|homeowner|motorist)"
_BEFORE = re.compile(rf" (?:area )?{_DWELLER},? (?:(?:named|identified as|known as) )?$")
_APPOSED = re.compile(r",? (?:(?:who )?(?:is|was) )?(?:a|an|the)(?: \d{1,3}-year-old)? $")
_THEN = re.compile(rf" (?:area )?{_DWELLER}\b")
#: "of the Norland town": the name tells whose town it is.
_OWNED = re.compile(r"(?:['’]s)? (?!area\b|who\b|and\b|was\b|is\b|were\b|had\b)[a-z]+ (?:of|in)\b|['’]s? ")

_LIVING = frozenset("live reside base settle".split())
_COMING = frozenset("hail come".split())
_HOME = frozenset({"of", "from"})
_AGED = frozenset("man woman resident native teenager student".split())
#: Only a sentence with one of these tells of a home at some distance from the name.
_ASKED = _LIVING | _COMING | _AGED

#: A name and its place stand no further apart, in code points.
NEAR = 50

#: What a value begins with, by whether the name is one of a country, state or region or of less.
WIDE, CLOSE = "home region: ", "home: "
_WIDER = frozenset("county province state region district coast country valley island islands".split())


@dataclass(frozen=True, slots=True, order=True)
class _Home:
    who: str  # entity
    article: str
    begin: int
    end: int
    name: str
    sort: str  # place | street
    key: str = ""  # entity of the place


def home_points(
    view: View,
    whole: Mapping[Place, Grammar],
    entities: Sequence[Entity],
    mentions: Sequence[EntityMention],
    standing: Mapping[tuple[str, int], str],
) -> Iterator[Point]:
    """For every person to whom tellings give other homes: the homes.

    `whole`: every sentence of the story. `standing`: whom pronouns stand for (`variants_whom`).
    """
    types = {e.id: e.type for e in entities}
    called = {e.id: e.canonical for e in entities}
    by: dict[tuple[str, str], list[_Home]] = defaultdict(list)
    for home in sorted({*_beside(view, mentions, types), *_told(view, whole, types, standing)}):
        by[home.who, home.sort].append(home)
    for who, sort in sorted(by, key=lambda row: (called[row[0]], row)):
        readings = _apart(by[who, sort])
        if readings:
            yield Point("place", f"where {called[who]} is from", tuple(readings))


def home_type(values: Sequence[str]) -> tuple[str, str] | None:
    """Type and reason of a difference between homes, by the values of their points; None for other values."""
    if not all(v.startswith((WIDE, CLOSE)) for v in values):
        return None
    if len({v.startswith(WIDE) for v in values}) > 1:
        return "vaguer", "one may lie in the other"
    return "contradiction", "two homes of one person"


def _beside(view: View, mentions: Sequence[EntityMention], types: Mapping[str, str]) -> Iterator[_Home]:
    """Homes told right beside a name."""
    rows: dict[Place, list[EntityMention]] = defaultdict(list)
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        at = view.place(m.article, m.begin) if m.article in view.text else None
        if at is not None and types.get(m.entity) in ("person", "place") and view.sentences[at].label in STATING:
            rows[at].append(m)
    for at, listed in sorted(rows.items()):
        text = view.text[at[0]]
        people = [m for m in listed if types[m.entity] == "person" and _LEADS.match(text, m.end)]
        streets = addresses(view, at) if people else []
        yield from (home for m in people for a in streets if (home := _street(text, m, a)) is not None)
        for a, b in itertools.pairwise(listed):
            home = _pair(text, a, b, types) if types[a.entity] != types[b.entity] else None
            if home is not None and not any(s.begin <= home.end and home.begin <= s.end for s in streets):
                yield home


def _street(text: str, who: EntityMention, found: Address) -> _Home | None:
    """An address behind a name, as its bearer's."""
    gap = text[who.end : max(who.end, found.begin)]
    if found.begin - who.end > NEAR or not (_BEHIND.match(gap) or _LISTED.match(gap)):
        return None
    name = " ".join(text[found.begin : found.end].split())
    return _Home(who.entity, who.article, found.begin, found.end, name, "street", ", ".join(sorted(found.roads)))


def _pair(text: str, a: EntityMention, b: EntityMention, types: Mapping[str, str]) -> _Home | None:
    """A person and the place beside him, where the words between say that it is his home."""
    gap, sorts = text[a.end : b.begin], (types[a.entity], types[b.entity])
    if len(gap) > NEAR:
        return None
    who, where = (a, b) if sorts == ("person", "place") else (b, a)
    if sorts == ("person", "place"):
        of = bool(_BEHIND.match(gap)) and not _OWNED.match(text, b.end)
        told = of or bool(_APPOSED.match(gap) and _THEN.match(text, b.end))
    else:
        told = sorts == ("place", "person") and bool(_BEFORE.match(gap))
    if not told:
        return None
    name = " ".join(text[where.begin : where.end].split())
    return _Home(who.entity, a.article, a.begin, b.end, name, "place", where.entity)


def _told(
    view: View, whole: Mapping[Place, Grammar], types: Mapping[str, str], standing: Mapping[tuple[str, int], str]
) -> Iterator[_Home]:
    """Homes told by a verb, or behind a noun for who lives there."""
    for place in sorted(whole):
        g = whole[place]
        if view.sentences[place].label not in STATING or _ASKED.isdisjoint(g.words):
            continue
        for t in g.tokens:
            if t.dep != "pobj" or t.pos != "PROPN":
                continue
            prep = g.by.get(t.head)
            above = None if prep is None else g.by.get(prep.head)
            key = g.key(t)
            if prep is None or above is None or not (t.entity[2:] in GROUNDS or types.get(key) == "place"):
                continue
            who = "" if g.denied(above) else _dweller(g, above, prep.lemma.lower(), standing)
            if types.get(who) == "person":
                names = [c.begin for c in g.below.get(t.ordinal, ()) if c.pos == "PROPN" and c.begin < t.begin]
                name = " ".join(view.shown(t.article, min([t.begin, *names]), t.end).split())
                yield _Home(who, t.article, *widened(g.tokens, min(above.begin, prep.begin), t.end), name, "place", key)


def _dweller(g: Grammar, above: Token, preposition: str, standing: Mapping[tuple[str, int], str]) -> str:
    """Who is told to live in a place or to be of it; "" for none."""
    low = above.lemma.lower()
    who: Token | None = None
    if above.pos == "VERB":
        lives = low in _LIVING and class_of(preposition) in WHERE
        if lives or (low in _COMING and preposition == "from" and above.tag == "VBZ"):
            core = g.core(above)
            who = core.get("agent") or core.get("patient")
    elif preposition in _HOME and above.dep == "appos" and low in _AGED:
        who = g.by.get(above.head)
    if who is None:
        return ""
    return standing.get((who.article, who.begin), "") or g.key(who)


def _one(a: _Home, b: _Home) -> bool:
    """Whether two homes are one, under some name."""
    low, other = a.name.lower(), b.name.lower()
    if a.key == b.key or (a.sort == "place" and not set(low.split()).isdisjoint(other.split())):
        return True
    return canonical_places().get(low, low) == canonical_places().get(other, other) or spelt_alike(low, other)


def _apart(homes: Sequence[_Home]) -> list[Reading]:
    """The readings of one person's homes, where two tellings give no home alike."""
    told: dict[str, list[_Home]] = defaultdict(list)
    for home in homes:
        told[home.article].append(home)
    apart: set[str] = set()
    for a, b in itertools.combinations(sorted(told), 2):
        if not any(_one(x, y) for x in told[a] for y in told[b]):
            apart |= {a, b}
    rows = [told[article][0] for article in sorted(apart)]
    shown = {h.key: h.name for h in reversed(rows)}
    return [Reading(h.article, h.begin, h.end, (WIDE if _wide(h) else CLOSE) + shown[h.key]) for h in rows]


def _wide(home: _Home) -> bool:
    low = home.name.lower()
    first, _, rest = low.partition(" ")
    if first in COMPASS:
        low = rest  # South Norland
    return low in countries() or low in states() or not _WIDER.isdisjoint(low.split())
