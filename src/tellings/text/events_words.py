"""The words of an article by which its event is known, as integers.

A word is one number: the hash of its first letters (its stem: inflected languages, cheaply) above the hash of the whole
word, above how often it stands in the body, how often as a name, whether the title has it, and whether it has no title
and the lead stands for it. A figure is one number too: the word beside it (its place) above a hash of the figure.
Words are folded as everywhere (`folding`); scripts without spaces give overlapping runs of characters. A name is a
capitalised word inside a sentence; a text without capitals has all its words for names.

This is the plain path in numpy, for some thousand articles; `events_kernels` does the same over UTF-8, compiled,
and gives the same numbers. A test holds both to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from tellings.text.fingerprints import I64, LETTER, U64, WINDOW, Bools, _letters, _unit_bounds, _unit_hashes
from tellings.text.folding import HAN, SOUTHEAST, WORD
from tellings.text.prior import UNKNOWN, _shares

Codes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]

BODY_WORDS = 400  # an article's later words add length, not event: 150, 400 and 2,000 measured, 400 best
LEAD_WORDS = 15  # without a title, the first words stand for it
STEM = 5  # letters of a word kept as its stem
NAMES_REACH = 3000  # code points of the text in which names are looked for: an event is named early
RUN = {HAN: 2, SOUTHEAST: 4}  # characters of an unsegmented script that are taken for a word

REST_BITS, LOW_BITS = 20, 13  # of the word below its stem; of what is counted of it
COUNT, NAMES, TITLE, LEAD = 7, 2, 1, 0  # lowest bit of each
MOST_COUNT, MOST_NAMES = 63, 31
FIGURE_BITS = 32  # of a figure's hash, below its place
#: What may stand between two words for the second to be inside a sentence; a hyphen alone does too.
INSIDE = " ,;("


def _nothing() -> I64:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Words:
    """The distinct words of several articles, ascending within each, and their distinct figures, ascending too.

    A figure is the stem of the word beside it, on which side that stands, and the hash of the figure itself.
    """

    starts: I64  # starts[k]:starts[k + 1] are the words of article k
    packed: I64
    figure_starts: I64 = field(default_factory=_nothing)  # figure_starts[k]:figure_starts[k + 1] are its figures
    figures: I64 = field(default_factory=_nothing)

    def __post_init__(self) -> None:
        """Without figures, every article has none."""
        if not len(self.figure_starts):
            object.__setattr__(self, "figure_starts", np.zeros(len(self.starts), np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def keys(self) -> I64:
        """The words themselves (stem and rest), without what is counted of them."""
        return self.packed >> LOW_BITS

    def count(self) -> I64:
        """How often each stands in body and title."""
        return (self.packed >> COUNT) & MOST_COUNT

    def names(self) -> I64:
        """How often each stands as a name."""
        return (self.packed >> NAMES) & MOST_NAMES

    def title(self) -> Bools:
        """Whether the title (or, without one, the lead) has it."""
        return ((self.packed >> TITLE) & 1).astype(np.bool_)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The words of several texts one after the other, repeats included."""

    owner: I64
    order: I64  # position in its text
    key: I64
    name: Bools
    figure: Bools  # whether it has a digit
    cased: Bools  # per text: whether it has any capital where names are looked for


def _upper(codes: Codes) -> Bools:
    distinct, where = np.unique(codes, return_inverse=True)
    return np.array([chr(code).isupper() for code in distinct.tolist()], np.bool_)[where]


def _inside(codes: Codes, first: I64, last: I64) -> Bools:
    """Whether what stands before each word but the first leaves it inside a sentence."""
    fine = np.r_[0, np.cumsum(np.isin(codes, [ord(c) for c in INSIDE]))]
    begin, end = first[1:], last[:-1]
    gap = begin - end
    hyphen = (gap == 1) & (codes[end] == ord("-"))
    return np.asarray((gap > 0) & ((fine[begin] - fine[end] == gap) | hyphen), np.bool_)


def _runs(hashes: U64, stems: U64, kind: I64, owner: I64) -> None:
    """Turn the characters of unsegmented scripts into overlapping runs, in place."""
    single = hashes.copy()
    for which, width in RUN.items():
        joined, live = single.copy(), kind == which
        for step in range(1, width):
            n = len(hashes) - step
            if n <= 0:
                break
            live[:n] &= (kind[step:] == which) & (owner[step:] == owner[:n])
            live[n:] = False
            joined[:n] = np.where(live[:n], joined[:n] * np.uint64(WINDOW) + single[step:], joined[:n])
        mine = kind == which
        hashes[mine] = stems[mine] = joined[mine]


def _tokens(texts: Sequence[str]) -> _Tokens:
    kind, letters, at = _letters(texts)
    first, last = _unit_bounds(kind)
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)[at]
    offsets = np.r_[0, np.cumsum(np.array([len(text) + 1 for text in texts], np.int64))]
    begin = at[first]
    owner = np.searchsorted(offsets, begin, side="right") - 1
    kinds = kind[first].astype(np.int64)
    digit = np.r_[0, np.cumsum((letters[:, 0] >= 48) & (letters[:, 0] <= 57) & (letters[:, 1] == 0))]
    number = digit[last] - digit[first] == last - first
    with np.errstate(over="ignore"):
        hashes = _unit_hashes(letters, first, last)
        stems = _unit_hashes(letters, first, np.where(number, last, np.minimum(last, first + STEM)))
        _runs(hashes, stems, kinds, owner)
        hashes, stems = hashes * np.uint64(LETTER), stems * np.uint64(LETTER)
    key = ((stems >> np.uint64(34)) << np.uint64(REST_BITS) | (hashes >> np.uint64(64 - REST_BITS))).astype(np.int64)
    name = _upper(codes[first]) & (kinds == WORD) & (begin - offsets[owner] < NAMES_REACH)
    upper = name.copy()
    if len(begin):
        name[0] = False
        name[1:] &= _inside(codes, first, last)
    cased = np.zeros(len(texts), np.bool_)
    cased[owner[upper]] = True
    order = np.arange(len(owner)) - np.searchsorted(owner, np.arange(len(texts)))[owner]
    return _Tokens(owner, order, key, name, digit[last] > digit[first], cased)


