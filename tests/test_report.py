"""The report as data: the contract, its schema, its order, its evidence."""

from __future__ import annotations

import dataclasses
import json

import jsonschema
import pytest

import footbridge
from tellings import queries, records, views
from tellings.engine.duck import Duck
from tellings.errors import SpanError
from tellings.render.html import to_html
from tellings.render.json import check, evidence, to_json
from tellings.render.schema import schema
from tellings.render.text import to_text
from tellings.schema import TABLE_OF, to_rows, to_table
from tellings.settings import Settings

CONTRACT = {
    "report": "version made tellings stories drops",
    "made": "tellings settings models inputs",
    "telling": "id path source url headline published published_from dated_itself captured language dateline byline "
    "credits text lines furniture",
    "story": "id headline first last tellings independent_origins origins derivations statements discrepancies quotes "
    "entities timeline brief only_in",
    "quote": "id speaker speaker_entity direct cue group utterance drift evidence speaker_evidence",
    "discrepancy": "id kind type about readings",
    "evidence": "telling begin end text",
}


@pytest.fixture(scope="module")
def report() -> views.Report:
    return footbridge.report()


@pytest.fixture(scope="module")
def data(report: views.Report) -> dict:
    return json.loads(to_json(report))


def story(data: dict) -> dict:
    return data["stories"][0]


def test_the_keys_of_the_contract_are_there(data: dict) -> None:
    shown = {
        "report": data,
        "made": data["made"],
        "telling": data["tellings"][0],
        "story": story(data),
        "quote": story(data)["quotes"][0],
        "discrepancy": story(data)["discrepancies"][0],
        "evidence": story(data)["quotes"][0]["evidence"],
    }
    for name, keys in CONTRACT.items():
        assert set(keys.split()) <= set(shown[name]), name


def test_it_keeps_to_its_own_schema(data: dict) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(data)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [(("discrepancies", 0, "kind"), "weight"), (("headline",), ""), (("origins", 0, "kind"), None), (("id",), 7)],
)
def test_the_schema_refuses(data: dict, path: tuple, wrong: object) -> None:
    spoilt = json.loads(json.dumps(data))
    *way, last = path
    place = spoilt["stories"][0]
    for step in way:
        place = place[step]
    place[last] = wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(spoilt)


def test_every_piece_of_evidence_stands_at_its_offsets(report: views.Report) -> None:
    texts = {t.id: t.text for t in report.tellings}
    found = list(evidence(report))
    assert len(found) == check(report) > 60
    assert all(texts[e.telling][e.begin : e.end] == e.text for e in found)


def test_evidence_that_does_not_stand_is_never_written(report: views.Report) -> None:
    first = report.tellings[0]
    spoilt = dataclasses.replace(
        report, tellings=(dataclasses.replace(first, text="x" + first.text), *report.tellings[1:])
    )
    with pytest.raises(SpanError):
        to_json(spoilt)


def test_a_row_that_points_outside_its_text_is_an_error() -> None:
    duck = footbridge.engine()
    row = records.TimelineEntry(
        footbridge.STORY, 9, "2031", "nothing", (records.Evidence(footbridge.IDS["np"], 9, 9_999),)
    )
    duck.append("timeline", to_table([row], records.TimelineEntry))
    with pytest.raises(SpanError):
        queries.report(duck, Settings(), "0")


def test_the_order_of_the_rows_does_not_matter() -> None:
    there, back = footbridge.engine(), Duck()
    for record, name in TABLE_OF.items():
        listed = to_rows(there.read(f'SELECT * FROM "{name}"'), record)
        back.append(name, to_table(listed[::-1], record))
    assert to_json(queries.report(there, Settings(), "0")) == to_json(queries.report(back, Settings(), "0"))


def test_stories_stand_largest_first_and_tellings_in_time(data: dict) -> None:
    assert [len(s["tellings"]) for s in data["stories"]] == [6, 1]
    names = {t["id"]: t["path"] for t in data["tellings"]}
    order = [names[t] for t in story(data)["tellings"]]
    assert order == [f"in/{k}.txt" for k in ("np", "harbour", "wire2", "courier", "daily", "radio")]
    assert [t["id"] for t in data["tellings"]] == sorted(t["id"] for t in data["tellings"])


def test_what_the_rooms_found_arrives(data: dict) -> None:
    s = story(data)
    assert s["independent_origins"]["min"] == 3 and s["independent_origins"]["max"] == 4
    assert [x["independent_origins"]["max"] for x in s["statements"]] == [2, 2, 2, 1]
    assert s["discrepancies"][0]["readings"][1]["evidence"][0]["text"] == "At least 12 people"
    assert s["discrepancies"][0]["readings"][1]["evidence"][0]["context"]["text"].startswith("At least 12 people were")
    assert {q["speaker_entity"] for q in s["quotes"]} == {"Mira Tolun", "Josip Arden", "City of Orlava"}
    assert [q["direct"] for q in s["quotes"]].count(False) == 1
    assert s["entities"][0]["canonical"] in ("Josip Arden", "Mira Tolun")
    assert data["drops"] == [{"path": "in/empty.txt", "reason": "no article body in it"}]
    courier = next(t for t in data["tellings"] if t["source"] == "Orlava Courier")
    assert courier["furniture"] == [{"text": "Share this on <b>everything</b>", "label": "share"}]


def test_a_language_without_grammar_is_noted(data: dict) -> None:
    assert [(n["path"], "no grammar" in n["text"]) for n in data["notes"]] == [("in/radio.txt", True)]


def test_a_date_that_the_story_does_not_believe_is_told_with_its_differences(report: views.Report) -> None:
    name = report.stories[0].tellings[0]
    dated = records.Telling(report.stories[0].id, name, "2031-05-02", "siblings")
    given = [records.Dating(name, "2031-07-20", "printed", 0.7, None, None)]
    assert queries.dated_itself(dated, given) == ("2031-07-20",)
    assert not queries.dated_itself(dataclasses.replace(dated, published_from="printed"), given)
    late = [
        dataclasses.replace(t, published="2031-05-02", dated_itself=("2031-07-20",)) if t.id == name else t
        for t in report.tellings
    ]
    shown = dataclasses.replace(report, tellings=tuple(late))
    for printed in (to_text(shown, 300), to_html(shown)):
        assert "dated 20 July 2031, long after the others; counted as of 2 May 2031 with them" in printed


def test_rooms_that_found_nothing_leave_an_honest_story() -> None:
    duck = Duck()
    text = "One line.\nAnd another that says a little more."
    article = records.Article("a", "a.txt", 0, None, None, None, None, None, None, None, None, text, "h", "x")
    duck.append("articles", to_table([article], records.Article))
    duck.append("stories", to_table([records.Story("a", None, None, None, 1)], records.Story))
    duck.append("tellings", to_table([records.Telling("a", "a", None, None)], records.Telling))
    made = queries.report(duck, Settings(), "0")
    jsonschema.Draft202012Validator(schema()).validate(json.loads(to_json(made)))
    assert made.stories[0].independent_origins == views.Range(1, 1, None, None)


def test_a_lone_surrogate_does_not_break_the_writing(report: views.Report) -> None:
    odd = dataclasses.replace(report, notes=(views.Note("in/\udcff.txt", "odd"),))
    assert json.loads(to_json(odd).encode("utf-8"))["notes"][0]["path"] == "in/\udcff.txt"
