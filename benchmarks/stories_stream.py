"""A stream of articles beside one run over all of them: the same stories, or near.

    python benchmarks/stories_stream.py [SET...]

For each labelled set: BCubed F1 of one run, of a stream in order of dates, of a stream in another order (late
articles), and of two halves of which the second streams into the first; and milliseconds of CPU an article.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import rows, shared
from stories_growth import _bcubed
from tellings.collate.clusters import Corpus
from tellings.collate.clusters_live import Live
from tellings.records import Dating
from tellings.settings import Stories
from tellings.stages.stories import _day, group
from tellings.text.events_kernels import words
from tellings.text.events_words import Words

SETS = ("gva", "viet_mds", "ecbplus", "basil", "same_news_articles")


def _rows(starts: np.ndarray, values: np.ndarray, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Some rows of a column of lists."""
    parts = [values[starts[k] : starts[k + 1]] for k in kept.tolist()]
    return np.cumsum([0, *map(len, parts)]), np.concatenate([np.zeros(0, np.int64), *parts])


class Set:
    """A labelled set by its ids."""

    def __init__(self, name: str) -> None:
        given = sorted(rows(shared() / "data" / "stories" / f"{name}.jsonl.gz"), key=lambda row: str(row["id"]))
        titles = [row.get("title") or "" for row in given]
        texts = ["\n".join(part for part in (row.get("title"), row.get("text")) if part) for row in given]
        self.words = words(titles, texts)
        self.days = [
            _day([Dating("", row["date"], "told", 1.0, None, None)] if row.get("date") else []) for row in given
        ]
        self.english = sum(row.get("lang") == "en" for row in given) * 2 > len(given)
        numbers: dict[str, int] = {}
        self.truth = [numbers.setdefault(str(row.get("story", row["id"])), len(numbers)) for row in given]

    def corpus(self, at: Sequence[int]) -> Corpus:
        """Some of the articles."""
        own, kept = self.words, np.array(at, np.int64)
        found = Words(*_rows(own.starts, own.packed, kept), *_rows(own.figure_starts, own.figures, kept))
        return Corpus(found, [self.days[i] for i in at], self.english, ())

    def whole(self, at: Sequence[int]) -> list[int]:
        """The story of every article from one run."""
        clusters, _ = group(self.corpus(at), Stories())
        out = [0] * len(at)
        for cluster in clusters:
            for i in cluster:
                out[i] = cluster[0]
        return out


def stream(given: Set, order: Sequence[int], before: Sequence[int] = ()) -> tuple[list[int], list[float]]:
    """(the story of every article, by its place in the set; milliseconds of each) of articles in this order."""
    over = given.whole(before) if before else []
    live = Live(Stories(), given.english, given.corpus(before) if before else None, over)
    spent = []
    for i in order:
        began = time.process_time()
        live.place(given.corpus([i]).words, given.days[i])
        spent.append(1000 * (time.process_time() - began))
    out = [0] * len(given.truth)
    for k, i in enumerate([*before, *order]):
        out[i] = live.story[k]
    return out, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    for name in parser.parse_args().sets:
        given = Set(name)
        n = len(given.truth)
        every = list(range(n))
        dated = sorted(every, key=lambda i: (given.days[i] is None, given.days[i] or 0, i))
        mixed = random.Random(1).sample(every, n)
        found = {"one run": given.whole(every)}
        found["by date"], spent = stream(given, dated)
        found["any order"], _ = stream(given, mixed)
        found["second half"], _ = stream(given, sorted(mixed[n // 2 :]), sorted(mixed[: n // 2]))
        scores = ", ".join(f"{what} {_bcubed(given.truth, labels):.3f}" for what, labels in found.items())
        alike = _bcubed(found["one run"], found["by date"])
        print(
            f"{name:20} {scores}; by date against one run {alike:.3f}; "
            f"{sum(spent) / n:.1f} ms an article, 99 of 100 within {sorted(spent)[n * 99 // 100]:.1f}, "
            f"longest {max(spent):.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
