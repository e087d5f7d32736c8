"""Notes that no room keeps, because they follow from what it found."""

from __future__ import annotations

from collections.abc import Sequence

from tellings import records, views


def by_rule(told: Sequence[views.Telling]) -> list[records.Note]:
    """Notes on the tellings whose language no tagger knows."""
    out = []
    for t in told:
        if not t.grammar and t.text.strip():
            known = f"read as language {t.language!r}" if t.language else "language unknown"
            text = f"{known}: no grammar for it here; names and quotes by rule only"
            out.append(records.Note(t.path, "tagging", text))
    return out
