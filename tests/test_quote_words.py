"""Other words in one utterance: what a reader is told of, and what is only another house's spelling."""

from __future__ import annotations

import pytest

from one_story import Tables, told
from tellings.collate.variants_wordings import trifling, words_of


@pytest.fixture(scope="module")
def harbour() -> Tables:
    """Two tellings of a quarrel over a harbour."""
    return told(
        courier=(
            "Envoy warns over harbour\n\n"
            "The envoy of Vardia, Olaf Rist, spoke in Kestren on Monday about the closed harbour.\n"
            "“This blockade is a prelude to hunger and ruin for every town along the northern coast,” Rist said.\n"
            "“We shall never let General Orlov take the lighthouse,” he told the council.\n"
            "“The labour of our neighbours was honoured here,” Rist added.",
            "2031-05-05T12:00",
        ),
        herald=(
            "Harbour closed\n\n"
            "Olaf Rist, the Vardian envoy, said on Monday in Kestren that the closing of the harbour was “a prelude to "
            "poverty and ruin”.\n"
            "“We shall never let Admiral Bergson take the lighthouse,” Rist told the council.\n"
            "“The labor of our neighbors was honored here,” Rist said.",
            "2031-05-05T18:00",
        ),
    )


def words(tables: Tables) -> list[str]:
    return [" | ".join(readings) for kind, _, readings in tables.differences() if kind == "quote"]


def test_one_word_changed_in_a_short_quotation_is_a_difference(harbour: Tables) -> None:
    assert any("poverty" in line and "hunger" in line for line in words(harbour))


def test_a_name_changed_inside_a_quotation_is_a_difference(harbour: Tables) -> None:
    assert any("bergson" in line and "orlov" in line for line in words(harbour))


def test_the_spelling_of_a_house_is_none(harbour: Tables) -> None:
    assert not any("labor" in line for line in words(harbour))


@pytest.mark.parametrize(
    ("here", "there", "one"),
    [
        ("organised travelling", "organized traveling", True),
        ("the defence programme", "the defense program", True),
        ("doesnt", "doesn't", True),
        ("four", "for", False),
        ("hour", "hor", False),
    ],
)
def test_house_spelling(here: str, there: str, one: bool) -> None:
    assert trifling(words_of(here), words_of(there)) is one
