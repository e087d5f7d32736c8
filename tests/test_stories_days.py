"""Look-alikes that differ in the day that their titles name."""

from __future__ import annotations

import numpy as np
import pytest

from tellings.collate.clusters import Corpus
from tellings.settings import Stories
from tellings.stages.stories import group
from tellings.text.events_days import MONTH, days, other_days
from tellings.text.events_weights import weigh
from tellings.text.events_words import words

FORM = (
    "The weather office at Brandvik expects light snow over the Tervo fells on {day}, with a north-westerly wind of 2 "
    "to 7 metres a second. Roads around Brandvik and Kuusla may be icy in the morning. The cold stays until {day} ends."
)
OTHER = [
    (f"{word} opens in {town}", f"A {word.lower()} opened in {town} on Friday, and {name} cut the ribbon at noon.")
    for word, town, name in zip(
        "Bakery Museum Bridge School Theatre Clinic Station Market".split(),
        "Osk Tarn Kelm Farrow Holt Ilkton Kelby Oakham".split(),
        ("Ana Ruiz", "Bo Lind", "Cy Marsh", "Dee Frost", "Eli Stone", "Fay Holm", "Gus Wray", "Hal Penn"),
        strict=True,
    )
]


def _found(titles: list[str], texts: list[str]) -> tuple[np.ndarray, Corpus]:
    found = words(titles, [f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)])
    return days(weigh(found, True)).title, Corpus(found, [None] * len(titles), True, ())


def test_days_are_read_in_several_spellings_and_languages() -> None:
    titles = ["Forecast for November 8", "Forecast for 8th November", "Прогноз на 8 ноября", "Wetter am 08. November",
              "Weather of May 2 and May 3", "Eight in November", "Weather"]  # fmt: skip
    title, _ = _found(titles, [f"{name}: snow, says the {name} of the office." for name in titles])
    assert title.tolist() == [11 * MONTH + 8] * 4 + [-1] * 3


@pytest.mark.parametrize("least", [1, 1000])
def test_forecasts_of_two_days_are_two_stories(least: int) -> None:
    told = [("Forecast for 8 November", FORM.format(day="8 November")), *OTHER,
            ("Forecast for 16 November", FORM.format(day="16 November")),
            ("Snow at Brandvik on 8 November", FORM.format(day="8 November").replace("light", "some"))]  # fmt: skip
    _, corpus = _found(*map(list, zip(*told, strict=True)))
    clusters, _ = group(corpus, Stories(compile_from=least))
    assert [c for c in clusters if 0 in c] == [[0, 10]] and [9] in clusters


def test_an_article_that_names_the_other_day_too_is_an_update() -> None:
    told = ["Strike begins on 8 November", "Strike to end on 16 November"]
    texts = ["The strike of 8 November goes on.", "The strike that began on 8 November ends on 16 November."]
    found = words(told, [f"{a}\n{b} The strike of the strike." for a, b in zip(told, texts, strict=True)])
    assert not other_days(days(weigh(found, True))).any()
