"""Who somebody by name is, as each telling calls him: as a relation of somebody else's, by what he does.

Apposition, what stands before a name, "X is a ..." and "X, who works as ..." say of one name what it is, without any
guess at which deed is meant. Two relations to one and the same person exclude one another; of two nouns of which one is
a kind of the other one says less; two words for the same say nothing. A telling that calls him both is no rival to
either.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_shown import widened
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import EntityMention, Token
from tellings.text.concepts import concept
from tellings.text.senses import Relation, generic, is_a, kindred, relation, sort

KIN, WORK = "kin: ", "is a "

#: What anybody may be called in a report, whatever he does: the part he has in what is told, his age, where he lives.
_ANYBODY = frozenset(
    "man woman boy girl teen teenager child kid baby toddler youth adult person people resident native local visitor "
    "suspect victim defendant accused culprit gunman shooter attacker killer deceased survivor witness patient inmate "
    "prisoner fugitive convict friend neighbor neighbour member colleague partner rival opponent critic supporter fan "
    "favourite favorite winner loser champion leader figure star hero boss chief head official representative "
    "spokesman spokeswoman spokesperson contender nominee candidate hopeful president-elect citizen veteran "
    "professional juvenile minor".split()
)

#: A name and what it is called stand no further apart than this, in code points; so many words call somebody in one
#: telling: whoever is called more is known for much.
SHOWN, MOST = 70, 2

#: What somebody is called stands no further from his name, in code points.
NEAR = 40

#: Two trades are two words for what somebody does where one kind of people holds both and has no more kinds than this
#: in WordNet: clergy, entertainers. A lawyer may own a house.
ONE_FIELD = 300

#: So many letters of a word before the noun make the same word of it: a dock worker, a docker.
STEM = 4

_NEAR = frozenset({Relation.SAME, Relation.BROADER, Relation.NARROWER})


@dataclass(frozen=True, slots=True)
class Trait:
    """What a telling calls somebody by name."""

    article: str
    begin: int
    end: int
    sort: str  # KIN | WORK
    value: str  # lemma
    whose: str = ""  # of a relation: entity of the other
    before: tuple[str, ...] = ()  # nouns right before the noun: a dock worker


def identity_points(
    view: View,
    grammars: Mapping[Place, Grammar],
    mentions: Sequence[EntityMention],
    called: Mapping[str, str],
) -> Iterator[Point]:
    """For every person whom tellings call otherwise: what they call him.

    `called`: person -> name.
    """
    found: dict[tuple[str, str, str], list[Trait]] = defaultdict(list)
    tellings: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        tellings[m.entity].add(m.article)
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        known = m.entity in called and len(tellings[m.entity]) > 1 and m.article in view.text
        place = view.place(m.article, m.begin) if known else None
        if place is not None and place in grammars and view.sentences[place].label in STATING:
            for trait in _traits(grammars[place], m):
                found[m.entity, trait.sort, trait.whose].append(trait)
    for who, kind, whose in sorted(found):
        rows = _told(found[who, kind, whose], kind)
        if rows:
            yield Point("description", called[who], tuple(rows))


def _told(traits: Sequence[Trait], kind: str) -> list[Reading]:
    """The readings of one sort, where two tellings differ in it."""
    by: dict[str, list[Trait]] = defaultdict(list)
    for t in traits:
        if all(t.value != o.value for o in by[t.article]):
            by[t.article].append(t)
    apart: set[str] = set()
    for a, b in itertools.combinations(sorted(by), 2):
        if len(by[a]) <= MOST and len(by[b]) <= MOST and _apart(by[a], by[b], kind):
            apart |= {a, b}
    return [Reading(t.article, t.begin, t.end, kind + t.value) for a in sorted(apart) for t in by[a][:1]]


def _apart(mine: Sequence[Trait], theirs: Sequence[Trait], kind: str) -> bool:
    """Whether nothing that one telling calls somebody is what the other calls him."""
    pairs = list(itertools.product(mine, theirs))
    if any(x.value == y.value for x, y in pairs):
        return False
    if kind != WORK:
        return all(relation(x.value, y.value, "NOUN") is Relation.RIVALS for x, y in pairs)
    if any(_one(x, y) for x, y in pairs):
        return False
    return any(relation(x.value, y.value, "NOUN") in _NEAR or kindred(x.value, y.value, ONE_FIELD) for x, y in pairs)


def _one(a: Trait, b: Trait) -> bool:
    """Whether two nouns are two words for one thing that somebody does."""
    if concept(a.value) == concept(b.value) or relation(a.value, b.value, "NOUN") is Relation.SAME:
        return True
    return any(w[:STEM] == o.value[:STEM] and len(w) >= STEM for t, o in ((a, b), (b, a)) for w in t.before)


def _traits(grammar: Grammar, m: EntityMention) -> Iterator[Trait]:
    """What a sentence calls somebody at one mention of his name."""
    name = grammar.view.words(m.article, m.begin, m.end)
    inside = {t.ordinal for t in name}
    heads = [t for t in name if t.head not in inside or t.head == t.ordinal]
    for head in heads[-1:]:
        beside = [n for noun in _nouns(grammar, head, inside) for n in (noun, *_joined(grammar, noun, inside))]
        for noun in beside:
            if max(noun.begin - m.end, m.begin - noun.end) <= NEAR:  # of the next one in a list
                yield from _trait(grammar, m, noun)


def _joined(grammar: Grammar, noun: Token, inside: set[int]) -> Iterator[Token]:
    """The nouns that "and" joins to one: president and general manager."""
    yield from (c for c in grammar.below.get(noun.ordinal, ()) if c.dep == "conj" and c.ordinal not in inside)
    above = grammar.by.get(noun.head)
    if noun.dep == "conj" and above is not None and above.ordinal not in inside:
        yield above


def _nouns(grammar: Grammar, head: Token, inside: set[int]) -> Iterator[Token]:
    """The nouns that say what somebody is: beside the name, before it, behind "is", behind "works as"."""
    for c in grammar.below.get(head.ordinal, ()):
        if c.ordinal in inside:
            continue
        if c.dep == "appos" or (c.begin < head.begin and c.dep in ("compound", "nmod")):
            yield c
        elif c.dep == "relcl":
            yield from _behind(grammar, c)
    above = grammar.by.get(head.head)
    if above is None or above is head:
        return
    first = min(inside)  # "the chaplain Ivo Stern", of which the tagger makes two subjects
    yield from (c for c in grammar.below.get(above.ordinal, ()) if c.ordinal == first - 1 and c.dep == head.dep)
    if head.dep == "appos":
        yield above
    elif head.dep in ("nsubj", "nsubjpass") and not grammar.denied(above):
        yield from _behind(grammar, above)


def _behind(grammar: Grammar, verb: Token) -> Iterator[Token]:
    """What somebody is said to be, or to work as."""
    below = grammar.below.get(verb.ordinal, ())
    if any(c.tag == "MD" for c in below):
        return  # he will be the host
    for c in below:
        judged = any(x.dep == "amod" for x in grammar.below.get(c.ordinal, ()))  # he is the ideal host
        if c.dep == "attr" and verb.lemma.lower() == "be" and not judged:
            yield c
        elif c.dep == "prep" and c.lemma.lower() == "as" and verb.lemma.lower() in ("work", "serve"):
            yield from (o for o in grammar.below.get(c.ordinal, ()) if o.dep == "pobj")


def _trait(grammar: Grammar, m: EntityMention, noun: Token) -> Iterator[Trait]:
    """A noun as what somebody is, and the nation that stands before it."""
    low = noun.lemma.lower()
    below = grammar.below.get(noun.ordinal, ())
    past = any(c.lemma.lower() in ("former", "ex", "late", "then") for c in below)
    if noun.tag not in ("NN", "NNP") or past or sort(low) != "person":
        return
    if is_a(low, "relative"):
        whose = next((c for c in below if c.dep == "poss"), None)
        who = "" if whose is None else grammar.key(whose)
        if who and not who.isalpha() and who != m.entity:
            yield Trait(m.article, *_span(grammar, m, noun), KIN, low, who)
    elif low not in _ANYBODY and not generic(low) and not any(c.lemma.lower() == "of" for c in below):
        before = tuple(c.lemma.lower() for c in below if c.dep == "compound")
        yield Trait(m.article, *_span(grammar, m, noun), WORK, low, "", before)


def _span(grammar: Grammar, m: EntityMention, word: Token) -> tuple[int, int]:
    """From the name to the word that says it, where both stand near."""
    before = [c.begin for c in grammar.below.get(word.ordinal, ()) if c.dep in ("compound", "amod", "poss", "nmod")]
    first = min([word.begin, *before])
    begin, end = min(first, m.begin), max(word.end, m.end)
    return widened(grammar.tokens, *((begin, end) if end - begin <= SHOWN else (first, word.end)))


def identity_type(values: Sequence[str]) -> tuple[str, str] | None:
    """Type and reason of a difference in who somebody is, by the values of its readings; None for other values."""
    if all(v.startswith(KIN) for v in values):
        return "contradiction", "two relations to one person"
    if not all(v.startswith(WORK) for v in values):
        return None
    nouns = [v.removeprefix(WORK) for v in values]
    if all(relation(a, b, "NOUN") in _NEAR for a, b in itertools.combinations(nouns, 2)):
        return "vaguer", "one telling says less exactly what somebody is"
    return "wording", "two words for what somebody does"
