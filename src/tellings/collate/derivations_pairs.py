"""What two tellings share, kind by kind, each way: the evidence from which descent is judged.

Verbatim runs outside quotes, the writer's own wording weighed by its rarity, names, numbers, sentences alike,
and whether they come in one order. Shares of short tellings are drawn towards what independent tellings of one
event share, so that three words in common are not a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tellings.collate import derivations_next, order
from tellings.collate.derivations_text import Body

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


Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class _Numbers:
    """Numbers for things, in the order in which they are first seen."""

    def __init__(self) -> None:
        self._of: dict[object, int] = {}

    def of(self, things: Sequence[object]) -> Ints:
        """The number of each."""
        for thing in dict.fromkeys(things):
            self._of.setdefault(thing, len(self._of))
        return np.fromiter(map(self._of.__getitem__, things), np.int64, len(things))


@dataclass(frozen=True, slots=True)
class _Read:
    """What of one body is needed for every pair it stands in. Arrays over words, or over runs of RUN words."""

    forms: Ints  # word -> number of its form
    grams: Ints  # run of words, by its first -> number of the run
    held: Ints  # its runs, sorted
    free: Ints  # those that begin outside quotes, sorted
    places: Mapping[int, list[int]]  # run -> where it begins
    quoted: Bools
    weights: Floats  # of the writer's own words; 0 for all others
    wording: Mapping[str, float]
    names: Mapping[str, float]
    numbers: Mapping[str, float]
    odd: frozenset[str]  # names in a spelling that is not the story's commonest
    vectors: order.Matrix
    lengths: NDArray[np.float32]  # own words of every sentence
    weight: float  # of the writer's own words together, as far as shares are told by it
    said: int  # how many words are quoted
    own: np.float32  # how many are not; 1 at least


def _in(values: Ints, held: Ints) -> Bools:
    """Which values are held; `held` is sorted."""
    if not len(held):
        return np.zeros(len(values), np.bool_)
    found: Bools = held[np.minimum(np.searchsorted(held, values), len(held) - 1)] == values
    return found


def _hits(mine: _Read, held: Ints) -> Bools:
    """Which words stand in one of some runs; `held` is sorted."""
    out = np.zeros(len(mine.forms), np.bool_)
    begins = _in(mine.grams, held)
    for k in range(RUN):
        out[k : k + len(begins)] |= begins
    return out


def _diagonals(a: _Read, b: _Read, common: Ints) -> Iterator[tuple[int, int, int]]:
    """Every maximal run of words that both have: word index in a, in b, length. `common`: runs of RUN words of both."""
    begins = [(n, m) for gram in common.tolist() for n in a.places[gram][:OFTEN] for m in b.places[gram][:OFTEN]]
    if not begins:
        return
    i, j = np.array(begins, dtype=np.int64).T
    by = np.lexsort((i, j - i))
    i, j = i[by], j[by]
    first = np.flatnonzero(np.concatenate(([True], (np.diff(i) != 1) | (np.diff(j) != 1))))
    sizes = np.diff(np.append(first, len(i))) + RUN - 1
    yield from zip(i[first].tolist(), j[first].tolist(), sizes.tolist(), strict=True)


def runs(a: _Read, b: _Read, common: Ints) -> list[tuple[int, int, int]]:
    """Runs of words that both have, each word in one of them, outside quotes in part on both sides.

    The longest first, so that it is the same from either side; of what they have left, the rest.
    """
    out = []
    mine, theirs = np.zeros(len(a.forms), np.bool_), np.zeros(len(b.forms), np.bool_)
    for x, y, size in sorted(_diagonals(a, b, common), key=lambda r: (-r[2], r[0] + r[1], abs(r[0] - r[1]))):
        taken = np.flatnonzero(mine[x : x + size] | theirs[y : y + size])
        if len(taken):
            edges = np.concatenate(([-1], taken, [size]))
            at = int(np.argmax(np.diff(edges)))
            x, y, size = x + int(edges[at]) + 1, y + int(edges[at]) + 1, int(edges[at + 1] - edges[at]) - 1
        if size < RUN:
            continue
        mine[x : x + size] = theirs[y : y + size] = True
        if not a.quoted[x : x + size].all() and not b.quoted[y : y + size].all():
            out.append((x, y, size))
    return sorted(out)


def _weights(body: Body) -> dict[str, dict[str, float]]:
    """By kind the weights of a telling's own words."""
    out: dict[str, dict[str, float]] = {kind: {} for kind in ("word", "name", "number")}
    for w in body.words:
        if not w.quoted and w.kind != "stop":
            own = out[w.kind]
            if w.weight > own.get(w.stem, -1.0):
                own[w.stem] = w.weight
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


