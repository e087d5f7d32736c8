"""Time expressions of one article with the time they stand for. Pure: text and words in, `Expression`s out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tellings.records import Token
from tellings.text import times_values as values
from tellings.text.times_pieces import Piece
from tellings.text.times_resolve import Resolved, Teller
from tellings.text.times_rules import find_pieces
from tellings.text.times_tense import Grammar, direction, modifies_noun, timetable
from tellings.text.times_words import PARTS


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: place in the text, TIMEX3 type and value, and the interval that it covers."""

    begin: int
    end: int
    type: str  # DATE | TIME | DURATION | SET
    value: str | None
    first: str | None
    last: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of writing: ISO, as precise as it is known; None when only a crawl date is known."""

    published: str | None
    language: str = "en"
    trust: float = 1.0  # factor on the confidence of everything that leans on it
    loose: bool = False  # only the sibling tellings suggest it: it may be some days off


_DAYISH = frozenset(("calendar", "monthday", "weekday", "offset", "shifted", "same", "holiday", "movable", "numeric"))
_DATED = frozenset(("calendar", "monthday", "numeric", "holiday", "movable"))
_GAP = re.compile(r"(?:[ ,]|[ ]?[-–][ ])*(?:(?:on|at|of|in|the|local time|from)[ ,]+){0,2}\Z")
_BEFORE = re.compile(
    r"(?:\b(?:(?:the )?(?:very )?(?:early|earlier|late|later|beginning of|end of|middle of|start of|rest of)"
    r"(?: (?:on|in|of|the)){0,2}|mid|before dawn(?: on)?|dawn(?: on)?)[ -]|\bmid-)\Z",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:(?:just )?(?:over|under)|nearly|almost|about|around|at least|more than|less than|no more than|up to|some|"
    r"roughly|approximately|within|as many as) \Z",
    re.I,
)
_LEAD = re.compile(r"(\w+),? (?:the |early |late )?\Z")
_IN_HIS = re.compile(r"\b(?:his|her|their|my|our|your) (?:(?:early|mid|late)[ -])?\Z", re.I)
_DAWN = re.compile(r"dawn", re.I)
#: What stands before the unit of a speed: "85 kilometres per hour" names no time.
_SPEED = re.compile(r"\b(?:kilomet(?:re|er)s?|met(?:re|er)s?|miles?|kms?|knots?) \Z", re.I)


def _is_day(p: Piece) -> bool:
    """Whether a piece names one day, so that a part of the day or a clock time can go with it."""
    if p.kind in ("offset", "shifted", "same"):
        return p.unit in ("D", "weekday")
    return p.kind in _DAYISH and (p.kind != "calendar" or p.day > 0)


def _join(a: Piece, b: Piece) -> Piece | None:
    """Two neighbouring pieces as one expression, when they name one time together."""
    end = max(a.end, b.end)
    if _is_day(a) and _is_day(b) and not (a.part and b.part):
        part = a.part or b.part
        if a.kind == "weekday" and b.kind in _DATED:
            return replace(b, begin=a.begin, end=end, part=part, lean=b.lean or a.lean, weekday=a.n)
        if b.kind == "weekday" and a.kind in _DATED:
            return replace(a, end=end, part=part, weekday=b.n)
        return None
    for day, time in ((a, b), (b, a)):
        if not _is_day(day) or time.kind not in ("clock", "part") or not time.part:
            continue
        if day.part and ":" in day.part:
            return None
        part = time.part
        if time.kind == "clock" and time.unit == "12" and day.part in ("AF", "EV", "NI"):
            part = f"{int(part[:2]) % 12 + 12:02d}{part[2:]}"
        if time.kind == "part" and day.part:
            return None
        return replace(day, begin=a.begin, end=end, part=part)
    if a.kind == "clock" and b.kind == "part":
        hour = int(a.part[:2])
        if b.part in ("AF", "EV", "NI") and hour < 12 and not (b.part == "NI" and hour < 5):
            hour += 12
        return replace(a, end=end, part=f"{hour:02d}{a.part[2:]}", unit="")
    return None


def _joined(text: str, pieces: list[Piece]) -> list[Piece]:
    """Neighbours that name one time as one; a part of the day goes to its day before a clock time does."""
    parted = _neighbours(text, pieces, lambda a, b: _is_day(a) and b.kind == "part")
    found = _neighbours(text, parted, lambda a, b: True)
    return [p for p in _dated(text, found) if p.kind != "part" or p.this]


def _neighbours(text: str, pieces: list[Piece], may: Callable[[Piece, Piece], bool]) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        while out and len(gap := text[out[-1].end : piece.begin]) <= 14 and _GAP.match(gap):
            one = _join(out[-1], piece) if may(out[-1], piece) else None
            if one is None:
                break
            piece = one
            out.pop()
        out.append(piece)
    return out


_OPENING = re.compile(r"(?: local time)?,? \(\Z")
_CLOSING = re.compile(r"\)(?:,? (?:on |this )?(?P<day>\Z))?")
_ZONED = re.compile(r"\b(?:GMT|UTC|[ECMP][SD]?T|BST|CES?T|IST)\Z|\bZ\Z")


def _dated(text: str, pieces: list[Piece]) -> list[Piece]:
    """Clock times that a second zone follows in brackets: "at 5 am (0300 GMT) on Tuesday".

    The bracket says the same moment again and is left out; the day behind it is the clock time's.
    """
    out: list[Piece] = []
    n = 0
    while n < len(pieces):
        piece = pieces[n]
        again = pieces[n + 1] if n + 1 < len(pieces) else None
        timed = piece.kind == "clock" or ":" in (piece.part or "")
        if again is None or not timed or again.kind != "clock" or not _ZONED.search(text[again.begin : again.end]):
            out.append(piece)
            n += 1
            continue
        behind = _CLOSING.match(text, again.end)
        if not _OPENING.fullmatch(text[piece.end : again.begin]) or behind is None:
            out.append(piece)
            n += 1
            continue
        day = pieces[n + 2] if n + 2 < len(pieces) else None
        gap = _CLOSING.fullmatch(text[again.end : day.begin]) if day is not None else None
        if piece.kind == "clock" and day is not None and gap and _is_day(day) and not day.part:
            piece = replace(day, begin=piece.begin, end=piece.end, part=piece.part)
        out.append(piece)
        n += 2
    return out


def _is_name(text: str, piece: Piece, grammar: Grammar) -> bool:
    """Whether what looks like a month, season or day is a person's name or a modal verb ("April Smith", "May")."""
    if piece.kind not in ("month", "season", "weekday", "holiday"):
        return False
    at = grammar.at(piece.begin)
    if at is None:
        return False
    word = grammar.words[at]
    return (
        word.tag == "MD"
        or word.entity.endswith(("PERSON", "ORG"))
        or (word.pos in ("VERB", "AUX") and piece.kind == "month")
    )


