"""Text that is no copy although many articles have it: an outlet's footer, a formula, a notice.

A hash is frequent when more articles than its cap have it, or at least `common_in_source` articles of one source.
That alone says nothing: a text that hundreds print, or five versions of one report, make frequent hashes too. But
there the articles are alike, and around a footer they are not. So a frequent hash is common text when several of the
articles that have it are pairwise unlike.

The result depends on the set of articles alone.
"""

from __future__ import annotations

import numpy as np

from tellings.settings import Copies
from tellings.text.fingerprints import I64, LEVELS, U8, Prints, Units, window_prints
from tellings.text.fingerprints_join import EVERYBODY as EVERYBODY
from tellings.text.fingerprints_join import SOURCE_BITS as SOURCE_BITS
from tellings.text.fingerprints_join import caps, runs_of

#: Articles unlike one another that make everybody's frequent hash common text: more than one story's families.
UNLIKE = 8


def common(found: Prints, source: I64, rule: Copies) -> I64:
    """Entries (hash << 24 | source, or EVERYBODY) of common text, ascending."""
    article = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(found.starts))
    told = source[article] >= 0
    own = (found.hash << SOURCE_BITS | source[article])[told]
    least = np.full(len(own), rule.common_in_source, np.int64)
    alike = _Alike(found, round(rule.tied * 1_000_000))
    parts = (
        _told_apart(found.hash << SOURCE_BITS | EVERYBODY, article, caps(found.hash, rule.cap) + 1, alike, UNLIKE),
        _told_apart(own, article[told], least, alike, rule.common_in_source),
    )
    return np.unique(np.concatenate(parts))


class _Alike:
    """Whether two articles share so much of their fingerprints that they may be tellings of one text."""

    def __init__(self, found: Prints, tied: int) -> None:
        self._found, self._tied = found, tied
        self._sets: dict[int, set[int]] = {}
        self._known: dict[tuple[int, int], bool] = {}

    def _set(self, article: int) -> set[int]:
        if article not in self._sets:
            self._sets[article] = set(self._found.of(article).tolist())
        return self._sets[article]

    def __call__(self, a: int, b: int) -> bool:
        if (a, b) not in self._known:
            level = max(int(self._found.level[a]), int(self._found.level[b]))
            least = min(int(self._found.counts[a, level]), int(self._found.counts[b, level]))
            self._known[a, b] = len(self._set(a) & self._set(b)) * 1_000_000 >= self._tied * least
        return self._known[a, b]


def _told_apart(entries: I64, article: I64, least: I64, alike: _Alike, needed: int) -> I64:
    """Entries that at least so many articles have, among them `needed` that are unlike one another.

    Articles are asked in order of their numbers.
    """
    order = np.lexsort((article, entries))
    starts, lengths = runs_of(entries[order])
    out = []
    for at, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        if length < least[order[at]]:
            continue
        if _unlike(alike, article[order[at : at + length]], needed):
            out.append(int(entries[order[at]]))
    return np.array(out, np.int64)


def _unlike(alike: _Alike, members: I64, needed: int) -> bool:
    """Whether so many of these articles are unlike one another; one that is unlike all counted before is counted."""
    counted: list[int] = []
    for one in members.tolist():
        if not any(alike(other, one) for other in counted):
            counted.append(one)
        if len(counted) == needed:
            return True
    return False


def told_apart(found: Prints, members: I64, needed: int, tied: int) -> bool:
    """Whether `needed` of these articles are unlike one another: share less than `tied` millionths of a fingerprint.

    They are asked in the order given.
    """
    return _unlike(_Alike(found, tied), members, needed)


def flags(found: Units, source: I64, entries: I64) -> U8:
    """For the window that ends at each unit: 0 when it is not in the fingerprint, else 1 + 2 * the coarsest level that
    keeps it, and 1 more when it is common text."""
    value, there = window_prints(found)
    article = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(found.starts))
    level = sum(((value & ((1 << n) - 1)) == 0).astype(np.int64) for n in range(1, LEVELS))
    known = there & (level >= found.level[article])
    theirs = source[article]
    hit = np.isin((value << SOURCE_BITS) | EVERYBODY, entries)
    hit |= (theirs >= 0) & np.isin((value << SOURCE_BITS) | theirs, entries)
    return np.asarray(np.where(known, 1 + 2 * level + hit, 0), np.uint8)
