"""tellings.copies, tellings.copy_groups and `tellings copies`: tables and files in, tables and files out."""

from __future__ import annotations

import csv
import gzip
import json
import random
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tellings
from copies_texts import family, invent
from tellings.cli import main
from tellings.errors import InputError
from tellings.settings import Copies, Settings

ONE, OTHER = invent(1, 120), invent(2, 120)
CUT = " ".join(ONE.split()[:50])
ROWS = [
    {"id": "n-1", "text": ONE, "source": "Herald"},
    {"id": "n-2", "text": OTHER, "source": "Courier"},
    {"id": "n-3", "text": ONE.upper(), "source": "Courier"},
    {"id": "n-4", "text": CUT, "source": None},
]
SHARED = [("n-1", "n-3", "identical"), ("n-1", "n-4", "abridged"), ("n-3", "n-4", "abridged")]
COMPILED = Settings(copies=replace(Copies(), compile_from=1))


def shown(table: pa.Table) -> list[tuple[object, object, str]]:
    return list(zip(*(table.column(name).to_pylist() for name in ("a", "b", "label")), strict=True))


def test_a_list_of_texts() -> None:
    table = tellings.copies([row["text"] for row in ROWS])
    assert shown(table) == [(0, 2, "identical"), (0, 3, "abridged"), (2, 3, "abridged")]
    row = table.to_pylist()[1]
    (passage,) = row["passages"]
    assert ONE[passage["a_begin"] : passage["a_end"]] == CUT[passage["b_begin"] : passage["b_end"]]
    assert (row["total_a"], row["total_b"], row["words"], row["coverage_b"]) == (120, 50, 50, 1.0)


def test_tables_of_every_make() -> None:
    import pandas as pd
    import polars as pl

    table = pa.Table.from_pylist(ROWS)
    made = [
        ROWS, iter(ROWS), table, table.to_batches()[0], table.to_reader(), table.to_pydict(), pd.DataFrame(ROWS),
        pl.DataFrame(ROWS), pl.LazyFrame(ROWS), pa.concat_tables([table.slice(0, 2), table.slice(2)]),
        table.set_column(1, "Body", table.column("text").dictionary_encode()),
        table.set_column(1, "text", table.column("text").cast(pa.large_string())),
        table.set_column(1, "text", table.column("text").cast(pa.binary())),
    ]  # fmt: skip
    for data in made:
        assert shown(tellings.copies(data)) == SHARED


def test_bytes_are_read_as_text_whatever_they_hold() -> None:
    for settings in (Settings(), COMPILED):
        table = tellings.copies({"text": [ONE.encode(), b"\xff\xfe " + ONE.encode(), None]}, settings=settings)
        (row,) = table.to_pylist()
        assert (row["a"], row["b"], row["words"]) == (0, 1, 120)


def test_ids_keep_their_type_and_order_the_pairs() -> None:
    numbers = [{"id": n, "text": row["text"]} for n, row in zip((11, 9, 10, 8), ROWS, strict=True)]
    table = tellings.copies(numbers)
    assert shown(table) == [(8, 10, "abridged"), (8, 11, "abridged"), (10, 11, "identical")]
    assert table.schema.field("a").type == pa.int64()


def test_the_order_of_rows_and_the_path_change_nothing() -> None:
    choose = random.Random(4)
    rows = [{"id": f"{n:03}", "text": invent(n % 9, 60 + n), "source": f"s{n % 3}"} for n in range(60)]
    first = tellings.copies(rows)
    assert first.num_rows > 50
    for settings in (Settings(), COMPILED):
        choose.shuffle(rows)
        assert tellings.copies(rows, settings=settings, threads=2).equals(first)


def test_what_cannot_be_compared_is_said() -> None:
    for data in ("one text", [1, 2], pa.table({"a": [1]}), Path("x")):
        with pytest.raises(tellings.InputError):
            tellings.copies(data)
    assert tellings.copies([]).num_rows == 0
    assert tellings.copies([], settings=COMPILED).num_rows == 0
    assert tellings.copies(["a", "", "\ud800 b", "x" * 10_000]).num_rows == 0
    assert tellings.copies({"text": [None, ONE, ONE]}).num_rows == 1


def test_groups_explain_themselves() -> None:
    groups = tellings.copy_groups(tellings.copies(ROWS)).to_pylist()
    assert [(row["id"], row["group"], row["representative"], row["keep"]) for row in groups] == [
        ("n-1", 0, "n-1", True), ("n-3", 0, "n-1", False), ("n-4", 0, "n-1", False),
    ]  # fmt: skip
    assert [row["reason"] for row in groups] == [
        "2 others stand in it", "the same words", "100% of its words stand there (abridged)",
    ]  # fmt: skip
    assert tellings.copy_groups(tellings.copies([])).num_rows == 0


