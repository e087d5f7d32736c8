"""What copies cost as tables while a corpus grows: python benchmarks/spark_growth.py [--duckdb] CORPUS.parquet...

Every corpus is compared by the tables plan, on Spark under local[2] (or on DuckDB, to count rows of larger corpora),
and a line of JSON says how many rows each table held and, on Spark, its bytes as compressed Parquet, the bytes that
were shuffled, and the CPU time of the driver, the JVM and the Python workers together (Linux; start-up left out).
The corpora of docs/scaling.md come from make_copies.py.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from tellings.engine.base import Engine
from tellings.engine.duck import Duck
from tellings.engine.spark import Spark
from tellings.plans import copies as plan
from tellings.settings import Settings
from tellings.spark import take

TICKS = os.sysconf("SC_CLK_TCK")
SHARED = (
    'SELECT sum(CASE WHEN "hot" = 1 THEN "many" - 1 ELSE "many" * ("many" - 1) / 2 END) AS "n" FROM __copies_hashes'
)


def cpu() -> float:
    """CPU seconds so far of this process and all that it has started."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        pid = int(entry.parent.name)
        parents[pid] = int(fields[1])
        used[pid] = sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(used[pid] for pid in ours if pid in used) / TICKS


class Watch:
    """Stands before an engine and notes how many rows, and bytes, each table held when it was dropped."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.rows: dict[str, int] = {}
        self.bytes: dict[str, int] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def drop(self, table: str) -> None:
        """Count, then drop."""
        short = table.removeprefix("__").removeprefix("copies_")
        self.rows[short] = int(self._engine.read(f'SELECT count(*) AS "n" FROM "{table}"').column(0)[0].as_py())
        if table == "__copies_hashes":
            self.rows["shared"] = int(self._engine.read(SHARED).column(0)[0].as_py() or 0)
        if isinstance(self._engine, Spark):
            folders = [Path(path.removeprefix("file://")) for path in self._engine._paths.get(table, [])]
            self.bytes[short] = sum(file.stat().st_size for folder in folders for file in folder.glob("*.parquet"))
        self._engine.drop(table)


def totals(base: Any) -> dict[str, int]:
    """Sums over all tasks so far, from Spark's own status store."""
    status = base.sparkContext._jsc.sc().statusStore().executorList(False)
    sums = {"shuffle_bytes": 0, "task_ms": 0, "tasks": 0}
    for n in range(status.size()):
        one = status.apply(n)
        sums["shuffle_bytes"] += one.totalShuffleWrite()
        sums["task_ms"] += one.totalDuration()
        sums["tasks"] += one.totalTasks()
    return sums


def session() -> Any:
    """Two cores of this machine; no plan that changes while it runs, so that runs compare."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]")
    settings = {
        "spark.driver.memory": "4g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.adaptive.enabled": "false",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    base = builder.getOrCreate()
    base.sparkContext.setLogLevel("ERROR")
    return base


def main() -> None:
    given = sys.argv[1:]
    on_duck = "--duckdb" in given
    base = None if on_duck else session()
    for corpus in (path for path in given if path != "--duckdb"):
        watch: Any = Watch(Duck() if on_duck else Spark(base))
        before, began, clock = (totals(base) if base else {}), cpu(), time.monotonic()
        if base:
            texts = take(watch, [base.read.parquet(corpus)])
        else:
            texts = f"""SELECT "id", "text", CAST(NULL AS VARCHAR) AS "source" FROM '{corpus}'"""
        found = plan.compare(watch, texts, "__pairs", Settings().copies)
        after, spent = (totals(base) if base else {}), cpu() - began
        plan.group(watch, "SELECT * FROM __pairs", "__groups", Settings().copies)
        told = {
            "articles": found.articles,
            "hot": found.hot,
            "common": found.common,
            "cpu_s": round(spent, 1),
            "groups_cpu_s": round(cpu() - began - spent, 1),
            "wall_s": round(time.monotonic() - clock),
            **{name: after[name] - before[name] for name in after},
        }
        for table in ("__texts_0", "__pairs", "__groups"):
            if base or table != "__texts_0":
                watch.drop(table)
        print(json.dumps({**told, "rows": watch.rows, "bytes": watch.bytes}), flush=True)
        watch.close()
    if base:
        base.stop()


if __name__ == "__main__":
    main()
