"""Which articles of a corpus tell of one event: average link over pairs worth looking at. Compiled; see `clusters`.

Two groups whose mean similarity reaches the threshold hold at least one pair that does, so pairs below it need not be
known beforehand: the means are exact all the same, since what is missing between two groups is worked out when they
meet (`clusters_rounds`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from tellings.collate.clusters import MOST, Corpus, archived, firm_of, numbered, threshold, time_ratio
from tellings.collate.clusters_link import FEW, STRAYS, Firm
from tellings.collate.clusters_rounds import F64, NOBODY, UNIT, Links, average_link, kept_apart, members_of
from tellings.progress import Progress, Silent
from tellings.settings import Stories
from tellings.text.events_kept import Kept
from tellings.text.events_kernels import number
from tellings.text.events_pairs import Near, index, nearest
from tellings.text.events_score import ACROSS_BODY, ACROSS_NAMES, Weights, across, agreement, score, unlike, weighty
from tellings.text.events_views import Held, cosines, focus, held, lacking, other_days, places, shared_names
from tellings.text.events_weights import F32, Weighed, weigh
from tellings.text.fingerprints import I32, I64
from tellings.text.fingerprints_kernels import inline, kernel

SAMPLE = 48  # members of a group by which it is compared with another, when all would be more than SAMPLE ** 2 pairs
MEETING = 256  # members of a story, at most, of which those nearest to an article that stands alone are found
PIECE = 8192
Spread = Callable[..., Iterable[Any]]


class Evidence(NamedTuple):
    """What bears on two articles besides their words."""

    ground: F32  # [article, view]: what is taken off
    day: I64  # -1 where unknown
    ratio: F64  # by days of gap: what it adds
    ceiling: F32  # per view
    copy_starts: I64  # copy_starts[k]:copy_starts[k + 1] are the articles that share text with k, ascending
    copy: I32
    copied: float  # least similarity of such a pair
    figures: float = 0.0  # weight of figures that agree or not
    topics: float = 0.0  # weight of titles that name different topics
    archived: float = 1.0  # as `clusters.archived`
    language: I64 = NOBODY  # by article, -1 where unknown; empty where there is one only


_score, _agreement, _unlike, _weighty, _across = (inline(part) for part in (score, agreement, unlike, weighty, across))


@inline
def _foreign(e, a, b):  # type: ignore[no-untyped-def]
    """Whether two articles are in two languages."""
    return e.language.size > 0 and e.language[a] != e.language[b] and min(e.language[a], e.language[b]) >= 0


@kernel
def score_of(h, e, a, b, views):  # type: ignore[no-untyped-def]
    """Similarity of two articles as reports of one event, above their background, in millionths."""
    cosines(h, a, b, views)
    views[1] = focus(h, a, b)
    one, other = e.ground[a], e.ground[b]
    body, title, names = (
        views[0] - 0.5 * (one[0] + other[0]),
        views[1] - 0.5 * (one[1] + other[1]),
        views[2] - 0.5 * (one[2] + other[2]),
    )
    common, shared = places(h, a, b)
    figures, topics = _agreement(shared, common), _unlike(lacking(h, a, b), lacking(h, b, a))
    if other_days(h, a, b):
        topics = 1.0
    topics *= _weighty(body, e.ceiling[0], e.archived)
    weights = Weights(h.scale[0], h.scale[1], h.scale[2], e.ceiling[0], e.figures, e.topics)
    total = _score(weights, body, title, names, figures, topics)
    if _foreign(e, a, b):
        total = _across(views[0], views[2], shared_names(h, a, b))
    if e.day[a] >= 0 and e.day[b] >= 0:
        total += e.ratio[min(abs(e.day[a] - e.day[b]), e.ratio.size - 1)]
    for x in range(e.copy_starts[a], e.copy_starts[a + 1]):
        if e.copy[x] == b:
            total = max(total, e.copied)
    return np.int64(np.round(total * UNIT))


@kernel
def _edges(h, e, near, raw, turn, least, out, values):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Pairs of the rows that `turn` names that reach `least`; how many."""
    views = np.zeros(3, np.float32)
    n = 0
    for a in turn:
        for y in range(near.shape[1]):
            b = near[a, y]
            if b < 0:
                break
            most = raw[a, y] + e.figures
            for v in range(3):
                most -= 0.5 * h.scale[v] * (e.ground[a, v] + e.ground[b, v])
            if _foreign(e, a, b):
                most = raw[a, y] * max(ACROSS_BODY[0] / h.scale[0], ACROSS_NAMES[0] / h.scale[2])
            if e.day[a] >= 0 and e.day[b] >= 0:
                most += e.ratio[min(abs(e.day[a] - e.day[b]), e.ratio.size - 1)]
            if most * UNIT >= least - 100:
                value = score_of(h, e, min(a, b), max(a, b), views)
                if value >= least:
                    out[n] = np.int64(min(a, b)) << 32 | np.int64(max(a, b))
                    values[n] = value
                    n += 1
    return n


