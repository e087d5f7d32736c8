"""A workspace: what is done is not done again, and a held file is a clear error."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from tellings.cli import main
from tellings.engine.base import Group
from tellings.engine.duck import Duck
from tellings.errors import EngineError, WorkspaceError
from tellings.progress import Silent
from tellings.project import CORPUS_ROOMS, STORY_ROOMS, Project, is_workspace, stage
from tellings.read.intake import read_paths
from tellings.read.meta import Meta
from tellings.records import Article, Dating, Line, Mention, Note, Sentence, Story, Telling
from tellings.schema import to_table
from tellings.settings import Articles, Settings, Statements, Stories
from tellings.stages.base import per_article, per_story


def _article(key: str, text: str = "One. Two.") -> Article:
    return Article(key, key, 0, None, None, None, None, None, None, "en", None, text, key, "test")


def _sentences(group: Group, settings: Settings) -> list[object]:
    (article,) = group.rows(Article)
    return [Sentence(article.id, 0, 0, len(article.text), 0, "body")]


def test_an_article_is_done_once() -> None:
    calls: list[str] = []

    def fn(group: Group, settings: Settings) -> list[object]:
        calls.append(group.key)
        return _sentences(group, settings)

    stage = per_article("tagging", (Article, Line), (Sentence,), fn)
    engine = Duck()
    engine.append("articles", to_table([_article("a"), _article("b")], Article))
    stage.run(engine, Settings(), Silent())
    engine.append("articles", to_table([_article("c")], Article))
    stage.run(engine, Settings(), Silent())
    assert calls == ["a", "b", "c"]
    assert engine.read("SELECT count(*) AS n FROM sentences").column("n").to_pylist() == [3]


def test_a_story_is_done_again_when_its_membership_changes() -> None:
    calls: list[tuple[str, int]] = []

    def fn(group: Group, settings: Settings) -> list[object]:
        calls.append((group.key, len(group.rows(Article))))
        return []

    stage = per_story("origins", (Article, Telling), (), fn)
    engine = Duck()
    engine.append("articles", to_table([_article("a"), _article("b"), _article("c")], Article))
    engine.append("stories", to_table([Story("a", None, None, None, 1), Story("b", None, None, None, 1)], Story))
    engine.append("tellings", to_table([Telling("a", "a", None, None), Telling("b", "b", None, None)], Telling))
    stage.run(engine, Settings(), Silent())
    engine.append("tellings", to_table([Telling("b", "c", None, None)], Telling))
    stage.run(engine, Settings(), Silent())
    assert calls == [("a", 1), ("b", 1), ("b", 2)]


def test_a_wrong_query_says_so() -> None:
    with pytest.raises(EngineError, match="no_such_table"):
        Duck().read("SELECT * FROM no_such_table")


def test_what_is_no_workspace_is_named(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "tellings.duckdb").write_text("this is not a database, not at all")
    with pytest.raises(WorkspaceError, match="w"):
        Project(tmp_path / "w")


def test_adding_the_same_input_twice_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A ferry hit a pier\n\nThe ferry hit the pier in the harbour of Ostrava on Monday, police said.\n")
    intake = read_paths([str(path)])
    with Project(tmp_path / "space") as project:
        assert project.add(intake.captures) == 1
        assert project.add(intake.captures) == 0
    with Project(tmp_path / "space") as project:
        assert project.engine.read("SELECT count(*) AS n FROM captures").column("n").to_pylist() == [1]


class Lines:
    """A progress that remembers what was done."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def start(self, stage: str, total: int | None = None) -> None: ...

    def advance(self, n: int = 1) -> None: ...

    def note(self, message: str) -> None: ...

    def done(self, line: str) -> None:
        self.lines.append(line)


FERRY = "A ferry hit a pier\n\nThe ferry hit the pier in the harbour of Ostrava on {}, police said. Nine were hurt.\n"
CHOIR = "A choir sings again\n\nThe choir of Lund will sing in the old mill again next Friday, its conductor said.\n"


def _workspace(folder: Path) -> list[str]:
    texts = {"a": FERRY.format("Monday"), "b": FERRY.format("Monday night"), "choir": CHOIR}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return [str(folder / f"{name}.txt") for name in texts]