def _figures(body: _Tokens, articles: int) -> tuple[I64, I64]:
    """(starts, figures): every figure of a text's first words by the words beside it. A number says little by itself,
    and much in its place: the dead, the day of the month, the quarter."""
    kept = body.order < BODY_WORDS
    figure, word = body.figure & kept, kept & ~body.figure
    if not len(body.owner):
        return np.zeros(articles + 1, np.int64), _nothing()
    near = body.owner[1:] == body.owner[:-1]
    after, before = np.flatnonzero(figure[:-1] & word[1:] & near), 1 + np.flatnonzero(figure[1:] & word[:-1] & near)
    at, side = np.r_[after, before], np.r_[np.zeros(len(after), np.int64), np.ones(len(before), np.int64)]
    place = (body.key[np.r_[after + 1, before - 1]] >> REST_BITS) << 1 | side
    packed = place << FIGURE_BITS | body.key[at] & ((1 << FIGURE_BITS) - 1)
    owner = body.owner[at]
    order = np.lexsort((packed, owner))
    owner, packed = owner[order], packed[order]
    fresh = np.r_[True, (owner[1:] != owner[:-1]) | (packed[1:] != packed[:-1])][: len(packed)]
    return np.searchsorted(owner[fresh], np.arange(articles + 1)).astype(np.int64), packed[fresh]


def words(titles: Sequence[str], texts: Sequence[str]) -> Words:
    """The words of articles. `texts` may begin with the title again. Any text is accepted."""
    body, head = _tokens(texts), _tokens(titles)
    untitled = np.bincount(head.owner, minlength=len(texts)) == 0
    kept = body.order < BODY_WORDS
    lead = untitled[body.owner] & (body.order < LEAD_WORDS)
    names = body.name | ~body.cased[body.owner]
    many = len(head.key)
    owner = np.r_[body.owner, head.owner]
    key = np.r_[body.key, head.key]
    parts = (
        np.r_[kept, np.ones(many, np.bool_)],
        np.r_[names & (kept | body.name), np.zeros(many, np.bool_)],
        np.r_[lead, np.ones(many, np.bool_)],
        np.r_[lead, np.zeros(many, np.bool_)],
    )
    used = parts[0] | parts[1]
    owner, key = owner[used], key[used]
    order = np.lexsort((key, owner))
    owner, key = owner[order], key[order]
    fresh = np.r_[True, (owner[1:] != owner[:-1]) | (key[1:] != key[:-1])] if len(owner) else np.zeros(0, np.bool_)
    at = np.flatnonzero(fresh)
    sums = [np.r_[0, np.cumsum(part[used][order])] for part in parts]
    ends = np.r_[at[1:], len(owner)]
    count, named, title, leading = (total[ends] - total[at] for total in sums)
    low = np.minimum(count, MOST_COUNT) << COUNT | np.minimum(named, MOST_NAMES) << NAMES
    packed = key[at] << LOW_BITS | low | (title > 0).astype(np.int64) << TITLE | (leading > 0).astype(np.int64) << LEAD
    starts = np.searchsorted(owner[at], np.arange(len(texts) + 1)).astype(np.int64)
    return Words(starts, packed, *_figures(body, len(texts)))


def joined(parts: Sequence[Words]) -> Words:
    """The articles of all parts, one after the other."""

    def whole(starts: Sequence[I64], values: Sequence[I64]) -> tuple[I64, I64]:
        sizes = np.concatenate([np.zeros(1, np.int64), *(np.diff(part) for part in starts)])
        return np.cumsum(sizes), np.concatenate([_nothing(), *values])

    found = whole([part.starts for part in parts], [part.packed for part in parts])
    return Words(*found, *whole([part.figure_starts for part in parts], [part.figures for part in parts]))


def make_prior() -> tuple[I64, Floats, I64, Floats]:
    """Keys of the shipped table's words with their shares, and stems with the share that has any word of that stem.

    tools/make_word_prior.py stores the answer beside the table: hashing 40,000 words takes longer than reading a story.
    """
    listed = sorted(_shares().items())
    found = _tokens([word for word, _ in listed])
    whole = np.bincount(found.owner, minlength=len(listed))[found.owner] == 1
    key, share = found.key[whole], np.array([share for _, share in listed])[found.owner[whole]]
    order = np.argsort(key, kind="stable")
    key, share = key[order], share[order]
    stem = key >> REST_BITS
    at = np.flatnonzero(np.r_[True, stem[1:] != stem[:-1]])
    return key, share, stem[at], -np.expm1(np.add.reduceat(np.log1p(-np.minimum(share, 0.999)), at))


@lru_cache(maxsize=1)
def _prior() -> tuple[I64, Floats, I64, Floats]:
    """`make_prior()` as it is shipped."""
    with files("tellings.text").joinpath("words_en.npz").open("rb") as packed, np.load(packed) as table:
        return table["key"], table["share"], table["stem"], table["stem_share"]


def prior_shares(keys: I64, stems: bool = False) -> Floats:
    """The share of English articles expected to hold each word (or any word of each stem), by the shipped table."""
    table = _prior()
    known, share = table[2:] if stems else table[:2]
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[at] == keys, share[at], np.exp(-UNKNOWN))
