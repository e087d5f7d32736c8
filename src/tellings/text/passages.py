"""What two articles share, word for word: passages with their places in both, and how much of each they cover.

Units that begin the same three words (five characters of Han or kana, twelve of Thai) in both texts are seeds; a seed
is extended in both directions while the units agree, and runs that follow one another in both texts with at most
eight words between them form one passage. Passages may stand in another order in the other text.

`align` is written in the part of Python that compiles: run as it is, it serves small inputs; `passages_kernels`
compiles the very same function for a corpus.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tellings.settings import Copies
from tellings.text.fingerprints import I32, I64, LEVELS, U8, Units, windows
from tellings.text.folding import HAN, SOUTHEAST, WORD

F64 = npt.NDArray[np.float64]
#: Units in a seed, by the kind of its first unit.
SEED = {WORD: 3, HAN: 5, SOUTHEAST: 12}
#: Two runs make one passage when at most this much (quarter words) stands between them in either text.
GAP = 8 * WORD
#: A shorter passage (quarter words, from its first word to its last) is a turn of phrase.
LEAST = 8 * WORD
#: Places of a repeated seed that are tried in the other text.
PLACES = 16


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that texts a and b share: code points in both, and the words that agree."""

    a_begin: int
    a_end: int
    b_begin: int
    b_end: int
    words: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """All that two texts share."""

    passages: tuple[Shared, ...]
    quarters: tuple[int, int, int, int]  # quarter words covered of a, of b; of a, of b in all
    identical: bool  # the two texts have the same words in the same order

    @property
    def words(self) -> int:
        """Words in all passages."""
        return sum(p.words for p in self.passages)

    @property
    def longest(self) -> int:
        """Words in the longest passage."""
        return max((p.words for p in self.passages), default=0)


def runs(ta: Any, tb: Any, first: Any, after: Any, out: Any) -> int:
    """Write the runs of equal units as rows (a_begin, a_end, b_begin, b_end), ascending in a; the number of rows.

    `ta`, `tb` are the units' hashes; `first[i]` is the first unit of b that begins the seed which unit i of a begins,
    or -1; `after[j]` is the next unit of b that begins the same seed as unit j, or -1.
    """
    n = i = low = expected = 0
    while i < len(ta):
        j = first[i]
        if j >= 0:
            i, low, expected = extend(ta, tb, i, j, after, low, expected, out[n])
            n += low == i
        else:
            i += 1
    return n


def extend(ta: Any, tb: Any, i: int, j: int, after: Any, low: int, expected: int, row: Any) -> tuple[int, int, int]:  # noqa: PLR0913
    """Write the longest run over unit i of a and over unit j of b, or one of those `after` it with the same seed.

    It begins at unit `low` of a or later; of several that are as long, the one nearest to unit `expected` of b is
    taken. Returns the unit of a to go on from, and both ends of the last run: the first two agree if one was written.
    """
    na, nb = len(ta), len(tb)
    best = best_at = best_far = tried = 0
    while j >= 0 and tried < PLACES:
        e = 0
        while i + e < na and j + e < nb and ta[i + e] == tb[j + e]:
            e += 1
        far = abs(j - expected)
        if e > best or (e == best and far < best_far):
            best, best_at, best_far = e, j, far
        tried += 1
        j = after[j]
    if best == 0:
        return i + 1, low, expected
    back = 0
    while i - back > low and best_at - back > 0 and ta[i - back - 1] == tb[best_at - back - 1]:
        back += 1
    row[0], row[1], row[2], row[3] = i - back, i + best, best_at - back, best_at + best
    return i + best, i + best, best_at + best


def join(found: Any, n: int, wa: Any, wb: Any, out: Any) -> int:
    """Join the first `n` runs into passages, rows (a_begin, a_end, b_begin, b_end, quarter words); their number.

    `wa`, `wb` are running sums of the units' weights. Runs of a passage that is too short are marked with a_end = -1.
    """
    k = k0 = 0
    open_ = False
    for r in range(n + 1):
        if r < n and open_:
            gap_a = wa[found[r, 0]] - wa[out[k, 1]]
            gap_b = wb[found[r, 2]] - wb[out[k, 3]]
            if found[r, 2] >= out[k, 3] and gap_a <= GAP and gap_b <= GAP:
                out[k, 4] += wa[found[r, 1]] - wa[found[r, 0]]
                out[k, 1], out[k, 3] = found[r, 1], found[r, 3]
                continue
        if open_:
            if wa[out[k, 1]] - wa[out[k, 0]] >= LEAST:
                k += 1
            else:
                for q in range(k0, r):
                    found[q, 1] = -1
        if r < n:
            out[k, 0], out[k, 1], out[k, 2], out[k, 3] = found[r, 0], found[r, 1], found[r, 2], found[r, 3]
            out[k, 4] = wa[found[r, 1]] - wa[found[r, 0]]
            open_, k0 = True, r
    return k


def sift(found: Any, n: int, joined: Any, k: int, flags_a: Any, flags_b: Any) -> int:
    """Drop from the first `k` passages, in place, those that are common text in both; how many are left.

    Flags are those of `fingerprints_common.flags`. A passage is common text when at least half of its windows are; the
    windows that texts of all lengths keep are asked first, since shorter texts' own are seen in fewer articles.
    """
    kept = r = 0
    for p in range(k):
        a, b = joined[p, 0], joined[p, 1]
        drop = True
        for side in range(2):
            flags = flags_a if side == 0 else flags_b
            level, known, hits = LEVELS, 0, 0
            while known < 2 and level > 0:
                level -= 1
                known = hits = 0
                for i in range(joined[p, 2 * side] + 3, joined[p, 2 * side + 1]):
                    if flags[i] > 2 * level:
                        known += 1
                        hits += (flags[i] - 1) & 1
            drop = drop and hits > 0 and 2 * hits >= known
        while r < n and (found[r, 1] < 0 or found[r, 0] < b):
            if drop and found[r, 1] >= 0 and found[r, 0] >= a:
                found[r, 1] = -1
            r += 1
        if not drop:
            for q in range(5):
                joined[kept, q] = joined[p, q]
            kept += 1
    return kept


