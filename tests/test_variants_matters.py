"""Differences in sentences that no statement joins: denials of one deed, pronouns, offices, words in another order."""

from __future__ import annotations

import time

import pytest

from one_story import Tables, told
from tellings.collate.variants_names import shortly_alike
from tellings.collate.variants_same import Value
from tellings.collate.variants_ties import _paired as paired_values
from tellings.collate.variants_wordings import paired, words_of
from tellings.text.rivals import contrary


@pytest.fixture(scope="module")
def brewery() -> Tables:
    """Two tellings of a strike at a brewery, freely worded."""
    return told(
        anzeiger=(
            "Brewers of Nordau walk out\n\n"
            "Workers at the Karlsen brewery in Nordau walked out on Monday over the plan to close the bottling hall.\n"
            "Hedda Karlsen, managing director of the brewery, had the gates locked.\n"
            "The union's chairman, Ole Brandt, did not apologise for the damage at the gates.\n"
            "“Nordau without its beer is not Nordau,” Brandt said.\n"
            "Two lorries were left standing in the yard.",
            "2033-02-01T12:00",
        ),
        bote=(
            "Nordau goes without its beer\n\n"
            "No bottle left the Karlsen brewery on Monday, as its workers stayed outside in protest at the closure of "
            "the bottling hall.\n"
            "Hedda Karlsen, artistic director of the brewery's festival, spoke of blackmail.\n"
            "“Nordau is not Nordau without its beer,” said Ole Brandt, who chairs the union.\n"
            "Later he apologised for the broken gates.",
            "2033-02-01T18:00",
        ),
    )


def listed(tables: Tables) -> dict[frozenset[str], tuple[str, str]]:
    return {frozenset(readings): (kind, type_) for kind, type_, readings in tables.differences()}


def test_what_somebody_did_and_did_not_do_is_found_though_a_pronoun_stands_for_him(brewery: Tables) -> None:
    found = [values for values, (kind, type_) in listed(brewery).items() if kind == "negation"]
    assert frozenset({"not", "yes"}) in found


def test_two_sorts_of_one_office_contradict(brewery: Tables) -> None:
    offices = [
        (kind, type_) for values, (kind, type_) in listed(brewery).items() if any("artistic" in v for v in values)
    ]
    assert offices == [("description", "contradiction")]


def test_the_same_words_in_another_order_are_other_words(brewery: Tables) -> None:
    assert any(kind == "quote" and type_ == "wording" for kind, type_ in listed(brewery).values())
    assert paired(words_of("a b c a"), words_of("a a b c")) != []
    assert paired(words_of("a b c"), words_of("a b c")) == []


def test_short_names_are_spellings_only_of_like_names() -> None:
    assert shortly_alike("Pym", "Pimm")
    assert not shortly_alike("Tom", "Tim")
    assert not shortly_alike("Pym", "Rimm")


@pytest.fixture(scope="module")
def mill() -> Tables:
    """Two tellings of a fire at a mill; hardly two sentences are alike."""
    return told(
        kurier=(
            "Mill burns at Asmund\n\n"
            "The watermill at Asmund was destroyed by a fire early on Monday.\n"
            "Arson has been ruled out, a police spokeswoman said.\n"
            "Her brother, Nils Varga, was unhurt, said Jutta Varga, who owns the mill.\n"
            "The mill was the second-largest in Karst.\n"
            "No one was hurt.",
            "2034-03-06T12:00",
        ),
        tagblatt=(
            "Police look for fire-raiser\n\n"
            "Investigators believe that the flames that ate the old watermill on Monday were the work of arson.\n"
            "Nils Varga is in critical condition.\n"
            "It was the largest mill in Karst.",
            "2034-03-06T18:00",
        ),
    )


def test_what_it_was_is_asked_of_the_whole_story(mill: Tables) -> None:
    found = listed(mill)
    assert found[frozenset({"it was not deliberate", "it was deliberate"})] == ("description", "contradiction")
    assert found[frozenset({"rank: largest", "rank: second-largest"})] == ("description", "contradiction")
    assert found[frozenset({"unhurt", "critical"})] == ("description", "contradiction")


def test_a_difference_is_listed_once(mill: Tables) -> None:
    shown = [sorted(str(sorted(r.items())) for r in readings.values()) for _, _, readings in mill.differences()]
    assert len({str(s) for s in shown}) == len(shown)


@pytest.fixture(scope="module")
def raid() -> Tables:
    """Two tellings of a raid on a jeweller's; whether a law is signed is told beside it."""
    return told(
        post=(
            "Raid on Elbing jeweller\n\n"
            "A watchmaker, identified as Lars Koop, 40, was hurt when three masked robbers raided his shop in Elbing.\n"
            "They fled in a van.\n"
            "He was taken to the infirmary in stable condition.\n"
            "President Mira Solt will sign the gun bill, her office said.\n"
            "The shop opened in 1974.",
            "2034-05-02T12:00",
        ),
        kurier=(
            "Watchmaker dies after raid\n\n"
            "Lars Koop died on Wednesday, two days after he was attacked in his shop.\n"
            "Witnesses saw the robbers leave in a taxi.\n"
            "It is unclear whether President Mira Solt will sign the gun bill.\n"
            "The shop is closed.",
            "2034-05-04T12:00",
        ),
    )


