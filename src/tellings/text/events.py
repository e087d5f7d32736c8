"""How alike two articles are as reports of one event.

Three views of an article, each weighted by how rare a word is (the shipped prior and the user's own articles together):
the words of title and body; the capitalised words inside sentences (names); and how much of one article's *title*
stands in the other's text. A background is taken off each: what an article shares with articles that are near it but
tell of other events. Measured on five labelled sets with one setting, see docs/rooms/stories.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from tellings.text.prior import UNKNOWN, inverse_frequency, rarity

Matrix = npt.NDArray[np.float32]

BODY_WORDS = 400  # an article's later words add length, not event: 150, 400 and 2,000 measured, 400 best
FOCUS_WORDS = 600  # where the words of another article's title are looked for
TITLE_TERMS = 12  # the rarest words of a title stand for it
LEAD_WORDS = 15  # without a title, the first words stand for it
STEM = 5  # letters of a word kept for title matching: inflected languages, cheaply
POWER = 1.5  # of the rarity: rare words count for more than in plain TF-IDF
SPARSE = 30  # a word in at most so many articles is paired directly, a commoner one by matrix product

_WORD = re.compile(r"\w+")


def _stem(word: str) -> str:
    return word if word.isdigit() else word[:STEM]


def _cosine(documents: Sequence[Counter[str]], english: bool) -> Matrix:
    """Cosine between all documents, weighted (1 + ln n) * rarity ** POWER."""
    n = len(documents)
    holding = Counter(word for document in documents for word in document)
    weight = {word: _weight(word, count, n, english) ** POWER for word, count in holding.items() if count > 1}
    norms = np.zeros(n)
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    place = {word: i for i, word in enumerate(sorted(weight))}
    for i, document in enumerate(documents):
        for word, count in document.items():
            value = (1 + math.log(count)) * (weight[word] if word in weight else _weight(word, 1, n, english) ** POWER)
            norms[i] += value * value
            if word in place:
                rows.append(i)
                columns.append(place[word])
                values.append(value)
    norms[norms == 0] = 1
    row, column = np.asarray(rows, np.int64), np.asarray(columns, np.int64)
    return _gram(row, column, np.asarray(values) / np.sqrt(norms)[row], (n, len(place)))


def _weight(word: str, holding: int, articles: int, english: bool) -> float:
    """Rarity of a word; languages without a prior have the user's own articles only."""
    if english:
        return max(0.0, inverse_frequency(word, holding, articles))
    return min(UNKNOWN, -math.log(holding / (articles + 1)))


def _gram(
    rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], values: npt.NDArray[np.float64], shape: tuple[int, int]
) -> Matrix:
    """X @ X.T of a sparse matrix given by its entries: common columns as dense blocks, rare ones pair by pair."""
    n, width = shape
    out = np.zeros((n, n), np.float32)
    if not len(rows):
        return out
    counts = np.bincount(columns, minlength=width)
    common = np.flatnonzero(counts > SPARSE)
    for start in range(0, len(common), 2048):
        block = common[start : start + 2048]
        where = np.full(width, -1)
        where[block] = np.arange(len(block))
        chosen = where[columns] >= 0
        dense = np.zeros((n, len(block)), np.float32)
        dense[rows[chosen], where[columns[chosen]]] = values[chosen]
        out += dense @ dense.T
    rare = counts[columns] <= SPARSE
    rows, columns, values = rows[rare], columns[rare], values[rare]
    order = np.lexsort((rows, columns))
    rows, columns, values = rows[order], columns[order], values[order]
    for lag in range(SPARSE):  # entries of one column lie side by side: pair each with the one `lag` further on
        m = len(rows) - lag
        if m <= 0:
            break
        same = columns[:m] == columns[lag:]
        a, b, product = rows[:m][same], rows[lag:][same], (values[:m] * values[lag:])[same]
        sums = np.bincount(a * n + b, weights=product, minlength=n * n).reshape(n, n).astype(np.float32)
        out += sums if lag == 0 else sums + sums.T
    return out


def _focus(titles: Sequence[str], texts: Sequence[str], english: bool) -> Matrix:
    """Geometric mean, both ways, of the share of one article's title (by rarity) that stands in the other's text."""
    n = len(titles)
    heads, bodies = [], []
    for title, text in zip(titles, texts, strict=True):
        words, own = _WORD.findall(text.lower()), _WORD.findall(title.lower())
        heads.append(sorted({_stem(w) for w in own or words[:LEAD_WORDS]}))
        bodies.append({_stem(w) for w in own + words[:FOCUS_WORDS]})
    holding = Counter(stem for body in bodies for stem in body)
    wanted = sorted({stem for head in heads for stem in head} & holding.keys())
    place = {stem: i for i, stem in enumerate(wanted)}
    weight = {s: _weight(s, holding[s], n, english and rarity(s) < UNKNOWN) for s in wanted}
    holds = np.zeros((n, len(wanted)), np.float32)
    asks = np.zeros((n, len(wanted)), np.float32)
    for i, (head, body) in enumerate(zip(heads, bodies, strict=True)):
        holds[i, [place[s] for s in sorted(body) if s in place]] = 1
        terms = sorted((s for s in head if s in place), key=lambda s: (-weight[s], s))[:TITLE_TERMS]
        total = sum(weight[s] for s in terms) or 1.0
        for term in terms:
            asks[i, place[term]] = weight[term] / total
    share = asks @ holds.T
    return np.sqrt(share * share.T)


def similarity_views(
    titles: Sequence[str], texts: Sequence[str], names: Sequence[Mapping[str, int]], english: bool
) -> tuple[Matrix, Matrix, Matrix]:
    """Body, title and name similarity of all pairs of articles, each in 0..1 (shape n x n).

    `names` are the capitalised words of each article with their counts (the features room's `name`).
    """
    bodies = [
        Counter(_WORD.findall(text.lower())[:BODY_WORDS] + _WORD.findall(title.lower()))
        for title, text in zip(titles, texts, strict=True)
    ]
    return _cosine(bodies, english), _focus(titles, texts, english), _cosine([Counter(n) for n in names], english)


def background(views: Matrix, usual: float, most: float, enough: int = 120) -> npt.NDArray[np.float64]:
    """What each article shares with articles of other events: its mean similarity to its 20th to 60th nearest.

    A small set has no such neighbours, so `usual` (measured over the labelled sets) stands in below `enough`
    articles; `most` keeps one story of many tellings from being taken for background.
    """
    n = len(views)
    if n < enough:
        return np.full(n, usual)
    others = views.copy()
    np.fill_diagonal(others, 0)
    first, last = min(20, n // 10), min(60, n // 3)
    nearest = -np.partition(-others, last, axis=1)[:, :last]
    nearest = -np.sort(-nearest, axis=1)
    return np.minimum(nearest[:, first:last].mean(axis=1), most)
