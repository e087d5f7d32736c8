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

from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_matters import of_a_year, years
from tellings.collate.variants_said import given_out
from tellings.collate.variants_shown import widened
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Entity, Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity
from tellings.text.rivals import CONTRARY, contrary, rival, stages, tells

#: What becomes of people, as far as at most one of two such words is true of somebody at one time.
_FATES = frozenset(
    "question interrogate charge indict convict acquit guilty innocent missing dead die kill critical critically "
    "survive alive rescue trap resign dismiss sack injure injured hurt wound wounded unhurt unharmed uninjured "
    "unscathed stable treat hospitalize hospitalise succumb arrest detain release free".split()
)

#: Where somebody is or is not until his trial: "in custody", "on bail".
_HELD = frozenset({"custody", "jail", "bail"})

#: Several who are lost or found together, as far as their telling calls them so.
_GROUPS = frozenset("boy girl brother sister son daughter climber hiker diver sailor miner skier hostage".split())
_LOST = frozenset({"missing", "alive", "dead", "die", "rescue", "trap"})

_JUDGED = frozenset("charge indict convict acquit guilty".split())

_DEADLY = frozenset({"fatally", "mortally"})
_LETTING = frozenset({"release", "free"})

#: Verbs that somebody does; of the others he is the one acted on.
_DOING = frozenset("die survive resign succumb missing".split())
_TAKEN_FOR = {"missing": "miss"}  # "were missing" is a verb to some taggers

#: Who can be told by what he does, where every telling speaks of one such person.
_ROLES = frozenset(
    "driver firefighter fireman gunman pilot attacker suspect cyclist motorcyclist pedestrian captain bomber lifeguard "
    "caretaker paramedic policeman policewoman hostage goalkeeper striker climber diver swimmer hiker skier jockey "
    "coach baby toddler bride groom pope king queen hijacker kidnapper robber burglar shooter knifeman arsonist".split()
)

#: What becomes of things and plans, as far as at most one of two such words is true at one time.
_STATES = frozenset(
    "close closed shut block reopen open suspend halt resume restart cancel postpone destroy demolish collapse stand "
    "intact undamaged accept reject approve veto scrap keep retain restore unanimous divided".split()
)

#: A thing as rare as this (-ln of the share of articles) is one thing of the story wherever it is told.
RARE = 3.5

_MODIFYING = frozenset({"compound", "amod", "poss", "nummod"})

_ROLE_CONCEPTS = frozenset(concept(word) for word in _ROLES)

#: Between a word and the verb that says of whom it is said: "are in critical condition", "was found dead".
_ON_THE_WAY = frozenset({"amod", "pobj", "prep", "acomp", "oprd", "attr", "advmod", "acl", "conj", "xcomp"})
MOST_STEPS = 6


@dataclass(frozen=True, slots=True, order=True)
class _Fate:
    place: Place
    begin: int
    end: int
    word: str


def fate_points(
    view: View, index: Index, entities: Sequence[Entity], standing: Mapping[tuple[str, int], str]
) -> Iterator[Point]:
    """For every person or thing of which tellings tell what cannot both be true at one time: the words.

    `index`: the story's words. `standing`: whom pronouns stand for (`variants_whom`).
    """
    people = {e.id: e.canonical for e in entities if e.type != "place"}
    several = {concept(word) for word in sorted(_ROLES) if any(t.tag == "NNS" for _, t in index.get(word, ()))}
    told: dict[str, list[_Fate]] = defaultdict(list)
    dated = {g.place for rows in (index.get(w, ()) for w in sorted(_JUDGED)) for g, _ in rows if years(g)}
    for word in sorted(_FATES | _HELD):
        places = [*index.get(word, ()), *((g, t) for g, t in index.get(_TAKEN_FOR.get(word, ""), ()) if t.tag == "VBG")]
        for grammar, t in places:
            if word in _JUDGED and grammar.place in dated:
                continue  # another year's case
            for who in _befallen(grammar, t, word, standing):
                if who in people or who[:4] == "the " or (who in _ROLE_CONCEPTS and who not in several):
                    told[who].append(_Fate(grammar.place, t.begin, t.end, word))
    contraries = _contraries(index)
    for word in sorted(contraries):
        for grammar, t in index[word]:
            for who in _befallen(grammar, t, word, standing, told_by=contraries):
                if who in people:
                    told[who].append(_Fate(grammar.place, t.begin, t.end, word))
    for word in sorted(_STATES | contraries):
        for grammar, t in index.get(word, ()):
            for thing in _changed(grammar, t):
                told[thing].append(_Fate(grammar.place, t.begin, t.end, word))
    people |= {who: who.split(":")[-1] for who in told if who not in people}
    for person in sorted(told, key=lambda p: (people[p], p)):
        for rows in joined(_apart(told[person])):
            readings = tuple(Reading(f.place[0], *widened(view.tokens[f.place], f.begin, f.end), f.word) for f in rows)
            words = " or ".join(sorted({f.word for f in rows}))
            yield Point("description", f"{people[person]}: {words}", readings)


