"""The timeline of a story, on invented tellings: hours, one row an event, nothing that is no event."""

from __future__ import annotations

import pytest

from one_story import Tables, told

LOCK = {
    "wire": (
        "Lock gate breaks at Harrow Bridge\n\n"
        "A lock gate broke at Harrow Bridge on Tuesday, sinking two barges, police said.\n"
        "The gate gave way at 6:40 a.m. and the canal was closed.\n"
        "Emma Sorrel resigned on Tuesday after the canal trust met.\n"
        "It was the costliest accident on the canal since 1994. A 1998 Bauer crane was brought to the lock.\n"
        "The lock was rebuilt in 2009.",
        "2031-05-06T18:00",
    ),
    "local": (
        "Two barges sink as gate breaks\n\n"
        "A lock gate broke on Tuesday at Harrow Bridge, and two barges with nine people sank.\n"
        "Emma Sorrel, the head of the canal trust, resigned on Tuesday with three others.\n"
        "She declined to comment when the Post called on Wednesday.\n"
        "In a short note, officials revealed on Friday that the gate had cracked twice.\n"
        "We will have more on the lock in our Sunday show.",
        "2031-05-10T09:00",
    ),
}


@pytest.fixture(scope="module")
def lock() -> Tables:
    return told(**LOCK)


def rows(tables: Tables) -> list[tuple[str, str, set[str]]]:
    found = sorted(tables.rows_of("timeline"), key=lambda t: t.ordinal)
    return [(t.date, t.text, {tables.name[e.article] for e in t.evidence}) for t in found]


def test_an_hour_on_the_day_of_the_event_has_a_row(lock: Tables) -> None:
    assert any(date == "2031-05-06" and "6:40 a.m." in text for date, text, _ in rows(lock))


def test_one_event_of_a_day_is_one_row(lock: Tables) -> None:
    resigned = [who for date, text, who in rows(lock) if "resigned" in text]
    assert resigned == [{"wire", "local"}]
    assert sum("lock gate broke" in text for _, text, _ in rows(lock)) == 1


def test_records_model_years_and_programme_notes_are_no_events(lock: Tables) -> None:
    dates = {date[:4] for date, _, _ in rows(lock)}
    assert "2009" in dates and not dates & {"1994", "1998"}
    assert not any("Sunday show" in text for _, text, _ in rows(lock))


def test_what_was_revealed_comes_with_who_revealed_it(lock: Tables) -> None:
    assert any("cracked twice" in text for date, text, _ in rows(lock) if date == "2031-05-09")


def test_a_refusal_when_somebody_called_is_told_whole(lock: Tables) -> None:
    assert any("declined to comment" in text and "called" in text for _, text, _ in rows(lock))


def test_quoted_words_that_lean_on_the_day_they_were_spoken_date_nothing() -> None:
    tables = told(
        wire=(
            "Lock gate breaks at Harrow Bridge\n\nA lock gate broke at Harrow Bridge on Tuesday, sinking two barges.\n"
            '"I will open the gate for the barges tonight," the keeper had told a witness. '
            "The keeper was arrested at the lock on Tuesday.",
            "2031-05-06T18:00",
        )
    )
    texts = [text for _, text, _ in rows(tables)]
    assert any("arrested" in text for text in texts)
    assert not any("tonight" in text for text in texts)


def test_an_event_keeps_the_mark_that_closes_its_quotation() -> None:
    tables = told(
        wire=(
            "Guild against toll\n\nTorvald Holm issued a statement Monday accusing the guild of Kelm of being a "
            "“burden and a trap,” saying the toll on the old bridge had brought the dark days of the last war to the "
            "towns of the coast.\nNobody was hurt in Torp.",
            "2031-03-11T12:00",
        ),
    )
    shown = [e.text for e in tables.rows_of("timeline")]
    assert any("trap" in text for text in shown)
    assert all(text.count("“") == text.count("”") for text in shown)
