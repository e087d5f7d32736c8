"""The default engine: DuckDB in this process, in memory or in one file."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from tellings.engine.base import BatchFn, Group, tables_of
from tellings.engine.shelf import Shelf
from tellings.engine.threads import one_thread
from tellings.errors import EngineError, WorkspaceError, WorkspaceHeld
from tellings.schema import TABLES, arrow_schema, to_table

#: Rows that a mapped function is given at a time.
_BATCH = 8192

#: Rows that are kept as records from one room to the next, since most rooms read the words of the same tellings: those
#: of some six hundred articles, about 150 MB. As many are kept, as Arrow, of the tables last put.
_KEPT = 400_000
_NAME = re.compile(r"\w+")

#: The column by which rooms that look at one article ask for its rows (stages/base.py): what they made of a table is
#: lent to those that look at a story, as long as nobody writes the table.
_BY_ARTICLE = "__key"

#: Objects made, and collections of younger ones, before Python looks for cycles among them: more than the rows of a
#: room that are kept.
_COLLECT = 500_000, 50, 50


def _ddl_type(kind: pa.DataType) -> str:
    """An Arrow type as DuckDB spells it."""
    if pa.types.is_list(kind):
        return _ddl_type(kind.value_type) + "[]"
    if pa.types.is_struct(kind):
        return "STRUCT(" + ", ".join(f'"{field.name}" {_ddl_type(field.type)}' for field in kind) + ")"
    names = {pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN"}
    return names[kind]


def _ddl(name: str, record: type) -> str:
    """CREATE TABLE for a record class."""
    columns = (
        f'"{field.name}" {_ddl_type(field.type)}' + ("" if field.nullable else " NOT NULL")
        for field in arrow_schema(record)
    )
    return f'CREATE TABLE IF NOT EXISTS "{name}" ({", ".join(columns)})'


#: Tables that former versions kept and no room reads any longer: what they held lies on the shelf.
_GONE = ("fingerprints", "common_text", "compared")


def _grown(con: duckdb.DuckDBPyConnection) -> list[str]:
    """ALTER TABLE for columns that the tables of an older workspace lack; rows that have none are made again, since
    the rooms that write them have another version."""
    query = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'main'"
    there = set(con.execute(query).fetchall())
    return [
        f'ALTER TABLE "{name}" ADD COLUMN "{field.name}" {_ddl_type(field.type)}'
        for name, record in TABLES.items()
        for field in arrow_schema(record)
        if (name, field.name) not in there
    ]


def _failed(error: duckdb.Error, query: str) -> EngineError:
    """What to tell of a query that failed."""
    if "no space left on device" in str(error).lower():
        return EngineError("the disk is full: make room and run it again; what is done already is kept")
    return EngineError(f"{error}\n  in: {' '.join(query.split())[:300]}")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The rows of a query by key, as tables and, once somebody has asked for them, as records."""

    reads: frozenset[str]  # names in the query
    tables: Mapping[str, pa.Table]
    made: Mapping[str, dict[object, Any]]  # key -> records; empty where they are not kept
    rows: int
    lent: Mapping[str, dict[object, Any]] = field(default_factory=dict)  # what was made of the same table by article
    asked: frozenset[str] = frozenset()  # the articles whose rows these are, where they are by article


