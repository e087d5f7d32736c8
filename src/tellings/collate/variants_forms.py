"""Names that tellings give in other words: Kathryn and Katie Lorem, Lorem and Lorem Ipsum, Lorem Road and Avenue.

A person's first names and last names are compared where the entities room holds the names for one person's, and only
where no telling uses both: a newsroom that does knows that they are one. Names between the first and the last are
compared by the fullest form of each telling, which may shorten it afterwards. A street is compared by its name.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.variants_names import folded, spelt_alike
from tellings.collate.variants_view import Point, Reading, View
from tellings.records import Entity, EntityMention
from tellings.text.streets import KIND_OF, PLAIN, SOUGHT, capitals

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_PART = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_QUOTED = re.compile(r"[“”\"(‘]")

#: What stands behind a surname without being one.
_SUFFIXES = frozenset("jr sr ii iii iv phd md esq".split())

#: Forms of kinds of streets that news confuses; a square and a street of one name are two.
_STREETS = {form: kind for form, kind in KIND_OF.items() if kind in PLAIN or kind in ("court", "close")}
#: A name and the kind of street, perhaps behind another word; the letter first, as a pattern that looks back first is
#: tried at every letter.
_STREET = re.compile(
    r"[A-Z](?<!\w.)(?:[^\W\d_’']{2,}[ ]([A-Z][^\W\d_]{2,})|[^\W\d_]{2,})[ ](" + capitals(_STREETS) + r")\b"
)


def _names(form: str) -> list[str]:
    """The words of a person's name as far as the suffix, initials left out."""
    found = [w.replace("’", "'").removesuffix("'s") for w in _WORD.findall(form)]
    last = next((i for i, w in enumerate(found) if folded(w) in _SUFFIXES), len(found))
    return [w for w in found[:last] if len(w) > 1]


def _unlike(a: str, b: str) -> bool:
    """Whether two name words are no spellings of one; those are compared by `variants_names`."""
    return folded(a) != folded(b) and not spelt_alike(a, b) and folded(a)[:1] == folded(b)[:1]


#: A name that goes on behind the kind of street is no street's.
_GOES_ON = re.compile(r" [A-Z][a-z]")


def person_points(view: View, entities: Sequence[Entity], mentions: Sequence[EntityMention]) -> Iterator[Point]:
    """For every person whom tellings give another first name (a short form), or one surname more: the names."""
    people = {e.id: e.canonical for e in entities if e.type == "person"}
    by: dict[str, list[tuple[EntityMention, list[str]]]] = defaultdict(list)
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        if m.entity in people and m.article in view.text:
            words = _names(view.shown(m.article, m.begin, m.end))
            if len(words) > 1:
                by[m.entity].append((m, words))
    for person in sorted(by, key=lambda p: (people[p], p)):
        rows = by[person]
        if rows[0][0].article == rows[-1][0].article:
            continue  # one telling names him so far
        firsts = {w[0]: w for _, w in rows}
        if any(_unlike(a, b) and a not in w and b not in v for a, v in firsts.items() for b, w in firsts.items()):
            yield from _point(people[person], [(m, w[0]) for m, w in rows])
        lasts = {folded(w[-1]): w for _, w in rows}
        if any(_longer(a, b) for a in lasts.values() for b in lasts.values()):
            yield from _point(people[person], [(m, w[-1]) for m, w in rows])


def middle_points(view: View, entities: Sequence[Entity], mentions: Sequence[EntityMention]) -> Iterator[Point]:
    """For every person whom tellings call by one first and last name, and by others between them: the fullest names."""
    people = {e.id: e.canonical for e in entities if e.type == "person"}
    by: dict[tuple[str, str], dict[str, list[tuple[EntityMention, list[str]]]]] = defaultdict(dict)
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        if m.entity in people and m.article in view.text:
            words = _full(view.shown(m.article, m.begin, m.end))
            if len(words) > 1:
                by[folded(words[0]), folded(words[-1])].setdefault(m.article, []).append((m, words))
    for ends in sorted(by):
        told = by[ends]
        rows = [(m, words) for found in told.values() for m, words in found if _fullest(words, found)]
        shown: dict[tuple[str, ...], str] = {}
        for m, words in rows:
            name = " ".join(view.shown(m.article, m.begin, m.end).split()).replace("’", "'").removesuffix("'s")
            shown.setdefault(tuple(map(folded, words[1:-1])), name)
        if len(told) > 1 and any(_told_apart(a, b) for a, b in itertools.combinations(sorted(shown), 2)):
            found = [(m, shown[tuple(map(folded, words[1:-1]))]) for m, words in rows]
            about = people[rows[0][0].entity]
            yield Point("name", about, tuple(Reading(m.article, m.begin, m.end, name) for m, name in found))


def _full(form: str) -> list[str]:
    """The words of a person's name as far as the suffix, initials too; none of a name with another in quotes."""
    found = _PART.findall(form.replace("’", "'").removesuffix("'s"))
    last = next((i for i, w in enumerate(found) if folded(w) in _SUFFIXES), len(found))
    whole = not _QUOTED.search(form) and min(map(len, (found[0], found[last - 1]))) > 1 if last else False
    return found[:last] if whole and not form.isupper() else []


def _fullest(words: Sequence[str], found: Sequence[tuple[EntityMention, Sequence[str]]]) -> bool:
    """Whether no form of a name in one telling has more between its ends."""
    return sum(map(len, words)) == max(sum(map(len, w)) for _, w in found)


def _told_apart(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether names between the first and the last make a difference: not an initial that others leave out or write
    out, which is how houses write names."""
    if a and b:
        return any(v != w and not (min(len(v), len(w)) == 1 and v[0] == w[0]) for v, w in zip(a, b, strict=False))
    return any(len(w) > 1 for w in (*a, *b))


def _longer(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a name is another one with a further surname."""
    return len(a) > len(b) and [folded(w) for w in a[: len(b)]] == [folded(w) for w in b]


def _point(about: str, rows: Sequence[tuple[EntityMention, str]]) -> Iterator[Point]:
    """The readings, where no telling gives two of them."""
    told: dict[str, set[str]] = defaultdict(set)
    for m, value in rows:
        told[m.article].add(folded(value))
    if len(set().union(*told.values())) > 1 and all(len(values) == 1 for values in told.values()):
        shown: dict[str, str] = {}
        for _, value in sorted(rows, key=lambda row: row[1].isupper()):
            shown.setdefault(folded(value), value)
        yield Point("name", about, tuple(Reading(m.article, m.begin, m.end, shown[folded(v)]) for m, v in rows))


def street_points(view: View) -> Iterator[Point]:
    """Streets that tellings call by one name and another kind: Lorem Road, Lorem Avenue."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for article in sorted(view.text):
        for m in _STREET.finditer(view.text[article]) if SOUGHT.search(view.text[article]) else ():
            if _GOES_ON.match(view.text[article], m.end()):
                continue  # a highway patrol
            kind, begin = _STREETS[m[2].lower()], m.start(1) if m[1] else m.start()
            name = view.shown(article, begin, m.start(2) - 1)
            found[name].append(Reading(article, begin, m.end(), f"{name} {kind.title()}"))
    yield from _alone("place", found)


def _alone(kind: str, found: Mapping[str, Sequence[Reading]]) -> Iterator[Point]:
    for name in sorted(found):
        told: dict[str, set[str]] = defaultdict(set)
        for r in found[name]:
            told[r.article].add(r.value)
        if all(len(values) == 1 for values in told.values()):  # one telling that has both speaks of two streets
            yield Point(kind, name, tuple(found[name]))
