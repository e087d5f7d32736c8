"""Clauses of a sentence: what is smaller than a sentence and still states something.

A clause is a verb with the words that hang on it and on no verb below it: main and coordinate clauses,
subordinate and relative clauses, participial phrases ("killing three people"), reported content apart from
its attribution. Its span runs from its first to its last own word. Without grammar a sentence has one clause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

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

#: A clause of fewer words says too little to stand alone: "injuring nine" says enough.
LEAST_WORDS = 2


def _opens(token: Token, words: dict[int, Token]) -> bool:
    if token.head == token.ordinal or token.dep in _OPENS:
        return True
    head = words.get(token.head)
    return token.dep == "conj" and token.pos in _VERBAL and head is not None and head.pos in _VERBAL


def clauses(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The clauses of one sentence as spans (code points in the article), in order; at least one if it has words.

    `tokens` are the sentence's tokens in order. Clauses may nest where one stands inside another.
    """
    if not tokens:
        return []
    words = {t.ordinal: t for t in tokens}
    home: dict[int, int] = {}

    def owner(token: Token) -> int:
        path: list[int] = []
        at = token
        while at.ordinal not in home and not _opens(at, words) and at.head in words and len(path) <= len(words):
            path.append(at.ordinal)
            at = words[at.head]
        found = home.get(at.ordinal, at.ordinal)
        home.update(dict.fromkeys([*path, at.ordinal], found))
        return found

    own: dict[int, list[Token]] = defaultdict(list)
    for token in tokens:
        own[owner(token)].append(token)
    out = set()
    for found in own.values():
        while found and found[-1].pos in _TRAILS:
            found.pop()
        content = [t for t in found if t.pos != "PUNCT"]
        if len(content) >= LEAST_WORDS:
            out.add((content[0].begin, content[-1].end))
    return sorted(out) or [(tokens[0].begin, tokens[-1].end)]


def standing(unit: Unit) -> list[tuple[int, int]]:
    """The clauses of a unit that can stand alone, from their subject on: they name it, and say that something is so.

    A clause behind "if" or "which", one that only tells who speaks, and the content of any verb but one of saying
    cannot.
    """
    words = {t.ordinal: t for t in unit.tokens}
    out = []
    for begin, end in unit.clauses:
        inside = [t for t in unit.tokens if begin <= t.begin < end]
        for subject in inside:
            verb = words.get(subject.head)
            if subject.dep in _SUBJECTS and verb is not None and begin <= verb.begin < end and _says(verb, words):
                first = min((t.begin for t in inside if _under(t, subject, words)), default=begin)
                ahead = [t for t in inside if t.begin < first]
                if subject.pos != "PRON" and not any(t.dep == "mark" and _lemma(t) not in _FACTIVE for t in ahead):
                    marked = any(t.dep == "mark" or t.tag in ("IN", "WRB") for t in ahead)
                    out.append((first if marked and verb.dep in _OPENS else begin, end))
                break
    return [s for s in dict.fromkeys(out) if s != (unit.begin, unit.end)]


def _lemma(token: Token) -> str:
    return token.lemma.lower()


def _says(verb: Token, words: dict[int, Token]) -> bool:
    """Whether a verb with its subject says that something is so, by itself or in somebody's words."""
    if _lemma(verb) in SAYING:
        return False
    over = words.get(verb.head)
    return verb.dep != "ccomp" or over is None or _lemma(over) in SAYING or _lemma(over) == "confirm"


def _under(token: Token, top: Token, words: dict[int, Token]) -> bool:
    """Whether a word is another or hangs on it."""
    for _ in range(len(words)):
        if token.ordinal == top.ordinal:
            return True
        above = words.get(token.head)
        if above is None or above is token:
            return False
        token = above
    return False
