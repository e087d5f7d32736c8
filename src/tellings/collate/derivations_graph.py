"""From ties between every two tellings to a graph: who is whose parent, one or several.

The surest ties first, none that closes a circle: one main parent each. Then whatever of a telling its main parent
does not explain is looked for in tellings of other families: a compilation has a second parent when a fair share
of that rest stands in one telling. Last, families that are surely kin but whose direction is unclear are joined.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from tellings.collate.derivations import Tie, kind
from tellings.collate.derivations_names import respelt
from tellings.collate.derivations_text import Body
from tellings.records import Evidence
from tellings.settings import Origins

#: Names spelt otherwise than in the parent from which a rewrite came through another language: one or two are slips.
RESPELT = 3
#: One language keeps a quote word for word. Less of the quoted words in the parent, and two names respelt are enough.
REWORDED = 0.8
#: Kinship with the grandparent below which a telling does not descend from its parent: of 865 that do, none is below
#: .01 and 6 below .05 (traditions); what the two share, a compilation has from the "child" or from kin of it.
STRANGERS = 0.02
#: Told direction from which one of two names the other: times alone give less.
NAMED = 0.9
#: Share of a telling that stands in a compilation, from which it may be an excerpt of it rather than a source.
EXCERPT = 0.8
#: Tellings from which the share of copies among them says how likely one more is a copy.
MANY = 8
#: Share of a telling's words that stands in its parent, from which the parent supplies most of it.
MOST = 0.5
#: Standard errors by which too little must come through a grandparent, before a child is taken away: 1 in 10 by chance.
PROOF = 1.28


#: A reason: words, weight (0..1), places.
Said: TypeAlias = tuple[str, float, tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Edge:
    """A child and a telling that it is made from."""

    child: int
    parent: int
    kinship: float
    direction: float
    kind: str
    main: bool  # supplies most of the child's text
    tie: Tie
    said: tuple[Said, ...] = ()  # reasons beside what the two share: a credit

    @property
    def confidence(self) -> float:
        """Kinship times direction."""
        return round(self.kinship * self.direction, 3)


def edge_of(tie: Tie, child: int, bodies: Sequence[Body], main: bool) -> Edge:
    """The edge that a tie makes of one of its two as the child."""
    parent = tie.pair.a if child == tie.pair.b else tie.pair.b
    length = len(bodies[child].words) / max(1, len(bodies[parent].words))
    how = kind(tie.pair.shares(child), length) if main else "rewrite"
    reworded = bool(tie.held(child).there) and tie.pair.shares(child).quoted < REWORDED
    if how == "rewrite" and len(respelt(bodies[child], bodies[parent])) >= RESPELT - reworded:
        how = "translation"
    return Edge(child, parent, tie.kinship, round(tie.direction(child), 6), how, main, tie)


def root(n: int, above: Mapping[int, Edge]) -> int:
    """The telling at the top of a telling's line of main parents."""
    while n in above:
        n = above[n].parent
    return n


Bag = Mapping[str, float]


def _bag(body: Body) -> Bag:
    """A telling's words but the ordinary ones, each once, with its weight."""
    out: dict[str, float] = {}
    words = body.words
    for stem, sort, weight in zip(words.stem, words.kind, words.weight, strict=True):
        if sort != "stop" and weight > out.get(stem, -1.0):
            out[stem] = weight
    return out


def _fed_by(child: Bag, parent: Bag, grand: Bag, proof: float = 0.0) -> bool:
    """Whether what child and parent share comes by way of the parent's own main parent, as it would by descent.

    A descendant inherits the parent's mixture. Where the two share just what the grandparent has not, the
    "parent" is a compilation that took it from the "child". Less than usual must be so by `proof` standard errors:
    of a grandparent that has little of the parent, a rewrite keeps little or nothing by chance.
    """
    both = {k: v for k, v in parent.items() if k in child}
    total = sum(both.values()) or 1.0
    through = sum(v for k, v in both.items() if k in grand) / total
    usual = sum(v for k, v in parent.items() if k in grand) / (sum(parent.values()) or 1.0)
    error = math.sqrt(usual * (1 - usual) * sum(v * v for v in both.values())) / total
    return through >= 0.7 * usual or usual - through < proof * error


