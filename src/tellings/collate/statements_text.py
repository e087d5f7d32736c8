"""The words of a statement, and how surely each member says them.

A group of sentences shares a core: what most of its members say. The statement's text is the member's sentence or
clause that says the core and little besides, that most members say, and that reads by itself. A member says the text
as far as it holds what the text holds (statements_atoms.py), in each clause of the text; it does not say it where it
has another figure, day or hour in the same place, or denies it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_units import Unit
from tellings.collate.clauses import SAYING, standing
from tellings.collate.statements_atoms import CLOCK, DAY, NAME, SLOT, Atoms
from tellings.collate.statements_denials import denials
from tellings.collate.statements_groups import Near
from tellings.collate.wording import opening, readable
from tellings.records import Quote

Span = tuple[int, int]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: A clause of fewer atoms is no statement by itself.
LEAST_CONTENT = 4

#: A quotation of fewer atoms may be any speaker's.
LEAST_QUOTED = 3

#: A member that holds this share of the text's content says it, as far as words can tell.
COVERED = 0.65

#: And this share of each clause: a clause of which it holds less is one that it does not tell.
COVERED_CLAUSE = 0.5

#: A clause that weighs less than this share of the text tells nothing apart from it.
WEIGHTY = 0.15

#: What is left of the chance where the member denies the text, or has another figure, day or hour in its place ...
OTHERWISE = 0.4
#: ... where it has no such figure ...
NO_FIGURE = 0.5

#: What is left where a name of the text is missing and another stands there: lists tell of other people.
OTHER_NAME = 0.6

#: Verbs that any two sentences may share; what a text says goes by its other words.
_EVERYWHERE = dict.fromkeys("do say tell be have get".split(), 1)
#: ... and where it has no date: the day of the news goes without saying.
NO_DATE = 0.8

#: So many of the texts that fit a group best are tried on its members.
TRIED = 6

#: What fits worse by so much is the text all the same when the other is a headline, has no verb, or leans on what
#: stands before it.
HEADLINE, VERBLESS, LEANING = 0.6, 0.3, 0.3


@dataclass(frozen=True, slots=True)
class Chosen:
    """The statement's text as a place of one member."""

    unit: int
    begin: int
    end: int


class Group:
    """The members of a statement with their atoms; copies share theirs.

    `kinds` are the distinct sets of atoms, `row` the one of every member, `flat` the atoms of all kinds, `owner` whose
    they are.
    """

    def __init__(self, members: Sequence[int], held: Atoms) -> None:
        self.members = np.array(members, dtype=np.int64)
        _, self.first, self.row = np.unique(held.alike[self.members], return_index=True, return_inverse=True)
        self.kinds = [held.whole(int(self.members[n])) for n in self.first]
        self.flat: Ints = np.concatenate(self.kinds)
        self.owner = np.repeat(np.arange(len(self.kinds)), [len(ids) for ids in self.kinds])


