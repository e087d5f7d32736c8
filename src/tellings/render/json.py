"""The report as JSON: the contract between the engine, the pages and anything else that reads it.

The keys are the fields of `views.py`, in that order. The same stories give the same bytes, whatever the
order of the input, but for `made.inputs`, which keeps it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tellings import spans, views
from tellings.errors import SpanError


def plain(value: Any) -> Any:
    """A view as JSON values: records become objects, tuples lists."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    return value


def evidence(value: Any) -> Iterator[views.Evidence | views.ReadingEvidence]:
    """Every piece of evidence in a view, however deep."""
    if isinstance(value, views.Evidence | views.ReadingEvidence):
        yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from evidence(getattr(value, field.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from evidence(inner)


def check(report: views.Report) -> int:
    """Check that every piece of evidence stands at its offsets; how many there are. Raises SpanError."""
    texts = {telling.id: telling.text for telling in report.tellings}
    count = 0
    for found in evidence(report):
        if found.telling not in texts:
            raise SpanError(f"evidence names telling {found.telling}, which is not in the report")
        spans.check(texts[found.telling], found.begin, found.end, found.text)
        count += 1
    return count


def to_json(report: views.Report, indent: int | None = 1) -> str:
    """The report as JSON text, with a line feed at the end. Raises SpanError when evidence is misplaced."""
    check(report)
    # A lone surrogate cannot be encoded as UTF-8; JSON's own escape can hold it.
    text = json.dumps(plain(report), ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(plain(report), ensure_ascii=True, indent=indent)
    return text + "\n"
