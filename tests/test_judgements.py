"""Judgements: what a person decides is obeyed, superseded, undone, and said."""

from __future__ import annotations

import csv
import dataclasses
import json
import random
import shutil
import sqlite3
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import tellings
from tellings.cli import main
from tellings.collate.clusters import Corpus
from tellings.errors import InputError, WorkspaceError
from tellings.inbox import Inbox, judgement
from tellings.judgements import Told, bonds, kind_of, standing
from tellings.project import CORPUS_ROOMS, Project
from tellings.read.intake import read_paths
from tellings.read.judgements import load_judgements
from tellings.records import Capture, Judgement
from tellings.schema import content_id
from tellings.settings import Stories
from tellings.stages.stories import group
from tellings.text.events_words import words as words_of
from test_stories_corpus import made

SILO = """Fire destroys grain silo at Harrowmere

A fire destroyed a grain silo at Harrowmere on Tuesday night and sent 14 people to hospital with smoke in their lungs, \
the county fire service said.

The silo held 2,300 tonnes of rye that belonged to the Osten cooperative. Flames were seen from the ferry landing at \
Quill, nine kilometres away, shortly after 11 p.m.

"We heard a groan, and then the roof simply slid off," said Petra Vance, who keeps the weighbridge.

Fire chief Roland Aske said that dust in the elevator shaft had probably caught fire from a worn bearing. The bearing \
was reported in April and was to be replaced after the harvest.

The cooperative puts the damage at 3.1 million crowns. Farmers who had stored their rye there will be paid in full, \
its chairwoman Dagny Holm promised on Wednesday.
"""
CUT = "\n\n".join(part for n, part in enumerate(SILO.strip().split("\n\n")) if n not in (0, 3))
CUT = "Harrowmere silo burns\n\n" + CUT + "\n"
OWN = """Night of smoke over Quill as rye store goes up

Residents of Quill stood on the ferry landing until past midnight on Tuesday and watched the Harrowmere silo burn.

Fourteen of those who live nearest were taken to hospital, and most were home by morning, a nurse at the district \
clinic told this newspaper.

The store, built in 1968, was the last of its kind on the estuary. Its owner, the Osten cooperative, had 2,300 tonnes \
of rye in it, and several members have asked why nobody acted when Roland Aske's inspectors wrote in spring about a \
bearing in the elevator.

Insurance assessors are due on Friday. Until then the road past the weighbridge stays shut, so buses go by the mill.
"""
MARKET = """Sunday market returns to Tollen Square

Stalls will be back on Tollen Square from the first Sunday in May, the town council of Brisk decided by nine votes to \
four after a year of repairs to the paving.

Traders will pay 12 crowns a metre. Councillor Ivo Marsh wanted the market moved to the old tram depot for good.

The square was closed after a water main burst beneath the fountain and carried off the cobbles.
"""
TEXTS = {"courier": SILO, "delta": CUT, "gazette": OWN, "brisk": MARKET}


def files(folder: Path, *names: str) -> list[str]:
    """Files of some tellings, with what a feed would tell of them in `meta.csv`."""
    folder.mkdir(exist_ok=True)
    for name in names or TEXTS:
        (folder / f"{name}.txt").write_text(TEXTS[name])
    with (folder / "meta.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [("path", "source", "published"), *((f"{n}.txt", n.title(), "2031-03-05") for n in names or TEXTS)]
        )
    return [str(folder / f"{name}.txt") for name in names or TEXTS]


@cache
def _finished(names: tuple[str, ...]) -> tempfile.TemporaryDirectory[str]:
    """A folder with a workspace `kept` that all rooms have run through."""
    folder = tempfile.TemporaryDirectory()
    top = Path(folder.name)
    given = [*files(top / "in", *names), "--meta", str(top / "in" / "meta.csv"), "--workspace", str(top / "kept")]
    assert main(["report", *given, "-q", "-o", str(top / "page.txt")]) == 0
    return folder


def workspace(tmp_path: Path, *names: str) -> Path:
    """A workspace of some tellings that all rooms have run through."""
    return Path(shutil.copytree(Path(_finished(names).name) / "kept", tmp_path / "kept"))


