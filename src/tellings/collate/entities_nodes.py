"""The names of a story before they are merged: one node per way of writing, folded."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tellings.records import Mention
from tellings.text.names import similarity
from tellings.text.names import tokens as name_tokens
from tellings.text.names_places import canonical_places, countries, demonyms
from tellings.text.names_script import latin
from tellings.text.names_shared import ONE, Held, beside_kin, borne_by_several, shared
from tellings.text.names_tables import FEMALE, MALE, POLITE

_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")
_ADMIN = frozenset("province prefecture county city district state region municipality oblast governorate".split())
_DIRECTIONS = re.compile(
    r"^(?:(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west)ern"
    r"|central|greater|downtown|upstate|[ns]\.?[ew]?\.?|[ew]\.?)\s+",
    re.I,
)
_SIDES = re.compile(r"^(?:north|south|east|west|northeast|northwest|southeast|southwest)\s+", re.I)
_OF = re.compile(r"^(?:the\s+)?(?:town|city|village|province|county|state|municipality)\s+of\s+", re.I)
_STATE_OF = re.compile(r"(?:[a-z']+ )?(?:republic|kingdom|state|commonwealth|federation) of (?:the )?(.+)")
#: British and American spellings, and words that newsrooms use for one another.
_SPELLING = {
    "organization": "organisation", "center": "centre", "defense": "defence", "labor": "labour", "harbor": "harbour",
    "theater": "theatre", "program": "programme", "organizations": "organisations", "saint": "st", "mount": "mt",
    "centers": "centres", "armory": "armoury", "honor": "honour", "fiber": "fibre", "authorities": "government",
    "incorporated": "inc", "limited": "ltd", "corporation": "corp", "company": "co", "street": "st", "avenue": "ave",
    "boulevard": "blvd", "road": "rd",
    "sveti": "st", "sveta": "st", "san": "st", "santa": "st", "sankt": "st", "sint": "st", "sao": "st",
    "santo": "st", "sant": "st", "sainte": "st", "agios": "st", "agia": "st", "quay": "pier", "jetty": "pier",
    "mole": "pier", "wharf": "pier", "doctor": "dr", "univ": "university", "dept": "department",
    "intl": "international", "twp": "township", "hwy": "highway", "pkwy": "parkway", "ctr": "centre",
    "bldg": "building", "assn": "association", "natl": "national", "apts": "apartments", "govt": "government",
}  # fmt: skip
#: The legal form of a company is no part of its name.
_LEGAL = frozenset(
    "inc ltd llc plc corp co gmbh ag sa spa srl nv bv oy oyj ab as asa ao ooo kg sas sarl pty pte".split()
)
_ORDINALS = {
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "6th": "sixth", "7th": "seventh",
    "8th": "eighth", "9th": "ninth", "10th": "tenth", "11th": "eleventh", "12th": "twelfth", "13th": "thirteenth",
    "14th": "fourteenth",
}  # fmt: skip
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
#: States and the world's body, as part of a longer name: "United States Geological Survey".
_INITIALS = {"states": "us", "kingdom": "uk", "nations": "un", "arab emirates": "uae"}
_UNITED = re.compile(r"\bunited (states|kingdom|nations|arab emirates)\b(?: of america\b)?(?=['’ ]+\w)")
_SMALL = frozenset("the of and for at in on to a de la le & s".split())


@dataclass(slots=True)
class Node:
    """One folded way of writing a name, with everything that was seen of it."""

    key: str
    words: tuple[str, ...]  # content words: folded, spelling made one, "of" and "the" left off
    place: str | None  # the canonical name of a place that is generally known
    mentions: list[Mention] = field(default_factory=list)
    type: str = "other"
    acronym: bool = False
    owner: str | None = None  # of a surname that several people bear: the key of the full name it stands for
    strangers: frozenset[str] = frozenset()  # ... or the keys of those for none of whom it stands

    @property
    def articles(self) -> set[str]:
        return {mention.article for mention in self.mentions}

    @property
    def shown(self) -> str:
        """The name as it is written first."""
        return self.mentions[0].text

    @property
    def tokens(self) -> list[str]:
        """The words of a person's name, as names are compared."""
        return name_tokens(self.shown)

    @property
    def base(self) -> str:
        """The content words of a place without what only says which part or what kind of place it is."""
        return _base(self.shown)

    def titles(self) -> set[str]:
        """Small-letter words of the titles and roles that stood beside the name."""
        out: set[str] = set()
        for mention in self.mentions:
            for text in (mention.title, mention.role):
                out.update(w.lower() for w in _WORD.findall(text or ""))
        return out - _SMALL - POLITE

    def genders(self) -> set[str]:
        """ "f", "m": what courtesy titles and titles tell."""
        said = {w.lower().rstrip(".") for m in self.mentions if m.title for w in m.title.split()}
        return {mark for mark, words in (("f", FEMALE), ("m", MALE)) if said & words}


def content_words(text: str) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    people = demonyms()
    flat = latin(re.sub(r"['’]s?\b", "", text.replace("’", "'")))
    flat = _DOTTED.sub(lambda found: found[0].replace(".", ""), flat)
    flat = _UNITED.sub(lambda found: _INITIALS[found[1]], flat)
    words = [_SPELLING.get(w) or _ORDINALS.get(w, w) for w in re.findall(r"[^\W_]+", flat)]
    kept = [w for w in words if w not in _SMALL] or words
    if len(kept) > 1 and kept[-1] in _LEGAL:
        kept.pop()
    if len(kept) > 1:
        kept = [_country(people.get(w, "")) or w for w in kept]
        if kept[0] == "i" and kept[1].isdigit():
            kept[0] = "interstate"
        if kept[-2:] == ["police", "department"]:
            kept = kept[:-1]
    return tuple(kept)


