"""Values of one thing told in other words, and values of two things that look like one, in invented tellings."""

from __future__ import annotations

import pytest

from one_story import Tables, told
from tellings.extract.printed import read
from tellings.text.quantities import find_quantities
from tellings.text.times import Anchor, find_times


@pytest.fixture(scope="module")
def quarry() -> Tables:
    """Two tellings of a landslip: counts, ages, grades and sums told in other sentences."""
    return told(
        early=(
            "Landslip at Dunmere quarry hurts 12\n\n"
            "A landslip at Dunmere quarry injured 12 workers on Tuesday, the county said.\n"
            "Four of the injured were in a serious condition.\n"
            "Three masked men had been seen near the pumps, a guard told police.\n"
            "The repair will cost A$3 million ($2.1 million).\n"
            "Firefighters searched with dogs and three helicopters in temperatures of minus 12 degrees.\n"
            "The foreman, 51, got out by himself.",
            "2031-03-05T09:00",
        ),
        late=(
            "Quarry slip: 15 treated\n\n"
            "Fifteen workers were treated after the landslip at Dunmere quarry on Tuesday, seven of them badly hurt.\n"
            "Police are looking for four masked men whom a guard had seen near the pumps.\n"
            "Repairs are put at A$3 million.\n"
            "Five helicopters joined the search, in minus-15 degree cold.\n"
            "A driver, 38, was pulled out alive.",
            "2031-03-05T12:00",
        ),
    )


@pytest.mark.parametrize("values", [{"3", "4"}, {"4", "7"}, {"3", "5"}])
def test_counts_told_in_other_sentences_are_compared(quarry: Tables, values: set[str]) -> None:
    assert values in [set(r) for kind, _, r in quarry.differences() if kind == "number"]


def test_temperatures_below_zero_are_compared(quarry: Tables) -> None:
    assert {"-12 degree", "-15 degree"} in [set(r) for _, _, r in quarry.differences()]


def test_a_sum_again_in_brackets_and_ages_of_two_people_are_not(quarry: Tables) -> None:
    found = [value for _, _, r in quarry.differences() for value in r]
    assert not [value for value in found if "2.1 million" in value or "years" in value]


def test_a_value_that_the_other_telling_gives_too_differs_in_nothing() -> None:
    tables = told(
        one="Two courts rule\n\nThe court in Arlen fined a baker 300 crowns.\nThat in Bossel fined a smith 900 crowns.",
        two="Smith fined\n\nA smith has to pay 900 crowns, a court in Bossel ruled.\nThe baker paid 300 crowns.",
    )
    assert not [r for kind, _, r in tables.differences() if kind == "number"]


def test_numbers_joined_by_and_are_two() -> None:
    found = find_quantities("The boys, ages six and seven, and two hundred and six others", [])
    assert [q.low for q in found] == [6.0, 7.0, 206.0]


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("in minus-20 degree cold", "measure", -20.0, -20.0),
        ("it was minus 20 as", "measure", -20.0, -20.0),
        ("children under ten, who", "age", None, 10.0),
        ("the 51 - year - old actor", "age", 51.0, 51.0),
        ("at $US1 million, he", "money", 1e6, 1e6),
    ],
)
def test_quantities_of_other_forms(text: str, kind: str, low: float | None, high: float | None) -> None:
    (found,) = find_quantities(text, [])
    assert (found.kind, found.low, found.high) == (kind, low, high)


def test_for_a_week_is_a_length() -> None:
    (found,) = find_times("The town will mourn for a week.", [], Anchor("2031-03-05", "en"))
    assert (found.type, found.value) == ("DURATION", "P1W")
    (found,) = find_times("She earns 20 euros a week.", [], Anchor("2031-03-05", "en"))
    assert found.type == "SET"


@pytest.mark.parametrize(
    "line",
    [
        "North Coast staff, 5 March 2031, 11:40",
        "Monitor of Mining | 5 March 2031",
        "Dunmere Courier desk, 5 March 2031",
    ],
)
def test_a_line_of_outlet_and_date_prints_a_date(line: str) -> None:
    (found,) = read(line) or ()
    assert found.value.startswith("2031-03-05") and found.how == "printed"
