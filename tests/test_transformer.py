"""The optional sentence transformer: it settles unsure pairs, and is asked for nothing else."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import tellings
from one_story import told
from tellings.cli import main
from tellings.collate import alignment
from tellings.collate.alignment import links, stated, units_of
from tellings.collate.alignment_settled import UNSURE, Settling
from tellings.collate.statements import statements
from tellings.errors import ModelError
from tellings.models import transformer as module
from tellings.models.transformer import CARRIED, transformer
from tellings.project import Project
from tellings.records import Capture, StatementMember
from tellings.schema import content_id
from tellings.settings import Settings, Statements, Stories
from tellings.stages import needs
from tellings.stages import statements as room
from test_statements import GRANARY, made

ALL = frozenset(f"a{n:02}" for n in range(9))


class Fake:
    """Says how alike two texts are by what it was told: texts with one of the words mean the same."""

    def __init__(self, *words: str) -> None:
        self.words, self.asked = words, list[str]()

    def encode(self, texts: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        self.asked += texts
        rows = np.eye(len(texts) + 1, dtype=np.float32)[: len(texts)]
        alike = [n for n, text in enumerate(texts) if any(word in text for word in self.words)]
        rows[alike] = np.eye(len(texts) + 1)[-1]
        return rows


TEXTS = [text.replace("\n", " ") for text in GRANARY.values()]


def _pairs(by: Settling | None, texts: Sequence[str] = TEXTS) -> dict[tuple[str, str], float]:
    """Linked sentences of a story and how surely."""
    sentences, tokens, clues = made(texts)
    units = units_of(sentences, tokens, clues.text, 3)
    say = lambda n: clues.text[units[n].article][units[n].begin : units[n].end]  # noqa: E731 - two words, once
    found = links(units, clues, replace(Statements(), faint=0.0), None, None, by)
    return {tuple(sorted((say(k.a), say(k.b)))): k.score for k in found}  # type: ignore[misc]


def _unsure() -> tuple[tuple[str, str], float]:
    return next((pair, chance) for pair, chance in sorted(_pairs(None).items()) if UNSURE[0] <= chance <= UNSURE[1])


def test_an_unsure_pair_goes_where_the_meaning_is() -> None:
    pair, chance = _unsure()
    assert _pairs(Settling(Fake(*pair), ALL))[pair] > chance  # both texts are told to mean one thing
    assert _pairs(Settling(Fake(), ALL))[pair] < chance  # no two texts are


def test_what_is_sure_stays_and_is_not_even_read() -> None:
    plain, fake = _pairs(None), Fake()
    moved = _pairs(Settling(fake, ALL))
    sure = {pair for pair, chance in plain.items() if not UNSURE[0] <= chance <= UNSURE[1]}
    assert sure and {pair: moved[pair] for pair in sure} == {pair: plain[pair] for pair in sure}
    open_ = {text for pair in plain.keys() - sure for text in pair}
    assert sorted(fake.asked) == sorted(open_)  # each once


def test_articles_in_a_language_that_it_does_not_read_are_left_as_they_are() -> None:
    fake = Fake()
    assert _pairs(Settling(fake, frozenset({"a00"}))) == _pairs(None)
    assert fake.asked == []


def test_the_order_of_articles_does_not_matter() -> None:
    first = _pairs(Settling(Fake("wheat"), ALL))
    shuffled = random.Random(5).sample(TEXTS, len(TEXTS))
    again = _pairs(Settling(Fake("wheat"), ALL), shuffled)
    assert again.keys() == first.keys()
    assert all(again[pair] == pytest.approx(first[pair], abs=1e-5) for pair in first)


def test_without_the_setting_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: pytest.fail(f"looked for {name}"))
    monkeypatch.setattr(alignment, "settled", lambda *_: pytest.fail("settled"))
    assert transformer("") is None
    assert told(**GRANARY).statements()


@pytest.mark.parametrize("named", [CARRIED, "no/such/folder"])
def test_what_is_not_installed_is_said_before_anything_is_done(
    named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    transformer.cache_clear()
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(ModelError, match=r"pip install '\.\[transformer\]'"):
        Project(settings=Settings(statements=Statements(transformer=named)))
    (tmp_path / "s.toml").write_text(f'[statements]\ntransformer = "{named}"\n')
    (tmp_path / "a.txt").write_text(TEXTS[0])
    assert main(["report", str(tmp_path / "a.txt"), "--settings", str(tmp_path / "s.toml")]) == 2
    assert named in capsys.readouterr().err


def test_a_folder_without_a_model_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    transformer.cache_clear()
    monkeypatch.setattr(module, "find_spec", lambda _: object())
    with pytest.raises(ModelError, match=r"modules\.json"):
        transformer(str(tmp_path))
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(ModelError, match=f"{tmp_path.name}: is no sentence transformer"):
        found = transformer(str(tmp_path))
        assert found is not None and found.reads("de")
        found.encode(["One."])


@pytest.mark.skipif(
    importlib.util.find_spec(module.LIBRARY) is None or importlib.util.find_spec(module.MODULE) is None,
    reason="the extra `transformer` is not installed",
)
def test_the_carried_model_knows_a_paraphrase() -> None:
    transformer.cache_clear()
    found = transformer(CARRIED)
    assert found is not None and found.reads("en-GB") and not found.reads("de")
    a, b, c = found.encode(["The mayor resigned.", "The head of the town stepped down.", "It rained all day."])
    assert a @ b > 0.4 > a @ c
    import torch

    texts, threads = ["The mayor resigned.", "A much longer sentence beside it, about the rain of a whole day."], 2
    torch.set_num_threads(threads)
    assert all((found.encode([text])[0] == row).all() for text, row in zip(texts, found.encode(texts), strict=True))
    assert torch.get_num_threads() == threads  # the caller's own


#: Each telling says in other words that the ferry was late. Their sentences about tickets and about timetables share
#: their words and tell two facts.
FERRY = [
    "The ferry to Marn left two hours late because of fog. Tickets for the ferry to Marn cost nine crowns on weekdays. "
    "A brass band played on the quay.",
    "Thick fog kept the boat in harbour until the afternoon. Timetables of the ferry to Marn change on weekdays from "
    "May. The mayor opened a bakery.",
]


def _joined(by: Settling | None, *begins: str) -> bool:
    """Whether one statement holds these sentences, known by how they begin."""
    sentences, tokens, clues = made(FERRY)
    told: dict[str, list[str]] = {}
    for row in statements("s", stated(sentences, tokens, clues.text, 3), clues, Statements(), None, by):
        if isinstance(row, StatementMember):
            told.setdefault(row.statement, []).append(clues.text[row.article][row.begin : row.end])
    return any(all(any(text.startswith(b) for text in texts) for b in begins) for texts in told.values())


def test_a_paraphrase_is_joined_and_a_lookalike_parted() -> None:
    late, tickets = ("The ferry to Marn left", "Thick fog"), ("Tickets", "Timetables")
    assert not _joined(None, *late) and _joined(None, *tickets)  # by words alone
    by = Settling(Fake(" fog"), ALL)
    assert _joined(by, *late) and not _joined(by, *tickets)


def test_a_folder_is_known_by_what_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: object())
    names = []
    for folder, weights in (("a/mine", "1"), ("b/mine", "1"), ("c/mine", "2")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "modules.json").write_text("[]", encoding="utf-8")
        (tmp_path / folder / "model.safetensors").write_text(weights, encoding="utf-8")
        names.append(module.model_name(str(tmp_path / folder)))
    assert names[0] == names[1] != names[2]


def test_statements_are_made_again_when_the_model_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    class Model(Fake):
        name = "mine 1"

        def reads(self, _: str | None) -> bool:
            return True

    fake = Model(" fog")
    monkeypatch.setattr(module, "transformer", lambda named: fake if named else None)
    monkeypatch.setattr(room, "transformer", lambda _: fake)
    monkeypatch.setattr(needs, "transformer", lambda _: fake)
    settings = Settings(stories=Stories(one_story=True), statements=Statements(transformer="mine"))
    with Project(settings=settings) as project:
        project.add(
            [
                Capture(content_id(t), f"{n}.txt", n, "text", t, content_id(t), *[None] * 5, "en")
                for n, t in enumerate(FERRY)
            ]
        )
        asked = []
        for name in ("mine 1", "mine 1", "mine 2"):
            fake.name = name
            project.run()
            asked.append(len(fake.asked))
    assert 0 < asked[0] == asked[1] and asked[2] == 2 * asked[0]


def test_the_report_names_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "model_name", lambda named: "mine 2" if named else "")
    monkeypatch.setattr(room, "transformer", lambda _: None)
    monkeypatch.setattr(needs, "transformer", lambda _: None)
    settings = Settings(statements=Statements(transformer="mine"))
    assert ("mine", "2") in [(m.name, m.version) for m in tellings.report(FERRY, settings=settings).view.made.models]
    assert "mine" not in [m.name for m in tellings.report(FERRY).view.made.models]
