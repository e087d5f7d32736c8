"""Why two articles are, or are not, one story: in words, from the same numbers that decide it."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from tellings.collate.clusters import (
    ENOUGH,
    MOST,
    USUAL,
    Corpus,
    archived,
    firm_of,
    meant,
    numbered,
    similarity,
    strangers,
    threshold,
    time_ratio,
    two_languages,
    weights_of,
)
from tellings.collate.clusters_link import FEW, needed, told_after
from tellings.collate.clusters_spelled import LISTED, Figures, figures, spelled_in, stemmed
from tellings.settings import Stories
from tellings.text.events_days import MONTH, days
from tellings.text.events_dense import agreements, grounds, views
from tellings.text.events_score import across, agreement, score, unlike, weighty
from tellings.text.events_weights import TIMES, Weighed, weigh
from tellings.text.events_words import BODY_WORDS, REST_BITS
from tellings.text.fingerprints import I64

NAMED = ("words in common", "title words found in the other", "names in common")
#: Share of the largest weight that a word has which is named as rare.
RARE = 0.15
#: Members of a story by which it is compared with another.
MEMBERS = 48


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of a corpus, by place, with their titles and texts, and the articles of their stories."""

    a: int
    b: int
    titles: tuple[str, str]
    texts: tuple[str, str]
    stories: tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a title is most about that the other article lacks, and its share of the title's topics; 0 for nothing."""

    share: float
    word: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """What decides about two articles: by view the similarity and the background, then figures, topics of both titles,
    dates, copy, sum, threshold; and how alike the articles of their stories are: between them, and within each."""

    views: tuple[float, ...]
    ground: tuple[float, ...]
    figures: Figures
    topics: tuple[Topic, Topic]
    gap: int | None
    time: float
    copied: bool
    total: float
    least: float
    between: float
    within: tuple[float | None, float | None]
    archived: float
    asked: float  # what the two stories would have to share
    later: float  # as `clusters_link.sequel`
    foreign: bool = False  # the articles are in two languages
    meaning: float | None = None  # of such: what an encoder finds, on the scale of the total
    strange: float = 0.0  # what is taken off as they have no name in common
    shared: int = 0  # names that both have

    def unlike(self, ceiling: float) -> float:
        """How far the titles name different topics, 0..1, as far as that counts."""
        above = self.views[0] - self.ground[0]
        return float(unlike(self.topics[0].share, self.topics[1].share) * weighty(above, ceiling, self.archived))

    def agreed(self) -> float:
        """How far the figures agree, -1..1."""
        return float(agreement(self.figures.shared, self.figures.places))


