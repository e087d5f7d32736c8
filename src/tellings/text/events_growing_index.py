"""The arrays of a growing corpus and the index over them, compiled: see `events_growing`.

For every word the index has what was taken over in one piece and in order of time, so that a look reads memory in one
go, and a chain of the articles that came since, the newest first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import int64

from tellings.text.events_kernels import slot_of
from tellings.text.events_pairs import CANDIDATES, FROM, NEAREST, best_of, meet, ranked
from tellings.text.events_views import enter, leave
from tellings.text.events_weights import CHUNK, F32
from tellings.text.fingerprints import I32, I64, U8
from tellings.text.fingerprints_kernels import inline, kernel

POSTED = 64  # words of an article that go into the index: more than `HEAVY`, as some will never come again
ASKED = 40  # words of an article, shared with another at least, that the index is asked for
REACH = 256  # of what was taken over, articles of a word before and behind in time that are looked at
NEWEST = 256  # of what came since, articles of a word that are looked at whatever their date, newest first
STEPS = 4096  # for a late article, articles of a word in all: those beyond `NEWEST` count if of about its time
LOOKS = 4096  # articles of all words together, those of the heaviest words first; for a late article four times that
ABOUT = 30  # days
SCALE = 1 << 24  # weights in the index are whole numbers


class Store(NamedTuple):
    """The arrays, each with room behind its last entry."""

    starts: I64  # by article
    stem_starts: I64
    name_starts: I64
    ask_starts: I64
    figure_starts: I64
    body_norm: F32
    name_norm: F32
    day: I64
    ground: F32  # [article, view]; the first is negative where it is not known
    list_starts: I64  # by word that was taken over: list_starts[w]:list_starts[w + 1] are its entries
    listed: I32  # articles, in order of time
    list_part: I32  # weights, and 1: whoever is met has a score
    first: I64  # [0]: the first article that came since
    link: I64  # [article since, POSTED]: entry of the next article of the word, and the weight
    word: I32  # by word of an article
    counts: U8
    name_word: I32
    name_counts: U8
    stems: I32  # by stem of an article
    ask_stem: I32
    ask_share: F32
    ask_topic: F32
    figures: I64
    key: I64  # by word of the vocabulary
    holding: I64
    named: I64
    share: F32
    body: F32
    name: F32
    stem_of: I32
    head: I64
    stem_key: I64  # by stem of the vocabulary
    stem_holding: I64
    stem_share: F32
    stem_weight: F32


#: The first arrays of the store are by article, those behind them by word of an article, the rest by vocabulary.
BY = ("article",) * 9 + ("taken over",) * 4 + ("since",) + ("word",) * 9 + ("vocabulary",) * 12


@inline
def _find(keys, slots, key):  # type: ignore[no-untyped-def]
    """The slot of a key: where its number is or would be."""
    mask = slots.size - 1
    at = slot_of(key, mask)
    while slots[at] >= 0 and keys[slots[at]] != key:
        at = (at + 1) & mask
    return at


@kernel
def slotted(keys, n, slots):  # type: ignore[no-untyped-def]
    """Fill an empty table with the numbers of the first n keys."""
    for number in range(n):
        slots[_find(keys, slots, keys[number])] = number


@kernel
def number_keys(keys, table, slots, n, out):  # type: ignore[no-untyped-def]
    """The number of each key, new ones after the n known; how many are known then."""
    for i in range(keys.size):
        at = _find(table, slots, keys[i])
        if slots[at] < 0:
            table[n] = keys[i]
            slots[at] = n
            n += 1
        out[i] = slots[at]
    return n


@inline
def _heavy_of(s, k, times, words, parts):  # type: ignore[no-untyped-def]
    """Write the heaviest words of article k and what they weigh in it; how many."""
    low, high = s.starts[k], s.starts[k + 1]
    weight = np.empty(high - low, np.float32)
    for i in range(low, high):
        weight[i - low] = -times[s.counts[i]] * s.body[s.word[i]]
    order = np.argsort(weight, kind="mergesort")
    n = 0
    while n < min(POSTED, order.size) and weight[order[n]] < 0:
        words[n] = s.word[low + order[n]]
        parts[n] = int64(min(1.0, -weight[order[n]] / s.body_norm[k]) * (SCALE - 1))
        n += 1
    return n


@kernel
def post(s, k, times):  # type: ignore[no-untyped-def]
    """Chain the heaviest words of an article."""
    words, parts = np.empty(POSTED, np.int32), np.empty(POSTED, np.int32)
    for x in range(_heavy_of(s, k, times, words, parts)):
        s.link[k - s.first[0], x] = s.head[words[x]] << 24 | parts[x]
        s.head[words[x]] = int64(k) * POSTED + x


@kernel
def _weighty(s, times, words, parts):  # type: ignore[no-untyped-def]
    """Write the heaviest words of all articles, -1 where there are fewer, and what they weigh."""
    for k in range(words.shape[0]):
        words[k, _heavy_of(s, k, times, words[k], parts[k]) :] = -1


@kernel
def _list(words, parts, turn, starts, listed, weights):  # type: ignore[no-untyped-def]
    """Fill the lists of all words, articles in order of `turn`."""
    fill = starts[:-1].copy()
    for k in turn:
        for x in range(words.shape[1]):
            w = words[k, x]
            if w < 0:
                break
            listed[fill[w]] = k
            weights[fill[w]] = parts[k, x] + 1
            fill[w] += 1


@inline
def _place_of(s, low, high, day):  # type: ignore[no-untyped-def]
    """Where in a word's list the articles of a day begin; its end for a day that is not known."""
    if day < 0 or low == high or s.day[s.listed[high - 1]] < day:
        return high
    while low < high:
        mid = (low + high) // 2
        if s.day[s.listed[mid]] < day:
            low = mid + 1
        else:
            high = mid
    return low


