"""Small words and numbers that belong to a name: "Rila monastery", "eastern Thailand", "17th Street"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tellings.text.names_fields import linked
from tellings.text.names_places import countries
from tellings.text.names_runs import Piece
from tellings.text.names_tables import BODIES, SITES, THINGS
from tellings.text.names_words import Word

#: "federal Environment Department": whose department it is belongs to its name.
TIERS = frozenset("federal state provincial national regional municipal".split())
_STATE_BODIES = frozenset("department ministry government court police agency bureau parliament office".split())
_SMALL_SITES = frozenset(
    "province prefecture county city region district monastery mosque compound pier mole temple church "
    "cathedral airport "
    "stadium university river lake island islands mountain mountains peninsula bridge street avenue square "
    "valley strait "
    "oblast shrine synagogue".split()
)
_BUILT = _SMALL_SITES - {"mosque", "temple", "church"}
_DIRECTIONS = frozenset(
    "north south east west central northern southern eastern western northeastern northwestern southeastern "
    "southwestern north-east north-west south-east south-west northeast northwest southeast southwest".split()
)
#: What is numbered: "Interstate 94", "Studio 54", "Precinct 3".
_SERIAL = frozenset(
    "interstate highway route channel precinct studio amendment section region division unit flight gate pier district "
    "area zone proposition article chapter title camp".split()
)
#: What comes in order: "17th Street", "9th Circuit", "81st Awards".
_COUNTED = (BODIES | SITES | THINGS | frozenset("precinct circuit amendment".split())) - frozenset(
    ("day", "week", "academy")
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.I)
#: No station's letters, though they are capitals.
_CLOCKS = frozenset("gmt utc est edt cst cdt mst mdt pst pdt bst cet am pm".split())


def widened(words: Sequence[Word], piece: Piece, place: bool) -> Piece:
    """The piece with what belongs to it: "Rila monastery", "eastern Thailand", "17th Street", "Interstate 94"."""
    start, stop = piece.start, piece.stop
    country = " ".join(w.key for w in words[start:stop]) in countries()
    while not country and stop < len(words) and stop - piece.stop < 2:
        last, nxt = words[stop - 1], words[stop]
        if last.possessive or not linked(last.gap) or nxt.cap or nxt.key not in _SMALL_SITES:
            break
        if last.key in _BUILT:
            break
        stop += 1
    stop += stop == piece.stop and _numbered(words, stop)
    before = words[start - 1] if start else None
    if piece.title == start and before is not None and _ordinal(before) and words[stop - 1].key in _COUNTED:
        return Piece(start - 1, stop, start - 1)
    bodies = {w.key for w in words[start:stop]} & _STATE_BODIES
    if bodies and before is not None and before.key in TIERS and not before.cap and linked(before.gap):
        return Piece(start - 1, stop, start - 1) if piece.title == start else Piece(start, stop, piece.title)
    if place and before is not None and before.key in _DIRECTIONS and linked(before.gap) and piece.title == start:
        start -= 1 if stop == piece.stop else 0
    return Piece(start, stop, piece.title if start == piece.start else start)


def numbered_site(words: Sequence[Word], piece: Piece) -> bool:
    """Whether a name is a numbered place: "17th Street"."""
    return _ordinal(words[piece.start]) and words[piece.stop - 1].key in SITES


def _ordinal(word: Word) -> bool:
    """Whether a word is a number that counts what follows it: "17th"."""
    return _ORDINAL.fullmatch(word.text) is not None and word.gap == " "


def _numbered(words: Sequence[Word], stop: int) -> bool:
    """Whether the number behind a name is part of it: "Interstate 94", the station "KXYZ 7"."""
    last = words[stop - 1]
    if stop >= len(words) or last.gap != " " or last.possessive or not words[stop].text.isdigit():
        return False
    if len(words[stop].text) > 3 or words[stop].gap[:1] not in ("", " ", ",", ".", ")", "'", "’"):
        return False
    behind = words[stop + 1] if stop + 1 < len(words) else None
    if behind is not None and words[stop].gap == " " and behind.pos == "NOUN" and behind.key[-1:] == "s":
        return False  # "in Division 30 players"
    station = last.text.isalpha() and last.text.isupper() and 2 < len(last.text) < 5 and last.key not in _CLOCKS
    return last.key in _SERIAL or (station and len(words[stop].text) < 3)
