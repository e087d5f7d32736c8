"""What every engine can do. Stages see this and nothing below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Protocol, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from tellings.engine.shelf import Shelf
from tellings.schema import TABLE_OF, Columns, to_rows

R = TypeVar("R")
T = TypeVar("T")

#: Record batches in, record batches out; over Spark it runs on the executors, so it must be a module's own function
#: (or a `functools.partial` of one) and must not count on seeing more than some of the rows.
BatchFn = Callable[[Iterator[pa.RecordBatch]], Iterable[pa.RecordBatch]]


@dataclass(frozen=True, slots=True)
class Group:
    """All rows of one key (a story, an article), from several tables."""

    key: str
    tables: Mapping[str, pa.Table]
    made: Mapping[str, dict[object, Any]] = field(default_factory=dict)  # of these tables the records are kept
    #: Of tables the records made article by article before, by article.
    lent: Mapping[str, Mapping[str, Mapping[object, Any]]] = field(default_factory=dict)

    def rows(self, record: type[R]) -> list[R]:
        """The group's rows of one record class; empty when the table had none for this key."""
        name = TABLE_OF[record]
        table, kept = self.tables.get(name), self.made.get(name)
        if table is None:
            return []
        if kept is None:
            return to_rows(table, record)
        if record not in kept:
            had = _lent(table, record, self.lent.get(name, {}))
            read: Columns[R] | None = kept.get("columns")
            if had is None:
                had = to_rows(table, record) if read is None else read.rows()
            kept[record] = had
        return list(kept[record])

    def once(self, name: str, records: Sequence[type], make: Callable[[], T]) -> T:
        """What `make` makes of the rows of these record classes and of nothing else, kept as long as all of them are.

        Rooms that name it alike share it: it must not be changed.
        """
        kept = [self.made.get(TABLE_OF[record]) for record in records]
        home = kept[0]
        if home is None or any(other is None for other in kept):
            return make()
        had = home.get(name)
        if had is None or any(mine is not theirs for mine, theirs in zip(had[0], kept, strict=True)):
            had = home[name] = kept, make()
        found: T = had[1]
        return found

    def columns(self, record: type[R]) -> Sequence[R]:
        """The same, each row made when it is asked for (`schema.column` gives a whole column)."""
        name = TABLE_OF[record]
        table, kept = self.tables.get(name), self.made.get(name)
        if table is None:
            return []
        if kept is None:
            return Columns(table, record)
        found: Sequence[R] | None = kept.get("columns")
        if found is None and record in kept:  # another room asked for all of them
            return list(kept[record])
        if found is None:
            found = kept["columns"] = Columns(table, record)
        return found


def _lent(table: pa.Table, record: type[R], by: Mapping[str, Mapping[object, Any]]) -> list[R] | None:
    """The records of a story's rows, where all of them were made article by article before; else None."""
    if not by or "article" not in table.column_names:
        return None
    out: list[R] = []
    for chunk in table.column("article").chunks:
        for article in pc.run_end_encode(chunk).values.to_pylist():
            had = by.get(article, {}).get(record)
            if had is None:
                return None
            out += had
    return out if len(out) == table.num_rows else None


class Engine(Protocol):
    """Tables by name, portable SQL over them, and functions mapped over their rows.

    Every table of `schema.TABLES` exists from the start. Queries are portable SQL (docs/house.md);
    values are passed by name and written `$name` in the query.
    """

    @property
    def distributed(self) -> bool:
        """Whether rows may lie on many machines: then a corpus room works by `sql` and `map` alone."""

    @property
    def lasting(self) -> bool:
        """Whether what is written outlives the process."""

    @property
    def shelf(self) -> Shelf:
        """Bytes beside the tables, of a room that runs in this process; they last as the tables do."""

    def sql(self, table: str, query: str, **values: Any) -> None:
        """Materialise a query as a (temporary) table, replacing one of that name."""

    def put(self, table: str, rows: pa.Table) -> None:
        """Make a (temporary) table of these rows, replacing one of that name."""

    def map(self, table: str, query: str, fn: BatchFn, schema: pa.Schema, by: Sequence[str] = ()) -> None:
        """Materialise what `fn` makes of a query's rows, in batches of `schema`, as a (temporary) table.

        With `by`, all rows that agree in these columns (not null) come one after the other, in one call of `fn`;
        a batch may end amid them (`whole_keys` puts them together again).
        """

    def number(self, table: str, query: str, column: str, by: str) -> None:
        """Materialise a query with one more column: 0, 1, 2 ... by ascending `by`, whose values differ."""

    def insert(self, table: str, query: str, **values: Any) -> None:
        """Add the rows of a query to a table of the schema."""

    def read(self, query: str, **values: Any) -> pa.Table:
        """The result of a query."""

    def pick(self, table: str, columns: Sequence[str], by: str, keys: pa.Array) -> pa.Table:
        """The rows of a table whose column `by` is one of some distinct values, in any order."""

    def batches(self, query: str, rows: int = 65536, **values: Any) -> Iterator[pa.RecordBatch]:
        """The result of a query, streamed in batches of at most `rows` rows."""

    def append(self, table: str, rows: pa.Table | Iterable[pa.RecordBatch]) -> int:
        """Add rows to a table of the schema; the number of rows added."""

    def delete(self, table: str, where: str, **values: Any) -> None:
        """Remove the rows for which `where` holds."""

    def each(
        self,
        inputs: Mapping[str, str],
        by: str,
        fn: Callable[[Group], Iterable[object]],
        articles: Mapping[str, Sequence[str]] | None = None,
        **values: Any,
    ) -> dict[str, int]:
        """Call `fn` once per key with all rows of that key, and append the records it yields.

        `inputs` maps a table name to a query whose result has that table's columns and the column `by`. `articles`
        says that a key's rows are those of these articles, in ascending order, where a table is one that rooms ask
        for article by article: an engine that still has them need not ask again.
        Keys come in ascending order, and so do rows within a table by the query's own ORDER BY.
        Returns rows written per table.
        """

    def drop(self, table: str) -> None:
        """Remove a table made by `sql`."""

    def transaction(self) -> AbstractContextManager[None]:
        """What is written within is written whole or not at all, where the engine can see to that."""

    def close(self) -> None:
        """Release what the engine holds."""


def whole_keys(batches: Iterable[pa.RecordBatch], by: Sequence[str]) -> Iterator[pa.Table]:
    """Batches whose rows stand together by key, cut anew so that no key is divided."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        if not batch.num_rows:
            continue
        last = [pc.equal(batch.column(name), batch.column(name)[batch.num_rows - 1]) for name in by]
        begin = reduce(pc.and_, last).index(True).as_py()
        if held and begin == 0:
            former, first = held[-1], batch.slice(0, 1)
            if any(former.column(name)[former.num_rows - 1] != first.column(name)[0] for name in by):
                yield pa.Table.from_batches(held)
                held = []
        elif begin > 0:
            yield pa.Table.from_batches([*held, batch.slice(0, begin)])
            held = []
        held.append(batch.slice(begin))
    if held:
        yield pa.Table.from_batches(held)


def tables_of(rows: Iterable[object], only: Sequence[str] | None = None) -> dict[str, list[object]]:
    """Records sorted into their tables. A record whose table is not in `only` is our own mistake."""
    by_type: defaultdict[type, list[object]] = defaultdict(list)
    for row in rows:
        by_type[type(row)].append(row)
    out = {TABLE_OF[kind]: listed for kind, listed in by_type.items()}
    if only is not None and (other := sorted(out.keys() - set(only))):
        raise TypeError(f"this stage does not write {', '.join(other)}")
    return out
