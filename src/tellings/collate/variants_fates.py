"""What became of a person: in critical condition in one telling, dead in another; questioned here, charged there.

Told by name, it can be compared over the whole story: sentences that tell a later stage are seldom aligned with those
that tell an earlier one. A telling that has the later stage may have the earlier one too; where a telling of the
earlier one has both, nothing differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_shown import widened
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Entity, EntityMention, Token
from tellings.text.rivals import means, rival, stages

#: What becomes of people, as far as at most one of two such words is true of somebody at one time.
_FATES = frozenset(
    "question interrogate charge indict convict acquit guilty innocent missing dead die kill critical critically "
    "survive alive rescue trap resign dismiss sack".split()
)

#: Verbs that somebody does; of the others he is the one acted on.
_DOING = frozenset("die survive resign".split())

#: Between a word and the verb that says of whom it is said: "are in critical condition", "was found dead".
_ON_THE_WAY = frozenset({"amod", "pobj", "prep", "acomp", "oprd", "attr", "advmod", "acl", "conj", "xcomp"})
MOST_STEPS = 4


@dataclass(frozen=True, slots=True, order=True)
class _Fate:
    place: Place
    begin: int
    end: int
    word: str


def fate_points(
    view: View, grammars: Mapping[Place, Grammar], entities: Sequence[Entity], mentions: Sequence[EntityMention]
) -> Iterator[Point]:
    """For every person of whom tellings tell what cannot both be true at one time: the words."""
    people = {e.id: e.canonical for e in entities if e.type != "place"}
    named: dict[tuple[str, int], str] = {}
    places: set[Place] = set()
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        at = view.place(m.article, m.begin) if m.entity in people and m.article in view.text else None
        if at is not None:
            places.add(at)
            named.update(((m.article, t.begin), m.entity) for t in view.words(m.article, m.begin, m.end))
    told: dict[str, list[_Fate]] = defaultdict(list)
    for place in sorted(places):
        grammar = grammars.get(place) or Grammar(view, place, view.tokens[place], named)
        for person, fate in _fates(grammar, named):
            told[person].append(fate)
    for person in sorted(told, key=lambda p: (people[p], p)):
        for rows in joined(_apart(told[person])):
            readings = tuple(Reading(f.place[0], *widened(view.tokens[f.place], f.begin, f.end), f.word) for f in rows)
            words = " or ".join(sorted({f.word for f in rows}))
            yield Point("description", f"{people[person]}: {words}", readings)


def _fates(grammar: Grammar, named: Mapping[tuple[str, int], str]) -> Iterator[tuple[str, _Fate]]:
    """What one sentence tells of people by name."""
    for t in grammar.tokens:
        word = t.lemma.lower()
        if word not in _FATES or t.pos not in ("VERB", "ADJ", "ADV") or grammar.denied(t) or grammar.purpose(t):
            continue
        for who in _of_whom(grammar, t, word):
            person = named.get((who.article, who.begin))
            if person is not None:
                yield person, _Fate(grammar.place, t.begin, t.end, word)


def _of_whom(grammar: Grammar, token: Token, word: str) -> list[Token]:
    """The nouns that a word of fate is said of, with those joined to them by "and"."""
    if token.pos == "VERB":
        found = grammar.frame(token).of("agent" if word in _DOING else "patient")
        heads = [] if found is None else [found.token]
    else:
        at: Token | None = token
        for _ in range(MOST_STEPS):
            if at is None or at.pos in ("VERB", "AUX") or at.dep not in _ON_THE_WAY:
                break
            at = grammar.by.get(at.head) if grammar.by.get(at.head) is not at else None
        subject = grammar.subject(at) if at is not None and at.pos in ("VERB", "AUX") else None
        heads = [] if subject is None else [subject]
    return heads + [c for h in heads for c in grammar.below.get(h.ordinal, ()) if c.dep in ("conj", "appos")]


def _apart(told: Sequence[_Fate]) -> Iterator[tuple[_Fate, _Fate]]:
    """Pairs of what two tellings tell that exclude one another."""
    words: dict[str, set[str]] = defaultdict(set)
    for fate in told:
        words[fate.place[0]].add(fate.word)
    ordered = sorted(set(told))
    for i, a in enumerate(ordered):
        for b in ordered[i + 1 :]:
            x, y = a.place[0], b.place[0]
            if x == y or not rival(a.word, b.word):
                continue
            step = stages(a.word, b.word)
            if (step != -1 and _tells(words[x], b.word)) or (step != 1 and _tells(words[y], a.word)):
                continue  # a telling of the earlier stage knows the later one too
            yield a, b


def _tells(words: AbstractSet[str], word: str) -> bool:
    return any(means(w, word) for w in words)
