"""Where something was held or done: in the fairgrounds here, in a school gymnasium there, in whatever sentences.

A sort of building or ground that stands behind "in" or "at" of a deed or an event is compared over the whole story. Two
tellings differ when each sets the deed in one of them and names the other's nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar, Index, class_of
from tellings.collate.variants_shown import widened
from tellings.collate.variants_titles import best, clause, noun
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity

#: Sorts of buildings and grounds where things are held or done; words joined by "/" are one sort.
_SORTS = """
gymnasium/gym fairground/fairgrounds stadium/arena hotel/motel restaurant/cafe/diner pub/bar church/chapel/cathedral
mosque temple synagogue ministry parliament courthouse/court library museum theatre/theater cinema school/classroom
kindergarten university/campus hospital/clinic warehouse factory/plant/mill office/headquarters embassy/consulate palace
castle barracks prison/jail station airport/terminal/runway harbour/harbor/port/pier/dock/quay beach park/garden square
street/road/pavement/sidewalk bridge tunnel car-park/carpark garage basement/cellar attic roof/rooftop kitchen bedroom
bathroom corridor staircase/stairwell lift/elevator balcony yard/courtyard/lawn field/meadow barn/stable/shed
tent/marquee cabin/hut/shack/lodge cave forest/wood/woodland farm/farmhouse market/marketplace supermarket/shop/store
mall nightclub/disco/club casino bank villa/house/home/residence/bungalow apartment/flat studio laboratory/lab
shelter/hostel/dormitory pool lake river canal reservoir quarry mine ditch bunker monastery/convent cemetery/graveyard
morgue/mortuary town-hall hall auditorium ballroom
"""
SORT = {word: row.split("/")[0] for row in _SORTS.split() for word in row.split("/")}

_WORDS = tuple(sorted({*SORT, *(f"{word}s" for word in SORT)}))

#: What says no more than that something took place; its subject is what took place.
_HOLDING = frozenset("hold stage host take happen occur begin start open end be".split())

#: Verbs that are done everywhere.
_DULL = frozenset(
    "say tell do go get make come see have give know think find leave work live stay wait speak talk add let put keep "
    "run use call ask move turn stand sit arrive return reach enter remain continue try want need look show".split()
)

#: Verbs that say where somebody or something was.
_SETTING = frozenset("find arrest catch capture discover hold hide shelter stay meet see spot leave take".split())

#: Gatherings are told apart though their words are common ones.
_GATHERINGS = frozenset(
    "talk talks meeting ceremony funeral trial concert conference hearing wedding party debate match election "
    "recount count vote dinner reception service inquest auction rehearsal exam session rally speech".split()
)

#: A deed this rare (-ln of the share of articles) is one deed of the story wherever it is told.
RARE = 4.0

#: A shown place is no longer than this, in code points.
LONGEST = 70


@dataclass(frozen=True, slots=True, order=True)
class _Venue:
    place: Place
    begin: int
    end: int
    sort: str
    about: str


def venue_points(view: View, index: Index) -> Iterator[Point]:
    """For every deed or event that two tellings set in two sorts of place: the places. `index`: the story's words."""
    told: dict[str, list[_Venue]] = defaultdict(list)
    named: dict[str, set[str]] = defaultdict(set)  # article -> sorts that it names anywhere
    for word in _WORDS:
        for grammar, t in index.get(word, ()):
            if t.pos in ("NOUN", "PROPN"):
                sort = SORT.get(word) or SORT[word.removesuffix("s")]
                named[t.article].add(sort)
                for deed, about, at in _deeds(grammar, t):
                    told[deed].append(_Venue(grammar.place, *_shown(grammar, t, at), sort, about))
    for deed in sorted(told):
        rows = sorted(set(told[deed]))
        if all(len({v.sort for v in rows if v.place[0] == a}) == 1 for a in {v.place[0] for v in rows}):
            for part in joined(_apart(rows, named)):
                readings = tuple(Reading(v.place[0], v.begin, v.end, f"at the {v.sort}") for v in part)
                shown = view.shown(readings[0].article, readings[0].begin, readings[0].end)
                yield Point("place", best((v.about for v in part), shown), readings)


def _apart(rows: Sequence[_Venue], named: Mapping[str, set[str]]) -> Iterator[tuple[_Venue, _Venue]]:
    """Pairs of two tellings that set a deed in two sorts of place, of which neither names the other's."""
    for i, a in enumerate(rows):
        for b in rows[i + 1 :]:
            x, y = a.place[0], b.place[0]
            if x != y and a.sort != b.sort and b.sort not in named[x] and a.sort not in named[y]:
                yield a, b


def _deeds(grammar: Grammar, token: Token) -> Iterator[tuple[str, str, Token]]:
    """What is done in a place, as a key with what is asked; nothing where the place is no place of a deed."""
    above = grammar.by.get(token.head)
    if token.dep != "pobj" or above is None or class_of(above.lemma.lower()) not in ("at", "near"):
        return
    thing = grammar.by.get(above.head)
    if thing is None or grammar.denied(token) or token.ordinal == thing.ordinal:
        return
    low = thing.lemma.lower()
    if thing.pos in ("VERB", "AUX") and low in _HOLDING:
        subject = grammar.core(thing).get("patient") or grammar.core(thing).get("agent")
        if subject is None:
            return
        thing, low = subject, subject.lemma.lower()
    text = grammar.view.text[grammar.place[0]]
    if thing.pos not in ("VERB", "NOUN") or low in SORT:
        return
    asked = (
        f"where {noun(text, grammar.tokens, thing)} took place" if thing.pos == "NOUN" else clause_of(grammar, thing)
    )
    if low in _GATHERINGS or (rarity(low) >= RARE and not (thing.pos == "VERB" and low in _DULL)):
        yield concept(low), asked, thing
    elif thing.pos == "VERB" and low in _SETTING:  # found at a motel in Fairview: the town says that it is one deed
        for name in sorted({e for c in grammar.tokens if (e := grammar.entities.get((c.article, c.begin)))}):
            yield f"{concept(low)} {name}", asked, thing


def clause_of(grammar: Grammar, verb: Token) -> str:
    """Where a deed was done, as a question; "" where no noun says of what it is told."""
    told = clause(grammar.view.text[grammar.place[0]], grammar.tokens, verb)
    return f"where {told}" if told else ""


def _shown(grammar: Grammar, token: Token, deed: Token) -> tuple[int, int]:
    """A place with its preposition, and with the deed where that stands near."""
    above = grammar.by.get(token.head, token)
    begin = above.begin if 0 <= token.begin - above.begin <= LONGEST else token.begin
    begin = deed.begin if 0 <= token.end - deed.begin <= LONGEST else begin
    return widened(grammar.tokens, min(begin, token.begin), token.end)
