"""When each telling was published. PLACEHOLDER, being replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tellings.records import Dating


def decide(datings: Mapping[str, Sequence[Dating]]) -> dict[str, tuple[str | None, str | None]]:
    """The publication date of each telling and where it comes from."""
    out: dict[str, tuple[str | None, str | None]] = {}
    for article, rows in datings.items():
        best = max((d for d in rows if d.how != "crawl"), key=lambda d: (d.confidence, d.value), default=None)
        out[article] = (best.value, best.how) if best else (None, None)
    return out
