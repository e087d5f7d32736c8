"""Days and hours of tellings that print no date, or print it short, and hours that only bound others: invented."""

from __future__ import annotations

import pytest

from one_story import Tables, told
from tellings.extract import dates

DATED = (
    "Fire at Hallow Mill destroys grain store\n\n"
    "A fire destroyed the grain store of Hallow Mill in Tarnby on Monday, the fire brigade said. Two workers were "
    "taken to hospital with burns.\nThe mill's owner, Greta Oland, said the store held 400 tons of barley.",
    "2024-03-12",
)


def undated(day: str) -> Tables:
    return told(
        gazette=DATED,
        courier="Grain store lost at Hallow Mill\n\n"
        f"The grain store of Hallow Mill in Tarnby was destroyed by fire on {day}, the fire brigade said. Two "
        "workers are hurt.\nThe store held 400 tons of barley, said the mill's owner, Greta Oland.",
    )


def days(tables: Tables) -> list[set[str]]:
    return [set(values) for kind, _, values in tables.differences() if kind == "date"]


def test_a_weekday_of_an_undated_telling_is_set_beside_the_day_of_a_dated_one() -> None:
    assert days(undated("Sunday")) == [{"11 March 2024", "Sunday"}]
    assert days(undated("Monday")) == []


def test_who_names_another_weekday_is_not_counted_for_the_day() -> None:
    def counted(day: str) -> bool:
        tables = undated(day)
        texts = {s.id for s in tables.rows_of("statements") if "on Monday" in s.text and "grain store" in s.text}
        rows = [m for m in tables.rows_of("statement_members") if m.statement in texts and m.support >= 0.5]
        return len({m.article for m in rows}) == 2

    assert counted("Monday") and not counted("Sunday")


@pytest.mark.parametrize(("hour", "differs"), [("at 11.20 p.m. on Monday", False), ("at 1 a.m. on Tuesday", True)])
def test_an_hour_that_something_happened_before_is_a_bound(hour: str, differs: bool) -> None:
    tail = ", the fire brigade said. Two workers were taken to hospital with burns."
    lead = "The fire at Hallow Mill in Tarnby broke out"
    tables = told(
        gazette=(f"Fire at Hallow Mill\n\n{lead} before midnight on Monday{tail}", "2024-03-12"),
        courier=(f"Mill burns in Tarnby\n\n{lead} {hour}{tail}", "2024-03-12"),
    )
    assert any(kind == "time" for kind, _, _ in tables.differences()) is differs


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 10 Nov 11", "2011-11-10"),
        ("10-Nov-11 09:30", "2011-11-10T09:30"),
        ("Posted 3 March '98", "1998-03-03"),
        ("10 Nov 11:30", None),
        ("10 Nov 11 people died", None),
        ("10 Nov 11pm", None),
    ],
)
def test_a_year_of_two_figures_that_ends_a_line(line: str, day: str | None) -> None:
    assert [found.value for found in dates.find(line)] == ([day] if day else [])


@pytest.mark.parametrize(("day", "listed"), [("Wednesday", True), ("Tuesday", False)])
def test_one_hour_on_two_weekdays_is_a_difference(day: str, listed: bool) -> None:
    tables = told(
        gazette="Slide buries houses in Tarnby\n\nA slide came down on Tarnby on Tuesday night at about 11:30 p.m. and "
        "buried 14 houses, the council said.\nRescuers brought dogs.",
        courier="Houses lost in Tarnby slide\n\nOn Tarnby a slide came down on "
        f"{day} night at about 11:30 p.m. and buried 14 houses.\nRescuers had brought dogs, the council said.",
    )
    shown = [values for kind, _, values in tables.differences() if kind == "time"]
    assert [all("23:30" in v for v in values) and len(values) == 2 for values in shown] == [True] * listed
