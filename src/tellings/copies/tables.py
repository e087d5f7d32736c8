"""From batches of texts to tables of pairs and groups; imports Arrow and numpy, and numba for a corpus."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tellings.errors import InputError
from tellings.plans.copies_rows import pairs_batch, pairs_schema
from tellings.progress import Progress
from tellings.read.columns import batch_of
from tellings.read.tables import missing
from tellings.settings import Settings
from tellings.text.fingerprints import I64
from tellings.text.fingerprints_tables import cache_folder
from tellings.text.passages_groups import Link, groups
from tellings.text.passages_pairs import Block, Index, plain_pairs

#: Bytes from which compiled code compares however few texts: a thousand articles have some three million.
_COMPILE_BYTES = 1 << 24
#: Texts of a list that are encoded together: few, so that they stay in the cache.
_ROWS = 256
#: What a compiled run needs to have said once.
COMPILES = "compiling for corpora: some twenty seconds, in the first run only"


def groups_schema(ids: pa.DataType) -> pa.Schema:
    """Columns of a table of groups: id, group (a number), representative (an id), keep, and reason in words."""
    return pa.schema(
        [("id", ids), ("group", pa.int64()), ("representative", ids), ("keep", pa.bool_()), ("reason", pa.string())]
    )


def groups_of(pairs: pa.Table, settings: Settings) -> pa.Table:
    """The table of groups that a table of pairs makes."""
    ids = pa.chunked_array([*pairs.column("a").chunks, *pairs.column("b").chunks], pairs.schema.field("a").type)
    own = ids.unique()
    own = own.take(pc.array_sort_indices(own))
    number = {value: n for n, value in enumerate(own.to_pylist())}
    columns = [pairs.column(name).to_pylist() for name in ("a", "b", "label", "coverage_a", "coverage_b")]
    totals = [pairs.column(name).to_pylist() for name in ("total_a", "total_b")]
    links = [Link(number[a], number[b], *rest) for a, b, *rest in zip(*columns, *totals, strict=True)]
    rows = groups(links, settings.copies)
    return pa.Table.from_arrays(
        [
            own.take(pa.array([row.article for row in rows], pa.int64())),
            pa.array([row.group for row in rows], pa.int64()),
            own.take(pa.array([row.representative for row in rows], pa.int64())),
            pa.array([row.keep for row in rows], pa.bool_()),
            pa.array([row.reason for row in rows], pa.string()),
        ],
        schema=groups_schema(own.type),
    )


def batches(data: Any) -> Iterator[pa.RecordBatch]:
    """What a caller gives, as batches with the columns id, text and source."""
    at = 0
    for batch in _tables(data):
        if problem := missing(batch.schema.names):
            raise InputError("copies", problem)
        yield batch_of(batch, at)
        at += batch.num_rows


def _tables(data: Any) -> Iterator[pa.RecordBatch]:
    if isinstance(data, (str, bytes, Path)):
        raise InputError(
            "copies", "a list of texts or a table is needed, not one text; for files: tellings copies FILE"
        )
    if hasattr(data, "collect_schema") and hasattr(data, "collect"):  # a polars LazyFrame
        data = data.collect()
    if isinstance(data, pa.RecordBatch):
        yield data
    elif isinstance(data, Mapping):
        yield from pa.table(dict(data)).to_batches()
    elif hasattr(data, "__arrow_c_stream__"):
        yield from pa.RecordBatchReader.from_stream(data)
    elif hasattr(data, "columns") and hasattr(data, "iloc"):
        yield from pa.Table.from_pandas(data, preserve_index=False).to_batches()
    else:
        yield from _listed(data)


def _listed(data: Iterable[Any], rows: int = 8192) -> Iterator[pa.RecordBatch]:
    """Texts, or rows as dicts, a batch at a time."""
    items = iter(data)
    while waiting := list(islice(items, rows)):
        wrong = next((item for item in waiting if not isinstance(item, (str, Mapping))), None)
        if wrong is not None:
            raise InputError("copies", f"texts or rows are needed, not {type(wrong).__name__}")
        if all(isinstance(item, str) for item in waiting):
            yield pa.RecordBatch.from_arrays([_strings(waiting)], names=["text"])
        else:
            yield pa.RecordBatch.from_pylist([{"text": item} if isinstance(item, str) else item for item in waiting])


def _strings(texts: list[str]) -> pa.Array:
    """Texts as an Arrow array; lone surrogates, which Arrow cannot hold, as question marks: no offset changes."""
    try:
        return pa.array(texts, pa.large_string())
    except (UnicodeError, pa.ArrowException):
        return pa.array([text.encode("utf-8", "replace").decode("utf-8") for text in texts], pa.large_string())


class Gather:
    """Takes batches; below `compile_from` articles compares them plainly, else as a corpus."""

    def __init__(self, settings: Settings, threads: int | None, progress: Progress) -> None:
        self._rule = settings.copies
        self._threads, self._progress = threads, progress
        self._ids: list[pa.Array] = []
        self._sources: list[pa.Array] = []
        self._held: list[pa.Array | list[str]] = []
        self._corpus: Any = None
        self._bytes = 0
        self.articles = 0
        self.notes: list[str] = []

    def listed(self, texts: list[str]) -> None:
        """Take texts of which nothing else is known: their ids are their positions. They are not copied."""
        self._ids.append(pa.array(np.arange(self.articles, self.articles + len(texts))))
        self._sources.append(pa.nulls(len(texts), pa.string()).dictionary_encode())
        self._take(texts)

    def add(self, batch: pa.RecordBatch) -> None:
        """Take rows with the columns id, text and source."""
        self._ids.append(batch.column("id"))
        self._sources.append(batch.column("source").dictionary_encode())
        self._take(batch.column("text").cast(pa.large_string()))

    def _take(self, texts: pa.Array | list[str]) -> None:
        self.articles += len(texts)
        self._held.append(texts)
        if self._corpus is None:
            self._bytes += sum(map(len, texts)) if isinstance(texts, list) else texts.nbytes
        if self._corpus is None and (self.articles >= self._rule.compile_from or self._bytes >= _COMPILE_BYTES):
            self._corpus = _corpus(self._rule, self._threads, self._progress)
        if self._corpus is not None:
            for held in self._held:
                if isinstance(held, list):
                    for at in range(0, len(held), _ROWS):
                        self._corpus.add(held[at : at + _ROWS])
                else:
                    self._corpus.add(_packed(held))
            self._held.clear()

    def ids(self) -> pa.Array:
        """All rows' own ids, in the order in which they came."""
        types = {str(ids.type) for ids in self._ids}
        ids = [part if len(types) == 1 else part.cast(pa.large_string()) for part in self._ids]
        return pa.chunked_array(ids).combine_chunks() if ids else pa.array([], pa.int64())

    def schema(self) -> pa.Schema:
        """Of the pairs; known once everything was added."""
        return pairs_schema(self.ids().type)

    def blocks(self) -> Iterator[pa.RecordBatch]:
        """All pairs, ascending by a and b."""
        if not self.articles:
            return
        ids = self.ids()
        if many := len(ids) - len(ids.unique()):
            repeat = "1 row repeats" if many == 1 else f"{many:,} rows repeat"
            self._say(f"{repeat} another row's id; pairs name ids, not rows")
        order = pc.array_sort_indices(ids).to_numpy().astype(np.int64)
        sources = pa.chunked_array(self._sources).unify_dictionaries().combine_chunks()
        source = sources.indices.fill_null(-1).to_numpy().astype(np.int64)
        for block in self._compare(order, source):
            self._progress.advance(len(block.a))
            if len(block.a):
                yield self._batch(block, ids)

    def _compare(self, order: I64, source: I64) -> Iterator[Block]:
        if self._corpus is not None:
            with self._corpus as corpus:
                ascending = bool((order == np.arange(len(order))).all())
                yield from corpus.pairs(None if ascending else order, source, self._watch)
                return
        texts = [text for part in self._held for text in (part if isinstance(part, list) else part.to_pylist())]
        sorted_texts = [texts[n] for n in order.tolist()]
        for block in plain_pairs(sorted_texts, source[order], self._rule, self._watch):
            yield Block(order[block.a], order[block.b], block.aligned)

    def _say(self, text: str) -> None:
        self.notes.append(text)
        self._progress.note(text)

    def _watch(self, index: Index) -> None:
        if index.hot:
            most = self._rule.cap
            self._say(
                f"{index.hot:,} fingerprints stand in too many articles (over {most}, or fewer where texts are short): "
                "they make no pairs, and tie their articles to one of them only"
            )
        if len(index.common):
            self._say(f"common text (footers, notices, formulas) by {len(index.common):,} fingerprints: left out")
        self._progress.start("copies: aligning", len(index.a))

    def _batch(self, block: Block, ids: pa.Array) -> pa.RecordBatch:
        a, b = (ids.take(pa.array(places)) for places in (block.a, block.b))
        return pairs_batch(block, a, b, self._rule)


def _packed(text: pa.Array) -> Any:
    """An Arrow array of texts for the kernels, without copying it."""
    from tellings.text.fingerprints_kernels import packed

    _, offsets, data = text.buffers()
    at = np.frombuffer(offsets, np.int64)[text.offset : text.offset + len(text) + 1]
    return packed(np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8), at)


def _corpus(rule: Any, threads: int | None, progress: Progress) -> Any:
    """An empty corpus; says so when its code must be compiled first."""
    mark = cache_folder() / f"compiled-{platform.python_version()}-{_version('numba')}-{_version('tellings')}"
    if not mark.exists():
        progress.note(COMPILES)
        try:
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
        except OSError:
            pass
    from tellings.text.passages_corpus import Corpus

    return Corpus(rule, threads)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def table_of(gathered: Gather) -> pa.Table:
    """All pairs as one table."""
    return pa.Table.from_batches(list(gathered.blocks()), gathered.schema())
