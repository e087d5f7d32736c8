"""The cue beside a quotation and the speaker it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.text.quotes_marks import Marked
from tellings.text.quotes_view import View, noun_phrase
from tellings.text.quotes_words import PRONOUNS, REPORT, SAY


@dataclass(frozen=True, slots=True)
class Cue:
    """What attributes a quotation. Spans in code points."""

    words: tuple[int, int] | None  # the verb or phrase
    speaker: tuple[int, int] | None
    verb: int  # token number


def _span(v: View, low: int, high: int) -> tuple[int, int]:
    return v.tokens[low].begin, v.tokens[high - 1].end


def _subject(v: View, verb: int, low: int, high: int) -> tuple[int, int] | None:
    """The subject of a verb as a token range within [low, high)."""
    at = verb
    for _ in range(4):
        head = v.child(at, "nsubj", "nsubjpass")
        if head is not None and low <= head < high:
            return noun_phrase(v, head, low, high)
        if v.tokens[at].dep not in ("conj", "xcomp", "advcl", "aux", "pcomp") or v.tokens[at].head == at:
            break
        at = v.tokens[at].head
    return None


def _nominal(v: View, n: int) -> bool:
    return v.tokens[n].pos in ("PROPN", "NOUN") or v.lower(n) in PRONOUNS


def _after(v: View, piece: Marked, stop: int) -> Cue | None:
    """`..., X said` and `..., said X`."""
    low = v.first_token(piece.outer_end)
    high = low
    while high < len(v.tokens) and v.tokens[high].begin < stop and v.lower(high) not in (".", "!", "?", ";", "“", '"'):
        high += 1
        if high - low > 40:
            break
    while low < high and v.tokens[low].pos in ("PUNCT", "SYM"):
        low += 1
    if low < high and v.lower(low) == "according" and low + 2 < high:
        head = next((n for n in range(low + 2, high) if _nominal(v, n) and not _leading(v, n, high)), None)
        if head is not None:
            return Cue(_span(v, low, low + 2), _span(v, *noun_phrase(v, head, low + 2, high)), low)
    for n in range(low, min(high, low + 25)):
        token = v.tokens[n]
        if token.lemma.lower() in SAY and token.tag in ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG"):
            found = _subject(v, n, low, high)
            if found is None and n > low:
                heads = [k for k in range(low, n) if _nominal(v, k)]
                found = noun_phrase(v, heads[-1], low, n) if heads else None
            if found is None:
                head = next((k for k in range(n + 1, high) if _nominal(v, k) and not _leading(v, k, high)), None)
                found = noun_phrase(v, head, n + 1, high) if head is not None else None
            return Cue(_span(v, n, n + 1), _span(v, *found) if found else None, n)
        if token.pos == "VERB" and token.tag in ("VBD", "VBZ", "VBP"):
            return None
    return None


def _leading(v: View, n: int, high: int) -> bool:
    """Whether a noun only leads to the next one ("ministry spokeswoman Renate")."""
    return n + 1 < high and v.tokens[n + 1].pos in ("PROPN", "NOUN") and v.tokens[n].pos in ("PROPN", "NOUN", "ADJ")


def _before(v: View, piece: Marked, floor: int) -> Cue | None:
    """`X said: "..."` and `X called it "..."`."""
    high = v.first_token(piece.outer_begin)
    at = v.token_at(piece.begin)
    if high == 0 or at < 0:
        return None
    low, _ = v.bounds[v.tokens[high - 1].sentence]
    if v.lower(high - 1) in (".", "!", "?"):
        return None
    low = max(low, v.first_token(floor))
    for n in range(high - 1, low - 1, -1):
        token = v.tokens[n]
        if token.lemma.lower() in REPORT and token.pos in ("VERB", "AUX"):
            found = _subject(v, n, low, high)
            return Cue(_span(v, n, n + 1), _span(v, *found) if found else None, n)
    return None


def find_cue(v: View, pieces: Sequence[Marked], n: int) -> Cue | None:
    """The cue of the n-th quotation, or None."""
    if not v.tagged:
        return None
    piece = pieces[n]
    line = v.lines[piece.paragraph]
    stop = pieces[n + 1].outer_begin if n + 1 < len(pieces) else line.end
    floor = pieces[n - 1].outer_end if n else line.begin
    return _after(v, piece, min(stop, line.end)) or _before(v, piece, max(floor, line.begin))
