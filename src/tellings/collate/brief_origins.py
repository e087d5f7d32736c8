"""The brief by origins: the clause that most independent origins say, and what one origin alone adds.

Both weigh the words of a lead against those of every telling: a telling says a clause as far as one of its sentences
holds what the clause holds (statements_text.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tellings.collate.alignment_units import Unit
from tellings.collate.brief_counts import Counts
from tellings.collate.brief_leads import LEAD, Leads
from tellings.collate.brief_places import UNNAMED, lead, unnamed, well
from tellings.collate.statements_asked import Chosen
from tellings.collate.statements_atoms import SLOT, Atoms
from tellings.collate.statements_text import Contents
from tellings.collate.wording import Texts, about, readable, stub
from tellings.records import Evidence, OriginMember, Token
from tellings.settings import Briefs

_MARKS = '“”"«»„‘'

#: Who leaves a denial out says the opposite: a clause with one is not said by whoever has its other words.
_DENIALS = frozenset("no not never none nobody nothing neither nor without".split())

_SUBJECTS = frozenset("nsubj nsubjpass csubj expl".split())

#: What is added to a verb that has what it asks for.
_ADDED = frozenset("prep advcl npadvmod conj relcl dep parataxis".split())

#: Words of what happened; fewer are the stub of a headline.
_SHORTEST = 5

#: Words; a shorter sentence takes no part.
LEAST_WORDS = 3

#: A clause of fewer atoms names no event: who, what, to whom.
_LEAST_ATOMS = 3

#: A telling that names less than this share of a clause's atoms does not say it.
_HELD = 0.6

#: A headline tells as much as a sentence of so many more atoms.
_TERSE = 2

#: What a telling says further down than four sentences is not what it is about.
_EARLY = 0.5

#: News says what happened in its headline and so many sentences.
_LEADS = 3

#: A clause that reads worse is no sentence of its own.
_READS = 0.6

#: A clause that holds less than this share of what a whole sentence of a lead does is no news: "the attacker was shot"
#: where four died.
_SAYS_LITTLE = 0.75

#: What is left of how well a sentence fits when no other origin tells its deed: "a shop lengthened its hours after".
_OWN_DEED = 0.8

#: A sentence of a lead that fits the leads worse is not what they share.
_FITS = 0.3

#: And one that fits worse than this tells what no other lead does.
_FAINT = 0.15

#: A sentence that stands for the event though no two tell it so reads as well as this.
_WELL = 0.8

#: So many clauses, those of the commonest words, are asked about in every telling.
_TRIED = 60

#: So many sentences of an origin are asked about until one is found that no other origin says.
_ASKED = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate for the brief: where its words stand, who says it, how much it weighs."""

    article: str
    begin: int
    end: int
    content: frozenset[str]
    evidence: tuple[Evidence, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Told:
    """A place and the places of all tellings that say its words."""

    place: Evidence
    evidence: tuple[Evidence, ...]
    weight: float


def acts_in(words: Sequence[Token]) -> bool:
    """Whether somebody or something does or is something; where no grammar is known it may."""
    return any(w.dep in _SUBJECTS for w in words) or not any(w.dep for w in words)


def _shorter(unit: Unit, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The beginnings of a sentence that hold its subject, its verb and what the verb asks for: what happened, without
    where and when it did and what followed."""
    if unit.title:
        return []
    inside = unit.tokens[unit.inside(*span)]
    top = next((t for t in inside if t.dep == "ROOT" and t.pos == "VERB"), None)
    if top is None:
        return []
    below = [t for t in inside if t.head == top.ordinal and t.begin > top.begin]
    asked = [t for t in below if t.dep in ("dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "prt")]
    held = {t.ordinal for t in asked}
    for t in inside:  # what hangs on what the verb asks for stays with it
        if t.head in held and t.head != t.ordinal:
            held.add(t.ordinal)
    least = max([t.end for t in inside if t.ordinal in held] + [top.end])
    cuts = [t for t in below if t.dep in _ADDED and t.begin > least]
    firsts = []
    for t in cuts:
        own = [x.begin for x in inside if x.begin >= least and (x.ordinal == t.ordinal or x.head == t.ordinal)]
        firsts.append(min(own))
    before = [max((x.end for x in inside if x.end <= first and x.pos != "PUNCT"), default=0) for first in firsts]
    return sorted({(span[0], end) for end in before if end >= least})


class Origins:
    """The sentences of a story, asked which origins say what."""

    def __init__(
        self, texts: Texts, held: Atoms, origins: Sequence[OriginMember], settings: Briefs, units: Sequence[Unit]
    ) -> None:
        """`units` are the sentences that state something (`alignment.stated`), `held` their atoms."""
        self._texts, self._settings = texts, settings
        alone = {a: f"\0{a}" for a in texts.articles}
        self.of = alone | {o.article: o.origin for o in origins}
        if len(set(self.of.values())) < 2:
            self.of = alone  # all of one text: what most of them put first is the news all the same
        self._units = units
        self._held = held
        self._contents = Contents(units, {a: x.text for a, x in texts.articles.items()}, held, None)
        self._counts = Counts(units, self._held)
        self._rendered = texts.rendered()
        self._leads = self._led()
        self._early = [(n, self.of[u.article]) for n, u in enumerate(units) if self._lead(u) >= _EARLY]
        self._at: dict[str, list[int]] = {}
        for n, u in enumerate(units):
            self._at.setdefault(u.article, []).append(n)

    def rivals(self, line: Line) -> list[Evidence]:
        """The sentences that give another count than a line does of what happened to people, best to read first."""
        found = self._counts.rivals(Evidence(line.article, line.begin, line.end))
        places = [Evidence(e.article, self._opened(e), e.end) for e in found]
        return sorted(places, key=lambda e: (-round(well(self._texts, e) + 0.5 * lead(self._texts, e), 6), e))

    def _opened(self, place: Evidence) -> int:
        found = self._texts.sentence_at(place.article, place.begin)
        return self._texts.opening(found) if found and found.begin == place.begin else place.begin

    def count(self, evidence: Sequence[Evidence]) -> int:
        """How many origins some places stand for."""
        return len({self.of[e.article] for e in evidence})

    def line(self, told: Told) -> Line:
        """A candidate for the brief."""
        place = told.place.article, told.place.begin, told.place.end
        return Line(*place, self._texts.content(*place), told.evidence, told.weight)

    def _lead(self, unit: Unit) -> float:
        return 1.0 if unit.title else 1.0 / (1.0 + self._texts.before(unit.article, unit.begin) / 4)

    def _said(self, chosen: Chosen) -> dict[str, tuple[float, int]]:
        """For each telling that says the words: how surely, and the unit that does."""
        best: dict[str, tuple[float, int]] = {}
        for m, says in self._contents.sayers(chosen, self._settings.says):
            article = self._units[m].article
            if round(says, 6) > best.get(article, (0.0, 0))[0]:
                best[article] = round(says, 6), m
        best[self._units[chosen.unit].article] = 1.0, chosen.unit
        return best

    def _places(self, chosen: Chosen, said: Mapping[str, tuple[float, int]]) -> tuple[Evidence, ...]:
        """Where the words are said; of a headline, all of it."""
        rest = [self._units[m] for _, m in said.values() if m != chosen.unit]
        own = Evidence(self._units[chosen.unit].article, chosen.begin, chosen.end)
        return tuple(sorted([own, *(Evidence(u.article, self._opening(u), u.end) for u in rest)]))

    def _opening(self, unit: Unit) -> int:
        found = self._texts.sentence_at(unit.article, unit.begin)
        return self._texts.opening(found) if found and found.begin == unit.begin else unit.begin

    def _clauses(self) -> Iterator[tuple[Chosen, int]]:
        """The clauses of the leads that name an event, with their atoms; of many the ones of the commonest words. Of
        few it is not asked how well each reads (`_READS`): most are no origin's but one's."""
        held_by: dict[str, set[int]] = {}
        for n, u in enumerate(self._units):
            held_by.setdefault(u.article, set()).update(self._held.whole(n))
        having = Counter(i for ids in held_by.values() for i in ids)
        out: list[tuple[float, Chosen, int]] = []
        for n, u in enumerate(self._units):
            if not u.title and self._texts.before(u.article, u.begin) >= _LEADS:
                continue
            spans = [span for span, _ in self._contents.spans(n)] + [*(u.clauses if u.title else ())]
            spans += _shorter(u, spans[0])
            for begin, end in dict.fromkeys(spans):
                if begin != spans[0][0]:  # what is cut off in front may be what the words hang on
                    continue
                ids = [i for i in self._held.within(n, begin, end) if self._held.kind[i] != SLOT]
                if len(ids) >= _LEAST_ATOMS:
                    common = sum(having[i] for i in ids) / len(ids)
                    out.append((common, Chosen(n, begin, end), len(ids)))
        out.sort(key=lambda t: (-round(t[0], 6), self._units[t[1].unit].article, t[1].begin, t[1].end))
        listed = ((chosen, size) for _, chosen, size in out)
        return listed if len(out) <= _TRIED else islice((t for t in listed if self._reads_well(t[0])), _TRIED)

    def _reads_well(self, chosen: Chosen) -> bool:
        place = Evidence(self._units[chosen.unit].article, chosen.begin, chosen.end)
        return self._reads(place) >= _READS

    def _reads(self, place: Evidence) -> float:
        """How well a clause reads as a sentence of its own; a quotation is somebody's words, not what happened."""
        text = self._texts.text(place.article, place.begin, place.end).strip()
        words = self._texts.words(place.article, place.begin, place.end)
        acts = any(w.pos == "VERB" and w.dep not in ("acl", "relcl", "advcl", "amod") for w in words)
        if len(text.split()) < _SHORTEST or stub(words) or place.article in self._rendered:
            return 0.0
        if not acts or any(mark in text for mark in _MARKS) or "\n" in text:
            return 0.0
        if not acts_in(words) or any(w.dep == "neg" or w.lemma.lower() in _DENIALS for w in words):
            return 0.0
        short = 0.3 if len(text.split()) < 6 else 0.0
        return readable(text.rstrip(".") + ".", words) + short - (UNNAMED if unnamed(words) else 0.0)

    def _may_tell(self, chosen: Chosen) -> set[str]:
        """The origins that may say a short clause early (`_tellers`): a sentence holds as much as that asks for."""
        unit, span = self._units[chosen.unit], (chosen.begin, chosen.end)
        deed = self._held.deed(unit, chosen.unit, span)[0]
        if not deed:
            return set()
        wanted = frozenset([i for i in self._held.within(chosen.unit, *span) if self._held.kind[i] != SLOT])
        least, out = _HELD * len(wanted), {self.of[unit.article]}
        for n, origin in self._early:
            if origin not in out and len(wanted & (self._held.whole(n) | deed)) >= least:
                out.add(origin)
        return out

    def _tellers(self, chosen: Chosen) -> dict[str, tuple[float, int]]:
        """The tellings that surely say a short clause: they name its deed, and most of who and what it names."""
        ids = self._held.within(chosen.unit, chosen.begin, chosen.end)
        wanted, unit = frozenset(i for i in ids if self._held.kind[i] != SLOT), self._units[chosen.unit]
        out: dict[str, tuple[float, int]] = {}
        if not self._held.deed(unit, chosen.unit, (chosen.begin, chosen.end))[0]:
            return out
        for article, (says, m) in sorted(self._said(chosen).items()):
            deed = self._held.does(unit, chosen.unit, (chosen.begin, chosen.end), self._units[m], m)
            has = wanted & (self._held.whole(m) | (deed or frozenset()))
            if deed and len(has) >= _HELD * len(wanted):
                out[article] = says, m
        return out

    def core(self) -> Told | None:
        """What happened: the clause of a lead that the most origins say; where none says much of what the leads share,
        the sentence that does (brief_leads.py); None where the leads share nothing."""
        if len(set(self.of.values())) < 2:
            return None
        clause, leads = self._clause(), self._leads
        whole = self._whole(leads)
        if clause is None or whole is None:
            return clause[0] if clause else whole[0] if whole else None
        told, chosen = clause
        as_many = self.count(whole[0].evidence) >= self.count(told.evidence)
        return whole[0] if as_many and leads.fit(chosen) < _SAYS_LITTLE * whole[1] else told

    def _led(self) -> Leads:
        """The headlines and first sentences, by origin."""
        lead: dict[int, str] = {}
        for n, u in enumerate(self._units):
            if u.article not in self._rendered and (u.title or self._texts.before(u.article, u.begin) < LEAD):
                lead[n] = self.of[u.article]
        return Leads(self._units, self._held, lead, self._contents)

    def _whole(self, leads: Leads) -> tuple[Told, float] | None:
        """The sentence of a lead that holds most of what the leads share, of those that two tellings tell; how well
        it fits."""
        tried: list[tuple[float, str, int, Chosen]] = []
        for n in leads.units:
            u, (begin, end) = self._units[n], self._contents.spans(n)[0][0]
            chosen = Chosen(n, begin, end)
            reads = (
                self._reads(Evidence(u.article, begin, end))
                if "|" not in self._texts.text(u.article, begin, end)
                else 0
            )
            if not u.title and reads >= _READS:
                early = 0.5 + 0.5 * self._lead(u)  # of two that fit, the one said first is the news
                told = 1.0 if leads.deeds(chosen) else _OWN_DEED
                fit = leads.fit(chosen) * early * told * (0.3 + 0.7 * reads)
                tried.append((-round(fit, 6), u.article, begin, chosen))
        for worse, _, _, chosen in sorted(tried, key=lambda t: t[:3])[:_ASKED]:
            tellers, fit = leads.tellers(chosen), leads.fit(chosen)
            if len(tellers) > 1 and fit >= _FITS:
                place = Evidence(self._units[chosen.unit].article, chosen.begin, chosen.end)
                said = {a: (1.0, n) for a, n in tellers.items()}
                return Told(place, self._places(chosen, said), -worse), fit
        return None

    def nearest(self, lines: Sequence[Line]) -> Line | None:
        """The sentence of a lead that fits the leads best, where no two tell one: none of some lines fits as well."""
        if len(set(self.of.values())) < 2:
            return None
        fits: list[tuple[float, Evidence]] = []
        for n in self._leads.units:
            u, (begin, end) = self._units[n], self._contents.spans(n)[0][0]
            place = Evidence(u.article, begin, end)
            acts = acts_in(self._texts.words(u.article, begin, end))
            if not u.title and u.article not in self._rendered and acts and well(self._texts, place) >= _WELL:
                fits.append((-self._leads.fit(Chosen(n, begin, end)), place))
        least = max([_FAINT, *(self.fit(line) for line in lines)])
        if not fits or -min(fits)[0] < least:
            return None
        worse, place = min(fits)
        return self.line(Told(place, (place,), -worse))

    def fit(self, line: Line) -> float:
        """How well a line holds what the leads share, and little besides."""
        for n in self._at.get(line.article, ()):
            if self._units[n].begin <= line.begin < self._units[n].end:
                return self._leads.fit(Chosen(n, line.begin, line.end))
        return 0.0

    def _clause(self) -> tuple[Told, Chosen] | None:
        """The clause of a lead that the most origins say, early and in full; None where no two origins say one."""
        best: tuple[tuple[float, str, int, int], Told, Chosen] | None = None
        origins = len(set(self.of.values()))
        for chosen, size in self._clauses():
            unit = self._units[chosen.unit]
            begun = (chosen.begin, chosen.end) in _shorter(unit, self._contents.spans(chosen.unit)[0][0])
            least = max(2.0, origins / 2 if begun else 0.0)  # the beginning of a sentence is what happened only where
            if len(self._may_tell(chosen)) < least or not self._reads_well(chosen):  # most say so
                continue
            said = self._tellers(chosen)
            by_origin: dict[str, float] = {}
            for article, (says, m) in sorted(said.items()):
                origin, lead = self.of[article], self._lead(self._units[m])
                if lead >= _EARLY:
                    by_origin[origin] = max(by_origin.get(origin, 0.0), says * lead)
            if len(by_origin) < least:
                continue
            many = sum(by_origin.values()) + 0.1 * len(said)
            size += _TERSE * unit.title
            weight = many * size / (size + 4)
            place = Evidence(unit.article, chosen.begin, chosen.end)
            key = (-round(weight, 6), place.article, place.begin, place.end)
            if best is None or key < best[0]:
                best = key, Told(place, self._places(chosen, said), round(weight, 6)), chosen
        return best[1:] if best else None

    def alone(self, weigh: Mapping[Evidence, float], fit: Callable[[Evidence], bool], most: int) -> list[Told]:
        """The heaviest sentence of each origin whose words no other origin says, of `most` origins at most.

        `weigh` are the weights of the sentences that may be asked about, if they are `fit`: few need be looked at.
        """
        common = self._texts.common()
        asked: list[tuple[float, Evidence, int]] = []
        for n, u in enumerate(self._units):
            place = Evidence(u.article, self._opening(u), u.end)
            near = self._texts.around(u.article, u.begin)
            if weigh.get(place, 0.0) > 0 and about(near, common, self._settings.least_about):
                asked.append((round(weigh[place] * (0.4 + 0.6 * self._lead(u)), 6), place, n))
        asked.sort(key=lambda t: (-t[0], t[1]))
        out: dict[str, Told] = {}
        tries: Counter[str] = Counter()
        for weight, place, n in asked:
            origin = self.of[place.article]
            if origin in out or tries[origin] >= _ASKED or len(out) >= most or not fit(place):
                continue
            tries[origin] += 1
            chosen = Chosen(n, place.begin, place.end)
            said = self._said(chosen)
            if all(self.of[a] == origin for a in said):
                out[origin] = Told(place, self._places(chosen, said), weight)
        return sorted(out.values(), key=lambda t: (-t.weight, t.place))
