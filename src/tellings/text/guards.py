"""What a regular expression cannot do without: a cheap look that spares a costly search.

A room with a hundred patterns runs most of them in vain. From a pattern's own parse tree follows a set of words of
which one at least stands in whatever it matches ("january" or "february" or ...); where none of them stands in a line,
the pattern need not be tried there. Derived, not written by hand, so that a pattern and its guard cannot part.
"""

from __future__ import annotations

from collections.abc import Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: Stands for any decimal digit in a guard.
DIGIT = "\\d"
#: How often a string of this length stands in a line of news, roughly: only the order matters.
_SHARE = (9.0, 9.0, 0.4, 0.1, 0.04, 0.02)
_DIGITS = 0.3
#: What costs more is in nearly every line.
_USELESS = 9.0
#: Of several things that a pattern needs, the most telling ones are looked for.
_MOST = 3

Needs = tuple[frozenset[str], ...]

_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


def guard(pattern: str) -> Needs:
    """Sets of casefolded strings (or DIGIT): of each, at least one stands in every text that the pattern matches in.

    Empty where nothing is sure: then the pattern must always be tried.
    """
    needs = {_least(words) for words in _needed(list(parser.parse(pattern)), "") if _cost(words) < _USELESS}
    return tuple(sorted(needs, key=lambda words: (_cost(words), sorted(words)))[:_MOST])


def _least(words: frozenset[str]) -> frozenset[str]:
    """Without the strings that hold another: where they stand, it stands."""
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _cost(words: frozenset[str]) -> float:
    return sum(_DIGITS if word == DIGIT else _SHARE[min(len(word), len(_SHARE) - 1)] for word in words)


def _needed(items: Sequence[tuple[Any, Any]], lead: str) -> list[frozenset[str]]:
    """What one sequence needs; `lead` is the text that surely stands before it."""
    out: list[frozenset[str]] = []
    run = lead
    for op, value in [*items, (ops.FAILURE, None)]:
        if op is ops.LITERAL:
            run += chr(value).casefold()
        elif op not in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            out += [frozenset({run})] if run else []
            out += _inside(op, value, run)
            run = ""
    return out


def _inside(op: Any, value: Any, lead: str) -> list[frozenset[str]]:
    """What one item of a sequence needs that is no plain letter."""
    if op is ops.SUBPATTERN:
        return _needed(list(value[3]), lead)
    if op is ops.ATOMIC_GROUP:
        return _needed(list(value), lead)
    if op in _REPEATS:
        return _needed(list(value[2]), lead) if value[0] else []
    if op is ops.BRANCH:
        parts = [min(_needed(list(part), lead), key=_cost, default=None) for part in value[1]]
        sure = [part for part in parts if part is not None]
        return [frozenset().union(*sure)] if len(sure) == len(parts) else []
    if op is ops.IN and all(_is_digit(*item) for item in value):
        return [frozenset({DIGIT})]
    return []


def _is_digit(op: Any, value: Any) -> bool:
    if op is ops.LITERAL:
        return chr(value).isdigit()
    if op is ops.RANGE:
        return chr(value[0]).isdigit() and chr(value[1]).isdigit()
    return bool(op is ops.CATEGORY and value is ops.CATEGORY_DIGIT)