def report(kept: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    """The workspace's report."""
    capsys.readouterr()
    assert main(["report", str(kept), "--format", "json", "-q", *more]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def judge(kept: Path, kind: str, a: str, b: str, *more: str) -> None:
    assert main(["judge", str(kept), kind, a, b, *more]) == 0


def together(data: dict[str, Any]) -> set[frozenset[str]]:
    """Stories as sets of tellings' names."""
    name = {t["id"]: Path(t["path"]).stem for t in data["tellings"]}
    return {frozenset(name[t] for t in story["tellings"]) for story in data["stories"]}


def derivations(data: dict[str, Any]) -> dict[frozenset[str], dict[str, Any]]:
    """Derivations between tellings, by the two names."""
    name = {t["id"]: Path(t["path"]).stem for t in data["tellings"]}
    found = [d for story in data["stories"] for d in story["derivations"] if d["parent"] in name]
    return {frozenset((name[d["child"]], name[d["parent"]])): d for d in found}


def origins(data: dict[str, Any]) -> tuple[int, int, str, str]:
    """The largest story's range and its reasons."""
    found = data["stories"][0]["independent_origins"]
    return found["min"], found["max"], found["why_min"], found["why_max"]


FIRE = ("courier", "delta", "gazette")


def test_what_is_judged_no_copy_counts_apart_until_it_is_undone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = workspace(tmp_path, *FIRE)
    before = report(kept, capsys)
    pair = frozenset(("courier", "delta"))
    assert pair in derivations(before) and origins(before)[1] == 2
    judge(kept, "not a copy", "courier.txt", "delta.txt", "--note", "both saw the council's minutes", "--by", "Ada")
    after = report(kept, capsys)
    assert pair not in derivations(after) and origins(after)[:2] == (3, 3)
    assert "judged not a copy by Ada on 20" in origins(after)[2] and "the council's minutes" in origins(after)[3]
    (shown,) = after["judgements"]
    assert (shown["kind"], shown["by"], shown["note"]) == ("not a copy", "Ada", "both saw the council's minutes")
    capsys.readouterr()
    assert main(["judge", str(kept), "--undo", shown["id"][:8]]) == 0
    undone = report(kept, capsys)
    assert undone["stories"] == before["stories"] and undone["judgements"] == []
    capsys.readouterr()
    assert main(["judge", str(kept), "--list", "--format", "json"]) == 0
    assert [row["state"] for row in json.loads(capsys.readouterr().out)] == ["undone", "undo"]


def test_a_judged_copy_is_a_certain_derivation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = workspace(tmp_path, *FIRE)
    pair = frozenset(("courier", "gazette"))
    before = report(kept, capsys)
    assert pair not in derivations(before)
    judge(kept, "copy", "gazette.txt", "courier.txt", "--by", "Bo", "--note", "the editor says so")
    data = report(kept, capsys)
    assert derivations(data)[pair]["confidence"] == 1
    assert derivations(data)[pair]["reasons"][0]["text"].startswith("judged a copy by Bo on 20")
    assert origins(data)[:2] == (1, 1) and len(data["stories"][0]["origins"]) == 1
    with Project(kept) as project:
        assert project.engine.read("SELECT label FROM copies ORDER BY 1").column(0).to_pylist().count("copy") >= 1


def test_origins_are_joined_and_parted_in_both_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = workspace(tmp_path, *FIRE)
    judge(kept, "same origin", "courier.txt", "gazette.txt", "--note", "both from the county's release")
    data = report(kept, capsys)
    assert origins(data)[:2] == (1, 1) and "judged of one origin on 20" in origins(data)[3]
    assert frozenset(("courier", "gazette")) not in derivations(data)
    assert len(data["stories"][0]["origins"]) == 1
    judge(kept, "different origins", "courier.txt", "gazette.txt")
    assert origins(report(kept, capsys))[1] == 2
    judge(kept, "different origins", "courier.txt", "delta.txt")
    parted = report(kept, capsys)
    assert origins(parted)[:2] == (3, 3) and len(parted["stories"][0]["origins"]) == 3
    assert frozenset(("courier", "delta")) not in derivations(parted)


def test_stories_are_joined_and_parted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = workspace(tmp_path)
    assert together(report(kept, capsys)) == {frozenset(FIRE), frozenset(["brisk"])}
    judge(kept, "same story", "brisk.txt", "courier.txt", "--by", "Ada", "--note", "one council")
    assert together(report(kept, capsys)) == {frozenset(TEXTS)}
    assert main(["stories", str(kept), "-q", "--explain", "brisk.txt", "courier.txt"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "one story" and "judged one story by Ada on 20" in shown[1] and "that decides" in shown[1]
    assert len(shown) == 2  # nothing else decided
    assert main(["stories", str(kept), "-q", "--explain", "brisk.txt", "gazette.txt"]) == 0
    shown = capsys.readouterr().out.splitlines()[1]
    assert "in/courier.txt and" in shown and "judged one story by Ada" in shown and "decides" not in shown
    judge(kept, "not the same story", "courier.txt", "brisk.txt")
    judge(kept, "not the same story", "gazette.txt", "courier.txt", "--note", "that was the older fire")
    assert together(report(kept, capsys)) == {
        frozenset(["courier", "delta"]),
        frozenset(["gazette"]),
        frozenset(["brisk"]),
    }
    assert main(["stories", str(kept), "-q", "--explain", "gazette.txt", "courier.txt"]) == 0
    assert "judged not one story on 20" in capsys.readouterr().out.splitlines()[1]


def test_a_file_of_judgements_is_obeyed_without_a_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = files(tmp_path / "in")
    told = tmp_path / "told.csv"
    told.write_text("kind,a,b,note\nsame-story,brisk.txt,courier.txt,one council\nNot_a_copy,courier.txt,nobody.txt,\n")
    assert main(["report", *paths, "--judgements", str(told), "--format", "json", "-q"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert together(data) == {frozenset(TEXTS)}
    assert [n for n in data["notes"] if n["path"] == "nobody.txt" and "no article here" in n["text"]]
    found = tellings.report(paths, judgements=told)
    assert len(found.stories) == 1 and len(found.view.judgements) == 1 and "one story on 20" in found.to_text()
    assert "one council" in found.to_html()
    assert main(["stories", *paths, "--judgements", str(told), "-q"]) == 0
    assert capsys.readouterr().out.startswith("1 story\n")


def test_a_one_story_report_parts_what_is_judged_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = files(tmp_path / "in", *FIRE)
    told = tmp_path / "told.jsonl"
    told.write_text(json.dumps({"kind": "not the same story", "a": "gazette.txt", "b": "delta.txt"}))
    assert main(["report", *paths, "--one-story", "--judgements", str(told), "--format", "json", "-q"]) == 0
    assert together(json.loads(capsys.readouterr().out)) == {frozenset(["courier", "delta"]), frozenset(["gazette"])}


def test_copies_obey(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = files(tmp_path / "in", *FIRE)

    def pairs(*rows: str) -> dict[frozenset[str], str]:
        (tmp_path / "told.csv").write_text("\n".join(["kind,a,b", *rows]) + "\n")
        assert main(["copies", *paths, "--judgements", str(tmp_path / "told.csv"), "--format", "jsonl", "-q"]) == 0
        listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return {frozenset((Path(row["a"]).stem, Path(row["b"]).stem)): row["label"] for row in listed}

    copied, other = frozenset(("courier", "delta")), frozenset(("courier", "gazette"))
    assert set(pairs("copy,courier.txt,delta.txt")) == {copied}
    assert pairs("not a copy,delta.txt,courier.txt") == {}
    assert pairs("copy,gazette.txt,courier.txt")[other] == "copy"
    kept = workspace(tmp_path, *FIRE)
    judge(kept, "not a copy", "courier.txt", "delta.txt")
    capsys.readouterr()
    assert main(["copies", str(kept), "--format", "jsonl", "-q"]) == 0
    assert capsys.readouterr().out == ""


def _rows(kept: Path) -> list[tuple[str, str, str]]:
    with Project(kept) as project:
        project.run(CORPUS_ROOMS)
        return [tuple(row.values()) for row in project.engine.read("SELECT a, b, label FROM copies").to_pylist()]


def test_the_table_of_copies_obeys_and_recovers(tmp_path: Path) -> None:
    kept = workspace(tmp_path, *FIRE)
    (before,) = _rows(kept)
    judge(kept, "not a copy", "courier.txt", "delta.txt")
    assert _rows(kept) == []
    judge(kept, "copy", "courier.txt", "gazette.txt")
    assert [label for *_, label in _rows(kept)] == ["copy"]
    inbox = Inbox(kept)
    for row in inbox.rows():
        inbox.undo(row.id)
    assert _rows(kept) == [before]


def test_an_inbox_takes_judgements_while_a_run_holds_the_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tellings.errors import WorkspaceHeld

    kept = workspace(tmp_path, *FIRE)
    ids = {Path(t["path"]).stem: t["id"] for t in report(kept, capsys)["tellings"]}

    def held(*_: object) -> None:
        raise WorkspaceHeld("another process is writing to it")

    with monkeypatch.context() as patch:
        patch.setattr("tellings.project.Duck", held)
        assert main(["judge", str(kept), "not a copy", "courier.txt", "delta.txt"]) == 1
        assert "by their ids" in capsys.readouterr().err
        judge(kept, "not a copy", ids["courier"], ids["delta"])
        assert main(["judge", str(kept), "--list"]) == 0
        assert "in force" in capsys.readouterr().out
    assert origins(report(kept, capsys))[:2] == (3, 3)


def test_a_run_at_work_does_not_hold_the_inbox(tmp_path: Path) -> None:
    kept = workspace(tmp_path, *FIRE)
    with Project(kept) as project:
        a, b = (project.find(f"{name}.txt") for name in ("courier", "gazette"))
        inbox = Inbox(kept)
        work = [threading.Thread(target=inbox.add, args=([judgement("copy", (a, b), note=str(n))],)) for n in range(8)]
        for one in work:
            one.start()
        project.run(CORPUS_ROOMS)
        for one in work:
            one.join()
        assert len(inbox.rows()) == 8 and len({row.ordinal for row in inbox.rows()}) == 8
        assert len(project.judgements().rows) == 1, "the last on one pair counts"


def test_the_inbox_is_only_ever_added_to(tmp_path: Path) -> None:
    Inbox(tmp_path).add([judgement("copy", ("a", "b"))])
    for change in ("DELETE FROM judgements", "UPDATE judgements SET kind = 'not a copy'"):
        with sqlite3.connect(tmp_path / "judgements.sqlite") as connection, pytest.raises(sqlite3.Error, match="added"):
            connection.execute(change)
    (tmp_path / "judgements.sqlite").write_bytes(b"this is no database, whatever its name may be" * 40)
    with pytest.raises(WorkspaceError, match=r"judgements\.sqlite"):
        Inbox(tmp_path).rows()


def test_a_new_judgement_redoes_only_its_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Lines:
        def __init__(self) -> None:
            self.done_lines: list[str] = []

        def start(self, stage: str, total: int | None = None) -> None: ...
        def advance(self, n: int = 1) -> None: ...
        def note(self, message: str) -> None: ...
        def done(self, line: str) -> None:
            self.done_lines.append(line)

    kept = workspace(tmp_path)
    report(kept, capsys)
    judge(kept, "different origins", "courier.txt", "gazette.txt")
    talk = Lines()
    with Project(kept, progress=talk) as project:
        project.run()
    done = "\n".join(talk.done_lines)
    assert "origins: 1 stories in" in done and "tagging" not in done
    talk = Lines()
    with Project(kept, progress=talk) as project:
        project.run()
    assert not [line for line in talk.done_lines if line.startswith(("stories", "copies", "origins", "briefs"))]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (("no copy", "courier.txt", "delta.txt"), "the kinds are: copy, not a copy"),
        (("copy", "courier.txt", "nobody.txt"), "nobody.txt: no article has this id"),
        (("copy", "courier.txt", "courier.txt"), "the same article"),
        (("copy", "courier.txt"), "give a kind and two articles"),
        (("--undo", "ffff"), "no judgement has this id"),
        (("--list", "--undo", "ffff"), "give a kind and two articles"),
    ],
)
def test_what_cannot_be_judged_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], wrong: str
) -> None:
    kept = tmp_path / "kept"
    with Project(kept) as project:
        project.add(read_paths(files(tmp_path / "in", *FIRE)).captures)
    usage = given[0] == "no copy" or "give a kind" in wrong  # what no workspace could make right
    assert main(["judge", str(kept), *given]) == (2 if usage else 1)
    assert wrong in capsys.readouterr().err
    assert main(["judge", str(tmp_path / "nowhere"), "--list"]) == 1
    assert "not a workspace" in capsys.readouterr().err and not (tmp_path / "nowhere").exists()


def _capture(path: str, url: str | None, text: str) -> Capture:
    return Capture(content_id(path, text), path, 0, "text", text, content_id(text), None, url, None, None, None, "en")


def test_articles_are_found_by_whatever_names_them() -> None:
    with Project() as project:
        project.add(
            [
                _capture("day/one.txt", "https://a.example/1", SILO),
                _capture("day/two.txt", None, CUT),
                _capture("night/two.txt", None, OWN),
            ]
        )
        one = project.find("one.txt")
        assert project.find("day/one.txt") == project.find("https://a.example/1") == project.find(one) == one
        assert project.find("one") == one  # as a report shows it
        with pytest.raises(InputError, match="2 articles are named so"):
            project.find("two.txt")
        assert project.find("night/two.txt") != project.find("day/two.txt")
        made = project.judge("Same-Story", "one.txt", "night/two.txt", by=" Ada ", note="a\nb")
        assert (made.kind, made.by, made.note) == ("same story", "Ada", "a b") and made.a < made.b
        for odd in ("", "%", "_ne.txt", "x' OR '1'='1"):
            with pytest.raises(InputError):
                project.find(odd)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a,b\nx,y\n", "no column kind"),
        ("kind,a,b\ncopy,x,\n", "needs the columns kind, a and b"),
        ("kind,a,b\ncopied,x,y\n", "line 2: 'copied': no judgement of this kind"),
        ("", "empty"),
        ('[{"kind": 1}]', "needs the columns"),
        ('{"kind": "copy", "a": "x"', "not JSON"),
    ],
)
def test_a_file_that_makes_no_sense_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, wrong: str
) -> None:
    path = tmp_path / "told.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=r"told\.csv") as error:
        load_judgements(path)
    assert wrong in str(error.value)
    (article,) = files(tmp_path / "in", "brisk")
    assert main(["report", article, "--judgements", str(path), "-q"]) == 2


