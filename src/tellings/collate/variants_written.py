"""One name in two ways of writing it: LaVelle and Lavelle, Q.T. and QT, Northwind, North-Wind, with "Jr." or without.

The letters of the two are the same and in the same order; what differs is a capital inside a word, what stands between
words, dots of initials that are run together, or what the house adds behind a full name. House style makes no
difference: capitals at the beginning of a word, headlines in capitals, dots of abbreviations, forms of apostrophes and
dashes, genitives, diacritics (those are spellings, `variants_names`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from tellings.collate.entities_nodes import known_place
from tellings.collate.variants_view import Point, Reading, View
from tellings.records import Entity, EntityMention
from tellings.text.names import generation

_SPACE = re.compile(r"\s+")
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''")
_DASHES = str.maketrans("‐‑–—", "----")
_QUOTES = re.compile(r"[“”„«»\",]")
_DOTS = re.compile(r"\.[ ]*(?=([^\W\d_])(\.|))")
_GENITIVE = re.compile(r"'s?$")
_BEHIND = re.compile(r",? (?:Jr|Sr|Jnr|Snr)\b\.?")
_ARTICLE = re.compile(r"^(?:the|a|an)[ ]", re.IGNORECASE)

#: Initials that are run together: J.R., and JR beside it; a single one is an abbreviation like any other.
_INITIALS = re.compile(r"^(?:[^\W\d_]\.){2,}$")

#: "The Sheriff's Office" and "Sheriff Office"; not the ending of the whole name.
_OWNED = re.compile(r"'s(?= )")
_NAME = re.compile(r"[^\W\d_][\w'-]*")
_PARTS = re.compile(r"[ \-/]+")

#: How many words a person's full name has at least.
FULL = 2

#: A name of fewer letters is too easily an abbreviation of something else.
SHORT = 4


@lru_cache(maxsize=1 << 14)
def _plain(shown: str) -> str:
    """A name with one form of apostrophe, dash and space, without article and genitive."""
    text = _QUOTES.sub(" ", shown.translate(_APOSTROPHES).translate(_DASHES))
    text = _SPACE.sub(" ", _DOTS.sub(_dots, text)).strip()
    return _ARTICLE.sub("", _GENITIVE.sub("", text))


def _dots(found: re.Match[str]) -> str:
    """What stands between a dot and what follows: nothing within initials, else a space ("J.R.Holm" is a slip)."""
    return "." if found[2] == "." else ". "


def letters(shown: str) -> str:
    """What two ways of writing one name share: its letters and digits."""
    return "".join(ch for ch in _OWNED.sub("", _plain(shown)).lower() if ch.isalnum())


def writing(shown: str, person: bool) -> str:
    """A way to write a name, without what house style makes of it; "" where capitals hide it."""
    words = _PARTS.split(_plain(shown))
    joints = _PARTS.findall(_plain(shown))
    if all(w.upper() == w for w in words) and max(map(len, words)) > SHORT:
        return ""  # a headline
    out = []
    for word, joint in zip(words, [*joints, ""], strict=True):
        initials = person and _INITIALS.match(word) is not None
        bare = word if initials else word.replace(".", "")
        inner = bare[:1].lower() + (bare[1:].lower() if bare.isupper() and not initials else bare[1:])
        out.append(inner + joint)
    return "".join(out)


def _generation(shown: str) -> str:
    """A person's full name with or without what sets him apart from his father; "" for a shorter name.

    A house that writes a middle initial too ("John Q. Holm Jr.") gives whole names as its style.
    """
    plain = _plain(shown)
    suffix = generation(plain)
    words = _NAME.findall(plain)
    full = [w for w in words if len(w) > 1][: -1 if suffix else None]
    if len(full) < FULL or len(words) - bool(suffix) > len(full):
        return ""
    return f"with {suffix}" if suffix else "without"


def _given(shown: str) -> str:
    """Whether a person's given names are told, or initials that are run together for them."""
    words = shown.split()
    if len(words) < FULL or generation(_plain(shown)):
        return ""
    if _INITIALS.match(words[0]):
        return "initials"
    return "names" if len(words[0].strip(".")) > 1 and not words[0].isupper() else ""


def written_points(view: View, entities: Sequence[Entity], mentions: Sequence[EntityMention]) -> Iterator[Point]:
    """For every name that tellings write in two ways: the ways."""
    canonical = {e.id: e.canonical for e in entities}
    people = frozenset(e.id for e in entities if e.type == "person")
    by: dict[str, dict[str, list[EntityMention]]] = defaultdict(lambda: defaultdict(list))
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        if m.article in view.text and m.entity in canonical:
            by[m.entity][_whole(view, m)].append(m)
    several = {entity: forms for entity, forms in by.items() if len(forms) > 1}
    for entity in sorted(several, key=lambda e: (canonical[e], e)):
        forms = several[entity]
        if len({m.article for rows in forms.values() for m in rows}) < 2 or known_place(canonical[entity]):
            continue  # every house has its way to write South-East Asia
        same: dict[str, list[str]] = defaultdict(list)
        for shown in sorted(forms):
            same[letters(shown)].append(shown)
        for key in sorted(same):
            if len(key) >= SHORT:
                yield from _ways(canonical[entity], forms, {f: writing(f, entity in people) for f in same[key]})
        if entity in people:
            yield from _ways(canonical[entity], forms, {f: _generation(f) for f in forms})
            yield from _ways(canonical[entity], forms, {f: _given(f) for f in forms})


def _whole(view: View, mention: EntityMention) -> str:
    """A name as it is shown, with the "Jr." behind a comma that a mention ends before."""
    behind = _BEHIND.match(view.text[mention.article], mention.end)
    return view.shown(mention.article, mention.begin, behind.end() if behind else mention.end)


def _ways(about: str, forms: Mapping[str, Sequence[EntityMention]], way: Mapping[str, str]) -> Iterator[Point]:
    """The readings of one name, where no telling has two. `way`: form -> how it is written, "" where unknown."""
    if len({value for value in way.values() if value}) < 2:
        return
    told: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    found: list[tuple[str, int, int, str]] = []
    rows = sorted((m.article, m.begin, m.end, form) for form, value in way.items() if value for m in forms[form])
    for article, begin, end, form in rows:
        told[article].add(way[form])
        shown.setdefault(way[form], _plain(form))
        found.append((article, begin, end, way[form]))
    if all(len(values) == 1 for values in told.values()):
        yield Point("name", about, tuple(Reading(a, b, e, shown[value]) for a, b, e, value in found))
