"""Numbers and dates of two owners or two deeds are no difference, however alike their sentences are."""

from __future__ import annotations

import pytest

from one_story import Tables, told


@pytest.fixture(scope="module")
def ferry() -> Tables:
    """Two tellings of a ferry that ran aground, which date other deeds and count other people's years."""
    return told(
        courier=(
            "Ferry captain before the court in Tarnby\n\n"
            "The ferry Solveig ran aground off Tarnby on Monday with 40 people aboard.\n"
            "Captain Henrik Dahl was arrested on Tuesday over the grounding of the ferry Solveig off Tarnby.\n"
            "Engineer Pauline Roos worked 12 winters for the ferry line in Tarnby.\n"
            "Two groups of passengers quarrelled over the lifeboats.\n"
            "The coast guard fined the ferry line 3,000 crowns.",
            "2031-05-07T12:00",
        ),
        herald=(
            "Captain of the ferry Solveig charged\n\n"
            "The ferry Solveig ran aground off Tarnby on Monday with 43 people aboard.\n"
            "Captain Henrik Dahl faces a hearing on Thursday over the grounding of the ferry Solveig off Tarnby.\n"
            "Captain Henrik Dahl worked 17 winters for the ferry line in Tarnby.\n"
            "One group of passengers quarrelled over the lifeboats with another.\n"
            "The coast guard fined the ferry line 5,000 crowns.",
            "2031-05-08T12:00",
        ),
    )


def readings(tables: Tables) -> list[set[str]]:
    return [set(values) for _, _, values in tables.differences()]


@pytest.mark.parametrize("values", [{"40", "43"}, {"3000", "5000"}])
def test_numbers_of_one_owner_differ(ferry: Tables, values: set[str]) -> None:
    assert any({v.split()[0].replace(",", "") for v in found} == values for found in readings(ferry))


def test_days_of_two_deeds_do_not_differ(ferry: Tables) -> None:
    assert not any("2031-05-06" in found or "2031-05-08" in found for found in readings(ferry))


def test_winters_of_two_people_do_not_differ(ferry: Tables) -> None:
    assert not any({"12", "17"} <= found for found in readings(ferry))


def test_one_group_and_another_are_two(ferry: Tables) -> None:
    assert not any({"1", "2"} <= found for found in readings(ferry))


def test_what_some_have_and_others_have_not_is_no_share() -> None:
    tables = told(
        one="Crash at Tarnby\n\nFive were hurt at Tarnby pier on Monday. None of the passengers had broken bones.",
        two="Ferry crash\n\nA ferry hit Tarnby pier on Monday. Some of the passengers had tickets for Oslo.",
    )
    assert not any({"none", "some"} <= found for found in readings(tables))


def test_the_places_of_pictures_in_a_row_and_dates_of_two_people_are_no_difference() -> None:
    tables = told(
        one=(
            "Fire at Tarnby mill\n\nImage 3 of 41 firefighters at the mill in Tarnby.\nA fire destroyed the mill.\n"
            "Anna Berg was released from the hospital in Tarnby on Monday.",
            "2031-05-07T12:00",
        ),
        two=(
            "Mill burns in Tarnby\n\nImage 5 of 12 firefighters at the mill in Tarnby.\nA fire destroyed the mill.\n"
            "Ole Lund was released from the hospital in Tarnby on Tuesday.",
            "2031-05-08T12:00",
        ),
    )
    assert not any({"12", "41"} <= found or "2031-05-06" in found for found in readings(tables))


def test_a_day_whose_year_is_a_guess_is_silent_on_the_hour() -> None:
    tables = told(
        one=("Party at Tarnby\n\nShots were fired at the party in Tarnby at 6:15 p.m. on May 6, 2031.", "2031-05-07"),
        two=(
            "Tarnby shots\n\nShots were fired at the party in Tarnby at about 6:40 p.m. on May 6, 2031.",
            "2031-05-07",
        ),
        three=(
            "A plea in Tarnby\n\nTwo pleaded guilty over shots fired at the party in Tarnby on May 6.",
            "2032-09-01",
        ),
    )
    assert not any(
        any(v.startswith(("2032", "2031-05-06")) and "T" not in v for v in found) for found in readings(tables)
    )
