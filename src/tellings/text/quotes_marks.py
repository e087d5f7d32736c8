"""Quotation marks as spans: what stands between them, whatever the language's marks, paired or not.

One pass over each paragraph with a stack of one: marks inside an open quotation belong to it, whoever
they quote. A mark that may open or close is judged by its neighbours; a mark that is missing costs the
paragraph it is missing from, never more. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

#: Opening mark -> the marks that may close it. `"` stands in for a curly mark where a house mixes them.
_CLOSERS: dict[str, frozenset[str]] = {
    "“": frozenset('”"“'),
    "”": frozenset('”"'),
    '"': frozenset('"”“'),
    "''": frozenset({"''"}),
    "``": frozenset({"''", '"'}),
    "„": frozenset('“”"‟'),
    "‟": frozenset("”"),
    "«": frozenset("»"),
    "»": frozenset("«»"),
    "「": frozenset("」"),
    "『": frozenset("』"),
    "‘": frozenset("’'"),
    "‚": frozenset("‘’"),
    "'": frozenset("'’"),
    "‹": frozenset("›"),
    "›": frozenset("‹"),
}
#: '' and `` are one mark, ` is none. One class of letters first: the search for it is several times as quick.
_MARK = re.compile(r"[“”\"„‟«»「」『』‘’‚'‹›`](?:(?<=')'?|(?<=`)`|(?<![`']))")
_ONLY_OPEN = frozenset("„‚「『‘‟") | {"``"}
_EAST = frozenset("「」『』")
_ONLY_CLOSE = frozenset("」』")
_SINGLE = frozenset("‘’‚'‹›")
_OPEN_BEFORE = frozenset("([{—–-/:;,…=|>*_")
#: Words that begin with an apostrophe of their own.
_CLIPPED = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|s|t|d|ll|re|ve|m|\d\d?s?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation by its marks. `begin:end` is what stands inside, `outer_begin:outer_end` includes the marks."""

    begin: int
    end: int
    outer_begin: int
    outer_end: int
    paragraph: int  # ordinal of the paragraph in which it begins
    mark: str  # the opening mark; "" where it is missing
    closed: bool  # whether its closing mark stands in the paragraph in which it ends
    last: int  # ordinal of the paragraph in which it ends


def _may_open(text: str, at: int, width: int, begin: int, end: int) -> bool:
    """Whether a mark stands where one opens: nothing or space before it, a word behind it."""
    before = text[at - 1] if at > begin else " "
    after = text[at + width] if at + width < end else " "
    return (before.isspace() or before in _OPEN_BEFORE or before in _CLOSERS) and not after.isspace()


def _may_close(text: str, at: int, begin: int) -> bool:
    return at > begin and not text[at - 1].isspace()


def _is_apostrophe(text: str, at: int, begin: int, end: int) -> bool:
    """An apostrophe inside a word, or one that begins a clipped word."""
    before = text[at - 1] if at > begin else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isalnum() and after.isalnum():
        return True
    return not before.isalnum() and _CLIPPED.match(text, at + 1, end) is not None


def _closes_single(text: str, at: int, end: int) -> bool:
    """Whether `’` closes a quotation rather than marking a plural's possessive ("the workers’ union")."""
    after = text[at + 1] if at + 1 < end else " "
    if after.isalnum():
        return False
    if text[at - 1] in "sS" and after == " " and at + 2 < end and text[at + 2].islower():
        rest = text[at + 1 :: 1][:400]
        later = re.search(r"(?<![\s\w])['’](?!\w)|\w['’](?=[\s,.:;!?])", rest)
        return later is None or "‘" in rest[: later.start()]
    return True


def _is_inches(text: str, at: int, begin: int) -> bool:
    """`6'2"`: a measure, not a quotation."""
    return re.search(r"\d['’′]\s?\d{1,2}$", text[max(begin, at - 8) : at]) is not None


#: Where a quotation ends whose closing mark is missing before the next one opens: a dash, or the end of a sentence.
_LOST_END = re.compile(r"()\s[–—-]\s|([.!?…])\s")

#: UTF-8 quotation marks read as Latin-1 or Windows-1252.
_MOJIBAKE = re.compile("â[\x80€](?:[\x9cœ\x9d\x99™\x98˜]|”)")
_MEANT = {"\x9c": "  “", "œ": "  “", "\x98": "  ‘", "˜": "  ‘", "\x99": "’  ", "™": "’  "}


def _as_meant(match: re.Match[str]) -> str:
    """A garbled mark as it was meant, in as many code points."""
    return _MEANT.get(match[0][-1], "”  ")


