"""Claims asked of a story: surnames and pronouns, deeds and their numbers, how long, what is denied."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from one_story import Tables, told
from tellings import queries, views
from tellings.claims import answer
from tellings.settings import Settings
from tellings.text.claim_words import People, clause, opposites, term


@pytest.fixture(scope="module")
def race() -> Tables:
    """Three tellings of a guild's election: margin, length of the count and the loser's word differ."""
    return told(
        gazette=(
            "Weavers' guild elects Orsolya Penhallow\n\n"
            "A new count made Orsolya Penhallow master of the guild, a victory of 57 votes over Anton Brask.\n"
            "The count of 9,340 slips took four days.\n"
            "Brask, who has led the guild since 2019, did not concede.",
            "2031-05-06T09:00",
        ),
        herald=(
            "Penhallow is the weavers' new master\n\n"
            "Penhallow won the mastership of the weavers' guild by 75 votes.\n"
            "The slips were counted over six days in the corn hall.\n"
            "Anton Brask had led by 140 votes after the first count. He conceded within the hour.",
            "2031-05-06T11:00",
        ),
        courier=(
            "Who leads the weavers?\n\n"
            "Orsolya Penhallow has won the mastership after a count, when Anton Brask was ahead by 140 votes.\n"
            "The guild has 9,340 members.",
            "2031-05-07T08:00",
        ),
    )


@pytest.fixture(scope="module")
def report(race: Tables) -> views.Report:
    return queries.report(race.project.engine, Settings(), "0")


def asked(race: Tables, report: views.Report, claim: str) -> tuple[set[str], set[str]]:
    found = answer(report, claim)
    says, otherwise = (
        {race.name[e.telling] for c in part for e in c.tellings} for part in (found.says, found.otherwise)
    )
    return says, otherwise


@pytest.mark.parametrize("who", ["Penhallow", "Orsolya Penhallow"])
def test_a_number_opposes_only_the_number_of_the_same_deed(race: Tables, report: views.Report, who: str) -> None:
    says, otherwise = asked(race, report, f"{who} won by 57 votes")
    assert says == {"gazette"} and otherwise == {"herald"}  # the courier's 140 is how far Brask was ahead


def test_how_long_is_opposed_by_how_long(race: Tables, report: views.Report) -> None:
    says, otherwise = asked(race, report, "The count took six days")
    assert "gazette" in otherwise and "gazette" not in says
    assert not any("9,340" in c.why for c in answer(report, "The count took six days").otherwise)


@pytest.mark.parametrize("claim", ["Brask conceded", "Anton Brask conceded", "Brask conceded within the hour"])
def test_words_added_to_a_claim_do_not_hide_who_denies_it(race: Tables, report: views.Report, claim: str) -> None:
    assert asked(race, report, claim) == ({"herald"}, {"gazette"})


def test_who_won_did_not_lose(race: Tables, report: views.Report) -> None:
    says, otherwise = asked(race, report, "Penhallow lost the mastership")
    assert not says and {"herald", "courier"} <= otherwise


def test_a_surname_stands_for_its_bearer_and_a_pronoun_for_who_was_named_last() -> None:
    people = People([["Ilse Marn", "Marn"], ["Otto Marn"], ["Beda Quist", "Quist"]], frozenset({"ilse", "marn"}))
    both = {term("ilse"), term("marn")}
    assert people.meant("Marn spoke first.") == both
    assert people.meant("She left early.") == both
    assert people.meant("Quist stayed.") == frozenset()
    assert people.meant("He slept.") == frozenset()
    assert people.meant("Otto Marn came late.") == {term("marn")}


def test_irregular_forms_share_a_concept_and_opposites_are_mutual() -> None:
    assert term("won") == term("winner") == term("victory") and term("died") == term("killed")
    assert opposites(term("won")) == {term("lost")} and opposites(term("lost")) == {term("won")}


def test_a_claim_asks_the_same_of_a_story_in_any_order(report: views.Report) -> None:
    turned = dataclasses.replace(report, tellings=tuple(reversed(report.tellings)))
    assert answer(turned, "Penhallow won by 57 votes") == answer(report, "Penhallow won by 57 votes")


@given(st.text(max_size=80), st.integers(0, 80))
def test_a_clause_holds_its_place(text: str, at: int) -> None:
    begin, end = clause(text, min(at, len(text)))
    assert 0 <= begin <= end <= len(text) and begin <= min(at, len(text)) <= end


@pytest.fixture(scope="module")
def spill() -> Tables:
    """A spill: how many were treated, when a road reopened, whether a horn blew, which year a fine fell in."""
    return told(
        wire=(
            "Acid spill at Torvale depot\n\n"
            "An acid spill at the Torvale depot on Monday left 26 people needing treatment, the fire brigade said.\n"
            "Warning horns blew within three minutes, said fire chief Nora Quill. The coast road was closed. "
            "It reopened at 3 p.m.\n"
            "The depot was fined 80,000 crowns in 2017.\n"
            "Nora Quill accused Peter Hamm of hiding the spill. No acid reached the river Tor.",
            "2031-05-06T09:00",
        ),
        local=(
            "Neighbours heard no horn\n\n"
            "Torvale hospital said it had treated 39 people after the acid spill at the depot on Monday.\n"
            "No horn blew, neighbours said. The coast road reopened at 6.15pm.\n"
            "The depot was fined 80,000 crowns in 2019. Its owner has spent 9 million crowns on safety since 2020.\n"
            "Acid reached the river Tor and killed 500 trout.",
            "2031-05-07T11:00",
        ),
        firm=(
            "Statement on the Torvale depot\n\n"
            "Eight people, two of them drivers, received treatment after the incident at the Torvale depot on Monday.\n"
            "The owner is a Danish company. It has spent 9 million crowns on safety since 2020.\n"
            "Peter Hamm accused Nora Quill of spreading rumours.",
            "2031-05-07T12:00",
        ),
    )


@pytest.fixture(scope="module")
def spilt(spill: Tables) -> views.Report:
    return queries.report(spill.project.engine, Settings(), "0")


@pytest.mark.parametrize(
    ("claim", "says", "otherwise"),
    [
        ("26 people needed treatment", {"wire"}, {"local", "firm"}),
        ("The warning horns blew within three minutes", {"wire"}, {"local"}),
        ("The coast road reopened at 3pm", {"wire"}, {"local"}),
        ("The depot was fined 80,000 crowns in 2017", {"wire"}, {"local"}),
        ("Acid reached the river Tor and killed 500 trout", {"local"}, {"wire"}),
        ("Peter Hamm accused Nora Quill of hiding the spill", set(), {"wire"}),
        ("The owner is a Swedish company", set(), set()),
    ],
)
def test_who_says_otherwise_is_found(
    spill: Tables, spilt: views.Report, claim: str, says: set[str], otherwise: set[str]
) -> None:
    assert asked(spill, spilt, claim) == (says, otherwise)


def test_what_is_only_asked_or_left_open_says_nothing() -> None:
    tables = told(
        gazette=(
            "Leak at the Dunmere cold store\n\nEleven people were taken to hospital after a leak at the cold store in "
            "Dunmere on Tuesday. The prosecutor said her office would decide within days whether to bring charges "
            "against the foreman, Anton Brask.",
            "2031-05-06T09:00",
        ),
        herald=(
            "Foreman charged after Dunmere leak\n\nThe foreman of the cold store in Dunmere, Anton Brask, was charged "
            "with neglect on Friday over the leak that sent eleven people to hospital, prosecutors said.",
            "2031-05-09T11:00",
        ),
        courier=(
            "No charges yet after Dunmere leak\n\nNobody has been charged over the leak at the cold store in Dunmere, "
            "which sent eleven people to hospital. Nobody would say who had been in charge of the pipes.",
            "2031-05-07T08:00",
        ),
    )
    report = queries.report(tables.project.engine, Settings(), "0")
    assert asked(tables, report, "Anton Brask was charged")[0] == {"herald"}
    assert asked(tables, report, "Nobody has been charged") == ({"courier"}, {"herald"})


def test_a_claim_is_asked_of_the_event_that_it_speaks_of() -> None:
    def one(**texts: tuple[str, str]) -> views.Report:
        return queries.report(told(**texts).project.engine, Settings(), "0")

    here = one(
        gazette=("Nine hurt in leak\n\nNine people were hurt on Tuesday in a gas leak in Dunmere.", "2031-05-06"),
        herald=("Leak in Dunmere\n\nNine people were hurt in the gas leak in Dunmere on Tuesday.", "2031-05-06"),
    )
    there = one(
        courier=("Gas leak in Orlava\n\nFourteen people were hurt on Friday in a gas leak in Orlava.", "2031-05-09"),
        daily=("Orlava leak\n\nFourteen people were hurt in the gas leak in Orlava on Friday.", "2031-05-09"),
    )
    both = dataclasses.replace(here, tellings=here.tellings + there.tellings, stories=here.stories + there.stories)
    assert answer(both, "Nine people were hurt in the gas leak").verdict == "said"
    assert answer(both, "Six people were hurt in the gas leak in Orlava").otherwise[0].why == "reads “Fourteen people”"
    assert len(answer(both, "Six people were hurt in the gas leak in Orlava").otherwise) == 1
    assert len(answer(both, "Six people were hurt in the gas leak").otherwise) == 2  # of either


def test_a_paraphrase_at_a_difference_says_it() -> None:
    """Who says that it was so in other words stands at the difference with who denies it."""
    lead = "A leak of gas at the cold store in Dunmere sent nine people to hospital on Tuesday."
    tables = told(
        gazette=f"Leak at the cold store\n\n{lead} The town's drinking water was not affected, the council said.",
        herald=f"Nine in hospital\n\n{lead} The council said the town's drinking water was not affected.",
        courier=f"Dunmere leak\n\n{lead} The potable water of the town was affected, said the council.",
    )
    report = queries.report(tables.project.engine, Settings(), "0")
    claimed = asked(tables, report, "The town's drinking water was affected")
    assert claimed == ({"courier"}, {"gazette", "herald"})


def test_numbers_of_another_place_do_not_bear_on_a_claim(race: Tables, report: views.Report) -> None:
    assert asked(race, report, "Orsolya Penhallow won the mastership in Tarnby by 31 votes") == (set(), set())
    assert asked(race, report, "The guild has 5,000 members, said Milo Hartig of Velden")[1] == set()
    assert "herald" in asked(race, report, "Penhallow won by 31 votes")[1]
