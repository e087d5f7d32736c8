"""A guard spares a search and never loses a match."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.text.guards import DIGIT, Guarded, guard

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
    )
]
WORDS = st.sampled_from(
    "January Feb May 12 3 in SINCE the early day before half 1,000 today TONIGHT tomorrow evening 9 p.m. abab abc abde "
    "ſince 10a.m. İ x\n\n, -".split(" ")
)


@settings(deadline=None)
@given(st.lists(WORDS | st.text(max_size=3), max_size=25).map(" ".join))
def test_a_guarded_search_finds_what_a_plain_one_finds_line_by_line(text):
    found = sorted((rank, *m.span()) for rank, m, _ in Guarded([(p, None) for p in PATTERNS]).finditer(text))
    plain, begin = [], 0
    for line in text.split("\n"):
        for rank, pattern in enumerate(PATTERNS):
            plain += [(rank, *m.span()) for m in pattern.finditer(text, begin, begin + len(line))]
        begin += len(line) + 1
    assert found == sorted(plain)


def test_a_guard_names_what_a_pattern_cannot_do_without():
    needs = guard(r"(?<!\w)(?i:the )?(?:early )?(?P<m>January|June) (?P<d>\d\d?)")
    assert frozenset({"january", "june"}) in needs and frozenset({DIGIT}) in needs
    assert guard(r"\w+ly|x?") == ()
