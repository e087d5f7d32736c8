"""A stream of articles: each gets its story at once, and the workspace is as a run over all would leave it."""

from __future__ import annotations

import io
import json
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tellings import InputError, Stream
from tellings.cli import main
from tellings.cli.stories_list import at_most
from tellings.collate.clusters import Corpus
from tellings.collate.clusters_live import Live
from tellings.judgements import bonds
from tellings.project import CORPUS_ROOMS, Project
from tellings.settings import Stories
from tellings.stages.stories import group
from tellings.text.events_growing import Growing
from tellings.text.events_kernels import number
from tellings.text.events_views import held, marks
from tellings.text.events_weights import weigh
from tellings.text.events_words import words
from test_stories_corpus import made

FERRY = [
    ("f1", "Ferry hits pier at Sundholm", "The ferry Aurelia struck the pier at Sundholm on Monday. Captain Vilhelm "
     "Krog said the engines failed. Nine passengers of the Aurelia were hurt, the Sundholm harbour office said."),
    ("f2", "Nine hurt as ferry rams pier", "Nine people were hurt when the Aurelia rammed a pier in Sundholm, the "
     "harbour office said on Monday. The captain, Vilhelm Krog, told reporters that the engines had failed."),
    ("f3", "Engines failed before ferry crash, captain says", "Vilhelm Krog, captain of the ferry Aurelia, has said "
     "both engines failed before the ship hit the Sundholm pier. Nine of those on board were injured."),
]  # fmt: skip
LIBRARY = [
    ("l1", "Library board keeps Saturday hours", "The Millbrook library board voted to keep the branch open on "
     "Saturdays. Denise Okafor spoke for the residents of Millbrook, and repairs of the parking lot were postponed."),
    ("l2", "Millbrook branch stays open on weekends", "After residents such as Denise Okafor protested, the library "
     "board of Millbrook decided to keep weekend hours and put off repairs of the parking lot."),
]  # fmt: skip


def _row(given: tuple[str, str, str]) -> dict[str, Any]:
    return {"id": given[0], "title": given[1], "text": given[2], "lang": "en"}


def _tables(place: Path) -> tuple[dict[str, str], set[str]]:
    """(the story of every article, by the user's own ids; the stories' ids) of a workspace."""
    with Project(place) as project:
        told = project.engine.read(
            'SELECT a."path", t."story" FROM tellings t JOIN articles a ON a."id" = t."article"'
        ).to_pylist()
        stories = project.engine.read('SELECT "id" FROM stories').column(0).to_pylist()
    assert len(stories) == len(set(stories)) and {row["story"] for row in told} == set(stories)
    return {row["path"]: row["story"] for row in told}, set(stories)


def test_every_article_gets_its_story_and_keeps_it_when_it_comes_again(tmp_path: Path) -> None:
    with Stream(tmp_path / "kept") as stream:
        placed = [stream.add(_row(given)) for given in (*FERRY[:2], *LIBRARY[:1])]
        again = stream.add(_row(FERRY[0]))
        assert len(stream) == 3 and again == placed[0]
    with Stream(tmp_path / "kept") as stream:
        placed += [stream.add(_row(given)) for given in (FERRY[2], LIBRARY[1])]
    stories = [p.story for p in placed]
    assert stories[0] == stories[1] == stories[3] == placed[0].article
    assert stories[2] == stories[4] == placed[2].article != stories[0]
    told, _ = _tables(tmp_path / "kept")
    assert told == {p.id: p.story for p in placed}
    with Project(tmp_path / "kept") as project:
        project.run(CORPUS_ROOMS)
    assert _tables(tmp_path / "kept")[0] == told


