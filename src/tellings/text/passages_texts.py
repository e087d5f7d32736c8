"""Where texts wait between fingerprints and passages: in memory, in a temporary file, or with the caller."""

from __future__ import annotations

import tempfile
from typing import IO, TypeAlias

import numpy as np

from tellings.text.fingerprints import I64, U8
from tellings.text.fingerprints_kernels import Packed, pack, packed

#: Bytes of text that are held in memory; a larger corpus waits in a temporary file.
SPOOL = 1 << 28
#: Texts as they came: packed, or the caller's own strings, which are encoded again when they are asked for.
Batch: TypeAlias = Packed | list[str]


class Texts:
    """Batches of texts, numbered on as they come."""

    def __init__(self) -> None:
        self._parts: list[Batch] = []
        self._firsts: list[int] = []
        self._spool: IO[bytes] | None = None
        self._spooled: list[I64] = []  # sizes of the texts in the file; they are the first ones
        self._held = 0
        self.count = 0

    def add(self, batch: Batch) -> None:
        """Take a batch; packed texts beyond `SPOOL` go to the file with all that came before."""
        self._firsts.append(self.count)
        self._parts.append(batch)
        self.count += len(batch) if isinstance(batch, list) else len(batch.offsets) - 1
        if isinstance(batch, Packed):
            self._held += int(batch.offsets[-1] - batch.offsets[0])
            if self._held > SPOOL:
                self._write()

    def _write(self) -> None:
        if self._spool is None:
            self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the corpus
        for part in self._parts:
            batch = pack(part) if isinstance(part, list) else part
            self._spool.write(batch.buf[batch.offsets[0] : batch.offsets[-1]].data)
            self._spooled.append(np.diff(batch.offsets))
        self._parts.clear()
        self._firsts.clear()
        self._held = 0

    def settle(self) -> None:
        """Nothing more comes: what is in the file can be read."""
        if self._spool is not None:
            self._spool.flush()
            sizes = np.concatenate(self._spooled)
            offsets = np.zeros(len(sizes) + 1, np.int64)
            np.cumsum(sizes, out=offsets[1:])
            buf: U8 = np.memmap(self._spool, np.uint8, "r", shape=(int(offsets[-1]),))
            self._parts.insert(0, packed(buf, offsets))
            self._firsts.insert(0, 0)
            self._spooled.clear()

    def take(self, numbers: I64, source: I64) -> list[tuple[Packed, I64]]:
        """Texts by their ascending numbers: batches, and which of each. `source` numbers every text's source, or -1."""
        ends = np.searchsorted(numbers, [*self._firsts[1:], self.count])
        out, begin = [], 0
        for part, first, end in zip(self._parts, self._firsts, ends.tolist(), strict=True):
            wanted = numbers[begin:end] - first
            begin = end
            if not len(wanted):
                continue
            if isinstance(part, list):
                some = pack([part[n] for n in wanted.tolist()], source[wanted + first])
                out.append((some, np.arange(len(wanted))))
            else:
                theirs = source[first : first + len(part.offsets) - 1]
                out.append((Packed(part.buf, part.offsets, theirs), wanted))
        return out

    def close(self) -> None:
        """Give the file back."""
        if self._spool is not None:
            self._spool.close()