class Duck:
    """DuckDB as an engine. `path=None` keeps everything in memory."""

    def __init__(self, path: Path | None = None, threads: int | None = None) -> None:
        try:
            self._con = duckdb.connect(":memory:" if path is None else str(path))
        except duckdb.IOException as error:
            held = "lock" in str(error).lower()
            shut = "permission denied" in str(error).lower()
            what = "another process is writing to it; wait until it is done" if held else str(error)
            what = "may not be written: a workspace is read by who may write it" if shut else what
            raise (WorkspaceHeld if held else WorkspaceError)(f"{path}: {what}") from error
        except duckdb.Error as error:
            raise WorkspaceError(f"{path}: not a workspace this version can open ({error})") from error
        self._lasting = path is not None
        self._shelf = Shelf(None if path is None else path.with_name(f"{path.name}.kept"))
        self._kept: dict[tuple[str, str], _Parts] = {}
        self._put: dict[str, pa.Table] = {}
        self._by_article: dict[str, _Parts] = {}
        self._empty = set() if self._lasting else set(TABLES)  # surely: what is asked of them needs no query
        self._con.execute("SET preserve_insertion_order = true")
        if threads:
            self._con.execute(f"SET threads = {int(threads)}")
        self._con.execute("; ".join(("BEGIN", *(_ddl(name, record) for name, record in TABLES.items()), "COMMIT")))
        if self._lasting:
            for changed in (*_grown(self._con), *(f'DROP TABLE IF EXISTS "{name}"' for name in _GONE)):
                self._con.execute(changed)

    def _run(self, query: str, values: Mapping[str, Any]) -> Any:
        try:
            return self._con.execute(query, dict(values)) if values else self._con.execute(query)
        except duckdb.Error as error:
            raise _failed(error, query) from error

    def _ask(self, query: str, values: Mapping[str, Any]) -> Any:
        try:
            return self._con.sql(query, params=dict(values)) if values else self._con.sql(query)
        except duckdb.Error as error:
            raise _failed(error, query) from error

    def sql(self, table: str, query: str, **values: Any) -> None:
        self._run(f'CREATE OR REPLACE TEMP TABLE "{table}" AS {query}', values)
        self._wrote(table)

    def put(self, table: str, rows: pa.Table) -> None:
        if table in self._put and self._put[table].equals(rows):
            return
        self._wrote(table)
        if rows.num_rows <= _KEPT:
            self._put[table] = rows  # the last one put is the last to go
            while sum(kept.num_rows for kept in self._put.values()) > _KEPT:
                del self._put[next(iter(self._put))]
        view = f"__incoming_{table}"
        self._con.register(view, rows)
        try:
            self._run(f'CREATE OR REPLACE TEMP TABLE "{table}" AS SELECT * FROM {view}', {})
        finally:
            self._con.unregister(view)

    @property
    def distributed(self) -> bool:
        return False

    @property
    def lasting(self) -> bool:
        return self._lasting

    @property
    def shelf(self) -> Shelf:
        return self._shelf

    def map(self, table: str, query: str, fn: BatchFn, schema: pa.Schema, by: Sequence[str] = ()) -> None:
        keys = ", ".join(f'"{name}"' for name in by)
        rows = self.read(f"SELECT * FROM ({query}) t ORDER BY {keys}" if by else query)
        self.put(table, pa.Table.from_batches(fn(iter(rows.to_batches(_BATCH))), schema))

    def number(self, table: str, query: str, column: str, by: str) -> None:
        self.sql(table, f'SELECT t.*, row_number() OVER (ORDER BY t."{by}") - 1 AS "{column}" FROM ({query}) t')

    def insert(self, table: str, query: str, **values: Any) -> None:
        self._run(f'INSERT INTO "{table}" BY NAME {query}', values)
        self._wrote(table)

    def read(self, query: str, **values: Any) -> pa.Table:
        return self._ask(query, values).to_arrow_table()

    def pick(self, table: str, columns: Sequence[str], by: str, keys: pa.Array) -> pa.Table:
        # by row numbers, since a scan that asks for those between two of them leaves out what lies before and behind
        self.put("__picked", pa.table({"key": keys}))
        self.sql("__rows", f'SELECT t.rowid AS "row" FROM "{table}" t JOIN __picked p ON p."key" = t."{by}"')
        listed = ", ".join(f't."{name}"' for name in columns)
        return self.read(f'SELECT {listed} FROM "{table}" t JOIN __rows r ON r."row" = t.rowid')

    def batches(self, query: str, rows: int = 65536, **values: Any) -> Iterator[pa.RecordBatch]:
        yield from self._ask(query, values).to_arrow_reader(rows)

    def append(self, table: str, rows: pa.Table | Iterable[pa.RecordBatch]) -> int:
        if isinstance(rows, pa.Table):
            return self._insert(table, rows)
        return sum(self._insert(table, pa.Table.from_batches([batch])) for batch in rows)

    def _insert(self, table: str, rows: pa.Table) -> int:
        if not rows.num_rows:
            return 0
        self._wrote(table)
        view = f"__incoming_{table}"
        self._con.register(view, rows)
        try:
            self._run(f'INSERT INTO "{table}" BY NAME SELECT * FROM {view}', {})
        finally:
            self._con.unregister(view)
        return int(rows.num_rows)

    def delete(self, table: str, where: str, **values: Any) -> None:
        if table in self._empty:
            return
        self._run(f'DELETE FROM "{table}" WHERE {where}', values)
        self._wrote(table)

    def each(
        self,
        inputs: Mapping[str, str],
        by: str,
        fn: Callable[[Group], Iterable[object]],
        articles: Mapping[str, Sequence[str]] | None = None,
        **values: Any,
    ) -> dict[str, int]:
        with _few_collections(), one_thread():
            if values:
                parts = {name: _asked_for(self.read(query, **values), by) for name, query in inputs.items()}
            else:
                parts = {name: self._parts(name, query, by, articles or {}) for name, query in inputs.items()}
            return self._each(parts, fn)

    def _each(self, parts: Mapping[str, _Parts], fn: Callable[[Group], Iterable[object]]) -> dict[str, int]:
        written: dict[str, int] = {}
        waiting: dict[str, list[object]] = {}

        def flush(least: int) -> None:
            for name, rows in waiting.items():
                if len(rows) >= least:
                    written[name] = written.get(name, 0) + self._insert(name, to_table(rows, TABLES[name]))
                    rows.clear()

        for key in sorted({key for part in parts.values() for key in part.tables}):
            having = {name: part for name, part in parts.items() if key in part.tables}
            made = {name: part.made[key] for name, part in having.items() if part.made}
            lent = {name: part.lent for name, part in having.items()}
            group = Group(key, {name: part.tables[key] for name, part in having.items()}, made, lent)
            for name, rows in tables_of(fn(group)).items():
                waiting.setdefault(name, []).extend(rows)
            flush(50_000)
        flush(1)
        return written

    def _parts(self, name: str, query: str, by: str, articles: Mapping[str, Sequence[str]]) -> _Parts:
        """A query's rows by key: those of the last time, where no table that it reads has been written since."""
        kept = self._kept.pop((query, by), None)
        if kept is None:
            reads, lent = frozenset(_NAME.findall(query)), self._by_article.get(name)
            tables = None if by == _BY_ARTICLE or lent is None else _together(lent, by, articles)
            if name in self._empty:
                tables = {}
            elif tables is None:
                tables = _by_key(self.read(query), by)
            rows = sum(table.num_rows for table in tables.values())
            made: dict[str, dict[object, Any]] = {key: {} for key in tables} if rows <= _KEPT else {}
            if by == _BY_ARTICLE:
                kept = _Parts(reads, tables, made, rows, asked=frozenset(chain.from_iterable(articles.values())))
                self._by_article[name] = kept
            else:
                kept = _Parts(reads, tables, made, rows, lent.made if lent is not None and made else {})
            for had in kept.lent.values():  # the columns are not needed twice
                had.pop("columns", None)
        if kept.rows <= _KEPT:
            self._kept[query, by] = kept  # the last one asked for is the last to go
        while sum(part.rows for part in self._kept.values()) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return kept

    def _wrote(self, table: str) -> None:
        self._empty.discard(table)
        self._put.pop(table, None)
        self._by_article.pop(table, None)
        self._kept = {asked: part for asked, part in self._kept.items() if table not in part.reads}

    def drop(self, table: str) -> None:
        self._run(f'DROP TABLE IF EXISTS "{table}"', {})
        self._wrote(table)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self._run("BEGIN", {})
        try:
            yield
        except BaseException:
            self._run("ROLLBACK", {})
            self._kept, self._put, self._by_article = {}, {}, {}
            raise
        self._run("COMMIT", {})

    def close(self) -> None:
        self._kept, self._put, self._by_article = {}, {}, {}
        self._con.close()
        self._shelf.close()


