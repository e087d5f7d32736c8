"""Whose reading it is that a compilation has: of its several parents, the one that reads so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tellings.records import Derivation, OriginMember, Reading


def by_source(
    rows: Iterable[object], derivations: Sequence[Derivation], members: Sequence[OriginMember]
) -> Iterator[object]:
    """The same rows; a telling with several parents has a reading from the origin of the parent that reads so too.

    "AP said 43 votes, the Ledger 34": the second is no reading of AP's, though most of that telling is AP's text.
    """
    origin = {m.article: m.origin for m in members}
    above: dict[str, set[str]] = defaultdict(set)
    for d in derivations:
        if d.parent in origin:
            above[d.child].add(d.parent)
    for row in rows:
        if isinstance(row, Reading):
            tellings = {e.article for e in row.evidence}
            carried = {o for a in tellings if a in origin for o in _origins(a, above[a] & tellings, origin)}
            row = replace(row, origins=tuple(sorted(carried)))
        yield row


def _origins(article: str, same: set[str], origin: dict[str, str]) -> set[str]:
    """The origins of the parents that read as a telling does; its own where none of them does, or one is of its own."""
    found = {origin[p] for p in same}
    return found if found and origin[article] not in found else {origin[article]}