def cover(found: Any, n: int, wa: Any, wb: Any, marks: Any) -> tuple[int, int]:
    """Quarter words of a and of b that stand in the runs which `join` left; `marks` is one zero per unit of b."""
    a = b = 0
    for r in range(n):
        if found[r, 1] >= 0:
            a += wa[found[r, 1]] - wa[found[r, 0]]
            for q in range(found[r, 2], found[r, 3]):
                if marks[q] == 0:
                    marks[q] = 1
                    b += wb[q + 1] - wb[q]
    return a, b


class Aligner:
    """Aligns pairs among some texts; what is known of a text is worked out once."""

    def __init__(self, found: Units, flags: U8 | None = None) -> None:
        """`flags`, where given, says which units belong to common text (`fingerprints_common.flags`)."""
        self._units = found
        self._flags = flags if flags is not None and (flags > 1).any() else None
        seeds, there = windows(found, SEED, forward=True)
        self._seeds: list[list[int]] = []
        self._hashes: list[list[int]] = []
        self._sums: list[list[int]] = []
        for a, b in zip(found.starts[:-1].tolist(), found.starts[1:].tolist(), strict=True):
            listed = seeds[a:b].tolist()
            self._seeds.append([s if t else -1 for s, t in zip(listed, there[a:b].tolist(), strict=True)])
            self._hashes.append(found.hash[a:b].tolist())
            self._sums.append([0, *np.cumsum(found.weight[a:b], dtype=np.int64).tolist()])
        self._places: dict[int, tuple[dict[int, int], list[int]]] = {}

    def _index(self, text: int) -> tuple[dict[int, int], list[int]]:
        """Where each seed of a text stands first, and from every unit the next of the same seed."""
        if text not in self._places:
            first: dict[int, int] = {}
            after = [-1] * len(self._seeds[text])
            for i in range(len(after) - 1, -1, -1):
                seed = self._seeds[text][i]
                if seed >= 0:
                    after[i] = first.get(seed, -1)
                    first[seed] = i
            self._places[text] = first, after
        return self._places[text]

    def align(self, a: int, b: int) -> Alignment:
        """What texts number a and b share."""
        ta, tb, wa, wb = self._hashes[a], self._hashes[b], self._sums[a], self._sums[b]
        places, after = self._index(b)
        first = [places.get(seed, -1) for seed in self._seeds[a]]
        found = np.empty((len(ta) + 1, 4), np.int64)
        out = np.empty((len(ta) + 1, 5), np.int64)
        n = runs(ta, tb, first, after, found)
        k = join(found, n, wa, wb, out)
        if self._flags is not None and k:
            fa, fb = (self._flags[self._units.starts[t] : self._units.starts[t + 1]].tolist() for t in (a, b))
            k = sift(found, n, out, k, fa, fb)
        qa, qb = cover(found, n, wa, wb, [0] * len(tb))
        begin, end = self._units.begin, self._units.end
        sa, sb = int(self._units.starts[a]), int(self._units.starts[b])
        shared = tuple(
            Shared(int(begin[sa + p]), int(end[sa + q - 1]), int(begin[sb + r]), int(end[sb + s - 1]), (w + 2) // 4)
            for p, q, r, s, w in out[:k].tolist()
        )
        return Alignment(shared, (qa, qb, wa[-1], wb[-1]), bool(ta) and ta == tb)


#: Labels, from the most to the least that two texts share.
LABELS = ("identical", "copy", "abridged", "derived", "shared passage")


@dataclass(frozen=True, slots=True)
class Aligned:
    """What pairs of texts share: one row per pair, and their passages one after the other."""

    cover: I64  # [pair]: quarter words covered of a, of b; of a, of b in all; words shared, in the longest; identical
    passages: I32  # [passage]: a_begin, a_end, b_begin, b_end in code points, words
    starts: I64  # starts[k]:starts[k + 1] are the passages of pair k

    def coverage(self) -> tuple[F64, F64]:
        """Share of a's and of b's words, in steps of 1e-6."""
        whole = np.maximum(self.cover[:, 2:4], 1)
        shares = self.cover[:, :2] * 1_000_000 // whole / 1_000_000
        return shares[:, 0], shares[:, 1]

    def labels(self, rule: Copies) -> I64:
        """What the texts of each pair are to one another: positions in LABELS."""
        low, high = (f(*self.coverage()) for f in (np.minimum, np.maximum))
        chosen = [self.cover[:, 6] > 0, low >= rule.copy, high >= rule.abridged, high >= rule.derived]
        return np.asarray(np.select(chosen, [0, 1, 2, 3], 4), np.int64)


def align_all(aligner: Aligner, a: I64, b: I64) -> Aligned:
    """Align pairs of texts by their numbers, as `passages_kernels.align` does for a corpus."""
    found = [aligner.align(x, y) for x, y in zip(a.tolist(), b.tolist(), strict=True)]
    cover = [(*f.quarters, f.words, f.longest, f.identical) for f in found]
    rows = [(p.a_begin, p.a_end, p.b_begin, p.b_end, p.words) for f in found for p in f.passages]
    return Aligned(
        np.array(cover, np.int64).reshape(-1, 7),
        np.array(rows, np.int32).reshape(-1, 5),
        np.cumsum([0, *(len(f.passages) for f in found)], dtype=np.int64),
    )
