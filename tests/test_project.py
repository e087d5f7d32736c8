"""A workspace: what is done is not done again, and a held file is a clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tellings.engine.base import Group
from tellings.engine.duck import Duck
from tellings.errors import EngineError, WorkspaceError
from tellings.progress import Silent
from tellings.project import Project
from tellings.read.intake import read_paths
from tellings.records import Article, Line, Sentence, Story, Telling
from tellings.schema import to_table
from tellings.settings import Settings
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
