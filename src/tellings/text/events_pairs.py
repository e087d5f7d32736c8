"""Each article's nearest as reports of one event, found by its rarest words. Compiled.

An inverted index over the heaviest words of every article gives candidates; their views are then worked out in full.
A word that very many articles hold gives only those nearest in time, so the work grows with the corpus, not with its
square. `events_dense` does the same for all pairs of a few articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numba import uint32

from tellings.text.events_kept import Kept, packed, unpacked
from tellings.text.events_views import Held, cosines_to, enter, focus_to, leave, marks
from tellings.text.events_weights import F32
from tellings.text.fingerprints import I32, I64
from tellings.text.fingerprints_kernels import inline, kernel

HEAVY = 40  # words of an article, the heaviest first, that go into the index and ask it
REACH = 256  # articles before and behind in time that a word's list is asked for
LOOKS = 4096  # entries of lists that are looked at for one article, those of its heaviest words first
CANDIDATES = 72  # articles whose views are worked out in full
NEAREST = 60  # of them, those that are kept
FROM = 20  # from this one on, near articles are taken to tell of other events
BINS = 512  # into which candidates are sorted to find the best
PIECE = 8192  # articles done in one call, on one thread

LASTING = 4  # pieces from which what is found is worth keeping in case the run is stopped

Spread = Callable[..., Iterable[Any]]


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


@inline
def heaviest(h, k, holding, least, out):  # type: ignore[no-untyped-def]
    """Write the heaviest words of an article that at least `least` articles hold."""
    low, high = h.starts[k], h.starts[k + 1]
    weight = np.empty(high - low, np.float32)
    for i in range(low, high):
        w = h.word[i]
        weight[i - low] = -h.times[h.counts[i]] * h.body[w] if holding[w] >= least else 0.0
    order = np.argsort(weight, kind="mergesort")
    for x in range(min(out.size, order.size)):
        if weight[order[x]] >= 0:
            break
        out[x] = h.word[low + order[x]]


@kernel
def _heaviest(h, holding, least, heavy):  # type: ignore[no-untyped-def]
    for k in range(heavy.shape[0]):
        heaviest(h, k, holding, least, heavy[k])


@inline
def weight_of(h, k, w):  # type: ignore[no-untyped-def]
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
            weight[at] = weight_of(h, k, w)
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
def best_of(score, touched, many):  # type: ignore[no-untyped-def]
    """Bring the CANDIDATES highest of `touched[:many]` to its front; clear their scores; how many there are."""
    if many <= CANDIDATES:
        for y in range(many):
            score[touched[y]] = 0
        return many
    top = np.float32(0)
    for y in range(many):
        top = max(top, score[touched[y]])
    scale = (BINS - 1) / top
    bins = np.zeros(BINS, np.int32)
    for y in range(many):
        bins[int(score[touched[y]] * scale)] += 1
    cut, above = BINS - 1, 0
    while above + bins[cut] < CANDIDATES:
        above += bins[cut]
        cut -= 1
    edge, value = np.empty(bins[cut], np.int32), np.empty(bins[cut], np.float32)
    n = e = 0
    for y in range(many):
        other = touched[y]
        at = int(score[other] * scale)
        if at > cut:
            touched[n] = other
            n += 1
        elif at == cut:
            edge[e] = other
            value[e] = -score[other]
            e += 1
        score[other] = 0
    order = np.argsort(value, kind="mergesort")
    for y in range(CANDIDATES - n):
        touched[n + y] = edge[order[y]]
    return CANDIDATES


@inline
def meet(m, articles, weights, own, k, touched, many):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Add to the scores of the articles of a word's list, with its weights; `touched` are those met; how many now."""
    for z in range(articles.size):
        other = uint32(articles[z])
        if m.score[other] == 0 and other != k:
            touched[many] = other
            many += 1
        m.score[other] += own * weights[z]
    return many


@inline
def ranked(h, m, k, touched, chosen, last, views):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """The order of the candidates of article k, which is entered, nearest first; `views` of the first `last`."""
    by = np.empty(chosen, np.float64)
    for y in range(chosen):
        cosines_to(h, m, k, touched[y], views[y])
        total = h.scale[0] * views[y, 0] + h.scale[2] * views[y, 2]
        by[y] = -np.round(np.float64(total), 6) + 1e-13 * touched[y]
    order = np.argsort(by)[:last]
    for z in order:
        views[z, 1] = focus_to(h, m, touched[z])
    return order


@kernel
def _nearest(h, x, m, turn, near, raw, ground):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Fill the rows of `Near` that `turn` names."""
    n = h.starts.size - 1
    touched = np.empty(n, np.int32)
    views = np.empty((CANDIDATES, 3), np.float32)
    first, last = min(FROM, n // 10), min(NEAREST, max(1, n // 3))
    for k in turn:
        many, looks = 0, LOOKS
        for y in range(x.heavy.shape[1]):
            w = x.heavy[k, y]
            if w < 0 or looks <= 0:
                break
            at = x.place[k, y]
            own = x.weight[at]
            begin, end = max(x.starts[w], at - REACH), min(x.starts[w + 1], at + REACH + 1)
            articles, weights = x.article[begin:end], x.weight[begin:end]
            looks -= articles.size
            many = meet(m, articles, weights, own, k, touched, many)
        m.score[k] = 0
        chosen = best_of(m.score, touched, many)
        enter(h, m, k)
        order = ranked(h, m, k, touched, chosen, last, views)
        leave(h, m, k)
        for y in range(order.size):
            z = order[y]
            near[k, y] = touched[z]
            for v in range(3):
                raw[k, y] += h.scale[v] * views[z, v]
                if y >= first:
                    ground[k, v] += views[z, v]
        for v in range(3):
            ground[k, v] /= last - first


def nearest(h: Held, x: Index, turn: I64, spread: Spread = map, kept: Kept | None = None) -> Near:
    """The nearest of every article. `turn`: all articles in order of time, in which one's candidates are often the
    next one's too, and still at hand. `spread` maps a function over pieces of work, on threads if it likes."""
    n = len(h.starts) - 1
    near, raw, ground = (
        np.full((n, NEAREST), -1, np.int32),
        np.zeros((n, NEAREST), np.float32),
        np.zeros((n, 3), np.float32),
    )
    stems = 1 + max(int(h.stems.max(initial=-1)), int(h.ask_stem.max(initial=-1)))
    kept = kept if n > (LASTING - 1) * PIECE else None
    had = set[int]()
    for low, found, its in kept.found() if kept else ():
        own = turn[low : low + PIECE]
        if low % PIECE == 0 and found.size == len(own) * NEAREST and its.size == len(own) * 3:
            near[own], raw[own] = (part.reshape(len(own), -1) for part in unpacked(found))
            ground[own] = its.reshape(-1, 3)
            had.add(low)

    def piece(low: int) -> int:
        if low not in had:
            own = marks(n, len(h.body), stems)
            _nearest(h, x, own, turn[low : low + PIECE], near, raw, ground)
        return low

    for low in spread(piece, range(0, n, PIECE)):
        if kept and low not in had:
            own = turn[low : low + PIECE]
            kept.keep(low, packed(near[own], raw[own]).ravel(), ground[own].ravel())
    return Near(near, raw, ground)