def _asked_for(rows: pa.Table, by: str) -> _Parts:
    """Rows that are asked for once."""
    return _Parts(frozenset(), _by_key(rows, by), {}, 0)


def _together(parts: _Parts, by: str, articles: Mapping[str, Sequence[str]]) -> dict[str, pa.Table] | None:
    """The rows of each key's articles, one article after the other; None where those of some were not asked for, or
    where a row says itself which key it belongs to."""
    if not articles or not parts.asked.issuperset(chain.from_iterable(articles.values())):
        return None
    if any(by in table.column_names for table in parts.tables.values()):
        return None
    out = {}
    for key, listed in articles.items():
        held = [parts.tables[article] for article in listed if article in parts.tables]
        if held:
            out[key] = pa.concat_tables(held)
    return out


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let Python look for cycles of objects less often: rows make none, and the looking takes a tenth of the time."""
    former = gc.get_threshold()
    gc.set_threshold(*_COLLECT)
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what was made counts as old, or it would be looked through at once
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*former)


def _by_key(table: pa.Table, by: str) -> dict[str, pa.Table]:
    """A table cut into one table per value of a column; the order within a key is kept."""
    runs: dict[str, list[tuple[int, int]]] = {}  # rows that follow one another: the first and behind the last
    begin = first = 0
    for chunk in table.column(by).chunks:
        same = pc.run_end_encode(chunk)
        for key, end in zip(same.values.to_pylist(), same.run_ends.to_pylist(), strict=True):
            runs.setdefault(key, []).append((begin, first + end))
            begin = first + end
        first += len(chunk)
    return {key: _rows(table, listed) for key, listed in runs.items()}


#: A key whose rows lie in more runs than this has them copied: many small pieces are slow to read.
_RUNS = 32


def _rows(table: pa.Table, runs: list[tuple[int, int]]) -> pa.Table:
    """The rows of these runs, in order: views of the table where they are few."""
    if len(runs) == 1:
        return table.slice(runs[0][0], runs[0][1] - runs[0][0])
    if len(runs) <= _RUNS:
        return pa.concat_tables([table.slice(begin, end - begin) for begin, end in runs])
    return table.take(pa.array([row for begin, end in runs for row in range(begin, end)]))
