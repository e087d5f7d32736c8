"""Which telling descends from which: a probability for every two tellings, a direction, and one parent or several.

Two probabilities, kept apart. `kinship`: that two tellings share text by descent at all, a logistic of what they
share (derivations_pairs). `direction`: given kinship, that the one is nearer to the origin: an agency's own text,
the earlier one, the fuller one, the one that stands nearer to the rest of the family.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.derivations_pairs import Pair, Shared
from tellings.collate.derivations_text import Body
from tellings.settings import Origins


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a telling beside its text."""

    own_agency: str | None  # the agency whose own text it is, where its outlet is that agency
    credited: tuple[str, ...]  # agencies it names as the source of its text
    published: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A child and the telling it is made from."""

    child: int
    parent: int
    kinship: float
    direction: float
    kind: str

    @property
    def confidence(self) -> float:
        return round(self.kinship * self.direction, 3)


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x))))


def excess(pair: Pair, bodies: Sequence[Body]) -> float:
    """How much longer the chain of sentences is than order alone would make it, as a share of the shorter telling."""
    shorter = max(4, min(len(bodies[pair.a].sentences), len(bodies[pair.b].sentences)))
    return max(0.0, len(pair.links) - pair.by_chance) / shorter


def kinship(pair: Pair, bodies: Sequence[Body], settings: Origins) -> float:
    """Probability that the two tellings share text by descent (0..1)."""

    def more(name: str) -> float:
        return max(float(getattr(pair.a_in_b, name)), float(getattr(pair.b_in_a, name)))

    words = min(len(bodies[pair.a].words), len(bodies[pair.b].words))
    rare = math.sqrt(len(pair.rare)) / (words / 100 + 1)
    z = (
        settings.base
        + settings.verbatim * math.sqrt(more("verbatim"))
        + settings.wording * more("wording")
        + settings.names * more("names")
        + settings.numbers * more("numbers")
        + settings.alike * more("alike")
        + settings.order * excess(pair, bodies)
        + settings.rare * rare
    )
    return round(_sigmoid(z), 6)


def _mean(shared: Shared) -> float:
    return (shared.wording + shared.names + shared.numbers + shared.alike) / 4


def _day(stamp: str | None) -> str | None:
    return stamp[:10] if stamp and len(stamp) >= 10 else None


def direction(pair: Pair, known: Sequence[Known], nearness: Sequence[float]) -> float:
    """Probability that `pair.b` is the child of `pair.a`, given that they are kin."""
    a, b = known[pair.a], known[pair.b]
    z = 0.0
    if a.own_agency and not b.own_agency:
        z += 3.0 if a.own_agency in b.credited else 2.5
    elif b.own_agency and not a.own_agency:
        z -= 3.0 if b.own_agency in a.credited else 2.5
    first, second = _day(a.published), _day(b.published)
    if first and second and first != second:
        z += 1.5 if first < second else -1.5
    elif a.published and b.published and len(a.published) > 10 and len(b.published) > 10 and first == second:
        z += 1.0 if a.published < b.published else -1.0
    z += 4.0 * (_mean(pair.b_in_a) - _mean(pair.a_in_b))
    z += 3.0 * (nearness[pair.a] - nearness[pair.b])
    return round(_sigmoid(z), 6)


def kind(shared: Shared, length: float) -> str:
    """Verbatim, abridged or rewrite: by the share of the child that stands in the parent word for word."""
    if shared.verbatim >= 0.75:
        return "abridged" if length < 0.8 else "verbatim"
    if shared.verbatim >= 0.5 and length < 0.75:
        return "abridged"
    return "rewrite"


def tree(
    pairs: Sequence[Pair], bodies: Sequence[Body], known: Sequence[Known], settings: Origins
) -> tuple[list[Edge], Mapping[tuple[int, int], float]]:
    """At most one parent each: the surest edges first, none that closes a circle. And the kinship of every pair."""
    kin = {(p.a, p.b): kinship(p, bodies, settings) for p in pairs}
    near = [0.0] * len(bodies)
    for (a, b), value in kin.items():
        if value >= settings.join:
            near[a] += value
            near[b] += value
    most = max(near, default=0.0) or 1.0
    near = [n / most for n in near]
    found: list[tuple[float, int, int, Pair, float]] = []
    for p in pairs:
        k = kin[p.a, p.b]
        if k < settings.join:
            continue
        d = direction(p, known, near)
        affinity = _mean(p.a_in_b) + _mean(p.b_in_a)
        found.append((-(affinity + math.log(d + 1e-9) / 3), p.b, p.a, p, d))
        found.append((-(affinity + math.log(1 - d + 1e-9) / 3), p.a, p.b, p, 1 - d))
    parent: dict[int, int] = {}
    edges: list[Edge] = []
    for _, child, above, p, d in sorted(found, key=lambda f: (round(f[0], 6), f[1], f[2])):
        if child in parent:
            continue
        up: int | None = above
        while up is not None and up != child:
            up = parent.get(up)
        if up == child:
            continue
        parent[child] = above
        length = len(bodies[child].words) / max(1, len(bodies[above].words))
        edges.append(Edge(child, above, kin[p.a, p.b], d, kind(p.shares(child), length)))
    return sorted(edges, key=lambda e: (e.child, e.parent)), kin
