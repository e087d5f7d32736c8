"""What happened, where no clause is said by several: the sentence of a lead that holds most of what the leads share.

"A shooting that killed one person", "one dead after a shooting" and "police look for the man who shot dead" tell one
event in sentences of which none is a clause of another. The leads of the origins share its words all the same: the
sentence that holds the most of them, and little besides, tells the event (a centroid over leads; each origin counts
once). A telling tells it too where its lead holds most of those words and gives no other figure, day or hour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tellings.collate.alignment_units import Unit
from tellings.collate.statements_asked import Chosen
from tellings.collate.statements_atoms import WEIGHTLESS, Atoms
from tellings.collate.statements_text import NO_DATE, Contents

#: A lead is the headline and so many sentences.
LEAD = 4

#: Atoms; a sentence of fewer names no event.
_LEAST = 3

#: A telling tells a sentence when its lead holds this share of its words, each weighed by the origins that have it ...
_TOLD = 0.6
#: ... and one of its sentences this share: the words of three sentences put together are no telling of one.
_AT_ONCE = 0.5


class Leads:
    """The leads of a story's tellings, and what the leads of its origins have in common."""

    def __init__(self, units: Sequence[Unit], held: Atoms, lead: Mapping[int, str], contents: Contents) -> None:
        """`lead` are the numbers of the units that stand in leads, each with the origin of its telling."""
        self._units, self._held, self._contents = units, held, contents
        self.units = sorted(lead)
        self._of: dict[str, list[int]] = {}
        by: dict[str, set[int]] = {}
        for n in sorted(lead):
            self._of.setdefault(units[n].article, []).append(n)
            by.setdefault(lead[n], set()).update(held.whole(n))
        self._holds = {a: frozenset().union(*(held.whole(n) for n in ns)) for a, ns in self._of.items()}
        empty = held.words(("do", "say", "tell", "be", "have", "get"))
        self._idle = frozenset(i for i, kind in enumerate(held.kind) if kind in WEIGHTLESS) | empty
        self._origins = len(by)
        self._count = Counter(i for ids in by.values() for i in ids if i not in self._idle)
        least = max(2.0, self._origins / 2)
        self._common = {i: n / self._origins for i, n in self._count.items() if n >= least}
        self._mass = sum(n for _, n in sorted(self._common.items()))

    def fit(self, chosen: Chosen) -> float:
        """How well words hold what the leads share, and little besides, 0..1 (a harmonic mean)."""
        ids = sorted(self._held.within(chosen.unit, chosen.begin, chosen.end) - self._idle)
        if len(ids) < _LEAST or self._origins < 2 or not self._mass:
            return 0.0
        kept = sum(self._common.get(i, 0.0) for i in ids) / self._mass
        said = sum(max(0, self._count[i] - 1) for i in ids) / (self._origins - 1) / len(ids)
        return round(2 * kept * said / (kept + said), 6) if kept + said > 0 else 0.0

    def deeds(self, chosen: Chosen) -> bool:
        """Whether another origin's lead tells what is done in the words first of all; "said" may stand anywhere."""
        unit = self._units[chosen.unit]
        done = self._held.does(unit, chosen.unit, (chosen.begin, chosen.end), unit, chosen.unit) or frozenset()
        return all(self._count[i] > 1 for i in done - self._idle)

    def tellers(self, chosen: Chosen) -> dict[str, int]:
        """The tellings whose leads tell the words, each with the unit that holds the most of them."""
        own = self._held.within(chosen.unit, chosen.begin, chosen.end) - self._idle
        parts = [(i, self._count[i] / self._origins) for i in sorted(own)]
        mass = sum(n for _, n in parts)
        out = {self._units[chosen.unit].article: chosen.unit}
        for article, holds in sorted(self._holds.items()):
            if article in out or sum(n for i, n in parts if i in holds) < _TOLD * mass:
                continue
            wholes = {n: self._held.whole(n) for n in self._of[article]}
            best = {n: sum(w for i, w in parts if i in whole) for n, whole in wholes.items()}
            n = min(best, key=lambda n: (-round(best[n], 6), n))
            if best[n] >= _AT_ONCE * mass and self._contents.agrees(chosen, holds) >= NO_DATE:
                out[article] = n
        return out
