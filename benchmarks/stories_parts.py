"""Group parts of the labelled sets, and all of them together, into stories: does one setting hold for any size?

    python benchmarks/stories_parts.py [SET...]

BCubed F1 (precision/recall) over articles, mean of random draws with a fixed seed: articles drawn at random, one
article of each of so many stories, all articles of so many stories, and the few stories that are most like one
another (2 to 7 articles each). Then all sets as one corpus, scored set by set.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import rows, shared
from tellings.collate.clusters import Corpus
from tellings.collate.clusters_copies import _only
from tellings.records import Dating
from tellings.settings import Stories
from tellings.stages.stories import _day, group
from tellings.text.events_dense import views
from tellings.text.events_kernels import words
from tellings.text.events_weights import weigh

SETS = ("gva", "viet_mds", "ecbplus", "basil", "meantime")
DRAWS = 24


class Set:
    """Articles with the story of each."""

    def __init__(self, given: Sequence[dict[str, Any]]) -> None:
        titles = [row.get("title") or "" for row in given]
        texts = ["\n".join(part for part in (row.get("title"), row.get("text")) if part) for row in given]
        days = [_day([Dating("", row["date"], "told", 1.0, None, None)] if row.get("date") else []) for row in given]
        languages = [row.get("lang") for row in given]
        self.corpus = Corpus(words(titles, texts), days, True, (), languages)
        self.truth = [str(row.get("story", row["id"])) for row in given]
        self.stories: dict[str, list[int]] = {}
        for place, story in enumerate(self.truth):
            self.stories.setdefault(story, []).append(place)

    def part(self, at: Sequence[int]) -> Corpus:
        """Some of the articles."""
        spoken = [self.corpus.languages[i] for i in at]
        english = 2 * sum(code == "en" for code in spoken) >= len(at)
        found = _only(self.corpus.words, np.array(at, np.int64))
        return replace(
            self.corpus, words=found, days=[self.corpus.days[i] for i in at], english=english, languages=spoken
        )

    def labels(self, at: Sequence[int]) -> list[int]:
        """The story that each of some articles is put into."""
        out = [0] * len(at)
        for number, cluster in enumerate(group(self.part(at), Stories())[0]):
            for i in cluster:
                out[i] = number
        return out

    def score(self, at: Sequence[int]) -> tuple[float, float, float]:
        """BCubed precision, recall and F1 of some articles by themselves."""
        return bcubed([self.truth[i] for i in at], self.labels(at))

    def near(self) -> dict[str, list[str]]:
        """For each story of several articles, the others, most alike first."""
        several = [story for story, at in self.stories.items() if len(at) > 1]
        everything = self.part(range(len(self.truth)))
        body, title, names = views(weigh(everything.words, everything.english))
        share = np.zeros((len(several), len(self.truth)))
        for number, story in enumerate(several):
            share[number, self.stories[story]] = 1 / len(self.stories[story])
        alike = share @ (0.5 * body + 0.2 * title + 0.3 * names) @ share.T
        np.fill_diagonal(alike, -1)
        return {story: [several[k] for k in np.argsort(-alike[n])] for n, story in enumerate(several)}


def bcubed(gold: Sequence[str], found: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    g, p, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    precision = sum(v * v / p[f] for (_, f), v in both.items()) / len(gold)
    recall = sum(v * v / g[t] for (t, _), v in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def draws(given: Set, rng: random.Random) -> Iterator[tuple[str, list[list[int]]]]:
    """What is drawn, and the draws."""
    every, listed = range(len(given.truth)), list(given.stories)
    for many in (20, 50, 200, 1000):
        if many < len(every):
            yield f"{many} articles", [sorted(rng.sample(every, many)) for _ in range(max(2, min(DRAWS, 4000 // many)))]
    for many in (8, 20, 50):
        picks = [rng.sample(listed, many) for _ in range(DRAWS)]
        yield f"one of {many} stories", [sorted(rng.choice(given.stories[s]) for s in pick) for pick in picks]
    for many in (10, 30):
        chosen = [set(rng.sample(listed, many)) for _ in range(DRAWS // 2)]
        yield f"{many} stories", [[i for i in every if given.truth[i] in some] for some in chosen]
    near = given.near()
    for many in (2, 4):
        look_alikes = []
        for story in rng.choices(list(near), k=DRAWS):
            some = [given.stories[s] for s in [story, *near[story][: many - 1]]]
            look_alikes.append(sorted(i for at in some for i in rng.sample(at, min(len(at), rng.randrange(2, 8)))))
        yield f"{many} look-alikes", look_alikes


def together(names: Sequence[str]) -> None:
    """All sets as one corpus."""
    given = [
        {**row, "id": f"{name} {row['id']}", "story": f"{name} {row['story']}"}
        for name in names
        for row in rows(shared() / "data" / "stories" / f"{name}.jsonl.gz")
    ]
    given.sort(key=lambda row: str(row["id"]))
    found = Set(given)
    labels = found.labels(range(len(given)))
    for name in names:
        at = [i for i, row in enumerate(given) if row["id"].startswith(f"{name} ")]
        precision, recall, f1 = bcubed([found.truth[i] for i in at], [labels[i] for i in at])
        print(f"all sets together {name:10} {f1:.3f} ({precision:.2f}/{recall:.2f})", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    names = parser.parse_args().sets
    for name in names:
        listed = sorted(rows(shared() / "data" / "stories" / f"{name}.jsonl.gz"), key=lambda row: str(row["id"]))
        given = Set(listed)
        for what, parts in draws(given, random.Random(5)):
            precision, recall, f1 = np.mean([given.score(at) for at in parts], axis=0)
            print(f"{name:10} {what:18} {f1:.3f} ({precision:.2f}/{recall:.2f})", flush=True)
    together(names)


if __name__ == "__main__":
    main()
