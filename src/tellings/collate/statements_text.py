"""The words of a statement, and how surely each member says them.

A group of sentences shares a core: the words that most of its members use. The statement's text is the member's
sentence or clause that says the core and little besides, so that what it says is what the members say. A member's
support is the chance that it tells what that member tells, lowered where it lacks much of the text's content or denies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.alignment_units import Unit
from tellings.collate.clauses import clauses
from tellings.collate.similarity import concepts, content_lemmas, story_idf
from tellings.records import Quote, Token

Span = tuple[int, int]

#: A clause of fewer words of content is no statement by itself.
LEAST_CONTENT = 4

#: A quotation of fewer words of content may be any speaker's.
LEAST_QUOTED = 3

#: A member that holds this share of the text's content says it as far as words can tell.
COVERED = 0.6

#: What is left of the chance where one of the two denies what the other says.
DENIED = 0.4

_DENYING = frozenset("not no never none nobody nothing deny without neither nor".split())
_SAYING = frozenset("say tell add report announce state claim note argue explain".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})


@dataclass(frozen=True, slots=True)
class Chosen:
    """The statement's text as a place of one member."""

    unit: int
    begin: int
    end: int


class Contents:
    """What the units of a story and their clauses say, as weighted concepts."""

    def __init__(self, units: Sequence[Unit], text: Mapping[str, str], quotes: Sequence[Quote] = ()) -> None:
        self._units = units
        self._text = text
        self._quoted: dict[str, list[Span]] = {}
        for q in sorted((q for q in quotes if q.kind == "direct"), key=lambda q: (q.article, q.begin, q.end)):
            self._quoted.setdefault(q.article, []).append((q.begin, q.end))
        self._of = [self._content(u.tokens, u.article) for u in units]
        self._idf = story_idf([dict.fromkeys(c, 1) for c in self._of])
        self._spans: dict[int, list[Span]] = {}
        self._denials_of: dict[int, frozenset[str]] = {}

    def _content(self, tokens: Sequence[Token], article: str) -> frozenset[str]:
        return frozenset(concepts(content_lemmas(self._text[article], tokens)))

    def _mass(self, content: frozenset[str]) -> float:
        return sum(self._idf.get(c, 0.0) for c in sorted(content))

    def spans(self, unit: int) -> list[Span]:
        """The unit, then its clauses that can stand alone: a subject, its verb, words enough."""
        if unit not in self._spans:
            u = self._units[unit]
            out = [(u.begin, u.end)]
            for begin, end in clauses(u.tokens):
                words = [t for t in u.tokens if begin <= t.begin < end]
                inside = {t.ordinal for t in words if t.lemma.lower() not in _SAYING}  # "the mayor said" says nothing
                subject = any(t.dep in _SUBJECTS and t.pos != "PRON" and t.head in inside for t in words)
                if subject and words[0].tag not in _RELATIVE and (begin, end) != out[0]:
                    out.append((begin, end))
            self._spans[unit] = out
        return self._spans[unit]

    def choose(self, members: Sequence[int], margin: float) -> Chosen:
        """The member's sentence or clause that fits what the others say best; a clause by `margin` at least."""
        held = Counter(c for m in members for c in self._of[m])
        best: tuple[float, int] | None = None
        chosen = Chosen(members[0], *self.spans(members[0])[0])
        tried: set[frozenset[str]] = set()
        for m in sorted(members):
            if self._of[m] in tried:  # a copy of one that was weighed
                continue
            tried.add(self._of[m])
            own, others = self._of[m], max(1, len(members) - 1)
            share = {c: (n - (c in own)) / others for c, n in held.items() if 2 * (n - (c in own)) >= others}
            core = sum(self._idf[c] * s for c, s in sorted(share.items()))
            for n, (begin, end) in enumerate(self.spans(m)):
                content = self._within(m, begin, end)
                said = {c: (held[c] - 1) / others for c in content}
                fit = self._fit(content, said, core) - (margin if n else 0.0)
                key = (-round(fit, 6), 0 if n == 0 else 1)
                if best is None or key < best:
                    best, chosen = key, Chosen(m, begin, end)
        return chosen

    def _within(self, unit: int, begin: int, end: int) -> frozenset[str]:
        u = self._units[unit]
        if (begin, end) == (u.begin, u.end):
            return self._of[unit]
        content = self._content([t for t in u.tokens if begin <= t.begin < end], u.article)
        return content if len(content) >= LEAST_CONTENT else frozenset()

    def _fit(self, content: frozenset[str], share: Mapping[str, float], core: float) -> float:
        """Harmonic mean of how much of the content the others say, and how much of their core it holds."""
        mass = self._mass(content)
        if not mass or not core:
            return 0.0
        said = sum(self._idf[c] * share[c] for c in sorted(content)) / mass
        held = sum(self._idf[c] * share[c] for c in sorted(content) if share[c] >= 0.5) / core
        return 2 * said * held / (said + held) if said + held else 0.0

    def support(self, members: Sequence[int], chosen: Chosen, near: Sequence[float]) -> list[float]:
        """How surely each member says the text, 0..1; `near` is its chance to tell what the text's member tells."""
        wanted = self._wanted(chosen)
        mass = self._mass(wanted)
        inside = [t for t in self._units[chosen.unit].tokens if chosen.begin <= t.begin < chosen.end]
        here = self._denials(inside)
        out = []
        for m, chance in zip(members, near, strict=True):
            covered = self._mass(wanted & self._of[m]) / mass if mass else 0.0
            there = self._denied(m)
            denied = bool((here - there) & self._of[m] or (there - here) & wanted)
            says = chance * min(1.0, covered / COVERED) * (DENIED if denied else 1.0)
            out.append(1.0 if m == chosen.unit else says)
        return out

    def _denied(self, unit: int) -> frozenset[str]:
        """What a unit denies: "not related" where another says "related"."""
        if unit not in self._denials_of:
            self._denials_of[unit] = self._denials(self._units[unit].tokens)
        return self._denials_of[unit]

    def _wanted(self, chosen: Chosen) -> frozenset[str]:
        """What a member must say: the words quoted, where the text mostly quotes: many quote one speaker; else all."""
        unit = self._units[chosen.unit]
        spans = [q for q in self._quoted.get(unit.article, []) if q[0] < chosen.end and chosen.begin < q[1]]
        inside = [t for t in unit.tokens if any(b <= t.begin < e for b, e in spans)]
        quoted = self._content(inside, unit.article)
        if len(quoted) >= LEAST_QUOTED:
            return quoted
        return self._within(chosen.unit, chosen.begin, chosen.end) or self._of[chosen.unit]

    def _denials(self, tokens: Sequence[Token]) -> frozenset[str]:
        """Concepts of the words that a negation hangs on: the verb of "not", the noun of "no"."""
        by = {t.ordinal: t for t in tokens}
        negating = [t for t in tokens if t.dep == "neg" or t.lemma.lower() in _DENYING]
        over = [by[t.head] for t in negating if t.head in by]
        return frozenset(concepts({w.lemma.lower(): 1 for t in over for w in (t, *self._of_copula(t, tokens))}))

    @staticmethod
    def _of_copula(verb: Token, tokens: Sequence[Token]) -> list[Token]:
        """What "is not" denies: the word behind the verb."""
        if verb.pos != "AUX":
            return []
        return [t for t in tokens if t.head == verb.ordinal and t.dep in ("acomp", "attr")]
