"""Who somebody is, in the article's own words: the phrase that stands in apposition to a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tellings.text.names_runs import Piece
from tellings.text.names_tables import TITLES
from tellings.text.names_words import Word

#: A longer stretch between two commas is a clause, not a role.
MAX_WORDS = 14
_STOP = re.compile(r"[,.;:!?()\[\]“”\"\n—–]| - ")
_NO_ROLE = frozenset(
    "who which whose whom that and or but as while when where after before because since said says told saying adding "
    "according however also he she it they we i there this these those is was were are has had have in on at by with "
    "from for to not then now if although though including speaking meanwhile in".split()
)
_ROLE_NOUN = re.compile(
    r"(?:er|or|ist|ian|man|woman|men|women|ant|ent|chief|head|nurse|judge|mayor|mp|boss|coach|aide|captain|wife|husband|"
    r"mother|father|son|daughter|brother|sister|king|queen|pilot|witness|pupil|teen|monk|cook|clerk|spouse|hero|chair|"
    r"secretary|guard|ally|critic|expert|rival|host|guide|agent|partner|girl|boy|widow|student|resident|official|general)s?$"
)


def role_span(text: str, words: Sequence[Word], piece: Piece) -> tuple[int, int] | None:
    """Where the role of the person or body named by `piece` stands: behind the name, else before it."""
    return _behind(text, words, piece) or _before(text, words, piece)


def _behind(text: str, words: Sequence[Word], piece: Piece) -> tuple[int, int] | None:
    """ "Giulia Fantoni, a nurse from Pesaro," and "Nives Sarolic, 48, head of the hospital," """
    last = words[piece.stop - 1]
    k = piece.stop
    if k >= len(words) or not last.gap.startswith(",") or last.possessive:
        return None
    if words[k].key.isdigit():  # an age
        if k + 1 >= len(words) or not words[k].gap.startswith(","):
            return None
        k += 1
    first = words[k]
    if first.key in _NO_ROLE or first.pos in ("VERB", "AUX", "ADV", "ADP", "SCONJ", "CCONJ"):
        return None
    end = _stretch(text, words, k)
    inside = words[k:end]
    if not 1 <= len(inside) <= MAX_WORDS or not any(_role_word(w) for w in inside[:8]):
        return None
    if all(w.cap for w in inside) and len(inside) < 3 and not any(w.key in TITLES for w in inside):
        return None
    return inside[0].begin, inside[-1].end


def _before(text: str, words: Sequence[Word], piece: Piece) -> tuple[int, int] | None:
    """ "Croatia's sea and transport minister, Davor Plestina" and "opposition leader Anna Holm"."""
    at = piece.title
    if at == 0:
        return None
    gap = words[at - 1].gap
    comma = gap.startswith(",")
    if not comma and not gap.isspace():
        return None
    k = at - 1
    if words[k].cap and not comma or not _role_word(words[k]):
        if not comma or not any(_role_word(w) for w in words[max(0, k - 6) : k + 1]):
            return None
    while k > 0 and at - k < MAX_WORDS and not _STOP.search(words[k - 1].gap):
        prior = words[k - 1]
        if prior.key in _NO_ROLE - {"for", "in", "from"} or prior.pos in ("VERB", "AUX", "ADP", "SCONJ", "PRON", "ADV"):
            if not (comma and prior.key in ("of", "for", "in", "from", "at")):
                break
        k -= 1
        if prior.key in ("the", "a", "an", "his", "her", "their") or (prior.possessive and not comma):
            break
    if not any(_role_word(w) for w in words[k:at]) or comma and _clause(words[k:at]):
        return None
    while k < at and words[k].key in ("and", "or", "of"):
        k += 1
    return (words[k].begin, words[at - 1].end) if k < at else None


def _clause(words: Sequence[Word]) -> bool:
    return any(word.pos in ("VERB", "AUX") for word in words)


def _role_word(word: Word) -> bool:
    return word.key in TITLES or not word.cap and word.pos in ("NOUN", "") and bool(_ROLE_NOUN.search(word.key))


def _stretch(text: str, words: Sequence[Word], k: int) -> int:
    """One past the last word before the next mark."""
    while k < len(words) - 1 and not _STOP.search(words[k].gap):
        k += 1
    return k + 1
