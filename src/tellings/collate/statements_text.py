"""The words of a statement, and how surely each member says them.

A group of sentences shares a core: what most of its members say. The statement's text is the member's sentence or
clause that says the core and little besides, that most members say, and that reads by itself. A member says the text
as far as it holds what the text holds (statements_atoms.py), in each clause of the text; it does not say it where it
has another figure, day or hour in the same place, or denies it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_units import Places, Unit
from tellings.collate.clauses import standing
from tellings.collate.rendered import rendered
from tellings.collate.statements_asked import Around, Asked, Chosen, asked
from tellings.collate.statements_atoms import CLOCK, DAY, NAME, PERIOD, WEIGHTLESS, Atoms
from tellings.collate.statements_groups import Near
from tellings.collate.statements_lists import Lists, lists, shortened
from tellings.collate.statements_narrowed import Narrowed, narrowed, widened
from tellings.collate.statements_roles import Roles, another, roles, swapped
from tellings.collate.statements_stance import Stances, opposes
from tellings.collate.wording import opening, readable, stub
from tellings.records import Quote, Token, Utterance

Span = tuple[int, int]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: A clause of fewer atoms is no statement by itself.
LEAST_CONTENT = 4

#: A member that holds this share of the text's content says it, as far as words can tell.
COVERED = 0.65

#: And this share of each clause: a clause of which it holds less is one that it does not tell.
COVERED_CLAUSE = 0.5

#: And this share of what the text tells of whom it names: names and titles alone say nothing.
COVERED_TOLD = 0.5

#: What is left of the chance where the member denies the text, or has another figure, day or hour in its place ...
OTHERWISE = 0.4
#: ... where it has no such figure, or leaves out a member of a list or what narrows a noun ...
NO_FIGURE = 0.5

#: What is left where a name of the text is missing and another stands there: lists tell of other people.
OTHER_NAME = 0.6

#: Verbs that any two sentences may share; what a text says goes by its other words.
_EVERYWHERE = frozenset("do say tell be have get".split())
#: ... and where it has no date: the day of the news goes without saying.
NO_DATE = 0.8

#: What fits worse by so much is the text all the same when the other is a headline, has no verb, or leans on what
#: stands before it.
HEADLINE, VERBLESS, LEANING = 0.6, 0.3, 0.3
#: ... or is cut from what it needs: "their car swung over a lake", "the motor did not start, said".
STUB = 0.5
#: ... or stands in a telling in another language's grammar (rendered.py).
RENDERED = 0.8


class Group:
    """The members of a statement; of copies, which have the same atoms, the first by `rank` is told."""

    def __init__(self, members: Sequence[int], held: Atoms, rank: Sequence[int]) -> None:
        self.members = list(members)
        self.kinds = [held.alike[m] for m in self.members]  # which atoms each member has
        self.first: dict[int, int] = {}
        for m in sorted(self.members, key=rank.__getitem__):
            self.first.setdefault(held.alike[m], m)


class Contents:
    """What the units of a story and their clauses say, and how surely one says what another says."""

    def __init__(
        self,
        units: Sequence[Unit],
        text: Mapping[str, str],
        held: Atoms,
        near: Near | None,
        said: tuple[Sequence[Quote], Sequence[Utterance]] = ((), ()),
    ) -> None:
        """`near` are the chances of pairs of units; None where the units are known to tell one thing."""
        quotes, utterances = said
        self._units, self._text, self.held, self._near = units, text, held, near
        self._quoted: dict[str, list[Span]] = {}
        for q in sorted((q for q in quotes if q.kind == "direct"), key=lambda q: (q.article, q.begin, q.end)):
            self._quoted.setdefault(q.article, []).append((q.begin, q.end))
        by: dict[str, list[Token]] = {}
        for u in units if near is not None else ():
            by.setdefault(u.article, []).extend(u.tokens)
        self._rendered = rendered(by, text)
        self._cues: dict[str, set[int]] = {}
        for q in quotes:
            if q.cue_begin is not None:
                self._cues.setdefault(q.article, set()).add(q.cue_begin)
        self._voices = _voices(units, quotes, utterances)
        self._everywhere = held.words(_EVERYWHERE)
        self._spans: dict[int, list[tuple[Span, frozenset[int]]]] = {}
        self._does: dict[int, Roles] = {}
        self._text_does: dict[Chosen, Roles] = {}
        self._lists: dict[int | Chosen, Lists] = {}
        self._narrowed: dict[Chosen, Narrowed] = {}
        self._stances = Stances(units, held)
        self._worse: dict[Chosen, float] = {}
        self._asked: dict[Chosen, Asked] = {}
        self._having: dict[int, list[int]] = {}
        self._articles = sorted({u.article for u in units})
        self._names: dict[int, frozenset[int]] = {}
        self._dated: dict[frozenset[int], tuple[bool, bool]] = {}
        self._news = _day_of_news(units, held)

    def group(self, members: Sequence[int]) -> Group:
        """Units as the members of one statement."""
        return Group(members, self.held, self.rank)

    @cached_property
    def rank(self) -> Sequence[int]:
        """Of every unit its place in the order of the units' words: whatever the tellings are called."""
        written = [(self._text[u.article][u.begin : u.end], u.begin, n) for n, u in enumerate(self._units)]
        out = [0] * len(written)
        for place, (_, _, n) in enumerate(sorted(written)):
            out[n] = place
        return out

    def spans(self, unit: int) -> list[tuple[Span, frozenset[int]]]:
        """The unit, then its clauses that can stand alone: a subject, its verb, words enough; with their atoms."""
        if unit not in self._spans:
            u = self._units[unit]
            whole = (opening(self._text[u.article], u.begin, u.end), u.end)
            out = [whole, *(s for s in standing(u) if s != whole)]
            found = [((begin, end), self.held.within(unit, begin, end)) for begin, end in out]
            self._spans[unit] = [(s, ids) for n, (s, ids) in enumerate(found) if not n or len(ids) >= LEAST_CONTENT]
        return self._spans[unit]

    @property
    def units(self) -> int:
        """How many units the story has."""
        return len(self._units)

    def chances(self, one: Ints, other: Ints) -> Floats:
        """The chances of pairs of units; 1 where they are known to tell one thing."""
        return self._near.chances(one, other) if self._near else np.ones(len(one))

    def plainly(self, chosen: Chosen) -> frozenset[int] | None:
        """What a member must say to say a text (`asked`); None where the text quotes, and goes by other rules."""
        if self._meets(chosen):
            return None
        ids = self.held.within(*chosen).difference(*(self.held.of_kind[kind] for kind in WEIGHTLESS))
        return ids - self._everywhere or ids

    def verbatim(self, chosen: Sequence[Chosen], units: Sequence[int]) -> list[bool]:
        """For each text and unit whether the unit has these words, letter by letter."""
        return [self._holds(m, self._words(c)) for c, m in zip(chosen, units, strict=True)]

    def _words(self, chosen: Chosen) -> str:
        return self._text[self._units[chosen.unit].article][chosen.begin : chosen.end]

    def _meets(self, chosen: Chosen) -> list[Span]:
        """The quotations that a text meets."""
        quoted = self._quoted.get(self._units[chosen.unit].article, ())
        return [q for q in quoted if q[0] < chosen.end and chosen.begin < q[1]]

    def _finds(self, m: int, words: str) -> int:
        """Where a unit has these words, letter by letter; -1 where it has not."""
        unit = self._units[m]
        if unit.end - unit.begin < len(words):
            return -1
        return self._text[unit.article].find(words, unit.begin, unit.end)

    def _holds(self, m: int, words: str) -> bool:
        """Whether a unit has these words, letter by letter."""
        return self._finds(m, words) >= 0

    def reads_worse(self, chosen: Chosen) -> float:
        """What a text loses for being a headline, having no verb, or leaning on what stands before it."""
        if chosen not in self._worse:
            u, begin, end = self._units[chosen.unit], chosen.begin, chosen.end
            words = u.tokens[u.inside(begin, end)]
            parts = {t.pos for t in words}
            verb = "VERB" in parts or "AUX" in parts or not any(parts)
            leans = 1 - readable(self._text[u.article][begin:end], words)
            worse = HEADLINE * u.title + VERBLESS * (not verb) + LEANING * leans + STUB * stub(words)
            self._worse[chosen] = worse + RENDERED * (u.article in self._rendered)
        return self._worse[chosen]

    def complete(self, group: Group, chosen: Chosen, least: float) -> Group:
        """The members, and from each further telling the unit that says the text most surely, from `least` on."""
        if self._near is None:
            return group
        tellings = {self._units[m].article for m in group.members}
        able = self._near.pairs(chosen.unit)
        others = [m for m, chance in able.items() if chance >= least and self._units[m].article not in tellings]
        best: dict[str, tuple[float, int]] = {}
        for m, says in zip(others, self.support(self.group(others), chosen), strict=True):
            article = self._units[m].article
            if says >= least and says > best.get(article, (0.0, 0))[0]:
                best[article] = says, m
        return self.group(sorted([*group.members, *(m for _, m in best.values())])) if best else group

    def support(self, group: Group, chosen: Chosen) -> list[float]:
        """How surely each member says the text, 0..1."""
        asked = self._ask(chosen)
        return [
            asked.members[m] if m in asked.members else self._member(m, kind, asked)
            for m, kind in zip(group.members, group.kinds, strict=True)
        ]

    def sayers(self, chosen: Chosen, least: float) -> list[tuple[int, float]]:
        """Of all units those that say the text as surely as `least`, above 0, in order, and how surely."""
        asked, held = self._ask(chosen), self.held
        if not self._having:
            for kind, ids in enumerate(held.sets):
                for i in ids:
                    self._having.setdefault(i, []).append(kind)
        shared: dict[int, float] = {}
        for i, weight in asked.weights:
            for kind in self._having.get(i, ()):
                shared[kind] = shared.get(kind, 0.0) + weight
        enough = {kind for kind, weight in shared.items() if weight / asked.mass / COVERED >= least - 1e-6}
        able = [m for m, kind in enumerate(held.alike) if kind in enough]
        verbatim = {article for article in self._articles if asked.words in self._text[article]}
        if verbatim:
            having = (
                m for m, unit in enumerate(self._units) if unit.article in verbatim and self._holds(m, asked.words)
            )
            able = sorted({*able, chosen.unit, *having})
        out = []
        for m in able:
            says = asked.members[m] if m in asked.members else self._member(m, held.alike[m], asked)
            if says >= least:
                out.append((m, says))
        return out

    def _ask(self, chosen: Chosen) -> Asked:
        if chosen not in self._asked:
            unit = self._units[chosen.unit]
            around = Around(
                self._words(chosen),
                self._meets(chosen),
                frozenset(self._cues.get(unit.article, ())),
                self._everywhere,
                self._stances.as_read(*chosen),
                frozenset(v for at, v in self._voices.get(chosen.unit, ()) if chosen.begin <= at < chosen.end),
            )
            self._asked[chosen] = asked(chosen, unit, self.held, around)
        return self._asked[chosen]

    def _member(self, m: int, kind: int, asked: Asked) -> float:
        """How surely one member says the text. Who holds it word for word says it, however his day or names were
        read."""
        if m == asked.chosen.unit:
            says = 1.0
        elif (at := self._finds(m, asked.words)) >= 0:
            says = OTHERWISE if self._stances.takes_back(m, at, at + len(asked.words), asked.stance) else 1.0
        else:
            chance = self._near.chance(asked.chosen.unit, m) if self._near else 1.0
            if chance and kind not in asked.kinds:
                asked.kinds[kind] = self._said(kind, asked)
            says = asked.kinds[kind] * chance if chance else 0.0
            voices = self._voices.get(m) if says and asked.voices else None
            if voices and asked.voices.isdisjoint(v for _, v in voices):
                says *= OTHERWISE  # the same words, and another speaks them
            if says and (does := self._does_in(asked.chosen)):
                theirs = self._roles(m)
                if swapped(does, theirs) or another(does, theirs, self.held.sets[kind]):
                    says *= OTHERWISE
            if says and (named := self._named(asked.chosen)) and shortened(named, self._named(m), self.held.sets[kind]):
                says *= NO_FIGURE
            if says and (narrow := self._narrow(asked.chosen)) and widened(narrow, self._units[m].tokens):
                says *= NO_FIGURE
            if says and opposes(asked.stance, asked.own, self._stances.of(m), self.held.sets[kind]):
                says *= OTHERWISE
        asked.members[m] = says
        return says

    def _said(self, kind: int, asked: Asked) -> float:
        """How much of the text a kind of member holds."""
        has = self.held.sets[kind]
        common = asked.own & has
        if not common:
            return 0.0
        weigh = self.held.weight.__getitem__
        out = min(1.0, sum(map(weigh, sorted(common))) / asked.mass / COVERED)
        least = 1.0
        for ids, own in asked.clauses:
            if not ids <= common:
                least = min(least, sum(map(weigh, sorted(ids & common))) / own)
        out *= min(1.0, least / COVERED_CLAUSE)
        told, wanted = asked.told
        if wanted > 0 and not told <= common:
            out *= min(1.0, sum(map(weigh, sorted(told & common))) / wanted / COVERED_TOLD)
        unnamed = sum([w for i, w in asked.names if i not in common]) / asked.mass if asked.names else 0.0
        if unnamed > 0:
            if kind not in self._names:
                self._names[kind] = self.held.only(has, NAME)
            out *= (1 - unnamed) * (1.0 if self._names[kind] <= asked.own else OTHER_NAME)
        return out * self._held_against(has, asked)

    def agrees(self, chosen: Chosen, has: frozenset[int]) -> float:
        """What is left of the chance that a telling with these atoms says the text, where it gives other figures, days
        and hours."""
        return self._held_against(has, self._ask(chosen))

    def _held_against(self, has: frozenset[int], asked: Asked) -> float:
        """What is left where figures, days and hours of the text are others, or are not given."""
        out = 1.0
        for figure, slot in asked.figures:
            if figure not in has:
                out *= OTHERWISE if slot in has else NO_FIGURE
        if asked.periods and asked.periods.isdisjoint(has):
            out *= OTHERWISE if self.held.only(has, PERIOD) else NO_FIGURE
        for n, wanted in enumerate(asked.days):
            if wanted and wanted.isdisjoint(has):
                if has not in self._dated:
                    self._dated[has] = bool(self.held.only(has, DAY)), bool(self.held.only(has, CLOCK))
                goes = n == 1 or not self._news or not self._news.isdisjoint(wanted)
                out *= OTHERWISE if self._dated[has][n] else NO_DATE if goes else NO_FIGURE
        return out

    def _does_in(self, chosen: Chosen) -> Roles:
        """Who does what to whom in a text."""
        if chosen not in self._text_does:
            unit = self._units[chosen.unit]
            words = unit.tokens[unit.inside(chosen.begin, chosen.end)]
            self._text_does[chosen] = roles(words, chosen.unit, self.held)
        return self._text_does[chosen]

    def _named(self, where: int | Chosen) -> Lists:
        """The enumerations of a unit, or of a text."""
        if where not in self._lists:
            at = where.unit if isinstance(where, Chosen) else where
            unit = self._units[at]
            words = unit.tokens[unit.inside(where.begin, where.end)] if isinstance(where, Chosen) else unit.tokens
            self._lists[where] = lists(words, at, self.held)
        return self._lists[where]

    def _narrow(self, chosen: Chosen) -> Narrowed:
        """The nouns that a text narrows."""
        if chosen not in self._narrowed:
            unit = self._units[chosen.unit]
            self._narrowed[chosen] = narrowed(unit.tokens[unit.inside(chosen.begin, chosen.end)])
        return self._narrowed[chosen]

    def _roles(self, unit: int) -> Roles:
        if unit not in self._does:
            self._does[unit] = roles(self._units[unit].tokens, unit, self.held)
        return self._does[unit]


def _day_of_news(units: Sequence[Unit], held: Atoms) -> frozenset[int]:
    """The day that most tellings name, and any that as many do: it goes without saying."""
    naming = {(i, u.article) for n, u in enumerate(units) for i in held.only(held.whole(n), DAY)}
    count = Counter(i for i, _ in sorted(naming))
    most = max(count.values(), default=0)
    return frozenset(i for i, n in count.items() if n == most)


def _voices(
    units: Sequence[Unit], quotes: Sequence[Quote], utterances: Sequence[Utterance]
) -> dict[int, list[tuple[int, str]]]:
    """Of every unit that quotes somebody: where the speakers stand, and who they are."""
    places, of = Places(units), {u.quote: u.entity for u in utterances if u.entity}
    out: dict[int, list[tuple[int, str]]] = {}
    for q in quotes:
        speaker = of.get(q.id) if q.kind != "indirect" else None
        at = places.at(q.article, q.begin) if speaker else None
        if at is not None and speaker:
            out.setdefault(at, []).append((-1 if q.speaker_begin is None else q.speaker_begin, speaker))
    return out
