"""Two enumerations that differ: whether they contradict, one only names more, or they are told in other words.

Who names three of four is silent on the fourth. Only names that each list has alone ("Oslo and Riga", "Oslo and Vilna")
exclude one another, and one name that a list of names lacks: those are told as all that there are.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from tellings.collate.discrepancies_values import GRAVITY, Typed
from tellings.collate.variants_lists import MORE

#: Words for large parts of the world: an area told by two of them may be the area told by three.
_WIDE = frozenset(
    "africa america americas antarctica arctic asia asia-pacific australasia caribbean east europe latin mediterranean "
    "middle north oceania pacific parts scandinavia south west balkans gulf".split()
)
_WORD = re.compile(r"[^\W_]{3,}")


def list_type(values: Sequence[str]) -> Typed:
    """The gravest type that any two lists have."""
    pairs = [_pair(a, b) for a, b in itertools.combinations(values, 2)]
    return min(pairs, key=lambda t: GRAVITY.index(t.type))


def _pair(a: str, b: str) -> Typed:
    some = a.endswith(MORE) or b.endswith(MORE)
    mine, theirs = ([m.strip() for m in v.removesuffix(MORE).split(",")] for v in (a, b))
    only, other = _without(mine, theirs), _without(theirs, mine)
    if not only and not other:
        return Typed("wording", "the same members in other words or in another order")
    named = all(m.split()[-1][:1].isupper() for m in [*mine, *theirs] if m)  # "Dutch pilots" are nobody by name
    if some or not named or any(_WIDE & set(m.lower().split()) for m in [*mine, *theirs]):
        if only and other:
            return Typed("wording", "each names what the other does not")
        return Typed("vaguer", "one names fewer of them")
    return Typed("contradiction", "both cannot be right")


def _without(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The members of a list that no member of another is called like."""
    return [m for m in mine if not any(_alike(m, t) for t in theirs)]


def _alike(a: str, b: str) -> bool:
    """Whether one member is the other with more words: "Berg", "the mayor Karla Berg"."""
    if a.lower() == b.lower():
        return True
    x, y = ({w.lower() for w in _WORD.findall(v)} for v in (a, b))
    return bool(x and y) and (x <= y or y <= x)