@kernel
def _listed(h, e, pairs, values):  # type: ignore[no-untyped-def]
    views = np.zeros(3, np.float32)
    for x in range(pairs.size):
        values[x] = score_of(h, e, pairs[x] >> 32, pairs[x] & 0xFFFFFFFF, views)


@kernel
def _blocks(h, e, starts, members, a, b, sums):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Sums of the similarities between the members of groups a[x] and b[x]."""
    views = np.zeros(3, np.float32)
    for x in range(a.size):
        na, nb = starts[a[x] + 1] - starts[a[x]], starts[b[x] + 1] - starts[b[x]]
        ma, mb = na, nb
        if na * nb > SAMPLE * SAMPLE:
            ma, mb = min(na, SAMPLE), min(nb, SAMPLE)
        total = 0
        for i in range(ma):
            p = members[starts[a[x]] + i * na // ma]
            for j in range(mb):
                q = members[starts[b[x]] + j * nb // mb]
                total += score_of(h, e, min(p, q), max(p, q), views)
        sums[x] = total if ma * mb == na * nb else np.int64(np.round(total / (ma * mb) * (na * nb)))


def links(h: Held, e: Evidence, near: Near, least: int, spread: Spread = map) -> Links:
    """Pairs of articles that reach `least` (millionths): near ones, and those that share text."""
    n = len(h.starts) - 1

    turn = np.argsort(e.day, kind="stable")  # articles of one time share what they are compared with

    def piece(low: int) -> tuple[I64, I64]:
        own = turn[low : low + PIECE]
        room = len(own) * near.article.shape[1]
        out, values = np.empty(room, np.int64), np.empty(room, np.int64)
        many = _edges(h, e, near.article, near.raw, own, least, out, values)
        return out[:many].copy(), values[:many].copy()

    found = list(spread(piece, range(0, n, PIECE)))
    owner = np.repeat(np.arange(n, dtype=np.int64), np.diff(e.copy_starts))
    told = (owner << 32 | e.copy)[owner < e.copy]
    values = np.empty(len(told), np.int64)
    _listed(h, e, told, values)
    pairs = np.concatenate([p for p, _ in found] + [told[values >= least]])
    sums = np.concatenate([v for _, v in found] + [values[values >= least]])
    pairs, first = np.unique(pairs, return_index=True)
    return Links(pairs, sums[first])


@kernel
def _few(h, e, starts, members, a, story, out):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Mean similarity of article a[x] to the FEW of a story's articles that are nearest to it."""
    views = np.zeros(3, np.float32)
    for x in range(a.size):
        many = starts[story[x] + 1] - starts[story[x]]
        some = min(many, MEETING)
        best = np.full(FEW, -(2**62), np.int64)
        for i in range(some):
            b = members[starts[story[x]] + i * many // some]
            value = score_of(h, e, min(a[x], b), max(a[x], b), views)
            for y in range(FEW):
                if value > best[y]:
                    value, best[y] = best[y], value
        total = 0
        for y in range(min(some, FEW)):
            total += best[y]
        out[x] = total // min(some, FEW)


def strays(h: Held, e: Evidence, found: Links, label: I64, least: int, apart: I64 = NOBODY) -> I64:
    """The groups (`label`) with what stands alone joined to the story that a few of whose articles are near it
    (`clusters_link.strays`): where `found` has a pair of the two that is as near."""
    n = len(label)
    size = np.bincount(label, minlength=n)
    near = found.pair[found.sum >= STRAYS * least]
    a, b = np.r_[near >> 32, near & 0xFFFFFFFF], np.r_[near & 0xFFFFFFFF, near >> 32]
    meets = (size[label[a]] == 1) & (size[label[b]] > 1)
    met = np.unique(a[meets] << 32 | label[b[meets]])
    article, story, values = met >> 32, met & 0xFFFFFFFF, np.empty(len(met), np.int64)
    _few(h, e, *members_of(label, n), article, story, values)
    order = np.lexsort((story, article, -values))
    never = {pair for one, other in zip((apart >> 32).tolist(), (apart & 0xFFFFFFFF).tolist(), strict=True)
             for pair in ((one, other), (other, one))}  # fmt: skip
    out, done = label.copy(), set[int]()
    for x in order[values[order] >= STRAYS * least].tolist():
        k, into = int(article[x]), int(story[x])
        if k not in done and not any(one == k and out[other] == into for one, other in never):
            out[k] = into
            done.add(k)
    lowest = np.full(n, n, np.int64)
    np.minimum.at(lowest, out, np.arange(n))
    return lowest[out]


class Bar(NamedTuple):
    """The least mean similarity (millionths) of two groups that become one, and what else they must share."""

    least: int
    firm: Firm


def group(h: Held, e: Evidence, near: Near, bar: Bar, spread: Spread = map, apart: I64 = NOBODY) -> I64:
    """The group of every article, named by its lowest member; pairs in `apart` (a << 32 | b) in two groups."""
    workers: Sequence[int] = [*range(8)]

    def blocks(starts: I64, members: I64, a: I64, b: I64) -> I64:
        cuts = np.linspace(0, len(a), len(workers) + 1).astype(np.int64)
        sums = np.empty(len(a), np.int64)

        def some(k: int) -> None:
            low, high = cuts[k], cuts[k + 1]
            _blocks(h, e, starts, members, a[low:high], b[low:high], sums[low:high])

        list(spread(some, workers))
        return sums

    found = links(h, e, near, bar.least, spread)
    if len(apart):
        free = ~np.isin(found.pair, apart)  # what is not known is worked out, and there `NEVER` comes in
        found = Links(found.pair[free], found.sum[free])
    label = average_link(found, bar.least, kept_apart(blocks, apart) if len(apart) else blocks, e.day, bar.firm)
    return strays(h, e, found, label, bar.least, apart)


def evidence(corpus: Corpus, ground: F32, own: Stories) -> Evidence:
    """What bears on the articles of a corpus besides their words."""
    n = len(corpus.words)
    pairs = np.array(corpus.copies, np.int64).reshape(-1, 2)
    a, b = np.r_[pairs[:, 0], pairs[:, 1]], np.r_[pairs[:, 1], pairs[:, 0]]
    order = np.lexsort((b, a))
    starts = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(a, minlength=n), out=starts[1:])
    return Evidence(
        np.minimum(ground, np.array(MOST, np.float32)),
        np.array([-1 if day is None else day for day in corpus.days], np.int64),
        own.time * time_ratio(corpus.days),
        np.full(3, own.ceiling, np.float32),
        starts,
        b[order].astype(np.int32),
        own.copied,
        own.figures,
        own.topics,
        archived(n),
        numbered(corpus.languages),
    )


