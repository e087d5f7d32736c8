"""All pairs of texts that share something in a corpus that comes in batches: compiled code, threads, bounded memory.

Held in memory: about a hundred hashes of 8 bytes per article, and about as much again for those that several articles
have. The texts themselves wait (`passages_texts`), since alignment looks at a few of them again.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType

import numpy as np

from tellings.errors import InputError
from tellings.settings import Copies
from tellings.text.fingerprints import I64, Prints
from tellings.text.fingerprints_common_kernels import common, slots_of
from tellings.text.fingerprints_join_kernels import candidates, postings
from tellings.text.fingerprints_kernels import MOST_ARTICLES, in_order, pack, prints_of
from tellings.text.passages_kernels import Bench, align_parts
from tellings.text.passages_pairs import Block, Index, only_sharing
from tellings.text.passages_texts import Batch, Texts

#: Bytes of text of the pairs that are aligned, and handed on, at a time: few enough for the cache.
AT_A_TIME = 1 << 23


def default_threads() -> int:
    """Processors this process may use, at most eight: beyond that, memory is what is waited for."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, usable))


class Corpus:
    """Add batches of texts, then ask once for the pairs. Use as a context manager."""

    def __init__(self, rule: Copies, threads: int | None = None) -> None:
        self._rule = rule
        self._threads = threads or default_threads()
        self._pool = ThreadPoolExecutor(self._threads)
        self._waiting: deque[Future[tuple[Prints, I64]]] = deque()
        self._prints: list[Prints] = []
        self._sizes: list[I64] = []
        self._texts = Texts()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._texts.close()

    def add(self, batch: Batch) -> None:
        """Take the next texts. Their numbers go on from those of the batches before."""
        self._texts.add(batch)
        if self._texts.count > MOST_ARTICLES:
            raise InputError("copies", f"more than {MOST_ARTICLES:,} articles: more than one run can compare; split it")
        self._waiting.append(self._pool.submit(_prints, batch))
        self._settle(2 * self._threads)

    def _settle(self, leave: int) -> None:
        while len(self._waiting) > leave:
            found, sizes = self._waiting.popleft().result()
            self._prints.append(found)
            self._sizes.append(sizes)

    def _marks(self, order: I64 | None) -> Prints:
        """All articles' fingerprints, in order."""
        self._settle(0)
        self._texts.settle()
        marks = _together(self._prints)
        self._prints.clear()
        return marks if order is None else in_order(marks, order)

    def pairs(self, order: I64 | None, source: I64, watch: Callable[[Index], None] | None = None) -> Iterator[Block]:
        """Pairs among all texts, a before b in `order` (the texts' numbers by ascending id; None: as they came).

        `source` numbers each text's source, or -1. `watch` is told what the index found before the first block comes.
        Blocks number the texts as they were added and come in ascending order of (a, b) by id.
        """
        marks = self._marks(order)
        shared = postings(marks)
        found = candidates(shared, marks, self._rule)
        has = np.zeros(len(marks), np.uint8)
        entries = common(shared, marks, source if order is None else source[order], self._rule, has)
        del marks, shared
        a, b = found.a, found.b
        if order is not None:
            a, b, has[order] = order[a], order[b], has.copy()
        if watch:
            watch(Index(a, b, found.hot, entries))
        slots = slots_of(entries.view(np.uint64)) if len(entries) else np.zeros(0, np.uint64)
        benches: SimpleQueue[Bench] = SimpleQueue()
        for _ in range(self._threads):
            benches.put(Bench())

        def block(some_a: I64, some_b: I64) -> Block:
            bench = benches.get()
            try:
                articles, where = np.unique(np.concatenate([some_a, some_b]), return_inverse=True)
                parts = self._texts.take(articles, source)
                aligned = align_parts(parts, where[: len(some_a)], where[len(some_a) :], slots, bench, has[articles])
                return only_sharing(some_a, some_b, aligned)
            finally:
                benches.put(bench)

        waiting: deque[Future[Block]] = deque()
        for part in _parted(a, b, np.concatenate([np.zeros(0, np.int64), *self._sizes])):
            waiting.append(self._pool.submit(block, a[part], b[part]))
            if len(waiting) > self._threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _parted(a: I64, b: I64, sizes: I64) -> Iterator[slice]:
    """Runs of pairs whose texts have together some `AT_A_TIME` bytes."""
    part = np.cumsum(sizes[a] + sizes[b]) // AT_A_TIME
    cuts = np.flatnonzero(np.diff(part)) + 1
    for begin, end in zip([0, *cuts.tolist()], [*cuts.tolist(), len(a)], strict=True):
        if end > begin:
            yield slice(begin, end)


def _prints(batch: Batch) -> tuple[Prints, I64]:
    """Fingerprints of a batch, and the texts' sizes in bytes."""
    text = pack(batch) if isinstance(batch, list) else batch
    return prints_of(text), np.diff(text.offsets)


def _together(parts: list[Prints]) -> Prints:
    """Fingerprints of several batches as those of one."""
    firsts = np.cumsum([0, *(len(part.hash) for part in parts)])
    starts = [np.zeros(1, np.int64), *(part.starts[1:] + first for part, first in zip(parts, firsts, strict=False))]
    empty = prints_of(pack([]))
    every = [empty, *parts]
    return Prints(
        np.concatenate(starts),
        np.concatenate([part.hash for part in every]),
        np.concatenate([part.counts for part in every]),
        np.concatenate([part.level for part in every]),
    )
