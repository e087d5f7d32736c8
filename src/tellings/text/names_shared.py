"""Whose a surname is where several people of one text bear it: father and son, a couple, a family.

News keeps them apart by courtesy title and by place: "Mrs Holm" is a woman, a surname with a title goes with the full
name told last, a bare one with who was named first; and a post that none of the bearers has ("President Holm") is
somebody else's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType

from tellings.text.names import generation, similarity, tokens
from tellings.text.names_tables import FEMALE, MALE, POLITE, TITLES
from tellings.text.quotes_words import FEMALE_NAMES, FEMALE_NOUNS, MALE_NAMES, MALE_NOUNS

#: No story is known around the text.
NOBODY: Mapping[str, int] = MappingProxyType({})
_WORD = re.compile(r"[^\W\d_]+")
#: Two full names this alike are one person's.
ONE = 0.8
_KIN = re.compile(
    r"\b(?:his|her|their|whose|the suspect['’]s|[^\W\d_]+['’]s)(?: [^\W\d_]+)? (?:father|son|dad|namesake)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Held:
    """A person's name as it stands at one place: the text, the title before it and the role beside it."""

    begin: int
    text: str
    title: str | None = None
    role: str | None = None

    @property
    def titles(self) -> frozenset[str]:
        """The words of the title, in small letters."""
        return _words(self.title)

    @property
    def marks(self) -> frozenset[str]:
        """The words of title and role, in small letters."""
        return _words(self.title) | _words(self.role)

    @property
    def sex(self) -> str | None:
        """ "f" or "m" by the title, else by what the role says, else by the given name; None where nothing tells."""
        told = self.titles
        if told & FEMALE or told & MALE:
            return "f" if told & FEMALE else "m"
        for word in reversed(_WORD.findall((self.role or "").lower())):  # "Mr Holm's wife"
            if word in FEMALE_NOUNS or word in MALE_NOUNS:
                return "f" if word in FEMALE_NOUNS else "m"
        given = tokens(self.text)[:1]
        return (
            "f" if FEMALE_NAMES.issuperset(given) and given else "m" if MALE_NAMES.issuperset(given) and given else None
        )


def _words(text: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) if text else frozenset()


@dataclass(slots=True)
class _Bearer:
    """One person of a shared surname."""

    first: Held
    names: list[Held]
    marks: set[str]

    @property
    def sex(self) -> str | None:
        """The sex that any of the names tells."""
        return next((n.sex for n in self.names if n.sex), None)


def beside_kin(role: str | None) -> bool:
    """Whether a role tells whose father or son somebody is: "his father"; not "a father of two"."""
    return role is not None and _KIN.search(role) is not None


def two_generations(a: Held, b: Held) -> bool:
    """Whether of two full names one is the father's, the other the son's: "Jr." and "Sr.", "his father" beside one."""
    born = generation(a.text), generation(b.text)
    if born[0] and born[1]:
        return born[0] != born[1]
    if not any(born):
        return False
    plain = b if born[0] else a
    return beside_kin(plain.role)


def _bearers(full: Sequence[Held]) -> list[_Bearer]:
    """The people of some full names with one surname, in order of their first place."""
    out: list[_Bearer] = []
    for held in full:
        home = next((one for one in out if _same(one, held)), None)
        if home is None:
            out.append(_Bearer(held, [held], set(held.marks)))
        else:
            home.names.append(held)
            home.marks |= held.marks
    return out


def _same(one: _Bearer, held: Held) -> bool:
    return similarity(one.first.text, held.text) >= ONE and not any(two_generations(n, held) for n in one.names)


def shared(
    held: Sequence[Held], borne: Set[str] = frozenset(), told: Mapping[str, int] = NOBODY
) -> dict[int, Held | None]:
    """Begin of each lone surname that two or more of the text's people bear -> the full name it stands for.

    None where it stands for somebody whom no full name of the text names. `borne` are surnames that several people
    bear elsewhere: they are told apart here even where the text has one of them only. `told` says how many tellings of
    the story have a full name: a bare surname is first the one's whom most of them name, then the one's named first.
    """
    full: dict[str, list[Held]] = defaultdict(list)
    lone: dict[str, list[Held]] = defaultdict(list)
    for one in sorted(held, key=lambda h: h.begin):
        parts = tokens(one.text)
        if parts:
            (full if len(parts) > 1 else lone)[parts[-1]].append(one)
    out: dict[int, Held | None] = {}
    for surname in sorted(lone.keys() & full.keys()):
        people = _bearers(full[surname])
        if len(people) < 2 and surname not in borne:
            continue
        for one in lone[surname]:
            out[one.begin] = _whose(one, people, told)
    return out


def borne_by_several(held: Sequence[Held]) -> frozenset[str]:
    """The surnames that two or more people bear among these names."""
    full: dict[str, dict[str, Held]] = defaultdict(dict)
    for one in held:
        parts = tokens(one.text)
        if len(parts) > 1:
            full[parts[-1]].setdefault(one.text, one)
    return frozenset(s for s, names in full.items() if len(names) > 1 and len(_bearers([*names.values()])) > 1)


def _whose(one: Held, people: Sequence[_Bearer], told: Mapping[str, int]) -> Held | None:
    """The full name, among those of several bearers, that a lone surname stands for."""
    sex = one.sex
    fit = [p for p in people if not (sex and p.sex and p.sex != sex)]
    known = [p for p in fit if sex and p.sex == sex]
    fit = known or fit
    titles = (one.titles & TITLES) - POLITE
    if titles:
        having = [p for p in fit if p.marks & titles]
        if not having:
            return None
        fit = having
    if not fit:
        return None
    before = [p for p in fit if p.first.begin < one.begin] or fit
    if one.title:
        last = [(max(n.begin for n in p.names if n.begin < one.begin), p) for p in before if p.first.begin < one.begin]
        if last:
            return max(last, key=lambda row: row[0])[1].first
    often = {id(p): max(told.get(n.text, 0) for n in p.names) for p in before}
    return min(before, key=lambda p: (-often[id(p)], p.first.begin)).first
