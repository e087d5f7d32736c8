"""What two tellings share, kind by kind, each way: the evidence from which descent is judged.

Verbatim runs outside quotes, the writer's own wording weighed by its rarity, names, numbers, sentences alike,
and whether they come in one order. Shares of short tellings are drawn towards what independent tellings of one
event share, so that three words in common are not a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, compress, count, pairwise

import numpy as np
from numpy.typing import NDArray

from tellings.collate import derivations_next, order
from tellings.collate.derivations_text import Body, Words

#: Words in a row that count as copied when they stand in both tellings.
RUN = 4
#: Places of one run of words in a telling that are looked at.
OFTEN = 20
#: Sentences at least so similar (TF-IDF of character n-grams) may be links of a chain.
LINK = 0.30
#: Wording that only two tellings share counts as rare from here on: one English article in about 50.
RARE = 4.0

#: What independent tellings of one event share on average (measured on annotated stories), and how much weight
#: that expectation has, in units of the share's own weights.
EXPECT = {"wording": (0.28, 60.0), "names": (0.52, 50.0), "numbers": (0.42, 10.0)}


@dataclass(frozen=True, slots=True)
class Shared:
    """Shares of one telling that stand in another: 0..1 each."""

    verbatim: float  # words in runs of four and more, outside quotes
    quoted: float  # the same inside quotes
    wording: float  # own wording, weighed by rarity
    names: float
    numbers: float
    said: float  # own wording that stands word for word inside the other's quotes
    alike: float  # mean over words of the best similarity of their sentence


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings beside each other, a < b."""

    a: int  # index into the story's bodies
    b: int
    a_in_b: Shared
    b_in_a: Shared
    links: tuple[tuple[int, int], ...]  # the longest chain of sentences, as indices
    by_chance: float  # mean chain when shuffled
    rare: tuple[str, ...]  # stems of rare wording that no third telling has
    runs: tuple[tuple[int, int, int], ...]  # verbatim runs outside quotes: word index in a, in b, length
    beside: float = 0.0  # how much oftener than by chance the same stands next to the same (derivations_next)

    def shares(self, child: int) -> Shared:
        """What of the child stands in the other."""
        return self.a_in_b if child == self.a else self.b_in_a


Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Read:
    """What of one body is needed for every pair it stands in. Arrays over words."""

    size: int  # words
    held: frozenset[int]  # its runs of RUN words that another telling has too
    free: frozenset[int]  # those that begin outside quotes
    places: Mapping[int, list[int]]  # run -> where it begins
    spoken: bytes  # of every word, whether it is quoted
    quoted: Bools
    weights: Floats  # of the writer's own words; 0 for all others
    wording: Mapping[str, float]
    names: Mapping[str, float]
    numbers: Mapping[str, float]
    odd: frozenset[str]  # names in a spelling that is not the story's commonest
    lengths: NDArray[np.float32]  # own words of every sentence
    weight: float  # of the writer's own words together, as far as shares are told by it
    said: int  # how many words are quoted
    own: np.float32  # how many are not; 1 at least


def _grams(bodies: Sequence[Body]) -> list[list[int]]:
    """The number of every run of RUN words of every body, by its first word."""
    forms = dict.fromkeys(chain.from_iterable(body.words.form for body in bodies))
    number = {form: n for n, form in enumerate(forms)}
    kind = np.int64 if len(number) ** RUN < 2**63 else object
    out = []
    for body in bodies:
        listed = np.array([number[form] for form in body.words.form], kind)
        runs = np.zeros(max(0, len(listed) - RUN + 1), kind)
        for k in range(RUN):
            runs = runs * len(number) + listed[k : k + len(runs)]
        out.append(runs.tolist())
    return out


def _hits(mine: _Read, runs: Iterable[int]) -> Bools:
    """Which words stand in one of some runs."""
    out = np.zeros(mine.size, np.bool_)
    begins = np.fromiter(chain.from_iterable(map(mine.places.__getitem__, runs)), np.int64)
    for k in range(RUN):
        out[begins + k] = True
    return out


