"""All pairs of texts that share something in a corpus that comes in batches: compiled code, threads, bounded memory.

Held in memory: about a hundred sortable words of 8 bytes per article, and the pair entries of one pass. The texts
themselves wait in a temporary file once they are more than `SPOOL`, since alignment looks at a few of them again.
"""

from __future__ import annotations

import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import IO

import numpy as np

from tellings.errors import InputError
from tellings.settings import Copies
from tellings.text.fingerprints import I64, U8, U64
from tellings.text.fingerprints_common_kernels import common
from tellings.text.fingerprints_join_kernels import candidates, index
from tellings.text.fingerprints_kernels import ARTICLE_BITS, MOST_ARTICLES, Packed, keys_of, marks_of, packed
from tellings.text.passages_kernels import Bench, align
from tellings.text.passages_pairs import BLOCK, Block, Index, only_sharing

#: Bytes of text that are held in memory; a larger corpus waits in a temporary file.
SPOOL = 1 << 28
_ARTICLE = np.uint64(MOST_ARTICLES - 1)


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
        self._waiting: deque[Future[U64]] = deque()
        self._keys: list[U64] = []
        self._parts: list[U8] = []
        self._sizes: list[I64] = []
        self._spool: IO[bytes] | None = None
        self._bytes = self._held = 0
        self.articles = 0

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)
        if self._spool is not None:
            self._spool.close()

    def add(self, batch: Packed) -> None:
        """Take the next texts. Their numbers go on from those of the batches before."""
        count = len(batch.offsets) - 1
        if self.articles + count > MOST_ARTICLES:
            raise InputError("copies", f"more than {MOST_ARTICLES:,} articles: more than one run can compare; split it")
        self._waiting.append(self._pool.submit(_keys, batch, self.articles))
        self._settle(2 * self._threads)
        self.articles += count
        begin, end = int(batch.offsets[0]), int(batch.offsets[-1])
        self._sizes.append(np.diff(batch.offsets))
        self._parts.append(batch.buf[begin:end])
        self._bytes += end - begin
        self._held += end - begin
        if self._held > SPOOL:
            self._write()

    def _settle(self, leave: int) -> None:
        while len(self._waiting) > leave:
            self._keys.append(self._waiting.popleft().result())

    def _write(self) -> None:
        if self._spool is None:
            self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the corpus
        for part in self._parts:
            self._spool.write(part.data)
        self._parts.clear()
        self._held = 0

    def _text(self, source: I64) -> Packed:
        offsets = np.zeros(self.articles + 1, np.int64)
        np.cumsum(np.concatenate([np.zeros(0, np.int64), *self._sizes]), out=offsets[1:])
        if self._spool is not None:
            self._write()
            self._spool.flush()
            buf: U8 = np.memmap(self._spool, np.uint8, "r", shape=(self._bytes,))
        else:
            buf = np.concatenate([np.zeros(0, np.uint8), *self._parts])
        self._parts.clear()
        return packed(buf, offsets, source)

    def _index(self, rank: I64 | None) -> U64:
        self._settle(0)
        keys = np.concatenate([np.zeros(0, np.uint64), *self._keys])
        self._keys.clear()
        if rank is not None:
            for at in range(0, len(keys), 1 << 20):
                part = keys[at : at + (1 << 20)]
                number = rank[(part & _ARTICLE).astype(np.int64)].astype(np.uint64)
                part[:] = (part >> np.uint64(ARTICLE_BITS)) << np.uint64(ARTICLE_BITS) | number
        return keys

    def pairs(self, order: I64 | None, source: I64, watch: Callable[[Index], None] | None = None) -> Iterator[Block]:
        """Pairs among all texts, a before b in `order` (the texts' numbers by ascending id; None: as they came).

        `source` numbers each text's source, or -1. `watch` is told what the index found before the first block comes.
        Blocks number the texts as they were added and come in ascending order of (a, b) by id.
        """
        text = self._text(source)
        rank = None
        if order is not None:
            rank = np.empty(len(order), np.int64)
            rank[order] = np.arange(len(order))
        by_id = np.arange(self.articles) if order is None else order
        keys, counts = index(self._index(rank), self.articles)
        level = text.levels()[by_id]
        found = candidates(keys, counts, level, self._rule)
        entries = common(keys, marks_of(keys, counts, level), source[by_id], self._rule).view(np.uint64)
        del keys, counts
        a, b = by_id[found.a], by_id[found.b]
        if watch:
            watch(Index(a, b, found.hot, entries.view(np.int64)))
        benches: SimpleQueue[Bench] = SimpleQueue()
        for _ in range(self._threads):
            benches.put(Bench())
        waiting: deque[Future[Block]] = deque()
        for at in range(0, len(a), BLOCK):
            part = slice(at, at + BLOCK)
            waiting.append(self._pool.submit(_block, text, a[part], b[part], entries, benches))
            if len(waiting) > self._threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _keys(batch: Packed, first: int) -> U64:
    return keys_of(batch, first).copy()


def _block(text: Packed, a: I64, b: I64, entries: U64, benches: SimpleQueue[Bench]) -> Block:
    bench = benches.get()
    try:
        return only_sharing(a, b, align(text, a, b, entries, bench))
    finally:
        benches.put(bench)
