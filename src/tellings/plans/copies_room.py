"""The copies room of a workspace by the tables plan: articles, lines -> copies, passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from tellings.engine.base import Engine, whole_keys
from tellings.plans import copies as plan
from tellings.records import Passage
from tellings.schema import arrow_schema
from tellings.settings import Copies
from tellings.text.fingerprints import only

TEXTS = pa.schema([("id", pa.string()), ("text", pa.string()), ("source", pa.string())])
#: Each article, and its body lines, as rows of one table.
_LINES = (
    'SELECT "id", "text", "source", CAST(NULL AS BIGINT) AS "begin", CAST(NULL AS BIGINT) AS "end" FROM articles '
    'UNION ALL SELECT "article" AS "id", CAST(NULL AS STRING) AS "text", CAST(NULL AS STRING) AS "source", '
    """"begin", "end" FROM lines WHERE "label" = 'body'"""
)
_COPIES = (
    'SELECT "a", "b", "label", "coverage_a", "coverage_b", CAST("words" AS BIGINT) AS "words", '
    'CAST("longest" AS BIGINT) AS "longest" FROM __pairs'
)


def compare_articles(engine: Engine, rule: Copies) -> tuple[int, int]:
    """Compare all articles' body lines; how many articles there are, and pairs."""
    engine.map("__texts", _LINES, bodies, TEXTS, ("id",))
    found = plan.compare(engine, "SELECT * FROM __texts", "__pairs", rule)
    engine.delete("copies", "TRUE")
    engine.delete("passages", "TRUE")
    engine.insert("copies", _COPIES)
    engine.map("__passages", 'SELECT "a", "b", "passages" FROM __pairs', passages, arrow_schema(Passage))
    engine.insert("passages", "SELECT * FROM __passages")
    pairs = int(engine.read('SELECT count(*) AS "n" FROM __pairs').column(0)[0].as_py())
    for name in ("__texts", "__pairs", "__passages"):
        engine.drop(name)
    return found.articles, pairs


def bodies(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Articles with their body lines -> id, text with all else blanked, source."""
    for rows in whole_keys(batches, ("id",)):
        lines: dict[str, list[tuple[int, int]]] = {}
        own: dict[str, tuple[str, str | None]] = {}
        for article, text, source, begin, end in zip(*(c.to_pylist() for c in rows.columns), strict=True):
            if begin is None:
                own[article] = text, source
            else:
                lines.setdefault(article, []).append((begin, end))
        texts = [only(text, sorted(lines[i])) if i in lines else text for i, (text, _) in own.items()]
        columns = [list(own), texts, [source for _, source in own.values()]]
        yield pa.RecordBatch.from_arrays([pa.array(c, pa.string()) for c in columns], schema=TEXTS)


def passages(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """a, b, passages -> one row per passage."""
    schema = arrow_schema(Passage)
    for batch in batches:
        lists = batch.column("passages")
        owner = pa.array(np.repeat(np.arange(len(lists)), lists.value_lengths().to_numpy(zero_copy_only=False)))
        flat = lists.flatten()
        columns = [batch.column(side).take(owner) for side in "ab"]
        columns += [flat.field(field.name).cast(pa.int64()) for field in schema if field.name not in ("a", "b")]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)
