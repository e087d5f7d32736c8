"""What one telling leaves open and another tells, who acted, where by street, with what charged, how far damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from one_story import told
from tellings.collate.variants_addresses import address_type, addresses
from tellings.collate.variants_view import view
from tellings.records import Sentence

_REST = (
    "\nSchools and ferries in Ostra and Kelm {} shut on Monday."
    "\nMayor Lotte Brand asked residents of Ostra to stay calm."
)


def _differences(title: str, one: str, two: str) -> list[tuple[str, str, list[str]]]:
    tables = told(
        one=(f"{title}\n\n{one}{_REST.format('were')}", "2031-03-10T09:00"),
        two=(f"{title}\n\n{two}{_REST.format('stayed')}", "2031-03-11T12:00"),
    )
    return [(kind, type_, sorted(readings)) for kind, type_, readings in tables.differences()]


@pytest.mark.parametrize(
    ("one", "two", "row"),
    [
        (
            "Police in Ostra have not identified the gunman who held up the ferry office.",
            "Police in Ostra arrested Daniel Roth on Monday over the robbery of the ferry office.",
            ("description", "update", ["named", "not named"]),
        ),
        (
            "The motive for the attack on the ferry office is not known, police in Ostra said.",
            "Police in Ostra suspect the man was trying to rob the ferry office.",
            ("description", "update", ["known", "not known"]),
        ),
        (
            "Protesters threw stones at police outside the Kelm town hall.",
            "Police dispersed protesters outside the Kelm town hall with water cannon.",
            ("description", "contradiction", ["against the crowd", "against the police"]),
        ),
        (
            "The fire destroyed the Kelm church, its pastor said.",
            "The Kelm church was badly damaged by the fire, its pastor said.",
            ("description", "contradiction", ["badly damaged", "destroyed"]),
        ),
        (
            "Three people were hurt, one of them seriously, the hospital in Kelm said.",
            "None of the three was seriously hurt, the hospital in Kelm said.",
            ("negation", "contradiction", ["none", "some"]),
        ),
        (
            "Roth was charged with arson on Tuesday in Kelm.",
            "In Kelm, Roth faces a charge of manslaughter.",
            ("description", "wording", ["charge: arson", "charge: manslaughter"]),
        ),
        (
            "The Belgian MPs completely boycotted the Kelm hearing.",
            "Almost all of the Belgian members chose not to attend the Kelm hearing.",
            ("description", "contradiction", ["all", "almost all"]),
        ),
        (
            "The chapel lies four miles north of Ostra.",
            "The chapel lies four miles south of Ostra.",
            ("place", "contradiction", ["north", "south"]),
        ),
    ],
)
def test_what_is_open_or_told_otherwise_is_a_difference(one: str, two: str, row: tuple[str, str, list[str]]) -> None:
    assert row in _differences("Ostra and Kelm", one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # he is named there too: another man is not
            "Daniel Roth was arrested on Monday in Ostra. Police have not identified a second suspect.",
            "Police in Ostra arrested Daniel Roth on Monday over the robbery of the ferry office.",
        ),
        (  # both sides act in one telling
            "Protesters threw stones at police in Kelm, and police beat protesters with batons.",
            "Police dispersed protesters in Kelm with water cannon.",
        ),
        (  # one names fewer of the charges
            "Roth was charged with arson and manslaughter on Tuesday in Kelm.",
            "Roth was charged with manslaughter on Tuesday in Kelm.",
        ),
        (  # an earlier year's charge
            "Roth was charged with arson in 2019, the court in Kelm said.",
            "Roth was charged with manslaughter on Tuesday in Kelm.",
        ),
        (  # two places
            "The chapel lies four miles north of Ostra. The mill lies two miles south of Ostra.",
            "The mill lies two miles south of Ostra.",
        ),
    ],
)
def test_what_two_tellings_both_tell_is_none(one: str, two: str) -> None:
    words = {"named", "against the crowd", "charge: arson", "north", "south"}
    assert not any(words & set(values) for _, _, values in _differences("Ostra and Kelm", one, two))


def test_addresses_of_one_street_are_compared() -> None:
    found = _differences(
        "Fire in Ostra",
        "The fire broke out in the 300 block of Brenner Street on Monday.",
        "The fire broke out at the corner of Brenner Street and Ninth Avenue on Monday.",
    )
    row = next(row for row in found if row[0] == "place")
    assert row[1:] == (
        "wording",
        ["block 300: 300 block of Brenner Street", "corner: corner of Brenner Street and Ninth Avenue"],
    )


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (["house 12: 12 Mill Road", "house 14: 14 Mill Road"], "contradiction"),
        (["block 300: 300 block of Mill Road", "house 312: 312 Mill Road"], "vaguer"),
        (["block 300: 300 block of Mill Road", "house 512: 512 Mill Road"], "contradiction"),
        (["corner: Mill Road and 3rd Street", "house 512: 512 Mill Road"], "wording"),
        (["range: from Mill Road to Elm Road", "range: from Mill Road to Ash Road"], "contradiction"),
    ],
)
def test_the_type_of_two_addresses(values: list[str], type_: str) -> None:
    found = address_type(values)
    assert found is not None
    assert found[0] == type_


def test_other_values_are_no_addresses() -> None:
    assert address_type(["north", "south"]) is None


@given(
    st.text(max_size=200) | st.from_regex(r"([1-9]{1,5} (North )?[A-Z][a-z]{0,5} (St|Road)\.? ?){0,6}", fullmatch=True)
)
def test_any_text_is_looked_through_for_addresses(text: str) -> None:
    story = view([], [], [], [])
    story.text["a"] = text
    story.sentences["a", 0] = Sentence("a", 0, 0, len(text), 0, "body")
    for found in addresses(story, ("a", 0)):
        assert text[found.begin : found.end].strip()
        assert found.roads
