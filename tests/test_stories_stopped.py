"""A run that is stopped leaves the workspace whole, and the next one goes on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tellings.cli import main
from tellings.project import CORPUS_ROOMS, Project
from tellings.read.lines import capture_of_row
from tellings.records import Capture
from tellings.settings import Settings, Stories
from tellings.text import events_pairs

_PLACES = ["Sundholm", "Millbrook", "Ashford Bay", "Corrin", "Tellmouth", "Oakhaven", "Dunvale", "Marrowick"]
_THINGS = ["a ferry", "a library", "a bridge", "a bakery", "a school", "a reservoir", "a tram", "an orchard"]
SETTINGS = Settings(stories=Stories(compile_from=20))


def _rows(events: int) -> list[Capture]:
    rng, out = random.Random(5), []
    for event in range(events):
        where, what = rng.choice(_PLACES), rng.choice(_THINGS)
        words = ["".join(rng.choices("bdfgklmnprstvaeiou", k=7)) for _ in range(30)]
        for outlet in range(rng.choice((1, 2, 3))):
            own = rng.sample(words, 22)
            text = f"Officials in {where} spoke of {what} after {' '.join(own)} on Monday, and {own[0].title()} agreed."
            row = {"id": f"{event}-{outlet}", "title": f"{what} in {where}: {words[0]} {words[1]}", "text": text}
            found = capture_of_row({**row, "date": f"2021-03-{1 + event % 28:02d}"}, 10_000)
            assert isinstance(found, Capture)
            out.append(found)
    return out


class _Stopper:
    """Progress that is interrupted when a step begins, or after a piece of it."""

    def __init__(self, step: str, advanced: bool) -> None:
        self.steps: list[str] = []
        self._step, self._advanced = step, advanced

    def start(self, stage: str, total: int | None = None) -> None:
        self.steps.append(stage)
        if stage == self._step and not self._advanced:
            raise KeyboardInterrupt

    def advance(self, n: int = 1) -> None:
        if self.steps[-1] == self._step and self._advanced:
            raise KeyboardInterrupt

    def note(self, message: str) -> None: ...

    def done(self, line: str) -> None: ...


def _stories(project: Project) -> list[dict[str, object]]:
    return project.engine.read('SELECT "article", "story" FROM tellings ORDER BY 1').to_pylist()


@pytest.mark.parametrize(
    ("step", "advanced"),
    [("articles", True), ("features", True), ("stories: words", False), ("stories: the nearest of each", True),
     ("stories: groups", False)],
)  # fmt: skip
def test_a_stopped_run_goes_on_to_the_same_stories(step: str, advanced: bool, tmp_path: Path) -> None:
    rows = _rows(40)
    with Project(tmp_path / "whole", SETTINGS) as project:
        project.add(rows)
        project.run(CORPUS_ROOMS)
        expected = _stories(project)
    with Project(tmp_path / "cut", SETTINGS, _Stopper(step, advanced)) as project, pytest.raises(KeyboardInterrupt):
        project.add(rows)
        project.run(CORPUS_ROOMS)
    again = _Stopper("", False)
    with Project(tmp_path / "cut", SETTINGS, again) as project:
        assert project.due()
        project.run(CORPUS_ROOMS)
        assert _stories(project) == expected
        assert project.engine.read("SELECT count(*) FROM articles").column(0)[0].as_py() == len(rows)


class _Counting(_Stopper):
    """Progress that is interrupted after so many pieces of a step."""

    def __init__(self, step: str, pieces: int) -> None:
        super().__init__(step, True)
        self._pieces = pieces

    def advance(self, n: int = 1) -> None:
        if self.steps[-1] == self._step:
            self._pieces -= 1
            if self._pieces < 0:
                raise KeyboardInterrupt


def test_a_stopped_grouping_keeps_the_nearest_that_it_has_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, nearest = _rows(40), "stories: the nearest of each"
    monkeypatch.setattr(events_pairs, "PIECE", 8)
    found = list[int]()
    plain = events_pairs._nearest
    monkeypatch.setattr(events_pairs, "_nearest", lambda *given: (found.append(len(given[3])), plain(*given)))
    with Project(tmp_path / "whole", SETTINGS) as project:
        project.add(rows)
        project.run(CORPUS_ROOMS)
        expected, pieces = _stories(project), len(found)
        assert not project.engine.read("SELECT * FROM nearest").num_rows
    with Project(tmp_path / "cut", SETTINGS, _Counting(nearest, 4)) as project, pytest.raises(KeyboardInterrupt):
        project.add(rows)
        project.run(CORPUS_ROOMS)
    found.clear()
    shown = _Counting(nearest, 1000)
    with Project(tmp_path / "cut", SETTINGS, shown) as project:
        assert project.engine.read("SELECT * FROM nearest").num_rows == 4
        project.run(CORPUS_ROOMS)
        assert _stories(project) == expected and len(found) == pieces - 4
        assert shown._pieces == 1000 - pieces  # what was kept is shown as done too
        assert not project.engine.read("SELECT * FROM nearest").num_rows
    with Project(tmp_path / "more", SETTINGS, _Counting(nearest, 4)) as project, pytest.raises(KeyboardInterrupt):
        project.add(rows[:-3])
        project.run(CORPUS_ROOMS)
    found.clear()
    with Project(tmp_path / "more", SETTINGS) as project:  # with other articles all is found anew
        project.add(rows[-3:])
        project.run(CORPUS_ROOMS)
        assert {s["article"] for s in _stories(project)} == {s["article"] for s in expected}
        assert _stories(project) == expected and len(found) == pieces


def test_who_stops_a_run_is_told_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.jsonl").write_text(
        '{"id": "a", "title": "A ferry", "text": "A ferry came in. It was late, Mr Krog said."}\n'
    )
    monkeypatch.setattr(Project, "run", stop)
    assert main(["stories", str(tmp_path / "a.jsonl"), "--workspace", str(tmp_path / "kept")]) == 130
    assert f"`tellings stories {tmp_path / 'kept'}` goes on" in capsys.readouterr().err
    assert main(["stories", str(tmp_path / "a.jsonl")]) == 130
    assert "--workspace" in capsys.readouterr().err
