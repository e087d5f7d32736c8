"""What changes in the pairs worth aligning when articles are added: the result of `index_all`, from the difference.

Pairs with a new article share only hashes that this article has, so these hashes' postings are enough for them. A
pair of two old articles can only change through a hash of a new article that goes beyond its cap, or whose articles
are now tied to a new first one: such pairs are counted again. Whether a hash is common text depends on the articles
that have it, so only the new articles' hashes are asked again.

Hashes are looked up in an index of all articles; everything else is about the articles that have some.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tellings.settings import Copies
from tellings.text.fingerprints import HASH_BITS, I64, AnyPrints, Bools
from tellings.text.fingerprints_common_kernels import common
from tellings.text.fingerprints_compile import kernel
from tellings.text.fingerprints_join import SOURCE_BITS, Before, Change, among, caps, distinct, touched
from tellings.text.fingerprints_join_kernels import SIEVE, TIED, Postings, cap_of, good

HASH = (1 << HASH_BITS) - 1


#: Which articles have each of some hashes (ascending), of the hashes that several have.
LookUp = Callable[[I64], Postings]


def grow(marks: AnyPrints, new: tuple[I64, I64], source: I64, before: Before, rule: Copies, look_up: LookUp) -> Change:
    """What `new` articles change: their numbers and the hashes that they have, both ascending.

    `marks`, whose hashes are counted by level, `source` and the index are of all articles.
    """
    stored, entries = before.pairs, before.common
    fresh, theirs = new
    is_new = np.zeros(len(marks), np.bool_)
    is_new[fresh] = True
    shared = look_up(theirs)
    added = _with(fresh, shared, marks, rule)
    again = _counted_anew(shared, is_new, stored, marks, rule)
    stay = _worth(again, marks, rule, look_up)
    kept = entries[~among((entries >> SOURCE_BITS) & HASH, theirs)]
    now = np.sort(np.concatenate([kept, common(shared, marks, source, rule)]))
    changed = np.setxor1d(entries, now)
    some = _only(shared, distinct((changed >> SOURCE_BITS) & HASH))
    other = touched(*some, source, changed)
    old = among(again, stored)
    hot = int((np.diff(shared.starts) > caps(shared.hash, rule.cap)).sum())
    return Change(np.sort(np.concatenate([added, again[stay & ~old]])), again[old & ~stay], now, other, hot)


def _only(shared: Postings, wanted: I64) -> tuple[I64, I64]:
    """The articles that have some of the hashes (ascending), and the hash that each one has."""
    at = np.searchsorted(shared.hash, wanted)
    at = at[at < len(shared.hash)]
    at = at[among(shared.hash[at], wanted)]
    places = [np.arange(a, b) for a, b in zip(shared.starts[at].tolist(), shared.starts[at + 1].tolist(), strict=True)]
    listed = np.concatenate([np.zeros(0, np.int64), *places])
    return shared.members[listed].astype(np.int64), np.repeat(shared.hash[at], np.diff(shared.starts)[at])


def _counted_anew(shared: Postings, is_new: Bools, stored: I64, marks: AnyPrints, rule: Copies) -> I64:
    """Pairs of old articles whose count of shared hashes has changed so that it may matter."""
    article, starts = shared.members.astype(np.int64), shared.starts[:-1]
    lengths = np.diff(shared.starts)
    most = caps(shared.hash, rule.cap)
    before = lengths - np.add.reduceat(is_new[article].astype(np.int64), starts) if len(starts) else lengths
    lost, tied = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    crossed = (lengths > most) & (before > 1) & (before < lengths) & ((before <= most) | is_new[article[starts]])
    for n in np.flatnonzero(crossed).tolist():
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
    return distinct(np.concatenate([gone[among(gone, stored)], _may_be_tied(more, marks, rule)]))


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


def _limits(rule: Copies) -> I64:
    """What `fingerprints_join_kernels._choose` takes of the rule."""
    return np.array([rule.least, rule.rare, round(rule.contained * 1e6), round(rule.tied * 1e6)], np.int64)


@kernel
def _theirs(starts, members, turn, at, out):  # type: ignore[no-untyped-def]
    """Write for every new article which of the shared hashes it has, by their numbers, from `at` on, where they end
    afterwards; with an empty `out` they are only counted. `turn` is the number of each new article, else -1."""
    for k in range(starts.size - 1):
        for x in range(starts[k], starts[k + 1]):
            one = turn[members[x]]
            if one >= 0:
                if out.size:
                    out[at[one]] = k
                at[one] += 1


@kernel
def _choose_with(fresh, turn, ends, theirs, shared, starts, members, cap, marks, rule, many, out):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Pairs of new articles with any others that are worth aligning, to `out`, the new one (of two, the first) << 24 |
    the other; their number, or -1 if there is no room. `many` is a zero for every article."""
    touched, found = np.empty(many.size, np.int32), np.empty(many.size + 1, np.uint64)
    sieve = np.zeros(SIEVE, np.uint8)
    n = begin = 0
    for f in range(fresh.size):
        a, t = fresh[f], 0
        for e in range(begin, ends[f]):
            k = theirs[e]
            first, last, step = starts[k], starts[k + 1], 1
            if last - first > cap_of(shared[k], cap):
                step = TIED
                if members[first] != a:
                    last = first + 1
            for x in range(first, last):
                b = members[x]
                if b != a and (turn[b] < 0 or b > a):
                    if many[b] == 0:
                        touched[t] = b
                        t += 1
                    many[b] += step
        begin = ends[f]
        k = good(a, touched[:t], many, *marks, rule, sieve, found)
        if n + k > out.size:
            return -1
        out[n : n + k] = found[:k]
        n += k
    return n


