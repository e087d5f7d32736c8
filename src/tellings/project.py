"""A workspace: add inputs, run the rooms, ask for stories.

With a path, everything is kept in that folder and a later run does only what is new; without one,
everything lives in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from tellings.engine.base import Engine
from tellings.engine.duck import Duck
from tellings.errors import InputError, WorkspaceError
from tellings.progress import Progress, Silent
from tellings.records import Capture, Drop, Note
from tellings.schema import to_table
from tellings.settings import Settings
from tellings.stages.base import Stage

#: The rooms, in the order in which the data walks through them.
CORPUS_ROOMS = ("articles", "features", "copies", "stories")
STORY_ROOMS = (
    "tagging", "mentions", "quotes", "times", "quantities",
    "entities", "utterances", "statements", "variants", "origins", "discrepancies", "briefs",
)  # fmt: skip


def stage(name: str) -> Stage:
    """The stage of this name; its module is imported only when it is needed."""
    found = import_module(f"tellings.stages.{name}").STAGE
    assert isinstance(found, Stage)
    return found


class Project:
    """Open / add / run. Use as a context manager, or call `close`."""

    def __init__(
        self, path: Path | None = None, settings: Settings | None = None, progress: Progress | None = None
    ) -> None:
        self.settings = settings or Settings()
        self.progress = progress or Silent()
        self.path = path
        if path is not None:
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise WorkspaceError(f"{path}: cannot be made ({error.strerror})") from error
        self.engine: Engine = Duck(None if path is None else path / "tellings.duckdb")

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, captures: Iterable[Capture], drops: Iterable[Drop] = (), notes: Iterable[Note] = ()) -> int:
        """Store captures that are not there yet; the number of new ones."""
        known = set(self.engine.read("SELECT id FROM captures").column(0).to_pylist())
        new = [capture for capture in captures if capture.id not in known]
        self.engine.append("captures", to_table(new, Capture))
        self.engine.append("drops", to_table(drops, Drop))
        self.engine.append("notes", to_table(notes, Note))
        return len(new)

    def run(self, rooms: Iterable[str] = (*CORPUS_ROOMS, *STORY_ROOMS)) -> None:
        """Walk the data through the rooms; what is done already is not done again."""
        for name in rooms:
            stage(name).run(self.engine, self.settings, self.progress)

    def explain(self, a: str, b: str) -> list[str]:
        """Lines that say why two articles (ids) are one story or not. Raises InputError for an unknown id."""
        for article in (a, b):
            if not self.engine.read('SELECT 1 FROM articles WHERE "id" = $id', id=article).num_rows:
                raise InputError(article, "no article has this id; `tellings stories --format jsonl` lists them")
        lines: list[str] = import_module("tellings.stages.stories").explain(self.engine, self.settings, a, b)
        return lines

    def close(self) -> None:
        self.engine.close()
