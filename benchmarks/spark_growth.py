"""What copies cost on Spark as a corpus grows: python benchmarks/spark_growth.py CORPUS.parquet [N...]

For each N (default: all rows) the first N articles are compared under local[2], and a line of JSON says what each
table held, the bytes that were shuffled, and the CPU time of the driver, the JVM and the Python workers together
(Linux; start-up left out). The corpora of docs/scaling.md come from make_copies.py.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from tellings.engine.spark import Spark
from tellings.plans import copies as plan
from tellings.settings import Settings
from tellings.spark import take

TICKS = os.sysconf("SC_CLK_TCK")


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


class Watched(Spark):
    """An engine that notes what each table held before it is dropped."""

    def __init__(self, base: Any) -> None:
        super().__init__(base)
        self.held: dict[str, tuple[int, int]] = {}

    def drop(self, table: str) -> None:
        size = sum(
            file.stat().st_size
            for path in self._paths.get(table, [])
            for file in Path(path.removeprefix("file://")).glob("*.parquet")
        )
        rows = int(self.read(f'SELECT count(*) FROM "{table}"').column(0)[0].as_py())
        self.held[table.removeprefix("__")] = (rows, size)
        super().drop(table)


def shuffled(base: Any) -> dict[str, int]:
    """Totals over all tasks so far, from Spark's own status store."""
    status = base.sparkContext._jsc.sc().statusStore().executorList(False)
    totals = {"shuffle_bytes": 0, "read_bytes": 0, "task_ms": 0, "tasks": 0}
    for n in range(status.size()):
        one = status.apply(n)
        totals["shuffle_bytes"] += one.totalShuffleWrite()
        totals["read_bytes"] += one.totalInputBytes()
        totals["task_ms"] += one.totalDuration()
        totals["tasks"] += one.totalTasks()
    return totals


def main() -> None:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").config("spark.driver.memory", "4g")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "16",
        "spark.sql.adaptive.enabled": "false",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    base = builder.getOrCreate()
    base.sparkContext.setLogLevel("ERROR")
    frame = base.read.parquet(sys.argv[1])
    for given in sys.argv[2:] or ["0"]:
        n = int(given)
        engine = Watched(base)
        before, began, clock = shuffled(base), cpu(), time.monotonic()
        chosen = frame.limit(n) if n else frame
        found = plan.compare(engine, take(engine, [chosen]), "__pairs", Settings().copies)
        spent, seconds = cpu() - began, time.monotonic() - clock
        engine.drop("__texts_0")
        after = shuffled(base)
        plan.group(engine, "SELECT * FROM __pairs", "__groups", Settings().copies)
        engine.drop("__pairs")
        engine.drop("__groups")
        totals = {name: after[name] - before[name] for name in after}
        told = {"articles": found.articles, "hot": found.hot, "common": found.common, "cpu_s": round(spent, 1)}
        groups_cpu = round(cpu() - began - spent, 1)
        print(
            json.dumps({**told, "groups_cpu_s": groups_cpu, "wall_s": round(seconds), **totals, "tables": engine.held})
        )
        sys.stdout.flush()
        engine.close()
    base.stop()


if __name__ == "__main__":
    main()
