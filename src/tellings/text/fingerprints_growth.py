"""What changes in the pairs worth aligning when articles are added: the result of `index_all`, from the difference.

Pairs with a new article share only hashes that this article has, so these hashes' postings are enough for them. A
pair of two old articles can only change through a hash of a new article that goes beyond its cap, or whose articles
are now tied to a new first one: such pairs are counted again. Whether a hash is common text depends on the articles
that have it, so only the new articles' hashes are asked again.
"""

from __future__ import annotations

import numpy as np

from tellings.settings import Copies
from tellings.text.fingerprints import I64, Bools, Prints
from tellings.text.fingerprints_common import SOURCE_BITS
from tellings.text.fingerprints_common_kernels import common, of_them
from tellings.text.fingerprints_compile import kernel
from tellings.text.fingerprints_join import Change, caps
from tellings.text.fingerprints_join_kernels import Postings, candidates

HASH = (1 << (64 - SOURCE_BITS)) - 1


def grow(marks: Prints, fresh: I64, source: I64, stored: I64, entries: I64, rule: Copies) -> Change:
    """What the articles numbered `fresh` change.

    `marks` and `source` are of all articles; `stored` are the pairs that were aligned, `entries` the common text
    before, both ascending.
    """
    is_new = np.zeros(len(marks), np.bool_)
    is_new[fresh] = True
    theirs = np.concatenate([np.zeros(0, np.int64), *(marks.of(n) for n in fresh.tolist())])
    theirs = distinct(theirs)
    shared = of_them(marks, theirs)
    found = candidates(shared, marks, rule)
    mine = is_new[found.a] | is_new[found.b]
    added = found.a[mine] << 32 | found.b[mine]
    again = _touched(shared, is_new, stored, marks, rule)
    stay = _worth(again, marks, rule)
    kept = entries[~np.isin((entries >> SOURCE_BITS) & HASH, theirs)]
    now = np.sort(np.concatenate([kept, common(shared, marks, source, rule)]))
    old = np.isin(again, stored)
    return Change(np.sort(np.concatenate([added, again[stay & ~old]])), again[old & ~stay], now, found.hot)


def distinct(values: I64) -> I64:
    """Ascending, each once."""
    values = np.sort(values)
    fresh = np.r_[True, values[1:] != values[:-1]] if len(values) else np.zeros(0, np.bool_)
    return np.asarray(values[fresh], np.int64)


def _touched(shared: Postings, is_new: Bools, stored: I64, marks: Prints, rule: Copies) -> I64:
    """Pairs of old articles whose count of shared hashes has changed so that it may matter."""
    article, starts = shared.members.astype(np.int64), shared.starts[:-1]
    lengths = np.diff(shared.starts)
    most = caps(shared.hash, rule.cap)
    before = lengths - np.add.reduceat(is_new[article].astype(np.int64), starts) if len(starts) else lengths
    lost, tied = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for n in np.flatnonzero((lengths > most) & (before > 1) & (before < lengths)).tolist():
        members = article[starts[n] : starts[n] + lengths[n]]
        old = members[~is_new[members]]
        if before[n] <= most[n]:
            i, j = np.triu_indices(len(old), 1)
            lost.append(old[i] << 32 | old[j])
        elif is_new[members[0]]:
            lost.append(old[0] << 32 | old[1:])
        if before[n] <= most[n] and not is_new[members[0]]:
            tied.append(old[0] << 32 | old[1:])
    gone, more = distinct(np.concatenate(lost)), distinct(np.concatenate(tied))
    return distinct(np.concatenate([gone[np.isin(gone, stored)], _may_be_tied(more, marks, rule)]))


@kernel
def _shared(starts, hashes, a, b, out):  # type: ignore[no-untyped-def]
    """How many hashes each pair of articles shares; with an `out` that is not empty, write them all; their number."""
    n = 0
    many = np.zeros(a.size, np.int64)
    for k in range(a.size):
        i, j = starts[a[k]], starts[b[k]]
        while i < starts[a[k] + 1] and j < starts[b[k] + 1]:
            u, v = hashes[i], hashes[j]
            if u == v:
                if out.size:
                    out[n] = u
                n += 1
                many[k] += 1
            i += u <= v
            j += v <= u
    return n, many


def _may_be_tied(pairs: I64, marks: Prints, rule: Copies) -> I64:
    """Of pairs that a hash beyond its cap has come to tie, those that share enough hashes in all to count."""
    a, b = pairs >> 32, pairs & 0xFFFFFFFF
    _, many = _shared(marks.starts, marks.hash, a, b, np.zeros(0, np.int64))
    at = np.maximum(marks.level[a], marks.level[b])
    least = np.minimum(marks.counts[a, at], marks.counts[b, at])
    enough = (many >= rule.least) & (many * 1_000_000 >= round(rule.tied * 1_000_000) * least)
    return np.asarray(pairs[enough], np.int64)


def _worth(pairs: I64, marks: Prints, rule: Copies) -> Bools:
    """Which pairs are worth aligning, counted again over all articles."""
    if not len(pairs):
        return np.zeros(0, np.bool_)
    a, b = pairs >> 32, pairs & 0xFFFFFFFF
    count, _ = _shared(marks.starts, marks.hash, a, b, np.zeros(0, np.int64))
    wanted = np.empty(max(count, 1), np.int64)
    _shared(marks.starts, marks.hash, a, b, wanted)
    found = candidates(of_them(marks, distinct(wanted[:count])), marks, rule)
    return np.isin(pairs, found.a << 32 | found.b)
