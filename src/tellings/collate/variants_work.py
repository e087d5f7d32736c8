"""Whether work is to go: "1,500 jobs could go", "no job losses are planned"."""

from __future__ import annotations

from collections.abc import Iterator

from tellings.collate.variants_claims import Claim, shown
from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_modality import status

#: The key of claims that work is to go.
WORK_LOST = "work lost"

#: Work that is feared for, the verbs that say of it that it goes, and those that take it away.
_WORK = frozenset("job post".split())
_GOING = frozenset("go lose cut axe shed slash eliminate disappear vanish".split())
_TAKING = frozenset("cost lose cut axe shed slash eliminate".split())
_CUTS, _LAYOFFS = frozenset({"loss", "cut"}), frozenset({"redundancy", "layoff"})
_LABOUR = _WORK | _LAYOFFS
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PAST = frozenset({"VBD", "VBN"})


def work_lost(grammar: Grammar) -> Iterator[Claim]:
    """What one sentence claims of work that is to go: "will cost hundreds of jobs".

    What is told as past is left out: jobs lost last year say nothing of those to come.
    """
    if _LABOUR.isdisjoint(grammar.words):
        return
    place, by, below, tokens = grammar.place, grammar.by, grammar.below, grammar.tokens
    for t, lemma in zip(tokens, grammar.lows, strict=True):
        at = by.get(t.head)
        if lemma in _WORK and t.dep == "pobj" and at is not None and at.lemma.lower() == "of":
            t = by.get(at.head, t)  # hundreds of jobs
        verb = by.get(t.head)
        if verb is None or verb.pos not in ("VERB", "AUX"):
            continue
        subject = t.dep in ("nsubj", "nsubjpass")
        cuts = lemma in _CUTS and any(c.lemma.lower() in _WORK for c in below[t.ordinal])
        cuts = cuts or lemma in _LAYOFFS
        if verb.lemma.lower() == "go" and any(c.dep in ("prep", "prt", "acomp") for c in below[verb.ordinal]):
            continue  # "the post will go to Doe"
        lost = lemma in _WORK and verb.lemma.lower() in (_GOING if subject else _TAKING if t.dep == "dobj" else ())
        if not lost and not (cuts and subject):
            continue
        helpers = [c for c in below[verb.ordinal] if c.dep in ("aux", "auxpass")]
        ahead = any(c.tag == "MD" for c in helpers)
        if not ahead and any(c.tag in _PAST for c in (helpers or [verb])):
            continue
        value, first = status(grammar.view, place, verb, below, by)
        if value in ("not", "may", "will", "due") and (lost or value == "not") and abs(verb.begin - first.begin) <= 60:
            begin, end = shown(tokens, min(t, first, key=lambda w: w.begin), verb)
            where = frozenset(n.lemma.lower() for n in tokens if n.entity[2:] in _PLACES)
            yield Claim(place, WORK_LOST, WORK_LOST, value, begin, end, where, outright=True)
