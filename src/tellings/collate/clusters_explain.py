"""Why two articles are, or are not, one story: in words, from the same numbers that decide it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tellings.collate.clusters import ENOUGH, MOST, USUAL, Corpus, threshold, time_ratio
from tellings.settings import Stories
from tellings.text.events_dense import grounds, views
from tellings.text.events_weights import TIMES, Weighed, weigh
from tellings.text.events_words import REST_BITS, words

NAMED = ("words in common", "title words found in the other", "names in common")
#: Words that are named in an explanation.
LISTED = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of a corpus, by place, with their titles and texts."""

    a: int
    b: int
    titles: tuple[str, str]
    texts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What decides about two articles: by view the similarity and the background, then dates, copy, sum, threshold."""

    views: tuple[float, ...]
    ground: tuple[float, ...]
    gap: int | None
    time: float
    copied: bool
    total: float
    least: float


def numbers(corpus: Corpus, own: Stories, a: int, b: int) -> tuple[Numbers, Weighed]:
    """What decides about two articles of a corpus; and the weights of its words."""
    n = len(corpus.words)
    weights = (own.body, own.title, own.names)
    if n >= own.compile_from:
        from tellings.collate.clusters_corpus import numbers as compiled

        alike, ground, found = compiled(corpus, own, a, b)
    else:
        found = weigh(corpus.words, corpus.english)
        matrices = views(found)
        alike = np.array([float(view[a, b]) for view in matrices])
        near = np.minimum(grounds(matrices, weights), MOST) if n >= ENOUGH else np.tile(USUAL, (n, 1))
        ground = 0.5 * (near[a] + near[b])
    x, y = corpus.days[a], corpus.days[b]
    gap = abs(x - y) if x is not None and y is not None else None
    ratio = time_ratio(corpus.days)
    time = own.time * float(ratio[min(gap, len(ratio) - 1)]) if gap is not None else 0.0
    copied = (a, b) in corpus.copies or (b, a) in corpus.copies
    total = time + sum(w * min(v - g, own.ceiling) for w, v, g in zip(weights, alike, ground, strict=True))
    total = max(total, own.copied) if copied else total
    least = threshold(n, own.small, own.rise, own.most)
    return Numbers(tuple(alike), tuple(ground), gap, time, copied, round(float(total), 6), least), found


def _spelled(texts: Sequence[str]) -> dict[int, str]:
    """Words of these texts by their key, as first written."""
    listed = list(dict.fromkeys(word for text in texts for word in re.findall(r"\w+", text)))
    found = words([""] * len(listed), listed)
    keys = found.keys()
    out: dict[int, str] = {}
    for k, word in enumerate(listed):
        for key in keys[found.starts[k] : found.starts[k + 1]].tolist():
            out.setdefault(key, word)
    return out


def _used(found: Weighed, article: int, names: bool = False) -> dict[int, float]:
    """Word number -> weight in one article."""
    at = slice(int(found.starts[article]), int(found.starts[article + 1]))
    times, weight = (found.names, found.name) if names else (found.count, found.body)
    values = TIMES[times[at]] * weight[found.word[at]]
    return {w: float(v) for w, v in zip(found.word[at].tolist(), values.tolist(), strict=True) if v > 0}


def _common(found: Weighed, pair: Pair, spelled: dict[int, str], names: bool) -> list[str]:
    one, other = _used(found, pair.a, names), _used(found, pair.b, names)
    shared = sorted(one.keys() & other.keys(), key=lambda w: (-one[w] * other[w], w))
    return [spelled[key] for w in shared if (key := int(found.vocabulary[w])) in spelled][:LISTED]


def _missing(found: Weighed, a: int, b: int, spelled: dict[int, str]) -> list[str]:
    """The rarest words of a's title that b does not have."""
    asked = found.ask_stem[found.ask_starts[a] : found.ask_starts[a + 1]].tolist()
    held = set(found.stems[found.stem_starts[b] : found.stem_starts[b + 1]].tolist())
    stems: dict[int, str] = {}
    for key, word in spelled.items():
        stems.setdefault(key >> REST_BITS, word)
    first = {int(s): int(v) >> REST_BITS for s, v in zip(found.stem_of[::-1], found.vocabulary[::-1], strict=True)}
    return [stems[first[s]] for s in asked if s not in held and first[s] in stems][:LISTED]


def explain(corpus: Corpus, own: Stories, pair: Pair, joined: bool) -> list[str]:
    """Lines that say why two articles are one story (`joined`) or not."""
    told, found = numbers(corpus, own, pair.a, pair.b)
    spelled = _spelled([*pair.titles, *pair.texts])
    weights = (own.body, own.title, own.names)
    lines = ["one story" if joined else "not one story"]
    for name, weight, view, ground in zip(NAMED, weights, told.views, told.ground, strict=True):
        adds = weight * min(view - ground, own.ceiling)
        lines.append(
            f"{adds:+.3f}  {name}: {view:.2f}, where articles near them that tell of other events have {ground:.2f}"
        )
    if told.gap is not None:
        lines.append(f"{told.time:+.3f}  dates {told.gap} days apart, against the gaps usual in these articles")
    if told.copied:
        lines.append(f"one has much of the other's text, which counts as {own.copied} at least")
    near = "at or above" if told.total >= told.least else "below"
    lines.append(
        f"together {told.total:.3f}, {near} the threshold of {told.least:.3f} for {len(corpus.words):,} articles"
    )
    if joined and told.total < told.least:
        lines.append(
            "they are joined through articles of the story that are near to both: stories go by mean similarity"
        )
    if not joined and told.total >= told.least:
        lines.append("but the articles of the two stories are not near enough on average")
    for what, listed in (
        ("rarest words both have", _common(found, pair, spelled, False)),
        ("names both have", _common(found, pair, spelled, True)),
        ("title words of the first that the second lacks", _missing(found, pair.a, pair.b, spelled)),
        ("title words of the second that the first lacks", _missing(found, pair.b, pair.a, spelled)),
    ):
        lines.append(f"{what}: {', '.join(listed) or 'none'}")
    return lines
