"""What two tellings share, kind by kind, each way: the evidence from which descent is judged.

Verbatim runs outside quotes, the writer's own wording weighed by its rarity, names, numbers, sentences alike,
and whether they come in one order. Shares of short tellings are drawn towards what independent tellings of one
event share, so that three words in common are not a whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tellings.collate import order
from tellings.collate.derivations_text import Body, Word, weight

#: Words in a row that count as copied when they stand in both tellings.
RUN = 4
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

    def shares(self, child: int) -> Shared:
        """What of the child stands in the other."""
        return self.a_in_b if child == self.a else self.b_in_a


def _grams(words: Sequence[Word]) -> dict[tuple[str, ...], list[int]]:
    out: dict[tuple[str, ...], list[int]] = defaultdict(list)
    forms = [w.form for w in words]
    for n in range(len(forms) - RUN + 1):
        out[tuple(forms[n : n + RUN])].append(n)
    return out


def _hits(words: Sequence[Word], other: Mapping[tuple[str, ...], list[int]]) -> list[bool]:
    """Which words stand in a run that the other telling has too."""
    forms = [w.form for w in words]
    hit = [False] * len(forms)
    for n in range(len(forms) - RUN + 1):
        if tuple(forms[n : n + RUN]) in other:
            hit[n : n + RUN] = [True] * RUN
    return hit


def runs(a: Body, b: Body, other: Mapping[tuple[str, ...], list[int]]) -> list[tuple[int, int, int]]:
    """Maximal runs of words that both have, greedily from the left, outside quotes at their beginning."""
    out = []
    n = 0
    while n <= len(a.words) - RUN:
        places = other.get(tuple(w.form for w in a.words[n : n + RUN]), ())
        best = (0, 0)
        for m in places[:20]:
            length = RUN
            while (
                n + length < len(a.words) and m + length < len(b.words)
                and a.words[n + length].form == b.words[m + length].form
            ):  # fmt: skip
                length += 1
            best = max(best, (length, -m))
        if best[0]:
            if not all(w.quoted for w in a.words[n : n + best[0]]):
                out.append((n, -best[1], best[0]))
            n += best[0]
        else:
            n += 1
    return out


def _weights(body: Body, wanted: Callable[[Word], bool]) -> dict[str, float]:
    out: dict[str, float] = {}
    for w in body.words:
        if wanted(w):
            out[w.stem] = max(out.get(w.stem, 0.0), weight(w))
    return out


def _share(kind: str, mine: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Weighted share of mine that stands in other, drawn towards the expectation when there is little of it."""
    expect, strength = EXPECT[kind]
    total = sum(mine.values())
    both = sum(v for k, v in mine.items() if k in other)
    return (both + expect * strength) / (total + strength)


@dataclass(frozen=True, slots=True)
class _Read:
    """What of one body is needed for every pair it stands in."""

    grams: Mapping[tuple[str, ...], list[int]]
    free: Mapping[tuple[str, ...], list[int]]  # those that begin outside quotes
    wording: Mapping[str, float]
    names: Mapping[str, float]
    numbers: Mapping[str, float]
    odd: frozenset[str]  # names in a spelling that is not the story's commonest
    vectors: order.Matrix
    lengths: np.ndarray


def _read(body: Body, vectors: order.Matrix) -> _Read:
    free = [w.sentence for w in body.words if not w.quoted]
    lengths = np.bincount(free, minlength=len(body.sentences)).astype(np.float32)
    grams = _grams(body.words)
    own = {g: at for g, places in grams.items() if (at := [n for n in places if not body.words[n].quoted])}
    return _Read(
        grams,
        own,
        _weights(body, lambda w: w.kind == "word" and not w.quoted),
        _weights(body, lambda w: w.kind == "name" and not w.quoted),
        _weights(body, lambda w: w.kind == "number" and not w.quoted),
        frozenset(w.form for w in body.words if w.kind == "name" and w.form != w.stem),
        vectors,
        lengths,
    )


def _own_sentences(body: Body) -> list[str]:
    """The sentences without what is quoted in them: two who quote one speech alike need not know each other."""
    out: list[list[str]] = [[] for _ in body.sentences]
    for w in body.words:
        if not w.quoted:
            out[w.sentence].append(body.text[w.begin : w.end])
    return [" ".join(words) for words in out]


def _shared(words: Sequence[Word], mine: _Read, other: _Read, best: np.ndarray) -> Shared:
    hit, own = _hits(words, other.grams), _hits(words, other.free)  # quoted there, it is a quote here too
    free = sum(weight(w) for w in words if w.kind == "word" and not w.quoted)
    verbatim = sum(weight(w) for h, w in zip(own, words, strict=True) if h and w.kind == "word" and not w.quoted)
    theirs = sum(
        weight(w) for h, o, w in zip(hit, own, words, strict=True) if h and not o and w.kind == "word" and not w.quoted
    )
    said = sum(w.quoted for w in words)
    quoted = sum(h and w.quoted for h, w in zip(hit, words, strict=True))
    return Shared(
        verbatim / max(60.0, free),
        quoted / max(1, said),
        _share("wording", mine.wording, other.wording),
        _share("names", mine.names, other.names),
        _share("numbers", mine.numbers, other.numbers),
        theirs / max(60.0, free),
        float((best * mine.lengths).sum() / max(1.0, mine.lengths.sum())),
    )


def pairs(bodies: Sequence[Body]) -> list[Pair]:
    """Every two tellings of a story that have a body, compared. Order of the bodies: by article id."""
    vectors = order.vectors([_own_sentences(b) for b in bodies])
    reads = [_read(b, v) for b, v in zip(bodies, vectors, strict=True)]
    held = Counter(stem for r in reads for stem in r.wording)
    out = []
    for i, a in enumerate(bodies):
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            if not a.words or not b.words:
                continue
            similar = (reads[i].vectors @ reads[j].vectors.T).astype(np.float32)
            similar = np.round(similar, 6)
            rare = sorted(
                w for w in reads[i].wording.keys() & reads[j].wording.keys()
                if held[w] == 2 and min(reads[i].wording[w], reads[j].wording[w]) >= RARE
            )  # fmt: skip
            rare = sorted({*rare, *(reads[i].odd & reads[j].odd)})  # a shared odd spelling is a shared error
            links = tuple(order.chain(similar, LINK))
            out.append(
                Pair(
                    i, j,
                    _shared(a.words, reads[i], reads[j], similar.max(1)),
                    _shared(b.words, reads[j], reads[i], similar.max(0)),
                    links,
                    order.chance(similar, LINK) if len(links) > 1 else float(len(links)),
                    tuple(rare),
                    tuple(runs(a, b, reads[j].free)),
                )
            )  # fmt: skip
    return out
