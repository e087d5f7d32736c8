"""Which telling's headline names its story: of those in the language that most have, that of the telling nearest to
all others; of prints of one text, the origin's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tellings.text.agencies import canonical


@dataclass(frozen=True, slots=True)
class Printed:
    """What is known of an article that shares its text. `agencies` are those it credits as the source of it."""

    source: str | None = None
    agencies: frozenset[str] = frozenset()
    signed: bool = False  # a byline names one of them: the agency's own file
    length: int = 0  # of its text


@dataclass(frozen=True, slots=True)
class Prints:
    """Articles, by place, that are prints of one text with others: with which, and what is known of each."""

    shared: Mapping[int, Sequence[int]] = field(default_factory=dict)
    known: Mapping[int, Printed] = field(default_factory=dict)

    def origin(self, middle: int, story: Sequence[int], rows: Sequence[tuple[str, str | None]],
               published: Mapping[str, tuple[str | None, str | None]]) -> int:  # fmt: skip
        """The print of `middle`'s text, in its story, that is nearest to where the text comes from.

        Outlets give a text that they print headlines of their own. The agency that the others credit goes first, then
        the earliest, then what an agency's reporter signs, then the longest. `rows` are (id, headline) by place,
        `published` when each article was.
        """
        ours = set(story)
        kin = sorted({middle, *(i for i in self.shared.get(middle, ()) if i in ours and rows[i][1])})
        if len(kin) == 1:
            return middle
        credited = frozenset[str]().union(*(self.known[i].agencies for i in kin))
        dates = {i: published[rows[i][0]][0] or "9999" for i in kin}
        timed = all("T" in date for date in dates.values())

        def rank(i: int) -> tuple[bool, str, bool, int, str]:
            own = self.known[i]
            source = canonical(own.source) or own.source if own.source else None
            return source not in credited, dates[i][: None if timed else 10], not own.signed, -own.length, rows[i][0]

        return min(kin, key=rank)


def main_language(story: Sequence[int], languages: Sequence[str | None], rows: Sequence[tuple[str, str | None]],
                  published: Mapping[str, tuple[str | None, str | None]]) -> frozenset[int]:  # fmt: skip
    """The tellings, by place, in the language that most tellings of a story have; all where no language is known.

    Of two languages that as many have it is that of the earliest telling, since a translation comes after what it
    translates. Tellings without a headline do not count, unless none has one.
    """
    titled = [i for i in story if rows[i][1]] or list(story)
    code = {i: (languages[i] or "").split("-")[0] for i in titled} if languages else {}
    many = Counter(own for own in code.values() if own)
    if not many:
        return frozenset(story)
    rank = {i: (-many[own], published[rows[i][0]][0] or "9999", rows[i][0]) for i, own in code.items() if own}
    main = code[min(rank, key=lambda i: rank[i])]
    return frozenset(i for i in titled if code.get(i) == main)


def prints(pairs: Sequence[tuple[int, int]], known: Mapping[int, Printed]) -> Prints:
    """Of pairs of articles that share a text."""
    shared: dict[int, list[int]] = {}
    for a, b in pairs:
        shared.setdefault(a, []).append(b)
        shared.setdefault(b, []).append(a)
    return Prints(shared, known)
