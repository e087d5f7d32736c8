"""Who is counted as saying a statement, on invented tellings: values, deeds, speakers, denials."""

from __future__ import annotations

import pytest

from one_story import Tables, told
from tellings.settings import Origins

DAM = {
    "north": "Sluice gate jams at Ostrel dam\n\n"
    "A sluice gate jammed at the Ostrel dam on Monday and water rose over the crest, the river board said.\n"
    "The dam's manager, Ivo Prent, apologised.\n"
    "The board was fined 90,000 crowns in 2014 for skipping inspections.\n"
    'Residents were warned within 12 minutes, the board said. "We lost a field and a barn that night," '
    "said farmer Lise Moor, who told the Post that 40 sheep had drowned.",
    "south": "Ostrel dam overflows after gate jams\n\n"
    "Water rose over the crest of the Ostrel dam on Monday after a sluice gate jammed, according to the river board.\n"
    "The dam's manager, Ivo Prent, declined to speak to the Herald.\n"
    "The board was fined 90,000 crowns in 2016 for skipping inspections.\n"
    'The board said residents were warned within 45 minutes. "We lost a field and a barn that night," '
    "said farmer Lise Moor.",
    "east": "Water over the crest at Ostrel\n\n"
    "At the Ostrel dam a sluice gate jammed on Monday and water rose over the crest, the river board said.\n"
    "Ivo Prent, the dam's manager, apologised to residents.\n"
    "The river board was fined 90,000 crowns in 2014 because it skipped inspections.\n"
    'Residents were warned within 12 minutes. "We lost a field and a barn that night," said the mayor, Carl Dorn.',
}


@pytest.fixture(scope="module")
def dam() -> Tables:
    return told(**DAM)


def sayers(tables: Tables, words: str) -> list[set[str]]:
    """For every statement of two tellings or more whose text has these words: who surely says it."""
    texts = {s.id: s.text for s in tables.rows_of("statements") if words in s.text}
    by: dict[str, set[str]] = {}
    for m in tables.rows_of("statement_members"):
        if m.statement in texts and m.support >= Origins().says:
            by.setdefault(m.statement, set()).add(tables.name[m.article])
    return [names for _, names in sorted(by.items())]


def test_names_and_titles_alone_say_nothing(dam: Tables) -> None:
    assert {"north", "east"} in sayers(dam, "apologised")
    assert not any("south" in names for names in sayers(dam, "apologised"))


def test_another_year_is_another_reading(dam: Tables) -> None:
    assert all(not names & {"south"} for names in sayers(dam, "in 2014"))
    assert all(names == {"south"} for names in sayers(dam, "in 2016"))


def test_another_stretch_of_time_is_another_reading(dam: Tables) -> None:
    assert all(names <= {"south"} for names in sayers(dam, "45 minutes"))
    assert all("south" not in names for names in sayers(dam, "within 12 minutes"))


def test_the_same_words_of_another_speaker_are_not_the_same(dam: Tables) -> None:
    assert all("east" not in names for names in sayers(dam, "said farmer Lise Moor"))


def test_what_stands_beside_a_quotation_is_asked_for_too(dam: Tables) -> None:
    assert all(names == {"north"} for names in sayers(dam, "40 sheep"))


def test_the_report_says_who_reads_otherwise_at_a_statement(dam: Tables) -> None:
    from tellings import __version__, queries

    (story,) = queries.report(dam.project.engine, dam.project.settings, __version__).stories
    fined = [s for s in story.statements if "in 2014" in s.text]
    assert fined
    for s in fined:
        against = {dam.name[t]: x.value for x in s.otherwise for t in x.tellings}
        assert against == {"south": "2016"}
        assert {dam.name[e.telling] for e in s.tellings if e.support >= 0.5} == {"north", "east"}


def test_who_did_it_is_not_to_whom_it_was_done() -> None:
    tables = told(
        gazette="Dispute over the quarry\n\nIda Brandt sued Tomas Kell over the quarry at Hollen.\nKell paid nothing.",
        mirror="Quarry at Hollen goes to court\n\nTomas Kell sued Ida Brandt over the quarry at Hollen.\nIt rained.",
        courier="Court to hear quarry case\n\nOver the quarry at Hollen, Ida Brandt sued Tomas Kell.\nA date was set.",
    )
    assert {"gazette", "courier"} in sayers(tables, "sued")
    assert not any({"gazette", "mirror"} <= names or {"courier", "mirror"} <= names for names in sayers(tables, "sued"))


def test_words_carried_over_from_another_language_are_not_the_ones_shown() -> None:
    tables = told(
        herald="Landslide closes the pass\n\nA landslide closed the Orva pass on Tuesday, and no one was hurt.\n"
        "The pass reopens on Friday, the road office said.",
        foreign="Earth has closed the pass\n\nA landslide has closed the pass of Orva on Tuesday, no one was hurt.\n"
        '"We work day and night", has said the chief of roads. The office has announced on Tuesday an opening.',
    )
    (text,) = {s.text for s in tables.rows_of("statements") if "landslide" in s.text.lower() and "hurt" in s.text}
    assert "has closed" not in text


