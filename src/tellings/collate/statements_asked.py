"""What a member must say to say a statement's text: its words by weight, clause by clause, what it tells of whom it
names, its figures, days and periods, what it denies, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tellings.collate.alignment_units import Unit
from tellings.collate.clauses import SAYING
from tellings.collate.statements_atoms import CLOCK, DAY, LENGTH, NAME, WEIGHTLESS, Atoms
from tellings.collate.statements_stance import Stance
from tellings.records import Token

Span = tuple[int, int]

#: A quotation of fewer atoms may be any speaker's.
LEAST_QUOTED = 3

#: A clause that weighs less than this share of the text tells nothing apart from it.
WEIGHTY = 0.15

#: What hangs so in a sentence around a quotation tells something besides it.
_TELLING = frozenset(("ccomp", "conj", "parataxis"))

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


class Chosen(NamedTuple):
    """The statement's text as a place of one member."""

    unit: int
    begin: int
    end: int


@dataclass(slots=True)
class Asked:
    """A text that is asked for: what a member must say, and what was found of each kind of member and each member.

    Not frozen, since making one takes half as long."""

    chosen: Chosen
    words: str
    own: frozenset[int]
    weights: tuple[tuple[int, float], ...]  # atom, weight
    mass: float
    clauses: tuple[tuple[frozenset[int], float], ...]  # atoms and weight of each clause that weighs enough
    told: tuple[frozenset[int], float]  # what is told of those who are named, and its weight; 0 where nothing is
    names: tuple[tuple[int, float], ...]
    figures: tuple[tuple[int, int], ...]  # figure, slot
    days: tuple[frozenset[int], ...]  # what it has of DAY and CLOCK
    periods: frozenset[int]
    stance: Stance
    voices: frozenset[str]  # who speaks the words that it quotes, where it says so
    kinds: dict[int, float] = field(default_factory=dict)
    members: dict[int, float] = field(default_factory=dict)


class Around(NamedTuple):
    """What is known around a text: the quotations that it meets, what tells nothing, denials, who speaks."""

    words: str
    quoted: Sequence[Span]
    cues: frozenset[int]  # where the verbs stand that introduce quotations
    everywhere: frozenset[int]
    stance: Stance
    voices: frozenset[str]


def asked(chosen: Chosen, unit: Unit, held: Atoms, around: Around) -> Asked:
    """What a member must say to say the words of a place of a unit."""
    own, spans = _wanted(chosen, unit, held, around)
    words, weight = unit.tokens[unit.inside(chosen.begin, chosen.end)], held.weight
    weights = tuple([(i, weight[i]) for i in sorted(own)])
    mass = sum([w for _, w in weights]) or 1.0
    clauses = [(ids, sum([weight[i] for i in sorted(ids)])) for ids in _clauses(chosen, unit, held, own)]
    listed = held.figures(chosen.unit, chosen.begin, chosen.end)
    lead = chosen.begin  # "14 metres (46 feet)" gives one figure twice
    figures = [
        (i, slot)
        for at, i, slot in listed
        if (i in own or held.kind[i] == LENGTH) and around.words[at - lead - 1 : at - lead] != "(" and _in(at, spans)
    ]
    told = _told(chosen.unit, words, held, own) if len(spans) == 1 and spans[0] == (chosen.begin, chosen.end) else own
    return Asked(
        chosen,
        around.words,
        own,
        weights,
        mass,
        tuple([(ids, heavy) for ids, heavy in clauses if heavy >= WEIGHTY * mass]),
        (told, sum([weight[i] for i in sorted(told)])),
        tuple([(i, w) for i, w in weights if i in held.of_kind[NAME]]),
        tuple(figures),
        (held.only(own, DAY), held.only(own, CLOCK)),
        frozenset(i for begin, end in spans for i in held.periods(chosen.unit, begin, end)),
        around.stance,
        around.voices,
    )