@dataclass(frozen=True, slots=True)
class _Known:
    """What the choice of parents looks at."""

    ties: Mapping[tuple[int, int], Tie]
    bodies: Sequence[Body]
    whole: Sequence[Bag]
    apart: Sequence[Bag]  # the same words, those that few tellings have weighing more
    join: float  # kinship from which two are held to be kin

    def share(self, one: int, other: int) -> float:
        """How much of one telling's words stands in the other."""
        mine, theirs = self.whole[one], self.whole[other]
        return sum(v for k, v in mine.items() if k in theirs) / (sum(mine.values()) or 1.0)


def _is_source(edge: Edge, above: Mapping[int, Edge], known: _Known) -> bool:
    """Whether a "child" is rather one of the sources of its parent, which has its own main parent elsewhere.

    What two share comes by another way than the parent's parent, which is no kin of the child. What stands whole in
    a compilation may still be an excerpt of it; a source has a rest of its own.
    """
    grand = above.get(edge.parent)
    if grand is None:
        return False
    tie = known.ties.get((min(edge.child, grand.parent), max(edge.child, grand.parent)))
    if tie is not None and tie.kinship < STRANGERS and edge.tie.told_direction(edge.child) < NAMED:
        return True
    if edge.tie.told_direction(edge.child) > 0.5:
        return False
    if _fed_by(known.apart[edge.child], known.apart[edge.parent], known.apart[grand.parent], PROOF):
        return False
    return (tie is None or tie.kinship < known.join) and known.share(edge.child, edge.parent) < EXCERPT


def _below_own(child: int, parent: int, above: Mapping[int, Edge], refused: set[tuple[int, int]]) -> bool:
    """Whether a parent, or one above it, is made from this very child: its sources are no copies of its copies."""
    line = [parent]
    while line[-1] in above:
        line.append(above[line[-1]].parent)
    return any((child, n) in refused for n in line)


def _attach(
    candidates: Sequence[tuple[float, int, int, Tie]],
    above: dict[int, Edge],
    known: _Known,
    refused: set[tuple[int, int]],
) -> None:
    """Give each child the best parent that closes no circle; candidates are (cost, child, parent, tie).

    A parent may be given its own parent only after its children. Those that turn out to be what it was made from are
    taken away again (`refused`) and find another; one in which nearly all of the parent stands becomes its parent.
    """
    ordered = sorted(candidates, key=lambda c: c[:3])
    while True:
        for _, child, parent, tie in ordered:
            if child in above or root(parent, above) == child or _below_own(child, parent, above, refused):
                continue
            grand = above.get(parent)
            if grand is None or _fed_by(known.apart[child], known.apart[parent], known.apart[grand.parent]):
                above[child] = edge_of(tie, child, known.bodies, True)
        sources = [
            edge
            for _, edge in sorted(above.items())
            if _is_source(edge, above, known) or _below_own(edge.child, edge.parent, above, refused)
        ]
        if not sources:
            return
        for edge in sources:
            refused.add((edge.child, edge.parent))
            del above[edge.child]
        for edge in sorted(sources, key=lambda e: (-round(known.share(e.parent, e.child), 6), e.child)):
            one, other = edge.parent, edge.child
            free = root(other, above) != one and not _below_own(one, other, above, refused)
            if free and known.share(one, other) >= EXCERPT:
                above[one] = edge_of(edge.tie, one, known.bodies, True)


def _originals(above: dict[int, Edge], ties: Mapping[tuple[int, int], Tie], bodies: Sequence[Body]) -> None:
    """A reprint is no likelier a source than what it reprints: its children are handed up, unless it is closer."""
    for child in sorted(above):
        while (up := above.get(above[child].parent)) is not None and up.kind == "verbatim":
            tie = ties.get((min(child, up.parent), max(child, up.parent)))
            if tie is None or up.parent == child or tie.affinity < above[child].tie.affinity - 0.06:
                break
            above[child] = edge_of(tie, child, bodies, True)


