"""tellings on Spark: DataFrames in, DataFrames out. Light to import; PySpark comes when it is used.

    import tellings.spark
    pairs = tellings.spark.copies(articles)          # articles: id, text and, where known, source or url
    groups = tellings.spark.copy_groups(pairs)

The same pairs and groups as `tellings.copies` and `tellings.copy_groups` give; rows come in no order. The session is
the one that runs (a notebook's, spark-submit's), else one by the usual Spark settings. Executors need this package.
"""

from __future__ import annotations

import atexit
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from tellings.engine.spark import Spark, translated
from tellings.errors import InputError
from tellings.plans import copies as plan
from tellings.read.columns import batch_of, spelled
from tellings.read.decode import whole
from tellings.read.intake import MAX_CHARS, _Reader
from tellings.read.meta import Meta, MetaIndex
from tellings.read.tables import COLUMNS, Row, jsonl_rows, missing, row_of
from tellings.records import Capture, Drop
from tellings.schema import arrow_schema
from tellings.settings import Settings

__all__ = ["copies", "copy_groups"]

READS = "on Spark the inputs are .parquet or .jsonl (also .jsonl.gz): files, folders of them, or addresses Spark knows"
NO_ID = "no column id: on Spark rows have no place to be known by; add one whose values differ"
_JSON = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def copies(articles: Any, *, settings: Settings | None = None, scratch: str | None = None) -> Any:
    """Pairs of articles that share text, as a DataFrame with the columns of `tellings.copies`.

    `articles`: a DataFrame with the columns id (integers or strings, all different) and text (or title), and where
    known source (or url). `scratch`: a folder that all machines reach, for tables in between; else the setting
    spark.tellings.scratch; on one machine a temporary folder. It is emptied when Python ends: write what is to stay.
    Raises InputError and EngineError.
    """
    engine = _engine(articles.sparkSession, scratch)
    plan.compare(engine, take(engine, [articles]), "__pairs", (settings or Settings()).copies)
    engine.drop("__texts_0")
    return engine.frame("SELECT * FROM __pairs")


def copy_groups(pairs: Any, *, settings: Settings | None = None, scratch: str | None = None) -> Any:
    """Groups of copies from a DataFrame of pairs, as `tellings.copy_groups` has them."""
    engine = _engine(pairs.sparkSession, scratch)
    engine.adopt("__pairs", pairs)
    plan.group(engine, "SELECT * FROM __pairs", "__groups", (settings or Settings()).copies)
    return engine.frame("SELECT * FROM __groups")


def _engine(session: Any, scratch: str | None) -> Spark:
    engine = Spark(session, scratch)
    atexit.register(engine.close)
    return engine


def take(engine: Spark, frames: Sequence[Any]) -> str:
    """Store the texts of DataFrames as `__texts_0` and so on; the query that gives them (id, text, source), without
    rows that have no id, or neither text nor title. Raises InputError where a column is missing."""
    integer = [_whole_ids(frame) for frame in frames]  # every frame is asked: each may lack a column
    schema = _schema(all(integer))
    for n, frame in enumerate(frames):
        wanted = [column for columns in spelled(frame.columns).values() for column in columns]
        chosen = frame.select(*(f"`{column}`" for column in wanted))
        engine.take(chosen, partial(_texts, schema), f"__texts_{n}", schema)
    usable = """WHERE "id" IS NOT NULL AND "text" <> ''"""
    return " UNION ALL ".join(f"SELECT * FROM __texts_{n} {usable}" for n in range(len(frames)))


def _whole_ids(frame: Any) -> bool:
    """Whether ids are integers. Raises InputError where there is none, or no text."""
    if problem := missing(frame.columns):
        raise InputError("copies", problem)
    found = spelled(frame.columns)
    if not found["id"]:
        raise InputError("copies", NO_ID)
    kind = frame.schema[found["id"][0]].dataType.typeName()
    return kind in ("byte", "short", "integer", "long")


