"""Spark gives what DuckDB gives. One session for all tests; skipped, with the reason, where PySpark or Java is missing
(CI sets TELLINGS_NEEDS_SPARK, and then that fails)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tellings
from copies_texts import family, reports
from tellings.cli import main
from tellings.engine.base import Engine, Group
from tellings.engine.duck import Duck
from tellings.engine.spark import NO_JAVA, NO_PYSPARK, session
from tellings.errors import EngineError, InputError
from tellings.records import Note
from tellings.schema import to_rows, to_table


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    needed = bool(os.environ.get("TELLINGS_NEEDS_SPARK"))
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        if needed:
            raise
        pytest.skip("PySpark is not installed (make setup-spark)")
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        assert not needed, "CI has no Java"
        pytest.skip("no Java")
    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # executors cannot import the tests
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").appName("tests")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "2",
        "spark.sql.adaptive.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        # Many small jobs: most of the time would go into compiling queries, and Java's own code, for speed.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }.items():
        builder = builder.config(key, value)
    started = builder.getOrCreate()
    started.sparkContext.setLogLevel("ERROR")
    yield started
    started.stop()


def by_id(frame: Any, *columns: str) -> list[dict[str, Any]]:
    """Rows of a DataFrame, in order of some columns."""
    return sorted(frame.toArrow().to_pylist(), key=lambda row: [row[column] for column in columns])


def test_five_thousand_articles_have_the_same_pairs_and_groups(spark: Any, tmp_path: Path) -> None:
    rows = family(5000)
    pq.write_table(rows, tmp_path / "articles.parquet")
    out, members = tmp_path / "pairs.parquet", tmp_path / "groups.parquet"
    given = [
        "copies",
        str(tmp_path / "articles.parquet"),
        "-o",
        str(out),
        "--groups",
        str(members),
        "--engine",
        "spark",
    ]
    assert main(given) == 0
    wanted = tellings.copies(rows)
    assert wanted.num_rows > 5000
    assert pq.read_table(out).to_pylist() == wanted.to_pylist()
    assert pq.read_table(members).to_pylist() == tellings.copy_groups(wanted).to_pylist()


def test_five_thousand_articles_have_the_same_stories(spark: Any, tmp_path: Path, capsys: Any) -> None:
    feed, rows = tmp_path / "feed.jsonl", reports(5000)
    truth = {row["id"]: row.pop("truth") for row in rows}
    lines = [json.dumps(row) for row in rows]
    feed.write_text("\n".join([*lines, "no row", lines[-1]]) + "\n")
    told = []
    for engine in ("duckdb", "spark"):
        assert main(["stories", str(feed), "--format", "jsonl", "--engine", engine]) == 0
        shown = capsys.readouterr()
        told.append(sorted(shown.out.splitlines()))
        assert "not JSON" in shown.err and "counted once" in shown.err
    assert told[0] == told[1]
    found = [json.loads(line) for line in told[0]]
    both = Counter((row["story"], truth[row["id"]]) for row in found)
    stories, true = Counter(row["story"] for row in found), Counter(truth.values())
    right = sum(count > 1 and stories[one] == count == true[other] for (one, other), count in both.items())
    assert len(found) == 5000 and right >= 0.98 * sum(count > 1 for count in true.values())


def test_a_data_frame_in_and_a_data_frame_out(spark: Any) -> None:
    from tellings.spark import copies, copy_groups

    rows = family(80).append_column("number", pa.array(range(80)))
    rows = rows.select(["number", "text", "source"]).rename_columns(["id", "text", "source"])
    pairs = copies(spark.createDataFrame(rows))
    wanted = tellings.copies(rows)
    assert by_id(pairs, "a", "b") == wanted.to_pylist()
    assert by_id(copy_groups(pairs), "group", "id") == tellings.copy_groups(wanted).to_pylist()
    assert pairs.sparkSession is spark and pairs.filter("label = 'identical'").count() >= 0


def test_json_lines_are_read_by_the_executors(spark: Any, tmp_path: Path, capsys: Any) -> None:
    words = " ".join(f"word{n}" for n in range(40))
    lines = [f'{{"id": {n}, "text": "{words} {n}", "source": "X"}}' for n in range(4)]
    (tmp_path / "feed.jsonl").write_text("\n".join([*lines, "no row", '{"id": 9}', '{"text": "no id"}']) + "\n")
    assert main(["copies", str(tmp_path / "feed.jsonl"), "--engine", "spark", "--format", "csv"]) == 0
    told = capsys.readouterr()
    assert [line.split(",")[:2] for line in told.out.splitlines()[1:]] == [
        ["0", "1"], ["0", "2"], ["0", "3"], ["1", "2"], ["1", "3"], ["2", "3"]
    ]  # fmt: skip
    assert "3 rows left out" in told.err and "4 articles, 6 pairs" in told.err


def test_the_command_starts_a_session_of_its_own(spark: Any, tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(40))
    (tmp_path / "two.jsonl").write_text("".join(f'{{"id": "{n}", "text": "{words}"}}\n' for n in "ab"))
    command = [sys.executable, "-m", "tellings", "copies", "two.jsonl", "--engine", "spark", "--format", "jsonl"]
    environment = {**os.environ, "SPARK_MASTER": "local[1]"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["label"] == "identical" and "2 articles, 1 pairs" in done.stderr


def test_what_spark_cannot_take_is_said_in_a_line(spark: Any, tmp_path: Path, capsys: Any) -> None:
    from tellings.spark import copies

    with pytest.raises(InputError, match="no column id"):
        copies(spark.createDataFrame(pa.table({"text": ["one"]})))
    with pytest.raises(InputError, match="no column text or title"):
        copies(spark.createDataFrame(pa.table({"id": ["one"]})))
    for path, reason in (("none.parquet", "no such file"), ("page.html", "the inputs are")):
        (tmp_path / "page.html").write_text("<p>x</p>")
        assert main(["copies", str(tmp_path / path), "--engine", "spark"]) == 1
        assert reason in capsys.readouterr().err
    assert main(["stories", "x.jsonl", "--workspace", str(tmp_path / "kept"), "--engine", "spark"]) == 1
    assert "does not go with a workspace" in capsys.readouterr().err
    (tmp_path / "there").mkdir()
    pq.write_table(family(30), tmp_path / "some.parquet")
    given = [str(tmp_path / "some.parquet"), "-o", str(tmp_path / "there"), "--format", "parquet"]
    assert main(["copies", *given, "--engine", "spark"]) == 1
    assert "is there already" in capsys.readouterr().err


def double(batches: Any) -> Iterator[pa.RecordBatch]:
    """Twice every number."""
    for batch in batches:
        numbers = [2 * n for n in batch.column("n").to_pylist()]
        yield pa.RecordBatch.from_arrays([pa.array(numbers, pa.int64())], names=["n"])


def count(word: str, group: Group) -> list[Note]:
    """How many notes of one path there are, and in which order."""
    return [Note(group.key, word, " ".join(row.text for row in group.rows(Note)))]


def walk(engine: Engine) -> list[Any]:
    """What an engine answers, step by step."""
    told: list[Any] = []
    notes = [Note(path, "given", text) for path, text in (("b", "one"), ("a", "two"), ("b", "three"))]
    told.append(engine.append("notes", to_table(notes, Note)))
    engine.put("numbers", pa.table({"n": pa.array([5, 3, 9], pa.int64()), "x": ["p", "q", "r"]}))
    engine.map("doubled", 'SELECT "n" FROM numbers', double, pa.schema([("n", pa.int64())]))
    engine.number("ranked", 'SELECT "n", "x" FROM numbers WHERE "n" <> 0', "rank", "n")
    told.append(engine.read('SELECT * FROM ranked ORDER BY "n"').to_pylist())
    engine.sql("doubled", 'SELECT "n" FROM doubled WHERE "n" > $least', least=6)
    told.append(engine.read('SELECT * FROM doubled ORDER BY "n"').to_pylist())
    query = 'SELECT * FROM notes ORDER BY "path", "text" DESC NULLS LAST'
    told.append(engine.each({"notes": query}, "path", partial(count, "counted")))
    engine.insert("notes", "SELECT 'c' AS \"path\", 'put' AS \"stage\", 'five' AS \"text\"")
    engine.delete("notes", "\"path\" IN (SELECT 'a' FROM doubled)")
    told.append(sorted(to_rows(engine.read("SELECT * FROM notes"), Note), key=repr))
    engine.delete("notes", "TRUE")
    told.append(sum(batch.num_rows for batch in engine.batches("SELECT * FROM notes")))
    engine.drop("ranked")
    with pytest.raises(EngineError):
        engine.read("SELECT * FROM ranked")
    return told


def test_both_engines_keep_one_protocol(spark: Any) -> None:
    from tellings.engine.spark import Spark

    engine = Spark(spark)
    try:
        assert walk(engine) == walk(Duck())
    finally:
        engine.close()


def test_without_pyspark_the_command_to_install_it_is_said(monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert main(["copies", "x.parquet", "--engine", "spark"]) == 1
    assert capsys.readouterr().err.strip() == f"tellings: {NO_PYSPARK}"


def test_without_java_that_is_said(monkeypatch: Any) -> None:
    class Session:
        @staticmethod
        def getActiveSession() -> None:
            return None

    module = type(sys)("pyspark.sql")
    module.SparkSession = Session  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyspark.sql", module)
    monkeypatch.setitem(sys.modules, "pyspark", type(sys)("pyspark"))
    monkeypatch.setattr("shutil.which", lambda *_: None)
    with pytest.raises(EngineError, match=NO_JAVA):
        session()
