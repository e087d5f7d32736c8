"""Present and absent parents put together: a telling's sources beside the tellings that it is made from.

What agencies supply is in origins_credited; here are the graph as it is being settled, and statements and postings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tellings.collate.derivations import Known, Tie
from tellings.collate.derivations_graph import Edge, root
from tellings.collate.derivations_judged import NO_RULING, Ruling
from tellings.collate.derivations_text import Body
from tellings.collate.origins_documents import Handed
from tellings.collate.origins_missing import Issuer, documents, names_it, own_text, rests
from tellings.collate.origins_primary import Primary
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
    what: str  # agency | house | statement | document | cited
    kind: str  # verbatim | rewrite | quotes-only
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...]
    via: Edge | None = None  # what it shares with the telling that names the parent
    other: bool = False  # a text of this agency is here, and it is another one


def issuer_of(source: Absent) -> str:
    """Who issued a missing statement."""
    return source.name.removesuffix(" statement")


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
    spoken: Mapping[int, str | None] = field(default_factory=dict)  # the language of each telling
    handed: Mapping[int, Sequence[Handed]] = field(default_factory=dict)  # sentences that hand on a document
    outlets: dict[int, list[tuple[str, int, int]]] = field(default_factory=dict)  # that a telling names, and where
    primary: Sequence[Primary] = ()  # speakers on whom tellings rest that share no text

    def above(self) -> dict[int, Edge]:
        """Each child with its main edge."""
        return {e.child: e for e in self.edges if e.main}

    def line(self, n: int) -> list[int]:
        """The tellings above a telling, nearest first."""
        above, out = self.above(), []
        while n in above:
            n = above[n].parent
            out.append(n)
        return out

    def tie(self, a: int, b: int) -> Tie | None:
        """The tie between two tellings, in either order."""
        return self.ties.get((min(a, b), max(a, b)))

    def drop(self, gone: set[tuple[int, int]]) -> None:
        """Take edges (child, parent) out of the graph."""
        self.edges = [e for e in self.edges if (e.child, e.parent) not in gone]


def stands_alone(about: Known) -> bool:
    """Whether a telling needs no parent: it is an agency's own text, or a release."""
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
        if stands_alone(found.known[child]):
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
