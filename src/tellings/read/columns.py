"""Texts for comparing, as Arrow columns: tables are read column by column, everything else capture by capture.

A batch has the columns `id` (the row's own id, else where it stood), `text` (the title where there is no text) and
`source` (outlet, else the address's host; may be null).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from tellings.read.intake import MAX_CHARS, _files, iter_captures
from tellings.read.tables import COLUMNS, Broken, jsonl_rows, missing, opened
from tellings.records import Capture, Drop, Note

#: Rows of a table, and captures, that are handed on together.
ROWS, CAPTURES = 8192, 256
_BLOCK = 1 << 24
NO_TEXT = "neither text nor title in this row"
_NAMES = ("id", "text", "title", "source", "url")
_HOST = r"^(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:www\.)?(?P<host>[^/:?#\s]+)"
Read: TypeAlias = pa.RecordBatch | Capture | Drop | Note


def texts(paths: Sequence[str], max_chars: int = MAX_CHARS) -> Iterator[Read]:
    """Batches of all inputs, in order; a capture that is an HTML page comes as it is: its text must be taken out.

    What could not be read comes as a Drop, what is worth knowing as a Note.
    """
    for given in paths:
        for path in _files(given):
            if isinstance(path, Drop):
                yield path
            elif path != "-" and Path(path).suffix.lower() == ".parquet":
                yield from _parquet(path)
            elif path != "-" and (fast := _json_columns(path)):
                yield from _jsonl(path, fast, max_chars)
            else:
                yield from _captures(path, max_chars)


def spelled(names: Sequence[str]) -> dict[str, list[str]]:
    """Our name -> the table's columns of that meaning, the likeliest first."""
    folded = {name.strip().lower(): name for name in names}
    return {ours: [folded[s] for s in COLUMNS[ours] if s in folded] for ours in _NAMES}


def batch_of(
    table: pa.RecordBatch | pa.Table, first: int, where: str | None = None, named: bool = True
) -> pa.RecordBatch:
    """The columns id, text and source of a table. Without ids, rows count from `first`, after `where` if given.

    `named`: where some rows have an id, the others get a name of their own too; else theirs stays null.
    """
    names = spelled(table.schema.names)
    count = table.num_rows

    def strings(ours: str) -> Any:
        columns = [_as_strings(table.column(name)) for name in names[ours]]
        return pc.coalesce(*columns) if columns else pa.nulls(count, pa.large_string())

    if names["id"]:
        ids = table.column(names["id"][0])
        ids = ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids
        nameless = named and ids.null_count > 0
        ids = ids if pa.types.is_integer(ids.type) and not nameless else _as_strings(ids)
        ids = pc.coalesce(ids, _places(first, count, where)) if nameless else ids
    elif where is None:
        ids = pa.array(range(first, first + count), pa.int64())
    else:
        ids = _places(first, count, where)
    text = strings("text")
    if names["title"]:
        text = pc.if_else(pc.fill_null(pc.not_equal(text, ""), False), text, strings("title"))
    source = pc.utf8_trim_whitespace(strings("source"))
    source = pc.if_else(pc.equal(source, ""), None, source)
    if names["url"]:
        source = pc.coalesce(source, pc.struct_field(pc.extract_regex(strings("url"), _HOST), "host"))
    return pa.RecordBatch.from_arrays(
        [ids, pc.fill_null(text, ""), pc.utf8_lower(source)], names=["id", "text", "source"]
    )


def _places(first: int, count: int, where: str | None) -> pa.Array:
    """Names of rows by where they stand."""
    names = (f"row {n}" if where is None else f"{where}:{n + 1}" for n in range(first, first + count))
    return pa.array(list(names), pa.large_string())


def _with_text(batch: pa.RecordBatch, first: int, where: str) -> Iterator[Read]:
    """The rows of a batch that have a text; the others as drops."""
    empty = pc.equal(pc.binary_length(batch.column("text")), 0)
    if pc.any(empty).as_py():
        for n in pc.indices_nonzero(empty).to_pylist():
            yield Drop(f"{where}:{first + n + 1}", "read", NO_TEXT)
        batch = batch.filter(pc.invert(empty))
    yield batch


