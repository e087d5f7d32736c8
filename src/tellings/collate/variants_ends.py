"""Where somebody died, and how the one who was hurt is: at the scene or in hospital, in critical or stable condition.

Asked of the whole story. Who it is told of is one by name, or the only one of whom any telling tells it: then it may be
"the man", "a 22-year-old" or a pronoun. A telling that tells two of these of somebody knows both and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_answers import first_places
from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_matters import of_a_year
from tellings.collate.variants_shown import together
from tellings.collate.variants_view import Place, Point, Reading
from tellings.collate.variants_whom import SOMEBODY
from tellings.records import Token
from tellings.text.rivals import rival
from tellings.text.senses import sort

#: Where somebody died, as answers.
SCENE, HOSPITAL, ON_THE_WAY = "dead at the scene", "died in hospital", "died on the way to hospital"
#: How somebody is, by the words beside "condition".
CONDITION = "condition: "
_GRADES = {
    **dict.fromkeys("critical grave".split(), "critical"), "serious": "serious", "stable": "stable",
    **dict.fromkeys("good fair satisfactory".split(), "good"),
}  # fmt: skip

_DYING = frozenset({"die", "succumb"})
_PRONOUNCING = frozenset({"pronounce", "declare"})
_SPOTS = frozenset({"scene", "spot"})
_CLINICS = frozenset({"hospital", "clinic", "infirmary"})
_CENTRES, _MEDICAL = frozenset({"center", "centre"}), frozenset("medical trauma health".split())
_WAY = frozenset({"way", "route", "ambulance", "transport"})
_TAKING = frozenset("take rush transport airlift fly bring carry transfer hospitalize".split())

#: Who is one of several: of which of them it is told is not known.
_OF_SEVERAL = frozenset("another other others second third fourth fifth one two three four both remaining last".split())
_MORE = _OF_SEVERAL - {"one"}
_ONE = frozenset({"NN", "NNP", "PRP", "JJ"})  # "a three-year-old"

_SAID_DEAD = frozenset({"acomp", "oprd", "xcomp", "ccomp"})

#: Words below a verb that are of its own clause.
_OTHER_CLAUSES = frozenset("nsubj nsubjpass conj relcl ccomp parataxis".split())
LONGEST = 90


@dataclass(frozen=True, slots=True, order=True)
class End:
    """What is told of somebody, where it stands."""

    place: Place
    begin: int
    end: int
    value: str
    who: str  # the entity that it is told of; "" where none is named
    noun: str  # the noun for him, "" for a name or pronoun
    several: bool  # whether it is told of several, or of one of several
    taken: bool = False  # whether it is how somebody was when he was taken to hospital


def end_points(
    index: Index, standing: Mapping[tuple[str, int], str], called: Mapping[str, str], types: Mapping[str, str]
) -> Iterator[Point]:
    """Where somebody died and how somebody is, where two tellings answer otherwise.

    `index`: the story's words. `standing`: whom pronouns and nouns stand for (`variants_whom`). `called`, `types`:
    entity -> its name and its type.
    """
    people = frozenset(e for e, kind in types.items() if kind == "person")
    deaths = [e for g, t, value in _deaths(index) if (e := end_of(g, t, value, standing, people)) is not None]
    yield from asked("place", "where {} died", deaths, called, _several_dead(index))
    states = [e for g, t, value in _conditions(index) if (e := end_of(g, t, value, standing, people)) is not None]
    yield from asked("description", "the condition of {}", states, called, any(e.several for e in states))


def asked(kind: str, about: str, ends: Sequence[End], called: Mapping[str, str], several: bool) -> Iterator[Point]:
    """The points of one question: of everybody by name, or of the only one of whom it is told."""
    names = sorted({e.who for e in ends} - {""})
    nouns = sorted({e.noun for e in ends} - {""})
    one = len(names) < 2 and not several and not any(rival(a, b) for a in nouns for b in nouns)
    if one:
        whom = called[names[0]] if names else f"the {nouns[0]}" if nouns else "the victim"
        yield from _answers(kind, about.format(whom), ends)
    else:
        for who in names:
            yield from _answers(kind, about.format(called[who]), [e for e in ends if e.who == who and not e.several])


def _answers(kind: str, about: str, ends: Sequence[End]) -> Iterator[Point]:
    later = {e.place[0] for e in ends if not e.taken}  # how he is once he is there
    ends = [e for e in ends if not (e.taken and e.place[0] in later)]
    told: dict[str, set[str]] = defaultdict(set)
    for e in ends:
        told[e.place[0]].add(e.value)
    rows = [Reading(e.place[0], e.begin, e.end, e.value) for e in sorted(ends) if len(told[e.place[0]]) == 1]
    if len({r.value for r in rows}) > 1:
        yield Point(kind, about, tuple(first_places(rows)))


def end_of(
    g: Grammar, words: Sequence[Token], value: str, standing: Mapping[tuple[str, int], str], people: frozenset[str]
) -> End | None:
    """An answer with whom it is told of, the first of the words; None where it is another year's or of no person."""
    who = words[0]
    before = g.view.text[who.article][max(0, who.begin - len("except ")) : who.begin].lower()
    if of_a_year(g, words[1:]) or before.endswith(("but ", "except ")):
        return None
    below = g.below.get(who.ordinal, ())
    several = who.tag not in _ONE or who.lemma.lower() in _OF_SEVERAL
    several = several or any(c.lemma.lower() in _OF_SEVERAL or c.dep == "conj" for c in below) or who.dep == "conj"
    beside = [c for c in below if c.dep == "appos"]
    stands = standing.get((who.article, who.begin), "") if who.pos == "PRON" else ""  # "a 24-year-old" may be another
    keys = [stands, *(g.key(t) for t in (who, *beside))]
    named = next((k for k in keys if k in people), "")
    low = who.lemma.lower()
    noun = low if who.pos == "NOUN" else ""
    if not named and noun and not (noun in SOMEBODY or sort(noun) == "person"):
        return None
    if not named and who.pos == "PROPN":
        return None
    begin, end = together(g.tokens, [*words[1:], who], LONGEST)
    taken = any(t.lemma.lower() in _TAKING for t in words[1:]) and value.startswith(CONDITION)
    return End(g.place, begin, end, value, named, noun, several, taken)


