"""`fingerprints_join` for a corpus: the inverted index is one sorted array, its pairs are counted by another sort."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import int64, uint64

from tellings.settings import Copies
from tellings.text.fingerprints import I32, LEVELS, U8, U64
from tellings.text.fingerprints_join import Candidates
from tellings.text.fingerprints_kernels import ARTICLE_BITS, inline, kernel

_BITS = np.uint64(ARTICLE_BITS)
_ARTICLE = np.uint64((1 << ARTICLE_BITS) - 1)
#: Pair entries that are sorted at a time (8 bytes each); more than that is done in several passes over the index.
ENTRIES = 1 << 26


@kernel
def _tidy(keys, counts):  # type: ignore[no-untyped-def]
    """Drop repeats from sorted keys in place, and count each article's hashes by level; how many keys are left."""
    n = 0
    for i in range(keys.size):
        if i > 0 and keys[i] == keys[n - 1]:
            continue
        keys[n] = keys[i]
        n += 1
        article = keys[i] & _ARTICLE
        short = keys[i] >> _BITS
        for level in range(counts.shape[1]):
            if short & ((uint64(1) << uint64(level)) - uint64(1)) == 0:
                counts[article, level] += 1
            else:
                break
    return n


@inline
def cap_of(h, cap):  # type: ignore[no-untyped-def]
    """`fingerprints_join.caps` for one hash."""
    most = cap
    for level in range(1, LEVELS):
        most >>= int64(h & ((uint64(1) << uint64(level)) - uint64(1)) != 0)
    return most


@kernel
def _expand(keys, cap, per, low, high, out):  # type: ignore[no-untyped-def]
    """Pairs of the articles that share a hash, for first articles low..high: (a << 24 | b) << 1 | beyond the cap.

    With an empty `out`, only count the pairs by their first article in `per`. Returns (pairs, hashes beyond the cap).
    """
    n = hot = i = 0
    while i < keys.size:
        j = i + 1
        h = keys[i] >> _BITS
        while j < keys.size and keys[j] >> _BITS == h:
            j += 1
        many = j - i
        beyond = many > cap_of(h, cap)
        firsts = 1 if beyond else many - 1
        hot += beyond
        if many > 1:
            for x in range(i, i + firsts):
                a = keys[x] & _ARTICLE
                if out.size == 0:
                    per[a] += j - x - 1
                elif low <= int64(a) < high:
                    for y in range(x + 1, j):
                        pair = (a << _BITS) | (keys[y] & _ARTICLE)
                        out[n] = (pair << uint64(1)) | uint64(beyond)
                        n += 1
        i = j
    return n, hot


@kernel
def _choose(pairs, counts, level, rule, out):  # type: ignore[no-untyped-def]
    """From sorted pair entries the pairs worth aligning, to `out` as a << 24 | b; their number.

    `rule` holds: least shared hashes, and the two least shares in millionths (see `fingerprints_join.worth`).
    """
    n = i = 0
    while i < pairs.size:
        pair = pairs[i] >> uint64(1)
        cold = total = 0
        while i < pairs.size and pairs[i] >> uint64(1) == pair:
            cold += (pairs[i] & uint64(1)) == uint64(0)
            total += 1
            i += 1
        if total >= rule[0]:
            a, b = pair >> _BITS, pair & _ARTICLE
            at = max(level[a], level[b])
            least = int64(min(counts[a, at], counts[b, at]))
            near = cold >= rule[0] and cold * 1_000_000 >= rule[1] * least
            if near or total * 1_000_000 >= rule[2] * least:
                out[n] = pair
                n += 1
    return n


def index(keys: U64, articles: int) -> tuple[U64, I32]:
    """Sort keys (hash << 24 | article) in place; distinct keys, and how many hashes each article keeps by level."""
    keys.sort()
    counts = np.zeros((articles, LEVELS), np.int32)
    return keys[: _tidy(keys, counts)], counts


def candidates(keys: U64, counts: I32, level: U8, rule: Copies) -> Candidates:
    """As `fingerprints_join.candidates`, from an index."""
    per = np.zeros(len(level), np.int64)
    empty = np.zeros(0, np.uint64)
    _, hot = _expand(keys, rule.cap, per, 0, 0, empty)
    ends = np.cumsum(per)
    limits = np.array([rule.least, round(rule.contained * 1e6), round(rule.tied * 1e6)], np.int64)
    chosen: list[npt.NDArray[np.uint64]] = [empty]
    low = before = 0
    while before < (int(ends[-1]) if len(ends) else 0):
        high = max(low + 1, int(np.searchsorted(ends, before + ENTRIES, side="right")))
        pairs = np.empty(int(ends[high - 1]) - before, np.uint64)
        _expand(keys, rule.cap, per, low, high, pairs)
        pairs.sort()
        chosen.append(pairs[: _choose(pairs, counts, level, limits, pairs)].copy())
        low, before = high, int(ends[high - 1])
    flat = np.concatenate(chosen)
    return Candidates((flat >> _BITS).astype(np.int64), (flat & _ARTICLE).astype(np.int64), int(hot))
