"""A story laid open for comparison: sentences, words and alignments found by place."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar

from tellings.collate.rendered import rendered
from tellings.records import Article, Sentence, StatementMember, Token

_BEGIN, _SENTENCE = attrgetter("begin"), attrgetter("article", "sentence")

#: Tokens of a sentence looked at around a value; a sentence of the news has fewer, a table read as one has more.
WINDOW = 300


#: A sentence that more tellings have is compared with so many before it and so many behind it, in a ring: a reading
#: that one of hundreds has still meets sixty others, and time does not grow with the square of the tellings.
REACH = 30


@dataclass(slots=True, unsafe_hash=True)  # not frozen, which takes three times as long: none is changed once made
class Reading:
    """What one telling reads at a point: the smallest span that shows it, and its value."""

    article: str
    begin: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point at which tellings read something, alike or not."""

    kind: str
    about: str
    readings: tuple[Reading, ...]

    def differs(self) -> bool:
        """Whether two tellings read different values."""
        return len({r.value for r in self.readings}) > 1 and len({r.article for r in self.readings}) > 1


Place = tuple[str, int]  # article, Sentence.ordinal


@dataclass(slots=True)
class View:
    """One story's texts, sentences, tokens, and which sentences are aligned."""

    text: dict[str, str]
    sentences: dict[Place, Sentence]
    tokens: dict[Place, list[Token]]
    aligned: dict[Place, dict[Place, float]] = field(default_factory=dict)
    _starts: dict[str, tuple[list[int], list[int]]] = field(default_factory=dict)
    _begins: dict[Place, list[int]] = field(default_factory=dict)
    _rendered: list[frozenset[str]] = field(default_factory=list)

    def carried_over(self, article: str) -> bool:
        """Whether a telling is in another language's grammar (rendered.py): its words head nothing that others say."""
        if not self._rendered:
            words: dict[str, list[Token]] = {}
            for at in sorted(self.tokens):
                words.setdefault(at[0], []).extend(self.tokens[at])
            self._rendered.append(rendered(words, self.text))
        return article in self._rendered[0]

    def place(self, article: str, offset: int) -> Place | None:
        """The sentence that holds an offset."""
        begins, ordinals = self._starts.get(article, ([], []))
        at = bisect_right(begins, offset) - 1
        if at < 0:
            return None
        found = (article, ordinals[at])
        return found if offset < self.sentences[found].end else None

    def words(self, article: str, begin: int, end: int) -> list[Token]:
        """The tokens that begin inside a span of one sentence."""
        at = self.place(article, begin)
        if at is None:
            return []
        row = self.tokens[at]
        starts = self._begins.get(at)
        if starts is None:
            starts = self._begins[at] = [t.begin for t in row]
        return row[bisect_left(starts, begin) : bisect_left(starts, end)]

    def shown(self, article: str, begin: int, end: int) -> str:
        return self.text[article][begin:end]


def view(
    articles: Sequence[Article],
    sentences: Sequence[Sentence],
    tokens: Sequence[Token],
    members: Sequence[StatementMember],
) -> View:
    """Lay a story open. Two sentences are aligned when they are members of one statement."""
    out = View({a.id: a.text for a in articles}, {}, defaultdict(list))
    for s in sorted(sentences, key=lambda s: (s.article, s.begin)):
        if s.article in out.text:
            out.sentences[s.article, s.ordinal] = s
            begins, ordinals = out._starts.setdefault(s.article, ([], []))
            begins.append(s.begin)
            ordinals.append(s.ordinal)
    rows: dict[Place, list[Token]] = defaultdict(list)
    for at, run in itertools.groupby(tokens, key=_SENTENCE):
        rows[at].extend(run)
    for at in out.sentences:
        if at in rows:
            out.tokens[at] = sorted(rows[at], key=_BEGIN)
    by: dict[str, list[StatementMember]] = defaultdict(list)
    for m in members:
        by[m.statement].append(m)
    groups = []
    for statement in sorted(by):
        places = [(out.place(m.article, m.begin), m.weight) for m in by[statement]]
        groups.append([(at, weight) for at, weight in places if at is not None])
    out.aligned = _aligned(groups)
    return out


def _aligned(groups: Iterable[Sequence[tuple[Place, float]]]) -> dict[Place, dict[Place, float]]:
    """For every place, in order: the places of other tellings in one group with it, in order, and the weaker weight.

    Two places that meet in several groups have the best of their weights.
    """
    groups = list(groups)
    places = sorted({at for group in groups for at, _ in group})
    number = {at: n for n, at in enumerate(places)}  # numbers are sorted and looked up in half the time
    inside: list[list[tuple[list[tuple[int, float]], float]]] = [[] for _ in places]
    for group in groups:
        ordered = sorted([(number[at], weight) for at, weight in group])  # one that is there twice: the better weight
        size = len(ordered)
        round_ = ordered * 3 if size > 2 * REACH + 1 else []
        for i, (at, weight) in enumerate(ordered):
            near = round_[size + i - REACH : size + i + REACH + 1] if round_ else ordered
            inside[at].append((near, weight))
    out: dict[Place, dict[Place, float]] = {}
    for place, listed in zip(places, inside, strict=True):
        row: dict[int, float] = {}
        for ordered, weight in listed:
            for other, known in ordered:
                score = known if known < weight else weight
                if row.get(other, -1.0) < score:
                    row[other] = score
        found = {places[other]: row[other] for other in sorted(row) if places[other][0] != place[0]}
        if found:
            out[place] = found
    return out


def nearby(tokens: Sequence[Token], begin: int) -> Sequence[Token]:
    """The tokens of a sentence; of one as long as a table, those around a place: time must not grow with its square."""
    if len(tokens) <= WINDOW:
        return tokens
    at = bisect_left(tokens, begin, key=lambda t: t.begin)
    return tokens[max(0, at - WINDOW // 2) : at + WINDOW // 2]


T = TypeVar("T")


def joined(pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """What is linked by pairs, part by part, each part and all of them in ascending order."""
    home: dict[T, T] = {}

    def find(x: T) -> T:
        home.setdefault(x, x)
        while home[x] != x:
            home[x] = home[home[x]]
            x = home[x]
        return x

    for a, b in pairs:
        x, y = sorted((find(a), find(b)), key=repr)
        home[y] = x
    parts: dict[T, list[T]] = defaultdict(list)
    for x in sorted(home, key=repr):
        parts[find(x)].append(x)
    return list(parts.values())


def circles(view: View) -> list[list[str]]:
    """Tellings that are tied, directly or through others, by sentences that say the same; those that are tied to none
    as one circle more.

    What a story's tellings have in common (the day it is about, how many they are) is asked of one circle: tellings of
    something else that stand in the same story take no part in it.
    """
    tied = {(a[0], b[0]) for a, row in view.aligned.items() for b in row}
    out = joined(sorted(tied))
    alone = sorted({article for article, _ in view.sentences} - {article for circle in out for article in circle})
    return [*out, alone] if alone else out
