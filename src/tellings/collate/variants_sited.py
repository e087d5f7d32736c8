"""Where by name, where by sort alone: taken to a nearby hospital here, to Bellmont Hospital there.

A sort of building behind "in", "at" or "to" of one deed done to one person or thing. A telling that names none of that
sort says less exactly where; two names are two places where the same single person or thing was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar, Index, class_of
from tellings.collate.variants_shown import widened
from tellings.collate.variants_titles import best
from tellings.collate.variants_venues import SORT, clause_of
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.quantities_words import ordinal

#: Sentences aligned so surely tell of one deed whomever they call by what.
ALIGNED = 0.6

#: A shown place is no longer than this, in code points.
LONGEST = 70

_MEDICAL = "medical"  # a medical center is a hospital
ONE = "1"
_ONE = frozenset({"NN", "NNP"})
_LED = frozenset({"prep", "pobj", "compound", "nmod", "poss", "appos"})
_AT = frozenset({"at", "to"})
_STEPS = 4


@dataclass(frozen=True, slots=True, order=True)
class _Site:
    place: Place
    begin: int
    end: int
    name: str  # "" where the sort alone is told
    who: frozenset[str]  # to whom or what the deed is done
    count: str  # how many or which of them that is, as far as it is told: "1", "two", "fourth"; "" unsaid
    about: str


def sited_points(view: View, index: Index, standing: Mapping[tuple[str, int], str]) -> Iterator[Point]:
    """For every deed that two tellings set in a place of one sort, named by one of them or by another name.

    `index`: the story's words. `standing`: whom pronouns stand for (`variants_whom`).
    """
    told: dict[tuple[str, str, str], list[_Site]] = defaultdict(list)
    for word in sorted({*SORT, *(f"{w}s" for w in SORT), _MEDICAL}):
        sort = "hospital" if word == _MEDICAL else SORT.get(word) or SORT[word.removesuffix("s")]
        for grammar, token in index.get(word, ()):
            found = _site(grammar, token, standing)
            if found is not None and not (word == _MEDICAL and not found[1].name):
                told[sort, *found[0]].append(found[1])
    for (sort, *_), sites in sorted(told.items()):
        rows = sorted(set(sites))
        for part in joined(_apart(view, rows)):
            readings = [Reading(s.place[0], s.begin, s.end, f"{sort}: {s.name}" if s.name else sort) for s in part]
            shown = view.shown(readings[0].article, readings[0].begin, readings[0].end)
            yield Point("place", best((s.about for s in part), shown), tuple(readings))


def _apart(view: View, rows: Sequence[_Site]) -> Iterator[tuple[_Site, _Site]]:
    """Pairs of two tellings of which one gives no name, or each another."""
    names: dict[str, set[str]] = defaultdict(set)
    for s in rows:
        names[s.place[0]].add(s.name)
    named = {
        n: {z for z in names if n.partition(" ")[0] in view.text[z]} for n in sorted({s.name for s in rows} - {""})
    }
    for i, a in enumerate(rows):
        for b in rows[i + 1 :]:
            x, y = a.place[0], b.place[0]
            if x == y or a.name == b.name or len(names[x]) > 1 or len(names[y]) > 1:
                continue
            if y in named.get(a.name, ()) or x in named.get(b.name, ()):
                continue
            surely = view.aligned.get(a.place, {}).get(b.place, 0.0) >= ALIGNED
            if a.count != b.count:
                continue  # the fourth victim, two victims
            if (a.who & b.who or surely) and (not (a.name and b.name) or (a.count == ONE and a.who & b.who)):
                yield a, b


def _site(
    grammar: Grammar, token: Token, standing: Mapping[tuple[str, int], str]
) -> tuple[tuple[str, str], _Site] | None:
    """What is done where, as a key, and the place; None where a word of a sort of place tells no place of a deed."""
    top = token
    for _ in range(_STEPS):
        above = grammar.by.get(top.head)
        if above is None or top.dep not in ("compound", "nmod") or above.pos != "PROPN":
            break
        top = above
    prep = grammar.by.get(top.head)
    verb = None if prep is None else grammar.by.get(prep.head)
    if top.dep != "pobj" or prep is None or verb is None or verb.pos != "VERB" or grammar.denied(verb):
        return None
    where = class_of(prep.lemma.lower())
    core = grammar.core(verb)
    who = core.get("patient") or core.get("agent")
    if where not in _AT or who is None or verb.ordinal == top.ordinal:
        return None
    called = grammar.called(who) | frozenset(filter(None, [standing.get((who.article, who.begin), "")]))
    text = grammar.view.text[grammar.place[0]]
    named = _named(grammar, top)
    name = " ".join(text[t.begin : t.end] for t in named)
    begin = prep.begin if 0 <= top.begin - prep.begin <= LONGEST else top.begin
    end = max([top.end, *(t.end for t in named if t.end - begin <= LONGEST)])
    span = widened(grammar.tokens, min(begin, top.begin), end)
    site = _Site(grammar.place, *span, name, called, _count(grammar, who), clause_of(grammar, verb))
    return (concept(verb.lemma.lower()), where), site


def _count(grammar: Grammar, who: Token) -> str:
    """How many somebody are, or which of several: "1" of one, the number or rank told, "" of several without one."""
    told = [
        t.lemma.lower()
        for t in grammar.below.get(who.ordinal, ())
        if t.dep == "nummod" or (t.dep == "amod" and (ordinal(t.lemma) or t.lemma.lower() == "other"))
    ]
    return " ".join(told) or (ONE if who.tag in _ONE else "")


def _named(grammar: Grammar, top: Token) -> list[Token]:
    """The words of names in a place's phrase: "Bellmont Hospital"; "a hospital in Arl" has no name."""
    found, rest = [], [top]
    while rest:
        at = rest.pop()
        found += [at] if at.pos == "PROPN" else []
        below = grammar.below.get(at.ordinal, ())
        rest += [t for t in below if t.dep in _LED and not (t.dep == "prep" and t.lemma.lower() != "of")]
    return sorted(found, key=lambda t: t.begin)
