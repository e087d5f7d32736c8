"""tellings from Python: `tellings.report(...)` gives a Report."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from tellings import views
from tellings.progress import Progress
from tellings.read.intake import Intake, Meta, read_paths
from tellings.settings import Settings


class Report:
    """A finished report: the stories and where every line of them stands.

    `view` is the whole report as typed records (`tellings.views`); the shortcuts below read from it.
    """

    def __init__(self, view: views.Report) -> None:
        self.view = view

    @property
    def stories(self) -> tuple[views.Story, ...]:
        """Largest first, lone articles last."""
        return self.view.stories

    @property
    def tellings(self) -> tuple[views.Telling, ...]:
        """Every article that was read, by id."""
        return self.view.tellings

    @property
    def drops(self) -> tuple[views.Drop, ...]:
        """What went no further, and why."""
        return self.view.drops

    def to_json(self) -> str:
        """The report as JSON text; `tellings schema` prints its JSON Schema."""
        from tellings.report.json import to_json

        return to_json(self.view)


def _rooms() -> list[str]:
    """The rooms that are furnished."""
    from importlib import util

    from tellings.project import CORPUS_ROOMS, STORY_ROOMS

    return [r for r in (*CORPUS_ROOMS, *STORY_ROOMS) if util.find_spec(f"tellings.stages.{r}")]


def run(intake: Intake, settings: Settings, workspace: Path | None = None, progress: Progress | None = None) -> Report:
    """Walk what came in through the rooms and gather what they found."""
    from tellings import __version__, queries
    from tellings.project import Project

    with Project(workspace, settings, progress) as project:
        project.add(intake.captures, intake.drops, intake.notes)
        project.run(_rooms())
        return Report(queries.report(project.engine, settings, __version__))


def report(
    inputs: str | Path | Sequence[str | Path],
    *,
    meta: Mapping[str, Meta] | None = None,
    one_story: bool = False,
    settings: Settings | None = None,
) -> Report:
    """The story, or stories, that the inputs tell."""
    chosen = settings or Settings()
    if one_story:
        chosen = dataclasses.replace(chosen, stories=dataclasses.replace(chosen.stories, one_story=True))
    listed = [str(p) for p in ([inputs] if isinstance(inputs, str | Path) else inputs)]
    return run(read_paths(listed, meta), chosen)
