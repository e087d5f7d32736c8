"""Which articles that share text tell of one event; articles of one text count once when stories are made.

Twenty outlets that print one wire are very much like one another, and so are twenty that print the other wire: two
tight groups with a gap between them, though both tell of one event. So articles each of which is mostly the other are
grouped as one, by the longest of them, and stand in its story together.

A form that is filled in anew (twenty towns' "the court sentenced ...") shares most of its text too. What tells it from
a reprint are the names: a reprint keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tellings.collate.clusters import Corpus
from tellings.judgements import Bonds
from tellings.text.events_words import LOW_BITS, MOST_NAMES, NAMES, REST_BITS, Words
from tellings.text.fingerprints import I64

Pairs = Sequence[tuple[int, int]]

#: Share of the names of the article with fewer of them that stand in the other, from which they are prints of one text.
#: Of copies that tell of one event nine in ten have .7 and more on three labelled sets (the words speak for the
#: others); of forms hardly any.
NAMED = 0.7
#: With fewer names, a shared text says nothing ("this page is no longer there"): the words decide.
FEW_NAMES = 3


@dataclass(frozen=True, slots=True)
class Units:
    """Articles as texts: `kept` holds the place of each text's longest article, ascending; `of` the text of each
    article, as its number in `kept`."""

    kept: I64
    of: I64

    def spread(self, clusters: Sequence[Sequence[int]], near: Sequence[float]) -> tuple[list[list[int]], list[float]]:
        """Clusters of texts, and how near each text is to its story's others, as those of articles."""
        of = np.empty(len(self.kept), np.int64)
        for number, cluster in enumerate(clusters):
            of[list(cluster)] = number
        label = of[self.of]
        order = np.argsort(label, kind="stable")
        cuts = np.flatnonzero(np.diff(label[order])) + 1
        return [part.tolist() for part in np.split(order, cuts)], np.asarray(near, np.float64)[self.of].tolist()


def named_alike(words: Words, pairs: Pairs) -> list[tuple[int, int]]:
    """The pairs of articles, sharing much of their text, that name the same."""
    known: dict[int, frozenset[int]] = {}

    def names(article: int) -> frozenset[int]:
        if article not in known:
            own = words.packed[words.starts[article] : words.starts[article + 1]]
            stems = own[(own >> NAMES) & MOST_NAMES > 0] >> (LOW_BITS + REST_BITS)
            known[article] = frozenset(stems.tolist())
        return known[article]

    def alike(a: int, b: int) -> bool:
        one, other = names(a), names(b)
        fewer = min(len(one), len(other))
        return fewer >= FEW_NAMES and len(one & other) >= NAMED * fewer

    return [(a, b) for a, b in pairs if alike(a, b)]


def units(words: Words, twins: Pairs, apart: Pairs) -> Units:
    """The texts of a corpus. `twins` are pairs of articles that are each mostly the other; what is judged not to be one
    story (`apart`) is never one text with anything."""
    n = len(words)
    alone = {place for pair in apart for place in pair}
    edges = np.array([pair for pair in twins if alone.isdisjoint(pair)], np.int64).reshape(-1, 2)
    group = np.arange(n)
    while len(edges):  # each takes the least label within reach; labels jump, so chains are short work
        least = group.copy()
        np.minimum.at(least, edges[:, 0], group[edges[:, 1]])
        np.minimum.at(least, edges[:, 1], group[edges[:, 0]])
        least = np.minimum(least, least[least])
        if np.array_equal(least, group):
            break
        group = least
    size = np.diff(words.starts)
    order = np.lexsort((np.arange(n), -size, group))
    first = np.flatnonzero(np.diff(group[order], prepend=-1))
    kept = np.sort(order[first])
    number = np.empty(n, np.int64)
    number[group[kept]] = np.arange(len(kept))
    return Units(kept, number[group])


def distinct(corpus: Corpus, found: Units) -> Corpus:
    """The corpus of the texts alone; a pair of copies becomes a pair of texts."""
    pairs = found.of[np.array(corpus.copies, np.int64).reshape(-1, 2)]
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    kept = found.kept.tolist()
    return replace(
        corpus,
        words=_only(corpus.words, found.kept),
        days=[corpus.days[place] for place in kept],
        copies=list(map(tuple, pairs.tolist())),
        languages=[corpus.languages[place] for place in kept] if corpus.languages else (),
        meaning=None if corpus.meaning is None else corpus.meaning[found.kept],
    )


def held(asked: Bonds, found: Units) -> Bonds:
    """What may not be together, by texts (what must be is joined afterwards, by articles)."""
    apart = {(min(a, b), max(a, b)) for a, b in (found.of[list(pair)].tolist() for pair in asked.apart) if a != b}
    return Bonds(apart=tuple(sorted(apart)))


def _only(words: Words, kept: I64) -> Words:
    """The features of some articles."""
    return Words(*_rows(words.starts, words.packed, kept), *_rows(words.figure_starts, words.figures, kept))


def _rows(starts: I64, values: I64, kept: I64) -> tuple[I64, I64]:
    """Some rows of a column of lists: where each begins, and their values."""
    size = starts[kept + 1] - starts[kept]
    begins = np.concatenate([[0], np.cumsum(size)]).astype(np.int64)
    at = np.arange(begins[-1]) - np.repeat(begins[:-1], size) + np.repeat(starts[kept], size)
    return begins, values[at]
