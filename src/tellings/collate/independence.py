"""How many independent origins stand behind a story, and behind each of its statements: a range with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tellings.collate.origins_sources import Sources
from tellings.records import Independence, StatementMember
from tellings.settings import Origins


class Groups:
    """Disjoint groups of numbered things, joined two by two."""

    def __init__(self) -> None:
        self._above: dict[object, object] = {}

    def top(self, n: object) -> object:
        while self._above.get(n, n) != n:
            n = self._above[n]
        return n

    def join(self, a: object, b: object) -> None:
        self._above[self.top(a)] = self.top(b)

    def count(self, nodes: Iterable[object]) -> int:
        return len({self.top(n) for n in nodes})


def _joined(found: Sources, strong: bool, settings: Origins) -> Groups:
    groups = Groups()
    for e in found.edges:
        if e.main and (not strong or e.kinship >= settings.sure):
            groups.join(e.child, e.parent)
    for a in found.absent:
        if a.kind != "quotes-only" and (not strong or a.confidence >= settings.sure * 0.9):
            groups.join(a.child, a.name)
    if not strong:
        for (a, b), tie in sorted(found.ties.items()):
            if tie.kinship >= settings.maybe:
                groups.join(a, b)
    return groups


def ranges(story: str, found: Sources, members: Sequence[StatementMember], settings: Origins) -> Iterator[Independence]:
    """The range of the story and of every statement."""
    full = [n for n, b in enumerate(found.bodies) if len(b.words) >= settings.body]
    strong, weak = _joined(found, True, settings), _joined(found, False, settings)
    yield _range(story, None, full, strong, weak)
    place = {b.article: n for n, b in enumerate(found.bodies)}
    said: dict[str, set[int]] = {}
    for m in members:
        if m.article in place:
            said.setdefault(m.statement, set()).add(place[m.article])
    for statement in sorted(said):
        yield _range(story, statement, sorted(said[statement]), strong, weak)


def _range(story: str, statement: str | None, nodes: Sequence[int], strong: Groups, weak: Groups) -> Independence:
    high, low = strong.count(nodes), weak.count(nodes)
    tellings = "1 telling" if len(nodes) == 1 else f"{len(nodes)} tellings"
    why_high = f"{tellings}; {len(nodes) - high} of them surely share another's text"
    why_low = why_high if low == high else f"{high - low} more may share another's text or source"
    return Independence(story, statement, low, high, why_low, why_high)
