"""What a person judged of two names decides whether they are two spellings."""

from pathlib import Path

import tellings

TOLD = {
    "ledger.txt": "Toll bridge closes\n\nMayor Ilsa Corvane said the bridge over the river will close on May 4.\n",
    "courier.txt": "Bridge shuts in May\n\nMayor Ilsa Corvain said the bridge over the river would close in May.\n",
}


def _spellings(judgements: Path | None, folder: Path) -> set[str]:
    found = tellings.report(folder, one_story=True, judgements=judgements)
    return {row["value"] for row in found.to_arrow()["variants"].to_pylist() if row["kind"] == "name"}


def test_names_judged_two_are_no_spellings_of_one(tmp_path: Path) -> None:
    folder = tmp_path / "told"
    folder.mkdir()
    for name, text in TOLD.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert {"Corvane", "Corvain"} <= _spellings(None, folder)
    judged = tmp_path / "judged.csv"
    judged.write_text(
        "kind,a,b,a_name,b_name\ndifferent entities,ledger.txt,courier.txt,Ilsa Corvane,Ilsa Corvain\n",
        encoding="utf-8",
    )
    assert not _spellings(judged, folder)
