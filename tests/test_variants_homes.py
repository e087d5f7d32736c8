"""Where somebody by name lives, in invented tellings."""

from __future__ import annotations

from one_story import Tables, told


def _homes(one: str, two: str) -> list[tuple[str, set[str]]]:
    tables: Tables = told(
        one=(
            f"Boat stolen\n\nA boat was stolen from the harbour on Monday. {one} was arrested, the police said.\n"
            "Officers found the boat behind a barn."
        ),
        two=(
            f"Thief held\n\nPolice arrested {two} after a boat was stolen from the harbour on Monday.\n"
            "The boat was found behind a barn."
        ),
    )
    return [(kindly, set(r)) for kind, kindly, r in tables.differences() if kind == "place"]


def test_two_towns_are_two_homes() -> None:
    found = _homes("Albert Ferrol, 31, of Denver", "Albert Ferrol, 31, of Houston,")
    assert ("contradiction", {"home: Denver", "home: Houston"}) in found


def test_a_town_and_a_state_are_more_and_less_exact() -> None:
    found = _homes("Albert Ferrol, 31, of Denver", "Albert Ferrol, 31, of Texas,")
    assert [typed for typed, _ in found] == ["vaguer"]


def test_two_streets_are_two_homes() -> None:
    one = "Albert Ferrol, 31, of the 300 block of Larch Street"
    found = _homes(one, "Albert Ferrol, 31, of 1206 Elder Avenue,")
    assert any("home: 1206 Elder Avenue" in r for _, r in found)


def test_house_and_block_of_one_street_are_one_home() -> None:
    one = "Albert Ferrol, 31, of the 300 block of Larch Street"
    assert not any(r & {"home: 306 Larch Street"} for _, r in _homes(one, "Albert Ferrol, 31, of 306 Larch Street,"))


def test_one_town_under_two_names_is_one_home() -> None:
    assert not _homes("Albert Ferrol, 31, of Denver", "Denver resident Albert Ferrol")
