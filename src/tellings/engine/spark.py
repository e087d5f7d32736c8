"""Spark as an engine: tables are Parquet in a scratch folder, functions run on the executors over Arrow batches.

Every table is written when it is made: a lost executor costs one step, no plan grows with the run, and what each step
came to can be looked at. The engine has a session of its own beside the caller's (same cluster, other settings and
views), so nothing of the caller's is touched. Importing this module imports no PySpark.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial, reduce
from typing import Any

import numpy as np
import pyarrow as pa

from tellings.engine.base import BatchFn, Group
from tellings.engine.shelf import Shelf
from tellings.engine.spark_groups import PACKED, WRITTEN, apply_groups, opened, packed
from tellings.errors import EngineError
from tellings.schema import TABLES, arrow_schema

#: Rows that a mapped function is given at a time, and the most bytes: a batch of long texts is shorter.
ROWS, BYTES = 4096, 1 << 28
NO_PYSPARK = "Spark is not installed; install it with: pip install '.[spark]' in the checkout"
NO_JAVA = "Spark needs Java 17 or newer, and none was found: install a Java runtime or set JAVA_HOME"
NO_SCRATCH = (
    "a cluster needs a folder that all its machines reach, for tables in between: set spark.tellings.scratch "
    "(or TELLINGS_SCRATCH), as in --conf spark.tellings.scratch=s3a://bucket/scratch"
)


def session() -> tuple[Any, bool]:
    """(the Spark session, whether it was started here): the one that runs, or one by the usual Spark settings.

    SPARK_MASTER names the cluster where spark-submit or spark-defaults.conf does not; without any of these Spark runs
    in this machine's processors. Raises EngineError where PySpark or Java is missing.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError(NO_PYSPARK) from error
    running = SparkSession.getActiveSession()
    if running is not None:
        return running, False
    java = os.environ.get("JAVA_HOME")
    if not (shutil.which(os.path.join(java, "bin", "java")) if java else shutil.which("java")):  # noqa: PTH118
        raise EngineError(NO_JAVA)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    logging.getLogger("SQLQueryContextLogger").disabled = True  # says on standard error what we raise
    builder = SparkSession.builder.appName("tellings").config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.driver.maxResultSize", "0")  # stories gather the words of all articles here
    if master := os.environ.get("SPARK_MASTER"):
        builder = builder.master(master)
    try:
        started = builder.getOrCreate()
    except Exception as error:
        raise EngineError(f"Spark did not start: {_words(error)}") from error
    if started.sparkContext.master.startswith("local"):
        started.conf.set("spark.sql.shuffle.partitions", 2 * started.sparkContext.defaultParallelism)
    return started, True


