"""The tellings' full texts for the page, cut so that every piece of evidence has a place to jump to.

Cutting happens here, in code points, so that the page needs no offsets of its own: each piece carries where
it begins and ends, and what overlaps is several pieces.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from tellings import views
from tellings.render.differences import passage
from tellings.render.json import evidence
from tellings.render.wording import clean


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which no evidence begins or ends."""

    begin: int
    end: int
    text: str
    differs: bool  # part of a reading at a discrepancy


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a telling, in pieces."""

    label: str
    pieces: tuple[Piece, ...]


def cuts(report: views.Report) -> dict[str, list[int]]:
    """Telling id -> every offset at which some evidence or a sentence begins or ends, ascending."""
    found: dict[str, set[int]] = {t.id: {n for x in t.sentences for n in (x.begin, x.end)} for t in report.tellings}
    for e in evidence(report):
        found[e.telling] |= {e.begin, e.end}
    return {t: sorted(offsets) for t, offsets in found.items()}


def differing(story: views.Story) -> dict[str, list[tuple[int, int]]]:
    """Telling id -> the spans of its readings; passages that are only told in other words are not among them."""
    out: dict[str, list[tuple[int, int]]] = {}
    for d in story.discrepancies:
        if passage(d):
            continue
        for reading in d.readings:
            for e in reading.evidence:
                out.setdefault(e.telling, []).append((e.begin, e.end))
    return out


def _lines(text: str) -> Iterable[tuple[int, int]]:
    begin = 0
    for line in text.split("\n"):
        yield begin, begin + len(line)
        begin += len(line) + 1


def paragraphs(t: views.Telling, offsets: list[int], readings: Iterable[tuple[int, int]]) -> tuple[Paragraph, ...]:
    """A telling's text, a paragraph a line, cut at the offsets."""
    labels = [(line.begin, line.end, line.label) for line in t.lines]
    marked = sorted(readings)
    out = []
    at = 0
    for begin, end in _lines(t.text):
        while at < len(labels) and labels[at][1] <= begin:
            at += 1
        label = labels[at][2] if at < len(labels) and labels[at][0] < end else "body"
        inner = offsets[bisect_right(offsets, begin) : bisect_left(offsets, end)]
        edges = [begin, *inner, end]
        pieces = tuple(
            Piece(a, b, clean(t.text[a:b]), any(x <= a and b <= y for x, y in marked))
            for a, b in pairwise(edges)
            if a < b
        )
        if pieces and t.text[begin:end].strip():
            out.append(Paragraph(label, pieces))
    return tuple(out)
