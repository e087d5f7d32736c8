"""The derivations of one story, with their reasons, and what each child made of its parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from tellings import records, views

Pair = tuple[str, str]


class Texts(Protocol):
    """What cuts evidence out of the articles."""

    def at(self, article: str, begin: int, end: int) -> views.Evidence: ...
    def all(self, listed: Iterable[records.Evidence]) -> tuple[views.Evidence, ...]: ...


def _paired(rows: Iterable[Any]) -> dict[Pair, list[Any]]:
    out: dict[Pair, list[Any]] = defaultdict(list)
    for row in rows:
        out[row.child, row.parent].append(row)
    return out


def _readings(discrepancies: Iterable[records.Discrepancy], readings: Iterable[records.Reading]) -> dict[str, Any]:
    """Discrepancies that matter most first, each with the readings (by number) of every telling."""
    rank = {d.id: d.rank for d in discrepancies}
    told: dict[str, dict[str, set[int]]] = {name: {} for name in sorted(rank, key=lambda n: (rank[n], n))}
    for r in readings:
        for e in r.evidence:
            told.get(r.discrepancy, {}).setdefault(e.article, set()).add(r.ordinal)
    return told


def derivations(
    texts: Texts, rank: Mapping[str, int], of: Callable[[type[Any]], list[Any]]
) -> tuple[views.Derivation, ...]:
    """Who derives from whom, in the order of the tellings; `of` gives the story's rows of a record class.

    Changed are the discrepancies at which child and parent have no reading in common. Absent parents, and parents
    of whom only quotes were taken, have nothing dropped, added or changed.
    """
    reasons, parts = _paired(of(records.Reason)), _paired(of(records.Departure))
    lines: dict[Pair, str] = {(d.child, d.parent): d.text for d in of(records.Departed)}
    told = _readings(of(records.Discrepancy), of(records.Reading))

    def one(d: records.Derivation) -> views.Derivation:
        key = (d.child, d.parent)
        listed = sorted(reasons[key], key=lambda r: r.ordinal)
        said = tuple(views.Reason(r.text, r.weight, texts.all(r.evidence)) for r in listed)
        places: dict[str, list[views.Evidence]] = {"dropped": [], "added": []}
        for part in sorted(parts[key], key=lambda p: p.ordinal):
            places[part.what].append(texts.at(part.article, part.begin, part.end))
        compared = key in lines
        changed = tuple(
            name for name, held in told.items()
            if compared and d.child in held and d.parent in held and not held[d.child] & held[d.parent]
        )  # fmt: skip
        dropped, added = tuple(places["dropped"]), tuple(places["added"])
        return views.Derivation(*key, d.kind, d.confidence, d.joined, said, lines.get(key), dropped, added, changed)

    found: list[records.Derivation] = of(records.Derivation)
    order = sorted(found, key=lambda d: (rank.get(d.child, len(rank)), -d.confidence, d.parent, d.kind))
    return tuple(one(d) for d in order)
