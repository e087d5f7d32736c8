"""What the copies room keeps beside the tables, so that adding articles reads little of what is there.

By the order in which articles were added, which never changes: what they are (`id`, `text`, `source`), where each one's
part of a file ends and how many hashes it keeps at each level (`prints`), `hashes` and `bodies`. And the index of
hashes in sorted runs (`run`), the pairs that were aligned (`pairs`), the articles in the order of their ids (`places`),
the names of sources (`names`) and common text (`common`). All are files of the engine's shelf; which of them hold, and
how many bytes of each, stands in the room's row of `runs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tellings.engine.shelf import Shelf
from tellings.text.fingerprints import I64, LEVELS, U8, U64, Prints
from tellings.text.fingerprints_packed import Packed

#: What an article is, all that the result depends on: its id, the hash of its text, the name of its source.
TOLD = ("id", "text", "source")
#: Columns of `prints`: where these end, and hashes and body; the level, the source's number, the counts by level.
HASHES, BODIES, LEVEL, SOURCE, COUNTS = range(len(TOLD), len(TOLD) + 5)
COLUMNS = COUNTS + LEVELS
KINDS = (*TOLD, "prints", "hashes", "bodies", "names", "pairs", "common", "places")


class Store:
    """The room's files: what held when the last run ended, and what this one adds."""

    def __init__(self, shelf: Shelf, held: str = "") -> None:
        """`held` is what a former run's `held` said."""
        self._shelf = shelf
        told = (one.split("=") for one in held.split(",") if one)
        self._sizes: dict[str, int] = {name: int(size) for name, size in told}
        self._next = max((int(name.split("-")[1]) for name in self._sizes), default=0) + 1
        self._written: set[str] = set()
        self._mapped: dict[str, tuple[int, U8]] = {}  # so that a page is fetched once; nobody writes to it

    def whole(self) -> bool:
        """Whether all that held is there."""
        there = all(len(self._names(kind)) == 1 for kind in KINDS)
        return there and all(self._shelf.read(name, size) is not None for name, size in self._sizes.items())

    def clear(self) -> None:
        """Forget everything; the files stay until `tidy`."""
        self._sizes.clear()

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return sum(self._sizes[name] for name in self._names("prints")) // (8 * COLUMNS)

    def numbers(self, sources: list[str]) -> I64:
        """The numbers of sources, new ones among them; -1 for nothing."""
        sources = [source.replace("\\", "\\\\").replace("\n", "\\n") for source in sources]  # a line each
        names = self.names()
        number = {name: n for n, name in enumerate(names)}
        number[""] = -1
        found = [number.setdefault(name, len(number) - 1) for name in sources]
        new = "".join(f"{name}\n" for name in list(number)[len(names) + 1 :])
        if new or not self._names("names"):
            self._add("names", np.frombuffer(new.encode("utf-8", "surrogatepass"), np.uint8))
        return np.array(found, np.int64)

    def add(self, told: Sequence[pa.Array], source: I64, bodies: Packed, found: Prints) -> None:
        """Take articles: columns of what they are, the numbers of their sources, their bodies and fingerprints."""
        prints = np.empty((len(found), COLUMNS), np.int64)
        for n, (kind, column) in enumerate(zip(TOLD, told, strict=True)):
            at, data = spread(column)
            prints[:, n] = self._size(kind) + at[1:] - at[0]
            self._add(kind, data[at[0] : at[-1]])
        prints[:, HASHES] = self._size("hashes") // 8 + found.starts[1:]
        prints[:, BODIES] = self._size("bodies") + bodies.offsets[1:] - bodies.offsets[0]
        prints[:, LEVEL], prints[:, SOURCE], prints[:, COUNTS:] = found.level, source, found.counts
        self._add("prints", prints)
        self._add("hashes", found.hash)
        self._add("bodies", bodies.buf[bodies.offsets[0] : bodies.offsets[-1]])

    def more(self, kind: str, data: npt.NDArray[Any]) -> None:
        """Keep another file of this kind."""
        self._write(self._new(kind), data)

    def without(self, kind: str, last: int | None = None) -> None:
        """Forget the files of this kind, or the last so many of them."""
        names = self._names(kind)
        for name in names if last is None else names[len(names) - last :]:
            del self._sizes[name]

    def follow(self, data: npt.NDArray[Any]) -> None:
        """Add to the last run of the index, or begin one."""
        self._write((self._names("run") or [self._new("run")])[-1], data)

    def names(self) -> list[str]:
        """The names of sources, by their numbers; a line break in one is written as Python does."""
        return self._one("names").tobytes().decode("utf-8", "surrogatepass").split("\n")[:-1]

    def places(self) -> I64:
        """The articles by their numbers, in the order of their ids."""
        return self._one("places").view(np.int64)

    def told(self) -> list[pa.Array]:
        """What the articles are, a column for each of `TOLD`."""
        prints = self.prints()
        offsets = [pa.py_buffer(np.r_[0, prints[:, n]]) for n in range(len(TOLD))]
        data = [pa.py_buffer(self._one(kind)) for kind in TOLD]
        read = pa.LargeStringArray.from_buffers
        return [read(len(prints), at, values) for at, values in zip(offsets, data, strict=True)]

    def prints(self) -> I64:
        """A row of `COLUMNS` for every article."""
        return self._one("prints").view(np.int64).reshape(-1, COLUMNS)

    def hashes(self) -> I64:
        """The hashes of all articles."""
        return self._one("hashes").view(np.int64)

    def bodies(self) -> U8:
        """The bodies of all articles, of which all but body lines is blank."""
        return self._one("bodies")

    def pairs(self) -> I64:
        """Pairs of numbers of articles, a << 32 | b."""
        return self._one("pairs").view(np.int64)

    def common(self) -> I64:
        """Entries of common text, ascending."""
        return self._one("common").view(np.int64)

    def runs(self) -> list[U64]:
        """The runs of the index."""
        return [self._read(name).view(np.uint64) for name in self._names("run")]

    def held(self) -> str:
        """What is there now, in one word, which holds once it is kept; it outlasts a failure of the machine."""
        self._shelf.settle(sorted(self._written & self._sizes.keys()))
        return ",".join(f"{name}={size}" for name, size in sorted(self._sizes.items()))

    def tidy(self) -> None:
        """Remove what no longer holds."""
        self._mapped.clear()
        self._shelf.clear(self._sizes)

    def _add(self, kind: str, data: npt.NDArray[Any]) -> None:
        """Put bytes behind those of the one file of this kind."""
        self._write((self._names(kind) or [self._new(kind)])[0], data)

    def _names(self, kind: str) -> list[str]:
        return sorted(name for name in self._sizes if name.endswith(f"-{kind}"))

    def _new(self, kind: str) -> str:
        name = f"copies-{self._next:09d}-{kind}"
        self._next += 1
        self._sizes[name] = 0
        return name

    def _size(self, kind: str) -> int:
        return sum(self._sizes[name] for name in self._names(kind))

    def _write(self, name: str, data: npt.NDArray[Any]) -> None:
        self._sizes[name] = self._shelf.write(name, self._sizes[name], data)
        self._written.add(name)

    def _read(self, name: str) -> U8:
        size, there = self._sizes[name], self._mapped.get(name)
        if there is None or there[0] != size:
            found = self._shelf.read(name, size)
            assert found is not None  # `whole` was asked, or this run wrote it
            there = self._mapped[name] = size, found
        return there[1]

    def _one(self, kind: str) -> U8:
        names = self._names(kind)
        return self._read(names[0]) if names else np.zeros(0, np.uint8)


def spread(column: pa.Array) -> tuple[I64, U8]:
    """Where strings begin and end among bytes, and the bytes."""
    _, offsets, data = column.buffers()
    width = np.int64 if pa.types.is_large_string(column.type) else np.int32
    at = np.frombuffer(offsets, width)[column.offset : column.offset + len(column) + 1] if offsets else np.zeros(1)
    return at.astype(np.int64), np.zeros(0, np.uint8) if data is None else np.frombuffer(data, np.uint8)
