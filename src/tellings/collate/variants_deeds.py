"""Who did one deed, and what something was found in: by mayor Holm here, by inspector Orr there; in a freezer, in a bag.

One verb done to one thing or person is one deed in sentences that are aligned or near (`variants_kin`), where the verb
and what it is done to are rare enough together. It was done by one of two people by name of whom each telling knows
only its own; what is found or kept is in one of two things that somebody made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tellings.collate.variants_grammar import Frame, Grammar
from tellings.collate.variants_matters import of_a_year, told_by
from tellings.collate.variants_shown import together
from tellings.collate.variants_titles import best, noun, verb
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity
from tellings.text.senses import Relation, relation, sort

#: What is found or kept is in one thing.
_FINDING = frozenset("find discover recover seize hide conceal keep store bury".split())

#: Who says it is no doer, and what is told of who did it is told by others too.
_SAYING = frozenset("say tell add explain confirm announce state report write describe call know see".split())

#: A verb and what it is done to weigh at least this much together; what is found, this much alone.
ENOUGH, OWN = 6.0, 3.0
ONE = frozenset({"NN", "NNP"})

#: What is shown is no longer than this, in code points.
LONGEST = 90

WHO, WHERE = "who", "in what"


@dataclass(frozen=True, slots=True, order=True)
class _Filler:
    place: Place
    begin: int
    end: int
    asked: str  # who | in what
    name: str  # as it is written, lower-cased where it is a thing
    about: str


def deed_points(wide: View, whole: Mapping[Place, Grammar], types: Mapping[str, str]) -> Iterator[Point]:
    """Deeds of which two tellings name two doers, or that were found in two things, joined over the tellings.

    `wide`: the story with near sentences as aligned ones; `whole`: every sentence; `types`: entity -> its type.
    """
    found: dict[Place, list[tuple[tuple[str, str, str], _Filler]]] = defaultdict(list)
    for place in sorted(wide.aligned):
        if wide.sentences[place].label in STATING:
            found[place] = list(_fillers(whole[place], types))
    pairs = []
    for place in sorted(found):
        for other in wide.aligned[place] if found[place] else ():
            for key, a in found[place] if other > place else ():
                pairs += [(a, b) for same, b in found.get(other, ()) if same == key and _apart(wide, a, b)]
    for part in joined(pairs):
        told: dict[str, set[str]] = defaultdict(set)
        for f in part:
            told[f.place[0]].add(f.name)
        if all(len(names) == 1 for names in told.values()):
            kind = "description" if part[0].asked == WHO else "place"
            readings = tuple(Reading(f.place[0], f.begin, f.end, f.name) for f in part)
            yield Point(kind, best((f.about for f in part), part[0].name), readings)


def _fillers(g: Grammar, types: Mapping[str, str]) -> Iterator[tuple[tuple[str, str, str], _Filler]]:
    """The doers and the things that something was found in, by what is asked, the verb and what it is done to."""
    for frame in g.frames():
        low = frame.verb.lemma.lower()
        done = frame.of("patient")
        if done is None or low in _SAYING or g.denied(frame.verb) or of_a_year(g, [frame.verb]):
            continue
        if done.token.tag not in ONE or done.token.pos == "PRON":
            continue
        who, where = frame.of("agent"), frame.of("at")
        text = g.view.text[frame.place[0]]
        asked, thing = verb(text, g.tokens, frame.verb), noun(text, g.tokens, done.token)
        if who is not None and types.get(who.key) == "person" and who.token.entity.endswith("PERSON"):
            own = rarity(done.token.lemma.lower()) if done.key.isalpha() else told_by(done.key)
            if rarity(low) + own >= ENOUGH and who.key != done.key:
                about = f"who {asked} {thing}" if asked and thing else ""
                name = text[who.token.begin : who.token.end]
                yield (WHO, frame.key, done.key), _filler(g, frame, who.token, WHO, name, about)
        if low in _FINDING and where is not None and done.token.pos == "NOUN" and rarity(done.token.lemma.lower()) >= OWN:
            if where.token.pos == "NOUN" and sort(where.token.lemma.lower()) == "artifact":
                about = f"in what {thing} was found" if thing else ""
                name = where.token.lemma.lower()
                yield (WHERE, concept("find"), done.key), _filler(g, frame, where.token, WHERE, name, about)


def _filler(g: Grammar, frame: Frame, token: Token, asked: str, name: str, about: str) -> _Filler:
    begin, end = together(g.tokens, [token, frame.verb], LONGEST)
    return _Filler(frame.place, begin, end, asked, name, about)


def _apart(view: View, a: _Filler, b: _Filler) -> bool:
    """Whether two fillers are two, and neither telling has the other's anywhere."""
    if a.name == b.name or b.name in view.text[a.place[0]] or a.name in view.text[b.place[0]]:
        return False
    return a.asked == WHO or relation(a.name, b.name, "NOUN") in (Relation.NONE, Relation.RIVALS)
