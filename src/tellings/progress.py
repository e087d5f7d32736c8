"""How a long run says what it is doing. Silent by default; the command line brings a talkative one."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What a stage may say while it runs."""

    def start(self, stage: str, total: int | None = None) -> None:
        """A stage begins; `total` is the number of units of work where that is known."""

    def advance(self, n: int = 1) -> None:
        """`n` more units are done."""

    def note(self, message: str) -> None:
        """Something the user should know: a cap that bit, a first-time compilation."""

    def done(self, line: str) -> None:
        """The stage's one log line: in, out, dropped by reason, seconds."""


class Silent:
    """Says nothing."""

    def start(self, stage: str, total: int | None = None) -> None: ...

    def advance(self, n: int = 1) -> None: ...

    def note(self, message: str) -> None: ...

    def done(self, line: str) -> None: ...
