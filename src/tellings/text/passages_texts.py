"""Where texts wait between fingerprints and passages: in memory, in a temporary file, or with the caller."""

from __future__ import annotations

import tempfile
from typing import IO, TypeAlias

import numpy as np

from tellings.text.fingerprints import I64, U8
from tellings.text.fingerprints_packed import Packed, pack, packed

#: Bytes of text that are held in memory; of a larger corpus, tables wait in a temporary file.
SPOOL = 1 << 28
#: Texts as they came: packed, or the caller's own strings.
Batch: TypeAlias = Packed | list[str]


class Texts:
    """Batches of texts, numbered on as they come."""

    def __init__(self) -> None:
        self._parts: list[Batch] = []
        self._spool: IO[bytes] | None = None
        self._spooled: list[I64] = []  # sizes of the texts in the file; they are the first ones
        self._held = 0
        self.count = 0

    def add(self, batch: Batch, encoded: Packed) -> None:
        """Take a batch, and the same encoded. What is packed goes to the file when it is more than `SPOOL` with all
        that came before; strings that would be are encoded again when they are asked for."""
        self.count += len(encoded.source)
        size = int(encoded.offsets[-1] - encoded.offsets[0])
        if isinstance(batch, Packed) or self._held + size <= SPOOL:
            self._parts.append(encoded)
            self._held += size
        else:
            self._parts.append(batch)
        if isinstance(batch, Packed) and self._held > SPOOL:
            self._write()

    def _write(self) -> None:
        if self._spool is None:
            self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the corpus
        for part in self._parts:
            batch = pack(part) if isinstance(part, list) else part
            self._spool.write(batch.buf[batch.offsets[0] : batch.offsets[-1]].data)
            self._spooled.append(np.diff(batch.offsets))
        self._parts.clear()
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
            self._spooled.clear()

    def where(self) -> tuple[I64, I64]:
        """Address and size of every text in bytes, while this object lives; -1 for strings that must be encoded."""
        places = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        for part in self._parts:
            if isinstance(part, list):
                places.append((np.full(len(part), -1), np.zeros(len(part), np.int64)))
            else:
                places.append(part.where())
        return np.concatenate([at for at, _ in places]), np.concatenate([sizes for _, sizes in places])

    def encoded(self, numbers: I64) -> Packed:
        """Some texts that are still strings, by their ascending numbers."""
        texts: list[str] = []
        first = 0
        for part in self._parts:
            after = first + (len(part) if isinstance(part, list) else len(part.source))
            if isinstance(part, list):
                begin, end = np.searchsorted(numbers, [first, after]).tolist()
                texts += [part[n - first] for n in numbers[begin:end].tolist()]
            first = after
        return pack(texts)

    def close(self) -> None:
        """Give the file back."""
        self._parts.clear()
        if self._spool is not None:
            self._spool.close()
