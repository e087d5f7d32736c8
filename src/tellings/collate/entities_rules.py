"""Why two names may be one: every rule gives a score and a reason, and every veto too.

Scores order the merging; nothing here decides alone. String likeness carries most; what strings cannot tell
is left to titles, roles and to the slot in sentences that tell the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from tellings.collate.entities_nodes import Node
from tellings.settings import Entities
from tellings.text.agencies import canonical
from tellings.text.names import generation, similarity, sound, token_similarity
from tellings.text.names_nicks import by_names
from tellings.text.names_places import countries, states
from tellings.text.names_script import latin
from tellings.text.names_shared import beside_kin
from tellings.text.names_tables import BODIES, NICKNAMES, OWNED, PARTICLES, SITES, THINGS, TITLES
from tellings.text.quotes_words import FEMALE_NAMES, MALE_NAMES

#: A given name alone is weaker than a surname.
GIVEN = 0.8
#: What friends call somebody, weaker still: "Beth" for Bethany.
CALLED = 0.78
#: What stands in quotation marks inside the full name.
NICKED = 0.9
#: Two words spelled so much alike may be one word: below it, what stands in brackets is another thing.
KINDRED = 0.7
_NOBODY: frozenset[str] = frozenset()
_HEADS = BODIES | SITES | THINGS
_SKIP = frozenset("the of and for at in on to a de la & s".split())


#: Bodies that are known by this one word.
_SOVEREIGN = frozenset("house senate congress parliament cabinet commons lords treasury pentagon".split())
_CIVIC = frozenset("police council mayor fire county city court airport".split())
_LEVELS = frozenset("county state city national federal regional provincial campus town village district local".split())
#: Bodies that are called "... of ..." in full.
OF_BODIES = frozenset("department ministry office bureau university institute commission council".split())
_OF_WHAT = re.compile(r" (?:for|of|at|in|on|and)\b|$")
#: What leads on to the name of something else: "University [of] Bergen", "Bank [on] Main Street".
_LED = re.compile(r"\b(?:of|on|in|at|for|near)(?: the)? $")
_CONTRACTED = re.compile(r"([a-z]+)'([a-z]{2,})")


def acronym_of(short: Node, full: Node) -> bool:
    """Whether `short` is made of the initials of `full`, with or without its small words."""
    if not short.acronym or full.acronym or len(full.key.split()) < 2:
        return False
    if full.type == "person" or any(m.type == "person" for m in full.mentions):
        return False  # "AP" is not Alan Price, whatever one telling's capitals make of him
    letters = "".join(w for w in short.key.split() if w not in _SKIP or len(w) == 1)
    if len(letters) < 3 and short.type == "organisation" and full.type == "place" and full.key not in states():
        return False  # "UN" is not Upper Norland
    words = full.key.split()
    content = [w for w in words if w not in _SKIP]
    if len(letters) < 3 and min(map(len, content), default=0) < 3:
        return False  # "UN" is not "US Navy"
    for listed in (words, content, *_turned_round(content), *_forces(content)):
        if "".join(w[0] for w in listed) == letters:
            return True
    return len(letters) > 2 and _spread(letters, content)


def _turned_round(words: Sequence[str]) -> Sequence[Sequence[str]]:
    """A body with what it is first, as initials have it: "Justice Department" is the DOJ, with or without the "of"."""
    named = words[1:] if words[0] in ("us", "uk") else words
    if len(named) < 2 or named[-1] not in OF_BODIES:
        return ()
    return (named[-1], *named[:-1]), (named[-1], "of", *named[:-1])


def _forces(words: Sequence[str]) -> Sequence[Sequence[str]]:
    """A police force with the "department" that its initials have: "Vale City police" is the VPD."""
    if words[-2:] == ["police", "department"]:
        words = words[:-1]
    if words[-1] != "police":
        return ()
    plain = [w for w in words if w not in ("city", "county", "metropolitan", "metro")]
    return (*words, "department"), (*plain, "department")


def _spread(letters: str, words: Sequence[str]) -> bool:
    """ "UNODC", "Interpol"-like: every word gives one or two letters, in order, the first letter always first."""
    at = 0
    for word in words:
        if at >= len(letters) or word[0] != letters[at]:
            return False
        at += 1
        if at < len(letters) and len(letters) - at > len(words) and word[1:2] == letters[at]:
            at += 1
    return at == len(letters)


def same_words(a: Node, b: Node) -> float:
    """How alike two names of bodies, places or things are, word by word in order; 0 when a word differs clearly."""
    if len(a.words) != len(b.words) or not a.words:
        return 0.0
    if sorted(a.words) == sorted(b.words):  # "Environment Department", "department of the environment"
        return 0.95
    scores = [token_similarity(x, y) for x, y in zip(a.words, b.words, strict=True)]
    if any(
        s < 1.0 and (x in _HEADS or y in _HEADS or len(x) < 4) for s, x, y in zip(scores, a.words, b.words, strict=True)
    ):
        return 0.0
    return sum(scores) / len(scores) if min(scores) >= (0.7 if len(scores) < 3 else 0.65) else 0.0


def shortened(short: Node, full: Node) -> float:
    """How well a name of a body or thing fits as a short form of another: its first words, or its last."""
    a, b = short.words, full.words
    if not a or len(a) >= len(b):
        return 0.0
    if len(a) == 1 and a[0] in _SOVEREIGN:
        return 0.0  # "the House" is not the White House
    if short.acronym or _of_another_country(a, b):
        return 0.0  # "NATO Defence College" is another body
    if b[: len(a)] == a and a[-1] in BODIES and not _OF_WHAT.match(full.key, len(short.key)):
        return 0.0  # "Supreme Court Society" neither
    plain = len(a) > 1 and all(word in TITLES | OWNED for word in a)  # "Sheriff's Office"
    if a[-1] in BODIES and (set(b) - set(a)) & _LEVELS and not (plain and b[-len(a) :] == a):
        return 0.0  # the county's police are not the town's
    if a[-1] in SITES and b[-1] in SITES and a[-1] != b[-1]:
        return 0.0  # a mosque and its compound
    town = len(a) == 1 or short.place is not None or any(m.type == "place" for m in short.mentions)
    if b[: len(a)] == a and set(b[len(a) :]) & (OWNED if town else _CIVIC):
        return 0.0  # a town, and its police
    if len(a) == 1 and full.key.split()[:1] == [short.key] and f"{short.key}-" in full.mentions[0].text.lower():
        return 0.75  # a list or alliance: the party and its partner
    if b[: len(a)] == a and (len(a) > 1 or a[0] not in _HEADS):
        return 0.9 if len(a) > 1 else 0.7
    if b[-len(a) :] == a and not _LED.search(full.key[: -len(short.key)]):
        return 0.85 if len(a) > 1 else 0.72
    turned = a[-1:] + a[:-1] if b[0] == a[-1] else a  # "Bergen University", "University of Bergen at Voss"
    rest = iter(b)
    if len(a) > 1 and set(a) & _HEADS and all(word in rest for word in turned):
        return 0.75
    return 0.0


def _of_another_country(short: Sequence[str], full: Sequence[str]) -> bool:
    """ "Korean government", "Government of South Korea": a word of one is only the end of the other's country."""
    return any(b in short and a not in short and f"{a} {b}" in countries() for a, b in pairwise(full))