def test_stages_vehicles_and_what_nobody_knows_yet(raid: Tables) -> None:
    found = listed(raid)
    assert found[frozenset({"stable", "die"})] == ("description", "update")
    assert found[frozenset({"van", "taxi"})] == ("description", "contradiction")
    assert found[frozenset({"will", "unclear"})][0] == "negation"


def test_what_was_opened_long_ago_is_not_set_against_what_is_closed_now(raid: Tables) -> None:
    assert frozenset({"open", "closed"}) not in listed(raid)


@pytest.fixture(scope="module")
def balloon() -> Tables:
    """Two tellings of a balloon's fall, freely worded."""
    return told(
        post=(
            "Balloon falls near Irla\n\n"
            "A balloon came down near Irla on Friday, hurting its pilot, Berit Voss, who was shot in the shoulder by a "
            "flare.\n"
            "The basket was undamaged.\n"
            "Voss was born in Norway.\n"
            "Inspectors found no technical fault, their chief said.\n"
            "The ministry was not told of the flight.\n"
            "The club ruled out a boycott of the race.",
            "2034-08-05T12:00",
        ),
        kurier=(
            "After the fall\n\n"
            "The club that owns the balloon blamed a technical fault.\n"
            "Berit Voss, who was born in Canada, was hit in the knee.\n"
            "Its basket was badly damaged, neighbours said.\n"
            "A clerk said that the ministry had been informed the day before.",
            "2034-08-05T18:00",
        ),
    )


def test_contraries_by_a_prefix_contradict(balloon: Tables) -> None:
    assert contrary("damaged", "undamaged") and contrary("damage", "undamaged") and not contrary("able", "table")
    assert contrary("legal", "illegal") and not contrary("play", "display") and not contrary("come", "income")
    assert listed(balloon)[frozenset({"undamaged", "damage"})] == ("description", "contradiction")


def test_where_somebody_was_born_or_hit_is_compared_without_alignment(balloon: Tables) -> None:
    found = listed(balloon)
    assert found[frozenset({"Norway", "Canada"})] == ("place", "contradiction")
    assert any({"shoulder", "knee"} <= values for values in found)


def test_who_was_told_of_it(balloon: Tables) -> None:
    told_alike = [readings for kind, _, readings in balloon.differences() if kind == "negation"]
    shown = [" ".join(w for r in readings.values() for w in r.values()) for readings in told_alike]
    assert any("told of the flight" in s and "informed" in s for s in shown)


def test_a_rank_between_quotation_marks_or_at_the_head_of_a_line_is_a_rank() -> None:
    tables = told(
        kurier=(
            "A dam is drained\n\n"
            "The reservoir at Osterau was drained on Monday after cracks were found in its wall.\n"
            "Engineers call it the “largest” dam in Karst.",
            "2034-03-06T12:00",
        ),
        tagblatt=(
            "Water let out at Osterau\n\n"
            "Engineers let the water out of the reservoir at Osterau on Monday, as cracks had shown in its wall.\n"
            "It is the second-largest dam in Karst.",
            "2034-03-06T18:00",
        ),
    )
    found = listed(tables)
    assert found[frozenset({"rank: largest", "rank: second-largest"})] == ("description", "contradiction")


def test_a_sentence_of_hundreds_of_numbers_is_compared_in_good_time() -> None:
    def row(n: int) -> list[Value]:
        place = (f"a{n}", 0)
        return [
            Value(place, k, k + 1, "number count ", str(k + n), "vote", frozenset({"vote"}), "win", frozenset())
            for k in range(200)
        ]

    started = time.process_time()
    found = paired_values(row(0), row(1), 2)
    assert len({m for _, m, _ in found}) == len({n for _, _, n in found}) == len(found)
    assert time.process_time() - started < 8  # seconds: grows with the square of the numbers, not the cube


def test_two_titles_of_one_person_who_is_quoted_are_two_wordings_and_a_title_names_its_subject() -> None:
    found = told(
        bote=(
            "Diver lost off Skelby\n\n"
            "Police spokeswoman Lea Holm said the sea was rough when the diver went down on Sunday.\n"
            "The search is led by Arne Lund, who reached Skelby on Monday for talks with the divers.",
            "2033-02-01T12:00",
        ),
        kurier=(
            "Diver missing\n\n"
            "Police inspector Lea Holm said the sea was rough when the diver went down on Sunday.\n"
            "Arne Lund was due to reach Skelby on Monday for talks with the divers.",
            "2033-02-01T18:00",
        ),
    )
    rows = listed(found)
    assert rows[frozenset({"police spokesman", "police inspector"})] == ("description", "wording")
    titles = [d.about for d in found.rows_of("discrepancies") if d.kind == "negation"]
    assert titles
    assert not any(title.startswith("who ") for title in titles)