def _contraries(index: Index) -> frozenset[str]:
    """The words of states that the story has with and without a prefix that denies them: damaged, undamaged."""
    found = set()
    for word in index:
        for prefix in CONTRARY if word.startswith(CONTRARY) else ():
            base = word.removeprefix(prefix)
            for form in (base, base.removesuffix("d"), base.removesuffix("ed")) if base != word else ():
                if form in index and contrary(word, form):
                    found |= {word, form}
    return frozenset(w for w in found if any(t.pos in ("ADJ", "VERB") for _, t in index[w]))


def _befallen(
    grammar: Grammar,
    t: Token,
    word: str,
    standing: Mapping[tuple[str, int], str],
    told_by: AbstractSet[str] = _FATES,
) -> Iterator[str]:
    """Of whom a word tells what became of them: by name, by what they do, or by a pronoun."""
    above = grammar.by.get(t.head)
    if t.pos == "NOUN":
        if word not in _HELD or t.dep != "pobj" or above is None or above.lemma.lower() not in ("in", "on"):
            return
        if word == "bail" and (grammar.below.get(t.ordinal) or _kept(grammar, above)):
            return  # held on bail of so much
    elif word not in told_by or t.pos not in ("VERB", "ADJ", "ADV"):
        return
    from_ = any(c.lemma.lower() == "from" for c in grammar.below.get(t.ordinal, ()))
    if grammar.denied(t) or grammar.purpose(t) or (word in _LETTING and from_) or given_out(t, grammar.below):
        return  # who is released from a hospital was not held
    if any(c.lemma.lower() in _DEADLY for c in grammar.below.get(t.ordinal, ())):
        return  # who was fatally wounded was killed
    if of_a_year(grammar, [t]) or (t.dep == "relcl" and word == "treat" and "patient" in grammar.core(t)):
        return  # an earlier case; "the doctor who treated her" says nothing of when
    for who in _of_whom(grammar, t, word):
        named = grammar.entities.get((who.article, who.begin), "")
        role = concept(who.lemma.lower()) if who.pos == "NOUN" and who.tag == "NN" else ""
        if who.tag == "NNS" and who.lemma.lower() in _GROUPS and word in _LOST:
            role = f"the {who.lemma.lower()}s"
        yield named or standing.get((who.article, who.begin)) or role


def _kept(grammar: Grammar, preposition: Token) -> bool:
    """Whether what a preposition hangs on says that somebody is held."""
    verb = grammar.by.get(preposition.head)
    return verb is not None and concept(verb.lemma.lower()) == concept("arrest")


def _changed(grammar: Grammar, t: Token) -> Iterator[str]:
    """Of what thing a word tells the state: closed or open; of none that is told apart from others by words."""
    if t.pos not in ("VERB", "ADJ") or (t.pos == "ADJ" and t.dep not in ("acomp", "oprd")):
        return
    if grammar.denied(t) or grammar.purpose(t) or grammar.year(t):
        return
    core = grammar.core(t)
    thing = core.get("patient") or core.get("agent")
    if thing is None or thing.pos != "NOUN" or rarity(thing.lemma.lower()) < RARE:
        return
    if not any(c.dep in _MODIFYING and c.pos != "PRON" for c in grammar.below.get(thing.ordinal, ())):
        yield f"thing:{concept(thing.lemma.lower())}"


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
            if (step != -1 and tells(words[x], b.word)) or (step != 1 and tells(words[y], a.word)):
                continue  # a telling of the earlier stage knows the later one too
            yield a, b
