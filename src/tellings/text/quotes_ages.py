"""Whom "the 58-year-old" means: by the ages that the article tells beside names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tellings.text.quotes_names import Member, Name

#: "Lena Orth, 58,", "Lena Orth (58)", "Lena Orth, a baker, 58,".
_BEHIND = re.compile(r"(?:,[^,.;:()\n“”\"]{2,40})?(?:,| \() ?(?:aged )?(\d{1,3})(?:-year-old)?(?=[,.;)])")
#: "the 58-year-old baker Lena Orth", "58-year-old Lena Orth".
_BEFORE = re.compile(r"\b(\d{1,3})-year-old (?:[^\W\d]+,? ){0,4}$")
_ITSELF = re.compile(r"\b(\d{1,3})-year-old\b")
#: So far before a name its age stands.
_REACH = 80


def told_age(text: str, name: Name) -> int | None:
    """The age that is told beside a name, or in the words that bring in somebody without one: "a 14-year-old"."""
    behind = _BEHIND.match(text, name.end)
    before = _BEFORE.search(text[max(0, name.begin - _REACH) : name.begin])
    found = behind or before or _ITSELF.search(text, name.begin, name.end)
    return int(found[1]) if found else None


def of_age(members: Sequence[Member], age: int, presence: Mapping[int, float]) -> Member | None:
    """The most present member of a told age; None where nobody is told to be of it."""
    fits = [m for m in members if m.person and m.age == age]
    return max(fits, key=lambda m: (round(presence.get(m.number, 0.0), 6), -m.number), default=None)


def possible(members: Sequence[Member], age: int | None) -> list[Member]:
    """Members who may be of an age: all but those who are told to be of another."""
    return [m for m in members if age is None or m.age is None or m.age == age]
