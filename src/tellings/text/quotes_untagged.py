"""Quotations where no tagger knows the language: what is speech, and whose, by marks and places alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tellings.records import Quote
from tellings.text import quotes_foreign
from tellings.text.quotes_context import Context, Cue
from tellings.text.quotes_marks import Marked
from tellings.text.quotes_names import fold
from tellings.text.quotes_words import FEMALE_NAMES, MALE_NAMES

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


def attributed(c: Context, n: int, earlier: Sequence[Quote]) -> Cue | None:
    """The cue of the n-th quotation where no tagger reads the language: a verb of speech and its speaker, else a name
    in the attribution. `earlier`: the quotes before it, of which a pronoun may mean a speaker."""
    v, piece = c.v, c.pieces[n]
    line = v.lines[piece.paragraph]
    last = c.pieces[n + 1].outer_begin if n + 1 < len(c.pieces) else line.end
    lead = _LEADS.match(v.text, piece.outer_end - 1, line.end)
    found = None
    if lead and v.text[piece.end - 1] != ".":
        found = quotes_foreign.behind(v.text, lead.end(), min(last, line.end))
    place = "after"
    if found is None:
        floor = c.pieces[n - 1].outer_end if n and c.pieces[n - 1].last == piece.paragraph else line.begin
        stops = [m.end() for m in _END.finditer(v.text, floor, piece.outer_begin)]
        found, place = quotes_foreign.ahead(v.text, stops[-1] if stops else floor, piece.outer_begin), "before"
    if found is None:
        return named_beside(c, n)
    speaker = _meant(v.text, found, earlier) if found.gender else found.speaker
    return Cue(found.verb, speaker, v.token_at(found.verb[0]), place)


def alone(c: Context, n: int) -> bool:
    """Whether a quotation goes on in the words of the one before: behind it in its line, or a line of its own."""
    text, piece = c.v.text, c.pieces[n]
    line = c.v.lines[piece.paragraph]
    if n and c.pieces[n - 1].last == piece.paragraph:
        return True
    beside = text[line.begin : piece.outer_begin] + text[piece.outer_end : line.end]
    return piece.last == piece.paragraph and not any(map(str.isalpha, beside))


def _meant(text: str, found: quotes_foreign.Said, earlier: Sequence[Quote]) -> tuple[int, int] | None:
    """Whom a pronoun means: who spoke last and is not told to be of the other gender; else the pronoun's place."""
    other = MALE_NAMES if found.gender == "f" else FEMALE_NAMES
    for quote in reversed(full_names(text, earlier)):
        if quote.speaker_begin is None or quote.speaker_end is None:
            continue
        begin, end = quote.speaker_begin, quote.speaker_end
        if quote.antecedent_begin is not None and quote.antecedent_end is not None:
            begin, end = quote.antecedent_begin, quote.antecedent_end
        if {fold(w) for w in text[begin:end].split()} & other:
            continue
        if quotes_foreign.told_gender(text, begin, end) in (None, found.gender):
            return quote.speaker_begin, quote.speaker_end
    return found.speaker


def full_names(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """Quotes whose speaker is a name that no mention holds, with the fullest form of it among the speakers."""
    names: dict[str, tuple[int, int]] = {}
    for quote in quotes:
        for place in ((quote.antecedent_begin, quote.antecedent_end), (quote.speaker_begin, quote.speaker_end)):
            if place[0] is None or place[1] is None or not text[place[0]].isupper():
                continue
            last = fold(text[place[0] : place[1]].split()[-1])
            known = names.get(last)
            if known is None or place[1] - place[0] > known[1] - known[0]:
                names[last] = place[0], place[1]
    out = []
    for quote in quotes:
        full = names.get(fold(quote.speaker.split()[-1])) if quote.speaker and quote.speaker[0].isupper() else None
        if full and quote.antecedent_begin is None and " " in text[slice(*full)]:
            quote = replace(quote, antecedent_begin=full[0], antecedent_end=full[1])
        out.append(quote)
    return out


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
