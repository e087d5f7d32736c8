"""What is looked for only where it can begin is what is looked for everywhere."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.text.openings import Opened, folded, openings

PATTERNS = [
    re.compile(pattern)
    for pattern in (
        r"(?<!\w)(?P<m>(?:Jan(?:uary)?|Feb(?:ruary)?|May)) (?P<d>\d\d?)(?!\w)",
        r"(?i:in|since|by) (?:the )?(?:early|late)?",
        r"(?<!\w)(?:the )?day (?=before|after)",
        r"\d+(?:,\d{3})*|half",
        r"(?i:to(?:day|morrow|night))(?! evening)",
        r"[1-9]\d? ?(?:a\.m\.|p\.m\.)",
        r"x*",
        r"(?:ab)+(?:c|d(?:e|f)?)",
        r"(?<!\w)(?P<d>[12]?\d)(?:st|nd|rd|th)?[ -]?(?:of )?(?P<m>January|May)",
        r"(?<!\w)(?:the )?(?:(?i:early|late)[ -])?['’]?[2-9]0s(?!\w)",
        r"(?<!\w)(?P<n>(?i:one|two|a(?: few)?|\d{1,3}(?:,\d{3})*))[ -](?i:days?|months?)(?! ago)",
        r"(?<=at )(?P<h>1[0-2]|[1-9]|(?i:one|two))(?!\w)",
        r"(?<![\d.])\d+(?:\.\d+)?(?!\w)",
        r"(?i:(?<=by )|(?<!\w))(?P<h>2\d)(?P<mi>[0-5]\d)",
        r"(?<!\w)[+(]?\d[\d()]*(?:[ .-]\(?\d{2,}\)?){2,}(?!\w)",
        r"(?<!\w)\w+ly(?!\w)",
    )
]
WORDS = st.sampled_from(
    "January Feb May 12 3 in SINCE the early day before half 1,000 today TONIGHT tomorrow evening 9 p.m. abab abc abde "
    "ſince 10a.m. İ x one Two few days month ago 12th of 2nd late '90s 80s 1990s at by 2359 +49 (0)30 555 12-34 aday "
    "٣ 3.14 \n\n, -".split(" ")
)


@settings(deadline=None)
@given(st.lists(WORDS | st.text(max_size=3), max_size=25).map(" ".join))
def test_a_search_at_openings_finds_what_a_plain_one_finds_line_by_line(text):
    found = sorted((rank, *m.span()) for rank, m, _ in Opened([(p, None) for p in PATTERNS]).finditer(text))
    plain, begin = [], 0
    for line in text.split("\n"):
        for rank, pattern in enumerate(PATTERNS):
            plain += [(rank, *m.span()) for m in pattern.finditer(text, begin, begin + len(line))]
        begin += len(line) + 1
    assert found == sorted(plain)


def test_the_openings_of_a_pattern_are_the_words_and_figures_that_it_begins_with():
    assert openings(r"(?<!\w)(?i:the )?(?:early )?(?P<m>May|June) \d") == (
        "early june 0",
        "early may 0",
        "june 0",
        "may 0",
        "the early june",
        "the early may ",
        "the june 0",
        "the may 0",
    )
    assert openings(r"(?<!\w)\d{1,2} days") == ("0 days", "00 days")
    assert openings(r"May \d") is None  # it may begin inside a word
    assert openings(r"(?<!\w)\w+ days") is None  # with any word
    assert folded("İn 2١ Maſs") == "in 00 mass"
