"""Where by name and by sort, by street and by number, and the only hours of two tellings, in invented tellings."""

from __future__ import annotations

import time

from one_story import Tables, told
from tellings.collate.variants_addresses import _ADDRESS


def _read(tables: Tables, wanted: str) -> list[tuple[str, set[str]]]:
    return [(kindly, set(r)) for kind, kindly, r in tables.differences() if kind == wanted]


def test_a_hospital_by_name_is_more_exact_than_a_nearby_hospital() -> None:
    tables = told(
        one=(
            "Baby hurt in Tarn\n\nA lamp fell on a baby in Tarn on Monday, the police said.\n"
            "The baby was rushed to a nearby hospital for surgery, a spokeswoman said."
        ),
        two=(
            "Lamp falls on baby\n\nA baby was hurt by a falling lamp in Tarn on Monday.\n"
            "The baby was rushed to Bellmont Hospital Center, where she underwent surgery."
        ),
    )
    assert ("vaguer", {"hospital", "hospital: Bellmont Hospital Center"}) in _read(tables, "place")


def test_two_victims_and_the_fourth_may_be_in_two_hospitals() -> None:
    tables = told(
        one=(
            "Bus overturns\n\nA bus overturned near Tarn on Monday, the police said.\n"
            "The fourth victim was taken to the hospital by her sister."
        ),
        two=(
            "Bus falls over\n\nA bus fell over near Tarn on Monday, according to the police.\n"
            "Two victims were taken to Bellmont County Hospital in a helicopter."
        ),
    )
    assert not _read(tables, "place")


def test_a_street_alone_is_less_exact_than_a_house_in_it() -> None:
    tables = told(
        one=(
            "Shop burns\n\nA shop burned down on Larch Street in Tarn on Monday, and nobody was hurt.\n"
            "Its owner had gone to the market."
        ),
        two=(
            "Fire in Tarn\n\nThe fire broke out at 833 Larch Street in Tarn around noon.\n"
            "Nobody was hurt when the shop burned down on Monday, a neighbour said."
        ),
    )
    assert [(kindly, len(r)) for kindly, r in _read(tables, "place")] == [("vaguer", 2)]


def test_the_only_hours_of_two_tellings_are_of_one_event() -> None:
    tables = told(
        one=(
            "Shots at party\n\nForty guests were dancing in Tarn when shots rang out at about 1:15 a.m. Tuesday.\n"
            "The sergeant asked for witnesses."
        ),
        two=(
            "Party ends in shots\n\nThe incident happened shortly after 1 a.m. Tuesday at a party in Tarn.\n"
            "Guests fled over the fence, said the sergeant."
        ),
    )
    assert [kindly for kindly, _ in _read(tables, "time")] == ["vaguer"]


def test_a_long_word_beside_a_street_takes_no_longer_than_it_is_long() -> None:
    """Forty thousand letters without a space, as a program leaves them where it has lost the spaces."""
    began = time.process_time()
    for word in ("A" * 40_000, "Aa-" * 13_000, "O’" * 20_000):
        text = f"{word} shot on Main Street, at Main Street and Third Avenue"
        assert "Main Street and Third Avenue" in [m[0] for m in _ADDRESS.finditer(text)]
    assert time.process_time() - began < 2