def _pairs(pair: Pair) -> tuple[I64, tuple[int, int]]:
    """(the two articles, then those between their stories, then those within each; where each of the last begins)."""
    one, other = (sorted(s)[:: 1 + (len(s) - 1) // MEMBERS] for s in pair.stories)
    between = [(a, b) for a, b in product(one, other) if a != b]
    listed = [(pair.a, pair.b), *between, *combinations(one, 2), *combinations(other, 2)]
    packed = np.array([min(x) << 32 | max(x) for x in listed], np.int64)
    return packed, (1 + len(between), 1 + len(between) + len(one) * (len(one) - 1) // 2)


def _mean(values: np.ndarray) -> float | None:
    return float(values.mean()) if len(values) else None


def _stories(
    corpus: Corpus, own: Stories, pair: Pair, alike: tuple[float, float | None, float | None]
) -> tuple[float, tuple[float | None, float | None], float, float, float]:
    """What `Numbers` says of the two stories, by how alike their articles are: between them, and within each."""
    n, (between, one, other) = len(corpus.words), alike
    later = told_after(*([corpus.days[k] for k in story] for story in pair.stories))
    asked = needed((one or 0.0, other or 0.0), later, firm_of(own, n))
    return between, (one, other), archived(n), float(asked), later


def _abroad(corpus: Corpus, own: Stories, a: int, b: int) -> tuple[bool, float | None]:
    """(whether two articles are in two languages, how alike an encoder finds them)."""
    foreign = two_languages([corpus.languages[k] for k in (a, b)] if corpus.languages else ())
    if foreign is None:
        return False, None
    every = two_languages(corpus.languages)
    if corpus.meaning is None or every is None:
        return True, None
    return True, float(meant(corpus.meaning, every, len(corpus.words), own)[a, b])


def numbers(corpus: Corpus, own: Stories, pair: Pair) -> tuple[Numbers, Weighed]:
    """What decides about two articles of a corpus; and the weights of its words."""
    n, a, b = len(corpus.words), pair.a, pair.b
    weights = (own.body, own.title, own.names)
    listed, (first, second) = _pairs(pair)
    taken = 0.0
    if n >= own.compile_from and corpus.meaning is None:
        from tellings.collate.clusters_corpus import numbers as compiled

        alike, ground, found, near = compiled(corpus, own, listed)
    else:
        found = weigh(corpus.words, corpus.english, language=numbered(corpus.languages))
        matrices = views(found)
        alike = np.array([float(view[a, b]) for view in matrices])
        grounded = np.minimum(grounds(matrices, weights), MOST) if n >= ENOUGH else np.tile(USUAL, (n, 1))
        ground = 0.5 * (grounded[a] + grounded[b])
        near = similarity(corpus, own)[listed >> 32, listed & 0xFFFFFFFF]
        if two_languages([corpus.languages[k] for k in (a, b)] if corpus.languages else ()) is None:
            taken = float(strangers(found, matrices[2], agreements(found), corpus.english)[a, b])
            taken *= min(max(float(alike[0] - ground[0]) / own.ceiling, 0.0), 1.0)
    x, y = corpus.days[a], corpus.days[b]
    gap = abs(x - y) if x is not None and y is not None else None
    ratio = time_ratio(corpus.days)
    time = own.time * float(ratio[min(gap, len(ratio) - 1)]) if gap is not None else 0.0
    spelled = spelled_in([*pair.titles, *pair.texts])
    told = Numbers(
        tuple(alike), tuple(ground), figures(found, (a, b), pair.texts),
        _topics(found, a, b, spelled), gap, time,
        (a, b) in corpus.copies or (b, a) in corpus.copies, float(near[0]),
        threshold(n, own.small, own.rise, own.most),
        *_stories(corpus, own, pair, (_mean(near[1:first]) or 0.0, _mean(near[first:second]), _mean(near[second:]))),
        *_abroad(corpus, own, a, b), taken, len(_used(found, a, True).keys() & _used(found, b, True).keys()),
    )  # fmt: skip
    return told, found


def adds(told: Numbers, own: Stories) -> tuple[float, ...]:
    """What each view, the figures, the topics and the lack of common names add; with the dates they sum to the total,
    but for copies."""
    if told.foreign:
        both = (across(told.views[0], 0.0, told.shared), across(0.0, told.views[2], told.shared))
        return float(both[0]), 0.0, float(both[1]), 0.0, 0.0, 0.0
    above = [view - ground for view, ground in zip(told.views, told.ground, strict=True)]
    parts = [*above, told.agreed(), told.unlike(own.ceiling)]
    alone = ([part if k == which else 0.0 for k, part in enumerate(parts)] for which in range(len(parts)))
    return *(float(score(weights_of(own), *one)) for one in alone), -told.strange


def _asked(found: Weighed, a: int, b: int) -> list[tuple[float, int]]:
    """(share of the topics, hash) of the stems of a's title that b lacks, rarest first."""
    asked = found.ask_stem[found.ask_starts[a] : found.ask_starts[a + 1]].tolist()
    topic = found.ask_topic[found.ask_starts[a] : found.ask_starts[a + 1]].tolist()
    held = set(found.stems[found.stem_starts[b] : found.stem_starts[b + 1]].tolist())
    lacking = [(share, stem) for share, stem in zip(topic, asked, strict=True) if stem not in held]
    some = np.flatnonzero(np.isin(found.stem_of, [stem for _, stem in lacking]))
    first = dict(
        zip(found.stem_of[some[::-1]].tolist(), (found.vocabulary[some[::-1]] >> REST_BITS).tolist(), strict=True)
    )
    return [(share, first[stem]) for share, stem in lacking]


def _topic(found: Weighed, a: int, b: int, spelled: dict[int, str]) -> Topic:
    share, stem = max(_asked(found, a, b), default=(0.0, 0))
    return Topic(share, stemmed(spelled).get(stem, "?") if share else "")


def _topics(found: Weighed, a: int, b: int, spelled: dict[int, str]) -> tuple[Topic, Topic]:
    """What each of two titles is about that the other article lacks: a day, where they name two."""
    named = days(found)
    one, other = (int(named.title[k]) for k in (a, b))
    its = [set(named.named[named.starts[k] : named.starts[k + 1]].tolist()) for k in (a, b)]
    if min(one, other) >= 0 and one not in its[1] and other not in its[0]:
        said = [f"{day % MONTH} {month_abbr[day // MONTH]}" for day in (one, other)]
        return Topic(1.0, said[0]), Topic(1.0, said[1])
    return _topic(found, a, b, spelled), _topic(found, b, a, spelled)


def _missing(found: Weighed, a: int, b: int, spelled: dict[int, str]) -> list[str]:
    """The rarest words of a's title that b does not have."""
    stems = stemmed(spelled)
    return list(dict.fromkeys(stems[stem] for _, stem in _asked(found, a, b) if stem in stems))[:LISTED]


def _used(found: Weighed, article: int, names: bool = False) -> dict[int, float]:
    """Word number -> weight in one article."""
    at = slice(int(found.starts[article]), int(found.starts[article + 1]))
    times, weight = (found.names, found.name) if names else (found.count, found.body)
    values = TIMES[times[at]] * weight[found.word[at]]
    return {w: float(v) for w, v in zip(found.word[at].tolist(), values.tolist(), strict=True) if v > 0}


def _common(found: Weighed, pair: Pair, spelled: dict[int, str], names: bool) -> list[str]:
    one, other, weight = *(_used(found, k, names) for k in (pair.a, pair.b)), found.name if names else found.body
    rare = {w for w in one.keys() & other.keys() if weight[w] >= RARE * weight.max()}
    shared = sorted(rare, key=lambda w: (-one[w] * other[w], w))
    listed = (spelled[key] for w in shared if (key := int(found.vocabulary[w])) in spelled)
    return list(dict.fromkeys(listed))[:LISTED]


def _evidence(told: Numbers, own: Stories, articles: int) -> list[str]:
    """A line for each kind of evidence, with what it adds."""
    added = adds(told, own)
    if told.foreign:
        names = f"{told.shared} name{'' if told.shared == 1 else 's'} in common"
        also = f"; the articles are in two languages and have {names}: the more of them, the more this counts"
        lines = [f"{added[k]:+.3f}  {NAMED[k]}: {told.views[k]:.2f}{also if k == 0 else ''}" for k in (0, 2)]
        if told.meaning is not None and told.meaning > added[0] + added[2]:
            lines.append(f"{told.meaning:+.3f}  instead: an encoder finds that they say much the same")
        return lines + _besides(told, own)
    where = (
        "articles near them that tell of other events have" if articles >= ENOUGH else "different events usually have"
    )
    lines = [
        f"{plus:+.3f}  {name}: {view:.2f}, where {where} {ground:.2f}"
        for plus, name, view, ground in zip(added, NAMED, told.views, told.ground, strict=False)
    ]
    if told.strange:
        lines.append(
            f"{added[5]:+.3f}  alike in words, but each names several and next to none of them is in the other"
        )
    if told.figures.places:
        said = [f"alike {', '.join(told.figures.alike)}"] if told.figures.alike else []
        said += [f"not alike {', '.join(told.figures.other)}"] if told.figures.other else []
        lines.append(f"{added[3]:+.3f}  figures beside the same words: {'; '.join(said)}")
    if told.unlike(own.ceiling):
        one, other = told.topics
        lines.append(
            f"{added[4]:+.3f}  each title names what the other article lacks in its first {BODY_WORDS} words: "
            f'one says "{one.word}", the other "{other.word}"'
        )
    return lines + _besides(told, own)


def _besides(told: Numbers, own: Stories) -> list[str]:
    """Lines on what does not hang on words: dates and copies."""
    lines = []
    if told.gap is not None:
        near = "near" if told.time > 0 else "far"
        apart = f"{told.gap:,} day{'' if told.gap == 1 else 's'} apart" if told.gap else "of one day"
        lines.append(f"{told.time:+.3f}  dates {apart}: {near}, against the gaps between these articles")
    if told.copied:
        lines.append(f"one has much of the other's text, which counts as {own.copied} at least")
    return lines


def _verdict(told: Numbers, own: Stories, joined: bool) -> list[str]:
    """What the stories of the two articles make of it, where they alone do not explain it."""
    one, other = told.within
    if joined:
        if told.total >= told.least:
            return []
        said = f"they are joined all the same: the articles of their story are alike by {one or 0:.3f} on average"
        return [f"{said}; an article that stands alone is compared with the {FEW} nearest of a story"]
    if told.total < told.least and told.between < told.least:
        return []
    if told.between < told.least:
        return [f"but the articles of the two stories are alike by {told.between:.3f} only, on average"]
    if one is not None and other is not None and told.between < told.asked:
        why = ", one of which is over before the other begins" if told.later else ""
        return [
            f"but the articles of the two stories are alike by {told.between:.3f} on average, those within each by "
            f"{one:.3f} and {other:.3f}, so {told.asked:.3f} would be needed: two events of one topic{why}"
        ]
    return ["but parts of the two stories were too unlike when they met, and what stood apart stays apart"]


def explain(corpus: Corpus, own: Stories, pair: Pair, joined: bool, judged: Sequence[str] = ()) -> list[str]:
    """Lines that say why two articles are one story (`joined`) or not. `judged`: what was judged between their
    stories, which then explains what the numbers of the two articles do not."""
    told, found = numbers(corpus, own, pair)
    spelled = spelled_in([*pair.titles, *pair.texts])
    near = "at or above" if told.total >= told.least else "below"
    lines = [
        "one story" if joined else "not one story",
        *judged,
        *_evidence(told, own, len(corpus.words)),
        f"together {told.total:.3f}, {near} the threshold of {told.least:.3f} for {len(corpus.words):,} articles",
        *([] if judged else _verdict(told, own, joined)),
    ]
    which = ["title words" if title.strip() else "opening words" for title in pair.titles]
    for what, listed in (
        ("rarest words both have", _common(found, pair, spelled, False)),
        ("names both have", _common(found, pair, spelled, True)),
        (f"{which[0]} of the first that the second lacks", _missing(found, pair.a, pair.b, spelled)),
        (f"{which[1]} of the second that the first lacks", _missing(found, pair.b, pair.a, spelled)),
    ):
        lines.append(f"{what}: {', '.join(listed) or 'none'}")
    return lines
