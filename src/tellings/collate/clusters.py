"""Which articles tell of one event: average link over calibrated similarity and time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tellings.collate.clusters_link import Firm
from tellings.settings import Stories
from tellings.text.events_days import days, other_days
from tellings.text.events_dense import agreements, grounds, lacks, naming, shared_names, views
from tellings.text.events_score import NAMING, STRANGE, Weights, across, score, strange, unlike, weighty
from tellings.text.events_weights import Weighed, weigh
from tellings.text.events_words import Words

Matrix = npt.NDArray[np.float64]
Vectors = npt.NDArray[np.float32]

#: Background of each view where a set is too small to show its own, and the most it may be: body, title, names.
#: Medians and upper ends over the five labelled sets.
USUAL = (0.045, 0.18, 0.04)
MOST = (0.10, 0.35, 0.09)
#: Days beyond which a gap says no more.
LONGEST_GAP = 400
#: How the chance that two articles of one event lie g days apart falls: 1 / (1 + g) ** PACE.
PACE = 1.5
#: Share of an event's articles that come at any odd time (anniversaries, trials, follow-ups).
LATE = 0.03


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles in order of their ids: their words, days (ordinals), whether mostly English, and pairs of copies.

    `languages` are codes (ISO 639-1); empty where all count as one. `meaning` are unit vectors of what the texts say,
    whatever their language, by an encoder.
    """

    words: Words
    days: Sequence[int | None]
    english: bool
    copies: Sequence[tuple[int, int]]
    languages: Sequence[str | None] = ()
    meaning: Vectors | None = None


#: Articles from which a set shows its own background.
ENOUGH = 120


def firm_of(own: Stories, articles: int) -> Firm:
    """What groups in a set of so many articles must share to be one."""
    return Firm(own.firm, own.sequel, archived(articles))


def weights_of(own: Stories) -> Weights:
    """What `score` weighs each kind of evidence by."""
    return Weights(own.body, own.title, own.names, own.ceiling, own.figures, own.topics)


#: Articles up to which look-alikes are not to be expected, and from which they are as in an archive.
FEW, MANY = 12, 200


def archived(articles: int) -> float:
    """How far a set of so many articles is like an archive, 0..1: how many look-alikes are to be expected in it. A
    dozen articles that somebody gathered about one event are not two towns' weather."""
    return min(1.0, max(0.0, math.log(max(1, articles) / FEW) / math.log(MANY / FEW)))


#: Background of meanings in a set of a dozen articles (unrelated ones) and where one topic is to be expected (medians
#: over translated news in four languages; where an archive's own is less it lacks articles to compare with), the most
#: it may be, and what two tellings of one event in two languages have above it; .15 to .25 measure alike.
USUAL_MEANING, MOST_MEANING, ALIKE = (0.3, 0.5), 0.65, 0.2
#: A small set is gathered about the story that tells so large a share of it, of so many texts at least: half of it,
#: where other groups may belong to it, and three fifths, where what stands alone may. What belongs to it is near the
#: nearest few of its texts: by so many times the threshold for a group and for a stray, and by more in larger sets.
HALF, MOSTLY, MAIN, MEETS = 0.5, 0.6, 4, 3
GROUP, STRAY, LARGER = 1.6, 0.55, 0.9


def numbered(languages: Sequence[str | None]) -> npt.NDArray[np.int64]:
    """Languages as numbers, English as 0; -1 where unknown. Empty where there is one language only."""
    codes = [(code or "").split("-")[0] for code in languages]
    known = {code for code in codes if code}
    if len(known) < 2:
        return np.zeros(0, np.int64)
    number = {code: place for place, code in enumerate(["en", *sorted(known - {"en"})])}
    return np.array([number.get(code, -1) for code in codes], np.int64)


