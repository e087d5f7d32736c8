"""Settings from TOML: what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tellings.errors import SettingsError
from tellings.settings import Settings, load


def _write(folder: Path, text: str) -> Path:
    path = folder / "my.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_named_keeps_its_default(tmp_path: Path) -> None:
    read = load(_write(tmp_path, "[stories]\none_story = true\nmost = 1\n"))
    assert read.stories.one_story is True and read.stories.most == 1.0
    assert read.articles == Settings().articles


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[storys]\n", "no stage 'storys'"),
        ("[stories]\nthresh = 1\n", "no setting 'thresh'"),
        ("[stories]\none_story = 1\n", "must be bool"),
        ("[articles]\nmin_words = true\n", "must be int"),
        ("stories = 3\n", "must be a table"),
        ("[stories\n", "not TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        load(_write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load(tmp_path / "none.toml")
