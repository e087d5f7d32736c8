"""Batch functions of the copies plan: each takes batches of rows and gives batches of rows, and knows nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from tellings.engine.base import whole_keys
from tellings.settings import Copies
from tellings.text.fingerprints import I64, LEVELS, Prints
from tellings.text.fingerprints_common import EVERYBODY, SOURCE_BITS, UNLIKE, told_apart
from tellings.text.passages import LABELS
from tellings.text.passages_groups import Link, groups
from tellings.text.passages_pairs import Aligning, Block, fingerprint_all

PASSAGE = pa.struct([(name, pa.int32()) for name in ("a_begin", "a_end", "b_begin", "b_end", "words")])
_HASHES = pa.list_(pa.int64())
COUNTS = tuple(f"n{level}" for level in range(LEVELS))
_SIZES = [("level", pa.int64()), *((name, pa.int64()) for name in COUNTS)]
POSTINGS = pa.schema([("hash", pa.int64()), ("article", pa.int64()), ("source", pa.int64())])
DECIDED = pa.schema([("hash", pa.int64()), ("whose", pa.int64()), ("common", pa.bool_())])
LISTED = pa.schema([("article", pa.int64()), ("common", _HASHES)])


def pairs_schema(ids: pa.DataType) -> pa.Schema:
    """Columns of a table of pairs.

    a, b: the rows' own ids, a before b. label: identical, copy, abridged, derived or shared passage. coverage_a,
    coverage_b: share of a's (b's) words that stand in b (a). words: words in passages; longest: in the longest one;
    total_a, total_b: all words of a and of b. passages: spans in code points of both texts, and words that agree.
    """
    shares = [
        ("coverage_a", pa.float64()),
        ("coverage_b", pa.float64()),
        ("words", pa.int32()),
        ("longest", pa.int32()),
    ]
    totals = [("total_a", pa.int32()), ("total_b", pa.int32()), ("passages", pa.list_(PASSAGE))]
    return pa.schema([("a", ids), ("b", ids), ("label", pa.string()), *shares, *totals])


def pairs_batch(block: Block, a: pa.Array, b: pa.Array, rule: Copies) -> pa.RecordBatch:
    """A block's pairs, whose ids are `a` and `b`, as rows of `pairs_schema`."""
    found = block.aligned
    share_a, share_b = found.coverage()
    spans = pa.StructArray.from_arrays([pa.array(found.passages[:, n]) for n in range(5)], fields=list(PASSAGE))
    columns = [
        a,
        b,
        pa.array(LABELS, pa.string()).take(pa.array(found.labels(rule))),
        pa.array(share_a),
        pa.array(share_b),
        *(pa.array(found.cover[:, n].astype("int32")) for n in (4, 5)),
        *(pa.array(((found.cover[:, n] + 2) // 4).astype("int32")) for n in (2, 3)),
        pa.ListArray.from_arrays(pa.array(found.starts.astype("int32")), spans),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=pairs_schema(a.type))


def prints_schema(ids: pa.DataType) -> pa.Schema:
    """Columns of a table of fingerprints."""
    return pa.schema([("id", ids), ("source", pa.string()), *_SIZES, ("hashes", _HASHES)])


def fingerprints(rule: Copies, articles: int, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """id, text, source -> id, source, sampling level, hashes kept at each level, hashes."""
    for batch in batches:
        found = fingerprint_all(batch.column("text").to_pylist(), rule, articles)
        columns = [
            batch.column("id"),
            batch.column("source"),
            pa.array(found.level.astype(np.int64)),
            *(pa.array(found.counts[:, level].astype(np.int64)) for level in range(LEVELS)),
            pa.ListArray.from_arrays(pa.array(found.starts.astype(np.int32)), pa.array(found.hash)),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=prints_schema(batch.schema.field("id").type))


def postings(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """article, source, hashes -> one row per hash."""
    for batch in batches:
        lists = batch.column("hashes")
        owner = np.repeat(np.arange(len(lists)), np.diff(_starts(lists)))
        article, source = (batch.column(name).take(pa.array(owner)) for name in ("article", "source"))
        yield pa.RecordBatch.from_arrays([lists.flatten(), article, source], schema=POSTINGS)


def _starts(lists: pa.ListArray) -> I64:
    """Where each row's values begin in `lists.flatten()`; null rows have none."""
    sizes = lists.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    return np.asarray(np.r_[0, np.cumsum(sizes)], np.int64)


def judged(rule: Copies, articles: int, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """hash, whose, article, level, counts, hashes (some articles of each entry) -> whether the entry is common text."""
    tied = round(rule.tied * 1_000_000)
    asked = told_apart if articles < rule.compile_from else _compiled()
    for rows in whole_keys(batches, ("hash", "whose")):
        hashes, whose, article = (rows.column(name).to_numpy() for name in ("hash", "whose", "article"))
        lists = rows.column("hashes").combine_chunks()
        counts = np.stack([rows.column(name).to_numpy() for name in COUNTS], 1).astype(np.int32)
        level = rows.column("level").to_numpy().astype(np.uint8)
        marks = Prints(_starts(lists), lists.flatten().to_numpy().copy(), counts, level)
        order = np.lexsort((article, whose, hashes))
        cuts = np.flatnonzero((np.diff(hashes[order]) != 0) | (np.diff(whose[order]) != 0)) + 1
        members = np.split(order, cuts)
        needed = [UNLIKE if whose[own[0]] < 0 else rule.common_in_source for own in members]
        common = [asked(marks, own, least, tied) for own, least in zip(members, needed, strict=True)]
        first = np.array([own[0] for own in members])
        yield pa.RecordBatch.from_arrays(
            [pa.array(hashes[first]), pa.array(whose[first]), pa.array(common, pa.bool_())], schema=DECIDED
        )


def _compiled() -> Callable[[Prints, I64, int, int], bool]:
    from tellings.text.fingerprints_common_kernels import told_apart as compiled

    return compiled


def listed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """article, hash -> article, all its hashes that are common text."""
    for rows in whole_keys(batches, ("article",)):
        article, hashes = rows.column("article").to_numpy(), rows.column("hash").to_numpy()
        order = np.lexsort((hashes, article))
        own, starts = np.unique(article[order], return_index=True)
        lists = pa.ListArray.from_arrays(pa.array(np.r_[starts, len(order)].astype(np.int32)), pa.array(hashes[order]))
        yield pa.RecordBatch.from_arrays([pa.array(own), lists], schema=LISTED)


def aligned(rule: Copies, articles: int, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pairs with both texts (a, b, id_a, text_a, common_a, id_b, text_b, common_b) -> pairs that share a passage."""
    for batch in batches:
        both = np.concatenate([batch.column(side).to_numpy() for side in "ab"])
        own, first, where = np.unique(both, return_index=True, return_inverse=True)
        texts = pa.chunked_array([batch.column("text_a"), batch.column("text_b")]).take(pa.array(first)).to_pylist()
        common = pa.chunked_array([batch.column("common_a"), batch.column("common_b")]).take(pa.array(first))
        aligning = Aligning(texts, np.arange(len(own)), _entries(common.combine_chunks()), rule, articles)
        block = aligning.align(where[: batch.num_rows], where[batch.num_rows :])
        at = _places(block, where, len(own))
        a, b = (batch.column(f"id_{side}").take(pa.array(at)) for side in "ab")
        yield pairs_batch(block, a, b, rule)


def _entries(common: pa.ListArray) -> I64:
    """Each text's common hashes as entries of a source that is this text alone."""
    owner = np.repeat(np.arange(len(common)), np.diff(_starts(common)))
    assert len(common) < EVERYBODY
    return np.sort(common.flatten().to_numpy().astype(np.int64) << SOURCE_BITS | owner)


def _places(block: Block, where: I64, texts: int) -> I64:
    """In which row of the batch each pair of the block stands."""
    half = len(where) // 2
    keys = where[:half] * texts + where[half:]
    order = np.argsort(keys)
    return np.asarray(order[np.searchsorted(keys[order], block.a * texts + block.b)], np.int64)


def members_schema(ids: pa.DataType) -> pa.Schema:
    """Columns of the members of groups, before groups have numbers."""
    return pa.schema([("id", ids), ("representative", ids), ("keep", pa.bool_()), ("reason", pa.string())])


def grouped(rule: Copies, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pairs by component -> members of groups."""
    for rows in whole_keys(batches, ("component",)):
        ids = pa.chunked_array([*rows.column("a").chunks, *rows.column("b").chunks]).unique()
        kind, own = ids.type, sorted(ids.to_pylist())
        number = {value: n for n, value in enumerate(own)}
        columns = (
            rows.column(n).to_pylist() for n in ("a", "b", "label", "coverage_a", "coverage_b", "total_a", "total_b")
        )
        links = [Link(number[a], number[b], *rest) for a, b, *rest in zip(*columns, strict=True)]
        found: list[tuple[Any, Any, bool, str]] = [
            (own[m.article], own[m.representative], m.keep, m.reason) for m in groups(links, rule)
        ]
        schema = members_schema(kind)
        values = zip(*found, strict=True) if found else ([], [], [], [])
        yield pa.RecordBatch.from_arrays(
            [pa.array(v, f.type) for v, f in zip(values, schema, strict=True)], schema=schema
        )
