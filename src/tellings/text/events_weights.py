"""Words of a corpus numbered and weighed by rarity: the shipped prior and the user's own articles together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tellings.text.events_words import (
    COUNT,
    LEAD,
    MOST_COUNT,
    MOST_NAMES,
    NAMES,
    REST_BITS,
    TITLE,
    Floats,
    Words,
    prior_shares,
)
from tellings.text.fingerprints import I32, I64, U8, Bools
from tellings.text.prior import PRIOR_ARTICLES, UNKNOWN

F32 = npt.NDArray[np.float32]
ONE_LANGUAGE: I64 = np.zeros(0, np.int64)

#: Articles of one language that hold a word by chance or by telling one event: only more of them make it common there.
FEW_SAY = 2
POWER = 1.5  # of the rarity: rare words count for more than in plain TF-IDF
TITLE_TERMS = 12  # the rarest words of a title stand for it
CHUNK = 1 << 14  # articles looked at together

#: 1 + ln n, for how often a word stands in an article; 0 for 0.
TIMES = np.r_[0.0, 1 + np.log(np.arange(1, MOST_COUNT + 1))].astype(np.float32)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The words of articles as ascending numbers, and what each weighs in each view.

    starts[k]:starts[k + 1] are the words of article k in `word`, `count`, `names`; stem_starts those in `stems`;
    ask_starts those in `ask_stem`, `ask_share` and `ask_topic`: its title's rarest stems, with their shares by rarity
    and as topics, which sum to 1 each; an article without a title has no topics.
    `body` and `name` hold a weight per word number; `body_norm` and `name_norm` the length of each article.
    """

    starts: I64
    word: I32
    count: U8
    names: U8
    stem_starts: I64
    stems: I32
    ask_starts: I64
    ask_stem: I32
    ask_share: F32
    body: F32
    name: F32
    body_norm: F32
    name_norm: F32
    holding: I64
    vocabulary: I64
    stem_of: I32
    ask_topic: F32
    figure_starts: I64
    figures: I64

    def __len__(self) -> int:
        return len(self.starts) - 1


def rarity(holding: I64, articles: int, shares: Floats | None, spoken: Floats | float = 0.0) -> F32:
    """Rarity (nats) of what so many articles hold; languages without a prior have the user's own articles only.

    `spoken`: the share of one language's articles that hold it, where that is known: a word is as common as where it
    is most common, or the small words of a language that few articles are in would count as rare.
    """
    if shares is None:
        share = np.maximum(holding, 1) / (articles + 1)
    else:
        share = (holding + PRIOR_ARTICLES * shares) / (articles + PRIOR_ARTICLES)
    return np.clip(-np.log(np.maximum(share, spoken)), 0, UNKNOWN).astype(np.float32)


def spoken(starts: I64, things: I32, prior: Floats, language: I64, held: Bools | None = None) -> Floats | float:
    """The largest share of any language's articles that hold each of some things; what few hold says nothing.

    `starts` and `things` are those of all articles, of which those count that are `held`; `language` is a number by
    article, as in `weigh`. `prior`: the shares of things in English, which speak for English articles.
    """
    if not len(language):
        return 0.0
    most = np.zeros(len(prior))
    for code in np.unique(language[language >= 0]).tolist():
        own, holding = language == code, np.zeros(len(prior), np.int64)
        if code and own.sum() <= FEW_SAY:
            continue
        for low, high, owner in _chunks(starts):
            kept = own[owner] if held is None else own[owner] & held[low:high]
            holding += np.bincount(things[low:high][kept], minlength=len(prior))
        many, least = (PRIOR_ARTICLES, -PRIOR_ARTICLES * prior) if code == 0 else (0, FEW_SAY)
        most = np.maximum(most, (holding - least) / (int(own.sum()) + many))
    return most


def _chunks(starts: I64) -> Iterator[tuple[int, int, I64]]:
    """(first word, last word, article of each word from 0) of some articles at a time."""
    for first in range(0, len(starts) - 1, CHUNK):
        own = starts[first : first + CHUNK + 1]
        yield int(own[0]), int(own[-1]), np.repeat(np.arange(first, first + len(own) - 1), np.diff(own))


def _stems(starts: I64, word: I32, count: U8, stem_of: I32) -> tuple[I64, I32, I64]:
    """(starts, stems, articles holding each stem): the distinct stems of every article, ascending."""
    parts, sizes = [np.zeros(0, np.int32)], [np.zeros(1, np.int64)]
    for low, high, owner in _chunks(starts):
        kept = count[low:high] > 0
        stem, owner = stem_of[word[low:high][kept]], owner[kept]
        fresh = np.r_[True, (stem[1:] != stem[:-1]) | (owner[1:] != owner[:-1])] if len(stem) else kept[:0]
        parts.append(stem[fresh])
        first = len(sizes) - 1
        many = min(CHUNK, len(starts) - 1 - first * CHUNK)
        sizes.append(np.bincount(owner[fresh] - first * CHUNK, minlength=many))
    stems = np.concatenate(parts)
    return np.cumsum(np.concatenate(sizes)), stems, np.bincount(stems, minlength=int(stem_of.max(initial=-1)) + 1)


