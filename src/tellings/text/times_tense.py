"""Which way a clause looks: back, ahead, or neither. Read off the grammar of its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tellings.records import Token
from tellings.schema import column

PAST, OPEN, FUTURE = -1, 0, 1
#: Words that send their infinitive into the future: "is due to", "plans to", "agreed to".
AHEAD = frozenset(
    "due expect schedule set plan intend hope aim prepare promise agree vow pledge likely ready want decide slate "
    "suppose seek bound wait need ask urge call must".split()
)
#: Verbs whose participle or perfect places something ahead: "is scheduled for", "has called a vote for".
ARRANGE = frozenset("schedule plan expect slate set due arrange propose".split())
#: Verbs that move a date, so that what they move it to lies ahead: "put back to", "postponed until".
MOVE = frozenset(
    "put postpone move delay push reschedule extend adjourn suspend defer bring give prolong remand".split()
)
#: Verbs whose past looks like their present; a tagger without context takes one for the other.
_SAME_FORM = frozenset("put set hit cut read let shut cost hurt spread quit beat burst cast split".split())
#: Verbs that fix what is to be: "declared Friday a day of mourning".
_DECREE = frozenset("declare proclaim designate name make".split())
_SAY = frozenset("say tell add report write note state claim argue insist warn".split())
_LEADS = frozenset("until till to by".split())
_FUTURE_AUX = frozenset("will shall 'll ’ll wo sha may can might must".split())
_VERBS = frozenset(("VERB", "AUX"))
#: A finite verb in these places is a noun that was mistaken for one: "in two swaying cable car cabins".
_NOUN_PLACES = frozenset(("pobj", "compound", "poss"))
_FINITE = frozenset(("VBZ", "VBP", "VBD", "VB"))
_ADJECTIVES_AHEAD = frozenset("effective payable due valid available upcoming forthcoming".split())


class Grammar:
    """The words of an article, ready to be asked. `words` in order; heads and ordinals as in the table."""

    def __init__(self, words: Sequence[Token]) -> None:
        self.words = words
        self._starts: list[int] = column(words, "begin")
        self._ordinals: list[int] = column(words, "ordinal")
        self._sentences: list[int] = column(words, "sentence")
        self._heads: list[int] = column(words, "head")
        self._children: dict[int, dict[int, list[int]]] = {}  # by sentence

    def at(self, offset: int) -> int | None:
        """Index of the word that holds an offset."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.words[i].end else None

    def sentence(self, offset: int) -> int:
        """Number of the sentence that holds the word before or at an offset; -1 without words."""
        i = bisect_right(self._starts, offset) - 1
        return self._sentences[i] if i >= 0 else -1

    def head(self, i: int) -> int:
        """Index of the word above; the word itself at the root."""
        ordinals, head = self._ordinals, self._heads[i]
        up = head if 0 <= head < len(ordinals) and ordinals[head] == head else bisect_left(ordinals, head)
        return up if up < len(ordinals) and ordinals[up] == head else i

    def children(self, i: int) -> list[int]:
        """Indices of the words that hang on a word of their sentence, in order."""
        sentence = self._sentences[i]
        below = self._children.get(sentence)
        if below is None:
            below = self._children[sentence] = {}
            low, high = bisect_left(self._sentences, sentence), bisect_right(self._sentences, sentence)
            for k in range(low, high):
                up = self.head(k)
                if up != k:
                    below.setdefault(up, []).append(k)
        return below.get(i, [])

    def next(self, offset: int) -> int:
        """Index of the first word at or behind an offset; the number of words where there is none."""
        return bisect_left(self._starts, offset)

    def between(self, begin: int, end: int) -> range:
        """Indices of the words that begin inside a span."""
        return range(self.next(begin), self.next(end))

    def top(self, begin: int, end: int) -> int | None:
        """The word of a span that hangs on something outside it."""
        inside = self.between(begin, end)
        for i in inside:
            up = self.head(i)
            if up == i or up not in inside:
                return i
        return inside[0] if inside else None

    def verb_over(self, i: int) -> int | None:
        """The nearest verb above a word (or the word itself)."""
        for _ in range(25):
            word = self.words[i]
            if word.pos in _VERBS and not (word.dep in _NOUN_PLACES and word.tag in _FINITE):
                return i
            up = self.head(i)
            if up == i:
                return None
            i = up
        return None


def _lemma(grammar: Grammar, i: int) -> str:
    return grammar.words[i].lemma.lower()


