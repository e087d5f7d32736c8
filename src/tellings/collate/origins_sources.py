"""Present and absent parents put together: a telling's sources beside the tellings that it is made from.

An agency sells its text to many. So a telling that credits an agency, and one that is kin to it, both descend
from the agency's text, present or missing; that one of the two was made from the other needs a reason of its own
(the same outlet, or the other's outlet named). The same holds for several tellings of one statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.derivations import Known, Tie
from tellings.collate.derivations_graph import Edge, root
from tellings.collate.derivations_judged import NO_RULING, Ruling
from tellings.collate.derivations_text import Body
from tellings.collate.origins_missing import Issuer, documents, names_it, outlet_core, own_text, rests
from tellings.records import Credit, Evidence
from tellings.settings import Origins

#: One telling's wording that another gives as the statement's words: from here both have it from the statement.
QUOTED = 0.2
#: Confidence of a credit that signs the text, rather than standing in it ("told AFP").
SIGNED = 0.9


@dataclass(frozen=True, slots=True)
class Absent:
    """A parent that is named but not among the tellings."""

    child: int
    name: str  # "AFP", "CNB statement"
    what: str  # agency | statement
    kind: str  # verbatim | rewrite | quotes-only
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...]
    via: Edge | None = None  # what it shares with the telling that names the parent


@dataclass(slots=True)
class Sources:
    """The graph while it is being settled."""

    bodies: Sequence[Body]
    known: Sequence[Known]
    credits: Mapping[int, Sequence[Credit]]
    ties: Mapping[tuple[int, int], Tie]
    edges: list[Edge]
    absent: list[Absent]
    cites: Mapping[int, Sequence[str]]  # absent sources that a telling cites without resting on them
    issued: Sequence[Issuer]
    judged: Ruling = NO_RULING

    def above(self) -> dict[int, Edge]:
        """Each child with its main edge."""
        return {e.child: e for e in self.edges if e.main}

    def tie(self, a: int, b: int) -> Tie | None:
        """The tie between two tellings, in either order."""
        return self.ties.get((min(a, b), max(a, b)))

    def drop(self, gone: set[tuple[int, int]]) -> None:
        """Take edges (child, parent) out of the graph."""
        self.edges = [e for e in self.edges if (e.child, e.parent) not in gone]


def _how(credits: Sequence[Credit]) -> tuple[str, tuple[Evidence, ...]]:
    words = {
        "sign-off": "signed",
        "dateline": "dateline",
        "byline": "byline",
        "notice": "notice",
        "text": "in its text",
    }
    first = credits[0]
    evidence = tuple(Evidence(c.article, c.begin, c.end) for c in credits[:3])
    return f"credits {first.agency} ({', '.join(dict.fromkeys(words.get(c.how, c.how) for c in credits))})", evidence


def agencies(found: Sources, settings: Origins) -> None:
    """Missing agencies: of the tellings that credit one, and of those that are kin to them without saying so."""
    for child, about in enumerate(found.known):
        if about.own_agency or not found.bodies[child].words:
            continue
        for agency in about.credited:
            owners = [n for n, k in enumerate(found.known) if k.own_agency == agency]
            above = found.above()
            line, n = [], child
            while n in above:
                n = above[n].parent
                line.append(n)
            if any(n in owners for n in line):
                continue
            ties = [t for n in owners if (t := found.tie(child, n)) is not None]
            if any(t.kinship >= settings.join / 2 for t in ties):
                continue
            if (up := above.get(child)) is not None and _rival(found, up, agency):
                continue  # an agency that reworks another's text and prints its own name
            reason, evidence = _how([c for c in found.credits[child] if c.agency == agency])
            where = {c.how for c in found.credits[child] if c.agency == agency}
            sure = 0.95 if where - {"text"} else 0.8
            found.absent.append(Absent(child, agency, "agency", "verbatim", sure, reason, evidence))
    _siblings(found, "agency")


def _shared_outlet(found: Sources, edge: Edge) -> bool:
    """Whether the child has a reason of its own to be made from that parent: one house, or it names the other's."""
    a, b = found.bodies[edge.child].source, found.bodies[edge.parent].source
    return edge.parent in found.known[edge.child].names or (a is not None and outlet_core(a) == outlet_core(b))


def _siblings(found: Sources, what: str) -> None:
    """Hand a missing parent on to kin: up to the root of the family, and down to those right below."""
    fresh = [a for a in found.absent if a.what == what]
    above = found.above()
    gone: set[tuple[int, int]] = set()
    heirs: list[tuple[Absent, int, Edge]] = []
    for source in fresh:
        for edge in sorted(found.edges, key=lambda e: (e.child, e.parent)):
            if not edge.main or source.child not in (edge.child, edge.parent) or _shared_outlet(found, edge):
                continue
            if edge.parent == source.child:
                heirs.append((source, edge.child, edge))
                gone.add((edge.child, edge.parent))
            elif not _stands_alone(found.known[top := root(edge.parent, above)]):
                gone.add((edge.child, edge.parent))
                if source.confidence >= SIGNED or sum(root(a.child, above) == top for a in fresh) > 1:
                    heirs.append((source, top, edge))
    for source, heir, edge in heirs:
        if any(a.child == heir for a in found.absent) or _stands_alone(found.known[heir]):
            continue
        reason = f"shares its text with a telling that {source.reason}"
        kind = "rewrite" if edge.kind == "rewrite" else source.kind
        sure = round(edge.kinship * source.confidence, 3)
        found.absent.append(Absent(heir, source.name, what, kind, sure, reason, source.evidence, edge))
    found.drop(gone)


