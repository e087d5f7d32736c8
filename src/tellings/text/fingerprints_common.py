"""Text that is no copy although many articles have it: an outlet's footer, a formula, a notice.

A hash is frequent when more articles than the cap have it, or at least `common_in_source` articles of one source.
That alone says nothing: a text that hundreds print, or five versions of one report, make frequent hashes too. But
there most of each article is frequent, and around a footer the articles are all different. So a frequent hash is
common text when the articles that have it consist, on average, of less than half frequent hashes.

Only hashes that texts of every length keep are looked at. The result depends on the set of articles alone.
"""

from __future__ import annotations

import numpy as np

from tellings.settings import Copies
from tellings.text.fingerprints import I64, LEVELS, U8, Prints, Units, window_prints

#: Low bits of an entry: whose text it is. Sources count from 0; this one stands for "everybody's".
SOURCE_BITS = 24
EVERYBODY = (1 << SOURCE_BITS) - 1
#: Bits of a hash that are zero when texts of every length keep it.
ALWAYS = (1 << (LEVELS - 1)) - 1


def number_sources(names: list[str | None]) -> I64:
    """Sources as numbers, in order of their names; -1 where unknown."""
    numbers = {name: i for i, name in enumerate(sorted({name for name in names if name}))}
    return np.array([numbers[name] if name else -1 for name in names], np.int64)


def common(found: Prints, source: I64, rule: Copies) -> I64:
    """Entries (hash << 24 | source, or EVERYBODY) of common text, ascending."""
    article = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(found.starts))
    always = (found.hash & ALWAYS) == 0
    article, hashes = article[always], found.hash[always]
    told = source[article] >= 0
    own = (hashes << SOURCE_BITS | source[article])[told]
    parts = (
        _sparse((hashes << SOURCE_BITS) | EVERYBODY, article, rule.cap + 1, found),
        _sparse(own, article[told], rule.common_in_source, found),
    )
    return np.unique(np.concatenate(parts))


def _sparse(entries: I64, article: I64, least: int, found: Prints) -> I64:
    """Entries that at least so many articles have and whose articles have few such entries."""
    distinct, where, times = np.unique(entries, return_inverse=True, return_counts=True)
    frequent = times >= least
    in_article = np.bincount(article[frequent[where]], minlength=len(found))
    share = in_article * 1_000_000 // np.maximum(found.counts[:, -1], 1)
    total = np.bincount(where, weights=share[article], minlength=len(distinct)).astype(np.int64)
    return distinct[frequent & (2 * total < 1_000_000 * times)]


def flags(found: Units, source: I64, entries: I64) -> U8:
    """For the window that ends at each unit: 0 not known, 1 the article's own text, 2 common text."""
    value, there = window_prints(found)
    article = np.repeat(np.arange(len(found), dtype=np.int64), np.diff(found.starts))
    known = there & ((value & ALWAYS) == 0)
    theirs = source[article]
    hit = np.isin((value << SOURCE_BITS) | EVERYBODY, entries)
    hit |= (theirs >= 0) & np.isin((value << SOURCE_BITS) | theirs, entries)
    return np.asarray(known.astype(np.uint8) + (known & hit), np.uint8)