def two_languages(languages: Sequence[str | None]) -> npt.NDArray[np.bool_] | None:
    """Which pairs of articles are in two languages (n x n); None where none is. An unknown language is no other."""
    code = numbered(languages)
    if not len(code):
        return None
    known = code >= 0
    return np.asarray((code[:, None] != code) & known[:, None] & known, np.bool_)


def meant(vectors: Vectors, foreign: npt.NDArray[np.bool_], n: int, own: Stories) -> Matrix:
    """How alike articles in two languages are by what an encoder says they mean (n x n), on the scale of `similarity`.

    As for words, what an article shares with near ones of other events is taken off: of those in other languages, from
    the 20th to the 60th.
    """
    cosine = np.asarray(vectors @ vectors.T, np.float64)
    ground = np.full(n, USUAL_MEANING[0] + archived(n) * (USUAL_MEANING[1] - USUAL_MEANING[0]))
    if n >= ENOUGH:
        near = -np.sort(-np.where(foreign, cosine, 0.0), axis=1)[:, 20:60]
        ground = np.clip(near.mean(axis=1), ground, MOST_MEANING)
    above = cosine - 0.5 * (ground[:, None] + ground)
    said: Matrix = np.minimum(threshold(n, own.small, own.rise, own.most) + above - ALIKE, own.ceiling)
    return said


def strangers(weighed: Weighed, names: npt.NDArray[Any], figures: npt.NDArray[Any], english: bool) -> Matrix:
    """What is taken off pairs of a small set that have no name in common (n x n), as far as they are alike in words.

    `names` and `figures` are their views.

    In a small set the threshold is low, and two towns' rulings or fires are told in the same words. But they name
    other people and places, and where each names several and none of them is in the other, two events are told. An
    archive has its own background and a higher threshold instead. Where no rarity of words is shipped a name that all
    share weighs next to nothing, so only names of which none is shared count there, and more of them are asked for.
    """
    many = naming(weighed) >= NAMING[english]
    usual = USUAL[2] if english else 1e-6
    small = STRANGE * (1 - archived(len(weighed)))
    return np.asarray(small * (many[:, None] & many) * strange(names, usual, figures), np.float64)


def similarity(corpus: Corpus, own: Stories) -> Matrix:
    """How alike all pairs of articles are as reports of one event, above their background (n x n)."""
    n = len(corpus.words)
    weighed = weigh(corpus.words, corpus.english, language=numbered(corpus.languages))
    found = views(weighed)
    weights = (own.body, own.title, own.names)
    ground = np.minimum(grounds(found, weights), MOST) if n >= ENOUGH else np.tile(USUAL, (n, 1))
    body, title, names = (view - 0.5 * (ground[:, k, None] + ground[None, :, k]) for k, view in enumerate(found))
    lack = lacks(weighed)
    out: Matrix = own.time * time_evidence(corpus.days)
    topics = weighty(body, own.ceiling, archived(n)) * np.maximum(unlike(lack, lack.T), other_days(days(weighed)))
    figures = agreements(weighed)
    same = score(weights_of(own), body, title, names, figures, topics)
    forms = np.minimum(np.maximum(body / own.ceiling, 0.0), 1.0)
    same = same - forms * strangers(weighed, found[2], figures, corpus.english)
    foreign = two_languages(corpus.languages)
    if foreign is None:
        out += same
    else:
        other = across(found[0], found[2], shared_names(weighed))
        if corpus.meaning is not None:
            other = np.maximum(other, meant(corpus.meaning, foreign, n, own))
        out += np.where(foreign, other, same)
    for i, j in corpus.copies:
        out[i, j] = out[j, i] = max(out[i, j], own.copied)
    return np.asarray(np.round(out, 6), np.float64)