def _rival(found: Sources, edge: Edge, agency: str) -> bool:
    """Whether the parent is another agency's, and the child surely descends from it all the same."""
    parent = found.known[edge.parent]
    named = {*parent.credited, *filter(None, [parent.own_agency])}
    return bool(named) and agency not in named and edge.direction >= 0.8


def _stands_alone(about: Known) -> bool:
    return about.own_agency is not None or about.release


def statements(found: Sources, settings: Origins) -> None:
    """Statements and releases that tellings rest on, where no agency stands behind them."""
    above = found.above()
    taken = {a.child for a in found.absent}
    family: dict[int, list[int]] = {}
    for n in range(len(found.bodies)):
        family.setdefault(root(n, above), []).append(n)
    for issuer in sorted(found.issued, key=lambda i: (-i.rests, i.telling, i.begin)):
        child = issuer.telling
        top = root(child, above)
        about = found.known[top]
        if not issuer.name:
            continue
        present = [n for n in own_text(found.bodies, issuer.name) if n != child]
        if present:
            _quotes(found, issuer, present[0])
            continue
        if child in taken or about.own_agency or about.release:
            continue
        kin = [m for m in range(len(found.bodies)) if m == child or _kin(found, child, m) >= settings.kin]
        kin = sorted({*kin, *family[top]})
        mates = [
            m
            for m in kin
            if m not in taken
            and not (found.known[m].own_agency or found.known[m].release)
            and rests(found.bodies[m], issuer.name) >= settings.rests
        ]
        if child not in mates or issuer.person or (len(mates) < 2 and issuer.rests < settings.rests_alone):
            continue
        credited = sum(bool(found.known[m].credited) for m in mates)
        if 2 * credited > len(mates) or found.known[child].credited:
            continue
        _release(found, issuer, mates)
        taken.update(mates)


def postings(found: Sources) -> None:
    """Postings that are quoted at length; they join nobody."""
    for child, name, begin, end in documents(found.bodies):
        if _stands_alone(found.known[child]):
            continue
        spans = (Evidence(found.bodies[child].article, begin, end),)
        found.absent.append(Absent(child, name, "document", "quotes-only", 0.6, f"quotes the {name} at length", spans))


def _quotes(found: Sources, issuer: Issuer, parent: int) -> None:
    """A telling that quotes a statement which is there itself; its descendants have the quote from it."""
    child, above = issuer.telling, found.above()
    tie = found.tie(child, parent)
    linked = any({e.child, e.parent} == {child, parent} for e in found.edges)
    if tie is None or linked or root(parent, above) == root(child, above) or found.known[child].release:
        return
    if child in above and names_it(found.bodies[above[child].parent].text, issuer.name):
        return
    found.edges.append(Edge(child, parent, 0.9, 0.95, "quotes-only", False, tie))


def _kin(found: Sources, a: int, b: int) -> float:
    """How surely two tellings have one text; what one quotes and the other says in its own voice counts here."""
    tie = found.tie(a, b)
    if tie is None:
        return 0.0
    return 1.0 if max(tie.pair.a_in_b.said, tie.pair.b_in_a.said) >= QUOTED else tie.kinship


def _release(found: Sources, issuer: Issuer, mates: Sequence[int]) -> None:
    gone = {
        (e.child, e.parent)
        for e in found.edges
        if e.child in mates and (e.parent in mates or e.kinship < SIGNED)  # the statement is named, the other is not
    }
    by_child = {e.child: e for e in found.edges if e.main}
    for m in mates:
        body = found.bodies[m]
        share = rests(body, issuer.name)
        if m == issuer.telling:
            text = f"rests on a statement by {issuer.name}, named in {round(100 * share)}% of its sentences"
            spans: tuple[Evidence, ...] = (Evidence(body.article, issuer.begin, issuer.end),)
        else:
            text = f"shares its text with a telling of the statement by {issuer.name}, and names it too"
            spans = tuple(
                Evidence(body.article, a, b) for a, b in body.sentences if names_it(body.text[a:b], issuer.name)
            )[:2]
        edge = by_child.get(m) or next((e for e in found.edges if e.parent == m and e.child in mates), None)
        sure = round(0.9 * (edge.kinship if edge else 0.8), 3)
        found.absent.append(Absent(m, f"{issuer.name} statement", "statement", "rewrite", sure, text, spans))
    found.drop(gone)
