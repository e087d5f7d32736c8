"""What is known about each telling of a story beside its text: agency, release, outlet, whom it names and credits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tellings.collate.derivations import Known
from tellings.collate.derivations_pairs import Pair
from tellings.collate.derivations_text import Body
from tellings.collate.origins_agencies import (
    Place,
    carries_releases,
    established,
    one_name,
    own_agency,
    signed,
)
from tellings.collate.origins_cited import outlets
from tellings.collate.origins_documents import Handed, bodies_that_issue, handed, one_issuer
from tellings.collate.origins_missing import (
    Issuer,
    documents,
    is_issuer,
    is_release,
    issuers,
    own_text,
    release_issuer,
    somebody,
    speaks_for_itself,
    supplies,
)
from tellings.collate.origins_outlets import linked_outlets, named_outlets, outlet_core
from tellings.records import Article, Credit, Furniture, Telling
from tellings.settings import Origins

_TEXT_CREDITS = ("sign-off", "dateline", "byline", "notice", "text")


class Given(Protocol):
    """What the rooms before say about a story's tellings."""

    @property
    def articles(self) -> Sequence[Article]: ...
    @property
    def tellings(self) -> Sequence[Telling]: ...
    @property
    def credits(self) -> Sequence[Credit]: ...
    @property
    def furniture(self) -> Sequence[Furniture]: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """Whom the tellings of a story name as the source of what they tell."""

    bodies: Sequence[Body]
    credits: Mapping[int, Sequence[Credit]]  # agencies that supply its text
    cites: Mapping[int, Sequence[Credit]]  # agencies that it only cites
    issued: Sequence[Issuer]
    handed: Mapping[int, Sequence[Handed]]  # sentences that hand on a document
    outlets: dict[int, list[tuple[str, int, int]]]  # papers and stations that it names, and where
    signs: Mapping[int, str]  # the agency whose own text a telling of no known outlet is


def heard(material: Given, read: Sequence[Body], pairs: Sequence[Pair]) -> Heard:
    """Whom each telling names, under the story's one name for every agency."""
    published = {t.article: t.published for t in material.tellings}
    places = {a.id: Place(a.source, a.url, published.get(a.id), a.path) for a in material.articles}
    credits, cites = _credits(material, read, places)
    signs = signed(read, [places[b.article] for b in read], credits, pairs)
    issued = one_issuer(list(issuers(read)))
    by = bodies_that_issue(issued)
    documents_of = {n: list(handed(b, by)) for n, b in enumerate(read)}
    named = {n: list(outlets(b)) for n, b in enumerate(read)} if len(read) > 1 else {}
    return Heard(read, credits, cites, issued, documents_of, named, signs)


def _credits(
    material: Given, read: Sequence[Body], places: Mapping[str, Place]
) -> tuple[dict[int, list[Credit]], dict[int, list[Credit]]]:
    """What each telling credits as its source, and what it only cites, under the story's names for agencies."""
    place = {b.article: n for n, b in enumerate(read)}
    given = sorted(
        (c for c in material.credits if c.article in place and c.how in _TEXT_CREDITS),
        key=lambda c: (c.article, c.begin, c.agency),
    )
    names = one_name(given, read, [places[b.article] for b in read])
    called = sorted({c.agency for c in given if c.how == "text"})
    people = {name for name in called if any(somebody(name, b.text) for b in read)}
    credits: dict[int, list[Credit]] = {n: [] for n in range(len(read))}
    cites: dict[int, list[Credit]] = {n: [] for n in range(len(read))}
    for c in established(given, names, places, read):
        n = place[c.article]
        if c.how == "text" and c.agency in people:
            continue
        (credits if c.how != "text" or supplies(read[n].text, c.begin, c.end) else cites)[n].append(c)
    return credits, cites


def known(material: Given, heard: Heard, settings: Origins) -> list[Known]:
    """What is known about each telling beside its text, in the order of the bodies."""
    read, credits, cites, signs = heard.bodies, heard.credits, heard.cites, heard.signs
    published = {t.article: t.published for t in material.tellings}
    by_id = {a.id: a for a in material.articles}
    removed: dict[str, list[str]] = {}
    for f in material.furniture:
        if f.ordinal < 8:
            removed.setdefault(f.article, []).append(f.text)
    sources = [b.source for b in read]
    named = [{m for m, _, _ in named_outlets(body, sources)} | linked_outlets(body, sources) for body in read]
    for issuer in heard.issued:
        named[issuer.telling] |= {n for n in own_text(read, issuer.name) if n != issuer.telling}
    agencies = sorted({c.agency for listed in (*credits.values(), *cites.values()) for c in listed})
    out = []
    for n, body in enumerate(read):
        article = by_id[body.article]
        credited = tuple(dict.fromkeys(c.agency for c in credits[n]))
        carried = any(carries_releases(a) for a in credited)
        place = Place(article.source, article.url, published.get(body.article))
        own = own_agency(place, (*credited, *agencies)) or signs.get(n)
        lines = (body.text, *removed.get(body.article, ()))
        release = any(map(is_release, lines)) or is_issuer(article.source) or speaks_for_itself(body, settings.rests)
        release = (release or carried) and own is None
        outlet = outlet_core(article.source) or article.source  # "vale.example:80" is vale.example
        shown = article.source or (release_issuer(body) if release else None) or file_name(article.path)
        credited = tuple(a for a in credited if not carries_releases(a))
        about = Known(own, credited, release, place.published, outlet, frozenset())
        out.append(
            replace(
                about,
                outlet=outlet_core(article.source) or article.source,
                shown=shown,
                signed=n in signs and own == signs[n],
                handed=frozenset(h.sentence for h in heard.handed[n]),
                citing=_citing(body, cites[n], heard.outlets.get(n, ())),
            )
        )
    for n, about in enumerate(out):
        cited = {*about.credited, *(c.agency for c in cites[n])}
        named[n] |= {m for m, k in enumerate(out) if m != n and k.own_agency in cited and not about.own_agency}
    sites = {n: name.split()[0].lower() for n, name, _, _ in documents(read)}
    return [replace(about, names=frozenset(named[n]), posting=sites.get(n)) for n, about in enumerate(out)]


def _citing(body: Body, cites: Sequence[Credit], named: Sequence[tuple[str, int, int]]) -> frozenset[int]:
    """The sentences of a telling that say what another house reported: agencies that it only cites, and outlets."""
    at = [c.begin for c in cites] + [begin for _, begin, _ in named]
    return frozenset(n for n, (begin, end) in enumerate(body.sentences) if any(begin <= place < end for place in at))


def file_name(path: str) -> str:
    """The name under which a telling of no known outlet is shown: its file's, without the folders."""
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or path
