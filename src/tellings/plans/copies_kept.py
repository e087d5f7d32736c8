"""What the copies room of a workspace reads and keeps, as arrays: articles, their bodies, fingerprints, pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tellings.engine.base import Engine
from tellings.plans.copies_store import BODIES, COUNTS, HASHES, LEVEL, SOURCE, Store, spread
from tellings.records import Copy, Passage
from tellings.schema import arrow_schema
from tellings.settings import Copies
from tellings.text.fingerprints import HASH_BITS, I64, U8, U64, AnyPrints, Marks, Prints, only
from tellings.text.fingerprints_common import SOURCE_BITS
from tellings.text.fingerprints_join import Before, Change, among, distinct
from tellings.text.fingerprints_packed import Packed, pack
from tellings.text.passages import LABELS
from tellings.text.passages_pairs import Aligning, Block, Index, change_of, fingerprint_all, index_all, only_sharing

Texts = Packed | list[str]
#: Pairs that are aligned, and kept, at a time.
PAIRS = 1 << 17
#: Compared with this many old ones for each new article, the difference is faster than the whole.
OLD_TO_NEW = 4


@dataclass(frozen=True, slots=True)
class Known:
    """All articles, in the order of their table's rows; in Arrow, since few of a large archive are looked at."""

    ids: pa.Array
    hashes: pa.Array  # of their texts
    sources: pa.Array  # or nothing

    @classmethod
    def of(cls, engine: Engine) -> Known:
        """All articles that are there."""
        rows = engine.read('SELECT "id", "text_hash", "source" FROM articles')
        ids, hashes, sources = (_one(column) for column in rows.columns)
        return cls(ids, hashes, pc.fill_null(sources, ""))

    def __len__(self) -> int:
        return len(self.ids)

    def told(self, rows: I64) -> list[pa.Array]:
        """All that the result depends on, of these articles."""
        at = pa.array(rows)
        return [self.ids.take(at), self.hashes.take(at), self.sources.take(at)]

    def rows_of(self, store: Store) -> I64 | None:
        """The rows that were articles before, in the order in which they were added; None when one is gone, or is
        another now."""
        before = store.told()
        count = len(before[0])
        first = [column.slice(0, count) for column in (self.ids, self.hashes, self.sources)]
        if first == before:  # a table mostly grows at its end
            return np.arange(count, dtype=np.int64)
        rows = pc.index_in(before[0], self.ids)
        if rows.null_count:
            return None
        at = rows.to_numpy().astype(np.int64)
        return at if self.told(at) == before else None


@dataclass(frozen=True, slots=True)
class Numbered:
    """All articles by their numbers, the order in which they were added; and by their places, that of their ids."""

    ids: pa.Array  # by number
    place_of: I64  # by number
    number_of: I64  # by place
    prints: I64  # what the store has of each article, by place
    source: I64  # each article's, by place, or -1
    names: list[str]  # of sources

    def named(self, places: I64) -> pa.Array:
        """The ids that stand at these places."""
        return self.ids.take(pa.array(self.number_of[places]))

    def pairs(self, listed: pa.Table) -> I64:
        """Pairs of ids as a << 32 | b by place, of those that are there."""
        if not len(listed):
            return np.zeros(0, np.int64)
        a, b = (pc.fill_null(pc.index_in(_one(c), self.ids), -1).to_numpy().astype(np.int64) for c in listed.columns)
        there = (a >= 0) & (b >= 0)
        return np.asarray(self.place_of[a[there]] << 32 | self.place_of[b[there]], np.int64)


def numbered(store: Store, known: Known, rows: I64, before: int) -> Numbered:
    """Number the articles: these rows, the first of which were there before, in the order in which they come."""
    ids = known.ids if np.array_equal(rows, np.arange(len(known))) else known.ids.take(pa.array(rows))
    places, prints = store.places(), store.prints()
    if not before or len(places) != before:
        order = pc.array_sort_indices(ids).to_numpy().astype(np.int64)
    else:
        order = _placed(ids, places, before)
    place_of = np.empty(len(order), np.int64)
    place_of[order] = np.arange(len(order))
    mine = prints.take(order, 0)  # whole rows at once, and no column by itself: each is a look at another place
    return Numbered(ids, place_of, order, mine, mine[:, SOURCE].copy(), store.names())