def test_a_workspace_is_not_grouped_again_when_nothing_changed(tmp_path: Path) -> None:
    paths = _workspace(tmp_path)
    with Project(tmp_path / "space") as project:
        project.add(read_paths(paths[:2]).captures)
        project.run(CORPUS_ROOMS)
    for added, grouped in ((paths[:2], False), (paths, True), (paths, False)):
        talk = Lines()
        with Project(tmp_path / "space", progress=talk) as project:
            project.add(read_paths(added).captures)
            project.run(CORPUS_ROOMS)
        assert any(line.startswith("stories") for line in talk.lines) == grouped
    with Project(tmp_path / "space", Settings(stories=Stories(one_story=True))) as project:
        project.run(CORPUS_ROOMS)
        assert project.engine.read("SELECT count(*) AS n FROM stories").column("n").to_pylist() == [1]


def test_times_are_read_again_when_a_telling_gets_another_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FERRY.format("Monday"))
    with Project(tmp_path / "space") as project:
        project.add(read_paths([str(tmp_path / "a.txt")], {"a.txt": Meta("Mail", None, "2031-03-05")}).captures)
        project.run()
        first = project.engine.read("SELECT value FROM times").column(0).to_pylist()
        project.engine.delete("datings", "TRUE")
        (article,) = project.engine.read("SELECT id FROM articles").column(0).to_pylist()
        project.engine.append("datings", to_table([Dating(article, "2031-03-12", "told", 1.0, None, None)], Dating))
        project.run()
        second = project.engine.read("SELECT value FROM times").column(0).to_pylist()
    assert first == ["2031-03-03"] and second == ["2031-03-10"]


TOLD = (
    "Barge sinks near Tarn\n\nFebruary 3, 2031\n\nA barge sank off Tarn on Monday and four sailors were rescued from "
    "the cold water by a ferry.\nPolice said 12 tonnes of oil had leaked into the bay.\n",
    "Sailors rescued\n\nFebruary 4, 2031\n\nFive sailors were rescued by a ferry on Monday from the cold water off "
    "Tarn, where a barge sank.\nThe police said that 20 tonnes of oil have leaked into the bay.\n",
)


def _all_rows(project: Project) -> dict[str, list[dict[str, object]]]:
    """What the rooms of articles and stories have written."""
    tables = sorted({table for room in ("articles", *STORY_ROOMS) for table in stage(room).writes} - {"drops"})
    return {t: sorted(project.engine.read(f'SELECT * FROM "{t}"').to_pylist(), key=repr) for t in tables}


@pytest.mark.parametrize(
    "other",
    [Settings(statements=Statements(link=0.999, says=0.99)), Settings(articles=Articles(keep_printed_dates=True))],
    ids=["statements", "articles"],
)
def test_a_workspace_with_other_settings_holds_what_a_new_one_would(tmp_path: Path, other: Settings) -> None:
    """Whatever a room does again, those behind it do again; and the settings of before find nothing that is stale."""
    for n, text in enumerate(TOLD):
        (tmp_path / f"{n}.txt").write_text(text)
    captures = read_paths([str(tmp_path / "0.txt"), str(tmp_path / "1.txt")]).captures
    one, changed = Stories(one_story=True), replace(other, stories=Stories(one_story=True))
    fresh = []
    for settings in (Settings(stories=one), changed):
        with Project(settings=settings) as project:
            project.add(captures)
            project.run()
            fresh.append(_all_rows(project))
    assert fresh[0] != fresh[1]  # the settings make a difference
    assert fresh[0]["discrepancies"]
    runs = ((Settings(stories=one), fresh[0]), (changed, fresh[1]), (Settings(stories=one), fresh[0]))
    for settings, expected in runs:
        with Project(tmp_path / "space", settings) as project:
            project.add(captures)
            project.run()
            assert _all_rows(project) == expected