def _asks(found: Words, word: I32, stem_of: I32, weight: F32) -> tuple[I64, I32, F32]:
    """(starts, stems, shares): the rarest stems of every title."""
    at = np.flatnonzero((found.packed >> TITLE) & 1)
    owner = (np.searchsorted(found.starts, at, side="right") - 1).astype(np.int64)
    stem = stem_of[word[at]]
    fresh = np.r_[True, (stem[1:] != stem[:-1]) | (owner[1:] != owner[:-1])] if len(at) else np.zeros(0, np.bool_)
    owner, stem = owner[fresh], stem[fresh]
    order = np.lexsort((stem, -weight[stem], owner))
    owner, stem = owner[order], stem[order]
    rank = np.arange(len(owner)) - np.searchsorted(owner, owner)
    owner, stem = owner[rank < TITLE_TERMS], stem[rank < TITLE_TERMS]
    total = np.bincount(owner, weights=weight[stem], minlength=len(found))
    total[total == 0] = 1
    starts = np.searchsorted(owner, np.arange(len(found) + 1)).astype(np.int64)
    return starts, stem, (weight[stem] / total[owner]).astype(np.float32)


def topics(found: Words, word: I32, stem_of: I32, weight: F32, asks: tuple[I64, I32, F32]) -> F32:
    """Shares of the stems that titles ask for, by rarity and by how often the text comes back to them: what a title
    says once may be its wording, what the text repeats is what it is about."""
    titled = ((found.packed >> TITLE) & 1 > 0) & ((found.packed >> LEAD) & 1 == 0)
    keys, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    wide = len(weight)
    for low, high, owner in _chunks(found.starts):
        stem = stem_of[word[low:high]]
        fresh = np.r_[True, (stem[1:] != stem[:-1]) | (owner[1:] != owner[:-1])][: len(stem)]
        group = np.cumsum(fresh) - 1
        times = np.bincount(group, (found.packed[low:high] >> COUNT) & MOST_COUNT)
        at = np.flatnonzero(titled[low:high])
        first = np.r_[True, group[at][1:] != group[at][:-1]][: len(at)]
        keys.append(owner[at][first] * wide + stem[at][first])
        counts.append(times[group[at][first]].astype(np.int64))
    starts, stem, _ = asks
    owner = np.repeat(np.arange(len(found)), np.diff(starts))
    key, count = np.r_[np.concatenate(keys), np.iinfo(np.int64).max], np.r_[np.concatenate(counts), 1]
    asked = owner * wide + stem
    at = np.searchsorted(key, asked)
    value = weight[stem] * np.log(np.where(key[at] == asked, np.maximum(count[at] - 1, 1), 1))
    total = np.bincount(owner, weights=value, minlength=len(found))
    total[total == 0] = 1
    return np.asarray(value / total[owner], np.float32)


def number(found: Words) -> tuple[I64, I32]:
    """(distinct words, ascending; the number of every word of every article)."""
    vocabulary, word = np.unique(found.keys(), return_inverse=True)
    return vocabulary, word.astype(np.int32)


def weigh(
    found: Words, english: bool, numbered: tuple[I64, I32] | None = None, language: I64 = ONE_LANGUAGE
) -> Weighed:
    """What the words of articles weigh. `english`: the prior speaks for them. `numbered`: as `number` gives it.
    `language`: a number by article, 0 for English, -1 where unknown; empty where there is one only."""
    vocabulary, word = numbered or number(found)
    n, size = len(found), len(vocabulary)
    count = ((found.packed >> COUNT) & MOST_COUNT).astype(np.uint8)
    names = ((found.packed >> NAMES) & MOST_NAMES).astype(np.uint8)
    holding, named = np.zeros(size, np.int64), np.zeros(size, np.int64)
    for low, high, _ in _chunks(found.starts):
        holding += np.bincount(word[low:high][count[low:high] > 0], minlength=size)
        named += np.bincount(word[low:high][names[low:high] > 0], minlength=size)
    prior = prior_shares(vocabulary)
    shares = prior if english else None
    body, name = (
        rarity(many, n, shares, spoken(found.starts, word, prior, language, times > 0)) ** POWER
        for many, times in ((holding, count), (named, names))
    )
    norms = np.zeros((2, n))
    for low, high, owner in _chunks(found.starts):
        for row, times, weight in ((0, count, body), (1, names, name)):
            norms[row] += np.bincount(owner, (TIMES[times[low:high]] * weight[word[low:high]]) ** 2.0, minlength=n)
    norms = np.sqrt(norms)
    norms[norms == 0] = 1
    distinct, stem_of = np.unique(vocabulary >> REST_BITS, return_inverse=True)
    stem_of = stem_of.astype(np.int32)
    stem_starts, stems, stem_holding = _stems(found.starts, word, count, stem_of)
    prior = prior_shares(distinct, stems=True)
    often = spoken(stem_starts, stems, prior, language)
    stem_weight = rarity(stem_holding, n, prior if english else None, often)
    asks = _asks(found, word, stem_of, stem_weight)
    return Weighed(
        found.starts, word, count, names, stem_starts, stems, *asks,
        body.astype(np.float32), name.astype(np.float32), norms[0].astype(np.float32), norms[1].astype(np.float32),
        holding, vocabulary, stem_of, topics(found, word, stem_of, stem_weight, asks),
        found.figure_starts, found.figures,
    )  # fmt: skip