def _placed(ids: pa.Array, number_of: I64, before: int) -> I64:
    """Numbers of articles in the order of their ids: the first `before` of them in this one, and the rest."""
    rest = pc.array_sort_indices(ids.slice(before)).to_numpy().astype(np.int64) + before
    at = np.zeros(len(rest), np.int64)
    high = np.full(len(rest), before, np.int64)
    mine = np.array(ids.take(pa.array(rest)).to_pylist(), np.object_)
    while (open_ := np.flatnonzero(at < high)).size:  # all are looked for at once, each step halves what is left
        middle = (at[open_] + high[open_]) >> 1
        theirs = np.array(ids.take(pa.array(number_of[middle])).to_pylist(), np.object_)
        less = np.asarray(theirs < mine[open_], np.bool_)
        at[open_[less]], high[open_[~less]] = middle[less] + 1, middle[~less]
    return np.asarray(np.insert(number_of, at, rest), np.int64)


def _one(column: pa.ChunkedArray) -> pa.Array:
    """A column of strings in one piece, which may be longer than 2 GB."""
    return pa.concat_arrays(
        [pa.array([], pa.large_string()), *(chunk.cast(pa.large_string()) for chunk in column.chunks)]
    )


def texts_of(engine: Engine, ids: pa.Array, compiled: bool) -> Texts:
    """The texts of some articles, in the order of `ids`, with all but their body lines blanked."""
    rows = engine.pick("articles", ("id", "text"), "id", ids)
    texts = _one(rows.column("text"))
    where = pc.index_in(ids, _one(rows.column("id"))).to_numpy().astype(np.int64)
    starts, begin, end = _body_lines(engine, ids)
    if not compiled:
        strings = texts.to_pylist()
        spans = [list(zip(begin[a:b].tolist(), end[a:b].tolist(), strict=True)) for a, b in _pairs(starts)]
        return [only(strings[n], own) if own else strings[n] for n, own in zip(where.tolist(), spans, strict=True)]
    from tellings.text.passages_bodies import bodies

    at, data = spread(texts)
    return bodies((at[:-1] + data.ctypes.data)[where], np.diff(at)[where], starts, begin, end)


def _pairs(starts: I64) -> list[tuple[int, int]]:
    return list(zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True))


def _body_lines(engine: Engine, ids: pa.Array) -> tuple[I64, I64, I64]:
    """The spans of each article's body lines, ascending: (where each article's begin, begins, ends)."""
    rows = engine.pick("lines", ("article", "begin", "end", "label"), "article", ids)
    rows = rows.filter(pc.equal(rows.column("label"), "body"))
    runs = pc.run_end_encode(_one(rows.column("article")))  # lines of one article mostly follow one another
    where = pc.index_in(runs.values, ids).to_numpy().astype(np.int64)
    owner = np.repeat(where, np.diff(np.r_[0, runs.run_ends.to_numpy()]))
    begin, end = (rows.column(name).to_numpy().astype(np.int64) for name in ("begin", "end"))
    order = np.lexsort((end, begin, owner))
    starts = np.searchsorted(owner[order], np.arange(len(ids) + 1)).astype(np.int64)
    return starts, begin[order], end[order]


def fingerprint(engine: Engine, store: Store, known: Known, rows: I64, rule: Copies) -> None:
    """Make and keep the fingerprints of the articles in these rows of the table."""
    texts = texts_of(engine, known.ids.take(pa.array(rows)), len(known) >= rule.compile_from)
    bodies = texts if isinstance(texts, Packed) else pack(texts)
    found = fingerprint_all(texts, rule, len(known))
    told = known.told(rows)
    store.add(told, store.numbers(told[2].to_pylist()), bodies, found)


