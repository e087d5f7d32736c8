"""tellings from Python."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pyarrow as pa
import pytest

import footbridge
import tellings
from tellings.render.schema import schema

TEXTS = [footbridge.TEXTS[k][2] for k in ("np", "harbour", "courier")]
ROWS = [
    {"title": t.split("\n")[0], "text": t.split("\n", 1)[1], "source": s, "date": "2031-05-04"}
    for s, t in zip(("one", "two", "three"), TEXTS, strict=True)
]


@pytest.fixture(scope="module")
def report() -> tellings.Report:
    return tellings.report(TEXTS, one_story=True, claim="Fifteen people were hurt")


def test_texts(report: tellings.Report) -> None:
    assert len(report.stories) == 1 and len(report.tellings) == 3 and not report.drops
    jsonschema.Draft202012Validator(schema()).validate(json.loads(report.to_json()))
    assert report.claim and report.claim.verdict == "otherwise"


def test_pages(report: tellings.Report) -> None:
    assert report.to_html().startswith("<!doctype html>")
    assert "3 tellings" in report.to_text(80)
    assert report._repr_html_().startswith("<iframe srcdoc=") and "<script>" not in report._repr_html_()
    assert "3 tellings" in repr(report)


def test_tables(report: tellings.Report) -> None:
    tables = report.to_arrow()
    assert tables["articles"].num_rows == 3 and "text" in tables["articles"].column_names
    assert set(tables) >= {"statements", "quotes", "origins", "drops"}


def test_every_note_of_a_report_is_in_its_table() -> None:
    german = "Die Brücke über die Loma ist seit Freitag gesperrt, weil Ingenieure Risse in zwei Pfeilern fanden."
    found = tellings.report([german, *TEXTS])
    noted = {(row["path"], row["text"]) for row in found.to_arrow()["notes"].to_pylist()}
    assert noted == {(n.path, n.text) for n in found.notes} and len(noted) > 0


def test_paths(tmp_path: Path) -> None:
    for n, text in enumerate(TEXTS):
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    one = tellings.report(tmp_path)
    assert len(one.tellings) == 3
    several = tellings.report([tmp_path / "0.txt", str(tmp_path / "1.txt"), str(tmp_path / "no.txt")])
    assert len(several.tellings) == 2 and [Path(d.path).name for d in several.drops] == ["no.txt"]


@pytest.mark.parametrize("kind", ["pandas", "polars", "lazy", "arrow"])
def test_tables_of_articles(kind: str) -> None:
    if kind == "pandas":
        table = pytest.importorskip("pandas").DataFrame(ROWS)
    elif kind == "polars":
        table = pytest.importorskip("polars").DataFrame(ROWS)
    elif kind == "lazy":
        table = pytest.importorskip("polars").LazyFrame(ROWS)
    else:
        table = pytest.importorskip("pyarrow").Table.from_pylist(ROWS)
    made = tellings.report(table, one_story=True)
    assert sorted(t.source or "" for t in made.tellings) == ["one", "three", "two"]
    assert {t.published for t in made.tellings} == {"2031-05-04"}


@pytest.mark.parametrize("nothing", [[], [""], ["   \n"]])
def test_nothing(nothing: list[str]) -> None:
    assert tellings.report(nothing).stories == ()


def test_what_is_no_input() -> None:
    with pytest.raises(tellings.InputError):
        tellings.report([1, 2])
    with pytest.raises(tellings.SettingsError):
        tellings.report(TEXTS, settings="/no/such/settings.toml")


@pytest.mark.parametrize("given", ["nosuch/", "coverage", "coverage/2031", ["coverage/2031", TEXTS[0]]])
def test_a_path_that_is_not_there_is_no_text(given: str | list[str]) -> None:
    found = tellings.report(given)
    assert not found.stories and any("no such file or folder" in drop.reason for drop in found.drops)


def test_the_function_stays_a_function(report: tellings.Report) -> None:
    report.to_json()
    assert callable(tellings.report)


def test_stories_as_a_table(tmp_path: Path) -> None:
    other = {"title": "Bakers win wage deal", "text": "The bakers of Ullen won a rise of four percent after a vote."}
    found = tellings.stories(pa.Table.from_pylist([*ROWS, other]))
    assert found.column_names == ["id", "story", "article", "headline", "published"]
    assert found.num_rows == 4 and len(set(found["story"].to_pylist()[:3])) == 1
    assert found["story"][3] != found["story"][0] and found["headline"][3].as_py() == "Bakers win wage deal"
    with tellings.Project(str(tmp_path / "kept")) as project:
        project.add([])
    assert tellings.stories(str(tmp_path / "kept")).num_rows == 0
