"""Invented texts for the tests of copies."""

from __future__ import annotations

import random

import numpy as np
import numpy.typing as npt
import pyarrow as pa

VOCABULARY = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("ra", "lin", "tos", "ven")]
FOOTER = "Get the best of the Harbour Courier in your inbox every morning and support local reporting by joining today"


def invent(seed: int, words: int) -> str:
    """A text of made-up words that no other seed shares."""
    choose = random.Random(seed)
    return " ".join(choose.choice(VOCABULARY) + ("." if n % 12 == 11 else "") for n in range(words))


def family(articles: int) -> pa.Table:
    """Rows (id, text, source): stories told in two to twelve versions (whole, edited, cut), some with a footer, some
    alone, two outlets, and one text that so many print that its hashes go beyond a small cap."""
    choose = random.Random(7)
    texts, sources = [], []
    while len(texts) < articles - 24:
        words = invent(len(texts), choose.randint(30, 400)).split()
        for version in range(choose.choice((1, 1, 2, 3, 12))):
            own = list(words)
            if version % 3 == 1:
                own = [invent(choose.randint(0, 9999), 1) if choose.random() < 0.15 else word for word in own]
            elif version % 3 == 2:
                own = own[: max(12, len(own) // 2)]
            source = choose.choice(("harbour courier", "hill gazette", None))
            texts.append(" ".join(own) + (f" {FOOTER}" if source == "harbour courier" else ""))
            sources.append(source)
    printed = invent(99_999, 120)
    texts = texts[: articles - 24] + [f"{invent(50_000 + n, 15)} {printed}" for n in range(24)]
    sources = sources[: articles - 24] + [None] * 24
    ids = [f"row {choose.random():.12f}" for _ in texts]
    columns = {"id": ids, "text": texts, "source": sources}
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def reports(articles: int) -> list[dict[str, str]]:
    """Rows {id, text, title, date, truth}: stories told up to twelve times, reprinted with edits or written anew, each
    in words of its own beside those that all have. `truth` is the story."""
    choose = random.Random(7)
    rows: list[dict[str, str]] = []
    story = 0
    while len(rows) < articles:
        end = f"{VOCABULARY[story % 240]}{'aeiou'[story // 240 % 5]}"
        own = [word + end for word in choose.sample(VOCABULARY, 40)]
        first: list[str] = []
        for _ in range(min(choose.choice((1, 2, 3, 5, 12)), articles - len(rows))):
            words = [
                choose.choice(own if choose.random() < 0.5 else VOCABULARY) for _ in range(choose.randint(60, 160))
            ]
            if first and choose.random() < 0.5:
                words = [choose.choice(own) if choose.random() < 0.1 else word for word in first]
            first = first or words
            text = " ".join(word + ("." if n % 12 == 11 else "") for n, word in enumerate(words))
            date = f"2026-{1 + story // 84 % 12:02d}-{1 + story // 3 % 28:02d}"
            row = {"id": f"row {choose.random():.12f}", "text": text, "title": " ".join(choose.sample(own, 5))}
            rows.append({**row, "date": date, "truth": str(story)})
        story += 1
    return rows


def number_sources(names: list[str | None]) -> npt.NDArray[np.int64]:
    """Sources as numbers, in order of their names; -1 where unknown."""
    numbers = {name: i for i, name in enumerate(sorted({name for name in names if name}))}
    return np.array([numbers[name] if name else -1 for name in names], np.int64)
