"""Who derives from whom, as a picture: an inline SVG, parents left, children right, an edge a derivation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tellings import views
from tellings.render import outline as o
from tellings.render import wording as w

NODE_WIDTH, NODE_HEIGHT, GAP_X, GAP_Y, MARGIN = 184, 38, 100, 12, 2
#: More nodes than this are no picture any more; the list beside it has all.
MOST_NODES = 80
#: Pixels for a name in a node, at 13 px; a capital takes more of them than a small letter.
NAME_WIDTH, CAPITAL, SMALL, THIN, WIDE = NODE_WIDTH - 46, 9.4, 7.9, 4.8, 13.0


@dataclass(frozen=True, slots=True)
class Box:
    """A node of the picture."""

    id: str
    x: float
    y: float
    letter: str  # "" for an absent parent
    name: str  # cut to fit
    full: str
    note: str  # the date, or that it is absent
    origin: int  # number of its origin in the story, -1 without one


@dataclass(frozen=True, slots=True)
class Edge:
    """A derivation between two nodes."""

    path: str
    label: str
    label_x: float
    label_y: float
    tip_x: float  # where the arrow ends
    tip_y: float
    strong: bool
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of the derivations, in pixels."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]


@dataclass(slots=True)
class _Graph:
    """Nodes in rows and columns."""

    layer: dict[str, int] = field(default_factory=dict)
    row: dict[str, float] = field(default_factory=dict)


def _acyclic(derivations: tuple[views.Derivation, ...], known: set[str]) -> list[views.Derivation]:
    """Derivations that can be drawn from left to right: strongest first, what closes a circle is left out."""
    kept: list[views.Derivation] = []
    parents: dict[str, set[str]] = {}

    def above(node: str, wanted: str) -> bool:
        waiting, seen = [node], set()
        while waiting:
            at = waiting.pop()
            if at == wanted:
                return True
            if at not in seen:
                seen.add(at)
                waiting += parents.get(at, ())
        return False

    order = sorted(derivations, key=lambda d: (d.kind == "quotes-only", -d.confidence, d.child, d.parent))
    for d in order:
        if d.child in known and not above(d.parent, d.child) and d.parent not in parents.get(d.child, ()):
            parents.setdefault(d.child, set()).add(d.parent)
            kept.append(d)
    return kept


def _layout(nodes: list[str], edges: list[views.Derivation]) -> _Graph:
    """Columns by the longest way from a root; rows by the tree of first parents, a parent amid its children."""
    parents: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for d in edges:
        parents.setdefault(d.child, []).append(d.parent)
        first.setdefault(d.child, d.parent)
    graph = _Graph()

    def depth(node: str) -> int:
        if node not in graph.layer:
            graph.layer[node] = 1 + max((depth(p) for p in parents.get(node, ())), default=-1)
        return graph.layer[node]

    children: dict[str, list[str]] = {}
    for node in nodes:
        depth(node)
        if node in first:
            children.setdefault(first[node], []).append(node)
    free = 0.0

    def place(node: str) -> None:
        nonlocal free
        below = children.get(node, [])
        for child in below:
            place(child)
        if below:
            graph.row[node] = (graph.row[below[0]] + graph.row[below[-1]]) / 2
        else:
            graph.row[node] = free
            free += 1

    for node in nodes:
        if node not in first:
            place(node)
    return graph


def _width(ch: str) -> float:
    """About how wide a character is in the page's sans serif."""
    if ch in "iljtfrI.,:;'|! ()-":
        return THIN
    if ord(ch) > 0x2E7F:
        return WIDE
    return CAPITAL if ch.isupper() or ch in "mwMW@&" else SMALL


def _fitting(text: str, room: float) -> int:
    """How many characters of a text fit."""
    for n, ch in enumerate(text):
        room -= _width(ch)
        if room < 0:
            return n
    return len(text)


def _cut(name: str) -> str:
    """A name, cut to what fits into a node."""
    fits = _fitting(name, NAME_WIDTH)
    return name if fits == len(name) else name[: _fitting(name, NAME_WIDTH - WIDE)].rstrip() + "…"


def picture(outline: o.Outline) -> Picture | None:
    """The derivations of a story as a drawing; None when there are none, or too many to be read."""
    story = outline.story
    edges = _acyclic(story.derivations, set(story.tellings))
    if not edges:
        return None
    drawn = {n for d in edges for n in (d.child, d.parent)}
    if len(drawn) > MOST_NODES:
        return None
    if len(drawn.union(story.tellings)) <= MOST_NODES:
        drawn.update(story.tellings)  # those that stand alone too: left out, they would read as if they were not there
    missing = list(dict.fromkeys(d.parent for d in edges if d.parent not in outline.rank))
    order = [node.id for node in o.tree(outline) if node.id in drawn]
    nodes = order + [m for m in missing if m not in order]
    # A root that others only quote from stands before those that quote it.
    graph = _layout(sorted(nodes, key=lambda n: (n not in missing, nodes.index(n))), edges)
    place = {
        n: (MARGIN + graph.layer[n] * (NODE_WIDTH + GAP_X), MARGIN + graph.row[n] * (NODE_HEIGHT + GAP_Y))
        for n in nodes
    }
    boxes = []
    for n in nodes:
        known = n in outline.rank
        full = outline.name(n) if known else w.flat(n.removeprefix(o.MISSING))
        origin = outline.origin_of.get(n)
        boxes.append(
            Box(
                id=n,
                x=place[n][0],
                y=place[n][1],
                letter=outline.letter.get(n, ""),
                name=_cut(full[:1].upper() + full[1:] if known and not outline.named(n) else full),
                full=full,
                note=outline.date(n) if known else "not among these tellings",
                origin=outline.origin_number[origin.id] if origin else -1,
            )
        )
    return Picture(
        width=max(x for x, _ in place.values()) + NODE_WIDTH + MARGIN,
        height=max(y for _, y in place.values()) + NODE_HEIGHT + MARGIN,
        boxes=tuple(boxes),
        edges=tuple(_edge(d, place, _port(d, edges, place), outline.said) for d in edges),
    )


def _port(d: views.Derivation, edges: list[views.Derivation], place: Mapping[str, tuple[float, float]]) -> float:
    """Where an edge ends, from the middle of its node: edges to one node stand apart, in their parents' order."""
    ends = sorted((place[e.parent][1], place[e.parent][0], e.parent) for e in edges if e.child == d.child)
    at = [parent for _, _, parent in ends].index(d.parent)
    return (at - (len(ends) - 1) / 2) * min(14.0, (NODE_HEIGHT - 8) / len(ends))


def _edge(
    d: views.Derivation, place: Mapping[str, tuple[float, float]], port: float, said: Callable[[str], str]
) -> Edge:
    (px, py), (cx, cy) = place[d.parent], place[d.child]
    x0, y0, x1, y1 = px + NODE_WIDTH, py + NODE_HEIGHT / 2, cx, cy + NODE_HEIGHT / 2 + port
    bend = x1 - GAP_X + 18
    path = f"M{x0:g} {y0:g}H{bend - 12:g}C{bend:g} {y0:g} {bend - 6:g} {y1:g} {bend + 10:g} {y1:g}H{x1 - 5:g}"
    because = f": {said(d.reasons[0].text)}" if d.reasons else ""
    strong = d.joined
    beside = y1 + 11 if port > 0 else y1 - 4  # under the lower of two lines that end in one node
    return Edge(path, w.kind(d), x1 - 10, beside, x1, y1 + 1, strong, f"{w.kind(d)}, {w.sureness(d)}{because}")
