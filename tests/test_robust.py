"""Input that nobody should send: a clear line each, the rest still reported, never a traceback."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tellings import cli
from tellings.render.schema import schema

ARTICLE = """Bridge over the Loma closed after crack is found

LOMA CITY, March 3 (NP) - Engineers closed the Loma bridge on Monday after a crack was found in its deck, the city said.

"We could not take the risk," mayor Ines Dorn told reporters. About 12,000 cars cross the bridge every day.

The bridge was built in 1962. Repairs will take three weeks and cost 1.4 million dollars, said Dorn.
"""
OTHER = ARTICLE.replace("Engineers closed", "Officials shut").replace("12,000", "14,000")
VALIDATOR = jsonschema.Draft202012Validator(schema())


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    code = cli.main([str(a) for a in argv])
    out = capsys.readouterr()
    assert "mistake of ours" not in out.err and "Traceback" not in out.err, out.err
    return code, out.out, out.err


def stands(value: Any, texts: dict[str, str]) -> int:
    """Check every place in a report; how many there are."""
    if isinstance(value, list):
        return sum(stands(item, texts) for item in value)
    if not isinstance(value, dict):
        return 0
    found = 0
    if {"telling", "begin", "end"} <= set(value):
        assert 0 <= value["begin"] < value["end"] <= len(texts[value["telling"]])
        shown = value.get("words", value.get("text"))
        assert shown is None or texts[value["telling"]][value["begin"] : value["end"]] == shown
        found = 1
    return found + sum(stands(item, texts) for item in value.values())


def reported(capsys: pytest.CaptureFixture[str], *argv: object) -> dict[str, Any]:
    """The JSON report, which must keep to the schema and whose evidence must stand."""
    code, out, _ = run(capsys, "report", *argv, "--format", "json")
    data: dict[str, Any] = json.loads(out)
    assert code == (0 if data["stories"] else 1)
    VALIDATOR.validate(data)
    found = stands(data["stories"], {t["id"]: t["text"] for t in data["tellings"]})
    assert found or len(data["tellings"]) < 2 or not data["stories"]
    return data


def reasons(data: dict[str, Any]) -> dict[str, str]:
    return {Path(d["path"]).name: d["reason"] for d in data["drops"]}


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def rows(*texts: object) -> str:
    return "".join(json.dumps({"text": text}) + "\n" for text in texts)


def test_one_folder_of_everything_that_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    put(tmp_path, "good.txt", ARTICLE)
    for name, data in {
        "empty.txt": b"", "blank.txt": " \n\t\u3000\u200b\ufeff\r\n".encode(), "zeros.txt": bytes(5000),
        "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "archive.html": b"PK\x03\x04" + bytes(500),
        "menu.txt": b"Home\nNews\nSport\nSign in\nSubscribe\nPrivacy policy\n", "noise.xyz": b"?", "a.gz": b"?",
        "numbers.txt": b"1 2 3 4 5 6 7 8\n9 10 11 12 13 14 15\n", "script.html": b"<html><script>x</script></html>",
        "cut.txt.gz": gzip.compress(ARTICLE.encode())[:200], "empty.csv": b"", "none.csv": b"a,b\n1,2\n",
        "junk.parquet": b"PAR1" + bytes(90) + b"PAR1", "list.jsonl": b"[\n {\n", "noise.jsonl": bytes(range(256)) * 9,
    }.items():  # fmt: skip
        put(tmp_path, name, data)
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "round").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.txt")
    gone = [tmp_path / "gone.txt", "", "a\0b", "https://example.org/a", tmp_path / "folder.txt"]
    data = reported(capsys, tmp_path, *gone)
    assert [Path(t["path"]).name for t in data["tellings"]] == ["good.txt"]
    said = reasons(data)
    bad = {p.name for p in tmp_path.iterdir()} - {"good.txt"}
    assert bad <= set(said) and {"gone.txt", "a"} <= set(said)
    for name, part in {
        "blank.txt": "white space", "zeros.txt": "binary", "image.txt": "an image", "menu.txt": "no article body",
        "a.gz": ".gz", "cut.txt.gz": "cannot be read", "empty.csv": "empty", "none.csv": "no column text",
        "list.jsonl": "JSON list", "noise.jsonl": "binary", "round": "link to a folder", "pipe.txt": "standard input",
        "folder.txt": "empty folder",
    }.items():  # fmt: skip
        assert part in said[name], (name, said[name])
    assert len(data["drops"]) == len(bad) + 4 + 0 and all("\n" not in d["reason"] for d in data["drops"])


def test_rows_that_are_broken_cost_only_themselves(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    lines = ["[1, 2]", '{"text": "cut', "NaN", "{}", '{"a":' * 100_000, f'{{"id": {"9" * 9000}}}', rows({"p": ARTICLE})]
    good = [
        {"id": 1, "text": ARTICLE, "date": "99999-99-99", "url": "http://[bad", "source": "S" * 5000},
        {"id": 1, "text": OTHER + "\ud800", "title": "Loma bridge " * 400, "captured": 1e400, "lang": "no such"},
    ]
    put(tmp_path, "a.jsonl", "\n".join([*(line.strip() for line in lines), *map(json.dumps, good), ""]))
    data = reported(capsys, tmp_path, "--one-story")
    assert len(data["tellings"]) == 2 and len(data["drops"]) == len(lines)
    said = reasons(data)
    assert "nested too deeply" in said["a.jsonl:5"] and "too many digits" in said["a.jsonl:6"]
    assert "nested, not a string" in said["a.jsonl:7"] and all("sys." not in reason for reason in said.values())


def test_tables_in_odd_dress(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    put(tmp_path, "wide.jsonl", rows(ARTICLE, OTHER).encode("utf-16"))
    put(tmp_path, "le.jsonl", rows(ARTICLE + "Aa.", OTHER + "Aa.").encode("utf-16-le"))
    quoted = ARTICLE.replace('"', '""')
    put(tmp_path, "sep.csv", f'sep=;\nid;text\n1;"{quoted} Bb."\n')
    put(tmp_path, "comma.tsv", f'id,text\n1,"{quoted} Cc."\n')
    far, text = pa.array([2**62], pa.timestamp("us")), pa.array([(ARTICLE + "Dd.").encode()], pa.binary())
    pq.write_table(pa.table({"text": text, "date": far}), tmp_path / "far.parquet")
    data = reported(capsys, tmp_path)
    assert not data["drops"] and len(data["tellings"]) == 7


def test_the_same_row_twice_is_named_by_its_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    row = json.dumps({"id": "x", "text": ARTICLE})
    data = reported(capsys, put(tmp_path, "a.jsonl", f"{row}\n{row}\n"))
    assert "a.jsonl:1" in reasons(data)["a.jsonl:2"] and len(data["tellings"]) == 1


def test_wrong_usage_is_said_before_any_work(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good = put(tmp_path, "good.txt", ARTICLE)
    began = time.perf_counter()
    for argv, expected in {
        ("-o", tmp_path / "no" / "x.json"): 1, ("-o", tmp_path): 1, ("--claim", "?! "): 2, ("--format", "xml"): 2,
        ("--settings", tmp_path): 1, ("--meta", tmp_path): 1, ("--workspace", good): 1,
    }.items():  # fmt: skip
        code, out, err = run(capsys, "report", good, *argv)
        assert code in (expected, 2) and not out and err
        assert code == 2 or err.count("\n") == 1
    assert time.perf_counter() - began < 20


def test_standard_input_closed_empty_and_binary(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    for stdin, part in ((None, "closed"), (b"", "empty"), (bytes(range(256)) * 9, "binary")):
        monkeypatch.setattr(sys, "stdin", stdin if stdin is None else io.TextIOWrapper(io.BytesIO(stdin)))
        code, _, err = run(capsys, "report", "-")
        assert code == 1 and part in err


# ruff: noqa: E501 - texts
LANGUAGES = {
    "zh": "洛马桥周一关闭。市政府表示，桥面发现一条40厘米长的裂缝。市长伊内斯·多恩说：“我们不能冒险。”\n\n"
    "这座桥建于1962年，每天有12,000辆车通过。警方说没有人受伤。\n",
    "ja": "ロマ橋が月曜日に閉鎖された。市長は記者団に「危険を冒すことはできなかった」と語った。\n\n橋は1962年に建設された。\n",
    "th": 'สะพานโลมาถูกปิดเมื่อวันจันทร์หลังพบรอยร้าวยาว 40 เซนติเมตร นายกเทศมนตรีกล่าวว่า "เราเสี่ยงไม่ได้"\n',
    "hi": 'लोमा पुल सोमवार को बंद कर दिया गया। मेयर ने पत्रकारों से कहा, "हम जोखिम नहीं उठा सकते थे।" पुल 1962 में बना था।\n',
    "ar": "أُغلق جسر لوما يوم الاثنين بعد العثور على شق. وقالت رئيسة البلدية للصحفيين: «لم نستطع أن نخاطر». بُني الجسر عام 1962.\n",
    "ru": "Мост через Лому закрыт в понедельник. «Мы не могли рисковать», — сказала мэр Инес Дорн. Мост построили в 1962 году.\n",
}


def test_other_languages_and_strange_letters(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, text in LANGUAGES.items():
        put(tmp_path, f"{name}.txt", text)
        put(tmp_path, f"{name}2.txt", text.replace("1962", "1963").replace("12,000", "13,000") + "\n")
    data = reported(capsys, tmp_path)
    assert not data["drops"] and len(data["tellings"]) == 2 * len(LANGUAGES)
    assert len([n for n in data["notes"] if "no grammar" in n["text"]]) == 2 * len(LANGUAGES)
    for form in ("text", "html"):
        assert run(capsys, "report", tmp_path, "--format", form, "-q")[0] == 0


def test_line_ends_and_marks(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    made = {
        "crlf": ARTICLE.replace("\n", "\r\n"), "cr": ARTICLE.replace("\n", "\r"), "u2028": ARTICLE.replace("\n", "\u2028"),
        "combining": "".join(ch + "\u0301\u0302" for ch in ARTICLE), "bidi": ARTICLE.replace("bridge", "\u202egdirb\u202c"),
        "emoji": "The mayor \U0001f469\u200d\U0001f692 said “we \u2764\ufe0f\u200d\U0001f525 close it” on Monday to 12,000 people.\n" * 3,
        "escape": ARTICLE.replace("city", "\x1b[31mcity"), "zero": ARTICLE.replace("city", "ci\0ty"), "capitals": ARTICLE.upper(),
    }  # fmt: skip
    for name, text in made.items():
        put(tmp_path, f"{name}.txt", text)
    data = reported(capsys, tmp_path, "--one-story")
    assert not data["drops"] and len(data["tellings"]) == len(made)
    assert any("zero bytes" in note["text"] for note in data["notes"])
    assert "\x1b" not in run(capsys, "report", tmp_path, "--one-story")[1]


@pytest.mark.parametrize("piece", ['"', "a ", "1 ", "said said, ", "(", "“a ", "3/3/2026 ", "1,000 and "])
def test_a_text_of_one_thing_takes_no_square(capsys: pytest.CaptureFixture[str], tmp_path: Path, piece: str) -> None:
    head = "The mayor said the bridge was closed on Monday after a crack was found in its deck.\n\n"
    path = put(tmp_path, "a.txt", head + piece * (1000 // len(piece)))
    began = time.perf_counter()
    assert len(reported(capsys, path)["tellings"]) == 1
    assert time.perf_counter() - began < 20


def test_the_surroundings_do_not_matter(tmp_path: Path) -> None:
    put(tmp_path, "good.txt", LANGUAGES["ru"])
    here = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    bare = {**here, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "HOME": "/nowhere", "COLUMNS": "40", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tellings", "report", "good.txt", "gone.txt"],
        cwd=tmp_path, env=bare, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    assert "рисковать" in done.stdout.decode("utf-8") and "\x1b" not in done.stdout.decode("utf-8")
    assert max(map(len, done.stdout.decode("utf-8").split("\n"))) <= 40


def test_thirty_tellings_and_any_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    sentences = ARTICLE.strip().split("\n\n")[1:]
    for n in range(30):
        text = sentences[n % 3].replace("12,000", f"{11 + n % 4},000")
        put(tmp_path, f"{n:02}.txt", f"Loma bridge closed\n\n{text}\n\nOutlet {n} adds that nobody was hurt in it.\n")
    files = sorted(tmp_path.iterdir())
    data = reported(capsys, *files, "--one-story")
    assert len(data["stories"]) == 1 and len(data["tellings"]) == 30
    made = []
    for listed in (files[:5], files[4::-1]):
        data = reported(capsys, *listed, "--one-story")
        del data["made"]["inputs"]
        made.append(json.dumps(data))
    assert made[0] == made[1]


def test_a_date_of_today_is_not_in_the_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = put(
        tmp_path, "a.txt", "Loma bridge closed\n\nEngineers closed the bridge over the Loma after a crack was found.\n"
    )
    assert f"{datetime.now():%Y-%m-%d}" not in json.dumps(reported(capsys, path)["stories"])


def test_a_cell_too_long_costs_its_row_only(tmp_path: Path) -> None:
    from tellings.read.intake import read_paths

    out = read_paths([str(put(tmp_path, "a.csv", f'text\n"{"x " * 200_000}"\n"Good."\n'))], max_chars=1000)
    assert [c.content for c in out.captures] == ["Good."] and "split it" in out.drops[0].reason


def test_closed_and_full_standard_output(tmp_path: Path) -> None:
    path = put(tmp_path, "good.txt", LANGUAGES["ru"])
    command = f"{sys.executable} -m tellings report {path}"
    for to, code, said in ((">&-", 0, b""), ("> /dev/full", 1, b"cannot go on")):
        done = subprocess.run(["sh", "-c", f"{command} {to}"], capture_output=True, check=False, timeout=120)
        assert done.returncode == code and said in done.stderr and b"mistake" not in done.stderr