def test_a_file_may_be_given_again(tmp_path: Path) -> None:
    kept = workspace(tmp_path, *FIRE)
    told = [Told("copy", "courier.txt", "gazette.txt", "they say so")]
    for _ in range(2):
        with Project(kept) as project:
            project.judge_all(told)
    assert len(Inbox(kept).rows()) == 1


def _names(kept: Path, *told: Told) -> dict[str, set[str]]:
    """Entity -> its forms, after judgements."""
    with Project(kept) as project:
        for one in told:
            project.judge(one.kind, one.a, one.b, note=one.note, by=one.by, names=one.names)
        project.run()
        rows = project.engine.read('SELECT e."canonical", f."form" FROM entities e JOIN forms f ON f."entity" = e."id"')
        out: dict[str, set[str]] = {}
        for row in rows.to_pylist():
            out.setdefault(row["canonical"], set()).add(row["form"])
        return out


def test_names_are_joined_and_parted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = workspace(tmp_path, *FIRE)
    assert {"Petra Vance"} in _names(kept).values() and {"Dagny Holm"} in _names(kept).values()
    pair = Told(
        "same entity", "courier.txt", "delta.txt", "her maiden name", "Ada", None, ("Petra Vance", "Dagny Holm")
    )
    joined = _names(kept, pair)
    assert {"Petra Vance", "Dagny Holm"} in joined.values()
    parted = Told("different entities", "gazette.txt", "courier.txt", names=("Roland Aske", "Roland Aske"))
    rows = [forms for name, forms in _names(kept, parted).items() if "Roland Aske" in forms]
    assert rows == [{"Roland Aske", "Fire chief Roland Aske"}]  # of both of them: they share the name
    with Project(kept) as project:
        where = project.engine.read(
            """SELECT e."id", m."article" FROM entities e JOIN entity_mentions m ON m."entity" = e."id"
            WHERE e."canonical" = 'Roland Aske' ORDER BY 1"""
        ).to_pylist()
    assert len({row["id"] for row in where}) == 2 and len({row["article"] for row in where}) == 3
    capsys.readouterr()
    data = report(kept, capsys)
    assert data["judgements"][0]["a_name"] and {j["kind"] for j in data["judgements"]} == {pair.kind, parted.kind}
    assert main(["judge", str(kept), "same entity", "courier.txt", "delta.txt", "--names", "Nobody", "Dagny Holm"]) == 1
    assert "“Nobody” does not stand in it" in capsys.readouterr().err
    assert main(["judge", str(kept), "same entity", "courier.txt", "delta.txt"]) == 1
    assert "is of two names" in capsys.readouterr().err


