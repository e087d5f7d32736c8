"""Where each telling's text ultimately comes from: agencies present or missing, releases, the outlet's own work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.collate import independence
from tellings.collate.departures import compared, departures
from tellings.collate.derivations import ties
from tellings.collate.derivations_errors import slips
from tellings.collate.derivations_graph import Edge, graph, root
from tellings.collate.derivations_groups import Groups
from tellings.collate.derivations_judged import ruled, ruling
from tellings.collate.derivations_names import one_spelling
from tellings.collate.derivations_pairs import pairs
from tellings.collate.derivations_reasons import reasons, shared_text
from tellings.collate.derivations_text import bodies
from tellings.collate.origins_cited import cited, documents_cited, tellings_cited
from tellings.collate.origins_credited import SUPPLIES, agencies, witnesses
from tellings.collate.origins_house import houses
from tellings.collate.origins_judged import obey, one_home
from tellings.collate.origins_known import heard, known
from tellings.collate.origins_primary import primaries
from tellings.collate.origins_sources import Absent, Sources, issuer_of, postings, statements
from tellings.collate.origins_stated import statements_stated
from tellings.records import (
    Article,
    Credit,
    Derivation,
    Furniture,
    Judgement,
    Origin,
    OriginMember,
    Quote,
    Reason,
    Sentence,
    StatementMember,
    Telling,
    Variant,
)
from tellings.schema import content_id
from tellings.settings import Origins


@dataclass(frozen=True, slots=True)
class Material:
    """What is known about one story when its origins are sought."""

    story: str
    articles: Sequence[Article]
    tellings: Sequence[Telling]
    sentences: Sequence[Sentence]
    quotes: Sequence[Quote]
    credits: Sequence[Credit]
    members: Sequence[StatementMember]
    furniture: Sequence[Furniture] = ()
    variants: Sequence[Variant] = ()
    judgements: Sequence[Judgement] = ()


def collate(material: Material, settings: Origins) -> Iterator[object]:
    """All rows of the origins room for one story."""
    published = {t.article: t.published for t in material.tellings}
    read = one_spelling(bodies(material.articles, published, material.sentences, material.quotes))
    place = {b.article: n for n, b in enumerate(read)}
    compared = pairs(read)
    named = heard(material, read, compared)
    facts = known(material, named, settings)
    judged = ruling(material.judgements, place)
    held = ruled(ties(compared, read, facts, settings, slips(material.variants, place)), judged)
    by_pair = {(t.pair.a, t.pair.b): t for t in held}
    cites = {n: sorted({c.agency for c in listed}) for n, listed in named.cites.items() if listed}
    spoken = {place[a.id]: a.language for a in material.articles}
    edges = _languages(graph(held, read, settings), spoken)
    found = Sources(read, facts, named.credits, by_pair, edges, [], cites, named.issued, judged, spoken, named.handed)
    found.outlets = named.outlets
    statements(found, settings)
    agencies(found, settings)
    houses(found, material.furniture)
    postings(found)
    tellings_cited(found)
    documents_cited(found)
    statements_stated(found, material.quotes, material.members)
    cited(found, named.cites, material.members)
    obey(found)
    found.primary = primaries(read, material.quotes, material.members, compared)
    yield from _derivations(material.story, found, independence.surely(found, settings))
    yield from _departures(material, found, settings)
    yield from _origins(material.story, found)
    yield from independence.ranges(material.story, found, material.members, settings)


def _languages(edges: Sequence[Edge], spoken: Mapping[int, str | None]) -> list[Edge]:
    """The same edges; text that changed its language was translated, however it was found out."""

    def translated(e: Edge) -> bool:
        one, other = spoken[e.child], spoken[e.parent]
        return one is not None and other is not None and one != other

    return [replace(e, kind="translation") if e.main and translated(e) else e for e in edges]


#: Behind the name of an agency of which another text is among the tellings.
OTHER = ", another dispatch"


def _derivations(story: str, found: Sources, strong: Groups) -> Iterator[object]:
    above = found.above()
    for e in found.edges:
        child, parent = found.bodies[e.child].article, found.bodies[e.parent].article
        joined = e.kind != "quotes-only" and strong.top(e.child) == strong.top(e.parent)
        yield Derivation(story, child, parent, e.kind, e.confidence, joined)
        why = list(reasons(e, found.bodies, found.known, above.get(e.child)))
        if text := found.judged.said.get((min(e.child, e.parent), max(e.child, e.parent))):
            why.insert(0, (text, 1.0, ()))
        for n, (text, weight, spans) in enumerate(why):
            yield Reason(story, child, parent, n, text, round(weight, 3), spans)
    witness = {w.name: found.known[w.telling].shown for w in witnesses(found)}
    for a in sorted(found.absent, key=lambda a: (a.child, a.name)):
        child, parent = found.bodies[a.child].article, f"missing:{a.name}{OTHER if a.other else ''}"
        joined = a.kind != "quotes-only" and strong.top(a.child) == strong.top(a.name)
        yield Derivation(story, child, parent, a.kind, a.confidence, joined)
        apart = "" if a.kind == "quotes-only" else "; the parent itself is not here to compare"
        yield Reason(story, child, parent, 0, f"{a.reason}{apart}", a.confidence, a.evidence)
        if a.via is not None and a.child in (a.via.child, a.via.parent):
            for n, (text, weight, spans) in enumerate(shared_text(a.via, found.bodies), start=1):
                yield Reason(story, child, parent, n, f"with that telling: {text}", round(weight, 3), spans)
        if a.name in witness and witness[a.name] != found.known[a.child].shown:
            text = f"of the tellings of that text, {witness[a.name]} is the fullest"
            yield Reason(story, child, parent, 10, text, 0.1, ())


def _departures(material: Material, found: Sources, settings: Origins) -> Iterator[object]:
    """What each telling dropped and added, where its parent is there and which of the two is the child is clear."""
    parents: dict[int, list[int]] = {}
    for e in sorted(found.edges, key=lambda e: (e.child, not e.main, -e.kinship, e.parent)):
        one, other = found.spoken.get(e.child), found.spoken.get(e.parent)
        foreign = one is not None and other is not None and one != other  # no sentence of it stands in the other
        if e.kind != "quotes-only" and e.direction >= settings.clear and not foreign:
            parents.setdefault(e.child, []).append(e.parent)
    main = {(e.child, e.parent): e.kind for e in found.edges if e.main}
    asked = {n for child, listed in parents.items() if (child, listed[0]) in main for n in (child, *listed)}
    if not asked:
        return
    story = compared(found.bodies, material.members, material.variants, asked)
    for child, listed in sorted(parents.items()):
        if kind := main.get((child, listed[0])):
            yield from departures(material.story, story, child, listed, kind)


def homes(found: Sources) -> dict[int, tuple[str, str, str]]:
    """The origin of every telling: (mark, label, kind). Tellings of one mark have one origin; an agency is one."""
    above = found.above()
    absent: dict[int, Absent] = {}
    shared = Counter(a.name for a in found.absent)
    for a in sorted(found.absent, key=lambda a: (a.child, -shared[a.name], -a.confidence, a.name)):
        doubtful = a.what == "agency" and a.confidence < SUPPLIES  # a credit handed on by a kinship that is doubtful
        if a.kind != "quotes-only" and not doubtful:
            absent.setdefault(a.child, a)
    here = {k.own_agency for k in found.known if k.own_agency}
    out = {}
    for n, body in enumerate(found.bodies):
        top = root(n, above)
        about = found.known[top]
        agency = absent[top].name if top in absent and absent[top].what == "agency" else about.own_agency
        if agency and agency in here:
            out[n] = (f"agency {agency}", agency, "agency")
        elif agency:
            out[n] = (f"missing {agency}", f"missing: {agency}", "missing")
        elif top in absent and absent[top].what == "house":  # another house's text, of which it has more than one
            out[n] = (found.bodies[top].article, f"missing: {absent[top].name}", "missing")
        elif top in absent:
            out[n] = (f"missing {absent[top].name}", f"press release: {issuer_of(absent[top])}", "press release")
        elif about.release:
            out[n] = (found.bodies[top].article, f"press release: {about.shown}", "press release")
        elif not body.words:
            out[n] = (body.article, "unknown", "unknown")
        else:
            out[n] = (found.bodies[top].article, f"own: {about.shown}", "own")
    return out


def _origins(story: str, found: Sources) -> Iterator[object]:
    placed = one_home(found, homes(found))
    marks: dict[str, tuple[str, str]] = {}
    for mark, label, kind in placed.values():
        marks.setdefault(mark, (label, kind))
    ids = {mark: content_id(story, "origin", mark) for mark in sorted(marks)}
    for mark in sorted(marks):
        yield Origin(story, ids[mark], *marks[mark])
    for n in sorted(placed):
        yield OriginMember(story, ids[placed[n][0]], found.bodies[n].article)


__all__ = ["Edge", "Material", "collate"]