def _read(body: Body, vectors: order.Matrix, words: _Numbers, grams: _Numbers) -> _Read:
    own = [w.sentence for w in body.words if not w.quoted]
    lengths = np.bincount(own, minlength=len(body.sentences)).astype(np.float32)
    forms = words.of([w.form for w in body.words])
    listed = forms.tolist()
    begins = grams.of(list(zip(*(listed[k:] for k in range(RUN)), strict=False)))
    quoted = np.array([w.quoted for w in body.words], np.bool_)
    weights = np.array([w.weight if w.kind == "word" and not w.quoted else 0.0 for w in body.words])
    own_weights = _weights(body)
    places: dict[int, list[int]] = defaultdict(list)
    for n, gram in enumerate(begins.tolist()):
        places[gram].append(n)
    return _Read(
        forms,
        begins,
        np.unique(begins),
        np.unique(begins[~quoted[: len(begins)]]),
        places,
        quoted,
        weights,
        own_weights["word"],
        own_weights["name"],
        own_weights["number"],
        frozenset(w.form for w in body.words if w.kind == "name" and w.form != w.stem),
        vectors,
        lengths,
        max(60.0, float(weights.sum())),
        int(quoted.sum()),
        max(np.float32(1), lengths.sum()),
    )


def _own_sentences(body: Body) -> list[str]:
    """The sentences without what is quoted in them: two who quote one speech alike need not know each other."""
    out: list[list[str]] = [[] for _ in body.sentences]
    for w in body.words:
        if not w.quoted:
            out[w.sentence].append(body.text[w.begin : w.end])
    return [" ".join(words) for words in out]


def _shared(mine: _Read, runs_in: tuple[Ints, Ints], best: NDArray[np.float32], kinds: Sequence[float]) -> Shared:
    """`runs_in`: the runs of words that both have, and of them those that the other has outside quotes."""
    alike = float((best * mine.lengths).sum() / mine.own)
    wording, names, numbers = kinds
    if not len(runs_in[0]):
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
    words, grams = _Numbers(), _Numbers()
    reads = [_read(b, v, words, grams) for b, v in zip(bodies, vectors, strict=True)]
    told = [shares(kind, [getattr(r, kind) for r in reads]) for kind in ("wording", "names", "numbers")]
    rare = _rare(reads)
    places, heavy = derivations_next.places(bodies)
    out = []
    for at, i in enumerate(full):
        for j in full[at + 1 :]:
            a, b = reads[i], reads[j]
            similar = (a.vectors @ b.vectors.T).astype(np.float32)
            similar = np.round(similar, 6)
            links, by_chance = order.chains(similar, LINK)
            common = a.held[_in(a.held, b.held)]
            free = [common[_in(common, r.free)] for r in (a, b)]
            odd = a.odd & b.odd  # a shared odd spelling is a shared error
            out.append(
                Pair(
                    i,
                    j,
                    _shared(a, (common, free[1]), similar.max(1), _three(told, i, j)),
                    _shared(b, (common, free[0]), similar.max(0), _three(told, j, i)),
                    tuple(links),
                    by_chance if len(links) > 1 else float(len(links)),
                    tuple(sorted({*rare.get((i, j), ()), *odd})),
                    tuple(runs(a, b, common)) if len(common) else (),
                    derivations_next.neighbours(places[i], places[j], heavy),
                )
            )
    return out