def _is_word(text: str, piece: Piece, grammar: Grammar) -> bool:
    """Whether the words mean something else here: "in her 30s", "the party daily", "the March for Peace"."""
    before = text[max(0, piece.begin - 20) : piece.begin]
    if piece.kind == "calendar" and len(piece.value) == 3 and _IN_HIS.search(before):
        return True
    if piece.kind in ("set", "duration") and piece.value.startswith("PT1") and _SPEED.search(before):
        return True
    if re.search(r"[a-z],? [\"“]?\Z", before) and text[piece.begin : piece.end] in (
        "This Week",
        "This Month",
        "Last Week",
    ):
        return True  # the name of a programme
    if _SOME_DAY.match(text, piece.begin, piece.end) and not re.match(
        r" (?:after|before|of|in)\b", text[piece.end :][:8]
    ):
        return _WISHED.search(before) is not None
    at = grammar.at(piece.begin)
    if piece.kind == "set" and at is not None and grammar.words[at].pos in ("NOUN", "PROPN"):
        return text[piece.begin : piece.end].lower() == "daily"
    return piece.kind == "month" and bool(re.match(r"March (?:for|of the) ", text[piece.begin : piece.begin + 14]))


_SOME_DAY = re.compile(r"one day\Z", re.I)
#: Behind these "one day" is some day: "would one day", "hopes to one day".
_WISHED = re.compile(r"\b(?:would|will|could|can|may|might|should|to|that|and|,) \Z", re.I)


