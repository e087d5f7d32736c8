"""The choice of facts: how much of what one telling tells stands in another, and how much is its own reporting.

A rewrite changes every sentence and still holds almost nothing that its parent lacks: the same people, numbers and
quotes out of all that could be told. A reporter who was there has quotes and people of his own, whatever he shares
with the others in the room. What many families of the story have proves little; what one alone has proves more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count, groupby, pairwise
from typing import TypeAlias

import numpy as np

from tellings.collate.derivations_groups import Groups
from tellings.collate.derivations_text import Body, Words

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
    told: list[dict[tuple[str, str], float]] = []
    for body in bodies:
        own: dict[tuple[str, str], float] = {}
        words = zip(body.words.kind, body.words.stem, body.words.weight, strict=True)
        for kind, stem, weight in dict.fromkeys(words):
            if kind in ("name", "number") and weight > own.get((kind, stem), -1.0):
                own[kind, stem] = weight
        told.append(own)
    keys = sorted(set().union(*told))
    place = {key: n for n, key in enumerate(keys)}
    has = np.zeros((len(bodies), len(keys)), np.float64)
    heavy = np.zeros(len(keys), np.float64)
    for n, own in enumerate(told):
        for key, weight in own.items():
            at = place[key]
            has[n, at] = 1.0
            heavy[at] = max(heavy[at], min(HEAVIEST, weight))
    return has, heavy


def _quotes(body: Body) -> list[tuple[int, int]]:
    """Quoted sentences of a telling as word indices, first and behind the last."""
    out: list[tuple[int, int]] = []
    n = 0
    for spoken, words in groupby(zip(body.words.quoted, body.words.sentence, strict=True)):
        size = sum(1 for _ in words)
        if spoken[0] and size >= QUOTE:
            out.append((n, n + size))
        n += size
    return out


def short_quotes(body: Body) -> bool:
    """Whether a telling also quotes phrases that are too short to be looked for."""
    spoken = groupby(zip(body.words.quoted, body.words.sentence, strict=True))
    return any(key[0] and sum(1 for _ in words) < QUOTE for key, words in spoken)


Run: TypeAlias = tuple[str, ...]


def _stems(words: Words) -> frozenset[str]:
    return frozenset([stem for stem, kind in zip(words.stem, words.kind, strict=True) if kind != "stop"])


def _runs(forms: Sequence[str]) -> list[Run]:
    """Runs of as many words as make a quote, by their first word."""
    return list(zip(*(forms[k:] for k in range(QUOTE)), strict=False))


class _There:
    """Where in a telling quotes stand: in a sentence, or in two in a row."""

    def __init__(self, body: Body) -> None:
        words = body.words
        self._at = words.sentence
        self._stems: list[set[str]] = [set() for _ in body.sentences]
        self._quoted: list[set[str]] = [set() for _ in body.sentences]
        for n, stem, kind, quoted in zip(words.sentence, words.stem, words.kind, words.quoted, strict=True):
            if kind != "stop":
                self._stems[n].add(stem)
                if quoted:
                    self._quoted[n].add(stem)
        self._runs = _runs(words.form)
        self._all = frozenset(self._runs)
        self._known: dict[tuple[frozenset[str], frozenset[Run]], Place | None] = {}

    def _again(self, runs: frozenset[Run]) -> set[Place]:
        """The sentences, or two in a row, in which one of these runs stands whole."""
        if runs.isdisjoint(self._all):
            return set()
        begins = compress(count(), map(runs.__contains__, self._runs))
        places = ((self._at[n], self._at[n + QUOTE - 1]) for n in begins)
        return {(k, m) for k, m in places if m - k < 2}

    def place(self, stems: frozenset[str], runs: frozenset[Run]) -> Place | None:
        """Where a quote of these words stands (`_place`); of one that is quoted again and again it is asked once."""
        key = stems, runs
        if key not in self._known:
            self._known[key] = self._place(stems, runs)
        return self._known[key]

    def _place(self, stems: frozenset[str], runs: frozenset[Run]) -> Place | None:
        """First and last sentence where a quote stands best; None where it does not stand.

        Where it only has words in common with what others say there it does not: it stands there word for word in
        part; or most of its words do, quoted; or, told indirectly, most of more words than a fact has.
        """
        least, again = THERE * len(stems), self._again(runs)
        found = [stems & said for said in self._stems]
        best: tuple[int, int] | None = None
        place: Place | None = None
        for k, m in (*((k, k) for k in range(len(found))), *pairwise(range(len(found)))):
            if not again and len(found[k]) + len(found[m]) < least:
                continue  # what is quoted is among what is said
            said, quoted = len(found[k] | found[m]), len(stems & (self._quoted[k] | self._quoted[m]))
            told = (len(stems) >= FEW and quoted >= least) or (len(stems) >= MANY and said >= least)
            told = told or not again.isdisjoint(((k, k), (k, m), (m, m)))
            if told and (best is None or (quoted, said) > best):
                best, place = (quoted, said), (k, m)
        return place


def _present(bodies: Sequence[Body], quotes: Sequence[Sequence[Place]]) -> list[dict[tuple[int, int], Place]]:
    """For every telling: (quote, other telling) -> first and last sentence where that quote stands in the other."""
    if not any(quotes):
        return [{} for _ in bodies]
    known: dict[int, _There] = {}
    whole = [_stems(b.words) for b in bodies]
    out = []
    for own, listed in enumerate(quotes):
        there: dict[tuple[int, int], Place] = {}
        for n, (i, j) in enumerate(listed):
            words = bodies[own].words[i:j]
            stems, runs = _stems(words), frozenset(_runs(words.form))
            for m, told in enumerate(whole):
                if m == own or len(stems & told) < THERE * len(stems):
                    continue
                if m not in known:
                    known[m] = _There(bodies[m])
                place = known[m].place(stems, runs)
                if place is not None:
                    there[n, m] = place
        out.append(there)
    return out


def _families(odds: Mapping[tuple[int, int], float], size: int) -> list[int]:
    """The family of every telling, as the index of one that stands for it."""
    groups = Groups()
    for (a, b), z in sorted(odds.items()):
        if z >= FAMILY:
            groups.join(a, b)
    tops = [groups.top(n) for n in range(size)]
    return [tops.index(t) for t in tops]


def _quoting(there: Mapping[tuple[int, int], Place], family: Sequence[int]) -> dict[int, set[int]]:
    """Quote -> the families in which it stands."""
    out: dict[int, set[int]] = defaultdict(set)
    for quote, telling in there:
        out[quote].add(family[telling])
    return out


def held(bodies: Sequence[Body], odds: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], Held]:
    """For every (child, parent) of the pairs, both ways: what of the child's choice stands in the parent.

    `odds` are the log-odds of kinship from wording: families that they make sure of count once.
    """
    has, heavy = _facts(bodies)
    family = _families(odds, len(bodies))
    names = sorted(set(family))
    of_family = {name: has[[n for n, own in enumerate(family) if own == name]].max(0) for name in names}
    telling = sum(of_family.values(), np.zeros(has.shape[1]))
    places = [_quotes(b) for b in bodies]
    there = _present(bodies, places)
    quoting = [_quoting(one, family) for one in there]
    out = {}
    for a, b in odds:
        mine = {family[a], family[b]}
        others = len(names) - len(mine)
        elsewhere = telling - of_family[family[a]]
        if len(mine) > 1:
            elsewhere -= of_family[family[b]]
        own_weight = heavy * np.log((others + 2) / (elsewhere + 1)) / np.log(others + 2)
        for child, parent in ((a, b), (b, a)):
            tells = has[child] * own_weight
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
