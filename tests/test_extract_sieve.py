"""Looking first for what a pattern needs never changes what it finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tellings.extract import cues, dates, furniture, language
from tellings.extract.sieve import Sieve, Sifted, alternatives
from tellings.text import agencies

FORMS = r"sign ?up|\bread (?:more|on)\b|^(?:above|top)[:,]|[|\]x]-\d+|.{0,9}\bvia (?:wire|post)|\(c\)"
WORDS = st.sampled_from(
    "Sign up READ more above: top, x-12 |-3 ]-4 via wire Via Post (c) log in our website well-known it's rock'n'roll "
    "AFP A.F.P. The Associated Press Ma'an dpa-AFX 12 March 2021 2021-03-12 Mar. 3, 2020 1stJanuary 2019 3/4/18 "
    "192019 20190312T1200 ’tis don’t … “quoted” ſign Ünder 新华社 a--b + C++ e-mail- -x".split(" ")
)
LINES = st.lists(WORDS | st.text(max_size=4), max_size=30).map(" ".join)


@given(LINES)
def test_a_sieve_matches_where_its_pattern_does(text):
    whole, sieve, sifted = re.compile(FORMS, re.I), Sieve(FORMS, re.I), Sifted(FORMS, re.I)
    assert sieve.search(text) == bool(whole.search(text))
    assert sieve.match(text) == bool(whole.match(text))
    assert sieve.fullmatch(text) == bool(whole.fullmatch(text))
    assert [m.span() for m in sifted.finditer(text)] == [m.span() for m in whole.finditer(text)]


def test_alternatives_are_those_of_the_outermost_level():
    assert alternatives(r"a|(?:b|c)|[|)]|\||[^]|]") == ["a", "(?:b|c)", "[|)]", r"\|", "[^]|]"]


@given(LINES)
def test_words_are_counted_as_their_pattern_finds_them(text):
    assert furniture.words(text) >= len(furniture._WORD.findall(text))
    if text.isascii():
        assert furniture.words(text) == len(furniture._WORD.findall(text))
    small = [word.lower().replace("’", "'") for word in language._words(text)]
    assert small == [word.lower().replace("’", "'") for word in language._WORD.findall(text)]


@given(LINES)
def test_agencies_are_found_by_the_first_words_of_a_line(text):
    forms = [form for agency in agencies.agencies() for form in agencies._forms(agency, True)]
    whole = re.compile(rf"(?<![\w.])(?:{agencies._alternatives(forms)})(?![\w])")
    assert [m.span() for m in agencies.expected().finditer(text)] == [m.span() for m in whole.finditer(text)]


@given(st.lists(LINES, max_size=4).map((" and so on" * 9).join))
def test_dates_are_found_around_their_years(text):
    found = [(match.span(), form) for form in dates._FORMS for match in form.finditer(text)]
    near = [
        (match.span(), form)
        for form in dates._FORMS
        for begin, end in dates._around(text, dates._YEAR_WRITTEN)
        for match in form.finditer(text, begin, end)
    ]
    assert near == found


@given(LINES)
def test_a_line_that_a_form_covers_may_be_covered(text):
    if any(pattern.fullmatch(text) for _, pattern in cues.full()):
        assert cues.any_full(text)
