#!/usr/bin/env python3
"""Copies in scripts without spaces between words: invented Chinese, Japanese, Thai, Khmer text with planted copies.

    copies_scripts.py [ARTICLES=1500] [SEED=7]

Each language's articles are random sentences over a small list of everyday words. A fifth are copies of another one:
words replaced, dropped or added (2 to 30 of 100), cut to its first part, every other sentence left out, or a third of
it inside a longer one. Prints recall by kind, and how many pairs were found that nobody planted.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import tellings


def _words() -> dict[str, list[str]]:
    """Language -> its words, as the file beside this one lists them."""
    out: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "copies_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            out[line[2:]] = []
        else:
            out[list(out)[-1]] += line.split()
    return out


WORDS = _words()
ENDS = {"chinese": "。", "japanese": "。", "thai": " ", "khmer": "។ "}
Article = list[list[str]]


def invent(random_: random.Random, words: list[str], sentences: int) -> Article:
    """Sentences of words; a few words come far more often than others, as in any text."""
    weights = [1 / (rank + 8) for rank in range(len(words))]
    order = words[:]
    random.Random(len(words)).shuffle(order)
    return [random_.choices(order, weights, k=random_.randint(8, 22)) for _ in range(sentences)]


def edited(random_: random.Random, article: Article, words: list[str], rate: float) -> Article:
    """Each word replaced, dropped or followed by another, at this rate."""
    out = []
    for sentence in article:
        new: list[str] = []
        for word in sentence:
            if random_.random() >= rate:
                new.append(word)
                continue
            kind = random_.random()
            if kind < 0.6:
                new.append(random_.choice(words))
            elif kind >= 0.8:
                new += [word, random_.choice(words)]
        out.append(new)
    return out


def planted(random_: random.Random, article: Article, words: list[str], kind: str) -> Article:
    """A copy of an article, of one kind."""
    name, _, level = kind.partition(" ")
    if name == "edited":
        return edited(random_, article, words, int(level) / 100)
    if name == "cut":
        return article[: max(2, len(article) * int(level) // 100)]
    if name == "abridged":
        return edited(random_, article[::2], words, 0.03)
    third = article[: max(2, len(article) // 3)]
    host = invent(random_, words, len(article) * 3 // 2)
    at = random_.randint(0, len(host))
    return host[:at] + third + host[at:]


KINDS = ("edited 2", "edited 5", "edited 10", "edited 20", "edited 30", "cut 30", "cut 50", "abridged", "embedded")


def _count(labels: list[str]) -> dict[str, int]:
    passages = labels.count("shared passage")
    return {"others": len(labels) - passages, "others sharing a passage": passages}


def measure(language: str, articles: int, seed: int) -> dict[str, object]:
    """Recall by kind for one language."""
    random_ = random.Random(seed)
    words = WORDS[language]
    made = [invent(random_, words, random_.randint(6, 30)) for _ in range(articles * 4 // 5)]
    truth: dict[frozenset[int], str] = {}
    for n, source in enumerate(random_.sample(range(len(made)), articles // 5)):
        kind = KINDS[n % len(KINDS)]
        truth[frozenset((source, len(made)))] = kind
        made.append(planted(random_, made[source], words, kind))
    texts = [ENDS[language].join("".join(sentence) for sentence in article) for article in made]
    rows = tellings.copies(texts).to_pylist()
    found = {frozenset((row["a"], row["b"])): row["label"] for row in rows}
    others = [label for pair, label in found.items() if pair not in truth]
    recall = {k: [pair in found for pair, kind in truth.items() if kind == k] for k in KINDS}
    shown = {k: round(sum(hits) / len(hits), 3) for k, hits in recall.items()}
    every = sum(pair in found for pair in truth) / len(truth)
    return {"language": language, "recall": round(every, 4), **_count(others), **shown}


if __name__ == "__main__":
    given = [int(value) for value in sys.argv[1:]]
    for name in WORDS:
        print(json.dumps(measure(name, *(given + [1500, 7][len(given) :])), ensure_ascii=False))
