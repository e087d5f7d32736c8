"""The choice of facts: how much of what one telling tells stands in another, and how much is its own reporting.

A rewrite changes every sentence and still holds almost nothing that its parent lacks: the same people, numbers and
quotes out of all that could be told. A reporter who was there has quotes and people of his own, whatever he shares
with the others in the room. What many families of the story have proves little; what one alone has proves more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from tellings.collate.derivations_groups import Groups
from tellings.collate.derivations_text import Body, Word

#: Log-odds of kinship from which two tellings are one family here, and count once.
FAMILY = 3.0
#: Share of a name's or number's kind that independent tellings of one event have in common, and its weight.
EXPECT, STRENGTH = 0.4, 12.0
#: A name weighs no more than a long number: the rarest names are spelt differently anyway.
HEAVIEST = 6.0
#: Words of a quote from which it is somebody's sentence rather than a label.
QUOTE = 4
#: Share of a quote's words that stand together in the other telling: reworded or told indirectly, it is there.
THERE = 0.6
#: Content words of a quote from which that share of them is that quote, in quotation marks and told indirectly.
FEW, MANY = 3, 5


Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """What of one telling's choice stands in another."""

    facts: float  # 0..1: names and numbers, by weight and by how few other families have them
    quotes: float  # -0.5..0.5: above 0 where its quotes stand there too, below where it has others
    there: tuple[tuple[Place, Place], ...]  # quotes that stand there: word indices (first, behind the last), sentences
    own: int  # quotes that do not

    @property
    def choice(self) -> bool:
        """Whether it quotes nobody beyond what the other quotes."""
        return bool(self.there) and not self.own


def _facts(bodies: Sequence[Body]) -> tuple[np.ndarray, np.ndarray]:
    """Which telling has which name or number (tellings x facts, 0/1), and the weight of each."""
    keys = sorted({(w.kind, w.stem) for b in bodies for w in b.words if w.kind in ("name", "number")})
    place = {key: n for n, key in enumerate(keys)}
    has = np.zeros((len(bodies), len(keys)), np.float64)
    heavy = np.zeros(len(keys), np.float64)
    for n, body in enumerate(bodies):
        for w in body.words:
            at = place.get((w.kind, w.stem))
            if at is not None:
                has[n, at] = 1.0
                heavy[at] = max(heavy[at], min(HEAVIEST, w.weight))
    return has, heavy


def _quotes(body: Body) -> list[tuple[int, int]]:
    """Quoted sentences of a telling as word indices, first and behind the last."""
    out: list[tuple[int, int]] = []
    first: int | None = None
    for n in range(len(body.words) + 1):
        word = body.words[n] if n < len(body.words) else None
        if first is not None and (word is None or not word.quoted or word.sentence != body.words[first].sentence):
            if n - first >= QUOTE:
                out.append((first, n))
            first = None
        if first is None and word is not None and word.quoted:
            first = n
    return out


