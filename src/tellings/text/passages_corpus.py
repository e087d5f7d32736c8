"""All pairs of texts that share something in a corpus that comes in batches: compiled code, threads, bounded memory.

Held in memory: about a hundred hashes of 8 bytes per article, and about as much again for those that several articles
have. The texts themselves wait (`passages_texts`), since alignment looks at a few of them again.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import TracebackType

import numpy as np

from tellings.errors import InputError
from tellings.settings import Copies
from tellings.text.fingerprints import I64, Prints
from tellings.text.fingerprints_common import SOURCE_BITS
from tellings.text.fingerprints_common_kernels import common, sieve_of, slots_of
from tellings.text.fingerprints_join_kernels import candidates, postings
from tellings.text.fingerprints_kernels import MOST_ARTICLES, in_order, prints_of
from tellings.text.fingerprints_packed import Packed, pack
from tellings.text.passages import Aligned
from tellings.text.passages_kernels import Where, align_at, in_families
from tellings.text.passages_kernels import in_order as aligned_in_order
from tellings.text.passages_pairs import Block, Index, only_sharing
from tellings.text.passages_texts import Batch, Texts

#: Bytes of text of the pairs that are put in order and handed on together, and of those that one thread aligns at a
#: time: the more are put in order, the fewer texts are read twice.
TOGETHER, AT_A_TIME = 1 << 28, 1 << 23


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
        self._waiting: deque[tuple[Batch, Future[tuple[Prints, Packed]]]] = deque()
        self._prints: list[Prints] = []
        self._count = 0
        self._texts = Texts()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._texts.close()

    def add(self, batch: Batch) -> None:
        """Take the next texts. Their numbers go on from those of the batches before."""
        self._count += len(batch) if isinstance(batch, list) else len(batch.source)
        if self._count > MOST_ARTICLES:
            raise InputError("copies", f"more than {MOST_ARTICLES:,} articles: more than one run can compare; split it")
        self._waiting.append((batch, self._pool.submit(_prints, batch)))
        self._settle(2 * self._threads)

    def _settle(self, leave: int) -> None:
        while len(self._waiting) > leave:
            batch, future = self._waiting.popleft()
            found, encoded = future.result()
            self._prints.append(found)
            self._texts.add(batch, encoded)

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
        common_text = entries.view(np.uint64)
        sieve = sieve_of(common_text >> np.uint64(SOURCE_BITS))
        texts = Where(*self._texts.where(), source, has, slots_of(common_text), sieve)
        sizes = texts.sizes
        waiting: deque[tuple[slice, _Part]] = deque()
        for part in _parted(sizes[a] + sizes[b] if len(a) else a, TOGETHER):
            waiting.append((part, self._aligning(a[part], b[part], texts)))
            if len(waiting) > 1:
                cut, aligning = waiting.popleft()
                yield aligning.block(a[cut], b[cut])
        while waiting:
            cut, aligning = waiting.popleft()
            yield aligning.block(a[cut], b[cut])

    def _aligning(self, a: I64, b: I64, texts: Where) -> _Part:
        """Begin to align some pairs, those that hang together one after the other."""
        encoded = None
        if (texts.at < 0).any():
            numbers = np.unique(np.concatenate([a, b]))
            numbers = numbers[texts.at[numbers] < 0]
            encoded = self._texts.encoded(numbers)
            at, sizes = texts.at.copy(), texts.sizes.copy()
            at[numbers], sizes[numbers] = encoded.where()
            texts = replace(texts, at=at, sizes=sizes)
        order = in_families(a, b)
        a, b = a[order], b[order]
        cuts = _parted(texts.sizes[a] + texts.sizes[b], AT_A_TIME)
        jobs = [self._pool.submit(align_at, texts, a[cut], b[cut]) for cut in cuts]
        return _Part(order, jobs, encoded)


@dataclass(frozen=True, slots=True)
class _Part:
    """Pairs that are being aligned in another order than theirs."""

    order: I64
    jobs: list[Future[Aligned]]
    encoded: Packed | None  # keeps the bytes that are read

    def block(self, a: I64, b: I64) -> Block:
        """Those of the pairs, in their own order, that share a passage."""
        found = [job.result() for job in self.jobs]
        counts = np.concatenate([np.diff(one.starts) for one in found])
        every = Aligned(
            np.concatenate([one.cover for one in found]),
            np.concatenate([one.passages for one in found]),
            np.r_[0, np.cumsum(counts)],
        )
        return only_sharing(a, b, aligned_in_order(every, self.order))


def _parted(sizes: I64, most: int) -> Iterator[slice]:
    """Runs of pairs whose texts, of these sizes, have together some `most` bytes."""
    part = np.cumsum(sizes) // most
    cuts = np.flatnonzero(np.diff(part)) + 1
    for begin, end in zip([0, *cuts.tolist()], [*cuts.tolist(), len(sizes)], strict=True):
        if end > begin:
            yield slice(begin, end)


def _prints(batch: Batch) -> tuple[Prints, Packed]:
    """Fingerprints of a batch, and its bytes."""
    text = pack(batch) if isinstance(batch, list) else batch
    return prints_of(text), text


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
