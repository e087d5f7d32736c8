"""How alike two articles of a corpus are, view by view: the compiled twin of `events_dense`.

`cosines` and `focus` compare two articles by themselves. Where one article meets many, its words are first entered in
tables as wide as the vocabulary (`Marks`), so that each meeting is one walk over the other's words without a search.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import uint32

from tellings.text.events_days import days
from tellings.text.events_weights import CHUNK, F32, TIMES, Weighed
from tellings.text.events_words import FIGURE_BITS
from tellings.text.fingerprints import I32, I64, U8
from tellings.text.fingerprints_kernels import inline, kernel

NO_TOPICS: F32 = np.zeros(0, np.float32)
NO_FIGURES: I64 = np.zeros(0, np.int64)


class Held(NamedTuple):
    """What the kernels read of `Weighed`, the names of every article by themselves, and how much each view weighs."""

    starts: I64
    word: I32
    counts: U8
    name_starts: I64
    name_word: I32
    name_counts: U8
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
    ask_topic: F32 = NO_TOPICS
    figure_starts: I64 = NO_FIGURES
    figures: I64 = NO_FIGURES
    title_day: I64 = NO_FIGURES  # as `events_days.Days`
    day_starts: I64 = NO_FIGURES
    named_days: I64 = NO_FIGURES


class Marks(NamedTuple):
    """Tables in which one article's words are entered; all zero between two articles."""

    score: F32  # by article: of those that share indexed words
    body: F32  # by word
    name: F32
    ask: F32  # by stem: share of the title
    stem: F32  # by stem: 1 where the article holds it


def held(found: Weighed, view: tuple[float, ...]) -> Held:
    """For the kernels. `view`: weight of body, title, names."""
    starts, word, counts = [np.zeros(1, np.int64)], [], []
    for first in range(0, len(found), CHUNK):
        own = found.starts[first : first + CHUNK + 1]
        part = slice(int(own[0]), int(own[-1]))
        at = np.flatnonzero(found.names[part])
        starts.append(starts[-1][-1] + np.searchsorted(at, own[1:] - own[0]))
        word.append(found.word[part][at])
        counts.append(found.names[part][at])
    return Held(
        found.starts, found.word, found.count, np.concatenate(starts), np.concatenate([found.word[:0], *word]),
        np.concatenate([found.names[:0], *counts]), found.stem_starts, found.stems, found.ask_starts,
        found.ask_stem, found.ask_share, found.body, found.name, found.body_norm, found.name_norm, TIMES,
        np.array(view, np.float32), found.ask_topic, found.figure_starts, found.figures,
        *days(found),
    )  # fmt: skip


def marks(articles: int, words: int, stems: int) -> Marks:
    """Empty tables."""
    return Marks(*(np.zeros(size, np.float32) for size in (articles, words, words, stems, stems)))


@kernel
def cosines(h, a, b, out):  # type: ignore[no-untyped-def]
    """Write body and name similarity of two articles to out[0] and out[2]."""
    one, other = h.word[h.starts[a] : h.starts[a + 1]], h.word[h.starts[b] : h.starts[b + 1]]
    c, d = h.counts[h.starts[a] : h.starts[a + 1]], h.counts[h.starts[b] : h.starts[b + 1]]
    i = j = 0
    total = np.float32(0)
    while i < one.size and j < other.size:
        u, v = one[i], other[j]
        if u == v:
            total += h.times[c[i]] * h.times[d[j]] * h.body[u] * h.body[u]
        i += u <= v
        j += v <= u
    out[0] = total / (h.body_norm[a] * h.body_norm[b])
    i, end_i, j, end_j = h.name_starts[a], h.name_starts[a + 1], h.name_starts[b], h.name_starts[b + 1]
    total = np.float32(0)
    while i < end_i and j < end_j:
        u, v = h.name_word[i], h.name_word[j]
        if u == v:
            total += h.times[h.name_counts[i]] * h.times[h.name_counts[j]] * h.name[u] * h.name[u]
        i += u <= v
        j += v <= u
    out[2] = total / (h.name_norm[a] * h.name_norm[b])


@inline
def shared_names(h, a, b):  # type: ignore[no-untyped-def]
    """How many different names two articles have in common."""
    i, end_i, j, end_j = h.name_starts[a], h.name_starts[a + 1], h.name_starts[b], h.name_starts[b + 1]
    many = 0
    while i < end_i and j < end_j:
        u, v = h.name_word[i], h.name_word[j]
        many += u == v
        i += u <= v
        j += v <= u
    return many


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


@inline
def lacking(h, a, b):  # type: ignore[no-untyped-def]
    """The largest share of a's topics that b lacks."""
    most = np.float32(0)
    for x in range(h.ask_starts[a], min(h.ask_starts[a + 1], h.ask_topic.size)):
        if h.ask_topic[x] > most and not _has(h, b, h.ask_stem[x]):
            most = h.ask_topic[x]
    return most


