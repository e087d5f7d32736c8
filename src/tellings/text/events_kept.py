"""What a long grouping keeps of its work until it is done, so that a run that was stopped goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tellings.text.fingerprints import I32, I64

F32 = npt.NDArray[np.float32]


class Kept(Protocol):
    """Where the nearest of finished pieces of a corpus are kept.

    A piece is named by the place of its first article in order of time. It holds the nearest of each of its articles,
    `packed`, and its background, article by article.
    """

    def found(self) -> Iterator[tuple[int, I64, F32]]:
        """What former runs kept."""

    def keep(self, piece: int, near: I64, ground: F32) -> None:
        """Keep a piece."""


def packed(article: I32, raw: F32) -> I64:
    """Articles (-1 for none) and their similarities as one number each."""
    return np.asarray(article.astype(np.int64) << 32 | raw.view(np.uint32), np.int64)


def unpacked(both: I64) -> tuple[I32, F32]:
    """The reverse of `packed`."""
    return (both >> 32).astype(np.int32), (both & 0xFFFFFFFF).astype(np.uint32).view(np.float32)
