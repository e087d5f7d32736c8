"""The words, weights and index of articles that come one at a time: what `events_pairs` has of a finished corpus.

Everything lies in arrays with room to grow, and the kernels that compare two articles read them as they read a
corpus's. A word's weight is that of its last use: every arrival weighs its own words anew, and `renew` those of a
former article, so that with a few renewals an arrival the whole keeps pace with the corpus. The index keeps, for every
word, what was taken over in one piece and in order of time, so that a look reads memory in one go, and a chain of the
articles that came since, the newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args, get_type_hints

import numpy as np

from tellings.text.events_growing_index import (
    BY,
    NEWEST,
    POSTED,
    STEPS,
    Store,
    listed,
    near_of,
    number_keys,
    post,
    slotted,
)
from tellings.text.events_pairs import NEAREST
from tellings.text.events_views import Held, Marks
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
from tellings.text.fingerprints import I32, I64

SLACK = 1.5  # room is made for so much more than is needed


@dataclass(slots=True)
class _Filled:
    """How much of the store is in use."""

    article: int = 0
    word: int = 0
    vocabulary: int = 0
    stems: int = 0


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
        shapes = {"ground": (1, 3), "link": (1, POSTED), "listed": (0,), "list_part": (0,)}
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
        since = articles + 1 - int(self.store.first[0])
        sizes = (("article", articles + 1), ("since", since), ("word", words), ("vocabulary", vocabulary))
        for what, needed in sizes:
            for name, by in zip(Store._fields, BY, strict=True):
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
                slotted(keys, filled, slots)
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
        self.store = self.store._replace(first=np.array([len(found)]))
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
        slotted(s.key, wide, self._slots)
        slotted(s.stem_key, stems, self._stem_slots)
        s.stem_weight[:stems] = self._rarity(s.stem_holding[:stems], s.stem_share[:stems])
        self.store = listed(s, TIMES, days, wide)

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
        post(s, k, TIMES)
        return k

    def _numbered(self, keys: I64) -> I32:
        """The numbers of words, which become known with their stems."""
        s, filled = self.store, self._filled
        numbers = np.empty(len(keys), np.int32)
        known, filled.vocabulary = filled.vocabulary, number_keys(keys, s.key, self._slots, filled.vocabulary, numbers)
        if filled.vocabulary > known:
            new = slice(known, filled.vocabulary)
            s.holding[new], s.named[new], s.head[new] = 0, 0, -1
            stems = np.empty(filled.vocabulary - known, np.int32)
            had, filled.stems = (
                filled.stems,
                number_keys(s.key[new] >> REST_BITS, s.stem_key, self._stem_slots, filled.stems, stems),
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
        many = near_of(self.held, self.store, self._marks, len(self), k, reach, self._touched, near, views)
        return near[:many], views[:many]