def place_score(a: Node, b: Node) -> float:
    """Two places: generally known as one, or the same but for "province of", "eastern"."""
    if a.place and a.place == b.place:
        return 1.0
    ka, kb = a.base, b.base
    if ka == kb or contracted(a.shown, kb) or contracted(b.shown, ka):
        return 0.97
    return 0.0


def contracted(text: str, full: str) -> bool:
    """ "Int'l", "S'pore": a word with its middle left out."""
    match = _CONTRACTED.fullmatch(latin(text.replace("’", "'")))
    if match is None:
        return False
    return full.startswith(match[1]) and full.endswith(match[2]) and len(full) > len(text)


def known_apart(a: Node, b: Node) -> bool:
    """Two places that are generally known by different names."""
    return a.place is not None and b.place is not None and a.place != b.place


def lone_score(single: Node, full: Node) -> float:
    """A single name against a person's full name: the surname, the given name, or a spelling of one."""
    word = single.key if " " not in single.key else single.tokens[-1]
    parts = full.tokens
    if len(parts) < 2 or " " in word:
        return 0.0
    double = [t for t in single.tokens if t not in PARTICLES]
    if len(double) > 1:  # "Holm-Lund" is no Lund, but "Ada Holm Lund"
        ends = "".join(double) in (parts[-1], "".join(parts[-len(double) :]))
        return 0.95 if ends and "".join(double) != "".join(parts) else 0.0
    firm = [p for p in parts if p not in PARTICLES]
    if not firm:
        return 0.0
    if word in (firm[-1], "".join(parts[1:]), " ".join(parts[1:])):
        return 0.95
    if word == firm[0]:
        return GIVEN
    if word in by_names(full.shown):
        return NICKED
    if short_given(word, firm[0]):
        return CALLED
    near = token_similarity(word, firm[-1])
    return CALLED * near if near >= 0.85 and len(word) > 3 else 0.0


