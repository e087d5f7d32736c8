"""Where somebody is from and where a deed was, by names that know nothing of one another, in invented tellings."""

from __future__ import annotations

from one_story import Tables, told
from tellings.collate.variants_grounds import ground_type


def _places(tables: Tables) -> list[tuple[str, frozenset[str]]]:
    return [(kindly, frozenset(r)) for kind, kindly, r in tables.differences() if kind == "place"]


def test_a_town_and_a_country_that_neither_telling_shares() -> None:
    tables = told(
        one=(
            "Skier falls\n\nA skier, Nadia Kovar, fell into a gully near the Brand hut on Monday, rescuers said.\n"
            "Kovar, who lived in Norway, was brought down by helicopter."
        ),
        two=(
            "Woman falls into gully\n\nNadia Kovar fell into a gully near the Brand hut on Monday, rescuers said.\n"
            "Kovar, who lives in Bergen, was brought down by a helicopter."
        ),
    )
    assert ("vaguer", frozenset({"region: Norway", "place: Bergen"})) in _places(tables)


def test_who_tells_of_the_town_and_of_its_country_tells_both() -> None:
    tables = told(
        one=(
            "Skier falls\n\nA skier, Nadia Kovar, fell into a gully near the Brand hut on Monday, rescuers said.\n"
            "Kovar, who lived in Norway, was brought down by helicopter."
        ),
        two=(
            "Woman falls into gully\n\nNadia Kovar fell into a gully near the Brand hut on Monday, rescuers said.\n"
            "Kovar, who lives in Bergen, was brought down by a helicopter. She had come from Norway by train."
        ),
    )
    assert not _places(tables)


def test_the_type_is_told_by_the_values() -> None:
    assert ground_type(["place: Kelm", "place: Stenfeld"]) == ("contradiction", "neither telling knows the other's")
    assert ground_type(["region: Norway", "place: Bergen"]) == ("vaguer", "one may lie in the other")
    assert ground_type(["hospital", "place: Kelm"]) is None
