"""Told as a fact here, as somebody's belief there: "the man was shot", "police suspect that the man was shot".

One verb done to one thing in surely aligned sentences, with a word of belief or hearsay above or beside it in one
telling and none in another. "Alleged" and "accused" are left out: the law makes every newsroom say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_shown import widened
from tellings.collate.variants_titles import clause
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Token

SURE, BELIEVED = "told as a fact", "told as believed"

_BELIEVING = frozenset("believe suspect think presume assume".split())
_HEARD = frozenset("reportedly apparently possibly probably likely supposedly presumably".split())

#: Sentences aligned as surely as this tell one thing.
ALIGNED = 0.8

#: What is shown is no longer than this, in code points.
LONGEST = 90


def hedged_points(view: View, whole: Mapping[Place, Grammar]) -> Iterator[Point]:
    """Deeds that one telling tells as a fact and another as believed. `whole`: every sentence of the story."""
    points: dict[tuple[Reading, ...], list[tuple[str, Reading]]] = defaultdict(list)
    for place in sorted(view.aligned):
        grammar = whole[place]
        if view.sentences[place].label not in STATING or not _believes(grammar):
            continue
        for word, low in zip(grammar.tokens, grammar.lows, strict=True):
            verb = _hedged(grammar, word) if low in _BELIEVING or low in _HEARD else None
            if verb is None:
                continue
            facts, silent = set(), {place[0]}
            for other, weight in sorted(view.aligned[place].items()):
                if weight >= ALIGNED and other in whole and view.sentences[other].label in STATING:
                    plain = _plain(grammar, verb, whole[other])
                    silent |= {other[0]} if plain is None and _believes(whole[other]) else set()
                    if plain is not None:
                        facts.add(Reading(other[0], *_span(whole[other], plain, plain), SURE))
            kept = sorted((r for r in facts if r.article not in silent), key=lambda r: (r.article, r.begin))
            about = clause(view.text[place[0]], grammar.tokens, verb) or verb.lemma
            if kept:
                believed = Reading(place[0], *_span(grammar, word, verb), BELIEVED)
                points[tuple(kept)].append((about, believed))
    for facts_of, rows in points.items():
        yield Point("attribution", min(about for about, _ in rows), (*facts_of, *(r for _, r in rows)))


def _hedged(grammar: Grammar, word: Token) -> Token | None:
    """The verb that a word of belief or hearsay is said of."""
    if word.pos == "ADV" or word.lemma.lower() in _HEARD:
        above = grammar.by.get(word.head)
        return above if above is not None and above.pos == "VERB" and word.dep == "advmod" else None
    if grammar.denied(word):
        return None
    told = [c for c in grammar.below.get(word.ordinal, ()) if c.dep in ("ccomp", "xcomp") and c.pos == "VERB"]
    return told[0] if told and not grammar.denied(told[0]) else None


def _believes(grammar: Grammar) -> bool:
    return not (_BELIEVING.isdisjoint(grammar.words) and _HEARD.isdisjoint(grammar.words))


def _plain(grammar: Grammar, verb: Token, other: Grammar) -> Token | None:
    """The verb of another sentence that tells the same of the same as a fact; None where it does not."""
    if _believes(other):
        return None
    mine = {role: grammar.key(t) for role, t in grammar.core(verb).items()}
    for t in other.tokens:
        if t.pos != "VERB" or t.lemma != verb.lemma or t.tag not in ("VBD", "VBN") or other.denied(t):
            continue
        if _supposed(other, t):
            continue
        theirs = {role: other.key(a) for role, a in other.core(t).items()}
        helped = any(c.tag == "MD" for c in other.below.get(t.ordinal, ()))
        if mine.keys() == theirs.keys() and not helped and all(mine[r] and mine[r] == theirs[r] for r in mine):
            return t
    return None


def _supposed(grammar: Grammar, verb: Token) -> bool:
    """Whether a noun that is denied stands above a verb: "no indication that"."""
    at: Token | None = verb
    for _ in range(3):
        at = grammar.by.get(at.head) if at is not None and at.head != at.ordinal else None
        if (
            at is not None
            and at.pos == "NOUN"
            and any(c.lemma.lower() == "no" for c in grammar.below.get(at.ordinal, ()))
        ):
            return True
    return False


def _span(grammar: Grammar, a: Token, b: Token) -> tuple[int, int]:
    begin, end = min(a.begin, b.begin), max(a.end, b.end)
    for t in grammar.core(b).values():
        if max(end, t.end) - min(begin, t.begin) <= LONGEST:
            begin, end = min(begin, t.begin), max(end, t.end)
    return widened(grammar.tokens, begin, end)
