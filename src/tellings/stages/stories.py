"""articles -> stories, tellings: the articles about one event together, each with the date the story decides on."""

from __future__ import annotations

import math
import re
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tellings.collate.dating import decide
from tellings.engine.base import Engine
from tellings.progress import Progress
from tellings.records import Article, Copy, Dating, Story, Telling
from tellings.schema import to_rows, to_table
from tellings.settings import Settings
from tellings.stages.base import Stage
from tellings.text.prior import inverse_frequency

_WORD = re.compile(r"\w+")
Vector = dict[str, float]


def vectors(articles: Sequence[Article]) -> list[Vector]:
    """Unit TF-IDF vectors over words; the headline counts once more, the first 400 words make the body."""
    counts = []
    for article in articles:
        words = [w for w in _WORD.findall(article.text.lower())[:400] if len(w) > 1]
        counts.append(Counter(words) + Counter(_WORD.findall((article.headline or "").lower())))
    holding = Counter(word for count in counts for word in count)
    out = []
    for count in counts:
        raw = {w: (1 + math.log(n)) * inverse_frequency(w, holding[w], len(articles)) for w, n in count.items()}
        norm = math.sqrt(sum(v * v for v in raw.values())) or 1.0
        out.append({w: v / norm for w, v in raw.items()})
    return out


def similarities(rows: Sequence[Vector], least: float) -> dict[tuple[int, int], float]:
    """Cosine of every pair that reaches `least`, by an inverted index."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    out: dict[tuple[int, int], float] = {}
    for j, row in enumerate(rows):
        sums: dict[int, float] = defaultdict(float)
        for word in sorted(row):
            for i, value in index[word]:
                sums[i] += value * row[word]
            index[word].append((j, row[word]))
        out.update({(i, j): round(s, 6) for i, s in sums.items() if s >= least})
    return out


def groups(n: int, near: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Average-link clusters: the nearest two join while their mean similarity reaches `least`."""
    members = {i: [i] for i in range(n)}
    links = dict(near)
    while links:
        (a, b), best = min(links.items(), key=lambda item: (-item[1], item[0]))
        if best < least:
            break
        size_a, size_b = len(members[a]), len(members[b])
        members[a] += members.pop(b)
        joined: dict[tuple[int, int], float] = {}
        for (i, j), value in links.items():
            if {i, j} == {a, b}:
                continue
            other = j if i in (a, b) else i if j in (a, b) else None
            if other is None:
                joined[(i, j)] = value
                continue
            share = (size_a if a in (i, j) else size_b) / (size_a + size_b)
            key = (min(a, other), max(a, other))
            joined[key] = joined.get(key, 0.0) + share * value
        links = joined
    return [sorted(m) for m in members.values()]


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    """All articles at once; a membership that changes makes the story rooms do that story again."""
    began = time.perf_counter()
    articles = to_rows(engine.read('SELECT * FROM articles ORDER BY "id"'), Article)
    datings: dict[str, list[Dating]] = {article.id: [] for article in articles}
    for dating in to_rows(engine.read('SELECT * FROM datings ORDER BY "article", "how", "value"'), Dating):
        datings[dating.article].append(dating)
    own = settings.stories
    if own.one_story:
        clusters = [list(range(len(articles)))] if articles else []
    else:
        rows = vectors(articles)
        near = similarities(rows, own.least_link)
        place = {article.id: i for i, article in enumerate(articles)}
        for copy in to_rows(engine.read('SELECT * FROM copies ORDER BY "a", "b"'), Copy):
            if copy.label != "shared passage" and copy.a in place and copy.b in place:
                i, j = sorted((place[copy.a], place[copy.b]))
                near[(i, j)] = 1.0
        clusters = groups(len(articles), near, own.threshold)
        rows.clear()
    stories, tellings = [], []
    for cluster in clusters:
        members = [articles[i] for i in cluster]
        dates = decide({article.id: datings[article.id] for article in members})
        known = sorted(value for value, _ in dates.values() if value)
        founder = min(members, key=lambda m: (dates[m.id][0] or "9999", m.id))
        centre = max(members, key=lambda m: (bool(m.headline), m.id == founder.id, m.id))
        first, last = (known[0], known[-1]) if known else (None, None)
        stories.append(Story(founder.id, centre.headline, first, last, len(members)))
        tellings += [Telling(founder.id, m.id, *dates[m.id]) for m in members]
    engine.delete("stories", "TRUE")
    engine.delete("tellings", "TRUE")
    engine.append("stories", to_table(sorted(stories, key=lambda s: s.id), Story))
    engine.append("tellings", to_table(sorted(tellings, key=lambda t: (t.story, t.article)), Telling))
    seconds = time.perf_counter() - began
    progress.done(f"stories: {len(articles)} articles in, {len(stories)} stories out, {seconds:.2f} s")


STAGE = Stage("stories", ("articles", "datings", "copies"), ("stories", "tellings"), 1, run)
