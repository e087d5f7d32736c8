"""How many independent origins stand behind a story, and behind each of its statements: a range with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tellings.collate.derivations_graph import root
from tellings.collate.origins_missing import own_text, rests
from tellings.collate.origins_sources import Sources
from tellings.records import Independence, StatementMember
from tellings.settings import Origins

#: Fewer words are no telling of their own in the range (a page that kept only its headline).
LEAST = 40
#: A text of whose names and numbers less than this stands in any other telling is not about the story.
UNRELATED = 0.12


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


def _about(found: Sources) -> list[int]:
    """Tellings with an article body about this story: not too short, and not without a name or number in common."""
    kept = [{w.stem for w in b.words if w.kind in ("name", "number")} for b in found.bodies]
    out = []
    for n, body in enumerate(found.bodies):
        others = {stem for m, stems in enumerate(kept) if m != n for stem in stems}
        alone = kept[n] and len(kept[n] & others) < UNRELATED * len(kept[n])
        if len(body.words) >= LEAST and not (alone and len(found.bodies) > 2):
            out.append(n)
    return out


def _joined(found: Sources, strong: bool, settings: Origins) -> Groups:
    groups = Groups()
    for e in found.edges:
        child, parent = found.known[e.child], found.known[e.parent]
        named = e.parent in child.names or (child.outlet is not None and child.outlet == parent.outlet)
        if e.main and (not strong or named or e.kinship >= settings.sure):
            groups.join(e.child, e.parent)
    for source in found.absent:
        if source.kind != "quotes-only" and (
            not strong or source.what == "statement" or source.confidence >= settings.sure * 0.8
        ):
            groups.join(source.child, source.name)
    if strong:
        return groups
    for (a, b), tie in sorted(found.ties.items()):
        if tie.kinship >= settings.maybe and not _explained(found, a, b, settings):
            groups.join(a, b)
    for first, *others in (*_cited(found), *_stated(found, settings)):
        for other in others:
            groups.join(first, other)
    return groups


def _agency(found: Sources, top: int) -> str | None:
    """The agency, present or missing, from which a family descends."""
    missing = next((a.name for a in found.absent if a.child == top and a.what == "agency"), None)
    return found.known[top].own_agency or missing


def _explained(found: Sources, a: int, b: int, settings: Origins) -> bool:
    """Whether a compilation, or two agencies' hearing one thing, accounts for what two tellings share."""
    above = found.above()
    one, other = (_agency(found, root(n, above)) for n in (a, b))
    if one and other and one != other:
        return True
    for e in found.edges:
        if e.main or e.kind == "quotes-only" or e.kinship < settings.sure:
            continue
        tops = {root(e.child, above), root(e.parent, above)}
        if e.child in (a, b) and {root(a, above), root(b, above)} == tops:
            return True
    return False


def _stated(found: Sources, settings: Origins) -> Iterator[list[int]]:
    """Tellings that rest on one body's statements, and that body's own text: one primary source."""
    for name in sorted({i.name for i in found.issued if i.name}):
        telling = {i.telling for i in found.issued if i.name == name}
        resting = {n for n in telling if rests(found.bodies[n], name) >= settings.rests}
        resting |= {a.child for a in found.absent if a.name == f"{name} statement"}
        if resting:
            yield sorted(resting | set(own_text(found.bodies, name)))


def _cited(found: Sources) -> Iterator[list[int]]:
    """Tellings that cite one absent source: what they have from it is not independent."""
    by_name: dict[str, list[int]] = {}
    for n, names in sorted(found.cites.items()):
        for name in names:
            by_name.setdefault(name, []).append(n)
    yield from (listed for _, listed in sorted(by_name.items()) if len(listed) > 1)


def ranges(story: str, found: Sources, members: Sequence[StatementMember], settings: Origins) -> Iterator[Independence]:
    """The range of the story and of every statement."""
    strong, weak = _joined(found, True, settings), _joined(found, False, settings)
    yield _range(story, None, _about(found), strong, weak)
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
