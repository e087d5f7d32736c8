"""What stands between quotation marks, whatever the marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.text.quotes_marks import marked


def inside(text: str) -> list[str]:
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    return [text[q.begin : q.end] for q in marked(text, lines)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will stay,” she said. “All of us.”", ["We will stay,", "All of us."]),
        ('"We will stay," she said. "All of us."', ["We will stay,", "All of us."]),
        ("''We will stay,'' she said. ''We can't go.''", ["We will stay,", "We can't go."]),
        ("„Wir bleiben“, sagte sie. „Alle.“", ["Wir bleiben", "Alle."]),
        ("« Nous restons », dit-elle.", ["Nous restons"]),
        ("»Wir bleiben«, sagte sie.", ["Wir bleiben"]),
        ("”Vi stannar”, sade hon.", ["Vi stannar"]),
        ("她说：「我们留下。」", ["我们留下。"]),
        ("‘We will stay,’ she said of the workers’ plan.", ["We will stay,"]),
        ("It has become“much higher” on the list.", ["much higher"]),
        ("“He told me ‘never again’ and left,” she said.", ["He told me ‘never again’ and left,"]),
        ("‘He told me “never again” and left,’ she said.", ["He told me “never again” and left,"]),
        ("The shelf is 6'2\" wide and it's the '90s again.", []),
        ("They don't know the miners' wives' names.", []),
        ("“We will stay. We have to,", ["We will stay. We have to,"]),
        ("We will stay,” she said.", ["We will stay,"]),
        ("The bridge is closed, the mayor said. ”", []),
        ("“It is over – that was clear. Others call it “too early”.", ["It is over", "too early"]),
        ("â\x80\x9cWe will stay,â\x80\x9d she said.", ["We will stay,"]),
        ("â€œWe will stay,â€\x9d she said.", ["We will stay,"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_a_quotation_over_paragraphs_is_one_piece_for_each() -> None:
    text = "“We came at dawn.\n“Nobody was there,” he said."
    found = marked(text, [(0, 17), (18, len(text))])
    assert [(q.paragraph, q.closed) for q in found] == [(0, False), (1, True)]


@given(st.text(alphabet="ab ,.\n\"'“”„‘’«»「」â\x80\x9c\x9d"))
def test_spans_are_ordered_disjoint_and_trimmed(text: str) -> None:
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    at = 0
    for q in marked(text, lines):
        assert at <= q.outer_begin <= q.begin < q.end <= q.outer_end <= len(text)
        assert text[q.begin : q.end].strip()
        at = q.outer_end
