"""The words, weights and index of articles that come one at a time: what `events_pairs` has of a finished corpus.

Everything lies in arrays with room to grow, and the kernels that compare two articles read them as they read a
corpus's. A word's weight is that of its last use: every arrival weighs its own words anew, and `renew` those of a
former article, so that with a few renewals an arrival the whole keeps pace with the corpus. The index keeps, for every
word, a chain of the articles that it is heavy in, the newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args, get_type_hints

import numpy as np
from numba import int64

from tellings.text.events_kernels import slot_of
from tellings.text.events_pairs import CANDIDATES, FROM, NEAREST, best_of, ranked
from tellings.text.events_views import Held, Marks, enter, leave
from tellings.text.events_weights import F32, POWER, TIMES, Weighed, _asks, rarity, topics
from tellings.text.events_words import (
    COUNT,
    LEAD,
    LOW_BITS,
    MOST_COUNT,
    MOST_NAMES,
    NAMES,
    REST_BITS,
    TITLE,
    Words,
    prior_shares,
)
from tellings.text.fingerprints import I32, I64, U8
from tellings.text.fingerprints_kernels import inline, kernel

POSTED = 64  # words of an article that go into the index: more than `HEAVY`, as some will never come again
ASKED = 40  # words of an article, shared with another at least, that the index is asked for
NEWEST = 256  # articles of a word that are looked at whatever their date, newest first
STEPS = 4096  # for a late article, articles of a word in all: those beyond `NEWEST` count if of about its time
LOOKS = 4096  # articles of all words together, those of the heaviest words first; for a late article four times that
ABOUT = 30  # days
SLACK = 1.5  # room is made for so much more than is needed
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
    link: I64  # [article, POSTED]: entry of the next article of the word, and the weight
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
_BY = ("article",) * 10 + ("word",) * 9 + ("vocabulary",) * 12


@dataclass(slots=True)
class _Filled:
    """How much of the store is in use."""

    article: int = 0
    word: int = 0
    vocabulary: int = 0
    stems: int = 0


@inline
def _find(keys, slots, key):  # type: ignore[no-untyped-def]
    """The slot of a key: where its number is or would be."""
    mask = slots.size - 1
    at = slot_of(key, mask)
    while slots[at] >= 0 and keys[slots[at]] != key:
        at = (at + 1) & mask
    return at


@kernel
def _slotted(keys, n, slots):  # type: ignore[no-untyped-def]
    """Fill an empty table with the numbers of the first n keys."""
    for number in range(n):
        slots[_find(keys, slots, keys[number])] = number


@kernel
def _numbers(keys, table, slots, n, out):  # type: ignore[no-untyped-def]
    """The number of each key, new ones after the n known; how many are known then."""
    for i in range(keys.size):
        at = _find(table, slots, keys[i])
        if slots[at] < 0:
            table[n] = keys[i]
            slots[at] = n
            n += 1
        out[i] = slots[at]
    return n


@kernel
def _post(s, times, turn):  # type: ignore[no-untyped-def]
    """Chain the heaviest words of articles, in order of `turn`."""
    for k in turn:
        low, high = s.starts[k], s.starts[k + 1]
        weight = np.empty(high - low, np.float32)
        for i in range(low, high):
            weight[i - low] = -times[s.counts[i]] * s.body[s.word[i]]
        order = np.argsort(weight, kind="mergesort")
        for x in range(min(POSTED, order.size)):
            if weight[order[x]] >= 0:
                break
            w = s.word[low + order[x]]
            part = int64(min(1.0, -weight[order[x]] / s.body_norm[k]) * (SCALE - 1))
            s.link[k, x] = s.head[w] << 24 | part
            s.head[w] = int64(k) * POSTED + x


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
def _near(h, s, m, n, k, reach, touched, near, views):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Write the nearest of article k, and their views, nearest first; set its ground; how many are near."""
    asked = np.empty(ASKED, np.int64)
    many, looks = 0, LOOKS if reach == NEWEST else 4 * LOOKS
    for y in range(_asks_of(s, k, h.times, asked)):
        w = s.word[asked[y]]
        own = h.times[s.counts[asked[y]]] * s.body[w] / s.body_norm[k]
        entry, steps = s.head[w], 0
        while entry >= 0 and steps < reach and looks > 0:
            other = entry // POSTED
            link = s.link[other, entry - other * POSTED]
            counts = steps < NEWEST or (s.day[other] >= 0 and abs(s.day[k] - s.day[other]) <= ABOUT)
            if other != k and counts:
                if m.score[other] == 0:
                    touched[many] = other
                    many += 1
                m.score[other] += own * ((link & (SCALE - 1)) + 1)
            entry = link >> 24
            steps += 1
            looks -= 1
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