def _second(
    above: Mapping[int, Edge], ties: Mapping[tuple[int, int], Tie], bags: Sequence[Bag], settings: Origins
) -> list[Edge]:
    """Second parents: tellings of another family that hold a fair share of what the main parent does not explain."""
    out = []
    for child, main in sorted(above.items()):
        rest = {k: v for k, v in bags[child].items() if k not in bags[main.parent]}
        total = sum(rest.values())
        if total < settings.rest:
            continue
        family = root(child, above)
        found = []
        for other in range(len(bags)):
            tie = ties.get((min(child, other), max(child, other)))
            if tie is None or root(other, above) == family or tie.kinship < settings.least:
                continue
            explained = sum(v for k, v in rest.items() if k in bags[other]) / (total + settings.rest / 2)
            if explained >= settings.second and tie.told_direction(child) >= 0.25:
                found.append((-round(explained, 6), other, tie))
        if found:
            share, other, tie = min(found, key=lambda f: f[:2])
            sure = min(0.97, 0.5 + (-share - settings.second) * 3)
            kin = max(tie.kinship, round(sure, 6))
            out.append(Edge(child, other, kin, round(tie.told_direction(child), 6), "rewrite", False, tie))
    return out


def _only_house(edge: Edge, known: _Known) -> bool:
    """Whether a telling took a part from an earlier one of its own outlet, and most of it is new.

    What the two share would not make them kin if they were of two outlets.
    """
    return edge.tie.by_text < known.join and known.share(edge.child, edge.parent) < MOST


def _free(candidate: tuple[float, int, int, Tie], linked: set[tuple[int, int]]) -> bool:
    """Whether the two are not yet linked as a compilation and its second parent."""
    _, child, parent, _ = candidate
    return (min(child, parent), max(child, parent)) not in linked


def graph(ties: Sequence[Tie], bodies: Sequence[Body], settings: Origins) -> list[Edge]:
    """All edges, by child: its main parent first."""
    by_pair = {(t.pair.a, t.pair.b): t for t in ties}
    above: dict[int, Edge] = {}
    bags = [_bag(b) for b in bodies]
    # Through whom two tellings share something shows in what few have: the event's own words come by every way.
    told = Counter(stem for bag in bags for stem in bag)
    apart = [{k: v * math.log((1 + len(bags)) / told[k]) for k, v in bag.items()} for bag in bags]

    def candidates(least: float, way: float) -> list[tuple[float, int, int, Tie]]:
        out = []
        for tie in ties:
            if tie.kinship < least:
                continue
            for child, parent in ((tie.pair.a, tie.pair.b), (tie.pair.b, tie.pair.a)):
                if tie.direction(child) >= way:
                    cost = -tie.affinity - math.log(min(0.8, tie.direction(child)) + 1e-9) * settings.way
                    out.append((round(cost, 6), child, parent, tie))
        return out

    known = _Known(by_pair, bodies, bags, apart, settings.join)
    refused: set[tuple[int, int]] = set()
    _attach(candidates(settings.join, settings.oriented), above, known, refused)
    _originals(above, by_pair, bodies)
    seconds = _second(above, by_pair, bags, settings)
    linked = {(min(e.child, e.parent), max(e.child, e.parent)) for e in seconds}
    late = [c for c in candidates(settings.join, settings.against) if _free(c, linked)]
    _attach(late, above, known, refused)
    full = sum(1 for b in bodies if b.words)
    if full >= MANY:  # where most tellings are copies, one more likely is: the kinship that is asked for falls
        least = round(settings.join - settings.eased * len(above) / full, 6)
        _attach([c for c in candidates(least, settings.oriented) if _free(c, linked)], above, known, refused)
    mains = [replace(e, main=not _only_house(e, known)) for e in above.values()]
    return sorted([*mains, *seconds], key=lambda e: (e.child, not e.main, e.parent))
