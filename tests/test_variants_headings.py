"""What a difference is called: in the words of most, not of a rendering; lists whose members are possessives."""

from __future__ import annotations

import pytest

from one_story import Tables, told

WIRE = """Steam leak at the Corrin paper mill

Feb. 3, 2031

About 2.5 tons of the pulp escaped from a split tank at the Corrin paper mill on Monday, foreman Ada Brandt said.

The hurt were brought to St. Clare's, Mill Road and Oak Hill hospitals. The river water was not affected,
the council said.

"We heard a hiss and then the floor shook," said Jon Quill, a crane driver who has worked at the mill for six years.

Brandt said a hatch had been left unlocked during cleaning. The mill employs 90 people and makes card for exporters.
"""
#: The same by way of another language.
RENDERED = """Escape of steam in the mill of paper of Corrin

Feb. 3, 2031

Near 2.5 tons of the pulp escaped of a split tank in the mill of paper Corrin, has said on Monday
the foreman Ada Brandt.

The wounded were carried to the hospitals St. Clare's, Mill Road and Oak Hill. The fresh water was affected, said
the council.

"We listened a hiss and afterwards the floor trembled", has said Jon Quill, driver of crane of 41 years.

Brandt said that a hatch had remained unlocked. The mill employs 90 persons and makes card for exporters.
"""
DROPPED = WIRE.replace("St. Clare's, Mill Road and Oak Hill", "St. Clare's and Mill Road").replace("2.5", "4")


@pytest.fixture(scope="module", params=["abc", "bca", "cab"])
def mill(request: pytest.FixtureRequest) -> Tables:
    """The same three whoever's id comes first."""
    wire, rendered, dropped = request.param
    return told(**{wire: WIRE, rendered: RENDERED, dropped: DROPPED})


def test_a_possessive_is_a_member_of_a_list(mill: Tables) -> None:
    (readings,) = [r for kind, _, r in mill.differences() if kind == "list"]
    assert sorted(len(shown) for shown in readings.values()) == [1, 2]


def test_headings_are_in_the_words_of_the_original(mill: Tables) -> None:
    titles = [d.about for d in mill.rows_of("discrepancies")]
    assert any("We heard a hiss" in t for t in titles)
    assert not any("listened" in t or "fresh water" in t or "carried" in t for t in titles)


def test_a_heading_does_not_take_a_reading_for_granted(mill: Tables) -> None:
    assert not any("tons" in d.about for d in mill.rows_of("discrepancies"))


def test_a_dropped_member_is_not_told_alike_in_the_brief(mill: Tables) -> None:
    told_by = [{e.article for e in line.evidence} for line in mill.rows_of("brief") if "Oak Hill" in line.text]
    assert all(len(tellings) < 3 for tellings in told_by)
