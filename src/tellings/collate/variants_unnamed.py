"""Whom one telling says outright that it does not name, and another names: the boy, his son, the 17-year-old.

Who is meant is told by an age that only one person by name has in the story (`variants_ages`), or by the noun: the one
whom a telling calls so by name ("the driver, Tomas Lind", "her nephew, Ola", "the victim was identified as Ida Holm").
A telling that names him anywhere says more than that he is not named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_known import GIVING, IDENTITY, NAMED, NAMING, UNNAMED, refused
from tellings.collate.variants_shown import together
from tellings.collate.variants_view import Point, Reading, View
from tellings.records import EntityMention, Token

_RELATIVE = frozenset("who whom whose that which".split())

#: Nouns for a group, a body or a thing, which is named otherwise.
_SEVERAL = frozenset("family couple group party company firm agency team school store business police".split())
_OTHER = frozenset("other another second third fourth fifth sixth".split())

#: What is shown is no longer than this, in code points; so many places of one telling.
LONGEST, MOST_SHOWN = 90, 2


def unnamed_points(
    view: View,
    index: Index,
    standing: Mapping[tuple[str, int], str],
    types: Mapping[str, str],
    mentions: Sequence[EntityMention],
) -> Iterator[Point]:
    """Somebody whom tellings say they do not name, and the tellings that name him.

    `index`: the story's words. `standing`: whom pronouns and ages stand for (`variants_whom`). `types`: entity -> its
    type.
    """
    unnamed: dict[str, list[Reading]] = defaultdict(list)
    rows = list(_unnamed(index))
    if not rows:
        return
    places = _places(view, mentions, types)
    held = {(who, article) for who, found in places.items() for article, _, _ in found}
    nouns = {standing.get((b.article, b.begin), "") or b.lemma.lower() for _, b, _ in rows}
    called = _called(index, sorted(nouns & index.keys()), types)
    for grammar, bearer, words in rows:
        for who in _who(bearer, standing, types, called):
            if (who, bearer.article) not in held:
                unnamed[who].append(Reading(bearer.article, *together(grammar.tokens, words, LONGEST), UNNAMED))
    for who in sorted(unnamed):
        silent = {r.article for r in unnamed[who]}
        shown: dict[str, list[Reading]] = defaultdict(list)
        for article, begin, end in places.get(who, ()):
            if article not in silent and not shown[article]:
                shown[article].append(Reading(article, begin, end, NAMED))
        for r in sorted(set(unnamed[who]), key=lambda r: (r.article, r.begin)):
            if len(shown[r.article]) < MOST_SHOWN:
                shown[r.article].append(r)
        first = unnamed[who][0]
        about = " ".join(view.shown(first.article, first.begin, first.end).split())
        yield Point("description", about, tuple(r for article in sorted(shown) for r in shown[article]))


def _unnamed(index: Index) -> Iterator[tuple[Grammar, Token, list[Token]]]:
    """Where it is said that somebody is not named: who, and the words that say it."""
    for word in sorted(NAMING):
        for g, t in index.get(word, ()):
            no = refused(g, t) if t.pos == "VERB" else None
            patient = g.core(t).get("patient") if no is not None else None
            bearer = _bearer(g, t, patient)
            if no is not None and bearer is not None:
                yield g, bearer, [t, no, bearer]
    for word in sorted(IDENTITY):
        for g, t in index.get(word, ()):
            verb = g.by.get(t.head)
            if t.pos != "NOUN" or verb is None or verb.lemma.lower() not in GIVING or t.dep == "pobj":
                continue
            no = refused(g, verb)
            below = g.below.get(t.ordinal, ())
            whose = [c for c in below if c.dep == "poss"]
            whose += [c for p in below if p.lemma.lower() == "of" for c in g.below.get(p.ordinal, ())]
            bearer = _bearer(g, verb, whose[0]) if whose else None
            if no is not None and bearer is not None:
                yield g, bearer, [t, verb, no, bearer]


def _bearer(grammar: Grammar, verb: Token, token: Token | None) -> Token | None:
    """Who is not named: the noun itself, or what a relative clause hangs on ("the boy, whose name ...")."""
    if token is None:
        return None
    if token.lemma.lower() in _RELATIVE:
        token = grammar.by.get(verb.head) if verb.dep == "relcl" else None
    if token is None or token.tag in ("NNS", "NNP", "NNPS") or token.lemma.lower() in _SEVERAL:
        return None
    beside = {c.lemma.lower() for c in grammar.below.get(token.ordinal, ())}
    return None if beside & _OTHER else token


def _who(
    bearer: Token,
    standing: Mapping[tuple[str, int], str],
    types: Mapping[str, str],
    called: Mapping[str, Mapping[str, set[str]]],
) -> list[str]:
    """The one person by name who is meant, as other tellings call him; nobody where it may be one of several."""
    found = standing.get((bearer.article, bearer.begin), "")
    if types.get(found) == "person":
        return [found]
    noun = found or bearer.lemma.lower()
    people = {who for article, names in called.get(noun, {}).items() if article != bearer.article for who in names}
    return sorted(people) if len(people) == 1 else []


def _called(index: Index, nouns: Sequence[str], types: Mapping[str, str]) -> dict[str, dict[str, set[str]]]:
    """Noun -> telling -> whom by name it calls so: in apposition, before the name, or identified as him."""
    out: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for word in nouns:
        for g, t in index[word]:
            if t.pos != "NOUN" or t.tag != "NN":
                continue
            names = {k for k in g.called(t) if types.get(k) == "person"}
            above = g.by.get(t.head)
            if above is not None and above.pos == "PROPN" and t.dep in ("appos", "compound", "nmod"):
                names |= {g.key(above)}
            if above is not None and above.lemma.lower() in NAMING and t.dep == "nsubjpass":
                beside = g.children(above)
                names |= {g.key(c) for c in beside if c.pos == "PROPN" and c.dep in ("pobj", "oprd")}
            out[word][t.article] |= {n for n in names if types.get(n) == "person"}
    return out


def _places(
    view: View, mentions: Sequence[EntityMention], types: Mapping[str, str]
) -> dict[str, list[tuple[str, int, int]]]:
    """Person -> where the tellings name him, in order."""
    out: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for m in sorted(mentions, key=lambda m: (m.article, m.begin)):
        if types.get(m.entity) == "person" and m.article in view.text:
            out[m.entity].append((m.article, m.begin, m.end))
    return out
