"""All pairs of texts that share something, in one call: for inputs that fit in memory as Python strings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tellings.settings import Copies
from tellings.text.fingerprints import I32, I64, LEVELS, Prints, counts_by_level, prints, units
from tellings.text.fingerprints_common import common, flags
from tellings.text.fingerprints_join import Change, candidates
from tellings.text.passages import Aligned, Aligner, align_all

#: Pairs that are aligned, and handed on, at a time.
BLOCK = 8192


@dataclass(frozen=True, slots=True)
class Block:
    """Some pairs of texts (by number, a before b) and what they share; pairs that share nothing are left out."""

    a: I64
    b: I64
    aligned: Aligned


@dataclass(frozen=True, slots=True)
class Index:
    """Which pairs are worth aligning, and what to leave out there."""

    a: I64
    b: I64
    hot: int  # hashes beyond the cap
    common: I64  # entries of common text


def only_sharing(a: I64, b: I64, found: Aligned) -> Block:
    """The pairs that share a passage."""
    keep = np.diff(found.starts) > 0
    starts = np.r_[0, np.cumsum(np.diff(found.starts)[keep])].astype(np.int64)
    return Block(a[keep], b[keep], Aligned(found.cover[keep], found.passages, starts))


def fingerprint_all(texts: Sequence[str], rule: Copies, articles: int) -> Prints:
    """Fingerprints of texts, by compiled code where the whole corpus has that many `articles`."""
    if articles < rule.compile_from:
        return prints(units(texts))
    from tellings.text.fingerprints_kernels import pack, prints_of

    return prints_of(pack(list(texts)))


def count_levels(starts: I64, hashes: I64, rule: Copies) -> I32:
    """`fingerprints.counts_by_level`, by compiled code where there are many articles."""
    if len(starts) - 1 < rule.compile_from:
        return counts_by_level(starts, hashes)
    from tellings.text.fingerprints_kernels import count

    out = np.zeros((len(starts) - 1, LEVELS), np.int32)
    count(starts, hashes, out)
    return out


def in_this_order(marks: Prints, order: I64, rule: Copies) -> Prints:
    """Fingerprints in another order of their articles."""
    if bool((order == np.arange(len(order))).all()):
        return marks
    if len(marks) < rule.compile_from:
        starts = np.r_[0, np.cumsum(np.diff(marks.starts)[order])].astype(np.int64)
        hashes = np.concatenate([np.zeros(0, np.int64), *(marks.of(n) for n in order.tolist())])
        return Prints(starts, hashes, marks.counts[order], marks.level[order])
    from tellings.text.fingerprints_kernels import in_order

    return in_order(marks, order)


def only_hashes(marks: Prints, wanted: I64, rule: Copies) -> Prints:
    """Of every fingerprint only the wanted hashes (ascending); its counts are still those of all."""
    if len(marks) < rule.compile_from:
        kept = np.isin(marks.hash, wanted)
        starts = np.r_[0, np.cumsum(kept)][marks.starts].astype(np.int64)
        return Prints(starts, marks.hash[kept], marks.counts, marks.level)
    from tellings.text.fingerprints_common_kernels import only_them

    return only_them(marks, wanted)


def index_all(marks: Prints, source: I64, rule: Copies) -> Index:
    """Pairs worth aligning and common text among all articles, from their fingerprints in the order of their ids."""
    if len(marks) < rule.compile_from:
        pairs = candidates(marks, rule)
        return Index(pairs.a, pairs.b, pairs.hot, common(marks, source, rule))
    from tellings.text import fingerprints_common_kernels, fingerprints_join_kernels

    shared = fingerprints_join_kernels.postings(marks)
    pairs = fingerprints_join_kernels.candidates(shared, marks, rule)
    entries = fingerprints_common_kernels.common(shared, marks, source, rule)
    return Index(pairs.a, pairs.b, pairs.hot, entries)


#: Compared with this many old ones for each new article, the difference is faster than the whole.
OLD_TO_NEW = 4


def change_of(marks: Prints, fresh: I64, source: I64, stored: I64, entries: I64, rule: Copies) -> Change:
    """How the articles numbered `fresh` change the pairs that were aligned (`stored`) and the common text (`entries`).

    Whether it is worked out from the difference or from the whole makes none to the result.
    """
    if len(marks) < rule.compile_from or len(marks) < (OLD_TO_NEW + 1) * len(fresh):
        index = index_all(marks, source, rule)
        wanted = index.a << 32 | index.b
        return Change(np.setdiff1d(wanted, stored), np.setdiff1d(stored, wanted), index.common, index.hot)
    from tellings.text.fingerprints_growth import grow

    return grow(marks, fresh, source, stored, entries, rule)


@dataclass(frozen=True, slots=True)
class Aligning:
    """Aligns pairs among some texts of a corpus of that many `articles`."""

    texts: Sequence[str]
    source: I64
    common: I64
    rule: Copies
    articles: int

    def align(self, a: I64, b: I64) -> Block:
        """The pairs that share a passage, numbered by their place in `texts`."""
        if self.articles < self.rule.compile_from:
            found = units(self.texts)
            marks = flags(found, self.source, self.common) if len(self.common) else None
            return only_sharing(a, b, align_all(Aligner(found, marks), a, b))
        from tellings.text.fingerprints_kernels import pack
        from tellings.text.passages_kernels import align

        return only_sharing(a, b, align(pack(list(self.texts), self.source), a, b, self.common.view(np.uint64)))


def plain_pairs(
    texts: Sequence[str], source: I64, rule: Copies, watch: Callable[[Index], None] | None = None
) -> Iterator[Block]:
    """Pairs among texts in the order of their ids, without compiled code. `source` numbers each text's source, or -1.

    `watch` is told what the index found, before the first block comes.
    """
    found = units(texts)
    marks = prints(found)
    pairs = candidates(marks, rule)
    entries = common(marks, source, rule)
    if watch:
        watch(Index(pairs.a, pairs.b, pairs.hot, entries))
    aligner = Aligner(found, flags(found, source, entries) if len(entries) else None)
    for at in range(0, len(pairs.a), BLOCK):
        a, b = pairs.a[at : at + BLOCK], pairs.b[at : at + BLOCK]
        yield only_sharing(a, b, align_all(aligner, a, b))
