"""How things stand: sought or caught, charges pending or brought, in danger or out of it, no comment or a denial.

Closed pairs of what is told early and late of one bearer, over the whole story. The bearer is one by name, by what he
does ("the driver", "the guards") or a pronoun for either; a telling that has both stages is told of the later one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_doer import DOERS, doer
from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_matters import of_a_year
from tellings.collate.variants_shown import together
from tellings.collate.variants_view import Place, Point, Reading
from tellings.collate.variants_whom import SOMEBODY
from tellings.records import Token
from tellings.text.senses import sort

#: Topic -> what may be told of a bearer, in the order in which it comes about.
STAGES = {
    "sought or caught": ("sought", "caught"),
    "charged or not yet": ("not charged", "charges pending", "charged"),
    "in danger or out of it": ("in danger", "out of danger", "dead"),
    "what they say to it": ("no comment", "denied"),
}
_TOPIC = {stage: topic for topic, row in STAGES.items() for stage in row}

_SEEKING = frozenset("seek hunt pursue".split())
_LOOKING = frozenset("look search hunt appeal".split())
_CATCHING = frozenset("arrest capture catch detain apprehend surrender".split())
_HURT, _BADLY = frozenset("wound injure hurt burn".split()), frozenset("critically gravely".split())
_PRONOUNCING = frozenset("pronounce declare find".split())
_GRAVE = frozenset("critical grave life-threatening".split())
_OPEN = frozenset("pending expected likely imminent".split())
_CHARGING = frozenset("face file bring press".split())
_ANY_CRIME = frozenset("crime anything wrongdoing offence offense".split())
_BETTER = frozenset("condition danger".split())
_SAYING = {"deny": "denied", "reject": "denied", "refute": "denied"}
_REFUSING = frozenset("decline refuse".split())

#: Nouns for anybody: of several people in a story each may be one.
_ANYBODY = frozenset(
    "man woman person people boy girl child victim other one somebody patient official authority spokesman spokeswoman "
    "officer police investigator".split()
)

#: Topics that are told of people only, and those of whoever did what the story is about.
_OF_PEOPLE = frozenset({"sought or caught"})
_OF_DOERS = frozenset({"sought or caught", "charged or not yet"})
SUSPECT = "suspect"
_NUMBERED = frozenset("another other first second third fourth fifth sixth last remaining additional more one".split())

#: What is shown is no longer than this, in code points; so many places of one telling.
LONGEST, MOST_SHOWN = 90, 2


@dataclass(frozen=True, slots=True, order=True)
class _State:
    place: Place
    begin: int
    end: int
    stage: str
    keys: tuple[str, ...]
    who: str  # the bearer as it is called here


def standing_points(
    index: Index, standing: Mapping[tuple[str, int], str], called: Mapping[str, str], types: Mapping[str, str]
) -> Iterator[Point]:
    """Stages of one bearer that tellings tell otherwise.

    `index`: the story's words. `standing`: whom pronouns stand for (`variants_whom`). `called`, `types`: entity -> its
    name and its type.
    """
    by: dict[tuple[str, str], set[_State]] = defaultdict(set)
    one = doer(index, types)
    for grammar, words, stage, bearer in _states(index):
        if bearer is None or of_a_year(grammar, words):
            continue
        if _TOPIC[stage] in _OF_PEOPLE and not _somebody(grammar, bearer, types):
            continue  # cars that were captured on film
        keys = _keys(grammar, bearer, standing)
        if _TOPIC[stage] in _OF_DOERS and one.means(bearer, set(keys)):
            keys = tuple(sorted({*keys, SUSPECT}))
        if keys:
            begin, end = together(grammar.tokens, words, LONGEST)
            state = _State(
                grammar.place, begin, end, stage, keys, grammar.view.shown(bearer.article, bearer.begin, bearer.end)
            )
            for key in keys:
                by[_TOPIC[stage], key].add(state)
    found = {at: readings for at in sorted(by) if (readings := _readings(at[0], by[at]))}
    shown: dict[str, list[frozenset[Reading]]] = defaultdict(list)
    for topic, key in sorted(found, key=lambda at: (-len(found[at]), at[1] not in called, at)):
        readings = found[topic, key]
        if not any(frozenset(readings) <= before for before in shown[topic]):
            shown[topic].append(frozenset(readings))
            who = called.get(key) or f"the {SUSPECT if key == SUSPECT else min(s.who for s in by[topic, key])}"
            yield Point("description", f"{who}: {topic}", readings)


def _numbered(grammar: Grammar, token: Token) -> bool:
    """Whether a noun is one of several by number: "the second suspect", "one suspect"."""
    below = grammar.below.get(token.ordinal, ())
    return any(c.lemma.lower() in _NUMBERED or c.dep == "nummod" for c in below) and token.tag != "NNS"


def _somebody(grammar: Grammar, bearer: Token, types: Mapping[str, str]) -> bool:
    """Whether a bearer is a person or several."""
    if bearer.pos == "PROPN":
        return types.get(grammar.key(bearer), "person") == "person"
    low = bearer.lemma.lower()
    return bearer.pos == "PRON" or low in SOMEBODY or low in DOERS or sort(low) == "person"


def _readings(topic: str, states: set[_State]) -> tuple[Reading, ...]:
    """What every telling has of the bearer, the latest stage of each; nothing where all have one."""
    order = STAGES[topic]
    last: dict[str, int] = {}
    for s in states:
        last[s.place[0]] = max(last.get(s.place[0], 0), order.index(s.stage))
    out: list[Reading] = []
    for article in sorted(last):
        own = sorted(s for s in states if s.place[0] == article and order.index(s.stage) == last[article])
        out += [Reading(article, s.begin, s.end, s.stage) for s in own[:MOST_SHOWN]]
    return tuple(out) if len({r.value for r in out}) > 1 else ()


def _keys(grammar: Grammar, bearer: Token | None, standing: Mapping[tuple[str, int], str]) -> tuple[str, ...]:
    """What a bearer is called: his name, or what he does; nothing for a noun that anybody may be."""
    if bearer is None:
        return ()
    beside = [c for c in grammar.below.get(bearer.ordinal, ()) if c.dep == "appos" and c.pos in ("NOUN", "PROPN")]
    found = {grammar.key(t) for t in (bearer, *beside) if not _numbered(grammar, t)}
    stands = standing.get((bearer.article, bearer.begin), "")
    below = grammar.below.get(bearer.ordinal, ())
    found |= {grammar.key(c) for c in below if c.dep == "conj" and c.pos in ("NOUN", "PROPN")}
    found |= {stands} if stands else set()
    told = {k for k in found - {""} if k not in _ANYBODY and not (k.isalpha() and len(k) <= len("it"))}
    if bearer.tag == "NNS":
        told = {f"{k}s" if k.isalpha() else k for k in told}  # two suspects are sought, one suspect is caught
    return tuple(sorted(told))


def _states(index: Index) -> Iterator[tuple[Grammar, list[Token], str, Token | None]]:
    """Every stage that is told: grammar, the words that show it, the stage, and of whom."""
    yield from _hunted(index)
    yield from _charges(index)
    yield from _conditions(index)
    yield from _comments(index)


def _hunted(index: Index) -> Iterator[tuple[Grammar, list[Token], str, Token | None]]:
    for word in sorted(_SEEKING | _LOOKING):
        for g, t in index.get(word, ()):
            if t.pos != "VERB" or g.denied(t):
                continue
            who = g.core(t).get("patient") if word in _SEEKING else _behind(g, t, "for")
            if who is not None:
                yield g, [t, *_helpers(g, t), who], "sought", who
    for g, t in index.get("large", ()):
        verb = g.head(t)
        subject = g.subject(verb) if verb is not None else None
        if subject is not None and any(c.lemma.lower() == "at" for c in (g.by.get(t.head),) if c is not None):
            yield g, [subject, t], "sought", subject
    for g, t in index.get("whereabouts", ()):
        whose = next((c for c in g.below.get(t.ordinal, ()) if c.dep == "poss"), None) or _behind(g, t, "of")
        if whose is not None:
            yield g, [whose, t, *(w for w in (g.by.get(t.head),) if w is not None)], "sought", whose
    for word in sorted(_CATCHING):
        for g, t in index.get(word, ()):
            if t.pos == "VERB" and not g.denied(t) and not g.purpose(t):
                who = g.core(t).get("agent" if word == "surrender" else "patient")
                if who is not None:
                    yield g, [t, *_helpers(g, t), who], "caught", who


def _helpers(grammar: Grammar, verb: Token) -> list[Token]:
    return [c for c in grammar.below.get(verb.ordinal, ()) if c.dep in ("auxpass", "aux", "prep")]


def _charges(index: Index) -> Iterator[tuple[Grammar, list[Token], str, Token | None]]:
    for g, t in index.get("charge", ()):
        if t.pos == "NOUN":
            verb = g.by.get(t.head)
            below = () if verb is None else g.below.get(verb.ordinal, ())
            near = (*below, *((verb,) if verb is not None else ()))
            open_ = [c for c in near if g.view.shown(c.article, c.begin, c.end).lower() in _OPEN]
            who = _behind(g, t, "against")
            if open_ and who is not None:
                yield g, [who, t, open_[0]], "charges pending", who
            elif (
                verb is not None
                and verb.lemma.lower() in _CHARGING
                and t.tag == "NNS"
                and (no := _no(g, t) or _no(g, verb))
            ):
                who = _behind(g, t, "against") or _behind(g, verb, "against") or g.core(verb).get("agent")
                if who is not None and who is not t:
                    yield g, [who, t, no, verb], "not charged", who
        elif t.pos == "VERB" and (no := _no(g, t)):
            who = g.core(t).get("patient")
            if who is not None and _any_crime(g, t):
                yield g, [t, who, no], "not charged", who
        elif t.pos == "VERB" and not g.denied(t):
            helpers = {c.lemma.lower() for c in g.below.get(t.ordinal, ()) if c.dep == "aux"}
            who = g.core(t).get("patient")
            if who is not None and t.tag in ("VBD", "VBN") and not helpers & {"will", "shall", "to"}:
                yield g, [t, who], "charged", who


def _any_crime(grammar: Grammar, charged: Token) -> bool:
    """Whether of no crime is told which: who is not charged with one may be charged with another."""
    below = [p for p in grammar.below.get(charged.ordinal, ()) if p.lemma.lower() in ("with", "for", "in", "over")]
    return all(c.lemma.lower() in _ANY_CRIME for p in below for c in grammar.below.get(p.ordinal, ()))


def _no(grammar: Grammar, token: Token) -> Token | None:
    """The word that denies a verb or noun: not, no."""
    below = grammar.below.get(token.ordinal, ())
    return next((c for c in below if c.dep == "neg" or (c.dep == "det" and c.lemma.lower() == "no")), None)


def _conditions(index: Index) -> Iterator[tuple[Grammar, list[Token], str, Token | None]]:
    for word in sorted(_BETTER):
        for g, t in index.get(word, ()):
            prep = g.by.get(t.head)
            if prep is None or t.dep != "pobj":
                continue
            grave = [c for c in g.below.get(t.ordinal, ()) if c.lemma.lower() in _GRAVE]
            above = g.by.get(prep.head)
            out = prep.lemma.lower() == "of" and above is not None and above.lemma.lower() == "out"
            if out or (prep.lemma.lower() == "in" and grave):
                verb = g.head(above if out and above is not None else prep) or above
                subject = g.subject(verb) if verb is not None else None
                if subject is None and above is not None and above.pos in ("VERB", "AUX"):
                    subject = g.subject(above)
                if subject is not None and (word == "danger" or grave):
                    yield g, [subject, t, prep], "out of danger" if out else "in danger", subject
    for word in ("survive", "recover", "live"):
        for g, t in index.get(word, ()):
            above = g.by.get(t.head)
            if t.dep == "xcomp" and above is not None and above.lemma.lower() in ("expect", "likely"):
                subject = g.subject(above) or g.subject(t)
                if subject is not None and not g.denied(above):
                    yield g, [subject, t, above], "out of danger", subject
    for word in ("die", "kill", "dead"):
        for g, t in index.get(word, ()):
            who = _dead(g, t)
            if who is not None and not g.denied(t):
                yield g, [who, t], "dead", who
    for word in sorted(_HURT):
        for g, t in index.get(word, ()):
            how = [c for c in g.below.get(t.ordinal, ()) if c.lemma.lower() in _BADLY]
            who = g.core(t).get("patient") if how and t.pos == "VERB" else None
            if who is not None:
                yield g, [who, t, how[0]], "in danger", who


def _dead(grammar: Grammar, token: Token) -> Token | None:
    """Who is dead: who died, was killed, was pronounced dead."""
    if token.pos == "VERB":
        return grammar.core(token).get("agent" if token.lemma.lower() == "die" else "patient")
    above = grammar.by.get(token.head)
    if above is None or above.lemma.lower() not in _PRONOUNCING or token.dep not in ("acomp", "oprd", "xcomp"):
        return None
    return grammar.core(above).get("patient") or grammar.subject(above)


def _comments(index: Index) -> Iterator[tuple[Grammar, list[Token], str, Token | None]]:
    for g, t in index.get("comment", ()):
        no = [c for c in g.below.get(t.ordinal, ()) if c.lemma.lower() == "no" and c.dep == "det"]
        if t.pos == "NOUN" and no:
            verb = g.by.get(t.head)
            who = _behind(g, t, "from") or (_behind(g, verb, "from") if verb is not None else None)
            who = who or (g.core(verb).get("agent") if verb is not None and verb.pos == "VERB" else None)
            yield g, [t, no[0], *([who] if who is not None else [])], "no comment", who
        above = g.by.get(t.head)
        if above is not None and above.lemma.lower() in _REFUSING and g.core(above).get("agent") is not None:
            yield g, [t, above, g.core(above)["agent"]], "no comment", g.core(above)["agent"]
    for word, stage in sorted(_SAYING.items()):
        for g, t in index.get(word, ()):
            who = g.core(t).get("agent") if t.pos == "VERB" and not g.denied(t) else None
            above = g.by.get(t.head)
            refused = above is not None and t.dep == "xcomp" and above.lemma.lower() in _REFUSING
            if who is not None and not refused and t.tag != "VB":
                yield g, [t, who], stage, who


def _behind(grammar: Grammar, token: Token, preposition: str) -> Token | None:
    """What stands behind a preposition that hangs on a word: "looking for the driver"."""
    beside = [p for p in grammar.below.get(token.ordinal, ()) if p.lemma.lower() == preposition]
    return next((c for p in beside for c in grammar.below.get(p.ordinal, ()) if c.dep == "pobj"), None)


def staged(values: Sequence[str]) -> tuple[str, str] | None:
    """Type and reason of a difference between stages, by the values of their points; None for other values."""
    topic = _TOPIC.get(values[0]) if values else None
    if topic is None or any(_TOPIC.get(v) != topic for v in values):
        return None
    row = [v for v in STAGES[topic] if v in values]
    return "update", f"{row[0]} first, {row[-1]} later"
