"""Quantities: numbers with bound, unit and what they count, on invented sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quantity_sentences import SENTENCES, Expected
from tellings.text.quantities import Amount, find_quantities
from tellings.text.quantities_numbers import digits_value
from tellings.text.quantities_words import cardinal, ordinal, year_in_words
from tellings.text.times import Anchor, find_times
from test_times import WRITTEN, words_of


def read(text: str, language: str = "en") -> list[tuple[str, Amount]]:
    words = words_of(text, language)
    taken = [(t.begin, t.end) for t in find_times(text, words, Anchor(WRITTEN, language))]
    return [(text[q.begin : q.end], q) for q in find_quantities(text, words, taken, language)]


def agrees(expected: Expected, found: tuple[str, Amount]) -> bool:
    words, low, high, bound, kind, unit, what = expected
    said, q = found
    close = all(
        (a is None) == (b is None) and (a is None or b is None or abs(a - b) <= 1e-4 * max(1.0, abs(b)))
        for a, b in ((q.low, low), (q.high, high))
    )
    same = (said, q.bound, q.kind, q.unit) == (words, bound, kind, unit)
    return close and same and what in ("*", q.what)


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_reads_a_sentence(text: str, expected: list[Expected]) -> None:
    found = read(text)
    assert [said for said, _ in found] == [row[0] for row in expected]
    assert all(agrees(row, got) for row, got in zip(expected, found, strict=True)), found


def test_european_numbers() -> None:
    (found,) = read("Die Linie befördert 140.000 Fahrgäste.", "de")
    assert found[1].low == 140000
    assert digits_value("2,5", "de", False) == 2.5
    assert digits_value("1.250.000", "fr", False) == 1250000
    assert digits_value("1,250", "en", False) == 1250


def test_numbers_in_words() -> None:
    assert cardinal("two hundred and six") == 206
    assert cardinal("one million two hundred thousand") == 1200000
    assert cardinal("pier") is None
    assert ordinal("twenty-first") == 21
    assert year_in_words("nineteen ninety-six") == 1996


def test_the_dead_are_counted_alike_whatever_the_verb_form() -> None:
    for text in ("The blast killed 3.", "3 were killed in the blast.", "A blast hit the town, killing 3."):
        assert [q.what for _, q in read(text)] == ["killed"]


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_in_order(text: str) -> None:
    found = find_quantities(text, [])
    assert all(0 <= q.begin < q.end <= len(text) for q in found)
    assert found == sorted(found, key=lambda q: (q.begin, q.end))


@pytest.mark.parametrize("piece", ["1,000 ", "one hundred and ", "10-", "$5 million ", "between ", "at least "])
def test_long_repetition_is_read_in_linear_time(piece: str) -> None:
    began = time.perf_counter()
    find_quantities(piece * 300, [])
    assert time.perf_counter() - began < 4


def test_figures_in_brackets_are_looked_through_in_linear_time() -> None:
    began = time.process_time()
    find_quantities("1(1" * 12_000, [])
    assert time.process_time() - began < 2.5
