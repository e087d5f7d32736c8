"""Values that two tellings give in other words, in other places and under other verbs."""

from __future__ import annotations

import pytest

from one_story import Tables, told


@pytest.fixture(scope="module")
def crane() -> Tables:
    """Two free tellings of a crane that fell on a market hall: truth is seven numbers told apart, three told alike."""
    return told(
        daily=(
            "Crane falls on market hall in Obernach\n\n"
            "OBERNACH, April 3 - A crane fell through the roof of the market hall in Obernach on Thursday.\n"
            "Gusts of 96 kilometres an hour were measured in the town, the weather service said.\n"
            "Two traders were slightly hurt. The hall, which was built in 1904, will be closed for weeks.\n"
            "Its repair will cost 2.3 million crowns, said architect Lea Brunn, 44.\n"
            "Some 1,900 people signed a petition last year against the building site beside the hall.\n"
            "The crane company has a staff of 310.",
            "2031-04-04T06:00",
        ),
        weekly=(
            "After the crane\n\n"
            "The market hall of Obernach has a hole in its roof since a crane came down on it on Thursday.\n"
            "The wind had reached 106 kph, meteorologists say.\n"
            "Lea Brunn leads the repairs. The 46-year-old expects a bill of about 2.8 million crowns.\n"
            "Neighbours had warned of the building site; 1,400 had signed against it.\n"
            "The owner of the crane employs 350 people in three towns.",
            "2031-04-05T06:00",
        ),
    )


@pytest.mark.parametrize(
    "values",
    [{"96 km/h", "106 km/h"}, {"44 years", "46 years"}, {"2.3 million", "about 2.8 million"}, {"310", "350"}],
)
def test_one_thing_told_in_other_words_is_compared(crane: Tables, values: set[str]) -> None:
    assert values in [set(r) for _, _, r in crane.differences()]


def test_nothing_is_set_against_another_thing(crane: Tables) -> None:
    pairs = [set(r) for kind, _, r in crane.differences() if kind in ("number", "time", "date")]
    assert all(not {"1904", "2"} & pair for pair in pairs)
    assert not [p for p in pairs if {"3", "350"} <= p or {"2", "3"} <= p]


def test_about_so_many_is_no_other_number() -> None:
    tables = told(
        one="Rope gives way\n\nThe rope of the ferry at Lund broke on Sunday and 140 passengers were stranded.",
        two="Ferry adrift\n\nAbout 140 passengers were stranded on Sunday when the rope of the Lund ferry broke.",
    )
    assert not [r for kind, _, r in tables.differences() if kind == "number"]


@pytest.fixture(scope="module")
def mast() -> Tables:
    """Two free tellings of a radio mast that is to be moved."""
    return told(
        daily=(
            "Tolm to move its mast\n\n"
            "TOLM, May 6 - The council of Tolm decided on Tuesday to move the town's radio mast to Pike Hill.\n"
            "The mast, which was built in 1957, is in the way of a new school.\n"
            "The council debated for a quarter of an hour. It has put aside 3.4 million euros for the work.\n"
            "A crew of 14 will take the mast down.\n"
            "One household in ten gets its programmes from it.\n"
            "Mayor Inger Solli, who turned 60 in April, called it the fourth move in the town's history.",
            "2031-05-07T06:00",
        ),
        weekly=(
            "A mast moves house\n\n"
            "In spite of protests Tolm will put its radio mast on Pike Hill.\n"
            "The mast dates from 1959 and stands where children are to have lessons.\n"
            "After a debate of 25 minutes the councillors voted for a budget of 4.1 million.\n"
            "Eighteen crew members are needed to dismantle it, said Inger Solli, 62, the mayor.\n"
            "Some 15 percent of the homes still use it.\n"
            "The town hall of Tolm cost 8 million euros.",
            "2031-05-09T06:00",
        ),
    )


@pytest.mark.parametrize(
    "values",
    [{"60 years", "62 years"}, {"1957", "1959"}, {"14", "18"}],
)
def test_what_is_counted_and_meant_is_read_off_the_words_around(mast: Tables, values: set[str]) -> None:
    assert values in [set(r) for _, _, r in mast.differences()]


def test_a_sum_is_not_set_against_that_of_another_thing(mast: Tables) -> None:
    assert not [r for _, _, r in mast.differences() if "8000000 EUR" in r or "4" in r]


def test_ranks_that_tell_things_apart_and_hours_of_two_days_are_not_compared() -> None:
    tables = told(
        one=(
            "Lift stops above Gorl\n\nTORP, May 3 - The Gorl chair lift stopped on Saturday between the second and the "
            "fourth tower.\nThe last of the passengers was down at 8:25 p.m., the operator said.",
            "2031-05-04T06:00",
        ),
        two=(
            "Chair lift: all safe\n\nThe rope of the Gorl chair lift jumped off at the third tower on Saturday.\n"
            "By noon on Sunday only one of the passengers was in hospital, the police said.",
            "2031-05-04T15:00",
        ),
    )
    assert not [r for kind, _, r in tables.differences() if kind in ("number", "time")]


def test_a_part_is_not_set_against_the_whole() -> None:
    tables = told(
        one="Bus strike in Holm\n\nOf Holm's 450 bus drivers, 380 stayed away from work on Monday, the union said.",
        two="Holm without buses\n\nThe strike of the city's 450 drivers brought buses in Holm to a halt on Monday.",
        three="Drivers stay home\n\nSome 380 drivers had stayed at home when the strike in Holm began on Monday.\n"
        "The company employs 450 drivers.",
    )
    assert not [r for kind, _, r in tables.differences() if kind == "number"]
