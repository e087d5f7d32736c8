"""The front door: paths in, captures out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tellings.records import Capture, Drop, Note
from tellings.schema import content_id


@dataclass(frozen=True, slots=True)
class Meta:
    """What a feed would have told about one input (--meta)."""

    source: str | None = None
    url: str | None = None
    published: str | None = None
    captured: str | None = None


@dataclass(slots=True)
class Intake:
    """What came in, what did not and why."""

    captures: list[Capture] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_paths(paths: Sequence[str], meta: Mapping[str, Meta] | None = None) -> Intake:
    """PLACEHOLDER, being replaced: text files only."""
    out = Intake()
    for n, p in enumerate(paths):
        data = Path(p).read_bytes()
        m = (meta or {}).get(p) or (meta or {}).get(Path(p).name) or Meta()
        key = m.url or m.source or Path(p).name
        h = content_id(data)
        out.captures.append(
            Capture(
                content_id(h, key),
                p,
                n,
                "text",
                data.decode("utf-8"),
                h,
                m.source,
                m.url,
                None,
                m.published,
                m.captured,
                None,
            )
        )
    return out
