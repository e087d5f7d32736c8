"""Spans: places in a text, in code points, half open. Everything shown to a user is cut out by one.

Offsets agree between Python, DuckDB and Spark (all count code points). JavaScript counts UTF-16 units:
a page converts once, with `utf16_offsets`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tellings.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[begin:end]`, in code points."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin <= self.end:
            raise SpanError(f"span {self.begin}:{self.end} is not a place in a text")

    def of(self, text: str) -> str:
        """The words at this place. Raises SpanError when the text is too short."""
        if self.end > len(text):
            raise SpanError(f"span {self.begin}:{self.end} ends beyond the text ({len(text)} code points)")
        return text[self.begin : self.end]

    def covers(self, other: Span) -> bool:
        return self.begin <= other.begin and other.end <= self.end

    def shift(self, by: int) -> Span:
        return Span(self.begin + by, self.end + by)


def strip(text: str, begin: int, end: int) -> tuple[int, int]:
    """Shrink a span so that it neither begins nor ends with white space."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return begin, end


def check(text: str, begin: int, end: int, shown: str) -> None:
    """Raise SpanError unless `text[begin:end]` is exactly what is shown, and is not empty."""
    if not 0 <= begin < end <= len(text) or text[begin:end] != shown:
        raise SpanError(f"{shown[:60]!r} does not stand at {begin}:{end}")


def merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The union of spans as sorted, disjoint spans; touching ones are joined."""
    out: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((begin, end))
    return out


def utf16_offsets(text: str, offsets: Iterable[int]) -> dict[int, int]:
    """Code-point offsets as UTF-16 offsets, for pages. One pass over the text, however many offsets."""
    out: dict[int, int] = {}
    at = units = 0
    for offset in sorted(set(offsets)):
        if not 0 <= offset <= len(text):
            raise SpanError(f"offset {offset} is not in the text ({len(text)} code points)")
        piece = text[at:offset]
        units += len(piece) + sum(ch > "\uffff" for ch in piece)
        at = offset
        out[offset] = units
    return out
