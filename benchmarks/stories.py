"""Group the articles of a labelled set into stories, and score them.

    python benchmarks/stories.py FILE            BCubed: FILE has id, story, title, text, date, lang
    python benchmarks/stories.py FILE PAIRS      accuracy over pairs: PAIRS has a, b, same
    python benchmarks/stories.py FILE --encoder  with the encoder of the extra `multilingual`

One default setting for every set. Prints the scorer's lines last.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import rows, score
from tellings.collate.clusters import Corpus
from tellings.models.encoder import encoder
from tellings.records import Dating
from tellings.settings import Stories
from tellings.stages.stories import _day, group


def main() -> None:
    given = list(rows(sys.argv[1]))
    encoded = "--encoder" in sys.argv
    given.sort(key=lambda row: str(row["id"]))
    own = Stories()
    if len(given) < own.compile_from:
        from tellings.text.events_words import words
    else:
        from tellings.text.events_kernels import words
    titles = [row.get("title") or "" for row in given]
    texts = ["\n".join(part for part in (row.get("title"), row.get("text")) if part) for row in given]
    days = [_day([Dating("", row["date"], "told", 1.0, None, None)] if row.get("date") else []) for row in given]
    english = sum(row.get("lang") == "en" for row in given) * 2 > len(given)
    began = time.perf_counter()
    languages = [row.get("lang") for row in given]
    corpus = Corpus(words(titles, texts), days, english, (), languages)
    if encoded and (reader := encoder()):
        corpus = replace(corpus, meaning=reader.encode(texts))
    clusters, _ = group(corpus, own)
    seconds = time.perf_counter() - began
    print(f"{len(given)} articles, {len(clusters)} stories, {seconds:.1f} s", file=sys.stderr)
    found = ({"id": str(given[i]["id"]), "story": str(n)} for n, cluster in enumerate(clusters) for i in cluster)
    if len(sys.argv) > 2 and not encoded:
        score("pairs", sys.argv[2], found)
    else:
        score("stories", sys.argv[1], found)


if __name__ == "__main__":
    main()
