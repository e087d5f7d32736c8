"""Where judgements are kept: an append-only SQLite file beside the workspace's database.

A run holds the database for as long as it takes; a person who reads its report corrects it meanwhile. So judgements
have a file of their own, which is only ever added to: a later row takes an earlier one's place, `undo` is a row too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tellings.errors import InputError, WorkspaceError
from tellings.judgements import UNDO, Names
from tellings.records import Judgement
from tellings.schema import content_id

#: The file's name in a workspace.
NAME = "judgements.sqlite"
#: Seconds that a writer waits for another.
PATIENCE = 10.0

_COLUMNS = tuple(field.name for field in fields(Judgement) if field.name != "ordinal")
_MAKE = (
    'CREATE TABLE IF NOT EXISTS judgements ("ordinal" INTEGER PRIMARY KEY AUTOINCREMENT, "id" TEXT NOT NULL UNIQUE, '
    '"made" TEXT NOT NULL, "by" TEXT, "kind" TEXT NOT NULL, "a" TEXT NOT NULL, "b" TEXT NOT NULL, '
    '"a_name" TEXT, "b_name" TEXT, "note" TEXT)'
)
_KEEP = (
    "CREATE TRIGGER IF NOT EXISTS no_{what} BEFORE {what} ON judgements "
    "BEGIN SELECT RAISE(ABORT, 'judgements are only ever added: undo is a row too'); END"
)


def judgement(
    kind: str,
    ends: tuple[str, str],
    note: str | None = None,
    by: str | None = None,
    made: str | None = None,
    names: Names = (None, None),
) -> Judgement:
    """A judgement made now (or `made`), with its ends in order of their ids; `ordinal` is for the inbox to give."""
    (a, first), (b, second) = sorted(zip(ends, names, strict=True), key=lambda end: (end[0], end[1] or ""))
    when = made or datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    why, who = (" ".join(text.split()) or None if text else None for text in (note, by))
    own = content_id(when, kind, a, b, first, second, why, who)
    return Judgement(own, 0, when, who, kind, a, b, first, second, why)


class Inbox:
    """The judgements of one workspace. Opened for each call, so that nobody holds it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    @contextmanager
    def _open(self) -> Iterator[Any]:
        import sqlite3  # 10 ms that a run without a workspace need not spend

        try:
            connection = sqlite3.connect(self.path, timeout=PATIENCE)
        except sqlite3.Error as error:
            raise WorkspaceError(f"{self.path}: cannot be opened ({error})") from error
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            busy = "another process is writing to it; try again" if "locked" in str(error) else str(error)
            raise WorkspaceError(f"{self.path}: {busy}") from error
        finally:
            connection.close()

    def rows(self) -> list[Judgement]:
        """Everything that was ever judged or undone, oldest first."""
        if not self.path.exists():
            return []
        names = ", ".join(f'"{field.name}"' for field in fields(Judgement))
        with self._open() as connection:
            found = connection.execute(f'SELECT {names} FROM judgements ORDER BY "ordinal"').fetchall()
        return [Judgement(*row) for row in found]

    def add(self, rows: Iterable[Judgement]) -> list[Judgement]:
        """Add rows after those that are there; as they were kept. A row that is there already stays one row."""
        kept = []
        marks = ", ".join("?" for _ in _COLUMNS)
        names = ", ".join(f'"{name}"' for name in _COLUMNS)
        with self._open() as connection, connection:
            connection.execute(_MAKE)
            for what in ("UPDATE", "DELETE"):
                connection.execute(_KEEP.format(what=what))
            for row in rows:
                values = [getattr(row, name) for name in _COLUMNS]
                connection.execute(f"INSERT OR IGNORE INTO judgements ({names}) VALUES ({marks})", values)
                at = connection.execute('SELECT "ordinal" FROM judgements WHERE "id" = ?', (row.id,)).fetchone()
                kept.append(replace(row, ordinal=int(at[0])))
        return kept

    def undo(self, given: str, by: str | None = None, note: str | None = None) -> Judgement:
        """Take a judgement back, named by its id or the beginning of it. Raises InputError for an unknown one."""
        fits = [row for row in self.rows() if given and row.id.startswith(given.lower())]
        if not fits:
            raise InputError(given or "''", "no judgement has this id; `tellings judge WORKSPACE --list` lists them")
        if len(fits) > 1:
            raise InputError(given, f"{len(fits)} judgements begin so: {_listed(fits)}; give more of the id")
        return self.add([judgement(UNDO, (fits[0].id, fits[0].id), by=by, note=note)])[0]


def _listed(rows: Sequence[Judgement]) -> str:
    return ", ".join(row.id for row in rows[:5])