RULINGS = [
    ("r1", "Sevrin court jails glazier over fraud", "The district court in Sevrin on Monday sentenced glazier Otto "
     "Brandt to two years in prison for billing Hollow Street school for windows that were never made. Judge Mira "
     "Vance said Brandt had cheated children. The damage was 40,000 crowns. His lawyer, Ilse Torp, will appeal."),
    ("r2", "Two years for glazier who billed for nothing", "Otto Brandt sold Hollow Street school windows that nobody "
     "ever saw. Mira Vance, judge in Sevrin, sent the glazier to prison for two years. Ilse Torp, defending, appeals."),
    ("r3", "Lauder court jails plumber over fraud", "The district court in Lauder on Tuesday sentenced plumber Rita "
     "Quist to three years in prison for billing Fenwick Lane clinic for pipes that were never laid. Judge Paul Stroud "
     "said Quist had cheated patients. The damage was 60,000 crowns. Her lawyer, Karl Wims, will appeal."),
    ("r4", "Plumber jailed for pipes that were not there", "Three years in prison for Rita Quist: the Lauder plumber "
     "had been paid by Fenwick Lane clinic for pipes nobody found, Paul Stroud ruled. Karl Wims announced an appeal."),
]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_small_stream_is_as_a_run_in_any_order(seed: int) -> None:
    rows = [*FERRY, *LIBRARY, *RULINGS]
    random.Random(seed).shuffle(rows)
    with Stream() as stream:
        for given in rows:
            stream.add(_row(given))
        told = {given[0]: stream.add(_row(given)).story for given in rows}
    parts = {frozenset(a for a in told if told[a] == story) for story in told.values()}
    assert parts == {frozenset(("f1", "f2", "f3")), frozenset(("l1", "l2")), frozenset(("r1", "r2")),
                     frozenset(("r3", "r4"))}  # fmt: skip


def test_what_is_no_article_is_told_and_stored_once() -> None:
    with Stream() as stream:
        with pytest.raises(InputError, match="neither text nor title"):
            stream.add({"id": "x"})
        assert stream.add(_row(FERRY[0])).id == "f1"


def _live(live: Live, pairs: list[tuple[str, str]], days: list[int | None]) -> list[set[int]]:
    for (title, text), day in zip(pairs, days, strict=True):
        live.place(words([title], [text]), day)
    for label, members in live.members.items():
        assert label in members and all(live.story[k] == label for k in members)
    return sorted((set(m) for m in live.members.values()), key=min)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_stream_in_any_order_finds_what_one_run_finds(seed: int) -> None:
    pairs, truth = made(24, seed)
    days: list[int | None] = [event * 3 for event in truth]
    found = words([title for title, _ in pairs], [text for _, text in pairs])
    whole, _ = group(Corpus(found, days, False, ()), Stories())
    want = {frozenset(cluster) for cluster in whole}
    order = list(range(len(pairs)))
    for _ in range(2):
        got = _live(Live(Stories(), False), [pairs[i] for i in order], [days[i] for i in order])
        told = {frozenset(order[k] for k in members) for members in got}
        assert len(told & want) >= 0.95 * len(want)
        random.Random(seed).shuffle(order)


def test_what_is_known_already_is_added_to() -> None:
    pairs, truth = made(24, 3)
    half = len(pairs) // 2
    days: list[int | None] = [event * 3 for event in truth]
    first = words([title for title, _ in pairs[:half]], [text for _, text in pairs[:half]])
    corpus = Corpus(first, days[:half], False, ())
    over = [0] * half
    for cluster in group(corpus, Stories())[0]:
        for k in cluster:
            over[k] = cluster[0]
    live = Live(Stories(), False, corpus, over)
    got = _live(live, pairs[half:], days[half:])
    want = group(Corpus(words([t for t, _ in pairs], [x for _, x in pairs]), days, False, ()), Stories())[0]
    assert len({frozenset(m) for m in got} & {frozenset(m) for m in want}) >= 0.95 * len(want)


def test_a_growing_corpus_weighs_words_as_a_finished_one() -> None:
    pairs, _ = made(30, 5)
    parts = [words([title], [text]) for title, text in pairs]
    found = words([title for title, _ in pairs], [text for _, text in pairs])
    growing = Growing(True, (0.5, 0.2, 0.3))
    for part in parts:
        growing.add(part, None)
    for k in range(len(pairs)):
        growing.renew(k)
    whole = weigh(found, True, number(found))
    s, n = growing.store, len(pairs)
    assert np.allclose(s.body_norm[:n], whole.body_norm) and np.allclose(s.name_norm[:n], whole.name_norm)
    assert np.array_equal(s.starts[: n + 1], whole.starts) and np.array_equal(s.ask_starts[: n + 1], whole.ask_starts)
    for k in range(n):
        low, high = whole.ask_starts[k], whole.ask_starts[k + 1]
        assert np.allclose(np.sort(s.ask_share[low:high]), np.sort(whole.ask_share[low:high]), atol=1e-6)
        assert np.allclose(np.sort(s.ask_topic[low:high]), np.sort(whole.ask_topic[low:high]), atol=1e-6)
    loaded = Growing(True, (0.5, 0.2, 0.3))
    loaded.load(whole, np.full(n, -1))
    for k in range(n):
        ours, theirs = growing.near(k), loaded.near(k)
        assert np.allclose(np.sort(ours[1], axis=0), np.sort(theirs[1], axis=0), atol=1e-5)
    assert len(held(whole, (0.5, 0.2, 0.3)).starts) == n + 1 and not marks(1, 1, 1).score.any()


