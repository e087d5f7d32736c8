"""What settings ask for and an install may lack: said before any room runs, not after an hour of the others."""

from __future__ import annotations

from tellings.models.transformer import transformer
from tellings.settings import Settings


def check(settings: Settings) -> None:
    """Raises ModelError when a model that a setting names is not installed. Nothing is loaded."""
    transformer(settings.statements.transformer)
