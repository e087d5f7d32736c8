"""Sorts of buildings and grounds where something is done, and how one asks where."""

from __future__ import annotations

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_titles import clause
from tellings.records import Token

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
morgue/mortuary town-hall hall auditorium ballroom complex/apartments
"""
SORT = {word: row.split("/")[0] for row in _SORTS.split() for word in row.split("/")}


def clause_of(grammar: Grammar, verb: Token) -> str:
    """Where a deed was done, as a question; "" where no noun says of what it is told."""
    told = clause(grammar.view.text[grammar.place[0]], grammar.tokens, verb)
    return f"where {told}" if told else ""
