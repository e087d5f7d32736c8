"""One name written in two ways, in invented tellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from one_story import Tables, told
from tellings.collate.variants_written import letters, writing


def _names(tables: Tables) -> list[tuple[str, set[str]]]:
    return [(kindly, set(r)) for kind, kindly, r in tables.differences() if kind == "name"]


def _pair(one: str, two: str) -> Tables:
    return told(
        one=(
            f"Bridge opens in Tarn\n\n{one} opened the new bridge in Tarn on Monday, the council said.\n"
            f"Hundreds came to see {one} cut the ribbon."
        ),
        two=(
            f"New bridge for Tarn\n\nThe new bridge in Tarn was opened on Monday by {two}, according to the council.\n"
            "The road will be free of tolls."
        ),
    )


def test_a_capital_inside_a_name_is_a_difference_of_spelling() -> None:
    tables = _pair("Marta LaVelle", "Marta Lavelle")
    assert ("spelling", {"Marta LaVelle", "Marta Lavelle"}) in _names(tables)


def test_who_is_called_junior_in_one_telling_is_named_in_two_ways() -> None:
    tables = _pair("Robert Hallgren", "Robert Hallgren Jr.")
    assert ("wording", {"Robert Hallgren", "Robert Hallgren Jr."}) in _names(tables)


def test_a_comma_before_junior_is_house_style() -> None:
    tables = _pair("Robert Hallgren, Jr.", "Robert Hallgren Jr.")
    assert not _names(tables)


def test_a_house_that_writes_whole_names_makes_no_difference() -> None:
    assert not _names(_pair("Robert Hallgren", "Robert Q. Hallgren Jr."))


@pytest.mark.parametrize(
    ("one", "two"),
    [("Robert Hallgren", "Robert Marten Hallgren"), ("Robert Q. Hallgren", "Robert T. Hallgren")],
)
def test_a_name_between_the_first_and_the_last_is_compared(one: str, two: str) -> None:
    assert {one, two} in [r for _, r in _names(_pair(one, two))]


def test_a_telling_that_shortens_a_name_knows_all_of_it() -> None:
    assert not _names(
        told(
            one="Bridge opens\n\nRobert Marten Hallgren opened the bridge in Tarn on Monday, the council said.",
            two=(
                "Robert Hallgren opens bridge\n\nThe bridge in Tarn was opened on Monday by Robert Marten Hallgren. "
                "The council said that Robert Hallgren would come back."
            ),
        )
    )


def test_a_slip_of_the_pen_is_a_spelling_though_its_telling_has_the_right_one_too() -> None:
    tables = told(
        one=(
            "Mayor resigns\n\nMayor Robert Hallgren of Tarn resigned on Friday after a row over parking fees.\n"
            "Hallgren had been in office for six years."
        ),
        two=(
            "Row over parking\n\nAfter a row over parking fees, Robert Hallgren resigned on Friday as mayor of Tarn. "
            "Halgren had been in office for six years. Hallgren said he was tired."
        ),
    )
    assert ("spelling", {"Hallgren", "Halgren"}) in _names(tables)


def test_initials_stand_for_given_names() -> None:
    tables = _pair("Marten Okke Hallgren", "M.O. Hallgren")
    assert any(r == {"Marten Okke Hallgren", "M.O. Hallgren"} for _, r in _names(tables))


@pytest.mark.parametrize(
    ("a", "b", "person"),
    [
        ("Lavelle Orr", "LaVelle Orr", True),
        ("J.R. Orr", "JR Orr", True),
        ("Northwind", "North Wind", False),
        ("Well-Come Stores", "Wellcome Stores", False),
        ("St. Bride's Parish", "St. Bride Parish", False),
    ],
)
def test_two_ways_to_write(a: str, b: str, person: bool) -> None:
    assert letters(a) == letters(b)
    assert writing(a, person) != writing(b, person)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the Harbour Board", "Harbour Board’s"),
        ("St. Bride Parish", "St Bride parish"),
        ("U.N. Council", "UN Council"),
        ("U. N. Council", "U.N. Council"),
        ("Rob “Stilts” Orr", 'Rob "Stilts" Orr'),
        ("al-Horr Gate", "Al-Horr Gate"),
        ("J.R.Orr", "J.R. Orr"),
    ],
)
def test_house_style(a: str, b: str) -> None:
    assert letters(a) == letters(b)
    assert writing(a, False) == writing(b, False)


@given(st.text(max_size=40), st.booleans())
def test_any_text(text: str, person: bool) -> None:
    assert isinstance(writing(text, person), str)
    assert letters(text) == letters(text + " ")


def test_a_name_that_leaves_out_a_word_is_less_exact() -> None:
    tables = told(
        one=(
            "Fire at hotel\n\nA fire broke out at the Bellmont Grand Hotel in Tarn on Monday.\n"
            "Guests of the Bellmont Grand Hotel fled in their night clothes."
        ),
        two=(
            "Hotel burns in Tarn\n\nA fire broke out in Tarn's Bellmont Hotel on Monday, the police said.\n"
            "The Bellmont Hotel has ninety rooms."
        ),
    )
    found = [(typed, set(r)) for kind, typed, r in tables.differences() if kind == "name"]
    assert ("vaguer", {"Bellmont Hotel", "Bellmont Grand Hotel"}) in found


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("the Southern Norland Board", "the South Norland Board"),
        ("the Tarn Naval Board", "the Tarn Navy Board"),
        ("the Trans-Norland Board", "the Trans Norland Board"),
    ],
)
def test_words_of_the_language_are_no_two_spellings(one: str, two: str) -> None:
    assert not [typed for typed, r in _names(_pair(one, two)) if any(len(v.split()) == 1 for v in r)]
