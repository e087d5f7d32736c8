"""How many independent origins stand behind a story, and behind each of its statements: a range with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.derivations import Edge
from tellings.collate.derivations_text import Body
from tellings.records import Independence, StatementMember


def _groups(nodes: Sequence[int], joined: Sequence[tuple[int, int]]) -> int:
    above = {n: n for n in nodes}

    def top(n: int) -> int:
        while above[n] != n:
            n = above[n]
        return n

    for a, b in joined:
        if a in above and b in above:
            above[top(a)] = top(b)
    return len({top(n) for n in nodes})


def ranges(
    story: str,
    bodies: Sequence[Body],
    edges: Sequence[Edge],
    kin: Mapping[tuple[int, int], float],
    members: Sequence[StatementMember],
) -> Iterator[Independence]:
    """The range of the story and of every statement."""
    index = {b.article: n for n, b in enumerate(bodies)}
    full = [n for n, b in enumerate(bodies) if len(b.words) >= 40]
    strong = [(e.child, e.parent) for e in edges if e.kinship >= 0.8]
    weak = [(e.child, e.parent) for e in edges] + [p for p, k in kin.items() if k >= 0.4]
    high, low = _groups(full, strong), _groups(full, weak)
    why_high = f"{len(full)} tellings with text of their own, {len(full) - high} of them joined by strong derivations"
    why_low = f"{high - low} more would be joined by weaker signs of descent" if high > low else why_high
    yield Independence(story, None, low, high, why_low, why_high)
    said: dict[str, set[int]] = {}
    for m in members:
        if m.article in index:
            said.setdefault(m.statement, set()).add(index[m.article])
    for statement in sorted(said):
        nodes = sorted(said[statement])
        linked_high = _through(nodes, strong)
        linked_low = _through(nodes, weak)
        yield Independence(story, statement, linked_low, linked_high, why_low, why_high)


def _through(nodes: Sequence[int], joined: Sequence[tuple[int, int]]) -> int:
    """Groups among some tellings when they may be joined through others that are not among them."""
    every = sorted({*nodes, *(n for pair in joined for n in pair)})
    above = {n: n for n in every}

    def top(n: int) -> int:
        while above[n] != n:
            n = above[n]
        return n

    for a, b in joined:
        above[top(a)] = top(b)
    return len({top(n) for n in nodes})
