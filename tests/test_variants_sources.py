"""What tellings tell alike on the word of another: who is named as its source, and what is no difference."""

from __future__ import annotations

import pytest

from one_story import told

_REST = (
    "\nSchools and ferries in Ostra and Kelm {} shut on Monday."
    "\nMayor Lotte Brand asked residents of Ostra to stay calm."
)


def _sources(one: str, two: str) -> list[tuple[str, list[str]]]:
    tables = told(
        one=(f"Ostra and Kelm\n\n{one}{_REST.format('were')}", "2031-03-10T09:00"),
        two=(f"Ostra and Kelm\n\n{two}{_REST.format('stayed')}", "2031-03-11T12:00"),
    )
    return [(type_, sorted(readings)) for kind, type_, readings in tables.differences() if kind == "attribution"]


CHASE = "Deputies chased the driver for twenty miles through a building site before he stopped near Ostra"


@pytest.mark.parametrize(
    ("one", "two", "row"),
    [
        (
            f"{CHASE}, Sheriff Rolf Anders said.",
            f"{CHASE}, Captain Nora Lund said.",
            ("contradiction", ["Nora Lund", "Rolf Anders"]),
        ),
        (
            f"{CHASE}, Sheriff Rolf Anders said.",
            f"{CHASE}, authorities said.",
            ("vaguer", ["Rolf Anders", "source: authorities"]),
        ),
        (
            f"{CHASE}, police said.",
            f"{CHASE}, witnesses said.",
            ("wording", ["source: police", "source: witnesses"]),
        ),
    ],
)
def test_the_same_on_the_word_of_another(one: str, two: str, row: tuple[str, list[str]]) -> None:
    assert row in _sources(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (f"{CHASE}, police said.", f"{CHASE}, authorities said."),
        (  # he said it there too
            f"{CHASE}, Sheriff Rolf Anders said.",
            f"{CHASE}, Captain Nora Lund said. Sheriff Rolf Anders said that {CHASE[0].lower()}{CHASE[1:]}.",
        ),
        (  # one tells on whose word the other does
            f"{CHASE}, witnesses said.",
            f"{CHASE}, police said, citing witnesses.",
        ),
        (  # two matters
            f"{CHASE}, Sheriff Rolf Anders said.",
            "The bridge over the river Kelm will stay shut for two weeks, Captain Nora Lund said.",
        ),
    ],
)
def test_what_rests_on_one_word(one: str, two: str) -> None:
    assert not _sources(one, two)
