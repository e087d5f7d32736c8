"""The type of a difference of which its readings' values tell alone what they are: addresses, charges, extents."""

from __future__ import annotations

from collections.abc import Sequence

from tellings.collate.discrepancies_values import Typed
from tellings.collate.variants_addresses import address_type
from tellings.collate.variants_charges import CHARGE
from tellings.collate.variants_ends import end_type
from tellings.collate.variants_extent import DAMAGES, SHARES
from tellings.collate.variants_grounds import ground_type
from tellings.collate.variants_hedged import BELIEVED, SURE
from tellings.collate.variants_homes import home_type
from tellings.collate.variants_identity import identity_type
from tellings.collate.variants_known import NAMED, UNNAMED
from tellings.collate.variants_open import OPEN, TOLD
from tellings.collate.variants_quotes import BODY
from tellings.collate.variants_sides import BOTH, CROWD, FORCE
from tellings.collate.variants_sources import SOURCE
from tellings.collate.variants_standing import staged
from tellings.collate.variants_verdicts import verdict_type

#: How many steps of damage lie between two statements that cannot both be right.
STEPS = 2


def told_type(values: Sequence[str]) -> Typed | None:
    """The type and the reason; None for values of any other kind."""
    found = set(values)
    if found == {NAMED, UNNAMED}:
        return Typed("update", "what one telling says is not named, another names")
    if found == {SURE, BELIEVED}:
        return Typed("vaguer", "told as a fact by one telling, as believed by another")
    if any(v.startswith(BODY) for v in values):
        return Typed("vaguer", "the words of one person, as those of a body")
    if all(v.startswith(SOURCE) for v in values):
        return Typed("wording", "the same, on the word of others")
    if any(v.startswith(SOURCE) for v in values):
        return Typed("vaguer", "on the word of one by name, and of others who are not named so")
    if found == {OPEN, TOLD}:
        return Typed("update", "what one telling leaves open, another tells")
    if found <= {FORCE, CROWD, BOTH}:
        return Typed("contradiction", "in one telling only the one side acts, in another only the other")
    if found <= set(DAMAGES):
        steps = [DAMAGES.index(v) for v in found]
        if max(steps) - min(steps) >= STEPS:
            return Typed("contradiction", "two extents of one damage")
        return Typed("vaguer", "one telling says more of the extent")
    if found <= SHARES:
        return Typed("contradiction", "two shares of one group")
    if all(v.startswith(CHARGE) for v in values):
        return Typed("wording", "each names an offence that the other does not")
    told = address_type(values) or ground_type(values) or home_type(values) or staged(values) or identity_type(values)
    told = told or end_type(values) or verdict_type(values)
    return None if told is None else Typed(*told)
