"""Texts as bytes, one after the other in memory: what compiled code reads."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tellings.errors import InputError
from tellings.text.fingerprints import I64, SAMPLE_LIMITS, U8

LIMITS = np.array(SAMPLE_LIMITS, np.int64)
#: Bytes of the longest text that compiled code can take: it numbers units and bytes of a text with so many bits to
#: spare that a text of two bytes a unit fits twice over.
MOST_BYTES = 1 << 27


@dataclass(frozen=True, slots=True)
class Packed:
    """Texts as one array of UTF-8 bytes; text k is buf[offsets[k]:offsets[k + 1]]. And each one's source, or -1."""

    buf: U8
    offsets: I64
    source: I64

    def where(self) -> tuple[I64, I64]:
        """Each text's address and size in bytes. They hold while `buf` does."""
        return self.offsets[:-1] + self.buf.ctypes.data, np.diff(self.offsets)

    def levels(self) -> U8:
        """Every text's sampling level."""
        return levels_of(np.diff(self.offsets))


def levels_of(sizes: I64) -> U8:
    """The sampling levels of texts of these sizes in bytes."""
    return np.searchsorted(LIMITS, sizes, side="right").astype(np.uint8)


def pack(texts: list[str], source: I64 | None = None) -> Packed:
    """Strings as bytes."""
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), out=offsets[1:])
    return packed(np.frombuffer(b"".join(parts), np.uint8), offsets, source)


def packed(buf: U8, offsets: I64, source: I64 | None = None) -> Packed:
    """Bytes for the kernels. One kind of array only (not writable), or everything would be compiled twice."""
    sizes = np.diff(offsets)
    if len(sizes) and int(sizes.max()) > MOST_BYTES:
        much = f"a text of {int(sizes.max()) >> 20:,} MB: one of more than {MOST_BYTES >> 20} MB cannot be compared"
        raise InputError("copies", f"{much}; split it, or leave it out")
    held = np.asarray(buf).view()
    held.flags.writeable = False
    theirs = np.full(len(offsets) - 1, -1, np.int64) if source is None else source
    return Packed(held, offsets.astype(np.int64), theirs)


def strings(texts: Sequence[str] | Packed) -> Sequence[str]:
    """Texts as strings, whichever way they come."""
    if not isinstance(texts, Packed):
        return texts
    data, at = texts.buf.tobytes(), texts.offsets.tolist()
    return [data[a:b].decode("utf-8", "surrogatepass") for a, b in itertools.pairwise(at)]
