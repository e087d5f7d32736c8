"""Where sentences end."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.models.tagger import tagger
from tellings.records import Dateline, Line, Sentence
from tellings.stages.tagging import tagged
from tellings.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Orlen met Gen. Vass in St. Petersburg. They talked.", 2),
        ("It began at 9 p.m. Friday in Utah. Nobody came.", 2),
        ("It began at 9 p.m. Police came later.", 2),
        ("He lives in Macon, Ga. The house is old.", 2),
        ("She sat in the sun. The sea was calm.", 2),
        ("Bus No. 5 was late. She said no. He left.", 3),
        ("He led the L. A. County office. It is big.", 2),
        ("They paid $ 1. 25 million for it. All agreed.", 2),
        ("It ended in 1999. 25 people came back.", 2),
        ("The U.S. President left the U.S. The visit was short.", 2),
        ("J. R. Orlen and Ana B. Vass signed.", 1),
        ("“It is done. We are glad,” she said.", 2),
        ("“Is it done?” she asked. “Yes!” he cried.", 2),
        ("The mayor left. ”", 1),
        ("He spoke at the institute. , calling for calm.", 1),
        ("The river rose in Orlen.The bridge closed.", 2),
        ("See example.com or read main.py first.", 1),
        ("He paused... and went on. Then he stopped...", 2),
        ("Er kam am 3. Oktober, z.B. mit dem Zug. Dann ging er.", 2),
        ("他说：“好。”然后走了。大家都笑了。", 3),
        ("वह गया। वह आया।", 2),
        ("One line\nanother line", 2),
    ],
)
def test_ends(text: str, count: int) -> None:
    assert len(sentences(text)) == count, sentences(text)


@given(st.text())
def test_every_word_is_in_one_sentence(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))
    held = "".join(text[a:b] for a, b in spans)
    assert [c for c in held if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_long_line_is_linear() -> None:
    began = time.perf_counter()
    assert len(sentence_spans("It rained. " * 20_000)) == 20_000
    assert time.perf_counter() - began < 5


def test_a_dateline_is_no_part_of_the_sentence_behind_it() -> None:
    text = "SPLIT, Oct 18 (AFP) - The mayor resigned on Friday. Nobody knows why."
    lines = [Line("a", 0, len(text), "body")]
    rows = list(tagged("a", text, lines, tagger("en", "en_core_web_sm"), [Dateline("a", "SPLIT", None, 0, 19)]))
    found = [(text[s.begin : s.end], s.label, s.line) for s in rows if isinstance(s, Sentence)]
    assert found == [
        ("SPLIT, Oct 18 (AFP)", "dateline", 0),
        ("The mayor resigned on Friday.", "body", 0),
        ("Nobody knows why.", "body", 0),
    ]
