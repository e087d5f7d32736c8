"""Digits that are parts of something else: the halves of a score or record, inches behind feet, years cut short, and
pieces of a number that a program has taken apart ("1, 400", "5. 9").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tellings.text.quantities_numbers import Number

#: Spaces that no writer sets, but a program that takes a text apart and puts it together again does.
_TAKEN_APART = re.compile(
    r"\b[ap]\. m\.|\bU\. [SNK]\.|\d: \d\d\b|\w[’'] s\b|\w - (?:year|old|yard|foot|hour|day|minute)\b|"
    r"\d, 0\d\d\b|\( [\w$£€]"
)
#: What stands between two numbers that are halves of one thing: 24-10, 10 / 5, 24/7.
_HALVES = re.compile(r" ?[-–/] ?\Z")
_BEFORE_HALF = re.compile(r"\d ?[-–/] ?\Z")
_BEHIND_HALF = re.compile(r" ?[-–/] ?\d")
_CLOCK = re.compile(r": \Z")
_THOUSANDS = re.compile(r", \Z")
_POINT_BEFORE, _POINT_BEHIND = re.compile(r"\d\.\s{1,3}\Z"), re.compile(r"\.\s{1,3}\d")
#: Inches: "6-foot-8"; a year cut short: "1983, '86".
_INCHES = re.compile(r"\b(?:foot|feet|ft)[ -]{1,3}\Z", re.IGNORECASE)
_YEAR = re.compile(r"[\w,(] ?['’]\Z")
#: The telephone number of those who come to help is no number of anything.
_EMERGENCY = frozenset({"911", "999"})

_FEW, _THREE = 3, 3  # digits before and behind a mark of thousands


def whole(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Numbers without those that are parts of something else; thousands that were taken apart are put together.

    `numbers` in order, as `quantities_numbers.find_numbers` finds them.
    """
    apart: bool | None = None
    out: list[Number] = []
    dropped: set[int] = set()  # begins
    for number in numbers:
        if not _digits(text, number):
            if not _record(text, number):
                out.append(number)
            continue
        last = out[-1] if out else None
        gap = text[last.end : number.begin] if last is not None and number.begin - last.end <= _FEW else ""
        if last is not None and _digits(text, last) and gap:
            if apart is None and (_THOUSANDS.match(gap) or _CLOCK.match(gap)):
                apart = _TAKEN_APART.search(text) is not None
            if apart and _THOUSANDS.match(gap) and _thousands(text, last, number):
                out[-1] = _joined(last, number)
                continue
            if _HALVES.match(gap) or (apart and _CLOCK.match(gap) and _two(number)):
                dropped |= {last.begin, number.begin}
        pointed = _pointed(text, number)
        if pointed and apart is None:
            apart = _TAKEN_APART.search(text) is not None
        if (pointed and apart) or _part(text, number):
            dropped.add(number.begin)
        out.append(number)
    return [n for n in out if n.begin not in dropped]


def _digits(text: str, number: Number) -> bool:
    """Whether a number is an exact one in digits."""
    return number.bound == "exact" and not number.ordinal and text[number.begin].isdigit()


def _record(text: str, number: Number) -> bool:
    """Whether a range is a team's record: "the Herons (3-14)"."""
    alone = number.bound == "range" and re.fullmatch(r"\d+ ?[-–] ?\d+", text[number.begin : number.end]) is not None
    return (
        alone
        and text[max(0, number.begin - 2) : number.begin].rstrip(" ")[-1:] == "("
        and text[number.end : number.end + 1] == ")"
    )


def _pointed(text: str, number: Number) -> bool:
    """Whether digits stand on the other side of a point and a space or a line's end: "magnitude 4. 6"."""
    before = _POINT_BEFORE.search(text[max(0, number.begin - 4) : number.begin])
    return before is not None or _POINT_BEHIND.match(text, number.end) is not None


def _two(number: Number) -> bool:
    return number.end - number.begin == len("08")


def _part(text: str, number: Number) -> bool:
    """Whether what stands around a number in digits makes it a part of something else."""
    before = text[max(0, number.begin - 8) : number.begin]
    if not text[number.begin : number.end].isdigit():
        return False
    if text[number.begin : number.end] in _EMERGENCY or _INCHES.search(before):
        return True
    if _BEFORE_HALF.search(before) or _BEHIND_HALF.match(text, number.end):
        return True
    return _two(number) and _YEAR.search(before) is not None


def _thousands(text: str, a: Number, b: Number) -> bool:
    """Whether a number is the thousands of the next one: up to three digits, three digits."""
    head, tail = text[a.begin : a.end], re.match(r"\d+", text[b.begin : b.end])
    before, behind = text[max(0, a.begin - 2) : a.begin], text[b.end : b.end + 6]
    listed = re.search(r"\d,? \Z", before) or re.match(r", \d| (?:and|or) \d", behind)
    first = re.match(r"\d{1,3}(?:,\d{3})*\Z", head)
    return bool(first) and not head.startswith("0") and tail is not None and len(tail[0]) == _THREE and not listed


def _joined(a: Number, b: Number) -> Number:
    """One number of its thousands and the rest."""
    low = None if a.low is None or b.low is None else 1000 * a.low + b.low
    high = None if a.high is None or b.high is None else 1000 * a.high + b.high
    return replace(a, end=b.end, low=low, high=high, plain=False)
