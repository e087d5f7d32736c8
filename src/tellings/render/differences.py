"""Points where tellings differ, as people read them: in groups, each reading in place, its sentences one step away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tellings import views
from tellings.render import phrases
from tellings.render import quotes as q
from tellings.render import wording as w

#: Differences that stand open before the rest is folded away.
OPEN = 10
#: So many are named at the head of a story, before anything else is read.
FIRST = 4
#: Types that change what is told; the others change how it is told.
MEANING = ("contradiction", "update", "vaguer", "rounding")
#: Types that change what is told whatever its kind; passages told side by side ("other") are else only other words.
GRAVE = ("contradiction", "update")
#: Kinds without a value of their own, where passages are compared as a whole.
_PASSAGES = ("description", "other")

#: Groups in the order in which they stand: title, and what it says of a difference.
FACTS, QUOTED, TOLD, RENDERED = (
    "Different facts",
    "Quotes in other words",
    "Told in other words",
    "Spelled or translated otherwise",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Differences of one sort: those that stand open, and those that are folded away."""

    title: str
    open: tuple[views.Discrepancy, ...]
    folded: tuple[views.Discrepancy, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A reading amid the words of its sentence."""

    before: str
    pieces: tuple[phrases.Piece, ...]  # the reading itself; what parts from the other readings is set apart
    after: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that shows a reading, with every telling that has it."""

    before: str
    words: str
    after: str
    evidence: tuple[views.ReadingEvidence, ...]


def sort(d: views.Discrepancy) -> str:
    """The title of the group to which a difference belongs."""
    if d.type in MEANING and not passage(d):
        return FACTS
    if d.kind == "quote":
        return QUOTED
    return TOLD if d.type == "wording" or (d.kind in _PASSAGES and d.type != "spelling") else RENDERED


def passage(d: views.Discrepancy) -> bool:
    """Whether passages are told side by side without one fact that differs."""
    return d.kind == "other" and d.type not in GRAVE


def groups(found: Sequence[views.Discrepancy], most: int = OPEN) -> list[Group]:
    """Differences by group, in their order; the first `most` of all stand open."""
    out = []
    for title in (FACTS, TOLD, QUOTED, RENDERED):
        listed = tuple(d for d in found if sort(d) == title)
        if listed:
            out.append(Group(title, listed[:most], listed[most:]))
            most -= min(most, len(listed))
    return out


def first(found: Sequence[views.Discrepancy], most: int = FIRST) -> tuple[list[views.Discrepancy], str]:
    """The few differences that stand at the head of a story, and how many more there are, in words."""
    listed = [d for group in groups(found, len(found)) for d in group.open][:most]
    rest = len(found) - len(listed)
    return listed, f"and {rest} more" if rest else ""


def placed(d: views.Discrepancy, reading: views.Reading) -> Placed:
    """A reading with what stands around it, the words set apart in which it parts from the other readings."""
    best, before, after = q.placed(reading)
    others = [q.shown(r)[0] for r in d.readings if r is not reading and r.evidence]
    words = w.flat(best.text) if best else w.flat(reading.value)
    return Placed(before, tuple(phrases.parting(words, others)), after)


def sentences(reading: views.Reading) -> list[Sentence]:
    """The sentence in which each telling first has a reading; equal ones of several tellings are one."""
    by: dict[tuple[str, str, str], list[views.ReadingEvidence]] = {}
    for e in _first(reading):
        c = e.context
        before, after = "", ""
        if c is not None and c.begin <= e.begin and e.end <= c.end:
            before, after = c.text[: e.begin - c.begin], c.text[e.end - c.begin :]
        by.setdefault((w.inline(before), w.inline(e.text), w.inline(after)), []).append(e)
    return [Sentence(*words, tuple(listed)) for words, listed in by.items()]


def further(reading: views.Reading) -> int:
    """How many more places show a reading, in tellings that have it more than once."""
    return len(reading.evidence) - len(_first(reading))


def _first(reading: views.Reading) -> list[views.ReadingEvidence]:
    out: dict[str, views.ReadingEvidence] = {}
    for e in reading.evidence:
        if e.telling not in out or e.begin < out[e.telling].begin:
            out[e.telling] = e
    return list(out.values())
