"""A contradiction is what cannot both be right; what may be one thing told later, less exactly or in part is none."""

from __future__ import annotations

import pytest

from tellings.collate.discrepancies import difference_type

JUNE, JULY, YEAR_ON = ("2031-06-01", "2031-06-02"), ("2031-07-09", "2031-07-09"), ("2033-06-05", "2033-06-05")


@pytest.mark.parametrize(
    ("kind", "values", "shown", "expected"),
    [
        ("list", ["Oslo, Riga", "Oslo, Vilna"], "", "contradiction"),
        ("list", ["Norway, Latvia, Malta", "Norway, Malta"], "", "contradiction"),
        ("list", ["the hull, the mast", "the hull, the mast, the rudder"], "", "vaguer"),
        ("list", ["Asia, Europe", "Asia, Europe, Canada"], "", "vaguer"),
        ("list", ["Berg, Lund", "the mayor Karla Berg, Ole Lund"], "", "wording"),
        ("list", ["fraud, arson", "fraud, perjury"], "", "wording"),
        ("description", ["leg", "thigh"], "", "vaguer"),
        ("description", ["leg", "shoulder"], "", "contradiction"),
        ("place", ["southern", "southwestern"], "", "vaguer"),
        ("place", ["bar", "nightclub"], "", "wording"),
        ("negation", ["may", "yes"], "the dam may break the dam broke", "vaguer"),
        ("negation", ["not", "yes"], "he pleaded not guilty he pleaded guilty", "update"),
        ("negation", ["not", "yes"], "she did not sign she signed", "contradiction"),
        ("number", ["2000 SEK", "5000 SEK"], "up to 2,000 crowns increased to 5,000 crowns", "update"),
        ("number", ["2000 SEK", "5000 SEK"], "paid 2,000 crowns paid 5,000 crowns", "contradiction"),
        ("time", ["PXE", "PXY"], "for decades for years", "vaguer"),
    ],
)
def test_only_what_cannot_both_be_right_contradicts(kind: str, values: list[str], shown: str, expected: str) -> None:
    assert difference_type(kind, values, {}, shown).type == expected


def test_an_age_told_two_years_later_is_two_years_more() -> None:
    later = {"31 year": JUNE, "33 year": YEAR_ON}
    assert difference_type("number", ["31 year", "33 year"], later).type == "update"
    assert difference_type("number", ["31 year", "38 year"], {"31 year": JUNE, "38 year": YEAR_ON}).type != "update"


def test_what_was_an_accident_and_is_called_deliberate_weeks_later_is_an_update() -> None:
    values = ["it was an accident", "it was deliberate"]
    assert difference_type("description", values, {values[0]: JUNE, values[1]: JULY}).type == "update"
    assert difference_type("description", values, {}).type == "contradiction"
