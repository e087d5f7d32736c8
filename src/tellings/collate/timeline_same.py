"""Which entries of one date tell one event: one deed of one doer, or one doer at one hour."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tellings.collate.alignment_units import Unit
from tellings.collate.statements_atoms import CLOCK, DAY, FIGURE, NAME, WEIGHTLESS, WORD, Atoms
from tellings.collate.timeline_clauses import SAYING
from tellings.records import Token

#: An entry that shares so much of what it names with a larger one of its day tells the same deed.
_DEED = 0.7

#: A date of so many characters is a day.
_ONE_DAY = len("2026-03-04")

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_PARTS = frozenset(("compound", "flat", "appos"))
#: Verbs whose deed stands in another word.
_EMPTY = frozenset("be have do get take make say tell go come begin start give put set hold".split())


def _deed(unit: Unit) -> tuple[Token | None, Token | None]:
    """The verb that tells a clause's deed, and the one that holds its subject: of "police said it was due to be heard"
    the last, and the one of "was due"."""
    known = {t.ordinal for t in unit.tokens}
    verbs = [t for t in unit.tokens if t.pos in ("VERB", "AUX")]
    top = next((t for t in verbs if t.head not in known or t.head == t.ordinal), None)

    def below(over: Token, dep: str) -> Token | None:
        return next((t for t in verbs if t.dep == dep and t.head == over.ordinal), None)

    while top is not None and top.lemma.lower() in SAYING and (said := below(top, "ccomp")) is not None:
        top = said
    deed = top
    while deed is not None and (done := below(deed, "xcomp")) is not None and done.ordinal > deed.ordinal:
        deed = done
    return deed, top


def _whom(unit: Unit, at: int, held: Atoms, over: Token | None) -> frozenset[int]:
    """The names and nouns that are the subject of a verb."""
    out: set[int] = set()
    for t in unit.tokens:
        if over is not None and t.dep in _SUBJECTS and t.head == over.ordinal and t.pos != "PRON":
            parts = [t, *(p for p in unit.tokens if p.head == t.ordinal and p.dep in _PARTS)]
            out.update(i for p in parts for i in held.within(at, p.begin, p.end) if held.kind[i] in (NAME, WORD))
    return frozenset(out)


def _one_event(units: Sequence[Unit], held: Atoms) -> Callable[[int, int], bool]:
    """Whether two entries of one day have one doer, and one deed or one hour."""
    deeds: dict[int, frozenset[int]] = {}
    doers: dict[int, frozenset[int]] = {}

    def of(n: int) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        if n not in deeds:
            verb, over = _deed(units[n])
            told = verb is not None and verb.pos == "VERB" and verb.lemma.lower() not in _EMPTY
            deeds[n] = held.within(n, verb.begin, verb.end) if verb is not None and told else frozenset()
            doers[n] = _whom(units[n], n, held, over)
        return deeds[n], doers[n], held.only(held.whole(n), CLOCK)

    def same(a: int, b: int) -> bool:
        (deed, doer, hour), (other, theirs, then) = of(a), of(b)
        if not doer & theirs or (hour and then and not hour & then):
            return False
        return bool(deed & other) or bool(hour & then)

    return same


def one_deed(
    told: Sequence[list[int]], dates: Sequence[str], units: Sequence[Unit], held: Atoms
) -> list[list[int]]:  # fmt: skip
    """Entries of one date that tell one deed become one: the larger one's words are shown.

    The smaller names the deed of the larger, half of whom and what it names by name, and little that the larger does
    not hold; or both tell one day's deed of one doer.
    """
    wholes, of, same = [held.whole(n) for n in range(len(units))], held.only, _one_event(units, held)

    def joins(small: int, large: int) -> bool:
        if len(dates[small]) == _ONE_DAY and same(small, large):
            return True
        own, other = wholes[small], wholes[large]
        deed = held.does(units[large], large, (units[large].begin, units[large].end), units[small], small)
        names = of(other, NAME)
        if not deed or 2 * len(names & own) < len(names):
            return False
        if not names and not other <= own:  # "I was told on Sunday" names nobody: only the same words are the same
            return False
        if of(own, FIGURE, CLOCK) - other:
            return False
        plain = own - of(own, *WEIGHTLESS, DAY)
        return len(plain & other) + (not deed & own) >= _DEED * len(plain)

    out: list[list[int]] = []
    order = sorted(range(len(told)), key=lambda k: (-len({units[n].article for n in told[k]}), k))
    for k in order:
        found = next((g for g in out if dates[g[0]] == dates[told[k][0]] and joins(told[k][0], g[0])), None)
        if found is None:
            out.append(list(told[k]))
        else:
            found.extend(told[k])
    return out
