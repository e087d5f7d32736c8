"""The words of a statement, and how surely each member says them.

A group of sentences shares a core: what most of its members say. The statement's text is the member's sentence or
clause that says the core and little besides, that most members say, and that reads by itself. A member says the text
as far as it holds what the text holds (statements_atoms.py), in each clause of the text; it does not say it where it
has another figure, day or hour in the same place, or denies it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from tellings.collate.alignment_units import Places, Unit
from tellings.collate.clauses import standing
from tellings.collate.rendered import rendered
from tellings.collate.statements_asked import Around, Asked, Chosen, asked
from tellings.collate.statements_atoms import CLOCK, DAY, NAME, PERIOD, Atoms
from tellings.collate.statements_denials import denials, denies
from tellings.collate.statements_groups import Near
from tellings.collate.statements_roles import Roles, roles, swapped
from tellings.collate.wording import opening, readable, stub
from tellings.records import Quote, Token, Utterance

Span = tuple[int, int]

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
#: ... where it has no such figure ...
NO_FIGURE = 0.5

#: What is left where a name of the text is missing and another stands there: lists tell of other people.
OTHER_NAME = 0.6

#: Verbs that any two sentences may share; what a text says goes by its other words.
_EVERYWHERE = frozenset("do say tell be have get".split())
#: ... and where it has no date: the day of the news goes without saying.
NO_DATE = 0.8

#: So many of the texts that fit a group best are tried on its members.
TRIED = 6

#: What fits worse by so much is the text all the same when the other is a headline, has no verb, or leans on what
#: stands before it.
HEADLINE, VERBLESS, LEANING = 0.6, 0.3, 0.3
#: ... or is cut from what it needs: "their car swung over a lake", "the motor did not start, said".
STUB = 0.5
#: ... or stands in a telling in another language's grammar (rendered.py).
RENDERED = 0.8


class Group:
    """The members of a statement; of copies, which have the same atoms, the first is told."""

    def __init__(self, members: Sequence[int], held: Atoms) -> None:
        self.members = list(members)
        self.kinds = [held.alike[m] for m in self.members]  # which atoms each member has
        self.first: dict[int, int] = {}
        for kind, m in zip(self.kinds, self.members, strict=True):
            self.first.setdefault(kind, m)


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
        self._units, self._text, self._held, self._near = units, text, held, near
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
        self._denied: dict[int, frozenset[int]] = {}
        self._denies: dict[int, bool] = {}
        self._worse: dict[tuple[int, Span], float] = {}
        self._asked: dict[Chosen, Asked] = {}
        self._ordered: dict[frozenset[int], tuple[int, ...]] = {}
        self._having: dict[int, list[int]] = {}
        self._articles = sorted({u.article for u in units})
        self._names: dict[int, frozenset[int]] = {}
        self._dated: dict[int, tuple[bool, bool]] = {}
        self._news = _day_of_news(units, held)

    def group(self, members: Sequence[int]) -> Group:
        """Units as the members of one statement."""
        return Group(members, self._held)

    def spans(self, unit: int) -> list[tuple[Span, frozenset[int]]]:
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
        firsts = sorted(group.first.values())  # of copies, the first is tried
        tried = [(m, span, ids) for m in firsts for span, ids in self.spans(m)]
        fit = self._fit(group, [(self._held.alike[m], ids) for m, _, ids in tried])
        for n, (m, span, _) in enumerate(tried):
            fit[n] -= margin if span != self.spans(m)[0][0] else 0.0
        order = sorted(range(len(tried)), key=lambda n: -round(fit[n], 6))[:TRIED]
        able: list[tuple[float, int, Chosen, float]] = []  # the most that each may come to
        for at, n in enumerate(order):
            m, span, _ = tried[n]
            chosen, worse = Chosen(m, *span), self._reads_worse(m, span)
            able.append((-(fit[n] + self._most(group, chosen) - worse), at, chosen, worse))
        best: tuple[float, int, Chosen] | None = None  # of equally good ones the one that fits best
        for least, at, chosen, worse in sorted(able):
            if best is not None and least > best[0] + 1e-6:
                break  # were it said as surely as the sentences are alike it would not be the best, nor the rest
            said = sum(self.support(group, chosen)) / len(group.members)
            score = round(fit[order[at]] + said - worse, 6)
            if best is None or (-score, at) < best[:2]:
                best = -score, at, chosen
        return best[2] if best else Chosen(firsts[0], *self.spans(firsts[0])[0][0])

    def _most(self, group: Group, chosen: Chosen) -> float:
        """More surely than this the members do not say the text, on average."""
        able = self._near.pairs(chosen.unit) if self._near else None
        if able is None:
            return 1.0
        words = self._text[self._units[chosen.unit].article][chosen.begin : chosen.end]
        most = 0.0
        for m in group.members:
            most += 1.0 if m == chosen.unit or self._holds(m, words) else able.get(m, 0.0)
        return most / len(group.members)

    def _holds(self, m: int, words: str) -> bool:
        """Whether a unit has these words, letter by letter."""
        unit = self._units[m]
        if unit.end - unit.begin < len(words):
            return False
        return self._text[unit.article].find(words, unit.begin, unit.end) >= 0

    def _reads_worse(self, unit: int, span: Span) -> float:
        """What a text loses for being a headline, having no verb, or leaning on what stands before it."""
        if (unit, span) not in self._worse:
            u = self._units[unit]
            words = u.tokens[u.inside(*span)]
            parts = {t.pos for t in words}
            verb = "VERB" in parts or "AUX" in parts or not any(parts)
            leans = 1 - readable(self._text[u.article][span[0] : span[1]], words)
            worse = HEADLINE * u.title + VERBLESS * (not verb) + LEANING * leans + STUB * stub(words)
            self._worse[unit, span] = worse + RENDERED * (u.article in self._rendered)
        return self._worse[unit, span]

    def _fit(self, group: Group, tried: Sequence[tuple[int, frozenset[int]]]) -> list[float]:
        """Of each text (whose it is, its atoms) the harmonic mean of how much of it the other members say, and how much
        of their core it holds: what at least half of them say."""
        weight, sets, others = self._held.weight, self._held.sets, max(1, len(group.members) - 1)
        count = Counter(chain.from_iterable(sets[kind] for kind in group.kinds))
        saying = {i: weight[i] * (members - 1) / others for i, members in count.items()}  # besides the text's own
        core = {i: share if 2 * (count[i] - 1) >= others else 0.0 for i, share in saying.items()}
        all_core = {i: weight[i] * n / others if 2 * n >= others else 0.0 for i, n in count.items()}
        of_all = sum([all_core[i] for i in sorted(count)])
        wholes: dict[int, float] = {}
        out = []
        for kind, ids in tried:
            if kind not in wholes:  # the core of the others is that of all without what the text's own member adds
                wholes[kind] = of_all + sum([core[i] - all_core[i] for i in self._in_order(sets[kind])])
            ordered = self._in_order(ids)
            mass = sum(map(weight.__getitem__, ordered))
            said, kept = sum(map(saying.__getitem__, ordered)), sum(map(core.__getitem__, ordered))
            whole = wholes[kind]
            if mass > 0 and whole > 1e-9 and said + kept > 0:
                said, kept = said / mass, kept / whole
                out.append(2 * said * kept / (said + kept))
            else:
                out.append(0.0)
        return out

    def _in_order(self, ids: frozenset[int]) -> tuple[int, ...]:
        """Atoms ascending, so that sums over them are always the same."""
        found = self._ordered.get(ids)
        if found is None:
            found = self._ordered[ids] = tuple(sorted(ids))
        return found

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
        asked, held = self._ask(chosen), self._held
        if not self._having:
            for kind, ids in enumerate(held.sets):
                for i in ids:
                    self._having.setdefault(i, []).append(kind)
        shared: dict[int, float] = {}
        for i, weight in asked.weights:
            for kind in self._having.get(i, ()):
                shared[kind] = shared.get(kind, 0.0) + weight
        enough = {kind for kind, weight in shared.items() if weight / asked.mass / COVERED >= least - 1e-6}
        verbatim = {article for article in self._articles if asked.words in self._text[article]}
        able = [m for m, kind in enumerate(held.alike) if kind in enough]
        if verbatim:
            able = sorted({*able, *(m for m, unit in enumerate(self._units) if unit.article in verbatim)})
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
                self._text[unit.article][chosen.begin : chosen.end],
                [q for q in self._quoted.get(unit.article, ()) if q[0] < chosen.end and chosen.begin < q[1]],
                frozenset(self._cues.get(unit.article, ())),
                self._everywhere,
                self._denials(chosen.unit, chosen.begin, chosen.end),
                frozenset(v for at, v in self._voices.get(chosen.unit, ()) if chosen.begin <= at < chosen.end),
            )
            self._asked[chosen] = asked(chosen, unit, self._held, around)
        return self._asked[chosen]

    def _member(self, m: int, kind: int, asked: Asked) -> float:
        """How surely one member says the text. Who holds it word for word says it, however his day or names were
        read."""
        if m == asked.chosen.unit or self._holds(m, asked.words):
            says = 1.0
        else:
            chance = self._near.chance(asked.chosen.unit, m) if self._near else 1.0
            if kind not in asked.kinds:
                asked.kinds[kind] = self._said(kind, asked)
            says = asked.kinds[kind] * chance
            voices = self._voices.get(m) if says and asked.voices else None
            if voices and asked.voices.isdisjoint(v for _, v in voices):
                says *= OTHERWISE  # the same words, and another speaks them
            if says and asked.roles and swapped(asked.roles, self._roles(m)):
                says *= OTHERWISE
            if says:
                there = self._denials(m)
                if asked.denied != there and (
                    (asked.denied and asked.denied.isdisjoint(there))
                    or not (asked.denied - there).isdisjoint(self._held.sets[kind])
                    or not (there - asked.denied).isdisjoint(asked.own)
                ):
                    says *= OTHERWISE
        asked.members[m] = says
        return says

    def _said(self, kind: int, asked: Asked) -> float:
        """How much of the text a kind of member holds."""
        has = self._held.sets[kind]
        if asked.own.isdisjoint(has):
            return 0.0
        weight = self._held.weight
        out = min(1.0, sum([w for i, w in asked.weights if i in has]) / asked.mass / COVERED)
        least = 1.0
        for ids, own in asked.clauses:
            if not ids <= has:
                least = min(least, sum([weight[i] for i in sorted(ids & has)]) / own)
        out *= min(1.0, least / COVERED_CLAUSE)
        told, wanted = asked.told
        if wanted > 0 and not told <= has:
            out *= min(1.0, sum([weight[i] for i in sorted(told & has)]) / wanted / COVERED_TOLD)
        unnamed = sum([w for i, w in asked.names if i not in has]) / asked.mass
        if unnamed > 0:
            if kind not in self._names:
                self._names[kind] = self._held.only(has, NAME)
            out *= (1 - unnamed) * (1.0 if self._names[kind] <= asked.own else OTHER_NAME)
        return out * self._held_against(kind, has, asked)

    def agrees(self, chosen: Chosen, unit: int, has: frozenset[int]) -> float:
        """What is left of the chance that a telling with these atoms, most of them in a unit, says the text, where it
        gives other figures, days and hours."""
        return self._held_against(self._held.alike[unit], has, self._ask(chosen))

    def _held_against(self, kind: int, has: frozenset[int], asked: Asked) -> float:
        """What is left where figures, days and hours of the text are others, or are not given."""
        out = 1.0
        for figure, slot in asked.figures:
            if figure not in has:
                out *= OTHERWISE if slot in has else NO_FIGURE
        if asked.periods and asked.periods.isdisjoint(has):
            out *= OTHERWISE if self._held.only(has, PERIOD) else NO_FIGURE
        for n, wanted in enumerate(asked.days):
            if wanted and wanted.isdisjoint(has):
                if kind not in self._dated:
                    self._dated[kind] = bool(self._held.only(has, DAY)), bool(self._held.only(has, CLOCK))
                goes = n == 1 or not self._news or not self._news.isdisjoint(wanted)
                out *= OTHERWISE if self._dated[kind][n] else NO_DATE if goes else NO_FIGURE
        return out

    def _roles(self, unit: int) -> Roles:
        if unit not in self._does:
            self._does[unit] = roles(self._units[unit].tokens, unit, self._held)
        return self._does[unit]

    def _denials(self, unit: int, begin: int = 0, end: int = -1) -> frozenset[int]:
        """What a unit, or a part of it, denies."""
        u = self._units[unit]
        if unit not in self._denied:
            self._denies[unit] = denies(u.tokens)
            self._denied[unit] = self._held.words(denials(u.tokens)) if self._denies[unit] else frozenset()
        if end < 0:
            return self._denied[unit]
        return self._held.words(denials(u.tokens[u.inside(begin, end)])) if self._denies[unit] else frozenset()


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
