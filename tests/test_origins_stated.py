"""Origins: whose statements tellings quote, newsrooms that come back to a story, outlets named for a part.

Invented texts only.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from one_story import Tables
from tellings.collate.derivations_text import bodies
from tellings.collate.origins import collate
from tellings.collate.origins_house import owner
from tellings.collate.origins_outlets import named_outlets, same_outlet
from tellings.collate.origins_stated import statement_in
from tellings.records import Derivation, Independence, Reason
from tellings.settings import Origins
from test_origins import OWN, WIRE, material

FIRST = """Two hurt as crane falls at Harle dock

A crane fell on the quay at Harle on Monday and hurt two dockers, the Tarn Valley State Police said.

"The crane was lifting stone for the new mole when its foot gave way and it fell across the quay," state police said \
in a news release. "Nobody is missing, and the harbour is open again."

The two were taken to the infirmary with broken legs. Dockers put down their tools for the rest of the day.

Gov. Marta Quill released the following statement:

"My heart is with the two men and their families tonight, and the yard will be inspected from end to end." """

SECOND = """Harle crane fell while lifting stone

The crane that hurt two men at Harle on Monday was lifting stone for a mole, and the foot of it gave way.

Old Anselm Brock saw it from his boat. "It bowed like a butler and went down," he said, and bought rum for the pilot.

"My heart is with the two men and their families tonight, and the yard will be inspected from end to end," Quill said \
in a statement on Monday evening. Governor Marta Quill has promised a second inspector since March.

The harbour master closed his office at noon and would say nothing."""


def _sources(**texts: str) -> set[tuple[str, str]]:
    """Telling and absent parent, of every derivation of quotes alone."""
    tables = Tables({name: (text, None) for name, text in texts.items()})
    return {
        (tables.name[d.child], d.parent)
        for d in tables.rows_of("derivations")
        if d.kind == "quotes-only" and d.parent.startswith("missing:")
    }


def test_a_bodys_release_has_its_full_name_and_a_persons_statement_his() -> None:
    found = _sources(Bote=FIRST, Echo=SECOND)
    assert ("Bote", "missing:Tarn Valley State Police statement") in found
    assert {n for n, parent in found if parent == "missing:Marta Quill statement"} == {"Bote", "Echo"}
    assert len(found) == 3


def test_a_release_that_only_one_telling_quotes_a_person_in_is_no_source_of_the_story() -> None:
    quiet = FIRST.replace("Gov. Marta Quill released the following statement:", "A vigil was held.").split('"My heart')[
        0
    ]
    assert not {parent for _, parent in _sources(Bote=quiet, Echo=SECOND) if "Quill" in parent}


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("The bridge will open in May, the harbour board said in a written statement.", True),
        ("In its news release, the board named three firms.", True),
        ("The owner issued a brief statement on Friday.", True),
        ("In a statement to police, the pilot said he had slept.", False),
        ("In her closing statement, the lawyer spoke of the pilot's mother.", False),
        ("In a statement of accounts, the firm owes nothing.", False),
        ("The release of the hostages came at dawn.", False),
    ],
)
def test_what_a_suspect_or_a_lawyer_states_is_no_release(sentence: str, is_one: bool) -> None:
    assert (statement_in(sentence) is not None) == is_one


DAY_AFTER = """Kestren canal stays shut for harvest week

The Olva canal will be closed until the end of the month, the waterway board decided on Thursday.

Barges with timber for the paper mill at Torhavn are unloaded at Brenn and go on by lorry, forty a day. The mill's \
manager, Edda Sorli, said two of her three machines stood still. "We make notebooks, and September is when children \
buy them," she said.