class Contents:
    """What the units of a story and their clauses say, and how surely one says what another says."""

    def __init__(
        self,
        units: Sequence[Unit],
        text: Mapping[str, str],
        held: Atoms,
        near: Near | None,
        quotes: Sequence[Quote] = (),
    ) -> None:
        """`near` are the chances of pairs of units; None where the units are known to tell one thing."""
        self._units, self._text, self._held, self._near = units, text, held, near
        self._quoted: dict[str, list[Span]] = {}
        for q in sorted((q for q in quotes if q.kind == "direct"), key=lambda q: (q.article, q.begin, q.end)):
            self._quoted.setdefault(q.article, []).append((q.begin, q.end))
        self._spans: dict[int, list[tuple[Span, Ints]]] = {}
        self._denied: dict[int, frozenset[int]] = {}
        self._worse: dict[tuple[int, Span], float] = {}
        self._asked: dict[Chosen, tuple[Ints, list[Flags]]] = {}

    def group(self, members: Sequence[int]) -> Group:
        """Units as the members of one statement."""
        return Group(members, self._held)

    def spans(self, unit: int) -> list[tuple[Span, Ints]]:
        """The unit, then its clauses that can stand alone: a subject, its verb, words enough; with their atoms."""
        if unit not in self._spans:
            u = self._units[unit]
            whole = (opening(self._text[u.article], u.begin, u.end), u.end)
            out = [whole, *(s for s in standing(u) if s != whole)]
            found = [((begin, end), self._held.within(unit, begin, end)) for begin, end in out]
            self._spans[unit] = [(s, ids) for n, (s, ids) in enumerate(found) if not n or len(ids) >= LEAST_CONTENT]
        return self._spans[unit]

    def choose(self, group: Group, margin: float) -> Chosen:
        """The sentence or clause of a member that fits what the members say best; a clause by `margin` at least.

        The best few by their words are then weighed by how surely the members say them and how well they read.
        """
        firsts = [int(group.members[n]) for n in group.first]  # of copies, the first is tried
        tried = [(n, m, span, ids) for n, m in enumerate(firsts) for span, ids in self.spans(m)]
        tried.sort(key=lambda t: t[1])
        fit = self._fit(group, [(n, ids) for n, _, _, ids in tried])
        fit -= [margin if span != self.spans(m)[0][0] else 0.0 for _, m, span, _ in tried]
        order = np.argsort(-np.round(fit, 6), kind="stable")[:TRIED]
        best: tuple[float, Chosen] | None = None
        for n in order:
            _, m, span, _ = tried[n]
            chosen = Chosen(m, *span)
            said = sum(self.support(group, chosen)) / len(group.members)
            score = round(float(fit[n]) + said - self._reads_worse(m, span), 6)
            if best is None or score > best[0]:
                best = score, chosen
        return best[1] if best else Chosen(firsts[0], *self.spans(firsts[0])[0][0])

    def _reads_worse(self, unit: int, span: Span) -> float:
        """What a text loses for being a headline, having no verb, or leaning on what stands before it."""
        if (unit, span) not in self._worse:
            u = self._units[unit]
            words = [t for t in u.tokens if span[0] <= t.begin < span[1]]
            verb = any(t.pos in ("VERB", "AUX") for t in words) or not any(t.pos for t in words)
            leans = 1 - readable(self._text[u.article][span[0] : span[1]], words)
            self._worse[unit, span] = HEADLINE * u.title + VERBLESS * (not verb) + LEANING * leans
        return self._worse[unit, span]

    def _fit(self, group: Group, tried: Sequence[tuple[int, Ints]]) -> Floats:
        """Of each text (whose it is, its atoms) the harmonic mean of how much of it the other members say, and how much
        of their core it holds."""
        names, place = np.unique(group.flat, return_inverse=True)
        weight, others = self._held.weight[names], max(1, len(group.members) - 1)
        copies = np.bincount(group.row, minlength=len(group.kinds))
        count = np.bincount(place, weights=copies[group.owner].astype(np.float64), minlength=len(names))
        first = np.searchsorted(group.owner, np.arange(len(group.kinds) + 1))
        out = np.zeros(len(tried))
        cores: dict[int, tuple[Floats, Floats]] = {}
        for n, (whose, ids) in enumerate(tried):
            if whose not in cores:
                own = np.zeros(len(names))
                own[place[first[whose] : first[whose + 1]]] = 1.0
                share: Floats = (count - own) / others
                cores[whose] = share, np.where(share >= 0.5, weight * share, 0.0)
            share, core = cores[whose]
            at = np.searchsorted(names, ids)
            mass, whole = weight[at].sum(), core.sum()
            if mass > 0 and whole > 0:
                said, kept = (weight[at] * share[at]).sum() / mass, core[at].sum() / whole
                out[n] = 2 * said * kept / (said + kept) if said + kept else 0.0
        return out

    def complete(self, group: Group, chosen: Chosen, least: float) -> Group:
        """The members, and from each further telling the unit that says the text most surely, from `least` on."""
        tellings = {self._units[m].article for m in group.members}
        able, chance = self._near.of(chosen.unit) if self._near else (group.members, np.zeros(len(group.members)))
        others = [int(m) for m in able[chance >= least] if self._units[int(m)].article not in tellings]
        best: dict[str, tuple[float, int]] = {}
        for m, says in zip(others, self.support(self.group(others), chosen) if others else (), strict=True):
            article = self._units[m].article
            if says >= least and says > best.get(article, (0.0, 0))[0]:
                best[article] = says, m
        return self.group(sorted([*group.members.tolist(), *(m for _, m in best.values())])) if best else group

    def support(self, group: Group, chosen: Chosen) -> list[float]:
        """How surely each member says the text, 0..1."""
        if chosen not in self._asked:
            wanted = self._wanted(chosen)
            self._asked[chosen] = wanted, self._clauses(chosen, wanted)
        wanted, parts = self._asked[chosen]
        says = self._said(group, chosen, wanted, parts)[group.row]
        if self._near:
            says = says * self._near.chances(chosen.unit, group.members)
        here = self._denials(chosen.unit, chosen.begin, chosen.end)
        own = frozenset(wanted.tolist())
        for n, m in enumerate(group.members.tolist()):
            there = self._denials(m)
            if here != there and ((here - there) & set(group.kinds[group.row[n]].tolist()) or (there - here) & own):
                says[n] *= OTHERWISE
            if m == chosen.unit or self._same_words(m, chosen):
                says[n] = 1.0
        out: list[float] = says.tolist()
        return out

    def _same_words(self, member: int, chosen: Chosen) -> bool:
        """Whether a member holds the text word for word: however its day or its names were read, it says it."""
        one, other = self._units[member], self._units[chosen.unit]
        return self._text[other.article][chosen.begin : chosen.end] in self._text[one.article][one.begin : one.end]

    def _said(self, group: Group, chosen: Chosen, wanted: Ints, parts: Sequence[Flags]) -> Floats:
        """How much of the text each kind of member holds."""
        held = self._held
        has = np.zeros((len(group.kinds), len(wanted)), dtype=bool)
        if len(wanted):
            at = np.minimum(np.searchsorted(wanted, group.flat), len(wanted) - 1)
            hit = wanted[at] == group.flat
            has[group.owner[hit], at[hit]] = True
        weight = held.weight[wanted]
        mass = weight.sum() or 1.0
        least = np.ones(len(has))
        for inside in parts:
            own = weight * inside
            if own.sum() >= WEIGHTY * mass:
                least = np.minimum(least, has @ own / own.sum())
        unnamed = ~has @ (weight * (held.kind[wanted] == NAME)) / mass
        out: Floats = np.minimum(1.0, has @ weight / mass / COVERED) * np.minimum(1.0, least / COVERED_CLAUSE)
        foreign = np.zeros(len(has), dtype=bool)
        foreign[group.owner[(held.kind[group.flat] == NAME) & ~np.isin(group.flat, wanted)]] = True
        out *= (1 - unnamed) * np.where(foreign & (unnamed > 0), OTHER_NAME, 1.0)
        out *= self._held_against(group, chosen, has, wanted)
        return out

    def _held_against(self, group: Group, chosen: Chosen, has: Flags, wanted: Ints) -> Floats:
        """What is left where figures, days and hours of the text are others, or are not given."""
        flat, owner = group.flat, group.owner
        out = np.ones(len(has))
        text = self._text[self._units[chosen.unit].article]
        for place, figure, slot in self._held.figures(chosen.unit, chosen.begin, chosen.end):
            if text[place - 1 : place] == "(":  # "14 metres (46 feet)" gives one figure twice
                continue
            column = np.nonzero(wanted == figure)[0]
            if len(column):
                filled = np.zeros(len(has), dtype=bool)
                filled[owner[flat == slot]] = True
                out *= np.where(has[:, column[0]], 1.0, np.where(filled, OTHERWISE, NO_FIGURE))
        for kind in (DAY, CLOCK):
            columns = self._held.kind[wanted] == kind
            if columns.any():
                given = np.zeros(len(has), dtype=bool)
                given[owner[self._held.kind[flat] == kind]] = True
                out *= np.where(has[:, columns].any(1), 1.0, np.where(given, OTHERWISE, NO_DATE))
        return out

    def _clauses(self, chosen: Chosen, wanted: Ints) -> list[Flags]:
        """Which of the atoms wanted stand in each clause of the text; who says it is no clause."""
        out = []
        unit = self._units[chosen.unit]
        for begin, end in unit.clauses:
            begin, end = max(begin, chosen.begin), min(end, chosen.end)
            words = [t for t in unit.tokens if begin <= t.begin < end]
            if begin < end and not any(t.pos == "VERB" and t.lemma.lower() in SAYING for t in words):
                out.append(np.isin(wanted, self._held.within(chosen.unit, begin, end)))
        return [inside for inside in out if inside.sum() > 1]

    def _wanted(self, chosen: Chosen) -> Ints:
        """What a member must say: the words quoted, where the text mostly quotes: many quote one speaker; else all."""
        held, unit = self._held, self._units[chosen.unit]
        ids = held.within(chosen.unit, chosen.begin, chosen.end)
        spans = [q for q in self._quoted.get(unit.article, ()) if q[0] < chosen.end and chosen.begin < q[1]]
        quoted = [held.within(chosen.unit, max(b, chosen.begin), min(e, chosen.end)) for b, e in spans]
        inside = np.unique(np.concatenate(quoted)) if quoted else ids[:0]
        ids = inside if len(inside) >= LEAST_QUOTED else ids
        wanted: Ints = ids[held.kind[ids] != SLOT]
        telling = wanted[~np.isin(wanted, list(held.words(_EVERYWHERE)))]
        return telling if len(telling) else wanted

    def _denials(self, unit: int, begin: int = 0, end: int = -1) -> frozenset[int]:
        """What a unit, or a part of it, denies."""
        if end >= 0:
            return self._held.words(denials([t for t in self._units[unit].tokens if begin <= t.begin < end]))
        if unit not in self._denied:
            self._denied[unit] = self._held.words(denials(self._units[unit].tokens))
        return self._denied[unit]
