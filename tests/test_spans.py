"""Spans: what is shown stands where it is said to stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.errors import SpanError
from tellings.spans import Span, check, merge, strip, utf16_offsets


def test_a_span_cuts_what_it_says() -> None:
    assert Span(4, 7).of("the cat sat") == "cat"
    with pytest.raises(SpanError, match="ends beyond"):
        Span(4, 70).of("the cat sat")
    with pytest.raises(SpanError):
        Span(5, 4)


def test_check_refuses_what_does_not_stand_there() -> None:
    check("the cat", 4, 7, "cat")
    for begin, end, shown in ((4, 7, "Cat"), (4, 4, ""), (-1, 3, "the"), (4, 9, "cat")):
        with pytest.raises(SpanError):
            check("the cat", begin, end, shown)


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_strip_leaves_no_white_space_at_the_ends(text: str, a: int, b: int) -> None:
    begin, end = sorted((min(a, len(text)), min(b, len(text))))
    x, y = strip(text, begin, end)
    assert begin <= x <= y <= end
    assert text[x:y] == text[begin:end].strip()


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda t: (min(t), max(t)))))
def test_merge_covers_the_same_places_once(spans: list[tuple[int, int]]) -> None:
    out = merge(spans)
    assert {i for a, b in out for i in range(a, b)} == {i for a, b in spans for i in range(a, b)}
    assert all(a[1] < b[0] for a, b in pairwise(out))


@given(st.text())
def test_utf16_offsets_agree_with_the_encoder(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    for offset, units in utf16_offsets(text, range(len(text) + 1)).items():
        assert units == len(text[:offset].encode("utf-16-le")) // 2
