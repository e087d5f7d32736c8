"""Average link over the pairs of a corpus that are worth a look: groups that are each other's nearest are joined in
rounds, which gives the same groups as joining the nearest first (Murtagh 1983: average link is reducible)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tellings.collate.clusters_link import Firm, Spans, needed, sequel, spans
from tellings.text.fingerprints import I64

F64 = npt.NDArray[np.float64]
Blocks = Callable[[I64, I64, I64, I64], I64]

UNIT = 1_000_000  # similarities are whole millionths, so that sums do not depend on their order
NOBODY: I64 = np.zeros(0, np.int64)
#: The sum between groups that may not be one: below any threshold, and four of it are no overflow.
NEVER = -(10**18)


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of groups, a < b, as a << 32 | b ascending, with the sum of their members' similarities."""

    pair: I64
    sum: I64


def _mutual(pair: I64, mean: F64, n: int) -> npt.NDArray[np.bool_]:
    """The pairs of groups that are each other's nearest; ties go to the lower pair."""
    a, b = pair >> 32, pair & 0xFFFFFFFF
    rank = np.empty(len(pair), np.int64)
    rank[np.argsort(-mean, kind="stable")] = np.arange(len(pair))
    best = np.full(n, len(pair), np.int64)
    np.minimum.at(best, a, rank)
    np.minimum.at(best, b, rank)
    return np.asarray((best[a] == rank) & (best[b] == rank), np.bool_)


def members_of(label: I64, n: int) -> tuple[I64, I64]:
    """(where each group's articles begin, the articles of all groups); `label` names the group of each article."""
    starts = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(label, minlength=n), out=starts[1:])
    return starts, np.argsort(label, kind="stable")


def _loose(found: Links, size: I64, within: I64, told: Spans, rule: Firm) -> npt.NDArray[np.bool_]:
    """The pairs of groups of several articles that share less than is `needed`."""
    a, b = found.pair >> 32, found.pair & 0xFFFFFFFF
    own, other = (within[g] / np.maximum(1, size[g] * (size[g] - 1) // 2) / UNIT for g in (a, b))
    smaller = np.minimum(size[a], size[b])
    least = needed((own, other), sequel(told, size, a, b), rule)
    return np.asarray((smaller > 1) & (found.sum / (size[a] * size[b]) / UNIT < least), np.bool_)


def average_link(found: Links, least: int, blocks: Blocks, days: I64, rule: Firm | None = None) -> I64:
    """The group of every article, named by its lowest member. `least` and sums are in millionths; `days` are ordinals,
    -1 where unknown.

    `blocks(starts, members, a, b)` gives the sums between groups a[x] and b[x], whose members are
    members[starts[g]:starts[g + 1]].
    """
    n, told = len(days), spans(days, len(days))
    label = np.arange(n, dtype=np.int64)
    size, within = np.ones(n, np.int64), np.zeros(n, np.int64)
    pair, total, parted = found.pair, found.sum, NOBODY
    while len(pair):
        a, b = pair >> 32, pair & 0xFFFFFFFF
        joined = _mutual(pair, total / (size[a] * size[b]), n)
        loose = np.zeros(len(pair), np.bool_)
        if rule:
            loose[joined] = _loose(Links(pair[joined], total[joined]), size, within, told, rule)
        joined &= ~loose
        old_starts, old_members = members_of(label, n)
        into, partner = np.arange(n, dtype=np.int64), np.full(n, -1, np.int64)
        into[b[joined]] = a[joined]
        partner[a[joined]] = b[joined]
        old_size = size.copy()
        told.merged(a[joined], b[joined])
        size[a[joined]] += size[b[joined]]
        within[a[joined]] += within[b[joined]] + total[joined]
        label = into[label]
        parted = _renamed(np.concatenate([parted, pair[loose]]), into)
        key, owner = np.unique(_renamed(pair[~joined], into, False), return_inverse=True)
        sums, known = np.zeros(len(key), np.int64), np.zeros(len(key), np.int64)
        np.add.at(sums, owner, total[~joined])
        np.add.at(known, owner, (old_size[a] * old_size[b])[~joined])
        free = ~np.isin(key, parted)
        at = np.flatnonzero(free & (known < size[key >> 32] * size[key & 0xFFFFFFFF]))
        if len(at):
            which, p, q = _missing(key[at], partner, pair)
            np.add.at(sums, at[which], blocks(old_starts, old_members, p, q))
        kept = free & (sums >= least * size[key >> 32] * size[key & 0xFFFFFFFF])
        pair, total = key[kept], sums[kept]
    return label


def _renamed(pair: I64, into: I64, once: bool = True) -> I64:
    """Pairs of groups after some have gone into others; each `once`."""
    a, b = into[pair >> 32], into[pair & 0xFFFFFFFF]
    named = np.minimum(a, b) << 32 | np.maximum(a, b)
    return np.unique(named) if once else np.asarray(named, np.int64)


def _missing(key: I64, partner: I64, pair: I64) -> tuple[I64, I64, I64]:
    """(which key, group, group): the former groups between which no sum is known."""
    a, b = key >> 32, key & 0xFFFFFFFF
    which, p, q = [], [], []
    for x in (a, partner[a]):
        for y in (b, partner[b]):
            there = (x >= 0) & (y >= 0)
            asked = np.minimum(x, y) << 32 | np.maximum(x, y)
            place = np.minimum(np.searchsorted(pair, asked), len(pair) - 1)
            there &= pair[place] != asked
            which.append(np.flatnonzero(there))
            p.append(x[there])
            q.append(y[there])
    return np.concatenate(which), np.concatenate(p), np.concatenate(q)


def kept_apart(blocks: Blocks, apart: I64) -> Blocks:
    """Sums between groups, but `NEVER` between two that hold articles judged apart (a << 32 | b)."""

    def checked(starts: I64, members: I64, a: I64, b: I64) -> I64:
        sums = blocks(starts, members, a, b)
        label = np.empty(len(members), np.int64)
        label[members] = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        one, other = label[apart >> 32], label[apart & 0xFFFFFFFF]
        never = np.minimum(one, other) << 32 | np.maximum(one, other)
        sums[np.isin(np.minimum(a, b) << 32 | np.maximum(a, b), never)] = NEVER
        return sums

    return checked
