"""What streets are called, in full and short: one table for every room that reads addresses and the names of roads."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Kind -> its short forms: words that behind a name mean nothing but a street.
PLAIN: dict[str, tuple[str, ...]] = {
    "street": ("st",),
    "avenue": ("ave", "av"),
    "road": ("rd",),
    "boulevard": ("blvd",),
    "drive": ("dr",),
    "lane": ("ln",),
    "highway": ("hwy",),
    "parkway": ("pkwy",),
    "terrace": (),
    "crescent": (),
    "alley": (),
}
#: The same of words that may mean something else behind a name: a court of law, a square that is no street.
AMBIGUOUS: dict[str, tuple[str, ...]] = {
    "way": (),
    "court": ("ct",),
    "close": (),
    "place": ("pl",),
    "circle": ("cir",),
    "square": ("sq",),
}
STREETS = {**PLAIN, **AMBIGUOUS}

#: Every form -> the kind that it stands for.
KIND_OF = {form: kind for kind, short in STREETS.items() for form in (kind, *short)}

#: The forms of every kind in full, and the short ones.
FULL = tuple(STREETS)
SHORT = tuple(form for short in STREETS.values() for form in short)


def capitals(forms: Iterable[str]) -> str:
    """A pattern for any of some forms, with a capital: as they stand behind a name."""
    return "|".join(form.title() for form in forms)


#: A word that may be a kind of street: a text without it names none. Tried only where its first letter stands.
SOUGHT = re.compile(rf" (?=[{''.join(sorted({form[0].upper() for form in KIND_OF}))}])(?:{capitals(KIND_OF)})\b")
