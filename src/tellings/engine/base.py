"""What every engine can do. Stages see this and nothing below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import pyarrow as pa

from tellings.schema import TABLE_OF, to_rows

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Group:
    """All rows of one key (a story, an article), from several tables."""

    key: str
    tables: Mapping[str, pa.Table]

    def rows(self, record: type[R]) -> list[R]:
        """The group's rows of one record class; empty when the table had none for this key."""
        table = self.tables.get(TABLE_OF[record])
        return [] if table is None else to_rows(table, record)


class Engine(Protocol):
    """Tables by name, portable SQL over them, and functions mapped over their rows.

    Every table of `schema.TABLES` exists from the start. Queries are portable SQL (docs/house.md);
    values are passed by name and written `$name` in the query.
    """

    def sql(self, table: str, query: str, **values: Any) -> None:
        """Materialise a query as a (temporary) table, replacing one of that name."""

    def put(self, table: str, rows: pa.Table) -> None:
        """Make a (temporary) table of these rows, replacing one of that name."""

    def read(self, query: str, **values: Any) -> pa.Table:
        """The result of a query."""

    def batches(self, query: str, rows: int = 65536, **values: Any) -> Iterator[pa.RecordBatch]:
        """The result of a query, streamed in batches of at most `rows` rows."""

    def append(self, table: str, rows: pa.Table | Iterable[pa.RecordBatch]) -> int:
        """Add rows to a table of the schema; the number of rows added."""

    def delete(self, table: str, where: str, **values: Any) -> None:
        """Remove the rows for which `where` holds."""

    def each(
        self, inputs: Mapping[str, str], by: str, fn: Callable[[Group], Iterable[object]], **values: Any
    ) -> dict[str, int]:
        """Call `fn` once per key with all rows of that key, and append the records it yields.

        `inputs` maps a table name to a query whose result has that table's columns and the column `by`.
        Keys come in ascending order, and so do rows within a table by the query's own ORDER BY.
        Returns rows written per table.
        """

    def drop(self, table: str) -> None:
        """Remove a table made by `sql`."""

    def close(self) -> None:
        """Release what the engine holds."""


def tables_of(rows: Iterable[object], only: Sequence[str] | None = None) -> dict[str, list[object]]:
    """Records sorted into their tables. A record whose table is not in `only` is our own mistake."""
    out: dict[str, list[object]] = {}
    for row in rows:
        name = TABLE_OF[type(row)]
        if only is not None and name not in only:
            raise TypeError(f"this stage does not write {name}")
        out.setdefault(name, []).append(row)
    return out