def _stems(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(w.stem for w in words if w.kind != "stop")


@dataclass(frozen=True, slots=True)
class _Window:
    """One or two sentences of a telling."""

    place: Place  # the first and the last
    stems: frozenset[str]
    quoted: frozenset[str]
    runs: frozenset[tuple[str, ...]]  # of as many words as make a quote


def _window(place: Place, words: Sequence[Word]) -> _Window:
    return _Window(place, _stems(words), _stems([w for w in words if w.quoted]), _runs(words))


def _two(a: _Window, b: _Window, words: Sequence[Word]) -> _Window:
    """Two windows in a row as one; `words` are those about the border, over which the further runs go."""
    place = (a.place[0], b.place[1])
    return _Window(place, a.stems | b.stems, a.quoted | b.quoted, a.runs | b.runs | _runs(words))


def _runs(words: Sequence[Word]) -> frozenset[tuple[str, ...]]:
    forms = [w.form for w in words]
    return frozenset(zip(*(forms[k:] for k in range(QUOTE)), strict=False))


def _windows(body: Body) -> list[_Window]:
    """Every sentence, and every two in a row."""
    said: list[list[Word]] = [[] for _ in body.sentences]
    for w in body.words:
        said[w.sentence].append(w)
    single = [_window((n, n), words) for n, words in enumerate(said)]
    border = [[*a[-(QUOTE - 1) :], *b[: QUOTE - 1]] for a, b in pairwise(said)]
    return single + [_two(a, b, words) for (a, b), words in zip(pairwise(single), border, strict=True)]


def _stands(stems: frozenset[str], runs: frozenset[tuple[str, ...]], window: _Window) -> tuple[float, float] | None:
    """How well a quote stands in a window: nothing where it only has words in common with what others say there.

    Word for word in part; or most of its words, quoted; or, told indirectly, most of more words than a fact has.
    """
    found, least = len(stems & window.stems), THERE * len(stems)
    if found < least and runs.isdisjoint(window.runs):
        return None  # what is quoted is among what is said
    in_quotes = len(stems & window.quoted)
    if (len(stems) >= FEW and in_quotes >= least) or (len(stems) >= MANY and found >= least) or runs & window.runs:
        return in_quotes, found
    return None


def _present(quotes: Sequence[Sequence[Sequence[Word]]], bodies: Sequence[Body]) -> list[dict[tuple[int, int], Place]]:
    """For every telling: (quote, other telling) -> first and last sentence where that quote stands in the other."""
    if not any(quotes):
        return [{} for _ in bodies]
    windows: dict[int, list[_Window]] = {}
    whole = [_stems(b.words) for b in bodies]
    out = []
    for own, listed in enumerate(quotes):
        there: dict[tuple[int, int], Place] = {}
        for n, words in enumerate(listed):
            stems, runs = _stems(words), _runs(words)
            least = THERE * len(stems)
            for m, known in enumerate(whole):
                if m == own or len(stems & known) < least:
                    continue
                if m not in windows:
                    windows[m] = _windows(bodies[m])
                found = [(s, -k) for k, w in enumerate(windows[m]) if (s := _stands(stems, runs, w)) is not None]
                if found:
                    there[n, m] = windows[m][-max(found)[1]].place
        out.append(there)
    return out


def _families(odds: Mapping[tuple[int, int], float], size: int) -> np.ndarray:
    """The family of every telling, as the index of one that stands for it."""
    groups = Groups()
    for (a, b), z in sorted(odds.items()):
        if z >= FAMILY:
            groups.join(a, b)
    tops = [groups.top(n) for n in range(size)]
    return np.array([tops.index(t) for t in tops])


def _quoting(there: Mapping[tuple[int, int], Place], family: np.ndarray) -> dict[int, set[int]]:
    """Quote -> the families in which it stands."""
    out: dict[int, set[int]] = defaultdict(set)
    for quote, telling in there:
        out[quote].add(int(family[telling]))
    return out


def held(bodies: Sequence[Body], odds: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], Held]:
    """For every (child, parent) of the pairs, both ways: what of the child's choice stands in the parent.

    `odds` are the log-odds of kinship from wording: families that they make sure of count once.
    """
    has, heavy = _facts(bodies)
    family = _families(odds, len(bodies))
    names = sorted(set(family.tolist()))
    of_family = {name: has[family == name].max(0) for name in names}
    telling = sum(of_family.values(), np.zeros(has.shape[1]))
    places = [_quotes(b) for b in bodies]
    there = _present([[b.words[i:j] for i, j in p] for b, p in zip(bodies, places, strict=True)], bodies)
    quoting = [_quoting(one, family) for one in there]
    out = {}
    for a, b in odds:
        for child, parent in ((a, b), (b, a)):
            mine = {int(family[child]), int(family[parent])}
            others = len(names) - len(mine)
            elsewhere = telling - sum((of_family[name] for name in sorted(mine)), np.zeros(has.shape[1]))
            tells = has[child] * heavy * np.log((others + 2) / (elsewhere + 1)) / np.log(others + 2)
            facts = (float(tells @ has[parent]) + EXPECT * STRENGTH) / (float(tells.sum()) + STRENGTH)
            stands = [n for n in range(len(places[child])) if (n, parent) in there[child]]
            score = sum(1 / (1 + len(quoting[child][n] - mine)) for n in stands)
            own = len(places[child]) - len(stands)
            out[child, parent] = Held(
                round(facts, 6),
                round((score + 0.5) / (score + own + 1) - 0.5, 6),
                tuple((places[child][n], there[child][n, parent]) for n in stands),
                own,
            )
    return out
