"""The story as people and programs read it: terminal, JSON, HTML."""
