"""Which way a clause looks: back, ahead, or neither. Read off the grammar of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tellings.records import Token

PAST, OPEN, FUTURE = -1, 0, 1
#: Words that send their infinitive into the future: "is due to", "plans to", "agreed to".
AHEAD = frozenset(
    "due expect schedule set plan intend hope aim plan prepare promise agree vow pledge likely ready want decide "
    "slate suppose seek bound wait need ask urge call must".split()
)
_MODALS = frozenset("will shall 'll ’ll wo may might can could should would must ca sha".split())
_VERBS = frozenset(("VERB", "AUX"))


@dataclass
class Grammar:
    """The words of an article, ready to be asked. `words` in order; heads and ordinals as in the table."""

    words: Sequence[Token]
    _starts: list[int] = field(default_factory=list)
    _place: dict[int, int] = field(default_factory=dict)
    _children: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [w.begin for w in self.words]
        self._place = {w.ordinal: i for i, w in enumerate(self.words)}
        for i, w in enumerate(self.words):
            head = self._place.get(w.head, i)
            if head != i:
                self._children.setdefault(head, []).append(i)

    def at(self, offset: int) -> int | None:
        """Index of the word that holds an offset."""
        from bisect import bisect_right

        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.words[i].end else None

    def head(self, i: int) -> int:
        return self._place.get(self.words[i].head, i)

    def children(self, i: int) -> list[int]:
        return self._children.get(i, [])

    def between(self, begin: int, end: int) -> range:
        """Indices of the words that begin inside a span."""
        from bisect import bisect_left

        return range(bisect_left(self._starts, begin), bisect_left(self._starts, end))

    def verb_over(self, i: int) -> int | None:
        """The nearest verb above a word (or the word itself)."""
        for _ in range(25):
            if self.words[i].pos in _VERBS:
                return i
            up = self.head(i)
            if up == i:
                return None
            i = up
        return None


def _own_tense(grammar: Grammar, verb: int) -> int | None:
    """Tense of one verb by its own form and auxiliaries; None for a form that has none (infinitive, gerund)."""
    word = grammar.words[verb]
    helpers = [grammar.words[c] for c in grammar.children(verb) if grammar.words[c].dep in ("aux", "auxpass")]
    said = {h.lemma.lower() for h in helpers} | {grammar_text(h) for h in helpers}
    tags = {h.tag for h in helpers}
    if any(h.tag == "MD" or h.lemma.lower() in ("will", "shall") for h in helpers):
        perfect = word.tag == "VBN" and "have" in said
        return PAST if perfect else FUTURE
    if word.tag == "VBD" or "VBD" in tags or ("have" in said and word.tag in ("VBN", "VBG")):
        return PAST
    if word.tag in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        if word.lemma.lower() in AHEAD or word.lemma.lower() == "go":
            return FUTURE
        if any(grammar.words[c].lemma.lower() in AHEAD for c in grammar.children(verb)):
            return FUTURE
        return FUTURE if word.tag == "VBG" else OPEN
    if word.tag == "VBN":
        return PAST
    return None


def grammar_text(word: Token) -> str:
    """What a word says, as far as the table keeps it: its lemma in small letters."""
    return word.lemma.lower()


def direction(grammar: Grammar, offset: int) -> int:
    """PAST, OPEN or FUTURE for the clause in which an offset stands; OPEN without grammar."""
    at = grammar.at(offset)
    if at is None or not grammar.words[at].pos:
        return OPEN
    verb = grammar.verb_over(at)
    for _ in range(12):
        if verb is None:
            return OPEN
        word = grammar.words[verb]
        tense = _own_tense(grammar, verb)
        infinitive = word.tag == "VB" and any(grammar.words[c].tag == "TO" for c in grammar.children(verb))
        if infinitive:
            up = grammar.head(verb)
            if up != verb and grammar.words[up].lemma.lower() in AHEAD:
                return FUTURE
        if tense is not None:
            return tense
        up = grammar.head(verb)
        if up == verb:
            return OPEN
        verb = grammar.verb_over(up)
    return OPEN
