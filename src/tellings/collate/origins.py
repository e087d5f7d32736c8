"""Where each telling's text ultimately comes from: agencies present or missing, releases, the outlet's own work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate import derivations as D
from tellings.collate import independence
from tellings.collate.derivations_pairs import Pair, pairs
from tellings.collate.derivations_text import Body, bodies
from tellings.records import (
    Article,
    Credit,
    Derivation,
    Evidence,
    Origin,
    OriginMember,
    Quote,
    Reason,
    Sentence,
    StatementMember,
    Telling,
)  # fmt: skip
from tellings.schema import content_id
from tellings.settings import Origins

_TEXT_CREDITS = ("sign-off", "dateline", "byline", "notice", "text")


def _same(outlet: str | None, agency: str) -> bool:
    flat = re.sub(r"[^a-z]", "", (outlet or "").lower())
    name = re.sub(r"[^a-z]", "", agency.lower())
    return bool(name) and flat in (name, f"{name}com", f"{name}news", f"{name}newscom", f"www{name}com")


def known(articles: Sequence[Article], published: Mapping[str, str | None], credits: Sequence[Credit]) -> list[D.Known]:
    """What is known about each telling beside its text, in order of article id."""
    out = []
    for article in sorted(articles, key=lambda a: a.id):
        mine = [c for c in credits if c.article == article.id and c.how in _TEXT_CREDITS]
        named = tuple(dict.fromkeys(c.agency for c in sorted(mine, key=lambda c: (c.begin, c.agency))))
        own = next((c for c in named if _same(article.source, c)), None)
        out.append(D.Known(own, named, published.get(article.id), article.source))
    return out


def _reasons(pair: Pair, child: int, bodies_: Sequence[Body]) -> Iterator[tuple[str, float, tuple[Evidence, ...]]]:
    """Why the child is held to descend from the parent, in words."""
    a, b = bodies_[pair.a], bodies_[pair.b]
    shared = pair.shares(child)
    if pair.runs:
        runs = sorted(pair.runs, key=lambda r: (-r[2], r[0]))[:3]
        spans = tuple(
            e
            for x, y, n in runs
            for e in (
                Evidence(a.article, a.words[x].begin, a.words[x + n - 1].end),
                Evidence(b.article, b.words[y].begin, b.words[y + n - 1].end),
            )
        )
        yield (
            f"{round(100 * shared.verbatim)}% of its own words stand in the other word for word",
            shared.verbatim,
            spans,
        )
    if len(pair.links) >= 3 and len(pair.links) > 1.3 * pair.by_chance:
        spans = tuple(
            e
            for i, j in pair.links[:3]
            for e in (Evidence(a.article, *a.sentences[i]), Evidence(b.article, *b.sentences[j]))
        )
        text = f"{len(pair.links)} sentences run in the same order (shuffled, about {pair.by_chance:.0f} would)"
        yield text, len(pair.links) / max(1, min(len(a.sentences), len(b.sentences))), spans


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


def collate(material: Material, settings: Origins) -> Iterator[object]:
    """All rows of the origins room for one story."""
    story, articles, credits = material.story, material.articles, material.credits
    published = {t.article: t.published for t in material.tellings}
    read = bodies(articles, published, material.sentences, material.quotes)
    facts = known(articles, published, credits)
    compared = pairs(read)
    edges, kin = D.tree(compared, read, facts, settings)
    by_pair = {(p.a, p.b): p for p in compared}
    above = {e.child: e for e in edges}

    def root(n: int) -> int:
        while n in above:
            n = above[n].parent
        return n

    for e in edges:
        child, parent = read[e.child].article, read[e.parent].article
        yield Derivation(story, child, parent, e.kind, e.confidence)
        p = by_pair[min(e.child, e.parent), max(e.child, e.parent)]
        for n, (text, weight, spans) in enumerate(_reasons(p, e.child, read)):
            yield Reason(story, child, parent, n, text, round(weight, 3), spans)
    labels: dict[int, tuple[str, str]] = {}
    for n in range(len(read)):
        if root(n) != n:
            continue
        about = facts[n]
        if about.own_agency:
            labels[n] = (about.own_agency, "agency")
        elif about.credited:
            labels[n] = (f"missing: {about.credited[0]}", "missing")
            yield Derivation(story, read[n].article, f"missing:{about.credited[0]}", "verbatim", 0.8)
        else:
            labels[n] = (f"own: {about.outlet or 'unnamed outlet'}", "own")
    for n, (label, what) in labels.items():
        mark = content_id(story, "origin", read[n].article)
        yield Origin(story, mark, label, what)
        for m in range(len(read)):
            if root(m) == n:
                yield OriginMember(story, mark, read[m].article)
    yield from independence.ranges(story, read, edges, kin, material.members)