def _deaths(index: Index) -> Iterator[tuple[Grammar, list[Token], str]]:
    """Who died, with the verb and the word for where."""
    for word in sorted(_DYING):
        for g, t in index.get(word, ()):
            who = g.core(t).get("agent") if t.pos == "VERB" else None
            if who is not None and not g.denied(t) and (found := _where(g, t)):
                yield g, [who, t, found[0]], found[1]
    for g, t in index.get("dead", ()):
        verb = g.by.get(t.head)
        if verb is None or verb.pos != "VERB" or t.dep not in _SAID_DEAD or g.denied(verb):
            continue
        who = _called_dead(g, verb, t)
        if who is None:
            continue
        if verb.lemma.lower() in _PRONOUNCING and (found := _where(g, verb)):
            yield g, [who, t, found[0]], found[1]
        elif verb.lemma.lower() == "find":
            yield g, [who, t, verb], SCENE


def _called_dead(g: Grammar, verb: Token, dead: Token) -> Token | None:
    """Who is pronounced or found dead; who is said to be dead with another verb."""
    own = [c for c in g.below.get(dead.ordinal, ()) if c.dep in ("nsubj", "nsubjpass")]
    return own[0] if own else g.core(verb).get("patient") or (g.subject(verb) if verb.pos == "AUX" else None)


