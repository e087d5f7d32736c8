"""Patterns that are tried only in lines that hold what they cannot do without (`text.guards`).

A line of an article meets some two hundred patterns, and nearly all of them in vain: looking for a few strings first
costs a tenth of that. Whether a pattern matches is the same with and without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from tellings.text.guards import DIGIT, guard


def needed(pattern: str) -> tuple[str, ...]:
    """Strings of which one stands in whatever the pattern matches, casefolded; the empty one where none is sure."""
    return tuple(sorted(next((words for words in guard(pattern) if DIGIT not in words), frozenset({""}))))


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of these strings, casefolded, stands in a text."""
    folded = text.casefold()
    for word in words:  # noqa: SIM110 - in half the time of any()
        if word in folded:
            return True
    return False


class Sieve:
    """Whether any alternative of a pattern matches; each is tried by itself, where the text holds what it needs."""

    def __init__(self, pattern: str | Sequence[str], flags: int = 0) -> None:
        """A pattern, or its alternatives."""
        self._forms, self._flags = alternatives(pattern) if isinstance(pattern, str) else pattern, flags

    @cached_property
    def _sorted(self) -> tuple[re.Pattern[str] | None, tuple[tuple[str, _Late], ...]]:
        """(what is always tried, strings with what is tried where one stands)."""
        always: list[str] = []
        asked: dict[str, list[str]] = {}
        for form in self._forms:
            words = needed(form)
            if words == ("",):
                always.append(form)
            else:
                for word in words:
                    asked.setdefault(word, []).append(form)
        whole = _Late(always, self._flags).pattern if always else None
        return whole, tuple((word, _Late(asked[word], self._flags)) for word in sorted(asked))

    def search(self, text: str) -> bool:
        """Whether one matches anywhere."""
        return self._any(re.Pattern.search, text)

    def match(self, text: str) -> bool:
        """Whether one matches at the beginning."""
        return self._any(re.Pattern.match, text)

    def fullmatch(self, text: str) -> bool:
        """Whether one matches the whole text."""
        return self._any(re.Pattern.fullmatch, text)

    def _any(self, how: Callable[[re.Pattern[str], str], re.Match[str] | None], text: str) -> bool:
        always, asked = self._sorted
        if always is not None and how(always, text):
            return True
        folded = text.casefold()
        for word, late in asked:  # noqa: SIM110 - in half the time of any()
            if word in folded and how(late.pattern, text):
                return True
        return False


class _Late:
    """Alternatives that are compiled when they are first tried: most never are."""

    def __init__(self, forms: Sequence[str], flags: int) -> None:
        self._forms, self._flags = forms, flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{form})" for form in self._forms), self._flags)


class Sifted:
    """One pattern, tried where the text holds what it needs."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern = re.compile(pattern, flags)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return needed(self._pattern.pattern)

    def _may(self, text: str) -> bool:
        return holds(text, self._words)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match anywhere."""
        return self._pattern.search(text) if self._may(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the beginning."""
        return self._pattern.match(text) if self._may(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches."""
        return self._pattern.finditer(text) if self._may(text) else iter(())


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern (without verbose mode), at its outermost level."""
    out, depth, begin, i = list[str](), 0, 0, 0
    while i < len(pattern):
        ch = pattern[i]
        if ch == "\\":
            i += 1
        elif ch == "[":
            i = _set_end(pattern, i)
        elif ch in "()":
            depth += 1 if ch == "(" else -1
        elif ch == "|" and not depth:
            out.append(pattern[begin:i])
            begin = i + 1
        i += 1
    return [*out, pattern[begin:]]


def _set_end(pattern: str, i: int) -> int:
    """Where the set of characters that begins at i ends."""
    i += 2 if pattern[i + 1] == "^" else 1
    i += pattern[i] == "]"  # a bracket that comes first is one of the set
    while pattern[i] != "]":
        i += 2 if pattern[i] == "\\" else 1
    return i