@inline
def _names_day(h, k, day):  # type: ignore[no-untyped-def]
    """Whether article k names a day."""
    found = False
    for x in range(h.day_starts[k], h.day_starts[k + 1]):
        found |= h.named_days[x] == day
    return found


@inline
def other_days(h, a, b):  # type: ignore[no-untyped-def]
    """Whether two titles name days that the other article does not."""
    if max(a, b) >= h.title_day.size:
        return False
    one, other = h.title_day[a], h.title_day[b]
    return one >= 0 and other >= 0 and not _names_day(h, b, one) and not _names_day(h, a, other)


@inline
def places(h, a, b):  # type: ignore[no-untyped-def]
    """(places that both have figures in, figures that both have there)."""
    if max(a, b) + 1 >= h.figure_starts.size:
        return 0, 0
    one = h.figures[h.figure_starts[a] : h.figure_starts[a + 1]]
    other = h.figures[h.figure_starts[b] : h.figure_starts[b + 1]]
    i = j = common = shared = 0
    last = np.int64(-1)
    while i < one.size and j < other.size:
        u, v = one[i] >> FIGURE_BITS, other[j] >> FIGURE_BITS
        if u == v:
            common += u != last
            last = u
            shared += one[i] == other[j]
        less, more = one[i] <= other[j], one[i] >= other[j]
        i += less
        j += more
    return common, shared


@inline
def enter(h, m, k):  # type: ignore[no-untyped-def]
    """Enter the words of article k."""
    for i in range(h.starts[k], h.starts[k + 1]):
        w = h.word[i]
        m.body[w] = h.times[h.counts[i]] * h.body[w] * h.body[w]
    for i in range(h.name_starts[k], h.name_starts[k + 1]):
        w = h.name_word[i]
        m.name[w] = h.times[h.name_counts[i]] * h.name[w] * h.name[w]
    for i in range(h.ask_starts[k], h.ask_starts[k + 1]):
        m.ask[h.ask_stem[i]] = h.ask_share[i]
    for i in range(h.stem_starts[k], h.stem_starts[k + 1]):
        m.stem[h.stems[i]] = 1


@inline
def leave(h, m, k):  # type: ignore[no-untyped-def]
    """Take the words of article k out again."""
    for i in range(h.starts[k], h.starts[k + 1]):
        m.body[h.word[i]] = 0
    for i in range(h.name_starts[k], h.name_starts[k + 1]):
        m.name[h.name_word[i]] = 0
    for i in range(h.ask_starts[k], h.ask_starts[k + 1]):
        m.ask[h.ask_stem[i]] = 0
    for i in range(h.stem_starts[k], h.stem_starts[k + 1]):
        m.stem[h.stems[i]] = 0


@inline
def cosines_to(h, m, k, b, out):  # type: ignore[no-untyped-def]
    """As `cosines`, of article k, which is entered."""
    words, counts = h.word[h.starts[b] : h.starts[b + 1]], h.counts[h.starts[b] : h.starts[b + 1]]
    out[0] = _sum(m.body, words, counts, h.times) / (h.body_norm[k] * h.body_norm[b])
    words, counts = (
        h.name_word[h.name_starts[b] : h.name_starts[b + 1]],
        h.name_counts[h.name_starts[b] : h.name_starts[b + 1]],
    )
    out[2] = _sum(m.name, words, counts, h.times) / (h.name_norm[k] * h.name_norm[b])


@inline
def _sum(entered, words, counts, times):  # type: ignore[no-untyped-def]
    """Sum of what is entered for some words, as often as they are there: four sums side by side, since each waits for
    its last addition; over slices and by unsigned numbers, which takes half the time of what numba makes otherwise."""
    one = two = three = four = np.float32(0)
    whole = words.size & ~3
    for i in range(0, whole, 4):
        one += entered[uint32(words[i])] * times[counts[i]]
        two += entered[uint32(words[i + 1])] * times[counts[i + 1]]
        three += entered[uint32(words[i + 2])] * times[counts[i + 2]]
        four += entered[uint32(words[i + 3])] * times[counts[i + 3]]
    for i in range(whole, words.size):
        one += entered[uint32(words[i])] * times[counts[i]]
    return one + two + (three + four)


@inline
def focus_to(h, m, b):  # type: ignore[no-untyped-def]
    """As `focus`, of the article that is entered."""
    stems = h.stems[h.stem_starts[b] : h.stem_starts[b + 1]]
    there = other = np.float32(0)
    whole = stems.size & ~1
    for i in range(0, whole, 2):
        there += m.ask[uint32(stems[i])]
        other += m.ask[uint32(stems[i + 1])]
    if whole < stems.size:
        there += m.ask[uint32(stems[whole])]
    there += other
    if there == 0:
        return there
    asks, shares = (
        h.ask_stem[h.ask_starts[b] : h.ask_starts[b + 1]],
        h.ask_share[h.ask_starts[b] : h.ask_starts[b + 1]],
    )
    back = np.float32(0)
    for i in range(asks.size):
        back += shares[i] * m.stem[uint32(asks[i])]
    return np.sqrt(there * back)
