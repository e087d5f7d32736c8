"""A statement's row says what its tellings read otherwise: invented rows."""

from __future__ import annotations

from tellings.collate.statements_opposed import opposed
from tellings.records import Discrepancy, Evidence, Opposed, Reading, Statement, StatementMember

A = "Brandt spoke at the Harbour Institute in Olva on Monday."
B = "In Olva Brandt gave a speech at the Harbor Foundation on Monday."
TEXT = {"a": A, "b": B}


def found(kind: str, how: str, support: float = 0.9) -> list[Opposed]:
    """What the statement of A's words has where B names the institute otherwise."""
    places = [Evidence(k, t.index("Harbo"), t.index(" in Olva" if k == "a" else " on Mon")) for k, t in TEXT.items()]
    whole = [Evidence(k, 0, len(t)) for k, t in TEXT.items()]
    readings = [
        Reading("s", "d", n, str(n), ("o",), (e,), (w,)) for n, (e, w) in enumerate(zip(places, whole, strict=True))
    ]
    members = [
        StatementMember("s", "x", "a", 0, len(A), 1.0, 1.0),
        StatementMember("s", "x", "b", 0, len(B), 1.0, support),
    ]
    points = [Discrepancy("s", "d", 0, kind, how, "the institute", "")]
    return list(opposed([Statement("s", "x", A)], members, points, readings, TEXT))


def test_a_telling_that_names_it_otherwise_still_says_the_text_and_its_name_is_shown() -> None:
    assert [(o.article, o.member) for o in found("name", "wording")] == [("b", False)]


def test_a_contradiction_takes_the_telling_from_those_that_say_it() -> None:
    assert [(o.article, o.member) for o in found("place", "contradiction")] == [("b", True)]


def test_a_spelling_and_what_hardly_says_the_text_are_not_shown() -> None:
    assert not found("name", "spelling")
    assert not found("name", "wording", 0.3)


def test_a_shorter_list_does_not_say_the_longer_one() -> None:
    a, b = "Buses, cars and vans were aboard the ferry.", "Buses and cars were aboard the ferry."
    texts = {"a": a, "b": b}
    readings = [
        Reading("s", "d", n, v, ("o",), (Evidence(k, 0, len(v)),), (Evidence(k, 0, len(texts[k])),))
        for n, (k, v) in enumerate((("a", "Buses, cars, vans"), ("b", "Buses, cars")))
    ]
    members = [StatementMember("s", "x", k, 0, len(t), 1.0, 1.0) for k, t in texts.items()]
    points = [Discrepancy("s", "d", 0, "list", "vaguer", "the load", "")]
    for text, against in ((a, [("b", True)]), (b, [("a", False)])):
        rows = [
            StatementMember("s", "x", m.article, m.begin, m.end, 1.0, 1.0 if texts[m.article] == text else 0.9)
            for m in members
        ]
        found = opposed([Statement("s", "x", text)], rows, points, readings, texts)
        assert [(o.article, o.member) for o in found] == against
