"""Names of bodies and places that say in other words what they name: "Holm Hospital", "Holm Medical Center"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tellings.collate.entities_nodes import Node, known_place
from tellings.text.names_tables import BODIES
from tellings.text.streets import KIND_OF, PLAIN

#: Kinds of places and bodies, with the words that newsrooms use for one another at the end of a name; folded.
_KINDS = (
    "hospital clinic infirmary medical centre health regional university general memorial",
    "bar pub tavern lounge nightclub club inn saloon night",
    "store shop supermarket market outlet",
    "salon barbershop barber hair",
    "apartments apartment houses homes complex estates estate subdivision condominiums housing",
    "prison jail penitentiary correctional detention facility institution centre",
    "sheriff office department",
    "police force service bureau department",
    "fire department district protection rescue service brigade",
    "hotel motel inn resort hotels",
    "restaurant diner cafe café grill eatery bistro",
    "station news channel tv television radio",
    "unit prison facility",
    "magazine newspaper daily weekly",
    "airport international regional municipal",
    "mall centre shopping plaza outlets",
    "camp refugee settlement",
    "hall catering banquet",
)
ROADS = frozenset(form for form in KIND_OF if KIND_OF[form] in PLAIN or form == "way")
_GROUPS = (*(frozenset(kind.split()) for kind in _KINDS), ROADS)
_OF = {word: tuple(group for group in _GROUPS if word in group) for word in sorted(frozenset().union(*_GROUPS))}
#: These say what a name is only together with another word of their group.
_VAGUE = frozenset(
    "centre regional university general memorial health international municipal hair night detention facility "
    "institution office force bureau complex way district service department rescue housing shopping refugee".split()
)
#: Bodies that a parliament's or assembly's short name stands for.
_HOUSES = {"house": frozenset(("representatives", "delegates", "commons", "lords"))}
#: A town is told behind these, and before these.
_INSIDE = [["in"], ["from"]]
_TOWNS = frozenset(
    "man woman men women teen boy girl resident residents native police officers firefighters officials mayor "
    "councilman county couple family".split()
)
#: What only says that a name is a firm's.
_FIRMS = frozenset(
    "group holdings industries international entertainment communications technologies systems motors corporation corp "
    "company co partners enterprises project foundation stores".split()
)
#: What ministries deal with and nothing else is called by.
_MINISTRIES = frozenset("interior treasury defence defense commerce agriculture transportation labour energy".split())
#: What a name that stands alone too may be: its owner is no other thing of that name.
_BEINGS = frozenset(
    "island islands peninsula archipelago camp village unit district neighbourhood neighborhood".split()
)
#: What counties have and towns have not.
_COUNTYS = frozenset("sheriff attorney coroner examiner prosecutor courthouse jail".split())
_SOLE = _MINISTRIES | {"house", "senate", "congress"}
_HALLS = frozenset("centre park theatre theater arena stadium plaza tower estates gym field".split())
_HEADS = (frozenset(word for group in _GROUPS for word in group if word not in _VAGUE) | _HALLS) - {"police", "sheriff"}


def other_words(a: Node, b: Node, apart: bool) -> float:
    """How surely two names are one that say in other words what they name; `apart`: no telling writes both."""
    if a.words[:1] != b.words[:1]:
        short, full = (a, b) if len(a.words) < len(b.words) else (b, a)
        sole = len(short.words) == 1 and short.words[0] in _SOLE
        return 0.8 if sole and (_ministry(short, full) or _chamber(short, full)) else 0.0
    if _ministry(a, b) or _ministry(b, a) or _chamber(a, b) or _chamber(b, a) or _levelled(a, b) or _of_one_place(a, b):
        return 0.8
    if _being(a, b) or _being(b, a):
        return 0.8
    if _ends_in_initials(a, b) or _ends_in_initials(b, a):
        return 0.85
    if _firm(a, b) or _firm(b, a):
        return 0.75
    return _same_kind(a, b) or (_inserted(a, b) if apart else 0.0)


def _same_kind(a: Node, b: Node) -> float:
    """How surely two names with one beginning name one place: their last words are two words for one kind of place."""
    if a.acronym or b.acronym or a.words[:1] != b.words[:1]:
        return 0.0
    for group in _OF.get(a.words[-1], ()):
        x, y = _stem(a.words, group), _stem(b.words, group)
        if x and x == y:
            return 0.8
    return 0.0


def _stem(words: Sequence[str], group: frozenset[str]) -> tuple[str, ...]:
    """The words before those that say which kind of place a name is; none where they do not say it."""
    end = len(words)
    while end and words[end - 1] in group:
        end -= 1
    return tuple(words[:end]) if set(words[end:]) - _VAGUE else ()


def _inserted(a: Node, b: Node) -> float:
    """ "Holm Hotel", "Holm Grand Hotel": one has a word more between the name and the same last word."""
    short, full = (a.words, b.words) if len(a.words) < len(b.words) else (b.words, a.words)
    if len(short) < 2 or len(full) != len(short) + 1 or (short[-1] not in _OF and not short[0][0].isdigit()):
        return 0.0
    return 0.7 if full[: len(short) - 1] == short[:-1] and full[-1] == short[-1] else 0.0


def _ministry(short: Node, full: Node) -> bool:
    """ "Interior" is the Interior Department where it is a name at all."""
    rest = full.words[1:] if full.words[0] in ("us", "uk") else full.words
    return short.words == rest[:1] and rest[1:] in (("department",), ("ministry",)) and short.words[0] in _MINISTRIES


def _of_one_place(a: Node, b: Node) -> bool:
    """ "New York Police", "New York City police": one last word, and before it one generally known place."""
    if a.words[-1] != b.words[-1] or a.words[0] != b.words[0] or len(a.words) == len(b.words):
        return False
    x, y = (known_place(" ".join(node.words[:-1])) for node in (a, b))
    return x is not None and x == y


def _being(short: Node, full: Node) -> bool:
    """ "Qarin", "Qarin island": a small word says what a place is."""
    if full.words[:-1] != short.words or full.words[-1] not in _BEINGS or short.type == "person":
        return False
    return full.shown.split()[-1].islower()


def _ends_in_initials(short: Node, full: Node) -> bool:
    """ "Fort Holm PD", "Fort Holm Police Department": the last word is the initials of what the other has there."""
    *own, last = short.key.split()
    words = full.key.split()
    if not own or words[: len(own)] != own or not short.shown.split()[-1].isupper():
        return False
    rest = [w for w in words[len(own) :] if w not in ("of", "the", "and", "for")]
    return len(last) == len(rest) > 1 and last == "".join(w[0] for w in rest)


def _firm(short: Node, full: Node) -> bool:
    """Whether one adds only what a firm is to the other: "Brandt", "Brandt Group"."""
    n = len(short.words)
    if full.words[:n] != short.words or not set(full.words[n:]) <= _FIRMS or len(full.words) == n:
        return False
    return short.type != "place" and full.type in ("organisation", "other") and not short.acronym


def _levelled(a: Node, b: Node) -> bool:
    """ "Holm County Sheriff's Office", "Holm Sheriff's Office": only counties have one."""
    if ("county" in a.words) == ("county" in b.words):
        return False
    x, y = ([w for w in node.words if w != "county"] for node in (a, b))
    return x == y and len(x) > 1 and not _COUNTYS.isdisjoint(x)


def _chamber(short: Node, full: Node) -> bool:
    """Whether one is the whole name of the other's chamber: "the House", "House of Representatives"."""
    if len(short.words) != 1:
        return False
    word = short.words[0]
    if word in _HOUSES:
        rest = full.words[1:] if full.words[:1] in (("us",), ("uk",)) else full.words
        return len(rest) == 2 and rest[0] == word and rest[1] in _HOUSES[word]
    return word in ("senate", "congress") and full.words in (("us", word), ("united", "states", word))


def opening(short: Node, full: Node) -> bool:
    """Whether a name is the first words of a longer one that ends in what kind of place it is: "Holm" Lounge.

    What a town has is called by the town too: whether the short name is a town's is for the texts to say.
    """
    n = len(short.words)
    if full.words[-1:] and full.words[-1] not in _HEADS:
        return False
    if not 0 < n < len(full.words) <= n + 3 or full.words[:n] != short.words or short.words[-1] in _HEADS:
        return False
    if "person" in (short.type, full.type) or short.words[-1] in BODIES:
        return False
    road = short.type == "organisation" and full.words[-1] in ROADS  # a firm's "Drive" is no road
    return full.shown.split()[-1][0].isupper() and not road


def settled(node: Node, texts: Mapping[str, str]) -> bool:
    """Whether the texts use a name as a town's: "in Holm", "a Holm man", "Holm police"."""
    for m in node.mentions:
        text = texts.get(m.article, "")
        if m.text.isupper() or text[max(0, m.begin - 6) : m.begin].lower().split()[-1:] in _INSIDE:
            return True
        behind = text[m.end : m.end + 20].split()
        if text[m.end : m.end + 1] == " " and behind and behind[0].strip(".,") in _TOWNS:
            return True
    return False
