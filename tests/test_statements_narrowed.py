"""A statement of a second victim, or of a deputy, is not told by who tells of a victim, or of the chief."""

from __future__ import annotations

import pytest

from one_story import Tables, told
from tellings.collate.statements_narrowed import narrowed, widened
from tellings.models.tagger import tagger
from tellings.records import Line, Token
from tellings.settings import Origins
from tellings.stages.tagging import tagged

GAS = {
    "early": "Gas leak at Harrow dock\n\nOne worker died after a leak at the Lind cold store in Harrow on Tuesday.\n"
    "The leak began when a truck struck a cooling pipe, fire chief Tom Redick said.",
    "late": "Toll of gas leak grows\n\n"
    "A second worker has died after a leak at the Lind cold store in Harrow on Tuesday.\n"
    "The leak began when a truck struck a cooling pipe, deputy fire chief Tom Redick said.",
    "paper": "Gas leak kills again\n\nA second worker died on Friday after the leak at the Lind cold store in Harrow.\n"
    "The leak began when a truck struck a cooling pipe, fire chief Tom Redick said.",
}


@pytest.fixture(scope="module")
def gas() -> Tables:
    return told(**GAS)


def _say(tables: Tables, text: str) -> list[set[str]]:
    """Of every statement with these words: who clearly says it."""
    found = {s.id for s in tables.rows_of("statements") if text in s.text}
    says: dict[str, set[str]] = {ident: set() for ident in found}
    for m in tables.rows_of("statement_members"):
        if m.statement in found and m.support >= Origins().says:
            says[m.statement].add(tables.name[m.article])
    return list(says.values())


def test_who_tells_of_one_victim_does_not_tell_of_a_second_one(gas: Tables) -> None:
    assert _say(gas, "second worker")
    assert all("early" not in names for names in _say(gas, "second worker"))


def test_who_quotes_the_chief_does_not_quote_a_deputy(gas: Tables) -> None:
    assert all(names == {"late"} for names in _say(gas, "deputy fire chief"))


@pytest.mark.parametrize(
    ("text", "member", "wider"),
    [
        ("A second worker died.", "A worker died.", True),
        ("A second worker died.", "Two workers have died.", False),
        ("A second worker died.", "The second worker died on Friday.", False),
        ("A second worker died.", "The toll rose on Friday.", False),  # other words tell of it
        ("The deputy mayor resigned.", "The mayor resigned.", True),
        ("The first worker was found.", "A worker was found.", False),
    ],
)
def test_what_narrows_a_noun(text: str, member: str, wider: bool) -> None:
    read = tagger("en", "en_core_web_sm")
    words = []
    for told_so in (text, member):
        rows = tagged("a", told_so, [Line("a", 0, len(told_so), "body")], read)
        words.append([row for row in rows if isinstance(row, Token)])
    assert widened(narrowed(words[0]), words[1]) == wider
