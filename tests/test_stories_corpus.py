"""The compiled path of the stories room: the same words, the same stories as the plain one."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tellings.collate.clusters import ENOUGH, USUAL, Corpus, similarity
from tellings.collate.clusters_corpus import evidence, score_of
from tellings.collate.clusters_link import Firm
from tellings.collate.clusters_link import average_link as plain_link
from tellings.collate.clusters_rounds import Links, average_link
from tellings.settings import Stories
from tellings.stages.stories import group
from tellings.text import events_kernels, events_weights, events_words
from tellings.text.events_views import held
from tellings.text.fingerprints import I64

_ODD = st.text(alphabet=st.sampled_from("aBcÉé1 2 .,-(\n\u0301\u00ad日本ไทยDžß—\ud800İ漢…AbcdefG"), max_size=60)


@given(st.lists(st.tuples(_ODD, st.one_of(_ODD, st.text(max_size=80))), max_size=5))
@hypothesis_settings(max_examples=150, deadline=None)
def test_compiled_words_are_the_plain_ones(rows: list[tuple[str, str]]) -> None:
    titles, texts = [title for title, _ in rows], [text for _, text in rows]
    plain, compiled = events_words.words(titles, texts), events_kernels.words(titles, texts)
    assert plain.starts.tolist() == compiled.starts.tolist() and plain.packed.tolist() == compiled.packed.tolist()
    assert plain.figure_starts.tolist() == compiled.figure_starts.tolist()
    assert plain.figures.tolist() == compiled.figures.tolist()
    for one, other in zip(events_weights.number(plain), events_kernels.number(plain), strict=True):
        assert one.tolist() == other.tolist()


def made(events: int, seed: int) -> tuple[list[tuple[str, str]], list[int]]:
    """Tellings of made-up events, and which event each is of."""
    rng = random.Random(seed)
    common = [f"{a}{b}" for a in ("ran", "tol", "mer", "sil", "dov") for b in ("e", "ing", "ed", "er", "s", "")]
    pairs, truth = [], []
    for event in range(events):
        own = [
            "".join(rng.choices("bdfgklmnprstvz", k=3)) + rng.choice("aeiou") * 2 + str(event % 7) for _ in range(12)
        ]
        for _ in range(rng.choice((1, 2, 3))):
            text = " ".join(rng.choice(own) if rng.random() < 0.3 else rng.choice(common) for _ in range(60))
            text += f" {rng.choice((event, event + 1))} {own[0]} {rng.randint(1, 9)} {common[0]}"
            pairs.append((" ".join(rng.sample(own, 4)), text.capitalize() + "."))
            truth.append(event)
    return pairs, truth


@pytest.mark.parametrize("seed", [1, 2])
def test_compiled_stories_are_the_plain_ones_in_any_order(seed: int) -> None:
    pairs, truth = made(80, seed)
    order = list(range(len(pairs)))
    random.Random(seed).shuffle(order)
    found = []
    for at, rule in ((range(len(pairs)), 10**9), (range(len(pairs)), 1), (order, 1)):
        rows = [pairs[i] for i in at]
        words = events_words.words([title for title, _ in rows], [text for _, text in rows])
        own = dataclasses.replace(Stories(), compile_from=rule)
        clusters, _ = group(Corpus(words, [truth[i] * 3 for i in at], False, ()), own)
        found.append({frozenset(list(at)[i] for i in cluster) for cluster in clusters})
    assert found[0] == found[1] == found[2]


def test_compiled_similarities_are_the_plain_ones_and_those_explained() -> None:
    pairs, truth = made(40, 3)
    titles, texts = [title for title, _ in pairs], [text for _, text in pairs]
    corpus = Corpus(events_words.words(titles, texts), [event * 3 for event in truth], False, ())
    own = Stories()
    near = similarity(corpus, own)
    weighed = events_weights.weigh(corpus.words, corpus.english)
    h = held(weighed, (own.body, own.title, own.names))
    e = evidence(corpus, np.tile(np.array(USUAL, np.float32), (len(pairs), 1)), own)
    assert len(pairs) < ENOUGH
    room = np.zeros(3, np.float32)
    for a, b in zip(*np.triu_indices(len(pairs), 1), strict=True):
        assert abs(score_of(h, e, a, b, room) - near[a, b] * 1e6) <= 1


@given(st.integers(1, 12), st.randoms(use_true_random=False))
@hypothesis_settings(max_examples=60, deadline=None)
def test_joining_in_rounds_is_joining_the_nearest_first(n: int, rng: random.Random) -> None:
    values = rng.sample(range(-300_000, 900_000), n * (n + 1) // 2)
    near = np.zeros((n, n), np.int64)
    near[np.triu_indices(n)] = values
    near = np.triu(near, 1) + np.triu(near, 1).T
    least = 200_000
    a, b = np.nonzero(np.triu(near >= least, 1))
    links = Links(a.astype(np.int64) << 32 | b, near[a, b])

    def blocks(starts: I64, members: I64, p: I64, q: I64) -> I64:
        sums = [
            near[np.ix_(members[starts[x] : starts[x + 1]], members[starts[y] : starts[y + 1]])].sum()
            for x, y in zip(p, q, strict=True)
        ]
        return np.array(sums, np.int64)

    rule = rng.choice((None, Firm(0.5, 0.8, 1.0), Firm(0.9, 1.5, 0.7)))
    days = [rng.choice((None, 1, 1, 2, 9, 70)) for _ in range(n)]
    told = np.array([-1 if day is None else day for day in days], np.int64)
    label = average_link(links, least, blocks, told, rule)
    plain = plain_link(near / 1e6, least / 1e6, rule, days)
    assert {frozenset(np.flatnonzero(label == x).tolist()) for x in set(label.tolist())} == {
        frozenset(c) for c in plain
    }
