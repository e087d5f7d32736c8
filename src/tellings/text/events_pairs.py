"""How alike articles of a corpus are as reports of one event: each one's nearest, found by its rarest words.

An inverted index over the heaviest words of every article gives candidates; their views are then worked out in full
by merging sorted words. A word that very many articles hold gives only those nearest in time, so the work grows with
the corpus, not with its square. Compiled; `events_dense` does the same for all pairs of a few articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tellings.text.events_weights import F32, TIMES, Weighed
from tellings.text.fingerprints import I32, I64, U8
from tellings.text.fingerprints_kernels import inline, kernel

HEAVY = 40  # words of an article, the heaviest first, that go into the index and ask it
REACH = 256  # articles before and behind in time that a word's list is asked for
CANDIDATES = 96  # articles whose views are worked out in full
NEAREST = 60  # of them, those that are kept
FROM = 20  # from this one on, near articles are taken to tell of other events


class Held(NamedTuple):
    """What the kernels read of `Weighed`, and how much each view weighs."""

    starts: I64
    word: I32
    counts: U8
    names: U8
    stem_starts: I64
    stems: I32
    ask_starts: I64
    ask_stem: I32
    ask_share: F32
    body: F32
    name: F32
    body_norm: F32
    name_norm: F32
    times: F32
    scale: F32


class Index(NamedTuple):
    """The heaviest words of all articles: by article, and by word in order of time."""

    heavy: I32  # [article, HEAVY]: word numbers, heaviest first; -1 where there are fewer
    starts: I64  # starts[w]:starts[w + 1] are the entries of word w
    article: I32
    weight: F32
    place: I64  # [article, HEAVY] flattened: where an article stands in a word's list


@dataclass(frozen=True, slots=True)
class Near:
    """Each article's nearest, nearest first; -1 where there are fewer. `ground` as `events_dense.grounds`."""

    article: I32
    raw: F32
    ground: F32


def held(found: Weighed, view: tuple[float, ...]) -> Held:
    """For the kernels."""
    return Held(
        found.starts, found.word, found.count, found.names, found.stem_starts, found.stems, found.ask_starts,
        found.ask_stem, found.ask_share, found.body, found.name, found.body_norm, found.name_norm, TIMES,
        np.array(view, np.float32),
    )  # fmt: skip


@kernel
def _heaviest(h, holding, least, heavy):  # type: ignore[no-untyped-def]
    """The heaviest words of every article that at least `least` articles hold."""
    for k in range(heavy.shape[0]):
        low, high = h.starts[k], h.starts[k + 1]
        weight = np.empty(high - low, np.float32)
        for i in range(low, high):
            w = h.word[i]
            weight[i - low] = -h.times[h.counts[i]] * h.body[w] if holding[w] >= least else 0.0
        order = np.argsort(weight, kind="mergesort")
        for x in range(min(heavy.shape[1], order.size)):
            if weight[order[x]] >= 0:
                break
            heavy[k, x] = h.word[low + order[x]]


@kernel
def _weight_of(h, k, w):  # type: ignore[no-untyped-def]
    """Weight of word w in article k."""
    low, high = h.starts[k], h.starts[k + 1]
    while low < high:
        mid = (low + high) // 2
        if h.word[mid] < w:
            low = mid + 1
        else:
            high = mid
    return h.times[h.counts[low]] * h.body[w] / h.body_norm[k]


@kernel
def _post(h, heavy, turn, starts, article, weight, place):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Fill the lists of all words, articles in order of `turn`."""
    fill = starts[:-1].copy()
    for k in turn:
        for x in range(heavy.shape[1]):
            w = heavy[k, x]
            if w < 0:
                break
            at = fill[w]
            fill[w] += 1
            article[at] = k
            weight[at] = _weight_of(h, k, w)
            place[k, x] = at


def index(h: Held, holding: I64, turn: I64) -> Index:
    """Of all articles. `holding`: articles that hold each word; `turn`: all articles in order of time."""
    n = len(h.starts) - 1
    heavy = np.full((n, HEAVY), -1, np.int32)
    _heaviest(h, holding, 2, heavy)
    starts = np.zeros(len(holding) + 1, np.int64)
    np.cumsum(np.bincount(heavy[heavy >= 0], minlength=len(holding)), out=starts[1:])
    article, weight = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.float32)
    place = np.zeros((n, HEAVY), np.int64)
    _post(h, heavy, turn, starts, article, weight, place)
    return Index(heavy, starts, article, weight, place)


@inline
def _has(h, k, stem):  # type: ignore[no-untyped-def]
    low, high = h.stem_starts[k], h.stem_starts[k + 1]
    end = high
    while low < high:
        mid = (low + high) // 2
        if h.stems[mid] < stem:
            low = mid + 1
        else:
            high = mid
    return low < end and h.stems[low] == stem


@inline
def _asked(h, a, b):  # type: ignore[no-untyped-def]
    """Share of a's title that stands in b's text."""
    total = np.float32(0)
    for x in range(h.ask_starts[a], h.ask_starts[a + 1]):
        if _has(h, b, h.ask_stem[x]):
            total += h.ask_share[x]
    return total


@inline
def focus(h, a, b):  # type: ignore[no-untyped-def]
    """Title similarity of two articles: how much of each one's title stands in the other."""
    there = _asked(h, a, b)
    return np.sqrt(there * _asked(h, b, a)) if there > 0 else np.float32(0)


