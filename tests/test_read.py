"""The front door: whatever is given, captures come out, or a drop that says why."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.errors import InputError
from tellings.read.intake import Intake, Meta, iter_captures, read_paths
from tellings.read.keys import canonical_url, source_key
from tellings.read.markdown import plain
from tellings.read.meta import load_meta
from tellings.records import Capture, Drop, Note
from tellings.schema import to_table

STORY = "Bridge over the Loma closed\n\nThe bridge over the river Loma was closed on Friday, the mayor of Tarn said.\n"


def put(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def only_drop(out: Intake) -> str:
    assert not out.captures
    (drop,) = out.drops
    assert drop.stage == "read"
    return drop.reason


def test_a_text_file_becomes_a_capture(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", STORY)
    (capture,) = read_paths([path]).captures
    assert (capture.path, capture.kind, capture.content) == (path, "text", STORY)
    assert capture.published is capture.source is capture.url is None


def test_a_folder_is_read_by_name_and_unknown_kinds_are_named(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", STORY)
    put(tmp_path, "a.txt", STORY + "More was to follow, he said.")
    put(tmp_path, "deep/c.html", "<html><body><p>Hello</p></body></html>")
    put(tmp_path, ".hidden.txt", STORY)
    put(tmp_path, "d.docx", "PK")
    out = read_paths([str(tmp_path)])
    assert [Path(c.path).name for c in out.captures] == ["a.txt", "b.txt", "c.html"]
    assert [c.ordinal for c in out.captures] == [0, 1, 2]
    assert ".docx" in only_reason(out)


def only_reason(out: Intake) -> str:
    (drop,) = out.drops
    return drop.reason


def test_ids_depend_on_neither_folder_nor_order(tmp_path: Path) -> None:
    one = [put(tmp_path, f"x/{n}.txt", STORY + n) for n in "ab"]
    two = [put(tmp_path, f"y/{n}.txt", STORY + n) for n in "ab"]
    assert {c.id for c in read_paths(one).captures} == {c.id for c in read_paths(two[::-1]).captures}


def test_two_names_for_the_same_bytes_are_two_tellings_with_a_note(tmp_path: Path) -> None:
    out = read_paths([put(tmp_path, "a.txt", STORY), put(tmp_path, "b.txt", STORY)])
    assert len({c.id for c in out.captures}) == 2
    assert "same bytes" in out.notes[0].text and "a.txt" in out.notes[0].text


def test_the_same_path_twice_is_one_with_a_note(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", STORY)
    out = read_paths([path, str(tmp_path / "." / "a.txt")])
    assert len(out.captures) == 1 and "twice" in out.notes[0].text


def test_the_same_bytes_from_the_same_outlet_count_once_and_both_are_named(tmp_path: Path) -> None:
    paths = [put(tmp_path, name, STORY) for name in ("a.txt", "b.txt")]
    out = read_paths(paths, {"a.txt": Meta(source="Tarn Post"), "b.txt": Meta(source="Tarn Post")})
    assert len(out.captures) == 1
    assert paths[0] in out.drops[0].reason and out.drops[0].path == paths[1]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Der Bürgermeister sagte: „Es wäre schön.“ Über die Brücke geht es nicht.".encode("cp1252"), "Bürgermeister"),
        ("Le maire a déclaré que le pont était fermé, à cause de la crue.".encode("latin-1"), "déclaré"),
        (STORY.encode("utf-16"), "Loma"),
        (STORY.encode("utf-16-le"), "Loma"),
        (b"\xef\xbb\xbf" + STORY.encode(), "Bridge"),
        (
            "Мост через реку закрыт, сообщил мэр города в пятницу вечером. Движение остановлено.".encode("cp1251"),
            "Мост",
        ),
    ],
)
def test_encodings_are_found_out(tmp_path: Path, data: bytes, expected: str) -> None:
    out = read_paths([put(tmp_path, "a.txt", data)])
    assert expected in out.captures[0].content and not out.captures[0].content.startswith("\ufeff")


def test_a_guessed_encoding_is_noted(tmp_path: Path) -> None:
    out = read_paths([put(tmp_path, "a.txt", "Übermäßig schöne Grüße aus der Stadt".encode("cp1252"))])
    assert "guess" in out.notes[0].text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", bytes(range(64)), "not text"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"x" * 900, "longer than"),
        ("a.csv", b"foo,bar\n1,2\n", "no column text or title"),
        ("a.csv", b"", "empty"),
        ("a.jsonl", b"", "no rows"),
        ("a.parquet", b"nothing", "Parquet"),
        ("a.jsonl.gz", b"not packed", "cannot be read"),
        ("a.xyz", b"text", "unknown kind"),
    ],
)
def test_bad_files_are_drops_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert reason in only_drop(read_paths([put(tmp_path, name, data)], max_chars=100))


def test_a_table_of_titles_alone_says_so(tmp_path: Path) -> None:
    titles = read_paths([put(tmp_path, "a.csv", b"id,title\n1,Barge hits bridge\n2,Bridge hit\n")])
    assert [c.title for c in titles.captures] == ["Barge hits bridge", "Bridge hit"]
    assert any("titles alone" in n.text for n in titles.notes)
    mixed = read_paths([put(tmp_path, "b.csv", b"id,title,text\n1,Barge hits bridge,\n2,,It held.\n")])
    assert len(list(mixed.captures)) == 2 and not mixed.notes


def test_what_is_not_there_and_what_is_on_the_web(tmp_path: Path) -> None:
    assert "no such file" in only_drop(read_paths([str(tmp_path / "missing.txt")]))
    assert "empty folder" in only_drop(read_paths([str(tmp_path)]))
    assert "save the page" in only_drop(read_paths(["https://example.org/a"]))
    assert only_drop(read_paths(["bad\0name"]))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs permissions that bite")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", STORY)
    Path(path).chmod(0)
    assert "permission" in only_drop(read_paths([path])).lower()


ROWS = [
    {"id": "r1", "title": "Bridge closed", "text": STORY, "date": "2031-05-02", "source": "Tarn Post", "lang": "en"},
    {"id": "r2", "title": "Only a title here"},
    {"title": "No id", "text": "Some words about the bridge."},
]


def test_rows_of_jsonl_csv_and_parquet_read_alike(tmp_path: Path) -> None:
    jsonl = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, ROWS)))
    packed = put(tmp_path, "a.jsonl.gz", gzip.compress("\n".join(map(json.dumps, ROWS)).encode()))
    table = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist([{"id": None, "text": None, "date": None, **row} for row in ROWS]), table)
    for path in (jsonl, packed, str(table)):
        first, second, third = read_paths([path]).captures
        assert (first.path, first.title, first.source, first.published) == (
            "r1",
            "Bridge closed",
            "Tarn Post",
            "2031-05-02",
        )
        assert (second.content, second.title) == ("Only a title here", "Only a title here")
        assert third.path == f"{path}:3"


def test_csv_with_semicolons_long_fields_and_western_letters(tmp_path: Path) -> None:
    long = "Der Bürgermeister sprach über die Brücke. " * 5000
    path = put(tmp_path, "a.csv", f'ID;Headline;Body\n7;Brücke;"{long}"\n'.encode("cp1252"))
    (capture,) = read_paths([path]).captures
    assert (capture.path, capture.title) == ("7", "Brücke") and capture.content.startswith("Der Bürgermeister")


def test_a_broken_row_is_a_drop_and_the_rest_is_read(tmp_path: Path) -> None:
    path = put(
        tmp_path, "a.jsonl", '{"id": "1", "text": "One"}\n{"id": \n[1]\n{"id": "3"}\n{"id": "4", "text": "Four"}'
    )
    out = read_paths([path])
    assert [c.path for c in out.captures] == ["1", "4"]
    assert [d.path for d in out.drops] == [f"{path}:2", f"{path}:3", f"{path}:4"]


def test_a_row_is_html_only_when_it_clearly_is(tmp_path: Path) -> None:
    rows = [{"id": "1", "text": "<p>One</p><p>Two</p>"}, {"id": "2", "text": "if a < b then <b> is a tag"}]
    path = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [c.kind for c in read_paths([path]).captures] == ["html", "row"]


def test_long_lines_are_skipped_without_being_held(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", json.dumps({"text": "x" * 9000}) + "\n" + json.dumps({"text": "short"}))
    out = read_paths([path], max_chars=1000)
    assert [c.content for c in out.captures] == ["short"] and "longer than" in out.drops[0].reason


def test_standard_input_as_text_rows_and_html() -> None:
    assert read_paths(["-"], stdin=io.BytesIO(STORY.encode())).captures[0].kind == "text"
    rows = io.BytesIO("\n".join(map(json.dumps, ROWS)).encode())
    assert [c.path for c in read_paths(["-"], stdin=rows).captures] == ["r1", "r2", "-:3"]
    page = io.BytesIO(b"<!doctype html><html><body><p>Hi</p></body></html>")
    assert read_paths(["-"], stdin=page).captures[0].kind == "html"
    assert "empty" in read_paths(["-"], stdin=io.BytesIO(b"")).drops[0].reason


def test_iteration_is_lazy(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", "\n".join(json.dumps({"id": str(n), "text": f"Row {n}"}) for n in range(1000)))
    stream = iter_captures([path])
    first = next(stream)
    assert isinstance(first, Capture) and first.path == "0"


def test_lone_surrogates_do_not_reach_a_table(tmp_path: Path) -> None:
    out = read_paths([put(tmp_path, "a.jsonl", '{"id": "\\ud800", "text": "a \\udfff b", "title": "t"}')])
    assert to_table(out.captures, Capture).num_rows == 1
    out.captures[0].content.encode("utf-8")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.csv", "a.tsv", "a.jsonl.gz"])
)
def test_any_bytes_give_captures_or_drops(tmp_path: Path, data: bytes, name: str) -> None:
    out = read_paths([put(tmp_path, name, data)])
    assert out.captures or out.drops
    assert to_table(out.captures, Capture).num_rows == len(out.captures)
    assert to_table(out.drops, Drop).num_rows == len(out.drops) and to_table(out.notes, Note) is not None


# ---------------------------------------------------------------- what a feed told


def test_meta_in_three_forms_tells_the_same(tmp_path: Path) -> None:
    rows = [
        {"path": "x/a.txt", "source": "Tarn Post", "url": "http://tarn.example/1", "published": "2031-05-02", "more": 1}
    ]
    forms = [
        put(tmp_path, "m.json", json.dumps({"tellings": [{"file": r["path"], **r} for r in rows]})),
        put(tmp_path, "m2.json", json.dumps(rows)),
        put(tmp_path, "m.jsonl", json.dumps(rows[0])),
        put(tmp_path, "m.csv", "path,source,url,published\nx/a.txt,Tarn Post,http://tarn.example/1,2031-05-02\n"),
    ]
    for form in forms:
        assert load_meta(Path(form)) == {"x/a.txt": Meta("Tarn Post", "http://tarn.example/1", "2031-05-02", None)}


def test_meta_matches_by_path_suffix_or_name(tmp_path: Path) -> None:
    path = put(tmp_path, "deep/a.txt", STORY)
    other = put(tmp_path, "other/a.txt", STORY + "!")
    for key in (path, "deep/a.txt", "a.txt"):
        assert read_paths([path], {key: Meta(source="Tarn Post")}).captures[0].source == "Tarn Post"
    both = {"deep/a.txt": Meta(source="One"), "other/a.txt": Meta(source="Two")}
    assert [c.source for c in read_paths([path, other], both).captures] == ["One", "Two"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("m.json", "{", "not JSON"),
        ("m.json", "3", "not a list"),
        ("m.jsonl", '{"path": "a"}\n{', "line 2"),
        ("m.csv", "source,url\na,b\n", "no column path"),
        ("m.csv", "", "empty"),
        ("m.csv", "path,source\n,b\n", "no path"),
        ("m.csv", "path,source\na,b\na,c\n", "twice"),
    ],
)
def test_broken_meta_says_what_is_wrong(tmp_path: Path, name: str, data: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        load_meta(Path(put(tmp_path, name, data)))
    with pytest.raises(InputError, match="cannot be read"):
        load_meta(tmp_path / "missing.csv")


def test_addresses_and_keys() -> None:
    assert canonical_url("http://www.Tarn.example:80/a/?utm_source=x&id=3#top") == "https://tarn.example/a?id=3"
    assert canonical_url("not an address") is None and canonical_url("http://[broken") is None
    assert source_key(None, "www.Tarn.example", None, "a.txt") == "tarn.example"
    assert source_key(None, "Tarn", "7", "a.csv") == "tarn#7"
    assert source_key(None, None, None, "a.txt") == "a.txt"


MARKDOWN = """---
title: "Cracks close bridge"
source: https://tarnpost.example/bridge
published: 2031-05-02
tags: [bridge, loma]
---

