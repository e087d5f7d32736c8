"""How many independent origins stand behind a story, and behind each of its statements: a range with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tellings.collate.derivations_graph import root
from tellings.collate.derivations_groups import Groups
from tellings.collate.origins_missing import own_text, rests
from tellings.collate.origins_sources import Sources
from tellings.records import Independence, StatementMember
from tellings.settings import Origins

#: Fewer words are no telling of their own in the range (a page that kept only its headline).
LEAST = 40
#: A text of whose names and numbers less than this stands in any other telling is not about the story.
UNRELATED = 0.12


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


def _strong(found: Sources, settings: Origins) -> Groups:
    """Tellings joined by derivations that are sure, or that the child itself names."""
    groups = Groups()
    for e in found.edges:
        child, parent = found.known[e.child], found.known[e.parent]
        named = e.parent in child.names or (child.outlet is not None and child.outlet == parent.outlet)
        if e.main and (named or e.kinship >= settings.sure):
            groups.join(e.child, e.parent)
    for source in found.absent:
        sure = source.what == "statement" or source.confidence >= settings.sure * 0.8
        if source.kind != "quotes-only" and sure:
            groups.join(source.child, source.name)
    return groups


def _weak(found: Sources, settings: Origins) -> tuple[Groups, list[tuple[int, int, str]]]:
    """Tellings joined by whatever may join them; and what joined which two beyond the derivations."""
    groups = _strong(found, settings)
    why: list[tuple[int, int, str]] = []

    def join(a: int, b: int, text: str) -> None:
        if groups.top(a) != groups.top(b):
            groups.join(a, b)
            why.append((a, b, text))

    for e in found.edges:
        if e.main:
            join(e.child, e.parent, "probably share a text")
    for source in found.absent:
        if source.kind != "quotes-only":
            groups.join(source.child, source.name)
    for (a, b), tie in sorted(found.ties.items()):
        if tie.kinship >= settings.maybe and not _explained(found, a, b, settings):
            join(a, b, "may share a text")
    for name, (first, *others) in (*_cited(found), *_stated(found, settings)):
        for other in others:
            join(first, other, f"both have it from {name}")
    return groups, why


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


def _stated(found: Sources, settings: Origins) -> Iterator[tuple[str, list[int]]]:
    """Tellings that rest on one body's statements, and that body's own text: one primary source."""
    for name in sorted({i.name for i in found.issued if i.name}):
        telling = {i.telling for i in found.issued if i.name == name}
        resting = {n for n in telling if rests(found.bodies[n], name) >= settings.rests}
        resting |= {a.child for a in found.absent if a.name == f"{name} statement"}
        if resting:
            yield name, sorted(resting | set(own_text(found.bodies, name)))


def _cited(found: Sources) -> Iterator[tuple[str, list[int]]]:
    """Tellings that cite one absent source: what they have from it is not independent."""
    by_name: dict[str, list[int]] = {}
    for n, names in sorted(found.cites.items()):
        for name in names:
            by_name.setdefault(name, []).append(n)
    yield from ((name, listed) for name, listed in sorted(by_name.items()) if len(listed) > 1)


def ranges(story: str, found: Sources, members: Sequence[StatementMember], settings: Origins) -> Iterator[Independence]:
    """The range of the story and of every statement."""
    strong = _strong(found, settings)
    weak, why = _weak(found, settings)
    nodes = _about(found)
    yield _range(found, (story, None), nodes, (strong, weak, why))
    place = {b.article: n for n, b in enumerate(found.bodies)}
    said: dict[str, set[int]] = {}
    for m in members:
        if m.article in place:
            said.setdefault(m.statement, set()).add(place[m.article])
    for statement in sorted(said):
        yield _range(found, (story, statement), sorted(said[statement]), (strong, weak, why))


def _outlet(found: Sources, n: int) -> str:
    return found.known[n].outlet or "an unnamed outlet"


def _range(
    found: Sources,
    about: tuple[str, str | None],
    nodes: Sequence[int],
    joined: tuple[Groups, Groups, Sequence[tuple[int, int, str]]],
) -> Independence:
    """The range over some tellings, in figures and words."""
    strong, weak, why = joined
    high, low = strong.count(nodes), weak.count(nodes)
    tellings = "1 telling" if len(nodes) == 1 else f"{len(nodes)} tellings"
    told = f"{tellings}; {len(nodes) - high} surely from another's text or source" if len(nodes) > high else tellings
    mine = [w for w in why if {w[0], w[1]} & set(nodes)]
    doubts = [f"{_outlet(found, a)} and {_outlet(found, b)} {text}" for a, b, text in mine[:3]]
    because = "; ".join(doubts) or "some may share a source outside these tellings"
    return Independence(*about, low, high, told if low == high else because, told)
