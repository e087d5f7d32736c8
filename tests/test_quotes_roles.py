"""Whom a pronoun or a role noun means, and what is no report: invented articles, read as a reader would."""

from __future__ import annotations

import re

import pytest

from tellings.models.tagger import tagger
from tellings.records import Line, Sentence, Token
from tellings.stages.tagging import tagged
from tellings.text.quotes import find_quotes
from test_quotes import quotes, said, told


def names(text: str) -> list[str | None]:
    """Whom each quote's speaker stands for."""
    return [name for _, _, name in told(text)]


def told_all(text: str) -> list[tuple[int, str]]:
    """Where indirect speech begins and its words, the first line being the headline."""
    lines = [Line("a", m.start(), m.end(), "title" if not m.start() else "body") for m in re.finditer(r"[^\n]+", text)]
    rows = list(tagged("a", text, lines, tagger("en", "en_core_web_sm")))
    sentences, tokens = [r for r in rows if isinstance(r, Sentence)], [r for r in rows if isinstance(r, Token)]
    found = find_quotes("a", text, lines, sentences, tokens)
    return [(q.begin, text[q.begin : q.end]) for q in found if q.kind == "indirect"]


def reports(text: str) -> list[str]:
    """The words of indirect speech."""
    return [text[q.begin : q.end] for q in quotes(text) if q.kind == "indirect"]


def test_a_role_that_speaks_is_who_the_next_pronoun_means() -> None:
    text = (
        "Harbour chief Karl Brandt opened the quay on Monday.\n"
        "President Emil Sorel had said earlier that the quay was too small.\n"
        "In reply to what the president had asked, the harbour chief said that two ships would fit.\n"
        "“Both came in last night,” he said."
    )
    assert names(text)[-1] == "Karl Brandt"


def test_who_is_asked_answers() -> None:
    text = (
        "Lawyer Peter Marsh asked Karl Brandt where the boat had been.\n“In the yard,” he answered.\n“Since the storm.”"
    )
    assert names(text) == ["Karl Brandt", "Karl Brandt"]


def test_nobody_tells_of_himself_by_name_before_the_verb() -> None:
    text = (
        "Anna Wexford came to the school on Friday and wept.\n“Clara was kind to all of us,” Wexford said.\n"
        "Clara would have liked the garden, she said.\n“She planted it with me,” she said."
    )
    assert set(names(text)) == {"Anna Wexford"}


def test_they_are_not_a_body_where_people_were_the_last_subject() -> None:
    text = (
        "Northport Council closed the pool in May.\nOn Friday, swimmers from the town met at the gate.\n"
        "They said “the pool is ours”."
    )
    assert "Northport Council" not in names(text)


def test_a_name_behind_according_to_may_begin_the_clause() -> None:
    text = "Karl Brandt left the island. According to the harbour books, Brandt had been fined “twice in one year”."
    assert names(text) == [None]


def test_police_are_nobodys_where_two_forces_are_named() -> None:
    text = (
        "The Northport Police Department and the Westhaven Police Department searched the quay on Monday.\n"
        "Police said “nothing was found”."
    )
    assert names(text) == [None]


def test_an_outlet_is_no_force_that_told_it() -> None:
    text = "The fire began at noon, a source told KQT8.\nPolice said “nothing was found” in the yard."
    assert "KQT8" not in names(text)


def test_who_comes_behind_a_sources_name_has_not_its_post() -> None:
    text = (
        "According to Sheriff Karl Brandt, Emil Sorel drove to the quay and shot twice.\n"
        "The sheriff said “it was over in a minute”."
    )
    assert names(text) == ["Karl Brandt"]


def test_an_agency_with_a_name_is_not_the_one_named_last() -> None:
    text = "A quake shook the island at noon, BQR reported.\nThe LKT news agency said “two people” were hurt."
    assert "BQR" not in names(text)


def test_a_family_is_not_the_family_friend() -> None:
    text = (
        "Family friend Anna Wexford brought flowers to the house on Monday.\n“We are waiting for him,” his family said."
    )
    assert names(text) == [None]


def test_a_role_that_nobody_has_is_not_whoever_was_named_last() -> None:
    text = "Anna Wexford was found on the stairs on Friday.\n“She was cold,” the caretaker said."
    assert names(text) == [None]


def test_who_was_quoted_speaks() -> None:
    text = "“The dam will hold for two days,” Anna Wexford was quoted as saying.\nThe lake is full."
    assert names(text) == ["Anna Wexford"]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Harbour chief says two ships would fit the new quay", 1),
        ("Man accused of stealing two boats leaves the island", 0),
        ("Harbour Chief Vows To Paint Every Bench Green", 0),
    ],
)
def test_a_headline_reports_only_what_is_plainly_said(head: str, words: int) -> None:
    text = f"{head}\nKarl Brandt opened the quay on Monday."
    assert len([q for q in told_all(text) if q[0] < len(head)]) == words


@pytest.mark.parametrize(
    "text",
    [
        "Firefighters responded to a call from the harbour on Monday.",
        "When pilots responded to the quay on Monday, Karl Brandt and Emil Sorel were found in a boat.",
        "Anna Wexford said nothing at a meeting held on Monday.",
    ],
)
def test_no_report(text: str) -> None:
    assert reports(text) == []


AGES = (
    "Lena Orth, 58, was riding home from work when a van hit her. Paul Rieck, 31, drove the van.\n"
    "{}\n"
    "Outside, a 14-year-old said the road was bad. “I ride it daily,” the 14-year-old said. “It is bad,” she added.\n"
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("“I never saw the van coming,” the 58-year-old said.", "Lena Orth"),
        ("“It just hit me and I fell,” the 58-year-old added.", "Lena Orth"),
        ("“I did not see her at all,” said the 31-year-old.", "Paul Rieck"),
        ("Outside, the 31-year-old said: “We have asked for a barrier.”", "Paul Rieck"),
        ("The 58-year-old, from Osk, told reporters: “I will sue.”", "Lena Orth"),
        ("“I will ride again soon,” the 58-year-old cyclist vowed.", "Lena Orth"),
    ],
)
def test_an_age_means_who_is_told_to_be_so_old(line: str, name: str) -> None:
    found = said(AGES.format(line))
    assert found[0][2] == name
    assert [who for _, _, who in found[1:]] == ["a 14-year-old", "a 14-year-old"]


def test_the_mother_of_three_is_who_was_spoken_of() -> None:
    text = (
        "On Monday Marta Linde lost her shop. She wept in the street.\n“My father built it,” the mother of three said."
    )
    assert said(text)[-1][2] == "Marta Linde"


@pytest.mark.parametrize(
    "text",
    [
        "Police learned that the captain had been asleep.",
        "Investigators discovered that the ferry had no radar.",
        "The crew forgot that the door was open.",
    ],
)
def test_what_somebody_learns_is_told_by_the_outlet(text: str) -> None:
    assert quotes(text) == []