def _with(fresh: I64, shared: Postings, marks: AnyPrints, rule: Copies) -> I64:
    """Pairs worth aligning of which one article or both are new."""
    turn = np.full(len(marks), -1, np.int64)
    turn[fresh] = np.arange(len(fresh))
    at, none = np.zeros(len(fresh), np.int64), np.zeros(0, np.int64)
    _theirs(shared.starts, shared.members, turn, at, none)
    theirs = np.empty(int(at.sum()), np.int64)
    at = np.cumsum(at) - at
    _theirs(shared.starts, shared.members, turn, at, theirs)
    given = (fresh, turn, at, theirs, shared.hash, shared.starts, shared.members, rule.cap)
    own = (marks.begins, marks.ends, marks.hash, marks.counts, marks.level)
    room, n = 16 * len(fresh) + 64, -1
    while n < 0:
        out = np.empty(room, np.uint64)
        n = _choose_with(*given, own, _limits(rule), np.zeros(len(marks), np.int64), out)
        room *= 8
    one, other = (out[:n] >> np.uint64(24)).astype(np.int64), (out[:n] & np.uint64(0xFFFFFF)).astype(np.int64)
    return np.sort(np.minimum(one, other) << 32 | np.maximum(one, other))


@kernel
def _weigh(marks, a, b, shared, starts, members, cap, rule, out):  # type: ignore[no-untyped-def]  # noqa: PLR0913
    """Whether each pair is worth aligning, to `out`; `shared` has all hashes that both articles of a pair have."""
    begins, ends, hashes, counts, level = marks
    for k in range(a.size):
        cold = total = every = 0
        i, j = begins[a[k]], begins[b[k]]
        while i < ends[a[k]] and j < ends[b[k]]:
            u, v = hashes[i], hashes[j]
            if u == v:
                at = np.searchsorted(shared, u)
                every += 1
                if starts[at + 1] - starts[at] > cap_of(u, cap):
                    total += members[starts[at]] == a[k] or members[starts[at]] == b[k]
                else:
                    cold += 1
                    total += 1
            i += u <= v
            j += v <= u
        at = max(level[a[k]], level[b[k]])
        least = min(counts[a[k], at], counts[b[k], at])
        needed = max(rule[0], -(-rule[2] * least // 1_000_000))
        out[k] = cold >= needed or (total >= rule[0] and total * 1_000_000 >= rule[3] * least)
        out[k] |= cold >= rule[1] and every >= needed


def _worth(pairs: I64, marks: AnyPrints, rule: Copies, look_up: LookUp) -> Bools:
    """Which pairs are worth aligning, counted again over all articles."""
    a, b = pairs >> 32, pairs & 0xFFFFFFFF
    given = (marks.begins, marks.ends, marks.hash, a, b)
    count_of, _ = _shared(*given, np.zeros(0, np.int64))
    wanted = np.empty(max(count_of, 1), np.int64)
    _shared(*given, wanted)
    shared, out = look_up(distinct(wanted[:count_of])), np.zeros(len(pairs), np.bool_)
    own = (marks.begins, marks.ends, marks.hash, marks.counts, marks.level)
    _weigh(own, a, b, shared.hash, shared.starts, shared.members, rule.cap, _limits(rule), out)
    return out
