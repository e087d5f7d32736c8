"""Articles as they come: each gets its story at once, and the workspace is kept as a run over all would find it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tellings.errors import InputError
from tellings.progress import Progress
from tellings.records import Capture, Drop
from tellings.settings import Settings

PART = 256  # articles that are written together at most


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article was put: its own id or path, its story's id, its article id."""

    id: str
    story: str
    article: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A former article that a new one brought into another story."""

    article: str
    story: str
    was: str


class Stream:
    """Places articles one at a time. Use as a context manager, or call `close`: what came last is written then.

    `workspace` is a folder, whose stories are brought up to date first; without one, nothing is kept. What came is
    written whenever `PART` articles wait, and by `flush`: all of it or nothing. Raises WorkspaceError.
    """

    def __init__(
        self,
        workspace: str | Path | None = None,
        settings: Settings | None = None,
        progress: Progress | None = None,
    ) -> None:
        from tellings.stream.keeper import Keeper  # compiled code and an engine: not before they are asked for

        place = Path(workspace) if workspace is not None else None
        self._settings = settings or Settings()
        self._keeper = Keeper(place, self._settings, progress)

    def __enter__(self) -> Stream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """Articles that have a story."""
        return len(self._keeper)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """Former articles that the last one brought into other stories."""
        return self._keeper.moved

    @property
    def waiting(self) -> int:
        """Articles that are not written yet."""
        return self._keeper.waiting

    def add(self, row: Mapping[str, Any]) -> Placed:
        """Place one article: text and, where known, id, title, date, source, url, lang. Raises InputError."""
        from tellings.read.lines import capture_of_row

        found: Capture | Drop | Placed = capture_of_row(row, self._settings.articles.max_chars)
        if isinstance(found, Capture):
            found = self.place(found)
        if isinstance(found, Drop):
            raise InputError(found.path, found.reason)
        assert isinstance(found, Placed)
        return found

    def place(self, capture: Capture) -> Placed | Drop:
        """Place one capture; a Drop says why there is no article in it. A capture that is known stays where it is."""
        placed = self._keeper.place(capture)
        if self._keeper.waiting >= PART:
            self.flush()
        return placed

    def flush(self) -> None:
        """Write what came and what it changed: all of it or nothing."""
        self._keeper.flush()

    def close(self) -> None:
        """Write what is left."""
        self._keeper.close()
