"""Passages of tellings laid side by side: invented tellings of one event, and rows of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from one_story import Tables, told
from tellings.collate.apparatus import KIND, MOST_LINES
from tellings.collate.apparatus_lines import MOST, SIDES, best_run, laid, stars
from tellings.collate.apparatus_measures import MEASURES
from tellings.collate.apparatus_model import PAIR, line_chance, pair_chance
from tellings.collate.apparatus_words import Words
from tellings.records import Token

FERRY = {
    "harbour": (
        "Ferry runs aground at Sallow Point\n\n"
        "The ferry Merle ran aground on a sandbank off Sallow Point in thick fog late on Sunday.\n"
        "Its passengers were brought ashore by fishermen in small boats before midnight, the harbour master said.\n"
        "Divers will look at the damaged hull of the ferry before she is towed to the yard in Ostrey.\n"
        "The company has offered all passengers their fares back and a night in a guest house."
    ),
    "county": (
        "Merle stuck on sandbank\n\n"
        "The ferry Merle, on her way from Ostrey, ran onto a sandbank near Sallow Point in heavy mist on Sunday.\n"
        "Passengers of the ferry were taken ashore by the lifeboat crew of Ostrey early on, an officer said.\n"
        "Divers are to examine the hull of the ferry, which is badly torn, before a tug tows her to Ostrey.\n"
        "Passengers of the ferry company spent the night in a school and will be paid their fares back."
    ),
    "weekly": (
        "Fog puts ferry on the sand\n\n"
        "The ferry Merle struck a sandbank at Sallow Point on Sunday in fog so thick that nobody saw the light.\n"
        "Her passengers waded ashore at low tide, led by the crew of the ferry, a passenger told the paper.\n"
        "The hull of the ferry will be examined by divers, and a yard in Ostrey has been booked for the repair.\n"
        "The ferry company paid for taxis to take passengers home that night."
    ),
    "radio": (
        "Ferry aground\n\n"
        "A ferry, the Merle, lies aground on a sandbank off Sallow Point after she lost her way in fog on Sunday.\n"
        "Fishermen and the lifeboat brought the passengers ashore, according to the harbour master.\n"
        "Divers have looked at the hull of the ferry and found only scratches, the yard in Ostrey says.\n"
        "Passengers will have their fares back, the ferry company says."
    ),
}  # fmt: skip


def _lines(tables: Tables) -> list[dict[str, dict[str, str]]]:
    return [readings for kind, _, readings in tables.differences() if kind == KIND]


def test_what_is_told_in_other_words_stands_side_by_side_behind_what_is_known_to_differ() -> None:
    tables = told(**FERRY)
    lines = _lines(tables)
    assert lines and len(lines) <= MOST_LINES
    kinds = [kind for kind, _, _ in tables.differences()]
    assert KIND not in kinds[: len(kinds) - len(lines)]
    shown = [words for readings in lines for held in readings.values() for words in held.values()]
    assert any("lifeboat" in words or "waded" in words for words in shown)


def test_a_passage_is_short_is_cut_between_phrases_and_stands_in_its_telling() -> None:
    tables = told(**FERRY)
    text = {tables.name[article]: t for article, t in tables.text.items()}
    for readings in _lines(tables):
        assert 2 <= len(readings) <= SIDES
        for held in readings.values():
            for name, words in held.items():
                assert words in text[name]
                assert len(words.split()) <= MOST
                assert words.split()[-1].lower() not in ("the", "a", "of", "in", "and", "to", "by")


def test_the_order_in_which_tellings_come_changes_no_line() -> None:
    turned = dict(reversed(list(FERRY.items())))
    assert _lines(told(**FERRY)) == _lines(told(**turned))


def test_copies_are_one_reading_and_no_line_of_their_own() -> None:
    copies = {f"copy {n}": FERRY["harbour"] for n in range(4)}
    assert not _lines(told(**copies))


def test_the_weights_are_those_of_the_measures() -> None:
    assert len(PAIR) == len(MEASURES)
    assert 0 < pair_chance([0.0] * len(PAIR)) < 1
    assert line_chance([0.9, 0.5], 4, 1.0) > line_chance([0.2, 0.1], 2, 1.0)


@given(st.lists(st.floats(0, 9), max_size=40), st.integers(1, 20))
def test_the_best_run_lies_in_the_row_and_is_no_longer_than_asked(values: list[float], length: int) -> None:
    first, last = best_run(values, length)
    assert 0 <= first <= last <= len(values)
    assert last - first == min(length, len(values))


def test_the_sentence_that_most_tellings_have_comes_first() -> None:
    a, b, c, d = ("a", 1), ("b", 1), ("c", 1), ("d", 2)
    aligned = {a: {b: 0.9, c: 0.8}, b: {a: 0.9}, c: {a: 0.8}, d: {b: 0.7}}
    assert [place for place, _ in stars(aligned, [a, b, c, d])] == [a, b, c, d]
    assert stars(aligned, [a, b])[0] == (a, [[b]])


def test_beside_a_sentence_stand_all_that_are_as_surely_aligned_and_none_that_hardly_is() -> None:
    a, b, c, d, e = ("a", 1), ("b", 1), ("b", 4), ("b", 7), ("c", 2)
    aligned = {a: {b: 0.97, c: 0.97, d: 0.8, e: 0.4}}
    assert stars(aligned, [a, b, c, d, e]) == [(a, [[b, c]])]


def _row(text: str, name: str) -> Words:
    """A sentence of which every word tells something and weighs the same."""
    rows = enumerate(text.split())
    tokens = [Token(name, n, 0, 10 * n, 10 * n + 9, "", "NOUN", "", "dep", n, "") for n, _ in rows]
    lows = text.lower().split()
    none = [-1] * len(lows)
    return Words((name, 0), tokens, lows, lows, [4.0] * len(lows), none, frozenset(lows), ["noun"] * len(lows))


def test_a_name_that_stands_twice_ties_no_passage_to_another() -> None:
    base = _row("Merle thanked Torp Ostrey yesterday warmly", "a")
    assert laid(base, [[_row("Ostrey divers asked Ostrey fishermen again", "b")]], frozenset()) == []
    both = laid(base, [[_row("Ostrey divers thanked Ostrey fishermen again", "b")]], frozenset())
    assert [row[0].words.place[0] for row in both] == ["a", "b"]


def test_lines_that_share_words_are_shown_once() -> None:
    told_of = [set(" ".join(" ".join(h.values()) for h in r.values()).split()) for r in _lines(told(**FERRY))]
    assert all(len(a & b) < 0.6 * min(len(a), len(b)) for n, a in enumerate(told_of) for b in told_of[:n])