class Spark:
    """Spark as an engine. `base` is the caller's session; without one, the running session or a new one is used.

    `scratch` is a folder that driver and executors reach (a path or a URI); tables live there until `close`.
    """

    def __init__(self, base: Any = None, scratch: str | None = None) -> None:
        self._shelf = Shelf()
        self._base, self._own = (base, False) if base is not None else session()
        self._spark = _beside(self._base)
        self._scratch = self._folder(scratch or self._asked())
        self._made = 0
        self._paths: dict[str, list[str]] = {}
        self._schemas: dict[str, Any] = {}
        for name, record in TABLES.items():
            self._schemas[name] = _spark_schema(arrow_schema(record))
        self._known: set[str] = set()  # tables of the schema that have been shown

    def _asked(self) -> str | None:
        return self._base.conf.get("spark.tellings.scratch", None) or os.environ.get("TELLINGS_SCRATCH")

    def _folder(self, asked: str | None) -> str:
        if asked:
            return f"{asked.rstrip('/')}/tellings-{uuid.uuid4().hex[:12]}"
        if not self._spark.sparkContext.master.startswith("local"):
            raise EngineError(NO_SCRATCH)
        return "file://" + tempfile.mkdtemp(prefix="tellings-")

    @property
    def distributed(self) -> bool:
        return True

    @property
    def lasting(self) -> bool:
        return False

    @property
    def shelf(self) -> Shelf:
        return self._shelf

    # What is stored

    def _show(self, table: str, paths: list[str]) -> None:
        """Let a name stand for these Parquet folders."""
        self._known.add(table)
        schema = self._schemas[table]
        empty = ", ".join(f"CAST(NULL AS {field.dataType.simpleString()}) AS `{field.name}`" for field in schema)
        rows = (
            self._spark.read.schema(schema).parquet(*paths) if paths else self._ask(f"SELECT {empty} WHERE FALSE", {})
        )
        rows.createOrReplaceTempView(table)
        self._paths[table] = paths

    def _write(self, table: str, rows: Any) -> str:
        self._made += 1
        path = f"{self._scratch}/{self._made:04d}-{table.strip('_')}"
        with translated(table):
            rows.write.parquet(path)
        return path

    def _store(self, table: str, rows: Any) -> None:
        """Write rows as a table, replacing one of that name."""
        former = self._paths.get(table, [])
        path = self._write(table, rows)
        self._schemas[table] = rows.schema
        self._show(table, [path])
        self._erase(former)

    def _erase(self, paths: Sequence[str]) -> None:
        context = self._spark.sparkContext
        for path in paths:
            if path.startswith("file://"):
                shutil.rmtree(path.removeprefix("file://"), ignore_errors=True)
            elif context._jsc is not None:  # else the session has been stopped: nobody is left to ask
                where = context._jvm.org.apache.hadoop.fs.Path(path)
                where.getFileSystem(context._jsc.hadoopConfiguration()).delete(where, True)

    def _ask(self, query: str, values: Mapping[str, Any]) -> Any:
        for name in sorted((TABLES.keys() - self._known) & set(re.findall(r"\w+", query))):
            self._show(name, [])
        with translated(query):
            return self._spark.sql(_spelled(query, values), args=dict(values) or None)

    # The protocol

    def sql(self, table: str, query: str, **values: Any) -> None:
        self._store(table, self._ask(query, values))

    def put(self, table: str, rows: pa.Table) -> None:
        self._store(table, self._frame(rows))

    def map(self, table: str, query: str, fn: BatchFn, schema: pa.Schema, by: Sequence[str] = ()) -> None:
        rows = self._ask(query, {})
        if by:
            rows = rows.repartition(*by).sortWithinPartitions(*by)
        self._store(table, rows.mapInArrow(fn, _spark_schema(schema)))

    def number(self, table: str, query: str, column: str, by: str) -> None:
        """As the protocol has it: rows are sorted and written, then each file's are counted to know where it begins."""
        place, part = f"__{column}", f"__{column}_part"
        rows = self._ask(query, {}).orderBy(by).selectExpr("*", f"monotonically_increasing_id() AS `{place}`")
        self._store(table, rows)  # the number is file << 33 | row in it
        parts = f"SELECT shiftright(`{place}`, 33) AS part, count(*) AS many FROM `{table}` GROUP BY 1 ORDER BY 1"
        counted = self.read(parts)
        before = np.r_[0, np.cumsum(counted.column("many").to_numpy())[:-1]] if counted.num_rows else []
        starts = self._frame(pa.table({part: counted.column("part"), "__before": pa.array(before, pa.int64())}))
        starts.createOrReplaceTempView(f"{table}__starts")
        names = ", ".join(f"r.`{name}`" for name in self._schemas[table].names if name != place)
        view = self._ask(
            f"SELECT /*+ BROADCAST(s) */ {names}, s.`__before` + r.`{place}` - shiftleft(s.`{part}`, 33) AS `{column}` "
            f"FROM `{table}` r JOIN `{table}__starts` s ON s.`{part}` = shiftright(r.`{place}`, 33)",
            {},
        )
        view.createOrReplaceTempView(table)

    def insert(self, table: str, query: str, **values: Any) -> None:
        names = ", ".join(f'"{name}"' for name in self._schemas[table].names)
        path = self._write(table, self._ask(f"SELECT {names} FROM ({query}) t", values))
        self._show(table, [*self._paths.get(table, []), path])

    def read(self, query: str, **values: Any) -> pa.Table:
        rows = self._ask(query, values)
        with translated(query):
            return rows.toArrow()

    def pick(self, table: str, columns: Sequence[str], by: str, keys: pa.Array) -> pa.Table:
        self.put("__picked", pa.table({"key": keys}))
        listed = ", ".join(f't."{name}"' for name in columns)
        return self.read(f'SELECT {listed} FROM {table} t JOIN __picked p ON p."key" = t."{by}"')

    def batches(self, query: str, rows: int = 65536, **values: Any) -> Iterator[pa.RecordBatch]:
        yield from self.read(query, **values).to_batches(rows)

    def append(self, table: str, rows: pa.Table | Iterable[pa.RecordBatch]) -> int:
        listed = rows if isinstance(rows, pa.Table) else pa.Table.from_batches(list(rows), arrow_schema(TABLES[table]))
        if listed.num_rows:
            frame = self._frame(listed.select(self._schemas[table].names))
            self._show(table, [*self._paths.get(table, []), self._write(table, frame)])
        return int(listed.num_rows)

    def delete(self, table: str, where: str, **values: Any) -> None:
        """As the protocol has it; `where` must not be null for any row."""
        if self._paths.get(table):
            everything = where.strip().lower() == "true"
            former = self._paths[table]
            kept = (
                []
                if everything
                else [self._write(table, self._ask(f'SELECT * FROM "{table}" WHERE NOT ({where})', values))]
            )
            self._show(table, kept)
            self._erase(former)

    def each(
        self,
        inputs: Mapping[str, str],
        by: str,
        fn: Callable[[Group], Iterable[object]],
        articles: Mapping[str, Sequence[str]] | None = None,
        **values: Any,
    ) -> dict[str, int]:
        """As the protocol has it; keys come in ascending order within each executor's share only."""
        parts = [
            self._ask(query, values).mapInArrow(partial(packed, name, by), _spark_schema(PACKED))
            for name, query in inputs.items()
        ]
        rows = reduce(lambda x, y: x.unionAll(y), parts).repartition("key").sortWithinPartitions("key", "table", "turn")
        self._store("__each", rows.mapInArrow(partial(apply_groups, fn), _spark_schema(WRITTEN)))
        written = self.read('SELECT "table", sum("many") AS "many" FROM __each GROUP BY "table" ORDER BY 1')
        counts = dict(zip(*(column.to_pylist() for column in written.columns), strict=True))
        for name in counts:
            own = self._ask('SELECT "rows" FROM __each WHERE "table" = $name', {"name": name})
            path = self._write(name, own.mapInArrow(opened, self._schemas[name]))
            self._show(name, [*self._paths.get(name, []), path])
        self.drop("__each")
        return counts

    def drop(self, table: str) -> None:
        self._spark.catalog.dropTempView(table)
        self._erase(self._paths.pop(table, []))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        yield

    def close(self) -> None:
        """Remove what was stored; stop the session if it was started here."""
        self._erase([self._scratch])
        if self._own:
            self._base.stop()

    # Beyond the protocol

    def frame(self, query: str) -> Any:
        """A query's rows as a DataFrame of the caller's session."""
        name = f"tellings_{uuid.uuid4().hex[:12]}"
        self._ask(query, {}).createGlobalTempView(name)
        try:
            return self._base.table(f"global_temp.{name}")
        finally:
            self._base.catalog.dropGlobalTempView(name)

    def write(self, query: str, path: str) -> None:
        """Write a query's rows as a folder of Parquet that is not there yet."""
        rows = self._ask(query, {})
        with translated(path):
            rows.write.parquet(path)

    def take(self, frame: Any, fn: BatchFn, table: str, schema: pa.Schema) -> None:
        """As `map`, of a DataFrame of the caller's session."""
        with translated(table):
            self._store(table, frame.mapInArrow(fn, _spark_schema(schema)))

    def adopt(self, table: str, frame: Any) -> None:
        """Make a table of a DataFrame of the caller's session."""
        self._store(table, frame)

    @property
    def base(self) -> Any:
        """The caller's session."""
        return self._base

    def _frame(self, rows: pa.Table) -> Any:
        """Rows of this process as a DataFrame; made in the caller's session, since to make one makes its session the
        active one."""
        name = f"tellings_{uuid.uuid4().hex[:12]}"
        self._base.createDataFrame(rows, _spark_schema(rows.schema)).createGlobalTempView(name)
        try:
            return self._spark.table(f"global_temp.{name}")
        finally:
            self._base.catalog.dropGlobalTempView(name)