def _own_tense(grammar: Grammar, verb: int, lead: str, offset: int) -> int | None:
    """Tense of one verb by its own form and auxiliaries; None for a form that has none (infinitive, gerund)."""
    word, lemma = grammar.words[verb], _lemma(grammar, verb)
    helpers = [c for c in grammar.children(verb) if grammar.words[c].dep in ("aux", "auxpass")]
    said = {_lemma(grammar, c) for c in helpers}
    tags = {grammar.words[c].tag for c in helpers}
    if said & _FUTURE_AUX:
        return PAST if word.tag == "VBN" and "have" in said else FUTURE
    if lemma in ARRANGE and word.tag in ("VBN", "VBD") and _places(grammar, verb):
        active = word.tag == "VBD" and not any(grammar.words[c].dep == "auxpass" for c in helpers)
        return PAST if active and offset < word.begin else FUTURE  # "On Friday, the ministry planned to ..."
    if "TO" in tags:
        return None
    perfect = "have" in said and tags & {"VBZ", "VBP"}
    if lead in _LEADS and (lemma in MOVE or perfect):
        return FUTURE
    if "MD" in tags:  # would, could, should: as the clause above
        return None
    if word.tag == "VBD" or "VBD" in tags or ("have" in said and word.tag in ("VBN", "VBG")):
        return PAST
    if word.tag == "VBP" and _singular_subject(grammar, verb):
        return PAST  # no agreement, no present: "put", or a noun that the tagger took for a verb
    if word.tag in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        if lemma in AHEAD or lemma == "go" or any(_lemma(grammar, c) in AHEAD for c in grammar.children(verb)):
            return FUTURE
        if word.tag == "VBG" or any(grammar.words[c].dep == "xcomp" for c in grammar.children(verb) if lemma == "be"):
            return FUTURE
        return OPEN
    return PAST if word.tag == "VBN" else None


def _singular_subject(grammar: Grammar, verb: int) -> bool:
    return any(
        grammar.words[c].dep == "nsubj" and grammar.words[c].tag in ("NN", "NNP") for c in grammar.children(verb)
    )


def _places(grammar: Grammar, verb: int) -> bool:
    """Whether a verb such as "set" or "plan" places something in time: "set for Friday", "planned to"."""
    if _lemma(grammar, verb) != "set":
        return True
    return any(_lemma(grammar, c) == "for" or grammar.words[c].dep == "xcomp" for c in grammar.children(verb))


def _would(grammar: Grammar, verb: int) -> bool:
    return any(grammar.words[c].tag == "MD" and _lemma(grammar, c) != "could" for c in grammar.children(verb))


def _decreed(grammar: Grammar, verb: int, begin: int, end: int) -> bool:
    """Whether a verb fixes the expression itself: "declared Friday a day of mourning", not "was named Thursday in"."""
    if _lemma(grammar, verb) not in _DECREE or not 0 <= begin - grammar.words[verb].end <= 1:
        return False
    if any(grammar.words[c].dep == "auxpass" for c in grammar.children(verb)):
        return False
    after = grammar.next(end)
    return after < len(grammar.words) and grammar.words[after].tag in ("DT", "PRP$", "JJ", "IN", "TO")


def direction(grammar: Grammar, begin: int, end: int, lead: str = "") -> int:
    """PAST, OPEN or FUTURE for the clause in which an expression stands; OPEN without grammar.

    `lead` is the word before the expression ("until", "by").
    """
    at = grammar.top(begin, end)
    if at is None or not grammar.words[at].pos:
        return OPEN
    verb = grammar.verb_over(at)
    up = grammar.head(at)
    if grammar.words[up].pos == "ADP":
        up = grammar.head(up)
    if grammar.words[up].pos == "ADJ" and _lemma(grammar, up) in _ADJECTIVES_AHEAD:
        return FUTURE
    if verb is not None and _decreed(grammar, verb, begin, end):
        return FUTURE
    for _ in range(12):
        if verb is None:
            return OPEN
        tense = _own_tense(grammar, verb, lead, begin)
        infinitive = any(grammar.words[c].tag == "TO" for c in grammar.children(verb))
        up = grammar.head(verb)
        if infinitive and up != verb and (_lemma(grammar, up) in AHEAD or grammar.words[verb].dep in ("acl", "relcl")):
            return FUTURE
        if tense is not None:
            return tense
        if _would(grammar, verb):  # "said they would meet on Friday": ahead of what was said
            return FUTURE
        if up == verb:
            return OPEN
        verb = grammar.verb_over(up)
    return OPEN


def timetable(grammar: Grammar, begin: int, end: int) -> bool:
    """Whether an expression hangs on a plain present: "flies on to Baku on Friday", as timetables speak."""
    at = grammar.top(begin, end)
    if at is None:
        return False
    up = grammar.head(at)
    if grammar.words[up].pos == "ADP":
        up = grammar.head(up)
    verb = grammar.words[up]
    if verb.dep in _NOUN_PLACES:
        return False
    return verb.tag in ("VBZ", "VBP") and _lemma(grammar, up) not in _SAY | _SAME_FORM | {"be", "have"}


def modifies_noun(grammar: Grammar, begin: int, end: int) -> bool:
    """Whether an expression stands before a noun as its modifier: "the Jan. 14 deadline", "Wednesday's ruling"."""
    at = grammar.top(begin, end)
    if at is None:
        return False
    word = grammar.words[at]
    head = grammar.words[grammar.head(at)]
    return (
        word.dep in ("compound", "nmod", "poss", "amod", "nummod")
        and head.begin >= end
        and head.pos in ("NOUN", "PROPN")
    )