def fingerprints(store: Store, articles: Numbered, rule: Copies) -> AnyPrints:
    """All fingerprints, by ascending article id."""
    hashes, mine = store.hashes(), articles.prints
    begins, ends = _bounds(store, articles, HASHES)
    counts, level = mine[:, COUNTS:].astype(np.int32), mine[:, LEVEL].astype(np.uint8)
    if len(mine) >= rule.compile_from:
        return Marks(begins, ends, hashes, counts, level)
    parts = [hashes[a:b] for a, b in zip(begins.tolist(), ends.tolist(), strict=True)]
    starts = np.r_[0, np.cumsum(ends - begins)].astype(np.int64)
    return Prints(starts, np.concatenate([np.zeros(0, np.int64), *parts]), counts, level)


def _bounds(store: Store, articles: Numbered, column: int) -> tuple[I64, I64]:
    """Where each article's part of a file begins and ends, by place."""
    before = np.r_[0, store.prints()[:-1, column]]
    return before.take(articles.number_of), articles.prints[:, column].copy()


def changes(store: Store, articles: Numbered, marks: AnyPrints, before: Before, rule: Copies) -> tuple[Change, I64]:
    """What the articles that were added since `before` change in the pairs to align and the common text, and which
    pairs must be aligned again; the index is that of all articles then. `marks` are the fingerprints of all.

    Whether it is worked out from the difference or from the whole makes no difference.
    """
    fresh = articles.place_of[before.articles :]
    if isinstance(marks, Marks) and len(marks) >= (OLD_TO_NEW + 1) * len(fresh):
        from tellings.text.fingerprints_growth import grow
        from tellings.text.fingerprints_index import postings_of

        theirs = _index(store, before.articles)
        find = partial(postings_of, store.runs(), place_of=articles.place_of)
        change = grow(marks, (np.sort(fresh), theirs), articles.source, before, rule, find)
    else:
        change = change_of(_index_all(store, articles, marks, rule), marks, articles.source, before)
    return change, _again(marks, change, before)


def _index_all(store: Store, articles: Numbered, marks: AnyPrints, rule: Copies) -> Index:
    """Pairs worth aligning and common text among all articles; the index is made anew."""
    store.without("run")

    def keep(entries: U64) -> None:
        from tellings.text.fingerprints_index import renumber

        renumber(entries, articles.number_of)
        store.follow(entries)

    if isinstance(marks, Prints):
        entries = marks.hash.astype(np.uint64) << np.uint64(64 - HASH_BITS)
        store.follow(np.sort(entries | np.repeat(articles.number_of, np.diff(marks.starts)).astype(np.uint64)))
    return index_all(marks, articles.source, rule, keep)


def _again(marks: AnyPrints, change: Change, before: Before) -> I64:
    """Pairs that were aligned of which one article has other common text now: those both of which have some, since a
    passage is left out when it is common text on both sides."""
    touched = np.zeros(len(marks), np.bool_)
    touched[change.touched] = True
    pairs = before.pairs[touched[before.pairs >> 32] | touched[before.pairs & 0xFFFFFFFF]]
    has = _having(marks, pairs, np.concatenate([before.common, change.common]))
    return np.asarray(pairs[(has[pairs >> 32] & has[pairs & 0xFFFFFFFF]) > 0], np.int64)


def _having(marks: AnyPrints, pairs: I64, entries: I64) -> U8:
    """Marks the articles of some pairs that have hashes of common text, be it anybody's."""
    hashes = distinct((entries >> SOURCE_BITS) & ((1 << HASH_BITS) - 1))
    some = np.zeros(len(marks), np.bool_)
    some[pairs >> 32] = some[pairs & 0xFFFFFFFF] = True
    has, articles = some.astype(np.uint8), np.flatnonzero(some)
    if isinstance(marks, Marks):
        from tellings.text.fingerprints_common_kernels import only_them

        at = marks.begins[articles], marks.ends[articles]
        theirs = Marks(*at, marks.hash, marks.counts[articles], marks.level[articles])
        has[articles] = np.diff(only_them(theirs, hashes).starts) > 0
    else:
        has[articles] = [among(marks.of(n), hashes).any() for n in articles.tolist()]
    return has


