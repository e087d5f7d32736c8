"""What each room costs an article, and how the cost of one story grows with its tellings.

    python benchmarks/rooms.py                  invented stories of three to six tellings
    python benchmarks/rooms.py FILE...          files of articles instead (JSONL, Parquet, CSV, text)
    python benchmarks/rooms.py --story 50 100   one invented story of so many tellings each; the exponent last

CPU milliseconds of each room, the best of --repeat runs; the first run, which loads the model, does not count. The last
line is the figure: articles a second that the rooms of a story do on one core, the tagger left out.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tellings.cli import BLAS_THREADS

os.environ.update(BLAS_THREADS | os.environ)  # as the command does, and before numpy is read

sys.path.insert(0, str(Path(__file__).resolve().parent))
import traditions_make
from tellings.project import CORPUS_ROOMS, STORY_ROOMS, Project
from tellings.read.intake import read_paths
from tellings.settings import Settings, Stories

#: Invented stories, and how many tellings each has.
STORIES, SIZES = 24, (3, 6)


def made(folder: Path, seed: int, least: int, most: int) -> list[Path]:
    """The tellings of one invented story, a file each."""
    tellings, pages = traditions_make.tradition(seed, least, most)
    out = []
    for n, telling in enumerate(t for t in tellings if not t.hidden):
        out.append(folder / f"{seed}_{n:03}.txt")
        out[-1].write_text(pages[telling.name], encoding="utf-8")
    return out


def costs(paths: Sequence[Path], one_story: bool) -> tuple[int, dict[str, float]]:
    """Articles, and CPU seconds of each room."""
    settings = replace(Settings(), stories=Stories(one_story=True)) if one_story else Settings()
    with Project(settings=settings) as project:
        intake = read_paths([str(path) for path in paths], None)
        project.add(intake.captures, intake.drops, intake.notes)
        out = {}
        for room in (*CORPUS_ROOMS, *STORY_ROOMS):
            began = time.process_time()
            project.run([room])
            out[room] = time.process_time() - began
        return project.engine.read("SELECT count(*) FROM articles").column(0)[0].as_py(), out


def best(paths: Sequence[Path], one_story: bool, repeat: int) -> tuple[int, dict[str, float]]:
    """Each room at its fastest."""
    runs = [costs(paths, one_story) for _ in range(repeat)]
    return runs[0][0], {room: min(run[room] for _, run in runs) for room in runs[0][1]}


def beyond(cost: dict[str, float]) -> float:
    """CPU seconds of the rooms of a story without the tagger."""
    return sum(cost[room] for room in STORY_ROOMS if room != "tagging")


def shown(articles: int, cost: dict[str, float]) -> None:
    for room, seconds in cost.items():
        print(f"{room:14}{1000 * seconds / articles:8.2f} ms an article")


def growth(folder: Path, sizes: Sequence[int], repeat: int) -> None:
    """One story of ever more tellings."""
    found = []
    for size in sizes:
        articles, cost = best(made(folder, 77, size, size), True, repeat)
        print(f"one story of {articles} tellings: {sum(cost.values()):.1f} s, without the tagger {beyond(cost):.1f} s")
        shown(articles, cost)
        found.append((articles, cost))
    (few, less), (many, more) = found[0], found[-1]
    if many > few:
        for room in STORY_ROOMS:
            print(f"{room:14} exponent {math.log(more[room] / max(less[room], 1e-3)) / math.log(many / few):5.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps({"on": "one_story", "tellings": many, "seconds": round(sum(more.values()), 1), "peak_gb": peak}))


def main() -> int:
    """Measure; 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--story", nargs="+", type=int, metavar="N")
    parser.add_argument("--repeat", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, rng = Path(name), random.Random(5)
        costs(made(folder, 1000, *SIZES), False)
        if args.story:
            growth(folder, sorted(args.story), args.repeat)
            return 0
        invented = (path for seed in range(STORIES) for path in made(folder, seed, *[rng.randint(*SIZES)] * 2))
        articles, cost = best(args.files or list(invented), False, args.repeat)
    shown(articles, cost)
    seconds = beyond(cost)
    figures = {
        "articles": articles,
        "tagger_ms": round(1000 * cost["tagging"] / articles, 2),
        "ms": round(1000 * seconds / articles, 2),
        "articles_a_second": round(articles / seconds, 1),
    }
    print(json.dumps({"on": "rooms", **figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
