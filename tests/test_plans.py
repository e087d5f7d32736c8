"""The tables plan of the copies room gives, row for row, what the array plan gives; here on DuckDB."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tellings
from copies_texts import FOOTER, family, invent
from tellings.engine.base import whole_keys
from tellings.engine.duck import Duck
from tellings.errors import InputError
from tellings.plans import copies as plan
from tellings.plans.components import components
from tellings.progress import Silent
from tellings.project import stage
from tellings.read.intake import read_paths
from tellings.records import Capture
from tellings.schema import to_table
from tellings.settings import Copies, Settings

#: Caps that bite among a handful of articles; plain code, then compiled code.
SMALL = Settings(copies=replace(Copies(), cap=16))
COMPILED = Settings(copies=replace(SMALL.copies, compile_from=1))


def by_plan(rows: pa.Table, how: Settings) -> tuple[pa.Table, pa.Table, plan.Found]:
    """Pairs and groups by the tables plan, and what it came to."""
    engine = Duck()
    try:
        engine.put("texts", rows)
        found = plan.compare(engine, "SELECT * FROM texts", "pairs", how.copies)
        plan.group(engine, "SELECT * FROM pairs", "members", how.copies)
        pairs = engine.read('SELECT * FROM pairs ORDER BY "a", "b"')
        return pairs, engine.read('SELECT * FROM members ORDER BY "group", "id"'), found
    finally:
        engine.close()


def same(rows: pa.Table, how: Settings) -> tuple[pa.Table, plan.Found]:
    """Hold both plans to one result; the pairs, and what the tables plan came to."""
    pairs, members, found = by_plan(rows, how)
    wanted = tellings.copies(rows, settings=how)
    assert pairs.to_pylist() == wanted.to_pylist()
    assert members.to_pylist() == tellings.copy_groups(wanted, settings=how).to_pylist()
    return pairs, found


@pytest.mark.parametrize("how", [SMALL, COMPILED], ids=["plain", "compiled"])
def test_families_and_footers_give_the_same_pairs_and_groups(how: Settings) -> None:
    rows = family(240)
    pairs, found = same(rows, how)
    assert found.hot and found.common
    labels = set(pairs.column("label").to_pylist())
    assert {"identical", "copy", "abridged"} <= labels
    assert same(rows.take(pa.array(range(239, -1, -1))), how)[0].to_pylist() == pairs.to_pylist()


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(5, 60), st.booleans(), st.sampled_from([None, "a", "b"])), max_size=40
    )
)
def test_any_corpus_gives_the_same_pairs(drawn: list[tuple[int, int, bool, str | None]]) -> None:
    texts = [invent(seed, words) + (f" {FOOTER}" if foot else "") for seed, words, foot, _ in drawn]
    rows = pa.table(
        {
            "id": pa.array([f"n{k}" for k in range(len(drawn))], pa.string()),
            "text": pa.array(texts, pa.string()),
            "source": pa.array([source for *_, source in drawn], pa.string()),
        }
    )
    same(rows, Settings(copies=replace(Copies(), cap=8)))


def test_repeated_ids_are_refused() -> None:
    rows = pa.table({"id": ["x", "x"], "text": ["one", "two"], "source": pa.nulls(2, pa.string())})
    with pytest.raises(InputError, match="an id of its own"):
        by_plan(rows, SMALL)


def test_a_long_chain_is_one_component() -> None:
    engine = Duck()
    a = [*list(range(0, 60)), 100, 102]
    b = [*list(range(1, 61)), 101, 100]
    engine.put("edges", pa.table({"a": a, "b": b}))
    components(engine, "parts", 'SELECT "a", "b" FROM edges')
    found = dict(zip(*(c.to_pylist() for c in engine.read("SELECT * FROM parts").columns), strict=True))
    assert found == {**dict.fromkeys(range(61), 0), 100: 100, 101: 100, 102: 100}
    components(engine, "parts", 'SELECT "a", "b" FROM edges WHERE FALSE')
    assert engine.read("SELECT * FROM parts").num_rows == 0


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 7))
def test_batches_are_cut_at_keys(keys: list[int], size: int) -> None:
    keys.sort()
    table = pa.table({"key": pa.array(keys, pa.int64())})
    parts = [part.column("key").to_pylist() for part in whole_keys(table.to_batches(size), ("key",))]
    assert [key for part in parts for key in part] == keys
    assert all(not set(x) & set(y) for x, y in itertools.pairwise(parts))


def test_mapped_rows_of_a_key_come_together_and_numbers_ascend() -> None:
    engine = Duck()
    engine.put("rows", pa.table({"key": [3, 1, 3, 2, 1], "value": ["c", "a", "d", "b", "e"]}))
    seen = []

    def watch(batches):  # type: ignore[no-untyped-def]
        for batch in batches:
            seen.extend(batch.column("key").to_pylist())
            yield batch

    schema = pa.schema([("key", pa.int64()), ("value", pa.string())])
    engine.map("same", 'SELECT "key", "value" FROM rows', watch, schema, ("key",))
    assert seen == [1, 1, 2, 3, 3]
    engine.number("numbered", 'SELECT "value" FROM same', "n", "value")
    assert engine.read("SELECT * FROM numbered ORDER BY 2").to_pydict() == {
        "value": list("abcde"),
        "n": [0, 1, 2, 3, 4],
    }


def test_corpus_rooms_leave_the_same_tables_either_way(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    lines = [json.dumps({**row, "title": f"Title {n}"}) for n, row in enumerate(family(70).to_pylist())]
    page = "".join(f"<p>{invent(900 + n, 40)}</p>" for n in range(4))
    lines.append(json.dumps({"id": "page", "text": f"<html><body>{page}</body></html>", "date": "2026-03-04"}))
    feed.write_text("\n".join(lines) + "\n")
    found = []
    for tables in (False, True):
        engine = Duck()
        engine.append("captures", to_table(read_paths([str(feed)]).captures, Capture))
        for name in ("articles", "features", "copies"):
            room = stage(name)
            assert room.on(engine) is room.run and room.tables is not None
            (room.tables if tables else room.run)(engine, SMALL, Silent())
        written = [name for room in ("articles", "features", "copies") for name in stage(room).writes]
        found.append({name: sorted(map(repr, engine.read(f'SELECT * FROM "{name}"').to_pylist())) for name in written})
    assert found[0] == found[1]
    assert all(found[0][name] for name in ("articles", "lines", "datings", "features", "copies", "passages"))