def short_given(short: str, given: str) -> bool:
    """Whether a given name is a short or pet form of another: its beginning, or that with "-y", "-ie", "-i"."""
    if NICKNAMES.get(short, _NOBODY) & NICKNAMES.get(given, frozenset((given,))):
        return True
    root = re.sub(r"(?:ie|[iy])$", "", short)
    return len(root) >= 3 and len(given) > len(root) + 1 and given.startswith(root) and short != given


def begun_alike(a: str, b: str) -> bool:
    """Whether two given names are two forms of one: the same first four letters, and not a man's and a woman's."""
    known = [{x for x, names in (("f", FEMALE_NAMES), ("m", MALE_NAMES)) if word in names} for word in (a, b)]
    return min(len(a), len(b)) > 4 and a[:4] == b[:4] and not (all(known) and not known[0] & known[1])


def one_given(a: Node, b: Node) -> bool:
    """Whether two full names have one surname and two forms of one given name."""
    x, y = a.tokens, b.tokens
    if len(x) < 2 or len(y) < 2 or x[-1] != y[-1]:
        return False
    short, full = sorted((x[0], y[0]), key=len)
    cut = len(short) > 3 and full.startswith(short) and len(full) > len(short) + 1  # "Stan", "Standrew"
    return cut or (begun_alike(x[0], y[0]) and not a.articles & b.articles)


def slip(a: Node, b: Node) -> bool:
    """Whether two full names have one given name and surnames that differ in one letter: "Marlow", "Ivo Marlew"."""
    x, y = a.tokens, b.tokens
    same = len(x) > 1 < len(y) and x[0] == y[0] and len(x[0]) > 2 and min(len(x[-1]), len(y[-1])) > 4
    return same and x[-1][0] == y[-1][0] and OSA.distance(x[-1], y[-1], score_cutoff=1) < 2


def person_score(a: Node, b: Node) -> float:
    """Two full names of persons."""
    return similarity(a.shown, b.shown)


def kin(a: Node, b: Node) -> float:
    """How much of two full names agrees when the rest does not: enough for context to decide, or 0."""
    x, y = a.tokens, b.tokens
    if len(x) < 2 or len(y) < 2:
        return 0.0
    shared = [t for t in x if t in y and t not in PARTICLES and len(t) > 2]
    if not shared:
        return 0.0
    left, right = "".join(t for t in x if t not in shared), "".join(t for t in y if t not in shared)
    if not left or not right:
        return 0.8
    ka, kb = sound(left), sound(right)
    like = max(token_similarity(left, right), _overlap(ka, kb))
    return like if left[0] == right[0] or like > 0.6 else 0.0


def _overlap(a: str, b: str) -> float:
    same = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        same += 1
    return same / max(len(a), len(b), 1)


def conflicting(a: Node, b: Node, settings: Entities) -> str | None:
    """Why two names cannot be one, however alike; None when nothing speaks against it."""
    if known_apart(a, b):
        return "two places known by different names"
    sexes = a.genders(), b.genders()
    if sexes[0] and sexes[1] and not sexes[0] & sexes[1]:
        return "a man and a woman"
    born = generation(a.shown), generation(b.shown)
    if born[0] and born[1] and born[0] != born[1]:
        return "father and son"
    if any(born) and not all(born) and (_two_posts(a, b) or (_of_kin(b, a) if born[0] else _of_kin(a, b))):
        return "father and son"
    full = a.type == b.type == "person" and len(a.tokens) > 1 and len(b.tokens) > 1
    if full and person_score(a, b) < settings.different and kin(a, b) < settings.kin and not one_given(a, b):
        return "two full names that differ"
    if a.acronym and b.acronym and a.key.replace(" ", "") != b.key.replace(" ", ""):
        return "two different initials"
    return None


