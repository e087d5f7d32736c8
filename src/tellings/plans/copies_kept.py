"""What the copies room of a workspace reads and keeps, as arrays: articles, their bodies, fingerprints, pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tellings.engine.base import Engine
from tellings.records import CommonText, Compared, Copy, Fingerprint, Passage
from tellings.schema import arrow_schema, content_id
from tellings.settings import Copies
from tellings.text.fingerprints import HASH_BITS, I64, LEVELS, AnyPrints, Bools, Marks, only
from tellings.text.fingerprints_common import EVERYBODY, SOURCE_BITS
from tellings.text.fingerprints_packed import Packed
from tellings.text.passages import LABELS
from tellings.text.passages_pairs import Block, fingerprint_all, in_this_order

Texts = Packed | list[str]
#: Fingerprints that are read at a time: few, so that the memory is used again; and hashes of an article, about.
_ROWS, _HASHES = 8192, 110


@dataclass(frozen=True, slots=True)
class Known:
    """All articles by ascending id; in Arrow, since few of a large archive are looked at when some are added."""

    ids: pa.Array
    hashes: pa.Array  # of their texts
    names: list[str]  # of sources, ascending
    source: I64  # each article's, by its place in `names`, or -1
    stored: I64  # all places, in the order in which the table has the articles

    @classmethod
    def of(cls, engine: Engine) -> Known:
        """All articles that are there."""
        rows = engine.read('SELECT "id", "text_hash", "source" FROM articles')
        ids, hashes, sources = (_one(column) for column in rows.columns)
        order = pc.array_sort_indices(ids)
        names = sorted(name for name in sources.unique().to_pylist() if name)
        source = pc.fill_null(pc.index_in(sources, pa.array(names, sources.type)), -1)
        at = order.to_numpy().astype(np.int64)
        stored = np.empty(len(at), np.int64)
        stored[at] = np.arange(len(at))
        return cls(ids.take(order), hashes.take(order), names, source.to_numpy().astype(np.int64)[at], stored)

    def key(self, some: I64) -> str:
        """An id of all that the result depends on, of some of the articles."""
        at = pa.array(some)
        name = np.array([*self.names, ""], np.object_)
        used = np.unique(self.source[some])  # places in `names` say nothing when others come: names are told
        told = np.searchsorted(used, self.source[some]).tobytes()
        return content_id(
            *_bytes(self.ids.take(at)), *_bytes(self.hashes.take(at)), *name[used].tolist(), told, str(len(used))
        )

    def without(self, places: I64) -> I64:
        """The places of all other articles, in the table's order."""
        there = np.zeros(len(self.ids), np.bool_)
        there[places] = True
        return self.stored[~there[self.stored]]

    def places(self, ids: pa.ChunkedArray) -> I64:
        """Where these articles stand, or -1."""
        listed = _one(ids)
        if len(listed) <= len(self.ids):  # tables mostly hold articles in one order
            at = self.stored[: len(listed)]
            if self.ids.take(pa.array(at)).equals(listed):
                return at
        return np.asarray(pc.fill_null(pc.index_in(listed, self.ids), -1).to_numpy(), np.int64)

    def named(self, places: I64) -> pa.Array:
        """The ids that stand at these places."""
        return self.ids.take(pa.array(places))


def _one(column: pa.ChunkedArray) -> pa.Array:
    """A column of strings in one piece."""
    return pa.concat_arrays(
        [pa.array([], pa.large_string()), *(chunk.cast(pa.large_string()) for chunk in column.chunks)]
    )


def _bytes(column: pa.Array) -> tuple[bytes, bytes]:
    """Lengths and bytes of strings."""
    at, data = _spread(column)
    return np.diff(at).tobytes(), bytes(memoryview(data)[at[0] : at[-1]]) if data is not None else b""


def _spread(column: pa.Array) -> tuple[I64, pa.Buffer | None]:
    """Where strings begin and end in a buffer, and the buffer."""
    _, offsets, data = column.buffers()
    at = np.frombuffer(offsets, np.int64)[column.offset : column.offset + len(column) + 1] if offsets else None
    return np.zeros(1, np.int64) if at is None else at, data


def texts_of(engine: Engine, ids: pa.Array, compiled: bool) -> Texts:
    """The texts of some articles, in the order of `ids`, with all but their body lines blanked."""
    rows = engine.pick("articles", ("id", "text"), "id", ids)
    texts = _one(rows.column("text"))
    where = pc.index_in(ids.cast(pa.large_string()), _one(rows.column("id"))).to_numpy().astype(np.int64)
    starts, begin, end = _body_lines(engine, ids)
    if not compiled:
        strings = texts.to_pylist()
        spans = [list(zip(begin[a:b].tolist(), end[a:b].tolist(), strict=True)) for a, b in _pairs(starts)]
        return [only(strings[n], own) if own else strings[n] for n, own in zip(where.tolist(), spans, strict=True)]
    from tellings.text.passages_bodies import bodies

    at, data = _spread(texts)
    return bodies((at[:-1] + (data.address if data else 0))[where], np.diff(at)[where], starts, begin, end)


def _pairs(starts: I64) -> list[tuple[int, int]]:
    return list(zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True))


def _body_lines(engine: Engine, ids: pa.Array) -> tuple[I64, I64, I64]:
    """The spans of each article's body lines, ascending: (where each article's begin, begins, ends)."""
    rows = engine.pick("lines", ("article", "begin", "end", "label"), "article", ids)
    rows = rows.filter(pc.equal(rows.column("label"), "body"))
    runs = pc.run_end_encode(_one(rows.column("article")))  # lines of one article mostly follow one another
    where = pc.index_in(runs.values, ids.cast(pa.large_string())).to_numpy().astype(np.int64)
    owner = np.repeat(where, np.diff(np.r_[0, runs.run_ends.to_numpy()]))
    begin, end = (rows.column(name).to_numpy().astype(np.int64) for name in ("begin", "end"))
    order = np.lexsort((end, begin, owner))
    starts = np.searchsorted(owner[order], np.arange(len(ids) + 1)).astype(np.int64)
    return starts, begin[order], end[order]


