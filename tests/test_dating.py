"""The day a page was crawled is not the day it was published: the tellings of a story settle it together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.collate.dating import decide, redated
from tellings.records import Dating, Time

SURE = {"told": 0.9, "printed": 0.9, "url": 0.85, "dateline": 0.8, "text": 0.3, "crawl": 0.1}


def rows(article: str, *found: tuple[str, str]) -> list[Dating]:
    return [Dating(article, value, how, SURE[how], None, None) for value, how in found]


def story(**articles: list[tuple[str, str]]) -> dict[str, list[Dating]]:
    return {name: rows(name, *found) for name, found in articles.items()}


def test_the_finest_of_what_agrees_is_taken() -> None:
    got = decide(story(a=[("2031-05-02", "told"), ("2031-05-02T09:30", "printed"), ("2031-09-01", "crawl")]))
    assert got == {"a": ("2031-05-02T09:30", "printed")}


def test_a_date_weeks_behind_the_siblings_is_a_crawl() -> None:
    got = decide(
        story(
            a=[("2031-05-02", "told")],
            b=[("2031-05-03", "told")],
            c=[("2031-06-27", "printed")],
            d=[("2031-06-27", "told"), ("2031-06-27", "printed")],
            e=[],
        )
    )
    assert got["a"] == ("2031-05-02", "told") and got["b"] == ("2031-05-03", "told")
    assert got["c"] == got["d"] == got["e"] == ("2031-05-02", "siblings")


def test_dates_in_the_text_witness_the_story_without_being_its_date() -> None:
    got = decide(
        story(
            a=[("2031-05-02", "text")],
            b=[("2031-05-02T13:46", "printed")],
            c=[("2031-05-01", "text")],
            d=[("2031-06-27", "printed")],
        )
    )
    assert got["b"] == ("2031-05-02T13:46", "printed")
    assert got["a"] == got["c"] == got["d"] == ("2031-05-02", "siblings")


def test_the_day_of_the_event_is_not_the_day_of_its_trial() -> None:
    mentioned = [("2031-05-02", "text")]
    got = decide(story(a=mentioned, b=mentioned, c=mentioned, d=[]))
    assert set(got.values()) == {(None, None)}
    got = decide(story(a=mentioned, b=mentioned, c=[*mentioned, ("2036-02-11", "told")], d=[("2036-02-12", "told")]))
    assert got["c"] == ("2036-02-11", "told") and got["d"] == ("2036-02-12", "told")
    assert got["a"] == got["b"] == ("2036-02-11", "siblings")


def test_a_date_in_the_address_is_believed_however_late() -> None:
    late = [("2031-06-27", "told"), ("2031-06-27", "url")]
    got = decide(story(a=[("2031-05-02", "told")], b=[("2031-05-02", "told")], c=late))
    assert got["c"] == ("2031-06-27", "told")


def test_the_crawlers_own_clock_is_never_taken() -> None:
    both = [("2031-11-29T06:14", "told"), ("2031-11-29T06:14", "crawl")]
    assert decide(story(a=both)) == {"a": (None, None)}


def test_a_feed_that_is_read_as_it_comes_is_believed() -> None:
    fresh = [("2031-05-02T08:00", "told"), ("2031-05-02T09:12", "crawl")]
    assert decide(story(a=fresh)) == {"a": ("2031-05-02T08:00", "told")}
    got = decide(story(a=fresh, b=[("2031-05-02T08:30", "told"), ("2031-05-02T09:12", "crawl")]))
    assert got["b"] == ("2031-05-02T08:30", "told")


def test_nothing_known_is_nothing_said() -> None:
    assert decide({}) == {}
    assert decide(story(a=[], b=[("2031-09-01", "crawl")])) == {"a": (None, None), "b": (None, None)}


def test_a_month_is_better_than_nothing_and_worse_than_siblings() -> None:
    assert decide(story(a=[("2031-05", "url")])) == {"a": ("2031-05", "url")}
    got = decide(story(a=[("2031-05", "url")], b=[("2031-05-02", "told")], c=[("2031-05-02", "told")]))
    assert got["a"] == ("2031-05-02", "siblings")


DATINGS = st.lists(
    st.tuples(
        st.sampled_from(["2031-05-02", "2031-05-03T10:00", "2031-06-27", "2031", "2031-05", "nonsense"]),
        st.sampled_from(sorted(SURE)),
    ),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), DATINGS, max_size=6))
def test_order_does_not_matter(found: dict[str, list[tuple[str, str]]]) -> None:
    forward = {name: rows(name, *values) for name, values in found.items()}
    backward = {name: rows(name, *values[::-1]) for name, values in reversed(found.items())}
    assert decide(forward) == decide(backward)
    assert set(decide(forward)) == set(found)


def _timed(article: str, text: str, words: str, value: str) -> Time:
    at = text.index(words)
    return Time(article, at, at + len(words), "TIME", value, value[:10], value[:10], 0.9)


def test_words_printed_again_keep_the_day_on_which_they_were_written() -> None:
    said = "Our thoughts are with everyone who was hurt on the ferry this morning"
    texts = {"company": f"“{said},” it said.", "weekly": f"“{said},” wrote the owner.", "own": "It sank this morning."}
    times = [
        _timed("company", texts["company"], "this morning", "2031-05-07TMO"),
        _timed("weekly", texts["weekly"], "this morning", "2031-05-09TMO"),
        _timed("own", texts["own"], "this morning", "2031-05-09TMO"),
    ]
    published: dict[str, str | None] = {"company": "2031-05-07", "weekly": "2031-05-09T08:00", "own": "2031-05-09"}
    for order in (times, times[::-1]):
        found = {t.article: t.value for t in redated(order, texts, published)}
        assert found == {"company": "2031-05-07TMO", "weekly": "2031-05-07TMO", "own": "2031-05-09TMO"}
    assert redated(times, texts, dict.fromkeys(texts)) == sorted(times, key=lambda t: t.article)
