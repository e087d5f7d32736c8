"""Names compared: spellings, order, initials, scripts. All names here are public figures' or invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.text.names import similarity, tokens
from tellings.text.names_script import latin

SAME = [
    ("Kim Jong Un", "Jong-un Kim"),
    ("Ines Muller", "Inès Müller"),
    ("J. K. Hollander", "Jane Karin Hollander"),
    ("Hollander, Jane", "Jane Hollander"),
    ("Bill Tarrant", "William Tarrant"),
    ("Sergei Andreevich Volkonsky", "Sergey Volkonsky"),
    ("Мария Захарченко", "Maria Zakharchenko"),
    ("Γιώργος Σεφέρης", "Giorgos Seferis"),
    ("박지훈", "Park Ji Hoon"),
    ("Abd al-Karim Daoud", "Abdul Karim Dawood"),
    ("Tomasz Wierzbicki", "Tomas Wierzbicki"),
    ("Mr. Ole Brandt", "Ole Brandt"),
    ("OleBrandt", "Ole Brandt"),
]
APART = [
    ("Bashar al-Rashid", "Hafez al-Rashid"),
    ("John Smith", "Joan Lund"),
    ("Igor Petrenko", "Oleg Petrenko"),
    ("Omar bin Said", "Said bin Omar"),
    ("Marta Keller", "Marta Sandoval"),
    ("N. N.", "Nora Nilsen"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_person_in_two_spellings(a, b):
    assert similarity(a, b) >= 0.73


@pytest.mark.parametrize(("a", "b"), APART)
def test_two_people(a, b):
    assert similarity(a, b) < 0.7


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_gets_a_symmetric_score(a, b):
    score = similarity(a, b)
    assert 0.0 <= score <= 1.0
    assert score == similarity(b, a)


@given(st.text(max_size=40))
def test_a_name_is_itself(name):
    if tokens(name):
        assert similarity(name, name) >= 0.97


@given(st.text(max_size=60))
def test_transliteration_never_fails(text):
    assert isinstance(latin(text), str)


def test_scripts_become_latin():
    assert latin("Київ") == "kiyiv"
    assert latin("Łódź") == "lodz"
    assert latin("თბილისი") == "tbilisi"
    assert latin("さくら") == "sakura"