def _roomy(array: np.ndarray, size: int) -> np.ndarray:
    """The same entries with room for more."""
    out = np.empty((size, *array.shape[1:]), array.dtype)
    out[: len(array)] = array
    return out


class Growing:
    """A growing corpus. `english`: the prior speaks for its words; `view`: weight of body, title, names."""

    def __init__(self, english: bool, view: Sequence[float]) -> None:
        self._english, self._view = english, np.array(view, np.float32)
        self._filled = _Filled()
        kinds = {name: get_args(get_args(hint)[1])[0] for name, hint in get_type_hints(Store).items()}
        shapes = {"ground": (1, 3), "link": (1, POSTED)}
        self.store = Store(**{name: np.zeros(shapes.get(name, (1,)), kind) for name, kind in kinds.items()})
        self._slots, self._stem_slots = np.full(1 << 16, -1, np.int32), np.full(1 << 16, -1, np.int32)
        self.held: Held
        self._marks: Marks
        self._touched: I32
        self._room(1024, 1 << 18, 1 << 16)

    def __len__(self) -> int:
        return self._filled.article

    def _room(self, articles: int, words: int, vocabulary: int) -> None:
        """See to it that so many fit."""
        changed: dict[str, np.ndarray] = {}
        for what, needed in (("article", articles + 1), ("word", words), ("vocabulary", vocabulary)):
            for name, by in zip(Store._fields, _BY, strict=True):
                array = getattr(self.store, name)
                if by == what and len(array) < needed:
                    changed[name] = _roomy(array, int(needed * SLACK))
        if not changed:
            return
        self.store = s = self.store._replace(**changed)
        for name, keys, filled in (("_slots", s.key, self._filled.vocabulary),
                                   ("_stem_slots", s.stem_key, self._filled.stems)):  # fmt: skip
            size = 1 << int(2 * len(keys) - 1).bit_length()
            if len(getattr(self, name)) < size:
                slots = np.full(size, -1, np.int32)
                _slotted(keys, filled, slots)
                setattr(self, name, slots)
        wide = len(s.key)
        self._marks = Marks(*(np.zeros(size, np.float32) for size in (len(s.starts), wide, wide, wide, wide)))
        self._touched = np.empty(len(s.starts), np.int32)
        self.held = Held(
            s.starts, s.word, s.counts, s.name_starts, s.name_word, s.name_counts, s.stem_starts, s.stems,
            s.ask_starts, s.ask_stem, s.ask_share, s.body, s.name, s.body_norm, s.name_norm, TIMES, self._view,
            s.ask_topic, s.figure_starts, s.figures,
        )  # fmt: skip

    def load(self, found: Weighed, days: I64) -> None:
        """Take over a corpus; its words are already weighed. Only for an empty store."""
        n, wide, stems = len(found), len(found.vocabulary), int(found.stem_of.max(initial=-1)) + 1
        longest = max(len(found.word), len(found.stems), len(found.ask_stem), len(found.figures))
        self._room(n, longest, wide)
        s = self.store
        named = found.names > 0
        for target, values in (
            (s.starts, found.starts), (s.stem_starts, found.stem_starts), (s.ask_starts, found.ask_starts),
            (s.name_starts, np.concatenate([[0], np.cumsum(named, dtype=np.int64)])[found.starts]),
            (s.body_norm, found.body_norm), (s.name_norm, found.name_norm), (s.day, days),
            (s.word, found.word), (s.counts, found.count), (s.name_word, found.word[named]),
            (s.name_counts, found.names[named]), (s.stems, found.stems), (s.ask_stem, found.ask_stem),
            (s.ask_share, found.ask_share), (s.ask_topic, found.ask_topic),
            (s.figure_starts, found.figure_starts), (s.figures, found.figures),
            (s.key, found.vocabulary), (s.holding, found.holding),
            (s.body, found.body), (s.name, found.name), (s.stem_of, found.stem_of),
            (s.named, np.bincount(found.word[named], minlength=wide)),
            (s.stem_holding, np.bincount(found.stems, minlength=stems)),
        ):  # fmt: skip
            target[: len(values)] = values
        s.stem_key[found.stem_of] = found.vocabulary >> REST_BITS
        s.head[:wide] = -1
        s.ground[:n] = -1
        s.share[:wide] = prior_shares(s.key[:wide])
        s.stem_share[:stems] = prior_shares(s.stem_key[:stems], stems=True)
        self._filled = _Filled(n, longest, wide, stems)
        _slotted(s.key, wide, self._slots)
        _slotted(s.stem_key, stems, self._stem_slots)
        s.stem_weight[:stems] = self._rarity(s.stem_holding[:stems], s.stem_share[:stems])
        _post(s, TIMES, np.lexsort((np.arange(n), days)))

    def speak(self, english: bool) -> None:
        """Let the prior speak for the words, or no longer: all are weighed anew where that changes."""
        if english != self._english:
            self._english = english
            for k in range(len(self)):
                self.renew(k)

    def _rarity(self, holding: I64, shares: F32) -> F32:
        return rarity(holding, len(self), shares.astype(np.float64) if self._english else None)

    def add(self, found: Words, day: int | None) -> int:
        """Take in the words of one article; its number."""
        packed = found.packed
        k, width = len(self), len(packed)
        filled = self._filled
        self._room(k + 1, filled.word + max(width, len(found.figures)), filled.vocabulary + width)
        s = self.store
        numbers = self._numbered(packed >> LOW_BITS)
        order = np.argsort(numbers, kind="stable")
        count = ((packed >> COUNT) & MOST_COUNT).astype(np.uint8)[order]
        names = ((packed >> NAMES) & MOST_NAMES).astype(np.uint8)[order]
        word, named = numbers[order], names > 0
        stems = np.unique(s.stem_of[word[count > 0]])
        self._append(k, s.starts, (s.word, word), (s.counts, count))
        self._append(k, s.name_starts, (s.name_word, word[named]), (s.name_counts, names[named]))
        self._append(k, s.stem_starts, (s.stems, stems))
        self._append(k, s.figure_starts, (s.figures, found.figures))
        s.holding[word] += count > 0
        s.named[word] += named
        s.stem_holding[stems] += 1
        s.day[k], s.ground[k] = -1 if day is None else day, -1
        filled.article = k + 1
        filled.word = max(filled.word, int(s.starts[k + 1]), int(s.figure_starts[k + 1]))
        self._weigh(k)
        stem, share, topic = self._title(packed, numbers)
        self._append(k, s.ask_starts, (s.ask_stem, stem), (s.ask_share, share), (s.ask_topic, topic))
        _post(s, TIMES, np.array([k]))
        return k

    def _numbered(self, keys: I64) -> I32:
        """The numbers of words, which become known with their stems."""
        s, filled = self.store, self._filled
        numbers = np.empty(len(keys), np.int32)
        known, filled.vocabulary = filled.vocabulary, _numbers(keys, s.key, self._slots, filled.vocabulary, numbers)
        if filled.vocabulary > known:
            new = slice(known, filled.vocabulary)
            s.holding[new], s.named[new], s.head[new] = 0, 0, -1
            stems = np.empty(filled.vocabulary - known, np.int32)
            had, filled.stems = (
                filled.stems,
                _numbers(s.key[new] >> REST_BITS, s.stem_key, self._stem_slots, filled.stems, stems),
            )
            s.stem_of[new], s.stem_holding[had : filled.stems] = stems, 0
            s.share[new] = prior_shares(s.key[new])
            s.stem_share[had : filled.stems] = prior_shares(s.stem_key[had : filled.stems], stems=True)
        return numbers

    def _append(self, k: int, starts: I64, *columns: tuple[np.ndarray, np.ndarray]) -> None:
        """The last article's rows of one of the lists."""
        low, many = int(starts[k]), len(columns[0][1])
        for column, values in columns:
            column[low : low + many] = values
        starts[k + 1] = low + many

    def _weigh(self, k: int) -> None:
        """Weigh the words of an article by what is known now."""
        s = self.store
        for starts, words, times, holding, weight, norm in (
            (s.starts, s.word, s.counts, s.holding, s.body, s.body_norm),
            (s.name_starts, s.name_word, s.name_counts, s.named, s.name, s.name_norm),
        ):
            at = slice(int(starts[k]), int(starts[k + 1]))
            word = words[at]
            weight[word] = self._rarity(holding[word], s.share[word]) ** POWER
            norm[k] = np.sqrt(np.sum((TIMES[times[at]] * weight[word]) ** 2.0)) or 1

    def _title(self, packed: I64, numbers: I32) -> tuple[I32, F32, F32]:
        """What the title of one article asks for: its rarest stems, their shares by rarity and as topics."""
        s = self.store
        _, first, own = np.unique(packed >> (LOW_BITS + REST_BITS), return_index=True, return_inverse=True)
        stems = s.stem_of[numbers[first]]
        weight = s.stem_weight[stems] = self._rarity(s.stem_holding[stems], s.stem_share[stems])
        one = Words(np.array([0, len(packed)]), packed)
        every = np.arange(len(packed), dtype=np.int32)
        asks = _asks(one, every, own.astype(np.int32), weight)
        return stems[asks[1]], asks[2], topics(one, every, own.astype(np.int32), weight, asks)

    def renew(self, k: int) -> None:
        """Weigh the words of a former article anew."""
        self._weigh(k)
        s = self.store
        own, asks = slice(int(s.starts[k]), int(s.starts[k + 1])), slice(int(s.ask_starts[k]), int(s.ask_starts[k + 1]))
        order = np.argsort(s.key[s.word[own]])
        word, count = s.word[own][order], s.counts[own][order].astype(np.int64)
        title = np.isin(s.stem_of[word], s.ask_stem[asks])
        lead = title & (not s.ask_topic[asks].any())
        packed = (
            s.key[word] << LOW_BITS | count << COUNT | title.astype(np.int64) << TITLE | lead.astype(np.int64) << LEAD
        )
        stem, share, topic = self._title(packed, word)
        if len(stem) == asks.stop - asks.start:
            s.ask_stem[asks], s.ask_share[asks], s.ask_topic[asks] = stem, share, topic

    def near(self, k: int, late: bool = False) -> tuple[I32, F32]:
        """(articles nearest to k, their views), nearest first; sets the ground of k. `late`: what is near it in time
        came some while ago."""
        near, views = np.empty(NEAREST, np.int32), np.empty((NEAREST, 3), np.float32)
        reach = STEPS if late and self.store.day[k] >= 0 else NEWEST
        many = _near(self.held, self.store, self._marks, len(self), k, reach, self._touched, near, views)
        return near[:many], views[:many]
