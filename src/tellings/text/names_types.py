"""Of what type a name is: votes of the tagger and of the words in and around it, over a whole article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from tellings.text.names import GENERATIONS
from tellings.text.names_nicks import nicked_inside
from tellings.text.names_places import canonical_places
from tellings.text.names_runs import Piece
from tellings.text.names_script import latin
from tellings.text.names_tables import (
    BODIES,
    NICKNAMES,
    NOBLE,
    OWNED,
    PARTICLES,
    SAYING,
    SITES,
    THINGS,
    TITLES,
    VESSELS,
)
from tellings.text.names_words import Word
from tellings.text.prior import known
from tellings.text.quotes_words import FEMALE_NAMES, MALE_NAMES, RELATIVES

Ballot = defaultdict[str, float]

TYPES = ("person", "organisation", "place", "other")
_LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
#: A title before a name, a head noun in it, or a country's name settle the matter; the tagger alone does not.
SURE, STRONG, TAGGER, HINT, LONE = 6.0, 3.0, 1.0, 0.6, 0.4
#: "in X" outweighs one guess of the tagger, "to X" only its favourite one.
INSIDE, TOWARDS = 1.1, 0.45
_WEAK_HEADS = frozenset("town city united end field sound reading day post rock press watch".split())
_SURNAMES = frozenset(
    "park hill hall wood woods field fields banks lane forest brook rivers west street may day".split()
)
#: Of these, those that end a person's name about as often as a place's: the tagger tells.
_BEARERS = frozenset("hall woods fields banks rivers wood may day west".split())
_PLACED = frozenset("man woman resident residents native teenager couple mayor officials police".split())
_ALL_HEADS = BODIES | SITES | THINGS
_GIVEN = MALE_NAMES | FEMALE_NAMES
_SHIP = frozenset("mv ms ss mt hms uss ins rms usns hmas hmcs hmnzs hnoms usat rfa".split())
#: Initials that are run together: "J.R." Holm.
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2}$")
_OTHER_INITIALS = frozenset("us un uk eu dc la ny nj nc sc nd sd nm nh ri bc pe".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec".split()
)
_OUTLETS = frozenset("newspaper agency broadcaster magazine daily weekly website channel station".split())
_GROUPS = frozenset(
    "club company firm group party union charity maker giant giants side team bank airline operator".split()
)
_SETTLED = frozenset("city town village port county province region suburb island district resort capital".split())


def name_key(words: Sequence[Word], piece: Piece) -> str:
    """A name's words in small Latin letters."""
    return " ".join([latin(word.key) for word in words[piece.start : piece.stop]])


def _plain(key: str) -> list[str]:
    """The words of a name's key, "jr" left off."""
    parts = key.split()
    return parts[:-1] if len(parts) > 2 and parts[-1] in GENERATIONS else parts


def wording(keys: Sequence[str], shown: Sequence[str]) -> tuple[str, float] | None:
    """The type that a name's own words tell, with its weight; None when they tell nothing."""
    text = " ".join(keys)
    if text in canonical_places() or " ".join(s.lower() for s in shown) in canonical_places():
        return "place", SURE
    head = keys[: keys.index("of")][-1] if "of" in keys[1:] else keys[-1]
    if len(keys) > 1:
        if keys[0] in _SHIP and shown[0].isupper():
            return "other", SURE
        if list(keys[:2]) == ["u", "of"]:
            return "organisation", STRONG
        for group, kind in ((BODIES, "organisation"), (SITES, "place"), (THINGS, "other")):
            if head in group:
                return kind, HINT if head in _WEAK_HEADS or head in _BEARERS else 1.1 if head in _SURNAMES else STRONG
        if ({"of", "for"} & set(keys[1:]) and set(keys) & BODIES) or (head == "executive" and "and" in keys):
            return "organisation", STRONG
        if keys[0] in ("mount", "lake", "cape", "port", "fort", "st", "gulf", "isle", "san", "santa"):
            return "place", HINT
        if keys[0] in NICKNAMES:
            return "person", STRONG / 2
        if len(keys) < 4 and keys[0] in _GIVEN:
            return "person", HINT
        if len(keys) == 2 and _INITIALS.match(shown[0]) and keys[0].replace(".", "") not in _OTHER_INITIALS:
            return "person", STRONG / 2  # "J.R. Holm"
    elif shown[0].isupper() and 2 <= len(shown[0].replace(".", "")) <= 6:
        return "organisation", 2 * HINT
    return None


