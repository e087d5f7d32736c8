"""tellings stories: what a user sees of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tellings.cli import main

ROWS = [
    (
        "f1",
        "Ferry hits pier at Sundholm",
        "The ferry Aurelia struck the pier at Sundholm on Monday. Captain Vilhelm Krog "
        "said the engines failed. Nine passengers of the Aurelia were hurt, the Sundholm harbour office said.",
    ),
    (
        "f2",
        "Nine hurt as ferry rams pier",
        "Nine people were hurt when the Aurelia rammed a pier in Sundholm, the harbour "
        "office said on Monday. The captain, Vilhelm Krog, told reporters that the engines of the ferry had failed.",
    ),
    (
        "l1",
        "Library board keeps Saturday hours",
        "The Millbrook library board voted to keep the branch open on Saturdays. "
        "Denise Okafor spoke for the residents of Millbrook, and the board postponed repairs to its parking lot.",
    ),
]


def _file(folder: Path, rows: list[tuple[str, str, str]]) -> str:
    path = folder / f"{rows[0][0]}.jsonl"
    path.write_text("".join(json.dumps({"id": i, "title": t, "text": x, "lang": "en"}) + "\n" for i, t, x in rows))
    return str(path)


def test_stories_are_listed_and_told_by_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = _file(tmp_path, ROWS)
    assert main(["stories", given, "-q"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "2 stories, 1 of them a lone article" and shown[1].split()[0] == "2"
    assert main(["stories", given, "-q", "--format", "jsonl"]) == 0
    told = {row["id"]: row["story"] for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert told["f1"] == told["f2"] != told["l1"]
    assert main(["stories", given, "-q", "--format", "json"]) == 0
    assert [s["size"] for s in json.loads(capsys.readouterr().out)["stories"]] == [2, 1]


def test_a_workspace_grows_and_keeps_its_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = str(tmp_path / "kept")
    ids = []
    for part in (ROWS[1:], ROWS[:1]):
        assert main(["stories", _file(tmp_path, part), "-q", "--workspace", kept, "--format", "jsonl"]) == 0
        ids.append({row["id"]: row["story"] for row in map(json.loads, capsys.readouterr().out.splitlines())})
    assert ids[1]["f2"] == ids[0]["f2"] == ids[1]["f1"]
    assert main(["stories", kept, "-q"]) == 0
    assert capsys.readouterr().out.startswith("2 stories")


def test_reasons_name_what_is_shared_and_what_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = _file(tmp_path, ROWS)
    assert main(["stories", given, "-q", "--explain", "f1", "f2"]) == 0
    joined = capsys.readouterr().out
    assert joined.startswith("one story") and "Aurelia" in joined and "threshold" in joined
    assert main(["stories", given, "-q", "--explain", "f1", "l1"]) == 0
    apart = capsys.readouterr().out
    assert apart.startswith("not one story") and "below the threshold" in apart
    assert main(["stories", given, "-q", "--explain", "f1", "nothing"]) == 1


def test_a_title_without_text_is_said_in_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = _file(tmp_path, [*ROWS[:2], ("e1", "Harbour office closes early", "")])
    assert main(["stories", given, "-q"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "2 stories, 1 of them a lone article, 1 article is a title without text"
    assert "Harbour office closes early (a title without text)" in shown[2]


def test_one_story_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories", _file(tmp_path, ROWS[:2]), "-q"]) == 0
    assert capsys.readouterr().out.startswith("1 story\n")


def test_the_headline_of_prints_of_one_wire_is_the_wires_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = f"SUNDHOLM (AP) - {ROWS[0][2]} It was the second such accident of the year at the port, he added."
    rows = [
        {"title": "Nine hurt at Sundholm", "text": body, "source": "The Morning Echo", "date": "2031-05-04"},
        {"title": "Ferry Aurelia hits pier, injuring nine", "text": body, "source": "AP", "date": "2031-05-04"},
        {"title": "Ferry drama", "text": body, "source": "Sund Gazette", "date": "2031-05-05"},
    ]
    path = tmp_path / "wire.jsonl"
    path.write_text("".join(json.dumps({"id": f"w{n}", "lang": "en", **row}) + "\n" for n, row in enumerate(rows)))
    assert main(["stories", str(path), "-q", "--format", "json"]) == 0
    (story,) = json.loads(capsys.readouterr().out)["stories"]
    assert story["headline"] == rows[1]["title"]


def test_what_is_left_out_is_said_and_opening_words_stand_for_a_headline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": "e", "text": "🔥🔥"}, {"id": "t", "text": f"{ROWS[0][2]} The board of inquiry meets in June."}]
    (tmp_path / "odd.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main(["stories", str(tmp_path / "odd.jsonl")]) == 0
    shown, said = capsys.readouterr()
    assert shown.startswith("1 story, a lone article\n") and "(no headline) " in shown
    assert "no article body" in said
