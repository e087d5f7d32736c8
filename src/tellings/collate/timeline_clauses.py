"""The words that one date governs: the event clause around a time expression, as one span of the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tellings.records import Sentence, Time, Token
from tellings.text.times_tense import Grammar

#: Dependents that tell an event of their own; they leave the span of the verb above them.
_APART = frozenset("advcl conj parataxis ccomp relcl acl".split())
SAYING = frozenset(
    "say tell add report state claim confirm reveal disclose announce note write show believe think".split()
)
_SUBJECTS = frozenset("nsubj nsubjpass csubj expl".split())
_VERBS = frozenset(("VERB", "AUX"))
#: Tags of quotation marks.
_OPENING, _CLOSING = "``", "''"
#: Words; a shorter span does not tell an event.
LEAST = 4
#: Words whose clause is at the time of the one above it.
_WHILE = frozenset("when as while".split())


def _below(grammar: Grammar, top: int, keep: frozenset[int]) -> list[int]:
    """The words that hang on a word, except events of their own that do not hold one of the kept words."""
    out, stack = [], [top]
    while stack:
        at = stack.pop()
        out.append(at)
        for child in grammar.children(at):
            word = grammar.words[child]
            apart = word.dep in _APART and (word.pos in _VERBS or word.dep in ("relcl", "acl"))
            if at == top and apart and child not in keep:
                continue
            stack.append(child)
    return out


def _path(grammar: Grammar, at: int) -> list[int]:
    """A word and everything above it."""
    out = [at]
    while len(out) < 40 and (up := grammar.head(out[-1])) != out[-1]:
        out.append(up)
    return out


def _span(grammar: Grammar, sentence: Sentence, inside: Sequence[int]) -> tuple[int, int]:
    """From the first to the last word, marks at the ends left out but one that closes a quotation, in the sentence."""
    words = [grammar.words[i] for i in sorted(inside) if sentence.begin <= grammar.words[i].begin < sentence.end]
    while words and words[0].pos in ("PUNCT", "CCONJ", "SPACE", "SCONJ"):
        words = words[1:]
    while words and words[-1].pos in ("PUNCT", "CCONJ", "SPACE") and not _closes(words):
        words = words[:-1]
    return (words[0].begin, words[-1].end) if words else (sentence.begin, sentence.end)


def _closes(words: Sequence[Token]) -> bool:
    """Whether the last word is the mark that closes a quotation opened among them."""
    return words[-1].tag == _CLOSING and [w.tag for w in words].count(_OPENING) > [w.tag for w in words[:-1]].count(
        _CLOSING
    )


def candidates(grammar: Grammar, sentence: Sentence, time: Time) -> list[tuple[int, int, bool]]:
    """Spans of the events that hold a time expression, the innermost first, and whether each names its subject."""
    at = grammar.top(time.begin, time.end)
    if at is None:
        return []
    path = _path(grammar, at)
    keep = frozenset(path)
    out: list[tuple[int, int, bool]] = []
    for i in path:
        word = grammar.words[i]
        if word.pos not in _VERBS:
            continue
        top = i
        content = frozenset(c for c in grammar.children(i) if grammar.words[c].dep == "ccomp")
        saying = word.lemma.lower() in SAYING  # "officials revealed on Tuesday that ...": with what they revealed
        keep |= content if saying else frozenset()
        if word.dep in ("acl", "relcl"):  # "a remark made in Astana a day earlier": with the noun it describes
            top = grammar.head(i)
        inside = _below(grammar, top, keep)
        subject = top != i or any(grammar.words[c].dep in _SUBJECTS for c in grammar.children(i))
        subject = subject and (bool(content) or not saying)  # "officials say" tells nothing
        begin, end = _span(grammar, sentence, inside)
        if begin <= time.begin and time.end <= end and end - begin > time.end - time.begin:
            out.append((begin, end, subject))
    return out


def _aside(grammar: Grammar, sentence: Sentence, time: Time) -> tuple[int, int] | None:
    """The subordinate clause that a date stands in, with its subject: "a fund for those hurt when the barge hit the
    bridge on 4 March" tells of no fund on 4 March."""
    at = grammar.top(time.begin, time.end)
    path = _path(grammar, at) if at is not None else []
    verb = next((i for i in path if grammar.words[i].pos in _VERBS), None)
    if verb is None or grammar.words[verb].dep != "advcl":
        return None
    if not any(grammar.words[c].dep in _SUBJECTS for c in grammar.children(verb)):
        return None
    above = grammar.head(verb)
    while grammar.words[above].dep == "xcomp" and grammar.head(above) != above:
        above = grammar.head(above)
    if grammar.words[above].dep == "ROOT" and any(
        grammar.words[c].lemma.lower() in _WHILE for c in grammar.children(verb)
    ):  # "declined to comment when the Post called on Sunday" tells of Sunday too
        return None
    begin, end = _span(grammar, sentence, _below(grammar, verb, frozenset(path)))
    return (begin, end) if len(grammar.between(begin, end)) >= LEAST else None


def _added(grammar: Grammar, time: Time) -> bool:
    """Whether a date stands in a relative clause behind a comma: "a shipment by Sandby, which last week promised forty
    lorries" tells of a promise of last week, and of no shipment."""
    at = grammar.top(time.begin, time.end)
    path = _path(grammar, at) if at is not None else []
    verb = next((i for i in path if grammar.words[i].pos in _VERBS), None)
    if verb is None or grammar.words[verb].dep != "relcl":
        return False
    noun = grammar.words[grammar.head(verb)]
    behind = grammar.between(noun.end, grammar.words[verb].begin)
    return bool(behind) and grammar.words[behind[0]].pos == "PUNCT"


def event_span(
    grammar: Grammar, sentence: Sentence, time: Time, others: Sequence[Time], longest: int
) -> tuple[int, int]:
    """The span of the sentence that a date governs.

    The subordinate clause that names its subject and holds the date; else the whole sentence when it is no longer than
    `longest` words and has no other date; else the largest event of at most that length that names its subject and
    holds no other date; else the smallest that does; else the sentence.
    """
    count = len(grammar.between(sentence.begin, sentence.end))
    aside = _aside(grammar, sentence, time)
    if aside and not any(aside[0] < o.end and o.begin < aside[1] for o in others):
        return aside
    if count <= longest and not others:
        return sentence.begin, sentence.end
    spans = [s for s in candidates(grammar, sentence, time) if len(grammar.between(s[0], s[1])) >= LEAST]
    added = _added(grammar, time)
    if spans and added and not any(spans[0][0] < o.end and o.begin < spans[0][1] for o in others):
        return spans[0][:2]
    alone = [s for s in spans if not any(s[0] < o.end and o.begin < s[1] for o in others)]
    fits = [s for s in alone if s[2] and len(grammar.between(s[0], s[1])) <= longest]
    if fits:  # the fullest telling of the event that is still short
        begin, end, _ = max(fits, key=lambda s: (s[1] - s[0], -s[0]))
        return begin, end
    short = sentence.begin, sentence.end, True  # "was strengthened in 1997" says nothing without its subject
    bare = [short] if count <= longest else []
    for listed in ([s for s in alone if s[2]], bare, [s for s in spans if s[2]]):
        if listed:
            begin, end, _ = min(listed, key=lambda s: (s[1] - s[0], s[0]))
            return begin, end
    return sentence.begin, sentence.end
