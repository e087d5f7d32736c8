"""What every rule of attribution sees: an article's quotations, its reported speech, and the words beside each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.text.quotes_marks import Marked
from tellings.text.quotes_reported import Reported
from tellings.text.quotes_view import View


@dataclass(frozen=True, slots=True)
class Cue:
    """What attributes a quotation. Spans in code points; `verb` is a token number, -1 for no verb."""

    words: tuple[int, int] | None
    speaker: tuple[int, int] | None
    verb: int
    place: str  # after | before | around | sentence


@dataclass(frozen=True, slots=True)
class Context:
    """An article's quotations and reported speech, as every rule sees them."""

    v: View
    pieces: Sequence[Marked]
    reported: Sequence[Reported]  # outermost ones, in order of their cues
    nested: Sequence[Reported] = ()  # all of them, in order of their cues

    def reports(self, begin: int, end: int, nested: bool = False) -> Sequence[Reported]:
        """The reports whose cues stand in the sentences that a span touches; those inside others too where asked."""
        v, listed = self.v, self.nested if nested else self.reported
        if not v.tokens or not listed:
            return ()
        low = v.bounds[v.tokens[max(0, v.token_at(begin))].sentence][0]
        high = v.bounds[v.tokens[max(0, v.token_at(max(begin, end - 1)))].sentence][1]
        a = bisect_left(listed, low, key=lambda r: r.verb)
        return listed[a : bisect_left(listed, high, key=lambda r: r.verb)]

    def left(self, n: int) -> range:
        """Tokens of the sentence before the n-th quotation, outside quotations; the line before when it ends in ':'."""
        v, piece = self.v, self.pieces[n]
        line = v.lines[piece.paragraph]
        floor = line.begin
        if n and self.pieces[n - 1].last == piece.paragraph:
            floor = max(floor, self.pieces[n - 1].outer_end)
        high = v.first_token(piece.outer_begin)
        low = v.first_token(floor)
        if low == high and floor == line.begin and piece.paragraph:
            above = v.lines[piece.paragraph - 1]
            if v.text[above.begin : above.end].rstrip().endswith(":"):
                high = v.first_token(above.end)
                low = v.first_token(above.begin)
        return v.clause(low, high)

    def right(self, n: int) -> range:
        """Tokens behind the n-th quotation up to the end of the sentence or the next quotation."""
        v, piece = self.v, self.pieces[n]
        stop = v.lines[piece.last].end
        if n + 1 < len(self.pieces) and self.pieces[n + 1].paragraph == piece.last:
            stop = min(stop, self.pieces[n + 1].outer_begin)
        low = v.first_token(piece.outer_end)
        return range(low, max(low, v.first_stop(low, v.first_token(stop))))

    def quoted(self, offset: int) -> bool:
        """Whether an offset stands inside a quotation."""
        k = bisect_left(self.pieces, offset + 1, key=lambda p: p.begin) - 1
        return k >= 0 and offset < self.pieces[k].end

    def whole(self, n: int, stop: int) -> bool:
        """Whether the n-th quotation begins its line and token `stop` ends it."""
        v, piece = self.v, self.pieces[n]
        line = v.lines[piece.paragraph]
        end = v.lines[piece.last].end
        ends = stop >= len(v.tokens) or v.tokens[stop].begin >= end or v.lowers[stop] == "."
        return not v.text[line.begin : piece.outer_begin].strip() and ends


def span(v: View, low: int, high: int) -> tuple[int, int]:
    """A token range as a span of the text."""
    return v.tokens[low].begin, v.tokens[high - 1].end