# ---------------------------------------------------------------- what follows from several


def _j(n: int, kind: str, a: str, b: str) -> Judgement:
    return Judgement(f"j{n}", n, "2031-03-05T00:00:00Z", None, kind, min(a, b), max(a, b), None, None, None)


def test_the_later_of_two_that_contradict_wins_and_it_is_said() -> None:
    rows = [_j(1, "same story", "a", "b"), _j(2, "same story", "b", "c"), _j(3, "not the same story", "a", "c")]
    found = standing(rows)
    assert (
        [row.id for row in found.rows] == ["j2", "j3"]
        and found.state["j1"] == "contradicted"
        and len(found.said) == 1
        and "j3" in found.said[0]
    )
    assert standing(reversed(rows)) == found
    last = standing([*rows, _j(4, "same story", "a", "b")])
    assert last.state == {"j1": "superseded", "j2": "contradicted", "j3": "in force", "j4": "in force"}
    both = standing([_j(1, "copy", "a", "b"), _j(2, "different origins", "a", "b")])
    assert both.state == {"j1": "contradicted", "j2": "in force"}


def test_an_undo_may_be_undone() -> None:
    rows = [_j(1, "copy", "a", "b"), _j(2, "not a copy", "a", "b")]
    assert [row.id for row in standing(rows).rows] == ["j2"]
    undone = [*rows, _j(3, "undo", "j2", "j2")]
    assert [row.id for row in standing(undone).rows] == ["j1"]
    assert [row.id for row in standing([*undone, _j(4, "undo", "j3", "j3")]).rows] == ["j2"]


_PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] != p[1]), max_size=6)


@given(_PAIRS, _PAIRS, st.integers(0, 99))
@hypothesis_settings(max_examples=40, deadline=None)
def test_both_paths_keep_what_was_judged(one: list[tuple[int, int]], two: list[tuple[int, int]], seed: int) -> None:
    pairs, truth = made(6, seed)
    n = len(pairs)
    asked = bonds([(a % n, b % n) for a, b in one if a % n != b % n], [(a % n, b % n) for a, b in two])
    words = words_of([title for title, _ in pairs], [text for _, text in pairs])
    corpus = Corpus(words, [truth[i] * 3 for i in range(n)], False, ())
    for rule in (10**9, 1):
        clusters, _ = group(corpus, dataclasses.replace(Stories(), compile_from=rule), asked)
        assert sorted(m for c in clusters for m in c) == list(range(n))
        of = {m: k for k, c in enumerate(clusters) for m in c}
        assert all(len({of[m] for m in members}) == 1 for members in asked.together)
        assert all(of[a] != of[b] for a, b in asked.apart)


def test_the_weaker_side_leaves() -> None:
    pairs, truth = made(30, 5)
    sizes = {event: truth.count(event) for event in truth}
    event = next(event for event in truth if sizes[event] == 3)
    a, b, c = (i for i, t in enumerate(truth) if t == event)
    words = words_of([title for title, _ in pairs], [text for _, text in pairs])
    corpus = Corpus(words, [t * 3 for t in truth], False, ())
    for rule in (10**9, 1):
        own = dataclasses.replace(Stories(), compile_from=rule)
        free, _ = group(corpus, own)
        assert sorted((a, b, c)) in free
        kept, _ = group(corpus, own, bonds([], [(a, b)]))
        others = [cluster for cluster in free if cluster != [a, b, c]]
        assert [cluster for cluster in kept if not {a, b, c} & set(cluster)] == others
        assert len([cluster for cluster in kept if {a, b, c} & set(cluster)]) == 2