def _diagonals(a: _Read, b: _Read, common: Iterable[int]) -> list[tuple[int, int, int]]:
    """Every maximal run of words that both have: word index in a, in b, length. `common`: runs of RUN words of both."""
    begins = sorted([(m - n, n) for gram in common for n in a.places[gram][:OFTEN] for m in b.places[gram][:OFTEN]])
    lines: list[tuple[int, int, int]] = []  # how much farther it stands in b, the first begin in a, the last
    for off, n in begins:
        if lines and lines[-1][0] == off and lines[-1][2] == n - 1:
            lines[-1] = off, lines[-1][1], n
        else:
            lines.append((off, n, n))
    return [(first, first + off, last - first + RUN) for off, first, last in lines]


def runs(a: _Read, b: _Read, common: Iterable[int]) -> list[tuple[int, int, int]]:
    """Runs of words that both have, each word in one of them, outside quotes in part on both sides.

    The longest first, so that it is the same from either side; of what they have left, the rest.
    """
    out = []
    mine, theirs = bytearray(a.size), bytearray(b.size)
    for x, y, size in sorted(_diagonals(a, b, common), key=lambda r: (-r[2], r[0] + r[1], abs(r[0] - r[1]))):
        if any(mine[x : x + size]) or any(theirs[y : y + size]):
            x, y, size = _left(mine, theirs, (x, y, size))
        if size < RUN:
            continue
        mine[x : x + size] = theirs[y : y + size] = b"\x01" * size
        if not all(a.spoken[x : x + size]) and not all(b.spoken[y : y + size]):
            out.append((x, y, size))
    return sorted(out)


def _left(mine: bytearray, theirs: bytearray, run: tuple[int, int, int]) -> tuple[int, int, int]:
    """The longest part of a run, the first of such, of which no word is taken in either."""
    x, y, size = run
    taken = [k for k in range(size) if mine[x + k] or theirs[y + k]]
    before, behind = max(pairwise([-1, *taken, size]), key=lambda edge: edge[1] - edge[0])
    return x + before + 1, y + before + 1, behind - before - 1


def _weights(words: Words) -> dict[str, dict[str, float]]:
    """By kind the weights of a telling's own words."""
    out: dict[str, dict[str, float]] = {kind: {} for kind in ("word", "name", "number")}
    told = zip(words.kind, words.stem, words.weight, words.quoted, strict=True)
    for kind, stem, weight, quoted in dict.fromkeys(told):
        if not quoted and kind != "stop" and weight > out[kind].get(stem, -1.0):
            out[kind][stem] = weight
    return out


def shares(kind: str, bags: Sequence[Mapping[str, float]]) -> Floats:
    """For every two tellings, the weighted share of the first's words that the second has too.

    Drawn towards the expectation when there is little of it.
    """
    expect, strength = EXPECT[kind]
    stems = sorted({stem for bag in bags for stem in bag})
    place = {stem: n for n, stem in enumerate(stems)}
    heavy = np.zeros((len(bags), len(stems)))
    for n, bag in enumerate(bags):
        for stem, v in bag.items():
            heavy[n, place[stem]] = v
    both = heavy @ (heavy > 0).T.astype(np.float64)
    found: Floats = np.round((both + expect * strength) / (heavy.sum(1, keepdims=True) + strength), 9)
    return found


def _reads(bodies: Sequence[Body]) -> list[_Read]:
    """What is needed of every body, of its runs of words those that two of them have."""
    grams = _grams(bodies)
    seen: set[int] = set()
    shared: set[int] = set()
    for listed in grams:
        own = set(listed)
        shared |= own & seen
        seen |= own
    return [_read(body, listed, shared) for body, listed in zip(bodies, grams, strict=True)]