def test_a_reading_of_another_matter_stands_beside_no_statement() -> None:
    tables = told(
        wire="Cabins stop at Torp\n\nBoth cabins of the Torp lift stopped at 11:40 a.m. on Saturday in a storm.\n"
        "The lift was built in 1974.",
        other="Storm halts lift\n\nBoth cabins of the lift at Torp stopped in a storm at 11:25 a.m. Saturday.\n"
        "Bakers opened the hall to guests at noon on Saturday.",
    )
    for o in tables.rows_of("opposed"):
        reading = next(
            r for r in tables.rows_of("readings") if (r.discrepancy, r.ordinal) == (o.discrepancy, o.reading)
        )
        assert "noon" not in " ".join(tables.text[e.article][e.begin : e.end] for e in reading.evidence)


MILL = {
    "gazette": "Dam at Orlow mill bursts\n\nThe old dam at Orlow mill burst on Monday and flooded forty cellars, the "
    "fire service said.\nNadia Berec was charged with theft of lead pipes from the mill.\n"
    "Divers will look at the gate this week.",
    "courier": "Flood at Orlow\n\nForty cellars were flooded on Monday when the old dam at Orlow mill burst, the fire "
    "service said.\nBerec, Nadia, was charged with theft of lead pipes from the mill.\nA crane was brought.",
}


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor denied that the old dam at Orlow mill burst on Monday and flooded forty cellars.",
        "If the old dam at Orlow mill had burst on Monday and flooded forty cellars, the town would have paid.",
        "The old dam at Orlow mill almost burst on Monday and would have flooded forty cellars, the fire service said.",
        "Pumps prevented the old dam at Orlow mill from bursting on Monday and flooding forty cellars.",
    ],
)
def test_what_is_only_supposed_is_not_said(sentence: str) -> None:
    tables = told(
        **MILL, herald=f"Questions at Orlow\n\n{sentence}\nThe council meets on Friday to hear the engineers."
    )
    found = [names for names in sayers(tables, "dam at Orlow mill burst") if "gazette" in names]
    assert found
    assert not any("herald" in names for names in found)


def test_the_same_deed_of_another_is_not_the_same() -> None:
    other = "Trial over lead\n\nMilo Hartig was charged with theft of lead pipes from the mill.\nHe will appear in May."
    tables = told(**MILL, herald=other)
    assert not any({"gazette", "herald"} <= names for names in sayers(tables, "charged with theft"))


def test_what_ends_without_something_is_still_told() -> None:
    tables = told(
        **MILL,
        herald="Orlow flooded\n\nThe old dam at Orlow mill burst on Monday without warning and flooded forty cellars.\n"
        "The council meets on Friday.",
    )
    assert any({"gazette", "herald"} <= names for names in sayers(tables, "burst"))


FERRY = {
    "gazette": "Ferry runs aground off Selm\n\nThe ferry Karla ran aground off Selm on Tuesday, the coastguard said.\n"
    "The ferry carried cars, lorries and buses.\n"
    "Divers from Denmark and Norway joined the search on Wednesday.\n"
    "The minister thanked the coastguard, the navy and the fishermen of Selm for the rescue.",
    "courier": "Karla aground\n\nThe coastguard said the ferry Karla ran aground off Selm on Tuesday.\n"
    "Cars, lorries and buses were on the ferry, which carried no freight.\n"
    "On Wednesday divers from Denmark and Norway joined the search.\n"
    "For the rescue the minister thanked the coastguard, the navy and the fishermen of Selm.",
    "herald": "Grounding at Selm\n\nThe ferry Karla ran aground off Selm on Tuesday, the coastguard said.\n"
    "The ferry carried cars and lorries.\n"
    "Divers from Denmark joined the search on Wednesday.\n"
    "The minister thanked the coastguard and the navy for the rescue.",
}


@pytest.fixture(scope="module")
def ferry() -> Tables:
    return told(**FERRY)


@pytest.mark.parametrize(
    ("short", "more"),
    [("cars and lorries", "buses"), ("from Denmark", "Norway"), ("coastguard and the navy", "fishermen")],
)
def test_who_names_some_of_a_list_does_not_say_all_of_it(ferry: Tables, short: str, more: str) -> None:
    assert not any("herald" in names for names in sayers(ferry, more))
    assert {"gazette", "courier", "herald"} in sayers(ferry, short)


def test_a_longer_list_is_not_said_by_who_names_some_of_it() -> None:
    words = "The ferry carried cars, lorries and buses to the island, and all of them were lost."
    tables = told(
        gazette=f"Ferry sinks\n\n{words}\nDivers searched on Wednesday.",
        courier=f"Karla lost\n\n{words}\nThe owner wept.",
        mirror=f"Lost at sea\n\n{words}\nA storm came up.",
        herald="A ferry is lost\n\nThe ferry carried cars to the island, and all of them were lost.\nIt rained.",
    )
    assert any({"gazette", "courier", "mirror"} <= names for names in sayers(tables, "lorries and buses"))
    assert not any("herald" in names for names in sayers(tables, "lorries and buses"))