def _counted(spread: Spread, progress: Progress) -> Spread:
    """The same, telling how many articles are done wherever the work is pieces of so many articles."""

    def counted(function: Callable[[int], object], pieces: Sequence[int]) -> Iterator[object]:
        for done in spread(function, pieces):
            if isinstance(pieces, range):
                progress.advance(pieces.step)
            yield done

    return counted


def stories_of(
    corpus: Corpus,
    own: Stories,
    judged: Sequence[tuple[int, int]] = (),
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> tuple[I64, F64]:
    """(the story of every article, named by its lowest member; how near each article is to others of its story).

    `judged`: places of articles, the lower first, that are judged to be of two stories. `kept`: where what was found is
    kept until all is done.
    """
    from concurrent.futures import ThreadPoolExecutor

    n, progress = len(corpus.words), progress or Silent()
    progress.start("stories: words", n)
    found = weigh(corpus.words, corpus.english, number(corpus.words), numbered(corpus.languages))
    h = held(found, (own.body, own.title, own.names))
    days = np.array([-1 if day is None else day for day in corpus.days], np.int64)
    turn = np.argsort(days, kind="stable")
    x = index(h, found.holding, turn)
    least = round(threshold(n, own.small, own.rise, own.most) * UNIT)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        spread = _counted(pool.map, progress)
        progress.start("stories: the nearest of each", n)
        near = nearest(h, x, turn, spread, kept)
        progress.start("stories: groups", n)
        apart = np.array([a << 32 | b for a, b in judged], np.int64)
        bar = Bar(least, firm_of(own, n))
        label = group(h, evidence(corpus, near.ground, own), near, bar, spread, apart)
    centre = np.zeros(n)
    for y in range(near.article.shape[1]):
        other = near.article[:, y]
        centre += np.where((other >= 0) & (label[other] == label), near.raw[:, y], 0)
    return label, centre


def numbers(corpus: Corpus, own: Stories, pairs: I64) -> tuple[F64, F64, Weighed, F64]:
    """(views of the first pair, their background, weights of all words, similarity of every pair), to explain it.

    `pairs` are places of two articles, a < b, as a << 32 | b.
    """
    found = weigh(corpus.words, corpus.english, number(corpus.words), numbered(corpus.languages))
    h = held(found, (own.body, own.title, own.names))
    days = np.array([-1 if day is None else day for day in corpus.days], np.int64)
    turn = np.argsort(days, kind="stable")
    near = nearest(h, index(h, found.holding, turn), turn)
    told, views = evidence(corpus, near.ground, own), np.zeros(3, np.float32)
    a, b = int(pairs[0]) >> 32, int(pairs[0]) & 0xFFFFFFFF
    score_of(h, told, a, b, views)
    values = np.empty(len(pairs), np.int64)
    _listed(h, told, pairs, values)
    ground = 0.5 * (told.ground[a] + told.ground[b]).astype(np.float64)
    return views.astype(np.float64), ground, found, values / UNIT
