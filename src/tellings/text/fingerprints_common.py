"""Text that is no copy although many articles have it: an outlet's footer, a formula, a notice.

A hash is frequent when more articles than its cap have it, or at least `common_in_source` articles of one source.
That alone says nothing: a text that hundreds print, or five versions of one report, make frequent hashes too. But
there most of each article is frequent, and around a footer the articles are all different. So a frequent hash is
common text when the articles that have it consist, on average, of less than half frequent hashes.

The result depends on the set of articles alone.
"""

from __future__ import annotations

import numpy as np

from tellings.settings import Copies
from tellings.text.fingerprints import I64, LEVELS, U8, Prints, Units, window_prints
from tellings.text.fingerprints_join import caps

#: Low bits of an entry: whose text it is. Sources count from 0; this one stands for "everybody's".
SOURCE_BITS = 24
EVERYBODY = (1 << SOURCE_BITS) - 1


def number_sources(names: list[str | None]) -> I64:
    """Sources as numbers, in order of their names; -1 where unknown."""
    numbers = {name: i for i, name in enumerate(sorted({name for name in names if name}))}
    return np.array([numbers[name] if name else -1 for name in names], np.int64)


def common(found: Prints, source: I64, rule: Copies) -> I64:
    """Entries (hash << 24 | source, or EVERYBODY) of common text, ascending."""
    article = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(found.starts))
    told = source[article] >= 0
    own = (found.hash << SOURCE_BITS | source[article])[told]
    least = np.full(len(own), rule.common_in_source, np.int64)
    parts = (
        _sparse((found.hash << SOURCE_BITS) | EVERYBODY, article, caps(found.hash, rule.cap) + 1, found),
        _sparse(own, article[told], least, found),
    )
    return np.unique(np.concatenate(parts))


def _sparse(entries: I64, article: I64, least: I64, found: Prints) -> I64:
    """Entries that at least so many articles have and whose articles have few such entries."""
    distinct, at, where, times = np.unique(entries, return_index=True, return_inverse=True, return_counts=True)
    frequent = times >= least[at]
    in_article = np.bincount(article[frequent[where]], minlength=len(found))
    share = in_article * 1_000_000 // np.maximum(found.counts[:, 0], 1)
    total = np.bincount(where, weights=share[article], minlength=len(distinct)).astype(np.int64)
    return distinct[frequent & (2 * total < 1_000_000 * times)]


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
