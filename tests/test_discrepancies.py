"""Variants and discrepancies: where tellings read differently, on invented tellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from one_story import Tables, told
from tellings.collate.discrepancies import difference_type
from tellings.collate.discrepancies_values import number
from tellings.collate.variants_names import spelt_alike
from tellings.collate.variants_wordings import changes, shown_span, words_of


@pytest.fixture(scope="module")
def tram() -> Tables:
    """Four tellings of one crash; no two share a sentence."""
    return told(
        kurier=(
            "Tram hits crane in Velborg\n\n"
            "Eleven people were injured when a tram hit a crane in Velborg on Monday, police said.\n"
            "The tram was carrying 212 passengers to the stadium.\n"
            "Envoys from Latvia, Malta and Cyprus were among those on board.\n"
            "“We saw the hook swing across the rails and nobody shouted a warning,” said driver Marek Zolyan.\n"
            "The operator may replace all cranes on the line, a spokesman said.",
            "2031-03-03T10:00",
        ),
        abend=(
            "Crane accident leaves passengers hurt\n\n"
            "A tram that hit a crane in Velborg on Monday left eleven people injured, according to police.\n"
            "It was taking 221 passengers to the stadium.\n"
            "Among those on board were envoys from Latvia and Malta.\n"
            "Driver Marek Zoljan said: “We saw the hook swing over the rails and nobody shouted a warning.”\n"
            "A spokesman said the operator will replace all cranes on the line.",
            "2031-03-03T12:00",
        ),
        wire=(
            "Velborg tram crash injures thirteen\n\n"
            "Police said on Tuesday that thirteen people were injured when the tram hit a crane in Velborg on Monday.\n"
            "With 212 passengers the tram was on its way to the stadium.\n"
            "The tram's driver, Marek Zolyan, was unhurt.",
            "2031-03-04T09:00",
        ),
    )


def of_kind(tables: Tables, kind: str) -> list[tuple[str, dict[str, dict[str, str]]]]:
    return [(type_, readings) for k, type_, readings in tables.differences() if k == kind]


def tellings_of(readings: dict[str, dict[str, str]]) -> set[frozenset[str]]:
    return {frozenset(shown) for shown in readings.values()}


def test_numbers_of_one_thing(tram: Tables) -> None:
    found = of_kind(tram, "number")
    passengers = [r for _, r in found if any("passengers" in w for shown in r.values() for w in shown.values())]
    assert tellings_of(passengers[0]) == {frozenset({"kurier", "wire"}), frozenset({"abend"})}
    assert [t for t, r in found if r is passengers[0]] == ["contradiction"]


def test_a_toll_that_rises_later_is_an_update(tram: Tables) -> None:
    hurt = [(t, r) for t, r in of_kind(tram, "number") if "11" in r]
    assert [t for t, _ in hurt] == ["update"]
    assert tellings_of(hurt[0][1]) == {frozenset({"kurier", "abend"}), frozenset({"wire"})}


def test_spellings_of_a_name(tram: Tables) -> None:
    ((type_, readings),) = of_kind(tram, "name")
    assert type_ == "spelling"
    assert tellings_of(readings) == {frozenset({"kurier", "wire"}), frozenset({"abend"})}


def test_a_dropped_member_of_a_list(tram: Tables) -> None:
    ((_, readings),) = of_kind(tram, "list")
    assert set(readings) == {"Latvia, Malta, Cyprus", "Latvia, Malta"}


def test_words_changed_in_a_quote(tram: Tables) -> None:
    ((type_, readings),) = of_kind(tram, "quote")
    assert type_ == "wording"
    shown = [words for row in readings.values() for words in row.values()]
    assert any("swing across the rails" in w for w in shown)
    assert any("swing over the rails" in w for w in shown)
    assert all(len(w.split()) <= 15 for w in shown)


def test_may_and_will(tram: Tables) -> None:
    ((type_, readings),) = of_kind(tram, "negation")
    assert type_ == "contradiction"
    assert set(readings) == {"may", "will"}


def test_nothing_else_is_listed_and_grave_things_come_first(tram: Tables) -> None:
    types = [t for _, t, _ in tram.differences()]
    assert len(types) == 6
    order = [0 if t in ("contradiction", "update") else 1 for t in types]
    assert order == sorted(order)


def test_silence_and_equal_words_are_no_difference() -> None:
    tables = told(
        a="Bridge opens\n\nThe Ossel bridge opened on Monday after two years of work.\nIt cost 40 million euros.",
        b="New bridge\n\nAfter two years of work the Ossel bridge opened on Monday.\nThe old ferry will be sold.",
        c="Ossel bridge\n\nThe bridge over the Ossel cost EUR 40 million.",
    )
    assert tables.differences() == []


@pytest.mark.parametrize(
    ("values", "when", "expected"),
    [
        (["15", "17"], {}, "contradiction"),
        (["15", "17"], {"15": ("2031-01-01", "2031-01-01"), "17": ("2031-01-02", "2031-01-03")}, "update"),
        (["at least 15", "15"], {}, "vaguer"),
        (["about 60 %", "60 %"], {}, "rounding"),
        (["412", "more than 400"], {}, "vaguer"),
        (["29", "vague 24"], {}, "vaguer"),
        (["10-15 year", "10-14 year"], {}, "contradiction"),
    ],
)
def test_types_of_numbers(values: list[str], when: dict[str, tuple[str, str]], expected: str) -> None:
    assert difference_type("number", values, when, "people killed" if when else "").type == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["2031-01-02", "2031-01-03"], "contradiction"),
        (["2031-01", "2031-01-03"], "vaguer"),
        (["2031-01-03", "2031-01-03TNI"], "vaguer"),
        (["2031-01-03TNI", "2031-01-03T23:45"], "vaguer"),
        (["2031-01-03TMO", "2031-01-03TAF"], "contradiction"),
    ],
)
def test_types_of_times(values: list[str], expected: str) -> None:
    assert difference_type("time", values, {}).type == expected


def test_a_growing_count_is_an_update_unless_the_lower_came_later() -> None:
    assert difference_type("number", ["more than 30", "47"], {}, "people killed").type == "update"
    late = {"5": ("2031-01-01", "2031-01-01"), "4": ("2031-01-02", "2031-01-02")}
    assert difference_type("number", ["4", "5"], late, "people killed").type == "contradiction"


def test_spelt_alike() -> None:
    assert spelt_alike("Mandušić", "Mandusic")
    assert spelt_alike("Organisation", "Organization")
    assert spelt_alike("Halvorsten", "Halvorlten")
    assert not spelt_alike("Miller", "miller")
    assert not spelt_alike("Arab", "Arabs")
    assert not spelt_alike("Berlin", "Munich")


@given(st.text(max_size=60), st.text(max_size=60))
def test_changed_words_lie_inside_the_quote(a: str, b: str) -> None:
    words, others = words_of(a), words_of(b)
    runs = changes(words, others)
    if runs:
        begin, end = shown_span(words, runs)
        assert 0 <= begin < end <= len(a)
        begin, end = shown_span(words, runs, a)
        assert 0 <= begin < end <= len(a)
    assert changes(words, words) == []


def test_a_reading_of_a_quote_begins_and_ends_with_a_clause() -> None:
    one = "If we believe in the harbour, if we do not want the boats to leave, then they need quays, and that is that"
    other = one.replace("the boats", "our fleet")
    words = words_of(one)
    begin, end = shown_span(words, changes(words, words_of(other)), one)
    assert one[begin:end] == "if we do not want the boats to leave, then they need quays"


@given(st.text(max_size=30))
def test_any_value_has_a_type(value: str) -> None:
    number(value)
    assert difference_type("time", [value, "2031-01-02"], {}).why


@pytest.fixture(scope="module")
def quarry() -> Tables:
    """Two tellings of one accident, which hardly share a sentence; an older accident is told as background."""
    return told(
        bote=(
            "Wall gives way at Halmund quarry\n\n"
            "A wall of the Halmund quarry collapsed on Friday and left four workers wounded, the fire service said.\n"
            "The mayor is due to visit the site on Saturday.\n"
            "In June 2019, nineteen people were wounded when a crane fell over.",
            "2031-05-09T18:00",
        ),
        anzeiger=(
            "Quarry wall collapses at Halmund\n\n"
            "Firefighters dug for hours after the collapse in the Halmund quarry.\n"
            "Six workers were injured, two of them badly.\n"
            "The mayor visited the site on Saturday.",
            "2031-05-10T18:00",
        ),
    )


def test_a_toll_is_compared_over_the_whole_story_but_not_with_another_accident(quarry: Tables) -> None:
    numbers = [set(r) for _, r in of_kind(quarry, "number")]
    assert {"4", "6"} in numbers
    assert not any("19" in values for values in numbers)


def test_what_was_due_is_told_as_done(quarry: Tables) -> None:
    assert [t for t, r in of_kind(quarry, "negation") if set(r) == {"due", "yes"}] == ["update"]