def test_a_judged_copy_that_shares_little_stands_in_a_group(tmp_path: Path) -> None:
    texts = {"a": invent(1, 90), "b": invent(2, 70), "c": invent(1, 90), "d": invent(3, 60)}
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in texts.items()))
    (tmp_path / "judged.csv").write_text("kind,a,b,note\ncopy,b,a,a reader saw both\ncopy,d,b,\n")
    out, groups = tmp_path / "pairs.csv", tmp_path / "groups.csv"
    given = ["copies", str(tmp_path / "in.jsonl"), "--judgements", str(tmp_path / "judged.csv"), "-o", str(out)]
    assert main([*given, "--groups", str(groups)]) == 0
    with groups.open(newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert {n: row["representative"] for n, row in rows.items()} == {"a": "a", "b": "a", "c": "a"}
    assert rows["a"]["reason"] == "1 other stands in it, 1 judged a copy"
    assert (rows["b"]["reason"], rows["c"]["reason"]) == ("judged a copy", "the same words")


def test_a_member_with_a_good_part_of_its_own_is_kept() -> None:
    """Whoever throws away what need not be kept must not lose a paragraph."""
    whole, own = invent(1, 150), invent(2, 45)
    texts = [whole, f"{' '.join(whole.split()[:90])} {own}", f"{' '.join(whole.split()[:140])} {invent(3, 6)}"]
    rows = tellings.copy_groups(tellings.copies(texts)).to_pylist()
    assert {row["representative"] for row in rows} == {0}
    assert [row["keep"] for row in rows] == [True, True, False]
    assert rows[1]["reason"].endswith("it has a good part of its own")


def test_a_group_is_no_chain() -> None:
    """Each half of the middle text stands in a neighbour: the neighbours have nothing to do with one another."""
    left, right = invent(1, 100), invent(2, 100)
    texts = [f"{left} {invent(3, 20)}", f"{left} {right}", f"{right} {invent(4, 20)}"]
    groups = tellings.copy_groups(tellings.copies(texts)).to_pylist()
    assert {row["representative"] for row in groups} == {1}
    texts[1] = " ".join(left.split()[:60] + right.split()[:60])
    for row in tellings.copy_groups(tellings.copies(texts)).to_pylist():
        assert row["keep"] or "%" in row["reason"]


def written(folder: Path) -> dict[str, Path]:
    """The same rows in every kind of file."""
    files = {name: folder / f"rows.{name}" for name in ("jsonl", "parquet", "csv", "jsonl.gz")}
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    files["jsonl"].write_text(lines)
    with gzip.open(files["jsonl.gz"], "wt") as file:
        file.write(lines)
    pq.write_table(pa.Table.from_pylist(ROWS), files["parquet"], row_group_size=3)
    with files["csv"].open("w", newline="") as file:
        writer = csv.DictWriter(file, ["id", "text", "source"])
        writer.writeheader()
        writer.writerows(ROWS)
    return files


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "csv", "jsonl.gz"])
def test_files_of_every_kind(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "pairs.parquet"
    assert main(["copies", str(written(tmp_path)[kind]), "-o", str(out), "--groups", str(tmp_path / "g.jsonl")]) == 0
    assert shown(pq.read_table(out)) == SHARED
    assert [json.loads(line)["keep"] for line in (tmp_path / "g.jsonl").read_text().splitlines()] == [
        True,
        False,
        False,
    ]
    assert "4 articles, 3 pairs" in capsys.readouterr().err


def test_groups_are_written_as_their_files_ending_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(written(tmp_path)["jsonl"])
    for name in ("g.csv", "g.parquet", "g.jsonl"):
        assert main(["copies", path, "-q", "--groups", str(tmp_path / name)]) == 0
    with (tmp_path / "g.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["keep"]) for row in rows] == [("n-1", "true"), ("n-3", "false"), ("n-4", "false")]
    table = pq.read_table(tmp_path / "g.parquet").to_pylist()
    assert table == [json.loads(line) for line in (tmp_path / "g.jsonl").read_text().splitlines()]
    capsys.readouterr()
    assert main(["copies", path, "-q", "--groups", str(tmp_path / "g.doc")]) == 1
    assert "ending" in capsys.readouterr().err


def test_a_folder_of_texts_and_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    (tmp_path / "b.txt").write_text(f"{ONE}\n{OTHER}")
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    page = "".join(f"<p>{line}.</p>" for line in OTHER.split(". "))
    (tmp_path / "d.html").write_text(
        f"<html><body><nav>Home News</nav><article><h1>T</h1>{page}</article></body></html>"
    )
    assert main(["copies", str(tmp_path), "--format", "jsonl"]) == 0
    out = capsys.readouterr()
    row, other = map(json.loads, out.out.splitlines())
    assert row["a"].endswith("a.txt") and row["coverage_a"] == 1.0 and "c.pdf" in out.err
    assert other["b"].endswith("d.html") and other["coverage_b"] > 0.98


def test_a_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tellings.project import Project
    from tellings.read.intake import read_paths

    (tmp_path / "a.txt").write_text(f"A bridge\n{ONE}")
    (tmp_path / "b.txt").write_text(f"A bridge again\n{ONE}\n{OTHER}")
    with Project(tmp_path / "space") as project:
        project.add(read_paths([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]).captures)
        project.run(("articles",))
    assert main(["copies", str(tmp_path / "space"), "--format", "jsonl"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert max(row["coverage_a"], row["coverage_b"]) > 0.9 and len(row["a"]) == 16


def test_a_table_with_broken_rows_is_read_to_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.jsonl"
    lines = [json.dumps(row) for row in ROWS]
    path.write_text("\n".join([*lines[:2], "{not json", '{"id": 7, "text": 8}', '{"id": "n-9"}', "", *lines[2:]]))
    assert main(["copies", str(path), "--format", "jsonl"]) == 0
    out = capsys.readouterr()
    assert [json.loads(line)["label"] for line in out.out.splitlines()] == [label for _, _, label in SHARED]
    assert f"{path}:3" in out.err and f"{path}:5" in out.err


def test_other_formats_and_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(written(tmp_path)["jsonl"])
    assert main(["copies", path, "--format", "csv", "-q"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["label"] for row in rows] == [label for _, _, label in SHARED] and json.loads(rows[1]["passages"])
    assert main(["copies", path]) == 0
    assert "abridged" in capsys.readouterr().out
    for wrong in ([path, "-o", str(tmp_path / "x.doc")], [path, "--format", "parquet"], [str(tmp_path / "none.jsonl")]):
        assert main(["copies", *wrong]) == 1
        assert "Traceback" not in capsys.readouterr().err


def test_texts_beyond_what_memory_holds_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = family(400).column("text").to_pylist()
    whole = tellings.copies(texts, settings=COMPILED)
    monkeypatch.setattr("tellings.text.passages_texts.SPOOL", 50_000)
    assert tellings.copies(texts, settings=COMPILED).equals(whole) and whole.num_rows > 100
    assert tellings.copies(pa.table({"text": texts}), settings=COMPILED).equals(whole)


def test_a_few_long_texts_are_compared_like_many_short_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    text = invent(1, 3000)
    rows = [text, f"{invent(2, 50)} {text[: len(text) // 2]}", invent(3, 2000)]
    plain = tellings.copies(rows)
    monkeypatch.setattr(import_module("tellings.copies.tables"), "_COMPILE_BYTES", 1000)
    assert tellings.copies(rows).equals(plain) and plain.num_rows == 1


def test_a_text_that_is_too_long_to_compare_is_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("tellings.copies.tables"), "_COMPILE_BYTES", 1000)
    monkeypatch.setattr("tellings.text.fingerprints_packed.MOST_BYTES", 20_000)
    with pytest.raises(InputError, match="cannot be compared; split it"):
        tellings.copies([invent(1, 5000), invent(2, 100)])


def test_rows_without_text_or_id_and_broken_characters_cost_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, rows, out = tmp_path / "t.parquet", tmp_path / "r.jsonl", tmp_path / "out.jsonl"
    pq.write_table(pa.table({"id": ["a", None, "c"], "text": [ONE, ONE, None]}), table)
    listed = [{"id": "d", "text": ""}, {"id": "e\ud800", "text": f"\udc00 {CUT}"}, {"id": "f", "text": OTHER}]
    rows.write_text("".join(json.dumps(row) + "\n" for row in listed))
    assert main(["copies", str(table), str(rows), "-o", str(out)]) == 0
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert {(row["a"], row["b"]) for row in found} == {(f"{table}:2", "a"), (f"{table}:2", "e?"), ("a", "e?")}
    told = capsys.readouterr().err
    assert f"{table}:3: neither text nor title" in told and f"{rows}:1: neither text nor title" in told


def test_what_breaks_off_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, out = tmp_path / "rows.jsonl", tmp_path / "out.parquet"
    rows.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert main(["copies", str(rows), "-o", str(out)]) == 0
    before = out.read_bytes()
    gather = import_module("tellings.copies.tables").Gather

    def breaks(self: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(gather, "blocks", breaks)
    assert main(["copies", str(rows), "-o", str(out)]) == 130
    assert out.read_bytes() == before and sorted(tmp_path.iterdir()) == [out, rows]


@pytest.mark.parametrize("options", [["-o", "no/such/folder.csv"], ["-o", "out.csv", "--groups", "no/groups.csv"]])
def test_a_file_that_cannot_be_written_is_said_before_the_work(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["copies", "nothing.jsonl", *options]) == 1
    assert "cannot be written" in capsys.readouterr().err
