"""Bytes that a room keeps beside the tables: arrays that are looked at here and there, where they lie.

A table is read block by block, and a row costs as much as its block. What is kept here is mapped into memory, so that
looking at a few places costs a few pages, however much there is.

What holds is never written over: bytes are put behind those that hold, or under a new name. The room keeps in a table
how many bytes of each name hold, so they hold from when its transaction does, and one that is broken off leaves what
was there; what it wrote is written over, or cleared away, by the next.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from tellings.errors import WorkspaceError

Bytes = npt.NDArray[np.uint8]


class Shelf:
    """Files in a folder, made when the first is written; without a folder, files without a name that go with it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._unnamed: dict[str, IO[bytes]] = {}

    def write(self, name: str, at: int, data: npt.NDArray[Any]) -> int:
        """Put an array's bytes under a name, behind the first `at` bytes; how many there are then.

        Raises WorkspaceError when they cannot be written, as `settle` does.
        """
        with self._told(name):
            file = self._open(name)
            try:
                file.seek(at)
                file.write(np.ascontiguousarray(data).data.cast("B") if data.size else b"")
                file.flush()
            finally:
                self._leave(file)
        return at + int(data.nbytes)

    def read(self, name: str, size: int) -> Bytes | None:
        """The first `size` bytes under a name, where they lie; None when there are not so many. What is written to the
        array changes nothing here."""
        if size == 0:
            return np.zeros(0, np.uint8)
        try:
            file = self._unnamed[name] if self._folder is None else (self._folder / name).open("rb")
        except (KeyError, OSError):
            return None
        try:
            return np.frombuffer(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_COPY), np.uint8)
        except (ValueError, OSError):
            return None
        finally:
            self._leave(file)

    def settle(self, names: Iterable[str]) -> None:
        """See to it that these outlast a failure of the machine."""
        for name in names:
            if self._folder is not None:
                with self._told(name), (self._folder / name).open("rb+") as file:
                    os.fsync(file.fileno())

    def clear(self, but: Iterable[str] = ()) -> None:
        """Remove all but these names."""
        kept = set(but)
        for name in [name for name in self._unnamed if name not in kept]:
            self._unnamed.pop(name).close()
        if self._folder is not None and self._folder.is_dir():
            for path in sorted(self._folder.iterdir()):
                if path.name not in kept:
                    with suppress(OSError):  # somebody still reads it: the next run removes it
                        path.unlink()

    def close(self) -> None:
        """Give back what goes with it."""
        for file in self._unnamed.values():
            file.close()
        self._unnamed.clear()

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Say of what cannot be written (a full disk, no right to) where it is."""
        try:
            yield
        except OSError as error:
            where = name if self._folder is None else self._folder / name
            raise WorkspaceError(f"{where}: cannot be written ({error.strerror})") from error

    def _open(self, name: str) -> IO[bytes]:
        if self._folder is None:
            if name not in self._unnamed:
                self._unnamed[name] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the shelf
            return self._unnamed[name]
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / name
        return path.open("rb+" if path.exists() else "wb")

    def _leave(self, file: IO[bytes]) -> None:
        if self._folder is not None:
            file.close()