def _read(body: Body, grams: Sequence[int], shared: Set[int]) -> _Read:
    words = body.words
    own = [n for n, quoted in zip(words.sentence, words.quoted, strict=True) if not quoted]
    lengths = np.bincount(own, minlength=len(body.sentences)).astype(np.float32)
    places: dict[int, list[int]] = defaultdict(list)
    free: set[int] = set()
    for n in compress(count(), map(shared.__contains__, grams)):
        places[grams[n]].append(n)
        if not words.quoted[n]:
            free.add(grams[n])
    told = zip(words.kind, words.weight, words.quoted, strict=True)
    weights = np.array([weight if kind == "word" and not quoted else 0.0 for kind, weight, quoted in told])
    own_weights = _weights(words)
    named = zip(words.kind, words.form, words.stem, strict=True)
    return _Read(
        len(words),
        frozenset(places),
        frozenset(free),
        places,
        bytes(words.quoted),
        np.array(words.quoted, np.bool_),
        weights,
        own_weights["word"],
        own_weights["name"],
        own_weights["number"],
        frozenset([form for kind, form, stem in named if kind == "name" and form != stem]),
        lengths,
        max(60.0, float(weights.sum())),
        sum(words.quoted),
        max(np.float32(1), lengths.sum()),
    )


def _own_sentences(body: Body) -> list[str]:
    """The sentences without what is quoted in them: two who quote one speech alike need not know each other."""
    out: list[list[str]] = [[] for _ in body.sentences]
    words, text = body.words, body.text
    for n, begin, end, quoted in zip(words.sentence, words.begin, words.end, words.quoted, strict=True):
        if not quoted:
            out[n].append(text[begin:end])
    return [" ".join(listed) for listed in out]


def _shared(
    mine: _Read, runs_in: tuple[Set[int], Set[int]], best: NDArray[np.float32], kinds: Sequence[float]
) -> Shared:
    """`runs_in`: the runs of words that both have, and of them those that the other has outside quotes."""
    alike = float((best * mine.lengths).sum() / mine.own)
    wording, names, numbers = kinds
    if not runs_in[0]:
        return Shared(0.0, 0.0, wording, names, numbers, 0.0, alike)
    hit, own = _hits(mine, runs_in[0]), _hits(mine, runs_in[1])  # quoted there, it is a quote here too
    return Shared(
        round(float(mine.weights[own].sum()) / mine.weight, 9),
        int((hit & mine.quoted).sum()) / max(1, mine.said),
        wording,
        names,
        numbers,
        round(float(mine.weights[hit & ~own].sum()) / mine.weight, 9),
        alike,
    )


def _rare(reads: Sequence[_Read]) -> dict[tuple[int, int], list[str]]:
    """Uncommon wording that two tellings have and no third, by pair."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, r in enumerate(reads):
        for stem in r.wording:
            holders[stem].append(n)
    out: dict[tuple[int, int], list[str]] = defaultdict(list)
    for stem, listed in sorted(holders.items()):
        if len(listed) == 2 and min(reads[n].wording[stem] for n in listed) >= RARE:
            out[listed[0], listed[1]].append(stem)
    return out


def _three(told: Sequence[Floats], one: int, other: int) -> tuple[float, float, float]:
    return float(told[0][one, other]), float(told[1][one, other]), float(told[2][one, other])


def pairs(bodies: Sequence[Body]) -> list[Pair]:
    """Every two tellings of a story that have a body, compared. Order of the bodies: by article id."""
    full = [n for n, body in enumerate(bodies) if body.words]
    if len(full) < 2:
        return []
    vectors = order.vectors([_own_sentences(b) for b in bodies])
    reads = _reads(bodies)
    told = [shares(kind, [getattr(r, kind) for r in reads]) for kind in ("wording", "names", "numbers")]
    rare = _rare(reads)
    places, heavy = derivations_next.places(bodies)
    out = []
    for at, i in enumerate(full):
        for j, similar in vectors.alike(i, full[at + 1 :]):
            a, b = reads[i], reads[j]
            links, by_chance = order.chains(similar, LINK)
            common = a.held & b.held
            odd = a.odd & b.odd  # a shared odd spelling is a shared error
            out.append(
                Pair(
                    i,
                    j,
                    _shared(a, (common, common & b.free), similar.max(1), _three(told, i, j)),
                    _shared(b, (common, common & a.free), similar.max(0), _three(told, j, i)),
                    tuple(links),
                    by_chance if len(links) > 1 else float(len(links)),
                    tuple(sorted({*rare.get((i, j), ()), *odd})),
                    tuple(runs(a, b, common)) if common else (),
                    derivations_next.neighbours(places[i], places[j], heavy),
                )
            )
    return out
