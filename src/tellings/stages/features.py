"""articles -> features: the words and figures of every article, by which the stories room tells events apart."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np
import pyarrow as pa

from tellings.engine.base import Engine
from tellings.progress import Progress
from tellings.records import Feature
from tellings.schema import arrow_schema
from tellings.settings import Settings
from tellings.stages.base import Stage

#: Articles whose texts are held at a time.
ARTICLES = 8192


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    """Articles that have no features yet, or whose text is another one now; all of them after a change of version."""
    began = time.perf_counter()
    engine.delete(
        "features",
        'NOT EXISTS (SELECT 1 FROM articles a WHERE a."id" = features."article" '
        'AND a."text_hash" = features."text_hash")',
    )
    todo = engine.read(
        'SELECT a."id" FROM articles a WHERE NOT EXISTS (SELECT 1 FROM features f WHERE f."article" = a."id")'
    ).column(0)
    progress.start("features", len(todo))
    for at in range(0, len(todo), ARTICLES):
        rows = engine.pick("articles", ("id", "text_hash", "headline", "text"), "id", todo.slice(at, ARTICLES))
        found = _features(rows, len(todo) >= settings.stories.compile_from)
        engine.append("features", found)
        progress.advance(rows.num_rows)
    progress.done(f"features: {len(todo)} new articles, {time.perf_counter() - began:.2f} s")


def run_tables(engine: Engine, settings: Settings, progress: Progress) -> None:
    """The same for all articles where the rows lie on many machines."""
    progress.start("features")
    counted = engine.read('SELECT count(*) AS "n" FROM articles').column(0)[0].as_py()
    query = 'SELECT "id", "text_hash", "headline", "text" FROM articles'
    compiled = counted >= settings.stories.compile_from
    engine.map("__features", query, partial(_mapped, compiled), arrow_schema(Feature))
    engine.delete("features", "TRUE")
    engine.insert("features", "SELECT * FROM __features")
    engine.drop("__features")
    progress.done(f"features: {counted} articles")


def _mapped(compiled: bool, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield from _features(pa.Table.from_batches([batch]), compiled).to_batches()


def _features(rows: pa.Table, compiled: bool) -> pa.Table:
    """Of articles (id, text_hash, headline, text)."""
    if compiled:
        from tellings.text.events_kernels import words
    else:
        from tellings.text.events_words import words
    titles = [title or "" for title in rows.column("headline").to_pylist()]
    found = words(titles, rows.column("text").to_pylist())
    lists = [
        pa.ListArray.from_arrays(pa.array(starts.astype(np.int32)), pa.array(values))
        for starts, values in ((found.starts, found.packed), (found.figure_starts, found.figures))
    ]
    return pa.Table.from_arrays([rows.column("id"), rows.column("text_hash"), *lists], schema=arrow_schema(Feature))


STAGE = Stage("features", ("articles",), ("features",), 3, run, run_tables)
