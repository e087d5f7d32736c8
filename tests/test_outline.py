"""What a page says before it is a page: labels, trees, groups, changes of words."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import footbridge
from tellings import ranges, views
from tellings.render import outline as o
from tellings.render import picture
from tellings.render import quotes as q
from tellings.render import wording as w

REPORT = footbridge.report()
STORY = REPORT.stories[0]
OUTLINE = o.Outline(STORY, {t.id: t for t in REPORT.tellings})


def test_letters_go_on_after_z() -> None:
    assert [w.letters(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (None, "undated"), ("2031", "2031"), ("2031-05", "May 2031"), ("2031-05-04", "4 May 2031"),
        ("2031-05-04T09:20", "4 May 2031, 09:20"), ("2031-05-04T09:20:00Z", "4 May 2031, 09:20"),
        ("2031-W18", "2031-W18"),
        ("2031-13-01", "2031"),
    ],
)  # fmt: skip
def test_dates_are_read_as_precisely_as_they_are_known(date: str | None, said: str) -> None:
    assert w.day(date) == said


def test_days() -> None:
    assert w.days("2031-05-04T09:20", "2031-05-05") == "4–5 May 2031"
    assert w.days("2031-04-30", "2031-05-02") == "30 April to 2 May 2031"
    assert w.days("2030-12-31", "2031-01-01") == "31 December 2030 to 1 January 2031"
    assert w.days("2031-05", "2031-05") == "May 2031"
    assert w.days(None, None) == "undated"


def test_tellings_of_one_origin_stand_together() -> None:
    groups = OUTLINE.clusters(OUTLINE.story.tellings)
    assert [[OUTLINE.letter[t] for t in c.tellings] for c in groups] == [["A", "B", "E"], ["C", "F"], ["D"]]


def test_one_text_of_several_statements_has_no_more_origins_than_the_story() -> None:
    story = REPORT.stories[0]
    one = next(s for s in story.statements if len(o.sayers(s)) > 1)
    rest = [t for t in story.tellings if t not in {e.telling for e in one.tellings}]
    others = tuple(dataclasses.replace(one.tellings[0], telling=t, support=1.0) for t in rest)
    assert len(others) > 1
    again = dataclasses.replace(one, id="again", tellings=others)
    few = dataclasses.replace(story, statements=(one, again), independent_origins=views.Range(1, 2, None, None))
    (both,) = o.united(few)
    assert {e.telling for e in o.sayers(both)} >= {*rest}
    assert both.independent_origins.max <= 2


def test_the_tree_has_every_telling_once_and_absent_parents_at_its_roots() -> None:
    nodes = o.tree(OUTLINE)
    shown = [(n.depth, o.parent_name(OUTLINE, n.id)) for n in nodes]
    assert (
        (0, "City of Orlava") in shown
        and (1, "C City Hall Watch") in shown
        and (2, "E Lowland Daily <News & Views>") in shown
    )
    assert sorted(n.id for n in nodes if n.id in OUTLINE.rank) == sorted(OUTLINE.story.tellings)


TELLINGS = [f"t{n}" for n in range(6)]
derivations = st.lists(
    st.builds(
        views.Derivation,
        child=st.sampled_from(TELLINGS),
        parent=st.sampled_from([*TELLINGS, "missing:X", "missing:Y"]),
        kind=st.sampled_from(["verbatim", "rewrite", "quotes-only"]),
        confidence=st.sampled_from([0.4, 0.8, 0.9]),
        joined=st.booleans(),
        reasons=st.just(()),
    ),
    max_size=14,
)


def _outline(found: list[views.Derivation]) -> o.Outline:
    blank = REPORT.tellings[0]
    told = {t: dataclasses.replace(blank, id=t, source=t) for t in TELLINGS}
    story = dataclasses.replace(
        REPORT.stories[0], tellings=tuple(TELLINGS), derivations=tuple(found), origins=(), statements=(), quotes=()
    )
    return o.Outline(story, told)


@given(derivations)
def test_any_derivations_make_a_tree(found: list[views.Derivation]) -> None:
    nodes = o.tree(_outline(found))
    assert sorted(n.id for n in nodes if n.id in TELLINGS) == TELLINGS
    for above, node in itertools.pairwise(nodes):
        assert node.depth <= above.depth + 1
    assert all(len(n.last) == n.depth + 1 for n in nodes)


@given(derivations)
def test_any_derivations_make_a_picture_that_runs_from_left_to_right(found: list[views.Derivation]) -> None:
    drawn = picture.picture(_outline(found))
    if drawn is None:
        assert all(d.child == d.parent for d in found)
        return
    places = [(b.x, b.y) for b in drawn.boxes]
    assert len(set(places)) == len(places)
    assert all(
        b.x >= 0 and b.x + picture.NODE_WIDTH <= drawn.width and b.y + picture.NODE_HEIGHT <= drawn.height
        for b in drawn.boxes
    )
    assert drawn.edges


def test_changes_are_shown_word_by_word() -> None:
    assert q.diff("a failure we will not hide from", "a failure we will not hide") == [
        ("same", "a failure we will not hide"), ("gone", " from"),
    ]  # fmt: skip


@given(st.text(max_size=60), st.text(max_size=60))
def test_changes_lead_from_one_wording_to_the_other(base: str, other: str) -> None:
    made = q.diff(base, other)
    assert "".join(words for op, words in made if op != "gone") == other
    back = "".join(words for op, words in made if op != "new")
    assert back.lower() == base.lower()


def test_one_utterance_gathers_its_wordings() -> None:
    said = {s.speaker: s for s in q.utterances(OUTLINE)}
    tolun = said["Mira Tolun"]
    assert len(tolun.wordings) == 2 and tolun.wordings[0].words.startswith("We heard a crack")
    assert tolun.wordings[1].drift == ("wording",)
    assert [len(w.quotes) for w in tolun.wordings] == [2, 1]
    assert said["Josip Arden"].wordings[1].drift == ("cut",)


def test_one_telling_is_compared_with_nothing() -> None:
    lone = o.Outline(REPORT.stories[1], {t.id: t for t in REPORT.tellings})
    assert lone.verdict() == "1 telling"
    assert "Nothing to compare" in lone.why()[0]


@given(st.text())
def test_nothing_that_steers_a_terminal_is_shown(text: str) -> None:
    shown = w.clean(text)
    assert not any((ord(ch) < 32 and ch not in "\n\t") or 0x7F <= ord(ch) <= 0x9F for ch in shown)
    shown.encode("utf-8")


def test_what_several_say_shows_who_says_it_and_nothing_twice() -> None:
    story, (a, b, c) = REPORT.stories[0], REPORT.stories[0].tellings[:3]

    def statement(n: int, text: str, *places: tuple[str, float, int]) -> views.Statement:
        said = tuple(views.Said(t, begin, begin + len(text), text, support) for t, support, begin in places)
        return views.Statement(f"s{n}", text, story.independent_origins, said, ())

    first = "The footbridge was closed on Monday after a crack was found."
    told = o.Outline(
        dataclasses.replace(
            story,
            statements=(
                statement(0, first, (a, 1.0, 0), (b, 0.9, 0), (c, 0.2, 0)),
                statement(1, first[:-1], (a, 1.0, 0), (b, 0.8, 0)),
                statement(2, "Divers will look at the piers on Thursday.", (a, 1.0, 100), (c, 0.7, 100)),
                statement(3, "Nobody was hurt.", (b, 1.0, 100), (c, 0.3, 200)),
            ),
        ),
        {t.id: t for t in REPORT.tellings},
    )
    assert [s.id for s in told.shared()] == ["s0", "s2"]
    assert [e.telling for e in o.sayers(told.shared()[0])] == [a, b]
    again = statement(4, first, (a, 1.0, 0), (c, 0.9, 300))  # the same words, with another telling beside them
    whole = o.Outline(
        dataclasses.replace(story, statements=(*told.story.statements, again)), {t.id: t for t in REPORT.tellings}
    )
    assert [s.id for s in whole.shared()] == ["s0", "s2"]
    assert [e.telling for e in o.sayers(whole.shared()[0])] == [a, b, c]


def listed(*forms: str, tellings: tuple[str, ...] = STORY.tellings) -> list[str]:
    """The forms of a name that are shown, where each telling has one."""
    written = tuple(views.Form(form, 1, (t,), ()) for form, t in zip(forms, itertools.cycle(tellings), strict=False))
    story = dataclasses.replace(STORY, entities=(views.Entity("e", forms[0], "person", written),))
    return [f.form for _, found in o.Outline(story, OUTLINE.tellings).spellings() for f in found]


def test_a_capital_or_a_hyphen_inside_a_name_is_another_way_to_write_it() -> None:
    assert listed("Park Min-Ho", "Park Min-ho") == ["Park Min-Ho", "Park Min-ho"]
    assert listed("Park Min-ho", "Park Minho") == ["Park Min-ho", "Park Minho"]
    assert listed("Ian McTavish", "Ian Mctavish") == ["Ian McTavish", "Ian Mctavish"]
    assert listed("Ada Bell", "ADA Bell", "ada bell", "Bell") == []
    assert listed("J. R. Bell", "J.R. Bell", "JR Bell") == []
    assert listed("Bell's", "Bell’s", "Bell") == []


def test_how_a_house_addresses_people_and_what_one_telling_varies_are_no_other_spelling() -> None:
    assert listed("Ada Bell", "Ms Bell", "Mrs. Bell") == []
    assert listed("Ada Bell", "Ada Belle", tellings=STORY.tellings[:1]) == []
    assert listed("Ada Bell", "Ada Belle") == ["Ada Bell", "Ada Belle"]


def test_a_statement_that_another_tells_of_more_tellings_is_not_told_twice() -> None:
    a, b, c = STORY.tellings[:3]
    words = "The ferry left Torp at noon with eighty people aboard"

    def stated(id_: str, text: str, *tellings: str) -> views.Statement:
        places = tuple(views.Said(t, 0, len(text), text, 1.0) for t in tellings)
        return views.Statement(id_, text, STORY.independent_origins, places, ())

    found = (stated("s", words, a, b), stated("t", words.replace("eighty", "80"), a, b, c))
    told = {t.id: t for t in REPORT.tellings}
    story = dataclasses.replace(STORY, statements=found)
    assert [s.id for s in o.Outline(story, told).shared()] == ["t"]


def test_two_of_one_text_count_as_one_though_it_is_open_which_came_first() -> None:
    made = views.Derivation("t1", "t0", "abridged", 0.775, True, (), None, (), (), ())
    outline = _outline([made])
    assert outline.doubtful("t1") is None and w.sureness(made).startswith("78% sure (surely one text")
    assert ranges.independent([outline.story], {"t0", "t1"}).max == 1
    loose = dataclasses.replace(made, joined=False)
    assert _outline([loose]).doubtful("t1") and w.sureness(loose) == "78% sure"
    assert ranges.independent([_outline([loose]).story], {"t0", "t1"}) == views.Range(1, 2, None, None)