def _dateline(words: Sequence[Word], piece: Piece) -> bool:
    """Whether a name stands where the place of a dateline does: "KESTREN (PNA)", "KESTREN, 4 March"."""
    inside, behind = words[piece.start : piece.stop], words[piece.stop : piece.stop + 1]
    if piece.start > 0 or not behind or not all(w.text.isupper() and len(w.text) > 2 for w in inside):
        return False
    gap = inside[-1].gap
    if gap.strip() == "(" or gap.strip() in ("-", "–", "—", "--"):
        return sum(len(w.text) for w in inside) > 3
    return gap.strip() == "," and (behind[0].key in _MONTHS or behind[0].key.isdigit())


def _told(words: Sequence[Word], piece: Piece) -> bool:
    """Whether a verb of saying stands beside a name."""
    beside = (*words[max(0, piece.start - 1) : piece.start], *words[piece.stop : piece.stop + 1])
    return any(word.key in SAYING for word in beside)


class Votes:
    """What was said about each name of one article."""

    def __init__(self) -> None:
        self._by: dict[str, Ballot] = {}
        self._times: Counter[str] = Counter()
        self._capitals: set[str] = set()  # names of one word that stand in capitals
        self._types: dict[str, str] = {}
        self._ends: dict[str, list[str]] | None = None

    def add(self, words: Sequence[Word], piece: Piece, kind: str | None) -> None:
        """Count what the tagger, the name and its neighbours say at one place."""
        self._ends = None
        self._types.clear()
        key = name_key(words, piece)
        votes = self._by.setdefault(key, defaultdict(float))
        self._times[key] += 1
        if piece.stop - piece.start == 1 and words[piece.start].text.isupper():
            self._capitals.add(key)
        if kind:
            votes[kind] += SURE
            return
        inside = words[piece.start : piece.stop]
        if any(word.gap.strip() for word in inside[:-1]) and nicked_inside(inside):
            votes["person"] += SURE
        own = wording([w.key for w in inside], [w.text for w in inside])
        if own:
            votes[own[0]] += own[1]
        for word in inside:
            if word.label == "WORK_OF_ART" and _told(words, piece):
                continue  # what stands behind a quotation mark looks like a title
            if word.label in _LABELS:
                lone = len(inside) == 1 and word.label == "PERSON"  # the small model's favourite guess
                votes[_LABELS[word.label]] += (LONE if lone else TAGGER) / len(inside)
        if own is None and 1 < len(inside) < 4 and not any(w.label for w in inside) and inside[-1].dep == "nsubj":
            votes["person"] += LONE  # nobody knows the name, and it does something
        if piece.title < piece.start and words[piece.start - 1].key in TITLES:
            votes["person"] += STRONG
        self._around(words, piece, votes)

    @staticmethod
    def _around(words: Sequence[Word], piece: Piece, votes: Ballot) -> None:
        start, stop = piece.start, piece.stop
        before = words[start - 1].key if start else ""
        second = words[start - 2].key if start > 1 else ""
        after = words[stop].key if stop < len(words) else ""
        gap = words[stop - 1].gap
        if before in VESSELS or (second in VESSELS and before in ("the", "m/v", "mv", "ms")):
            votes["other"] += STRONG
        elif before == "the" and stop - start > 1 and words[start].key in NOBLE:
            votes["other"] += SURE  # "the Lady Jane": ladies take no article
        if _dateline(words, piece):
            votes["place"] += STRONG
        if before in ("in", "near", "outside", "across", "towards", "to", "from") and not words[start].function:
            votes["place"] += INSIDE if before in ("in", "near", "outside") else TOWARDS
        if after in _PLACED and gap == " " and stop - start == 1:
            votes["place"] += HINT
        if (before == "of" and second in RELATIVES) or (words[stop - 1].possessive and after in RELATIVES):
            votes["person"] += STRONG
        kin = stop + 1 < len(words) and gap == ", " and words[stop].possessive and words[stop + 1].key in RELATIVES
        if kin or (before in RELATIVES and words[start - 1].gap == ", "):
            votes["person"] += STRONG  # "Ida Holm, Ana's aunt", "her aunt, Ida Holm"
        if before == "the" and second in TITLES:
            votes["person"] += STRONG
        if before == "of" and start > 1:
            votes["place"] += (
                STRONG if second in _SETTLED else HINT if words[start - 2].gap.startswith((",", " of")) else 0
            )
            if second.isdigit() or (words[start - 2].begin and words[start - 2].gap.startswith(",")):
                votes["place"] += HINT
        if (
            before in _OUTLETS
            or (after in _OUTLETS and not gap.strip())
            or before in _GROUPS
            or after in ("fc", "fans")
        ):
            votes["organisation"] += STRONG / 2
        if after in SAYING and not gap.strip(" ,"):
            votes["person"] += HINT
        if before in SAYING and stop - start > 1:
            votes["person"] += HINT
        aged = before.endswith("year-old") or (before == "old" and second == "year")
        if aged and not (gap == " " and words[stop : stop + 1] and words[stop].pos in ("NOUN", "PROPN", "ADJ")):
            votes["person"] += STRONG  # "24-year-old Ada Holm", not "24-year-old Tarn resident"
        if before in TITLES and not words[start - 1].cap and words[start - 1].gap.isspace():
            votes["person"] += STRONG / 2
        if gap == ", " and stop < len(words) and words[stop].text.lower() in canonical_places() and words[stop].cap:
            votes["place"] += STRONG / 2  # "Newtown, Conn."
        if gap.startswith(",") and after.isdigit() and 0 < int(after) < 110 and len(after) < 4:
            votes["person"] += STRONG
        if before == "the" and stop - start < 3:
            votes["person"] -= STRONG / 2
            votes["place"] -= HINT

    def _longer(self) -> dict[str, list[str]]:
        """First or last word -> the longer names that it begins or ends."""
        if self._ends is None:
            self._ends = {}
            for key in sorted(self._by):
                parts = _plain(key)
                for word in sorted({parts[0], parts[-1]}) if len(parts) > 1 else ():
                    self._ends.setdefault(word, []).append(key)
        return self._ends

    def type(self, words: Sequence[Word], piece: Piece) -> str:
        """The type with most votes; a lone surname or given name votes with the full name it is part of."""
        key = name_key(words, piece)
        if key not in self._types:
            self._types[key] = self._type(key)
        return self._types[key]

    def _called(self, key: str, surname: str, last: Ballot) -> bool:
        """Whether a name is shortened as people's are: its last word often, its first, no English one, never.

        The tagger guesses at a given name that it has not met.
        """
        given = key.split()[0]
        again = self._times[surname] > 1 and given not in self._times
        word = surname not in _ALL_HEADS and surname not in self._capitals
        return again and word and last["place"] < INSIDE and not known(given)

    def _type(self, key: str) -> str:
        times = max(1, self._times[key])
        votes: Ballot = defaultdict(float, {kind: n / times for kind, n in self._by.get(key, {}).items()})
        surname = _plain(key)[-1]
        last = self._by.get(surname) if " " in key and "of" not in key.split() else None
        if (
            last and surname not in _ALL_HEADS and last["person"] > HINT * self._times[surname] / 2
        ):  # "Patton said" tells of Robbie Patton
            votes["person"] += STRONG / 2
        if last and self._called(key, surname, last):
            votes["person"] += STRONG / 2
        if " " not in key and key not in PARTICLES:
            for other in self._longer().get(key, ()):
                best = _best(self._by[other])
                if best == "person":
                    votes["person"] += STRONG / 2
                elif best != "place" and _plain(other)[-1] == key:
                    votes[best] += STRONG / 2
                elif (
                    best == "organisation" and other.split()[-1] not in OWNED and other.split()[1] not in ("of", "for")
                ):
                    votes[best] += STRONG / 2  # "Orwell" beside "Orwell Shipping"
        return _best(votes)


def _best(votes: Ballot) -> str:
    best, most = "other", 0.0
    for kind in TYPES:  # of equal ones the first
        if votes[kind] > most:
            best, most = kind, votes[kind]
    return best
