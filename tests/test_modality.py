"""What tellings claim and deny of one deed, and what only looks like it."""

from __future__ import annotations

import pytest

from one_story import told

_REST = (
    "\nSchools and ferries in Ostra and Kelm {} shut on Monday."
    "\nMayor Lotte Brand asked residents of Ostra to stay calm."
)


def _denials(one: str, two: str) -> list[list[str]]:
    tables = told(
        one=(f"Ostra and Kelm\n\n{one}{_REST.format('were')}", "2031-03-10T09:00"),
        two=(f"Ostra and Kelm\n\n{two}{_REST.format('stayed')}", "2031-03-11T12:00"),
    )
    return [sorted(readings) for kind, _, readings in tables.differences() if kind == "negation"]


@pytest.mark.parametrize(
    ("one", "two", "values"),
    [
        (  # who does not think that he won thinks that he did not
            "“I do not think Ferrante won the count in Ostra,” the mayor said.",
            "Ferrante won the count in Ostra, the mayor said on Monday.",
            ["not", "yes"],
        ),
        (
            "The owner expects the sale of the Kelm foundry to be completed in May.",
            "The sale of the Kelm foundry was completed in May.",
            ["due", "yes"],
        ),
        (
            "Ferrante has not been charged in the Kelm foundry case, prosecutors said.",
            "Ferrante was charged in the Kelm foundry case on Monday, prosecutors said.",
            ["not", "yes"],
        ),
    ],
)
def test_what_is_claimed_and_denied(one: str, two: str, values: list[str]) -> None:
    assert values in _denials(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # what is denied is the journey, not the blow before it
            "Daniel Roth was not taken to a hospital after being hit in the head at the Kelm mill.",
            "Daniel Roth was hit in the head at the Kelm mill on Monday.",
        ),
        (  # a condition
            "If the council and the union cannot reach a deal on the Kelm ferry, it will stop on Friday.",
            "The council and the union reached a deal on the Kelm ferry.",
        ),
        (  # advice
            "Doctors said Ferrante should never step into the ring in Kelm again.",
            "Ferrante stepped into the ring in Kelm on Monday.",
        ),
        (  # what is not disputed is not denied
            "The prosecutor did not dispute that Mayor Brand had ordered Ferrante to lie to the Kelm court.",
            "Mayor Brand had ordered Ferrante to lie to the Kelm court, a report said.",
        ),
        (  # who allows, and who is allowed
            "Under its licence the Kelm foundry is not allowed to use the old rail line.",
            "The Kelm foundry allows the ferry to use the old rail line.",
        ),
        (  # two years
            "Ferrante will host the Kelm regatta.",
            "Ferrante hosted the Kelm regatta in 2019.",
        ),
        (  # a boy, and his parents
            "The parents of the boy hurt in Kelm will not be charged, prosecutors said.",
            "The boy hurt in Kelm was charged on Monday, prosecutors said.",
        ),
        (  # an aim
            "The ferry stopped so that talks in Kelm may continue.",
            "The talks in Kelm continued on Monday while the ferry stopped.",
        ),
    ],
)
def test_what_is_not_denied(one: str, two: str) -> None:
    assert not _denials(one, two)


def test_what_was_to_come_and_is_done_is_asked_as_such() -> None:
    sold = "The sale of the Kelm foundry was completed in May."
    due = "The owner expects the sale of the Kelm foundry to be completed in May."
    tables = told(
        one=(f"Ostra and Kelm\n\n{due}{_REST.format('were')}", "2031-03-10T09:00"),
        two=(f"Ostra and Kelm\n\n{sold}{_REST.format('stayed')}", "2031-03-11T12:00"),
    )
    (about,) = [d.about for d in tables.rows_of("discrepancies") if d.kind == "negation"]
    assert about.endswith(": done or due")
