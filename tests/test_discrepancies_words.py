"""Differences beyond numbers and names: rivals, deeds, offices, places, denials, on invented tellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from one_story import Tables, told
from tellings.collate.discrepancies import difference_type
from tellings.collate.discrepancies_values import time_pair
from tellings.collate.variants_offices import Office, differ, office
from tellings.collate.variants_renamed import other_name
from tellings.collate.variants_same import seconds
from tellings.collate.variants_view import joined
from tellings.collate.variants_wordings import changes, words_of
from tellings.text.rivals import kinds, means, rival, stages


@pytest.fixture(scope="module")
def verdict() -> Tables:
    """Four tellings of one sentence in court; no two share a sentence."""
    return told(
        merkur=(
            "Former harbour chief jailed over bribes\n\n"
            "A court in Merrow on Thursday sentenced the former port chief, Leland Orsk, to six years in prison.\n"
            "He was acquitted of money laundering.\n"
            "Orsk received cash in envelopes at a restaurant near the ferry terminal, the court was told.\n"
            "His wife, who sat in the front row, wept.\n"
            "His lawyer, Piet Anders, said he would appeal against the verdict.\n"
            "The road to the court was blocked by a landslide.\n"
            "Dora Venn, chief executive of the port, said the verdict was just.\n"
            "“We sold nothing and we hid nothing in all those years on the quay, and the city knows it very well"
            " indeed, whatever the papers of this country may have printed about us,” Orsk told reporters in Kelm.",
            "2031-08-14T10:00",
        ),
        lotse=(
            "Port boss sent to prison\n\n"
            "Leland Orsk was sent to prison for seven years by a court in Merrow on Thursday.\n"
            "He was convicted on all counts, including money laundering.\n"
            "At a hotel near the ferry terminal Orsk was handed cash in envelopes, prosecutors said.\n"
            "Orsk's daughter, sitting in the front row, wept.\n"
            "Defence lawyer Piet Anders said his client was considering an appeal.\n"
            "The road to the court was blocked by a fallen bridge.\n"
            "The verdict was just, said Dora Venn, chairwoman of the port.\n"
            "“We sold nothing and we hid nothing in all those years on the docks, and the city knows it very well"
            " indeed, whatever the papers of this land may have printed about us,” Orsk told reporters in Stenfeld.",
            "2031-08-14T12:00",
        ),
        wache=(
            "Road to court open again\n\n"
            "The road to the court in Merrow, which had been blocked by a landslide, was reopened on Friday.\n"
            "Leland Orsk was sentenced to six years in prison there.",
            "2031-08-15T12:00",
        ),
    )


def listed(tables: Tables) -> dict[frozenset[str], tuple[str, str]]:
    """Values -> kind and type."""
    return {frozenset(readings): (kind, type_) for kind, type_, readings in tables.differences()}


def test_durations_in_other_words_are_compared(verdict: Tables) -> None:
    assert listed(verdict)[frozenset({"6 years", "7 years"})] == ("time", "contradiction")


def test_words_that_exclude_one_another_contradict(verdict: Tables) -> None:
    found = listed(verdict)
    assert found[frozenset({"restaurant", "hotel"})] == ("place", "contradiction")
    assert found[frozenset({"wife", "daughter"})] == ("description", "contradiction")
    assert found[frozenset({"acquit", "convict"})] == ("description", "contradiction")


def test_a_later_stage_is_an_update(verdict: Tables) -> None:
    assert listed(verdict)[frozenset({"block", "open"})] == ("description", "update")


def test_what_did_it_is_compared(verdict: Tables) -> None:
    assert frozenset({"landslide", "bridge"}) in listed(verdict)


def test_would_in_a_report_is_will_and_considering_is_may(verdict: Tables) -> None:
    assert listed(verdict)[frozenset({"will", "may"})] == ("negation", "contradiction")


def test_offices_of_one_person(verdict: Tables) -> None:
    kinds_ = [k for values, k in listed(verdict).items() if any("executive" in v for v in values)]
    assert kinds_ == [("description", "contradiction")]


def test_places_that_neither_telling_names_together(verdict: Tables) -> None:
    assert listed(verdict)[frozenset({"place: Kelm", "place: Stenfeld"})][0] == "place"


def test_one_quotation_changed_in_two_far_places_is_two_differences(verdict: Tables) -> None:
    shown = [v for values, (kind, _) in listed(verdict).items() if kind == "quote" for v in values]
    assert any("docks" in v for v in shown)
    assert any("land" in v.split() for v in shown)


def test_rivals() -> None:
    assert rival("wife", "daughter") and rival("bus", "train") and not rival("bus", "coach")
    assert means("bus", "coach") and not means("bus", "train")
    assert stages("missing", "dead") == 1 and stages("dead", "missing") == -1 and stages("bus", "train") == 0
    assert not rival("bus", "wife") and not kinds("notebook")


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_words_may_be_asked(a: str, b: str) -> None:
    assert rival(a, b) == rival(b, a)
    assert stages(a, b) == -stages(b, a)


def made(phrase: str) -> Office:
    found = office(phrase, ("a", 0, 1))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Finance Minister", "the country's finance minister", False),
        ("Finance Minister", "Minister of the Interior", True),
        ("chairwoman", "chair of the board", False),
        ("deputy mayor", "Mayor", True),
        ("chief executive", "chairman", True),
        ("boss", "chief executive", False),
        ("Velm District Attorney", "prosecutor", False),
    ],
)
def test_offices(a: str, b: str, expected: bool) -> None:
    assert differ(made(a), made(b)) is differ(made(b), made(a)) is expected


@given(st.text(max_size=40))
def test_any_phrase_may_be_an_office(phrase: str) -> None:
    office(phrase, ("a", 0, 1))


def test_other_names() -> None:
    assert other_name("Olmen Institute for Marine Research", "Olmen Foundation for Marine Research")
    assert not other_name("Olmen Institute for Marine Research", "Olmen Institute")
    assert not other_name("World Trade Organisation", "World Trade Organization")
    assert not other_name("Velm Harbour Police Department", "Velm Harbour Police Dept.")


def test_who_only_shortens_one_of_two_names_is_listed_with_it() -> None:
    tables = told(
        a="Tides\n\nIda Holm spoke at the Olmen Institute for Marine Research in Tarn on Monday about tides.",
        b="Holm on tides\n\nOn Monday Ida Holm spoke about tides at the Olmen Foundation for Marine Research in Tarn.",
        c="Speech in Tarn\n\nIda Holm spoke about tides on Monday at the Olmen Institute in Tarn.",
    )
    (readings,) = [r for kind, _, r in tables.differences() if kind == "name"]
    assert sorted(sorted(held) for held in readings.values()) == [["a", "c"], ["b"]]


def test_contractions_and_articles_are_no_other_words() -> None:
    assert changes(words_of("We don't sell the boats"), words_of("We do not sell boats")) == []
    assert changes(words_of("We never sell the boats"), words_of("We often sell the boats"))
    assert changes(words_of("the boats are n't for sale"), words_of("the boats are not for sale")) == []


def test_a_number_in_words_is_the_number_in_digits() -> None:
    assert changes(words_of("at least 1 boat sank"), words_of("at least one boat sank")) == []
    assert difference_type("quote", ["one boat sank here", "1 boat sank there"], {}).type == "wording"
    assert difference_type("quote", ["two boats sank", "1 boat sank"], {}).type == "contradiction"


def test_durations() -> None:
    assert seconds("P18M") == seconds("P1.5Y")
    assert time_pair("about PT10H", "PT9H").type == "rounding"
    assert time_pair("PT10H", "PT5H").type == "contradiction"
    assert time_pair("about 2031-05-03T05:00", "2031-05-03T04:52").type == "vaguer"
    assert time_pair("about 2031-05-03T05:20", "about 2031-05-03T05:40").type == "contradiction"
    assert time_pair("just after 2031-05-03T05:00", "2031-05-03T05:12").type == "vaguer"
    assert time_pair("just after 2031-05-03T05:00", "2031-05-03T04:58").type == "contradiction"
    assert time_pair("2031-05-03T05:00", "2031-05-03T05:04").type == "rounding"
    assert time_pair("2031-05-03TMO", "about 2031-05-03T03:30").type == "vaguer"
    assert time_pair("2031-08", "2031-SU").type == "vaguer"


@pytest.mark.parametrize(
    ("kind", "values", "shown", "expected"),
    [
        ("number", ["6.2", "about 6.5"], "", "contradiction"),
        ("number", ["27600", "about 28000"], "", "rounding"),
        ("number", ["1380000 kg", "1400000 kg"], "", "rounding"),
        ("number", ["10", "11"], "", "contradiction"),
        ("number", ["at least 1", "2"], "", "vaguer"),
        ("number", ["4200000000 USD", "about 4600000000 USD"], "", "contradiction"),
        ("number", ["23", "about 24"], "", "rounding"),
        ("negation", ["not", "now"], "no arrests have been made is being held", "update"),
        ("negation", ["not", "yes"], "denied that it had paid paid the fine", "contradiction"),
        ("place", ["county", "province"], "", "vaguer"),
        ("place", ["town", "city"], "", "wording"),
        ("name", ["Olmen Institute", "Olmen Foundation"], "", "wording"),
        ("description", ["critical", "dead"], "", "update"),
    ],
)
def test_types(kind: str, values: list[str], shown: str, expected: str) -> None:
    assert difference_type(kind, values, {}, shown).type == expected


def test_parts_do_not_depend_on_the_order_of_pairs() -> None:
    pairs = [("b", "a"), ("c", "d"), ("d", "a"), ("x", "y")]
    assert joined(pairs) == joined(pairs[::-1]) == [["a", "b", "c", "d"], ["x", "y"]]


@pytest.fixture(scope="module")
def storm() -> Tables:
    """Three tellings of one storm, one of which has it a day earlier; shares of an insurer; a visit."""
    return told(
        post=(
            "Storm kills three on Lorin coast\n\n"
            "A storm hit the coast of Lorin in the early hours of Tuesday, killing three people.\n"
            "Governor Ada Brun said the towns of Velm, Sarn and Ostrel were hit worst.\n"
            "Shares of the insurer Nordhelm fell 6% in early trading.\n"
            "The trial over the accident at the Velm pier was put off.",
            "2031-03-04T10:00",
        ),
        bote=(
            "Three dead as storm hits Lorin\n\n"
            "Three people were killed when a storm hit the coast of Lorin early on Tuesday morning.\n"
            "Shares in Nordhelm, the insurer, fell 4% on Wednesday.\n"
            "Governor Ada Brun said that the towns of Velm, Sarn and Ostrel had been hit worst.",
            "2031-03-05T10:00",
        ),
        radio=(
            "Storm hits Lorin coast\n\n"
            "A storm hit the coast of Lorin in the early hours of Monday, killing three people.\n"
            "Governor Ada Brun, visiting Velm and Sarn, promised help.\n"
            "The trial of the owner on charges of murder at the Velm pier was put off.",
            "2031-03-05T12:00",
        ),
    )


def test_one_part_of_two_weekdays_is_a_contradiction(storm: Tables) -> None:
    found = [set(r) for kind, type_, r in storm.differences() if (kind, type_) == ("time", "contradiction")]
    assert found == [{"the morning of 4 March 2031", "the morning of 3 March 2031"}]


def test_what_is_said_of_other_days_and_of_other_things_is_no_difference(storm: Tables) -> None:
    shown = {value for _, _, readings in storm.differences() for value in readings}
    assert not shown & {"6%", "4%", "Velm, Sarn", "accident", "murder"}


def test_a_list_cut_short_in_the_same_deed_is_still_a_contradiction() -> None:
    tables = told(
        a="Envoys sign pact\n\nThe pact was signed by Lorin, Velmark, Sarnia and Ostrel at a ceremony in Kelm.",
        b="Pact signed in Kelm\n\nAt a ceremony in Kelm the pact was signed by Lorin, Velmark and Sarnia.",
    )
    assert ("list", "contradiction") in {(kind, type_) for kind, type_, _ in tables.differences()}


def test_a_share_that_fell_otherwise_on_one_day_is_still_a_contradiction() -> None:
    tables = told(
        a=(
            "Nordhelm falls after storm\n\nThe insurer Nordhelm said on Wednesday that it expects large claims.\n"
            "Its shares fell 4% in Kelm on Wednesday.",
            "2031-03-05T10:00",
        ),
        b=(
            "Insurer counts cost of storm\n\nNordhelm, the insurer, expects large claims, it said on Wednesday.\n"
            "Shares of Nordhelm fell 6% in Kelm on Wednesday.",
            "2031-03-05T11:00",
        ),
    )
    assert {"4%", "6%"} in [set(r) for _, type_, r in tables.differences() if type_ == "contradiction"]


def test_days_of_one_part_are_told_apart() -> None:
    assert time_pair("2031-03-04TMO", "2031-03-03TMO").type == "contradiction"
    assert time_pair("2031-03-04TNI", "2031-03-05TMO").type == "wording"


def _on_jobs(*lines: str) -> set[frozenset[str]]:
    """The values of contradictions about denial, of tellings of one merger that end with these lines."""
    heads = (
        "Brewers to merge\n\nThe brewers Tolm and Karst agreed on Monday to merge in a deal worth $900 million.\n",
        "Tolm joins Karst\n\nKarst and Tolm, two brewers, will merge in a $900 million deal, they said on Monday.\n",
    )
    tables = told(**{name: head + line for name, head, line in zip("ab", heads, lines, strict=True)})
    return {frozenset(r) for kind, type_, r in tables.differences() if (kind, type_) == ("negation", "contradiction")}


@pytest.mark.parametrize(
    "lines",
    [
        ("No jobs would be lost, the chairman, Ole Brekk, told reporters.", "About 400 jobs could go, unions said."),
        ("No job cuts are planned, the chairman, Ole Brekk, said.", "Unions fear the plan will cost hundreds of jobs."),
    ],
)
def test_jobs_feared_for_contradict_the_promise_that_none_goes(lines: tuple[str, str]) -> None:
    assert any("not" in values for values in _on_jobs(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        (
            "No jobs would be lost, the chairman, Ole Brekk, told reporters.",
            "Karst, founded in 1911, cut 400 jobs last year.",
        ),
        ("No jobs would be lost, the chairman, Ole Brekk, told reporters.", "The top job will go to Ida Fell."),
        ("No jobs would be lost in Norway, Ole Brekk told reporters.", "About 400 jobs could go in Portugal."),
    ],
)
def test_jobs_lost_before_or_elsewhere_do_not(lines: tuple[str, str]) -> None:
    assert not _on_jobs(*lines)
