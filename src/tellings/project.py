"""A workspace: add inputs, run the rooms, ask for stories.

With a path, everything is kept in that folder and a later run does only what is new; without one,
everything lives in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from tellings.engine.base import Engine
from tellings.engine.duck import Duck
from tellings.errors import InputError, WorkspaceError
from tellings.inbox import Inbox, judgement
from tellings.judgements import QUESTIONS, Names, Standing, Told, kind_of, standing
from tellings.progress import Progress, Silent
from tellings.records import Asked, Capture, Drop, Judgement, Note
from tellings.schema import to_table
from tellings.settings import Settings
from tellings.stages.base import CORPUS_ROOMS as CORPUS_ROOMS
from tellings.stages.base import STORY_ROOMS as STORY_ROOMS
from tellings.stages.base import Stage
from tellings.stages.needs import check

#: The file that makes a folder a workspace.
DATABASE = "tellings.duckdb"


def stage(name: str) -> Stage:
    """The stage of this name; its module is imported only when it is needed."""
    found = import_module(f"tellings.stages.{name}").STAGE
    assert isinstance(found, Stage)
    return found


def models(settings: Settings) -> list[str]:
    """Names and versions of the models that settings name for the story rooms."""
    return [found for name in STORY_ROOMS if (found := stage(name).model(settings))]


def is_workspace(path: Path) -> bool:
    """Whether a folder is a workspace; one that may not be looked into is none."""
    try:
        return (path / DATABASE).is_file()
    except OSError:
        return False


class Project:
    """Open / add / run. Use as a context manager, or call `close`."""

    def __init__(
        self,
        path: str | Path | None = None,
        settings: Settings | None = None,
        progress: Progress | None = None,
        engine: Engine | None = None,
    ) -> None:
        """`engine` is taken instead of DuckDB where there is no path; the project closes it."""
        path = None if path is None else Path(path)
        self.settings = settings or Settings()
        check(self.settings)
        self.progress = progress or Silent()
        self.path = path
        self._inbox = None if path is None else Inbox(path)
        self._judged: list[Judgement] = []  # where there is no inbox
        self._unknown: list[Note] = []
        if path is not None:
            try:
                path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise WorkspaceError(f"{path}: cannot be made ({error.strerror})") from error
        self.engine: Engine = engine or Duck(None if path is None else path / DATABASE)

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

    def run(self, rooms: Iterable[str] = (*CORPUS_ROOMS, *STORY_ROOMS), story: str | None = None) -> None:
        """Walk the data through the rooms; what is done already is not done again.

        With a story's id, rooms that look at stories, or at articles with a model, look at this one's only.
        """
        self._rule()
        self.engine.delete("asked", "TRUE")
        self.engine.append("asked", to_table([Asked(story)] if story else [], Asked))
        for name in rooms:
            stage(name).on(self.engine)(self.engine, self.settings, self.progress)

    def story(self, given: str) -> str:
        """The id of a story named by its id, a former id of it, or one of its articles (as in `find`).

        Raises InputError when there is none.
        """
        for query in (
            'SELECT "id" FROM stories WHERE "id" = $given',
            """SELECT "new" FROM redirects WHERE "old" = $given AND "how" = 'merged'""",
        ):
            found = self.engine.read(query, given=given).column(0).to_pylist()
            if found:
                return str(found[0])
        if not self._named(given):
            raise InputError(given or "''", "no story or article has this id; `tellings stories` lists them")
        article = self.find(given)
        told = self.engine.read('SELECT "story" FROM tellings WHERE "article" = $id', id=article).column(0).to_pylist()
        if not told:
            raise InputError(given, "is in no story: see why it was dropped")
        return str(told[0])

    def find(self, given: str) -> str:
        """The id of an article named by its id, its path (or the end of it), its address or the user's own id.

        Raises InputError when there is none, or several.
        """
        rows = self._named(given)
        if not rows:
            where = "`tellings stories --format jsonl` lists them"
            raise InputError(given or "''", f"no article has this id, path or address; {where}")
        if len(rows) > 1:
            shown = ", ".join(f"{article} ({path})" for article, path in rows[:4])
            raise InputError(given, f"{len(rows)} articles are named so: {shown}; give one's id")
        return rows[0][0]

    def _named(self, given: str) -> list[tuple[str, str]]:
        """(id, path) of the articles that `given` names: by the first of the ways in which it names any. The last of
        them is a file's name without its ending, as a report shows it."""
        path = "('/' || \"path\")"
        at = f"position('/' || $given || '.' IN {path})"
        ways = (
            'SELECT DISTINCT "id", "path" FROM captures WHERE "id" = $given ORDER BY 1',
            'SELECT DISTINCT "id", "path" FROM captures WHERE "path" = $given ORDER BY 1',
            'SELECT DISTINCT "id", "path" FROM (SELECT "id", "path", "url" FROM captures UNION ALL '
            'SELECT "id", "path", "url" FROM articles) t WHERE "url" = $given ORDER BY 1',
            'SELECT DISTINCT "id", "path" FROM captures WHERE right("path", length($given) + 1) = \'/\' || $given '
            "ORDER BY 1",
            f'SELECT DISTINCT "id", "path" FROM captures WHERE {at} > 0 '
            f"AND position('/' IN substr({path}, {at} + 1)) = 0 ORDER BY 1",
        )
        found = ((self.engine.read(query, given=given).to_pylist()) for query in ways if given)
        return next(([(row["id"], row["path"]) for row in rows] for rows in found if rows), [])

    def judge(
        self, kind: str, a: str, b: str, *, note: str | None = None, by: str | None = None, names: Names = (None, None)
    ) -> Judgement:
        """Decide something about two articles, named as in `find`, or two names in them; every later run obeys.

        `kind` is one of `tellings.judgements.KINDS`. Raises InputError for another, for articles that cannot be told,
        and for names that do not stand in them.
        """
        return self._keep(self._judgement(Told(kind, a, b, note, by, None, names)))

    def judge_all(self, told: Iterable[Told]) -> None:
        """Take over a list of judgements, such as a file's; what is known already is not taken twice.

        A pair of which one article is not here becomes a note: a list may serve several sets. Raises InputError.
        """
        had = {replace(row, id="", ordinal=0, made="") for row in self._all()}
        for row in told:
            absent = [end for end in (row.a, row.b) if not self._named(end)]
            text = f"judged {row.kind}, but no article here has this id, path or address"
            self._unknown += [Note(end, "judgements", text) for end in absent]
            if not absent:
                new = self._judgement(row)
                if replace(new, id="", ordinal=0, made="") not in had:
                    self._keep(new)

    def _judgement(self, told: Told) -> Judgement:
        kind, ends = kind_of(told.kind), (self.find(told.a), self.find(told.b))
        if QUESTIONS[kind] != "entity":
            if ends[0] == ends[1]:
                raise InputError(told.a, f"the same article as {told.b}: a judgement is of two")
            return judgement(kind, ends, told.note, told.by, told.made)
        if not all(told.names):
            raise InputError(repr(kind), "is of two names: give both, as they stand in the articles")
        for given, article, name in zip((told.a, told.b), ends, told.names, strict=True):
            texts = ('SELECT "content" FROM captures WHERE "id" = $id', 'SELECT "text" FROM articles WHERE "id" = $id')
            read = [text for query in texts for text in self.engine.read(query, id=article).column(0).to_pylist()]
            if not any(name and name in text for text in read):
                raise InputError(given, f"the name “{name}” does not stand in it")
        if len({*zip(ends, told.names, strict=True)}) < 2:
            raise InputError(told.a, "the same name twice: a judgement is of two")
        return judgement(kind, ends, told.note, told.by, told.made, told.names)

    def undo(self, given: str, *, by: str | None = None, note: str | None = None) -> Judgement:
        """Take back a judgement, named by its id or the beginning of it. Raises InputError."""
        if self._inbox is None:
            raise InputError(given, "without a workspace no judgement is kept")
        return self._inbox.undo(given, by, note)

    def judgements(self) -> Standing:
        """Judgements in force, oldest first, and what became of the others."""
        return standing(self._all())

    def notes(self, room: str) -> list[str]:
        """What a room noted, a line each."""
        query = 'SELECT "path", "text" FROM notes WHERE "stage" = $room ORDER BY 1, 2'
        rows = self.engine.read(query, room=room).to_pylist()
        return [row["text"] if row["path"] == room else f"{row['path']}: {row['text']}" for row in rows]

    def due(self) -> bool:
        """Whether something was judged, or undone, that the stories do not obey yet; or there are no stories."""
        told = self.engine.read('SELECT "id" FROM judgements ORDER BY "ordinal", "id"').column(0).to_pylist()
        stories = self.engine.read("SELECT 1 FROM stories LIMIT 1").num_rows
        return not stories or told != [row.id for row in self.judgements().rows]

    def _all(self) -> list[Judgement]:
        return self._judged if self._inbox is None else self._inbox.rows()

    def _keep(self, row: Judgement) -> Judgement:
        if self._inbox is not None:
            return self._inbox.add([row])[0]
        self._judged.append(replace(row, ordinal=len(self._judged) + 1))
        return self._judged[-1]

    def _rule(self) -> None:
        """Lay what was judged where the rooms see it, and say what cannot be obeyed."""
        found = self.judgements()
        here = set(self.engine.read('SELECT "id" FROM captures').column(0).to_pylist()) if found.rows else set()
        gone = [(row, end) for row in found.rows for end in (row.a, row.b) if end not in here]
        text = "judged {}, but no article here has the id {}"
        notes = [Note(row.id, "judgements", text.format(row.kind, end)) for row, end in gone]
        notes += [Note("judgements", "judgements", line) for line in found.said]
        self.engine.delete("judgements", "TRUE")
        self.engine.append("judgements", to_table(found.rows, Judgement))
        self.engine.delete("notes", """"stage" = 'judgements'""")
        self.engine.append("notes", to_table([*notes, *self._unknown], Note))

    def explain(self, a: str, b: str) -> list[str]:
        """Lines that say why two articles (ids) are one story or not. Raises InputError for an unknown id."""
        for article in (a, b):
            if not self.engine.read('SELECT 1 FROM articles WHERE "id" = $id', id=article).num_rows:
                raise InputError(article, "no article has this id; `tellings stories --format jsonl` lists them")
        lines: list[str] = import_module("tellings.stages.stories").explain(self.engine, self.settings, a, b)
        return lines

    def close(self) -> None:
        self.engine.close()
