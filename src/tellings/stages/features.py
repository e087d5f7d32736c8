"""articles -> features. PLACEHOLDER, being replaced."""

from tellings.stages.base import Stage

STAGE = Stage("features", (), ("features",), 1, lambda engine, settings, progress: None)
