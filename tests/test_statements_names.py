"""What files are called decides nothing: the same texts under other names give the same statements."""

from __future__ import annotations

import pytest

from one_story import Tables, told

TEXTS = {
    "first": (
        "Ferry runs aground off Kelm\n\n"
        "A ferry with 212 people on board ran aground off Kelm on Monday, the coastguard said.\n"
        "Nobody was hurt.\n"
        "The captain, Lotte Brand, said the steering had failed.\n"
        "The ferry was built in 1988 and repaired in March."
    ),
    "second": (
        "Ferry stuck on sandbank\n\n"
        "The coastguard in Kelm said a ferry carrying 212 people ran aground on Monday.\n"
        "Nobody was hurt.\n"
        "Brand, the ferry's captain, told reporters that its steering failed.\n"
        "Tugs will pull it free at high tide."
    ),
    "third": (
        "Tugs to free ferry\n\n"
        "Nobody was hurt.\n"
        "The steering of the ferry had failed, its captain Lotte Brand said.\n"
        "Tugs will try to pull the ferry free at high tide on Tuesday, the coastguard said.\n"
        "The ferry, built in 1988, was repaired in March."
    ),
    "fourth": (
        "Ferry built in 1988\n\n"
        "The ferry was built in 1988 and repaired in March.\n"
        "A ferry with 212 people on board ran aground off Kelm on Monday."
    ),
}


def _said(tables: Tables, name: dict[str, str]) -> list[tuple[str, list[tuple[str, str, float, float]]]]:
    by: dict[str, list[tuple[str, str, float, float]]] = {}
    for m in tables.rows_of("statement_members"):
        words = tables.text[m.article][m.begin : m.end]
        likeness = round(m.weight, 4), round(m.support, 4)
        by.setdefault(m.statement, []).append((name[tables.name[m.article]], words, *likeness))
    return sorted((s.text, sorted(by[s.id])) for s in tables.rows_of("statements"))


@pytest.mark.parametrize("names", [("d", "c", "b", "a"), ("x9", "a7", "m1", "k3"), ("b", "a", "d", "c")])
def test_statements_do_not_depend_on_what_files_are_called(names: tuple[str, ...]) -> None:
    one = told(**TEXTS)
    other = told(**dict(zip(names, TEXTS.values(), strict=True)))
    assert _said(one, {n: n for n in TEXTS}) == _said(other, dict(zip(names, TEXTS, strict=True)))
