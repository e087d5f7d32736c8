"""Differences in sentences that no statement joins: denials of one deed, pronouns, offices, words in another order."""

from __future__ import annotations

import pytest

from one_story import Tables, told
from tellings.collate.variants_names import shortly_alike
from tellings.collate.variants_quotes import paired, words_of


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
