"""How the matches of a regular expression begin, so that it is tried only where one can.

Python's engine tries a pattern at every character. Most patterns for names of months, numbers in words and the like
can begin only at a word, and only at a few words: their parse tree tells which. One pass over the words of a text
then finds the few places where a pattern is worth trying, however many patterns there are. Derived, not written by
hand, so that a pattern and its openings cannot part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

T = TypeVar("T")

#: An opening is followed no further than this: two words tell nearly everything.
_LONGEST = 14
#: A pattern with more openings than this is known by shorter ones.
_MOST = 300
#: Of an opening of several words, so many letters behind the first are looked up: "the la" for "the last".
_BEYOND = 3
#: Words for which the patterns that can begin with them are remembered.
_REMEMBERED = 20_000
#: What is repeated is written out up to so many times; a longer range of letters is taken for any letter.
_UNROLLED, _WIDE = 4, 32
#: What words are made of, cut where figures begin or end, and a mark before a figure: matches begin at one of these.
RUN = re.compile(r"[^\W\d]+|\d+|[^\w\s](?=\d)")
_RUNS, _LINE = re.compile(f"({RUN.pattern})"), re.compile(r"^.*$", re.MULTILINE)
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)
#: Letters that the engine takes for another one where it ignores case, and lower() does not.
_ALSO = (("ſ", "s"), ("ı", "i"))
_SMALL = bytes(ord("0" if chr(n).isdigit() else chr(n).lower()) if n < 128 else n for n in range(256))
_DIGIT = re.compile(r"\d")

Tree = Sequence[tuple[Any, Any]]
#: A beginning, and whether what follows in the pattern goes on from there.
_Lead = tuple[str, bool]


def openings(pattern: str) -> tuple[str, ...] | None:
    """What a pattern's matches begin with, as `folded` writes it: with one of these.

    None where that is unsure, or where a match may begin inside a word or a number.
    """
    tree = list(parser.parse(pattern))
    words: list[str] = []
    for word in sorted({lead for lead, _ in _leads(tree)}):  # whoever begins with a longer one begins with the shorter
        if not (words and word.startswith(words[-1])):
            words.append(word)
    apart = _apart(tree)
    return tuple(words) if all(_begins_run(word, apart) for word in words) else None


def _begins_run(word: str, apart: frozenset[str]) -> bool:
    """Whether a beginning surely stands where a `RUN` begins; `apart` is what does not stand before it."""
    if word[:1].isalnum():
        return ("digit" if word[0] == _FIGURE else "word") in apart
    return len(word) > 1 and not word[0].isspace() and word[0] != "_" and word[1] == _FIGURE


#: Stands for any digit.
_FIGURE = "0"


def _leads(items: Tree) -> set[_Lead]:
    """The beginnings of what a sequence matches."""
    out: set[_Lead] = {("", True)}
    at = 0
    while at < len(items) and any(going for _, going in out):
        op, value = items[at]
        at += 1
        if op in _ZERO_WIDTH:
            continue
        if op is ops.LITERAL:  # letter upon letter: one step
            said = chr(value)
            while at < len(items) and items[at][0] is ops.LITERAL:
                said += chr(items[at][1])
                at += 1
            parts = {(folded(said), True)}
        else:
            parts = _parts(op, value)
        going = sum(on for _, on in out)
        for size in (6, 3, 1, 0):
            if going * len(parts) <= _MOST:
                break
            parts = {(more[:size], False) for more, _ in parts}
        out = _grown(out, parts)
    return out


def _grown(out: set[_Lead], parts: set[_Lead]) -> set[_Lead]:
    """Beginnings with what comes next behind those that go on."""
    done = {lead for lead in out if not lead[1]}
    return done | {_cut(lead + more, going) for lead, on in out if on for more, going in parts}


def _cut(lead: str, going: bool) -> _Lead:
    return (lead, going) if len(lead) < _LONGEST else (lead[:_LONGEST], False)


def _parts(op: Any, value: Any) -> set[_Lead]:
    """The beginnings of what one item matches."""
    if op is ops.LITERAL:
        return {(folded(chr(value)), True)}
    if op is ops.SUBPATTERN:
        return _leads(list(value[3]))
    if op is ops.ATOMIC_GROUP:
        return _leads(list(value))
    if op is ops.BRANCH:
        return set().union(*(_leads(list(part)) for part in value[1]))
    if op in _REPEATS:
        return _repeated(_leads(list(value[2])), value[0], value[1])
    if op is ops.IN:
        return _listed(value)
    return {("", False)}


def _repeated(once: set[_Lead], least: int, most: int) -> set[_Lead]:
    """The beginnings of something from `least` to `most` times over."""
    out: set[_Lead] = {("", True)} if least == 0 else set()
    if most > 1 and (len(once) > 1 or most > _UNROLLED):  # whatever comes behind the first time
        return out | {(lead, False) for lead, _ in once}
    many: set[_Lead] = {("", True)}
    for times in range(1, most + 1):
        many = _grown(many, once)
        out |= many if times >= least else set()
    return out


def _listed(items: Tree) -> set[_Lead]:
    """The members of a set of characters; where they are too many, nothing is sure."""
    out: set[_Lead] = set()
    for op, value in items:
        if op is ops.LITERAL:
            out |= _parts(op, value)
        elif op is ops.RANGE and value[1] - value[0] < _WIDE:
            for code in range(value[0], value[1] + 1):
                out |= _parts(ops.LITERAL, code)
        elif op is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
            out.add((_FIGURE, True))
        else:
            return {("", False)}
    return out


def _apart(items: Tree) -> frozenset[str]:
    """What surely does not stand before a match: a letter ("word"), a digit ("digit")."""
    out: frozenset[str] = frozenset()
    for op, value in items:
        if op is ops.ASSERT_NOT and value[0] < 0:
            out |= _excluded(list(value[1]))
        elif op is ops.ASSERT and value[0] < 0:
            out |= _asked(list(value[1]))
        elif op is ops.SUBPATTERN and all(kind in (*_ZERO_WIDTH, ops.BRANCH) for kind, _ in value[3]):
            out |= _apart(list(value[3]))
        elif op is ops.BRANCH and all(part and all(kind in _ZERO_WIDTH for kind, _ in part) for part in value[1]):
            out |= frozenset.intersection(*(_apart(list(part)) for part in value[1]))
        elif op not in _ZERO_WIDTH:
            break
    return out


_BOTH = frozenset(("word", "digit"))


def _excluded(items: Tree) -> frozenset[str]:
    """What a negative look behind keeps out: it looks at one character."""
    if len(items) != 1:
        return frozenset()
    op, value = items[0]
    listed = value if op is ops.IN else [(op, value)]
    if any(kind is ops.NEGATE for kind, _ in listed):
        return frozenset()
    if (ops.CATEGORY, ops.CATEGORY_WORD) in listed:
        return _BOTH
    return frozenset({"digit"}) if (ops.CATEGORY, ops.CATEGORY_DIGIT) in listed else frozenset()


def _asked(items: Tree) -> frozenset[str]:
    """What a look behind keeps out that asks for a mark or a space, or for a letter."""
    last = items[-1:]
    listed = last[0][1] if last and last[0][0] is ops.IN else last
    if not listed or not all(kind is ops.LITERAL for kind, _ in listed):
        return frozenset()
    asked = [chr(code) for _, code in listed]
    figures = any(letter.isdecimal() for letter in asked)
    letters = any(letter.isalnum() or letter == "_" for letter in asked)
    return frozenset() if figures else frozenset({"digit"}) if letters else _BOTH


def folded(text: str) -> str:
    """Small letters, a 0 for every digit, as many as there were: what a pattern takes for equal is equal here."""
    if text.isascii():
        return text.encode("ascii").translate(_SMALL).decode("ascii")
    low = text.replace("İ", "i").lower()
    for written, meant in _ALSO:
        low = low.replace(written, meant)
    return _DIGIT.sub(_FIGURE, low)


#: A pattern to be tried: its number, its match, what goes with it.
_Tried = tuple[int, Callable[[str, int, int], "re.Match[str] | None"], T]


@dataclass(frozen=True, slots=True)
class _Near(Generic[T]):
    """What can begin with a word: by so many letters from its beginning on, and whatever follows it."""

    size: int
    phrases: dict[str, list[_Tried[T]]]
    always: list[_Tried[T]]


class _Words(dict[str, "_Near[T] | None"], Generic[T]):
    """What can begin with each word; None for nothing. Remembered: the next text has the same words."""

    def __init__(self, make: Callable[[str], _Near[T] | None]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> _Near[T] | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = self._make(word)
        return found


class Opened(Generic[T]):
    """Patterns, each with something of the caller's, tried only where they can begin."""

    def __init__(self, patterns: Sequence[tuple[re.Pattern[str], T]]) -> None:
        """No pattern may match across the end of a line. One whose openings are unsure is tried everywhere."""
        self._patterns = patterns
        self._runs: dict[str, list[int]] = {}  # openings within one run -> patterns
        self._phrases: dict[str, list[tuple[str, int]]] = {}  # the first run of a longer opening -> opening, pattern
        self._anywhere: list[tuple[int, re.Pattern[str], T]] = []
        for rank, (pattern, given) in enumerate(patterns):
            words = openings(pattern.pattern)
            if words is None:
                self._anywhere.append((rank, pattern, given))
            for word in words or ():
                run = RUN.match(word)
                if run is None or run.end() == len(word):
                    self._runs.setdefault(word, []).append(rank)
                else:
                    self._phrases.setdefault(run[0], []).append((word, rank))
        self._near = _Words(self._under)

    def finditer(self, text: str) -> Iterator[tuple[int, re.Match[str], T]]:
        """(number of the pattern, match, what goes with it); of one pattern in order, none overlapping.

        A pattern sees the line's end as the text's end, and before the line what stands there.
        """
        low, near = folded(text), self._near
        pieces = _RUNS.split(low)  # what stands between runs, a run, what stands between ...
        starts = accumulate(map(len, pieces))
        words = map(near.__getitem__, pieces[1::2])
        free = [0] * len(self._patterns)
        end = -1
        for at, able in zip(islice(starts, 0, None, 2), words, strict=False):
            if able is None:
                continue
            if at > end:
                end = text.find("\n", at)
                end = end if end >= 0 else len(text)
            for rank, match, given in able.phrases.get(low[at : at + able.size], able.always):
                if free[rank] <= at:
                    found = match(text, at, end)
                    if found is not None:
                        free[rank] = found.end()
                        yield rank, found, given
        for line in _LINE.finditer(text) if self._anywhere else ():
            for rank, pattern, given in self._anywhere:
                for found in pattern.finditer(text, *line.span()):
                    yield rank, found, given

    def _under(self, word: str) -> _Near[T] | None:
        """What can begin where a run is this word; None for nothing."""
        always = {rank for size in range(1, min(len(word), _LONGEST) + 1) for rank in self._runs.get(word[:size], ())}
        size = len(word) + _BEYOND
        longer = self._phrases.get(word, [])
        always |= {rank for phrase, rank in longer if len(phrase) < size}
        begun: dict[str, set[int]] = {}
        for phrase, rank in longer:
            begun.setdefault(phrase[:size], set(always)).add(rank)
        phrases = {phrase: self._tried(ranks) for phrase, ranks in begun.items()}
        return _Near(size, phrases, self._tried(always)) if phrases or always else None

    def _tried(self, ranks: set[int]) -> list[_Tried[T]]:
        return [(rank, self._patterns[rank][0].match, self._patterns[rank][1]) for rank in sorted(ranks)]
