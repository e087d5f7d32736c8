"""articles -> stories, tellings: the articles about one event together, each with the date the story decides on."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tellings.collate.clusters import Matrix, average_link, threshold, time_evidence
from tellings.collate.dating import decide
from tellings.engine.base import Engine
from tellings.progress import Progress
from tellings.records import Article, Copy, Dating, Feature, Story, Telling
from tellings.schema import to_rows, to_table
from tellings.settings import Settings
from tellings.settings import Stories as Own
from tellings.stages.base import Stage
from tellings.text.events import background, similarity_views

#: Background of each view where a set is too small to show its own, and the most it may be: body, title, names.
#: Medians and upper ends over the five labelled sets.
USUAL = (0.045, 0.18, 0.04)
MOST = (0.10, 0.35, 0.09)

Dates = Mapping[str, Sequence[Dating]]


def _day(dates: Sequence[Dating]) -> int | None:
    """The day an article was most likely published, as an ordinal; a crawl date says nothing."""
    told = [d for d in dates if d.how != "crawl"]
    best = max(told, key=lambda d: (d.confidence, d.value), default=None)
    try:
        return date.fromisoformat(best.value[:10]).toordinal() if best else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the articles besides their text: dates, names (word -> count) and copies."""

    dates: Dates
    names: Mapping[str, Mapping[str, int]]
    copies: Sequence[Copy]


def similarity(articles: Sequence[Article], known: Known, own: Own) -> Matrix:
    """How alike all pairs of articles are as reports of one event, above their background (n x n)."""
    english = sum(a.language == "en" for a in articles) * 2 > len(articles)
    titles, texts = [a.headline or "" for a in articles], [a.text for a in articles]
    views = similarity_views(titles, texts, [known.names.get(a.id, {}) for a in articles], english)
    out: Matrix = own.time * time_evidence([_day(known.dates[a.id]) for a in articles])
    for weight, view, usual, most in zip((own.body, own.title, own.names), views, USUAL, MOST, strict=True):
        ground = background(view, usual, most)
        out += weight * np.minimum(view - 0.5 * (ground[:, None] + ground[None, :]), own.ceiling)
    place = {article.id: i for i, article in enumerate(articles)}
    for copy in known.copies:
        if copy.label != "shared passage" and copy.a in place and copy.b in place:
            i, j = place[copy.a], place[copy.b]
            out[i, j] = out[j, i] = max(out[i, j], own.copied)
    return np.round(out, 6)


def gather(
    articles: Sequence[Article], clusters: Sequence[Sequence[int]], near: Matrix | None, dates: Dates
) -> tuple[list[Story], list[Telling]]:
    """Clusters as stories with their tellings: founder, headline of the telling nearest to all, first and last."""
    stories, tellings = [], []
    for cluster in clusters:
        members = [articles[i] for i in cluster]
        decided = decide({article.id: dates[article.id] for article in members})
        known = sorted(value for value, _ in decided.values() if value)
        founder = min(members, key=lambda m: (decided[m.id][0] or "9999", m.id))
        mean = {
            a.id: 0.0 if near is None else float(near[i, cluster].mean()) for i, a in zip(cluster, members, strict=True)
        }
        centre = max(members, key=lambda m: (bool(m.headline), mean[m.id], m.id))
        first, last = (known[0], known[-1]) if known else (None, None)
        stories.append(Story(founder.id, centre.headline, first, last, len(members)))
        tellings += [Telling(founder.id, m.id, *decided[m.id]) for m in members]
    return stories, tellings


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    """All articles at once; a story whose membership changes is done again by the story rooms."""
    began = time.perf_counter()
    articles = to_rows(engine.read('SELECT * FROM articles ORDER BY "id"'), Article)
    progress.start("stories", len(articles))
    dates: dict[str, list[Dating]] = {article.id: [] for article in articles}
    for dating in to_rows(engine.read('SELECT * FROM datings ORDER BY "article", "how", "value"'), Dating):
        dates[dating.article].append(dating)
    own = settings.stories
    near = None
    if articles:
        names: dict[str, dict[str, int]] = {}
        query = """SELECT * FROM features WHERE "kind" = 'name' ORDER BY "article", "value" """
        for feature in to_rows(engine.read(query), Feature):
            names.setdefault(feature.article, {})[feature.value] = feature.count
        copies = to_rows(engine.read('SELECT * FROM copies ORDER BY "a", "b"'), Copy)
        near = similarity(articles, Known(dates, names, copies), own)
    if near is None or own.one_story:
        clusters = [list(range(len(articles)))] if articles else []
    else:
        clusters = average_link(near, threshold(len(articles), own.small, own.rise, own.most))
    stories, tellings = gather(articles, clusters, near, dates)
    engine.delete("stories", "TRUE")
    engine.delete("tellings", "TRUE")
    engine.append("stories", to_table(sorted(stories, key=lambda s: s.id), Story))
    engine.append("tellings", to_table(sorted(tellings, key=lambda t: (t.story, t.article)), Telling))
    seconds = time.perf_counter() - began
    progress.done(f"stories: {len(articles)} articles in, {len(stories)} stories out, {seconds:.2f} s")


STAGE = Stage("stories", ("articles", "datings", "features", "copies"), ("stories", "tellings"), 2, run)
