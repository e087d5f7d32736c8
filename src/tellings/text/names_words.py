"""The words of an article as names see them: capitals, what stands between them, what the tagger thinks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tellings.records import Token
from tellings.schema import column
from tellings.text.names_tables import NOT_NAMES

#: A line of at least this many longer words, most of them capitalised, is set in title case: capitals say nothing.
TITLE_CASE_WORDS, TITLE_CASE_SHARE, PROSE_TITLE_CASE_SHARE = 3, 0.65, 0.95

_WORDS = re.compile(r"([^\W_]+(?:[-–'’.&·・][^\W_]+)*)")
_ABBREVIATED = frozenset(
    "st ste mr mrs ms dr jr sr inc ltd co corp sen rep gov gen lt col sgt capt cpt maj cmdr adm mt ft rev hon prof "
    "ave blvd rd bros dept no tenn calif mass conn mich minn wash pa va fla ga ariz colo ill ind kan ky la md mo mont "
    "neb nev okla ore tex vt wis wyo ala ark del ont que gob cap cpl pvt supt insp det brig messrs".split()
)
#: States' and companies' short forms keep their full stop even where a sentence ends, or seems to.
_AT_END = frozenset(
    "tenn calif mass conn mich minn wash fla ariz colo ill kan mont neb nev okla ore wis wyo inc ltd corp jr sr "
    "dept".split()
)
_BASED = re.compile(
    r"[-–](?:based|led|backed|born|held|occupied|annexed|controlled|run|owned|made|style|wide|bound|era|speaking|trained|funded|"
    r"sponsored|supported|allied|linked|listed|registered|flagged|built|dominated|friendly|like|type|related|ruled|"
    r"brokered|educated|majority|aligned|imposed|mediated|appointed|elected|only|free|going|wing)$"
)
_CLOSED = re.compile(r"(?:al|el|ul|as|ash|ad|an|d|l|de|la|t)[-'’][A-ZÀ-ÞА-Я]")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z][a-z]{2}")
_POSSESSIVE = re.compile(r"['’][sS]$")
_OPENERS = '“"‘«„:•*–—|'
#: Behind a word these may belong to it, or tell whose something is.
_EDGES = frozenset(".'’€")
#: Sentence openers that are also parts of names; the others never are.
_MAYBE = frozenset(
    "new first second third one two three old jan may march april june august will says news source mark".split()
)


#: What else the tagger tells of a word: class, type of the entity ("" for none), ordinal of the entity that it belongs
#: to (-1 for none), how it hangs on another token, that token's ordinal.
Tagged = tuple[str, str, int, str, int]


@dataclass(slots=True)
class Word:
    """One word. `gap` is what stands between it and the next word."""

    begin: int
    end: int
    text: str
    key: str  # lower case, no final full stop
    cap: bool
    initial: bool  # first of its sentence, or behind an opening quote, a colon, a dash
    possessive: bool
    gap: str
    reader: Reader
    _tagged: Tagged | None = None

    @property
    def tagged(self) -> Tagged:
        """Looked up when it is asked for: most words are not names, nor near one."""
        if self._tagged is None:
            self._tagged = self.reader.tagged(self.begin, self.end)
        return self._tagged

    @property
    def pos(self) -> str:
        return (self._tagged or self.tagged)[0]

    @property
    def label(self) -> str:
        return (self._tagged or self.tagged)[1]

    @property
    def part(self) -> int:
        return (self._tagged or self.tagged)[2]

    @property
    def dep(self) -> str:
        return self.tagged[3]

    @property
    def head(self) -> int:
        return self.tagged[4]

    @property
    def function(self) -> bool:
        """A word that a name neither begins nor ends with, however it is written."""
        return _function(self.text, self.key)


_SHOUTED = frozenset("pm am gmt utc est edt bst cet photo the and by for".split())
_CONTRACTED = re.compile(r"(?:i|you|we|they|he|she|it|that|there|who|what|let|don|can|won|isn|didn|doesn)['’]")


@lru_cache(maxsize=65_536)
def _function(text: str, key: str) -> bool:
    if text.isupper() and len(text) > 1:
        return key in _SHOUTED
    return _CONTRACTED.match(key) is not None or (key in NOT_NAMES and key not in _MAYBE)


@lru_cache(maxsize=65_536)
def _solid(text: str) -> bool:
    """Whether a token holds a letter or digit."""
    return any(ch.isalnum() for ch in text)


@lru_cache(maxsize=65_536)
def _written(text: str) -> tuple[str, bool]:
    """A word of letters and digits only in small letters, and whether it is written like a name."""
    return text.lower(), not text.islower() and capitalised(text)


@lru_cache(maxsize=65_536)
def capitalised(text: str) -> bool:
    """Whether a word is written like a name: "Park", "al-Azhar", "eBay"."""
    if _BASED.search(text):
        return False
    return text[0].isupper() or bool(_CLOSED.match(text) or _CAMEL.match(text))


def lettered(text: str) -> bool:
    """Whether a word holds a letter."""
    return text.isalpha() or any(ch.isalpha() for ch in text)


class Reader:
    """Cuts the sentences of one article into words; the tagger's tokens are looked up by place."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._begins, self._ends, self._pos, self._entity, self._dep, self._head = (
            column(tokens, name) for name in ("begin", "end", "pos", "entity", "dep", "head")
        )
        self._surnames: frozenset[str] | None = None

    def words(self, begin: int, end: int) -> list[Word]:
        """The words between two offsets, which bound a sentence."""
        out: list[Word] = []
        text, initial = self._text, True
        pieces = _WORDS.split(text[begin:end])  # what stands before a word, the word, ... and behind the last
        at = begin + len(pieces[0])
        for shown, gap in zip(pieces[1::2], pieces[2::2], strict=True):
            a, b, possessive = at, at + len(shown), False
            at = b + len(gap)
            if (gap or text[b : b + 1])[:1] in _EDGES or not shown.isalnum():
                b, shown, possessive = self._edge(a, b, end)
                low = shown.lower() if shown.count(".") > 1 else shown.lower().rstrip(".")
                cap = not shown.islower() and capitalised(shown)
                gap = text[b:at]
            else:
                low, cap = _written(shown)
            out.append(Word(a, b, shown, low, cap, initial, possessive, gap, self))
            initial = False
            if gap != " ":
                opened = gap.rstrip()[-1:]
                initial = bool(opened) and opened in _OPENERS
        if out:
            out[-1].gap = ""
        return out

    def _edge(self, begin: int, end: int, stop: int) -> tuple[int, str, bool]:
        """End and text of a word with marks in it or behind it, without a possessive ending; whether it had one."""
        text = self._text
        shown = text[begin:end]
        possessive = bool(_POSSESSIVE.search(shown)) and len(shown) > 2
        if possessive:
            end, shown = end - 2, shown[:-2]
        tail = text[end : end + 2]
        if shown[-1] == "â" and tail[:1] == "€" and len(shown) > 2:  # a mark that was decoded wrongly upstream
            end, shown, tail = end - 1, shown[:-1], text[end - 1 : end + 1]
        if not possessive and shown[-1:] in "sS" and tail[:1] in ("'", "’") and tail[1:].isspace():
            possessive = True
        if tail[:1] == "." and end + 1 <= stop and self._dotted(shown, text[end + 1 : min(end + 3, stop)]):
            end, shown = end + 1, text[begin : end + 1]
        return end, shown, possessive

    @staticmethod
    def _dotted(word: str, after: str) -> bool:
        """Whether a full stop belongs to the word before it."""
        if "." in word and len(word) < 8 and all(len(part) < 2 for part in word.split(".")):
            return True  # U.S., S.p.A.
        if not after:
            return word.lower() in _AT_END
        if after[0] in ",;:" and word.lower() in _ABBREVIATED:
            return True  # "Ola Holm Jr., 34,"
        return after[:1].isspace() and ((len(word) == 1 and word.isupper()) or word.lower() in _ABBREVIATED)

    def tagged(self, begin: int, end: int) -> Tagged:
        """What the tagger says of the word at a place."""
        i = bisect_right(self._begins, begin) - 1
        if i >= 0 and self._ends[i] >= end:  # as most words, part of one token
            entity = self._entity[i]
            return self._pos[i], entity[2:], self._part(i) if entity else -1, self._dep[i], self._head[i]
        pos = label = dep = ""
        part = head = -1
        while 0 <= i < len(self._begins) and self._begins[i] < end:
            if self._ends[i] > begin and _solid(self._text[self._begins[i] : self._ends[i]]):
                pos = "PROPN" if "PROPN" in (pos, self._pos[i]) else pos or self._pos[i]
                dep, head = dep or self._dep[i], head if head >= 0 else self._head[i]
                if self._entity[i] and not label:
                    label, part = self._entity[i][2:], self._part(i)
            i += 1
        return pos, label, part, dep, head

    def surname(self, word: str) -> bool:
        """Whether a full name of a person in the article ends so: "Carl Meese"."""
        if self._surnames is None:
            ends = [
                self._text[self._begins[i] : self._ends[i]]
                for i, kind in enumerate(self._entity)
                if kind == "I-PERSON" and not (i + 1 < len(self._entity) and self._entity[i + 1] == "I-PERSON")
            ]
            self._surnames = frozenset(ends)
        return word in self._surnames

    def _part(self, i: int) -> int:
        """The token with which the entity of a token begins; -1 where none begins before it."""
        while i >= 0 and not self._entity[i].startswith("B-"):
            i -= 1
        return i


def title_case(words: Sequence[Word], headline: bool) -> bool:
    """Whether a line is set in title case or capitals, so that capitals mark no names.

    `headline`: it has no full stop at its end, or is labelled as a title.
    """
    longer = [word for word in words[1:] if len(word.text) > 3 and word.text[0].isalpha()]
    if len(longer) < TITLE_CASE_WORDS:
        return False
    share = sum(word.cap for word in longer) / len(longer)
    return share >= (TITLE_CASE_SHARE if headline else PROSE_TITLE_CASE_SHARE)


@dataclass(frozen=True, slots=True)
class Habits:
    """How an article writes its words: which stand in small letters, which keep their capital inside a sentence."""

    small: Counter[str]
    capital: Counter[str]
    free: Counter[str]  # capitalised, and not as the owner of what follows


def habits(sentences: Sequence[Sequence[Word]]) -> Habits:
    """Counted over the sentences that are not set in title case."""
    words = [word for listed in sentences for word in listed]
    capital = [word for word in words if word.cap]
    return Habits(
        Counter([word.key for word in words if not word.cap]),
        Counter([word.key for word in capital if not word.initial]),
        Counter([word.key for word in capital if not word.possessive]),
    )