@inline
def _asks_of(s, k, times, asked):  # type: ignore[no-untyped-def]
    """The heaviest words of article k that another holds too; how many."""
    low, high = s.starts[k], s.starts[k + 1]
    weight = np.empty(high - low, np.float32)
    for i in range(low, high):
        w = s.word[i]
        weight[i - low] = -times[s.counts[i]] * s.body[w] if s.holding[w] > 1 else 0.0
    order = np.argsort(weight, kind="mergesort")
    n = 0
    while n < min(ASKED, order.size) and weight[order[n]] < 0:
        asked[n] = low + order[n]
        n += 1
    return n


@kernel
def near_of(h, s, m, n, k, reach, touched, near, views):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the nearest of article k, and their views, nearest first; set its ground; how many are near."""
    asked = np.empty(ASKED, np.int64)
    many, looks = 0, LOOKS if reach == NEWEST else 4 * LOOKS
    for y in range(_asks_of(s, k, h.times, asked)):
        w = s.word[asked[y]]
        own = h.times[s.counts[asked[y]]] * s.body[w] / s.body_norm[k]
        if w + 1 < s.list_starts.size:
            low, high = s.list_starts[w], s.list_starts[w + 1]
            at = _place_of(s, low, high, s.day[k])
            low, high = max(low, at - REACH), min(high, at + REACH, max(low, at - REACH) + looks)
            articles, parts = s.listed[low:high], s.list_part[low:high]
            looks -= articles.size
            many = meet(m, articles, parts, own, k, touched, many)
        entry, steps = s.head[w], 0
        while entry >= 0 and steps < reach and looks > 0:
            other = entry // POSTED
            link = s.link[other - s.first[0], entry - other * POSTED]
            counts = steps < NEWEST or (s.day[other] >= 0 and abs(s.day[k] - s.day[other]) <= ABOUT)
            if other != k and counts:
                if m.score[other] == 0:
                    touched[many] = other
                    many += 1
                m.score[other] += own * ((link & (SCALE - 1)) + 1)
            entry = link >> 24
            steps += 1
            looks -= 1
    m.score[k] = 0
    chosen = best_of(m.score, touched, many)
    first, last = min(FROM, n // 10), min(NEAREST, max(1, n // 3))
    found = np.empty((CANDIDATES, 3), np.float32)
    enter(h, m, k)
    order = ranked(h, m, k, touched, chosen, last, found)
    leave(h, m, k)
    for v in range(3):
        s.ground[k, v] = 0
    for y in range(order.size):
        near[y] = touched[order[y]]
        for v in range(3):
            views[y, v] = found[order[y], v]
            if y >= first:
                s.ground[k, v] += views[y, v] / np.float32(last - first)
    return order.size


def listed(s: Store, times: F32, days: I64, wide: int) -> Store:
    """With the lists of `wide` words over all articles; `days` as in the store."""
    n = len(days)
    heavy, parts = np.empty((n, POSTED), np.int32), np.empty((n, POSTED), np.int32)
    _weighty(s, times, heavy, parts)
    starts = np.zeros(wide + 1, np.int64)
    for low in range(0, n, CHUNK):
        some = heavy[low : low + CHUNK]
        starts[1:] += np.bincount(some[some >= 0], minlength=wide)
    np.cumsum(starts, out=starts)
    articles, weights = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.int32)
    _list(heavy, parts, np.argsort(days, kind="stable"), starts, articles, weights)
    return s._replace(list_starts=starts, listed=articles, list_part=weights)