def _in(at: int, spans: Sequence[Span]) -> bool:
    return any(begin <= at < end for begin, end in spans)


def _wanted(chosen: Chosen, unit: Unit, held: Atoms, around: Around) -> tuple[frozenset[int], list[Span]]:
    """What a member must say, and where it stands: of a text that quotes, the words quoted, since many quote one
    speaker, and what it tells besides; else all."""
    ids = held.within(chosen.unit, chosen.begin, chosen.end)
    spans = [(max(b, chosen.begin), min(e, chosen.end)) for b, e in around.quoted]
    inside = frozenset().union(*(held.within(chosen.unit, *span) for span in spans)) if spans else frozenset()
    if len(inside) >= LEAST_QUOTED:
        spans += _beside_quotes(chosen, unit, spans, around.cues)
        ids = frozenset().union(*(held.within(chosen.unit, *span) for span in spans))
    else:
        spans = [(chosen.begin, chosen.end)]
    wanted = ids.difference(*(held.of_kind[kind] for kind in WEIGHTLESS))
    return wanted - around.everywhere or wanted, spans


def _beside_quotes(chosen: Chosen, unit: Unit, quoted: Sequence[Span], cues: frozenset[int]) -> list[Span]:
    """The clauses outside the quotations that tell something of their own, not only who speaks; all, where the sentence
    itself is no report of words."""
    out = []
    words = unit.tokens[unit.inside(chosen.begin, chosen.end)]
    known = {t.ordinal for t in words}
    for t in words:
        top = t.head == t.ordinal or t.head not in known
        own = (
            t.pos in ("VERB", "AUX")
            and (top or t.dep in _TELLING)
            and t.begin not in cues
            and t.lemma.lower() not in SAYING
        )
        if own and not _in(t.begin, quoted):
            if top:
                return [(chosen.begin, chosen.end)]
            around = [(b, e) for b, e in unit.clauses if b <= t.begin < e]
            if around:
                begin, end = min(around, key=lambda span: span[1] - span[0])
                out.append((max(begin, chosen.begin), min(end, chosen.end)))
    return out


def _clauses(chosen: Chosen, unit: Unit, held: Atoms, wanted: frozenset[int]) -> list[frozenset[int]]:
    """The atoms wanted that stand in each clause of the text; who says it is no clause."""
    out = []
    saying = [t.begin for t in unit.tokens if t.pos == "VERB" and t.lemma.lower() in SAYING]
    for begin, end in unit.clauses:
        begin, end = max(begin, chosen.begin), min(end, chosen.end)
        if begin < end and not any(begin <= at < end for at in saying):
            out.append(wanted & held.within(chosen.unit, begin, end))
    return [inside for inside in out if len(inside) > 1]


def _told(unit: int, words: Sequence[Token], held: Atoms, wanted: frozenset[int]) -> frozenset[int]:
    """What a text of these words tells of those whom it names as its subjects: all but their names and what describes
    them.

    "The plant's manager, Ann Dale, apologised" tells an apology: who has manager, plant and name has nothing of it.
    """
    if not held.only(wanted, NAME):
        return wanted
    subjects = [t for t in words if t.dep in _SUBJECTS]
    if not subjects:
        return wanted
    below: dict[int, list[Token]] = {}
    for t in words:
        if t.head != t.ordinal:
            below.setdefault(t.head, []).append(t)
    described: set[int] = set()
    for subject in subjects:
        ids = frozenset([i for t in _phrase(subject, below) for i in held.of_word(unit, t)])
        if held.only(ids, NAME):
            described |= ids
    return wanted - described


def _phrase(top: Token, below: dict[int, list[Token]]) -> list[Token]:
    """A noun with what describes it, but for clauses of their own."""
    out, stack = [], [top]
    while stack:
        at = stack.pop()
        out.append(at)
        stack += [t for t in below.get(at.ordinal, ()) if t.pos not in ("VERB", "AUX") and len(out) < 60]
    return out