def nicked_pairs(nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """Names that are one because a telling writes both given name and by-name: 'Bo Lindqvist', "Robert Lindqvist"."""
    for key in sorted(nodes):
        names = by_names(nodes[key].shown)
        if not names:
            continue
        words, inside = key.split(), {word for name in names for word in name.split()}
        surname, plain = words[-1], " ".join(w for w in words if w not in inside)
        known = [k for k in (plain, *(f"{name} {surname}" for name in names)) if k in nodes]
        listed = sorted({key, *known})
        yield from ((a, b) for i, a in enumerate(listed) for b in listed[i + 1 :])


def _of_kin(node: Node, junior: Node) -> bool:
    """Whether a telling that has the other says of a full name whose father or son he is."""
    both = junior.articles
    return len(node.tokens) > 1 and any(m.article in both and beside_kin(m.role) for m in node.mentions)


def _two_posts(a: Node, b: Node) -> bool:
    """Whether one telling writes two full names, each with titles of its own: "Rev. Bell", "Sen. Bell Jr."."""
    mine, theirs = ({m.title.lower() for m in node.mentions if m.title} for node in (a, b))
    full = len(a.tokens) > 1 and len(b.tokens) > 1
    return full and bool(a.articles & b.articles) and bool(mine) and bool(theirs) and not mine & theirs


_ALIAS = re.compile(
    r"\s*(?:\(\s*|,\s*)?(?:also |formerly |better |otherwise |locally |sometimes |commonly |more widely |or )*"
    r"(?:known (?:\w+ ){0,3}as|formerly|aka|a\.k\.a\.|referred to as)\s+(?:the\s+)?[“\"'‘]?"
)


def alias_gap(gap: str, after: str, a: Node, b: Node) -> bool:
    """Whether the words between two names say that both name one thing."""
    if len(gap) > 60:
        return False
    if _ALIAS.fullmatch(gap):
        return True
    if a.acronym and b.acronym:
        return False
    bracket = re.fullmatch(r"\s*\(\s*(?:the\s+|or\s+)?[“\"'‘]?", gap)
    if bracket and after.lstrip("”\"'’ ")[:1] == ")":
        return acronym_of(b, a) or acronym_of(a, b) or _glossed(a, b)
    if re.fullmatch(r",\s+or\s+(?:the\s+)?", gap) and after[:1] in (",", ".", ")"):
        return "person" not in (a.type, b.type) and not (a.place and b.place)
    apposed = re.fullmatch(r",\s+the\s+", gap)
    return bool(apposed) and after[:1] in (",", ".") and a.type == b.type == "organisation" and _owned(a) != _owned(b)


def _glossed(a: Node, b: Node) -> bool:
    """Whether "A (B)" gives another name of a body or thing: a foreign acronym of a long name, or a kindred spelling.

    Brackets also hold the country of a town, the party of a member and the agency of a dateline.
    """
    kinds = {a.type, b.type}
    short = (a.acronym or b.acronym) and kinds == {"organisation", "other"}  # nobody knows what letters are
    if (len(kinds) > 1 and not short) or kinds & {"place", "person"} or a.place or b.place:
        return False
    if "organisation" in kinds and (a.acronym or b.acronym):
        full = b if a.acronym else a
        return len(full.words) > 1 or full.words[0] in BODIES
    if a.type == "organisation" and _owned(a) != _owned(b):
        return True  # "the Norwegian parliament (Storting)"
    return kindred(a, b)


def kindred(a: Node, b: Node) -> bool:
    """Whether two names share a word, or have two that are spelled alike."""
    return any(
        x == y or (len(x) > 3 and len(y) > 3 and token_similarity(x, y) >= KINDRED) for x in a.words for y in b.words
    )


def agency_names(nodes: Iterable[Node]) -> dict[str, str]:
    """Node key -> the news agency that it names. A short form that the story explains otherwise names none.

    "PTI" beside "Pakistan Tehreek-e-Insaf" is a party, "Bloomberg" beside "Ann Bloomberg" is a person.
    """
    listed = list(nodes)
    out: dict[str, str] = {}
    for node in listed:
        name = next(filter(None, (canonical(m.text) for m in node.mentions)), None)
        if name is None or node.type in ("person", "place"):
            continue
        if len(node.words) == 1 and any(_explains(other, node) for other in listed):
            continue
        out[node.key] = name
    return out


def _explains(full: Node, short: Node) -> bool:
    if full is short or canonical(full.shown):
        return False
    if full.type == "person":
        return len(full.tokens) > 1 and short.key in full.tokens
    return len(short.key) > 2 and acronym_of(short, full)


def _owned(node: Node) -> bool:
    """A body named by whose it is: "Israel's parliament"."""
    return any(m.text.split()[-1].islower() for m in node.mentions)
