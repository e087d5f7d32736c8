"""Why two articles are one story or not: the same numbers that decide, in words that are true."""

from __future__ import annotations

import dataclasses

import pytest

from tellings.collate.clusters import Corpus, similarity
from tellings.collate.clusters_explain import Pair, adds, explain, numbers
from tellings.settings import Stories
from tellings.stages.stories import group
from tellings.text.events_words import words
from test_stories import FERRY, LIBRARY, SHOT, WEATHER

ROWS = [
    *FERRY,
    *LIBRARY,
    *((f"Weather in {town} on 17 May", WEATHER.format(town)) for town in ("Zorna", "Pelmont")),
    ("Man shot dead in Corvell", SHOT.format("Corvell", 31, "Dale Street")),
    ("Man shot dead in Astley", SHOT.format("Astley", 24, "Mill Road")),
]
TEXTS = [f"{title}\n{text}" for title, text in ROWS]
CORPUS = Corpus(words([title for title, _ in ROWS], TEXTS), [n // 2 for n in range(len(ROWS))], True, ((0, 2),))


def _pair(a: int, b: int, own: Stories) -> tuple[Pair, bool]:
    clusters, _ = group(CORPUS, own)
    one, other = (next(c for c in clusters if x in c) for x in (a, b))
    return Pair(a, b, (ROWS[a][0], ROWS[b][0]), (TEXTS[a], TEXTS[b]), (one, other)), one == other


def _told(a: int, b: int) -> str:
    return "\n".join(explain(CORPUS, Stories(), *_pair(a, b, Stories())))


@pytest.mark.parametrize("compile_from", [1, 1000])
def test_what_is_explained_adds_up_to_what_decides(compile_from: int) -> None:
    own = dataclasses.replace(Stories(), compile_from=compile_from)
    near = similarity(CORPUS, own)
    for a in range(len(ROWS)):
        for b in range(a + 1, len(ROWS)):
            told, _ = numbers(CORPUS, own, _pair(a, b, own)[0])
            if compile_from > 1:  # the compiled path has the background of the few that the index gives
                assert told.total == near[a, b]
            assert told.copied or abs(sum(adds(told, own)) + told.time - told.total) < 2e-6


def test_look_alikes_are_told_apart_by_name() -> None:
    told = _told(5, 6)
    assert told.startswith("not one story")
    assert 'one says "Zorna", the other "Pelmont"' in told
    assert "17 May" in told
    told = _told(7, 8)
    assert 'one says "Corvell", the other "Astley"' in told
    assert "not alike" in told and "31 against 24 year" in told


def test_what_two_tellings_share_is_named() -> None:
    told = _told(0, 1)
    assert told.startswith("one story")
    assert "Aurelia" in told and "Krog" in told
    assert "each title names" not in told


def test_two_tight_stories_near_each_other_say_so() -> None:
    rows = [WEATHER.format(town) + f" The {town} fair opens." for town in ("Zorna", "Zorna", "Pelmont", "Pelmont")]
    rows += [f"Report {n} of the {'abcdefghij'[n % 10] * 5} council." for n in range(200)]
    corpus = Corpus(words([""] * len(rows), rows), [None] * len(rows), True, ())
    own = dataclasses.replace(Stories(), firm=0.99)
    lines = explain(corpus, own, Pair(0, 2, ("", ""), (rows[0], rows[2]), ((0, 1), (2, 3))), False)
    assert any("two events of one topic" in line for line in lines)
    assert lines[-1].startswith("opening words of the second")


def test_numbers_are_told_as_they_are_written() -> None:
    """Words are taken apart at the separators of a number; who reads the explanation sees the number."""
    said = "{} people were moved at {}. A leak cost 800,000 crowns, on {} May."
    rows = [
        ("1,200 moved from Ellermoor", said.format("About 1,200", "6:40 a day", 4)),
        ("1,000 moved from Ellermoor", said.format("About 1,000", "6.52am", 5)),
    ]
    texts = (f"{rows[0][0]}\n{rows[0][1]}", f"{rows[1][0]}\n{rows[1][1]}")
    corpus = Corpus(words([title for title, _ in rows], texts), [1, 2], True, ())
    pair = Pair(0, 1, (rows[0][0], rows[1][0]), texts, ((0, 1), (0, 1)))
    lines = explain(corpus, Stories(), pair, True)
    told = "\n".join(lines)
    assert "1,200 against 1,000 people" in told and "at 6:40 against 6.52am" in told
    assert "6:40 against 6.52am a" in told and "52am A" not in told
    assert "800,000 crowns" in told and "4 against 5 may" in told.lower()
    assert "dates 1 day apart" in told
    words_told = [word for line in lines[-4:] for word in line.partition(": ")[2].split(", ")]
    assert "1,200" in "".join(lines[-2:]) and not {"000", "200", "52am"} & set(words_told)
