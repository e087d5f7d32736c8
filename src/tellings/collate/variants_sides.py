"""Who acted against whom, where police or troops and a crowd met: one telling has only the one side act, another only
the other. A telling that has both act, or has them clash, takes no side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_shown import widened
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading
from tellings.records import Token
from tellings.text.names_places import demonyms

FORCE, CROWD, BOTH = "against the crowd", "against the police", "each other"

_FORCES = frozenset("police policeman policewoman officer troop soldier gendarme army trooper force".split())
_CROWDS = frozenset(
    "protester protestor demonstrator rioter student youth worshipper worshiper fan supporter crowd mob marcher "
    "activist settler villager farmer worker striker miner migrant prisoner inmate resident teenager".split()
)

#: What is done to whom it is said of; what is thrown or fired at somebody; what two do to one another.
_DOING = frozenset(
    "attack assault beat charge disperse pelt shower stone teargas spray storm batter club punch kick bombard".split()
)
_THROWING = frozenset("throw hurl fling lob toss fire shoot use".split())
_CLASHING = frozenset("clash scuffle fight battle brawl".split())
_ACTING = _DOING | _THROWING | _CLASHING
_AT = frozenset("at against on".split())

#: What is shown is no longer than this, in code points; so many places of one telling.
LONGEST, MOST_SHOWN = 90, 3


@dataclass(frozen=True, slots=True, order=True)
class _Act:
    place: Place
    begin: int
    end: int
    value: str


def side_points(whole: Mapping[Place, Grammar]) -> Iterator[Point]:
    """Who acted against whom, where tellings have only the one or only the other side act. `whole`: every sentence."""
    told: dict[str, list[_Act]] = defaultdict(list)
    for place in sorted(whole):
        grammar = whole[place]
        if grammar.view.sentences[place].label in STATING:
            told[place[0]].extend(_acts(grammar))
    only: dict[str, str] = {}
    for article, acts in told.items():
        values = {a.value for a in acts}
        if len(values - {BOTH}) == 1:
            only[article] = next(iter(values - {BOTH}))
        elif values == {BOTH}:
            only[article] = BOTH
    if not {FORCE, CROWD} <= set(only.values()):
        return
    rows = [a for article in sorted(only) for a in [a for a in told[article] if a.value == only[article]][:MOST_SHOWN]]
    yield Point(
        "description", "who acted against whom", tuple(Reading(a.place[0], a.begin, a.end, a.value) for a in rows)
    )


def _side(token: Token | None) -> str:
    """To which side a noun belongs; "" for neither."""
    if token is None:
        return ""
    low = token.lemma.lower()
    if low in _FORCES:
        return FORCE
    people = low in demonyms() and token.tag in ("NNPS", "NNS")
    return CROWD if people or low in _CROWDS or low.removesuffix("s") in demonyms() else ""


def _acts(grammar: Grammar) -> Iterator[_Act]:
    if _ACTING.isdisjoint(grammar.words):
        return
    for t, low in zip(grammar.tokens, grammar.lows, strict=True):
        if low not in _ACTING or t.pos != "VERB" or grammar.denied(t):
            continue
        core = grammar.core(t)
        agent, patient = core.get("agent"), core.get("patient")
        if low in _DOING:
            target = patient
        else:
            below = grammar.below.get(t.ordinal, ())
            below = [*below, *(grammar.below.get(patient.ordinal, ()) if patient is not None else ())]
            beside = [p for p in below if p.lemma.lower() in (_AT if low in _THROWING else {"with"})]
            target = next((c for p in beside for c in grammar.below.get(p.ordinal, ()) if c.dep == "pobj"), None)
        x, y = _side(agent), _side(target)
        if target is None or not y or x == y or (agent is not None and not x and agent.pos != "PRON"):
            continue
        if low in _CLASHING and not x:
            continue
        value = BOTH if low in _CLASHING else x or (FORCE if y == CROWD else CROWD)
        begin = min([t.begin, target.begin, *([agent.begin] if agent is not None else [])])
        end = max([t.end, target.end, *([agent.end] if agent is not None else [])])
        if low in _DOING and patient is not None:
            end = max([end, *(c.end for p in grammar.below.get(t.ordinal, ()) if p.lemma.lower() == "with"
                              for c in grammar.below.get(p.ordinal, ()))])  # fmt: skip
        if end - begin > LONGEST:
            begin, end = min(t.begin, target.begin), max(t.end, target.end)
        if end - begin <= LONGEST:
            yield _Act(grammar.place, *widened(grammar.tokens, begin, end), value)
