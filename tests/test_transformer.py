"""The optional sentence transformer: it settles unsure pairs, and is asked for nothing else."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from one_story import told
from tellings.cli import main
from tellings.collate import alignment
from tellings.collate.alignment import links, units_of
from tellings.collate.alignment_settled import UNSURE, Settling
from tellings.errors import ModelError
from tellings.models import transformer as module
from tellings.models.transformer import CARRIED, transformer
from tellings.project import Project
from tellings.settings import Settings, Statements
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
