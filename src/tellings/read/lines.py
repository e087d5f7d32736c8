"""Captures of rows that come one at a time, each as soon as it is there. Nothing is remembered of former ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tellings.read.decode import whole
from tellings.read.intake import MAX_CHARS, _Reader
from tellings.read.meta import Meta, MetaIndex
from tellings.read.tables import Broken, Lines, jsonl_rows, pick
from tellings.records import Capture, Drop

_BYTES_PER_CHAR = 4


def captures_of_lines(stream: Lines, max_chars: int = MAX_CHARS) -> Iterator[Capture | Drop]:
    """Of JSON lines; a line that is none is a Drop that names it."""
    for row in jsonl_rows(stream, max_chars * _BYTES_PER_CHAR):
        if isinstance(row, Broken):
            yield Drop("-", "read", row.reason)
        elif row.problem:
            yield Drop(f"-:{row.line}", "read", row.problem)
        else:
            yield _capture(row.values, f"-:{row.line}", max_chars)


def capture_of_row(row: Mapping[str, Any], max_chars: int = MAX_CHARS) -> Capture | Drop:
    """Of one row, whose columns may have any of their usual names; a Drop when there is no text in it."""
    return _capture(pick(dict(row)), "row", max_chars)


def _capture(values: dict[str, str], where: str, max_chars: int) -> Capture | Drop:
    kept = {name: whole(value) for name, value in values.items()}
    return _Reader(MetaIndex(None), max_chars)._row(where, "-", kept, Meta())
