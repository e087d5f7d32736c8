"""All pairs of texts that share something, in one call: for inputs that fit in memory as Python strings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tellings.settings import Copies
from tellings.text.fingerprints import HASH_BITS, I64, U64, AnyPrints, Marks, Prints, prints, units
from tellings.text.fingerprints_common import common, flags
from tellings.text.fingerprints_join import SOURCE_BITS, Before, Change, candidates, touched
from tellings.text.fingerprints_packed import Packed, pack, strings
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


def fingerprint_all(texts: Sequence[str] | Packed, rule: Copies, articles: int) -> Prints:
    """Fingerprints of texts, by compiled code where the whole corpus has that many `articles`."""
    if articles < rule.compile_from:
        return prints(units(strings(texts)))
    from tellings.text.fingerprints_kernels import prints_of

    return prints_of(texts if isinstance(texts, Packed) else pack(list(texts)))


def index_all(marks: AnyPrints, source: I64, rule: Copies, watch: Callable[[U64], None] | None = None) -> Index:
    """Pairs worth aligning and common text among all articles, from their fingerprints in the order of their ids.

    For compiled code, hashes are counted by level. `watch` is as in `fingerprints_join_kernels.postings`.
    """
    if isinstance(marks, Prints):
        pairs = candidates(marks, rule)
        return Index(pairs.a, pairs.b, pairs.hot, common(marks, source, rule))
    from tellings.text import fingerprints_common_kernels, fingerprints_join_kernels

    shared = fingerprints_join_kernels.postings(marks, watch)
    pairs = fingerprints_join_kernels.candidates(shared, marks, rule)
    entries = fingerprints_common_kernels.common(shared, marks, source, rule)
    return Index(pairs.a, pairs.b, pairs.hot, entries)


def change_of(index: Index, marks: AnyPrints, source: I64, before: Before) -> Change:
    """How what is among all articles differs from what was before."""
    wanted = index.a << 32 | index.b
    added, withdrawn = np.setdiff1d(wanted, before.pairs), np.setdiff1d(before.pairs, wanted)
    if not len(before.pairs):  # nothing that was aligned before could be another now
        return Change(added, withdrawn, index.common, np.zeros(0, np.int64), index.hot)
    return Change(added, withdrawn, index.common, _touched(marks, source, before.common, index.common), index.hot)


def _touched(marks: AnyPrints, source: I64, before: I64, now: I64) -> I64:
    """Articles that have a hash which has become common text, or has ceased to be."""
    changed = np.setxor1d(before, now)
    some: AnyPrints = marks
    if isinstance(marks, Marks):
        from tellings.text.fingerprints_common_kernels import only_them

        some = only_them(marks, np.unique((changed >> SOURCE_BITS) & ((1 << HASH_BITS) - 1)))
    article = np.repeat(np.arange(len(some), dtype=np.int64), some.ends - some.begins)
    return touched(article, some.hash, source, changed)


@dataclass(frozen=True, slots=True)
class Aligning:
    """Aligns pairs among some texts of a corpus of that many `articles`."""

    texts: Sequence[str] | Packed
    source: I64
    common: I64
    rule: Copies
    articles: int

    def align(self, a: I64, b: I64) -> Block:
        """The pairs that share a passage, numbered by their place in `texts`."""
        if self.articles < self.rule.compile_from:
            found = units(strings(self.texts))
            marks = flags(found, self.source, self.common) if len(self.common) else None
            return only_sharing(a, b, align_all(Aligner(found, marks), a, b))
        from tellings.text.passages_kernels import align

        texts = self.texts if isinstance(self.texts, Packed) else pack(list(self.texts))
        texts = replace(texts, source=self.source)
        return only_sharing(a, b, align(texts, a, b, self.common))


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
