"""How the rows of one key travel over Spark: from several tables to one group, and from its records to their tables.

Tables of different columns cannot be rows of one DataFrame, so each key's rows of a table travel as bytes of Arrow's
stream format. All functions here run on the executors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from tellings.engine.base import Group, tables_of, whole_keys
from tellings.schema import TABLES, to_table

PACKED = pa.schema([("key", pa.string()), ("table", pa.string()), ("turn", pa.int64()), ("rows", pa.binary())])
WRITTEN = pa.schema([("table", pa.string()), ("many", pa.int64()), ("rows", pa.binary())])
#: Records of one table that travel together.
TOGETHER = 4096


def _bytes(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue().to_pybytes())


def _table(data: bytes) -> pa.Table:
    with pa.ipc.open_stream(data) as reader:
        return reader.read_all()


def packed(name: str, by: str, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """One table's rows as bytes by key; `turn` keeps the order in which they came."""
    from pyspark import TaskContext

    task = TaskContext.get()
    turn = 0 if task is None else task.partitionId() << 33  # sorted rows lie in order over the partitions
    for batch in batches:
        keys = batch.column(by).to_pylist()
        places: dict[str, list[int]] = {}
        for at, key in enumerate(keys):
            places.setdefault(key, []).append(at)
        rows = [
            (key, name, turn + at[0], _bytes(pa.Table.from_batches([batch]).take(pa.array(at))))
            for key, at in places.items()
        ]
        turn += batch.num_rows
        columns = zip(*rows, strict=True) if rows else ([], [], [], [])
        yield pa.RecordBatch.from_arrays(
            [pa.array(c, f.type) for c, f in zip(columns, PACKED, strict=True)], schema=PACKED
        )


def apply_groups(
    fn: Callable[[Group], Iterable[object]], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Call `fn` once per key; the records it yields, as bytes by table."""
    waiting: dict[str, list[object]] = {}
    for whole in whole_keys(batches, ("key",)):
        for key, tables in _groups(whole):
            for name, rows in tables_of(fn(Group(key, tables))).items():
                waiting.setdefault(name, []).extend(rows)
            for name, rows in waiting.items():
                if len(rows) >= TOGETHER:
                    yield _written(name, rows)
                    rows.clear()
    for name, rows in waiting.items():
        if rows:
            yield _written(name, rows)


def _groups(whole: pa.Table) -> Iterator[tuple[str, dict[str, pa.Table]]]:
    parts: dict[str, dict[str, list[pa.Table]]] = {}
    for key, name, _, data in zip(*(column.to_pylist() for column in whole.columns), strict=True):
        parts.setdefault(key, {}).setdefault(name, []).append(_table(data))
    for key, tables in parts.items():
        yield key, {name: pa.concat_tables(listed) for name, listed in tables.items()}


def _written(name: str, rows: list[object]) -> pa.RecordBatch:
    data = _bytes(to_table(rows, TABLES[name]))
    return pa.RecordBatch.from_arrays(
        [pa.array([name]), pa.array([len(rows)], pa.int64()), pa.array([data], pa.binary())], schema=WRITTEN
    )


def opened(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The records' rows again."""
    for batch in batches:
        for data in batch.column("rows").to_pylist():
            yield from _table(data).to_batches()