def _index(store: Store, first: int) -> I64:
    """Add the articles from number `first` on to the index, as a run of their own; merge the last runs if need be.
    Their hashes, ascending."""
    from tellings.text.fingerprints_index import entries_of, hashes_of, merged, to_merge

    ends, hashes = np.r_[0, store.prints()[:, HASHES]][first:], store.hashes()
    entries = entries_of(ends - ends[0], hashes[int(ends[0]) : int(ends[-1])], first)
    if len(entries):
        store.more("run", entries)
    runs = store.runs()
    many = to_merge([len(run) for run in runs])
    if many > 1:
        store.without("run", many)
        store.more("run", merged(runs[-many:]))
    return hashes_of(entries)


def pairs_before(store: Store, articles: Numbered) -> I64:
    """Pairs that were aligned, as a << 32 | b by place, ascending."""
    pairs = store.pairs()
    one, other = articles.place_of[pairs >> 32], articles.place_of[pairs & 0xFFFFFFFF]
    return np.sort(np.minimum(one, other) << 32 | np.maximum(one, other))


def keep_aligned(store: Store, articles: Numbered, pairs: I64, common: I64) -> None:
    """Keep which pairs were aligned, common text, and the order of the articles' ids."""
    for kind in ("pairs", "common", "places"):
        store.without(kind)
    store.more("common", common)
    store.more("pairs", articles.number_of[pairs >> 32] << 32 | articles.number_of[pairs & 0xFFFFFFFF])
    store.more("places", articles.number_of)


def aligned(
    store: Store, articles: Numbered, marks: AnyPrints, given: tuple[I64, I64], rule: Copies
) -> Iterator[Block]:
    """What pairs of articles (by place) share, some at a time; those that share nothing are left out.

    `given` are the pairs and the entries of common text; `marks` are the fingerprints of all.
    """
    pairs, common = given
    bodies = store.bodies()
    begins, ends = _bounds(store, articles, BODIES)
    sizes = ends - begins
    a, b = pairs >> 32, pairs & 0xFFFFFFFF
    if len(articles.ids) < rule.compile_from:
        some = np.unique(np.r_[a, b])
        spans = zip(begins[some].tolist(), sizes[some].tolist(), strict=True)
        texts = [bodies[at : at + size].tobytes().decode("utf-8", "surrogatepass") for at, size in spans]
        aligning = Aligning(texts, articles.source[some], common, rule, len(articles.ids))
        found = aligning.align(np.searchsorted(some, a), np.searchsorted(some, b))
        yield Block(some[found.a], some[found.b], found.aligned)
        return
    from tellings.text.passages_kernels import align_at, in_families, where

    has = _having(marks, pairs, common)
    texts_at = where(bodies.ctypes.data + begins, sizes, articles.source, common, has)
    order = in_families(a, b)
    a, b = a[order], b[order]
    for at in range(0, len(a), PAIRS):
        some_a, some_b = a[at : at + PAIRS], b[at : at + PAIRS]
        yield only_sharing(some_a, some_b, align_at(texts_at, some_a, some_b))


def keep_pairs(engine: Engine, articles: Numbered, block: Block, rule: Copies) -> tuple[int, int]:
    """Keep what the pairs of a block share; how many pairs and passages were written."""
    found = block.aligned
    a, b = (articles.named(side).cast(pa.string()) for side in (block.a, block.b))
    labels = pa.array(LABELS, pa.string()).take(pa.array(found.labels(rule)))
    numbers = [pa.array(found.cover[:, n].astype(np.int64)) for n in (4, 5)]
    columns = [a, b, labels, *(pa.array(share) for share in found.coverage()), *numbers]
    count = engine.append("copies", pa.Table.from_arrays(columns, schema=arrow_schema(Copy)))
    owner = pa.array(np.repeat(np.arange(len(block.a)), np.diff(found.starts)))
    columns = [a.take(owner), b.take(owner), *(pa.array(found.passages[:, n].astype(np.int64)) for n in range(5))]
    passages = engine.append("passages", pa.Table.from_arrays(columns, schema=arrow_schema(Passage)))
    return count, passages