@given(st.text(max_size=40))
def test_any_kind_is_one_or_a_clear_error(text: str) -> None:
    try:
        assert kind_of(text)
    except InputError as error:
        assert "the kinds are" in str(error)


def test_order_of_pairs_does_not_matter() -> None:
    together, apart = [(0, 1), (1, 2), (5, 6)], [(2, 5), (7, 0)]
    want = bonds(together, apart)
    for seed in range(5):
        rng = random.Random(seed)
        assert bonds(rng.sample(together, 3), rng.sample(apart, 2)) == want


def test_a_workspace_is_listed_as_it_stands_until_something_is_judged(tmp_path: Path) -> None:
    kept = workspace(tmp_path, *FIRE)
    with Project(kept) as project:
        project.engine.delete("runs", "\"stage\" = 'stories'")  # as after a stream: it was not grouped as a whole
        assert not project.due()
    for path in (["stories", str(kept), "-q"], ["report", str(kept), "-q", "-o", str(tmp_path / "page.txt")]):
        assert main(path) == 0
    with Project(kept) as project:
        assert not project.engine.read("SELECT 1 FROM runs WHERE \"stage\" = 'stories'").num_rows
    judge(kept, "not the same story", "courier.txt", "gazette.txt")
    with Project(kept) as project:
        assert project.due()
    assert main(["stories", str(kept), "-q"]) == 0
    with Project(kept) as project:
        assert not project.due() and project.engine.read("SELECT 1 FROM stories").num_rows == 2
