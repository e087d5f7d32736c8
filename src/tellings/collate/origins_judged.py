"""Judgements obeyed in a story's graph: copies become certain derivations, what is judged apart is cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tellings.collate.derivations import Tie
from tellings.collate.derivations_graph import Edge, edge_of, root
from tellings.collate.derivations_groups import Groups
from tellings.collate.derivations_text import Body
from tellings.collate.origins_sources import Absent, Sources


def obey(found: Sources) -> None:
    """Bring the graph in line with what was judged."""
    if found.judged.said:
        _force(found)
        _cut(found)


def _force(found: Sources) -> None:
    """Every judged copy is a derivation with confidence 1; the one that is nearer to the origin is the parent."""
    sure: set[int] = set()
    for a, b in found.judged.copies:
        tie = found.tie(a, b)
        if tie is None:
            continue
        above = found.above()
        linked = next((e for e in found.edges if {e.child, e.parent} == {a, b}), None)
        first = linked.child if linked else b if tie.down >= 0.5 else a
        for child in (first, a + b - first):
            parent = a + b - child
            if child not in sure and child not in _line(parent, above):
                found.edges = [e for e in found.edges if e.child != child or not (e.main or e.parent == parent)]
                found.edges.append(_certain(tie, child, found, main=True))
                sure.add(child)
                break
        else:
            if linked is None:
                found.edges.append(_certain(tie, first, found, main=False))
    found.edges.sort(key=lambda e: (e.child, not e.main, e.parent))


def _line(n: int, above: Mapping[int, Edge]) -> list[int]:
    """A telling and those above it."""
    out = [n]
    while n in above:
        n = above[n].parent
        out.append(n)
    return out


def _certain(tie: Tie, child: int, found: Sources, *, main: bool) -> Edge:
    bodies: tuple[Body, ...] = tuple(found.bodies)
    return replace(edge_of(tie, child, bodies, main), kinship=1.0, direction=1.0)


def _cut(found: Sources) -> None:
    """Of what joins two that are judged apart, the weaker goes."""
    groups = Groups()
    for members in found.judged.origin.together:
        for member in members[1:]:
            groups.join(members[0], member)
    gone: set[int] = set()
    joins: list[tuple[float, int, int, Edge | Absent]] = [
        (-e.kinship, e.child, e.parent, e) for e in found.edges if e.main
    ]
    joins += [(-a.confidence, a.child, -1 - n, a) for n, a in enumerate(found.absent) if a.kind != "quotes-only"]
    for _, child, _, what in sorted(joins, key=lambda j: j[:3]):
        other: object = what.parent if isinstance(what, Edge) else what.name
        if found.judged.forbids(groups, child, other, by_text=isinstance(what, Edge)):
            gone.add(id(what))
        else:
            groups.join(child, other)
    found.edges = [e for e in found.edges if id(e) not in gone]
    found.absent = [a for a in found.absent if id(a) not in gone]


def one_home(found: Sources, homes: dict[int, tuple[str, str, str]]) -> dict[int, tuple[str, str, str]]:
    """Homes (mark, label, kind by telling), with one home for families that are judged to have one origin."""
    above = found.above()
    out = dict(homes)
    for members in found.judged.origin.together:
        tops = {root(m, above) for m in members}
        marks = {out[m][0] for m in (*tops, *members)}
        known = ("agency", "missing", "press release", "own", "unknown")
        best = min((out[m] for m in tops), key=lambda home: (known.index(home[2]), home[0]))
        out.update({n: best for n, home in out.items() if home[0] in marks})
    return out
