"""Group the articles of a labelled set into stories, and score them.

    python benchmarks/stories.py FILE            BCubed: FILE has id, story, title, text, date, lang
    python benchmarks/stories.py FILE PAIRS      accuracy over pairs: PAIRS has a, b, same

One default setting for every set. Prints the scorer's lines last.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import rows, score
from tellings.collate.clusters import average_link, threshold
from tellings.records import Article, Dating
from tellings.settings import Stories
from tellings.stages.stories import Known, similarity
from tellings.text.features import features


def main() -> None:
    given = list(rows(sys.argv[1]))
    articles, dates = [], {}
    for n, row in enumerate(sorted(given, key=lambda r: str(r["id"]))):
        text = "\n".join(part for part in (row.get("title"), row.get("text")) if part)
        key = str(row["id"])
        articles.append(
            Article(key, key, n, row.get("source"), row.get("url"), row.get("title") or None, None, None, None,
                    row.get("lang"), None, text, key, "benchmark")
        )  # fmt: skip
        day = row.get("date")
        dates[key] = [Dating(key, day, "told", 1.0, None, None)] if day else []
    own = Stories()
    began = time.perf_counter()
    names = {a.id: {value: n for kind, value, n in features(a.text) if kind == "name"} for a in articles}
    near = similarity(articles, Known(dates, names, ()), own)
    clusters = average_link(near, threshold(len(articles), own.small, own.rise, own.most))
    seconds = time.perf_counter() - began
    print(f"{len(articles)} articles, {len(clusters)} stories, {seconds:.1f} s", file=sys.stderr)
    found = ({"id": articles[i].id, "story": str(n)} for n, cluster in enumerate(clusters) for i in cluster)
    if len(sys.argv) > 2:
        score("pairs", sys.argv[2], found)
    else:
        score("stories", sys.argv[1], found)


if __name__ == "__main__":
    main()
