"""What the stories room costs as a corpus grows, beside a single pass over TF-IDF with scikit-learn.

    python benchmarks/stories_growth.py N... [--peer PYTHON]

The corpus is made: every event is a dozen sentences of the labelled sets with new words in place of rare ones and of
names, told by one to nine outlets with seven in ten of its sentences each, dated over a year. CPU time, not counting
the making. `--peer` names an interpreter that has scikit-learn; it runs on the first N.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from common import rows, shared

SETS = ("gva", "viet_mds", "ecbplus", "basil", "same_news_articles")
BATCH = 16384
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_WORD = re.compile(r"\w+")


def patterns() -> list[tuple[str, ...]]:
    """Sentences of the labelled sets as words and what stands between them; those to be replaced begin with \\0."""
    out, often = [], Counter[str]()
    texts = [
        f"{r.get('title') or ''}\n{r.get('text') or ''}"
        for s in SETS
        for r in rows(shared() / "data" / "stories" / f"{s}.jsonl.gz")
    ]
    for text in texts:
        often.update(set(_WORD.findall(text)))
    for text in texts:
        for sentence in re.split(r"(?<=[.!?\n])\s*", text):
            pieces = re.split(r"(\w+)", sentence)
            if len(pieces) > 10:
                out.append(
                    tuple(f"\0{p}" if i % 2 and often[p] <= 12 and len(p) > 2 else p for i, p in enumerate(pieces))
                )
    return out


def made(articles: int, seed: int = 1) -> Iterator[tuple[str, str, int, int]]:
    """(title, text, day, event) of so many articles."""
    rng = random.Random(seed)
    known = patterns()
    event = done = 0
    while done < articles:
        base = rng.sample(known, 14)
        event += 1
        names: dict[str, str] = {}
        day = rng.randrange(365)
        for _ in range(min(articles - done, rng.choice((1, 1, 1, 1, 2, 2, 3, 5, 9)))):
            kept = [s for i, s in enumerate(base) if i == 0 or rng.random() < 0.7]
            lines = []
            for sentence in kept:
                words = []
                for piece in sentence:
                    if piece[:1] == "\0":
                        if piece not in names:
                            name = "".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3, 3, 4))))
                            names[piece] = name.title() if piece[1:2].isupper() else name
                        piece = names[piece]
                    words.append(piece)
                lines.append("".join(words))
            done += 1
            yield " ".join(lines[0].split()[:12]), " ".join(lines), day + min(5, int(rng.expovariate(1))), event


def _bcubed(gold: list[int], found: list[int]) -> float:
    g, p, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    precision = sum(v * v / p[f] for (_, f), v in both.items()) / len(gold)
    recall = sum(v * v / g[t] for (t, _), v in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def ours(articles: int) -> str:
    """Words, weights, nearest, groups."""
    from tellings.collate.clusters import Corpus
    from tellings.collate.clusters_corpus import stories_of
    from tellings.settings import Stories
    from tellings.text.events_kernels import words
    from tellings.text.events_words import joined

    parts, days, gold, cpu, wall = [], [], [], 0.0, 0.0
    waiting: list[tuple[str, str]] = []

    def take() -> None:
        nonlocal cpu, wall
        began, clock = time.process_time(), time.perf_counter()
        parts.append(words([t for t, _ in waiting], [t for _, t in waiting]))
        cpu, wall = cpu + time.process_time() - began, wall + time.perf_counter() - clock
        waiting.clear()

    for title, text, day, event in made(articles):
        waiting.append((title, text))
        days.append(day)
        gold.append(event)
        if len(waiting) == BATCH:
            take()
    take()
    read = cpu
    began, clock = time.process_time(), time.perf_counter()
    found, _ = stories_of(Corpus(joined(parts), tuple(days), True, ()), Stories())
    cpu, wall = cpu + time.process_time() - began, wall + time.perf_counter() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return (
        f"tellings {articles:>9,} articles: {cpu:8.1f} CPU s ({read:.1f} words), {wall:8.1f} s, "
        f"{articles / cpu:7,.0f} a CPU s, {memory:.2f} GB, {len(set(found.tolist())):,} stories, "
        f"BCubed {_bcubed(gold, found.tolist()):.3f}"
    )


def peer(articles: int) -> str:
    """TF-IDF, then one pass: an article joins the nearest story seen within a week, if near enough."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    given = sorted(made(articles), key=lambda row: row[2])
    began = time.process_time()
    x = TfidfVectorizer(sublinear_tf=True, min_df=2, dtype=np.float32).fit_transform(
        f"{r[0]} {r[0]} {r[1]}" for r in given
    )
    story, day, first = np.full(len(given), -1), np.array([r[2] for r in given]), 0
    for low in range(0, len(given), 256):
        high = min(len(given), low + 256)
        while day[first] < day[low] - 7:
            first += 1
        near = (x[low:high] @ x[first:high].T).tocsr()
        for k in range(low, high):
            row = slice(near.indptr[k - low], near.indptr[k - low + 1])
            other, value = near.indices[row] + first, near.data[row]
            value = np.where(other < k, value, 0)
            best = int(np.argmax(value)) if len(value) else -1
            story[k] = story[other[best]] if best >= 0 and value[best] >= 0.3 else k
    cpu = time.process_time() - began
    score = _bcubed([r[3] for r in given], story.tolist())
    return f"scikit-learn {articles:>5,} articles: {cpu:8.1f} CPU s, {articles / cpu:7,.0f} a CPU s, BCubed {score:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--peer", help="an interpreter that has scikit-learn")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.alone:
        print(peer(args.sizes[0]))
        return
    print(ours(2000) + " (first run, compiles)")
    if args.peer:
        subprocess.run([args.peer, __file__, str(args.sizes[0]), "--alone"], check=True)
    for size in args.sizes:
        print(ours(size), flush=True)


if __name__ == "__main__":
    main()
