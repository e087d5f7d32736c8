"""The tellings laid side by side, sentence by sentence: what several tell, each in its own words; what one alone adds.

Every sentence of body and captions stands in one of two lists, and in one only: in a passage that several tellings
have, or among what was found in one telling; the headlines stand by themselves. Whoever reads the three has read every
telling, so no difference can be missing from them, also none that no rule names.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tellings import views
from tellings.render import outline as o
from tellings.render import phrases
from tellings.render import wording as w

#: Support from which a place tells of the same thing at all; of pairs between .25 and .3 most tell of another.
NEAR = 0.3
#: A wording is compared with so many others, those of most tellings; of 200 tellings all pairs would take seconds.
BESIDE = 9
#: Shorter lines ("Photo: agency") tell nothing that could be set beside anything.
LEAST = 3
#: Kinds of difference whose sentences tell one thing; two that name or describe the same person need not.
_OF_ONE_THING = frozenset({"quote", "list", "negation", "other"})
#: A sentence that nothing was laid beside joins the one that shares this much of the words of both, by rarity, and so
#: many words: of 24 such pairs in eight clusters 23 tell the same or of the same; between .3 and .38 one in two.
_ALIKE, _SHARED = 0.38, 3
#: Only words of at most so many sentences lead from one to another: all pairs of 200 tellings' sentences are too many.
_COMMON = 30
#: A sentence adds something when so many of its words stand in no other telling; with fewer it sums up what others tell
#: at length, or says it again.
_OWN = 0.2
#: Words are taken for one that begin alike: "killed" and "killing", "charge" and "charges".
_STEM = 5
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Unit = tuple[str, int]  # a telling, and which of its sentences


@dataclass(frozen=True, slots=True)
class Row:
    """One wording of a passage, with every telling that has it."""

    pieces: tuple[phrases.Piece, ...]  # what parts from the other wordings is set apart
    other: bool  # told in other words altogether: nothing is set apart
    evidence: tuple[views.Evidence, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, with every telling that has it and where it stands in their texts."""

    words: str
    tellings: tuple[str, ...]
    evidence: tuple[views.Evidence, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """The sentences of one telling beside which none of another could be laid."""

    telling: str
    adds: tuple[views.Evidence, ...]  # with words that no other telling has
    again: tuple[views.Evidence, ...]  # in words that others have too


@dataclass(frozen=True, slots=True)
class Collation:
    """A story's tellings side by side."""

    headlines: tuple[Headline, ...]  # none where fewer than two differ
    passages: tuple[tuple[Row, ...], ...]  # of several wordings; those that are alike in all tellings are left out
    alone: tuple[Alone, ...]  # in the order of the tellings

    @property
    def added(self) -> int:
        """How many sentences were found in one telling."""
        return sum(len(x.adds) + len(x.again) for x in self.alone)


NOTHING = Collation((), (), ())


class _Sentences:
    """The sentences of every telling's body and captions, and which of them a place lies in."""

    def __init__(self, outline: o.Outline) -> None:
        self.of: dict[str, list[views.Evidence]] = {}
        for t, told in outline.tellings.items():
            self.of[t] = [
                views.Evidence(t, x.begin, x.end, told.text[x.begin : x.end])
                for x in told.sentences or told.lines
                if x.label in ("body", "caption") and len(_WORD.findall(told.text[x.begin : x.end])) >= LEAST
            ]
        self._ends = {t: [x.end for x in listed] for t, listed in self.of.items()}

    def at(self, place: views.Evidence) -> Iterator[Unit]:
        """The sentences that a place holds for the most part, or that hold most of it."""
        listed = self.of.get(place.telling, [])
        for n in range(bisect_left(self._ends.get(place.telling, []), place.begin + 1), len(listed)):
            x = listed[n]
            if x.begin >= place.end:
                return
            common = min(x.end, place.end) - max(x.begin, place.begin)
            if 2 * common > min(x.end - x.begin, place.end - place.begin):
                yield place.telling, n


def _told_together(outline: o.Outline) -> Iterator[Iterable[views.Evidence]]:
    """Places that tell one thing, the surest first: of a statement, an utterance, a difference; last what is near."""
    story = outline.story
    shared = outline.shared()
    first = {s.id for s in shared}
    listed = [*shared, *(s for s in story.statements if s.id not in first)]
    yield from (o.sayers(s) for s in listed)
    said: dict[str, list[views.Evidence]] = {}
    for quote in story.quotes:
        if quote.group and quote.direct:
            said.setdefault(quote.group, []).append(quote.evidence)
    yield from said.values()
    for d in story.discrepancies:
        if d.kind in _OF_ONE_THING:
            yield [e.context for r in d.readings for e in r.evidence if e.context]
    yield from ([e for e in s.tellings if e.support >= NEAR] for s in listed)


def _passages(outline: o.Outline, sentences: _Sentences) -> list[list[Unit]]:
    """Sentences of several tellings that tell one thing. A sentence stands in the first passage that claims it; what is
    told together with it later joins it there, so that a telling may have several sentences in one passage."""
    out: list[list[Unit]] = []
    of: dict[Unit, int] = {}
    for places in _told_together(outline):
        units = list(dict.fromkeys(u for e in places for u in sentences.at(e)))
        if len({t for t, _ in units}) < 2:
            continue
        held = Counter(of[u] for u in units if u in of)
        n = min(held, key=lambda n: (-held[n], n)) if held else len(out)
        if n == len(out):
            out.append([])
        for u in units:
            if u not in of:
                of[u] = n
                out[n].append(u)
    return out


def _joined(sentences: _Sentences, passages: list[list[Unit]]) -> None:
    """Lay sentences that stand in no passage beside the one that is most like each: in its passage, or in a new one."""
    words = {(t, n): _told(e.text) for t, listed in sentences.of.items() for n, e in enumerate(listed)}
    having: dict[str, list[Unit]] = {}
    for u, told in words.items():
        for word in told:
            having.setdefault(word, []).append(u)
    rare = {word: math.log(len(words) / len(units)) for word, units in having.items()}
    mass = {u: sum(rare[x] for x in sorted(told)) for u, told in words.items()}
    of = {u: n for n, units in enumerate(passages) for u in units}
    for u, told in words.items():
        if u in of:
            continue
        near = {v for x in told if len(having[x]) <= _COMMON for v in having[x] if v[0] != u[0]}
        best: tuple[float, Unit] | None = None
        for v in sorted(near):
            common = told & words[v]
            like = round(2 * sum(rare[x] for x in sorted(common)) / (mass[u] + mass[v]), 6)
            if len(common) >= _SHARED and like >= _ALIKE and (best is None or like > best[0]):
                best = like, v
        if best is not None:
            if best[1] not in of:
                of[best[1]] = len(passages)
                passages.append([best[1]])
            of[u] = of[best[1]]
            passages[of[u]].append(u)


def _wordings(outline: o.Outline, sentences: _Sentences, units: Iterable[Unit]) -> tuple[Row, ...]:
    """A passage in each telling's words, equal wordings once; in the order of the tellings."""
    mine: dict[str, list[int]] = {}
    for t, n in sorted(units, key=lambda u: (outline.rank[u[0]], u[1])):
        mine.setdefault(t, []).append(n)
    by: dict[str, list[tuple[str, list[views.Evidence]]]] = {}
    for t, listed in mine.items():
        places = [sentences.of[t][n] for n in listed]
        words = w.flat(places[0].text)
        for before, n, e in zip(listed, listed[1:], places[1:], strict=False):
            words += (" " if n == before + 1 else " … ") + w.flat(e.text)
        by.setdefault(_bare(words), []).append((words, places))
    groups = list(by.values())
    texts = [listed[0][0] for listed in groups]
    common = sorted(range(len(texts)), key=lambda n: (-len(groups[n]), n))[: BESIDE + 1]
    rows = []
    for n, group in enumerate(groups):
        beside = [texts[k] for k in common if k != n][:BESIDE]
        pieces, other = phrases.compared(texts[n], beside, anywhere=True) if beside else ([(texts[n], False)], False)
        rows.append(Row(tuple(pieces), other, tuple(e for _, places in group for e in places)))
    return tuple(rows)


def _bare(words: str) -> str:
    """Words as they are compared: without case and marks."""
    return " ".join(phrases.folded(_WORD.findall(words)))


def _headlines(outline: o.Outline) -> tuple[Headline, ...]:
    by: dict[str, tuple[str, list[str], list[views.Evidence]]] = {}
    for t, told in outline.tellings.items():
        places = [
            views.Evidence(t, x.begin, x.end, told.text[x.begin : x.end]) for x in told.lines if x.label == "title"
        ]
        words = w.flat(told.headline or " ".join(e.text for e in places))
        if words:
            _, tellings, evidence = by.setdefault(_bare(words), (words, [], []))
            tellings.append(t)
            evidence += places[:1]
    return tuple(Headline(x, tuple(t), tuple(e)) for x, t, e in by.values()) if len(by) > 1 else ()


def _told(text: str, least: int = _STEM - 1) -> set[str]:
    """The words of a text that carry what it tells, as they begin: names, figures, words of so many letters."""
    return {x[:_STEM].casefold() for x in _WORD.findall(text) if len(x) >= least or not x.islower()}


def _alone(outline: o.Outline, sentences: _Sentences, placed: set[Unit]) -> tuple[Alone, ...]:
    had = {t: _told(told.text, 1) for t, told in outline.tellings.items()}
    many = Counter(word for words in had.values() for word in words)
    out = []
    for t, listed in sentences.of.items():
        adds: list[views.Evidence] = []
        again: list[views.Evidence] = []
        for n, e in enumerate(listed):
            if (t, n) not in placed:
                words = _told(e.text)
                own = sum(many[x] == 1 for x in words)
                (adds if own >= _OWN * len(words) else again).append(e)
        if adds or again:
            out.append(Alone(t, tuple(adds), tuple(again)))
    return tuple(out)


def collated(outline: o.Outline) -> Collation:
    """The tellings of a story side by side."""
    sentences = _Sentences(outline)
    found = _passages(outline, sentences)
    _joined(sentences, found)
    rows = (_wordings(outline, sentences, units) for units in found)
    placed = {u for units in found for u in units}
    return Collation(_headlines(outline), tuple(x for x in rows if len(x) > 1), _alone(outline, sentences, placed))
