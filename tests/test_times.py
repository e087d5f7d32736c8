"""Time expressions: which words they are, and which time they stand for."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.models.tagger import tagger
from tellings.records import Token
from tellings.text.times import Anchor, Expression, find_times
from tellings.text.times_values import easter, interval

WRITTEN = "2023-02-01"  # a Wednesday


def words_of(text: str, language: str = "en") -> list[Token]:
    (tagged,) = tagger(language, "en_core_web_sm").tag([text])
    return [
        Token("a", i, w.sentence, w.begin, w.end, w.lemma, w.pos, w.tag, w.dep, w.head, w.entity)
        for i, w in enumerate(tagged)
    ]


def read(text: str, written: str | None = WRITTEN, language: str = "en") -> dict[str, Expression]:
    found = find_times(text, words_of(text, language), Anchor(written, language))
    return {text[t.begin : t.end]: t for t in found}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The bridge was closed on 30 January 2023.", "30 January 2023", "2023-01-30"),
        (  # the tagger takes "cabins" for a verb of the present
            "Sixty people were trapped for hours in two swaying cable car cabins high above a Swiss lake on Saturday "
            "after a storm gust pushed the rope off a tower, officials said.",
            "Saturday",
            "2023-01-28",
        ),
        ("The bridge was closed on January 30, 2023.", "January 30, 2023", "2023-01-30"),
        ("Filed January 2023, 30", "January 2023, 30", "2023-01-30"),
        ("Filed Jan. 2023, 30", "Jan. 2023, 30", "2023-01-30"),
        ("Filed 30 January 2023 - 13:46", "30 January 2023 - 13:46", "2023-01-30T13:46"),
        ("It closed on 2023-01-30.", "2023-01-30", "2023-01-30"),
        ("The mayor resigned on Monday.", "Monday", "2023-01-30"),
        ("The mayor resigned on Wednesday.", "Wednesday", "2023-02-01"),
        ("The mayor will resign on Monday.", "Monday", "2023-02-06"),
        ("The council is due to vote on Friday.", "Friday", "2023-02-03"),
        ("The vote was postponed until Friday.", "Friday", "2023-02-03"),
        ("Two men were named Monday in a bulletin.", "Monday", "2023-01-30"),
        ("The quake struck at 5 am (0300 GMT) on Tuesday.", "5 am", "2023-01-31T05:00"),
        ("It began at half past two in the afternoon.", "half past two in the afternoon", "2023-02-01T14:30"),
        ("It is due in the first quarter of next year.", "the first quarter of next year", "2024-Q1"),
        ("She resigned last Monday.", "last Monday", "2023-01-30"),
        ("She will leave next Monday.", "next Monday", "2023-02-06"),
        ("He left for Oslo yesterday.", "yesterday", "2023-01-31"),
        ("The crash happened this morning.", "this morning", "2023-02-01TMO"),
        ("The crash happened on Tuesday night.", "Tuesday night", "2023-01-31TNI"),
        ("The ferry hit the pier at 5:12 a.m. on Tuesday.", "5:12 a.m. on Tuesday", "2023-01-31T05:12"),
        ("The ferry hit the pier at 0512 on Tuesday.", "0512 on Tuesday", "2023-01-31T05:12"),
        ("The mill was inspected on Sept. 2.", "Sept. 2", "2022-09-02"),
        ("The court will rule on Sept. 2.", "Sept. 2", "2023-09-02"),
        ("The ministers met in December.", "December", "2022-12"),
        ("A hearing is set for the week of March 6.", "the week of March 6", "2023-W10"),
        ("She vanished the day before Christmas 2022.", "the day before Christmas 2022", "2022-12-24"),
        ("Prices have doubled over the past decade.", "the past decade", "P10Y"),
        ("A house on Noon Road burned on Tuesday evening.", "Tuesday evening", "2023-01-31TEV"),
        ("The gates will open at Noon Friday.", "Noon Friday", "2023-02-03T12:00"),
        ("He was jailed for four years and six months.", "four years and six months", "P4Y6M"),
        ("She swam it in 2 hours, 5 minutes.", "2 hours, 5 minutes", "PT2H5M"),
        ("They must stay for two more weeks.", "two more weeks", "P2W"),
        ("It ended a decades-long quarrel.", "decades-long", "PXE"),
        ("The strike began at 5 on Tuesday morning.", "5 on Tuesday morning", "2023-01-31T05:00"),
        ("He fell at seven yesterday evening.", "seven yesterday evening", "2023-01-31T19:00"),
        ("They warned of it in September 2022, 4 months before the leak.", "September 2022", "2022-09"),
        ("The weeklong strike is over.", "weeklong", "P1W"),
        ("He lit the flame at the 2012 Olympics.", "2012", "2012"),
        ("The strike began last week.", "last week", "2023-W04"),
        ("The law was passed last year.", "last year", "2022"),
        ("The law was passed three years ago.", "three years ago", "2020"),
        ("They met ten days ago.", "ten days ago", "2023-01-22"),
        ("The tower opened in 1994.", "1994", "1994"),
        ("It was built in the 1990s.", "the 1990s", "199"),
        ("It was built in the 11th century.", "the 11th century", "10"),
        ("Work begins in spring 2027.", "spring 2027", "2027-SP"),
        ("Sales fell in the third quarter of 2022.", "the third quarter of 2022", "2022-Q3"),
        ("They waited for two hours.", "two hours", "PT2H"),
        ("They waited three days.", "three days", "P3D"),
        ("The market is held every Monday.", "every Monday", "XXXX-WXX-1"),
        ("He is now in Rome.", "now", "PRESENT_REF"),
        ("She was born on Christmas Eve 1980.", "Christmas Eve 1980", "1980-12-24"),
        ("The family ate on Thanksgiving.", "Thanksgiving", "2022-11-24"),
        ("The temple fell in 70 CE.", "70 CE", "0070"),
        ("They left at half past five on Tuesday.", "half past five on Tuesday", "2023-01-31T05:30"),
        ("The plan was floated in February last year.", "February last year", "2022-02"),
    ],
)
def test_reads_a_time(text: str, words: str, value: str) -> None:
    found = read(text)
    assert words in found, list(found)
    assert found[words].value == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Am 3. März 2023 brannte das Lager.", "de", "2023-03-03"),
        ("Le 3 mars 2023, le dépôt a brûlé.", "fr", "2023-03-03"),
        ("El 3 de marzo de 2023 ardió el almacén.", "es", "2023-03-03"),
        ("Il deposito è bruciato il 3 marzo 2023.", "it", "2023-03-03"),
        ("Склад сгорел 3 марта 2023 года.", "ru", "2023-03-03"),
        ("Das Lager brannte am 03.04.2023.", "de", "2023-04-03"),
    ],
)
def test_reads_dates_of_other_languages(text: str, language: str, value: str) -> None:
    assert value in {t.value for t in read(text, language=language).values()}


def test_a_present_that_does_not_agree_with_its_subject_is_a_past() -> None:
    words = "A siren sounded and a 40-person guard stop the boat at the pier Saturday night."
    assert read(words)["Saturday night"].value < WRITTEN


def test_without_a_day_of_writing_what_leans_on_it_stays_unknown() -> None:
    found = read("The mayor resigned on Monday. Today the council met. It was built in 1994.", written=None)
    assert found["Monday"].value is None
    assert found["Today"].value is None
    assert found["1994"].value == "1994"


def test_a_range_of_days_gives_both_days() -> None:
    found = read("The minister visits Oslo on 16-17 March.")
    assert [t.value for t in found.values()] == ["2023-03-16", "2023-03-17"]


def test_a_past_span_covers_the_days_before() -> None:
    (found,) = read("Rain fell over the past two weeks.").values()
    assert (found.value, found.first, found.last) == ("P2W", "2023-01-18", "2023-02-01")


@pytest.mark.parametrize(
    "text",
    [
        "April Jones may march.",
        "He sold 2000 shirts.",
        "Police were called to a home at 2036 Larch Avenue.",
        "It happened in the 1900 block of Oak Street.",
        "She lives at 1984 Broadway.",
        "Page 12 of the 400-page file.",
        "Winds reached 85 kilometres per hour.",
        "The third theft in as many weeks.",
        "He hopes to one day run the shop.",
        "The mill grinds three-quarters of its grain here.",
        'She said so on the programme, called "This Week".',
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    ("value", "covers"),
    [
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2023-W05", ("2023-01-30", "2023-02-05")),
        ("2022-Q4", ("2022-10-01", "2022-12-31")),
        ("2022-WI", ("2022-12-01", "2023-02-28")),
        ("2023-01-30T05:12", ("2023-01-30T05:12", "2023-01-30T05:12")),
        ("P3D", None),
        ("2023-02-30", None),
    ],
)
def test_interval(value: str, covers: tuple[str, str] | None) -> None:
    assert interval(value) == covers


def test_easter() -> None:
    assert [easter(year).isoformat() for year in (2016, 2023, 2024)] == ["2016-03-27", "2023-04-09", "2024-03-31"]


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_in_order(text: str) -> None:
    found = find_times(text, [], Anchor(WRITTEN))
    assert all(0 <= t.begin < t.end <= len(text) for t in found)
    assert all(a.end <= b.begin for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "piece", ["the last two ", "one hundred and ", "1 ", "Jan. ", "12:30 ", "twenty-", "in the early "]
)
def test_long_repetition_is_read_in_linear_time(piece: str) -> None:
    began = time.perf_counter()
    find_times(piece * 300, [], Anchor(WRITTEN))
    assert time.perf_counter() - began < 4


def test_a_year_before_a_street_is_a_year_behind_its_preposition() -> None:
    text = "In 2008 Wall Street banks failed."
    assert [t.value for t in find_times(text, words_of(text), Anchor("2015-02-01"))] == ["2008"]
