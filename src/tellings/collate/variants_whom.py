"""Whom "he", "she", "it" and "they" stand for: what was told last before them and can be called so.

One telling says "Ferrante did not concede", another "Mayor Ferrante led the first count. He conceded within the hour":
without knowing who "he" is, the two cannot be compared. The subject told last that fits in number and kind is taken
(the backward-looking centre of Grosz, Joshi and Weinstein 1995, by its simplest rule); nothing where none fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_values import PEOPLE, STATING
from tellings.collate.variants_view import Place
from tellings.records import Token

_ONE = frozenset("he him his she her hers himself herself".split())
_SEVERAL = frozenset("they them their theirs themselves".split())
_THING = frozenset("it its itself".split())
#: Pronoun -> what it may stand for.
_SORTS = {**dict.fromkeys(_ONE, "one"), **dict.fromkeys(_SEVERAL, "several"), **dict.fromkeys(_THING, "thing")}
_MARKS = frozenset('"“”„«»')
_REFERRING = frozenset({"PRON", "NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TOLD_OF = _SUBJECTS | {"dobj", "pobj", "attr", "agent", "appos"}
_CALLING = frozenset({"compound", "nmod", "appos"})

#: Who does something for a living is somebody, as far as everyday words of the news tell.
SOMEBODY = PEOPLE | frozenset(
    "mayor minister president chairman chief director spokesman spokeswoman spokesperson judge lawyer prosecutor "
    "policeman detective inspector sheriff doctor nurse surgeon teacher headteacher captain pilot driver cyclist "
    "motorcyclist pedestrian passenger firefighter fireman paramedic soldier gunman attacker suspect victim witness "
    "neighbour neighbor mother father son daughter brother sister wife husband widow widower uncle aunt cousin "
    "grandfather grandmother farmer fisherman hiker climber mountaineer swimmer diver skipper sailor coach player "
    "striker goalkeeper referee singer actor actress author writer artist owner founder manager caretaker clerk "
    "senator governor councillor candidate defendant prisoner inmate tenant landlord pensioner baby toddler".split()
)

_DEFINITE = frozenset("the his her their its this that".split())
_OTHER = frozenset("other another second third".split())
_IDENTIFYING = frozenset("identify name know call".split())
_MEASURES = frozenset("DATE TIME PERCENT MONEY QUANTITY CARDINAL ORDINAL".split())

#: How many sentences back somebody or something is still meant.
BACK = 2


def somebody(grammar: Grammar, token: Token, types: Mapping[str, str]) -> bool:
    """Whether a noun or name is a person."""
    if token.pos == "PROPN":
        known = types.get(grammar.entities.get((token.article, token.begin), ""))
        return known == "person" or (known is None and token.entity.endswith("PERSON"))
    return token.pos == "NOUN" and token.lemma.lower() in SOMEBODY


def _fits(grammar: Grammar, token: Token, types: Mapping[str, str]) -> str:
    """Which pronoun a noun or name is called by: one, several or thing."""
    if token.tag in ("NNS", "NNPS") or any(
        c.dep == "conj" and c.pos in ("NOUN", "PROPN") for c in grammar.below.get(token.ordinal, ())
    ):
        return "several"
    return "one" if somebody(grammar, token, types) else "thing"


def stand_ins(
    grammars: Mapping[Place, Grammar], types: Mapping[str, str], ages: Mapping[tuple[str, int], str]
) -> dict[tuple[str, int], str]:
    """(article, begin) of a pronoun, or of a noun that its telling has said of one by name ("her brother, Tomas", then
    "the brother") -> the key of what it stands for: an entity, or a concept.

    `grammars`: every sentence of the story in order. `types`: entity -> its type. `ages`: whom words stand for that
    tell somebody's age and no name (`variants_ages`).
    """
    out: dict[tuple[str, int], str] = {}
    told: dict[str, tuple[int, int, str]] = {}  # sort -> ordinal of its sentence, rank, key
    called: dict[str, set[str]] = defaultdict(set)  # noun -> who by name was called so
    aged: dict[str, set[int]] = defaultdict(set)
    for own, begin in ages:
        aged[own].add(begin)
    article = ""
    for (own, ordinal), grammar in sorted(grammars.items()):
        if own != article:
            article, told, called = own, {}, defaultdict(set)
        if grammar.view.sentences[own, ordinal].label not in STATING:
            continue
        for token, low, quoted in _referring(grammar, aged.get(own, ())):
            if token.pos == "PRON":
                found = told.get(_SORTS.get(low, "")) if not quoted else None
                if found is not None and ordinal - found[0] <= BACK:
                    out[own, token.begin] = found[2]
                continue
            if not quoted and token.dep in _TOLD_OF:
                names = _names(grammar, token, types)
                whose = ages.get((own, token.begin))
                if whose is not None and not names:
                    names = [whose]
                    out[own, token.begin] = whose
                if token.pos == "NOUN" and token.tag == "NN":
                    called[low].update(names)
                    if len(called[low]) == 1 and not names and _definite(grammar, token):
                        names = sorted(called[low])
                        out[own, token.begin] = names[0]
                _told(grammar, token, ordinal, told, types, names)
            if token.dep in _CALLING and token.pos == "NOUN" and token.tag == "NN":
                head = grammar.by.get(token.head)
                if head is not None and head.pos == "PROPN":
                    called[low].update(_names(grammar, head, types))
    return out


def _names(grammar: Grammar, token: Token, types: Mapping[str, str]) -> list[str]:
    """The entities that a noun names, that stand in apposition to it or as whom it is identified, people only."""
    keys = [grammar.key(token)]
    below = [part for part in grammar.below.get(token.ordinal, ()) if part.dep in ("appos", "acl")]
    if not below:
        return keys if types.get(keys[0]) == "person" else []
    for part in below:
        if part.dep == "appos" and part.pos in ("NOUN", "PROPN"):
            keys.append(grammar.key(part))
        elif part.dep == "acl" and part.lemma.lower() in _IDENTIFYING:
            beside = grammar.below.get(part.ordinal, ())
            keys += [grammar.key(c) for p in beside for c in (p, *grammar.below.get(p.ordinal, ())) if c.pos == "PROPN"]
    return sorted({key for key in keys if types.get(key) == "person"})


def _definite(grammar: Grammar, token: Token) -> bool:
    """Whether a noun is one that has been told of: "the driver", "her brother"; not "another driver"."""
    before = [c.lemma.lower() for c in grammar.below.get(token.ordinal, ()) if c.begin < token.begin]
    return any(word in _DEFINITE for word in before) and not any(word in _OTHER for word in before)


def _told(
    grammar: Grammar,
    token: Token,
    ordinal: int,
    told: dict[str, tuple[int, int, str]],
    types: Mapping[str, str],
    names: Sequence[str],
) -> None:
    """Keep a noun as what a pronoun may stand for: a subject, or the first other one where there is none."""
    if token.entity and token.entity[2:] in _MEASURES and not names:
        return
    sort, rank = _fits(grammar, token, types), int(token.dep in _SUBJECTS)
    sort = "one" if names and sort == "thing" else sort
    if sort == "several" and not rank and not _people(token):
        return
    before = told.get(sort)
    if before is None or rank > before[1] or rank == 1 or ordinal - before[0] > BACK:
        told[sort] = (ordinal, rank, (list(names) or [grammar.key(token)])[0])


def _people(token: Token) -> bool:
    return token.pos == "PROPN" or token.lemma.lower() in SOMEBODY


def _referring(grammar: Grammar, ages: Collection[int]) -> Iterator[tuple[Token, str, bool]]:
    """The nouns, names, pronouns and ages of a sentence, each with its lemma and whether it stands in quotes."""
    if not grammar.tokens:
        return
    text = grammar.view.text[grammar.place[0]]
    marked = not _MARKS.isdisjoint(text[grammar.tokens[0].begin : grammar.tokens[-1].end])
    inside = False
    for t, low in zip(grammar.tokens, grammar.lows, strict=True):
        if marked and t.end - t.begin == 1 and (mark := text[t.begin]) in _MARKS:
            inside = mark in "“„«" or (mark == '"' and not inside)
        if t.pos in _REFERRING or (ages and t.begin in ages):
            yield t, low, inside
