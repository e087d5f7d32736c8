"""Stories of articles that come one at a time: similarities as in a corpus, regrouped only where something changed.

Up to some two hundred articles everything is grouped again with every arrival, as one run would. Beyond, a new article
is compared with its nearest. The stories that hold one which it reaches the threshold with are taken
apart with it and grouped again by average link; so stories may merge, and fall apart. With every arrival some former
articles, in turn, are weighed and looked at anew, since a growing corpus changes what is rare and what lies in the
background; so what came early ends up where one run over everything would put it, or near.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from tellings.collate.clusters import MANY, MOST, Corpus, archived, firm_of, threshold, time_ratio
from tellings.collate.clusters_copies import FEW_NAMES, NAMED
from tellings.collate.clusters_corpus import Evidence, score_of
from tellings.collate.clusters_group import group
from tellings.collate.clusters_judged import held_apart, united
from tellings.collate.clusters_link import average_link, strays
from tellings.collate.clusters_rounds import F64, UNIT
from tellings.judgements import Bonds, bonds
from tellings.settings import Stories
from tellings.text.events_growing import Growing
from tellings.text.events_kernels import number
from tellings.text.events_weights import F32, weigh
from tellings.text.events_words import Words, joined
from tellings.text.fingerprints import I32, I64
from tellings.text.fingerprints_kernels import inline, kernel

TOGETHER = 96  # articles that are grouped again at once; to a larger story an article is added or not
SAMPLE = 32  # members by which a larger story is compared
RENEWED = 2  # former articles looked at anew with every arrival: each one again before the corpus has doubled
YOUNG = 16  # the same while the corpus is small, where every arrival changes much
GROWN = 1000  # articles from which a corpus is no longer small
COLD = 3  # backgrounds of former articles worked out at most for one that came; others take the background of that one
DATED = 20_000  # dates from which it is worked out what a gap in days says: more say the same
PRINT = 0.8  # share of the words of each of two articles that stand in the other, from which they are one text
LATE = 7  # days behind the newest article from which an arrival is looked for further back
NONE = Bonds()


@kernel
def _with_one(h, e, k, others, out):  # type: ignore[no-untyped-def]
    """Write the similarity of article k and each of the others, in millionths."""
    views = np.zeros(3, np.float32)
    for x in range(others.size):
        out[x] = score_of(h, e, min(k, others[x]), max(k, others[x]), views)


@kernel
def _among(h, e, members, out):  # type: ignore[no-untyped-def]
    """Write the similarity of every two of some articles, in millionths."""
    views = np.zeros(3, np.float32)
    for x in range(members.size):
        for y in range(x):
            out[x, y] = out[y, x] = score_of(h, e, members[y], members[x], views)


@kernel
def _prints(h, members, out):  # type: ignore[no-untyped-def]
    """Write the text of each of some articles, by the place of the first that has it: what a run over everything has
    from the copies room, by words. Prints of one text share most of their words, and its names; a form does not."""
    for x in range(members.size):
        out[x] = x
        for y in range(x):
            a, b = members[x], members[y]
            one, other = h.word[h.starts[a] : h.starts[a + 1]], h.word[h.starts[b] : h.starts[b + 1]]
            least = PRINT * max(one.size, other.size)
            if out[x] == out[y] or min(one.size, other.size) < least or _both(one, other) < least:
                continue
            one = h.name_word[h.name_starts[a] : h.name_starts[a + 1]]
            other = h.name_word[h.name_starts[b] : h.name_starts[b + 1]]
            fewer = min(one.size, other.size)
            if fewer >= FEW_NAMES and _both(one, other) >= NAMED * fewer:
                low, high = min(out[x], out[y]), max(out[x], out[y])
                for z in range(x + 1):
                    if out[z] == high:
                        out[z] = low


@inline
def _both(one, other):  # type: ignore[no-untyped-def]
    """How many words two ascending lists have in common."""
    i = j = many = 0
    while i < one.size and j < other.size:
        u, v = one[i], other[j]
        many += u == v
        i += u <= v
        j += v <= u
    return many


class Early:
    """The articles of a small set as a corpus."""

    def __init__(self) -> None:
        self._words: list[Words] = []
        self._days: list[int | None] = []
        self._languages: list[str | None] = []
        self._copies: list[tuple[int, int]] = []
        self.twins: list[tuple[int, int]] = []  # each mostly the other
        self.centre: Sequence[float] = ()  # how near each article is to the others of its story

    def take(self, found: Words, days: Sequence[int | None], languages: Sequence[str | None]) -> None:
        """Take in some more articles."""
        self._words.append(found)
        self._days += days
        self._languages += languages or [None] * len(days)

    def add(self, copies: Sequence[tuple[int, int]], twins: Sequence[tuple[int, int]]) -> None:
        """Take in pairs of articles, by place."""
        self._copies += copies
        self.twins += twins

    def corpus(self, english: bool) -> Corpus:
        """All that was taken in."""
        return Corpus(joined(self._words), self._days, english, self._copies, self._languages)


class Live:
    """Stories as they grow. A story is named by the number of its founding article.

    `over` names the story of every article of a corpus that is known already. `judged` is by the corpus's places.
    """

    def __init__(
        self, own: Stories, english: bool, corpus: Corpus | None = None, over: Sequence[int] = (), judged: Bonds = NONE
    ) -> None:
        self._own, self._judged, self._english = own, judged, english
        self._growing = Growing(english, (own.body, own.title, own.names))
        self._days: Counter[int] = Counter()
        self._turn = self._counted = 0
        self._spare = COLD
        self.story: list[int] = [int(label) for label in over]
        self.members: dict[int, list[int]] = {}
        self.moved: dict[int, int] = {}  # articles that are in another story now, and the one before; to be cleared too
        self.changed: set[int] = set()  # stories that were touched; the caller clears it
        self._newest = max(self._days, default=0)
        copies: Sequence[tuple[int, int]] = ()
        self._early = Early()
        if corpus is not None and len(corpus.words):
            days = np.array([-1 if day is None else day for day in corpus.days], np.int64)
            self._growing.load(weigh(corpus.words, english, number(corpus.words)), days)
            self._days.update(day for day in corpus.days if day is not None)
            self._newest = max(self._days, default=0)
            copies = corpus.copies
            if len(corpus.words) < MANY:
                self._early.take(corpus.words, corpus.days, corpus.languages)
                self._early.add(copies, [pair for pair in copies if self._one_text(*pair)])
            else:
                self._counted = len(corpus.words)  # weighed as a whole already: backgrounds are found when asked for
        for k, label in enumerate(self.story):
            self.members.setdefault(label, []).append(k)
        pairs = sorted({(a, b) for pair in copies for a, b in (pair, pair[::-1])})
        self._copied = np.array([a for a, _ in pairs], np.int64)
        self._copy = np.array([b for _, b in pairs], np.int32)
        self._starts = np.zeros(0, np.int64)
        self._ratio = np.zeros(1)
        self._measure()

    def __len__(self) -> int:
        return len(self._growing)

    def place(self, found: Words, day: int | None, language: str | None = None) -> int:
        """Take in the words of one article; its number. `story` then says where it is."""
        k = self._growing.add(found, day)
        self.story.append(k)
        self.members[k] = [k]
        self.changed.add(k)
        if day is not None:
            self._days[day] += 1
            self._newest = max(self._newest, day)
        if k < MANY:
            self._early.take(found, [day], [language])
            prints = [(j, k) for j in range(k) if self._one_text(j, k)]
            self._early.add(prints, prints)
            self._all()
            return k
        self._early = Early()
        if len(self) >= self._counted * 1.02:
            self._measure()
        self._spare = COLD
        self._settle(k)
        for _ in range(min(k, RENEWED if k >= GROWN else YOUNG)):
            self._turn = (self._turn + 1) % k
            self._growing.renew(self._turn)
            self._settle(self._turn)
        return k

    def speak(self, english: bool) -> None:
        """Whether most articles are in English: then the shipped rarity of words counts too."""
        self._english = english
        self._growing.speak(english)

    def _one_text(self, a: int, b: int) -> bool:
        """Whether two articles are prints of one text."""
        text = np.empty(2, np.int64)
        _prints(self._growing.held, np.array([a, b]), text)
        return bool(text[0] == text[1])

    def _all(self) -> None:
        """Group everything again."""
        early = self._early
        clusters, early.centre = group(early.corpus(self._english), self._own, self._judged, early.twins)
        self._assign([cluster for cluster in clusters if self.members.get(self.story[cluster[0]]) != cluster])

    def _measure(self) -> None:
        """What depends on the whole: what a gap in days says, room for evidence; when it ceases to be small, weights
        and backgrounds of all."""
        n = len(self)
        thin = 1 + sum(self._days.values()) // DATED
        days = [day for day, many in sorted(self._days.items()) for _ in range(-(-many // thin))]
        self._ratio = self._own.time * time_ratio(days)
        if 2 * n >= len(self._starts):  # long before they are needed: this is done when the corpus has grown by 2%
            self._starts = np.searchsorted(self._copied, np.arange(4 * n + 1024)).astype(np.int64)
        if n > MANY >= self._counted:
            for k in range(n):
                self._growing.renew(k)
            for k in range(n):
                self._look(k)
        self._counted = n

    def _evidence(self) -> Evidence:
        own, store = self._own, self._growing.store
        ceiling = np.full(3, own.ceiling, np.float32)
        return Evidence(
            store.ground, store.day, self._ratio, ceiling, self._starts, self._copy, own.copied, own.figures,
            own.topics, archived(len(self)),
        )  # fmt: skip

    def _look(self, k: int) -> tuple[I32, F32]:
        """The nearest articles and their views; sets the background of k."""
        near, views = self._growing.near(k, k == len(self) - 1 and self._growing.store.day[k] < self._newest - LATE)
        ground = self._growing.store.ground
        ground[k] = np.minimum(ground[k], MOST)
        return near, views

    def _know(self, articles: Sequence[int], like: int) -> None:
        """See to it that articles have a background: their own for some, that of an article like them for others."""
        ground = self._growing.store.ground
        cold = [j for j in articles if ground[j, 0] < 0]
        for j in cold[: self._spare]:
            self._look(j)
        ground[cold[self._spare :]] = ground[like]
        self._spare = max(0, self._spare - len(cold))

    def _least(self) -> int:
        own = self._own
        return round(threshold(len(self), own.small, own.rise, own.most) * UNIT)

    def _reached(self, k: int) -> list[int]:
        """Stories that hold an article which k reaches the threshold with, that of the most similar first."""
        near, views = self._look(k)
        own, days = self._own, self._growing.store.day
        gaps = np.where((days[near] < 0) | (days[k] < 0), 0, np.abs(days[near] - days[k]))
        most = np.minimum(views, own.ceiling) @ np.array((own.body, own.title, own.names), np.float32)
        most = most + np.where((days[near] < 0) | (days[k] < 0), 0, self._ratio[np.minimum(gaps, len(self._ratio) - 1)])
        most = most + own.figures
        near = near[most * UNIT >= self._least() - 100]  # what comes from here can only be less, but for copies
        low, high = np.searchsorted(self._copied, (k, k + 1))
        near = np.unique(np.concatenate([near, self._copy[low:high]]))
        self._know(near.tolist(), k)
        scores = np.empty(len(near), np.int64)
        _with_one(self._growing.held, self._evidence(), k, near, scores)
        best: dict[int, int] = {}
        for j, score in zip(near.tolist(), scores.tolist(), strict=True):
            if score >= self._least():
                best[self.story[j]] = max(score, best.get(self.story[j], score))
        for together in self._judged.together:
            if k in together:
                best.update(dict.fromkeys((self.story[j] for j in together), UNIT))
        return sorted(best, key=lambda label: (-best[label], label))

    def centre(self, label: int) -> tuple[list[int], list[float]]:
        """(members of a story, or a sample of a large one; how near each is to the others)."""
        members = self.members[label]
        if self._early.centre:
            return members, [self._early.centre[k] for k in members]
        members = members[:: 1 + len(members) // TOGETHER]
        self._know(members, label)
        scores = np.zeros((len(members), len(members)), np.int64)
        _among(self._growing.held, self._evidence(), np.array(members), scores)
        return members, scores.mean(axis=1).tolist()

    def _settle(self, k: int) -> None:
        """Group again what article k touches."""
        own = self.story[k]
        reached = [label for label in self._reached(k) if label != own]
        if not reached and len(self.members[own]) == 1:
            return
        near, large = [own], list[int]()
        room = TOGETHER - len(self.members[own])
        for label in reached:
            (near if len(self.members[label]) <= room else large).append(label)
            room -= len(self.members[label]) if near[-1] == label else 0
        if room < 0 or large:
            self._join(k, [own, *reached])
        elif len(near) > 1 or len(self.members[own]) > 2:
            self._regroup(near, k)

    def _mean(self, k: int, label: int) -> float:
        """Mean similarity of an article to (a sample of) the members of a story, itself not counted."""
        members = [j for j in self.members[label] if j != k]
        members = members[:: max(1, len(members) // SAMPLE)]
        if not members:
            return float(self._least())
        self._know(members, k)
        scores = np.empty(len(members), np.int64)
        _with_one(self._growing.held, self._evidence(), k, np.array(members), scores)
        return float(scores.mean())

    def _join(self, k: int, labels: Sequence[int]) -> None:
        """Put an article into the nearest of some stories; where a story as a whole is as near, it comes along."""
        own = labels[0]
        means = {label: self._mean(k, label) for label in labels}
        best = min(labels, key=lambda label: (-means[label], label))
        taken = {j for a, b in self._judged.apart if k in (a, b) for j in (a, b)} - {k}
        if best == own or means[best] < self._least() or taken.intersection(self.members[best]):
            return
        mine = self.members[own]
        along = [j for j in mine if j != k and self._mean(j, best) >= self._least()]
        parts = [sorted([*self.members[best], k, *along]), [j for j in mine if j != k and j not in along]]
        if 2 * len(along) + 2 < len(mine):
            parts = [sorted([*self.members[best], k]), [j for j in mine if j != k]]
        self._assign([part for part in parts if part])

    def _regroup(self, labels: Sequence[int], k: int) -> None:
        """Group the articles of some stories again, by average link."""
        members = np.array(sorted(j for label in labels for j in self.members[label]))
        self._know(members.tolist(), k)
        scores = np.zeros((len(members), len(members)), np.int64)
        _among(self._growing.held, self._evidence(), members, scores)
        near = scores / UNIT
        if self._judged:
            place = {j: x for x, j in enumerate(members.tolist())}
            same = [(a, b) for together in self._judged.together for a in together for b in together]
            asked = bonds(
                *(
                    [(place[a], place[b]) for a, b in pairs if a in place and b in place]
                    for pairs in (same, self._judged.apart)
                )
            )
            groups = united(self._linked(held_apart(near, asked), members), asked)
        else:
            groups = self._grouped(near, members)
        self._assign([members[group].tolist() for group in groups])

    def _linked(self, near: F64, members: I64) -> list[list[int]]:
        """The groups of some articles that are so near one another, by their places."""
        least = self._least() / UNIT
        days = self._growing.store.day[members].tolist()
        rule = firm_of(self._own, len(self))
        return strays(near, average_link(near, least, rule, days), least)

    def _grouped(self, near: F64, members: I64) -> list[list[int]]:
        """Average link over the texts of some articles: prints of one text stand together, by the longest of them."""
        text = np.empty(len(members), np.int64)
        _prints(self._growing.held, members, text)
        starts = self._growing.store.starts
        order = np.lexsort((members, starts[members] - starts[members + 1], text))
        kept = order[np.flatnonzero(np.diff(text[order], prepend=-1))]
        groups = self._linked(near[np.ix_(kept, kept)], members[kept])
        return [np.flatnonzero(np.isin(text, text[kept[group]])).tolist() for group in groups]

    def _assign(self, groups: Sequence[list[int]]) -> None:
        """Give groups, which are whole stories regrouped, their names: as `stages.stories.founder` does."""
        former = {j: self.story[j] for group in groups for j in group}
        if len({former[j] for j in former}) == len(groups) and all(len({former[j] for j in g}) == 1 for g in groups):
            return
        self.changed.update(former.values())
        for label in set(former.values()):
            del self.members[label]
        days = self._growing.store.day
        for part in groups:
            ours = set(part)
            came = Counter(former[j] for j in part if former[j] in ours)
            if came:
                label = min(came, key=lambda story: (-came[story], story))
            else:
                label = min(part, key=lambda j: (days[j] < 0, days[j], j))
            self.members[label] = part
            self.changed.add(label)
            for j in part:
                if self.story[j] != label:
                    self.moved.setdefault(j, self.story[j])
                    self.story[j] = label
