"""What each telling made of its parent; whose word counts for a statement; what kin say. Invented texts only."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.collate.derivations_family import Voices, among_kin
from tellings.collate.origins import Material, collate
from tellings.records import Departed, Departure, Derivation, Independence, Reason, StatementMember
from tellings.settings import Origins
from test_origins import CUT, OWN, REWRITE, WIRE, WIRE_CREDIT, credit, material


def rows(given: Material, record: type) -> list:
    return [row for row in collate(given, Origins()) if type(row) is record]


def parts(given: Material) -> dict[tuple[str, str, str], list[str]]:
    """(child, parent, what) -> the words."""
    text = {a.id: a.text for a in given.articles}
    out: dict[tuple[str, str, str], list[str]] = {}
    for d in rows(given, Departure):
        assert d.article == (d.parent if d.what == "dropped" else d.child)
        out.setdefault((d.child, d.parent, d.what), []).append(text[d.article][d.begin : d.end])
    return out


def line(given: Material) -> dict[tuple[str, str], str]:
    return {(d.child, d.parent): d.text for d in rows(given, Departed)}


PARAGRAPHS = WIRE.split("\n\n")


@pytest.mark.parametrize(("kept", "said"), [(6, "the last paragraph"), (4, "the last 3 paragraphs")])
def test_a_cut_tail_is_said_in_paragraphs(kept: int, said: str) -> None:
    cut = "\n\n".join(PARAGRAPHS[:kept])
    given = material(
        {"wire": ("AP", WIRE), "cut": ("Olva Herald", cut)}, (*WIRE_CREDIT, credit("cut", cut, "AP", "dateline"))
    )
    dropped = parts(given)["cut", "wire", "dropped"]
    assert line(given)["cut", "wire"] == f"dropped {said} ({len(dropped)} sentences)"
    assert " ".join(dropped) == " ".join(PARAGRAPHS[kept:])


def test_counts_are_those_of_the_sentences_shown() -> None:
    kept = [words for n, words in enumerate(PARAGRAPHS) if n not in (1, 3)]
    cut = "\n\n".join([*kept[:-1], kept[-1] + " Schoolchildren in Torhavn painted a banner of seven herons."])
    given = material(
        {"wire": ("AP", WIRE), "cut": ("Olva Herald", cut)}, (*WIRE_CREDIT, credit("cut", cut, "AP", "dateline"))
    )
    found = parts(given)
    dropped, added = found["cut", "wire", "dropped"], found["cut", "wire", "added"]
    assert " ".join(dropped) == " ".join((PARAGRAPHS[1], PARAGRAPHS[3]))
    assert added == ["Schoolchildren in Torhavn painted a banner of seven herons."]
    assert line(given)["cut", "wire"].startswith(f"dropped {len(dropped)} sentences of ")
    assert line(given)["cut", "wire"].endswith("added 1 sentence of its own")


def test_a_sentence_reworded_in_a_copy_is_neither_dropped_nor_added() -> None:
    old = PARAGRAPHS[2].split(". ")[0]
    words = old.split()
    new = " ".join([*words[: len(words) // 2], "so the office in charge let everybody know", *words[-2:]])
    copy = WIRE.replace(old, new)
    given = material(
        {"wire": ("AP", WIRE), "cut": ("Olva Herald", copy)}, (*WIRE_CREDIT, credit("cut", copy, "AP", "dateline"))
    )
    assert line(given)["cut", "wire"] == "dropped and added no whole sentence"


def test_a_name_that_stands_everywhere_excuses_no_lost_sentence() -> None:
    more = WIRE + "\n\nThe Kestren was built in 1931 and was last rebuilt in 1987."
    given = material(
        {"wire": ("AP", more), "rewrite": ("Inland Post", REWRITE)}, (credit("wire", more, "AP", "dateline"),)
    )
    assert any("1931" in words for words in parts(given)["rewrite", "wire", "dropped"])


def test_people_and_places_in_common_are_no_sentence() -> None:
    more = WIRE + "\n\nIlse Brandvik spoke of Kestren and the Olva at a dinner of Lindholm Shipping in Lisbon."
    given = material(
        {"wire": ("AP", more), "rewrite": ("Inland Post", REWRITE)}, (credit("wire", more, "AP", "dateline"),)
    )
    assert any("Lisbon" in words for words in parts(given)["rewrite", "wire", "dropped"])


def test_what_was_put_in_is_shown_and_what_was_reworded_is_not() -> None:
    more = (
        REWRITE + "\n\nThe village brass band has cancelled its Saturday concert on the quay, conductor Jo Vestad said."
    )
    given = material({"wire": ("AP", WIRE), "more": ("Inland Post", more), "own": ("Kestren Bote", OWN)}, WIRE_CREDIT)
    found = parts(given)
    assert [words for words in found["more", "wire", "added"] if "brass band" in words]
    assert len(found["more", "wire", "added"]) <= 2
    assert any("tilting tray" in words for words in found["more", "wire", "dropped"])
    assert not any("1,240 tonnes" in words for words in found["more", "wire", "dropped"])
    assert "added" in line(given)["more", "wire"]


def test_a_sentence_of_a_statement_that_both_make_is_neither_dropped_nor_added() -> None:
    given = material({"wire": ("AP", WIRE), "rewrite": ("Inland Post", REWRITE)}, WIRE_CREDIT)
    fear, worry = WIRE.index("Farmers upstream"), REWRITE.index("Upstream, farmers")
    tray = WIRE.index('"She went over')
    members = [
        StatementMember("s", "x", "wire", tray, tray + 30, 1.0),
        StatementMember("s", "x", "rewrite", worry, worry + 30, 0.9),
    ]
    assert fear and any("tilting tray" in w for w in parts(given)["rewrite", "wire", "dropped"])
    both = Material(*[getattr(given, f) for f in given.__slots__][:6], members)
    assert not any("tilting tray" in w for w in parts(both).get(("rewrite", "wire", "dropped"), []))


def test_a_compilation_adds_only_what_neither_parent_has() -> None:
    wire, own = PARAGRAPHS, OWN.split("\n\n")
    fresh = "A cormorant nested on the wreck's rudder by Thursday, ranger Milla Storr noted."
    mixed = "\n\n".join(
        [wire[0].replace("KESTREN (AP) - ", ""), wire[1], own[3], wire[2], own[1], fresh, wire[4], own[4]]
    )
    given = material(
        {"wire": ("AP", WIRE), "own": ("Kestren Bote", OWN), "mixed": ("Delta Review", mixed)},
        WIRE_CREDIT,
        {"wire": "2021-05-04T08:00", "own": "2021-05-04T09:00", "mixed": "2021-05-04T18:00"},
    )
    assert parts(given)["mixed", "wire", "added"] == [fresh]


def test_an_absent_parent_is_not_compared_and_that_is_said() -> None:
    signed = CUT.replace("(AP) ", "") + "\n\nAFP"
    given = material(
        {"signed": ("Olva Herald", signed), "own": ("Bote", OWN)}, (credit("signed", signed, "AFP", "sign-off"),)
    )
    assert ("signed", "missing:AFP") in {(d.child, d.parent) for d in rows(given, Derivation)}
    assert not rows(given, Departure) and not rows(given, Departed)
    said = [r.text for r in rows(given, Reason) if r.parent == "missing:AFP"]
    assert "the parent itself is not here to compare" in said[0]


def test_a_statement_counts_only_those_who_clearly_make_it() -> None:
    given = material({"wire": ("AP", WIRE), "own": ("Kestren Bote", OWN)}, WIRE_CREDIT)
    members = [
        StatementMember("s", "dead", "wire", 0, 9, 1.0, 1.0), StatementMember("s", "dead", "own", 0, 9, 0.3, 0.3),
        StatementMember("s", "vague", "wire", 0, 9, 0.4, 0.4), StatementMember("s", "vague", "own", 0, 9, 0.3, 0.3),
    ]  # fmt: skip
    found = {
        r.statement: r for r in rows(Material(*[getattr(given, f) for f in given.__slots__][:6], members), Independence)
    }
    assert (found["dead"].low, found["dead"].high) == (1, 1)
    assert found["dead"].why_high.endswith("not counted: 1 telling that only says something near")
    assert (found["vague"].low, found["vague"].high) == (2, 2)  # nobody says it clearly: then all count


def voices(size: int) -> Voices:
    """Everybody knows half of everybody in words of his own, and what all share all share alike."""
    return Voices(np.full((size, size), 0.5), np.ones((size, 3), np.float32), np.ones(3, np.float32))


def test_kin_settle_what_a_pair_leaves_open() -> None:
    """A telling that is a little like all of a family is of it; one that is like one member only is not."""
    family = {(a, b): 9.0 for a in range(4) for b in range(a + 1, 4)}
    like_all = family | {(a, 4): 0.2 for a in range(4)}
    like_one = family | {(a, 4): (0.2 if a == 0 else -8.0) for a in range(4)}
    heard = [among_kin(odds, voices(5), Origins())[0, 4] for odds in (like_all, like_one)]
    assert heard[0] > 0.4 > 0.0 > heard[1]
    alone = {(0, 1): 0.2}
    assert among_kin(alone, voices(2), Origins()) == alone


def test_a_reprint_and_a_compilation_say_little_of_their_kin() -> None:
    """What kin have word for word or from elsewhere settles nothing; what they retell themselves does."""
    odds = {(0, 1): 9.0, (0, 2): 0.2, (1, 2): -8.0}
    reprint = Voices(np.zeros((3, 3)), np.ones((3, 3), np.float32), np.ones(3, np.float32))
    assert among_kin(odds, reprint, Origins())[0, 2] == pytest.approx(0.2)
    both = {
        (0, 1): 9.0,
        (0, 2): -2.0,
        (1, 2): 9.0,
    }  # 1 is made from 0 and from 2: what 0 and 2 have in it is not the same
    halves = np.array([[1, 1, 0, 0], [1, 1, 1, 1], [0, 0, 1, 1]], np.float32)
    apart = Voices(np.full((3, 3), 0.5), halves, np.full(4, 9, np.float32))
    same = Voices(np.full((3, 3), 0.5), np.ones((3, 4), np.float32), np.full(4, 9, np.float32))
    assert among_kin(both, apart, Origins())[0, 2] < 0 < among_kin(both, same, Origins())[0, 2]


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 7), st.randoms(use_true_random=False))
def test_kin_say_the_same_in_any_order(size: int, rng: random.Random) -> None:
    odds = {(a, b): round(rng.uniform(-9, 9), 3) for a in range(size) for b in range(a + 1, size)}
    place = list(range(size))
    rng.shuffle(place)
    moved = {(min(place[a], place[b]), max(place[a], place[b])): z for (a, b), z in odds.items()}
    one, other = among_kin(odds, voices(size), Origins()), among_kin(moved, voices(size), Origins())
    for a, b in odds:
        assert one[a, b] == pytest.approx(other[min(place[a], place[b]), max(place[a], place[b])], abs=2e-6)


def test_a_shared_speech_makes_nobody_kin() -> None:
    speech = [
        "We closed the lock because the gauge told us to, and the gauge had never lied before",
        "Whoever says the water came without a warning was not standing where I was standing",
        "There will be a bridge here again before the geese come back, and it will be of steel",
        "I have signed nothing and I will sign nothing until the last boat has been accounted for",
    ]
    one = "Torhavn's mayor faced the press for an hour. " + " ".join(f'"{s}," Tora Lien said.' for s in speech)
    two = "In the rowing club, reporters from nine papers sat on upturned boats. " + " ".join(
        f'Mayor Lien told them: "{s}."' for s in speech
    )
    one += " Outside, a union leader, Bo Krag, handed out leaflets about overtime at the locks."
    two += " The club's stove had gone out; somebody fetched birch logs, and a child asked for the score of the match."
    given = material({"one": ("Olva Herald", one), "two": ("Inland Post", two)})
    assert not [d for d in rows(given, Derivation) if d.kind != "quotes-only"]


def test_a_cut_quote_is_dropped_though_its_words_stand_elsewhere() -> None:
    """The words of a cut sentence are in its neighbours too: of a copy only words in a row are proof."""
    wire = (
        "A recount by hand has turned the vote in Kestren round.\n\nThe ballots were counted by hand in the town hall "
        "for six days, and every box of the 25 was opened twice before the clerk signed.\n\nThe clerk, Ilse Brandvik, "
        "read the totals out on Tuesday evening; the margin was 43 votes of 25,793.\n\n"
        "“Every ballot was counted by hand, as ballots in this town must be,” Anton Reuss said."
    )
    cut = wire.rpartition("\n\n")[0]
    given = material({"wire": ("AP", wire), "cut": ("Olva Herald", cut)}, WIRE_CREDIT)
    assert line(given)["cut", "wire"] == "dropped the last paragraph (1 sentence)"
