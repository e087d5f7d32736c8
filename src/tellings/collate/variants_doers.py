"""Who did it: one deed done to one thing, by somebody else in another telling: sold by the council, by the church.

Two sentences tell one deed when they have the same verb, or two of one concept, and what is acted on is one by name, or
the same noun told as known ("the winner", "its owner") or in sentences aligned surely. Doers are set against one
another where both are people by name, or both are nouns of people and bodies of which none is a vaguer word for the
other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tellings.collate.variants_grammar import Frame, Grammar
from tellings.collate.variants_names import spelt_alike
from tellings.collate.variants_shown import widened
from tellings.collate.variants_titles import best, noun, verb
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity

BY = "by "

#: Sentences aligned so surely tell of one thing though both call it "a house".
SURE = 0.6

#: A verb and a noun that are told as known weigh so much together (-ln of the share of articles).
ENOUGH = 6.0

#: A doer, the deed and what it is done to are shown where they stand so near, in code points.
NEAR = 80

#: Verbs that are done to everything, and of which one thing has many doers.
_DULL = frozenset(
    "say be have do go get make take come know think see add give want like let put use tell call show keep include "
    "begin continue become remain seem hold set lead bring leave follow work try need turn run join attend visit meet "
    "support oppose criticise criticize condemn praise welcome describe discuss watch know like love hear face ask "
    "urge play win lose help describe report expect investigate treat receive suffer question".split()
)

#: Who does things in the news, by noun. Words joined by "/" are one doer.
_DOERS = """
council/councillor mayor governor minister/ministry president/presidency
parliament/senate/congress/lawmaker/assembly court/judge/tribunal jury prosecutor/prosecution lawyer/attorney
company/firm/corporation/operator/owner/manufacturer bank union/federation
church/parish/diocese/priest/pastor/bishop school/teacher/principal university/professor student/pupil
soldier/army/troop/military/trooper navy/coastguard rebel/militant/insurgent/guerrilla/fighter/gunman pirate
police/officer/policeman/detective/sheriff guard villager/resident/local/neighbour/neighbor/townspeople
firefighter/fireman paramedic/medic doctor/surgeon/nurse/hospital driver/motorist/trucker passenger pilot
captain/skipper fisherman lifeguard hiker/walker/climber farmer shopkeeper tenant landlord tourist/visitor
worker/employee/staff contractor fan/supporter protester/demonstrator prisoner/inmate thief/robber/burglar hacker
husband wife brother sister son daughter father mother grandfather grandmother uncle aunt cousin boyfriend
girlfriend roommate/housemate/flatmate scientist/researcher coach/manager/trainer director chairman/chairwoman/chair
secretary treasurer government state commission committee board regulator agency charity museum library newspaper
broadcaster volunteer child/boy/girl
"""
_DOER = {word: row.split("/")[0] for row in _DOERS.split() for word in row.split("/")}

#: Two words that may be said of the same doers.
_ONE = tuple(frozenset(row.split()) for row in (
    "government minister president state agency commission board", "government council mayor state governor",
    "company director chairman", "company worker", "company bank contractor", "union worker", "court government",
    "council committee board commission", "soldier police guard", "soldier rebel", "soldier government state",
    "police government state", "school director", "university scientist student", "coach director", "worker volunteer",
    "passenger tourist", "hospital doctor", "child student", "child son", "child daughter", "child brother",
    "child sister", "wife mother", "husband father", "son brother",
    "daughter sister", "cousin brother",
    "cousin sister",
    "driver worker", "driver passenger", "villager farmer", "protester student", "protester villager", "fan protester",
    "volunteer villager", "firefighter volunteer", "prosecutor court", "museum library director",
    "parliament government",
    "parliament committee", "regulator agency commission government", "thief rebel", "guard prisoner", "church school",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Deed:
    place: Place
    frame: Frame
    agent: Token
    who: str  # a doer of the table, or an entity
    named: bool
    thing: str  # key of what is acted on
    known: bool  # told as known: a name, "the", "its"


def doer_points(view: View, whole: Mapping[Place, Grammar], types: Mapping[str, str]) -> Iterator[Point]:
    """Deeds with two doers, joined over the tellings. `whole`: every sentence; `types`: entity -> its type."""
    by: dict[tuple[str, str], list[_Deed]] = defaultdict(list)
    for place in sorted(whole):
        if view.sentences[place].label in STATING:
            for d in _deeds(whole[place], types):
                by[d.frame.key, d.thing].append(d)
    for deed in sorted(by):
        rows = by[deed]
        told: dict[str, set[str]] = defaultdict(set)
        for d in rows:
            told[d.place[0]].add(d.who)
        pairs = [(_key(whole, a), _key(whole, b)) for i, a in enumerate(rows) for b in rows[i + 1 :]
                 if len(told[a.place[0]]) == len(told[b.place[0]]) == 1 and _apart(view, whole, a, b)]  # fmt: skip
        for part in joined(pairs):
            about = best((_asked(whole, d) for d in rows), "")
            readings = tuple(Reading(p[0], begin, end, value) for p, begin, end, value in part)
            shown = view.shown(readings[0].article, readings[0].begin, readings[0].end)
            yield Point("description", about or shown, readings)


def _deeds(grammar: Grammar, types: Mapping[str, str]) -> Iterator[_Deed]:
    """The deeds of a sentence of which the doer and the thing are told."""
    for frame in grammar.frames():
        agent, patient = frame.of("agent"), frame.of("patient")
        if agent is None or patient is None or frame.verb.lemma.lower() in _DULL or grammar.denied(frame.verb):
            continue
        if agent.token.ordinal == patient.token.ordinal or patient.token.pos not in ("NOUN", "PROPN"):
            continue
        entity = grammar.entities.get((agent.token.article, agent.token.begin), "")
        named = agent.token.pos == "PROPN" and (
            types.get(entity) == "person" or agent.token.entity.endswith(("PERSON", "ORG"))
        )
        who = entity if named else _DOER.get(agent.token.lemma.lower(), "") if agent.token.pos == "NOUN" else ""
        if not who or _several(grammar, agent.token):
            continue
        below = grammar.below.get(patient.token.ordinal, ())
        known = patient.token.pos == "PROPN" or any(
            c.dep == "poss" or (c.dep == "det" and c.lemma.lower() in ("the", "this", "that")) for c in below
        )
        yield _Deed(grammar.place, frame, agent.token, who, named, patient.key, known)


def _several(grammar: Grammar, token: Token) -> bool:
    """Whether a doer is one of several who do it: "another driver", "the mayor and the bishop"."""
    below = grammar.below.get(token.ordinal, ())
    return any(c.dep == "conj" or c.lemma.lower() in ("another", "other", "second", "some") for c in below)


def _apart(view: View, whole: Mapping[Place, Grammar], a: _Deed, b: _Deed) -> bool:
    """Whether two tellings tell one deed of two doers."""
    if a.place[0] == b.place[0] or a.named != b.named or a.who == b.who:
        return False
    lemmas = a.frame.verb.lemma.lower(), b.frame.verb.lemma.lower()
    aligned = view.aligned.get(a.place, {}).get(b.place, 0.0)
    weight = min(rarity(w) for w in lemmas) + (rarity(a.thing) if a.thing.isalpha() else ENOUGH)
    if not (aligned >= SURE or (a.known and b.known and lemmas[0] == lemmas[1] and weight >= ENOUGH)):
        return False
    if a.named:
        texts = view.text[a.place[0]], view.text[b.place[0]]
        v, w = (view.shown(d.agent.article, d.agent.begin, d.agent.end) for d in (a, b))
        return v not in texts[1] and w not in texts[0] and not spelt_alike(v, w)
    if any({a.who, b.who} <= row for row in _ONE) or concept(a.who) == concept(b.who):
        return False
    keys = [{_DOER.get(t.lemma.lower(), "") for t in whole[d.place].tokens} for d in (a, b)]
    return b.who not in keys[0] and a.who not in keys[1]


def _key(whole: Mapping[Place, Grammar], d: _Deed) -> tuple[Place, int, int, str]:
    """A deed with its doer and its thing, as far as they stand near, and the doer."""
    begin, end = min(d.agent.begin, d.frame.verb.begin), max(d.agent.end, d.frame.verb.end)
    patient = d.frame.of("patient")
    if patient is not None and max(end, patient.token.end) - min(begin, patient.token.begin) <= NEAR:
        begin, end = min(begin, patient.token.begin), max(end, patient.token.end)
    if end - begin > NEAR:
        begin, end = d.agent.begin, d.agent.end
    grammar = whole[d.place]
    value = noun(grammar.view.text[d.place[0]], grammar.tokens, d.agent)
    return (d.place, *widened(grammar.tokens, begin, end), BY + (value if d.named else value.lower()))


def _asked(whole: Mapping[Place, Grammar], d: _Deed) -> str:
    """Who bought the mill, who scored the winner."""
    grammar, patient = whole[d.place], d.frame.of("patient")
    text = grammar.view.text[d.place[0]]
    thing = "" if patient is None else noun(text, grammar.tokens, patient.token)
    deed = verb(text, grammar.tokens, d.frame.verb)
    return f"who {deed} {thing}" if " " not in deed and thing else f"by whom {thing} {deed}" if thing else ""
