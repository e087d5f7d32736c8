"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import footbridge
from tellings import cli
from tellings.render.schema import schema

LONE = footbridge.TEXTS["courier"][2] + "\nThe firm did not return a call for comment on Monday morning."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("np", "harbour", "courier"):
        (tmp_path / f"{name}.txt").write_text(footbridge.TEXTS[name][2], encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    code = cli.main([str(a) for a in argv])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    for argv in ([], ["report"], ["schema"]):
        code, out, _ = run(capsys, *argv, "--help")
        assert code == 0 and "example" in out
    assert "exit codes" in run(capsys, "report", "--help")[1]


@pytest.mark.parametrize(
    "argv",
    [
        [], ["nonsense"], ["report"], ["report", "x", "--format", "pdf"], ["report", "x", "--width", "7"],
        ["report", "x", "--no-such-option"],
    ],
)  # fmt: skip
def test_wrong_usage_is_2(capsys: pytest.CaptureFixture[str], argv: list[str]) -> None:
    code, out, err = run(capsys, *argv)
    assert code == 2 and not out and "usage: tellings" in err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    import tellings

    assert run(capsys, "--version")[:2] == (0, f"tellings {tellings.__version__}\n")


def test_schema_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "schema")
    assert code == 0 and json.loads(out) == schema()


def test_json_on_standard_output(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, out, err = run(capsys, "report", folder, "--format", "json", "--one-story")
    data = json.loads(out)
    assert code == 0 and not err
    jsonschema.Draft202012Validator(schema()).validate(data)
    assert len(data["stories"]) == 1 and len(data["tellings"]) == 3
    assert data["stories"][0]["independent_origins"]["max"] <= 2
    assert [Path(i["path"]).name for i in data["made"]["inputs"]] == ["courier.txt", "harbour.txt", "np.txt"]


def test_the_order_of_the_input_does_not_matter(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    files = sorted(folder.glob("*.txt"))
    made = []
    for listed in (files, files[::-1]):
        data = json.loads(run(capsys, "report", *listed, "--format", "json")[1])
        assert [i["path"] for i in data["made"]["inputs"]] == [str(f) for f in listed]
        del data["made"]["inputs"]
        made.append(json.dumps(data))
    assert made[0] == made[1]


def test_text_is_the_default_and_plain_in_a_pipe(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, out, _ = run(capsys, "report", folder, "--one-story", "--width", 80)
    assert code == 0 and "3 tellings" in out and "\x1b" not in out
    assert max(map(len, out.split("\n"))) <= 80


def test_the_format_follows_the_file(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "story.html"
    code, out, _ = run(capsys, "report", folder, "-o", page)
    assert code == 0 and not out and page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_file_that_cannot_be_written(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, _, err = run(capsys, "report", folder, "-o", folder / "no" / "such" / "folder.html")
    assert code == 1 and "cannot be written" in err and err.count("\n") == 1


def test_bad_inputs_get_a_line_each_and_the_rest_is_reported(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    code, out, err = run(capsys, "report", folder, folder / "missing.txt", "https://example.org/a", "--format", "json")
    data = json.loads(out)
    assert code == 0 and len(data["tellings"]) == 3
    reasons = {Path(d["path"]).name: d["reason"] for d in data["drops"]}
    assert set(reasons) == {"empty.txt", "binary.txt", "missing.txt", "a"}
    assert "web address" in reasons["a"]
    assert err.count("\n") == 4 and all(line.startswith("tellings: ") for line in err.splitlines())


def test_nothing_to_report_is_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for argv in ([tmp_path / "missing.txt"], [tmp_path]):
        code, out, err = run(capsys, "report", *argv)
        assert code == 1 and not out and "nothing to report" in err and "Traceback" not in err


def test_quiet(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, _, err = run(capsys, "report", folder, folder / "missing.txt", "--format", "json", "-q")
    assert code == 0 and not err


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [("--meta", "not json {", "meta"), ("--settings", "[nonsense]\nx = 1", "no stage 'nonsense'")],
)
def test_a_file_of_options_that_makes_no_sense(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, option: str, content: str, said: str
) -> None:
    bad = tmp_path / ("meta.json" if option == "--meta" else "settings.toml")
    bad.write_text(content)
    code, out, err = run(capsys, "report", folder / "np.txt", option, bad)
    assert code == 2 and not out and said in err and err.count("\n") == 1


def test_claim(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, out, _ = run(
        capsys, "report", folder, "--one-story", "--format", "json", "--claim", "Fifteen people were hurt"
    )
    claim = json.loads(out)["claim"]
    assert code == 0 and claim["verdict"] == "otherwise" and not claim["says"]


def test_a_workspace_keeps_what_was_read(capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    first = run(capsys, "report", folder / "np.txt", "--workspace", shelf, "--format", "json")
    second = run(capsys, "report", folder / "harbour.txt", "--workspace", shelf, "--format", "json")
    assert (first[0], second[0]) == (0, 0)
    assert len(json.loads(second[1])["tellings"]) == 2


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(json.dumps({"text": footbridge.TEXTS[k][2], "source": k}) + "\n" for k in ("np", "courier"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rows.encode())))
    code, out, _ = run(capsys, "report", "-", "--format", "json", "--one-story")
    assert code == 0 and {t["source"] for t in json.loads(out)["tellings"]} == {"np", "courier"}


def test_our_own_mistakes_show_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise ZeroDivisionError("one\ntwo")

    monkeypatch.setattr("tellings.api.run", broken)
    monkeypatch.delenv("TELLINGS_DEBUG", raising=False)
    code, _, err = run(capsys, "report", "-q", __file__)
    assert code == 1 and "a mistake of ours: ZeroDivisionError: one two" in err and "Traceback" not in err


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m tellings schema | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("0\n") and not done.stderr


def test_demo_writes_its_page_and_prints_the_story(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "demo")
    assert code == 0 and "independent origins" in out and "tellings-demo.html" in err
    assert (tmp_path / "tellings-demo.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_tellings_that_are_too_short_to_count_are_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = (
        "Ferry runs aground off Kelm\n\nA ferry with 212 people on board ran aground off Kelm on Monday, the coastguard"
        " said.\nNobody was hurt, but two passengers were treated for shock in the harbour hospital.\nThe captain, "
        "Lotte Brand, said the steering had failed shortly after the ferry left the harbour.\nTugs will free it today."
    )
    for name in ("one", "two"):
        short = (
            f"Ferry stuck ({name})\n\nA ferry with 212 people on board ran aground off Kelm, and {name} saw it happen."
        )
        (tmp_path / f"{name}.txt").write_text(short)
    (tmp_path / "long.txt").write_text(long)
    code, shown, _ = run(capsys, "report", "--one-story", "-q", *sorted(tmp_path.glob("*.txt")))
    shown = " ".join(shown.split())
    assert code == 0 and "not counted: 2 tellings too short" in shown and "2 of 1" not in shown
