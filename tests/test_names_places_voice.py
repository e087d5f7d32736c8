"""A capital and its country are one voice."""

from __future__ import annotations

import pytest

from tellings.text.names_places import country_behind


@pytest.mark.parametrize(
    ("one", "other"), [("Lisbon", "Portugal"), ("the Netherlands", "Amsterdam"), ("Oslo", "Norway")]
)
def test_a_capital_speaks_for_its_country(one: str, other: str) -> None:
    assert country_behind(one) is not None and country_behind(one) == country_behind(other)


@pytest.mark.parametrize("name", ["Marta Vrel", "Tarnvik", ""])
def test_others_speak_for_themselves(name: str) -> None:
    assert country_behind(name) is None