def fingerprint(engine: Engine, known: Known, places: I64, rule: Copies) -> None:
    """Make and keep the fingerprints of articles at these places."""
    ids = known.named(places)
    articles = len(known.ids)
    found = fingerprint_all(texts_of(engine, ids, articles >= rule.compile_from), rule, articles)
    lists = pa.ListArray.from_arrays(pa.array(found.starts.astype(np.int32)), pa.array(found.hash))
    hashes = known.hashes.take(pa.array(places)).cast(pa.string())
    columns = [ids.cast(pa.string()), hashes, pa.array(found.level.astype(np.int64)), lists]
    engine.append("fingerprints", pa.Table.from_arrays(columns, schema=arrow_schema(Fingerprint)))


def fingerprints(engine: Engine, known: Known, rule: Copies) -> AnyPrints:
    """All fingerprints, by ascending article id. Hashes stay as they come: a query would sort them too."""
    hashes = np.empty(_HASHES * len(known.ids), np.int64)
    ends, levels, ids, n = [np.zeros(1, np.int64)], [np.zeros(0, np.uint8)], [pa.array([], pa.string())], 0
    for batch in engine.batches('SELECT "article", "level", "hashes" FROM fingerprints', _ROWS):
        lists = batch.column("hashes")
        at = lists.offsets.to_numpy().astype(np.int64)
        own = lists.values.to_numpy()[at[0] : at[-1]]
        if n + len(own) > len(hashes):
            hashes = np.concatenate([hashes[:n], np.empty(n + len(own), np.int64)])
        hashes[n : n + len(own)] = own
        ends.append(at[1:] - at[0] + n)
        levels.append(batch.column("level").to_numpy().astype(np.uint8))
        ids.append(batch.column("article"))
        n += len(own)
    starts = np.concatenate(ends)
    order = np.argsort(known.places(pa.chunked_array(ids)))
    counts = np.zeros((len(order), LEVELS), np.int32)
    return in_this_order(Marks(starts[:-1], starts[1:], hashes, counts, np.concatenate(levels)), order, rule)


def compared_before(engine: Engine, known: Known) -> I64:
    """Pairs that were compared before, as a << 32 | b by place, ascending."""
    rows = engine.read('SELECT "a", "b" FROM copies UNION ALL SELECT "a", "b" FROM compared')
    both = known.places(pa.chunked_array([*rows.column("a").chunks, *rows.column("b").chunks], pa.string()))
    return np.sort(both[: len(rows)] << 32 | both[len(rows) :])


def common_before(engine: Engine, known: Known) -> I64:
    """Common text of the last run, ascending."""
    rows = engine.read('SELECT "hash", "source" FROM common_text')
    names = pa.array(known.names, pa.string())
    whose = pc.fill_null(pc.index_in(rows.column("source"), names), -1).to_numpy().astype(np.int64)
    everybody = rows.column("source").is_null().to_numpy()
    entries = rows.column("hash").to_numpy().astype(np.int64) << SOURCE_BITS | np.where(everybody, EVERYBODY, whose)
    return np.sort(entries)


def keep_common(engine: Engine, known: Known, entries: I64) -> None:
    """Keep common text for the next run."""
    whose = entries & EVERYBODY
    names = pa.array([*known.names, None], pa.string())
    source = names.take(pa.array(np.where(whose == EVERYBODY, len(known.names), whose)))
    hashes = pa.array((entries >> SOURCE_BITS) & ((1 << HASH_BITS) - 1))
    engine.delete("common_text", "true")
    engine.append("common_text", pa.Table.from_arrays([hashes, source], schema=arrow_schema(CommonText)))


def keep_pairs(engine: Engine, ids: pa.Array, pairs: tuple[I64, I64], block: Block, rule: Copies) -> tuple[int, int]:
    """Keep what the `pairs` of a block share (by their articles' places in `ids`), and which share nothing; how many
    pairs and passages were written."""
    found = block.aligned
    names = ids.cast(pa.string())
    a, b = (names.take(pa.array(side)) for side in (block.a, block.b))
    labels = pa.array(LABELS, pa.string()).take(pa.array(found.labels(rule)))
    numbers = [pa.array(found.cover[:, n].astype(np.int64)) for n in (4, 5)]
    columns = [a, b, labels, *(pa.array(share) for share in found.coverage()), *numbers]
    count = engine.append("copies", pa.Table.from_arrays(columns, schema=arrow_schema(Copy)))
    owner = pa.array(np.repeat(np.arange(len(block.a)), np.diff(found.starts)))
    columns = [a.take(owner), b.take(owner), *(pa.array(found.passages[:, n].astype(np.int64)) for n in range(5))]
    passages = engine.append("passages", pa.Table.from_arrays(columns, schema=arrow_schema(Passage)))
    empty = _without(pairs, block)
    columns = [names.take(pa.array(side[empty])) for side in pairs]
    engine.append("compared", pa.Table.from_arrays(columns, schema=arrow_schema(Compared)))
    return count, passages


def _without(pairs: tuple[I64, I64], block: Block) -> Bools:
    """Which of the pairs are not in the block."""
    listed, sharing = pairs[0] << 32 | pairs[1], np.sort(block.a << 32 | block.b)
    at = np.minimum(np.searchsorted(sharing, listed), max(len(sharing) - 1, 0))
    return np.asarray(sharing[at] != listed if len(sharing) else np.ones(len(listed)), np.bool_)
