"""Records, tables and ids."""

from __future__ import annotations

import dataclasses
import typing

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.engine.duck import Duck
from tellings.records import Evidence, Reading, Telling, Token
from tellings.schema import TABLES, Columns, arrow_schema, column, column_docs, content_id, to_rows, to_table


@pytest.mark.parametrize("name", TABLES)
def test_every_record_is_a_table_with_documented_columns(name: str) -> None:
    record = TABLES[name]
    assert [f.name for f in arrow_schema(record)] == [f.name for f in dataclasses.fields(record)]
    assert set(column_docs(record)) == {f.name for f in dataclasses.fields(record)}
    for field, hint in typing.get_type_hints(record).items():
        assert arrow_schema(record).field(field).nullable == (type(None) in typing.get_args(hint))


def test_rows_survive_a_table_and_the_engine() -> None:
    rows = [
        Reading("s", "d", 0, "15", ("o1", "o2"), (Evidence("a", 0, 3), Evidence("b", 5, 9)), ()),
        Reading("s", "d", 1, "17", (), (), ()),
    ]
    assert to_rows(to_table(rows, Reading), Reading) == rows
    engine = Duck()
    engine.append("readings", to_table(rows, Reading))
    assert to_rows(engine.read("SELECT * FROM readings ORDER BY ordinal"), Reading) == rows
    engine.close()


def test_no_rows_are_a_table_too() -> None:
    assert to_table([], Telling).schema == arrow_schema(Telling)
    assert to_rows(to_table([], Telling), Telling) == []


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_ids_tell_different_parts_apart(a: list[str], b: list[str]) -> None:
    assert (content_id(*a) == content_id(*b)) == (a == b)
    assert content_id(None) != content_id("")


def test_columns_of_another_order_are_taken_by_name() -> None:
    table = to_table([Telling("s", "a", None, None)], Telling).select(
        ["article", "published", "story", "published_from"]
    )
    assert to_rows(table.append_column("more", pa.array([1])), Telling) == [Telling("s", "a", None, None)]


def test_rows_made_when_asked_for_are_the_rows() -> None:
    rows = [Token("a", n, n // 3, 4 * n, 4 * n + 3, f"w{n}", "NOUN", "NN", "dobj", n, "") for n in range(7)]
    lazy = Columns(to_table(rows, Token), Token)
    assert list(lazy) == rows and lazy[-1] == rows[-1] and lazy[2:5] == rows[2:5] and len(lazy) == 7
    assert column(lazy, "lemma") == column(rows, "lemma") == [f"w{n}" for n in range(7)]


def test_of_equal_words_one_is_kept() -> None:
    rows = [Token("a", n, 0, n, n + 1, lemma, "NOUN", "NN", "ROOT", n, "") for n, lemma in enumerate(("pier", "boat"))]
    rows += [dataclasses.replace(rows[0], ordinal=2)]
    made = to_rows(to_table(rows, Token), Token)
    assert made == rows
    assert made[0].lemma is made[2].lemma
    assert made[0].pos is made[1].pos
