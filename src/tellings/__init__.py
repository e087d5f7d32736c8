"""tellings: from many articles about one event to the story, each line with its source."""

from tellings.api import Report, report
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

__version__ = "0.1.0"

__all__ = [
    "EngineError",
    "FetchLater",
    "InputError",
    "ModelError",
    "Report",
    "Settings",
    "SettingsError",
    "SpanError",
    "TellingsError",
    "WorkspaceError",
    "copies",
    "copy_groups",
    "report",
]