def _is_amount(text: str, piece: Piece, grammar: Grammar) -> bool:
    """Whether four digits count something ("2000 people") instead of naming a year."""
    if piece.kind != "calendar" or not re.fullmatch(r"\d{4}", text[piece.begin : piece.end]):
        return False
    at = grammar.at(piece.begin)
    if at is None:
        return False
    word = grammar.words[at]
    head = grammar.words[grammar.head(at)]
    if head.tag == "NNPS" and re.search(r"\bthe \Z", text[max(0, piece.begin - 5) : piece.begin], re.I):
        return False  # "the 2000 Olympics"
    return (
        word.dep == "nummod"
        and head.tag in ("NNS", "NNPS")
        and head.begin > word.begin
        and not text[word.end :].startswith("-")
    )


def _widen(text: str, piece: Piece) -> int:
    """Where the expression begins once words like "early" or "nearly" are taken in."""
    window = text[max(0, piece.begin - 24) : piece.begin]
    if piece.kind not in ("duration", "set", "ref", "clock") and (m := _BEFORE.search(window)):
        return piece.begin - len(window) + m.start()
    the = text[piece.begin : piece.begin + 4].lower() == "the "  # "over the past week" is no longer than that week
    if piece.kind in ("duration", "offset", "shifted", "clock") and not the and (m := _ABOUT.search(window)):
        return piece.begin - len(window) + m.start()
    return piece.begin


_MOVED = re.compile(
    r"\b(?:(?P<week>(?:(?:the|that|this) )?week (?:of|beginning|starting|commencing|ending) )(?:the )?|"
    r"(?P<day>the (?P<part>day|night|evening|morning|afternoon) (?P<way>before|after) ))\Z",
    re.I,
)


def _moved(text: str, begin: int, found: Resolved) -> tuple[int, Resolved]:
    """A day as the week that holds it ("the week of March 6"), or as its neighbour ("the day before Christmas")."""
    day = values.parse_day((found.value or "")[:10])
    said = _MOVED.search(text[max(0, begin - 28) : begin]) if day is not None else None
    if said is None or day is None:
        return begin, found
    start = begin - len(said[0])
    if said["week"]:
        return start, Resolved(values.week_of(day), found.confidence)
    other = values.add_days(day, -1 if said["way"].lower() == "before" else 1)
    if other is None:
        return begin, found
    part = PARTS.get(said["part"].lower(), "")
    value = other.isoformat() + (f"T{part}" if part else "")
    return start, Resolved(value, found.confidence, "TIME" if part else "DATE")


def _teller(anchor: Anchor) -> Teller:
    said = anchor.published or ""
    day = values.parse_day(said[:10])
    if day is not None:
        return Teller(day, "D", anchor.language, loose=anchor.loose)
    found = values.interval(said[:7] if len(said) >= 7 else said[:4])
    first = values.parse_day(found[0]) if found else None
    return Teller(first, "M" if len(said) >= 7 else "Y", anchor.language)


def find_times(text: str, words: Sequence[Token], anchor: Anchor) -> list[Expression]:
    """The time expressions of a text in order, none overlapping. `words` may be empty (no grammar known)."""
    grammar = Grammar(words)
    teller = _teller(anchor)
    out: list[Expression] = []
    sentence = -1
    for piece in _joined(text, find_pieces(text)):
        if _is_name(text, piece, grammar) or _is_word(text, piece, grammar) or _is_amount(text, piece, grammar):
            continue
        lead = _LEAD.search(text[max(0, piece.begin - 24) : piece.begin])
        teller.lead = lead[1].lower() if lead else ""
        teller.tense = direction(grammar, piece.begin, piece.end, teller.lead)
        teller.timetable = timetable(grammar, piece.begin, piece.end)
        teller.noun = modifies_noun(grammar, piece.begin, piece.end)
        here = grammar.sentence(piece.begin)
        if here != sentence or (out and "\n" in text[out[-1].end : piece.begin]):
            teller.near, sentence = False, here
        found = teller.resolve(piece)
        begin = _widen(text, piece)
        begin, found = _moved(text, begin, found)
        while out and out[-1].begin >= begin:  # "the week" of "the week of March 6"
            out.pop()
        if begin < piece.begin and _DAWN.search(text[begin : piece.begin]) and found.value and found.type == "DATE":
            found = replace(found, value=found.value[:10] + "TMO", type="TIME")
        if out and begin < out[-1].end:
            begin = piece.begin
        covered = found.span or values.interval(found.value)
        first, last = covered or (None, None)
        leans = piece.kind not in ("calendar", "duration", "set")
        sure = round(found.confidence * (anchor.trust if leans else 1.0), 3)
        out.append(Expression(begin, piece.end, found.type, found.value, first, last, sure))
    return out
