"""Names of one article as they stand, and the people and bodies they make up."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tellings.text.names import GENERATIONS
from tellings.text.names_shared import Held
from tellings.text.quotes_view import View
from tellings.text.quotes_words import ORGANISATION_KIN

_ORG_TYPES = frozenset({"ORG", "NORP"})


@dataclass(slots=True)
class Name:
    """A name as it stands at one place."""

    begin: int
    end: int
    words: tuple[str, ...]  # folded
    person: bool
    shown: int | None = None  # where what people read begins, if not at `begin`: "[Ana Orlen's] mother"
    held: Held | None = None  # a person's name with its title and role


@dataclass(slots=True)
class Member:
    """A person or body of the article."""

    number: int
    person: bool
    names: list[Name] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)  # folded words that stand as titles, roles, appositions
    male: int = 0  # signs of gender
    female: int = 0
    guess: str | None = None  # from the first pronoun that was given to this member
    nameless: bool = False  # "an older man": somebody whom the article does not name
    age: int | None = None  # as told beside a name
    doubtful: bool = False  # told to be a body, but written like a person's name

    @property
    def gender(self) -> str | None:
        """m or f, by the signs; None when they are even."""
        if self.male == self.female:
            return self.guess
        return "m" if self.male > self.female else "f"

    def fullest(self) -> Name:
        """The longest form; of equal ones the first."""
        return max(self.names, key=lambda n: (len(n.words), -n.begin))


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Lower case, no accents, no possessive."""
    if word.isascii():
        return word.lower().removesuffix("'s").strip(".,'\"")
    flat = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    return flat.replace("’", "'").removesuffix("'s").strip(".,'\"“”")


def no_body(words: Sequence[str]) -> bool:
    """Whether no word of a name is a noun of organisations."""
    return not any(word in group for word in words for group in ORGANISATION_KIN)


def like_a_person(text: str, member: Member) -> bool:
    """A body written like a person: two or three capitalised words, no noun of organisations, no article."""
    full = member.fullest()
    shown = text[full.begin : full.end].split()
    if not 2 <= len(shown) <= 3 or any(not w[:1].isupper() or w.isupper() for w in shown):
        return False
    if not no_body(full.words):
        return False
    return not any(text[max(0, n.begin - 4) : n.begin].lower().endswith("the ") for n in member.names)


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name without "Jr."."""
    return words[:-1] if len(words) > 1 and words[-1] in GENERATIONS else words


def names_of(v: View) -> list[Name]:
    """The names of people and organisations: the mentions, or where there are none, the tagger's entities."""
    out: list[Name] = []
    if v.mentions:
        for m in v.mentions:
            if m.type in ("person", "organisation") or (m.type == "other" and not v.tagged):
                words = tuple(fold(w) for w in v.text[m.begin : m.end].split())
                person = m.type != "organisation"
                held = Held(m.begin, v.text[m.begin : m.end], m.title, m.role) if person else None
                out.append(Name(m.begin, m.end, _plain(words) if person else words, person, None, held))
        return sorted(out, key=lambda n: (n.begin, n.end))
    at: tuple[int, int, str] | None = None
    found: list[tuple[int, int, str]] = []
    for token in [*v.tokens]:
        kind = token.entity[2:]
        if token.entity.startswith("I-") and at is not None and at[2] == kind:
            at = (at[0], token.end, kind)
            found[-1] = at
        elif kind == "PERSON" or kind in _ORG_TYPES:
            at = (token.begin, token.end, kind)
            found.append(at)
        else:
            at = None
    for begin, end, kind in found:
        words = tuple(w for w in (fold(x) for x in v.text[begin:end].split()) if w and w not in ("the", "s"))
        if words and kind != "NORP":
            out.append(Name(begin, end, _plain(words) if kind == "PERSON" else words, kind == "PERSON"))
    return out
