"""What the command line writes: reports to standard output or a file, progress and problems to standard error."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tellings.errors import InputError

#: Lines about inputs that are printed on standard error; the report itself lists them all.
MOST_LINES = 20
#: Without a terminal there is no width to fit: one that reads well.
PIPE_WIDTH = 100


def width_of(asked: int | None) -> int:
    """Columns to print in: as asked, as the terminal has, or a width that reads well."""
    return asked or shutil.get_terminal_size((PIPE_WIDTH, 24)).columns


def wants_colour() -> bool:
    """Colour on a terminal only, and never where NO_COLOR is set (no-color.org) or the terminal is dumb."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(text: str, to: Path | None) -> None:
    """Write to a file, or to standard output, as UTF-8. Raises InputError when the file cannot be written."""
    if to is None:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
        sys.stdout.write(text)
        return
    try:
        to.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise InputError(str(to), f"cannot be written ({error.strerror})") from error


def check(to: Path) -> None:
    """Raise InputError when nothing can be written there: better before the work than after it."""
    if to.is_dir():
        raise InputError(str(to), "cannot be written: it is a folder; name a file in it")
    if not to.parent.is_dir():
        raise InputError(str(to), "cannot be written: there is no such folder; make it first")


@contextmanager
def whole(to: Path) -> Iterator[Path]:
    """Where to write a file that appears under its own name only when it is complete: beside it, until all went well.

    What breaks off leaves the file as it was. Raises OSError when nothing can be written there.
    """
    if to.exists() and not to.is_file():  # a pipe or a device
        yield to
        return
    end = to.resolve()
    part = end.with_name(f".{end.name}.part")
    part.open("wb").close()
    try:
        yield part
        part.replace(end)
    finally:
        part.unlink(missing_ok=True)


def say(line: str) -> None:
    """A line on standard error, without characters that could steer a terminal."""
    shown = "".join(ch if ch.isprintable() else " " for ch in line)
    print(f"tellings: {shown}", file=sys.stderr)


def say_all(lines: Sequence[str]) -> None:
    """Lines on standard error; beyond a screenful they are counted."""
    for line in lines[:MOST_LINES]:
        say(line)
    if len(lines) > MOST_LINES:
        say(f"and {len(lines) - MOST_LINES:,} more; the report lists all under drops and notes")


class Talk:
    """Progress on standard error: one line that renews itself on a terminal, and notes everywhere."""

    #: Steps that take less than this long need no words.
    QUIET_SECONDS = 0.5

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not quiet
        self._stage, self._count = "", 0
        self._total: int | None = None
        self._began = self._shown = time.monotonic()

    def _show(self, text: str) -> None:
        if self._live:
            print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)

    def start(self, stage: str, total: int | None = None) -> None:
        """A stage begins."""
        self._stage, self._total, self._count = stage, total, 0
        if time.monotonic() - self._began > self.QUIET_SECONDS:
            self._show(f"{stage} …")

    def advance(self, n: int = 1) -> None:
        """More units are done; shown at most ten times a second."""
        self._count += n
        now = time.monotonic()
        if self._total and now - self._shown > 0.1 and now - self._began > self.QUIET_SECONDS:
            self._shown = now
            self._show(f"{self._stage} {self._count:,} of {self._total:,}")

    def note(self, message: str) -> None:
        """Something the user should know."""
        if not self._quiet:
            self._show("")
            say(message)

    def done(self, line: str) -> None:
        """The stage is over."""
        self._show("")
