"""Numbers that are parts of something else, page stamps, bare weekdays and others' numbers, in invented tellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from one_story import told
from tellings.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The Herons lost 24 - 10 and are 3-14 for the year.", ["24 - 10", "3-14"]),
        ("The Herons (3-14) lost again.", []),
        ("The guard is 6-foot-8.", ["6-foot"]),
        ("It hurt more than 1, 400 people at 9: 08 p. m. on the coast.", ["more than 1, 400"]),
        ("A 5. 9 quake shook the town at 4 p. m., officials said.", ["4"]),
        ("Somebody called 911 and waited for 12 minutes.", []),
        ("The winner of 1983, '86 and '87 won again.", ["1983"]),
        ("In lots 1, 200 and 300 the U. S. firm found oil.", ["200", "300"]),
    ],
)
def test_what_is_a_part_of_something_else_counts_nothing(text: str, shown: list[str]) -> None:
    taken = [(i, i + 10) for i in [text.find("12 minutes")] if i >= 0]
    found = [text[q.begin : q.end] for q in find_quantities(text, [], taken)]
    assert [f for f in found if f != "1"] == shown


def test_thousands_that_were_taken_apart_are_one_number() -> None:
    text = "The town of 120, 000 people lies 5 km inland, the U. S. survey said."
    assert 120_000 in [q.low for q in find_quantities(text, [])]


@given(st.text(alphabet="0123456789 ,.:-–/'()apm USfoot", max_size=60))
def test_any_row_of_digits_is_read_in_order(text: str) -> None:
    found = find_quantities(text, [])
    assert all(0 <= q.begin < q.end <= len(text) for q in found)
    assert [q.begin for q in found] == sorted(q.begin for q in found)


def test_two_bare_weekdays_of_one_deed_contradict() -> None:
    tables = told(
        one=(
            "Kiln explodes\n\nThe old kiln in Marrow exploded on Tuesday, and nobody was hurt.\n"
            "Its owner, the potter Ada Lind, had lit it before breakfast and gone to the market."
        ),
        two=(
            "Marrow kiln bursts\n\nThe old kiln in Marrow exploded on Wednesday. Nobody was hurt.\n"
            "Neighbours heard the blast, and bricks flew over the road, the fire chief said."
        ),
    )
    assert [(kind, kindly) for kind, kindly, r in tables.differences() if len(r) == 2 and kind == "date"]


def test_the_page_s_own_stamp_is_no_time_of_the_story() -> None:
    tables = told(
        one=(
            "The kiln in Marrow exploded on Sunday, the mayor said, and bricks flew over the road.\n"
            "The potter Ada Lind had gone to the market.\n(Published Monday, Dec 28, 2015)"
        ),
        two=(
            "A kiln exploded in Marrow on Sunday, according to the mayor, and nobody was hurt.\n"
            "The owner of it was at the market by then.\n(Published Thursday, Jan 21, 2016)"
        ),
    )
    assert not [r for kind, _, r in tables.differences() if kind == "date"]


def test_another_player_s_number_is_no_other_reading() -> None:
    tables = told(
        one=(
            "Herons win\n\nThe Herons beat the Otters in a full hall on Sunday night.\n"
            "Jon Dray scored 14 points in the second half, and the hall sang."
        ),
        two=(
            "Herons beat Otters\n\nThe Herons beat the Otters on Sunday night in front of a full hall.\n"
            "Sam Pell scored 19 points in the second half, and the Otters wept."
        ),
    )
    assert not [r for kind, _, r in tables.differences() if kind == "number"]


def test_the_most_that_it_may_be_is_no_exact_number() -> None:
    tables = told(
        one=(
            "Barge seized\n\nThe navy seized a barge with three outboard motors off Lunn, a spokesman said.\n"
            "The crew had thrown its cargo into the sea when the frigate came near."
        ),
        two=(
            "Navy takes barge\n\nThe navy seized a barge with up to three outboard motors off Lunn on Monday.\n"
            "Nobody knows what the barge had carried, said the captain of the frigate."
        ),
    )
    assert [kindly for kind, kindly, _ in tables.differences() if kind == "number"] == ["vaguer"]


def test_a_reading_never_begins_within_a_name() -> None:
    tables = told(
        one=(
            "Man held over mill fire\n\nPolice said the fire at the Hadley mill was set on Monday.\n"
            "The 41-year-old Devon Hale was arrested in Tarn on Tuesday and held over the fire at the mill."
        ),
        two=(
            "Arrest after mill fire\n\nThe fire at the Hadley mill was set on Monday, police said.\n"
            "Devon T. Hale, 44, was arrested in Tarn on Tuesday and held over the fire at the mill."
        ),
    )
    shown = [words for _, _, readings in tables.differences() for held in readings.values() for words in held.values()]
    assert any("44" in words for words in shown)
    assert all("Devon" in words for words in shown if "Hale" in words)
