"""tellings: from many articles about one event to the story, each line with its source."""

from typing import Any

from tellings.api import Report, report, stories
from tellings.copies import copies, copy_groups
from tellings.errors import (
    EngineError,
    FetchLater,
    InputError,
    ModelError,
    SettingsError,
    SpanError,
    TellingsError,
    WorkspaceError,
)
from tellings.settings import Settings
from tellings.stream import Moved, Placed, Stream

__version__ = "0.1.0"

__all__ = [
    "EngineError",
    "FetchLater",
    "InputError",
    "ModelError",
    "Moved",
    "Placed",
    "Report",
    "Settings",
    "SettingsError",
    "SpanError",
    "Stream",
    "TellingsError",
    "WorkspaceError",
    "copies",
    "copy_groups",
    "report",
    "stories",
]


def __getattr__(name: str) -> Any:
    """`tellings.Project` comes when it is asked for: it brings tables, which `import tellings` does without."""
    if name == "Project":
        from tellings.project import Project

        return Project
    raise AttributeError(f"module 'tellings' has no attribute {name!r}")
