"""articles, lines -> copies, passages: which articles share text, how much of it, and where it stands in both.

Only what is new is read: fingerprints, pairs and passages of a former run are kept (fingerprints, compared,
common_text are this room's memory). The pairs are always those of a run from scratch, since which pairs are worth
comparing follows from all fingerprints together: a pair whose hashes have become too frequent is withdrawn, and one
that common text touches in another way than before is aligned again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tellings.engine.base import Engine
from tellings.progress import Progress
from tellings.records import CommonText, Compared, Copy, Fingerprint, Passage, Run
from tellings.schema import arrow_schema, content_id, to_rows, to_table
from tellings.settings import Copies, Settings
from tellings.stages.base import Stage, settings_hash
from tellings.text.fingerprints import HASH_BITS, I64, Prints, only
from tellings.text.fingerprints_common import EVERYBODY, SOURCE_BITS
from tellings.text.passages import LABELS
from tellings.text.passages_pairs import (
    Aligning,
    Block,
    Index,
    change_of,
    count_levels,
    fingerprint_all,
    in_this_order,
    only_hashes,
)  # fmt: skip

NAME, VERSION = "copies", 3
#: Under this name `runs` holds the pairs that were judged in the last run.
RULED = "copies judged"
#: Labels that say already that one text is made from the other.
CERTAIN = ("identical", "copy", "abridged")
MEMORY = ("fingerprints", "compared", "common_text")
#: Articles whose texts are held at a time, and pairs that are aligned at a time.
ARTICLES, PAIRS = 8192, 16384


@dataclass(frozen=True, slots=True)
class _Known:
    """All articles by ascending id; in Arrow, since few of a large archive are looked at when some are added."""

    ids: pa.Array
    hashes: pa.Array  # of their texts
    names: list[str]  # of sources, ascending
    source: I64  # each article's, by its place in `names`, or -1

    @classmethod
    def of(cls, articles: pa.Table) -> _Known:
        """From the columns id, text_hash and source."""
        ids, hashes, sources = (_one(articles.column(name)) for name in ("id", "text_hash", "source"))
        names = sorted(name for name in sources.unique().to_pylist() if name)
        source = pc.fill_null(pc.index_in(sources, pa.array(names, sources.type)), -1)
        return cls(ids, hashes, names, source.to_numpy().astype(np.int64))

    def key(self, judged: dict[tuple[str, str], str]) -> str:
        """An id of all that the result depends on."""
        listed = (f"{kind} {a} {b}" for (a, b), kind in judged.items())
        return content_id(*_bytes(self.ids), *_bytes(self.hashes), *self.names, self.source.tobytes(), *listed)

    def places(self, ids: pa.Array | pa.ChunkedArray) -> I64:
        """Where these articles stand."""
        return np.asarray(pc.index_in(ids, self.ids).to_numpy(), np.int64)

    def named(self, places: I64) -> list[str]:
        """The ids that stand at these places."""
        return list(self.ids.take(pa.array(places)).to_pylist())


def _one(column: pa.ChunkedArray) -> pa.Array:
    """A column of strings in one piece."""
    return pa.concat_arrays(
        [pa.array([], pa.large_string()), *(chunk.cast(pa.large_string()) for chunk in column.chunks)]
    )


def _bytes(column: pa.Array) -> tuple[bytes, bytes]:
    """Lengths and bytes of strings."""
    _, offsets, data = column.buffers()
    at = np.frombuffer(offsets, np.int64)[column.offset : column.offset + len(column) + 1]
    return np.diff(at).tobytes(), bytes(memoryview(data)[at[0] : at[-1]]) if data is not None else b""


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    """Compare what is new with everything."""
    began = time.perf_counter()
    own = settings_hash(settings, NAME)
    articles = engine.read('SELECT "id", "text_hash", "source" FROM articles ORDER BY "id"')
    known = _Known.of(articles)
    judged = _judged(engine)
    key = known.key(judged)
    progress.start(NAME, len(known.ids))
    former = engine.read('SELECT "version", "settings", "key" FROM runs WHERE "stage" = $stage', stage=NAME).to_pylist()
    if former == [{"version": VERSION, "settings": own, "key": key}]:
        return
    if [(row["version"], row["settings"]) for row in former] != [(VERSION, own)] or not _fits(engine):
        for table in ("copies", "passages", *MEMORY):
            engine.delete(table, "true")
    engine.delete("runs", '"stage" = $stage', stage=NAME)
    _release(engine)
    new = _fingerprint(engine, known, settings.copies)
    pairs, passages = _compare(engine, known, new, settings.copies, progress)
    _rule(engine, judged)
    engine.append("runs", to_table([Run(NAME, VERSION, own, key)], Run))
    progress.done(
        f"{NAME}: {len(known.ids)} articles in ({len(new)} new), {pairs} pairs and {passages} passages more, "
        f"{time.perf_counter() - began:.2f} s"
    )


def run_tables(engine: Engine, settings: Settings, progress: Progress) -> None:
    """The same where the rows lie on many machines: all articles are compared, by queries (`plans.copies`)."""
    from tellings.plans import copies_room

    progress.start(NAME)
    began = time.perf_counter()
    articles, pairs = copies_room.compare_articles(engine, settings.copies)
    engine.delete("runs", '"stage" = $stage', stage=RULED)
    _rule(engine, _judged(engine))
    progress.done(f"{NAME}: {articles} articles in, {pairs} pairs, {time.perf_counter() - began:.2f} s")


def _judged(engine: Engine) -> dict[tuple[str, str], str]:
    """Pair of articles that are there -> what a person judged it to be: copy, or not a copy."""
    rows = engine.read(
        'SELECT j."a", j."b", j."kind" FROM judgements j JOIN articles x ON x."id" = j."a" '
        """JOIN articles y ON y."id" = j."b" WHERE j."kind" IN ('copy', 'not a copy') ORDER BY 1, 2"""
    ).to_pylist()
    return {(row["a"], row["b"]): row["kind"] for row in rows}


def _release(engine: Engine) -> None:
    """Forget the pairs that were judged in the last run, so that they are compared like any other."""
    keys = engine.read('SELECT "key" FROM runs WHERE "stage" = $stage', stage=RULED).column(0).to_pylist()
    _forget(engine, [tuple(key.split(" ")) for key in keys])
    engine.delete("runs", '"stage" = $stage', stage=RULED)


def _rule(engine: Engine, judged: dict[tuple[str, str], str]) -> None:
    """A pair judged not to be a copy goes; one judged a copy is labelled so, however little of it is shared."""
    if not judged:
        return
    engine.put("__copies_judged", pa.table({"a": [a for a, _ in judged], "b": [b for _, b in judged]}))
    query = 'SELECT c.* FROM copies c JOIN __copies_judged j ON j."a" = c."a" AND j."b" = c."b"'
    found = {(row.a, row.b): row for row in to_rows(engine.read(query), Copy)}
    named = []
    for pair, kind in judged.items():
        row = found.get(pair, Copy(*pair, "copy", 0.0, 0.0, 0, 0))
        if kind == "copy":
            named.append(row if row.label in CERTAIN else replace(row, label="copy"))
    _forget(engine, [pair for pair, kind in judged.items() if kind == "not a copy"])
    again = [(row.a, row.b) for row in named]
    _forget(engine, again, ("copies", "compared"))
    engine.append("copies", to_table(named, Copy))
    own = [Run(RULED, VERSION, "", f"{a} {b}") for a, b in judged]
    engine.append("runs", to_table(own, Run))


def _forget(
    engine: Engine, listed: Sequence[tuple[str, ...]], tables: Sequence[str] = ("copies", "passages", "compared")
) -> None:
    """Remove pairs, and what is known of them."""
    if listed:
        engine.put("__copies_stale", pa.table({side: [pair[n] for pair in listed] for n, side in enumerate("ab")}))
        for table in tables:
            engine.delete(
                table, f'EXISTS (SELECT 1 FROM __copies_stale s WHERE s."a" = "{table}"."a" AND s."b" = "{table}"."b")'
            )


def _fits(engine: Engine) -> bool:
    """Whether every article that was seen is still there with the same text."""
    return not engine.read(
        "SELECT 1 FROM fingerprints f WHERE NOT EXISTS "
        '(SELECT 1 FROM articles a WHERE a."id" = f."article" AND a."text_hash" = f."text_hash")'
    ).num_rows


def _texts(engine: Engine, ids: Sequence[str]) -> list[str]:
    """The texts of some articles, in the order of `ids` (ascending), with all but body lines blanked."""
    engine.put("__copies_ids", pa.table({"id": pa.array(ids, pa.string())}))
    rows = engine.read('SELECT a."text" FROM articles a JOIN __copies_ids d ON d."id" = a."id" ORDER BY a."id"')
    lines = engine.read(
        'SELECT l."article", l."begin", l."end" FROM lines l JOIN __copies_ids d ON d."id" = l."article" '
        """WHERE l."label" = 'body' ORDER BY 1, 2"""
    )
    bodies: dict[str, list[tuple[int, int]]] = {}
    for article, begin, end in zip(*(lines.column(n).to_pylist() for n in range(3)), strict=True):
        bodies.setdefault(article, []).append((begin, end))
    texts = rows.column(0).to_pylist()
    return [only(text, bodies[i]) if i in bodies else text for i, text in zip(ids, texts, strict=True)]


def _fingerprint(engine: Engine, known: _Known, rule: Copies) -> I64:
    """Fingerprint the articles that have none; their places."""
    query = (
        'SELECT a."id" FROM articles a '
        'WHERE NOT EXISTS (SELECT 1 FROM fingerprints f WHERE f."article" = a."id") ORDER BY 1'
    )
    todo = known.places(engine.read(query).column(0).cast(pa.large_string()))
    for at in range(0, len(todo), ARTICLES):
        places = todo[at : at + ARTICLES]
        ids = known.named(places)
        found = fingerprint_all(_texts(engine, ids), rule, len(known.ids))
        lists = pa.ListArray.from_arrays(pa.array(found.starts.astype(np.int32)), pa.array(found.hash))
        columns = [
            pa.array(ids, pa.string()),
            known.hashes.take(pa.array(places)).cast(pa.string()),
            pa.array(found.level.astype(np.int64)),
            lists,
        ]
        engine.append("fingerprints", pa.Table.from_arrays(columns, schema=arrow_schema(Fingerprint)))
    return todo


def _prints(engine: Engine, known: _Known, rule: Copies) -> Prints:
    """All fingerprints, by ascending article id (put in order here: a query would sort the hashes with them)."""
    rows = engine.read('SELECT "article", "level", "hashes" FROM fingerprints')
    lists = rows.column("hashes").combine_chunks()
    lists = lists.chunk(0) if isinstance(lists, pa.ChunkedArray) else lists
    starts = lists.offsets.to_numpy().astype(np.int64)
    hashes = lists.values.to_numpy()[starts[0] : starts[-1]] if len(starts) else np.zeros(0, np.int64)
    starts = starts - starts[0] if len(starts) else np.zeros(1, np.int64)
    level = rows.column("level").to_numpy().astype(np.uint8)
    order = np.argsort(known.places(rows.column("article").cast(pa.large_string())))
    return in_this_order(Prints(starts, hashes, count_levels(starts, hashes, rule), level), order, rule)


def _compare(engine: Engine, known: _Known, new: I64, rule: Copies, progress: Progress) -> tuple[int, int]:
    """Bring copies and passages up to date; how many rows were written. `new` are places of new articles."""
    source = known.source
    marks = _prints(engine, known, rule)
    stored, entries = _stored(engine, known), _entries(engine, known)
    change = change_of(marks, new, source, stored, entries, rule)
    if change.hot:
        progress.note(f"{NAME}: {change.hot} fingerprints stand in too many articles: they make no pairs of their own")
    if len(change.withdrawn):
        progress.note(f"{NAME}: {len(change.withdrawn)} pairs withdrawn: what they shared is too frequent to tell")
    touched = _touched(marks, source, np.setxor1d(entries, change.common), rule)
    again = stored[np.isin(stored >> 32, touched) | np.isin(stored & 0xFFFFFFFF, touched)]
    again = np.setdiff1d(again, change.withdrawn)
    _withdraw(engine, known, np.concatenate([again, change.withdrawn]))
    _remember(engine, known, change.common)
    pairs = np.union1d(again, change.added)
    return _align(engine, known, Index(pairs >> 32, pairs & 0xFFFFFFFF, 0, change.common), source, rule)


def _stored(engine: Engine, known: _Known) -> I64:
    """Pairs that were compared before, as a << 32 | b by place."""
    rows = engine.read('SELECT "a", "b" FROM copies UNION ALL SELECT "a", "b" FROM compared')
    a, b = (known.places(rows.column(n).cast(pa.large_string())) for n in range(2))
    return np.sort(a << 32 | b)


def _entries(engine: Engine, known: _Known) -> I64:
    """Common text of the last run, ascending."""
    rows = engine.read('SELECT "hash", "source" FROM common_text')
    number = {name: n for n, name in enumerate(known.names)}
    whose = [EVERYBODY if name is None else number.get(name, -1) for name in rows.column(1).to_pylist()]
    entries = rows.column(0).to_numpy().astype(np.int64) << SOURCE_BITS | np.array(whose, np.int64)
    return np.sort(entries)


def _touched(marks: Prints, source: I64, changed: I64, rule: Copies) -> I64:
    """Articles that have a hash which has become common text, or has ceased to be."""
    if not len(changed):
        return np.zeros(0, np.int64)
    found = only_hashes(marks, np.unique((changed >> SOURCE_BITS) & ((1 << HASH_BITS) - 1)), rule)
    article = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(found.starts))
    hit = np.isin(found.hash << SOURCE_BITS | EVERYBODY, changed)
    hit |= (source[article] >= 0) & np.isin(found.hash << SOURCE_BITS | source[article], changed)
    return np.unique(article[hit]).astype(np.int64)


def _remember(engine: Engine, known: _Known, entries: I64) -> None:
    whose = (entries & EVERYBODY).tolist()
    hashes = ((entries >> SOURCE_BITS) & ((1 << HASH_BITS) - 1)).tolist()
    rows = [CommonText(h, None if n == EVERYBODY else known.names[n]) for h, n in zip(hashes, whose, strict=True)]
    engine.delete("common_text", "true")
    engine.append("common_text", to_table(rows, CommonText))


def _withdraw(engine: Engine, known: _Known, stale: I64) -> None:
    """Remove pairs, and what is known of them."""
    _forget(engine, list(zip(known.named(stale >> 32), known.named(stale & 0xFFFFFFFF), strict=True)))


def _align(engine: Engine, known: _Known, index: Index, source: I64, rule: Copies) -> tuple[int, int]:
    """Align pairs and store what they share; how many pairs and passages."""
    pairs = passages = 0
    for at in range(0, len(index.a), PAIRS):
        a, b = index.a[at : at + PAIRS], index.b[at : at + PAIRS]
        places = np.unique(np.concatenate([a, b]))
        own = known.named(places)
        texts = _texts(engine, own)
        aligning = Aligning(texts, source[places], index.common, rule, len(known.ids))
        block = aligning.align(np.searchsorted(places, a), np.searchsorted(places, b))
        rows = list(_rows(own, block, rule))
        found = [row for row in rows if isinstance(row, Copy)]
        shared = {(row.a, row.b) for row in found}
        listed = zip(known.named(a), known.named(b), strict=True)
        empty = [Compared(x, y) for x, y in listed if (x, y) not in shared]
        pairs += engine.append("copies", to_table(found, Copy))
        passages += engine.append("passages", to_table([row for row in rows if isinstance(row, Passage)], Passage))
        engine.append("compared", to_table(empty, Compared))
    return pairs, passages


def _rows(ids: list[str], block: Block, rule: Copies) -> Iterator[Copy | Passage]:
    """A block's pairs and passages as records."""
    found = block.aligned
    shares_a, shares_b = (shares.tolist() for shares in found.coverage())
    starts, cover, passages = found.starts.tolist(), found.cover.tolist(), found.passages.tolist()
    pairs = zip(block.a.tolist(), block.b.tolist(), found.labels(rule).tolist(), strict=True)
    for x, (i, j, label) in enumerate(pairs):
        a, b = ids[i], ids[j]
        yield Copy(a, b, LABELS[label], shares_a[x], shares_b[x], cover[x][4], cover[x][5])
        for row in passages[starts[x] : starts[x + 1]]:
            yield Passage(a, b, *row)


STAGE = Stage(NAME, ("articles", "lines", "judgements"), ("copies", "passages", *MEMORY), VERSION, run, run_tables)