def _country(name: str) -> str:
    return name.lower().replace(" ", "-")


def base(text: str) -> str:
    """A place's name without what only says which part or what kind of place it is."""
    stripped = _OF.sub("", _DIRECTIONS.sub("", text))
    side = _SIDES.sub("", text)
    if side != text and side.lower() in countries():  # "east Jerusalem" is not Jerusalem, "south France" is France
        stripped = side
    words = stripped.split()
    named = words[-1:] == ["City"] and known_place(" ".join(words[:-1])) is not None  # Mexico City is not Mexico
    if len(words) > 1 and not named and words[-1].lower() in _ADMIN and words[0][:1].isupper():
        stripped = " ".join(words[:-1])
    return stripped or text


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """What spellings that differ in marks, capitals, hyphens and quotes only have in common."""
    return " ".join(re.findall(r"[^\W_]+", latin(text.replace("’", "'")))) or text.casefold()


def known_place(text: str) -> str | None:
    """The canonical name of a generally known place; None for any other text."""
    places = canonical_places()
    if len(text) < 6 and ". " in text:
        text = text.replace(". ", ".")  # "U. S."
    plain = re.sub(r"^the\s+", "", text.lower().replace("’", "'"))
    found = places.get(text.lower().replace("’", "'")) or places.get(plain)
    if found is None and (state := _STATE_OF.match(plain)) and state[1] in countries():
        return places.get(state[1])
    return found


def nodes(mentions: Sequence[Mention]) -> dict[str, Node]:
    """All names of a story by folded form, each with its type by vote over the tellings."""
    out: dict[str, Node] = {}
    for mention in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        key = fold(mention.text)
        if key not in out:
            out[key] = Node(key, content_words(mention.text), known_place(mention.text))
        out[key].mentions.append(mention)
    for node in out.values():
        node.type = vote(node.mentions)
        shown = Counter(m.text for m in node.mentions)
        plain = node.key.replace(" ", "")
        initials = any(t.replace(".", "").isupper() and " " not in t for t in shown) or node.key.startswith("u of ")
        node.acronym = 2 <= len(plain) <= 7 and initials and node.place is None
        if node.place and not any(m.type == "person" for m in node.mentions):
            node.type = "place"
    return out


def surnames(known: dict[str, Node]) -> dict[str, Node]:
    """Nodes in which a surname that several people of the story bear is one node for each of them."""
    people = {key: node.tokens for key, node in known.items() if node.type == "person"}
    often = Counter(words[-1] for words in people.values() if len(words) > 1)
    near = [key for key, words in people.items() if words and often[words[-1]] > 1]
    kin = {key: next((m.role for m in known[key].mentions if beside_kin(m.role)), None) for key in near}
    borne = borne_by_several([Held(0, known[key].shown, None, kin[key]) for key in near])
    if not borne:
        return known
    held: dict[str, dict[int, tuple[Held, str]]] = defaultdict(dict)
    for key in near:
        for m in known[key].mentions:
            held[m.article][m.begin] = (Held(m.begin, m.text, m.title, m.role), key)
    told: Counter[str] = Counter()
    for key in near:
        for text in sorted({m.text for m in known[key].mentions}) if len(people[key]) > 1 else ():
            told[text] = _tellings(known, key, people)
    out = dict(known)
    moved: dict[tuple[str, str, frozenset[str]], list[Mention]] = defaultdict(list)
    for article in sorted(held):
        rows = held[article]
        for begin, full in sorted(shared([one for one, _ in rows.values()], borne, told).items()):
            key = rows[begin][1]
            surname = name_tokens(rows[begin][0].text)[-1]
            others = frozenset(k for one, k in rows.values() if name_tokens(one.text)[-1:] == [surname] and k != key)
            owner = rows[full.begin][1] if full else ""
            found = next(m for m in known[key].mentions if (m.article, m.begin) == (article, begin))
            moved[key, owner, frozenset() if owner else others].append(found)
    for (key, owner, others), mentions in sorted(
        moved.items(), key=lambda row: (row[0][0], row[0][1], sorted(row[0][2]))
    ):
        mine = f"{key}@{owner.replace(' ', '_')}{len(others) if others else ''}"
        own = {id(m) for m in mentions}
        rest = [m for m in out[key].mentions if id(m) not in own]
        out[mine] = replace(known[key], key=mine, mentions=mentions, owner=owner or None, strangers=others)
        if rest:
            out[key] = replace(out[key], mentions=rest)
        else:
            del out[key]
    return out


def _tellings(known: dict[str, Node], key: str, people: dict[str, list[str]]) -> int:
    """How many tellings write a full name, or another spelling of it."""
    alike = (k for k, words in people.items() if len(words) > 1 and words[-1] == people[key][-1])
    both = {k for k in alike if k == key or similarity(known[k].shown, known[key].shown) >= ONE}
    return len({m.article for k in both for m in known[k].mentions})


def vote(mentions: Sequence[Mention]) -> str:
    """The type that most tellings give, each telling one vote divided over its mentions, full names counting twice."""
    if len({mention.type for mention in mentions}) == 1:
        return mentions[0].type
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        by[mention.article][mention.type] += 2 if " " in mention.text else 1
    total: Counter[str] = Counter()
    for counts in by.values():
        size = sum(counts.values())
        for kind, n in counts.items():
            total[kind] += n / size * (0.5 if kind == "other" else 1.0)  # type: ignore[assignment]
    order = ("person", "organisation", "place", "other")
    return max(order, key=lambda kind: (round(total[kind], 6), -order.index(kind)))


@lru_cache(maxsize=8192)
def _base(text: str) -> str:
    return " ".join(content_words(base(text)))
