"""Numbers and times of invented tellings: what is one thing told twice, and what is not."""

from __future__ import annotations

import pytest

from one_story import Tables, told
from tellings import queries
from tellings.claims import answer
from tellings.settings import Settings


@pytest.fixture(scope="module")
def lock() -> Tables:
    """Four tellings of a lock gate that gave way: a wire story, its rewrite, a company's statement, a witness."""
    return told(
        wire=(
            "Lock gate gives way at Ormsund\n\n"
            "A lock gate at Ormsund burst early on Wednesday, injuring six people, officials said.\n"
            "The gate gave way at about 6:10 a.m. and a barge was thrown against the quay.\n"
            "Six people were treated at the Ormsund clinic.\n"
            "The barge was carrying 2,400 tonnes of gravel.",
            "2031-03-05T09:00",
        ),
        rewrite=(
            "Ormsund lock closed after gate bursts\n\n"
            "The lock at Ormsund remained closed on Thursday after its gate burst, hurting eight people.\n"
            "The gate gave way around 6:35 a.m. on Wednesday, throwing a barge against the quay.\n"
            "Eight people were treated at the Ormsund clinic.\n"
            "The barge had 2,400 tonnes of gravel aboard.",
            "2031-03-06T08:00",
        ),
        company=(
            "Statement of the Ormsund Canal Company\n\n"
            "The gate of our lock gave way at 6:10 a.m. on Wednesday.\n"
            "The barge was carrying 2,380 tonnes of gravel.",
            "2031-03-05T10:00",
        ),
        witness=(
            "The water came like a wall\n\n"
            "“The water came like a wall,” said Ida Brekke, who walks her dog at the lock.\n"
            "“I counted six of us standing on the bank,” she said, “and all of us were wet.”\n"
            "I reached the lock shortly before six.",
            "2031-03-06T11:00",
        ),
    )


def _one(tables: Tables, value: str) -> list[tuple[str, str, dict[str, dict[str, str]]]]:
    return [(kind, type_, r) for kind, type_, r in tables.differences() if any(value in v for v in r)]


def test_a_measure_said_exactly_and_rounded_is_a_rounding(lock: Tables) -> None:
    ((_, type_, readings),) = _one(lock, "2,380 tonnes")
    assert type_ == "rounding"
    assert set(readings["2,380 tonnes"]) == {"company"}


def test_one_rise_has_one_type_wherever_it_is_told(lock: Tables) -> None:
    found = [(type_, r) for kind, type_, r in lock.differences() if kind == "number" and set(r) == {"6", "8"}]
    assert len(found) == 2
    assert {type_ for type_, _ in found} == {"update"}


def test_a_witness_counting_her_company_is_no_toll(lock: Tables) -> None:
    assert not any("witness" in shown for _, _, r in _one(lock, "8") for shown in r.values())


def test_days_of_two_events_are_not_compared(lock: Tables) -> None:
    assert not [r for kind, _, r in lock.differences() if kind in ("date", "time") and "2031-03-06" in r]


def test_about_covers_minutes_only(lock: Tables) -> None:
    ((kind, type_, _),) = _one(lock, "06:35")
    assert (kind, type_) == ("time", "contradiction")


def test_a_claim_lists_every_telling_that_says_it_once(lock: Tables) -> None:
    found = answer(queries.report(lock.project.engine, Settings(), "0"), "six injured")
    says = [lock.name[e.telling] for c in found.says for e in c.tellings]
    assert says == ["wire"]
    assert {lock.name[e.telling] for c in found.otherwise for e in c.tellings} == {"rewrite"}


@pytest.fixture(scope="module")
def kiln() -> Tables:
    """Two tellings of a fire and of a vote that share few words; dimensions, former values and grades are told."""
    return told(
        early=(
            "Fire guts pottery at Tessin\n\n"
            "A fire gutted the Tessin pottery on Sunday, and eleven people were hurt, three of them seriously.\n"
            "Some 120 firefighters fought flames that were 30 metres high.\n"
            "The pottery employs 85 people.\n"
            "The insurer has raised its offer to 6.5 million crowns from 5.5 million crowns.\n"
            "Work on a new hall will begin in October, owner Ada Fell said.\n"
            "The council voted by 23 to 18 to help.",
            "2031-03-02T18:00",
        ),
        late=(
            "Tessin pottery burns down\n\n"
            "Eleven people were hurt, five of them seriously, when the pottery of Tessin burned down on Sunday.\n"
            "The flames, 40 metres high, were seen in the next valley, 30 kilometres away.\n"
            "In all 150 firefighters were called out.\n"
            "The pottery has a staff of 95.\n"
            "The insurer offers 5.5 million crowns.\n"
            "Building work will begin in November.\n"
            "The council voted by 23 votes to 16 to help.",
            "2031-03-02T20:00",
        ),
    )


@pytest.mark.parametrize(
    "values",
    [
        {"3", "5"},  # seriously hurt
        {"about 120", "150"},  # firefighters, far apart in the text
        {"30 m", "40 m"},  # the height; the distance is another thing
        {"85", "95"},  # those employed
        {"October 2031", "November 2031"},
        {"23-18", "23-16"},
    ],
)
def test_values_of_one_thing_are_compared(kiln: Tables, values: set[str]) -> None:
    assert values in [set(r) for _, _, r in kiln.differences()]


def test_values_of_two_things_are_not(kiln: Tables) -> None:
    found = [value for _, _, r in kiln.differences() for value in r]
    assert "30 km" not in found and "11" not in found


def test_ages_are_compared_by_the_whole_name() -> None:
    tables = told(
        one=(
            "Sisters hurt\n\nThe victims of the crash in Lorm are Anna-Lisa Berg, 42, and Tilda Rose Berg, 38."
            "\nOne of the sisters was treated for burns."
        ),
        two=(
            "Crash in Lorm\n\n42-year-old Anna-Lisa Berg and 38-year-old Tilda Rose Berg were the victims of "
            "the crash in Lorm.\nBoth sisters were treated for burns."
        ),
    )
    assert not [r for kind, _, r in tables.differences() if kind == "number"]
