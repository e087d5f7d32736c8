"""Counts of the hurt, the dead and the like that other tellings give otherwise, beyond the differences that are listed.

"34 people needing treatment" and "treated 41 people" count one thing in sentences that no alignment joins. A line with
such a count is not told alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from tellings.collate.alignment_units import Unit
from tellings.collate.statements_atoms import FIGURE, SLOT, WORD, Atoms
from tellings.records import Evidence
from tellings.text.concepts import concept

#: What happens to people and is counted, whatever the event: one word of each concept.
_COUNTED = ("die", "injure", "treat", "arrest", "rescue")

#: What is counted: people, whatever they are called, or nothing that is named ("injuring nine").
_PEOPLE = frozenset(
    concept(w)
    for w in "people person man woman child victim passenger resident worker pupil student patient other".split()
) | {""}


#: Code points on either side of a number.
_NEAR = 30


class Counts:
    """The counts of people in a story's sentences, with what happened to them."""

    def __init__(self, units: Sequence[Unit], held: Atoms) -> None:
        self._units, self._held = units, held
        fates = frozenset(i for w in _COUNTED if (i := held.place.get((WORD, concept(w)))) is not None)
        slots = {i for (kind, what), i in held.place.items() if kind == SLOT and _of_people(what)}
        leads = [n for n, u in enumerate(units) if u.title or not n or units[n - 1].title]
        self._periods = frozenset(i for n in leads for i in held.periods(n, units[n].begin, units[n].end))
        self._rows: list[tuple[int, int, int, int]] = []  # unit, place, figure, fate
        for n in range(len(units)):
            if held.whole(n).isdisjoint(fates):
                continue
            for at, figure, slot in held.figures(n, units[n].begin, units[n].end):
                if slot in slots and held.kind[figure] == FIGURE:
                    self._rows += [(n, at, figure, fate) for fate in sorted(self._clause(n, at) & fates)]

    def _clause(self, n: int, at: int) -> frozenset[int]:
        """The atoms of the smallest clause around a place, and near it: "34 people" | "needing treatment"."""
        u = self._units[n]
        around = [(b, e) for b, e in u.clauses if b <= at < e] or [(u.begin, u.end)]
        near = self._held.within(n, max(u.begin, at - _NEAR), min(u.end, at + _NEAR))
        return near | self._held.within(n, *min(around, key=lambda s: s[1] - s[0]))

    def rivals(self, place: Evidence) -> list[Evidence]:
        """The sentences of other tellings, in order, that give another number than a place does for what happened."""
        here = [r for r in self._rows if self._units[r[0]].article == place.article and place.begin <= r[1] < place.end]
        out = []
        for _, _, figure, fate in here:
            own = {f for n, _, f, k in self._rows if self._units[n].article == place.article and k == fate}
            giving = {self._units[n].article for n, _, f, k in self._rows if f == figure and k == fate}
            for n, _, other, k in self._rows:
                u = self._units[n]
                rival = k == fate and other not in own and u.article not in giving
                if rival and not u.title and u.article != place.article and not self._elsewhen(n):
                    out.append(Evidence(u.article, u.begin, u.end))
        return sorted(set(out))

    def _elsewhen(self, n: int) -> bool:
        """Whether a sentence names a year that no lead does: it tells of another event."""
        named = self._held.periods(n, self._units[n].begin, self._units[n].end)
        return not named <= self._periods


def _of_people(slot: str) -> bool:
    kind, unit, what = (*slot.split(" ", 2), "", "")[:3]
    return kind == "count" and unit == "None" and what in _PEOPLE