The board will hear the builders of the new bridge next week."""


def _range(pages: dict[str, tuple[str, str]]) -> Independence:
    return next(r for r in collate(material(pages), Origins()) if isinstance(r, Independence) and r.statement is None)


def test_one_newsrooms_two_reports_are_two_or_one() -> None:
    one = _range({"wire": ("Delta Review", WIRE), "own": ("Inland Post", OWN), "later": ("Inland Post", DAY_AFTER)})
    assert (one.low, one.high) == (2, 3)
    assert "two tellings of Inland Post are the work of one newsroom" in one.why_low
    apart = _range({"wire": ("Delta Review", WIRE), "own": ("Inland Post", OWN), "later": ("Echo", DAY_AFTER)})
    assert (apart.low, apart.high) == (3, 3)


@pytest.mark.parametrize(
    ("line", "source", "whose"),
    [
        ("Copyright 2031 KVLE. All rights reserved.", "wqrs.example", "KVLE"),
        ("© 2031 KVLE-TV", "kvle12.example", None),
        ("Copyright 2031 KVLE. All rights reserved.", "channel8.example", None),  # may be its own call sign
        ("Copyright by the Inland Post, Kestren", "deltareview.example", None),
        ("(c) 2031 Inland Post", "deltareview.example", "Inland Post"),
        ("Copyright 2031 Delta Review", "deltareview.example", None),
        ("The copyright of the song is disputed.", "wqrs.example", None),
    ],
)
def test_a_copyright_line_says_whose_the_text_is(line: str, source: str, whose: str | None) -> None:
    found = owner([line], source, [source, "inlandpost.example"])
    assert (found and found[0]) == whose


def test_a_sister_stations_page_is_an_origin_of_its_own_that_is_not_here() -> None:
    made = material({"one": ("kvle.example", WIRE), "two": ("wqrs.example", f"{OWN}\n\nCopyright 2031 KVLE.")})
    rows = list(collate(made, Origins()))
    assert {(r.child, r.parent, r.kind) for r in rows if isinstance(r, Derivation)} == {
        ("two", "missing:KVLE", "verbatim")
    }
    found = next(r for r in rows if isinstance(r, Independence) and r.statement is None)
    assert (found.low, found.high) == (1, 2)


HEADLINES = """Kestren canal in pictures

0:43 Divers bring up the bell of the Marta Lind at Kestren

1:20 Ilse Brandvik on the pillar of the railway bridge

Barley for 8.5 million euros still in the hold of the Marta Lind

Lindholm Shipping to sell two of its barges at Torhavn

Watch the crane pontoon pass the locks of the Olva canal"""


def test_a_list_of_headlines_is_no_telling() -> None:
    found = _range({"wire": ("Delta Review", WIRE), "own": ("Inland Post", OWN), "list": ("Echo", HEADLINES)})
    assert (found.low, found.high) == (2, 2)
    assert "not counted: 1 telling" in found.why_high


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The pilot told Kestren he had slept.", True),
        ("She was popular with Kestren commuters.", False),
        ("The letters came from Kestren readers.", False),
        ("The divers told Kestren on Friday that the hold was empty.", True),
    ],
)
def test_a_name_before_a_noun_is_no_outlet(sentence: str, named: bool) -> None:
    made = material({"one": ("Echo", f"{sentence} The water was cold.")})
    body = bodies(made.articles, {}, made.sentences, [])[0]
    assert bool(list(named_outlets(body, ["Echo", "kestren.example"]))) == named


def test_a_short_name_is_an_outlets_with_its_medium_alone() -> None:
    assert same_outlet("Lyx News", "lyx") and not same_outlet("Lyx", "lyx")


@given(
    st.lists(st.text(max_size=200), min_size=1, max_size=3), st.sampled_from(["in a statement", "news release said"])
)
@settings(max_examples=25, deadline=None)
def test_any_text_goes_in(texts: list[str], words: str) -> None:
    made = material({f"t{n}": ("Police", f"{text}. Police said {words}. {text}") for n, text in enumerate(texts)})
    text = {a.id: a.text for a in made.articles}
    for row in collate(made, Origins()):
        if isinstance(row, Reason):
            assert all(0 <= e.begin <= e.end <= len(text[e.article]) for e in row.evidence)