def time_ratio(days: Sequence[int | None]) -> Matrix:
    """Log likelihood ratio of a gap of 0..LONGEST_GAP days: one event, against any two articles of this corpus.

    `days` are ordinals (None: unknown). In a corpus of one week a gap of a day says little; in one of ten years it
    says much: that is what the ratio to the corpus's own gaps gives.
    """
    known, many = np.unique(np.array([d for d in days if d is not None], np.int64), return_counts=True)
    pairs = int(many.sum()) * (int(many.sum()) - 1) // 2
    if pairs < 1:
        return np.zeros(LONGEST_GAP + 1)
    counts = np.zeros(LONGEST_GAP + 1)
    counts[0] = float((many * (many - 1) // 2).sum())
    for gap in range(1, LONGEST_GAP):
        at = np.minimum(np.searchsorted(known, known + gap), len(known) - 1)
        counts[gap] = float((many * many[at])[known[at] == known + gap].sum())
    counts[LONGEST_GAP] = pairs - counts.sum()
    sums = np.concatenate([[0.0], np.cumsum(counts)])
    day = np.arange(LONGEST_GAP + 1)
    reach = np.maximum(1, day // 4)  # the histogram is smoothed, more widely at long gaps
    low, high = np.maximum(0, day - reach), np.minimum(LONGEST_GAP + 1, day + reach + 1)
    smooth = (sums[high] - sums[low]) / (high - low)
    usual = (smooth + 0.5) / (pairs + 0.5 * LONGEST_GAP)
    same = 1 / (1 + day) ** PACE
    same = (1 - LATE) * same / same.sum() + LATE * usual
    return np.asarray(np.log(same / usual), np.float64)


def time_evidence(days: Sequence[int | None]) -> Matrix:
    """`time_ratio` of all pairs (n x n); 0 where a date is unknown."""
    known = np.array([d is not None for d in days], np.bool_)
    at = np.array([d or 0 for d in days], np.int64)
    gaps = np.minimum(np.abs(at[:, None] - at[None, :]), LONGEST_GAP)
    return np.where(known[:, None] & known[None, :], time_ratio(days)[gaps], 0.0)


def threshold(articles: int, small: float, rise: float, most: float) -> float:
    """The similarity at which two groups are one story: it rises with the logarithm of the corpus's size,
    because among more articles more look-alikes are to be found."""
    return min(most, small + rise * math.log(max(1.0, articles / 10)))


def gathered(near: Matrix, clusters: Sequence[list[int]], least: float) -> list[list[int]]:
    """Clusters of a small set, the others joined to the story that most of it tells, where they belong to it.

    A set of a dozen articles most of which are one story was gathered about that story. What stands apart in it (a
    village's own view, a company's statement and its prints) shares little with each telling, but something with
    several: it belongs to the story where its mean similarity to the nearest of them is well above the threshold
    `least` (a group) or at least near it (one article).
    """
    n = len(near)
    main = max(clusters, key=len, default=[])
    if len(main) < max(MAIN, HALF * n) or archived(n) >= 1:
        return [list(part) for part in clusters]
    joined = list(main)
    for part in clusters:
        if len(part) > 1 and part is not main and _meets(near, part, main) >= (GROUP + LARGER * archived(n)) * least:
            joined += part
    mostly, rest = len(joined) >= MOSTLY * n, []
    whole = list(joined)
    for part in clusters:
        if len(part) == 1 and mostly and _meets(near, part, whole) >= (STRAY + LARGER * archived(n)) * least:
            joined += part
        elif part[0] not in whole:
            rest.append(list(part))
    return sorted([sorted(joined), *rest])


def _meets(near: Matrix, part: Sequence[int], main: Sequence[int]) -> float:
    """How near the articles of a group are to the nearest few of another (in larger sets, to all of it)."""
    toward = np.sort(near[np.ix_(part, main)], axis=1)
    if not np.isfinite(toward[:, 0]).all():
        return -np.inf  # judged apart
    few, every = toward[:, -MEETS:].mean(axis=1), toward.mean(axis=1)
    return float(((1 - archived(len(near))) * few + archived(len(near)) * every).mean())
