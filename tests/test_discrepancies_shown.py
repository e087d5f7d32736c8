"""A reading's value is shown in words, never as the machine keeps it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.collate.discrepancies_values import number_type, time_type
from tellings.collate.discrepancies_words import distinct, in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("7", "7"),
        ("1989", "1989"),
        ("12000", "12,000"),
        ("1 franc", "1 franc"),
        ("200 franc", "200 francs"),
        ("86000 USD", "86,000 USD"),
        ("more than 30.56 m/s", "more than 110 km/h"),
        ("31.11 m/s", "112 km/h"),
        ("about 6.437e+04 m", "about 64.4 km"),
        ("1380000 kg", "1,380 tonnes"),
        ("46%", "46%"),
        ("2-3", "2 to 3"),
        ("3-2", "3-2"),
        ("2300000", "2.3 million"),
        ("2345678", "2,345,678"),
        ("44 year", "44 years"),
        ("vague 200", "hundreds"),
        ("vague 3 degree", "several degrees"),
        ("2026-03-14T20:25", "20:25 on 14 March 2026"),
        ("2026-03-14TEV", "the evening of 14 March 2026"),
        ("2025-11", "November 2025"),
        ("saturdayTMO", "Saturday morning"),
        ("about T11:00", "about 11:00"),
        ("PT1H30M", "1 hour 30 minutes"),
        ("about P6D", "about 6 days"),
        ("PXM", "some months"),
        ("2024-Q3", "the third quarter of 2024"),
        ("2026-SU", "summer of 2026"),
        ("at the harbour", "at the harbour"),
        ("2026-13-01", "2026-13-01"),
    ],
)
def test_a_value_is_said_as_a_reader_would_say_it(value: str, words: str) -> None:
    assert in_words(value) == words


def test_two_values_are_never_shown_alike() -> None:
    assert distinct(["30.5555 m/s", "30.5556 m/s", "7"]) == {
        "30.5555 m/s": "30.5555 m/s",
        "30.5556 m/s": "30.5556 m/s",
        "7": "7",
    }


def test_reasons_are_words() -> None:
    assert "6 days" in time_type(["P6D", "about P5D"]).why
    assert number_type(["1380000 kg", "1400000 kg"], {}).why == "1,380 tonnes and 1,400 tonnes are one number, rounded"


@given(st.text(max_size=40))
def test_any_value_can_be_shown(value: str) -> None:
    assert isinstance(in_words(value), str)
