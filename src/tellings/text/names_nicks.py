"""Names with a by-name inside: 'Robert "Bo" Lindqvist', "Ana (Nina) Holm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tellings.text.names import BY_NAME
from tellings.text.names_script import latin
from tellings.text.names_tables import BODIES, SITES, THINGS, TITLES
from tellings.text.names_words import Word
from tellings.text.quotes_words import FEMALE_NAMES, MALE_NAMES

_OPENS = re.compile(r"\s+([“\"‘'„(]|``)")
_CLOSES = re.compile(r"([”\"’'“)]|'')\s+")
#: Words of a by-name: "Big Daddy", "The Rock".
LONGEST = 3
_MARKED = frozenset("“\"‘'„(`")
_GIVEN = MALE_NAMES | FEMALE_NAMES
_HEADS = BODIES | SITES | THINGS | TITLES


def nicked(words: Sequence[Word], j: int) -> int:
    """How many words behind word j end a by-name and the surname behind it; 0 where none begins there.

    In brackets stand also a party, a state, a role: there the given name must be known for one and the by-name is one
    word that is no abbreviation.
    """
    opened = _OPENS.fullmatch(words[j].gap)
    if opened is None or not words[j].text[0].isupper() or words[j].possessive:
        return 0
    for k in range(j + 1, min(j + 1 + LONGEST, len(words) - 1)):
        word, behind = words[k], words[k + 1]
        if not word.text[0].isupper():
            return 0
        if _CLOSES.fullmatch(word.gap):
            if not behind.cap or behind.function or behind.text.isupper() != words[j].text.isupper():
                return 0
            bracket = opened[1] == "("
            sure = words[j].key in _GIVEN and k == j + 1 and len(word.text) > 2 and not word.text.isupper()
            named = words[j].key in _GIVEN or not (words[j].text.isupper() or {words[j].key, behind.key} & _HEADS)
            return k + 1 - j if (sure if bracket else named) else 0
        if word.gap != " ":
            return 0
    return 0


def nicked_inside(words: Sequence[Word]) -> bool:
    """Whether the words of a name hold a by-name."""
    return any(_OPENS.fullmatch(word.gap) for word in words[:-1])


@lru_cache(maxsize=16_384)
def by_names(shown: str) -> tuple[str, ...]:
    """What stands in quotation marks or brackets inside a name, in small Latin letters."""
    if _MARKED.isdisjoint(shown):
        return ()
    return tuple(" ".join(re.findall(r"[^\W_]+", latin(found))) for found in BY_NAME.findall(shown))
