"""Who did one deed, and in what something was found: mayor Holm here, inspector Orr there; a freezer, a suitcase.

One verb done to one thing or person is one deed in sentences that are aligned or near (`variants_kin`), where the verb
and what it is done to are rare enough together. It was done by one of two people by name of whom each telling knows
only its own; what is found or kept is in one of two things that somebody made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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

#: What the values of their readings begin with.
BY, IN = "done by ", "in a thing: "


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
            sign = BY if part[0].asked == WHO else IN
            readings = tuple(Reading(f.place[0], f.begin, f.end, sign + f.name) for f in part)
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
        if who is not None and types.get(who.key) == "person" and who.token.entity.endswith("PERSON"):
            own = rarity(done.token.lemma.lower()) if done.key.isalpha() else told_by(done.key)
            if rarity(low) + own >= ENOUGH and who.key != done.key:
                asked, thing = verb(text, g.tokens, frame.verb), noun(text, g.tokens, done.token)
                about = f"who {asked} {thing}" if asked and thing else ""
                before = [
                    c for c in g.below.get(who.token.ordinal, ()) if c.pos == "PROPN" and c.begin < who.token.begin
                ]
                name = " ".join(text[t.begin : t.end] for t in (*before, who.token))
                yield (WHO, frame.key, done.key), _filler(g, frame, who.token, WHO, name, about)
        found = low in _FINDING and done.token.pos == "NOUN" and rarity(done.token.lemma.lower()) >= OWN
        if found and where is not None and where.token.pos == "NOUN":
            name = where.token.lemma.lower()
            if sort(name) == "artifact":
                thing = noun(text, g.tokens, done.token)
                about = f"in what {thing} was found" if thing else ""
                yield (WHERE, concept("find"), done.key), _filler(g, frame, where.token, WHERE, name, about)


def _filler(g: Grammar, frame: Frame, token: Token, asked: str, name: str, about: str) -> _Filler:
    begin, end = together(g.tokens, [token, frame.verb], LONGEST)
    return _Filler(frame.place, begin, end, asked, name, about)


def _apart(view: View, a: _Filler, b: _Filler) -> bool:
    """Whether two fillers are two, and neither telling has the other's anywhere, a person's last name neither."""
    x, y = a.name.rpartition(" ")[2], b.name.rpartition(" ")[2]
    if x == y or y in view.text[a.place[0]] or x in view.text[b.place[0]]:
        return False
    return a.asked == WHO or relation(a.name, b.name, "NOUN") in (Relation.NONE, Relation.RIVALS)


def deed_type(values: Sequence[str]) -> tuple[str, str] | None:
    """Type and reason of a difference between deeds, by the values of their points; None for other values."""
    if all(v.startswith(BY) for v in values):
        return "contradiction", "each telling names another doer"
    if all(v.startswith(IN) for v in values):
        return "contradiction", "it was in one of them"
    return None
