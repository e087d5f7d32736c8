"""What spaCy's attribute ruler finds, remembered by what its patterns look at.

The ruler holds each word, and at most the next, against some 180 patterns of tag, dependency and a few hundred word
forms, a seventh of the time of tagging. Words that are alike in all of that match the same patterns, so each such kind
of word is matched once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: What the patterns may ask of a word for its matches to be remembered; of the word behind it, the form alone.
_ASKED = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})

#: Kinds of words that are remembered: English has some hundreds.
MOST = 100_000

Match = tuple[int, int, int]  # pattern, first token, one behind the last
_Kind = tuple[int, int, int, int, int]


class Values:
    """The values of one attribute that some patterns tell apart."""

    def __init__(self, asked: Sequence[Any]) -> None:
        """`asked`: what each pattern says of the attribute. Raises ValueError for what is not understood."""
        self._listed: set[str] = set()
        self._regexes: list[re.Pattern[str]] = []
        for spec in asked:
            if isinstance(spec, str):
                self._listed.add(spec)
            elif isinstance(spec, Mapping) and len(spec) == 1 and not spec.keys().isdisjoint(("IN", "NOT_IN")):
                self._listed.update(*spec.values())
            elif isinstance(spec, Mapping) and set(spec) == {"REGEX"}:
                self._regexes.append(re.compile(spec["REGEX"]))
            else:
                raise ValueError(f"a pattern asks for {spec!r}")
        self._numbers: dict[int, int] = {}

    def of(self, number: int, strings: Any) -> int:
        """A value (by its number in the vocabulary) where patterns tell it apart; -1 for all others."""
        if number not in self._numbers:
            value = strings[number] if number else ""
            if len(self._numbers) > MOST:
                self._numbers.clear()
            listed = value in self._listed or any(regex.search(value) for regex in self._regexes)
            self._numbers[number] = number if listed else -1
        return self._numbers[number]


class Remembered:
    """A matcher whose matches are remembered. Called as spaCy's `Matcher` is; all else is left to it."""

    def __init__(self, matcher: Any, patterns: Sequence[Sequence[Mapping[str, Any]]]) -> None:
        """Raises ValueError where the patterns look at more than can be remembered."""
        for pattern in patterns:
            behind = any(set(token) != {"LOWER"} for token in pattern[1:])
            if len(pattern) > 2 or not set(pattern[0]) <= _ASKED or behind:
                raise ValueError(f"a pattern looks at {pattern!r}")

        def asked(name: str, tokens: Iterable[Mapping[str, Any]]) -> Values:
            return Values([token[name] for token in tokens if name in token])

        pairs = [pattern for pattern in patterns if len(pattern) == 2]
        if any(not {"LOWER", "DEP"} & set(first) for first, _ in pairs):
            raise ValueError("a pattern of two words begins with any word")
        self._forms = asked("LOWER", (pattern[0] for pattern in patterns))
        self._deps = asked("DEP", (pattern[0] for pattern in patterns))
        self._behind = asked("LOWER", (second for _, second in pairs))
        self._first_forms = asked("LOWER", (first for first, _ in pairs))
        self._first_deps = asked("DEP", (first for first, _ in pairs if "LOWER" not in first))
        self._matcher = matcher
        self._known: dict[_Kind, list[tuple[int, int]]] = {}  # kind -> pattern, tokens that it takes

    def __getattr__(self, name: str) -> Any:
        if name == "_matcher":  # one that is being copied or unpickled has none yet
            raise AttributeError(name)
        return getattr(self._matcher, name)

    def __len__(self) -> int:
        return len(self._matcher)

    def __call__(self, doc: Any, **how: Any) -> list[Match]:
        """All matches in a doc, in no order."""
        kinds = self._kinds(doc)
        known = self._known
        if any(kind not in known for kind in kinds):
            if len(known) > MOST:
                known.clear()
            found: list[Match] = self._matcher(doc, **how)
            starting: dict[int, list[tuple[int, int]]] = {}
            for pattern, begin, end in found:
                starting.setdefault(begin, []).append((pattern, end - begin))
            known.update((kind, starting.get(n, [])) for n, kind in enumerate(kinds))
            return found
        return [(pattern, n, n + size) for n, kind in enumerate(kinds) for pattern, size in known[kind]]

    def _kinds(self, doc: Any) -> list[_Kind]:
        rows = doc.to_array(["LOWER", "TAG", "DEP", "IS_SPACE"]).tolist()
        strings, out = doc.vocab.strings, []
        for n, (lower, tag, dep, space) in enumerate(rows):
            begins = self._first_forms.of(lower, strings) >= 0 or self._first_deps.of(dep, strings) >= 0
            behind = self._behind.of(rows[n + 1][0], strings) if begins and n + 1 < len(rows) else -1
            out.append((self._forms.of(lower, strings), tag, self._deps.of(dep, strings), space, behind))
        return out


def remember(nlp: Any) -> None:
    """Let a pipeline's attribute ruler remember its matches, where its patterns allow it; the result is the same."""
    for name, ruler in nlp.pipeline:
        if name == "attribute_ruler":
            patterns = [pattern for entry in ruler.patterns for pattern in entry["patterns"]]
            try:
                ruler.matcher = Remembered(ruler.matcher, patterns)
            except ValueError:
                return