class _Paragraph:
    """Pairs the marks of one paragraph."""

    def __init__(self, text: str, begin: int, end: int, number: int, carried: bool) -> None:
        self.text, self.begin, self.end, self.number = text, begin, end, number
        self.carried = carried  # the paragraph before left a quotation open
        self.open: tuple[str, int] | None = None
        self.depth = 0
        self.out: list[Marked] = []
        self.seen = False  # a double mark came before

    def _close(self, at: int, width: int, closed: bool) -> None:
        assert self.open is not None
        mark, start = self.open
        a, b = start + len(mark), at
        while a < b and self.text[a].isspace():
            a += 1
        while b > a and self.text[b - 1].isspace():
            b -= 1
        if a < b:
            self.out.append(Marked(a, b, start, at + width, self.number, mark, closed, self.number))
        self.open, self.depth = None, 0

    def _stray(self, at: int, mark: str) -> None:
        """A closing mark with nothing open: what it closes began with the paragraph."""
        a = self.begin
        while a < at and self.text[a].isspace():
            a += 1
        b = at
        while b > a and self.text[b - 1].isspace():
            b -= 1
        ends = self.text[at - 1] in ",.?!…" or self.text[at + len(mark) : at + len(mark) + 2].strip()[:1] == ","
        if not self.seen and not self.out and a < b and (self.carried or ends):
            self.out.append(Marked(a, b, a, at + len(mark), self.number, "", True, self.number))

    def _outside(self, at: int, mark: str) -> None:
        opens = _may_open(self.text, at, len(mark), self.begin, self.end)
        if mark in _SINGLE:
            if mark not in "’›" and opens and not _is_apostrophe(self.text, at, self.begin, self.end):
                self.open = (mark, at)
            return
        if mark in _ONLY_CLOSE:
            return
        after = at + len(mark)
        padded = after < self.end and self.text[after].isspace() and not _may_close(self.text, at, self.begin)
        padded = padded and self.text[after : after + 2].strip()[:1] not in tuple(",.;:!?)")
        inner = _may_close(self.text, at, self.begin) and after < self.end and self.text[after].isalnum()
        if mark == "”" or mark == "»":
            padded = False
            inner = False
        if mark == "''":
            inner = False
        if self.carried and not self.seen and not opens:
            padded = inner = False  # the first mark behind a quotation left open closes it
        if mark in _ONLY_OPEN or mark in _EAST or opens or padded or inner or (mark in "“«" and after < self.end):
            if mark == '"' and _is_inches(self.text, at, self.begin):
                return
            self.open = (mark, at)
        elif mark in ('"', "”", "''"):
            self._stray(at, mark)
        self.seen = True

    def _inside(self, at: int, mark: str) -> None:
        assert self.open is not None
        opening = self.open[0]
        opens = _may_open(self.text, at, len(mark), self.begin, self.end)
        if opening in _SINGLE:
            self._inside_single(at, mark)
            return
        if mark not in _CLOSERS[opening]:
            return
        if opening in ("“", '"', "”", "''") and opens and not _may_close(self.text, at, self.begin):
            if mark == "”" or at + len(mark) >= self.end:
                self._close(at, len(mark), True)
                return
            lost = _LOST_END.search(self.text, self.open[1] + len(opening), at)
            self._close(
                lost.start() + len(lost[2] or "") if lost else at, 0, False
            )  # the mark that closed this one is missing
            self.open = (mark, at)
            return
        if mark == '"' and _is_inches(self.text, at, self.begin):
            return
        if mark == opening and mark in "“" and opens:
            return
        self._close(at, len(mark), True)

    def _inside_single(self, at: int, mark: str) -> None:
        assert self.open is not None
        opening = self.open[0]
        if mark in _CLOSERS[opening] and len(mark) == 1 and _may_close(self.text, at, self.begin):
            if mark not in "’'" or _closes_single(self.text, at, self.end):
                self._close(at, len(mark), True)
        elif mark in '"“«„' and opening in "'‘" and not self._single_ahead(at):
            self.open = None  # it was an apostrophe after all
            self._outside(at, mark)

    def _single_ahead(self, at: int) -> bool:
        return re.search(r"['’](?!\w)", self.text[at : min(self.end, at + 2000)]) is not None

    def run(self) -> list[Marked]:
        for match in _MARK.finditer(self.text, self.begin, self.end):
            if self.open is None:
                self._outside(match.start(), match[0])
            else:
                self._inside(match.start(), match[0])
        if self.open is not None:
            if self.open[0] in _SINGLE:
                self.open = None
            else:
                self._close(self.end, 0, False)
        return self.out


#: A quotation left open runs over so many lines at most that have no mark at all.
_LONGEST = 6


def _runs_on(text: str, left: Marked, begin: int, stop: int, found: list[Marked]) -> Marked | None:
    """A quotation left open and the words with which a later line closes it, as one; None where none does.

    `begin` and `stop` are the end of the line before and the begin of the line that closes it.
    """
    if not found or found[0].mark or not found[0].closed or text[begin:stop].count("\n") > 2:
        return None
    closing = found[0]
    return replace(left, end=closing.end, outer_end=closing.outer_end, closed=True, last=closing.paragraph)


def marked(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Marked]:
    """All quotations of a text by their marks, outermost ones only, in order.

    `paragraphs` are spans; a quotation that is still open at the end of one ends there, and the next paragraph may
    continue it with a mark of its own. Where the next lines have no mark until one closes it, it runs on over them.
    """
    out: list[Marked] = []
    left: Marked | None = None  # the last quotation, while it is open
    before = 0  # where the line before ends
    if "â" in text:
        text = _MOJIBAKE.sub(_as_meant, text)
    for number, (begin, end) in enumerate(paragraphs):
        found = _Paragraph(text, begin, end, number, left is not None).run()
        whole = _runs_on(text, left, before, begin, found) if left is not None else None
        if whole is not None:
            out[-1] = whole
            found = found[1:]
        out.extend(found)
        close = left is not None and not found and whole is None and number - left.last < _LONGEST
        if not (close and "\n" not in text[before:begin].removeprefix("\n")):
            left = out[-1] if (found or whole) and not out[-1].closed else None
        before = end
    return out
