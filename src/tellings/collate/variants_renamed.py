"""One body or place under two names that share some words: a foundation here, an institute there.

Only names that the entities room holds for one are compared, and only where no telling uses both: a newsroom that
does knows that they are one. Genitives, adjectives of the same word, abbreviations and spellings are no other name.
A name that leaves out a word between the first and the last ("Holm Hotel", "Holm Grand Hotel") says less; what is left
out before the first ("the Sheriff's Office") or behind the last is how every house shortens names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from tellings.collate.entities_nodes import content_words
from tellings.collate.variants_names import faintly_alike, folded, spelt_alike
from tellings.collate.variants_slots import COMPASS, SORTS_OF_PLACE
from tellings.collate.variants_view import Point, Reading, View
from tellings.records import Entity, EntityMention
from tellings.text.concepts import concept

_WORD = re.compile(r"[^\W\d_]{3,}")
_LIGHT = frozenset("the and for its their his her new old former".split())
_OMITTED = COMPASS | SORTS_OF_PLACE
_UNSAID = _OMITTED | frozenset("police metro metropolitan national federal public regional annual".split())

#: Two words that begin alike so far are forms of one: Portugal, Portuguese.
STEM = 4

#: A shortened word is no longer than this.
MOST_SHORT = 5

#: What two names share, at least: fewer common words may be two bodies that the story merges.
SHARED = 2


def _words(form: str) -> list[str]:
    return [w for m in _WORD.finditer(form) if (w := folded(m[0])) not in _LIGHT]


def _met(word: str, others: Sequence[str]) -> bool:
    """Whether a word stands in another name, in some form or spelling, or shortened."""
    return any(
        word == o
        or word[:STEM] == o[:STEM]
        or shortened(*sorted((word, o), key=len))
        or spelt_alike(word, o)
        or faintly_alike(word, o, False)
        for o in others
    )


def shortened(short: str, full: str) -> bool:
    """Whether a word is another one with letters left out between its ends: Dept, Department; Govt, Government."""
    rest = iter(full)
    ends = short[-1] == full[-1] and short[:2] == full[:2]
    return ends and len(short) <= MOST_SHORT and all(c in rest for c in short)


@lru_cache(maxsize=1 << 12)
def other_name(a: str, b: str) -> bool:
    """Whether two names share words and have another one in one place."""
    x, y = _words(a), _words(b)
    if len(set(x) & set(y)) < SHARED:
        return False
    for what, i, j, k, m in SequenceMatcher(None, x, y, autojunk=False).get_opcodes():
        mine = {w for w in x[i:j] if not _met(w, y)} - _OMITTED
        theirs = {w for w in y[k:m] if not _met(w, x)} - _OMITTED
        if what == "replace" and mine and theirs and {concept(w) for w in mine} != {concept(w) for w in theirs}:
            return True
    return False


def leaves_out(short: str, full: str) -> bool:
    """Whether a name is another one without one or two words inside it that say more than what sort of body it is."""
    x, y = content_words(short), content_words(full)
    if not SHARED <= len(x) < len(y) <= len(x) + 2 or (x[0], x[-1]) != (y[0], y[-1]):
        return False
    rest = iter(y)
    return all(w in rest for w in x) and _UNSAID.isdisjoint(set(y) - set(x))


def _shorter(rows: Sequence[tuple[EntityMention, str]]) -> Iterator[list[Reading]]:
    """The readings of two forms of one name, one of which leaves out words that no telling with it has."""
    forms = sorted({form for _, form in rows if " " in form}, key=lambda f: (-len(f), f))
    for full in forms[:-1]:
        for short in [f for f in forms if f[0] == full[0] and f[-2:] == full[-2:] and leaves_out(f, full)]:
            words = set(content_words(full)) - set(content_words(short))
            knowing = {m.article for m, form in rows if not words.isdisjoint(content_words(form))}
            told = [(m, form) for m, form in rows if form == full or (form == short and m.article not in knowing)]
            if len({form for _, form in told}) > 1:
                yield [Reading(m.article, m.begin, m.end, form) for m, form in told]
                return


def _begun(view: View, rows: Sequence[EntityMention], names: Sequence[str]) -> Iterator[Reading]:
    """The mentions whose words stand in one of several names alone, as readings of that name: they only shorten it."""
    sets = {name: frozenset(_words(name)) for name in names}
    for m in rows:
        words = _words(view.shown(m.article, m.begin, m.end))
        fits = [name for name, held in sets.items() if held.issuperset(words)]
        if len(words) >= SHARED and len(fits) == 1:
            yield Reading(m.article, m.begin, m.end, fits[0])


def renamed_points(view: View, entities: Sequence[Entity], mentions: Sequence[EntityMention]) -> Iterator[Point]:
    """For every body or place that tellings name with other words: the names."""
    things = {e.id: e.canonical for e in entities if e.type in ("organisation", "place", "other")}
    by: dict[str, list[EntityMention]] = defaultdict(list)
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        if m.entity in things and m.article in view.text:
            by[m.entity].append(m)
    by = {thing: rows for thing, rows in by.items() if rows[0].article != rows[-1].article}
    for thing in sorted(by, key=lambda e: (things[e], e)):
        forms = sorted({view.shown(m.article, m.begin, m.end) for m in by[thing]})
        others = {form for form in forms if any(other_name(form, o) for o in forms)}
        names: list[str] = []
        readings: list[Reading] = []
        for m in by[thing]:
            form = view.shown(m.article, m.begin, m.end)
            if form not in others:
                continue
            name = next((n for n in names if not other_name(n, form)), form)
            names.append(name)
            readings.append(Reading(m.article, m.begin, m.end, name))
        readings += _begun(view, [m for m in by[thing] if view.shown(m.article, m.begin, m.end) not in others], names)
        told: dict[str, set[str]] = defaultdict(set)
        for r in readings:
            told[r.article].add(r.value)
        if all(len(values) == 1 for values in told.values()):
            yield Point("name", things[thing], tuple(readings))
        rows = [(m, " ".join(view.shown(m.article, m.begin, m.end).split())) for m in by[thing]]
        yield from (Point("name", things[thing], tuple(found)) for found in _shorter(rows))
