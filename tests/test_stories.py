"""Stories: one event together, others apart, in any order."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tellings.collate.clusters import average_link, threshold, time_evidence
from tellings.records import Article, Copy, Dating
from tellings.settings import Stories
from tellings.stages.stories import Known, similarity
from tellings.text.events import background, similarity_views
from tellings.text.features import features

FERRY = [
    (
        "Ferry hits pier at Sundholm",
        "The ferry Aurelia struck the pier at Sundholm on Monday. Captain Vilhelm Krog said "
        "the engines failed. Nine passengers of the Aurelia were hurt, the Sundholm harbour office said.",
    ),
    (
        "Nine hurt as ferry rams pier",
        "Nine people were hurt when the Aurelia rammed a pier in Sundholm, the harbour office "
        "said on Monday. The captain, Vilhelm Krog, told reporters that the engines of the ferry had failed.",
    ),
    (
        "Engines failed before ferry crash, captain says",
        "Vilhelm Krog, captain of the ferry Aurelia, has said both engines "
        "failed before the ship hit the Sundholm pier. Nine of those on board were injured.",
    ),
]
LIBRARY = [
    ("Library board keeps Saturday hours", "The Millbrook library board voted to keep the branch open on Saturdays. "
     "Denise Okafor spoke for the residents of Millbrook, and the board postponed repairs to its parking lot."),
    ("Millbrook branch stays open on weekends", "After residents such as Denise Okafor protested, the library board of "
     "Millbrook decided to keep weekend hours and put off repairs of the parking lot."),
]  # fmt: skip


def _articles(pairs: list[tuple[str, str]]) -> list[Article]:
    return [
        Article(f"{i:02}", f"{i}", i, None, None, title, None, None, None, "en", None, f"{title}\n{text}", "", "test")
        for i, (title, text) in enumerate(pairs)
    ]


def _known(articles: list[Article], days: dict[str, list[Dating]], copies: tuple[Copy, ...] = ()) -> Known:
    names = {a.id: {value: n for kind, value, n in features(a.text) if kind == "name"} for a in articles}
    return Known({a.id: days.get(a.id, []) for a in articles}, names, copies)


def _stories(pairs: list[tuple[str, str]], copies: tuple[Copy, ...] = ()) -> set[frozenset[str]]:
    articles, own = _articles(pairs), Stories()
    near = similarity(articles, _known(articles, {}, copies), own)
    clusters = average_link(near, threshold(len(articles), own.small, own.rise, own.most))
    return {frozenset(articles[i].headline or "" for i in cluster) for cluster in clusters}


def test_two_events_are_two_stories_in_any_order() -> None:
    want = {frozenset(t for t, _ in FERRY), frozenset(t for t, _ in LIBRARY)}
    pairs = FERRY + LIBRARY
    for seed in range(5):
        random.Random(seed).shuffle(pairs)
        assert _stories(pairs) == want


def test_an_article_made_from_another_belongs_to_its_story() -> None:
    odd = ("Notes from the coast", "Here is what we read this week while the rain fell and the kettle sang.")
    assert frozenset([odd[0]]) in _stories([*FERRY, odd])
    joined = _stories([FERRY[0], odd], (Copy("00", "01", "derived", 0.3, 0.3, 20, 20),))
    assert joined == {frozenset([FERRY[0][0], odd[0]])}


def test_the_same_gap_says_more_in_a_long_corpus_than_in_a_short_one() -> None:
    long = time_evidence([0, 1, 300, 900, 1500, 2100])
    short = time_evidence([0, 1, 2, 3, 2, 1])
    assert long[0, 1] > short[0, 1]
    assert time_evidence([None, 3, 4])[0, 1] == 0


def test_the_threshold_rises_with_the_corpus_and_stops() -> None:
    values = [threshold(n, 0.04, 0.035, 0.16) for n in (1, 10, 100, 300, 10_000, 1_000_000)]
    assert values == sorted(values) and values[0] == 0.04 and values[-1] == 0.16


@given(st.integers(1, 12), st.randoms(use_true_random=False))
@hypothesis_settings(max_examples=40, deadline=None)
def test_average_link_is_a_partition_that_no_order_changes(n: int, rng: random.Random) -> None:
    near = np.array([[rng.choice((0.0, 0.1, 0.2, 0.5, 0.9)) + rng.random() / 1e3 for _ in range(n)] for _ in range(n)])
    near = (near + near.T) / 2
    found = average_link(near, 0.3)
    assert sorted(i for c in found for i in c) == list(range(n))
    order = list(range(n))
    rng.shuffle(order)
    again = average_link(near[np.ix_(order, order)], 0.3)
    assert {frozenset(order[i] for i in c) for c in again} == {frozenset(c) for c in found}


@pytest.mark.parametrize("texts", [[""], ["", ""], ["日本語の文章です。", "ข่าวด่วน"], ["\x00\ud7ff", "!!! ???"]])
def test_any_text_has_a_similarity(texts: list[str]) -> None:
    for view in similarity_views([""] * len(texts), texts, [{}] * len(texts), english=True):
        assert view.shape == (len(texts), len(texts)) and np.isfinite(view).all()


def test_one_story_of_many_tellings_is_not_its_own_background() -> None:
    assert background(np.ones((200, 200), np.float32), 0.05, 0.1).max() <= 0.1


def test_dates_join_look_alikes_of_one_day() -> None:
    articles, own = _articles(FERRY), Stories()
    days = {
        a.id: [Dating(a.id, d, "told", 1.0, None, None)]
        for a, d in zip(articles, ("2020-01-01", "2020-01-01", "2021-05-05"), strict=True)
    }
    near = similarity(articles, _known(articles, days), own)
    none = similarity(articles, _known(articles, {}), own)
    assert near[0, 1] - none[0, 1] > near[0, 2] - none[0, 2]


def test_features_of_an_article_are_its_names_places_and_numbers() -> None:
    found = features(
        "Police in Sundholm said 1,200 people saw Vilhelm Krog near Tarn on 2020-01-05. The 3.5 metre wall fell."
    )
    assert {v for k, v, _ in found if k == "name"} == {"sundholm", "vilhelm", "krog", "tarn"}
    assert {v for k, v, _ in found if k == "place"} == {"sundholm", "tarn"}
    assert {v for k, v, _ in found if k == "number"} == {"1200", "3.5"}
    assert {v for k, v, _ in found if k == "date"} == {"2020-01-05"}


@given(st.text(max_size=300))
def test_any_text_has_features(text: str) -> None:
    assert all(count > 0 and value for _, value, count in features(text))
