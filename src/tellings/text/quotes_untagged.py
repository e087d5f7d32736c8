"""Quotations where no tagger knows the language: what is speech, and whose, by marks and places alone."""

from __future__ import annotations

import re

from tellings.text.quotes_context import Context, Cue
from tellings.text.quotes_marks import Marked

#: This many words are speech wherever they stand, this many where the marks are set like speech.
SENTENCE, SPEECH = 7, 3
#: An attribution is at most this many characters long before its name.
REACH = 60
_END = re.compile(r"[.!?…。！？](?:\s|$)|\n")
#: Behind a quotation: a comma or dash and words, none of which begins a sentence.
_LEADS = re.compile(r"[\"”’»«“]?\s*[,，–—-]?\s+(?=[^\W\d_])")


def by_place(c: Context, piece: Marked, count: int) -> bool:
    """Whether `count` words in marks are speech: a sentence, or set like speech (behind a colon, before a comma)."""
    text = c.v.text
    line = c.v.lines[piece.paragraph]
    unspaced = sum("\u2e80" <= ch <= "\uffef" or "\u0e00" <= ch <= "\u0eff" for ch in text[piece.begin : piece.end])
    count = max(count, unspaced // 3)  # scripts without spaces: about three signs a word
    before = text[line.begin : piece.outer_begin].rstrip()[-1:]
    behind = text[piece.outer_end : line.end].lstrip()[:1]
    led = before in ("", ":", "：", "，", ",", "—", "–")
    ends = text[piece.end - 1] in ",.!?…。！？，" or behind in (",", "，", "—", "–", "-")
    return count >= SENTENCE or (count >= SPEECH and (led or ends))


def named_beside(c: Context, n: int) -> Cue | None:
    """The name in the attribution of the n-th quotation: behind it in its sentence, or before its colon."""
    v, piece = c.v, c.pieces[n]
    line = v.lines[piece.paragraph]
    lead = _LEADS.match(v.text, piece.outer_end - 1, line.end)
    last = c.pieces[n + 1].outer_begin if n + 1 < len(c.pieces) else line.end
    if lead and not v.text[lead.end()].isupper() and v.text[piece.end - 1] != ".":
        stop = _END.search(v.text, lead.end(), min(line.end, lead.end() + 4 * REACH))
        high = min(stop.start() if stop else line.end, last, lead.end() + REACH)
        found = _name(c, lead.end(), high)
        if found:
            return Cue(None, found, -1, "after")
    before = v.text[line.begin : piece.outer_begin].rstrip()
    if before.endswith((":", "：")):
        ends = [m.end() for m in _END.finditer(before)]
        low = max(line.begin + (ends[-1] if ends else 0), line.begin + len(before) - REACH)
        found = _name(c, low, line.begin + len(before))
        if found:
            return Cue(None, found, -1, "before")
    return None


def _name(c: Context, low: int, high: int) -> tuple[int, int] | None:
    """The first name of somebody between two offsets: titled, told to be a person, or of two words and no place."""
    for m in c.v.mentions:
        somebody = m.title or m.type == "person" or (m.type == "other" and " " in m.text)
        if low <= m.begin < high and somebody:
            return m.begin, m.end
    return None