def _several_dead(index: Index) -> bool:
    """Whether any telling tells of more than one who died."""
    for word, role in (("die", "agent"), ("succumb", "agent"), ("kill", "patient"), ("dead", "patient")):
        for g, t in index.get(word, ()):
            above = g.by.get(t.head)
            if t.pos == "VERB":
                who = g.core(t).get(role)
            else:
                who = _called_dead(g, above, t) if above is not None and t.dep in _SAID_DEAD else None
            if who is None or of_a_year(g, [t]):
                continue
            below = [
                c.lemma.lower() for c in g.below.get(who.ordinal, ()) if c.dep in ("nummod", "conj", "det", "amod")
            ]
            more = [c for c in below if c in _MORE or c.isdigit()]
            if (who.tag in ("NNS", "NNPS", "CD") and who.lemma.lower() != "one") or more or who.lemma.lower() in _MORE:
                return True
    return False


def _where(g: Grammar, verb: Token) -> tuple[Token, str] | None:
    """Where somebody died, by the words below the verb of dying, or by the hospital that its clause is about."""
    below, rest = [], [verb]
    while rest:
        at = rest.pop()
        for c in g.below.get(at.ordinal, ()):
            if c.dep not in _OTHER_CLAUSES and c.ordinal != verb.ordinal:
                below.append(c)
                rest.append(c)
    spot = [t for t in below if t.lemma.lower() in _SPOTS and t.dep == "pobj"]
    clinic = [t for t in below if _clinic(g, t)]
    way = [t for t in below if t.lemma.lower() in _WAY]
    if spot or way or clinic:
        if bool(spot) + bool(way or clinic) > 1:
            return None  # "died after he was taken from the scene to hospital"
        return (spot[0], SCENE) if spot else (way[0], ON_THE_WAY) if way else (clinic[0], HOSPITAL)
    above = g.by.get(verb.head)
    if above is None:
        return None
    if verb.dep == "relcl" and _clinic(g, above) and any(c.lemma.lower() == "where" for c in g.below[verb.ordinal]):
        return above, HOSPITAL
    if verb.dep == "conj" and above.lemma.lower() in _TAKING:
        taken = [c for p in g.below.get(above.ordinal, ()) for c in g.below.get(p.ordinal, ()) if _clinic(g, c)]
        return (taken[0], HOSPITAL) if taken else None
    return None


def _clinic(g: Grammar, t: Token) -> bool:
    """Whether a word is a hospital by its sort or name."""
    low = t.lemma.lower()
    if low in _CENTRES:
        return any(c.lemma.lower() in _MEDICAL for c in g.below.get(t.ordinal, ()))
    return low in _CLINICS and t.dep in ("pobj", "dobj", "nsubj", "conj", "appos")


def _conditions(index: Index) -> Iterator[tuple[Grammar, list[Token], str]]:
    """Who is in which condition."""
    for g, t in index.get("condition", ()):
        prep = g.by.get(t.head)
        grades = [c for c in g.below.get(t.ordinal, ()) if c.lemma.lower() in _GRADES]
        if prep is None or t.dep != "pobj" or prep.lemma.lower() not in ("in", "as") or len(grades) != 1:
            continue
        if any(c.dep == "conj" or c.dep == "cc" for c in g.below.get(grades[0].ordinal, ())):
            continue  # critical but stable
        verb = g.head(prep) or g.by.get(prep.head)
        while verb is not None and verb.pos not in ("VERB", "AUX"):
            verb = g.by.get(verb.head) if verb.head != verb.ordinal else None
        if verb is None or g.denied(verb):
            continue
        who = g.core(verb).get("patient") or g.subject(verb)
        if who is not None:
            yield g, [who, t, grades[0], verb], CONDITION + _GRADES[grades[0].lemma.lower()]


def end_type(values: Sequence[str]) -> tuple[str, str] | None:
    """Type and reason of a difference between ends, by the values of their points; None for other values."""
    found = set(values)
    if found <= {SCENE, HOSPITAL, ON_THE_WAY}:
        return "contradiction", "one dies in one place"
    if all(v.startswith(CONDITION) for v in values):
        return "update", "how somebody is changes"
    return None
