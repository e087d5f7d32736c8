"""What a number counts: the noun it belongs to, read off the parse; a rule of thumb where there is no parse."""

from __future__ import annotations

import re

from tellings.records import Token
from tellings.text.quantities_numbers import Number
from tellings.text.times_tense import Grammar

What = tuple[str, int, int]
_NOUNS = frozenset(("NOUN", "PROPN"))
_STATES = frozenset(
    "dead alive injured wounded hurt missing homeless killed arrested detained displaced ill sick".split()
)
_PRONOUNS = frozenset("they them we us you whom which those who it".split())
#: Verbs that say nothing of what is counted.
_EMPTY = frozenset(
    "do be have reach hit hold leave total number stand say show tell go make take get need want".split()
)
_IRREGULAR = {"die": "died", "hurt": "hurt", "shoot": "shot", "find": "found", "flee": "fled", "hold": "held",
              "catch": "caught", "lose": "lost", "take": "taken", "fly": "flown"}  # fmt: skip
_NEXT = re.compile(r"[ -](?:of (?:the |its |their )?)?(?:[a-z-]+ly )?(?P<w>[^\W\d_][\w-]*)")


def _done(word: Token, text: str) -> What:
    """A verb as what was done, whatever its form: "killing 3", "3 killed" and "kills 3" count the killed."""
    lemma = word.lemma.lower()
    said = text[word.begin : word.end].lower()
    if word.tag in ("VBG", "VBZ", "VBP", "VB") and lemma.isalpha():
        said = _IRREGULAR.get(lemma) or (lemma + "d" if lemma.endswith("e") else lemma + "ed")
    return said, word.begin, word.end


def _said(text: str, word: Token) -> What:
    return (word.lemma or text[word.begin : word.end]).lower(), word.begin, word.end


def _head_noun(grammar: Grammar, at: int, inside: tuple[int, int]) -> int | None:
    """Climb from a number word to the noun it modifies."""
    for _ in range(6):
        word = grammar.words[at]
        up = grammar.head(at)
        if up == at:
            return None
        head = grammar.words[up]
        if word.dep in ("nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "advmod", "poss", "det"):
            said = head.lemma.isalpha() or "-" in head.lemma
            if head.pos in _NOUNS and said and not inside[0] <= head.begin < inside[1]:
                while head.dep == "compound" and (above := grammar.head(up)) != up and above > up:
                    up, head = above, grammar.words[above]
                return up
            at = up
            continue
        return None
    return None


def _of_noun(grammar: Grammar, at: int) -> int | None:
    """ "dozens of people", "two of the men": the object of "of" below the number."""
    for child in grammar.children(at):
        if grammar.words[child].lemma.lower() == "of":
            for below in grammar.children(child):
                if grammar.words[below].dep == "pobj":
                    return below
    return None


def _verb_state(grammar: Grammar, at: int) -> int | None:
    """ "three were killed", "two died": the verb whose subject or object the bare number is."""
    word = grammar.words[at]
    if word.dep in ("nsubjpass", "nsubj", "dobj", "attr"):
        up = grammar.head(at)
        if grammar.words[up].pos == "VERB":
            return None if grammar.words[up].lemma.lower() in _EMPTY else up
        for child in grammar.children(up):
            if grammar.words[child].dep == "acomp":
                return child
    return None


def _by_rule(text: str, end: int) -> What | None:
    match = _NEXT.match(text, end)
    if not match or match["w"].lower() in (
        "in",
        "on",
        "at",
        "and",
        "or",
        "to",
        "from",
        "by",
        "per",
        "were",
        "was",
        "are",
        "have",
        "had",
        "of",
        "the",
        "with",
        "who",
    ):
        return None
    return match["w"].lower(), match.start("w"), match.end("w")


def counted(text: str, grammar: Grammar, number: Number, kind: str, span: tuple[int, int]) -> What | None:
    """Lemma and place of what a number counts; None when the text does not say."""
    places = list(grammar.between(*(span if kind in ("measure", "percent") else (number.begin, number.end))))
    known = [i for i in places if grammar.words[i].pos]
    if not known:
        return _by_rule(text, span[1]) if kind in ("count", "ordinal") else None
    if kind in ("measure", "percent"):
        known = [i for i in known if grammar.words[i].pos in _NOUNS or grammar.words[i].dep == "nummod"] or known
    if text[number.end : number.end + 1] == "-" and kind == "count":  # "31,500-seat", "57-member"
        next_word = grammar.at(number.end + 1)
        if next_word is not None and grammar.words[next_word].pos in _NOUNS:
            return _said(text, grammar.words[next_word])
    for i in reversed(known):
        noun = _head_noun(grammar, i, span)
        if noun is not None and (kind != "measure" or _near(text, grammar.words[noun], span)):
            return _said(text, grammar.words[noun])
    for i in known:
        noun = _of_noun(grammar, i)
        if noun is not None and grammar.words[noun].lemma.lower() not in _PRONOUNS:
            return _said(text, grammar.words[noun])
    if kind not in ("count", "ordinal"):
        return None
    after = grammar.at(number.end + 1)
    if after is not None and text[grammar.words[after].begin : grammar.words[after].end].lower() in _STATES:
        word = grammar.words[after]
        return text[word.begin : word.end].lower(), word.begin, word.end
    for i in known:
        verb = _verb_state(grammar, i)
        if verb is not None:
            return _done(grammar.words[verb], text)
    return None


def _near(text: str, noun: Token, span: tuple[int, int]) -> bool:
    """Whether a measured thing follows its measure directly: "a 40-foot mast", not "two miles east of the mast"."""
    gap = text[span[1] : noun.begin]
    return (
        noun.begin >= span[1]
        and len(gap) <= 30
        and not re.search(r"[,;.(]| (?:of|from|off|in|at|to|east|west|north|south) ", gap)
    )
