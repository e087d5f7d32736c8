"""Who somebody is, in the article's own words: the phrase that stands in apposition to a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

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
#: Words for what people are: by their ending, or listed.
_AGENT = re.compile(r"(?:er|or|ist|ian|man|woman|men|women|wright|keeper|smith)s?$")
_NOT_AGENT = frozenset(
    "number water paper order matter river weather winter summer letter dinner centre power offer border "
    "corner manner "
    "shelter chapter quarter theater charter disaster newspaper computer helicopter summer september october november "
    "december center tower barrier trailer cover counter container ladder register transfer shower butter "
    "layer folder "
    "error door floor factor sector motor mirror terror horror colour color labour labor harbour harbor "
    "behaviour honour "
    "interior exterior tenor major minor list twist christmas human over under after never ever other another either "
    "neither rather together whether further later earlier older younger higher lower former latter better "
    "longer larger "
    "smaller greater bigger fewer wider however per her super inner outer upper proper".split()
)
_PEOPLE = frozenset(
    "chief head nurse judge mayor mp boss coach aide captain wife husband father mother son daughter brother "
    "sister king "
    "queen pilot witness pupil teen monk cook clerk spouse hero chair secretary guard ally critic expert "
    "rival host guide "
    "agent partner girl boy widow student resident official general president vice-president minister premier "
    "chancellor "
    "sergeant lieutenant commandant assistant accountant consultant attendant tenant merchant immigrant "
    "migrant servant "
    "participant defendant applicant correspondent superintendent dependent patient parent client "
    "superintendent delegate "
    "candidate advocate priest vicar bishop prince princess duke actress waitress cleric mechanic academic "
    "medic paramedic "
    "envoy spokesperson chairperson graduate colleague friend neighbour neighbor relative cousin uncle aunt "
    "nephew niece "
    "veteran civilian refugee trainee employee retiree detainee evacuee nominee lobbyist architect adviser "
    "advisor lead member native national couple youth victim suspect fugitive docker volunteer sheriff marshal "
    "constable deputy".split()
)


def role_span(text: str, words: Sequence[Word], piece: Piece) -> tuple[int, int] | None:
    """Where the role of the person or body named by `piece` stands: behind the name, else before it."""
    return _behind(text, words, piece) or _before(text, words, piece)


def _behind(text: str, words: Sequence[Word], piece: Piece) -> tuple[int, int] | None:
    """ "Marta Vrel, a nurse from Lund," and "Ida Holm, 48, head of the hospital," """
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
    verb = next((i for i, w in enumerate(inside) if w.pos in ("VERB", "AUX")), None)
    relative = verb is not None and any(w.key in ("who", "that", "which", "whose") for w in inside[:verb])
    if _finite(inside) and not relative:
        return None
    if all(w.cap for w in inside) and len(inside) < 3 and not any(w.key in TITLES for w in inside):
        return None
    return inside[0].begin, inside[-1].end


def _before(text: str, words: Sequence[Word], piece: Piece) -> tuple[int, int] | None:
    """ "Croatia's sea and transport minister, Jan Novak" and "opposition leader Anna Holm"."""
    at = piece.title
    if at > 1 and words[at - 1].key == "the" and words[at - 2].gap.startswith(","):
        at -= 1  # "his father, the Rev. Ola Holm"
    if at == 0:
        return None
    comma = words[at - 1].gap.startswith(",")
    if not comma and not words[at - 1].gap.isspace():
        return None
    near = words[at - 1 : at] if not comma else words[max(0, at - 7) : at]
    if not any(_role_word(w) for w in near) or (words[at - 1].cap and not comma):
        return None
    k = at - 1
    while k > 0 and at - k < MAX_WORDS and not _STOP.search(words[k - 1].gap) and _within(words[k - 1], comma):
        k -= 1
        if words[k].key in ("the", "a", "an", "his", "her", "their"):
            break
    while k < at and words[k].key in ("and", "or", "of", "for", "in", "from", "at"):
        k += 1
    phrase = words[k:at]
    if not any(_role_word(w) for w in phrase) or (comma and not _definite(words, k)):
        return None
    return phrase[0].begin, phrase[-1].end


def _within(prior: Word, comma: bool) -> bool:
    """Whether a role phrase that ends before a name may reach back over this word."""
    if comma and prior.key in ("of", "for", "in", "from", "at", "his", "her", "their", "its"):
        return True
    return prior.key not in _NO_ROLE and prior.pos not in ("VERB", "AUX", "ADP", "SCONJ", "PRON", "ADV")


def _definite(words: Sequence[Word], k: int) -> bool:
    """Before a comma only a definite phrase is in apposition: "the mayor, X", "Croatia's minister, X"."""
    return words[k].key in ("the", "his", "her", "their", "its") or words[k].possessive


def _finite(words: Sequence[Word]) -> bool:
    """Whether a phrase has a verb of its own, not only a participle: "the money comes from abroad"."""
    return any(w.pos == "AUX" or (w.pos == "VERB" and not w.key.endswith(("ed", "ing", "en", "wn"))) for w in words)


def _role_word(word: Word) -> bool:
    titled, people = _role(word.key)
    if not (titled or people):
        return False
    if word.cap or word.pos not in ("NOUN", "PROPN", "ADJ", ""):
        return titled and word.pos != "VERB"
    return True


@lru_cache(maxsize=16_384)
def _role(key: str) -> tuple[bool, bool]:
    """Whether a word in small letters is a title, and whether it tells what somebody is."""
    key = key.split("-")[-1]
    one = key[:-1] if key.endswith("s") else key
    people = key in _PEOPLE or one in _PEOPLE or (bool(_AGENT.search(key)) and one not in _NOT_AGENT)
    return key in TITLES, people


def _stretch(text: str, words: Sequence[Word], k: int) -> int:
    """One past the last word before the next mark."""
    while k < len(words) - 1 and not _STOP.search(words[k].gap):
        k += 1
    return k + 1
