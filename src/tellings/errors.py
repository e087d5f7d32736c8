"""What can go wrong, as one tree.

    TellingsError              everything below; str(error) is one line: what, where, what to do
    ├── InputError             an input that cannot be read or holds nothing usable
    │   └── FetchLater         an address on the web was given: fetching is not part of this version
    ├── SettingsError          a settings file or value that makes no sense
    ├── WorkspaceError         a workspace that cannot be opened or written
    │   └── WorkspaceHeld      another process is writing to it
    ├── EngineError            the engine below (DuckDB, Spark) failed; its own message is kept
    ├── ModelError             a model that a setting names is not installed
    └── SpanError              a span does not stand in its text: always our own mistake

Foreign errors are translated at the edge where they arise, so that nothing above `engine/`, `read/`
or `models/` needs to know what stands below.
"""

from __future__ import annotations


class TellingsError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(TellingsError):
    """An input cannot be read. The message names the input, what is wrong and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class FetchLater(InputError):
    """A web address was given where a file or folder is needed."""


class SettingsError(TellingsError):
    """A settings file or a value in it is not usable."""


class WorkspaceError(TellingsError):
    """A workspace cannot be opened, or written."""


class WorkspaceHeld(WorkspaceError):
    """Another process is writing to the workspace."""


class EngineError(TellingsError):
    """The engine failed; the message carries the engine's own words."""


class ModelError(TellingsError):
    """A model is missing or unusable."""


class SpanError(TellingsError):
    """A span does not stand at its offsets."""