def test_a_story_that_goes_back_is_not_shown_as_it_was(tmp_path: Path) -> None:
    """A story that grew and shrank again is worked out again: its rows are those of the larger one."""
    sizes: list[int] = []

    def fn(group: Group, settings: Settings) -> list[object]:
        sizes.append(len(group.rows(Article)))
        return []

    stage = per_story("origins", (Article, Telling), (), fn)
    engine = Duck()
    engine.append("articles", to_table([_article("a"), _article("b")], Article))
    engine.append("stories", to_table([Story("a", None, None, None, 1)], Story))
    engine.append("tellings", to_table([Telling("a", "a", None, None)], Telling))
    stage.run(engine, Settings(), Silent())
    engine.append("tellings", to_table([Telling("a", "b", None, None)], Telling))
    stage.run(engine, Settings(), Silent())
    engine.delete("tellings", "\"article\" = 'b'")
    stage.run(engine, Settings(), Silent())
    stage.run(engine, Settings(), Silent())
    assert sizes == [1, 2, 1]


def test_only_the_story_that_is_asked_for_is_worked_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = str(tmp_path / "space")
    assert main(["stories", *_workspace(tmp_path), "--workspace", kept, "-q"]) == 0
    with Project(Path(kept)) as project:
        assert project.engine.read("SELECT count(*) AS n FROM tokens").column("n").to_pylist() == [0]
    capsys.readouterr()
    assert main(["report", kept, "--story", "a.txt", "--format", "json", "-q"]) == 0
    data = json.loads(capsys.readouterr().out)
    (story,) = data["stories"]
    assert len(story["tellings"]) == 2 == len(data["tellings"]) == len(data["made"]["inputs"]) and story["statements"]
    with Project(Path(kept)) as project:
        read = set(project.engine.read("SELECT DISTINCT article FROM tokens").column(0).to_pylist())
    assert read == set(story["tellings"])
    assert main(["report", kept, "--story", story["id"], "--format", "json", "-q"]) == 0
    assert json.loads(capsys.readouterr().out) == data
    assert main(["report", kept, "--story", "nothing.txt", "-q"]) == 1
    assert "no story or article" in capsys.readouterr().err
    assert main(["report", kept, "--format", "json", "-q"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert [len(s["tellings"]) for s in whole["stories"]] == [2, 1]
    assert next(s for s in whole["stories"] if s["id"] == story["id"]) == story


def test_rows_of_meta_about_no_input_are_named(tmp_path: Path) -> None:
    paths = _workspace(tmp_path)
    told = {"b.txt": Meta("Mail"), "elsewhere/choir.txt": Meta("Post"), **{f"{n}.txt": Meta("X") for n in range(7)}}
    (note,) = read_paths(paths, told).notes
    assert note.path == "--meta" and note.text.startswith("7 rows are about no input") and "0.txt" in note.text
    assert "6.txt" not in note.text and "and 2 more" in note.text
    assert not read_paths(paths, {"b.txt": Meta("Mail")}).notes


def test_rows_kept_from_room_to_room_are_never_old_ones() -> None:
    engine = Duck()
    seen: list[list[Note]] = []

    def look(group: Group) -> list[object]:
        seen.append(group.rows(Note))
        return []

    def note(text: str) -> None:
        engine.append("notes", to_table([Note("a.txt", "room", text)], Note))

    asked = {
        "notes": 'SELECT t.*, t."path" AS "key" FROM notes t JOIN __these d ON d."path" = t."path" ORDER BY "text"'
    }
    engine.put("__these", pa.table({"path": ["a.txt"]}))
    note("first")
    engine.each(asked, "key", look)
    engine.each(asked, "key", look)
    note("second")
    engine.each(asked, "key", look)
    engine.delete("notes", "\"text\" = 'first'")
    engine.each(asked, "key", look)
    engine.put("__these", pa.table({"path": ["b.txt"]}))
    engine.each(asked, "key", look)
    assert [[row.text for row in rows] for rows in seen] == [["first"], ["first"], ["first", "second"], ["second"]]


def test_rows_had_by_article_are_those_of_the_story() -> None:
    asking = (
        'SELECT t.*, d."{}" FROM mentions t JOIN __todo d ON d."article" = t."article" ORDER BY t."article", t."begin"'
    )
    queries = {by: asking.format(by) for by in ("__key", "story")}
    told = {"s": ["a", "c"], "t": ["b"], "u": ["d"]}
    engine, seen = Duck(), []

    def look(group: Group) -> list[object]:
        seen.append((group.key, group.rows(Mention)))
        return []

    def ask(*stories: str) -> list[object]:
        seen.clear()
        listed = [(article, story) for story in stories for article in told[story]]
        engine.put("__todo", pa.table({"article": [a for a, _ in listed], "story": [s for _, s in listed]}))
        engine.each({"mentions": queries["story"]}, "story", look, {story: told[story] for story in stories})
        return list(seen)

    rows = [Mention(a, n, n + 1, a, "person", None, None) for a in "cabbc" for n in (7, 3)]
    engine.append("mentions", to_table(rows, Mention))
    asked = ask("s", "t", "u")
    engine.put("__todo", pa.table({"article": ["a", "b", "c"], "__key": ["a", "b", "c"]}))
    engine.each({"mentions": queries["__key"]}, "__key", look, {a: [a] for a in "abc"})
    assert ask("s", "t") == asked == ask("s", "t", "u")  # the article of u was not asked for by itself
    engine.append("mentions", to_table([Mention("a", 1, 2, "new", "person", None, None)], Mention))
    assert [row.text for row in ask("s")[0][1]] == ["new", "a", "a", *"cccc"]


def test_what_rooms_make_of_the_same_rows_is_made_once() -> None:
    engine = Duck()
    made: list[int] = []

    def look(group: Group) -> list[object]:
        made.append(group.once("how many", (Note,), lambda: [len(group.rows(Note))])[0])
        seen.append(group.once("how many", (Note,), lambda: [-1])[0])
        return []

    seen: list[int] = []
    asked = {"notes": 'SELECT t.*, t."path" AS "key" FROM notes t ORDER BY "text"'}
    for text in ("first", "second"):
        engine.append("notes", to_table([Note("a.txt", "room", text)], Note))
        engine.each(asked, "key", look)
    assert made == seen == [1, 2]


def test_a_workspace_made_before_a_column_was_added_is_read(tmp_path: Path) -> None:
    import duckdb

    Project(tmp_path).close()
    with duckdb.connect(str(tmp_path / "tellings.duckdb")) as con:
        con.execute('ALTER TABLE derivations DROP COLUMN "joined"')
    with Project(tmp_path) as project:
        assert "joined" in project.engine.read("SELECT * FROM derivations").column_names


def test_tables_that_no_room_reads_any_longer_leave_an_old_workspace_once(tmp_path: Path) -> None:
    import duckdb

    Project(tmp_path).close()
    with duckdb.connect(str(tmp_path / "tellings.duckdb")) as con:
        con.execute("CREATE TABLE fingerprints (hash BIGINT)")
        con.execute("CREATE TABLE compared (a VARCHAR, b VARCHAR)")
    for _ in range(2):
        with Project(tmp_path) as project:
            query = "SELECT table_name FROM information_schema.tables"
            there = set(project.engine.read(query).column(0).to_pylist())
            assert not there & {"fingerprints", "compared", "common_text"} and "copies" in there


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('Could not write file "tellings.duckdb.wal": No space left on device', "the disk is full"),
        ("Referenced column was not found", "SELECT nothing"),
    ],
)
def test_what_a_query_failed_of_is_told(monkeypatch: pytest.MonkeyPatch, said: str, shown: str) -> None:
    import duckdb

    class Broken:
        def execute(self, *_: object) -> None:
            raise duckdb.Error(said)

    engine = Duck()
    monkeypatch.setattr(engine, "_con", Broken())
    with pytest.raises(EngineError, match=shown):
        engine.sql("__asked", "SELECT nothing")


def test_a_workspace_that_may_not_be_opened_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import duckdb

    def closed(_: str) -> None:
        raise duckdb.IOException('IO Error: Cannot open file "tellings.duckdb": Permission denied')

    monkeypatch.setattr(duckdb, "connect", closed)
    with pytest.raises(WorkspaceError, match="may not be written"):
        Project(tmp_path)


def test_a_folder_that_may_not_be_looked_into_is_no_workspace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def shut(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.stat", shut)
    assert not is_workspace(tmp_path)
