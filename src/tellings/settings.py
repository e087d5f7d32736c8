"""Every setting, one small frozen dataclass per stage. Read from TOML: one table per stage.

A threshold stands here as a named constant with the measured reason for its value. One setting serves
all inputs: nothing here is tuned to one story or one corpus.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

from tellings.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Articles:
    """Captures to articles."""

    max_chars: int = 2_000_000  # a longer capture is a dump, not an article: dropped with a reason
    min_words: int = 12  # fewer body words than this are no article body


@dataclass(frozen=True, slots=True)
class Tagging:
    """Sentences and tokens."""

    model: str = "en_core_web_sm"  # the English tagger that comes with the install


@dataclass(frozen=True, slots=True)
class Stories:
    """Articles to stories."""

    one_story: bool = False  # the user says that all inputs are tellings of one event
    least_link: float = 0.05  # pairs less alike than this never matter
    threshold: float = 0.20  # mean similarity at which two groups are one story


@dataclass(frozen=True, slots=True)
class Settings:
    """All stages' settings together."""

    articles: Articles = field(default_factory=Articles)
    tagging: Tagging = field(default_factory=Tagging)
    stories: Stories = field(default_factory=Stories)


def _section(name: str, cls: type, values: Any, where: str) -> Any:
    if not isinstance(values, dict):
        raise SettingsError(f"{where}: [{name}] must be a table")
    hints = get_type_hints(cls)
    for key, value in values.items():
        if key not in hints:
            raise SettingsError(f"{where}: [{name}] has no setting {key!r}; it has: {', '.join(hints)}")
        wanted = hints[key]
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            values = {**values, key: float(value)}
        elif not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise SettingsError(f"{where}: [{name}] {key} must be {wanted.__name__}, not {value!r}")
    return cls(**values)


def load(path: Path) -> Settings:
    """Settings from a TOML file; what it does not name keeps its default. Raises SettingsError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML ({error})") from error
    known = get_type_hints(Settings)
    for name in data:
        if name not in known:
            raise SettingsError(f"{path}: no stage {name!r}; the stages are: {', '.join(known)}")
    return Settings(**{name: _section(name, known[name], values, str(path)) for name, values in data.items()})


def as_dict(settings: Settings) -> dict[str, dict[str, Any]]:
    """Settings as plain values, for the report's `made`."""
    return dataclasses.asdict(settings)
