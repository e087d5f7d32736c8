"""The example that ships, against its truth: what a visitor sees first must be right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tellings

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "cable-car"
TRUTH = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def told() -> Any:
    """The report of the example, as its JSON."""
    paths = [str(path) for path in sorted(FOLDER.glob("*.txt"))]
    return json.loads(tellings.report(paths, meta=FOLDER / "meta.json").to_json())


@pytest.fixture(scope="module")
def names(told: Any) -> dict[str, str]:
    """Telling id -> file name."""
    return {telling["id"]: Path(telling["path"]).name for telling in told["tellings"]}


@pytest.fixture(scope="module")
def story(told: Any) -> Any:
    """The story of the cable car."""
    return told["stories"][0]


def test_one_event_and_one_lone_article_listed_last(told: Any, names: dict[str, str]) -> None:
    found = [sorted(names[t] for t in story["tellings"]) for story in told["stories"]]
    assert found == TRUTH["stories"]


def test_tellings_of_one_origin_stand_together(story: Any, names: dict[str, str]) -> None:
    found = {frozenset(names[t] for t in origin["tellings"]) for origin in story["origins"]}
    assert found == {frozenset(group) for group in TRUTH["groups"]}


def test_they_stand_together_where_no_outlets_are_known() -> None:
    paths = [str(path) for path in sorted(FOLDER.glob("*.txt"))]
    bare = json.loads(tellings.report(paths, one_story=True).to_json())
    files = {telling["id"]: Path(telling["path"]).name for telling in bare["tellings"]}
    found = {frozenset(files[t] for t in origin["tellings"]) for origin in bare["stories"][0]["origins"]}
    assert {frozenset(group) for group in TRUTH["groups"]} <= found


def test_the_range_of_independent_origins_holds_the_truth(story: Any) -> None:
    low, high = story["independent_origins"]["min"], story["independent_origins"]["max"]
    assert low <= TRUTH["independent"]["min"] and TRUTH["independent"]["max"] <= high
    assert high - low <= 2


def test_who_copied_whom(story: Any, names: dict[str, str]) -> None:
    found = {(names[d["child"]], names.get(d["parent"], d["parent"])) for d in story["derivations"]}
    strong = [d for d in TRUTH["derivations"] if d["kind"] != "quotes-only"]
    missed = [d for d in strong if (d["child"], d["parent"]) not in found]
    assert len(missed) <= 1, missed


def test_what_a_child_made_of_its_parent(story: Any, names: dict[str, str]) -> None:
    known = {d["id"]: d for d in story["discrepancies"]}
    for d in story["derivations"]:
        absent = d["parent"].startswith("missing:") or d["kind"] == "quotes-only"
        assert (d["departs"] is None) >= absent
        if d["departs"] is None:
            assert not (d["dropped"] or d["added"] or d["changed"])
        assert {e["telling"] for e in d["dropped"]} <= {d["parent"]} and {e["telling"] for e in d["added"]} <= {
            d["child"]
        }
        for changed in (known[name] for name in d["changed"]):
            read = [{e["telling"] for e in r["evidence"]} for r in changed["readings"]]
            assert any(d["child"] in tellings for tellings in read) and any(
                d["parent"] in tellings for tellings in read
            )
    by_child = {names[d["child"]]: d for d in story["derivations"] if d["departs"]}
    assert by_child["the-plainsman.txt"]["departs"].startswith("dropped the last ")
    assert not by_child["the-plainsman.txt"]["added"]  # cut, nothing put in
    assert not by_child["harbor-county-courier.txt"]["dropped"]  # a reprint


def _shows(reading: Any, names: dict[str, str], file: str, words: str) -> bool:
    return any(
        names[e["telling"]] == file and (words.lower() in e["text"].lower() or e["text"].lower() in words.lower())
        for e in reading["evidence"]
    )


def test_the_planted_differences_are_found(story: Any, names: dict[str, str]) -> None:
    missed = []
    for point in TRUTH["differences"]:
        hit = False
        for found in story["discrepancies"]:
            rows = [
                {n for n, r in enumerate(found["readings"]) if _shows(r, names, file, words)}
                for file, words in point["readings"].values()
            ]
            hit = hit or (all(rows) and len(set().union(*rows)) >= 2)
        if not hit:
            missed.append(point["about"])
    assert len(missed) <= 3, missed


def test_names_are_merged_across_spellings(story: Any) -> None:
    found = [{form["form"] for form in entity["forms"]} for entity in story["entities"]]
    for forms in TRUTH["entities"]:
        assert any(set(forms) <= entity for entity in found), forms


def test_the_crawl_date_is_not_a_publication_date(told: Any, names: dict[str, str]) -> None:
    (mirror,) = (t for t in told["tellings"] if names[t["id"]] == "world-news-mirror.txt")
    assert mirror["published"] is None or mirror["published"].startswith("2026-03-1")


def test_page_furniture_is_gone_and_nothing_else(told: Any, names: dict[str, str]) -> None:
    for telling in told["tellings"]:
        file = names[telling["id"]]
        gone = TRUTH["furniture"].get(file, [])
        lines = telling["text"].split("\n")
        for line in gone:
            assert line not in lines, f"{file}: {line}"
        for line in (FOLDER / file).read_text(encoding="utf-8").split("\n"):
            line = line.removesuffix(f" | {telling['source']}")  # the outlet's name behind the title is the page's
            kept = line.strip() in telling["text"] or line in gone or len(line.split()) < 9
            kept = kept or "contributed to this report" in line  # a contributor's line may go
            assert kept, f"{file} lost: {line}"


def test_the_timeline_has_the_dates_that_matter(story: Any) -> None:
    found = {entry["date"] for entry in story["timeline"]}
    assert len(set(TRUTH["timeline"]) - found) <= 1, set(TRUTH["timeline"]) - found


def test_every_line_of_the_brief_stands_in_its_telling(told: Any, story: Any) -> None:
    text = {t["id"]: t["text"] for t in told["tellings"]}
    assert story["brief"]
    for line in story["brief"]:
        shown = [text[e["telling"]][e["begin"] : e["end"]] for e in line["evidence"]]
        assert any(line["text"] == words or line["text"] in words for words in shown)


def test_the_first_difference_is_how_many_were_rescued(story: Any) -> None:
    """Not what has a number or an hour too: a tower's own number, the hour at which a hall was opened."""
    first = story["discrepancies"][0]
    assert {reading["value"] for reading in first["readings"]} == {"74", "76"} and "sixs" not in first["about"]
    shown = [e["text"] for d in story["discrepancies"] for r in d["readings"] for e in r["evidence"]]
    assert not any("tower three" in words and "rope" not in words for words in shown)
    assert "opened the gymnasium at noon" not in shown
