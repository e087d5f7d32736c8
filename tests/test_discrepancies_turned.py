"""What cannot both be true although nearly all words are the same, and what only looks like one thing told twice."""

from __future__ import annotations

import pytest

from one_story import told
from tellings.collate.discrepancies import difference_type
from tellings.collate.variants_same import Value, other_event
from tellings.collate.variants_tie import support, tie

#: What both tellings of a story say alike.
_REST = (
    "\nThe Ostra council and the Kelm police {} an inquiry into the events on Monday."
    "\nSchools and ferries in Ostra and Kelm were shut on Monday."
    "\nMayor Lotte Brand asked residents of Ostra to stay calm."
)


def _differences(title: str, one: str, two: str) -> list[tuple[str, str, list[str]]]:
    tables = told(
        one=(f"{title}\n\n{one}{_REST.format('opened')}", "2031-03-10T09:00"),
        two=(f"{title}\n\n{two}{_REST.format('started')}", "2031-03-10T12:00"),
    )
    return [(kind, type_, sorted(readings)) for kind, type_, readings in tables.differences()]


@pytest.mark.parametrize(
    ("one", "two", "values"),
    [
        (
            "Stewards attacked supporters at the Kelm stadium gate on Saturday evening.",
            "Stewards were attacked by supporters at the Kelm stadium gate on Saturday evening.",
            ["steward attack supporter", "supporter attack steward"],
        ),
        (
            "All teachers of the Ostra school boycotted the council hearing on Tuesday.",
            "Almost all of the teachers of the Ostra school boycotted the council hearing on Tuesday.",
            ["all", "almost all"],
        ),
        (
            "The Ostra abbey, the region's second-oldest shrine, was closed to pilgrims on Friday.",
            "Pilgrims were turned away on Friday. The Ostra chapel is the region's second-oldest shrine.",
            ["second-oldest: abbey", "second-oldest: chapel"],
        ),
    ],
)
def test_a_thing_turned_round_is_a_contradiction(one: str, two: str, values: list[str]) -> None:
    assert ("description", "contradiction", values) in _differences("Unrest around Ostra", one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (  # the same deed from its two sides
            "The Falk family bought the old paper mill at Ostra on Friday.",
            "The old paper mill at Ostra was sold to the Falk family on Friday.",
        ),
        (  # a quake is an earthquake
            "A strong earthquake cracked walls on the island of Ostra on Sunday.",
            "Walls were cracked by a strong quake on the island of Ostra on Sunday.",
        ),
        (  # who is let out of a hospital was not held there
            "Officers arrested the carpenter Odd Brenn, 31, at the Ostra quay on Sunday.",
            "The carpenter Odd Brenn, 31, released from a hospital last month, was at the Ostra quay on Sunday.",
        ),
        (  # a name and what somebody is
            "Dora Venn, mayor and party leader, opened the bridge at Ostra on Friday.",
            "The mayor and party leader opened the bridge at Ostra on Friday.",
        ),
        (  # a part of a calibre is no count
            "Officers found .38 caliber bullets in the Ostra boathouse on Sunday.",
            "Officers found bullets of five calibers in the Ostra boathouse on Sunday.",
        ),
    ],
)
def test_one_thing_told_in_other_words_is_none(one: str, two: str) -> None:
    assert _differences("News of the Ostra island", one, two) == []


def _value(sort: str, value: str, **more: object) -> Value:
    told_of: dict[str, object] = {"what": "", "around": frozenset({"boat", "quay"}), "governor": "see"}
    told_of |= {"names": frozenset(), **more}
    return Value(("a", 1), 0, 1, sort, value, **told_of)  # type: ignore[arg-type]


def test_ages_of_two_of_one_surname_are_two() -> None:
    father, son = frozenset({"odd", "brenn"}), frozenset({"nils", "brenn"})
    a, b = _value("number age year", "51 year", names=father), _value("number age year", "9 year", names=son)
    assert tie(a, b, 0.3) < 0
    assert tie(a, _value("number age year", "52 year", names=father), 0.3) > 0
    assert tie(a, _value("number age year", "53 year"), 0.0) < 0  # somebody unnamed, far away


def test_men_are_not_women_nor_all_people() -> None:
    two_boys, girls, people = (
        _value("number count ", n, what=what) for n, what in (("2", "boy"), ("3", "girl"), ("4", "person"))
    )
    assert tie(two_boys, girls, 0.3) < 0
    assert tie(two_boys, people, 0.3) < 0
    assert tie(_value("number count ", "4", what="boy"), people, 0.3) > 0


def test_the_year_of_another_deed_is_no_date_of_this() -> None:
    day = _value("time date", "2031-01-01", governor="release")
    assert tie(day, _value("time date", "2031", governor="ring"), 0.3) < 0
    assert tie(day, _value("time date", "2031", governor="release"), 0.3) > 0


def test_hours_a_few_minutes_apart_are_of_one_event_in_like_sentences() -> None:
    a, b = (_value("time date", f"2031-01-01T{t}", governor=g, around=frozenset()) for t, g in
            (("01:15", "ring"), ("01:00", "happen")))  # fmt: skip
    later = _value("time date", "2031-01-01T04:00", governor="leave", around=frozenset())
    assert support(a, b, 1) > support(a, later, 1)
    assert support(a, b, 0) == support(a, later, 0)


def test_deeds_of_two_actors_on_two_days_are_two_events() -> None:
    urged = _value("time date", "2031-03-05", governor="demand", actor="governor")
    passed = _value("time date", "2031-03-06", governor="pass", actor="parliament", around=frozenset({"bill"}))
    assert other_event(urged, passed)
    assert not other_event(urged, _value("time date", "2031-03-06", governor="pass", actor="parliament"))


def test_what_was_and_what_is_to_be_weeks_later_are_two_deeds() -> None:
    was = _value("time date", "2031-05-04", governor="appear")
    due = _value("time date", "2031-05-28", governor="appear", ahead=True)
    assert other_event(was, due)
    assert not other_event(was, _value("time date", "2031-05-05", governor="appear", ahead=True))


def test_two_days_of_one_deed_are_compared_though_another_deed_shares_one_of_them() -> None:
    found = _differences(
        "Ferry pilot says sorry in Ostra",
        "The Ostra ferry pilot on Friday apologized for a remark about the passengers of Kelm.",
        "The Ostra ferry pilot apologized on Saturday for a remark about the passengers of Kelm, made on Friday.",
    )
    assert [(kind, type_) for kind, type_, _ in found] == [("date", "contradiction")]


@pytest.mark.parametrize("values", [["all", "almost all"], ["a see b", "b see a"], ["oldest: a", "oldest: b"]])
def test_types_of_what_is_turned(values: list[str]) -> None:
    assert difference_type("description", values, {}).type == "contradiction"
    assert difference_type("description", ["red brick", "old stone"], {}).type != "update"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The police chief arrived in Ostra on Monday.", "The disaster chief arrived in Ostra on Monday."),
        ("Holm sent a distress call on Monday.", "Holm sent a rescue call on Monday."),
        ("The ferry carried the guests to Kelm.", "The ferry carried the passengers to Kelm."),
        ("Otis Bell was shot inside the flat in Ostra.", "Otis Bell was shot in the head in Ostra."),
    ],
)
def test_two_things_and_two_words_for_one_are_no_difference(one: str, two: str) -> None:
    shown = _differences("Ostra in alarm", one, two)
    words = {"police", "disaster", "distress", "rescue", "guest", "passenger", "flat", "head"}
    assert not [values for _, _, values in shown if words & set(" ".join(values).split())]
