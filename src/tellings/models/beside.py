"""The tagger in a process beside this one: it loads its model while the rooms before it read and compare.

A report on five files spends more than half of its time on loading and running the tagger, and the first rooms do
not need it. The command line forks the process before anything heavy is imported; a library caller gets none.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple
from typing import BinaryIO

from tellings.errors import ModelError
from tellings.models.tagger import Tagged, Tagger, english, tagger


def _serve(model: str, asked: BinaryIO, told: BinaryIO) -> None:
    """The child's life: load, then tag what is asked until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):  # whoever reads the parent's output must not wait for this process
        os.dup2(null, stream)
    try:
        english(model)  # loaded before it is asked for
        while True:
            paragraphs = pickle.load(asked)
            answer = [[astuple(word) for word in words] for words in english(model).tag(paragraphs)]
            pickle.dump(("words", answer), told, pickle.HIGHEST_PROTOCOL)
            told.flush()
    except EOFError:
        return
    except ModelError as error:
        pickle.dump(("missing", str(error)), told)
        told.flush()


class Beside:
    """A tagger that runs in a child process. Should the child die, this process tags itself."""

    def __init__(self, model: str) -> None:
        self._model = model
        ask_out, ask_in = os.pipe()
        tell_out, tell_in = os.pipe()
        self.child = os.fork()  # its process id
        if self.child == 0:
            try:
                os.close(ask_in)
                os.close(tell_out)
                _serve(model, os.fdopen(ask_out, "rb"), os.fdopen(tell_in, "wb"))
            finally:
                os._exit(0)
        os.close(ask_out)
        os.close(tell_in)
        self._ask, self._tell = os.fdopen(ask_in, "wb"), os.fdopen(tell_out, "rb")

    def tag(self, paragraphs: Sequence[str]) -> Iterator[list[Tagged]]:
        """As `Tagger.tag`. Raises ModelError when the model is not installed."""
        try:
            pickle.dump(list(paragraphs), self._ask, pickle.HIGHEST_PROTOCOL)
            self._ask.flush()
            kind, answer = pickle.load(self._tell)
        except (EOFError, OSError, pickle.UnpicklingError):
            yield from english(self._model).tag(paragraphs)
            return
        if kind == "missing":
            raise ModelError(answer)
        for words in answer:
            yield [Tagged(*word) for word in words]


#: The one process of this program, by its model. Only `begin` writes here, before any thread has started.
_BEGUN: dict[str, Tagger] = {}


def begin(model: str) -> None:
    """Start the process. Does nothing where processes cannot be forked safely, or would share one core.

    To be called once, before threads are started and heavy packages imported.
    """
    if sys.platform == "linux" and (os.cpu_count() or 1) > 1 and not _BEGUN:
        with suppress(OSError):
            _BEGUN[model] = Beside(model)


def nearest(language: str | None, model: str) -> Tagger:
    """The tagger for a language: for English the process beside this one when it was begun, else this process."""
    if language == "en" and model in _BEGUN:
        return _BEGUN[model]
    return tagger(language, model)