def test_judgements_are_obeyed_by_a_stream() -> None:
    pairs = [(title, text) for _, title, text in (*FERRY, *LIBRARY)]
    found = words([title for title, _ in pairs[:2]], [text for _, text in pairs[:2]])
    live = Live(Stories(), True, Corpus(found, [None, None], True, ()), [0, 1], bonds([], [(0, 1)]))
    _live(live, pairs[2:], [None] * 3)
    assert live.story[0] != live.story[1]
    live = Live(Stories(), True, Corpus(found, [None, None], True, ()), [0, 0], bonds([(0, 1)], []))
    _live(live, pairs[2:], [None] * 3)
    assert live.story[0] == live.story[1] == live.story[2] != live.story[3]


def test_odd_articles_find_a_place() -> None:
    live = Live(Stories(), True)
    odd = [("", ""), ("日本語の文章です。", ""), ("", "\x00\ud7ff"), ("!!!", "???"), ("", "12 34 56"), ("", "")]
    assert sum(len(members) for members in _live(live, odd, [None, 5, None, -1, 10**6, None])) == len(odd)


def _say(lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO("".join(line + "\n" for line in lines).encode())

    monkeypatch.setattr(sys, "stdin", Input())


def test_lines_in_and_lines_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [json.dumps(_row(given)) for given in (*FERRY, *LIBRARY)]
    place = str(tmp_path / "kept")
    _say([rows[0], "no JSON {", "", rows[1], '{"id": "empty"}', *rows[2:]], monkeypatch)
    assert main(["stories", place, "--stream", "-q"]) == 0
    out, err = capsys.readouterr()
    told = {row["id"]: row["story"] for row in map(json.loads, out.splitlines()) if "id" in row}
    assert set(told) == {"f1", "f2", "f3", "l1", "l2"} and len(set(told.values())) == 2
    assert "-:2: not JSON" in err and "-:5: neither text nor title" in err
    assert main(["stories", place, "-q"]) == 0
    assert capsys.readouterr().out.startswith("2 stories\n    3  at most 3 origins")
    _say([], monkeypatch)
    assert main(["stories", place, "--stream", "-q"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["stories", place, place, "--stream"]) == 1


def test_origins_are_bounded_by_copies_and_signatures() -> None:
    assert at_most("a", ()) == {"low": 1, "high": 1, "why": "1 telling"}
    found = at_most(
        "abcde", [("a", "b", True), ("b", "c", True), ("a", "c", True), ("d", "AFP", False), ("e", "AFP", False)]
    )
    assert found == {"low": None, "high": 2, "why": "5 tellings, 2 of them copies of others, 2 signed AFP"}


def test_many_prints_of_two_wires_are_one_story_in_a_stream() -> None:
    wires = [
        (
            "Ferry runs aground off Skarvik",
            "A ferry with 214 passengers ran aground off Skarvik in thick fog on Friday, officers said. Captain Ole "
            "Brandvik told rescuers that the radar had failed. Nine people were taken to hospital and the strait "
            "was closed. The operator Nordlinje said the ship would be towed to port.",
        ),
        (
            "Ferry on the rocks after radar fails",
            "Fog and a broken radar put the Nordlinje ferry on the rocks near Skarvik, officials think. All 214 "
            "were brought ashore by fishing boats, villagers said, wrapping them in blankets. Brandvik, who has sailed "
            "here for thirty years, was questioned by police.",
        ),
    ]
    draw = random.Random(5)
    rows = [(title, f"{text} {k}", True) for title, text in wires for k in range(16)]
    for _ in range(130):
        own = ["".join(draw.choices("bdfgklmnraeiou", k=8)) for _ in range(30)]
        rows.append((own[0].title(), " ".join(draw.choices(own, k=60)), False))
    draw.shuffle(rows)
    live = Live(Stories(), False)
    found = [live.place(words([title], [f"{title}\n{text}"]), None) for title, text, _ in rows]
    assert len({live.story[k] for k, (_, _, ferry) in zip(found, rows, strict=True) if ferry}) == 1
