"""Statements in every telling's own words, one under the other: what a collator of texts lays side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tellings import views
from tellings.render import outline as o
from tellings.render import phrases
from tellings.render import wording as w

#: Support from which a place tells of the same thing at all.
NEAR = 0.25
#: A wording is compared with so many others, those of most tellings; of 200 tellings all pairs would take seconds.
BESIDE = 9


@dataclass(frozen=True, slots=True)
class Row:
    """One wording of a statement, with every telling that has it."""

    pieces: tuple[phrases.Piece, ...]  # what parts from the other wordings is set apart
    other: bool  # told in other words altogether: nothing is set apart
    evidence: tuple[views.Said, ...]


@dataclass(frozen=True, slots=True)
class Collated:
    """A statement with its wordings."""

    statement: views.Statement
    rows: tuple[Row, ...]


def _rows(outline: o.Outline, places: Iterable[views.Said]) -> tuple[Row, ...]:
    by: dict[str, list[views.Said]] = {}
    for e in sorted(places, key=lambda e: (outline.rank[e.telling], e.begin)):
        by.setdefault(" ".join(phrases.folded(w.flat(e.text).rstrip(" .,;").split())), []).append(e)
    texts = [w.flat(listed[0].text) for listed in by.values()]
    if len(texts) < 2:
        return ()
    rows = []
    groups = list(by.values())
    common = sorted(range(len(texts)), key=lambda n: (-len(groups[n]), n))[: BESIDE + 1]
    for n, listed in enumerate(groups):
        pieces, other = phrases.compared(texts[n], [texts[k] for k in common if k != n][:BESIDE])
        rows.append(Row(tuple(pieces), other, tuple(listed)))
    return tuple(rows)


def collated(outline: o.Outline) -> list[Collated]:
    """What several tellings say in several wordings: first what several origins carry, then what one origin's tellings
    reworked, each in the order of `Outline.shared`. Places that stand together already are not shown again."""

    def one(s: views.Statement) -> bool:
        return len(outline.clusters(e.telling for e in o.sayers(s))) < 2

    out = [
        Collated(s, _rows(outline, (e for e in s.tellings if e.support >= NEAR)))
        for s in sorted(outline.shared(), key=one)
    ]
    kept: list[Collated] = []
    shown: list[set[tuple[str, int, int]]] = []
    for c in out:
        places = {(e.telling, e.begin, e.end) for row in c.rows for e in row.evidence}
        if places and not any(places <= before for before in shown):
            kept.append(c)
            shown.append(places)
    return kept