def _texts(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield batch_of(batch, 0, named=False).cast(schema)


def frames(engine: Spark, paths: Sequence[str]) -> list[Any]:
    """DataFrames of files that Spark reads itself. Raises InputError for what is not there or of another kind."""
    return [_json(frame) if lines else frame for lines, frame in _opened(engine, paths)]


def _opened(engine: Spark, paths: Sequence[str]) -> list[tuple[bool, Any]]:
    """(whether it is lines of JSON, DataFrame) of every path."""
    out = []
    for path in paths:
        with translated(path):
            lines, where = _kind(path)
            read = engine.base.read
            out.append((lines, read.text(where, lineSep="\n") if lines else read.parquet(where)))
    return out


def _kind(path: str) -> tuple[bool, str]:
    """Whether a path holds lines of JSON (else it is Parquet), and its address."""
    local = Path(path)
    names = [path.rstrip("/").rsplit("/", 1)[-1].lower()]
    if "://" not in path and not any(c in path for c in "*?[{"):
        if not local.exists():
            raise InputError(path, "no such file or folder")
        if local.is_dir() and not names[0].endswith((*_JSON, ".parquet")):
            names = [p.name.lower() for p in local.iterdir() if not p.name.startswith((".", "_"))]
        path = local.absolute().as_uri()
    if names and all(name.endswith(_JSON) for name in names):
        return True, path
    if names and all(name.endswith(".parquet") for name in names):
        return False, path
    raise InputError(path, READS)


def _json(lines: Any) -> Any:
    """Lines of JSON as id, text and source; ids are integers where the first row's is. Other rows have no id."""
    first = lines.first()
    try:
        row = json.loads(first[0]) if first else {}
    except ValueError:
        row = {}
    names = spelled([str(name) for name in row])["id"] if isinstance(row, dict) else []
    integer = bool(names) and type(row[names[0]]) is int
    return lines.mapInArrow(
        partial(_rows, integer), f"id {'bigint' if integer else 'string'}, text string, source string"
    )


def _rows(integer: bool, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    schema = _schema(integer)
    for batch in batches:
        rows = [row.values for row in _values(batch.column(0).to_pylist())]
        columns: dict[str, list[Any]] = {
            name: [row.get(name) for row in rows] for name in ("id", "text", "title", "source", "url")
        }
        if integer:
            columns["id"] = [int(own) if own and own.lstrip("-").isdigit() else None for own in columns["id"]]
        types = {name: schema.field("id").type if name == "id" else pa.string() for name in columns}
        table = pa.table({name: pa.array(v, types[name]) for name, v in columns.items()})
        yield batch_of(table, 0, named=False).cast(schema)


def _values(lines: Sequence[str | None]) -> list[Row]:
    joined = "\n".join(line or "" for line in lines).encode("utf-8")
    return [row for row in jsonl_rows(io.BytesIO(joined), 4 * MAX_CHARS) if isinstance(row, Row)]


def _schema(integer: bool) -> pa.Schema:
    return pa.schema([("id", pa.int64() if integer else pa.string()), ("text", pa.string()), ("source", pa.string())])


@dataclass(slots=True)
class Found:
    """What a comparison of files came to; the pairs stand in the engine's table `__pairs`."""

    articles: int
    dropped: int  # rows without an id, or neither text nor title
    hot: int
    common: int
    labels: dict[str, int]  # pairs by label


def compare_files(engine: Spark, paths: Sequence[str], settings: Settings) -> Found:
    """Compare the texts of files that Spark reads. Raises InputError when nothing can be compared."""
    found = plan.compare(engine, take(engine, frames(engine, paths)), "__pairs", settings.copies)
    read = 0
    for n in range(len(paths)):
        read += int(engine.read(f"SELECT count(*) FROM __texts_{n}").column(0)[0].as_py())
        engine.drop(f"__texts_{n}")
    if not found.articles:
        raise InputError(paths[0], "nothing to compare (no article in it)")
    counted = engine.read('SELECT "label", count(*) AS "n" FROM __pairs GROUP BY "label" ORDER BY 2 DESC, 1')
    labels = dict(zip(*(column.to_pylist() for column in counted.columns), strict=True))
    return Found(found.articles, read - found.articles, found.hot, found.common, labels)


def group_pairs(engine: Spark, settings: Settings) -> int:
    """Make the engine's table `__groups` from its `__pairs`; how many articles need not be kept."""
    plan.group(engine, "SELECT * FROM __pairs", "__groups", settings.copies)
    return int(engine.read('SELECT count(*) FROM __groups WHERE NOT "keep"').column(0)[0].as_py())


def take_captures(engine: Spark, paths: Sequence[str]) -> None:
    """Fill the engine's tables `captures` and `drops` from files that Spark reads. A row without an id of its own is
    known by its file and its content's id; rows come in no order, so every capture's ordinal is 0."""
    known = {spelling for spellings in COLUMNS.values() for spelling in spellings}
    for n, (lines, frame) in enumerate(_opened(engine, paths)):
        wanted = ["value"] if lines else [name for name in frame.columns if name.strip().lower() in known]
        if problem := None if lines else missing(wanted):
            raise InputError(paths[n], problem)
        chosen = frame.select(*(f"`{name}`" for name in wanted), "_metadata.file_name")
        engine.take(chosen, partial(_captures, lines), f"__given_{n}", _GIVEN)
    given = " UNION ALL ".join(f"SELECT * FROM __given_{n}" for n in range(len(paths)))
    names = ", ".join(f'"{field.name}"' for field in arrow_schema(Capture))
    engine.sql(
        "__given",
        f'SELECT *, row_number() OVER (PARTITION BY "id", "problem" ORDER BY {names}) AS "turn" FROM ({given}) g',
    )
    engine.insert("captures", 'SELECT * FROM __given WHERE "problem" IS NULL AND "turn" = 1')
    twice = "the same content from the same source as another row: counted once"
    engine.insert(
        "drops",
        f"""SELECT "path", 'read' AS "stage", coalesce("problem", '{twice}') AS "reason" FROM __given """
        'WHERE "problem" IS NOT NULL OR "turn" > 1',
    )
    for name in ("__given", *(f"__given_{n}" for n in range(len(paths)))):
        engine.drop(name)


#: A capture, or the path and problem of what is none.
_GIVEN = pa.schema([*((field.name, field.type) for field in arrow_schema(Capture)), ("problem", pa.string())])


def _captures(lines: bool, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Rows of a file -> captures; what cannot be used has a problem instead of an id."""
    reader = _Reader(MetaIndex(None), MAX_CHARS)
    for batch in batches:
        out: list[dict[str, Any]] = []
        files = batch.column("file_name").to_pylist()
        rows = batch.drop_columns(["file_name"]).to_pylist()
        for file, cells in zip(files, rows, strict=True):
            for row in _values([cells["value"]]) if lines else [row_of(0, cells)]:
                found = Drop(file, "read", row.problem) if row.problem else reader._row(file, file, row.values, Meta())
                if isinstance(found, Drop):
                    out.append({"path": file, "problem": found.reason})
                    continue
                path = row.values.get("id") or f"{file}:{found.id}"
                told = asdict(replace(found, path=path)).items()
                out.append({name: whole(value) if isinstance(value, str) else value for name, value in told})
        columns = [pa.array([one.get(field.name) for one in out], field.type) for field in _GIVEN]
        yield pa.RecordBatch.from_arrays(columns, schema=_GIVEN)