# Cracks close bridge

![A bridge](https://x.example/a_b.jpg)

The bridge over the river [Loma](https://en.example/wiki/Loma_(river)) was closed on *Friday* after
engineers found cracks in **two** of its piers.

> “Nobody will drive over it before the summer,” Mayor Ida Brandt said
> in the town hall.

---

- Traffic is led through the village\\* of Osk.
- The file bridge_plan_2.pdf and 3 * 4 * 5 stay.
"""


def test_markdown_loses_its_marks_and_its_front_matter_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    (capture,) = read_paths([str(tmp_path)]).captures
    assert capture.content.split("\n\n") == [
        "Cracks close bridge",
        "The bridge over the river Loma was closed on Friday after engineers found cracks in two of its piers.",
        "“Nobody will drive over it before the summer,” Mayor Ida Brandt said in the town hall.",
        "- Traffic is led through the village* of Osk.\n- The file bridge_plan_2.pdf and 3 * 4 * 5 stay.",
    ]
    assert (capture.title, capture.url, capture.published) == (
        "Cracks close bridge",
        "https://tarnpost.example/bridge",
        "2031-05-02",
    )
    told = read_paths([str(tmp_path / "a.md")], {"a.md": Meta(source="Tarn Post", published="2031-05-03")}).captures
    assert (told[0].source, told[0].published) == ("Tarn Post", "2031-05-03")


@pytest.mark.parametrize(
    "line", ["*" * 50_000, "[" * 50_000, "> " * 50_000, "# " * 50_000, "*a " * 20_000, "---\n" * 9_000]
)
def test_hostile_markdown_takes_no_time(line: str) -> None:
    began = time.process_time()
    plain(line)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("data", [b'[{"text": "The bridge is closed."}]', b"[\n{}\n]", b"text,source\nThe bridge,X\n"])
def test_a_table_on_standard_input_is_no_article(data: bytes) -> None:
    came = read_paths(["-"], stdin=io.BytesIO(data))
    assert not came.captures
    assert "standard input takes text, HTML or JSON lines" in came.drops[0].reason


def test_an_article_that_begins_like_a_table_is_read() -> None:
    for text in (
        b"[UPDATE] Bridge closed\n\nIt was closed on Friday.",
        b"Text, source and date\n\nThe bridge is shut.",
    ):
        assert len(read_paths(["-"], stdin=io.BytesIO(text)).captures) == 1
