"""What changes in the pairs worth aligning when articles are added: the result of `index_all`, from the difference.

Pairs with a new article share only hashes that this article has, so these hashes' postings are enough for them. A
pair of two old articles can only change through a hash of a new article that goes beyond its cap, or whose articles
are now tied to a new first one: such pairs are counted again. Whether a hash is common text depends on the articles
that have it, so only the new articles' hashes are asked again.

All fingerprints are looked through for the new articles' hashes, once; everything else is about the articles that
have some.
"""

from __future__ import annotations

import numpy as np

from tellings.settings import Copies
from tellings.text.fingerprints import HASH_BITS, I64, AnyPrints, Bools
from tellings.text.fingerprints_common_kernels import common, of_them
from tellings.text.fingerprints_compile import kernel
from tellings.text.fingerprints_join import SOURCE_BITS, Change, caps, touched
from tellings.text.fingerprints_join_kernels import Postings, candidates
from tellings.text.fingerprints_kernels import count

HASH = (1 << HASH_BITS) - 1


def grow(marks: AnyPrints, fresh: I64, source: I64, stored: I64, entries: I64, rule: Copies) -> Change:
    """What the articles numbered `fresh` change.

    `marks` and `source` are of all articles; `stored` are the pairs that were aligned, `entries` the common text
    before, both ascending. Of `marks`, hashes are counted by level where that is asked for and was not done yet.
    """
    is_new = np.zeros(len(marks), np.bool_)
    is_new[fresh] = True
    theirs = distinct(np.concatenate([np.zeros(0, np.int64), *(marks.of(n) for n in fresh.tolist())]))
    shared = _of_them(marks, theirs)
    found = candidates(shared, marks, rule)
    mine = is_new[found.a] | is_new[found.b]
    added = found.a[mine] << 32 | found.b[mine]
    again = _counted_anew(shared, is_new, stored, marks, rule)
    stay = _worth(again, marks, rule)
    kept = entries[~_among((entries >> SOURCE_BITS) & HASH, theirs)]
    now = np.sort(np.concatenate([kept, common(shared, marks, source, rule)]))
    changed = np.setxor1d(entries, now)
    some = _only(shared, distinct((changed >> SOURCE_BITS) & HASH))
    other = touched(*some, source, changed)
    old = _among(again, stored)
    return Change(np.sort(np.concatenate([added, again[stay & ~old]])), again[old & ~stay], now, other, found.hot)


def _of_them(marks: AnyPrints, wanted: I64) -> Postings:
    """Which articles have each of the wanted hashes that several have; those articles' hashes are counted by level."""
    shared = of_them(marks, wanted)
    asked = np.zeros(len(marks), np.bool_)
    asked[shared.members] = True
    count(marks, asked)
    return shared


def _only(shared: Postings, wanted: I64) -> tuple[I64, I64]:
    """The articles that have some of the hashes (ascending), and the hash that each one has."""
    at = np.searchsorted(shared.hash, wanted)
    at = at[at < len(shared.hash)]
    at = at[_among(shared.hash[at], wanted)]
    places = [np.arange(a, b) for a, b in zip(shared.starts[at].tolist(), shared.starts[at + 1].tolist(), strict=True)]
    listed = np.concatenate([np.zeros(0, np.int64), *places])
    return shared.members[listed].astype(np.int64), np.repeat(shared.hash[at], np.diff(shared.starts)[at])


def distinct(values: I64) -> I64:
    """Ascending, each once."""
    values = np.sort(values)
    fresh = np.r_[True, values[1:] != values[:-1]] if len(values) else np.zeros(0, np.bool_)
    return np.asarray(values[fresh], np.int64)


def _among(values: I64, ascending: I64) -> Bools:
    """Which of the values stand in a list that ascends."""
    at = np.minimum(np.searchsorted(ascending, values), max(len(ascending) - 1, 0))
    return np.asarray(ascending[at] == values if len(ascending) else np.zeros(len(values)), np.bool_)


def _counted_anew(shared: Postings, is_new: Bools, stored: I64, marks: AnyPrints, rule: Copies) -> I64:
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
    return distinct(np.concatenate([gone[_among(gone, stored)], _may_be_tied(more, marks, rule)]))


@kernel
def _shared(begins, ends, hashes, a, b, out):  # type: ignore[no-untyped-def]
    """How many hashes each pair of articles shares; with an `out` that is not empty, write them all; their number."""
    n = 0
    many = np.zeros(a.size, np.int64)
    for k in range(a.size):
        i, j = begins[a[k]], begins[b[k]]
        while i < ends[a[k]] and j < ends[b[k]]:
            u, v = hashes[i], hashes[j]
            if u == v:
                if out.size:
                    out[n] = u
                n += 1
                many[k] += 1
            i += u <= v
            j += v <= u
    return n, many


def _may_be_tied(pairs: I64, marks: AnyPrints, rule: Copies) -> I64:
    """Of pairs that a hash beyond its cap has come to tie, those that share enough hashes in all to count."""
    a, b = pairs >> 32, pairs & 0xFFFFFFFF
    _, many = _shared(marks.begins, marks.ends, marks.hash, a, b, np.zeros(0, np.int64))
    at = np.maximum(marks.level[a], marks.level[b])
    least = np.minimum(marks.counts[a, at], marks.counts[b, at])
    enough = (many >= rule.least) & (many * 1_000_000 >= round(rule.tied * 1_000_000) * least)
    return np.asarray(pairs[enough], np.int64)


def _worth(pairs: I64, marks: AnyPrints, rule: Copies) -> Bools:
    """Which pairs are worth aligning, counted again over all articles."""
    if not len(pairs):
        return np.zeros(0, np.bool_)
    a, b = pairs >> 32, pairs & 0xFFFFFFFF
    given = (marks.begins, marks.ends, marks.hash, a, b)
    count_of, _ = _shared(*given, np.zeros(0, np.int64))
    wanted = np.empty(max(count_of, 1), np.int64)
    _shared(*given, wanted)
    found = candidates(_of_them(marks, distinct(wanted[:count_of])), marks, rule)
    return _among(pairs, found.a << 32 | found.b)
