"""Clauses of a sentence: what is smaller than a sentence and still states something.

A clause is a verb with the words that hang on it and on no verb below it: main and coordinate clauses,
subordinate and relative clauses, participial phrases ("killing three people"), reported content apart from
its attribution. Its span runs from its first to its last own word. Without grammar a sentence has one clause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter

from tellings.collate.alignment_units import Unit
from tellings.records import Token

#: Dependency labels (ClearNLP) that open a clause of their own.
_OPENS = frozenset("advcl ccomp relcl acl pcomp parataxis csubj".split())
_VERBAL = frozenset({"VERB", "AUX"})

#: What ends a clause only because another follows: "and", "but", a comma.
_TRAILS = frozenset({"CCONJ", "PUNCT", "SPACE"})

#: Verbs that only carry what somebody says.
SAYING = frozenset("say tell add report announce state claim note argue explain".split())

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})

#: Words behind which a clause tells what is so: "if", "unless" and "until" do not.
_FACTIVE = frozenset("after when as while because since although though that and but".split())

#: Nouns whose clause tells what is so.
_FACTS = frozenset("fact news".split())

_BEGIN = attrgetter("begin")


def _opens(token: Token, words: Mapping[int, Token]) -> bool:
    if token.head == token.ordinal or token.dep in _OPENS:
        return True
    head = words.get(token.head)
    return token.dep == "conj" and token.pos in _VERBAL and head is not None and head.pos in _VERBAL


def clauses(tokens: Sequence[Token], words: Mapping[int, Token] | None = None) -> list[tuple[int, int]]:
    """The clauses of one sentence as spans (code points in the article), in order; at least one if it has words.

    `tokens` are the sentence's tokens in order, `words` the same by ordinal where that is known. Clauses may nest where
    one stands inside another.
    """
    if not tokens:
        return []
    words = words if words is not None else {t.ordinal: t for t in tokens}
    up: dict[int, int] = {}
    for number, token in words.items():  # `_opens` is asked only of what it may be true of
        head, dep = token.head, token.dep
        opens = head not in words or dep in _OPENS or (dep == "conj" and _opens(token, words))
        up[number] = number if opens else head
    own: dict[int, list[Token]] = defaultdict(list)
    for number, token in words.items():
        at = up[number]
        if up[at] != at:
            for _ in words:  # heads end at a word that opens a clause, unless they run in a circle
                if up[at] == at:
                    break
                at = up[at]
            up[number] = at
        own[at].append(token)
    out = set()
    for found in own.values():
        span = _content(found)
        if span is not None:
            out.add(span)
    return sorted(out) or [(tokens[0].begin, tokens[-1].end)]


def _content(words: Sequence[Token]) -> tuple[int, int] | None:
    """From the first of a clause's words to the last, marks at the ends left out; None where one stands alone, which
    says too little: "injuring nine" says enough."""
    first, last = 0, len(words) - 1
    while last >= 0 and words[last].pos in _TRAILS:
        last -= 1
    while first < last and words[first].pos == "PUNCT":
        first += 1
    return (words[first].begin, words[last].end) if first < last else None


def standing(unit: Unit) -> list[tuple[int, int]]:
    """The clauses of a unit that can stand alone, from their subject on: they name it, and say that something is so.

    What belongs to a word of the clause stays with it: "a call to end the truce", "the bridge that was closed". One
    behind "if" or "which", one that only tells who speaks, and the content of any verb but one of saying cannot.
    """
    subjects: dict[int, Token] = {}  # of every verb the first
    for t in unit.tokens:
        if t.dep in _SUBJECTS and t.head != t.ordinal:
            subjects.setdefault(t.head, t)
    if not subjects:
        return []
    words = unit.at
    able = [
        (words[number], subject)
        for number, subject in subjects.items()
        if subject.pos != "PRON" and number in words and _opens(words[number], words) and _says(words[number], words)
    ]
    if not able:
        return []
    below: dict[int, list[Token]] = defaultdict(list)
    for t in unit.tokens:
        if t.head != t.ordinal:
            below[t.head].append(t)
    out: list[tuple[int, int]] = []
    for verb, subject in able:
        inside = _kept(verb, below, words)
        first = min(t.begin for t in _kept(subject, below, words))
        ahead = [t for t in inside if t.begin < first]
        if any(t.dep == "mark" and _lemma(t) not in _FACTIVE for t in ahead):
            continue
        marked = verb.dep in _OPENS and any(t.dep == "mark" or t.tag in ("IN", "WRB") for t in ahead)
        own = [t for t in inside if t.begin >= first] if marked else inside
        if (span := _content(own)) is not None:
            out.append(span)
    return [s for s in dict.fromkeys(sorted(out)) if s != (unit.begin, unit.end)]


def _kept(top: Token, below: Mapping[int, Sequence[Token]], words: Mapping[int, Token]) -> list[Token]:
    """A word with all that hangs on it, but for events of their own: "killing three", "and the mayor left"."""
    out: list[Token] = []
    stack = [top]
    while stack:
        at = stack.pop()
        out.append(at)
        stack += [t for t in below.get(at.ordinal, ()) if not _apart(t, words)]
    return sorted(out, key=_BEGIN) if len(out) > 1 else out


def _apart(token: Token, words: Mapping[int, Token]) -> bool:
    if (
        token.dep == "advcl"
    ):  # "signed a petition to end it" keeps its end; "to", unlike "after", goes with the bare verb
        return not any(t.tag == "TO" and t.head == token.ordinal for t in words.values())
    if token.dep == "parataxis" or (token.dep == "relcl" and _behind_comma(token, words)):
        return True
    return token.dep == "conj" and _opens(token, words)


def _behind_comma(verb: Token, words: Mapping[int, Token]) -> bool:
    """Whether a comma parts a relative clause from its noun: it then only adds to what is said."""
    over = words.get(verb.head)
    if over is None:
        return False
    between = [t for t in words.values() if over.begin < t.begin < verb.begin]
    return bool(between) and between[0].pos == "PUNCT"


def _lemma(token: Token) -> str:
    return token.lemma.lower()


def _says(verb: Token, words: Mapping[int, Token]) -> bool:
    """Whether a verb with its subject says that something is so, by itself or in somebody's words."""
    if _lemma(verb) in SAYING:
        return False
    over = words.get(verb.head)
    if verb.dep == "acl" and over is not None:  # "in case he has lied", "the claim that he lied" do not say that he did
        return _lemma(over) in _FACTS
    return verb.dep != "ccomp" or over is None or _lemma(over) in SAYING or _lemma(over) == "confirm"