def _as_strings(column: Any) -> Any:
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_nested(column.type):
        return pa.nulls(len(column), pa.large_string())
    if pa.types.is_fixed_size_binary(column.type):
        column = column.cast(pa.binary())
    try:
        return column.cast(pa.large_string())
    except pa.ArrowInvalid:  # bytes that are not UTF-8
        listed = [v.decode("utf-8", "replace") if isinstance(v, bytes) else v for v in column.to_pylist()]
        return pa.array(listed, pa.large_string())


def _parquet(path: str) -> Iterator[Read]:
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if problem := missing(names):
                yield Drop(path, "read", problem)
                return
            wanted = [name for found in spelled(names).values() for name in found]
            at = 0
            for batch in file.iter_batches(batch_size=ROWS, columns=wanted):
                yield from _with_text(batch_of(batch, at, path), at, path)
                at += batch.num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Drop(path, "read", f"not a Parquet file that can be read ({' '.join(str(error).split())[:200]})")


def _json_columns(path: str) -> dict[str, pa.DataType] | None:
    """The columns to read of a JSONL file whose rows have ids, judged by its first row; None when in doubt."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    if suffixes[-1:] not in ([".jsonl"], [".ndjson"]):
        return None
    try:
        with Path(path).open("rb") as file:
            row = json.loads(file.readline(_BLOCK).removeprefix(b"\xef\xbb\xbf"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(row, dict):
        return None
    names = spelled([str(name) for name in row])
    chosen = {name: pa.large_string() for found in names.values() for name in found if isinstance(row[name], str)}
    if names["id"] and isinstance(row[names["id"][0]], int) and not isinstance(row[names["id"][0]], bool):
        chosen[names["id"][0]] = pa.int64()
    return chosen if names["id"] and names["id"][0] in chosen and set(names["text"]) & set(chosen) else None


def _jsonl(path: str, columns: dict[str, pa.DataType], max_chars: int) -> Iterator[Read]:
    """A JSONL file by columns; from the first row on that does not fit them, row by row."""
    import pyarrow.json as pj

    done = 0
    try:
        with pj.open_json(
            path,
            read_options=pj.ReadOptions(block_size=_BLOCK),
            parse_options=pj.ParseOptions(
                explicit_schema=pa.schema(list(columns.items())), unexpected_field_behavior="ignore"
            ),
        ) as reader:
            for batch in reader:
                yield from _with_text(batch_of(batch, done, path), done, path)
                done += batch.num_rows
        return
    except (pa.ArrowException, OSError):
        pass
    rows: list[dict[str, Any]] = []
    with opened(Path(path)) as file:
        for row in islice(jsonl_rows(file, max_chars * 4), done, None):
            if isinstance(row, Broken):
                yield Drop(path, "read", row.reason)
            elif row.problem or not (row.values.get("text") or row.values.get("title")):
                reason = row.problem or NO_TEXT
                yield Drop(f"{path}:{row.line}", "read", reason)
            else:
                rows.append({"id": f"{path}:{row.line}", **row.values})
                if len(rows) == ROWS:
                    yield _rows(rows)
                    rows = []
    if rows:
        yield _rows(rows)


def _rows(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    columns = {name: _strings([row.get(name) for row in rows]) for name in _NAMES}
    return batch_of(pa.RecordBatch.from_pydict(columns), 0)


def _strings(values: list[Any]) -> pa.Array:
    """Strings as an Arrow array; lone surrogates, which Arrow cannot hold, as question marks: no offset changes."""
    try:
        return pa.array(values, pa.large_string())
    except UnicodeError:
        known = (value if value is None else value.encode("utf-8", "replace").decode("utf-8") for value in values)
        return pa.array(list(known), pa.large_string())


def _captures(path: str, max_chars: int) -> Iterator[Read]:
    waiting: list[Capture] = []
    for row in iter_captures([path], max_chars=max_chars):
        if isinstance(row, Capture) and row.kind != "html":
            waiting.append(row)
            if len(waiting) == CAPTURES:
                yield _of(waiting)
                waiting = []
        else:
            yield row
    if waiting:
        yield _of(waiting)


def _of(captures: list[Capture]) -> pa.RecordBatch:
    return _rows([{"id": c.path, "text": c.content, "source": c.source, "url": c.url} for c in captures])