@kernel
def cosines(h, a, b, out):  # type: ignore[no-untyped-def]
    """Write body and name similarity of two articles to out[0] and out[2]."""
    i, j = h.starts[a], h.starts[b]
    end_i, end_j = h.starts[a + 1], h.starts[b + 1]
    body = name = np.float32(0)
    while i < end_i and j < end_j:
        u, v = h.word[i], h.word[j]
        if u == v:
            body += h.times[h.counts[i]] * h.times[h.counts[j]] * h.body[u] * h.body[u]
            if h.names[i] and h.names[j]:
                name += h.times[h.names[i]] * h.times[h.names[j]] * h.name[u] * h.name[u]
            i += 1
            j += 1
        else:
            i += u < v
            j += v < u
    out[0] = body / (h.body_norm[a] * h.body_norm[b])
    out[2] = name / (h.name_norm[a] * h.name_norm[b])


@kernel
def _nearest(h, x, low, high, near, raw, ground):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Fill the rows low..high of `Near`."""
    n = h.starts.size - 1
    score = np.zeros(n, np.float32)
    touched = np.empty(n, np.int32)
    values = np.empty((CANDIDATES, 3), np.float32)
    for k in range(low, high):
        many = 0
        for y in range(x.heavy.shape[1]):
            w = x.heavy[k, y]
            if w < 0:
                break
            at = x.place[k, y]
            own = x.weight[at]
            for z in range(max(x.starts[w], at - REACH), min(x.starts[w + 1], at + REACH + 1)):
                other = x.article[z]
                if score[other] == 0:
                    touched[many] = other
                    many += 1
                score[other] += own * x.weight[z]
        score[k] = 0
        least = np.float32(0)
        if many > CANDIDATES:
            listed = score[touched[:many]]
            least = np.partition(listed, many - CANDIDATES)[many - CANDIDATES]
        chosen = 0
        for y in range(many):
            other = touched[y]
            if other != k and score[other] >= least and chosen < CANDIDATES and score[other] > 0:
                touched[chosen] = other
                chosen += 1
                score[other] = 0
            else:
                score[other] = 0
        order_by = np.empty(chosen, np.float64)
        for y in range(chosen):
            cosines(h, k, touched[y], values[y])
            total = h.scale[0] * values[y, 0] + h.scale[2] * values[y, 2]
            order_by[y] = -np.round(np.float64(total), 6) + 1e-13 * touched[y]
        order = np.argsort(order_by)
        last = min(NEAREST, max(1, n // 3))
        for y in range(min(last, chosen)):
            z = order[y]
            near[k, y] = touched[z]
            values[z, 1] = focus(h, k, touched[z])
            raw[k, y] = h.scale[0] * values[z, 0] + h.scale[1] * values[z, 1] + h.scale[2] * values[z, 2]
            if y >= min(FROM, n // 10):
                for v in range(3):
                    ground[k, v] += values[z, v]
        for v in range(3):
            ground[k, v] /= last - min(FROM, n // 10)


def nearest(h: Held, x: Index, spread: object = map) -> Near:
    """The nearest of every article. `spread` maps a function over pieces of work, on threads if it likes."""
    n = len(h.starts) - 1
    near, raw, ground = (
        np.full((n, NEAREST), -1, np.int32),
        np.zeros((n, NEAREST), np.float32),
        np.zeros((n, 3), np.float32),
    )
    pieces = [(low, min(n, low + 8192)) for low in range(0, n, 8192)]
    list(spread(lambda piece: _nearest(h, x, *piece, near, raw, ground), pieces))  # type: ignore[operator]
    return Near(near, raw, ground)
