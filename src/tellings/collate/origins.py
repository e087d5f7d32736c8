"""Where each telling's text ultimately comes from: agencies present or missing, releases, the outlet's own work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.collate import independence
from tellings.collate.departures import compared, departures
from tellings.collate.derivations import Known, ties
from tellings.collate.derivations_errors import slips
from tellings.collate.derivations_graph import Edge, graph, root
from tellings.collate.derivations_judged import ruled, ruling
from tellings.collate.derivations_names import one_spelling
from tellings.collate.derivations_pairs import pairs
from tellings.collate.derivations_reasons import reasons, shared_text
from tellings.collate.derivations_text import Body, bodies
from tellings.collate.origins_judged import obey, one_home
from tellings.collate.origins_missing import (
    Issuer,
    documents,
    is_issuer,
    is_release,
    issuers,
    named_outlets,
    own_text,
    speaks_for_itself,
    supplies,
)
from tellings.collate.origins_sources import Absent, Sources, agencies, postings, statements
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
from tellings.text.agencies import canonical

_TEXT_CREDITS = ("sign-off", "dateline", "byline", "notice", "text")


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


def is_agency(outlet: str | None, agency: str) -> bool:
    """Whether an outlet is the agency itself: "Reuters", "reuters.com", "news.xinhuanet.com"."""
    name = re.sub(r"[^a-z0-9]", "", agency.lower())
    if not outlet or not name:
        return False
    if canonical(outlet) == agency:  # "Associated Press" is AP
        return True
    bare = outlet.lower().strip()
    if "." in bare and " " not in bare:
        return any(re.sub(r"[^a-z0-9]", "", part) in (name, f"{name}net", f"{name}news") for part in bare.split("."))
    return re.sub(r"[^a-z0-9]", "", bare.removeprefix("the ")) in (name, f"{name}news", f"{name}newsagency")


def known(
    material: Material,
    read: Sequence[Body],
    credits: Mapping[int, Sequence[Credit]],
    cites: Mapping[int, Sequence[Credit]],
    issued: Sequence[Issuer],
    settings: Origins,
) -> list[Known]:
    """What is known about each telling beside its text, in the order of the bodies."""
    published = {t.article: t.published for t in material.tellings}
    by_id = {a.id: a for a in material.articles}
    removed: dict[str, list[str]] = {}
    for f in material.furniture:
        if f.ordinal < 8:
            removed.setdefault(f.article, []).append(f.text)
    sources = [b.source for b in read]
    named = [{m for m, _, _ in named_outlets(body, sources)} for body in read]
    for issuer in issued:
        named[issuer.telling] |= {n for n in own_text(read, issuer.name) if n != issuer.telling}
    agencies = sorted({c.agency for listed in credits.values() for c in listed})
    out = []
    for n, body in enumerate(read):
        source = by_id[body.article].source
        credited = tuple(dict.fromkeys(c.agency for c in credits[n]))
        own = next((a for a in (*credited, *agencies) if is_agency(source, a)), None)
        lines = (body.text, *removed.get(body.article, ()))
        release = any(map(is_release, lines)) or is_issuer(source) or speaks_for_itself(body, settings.rests)
        release = release and own is None
        out.append(Known(own, credited, release, published.get(body.article), source, frozenset()))
    for n, about in enumerate(out):
        cited = {*about.credited, *(c.agency for c in cites[n])}
        named[n] |= {m for m, k in enumerate(out) if m != n and k.own_agency in cited and not about.own_agency}
    sites = {n: name.split()[0].lower() for n, name, _, _ in documents(read)}
    return [replace(about, names=frozenset(named[n]), posting=sites.get(n)) for n, about in enumerate(out)]


def collate(material: Material, settings: Origins) -> Iterator[object]:
    """All rows of the origins room for one story."""
    published = {t.article: t.published for t in material.tellings}
    read = one_spelling(bodies(material.articles, published, material.sentences, material.quotes))
    place = {b.article: n for n, b in enumerate(read)}
    credits: dict[int, list[Credit]] = {n: [] for n in range(len(read))}
    cites: dict[int, list[Credit]] = {n: [] for n in range(len(read))}
    for c in sorted(material.credits, key=lambda c: (c.article, c.begin, c.agency)):
        if c.article in place and c.how in _TEXT_CREDITS:
            n = place[c.article]
            (credits if c.how != "text" or supplies(read[n].text, c.begin, c.end) else cites)[n].append(c)
    issued = list(issuers(read))
    facts = known(material, read, credits, cites, issued, settings)
    judged = ruling(material.judgements, place)
    held = ruled(ties(pairs(read), read, facts, settings, slips(material.variants, place)), judged)
    by_pair = {(t.pair.a, t.pair.b): t for t in held}
    named = {n: sorted({c.agency for c in listed}) for n, listed in cites.items() if listed}
    edges = _languages(graph(held, read, settings), read, material.articles)
    found = Sources(read, facts, credits, by_pair, edges, [], named, issued, judged)
    statements(found, settings)
    agencies(found, settings)
    postings(found)
    obey(found)
    yield from _derivations(material.story, found)
    yield from _departures(material, found, settings)
    yield from _origins(material.story, found)
    yield from independence.ranges(material.story, found, material.members, settings)


def _languages(edges: Sequence[Edge], read: Sequence[Body], articles: Sequence[Article]) -> list[Edge]:
    """The same edges; text that changed its language was translated, however it was found out."""
    spoken = {a.id: a.language for a in articles}

    def translated(e: Edge) -> bool:
        one, other = (spoken[read[n].article] for n in (e.child, e.parent))
        return one is not None and other is not None and one != other

    return [replace(e, kind="translation") if e.main and translated(e) else e for e in edges]


def _derivations(story: str, found: Sources) -> Iterator[object]:
    for e in found.edges:
        child, parent = found.bodies[e.child].article, found.bodies[e.parent].article
        yield Derivation(story, child, parent, e.kind, e.confidence)
        why = list(reasons(e, found.bodies, found.known))
        if text := found.judged.said.get((min(e.child, e.parent), max(e.child, e.parent))):
            why.insert(0, (text, 1.0, ()))
        for n, (text, weight, spans) in enumerate(why):
            yield Reason(story, child, parent, n, text, round(weight, 3), spans)
    for a in sorted(found.absent, key=lambda a: (a.child, a.name)):
        child, parent = found.bodies[a.child].article, f"missing:{a.name}"
        yield Derivation(story, child, parent, a.kind, a.confidence)
        apart = "" if a.kind == "quotes-only" else "; the parent itself is not here to compare"
        yield Reason(story, child, parent, 0, f"{a.reason}{apart}", a.confidence, a.evidence)
        if a.via is not None and a.child in (a.via.child, a.via.parent):
            for n, (text, weight, spans) in enumerate(shared_text(a.via, found.bodies), start=1):
                yield Reason(story, child, parent, n, f"with that telling: {text}", round(weight, 3), spans)


def _departures(material: Material, found: Sources, settings: Origins) -> Iterator[object]:
    """What each telling dropped and added, where its parent is there and which of the two is the child is clear."""
    story = compared(found.bodies, material.members)
    parents: dict[int, list[int]] = {}
    for e in sorted(found.edges, key=lambda e: (e.child, not e.main, -e.kinship, e.parent)):
        if e.kind != "quotes-only" and e.direction >= settings.clear:
            parents.setdefault(e.child, []).append(e.parent)
    main = {(e.child, e.parent): e.kind for e in found.edges if e.main}
    for child, listed in sorted(parents.items()):
        if kind := main.get((child, listed[0])):
            yield from departures(material.story, story, child, listed, kind)


def homes(found: Sources) -> dict[int, tuple[str, str, str]]:
    """The origin of every telling: (mark, label, kind). Tellings of one mark have one origin."""
    above = {e.child: e for e in found.edges if e.main}
    absent: dict[int, Absent] = {}
    shared = Counter(a.name for a in found.absent)
    for a in sorted(found.absent, key=lambda a: (a.child, -shared[a.name], -a.confidence, a.name)):
        if a.kind != "quotes-only":
            absent.setdefault(a.child, a)
    out = {}
    for n, body in enumerate(found.bodies):
        top = root(n, above)
        about = found.known[top]
        if top in absent:
            what = absent[top]
            kind = "missing" if what.what == "agency" else "press release"
            issuer = what.name.removesuffix(" statement")
            label = f"missing: {what.name}" if kind == "missing" else f"press release: {issuer}"
            out[n] = (f"missing {what.name}", label, kind)
        elif about.own_agency:
            out[n] = (found.bodies[top].article, about.own_agency, "agency")
        elif about.release:
            out[n] = (found.bodies[top].article, f"press release: {about.outlet or 'unnamed'}", "press release")
        elif not body.words:
            out[n] = (body.article, "unknown", "unknown")
        else:
            out[n] = (found.bodies[top].article, f"own: {about.outlet or 'unnamed outlet'}", "own")
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