def _beside(base: Any) -> Any:
    """A session on the same cluster with the caller's settings and those this engine counts on."""
    own = base.newSession()
    for key, value in base.conf.getAll.items():
        if key.startswith("spark.sql.") and own.conf.isModifiable(key):
            own.conf.set(key, value)
    needed = {
        "spark.sql.ansi.enabled": "true",
        "spark.sql.ansi.doubleQuotedIdentifiers": "true",
        "spark.sql.caseSensitive": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS),
        "spark.sql.execution.arrow.maxBytesPerBatch": str(BYTES),
        "spark.sql.parquet.compression.codec": "zstd",
    }
    for key, value in needed.items():
        own.conf.set(key, value)
    return own


def _spark_schema(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _spelled(query: str, values: Mapping[str, Any]) -> str:
    """Named values as Spark spells them."""
    return re.sub(r"\$(\w+)", r":\1", query) if values else query


def _words(error: BaseException) -> str:
    """What went wrong, without the Java call stack."""
    text = str(getattr(error, "desc", None) or error)
    return " ".join(text.split("\n\tat ")[0].split("JVM stacktrace")[0].split())[:600]


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Raise Spark's errors as EngineError; `what` was being done."""
    try:
        yield
    except EngineError:
        raise
    except Exception as error:
        if type(error).__module__.split(".")[0] in ("pyspark", "py4j"):
            raise EngineError(f"{_words(error)}\n  in: {' '.join(what.split())[:300]}") from error
        raise
