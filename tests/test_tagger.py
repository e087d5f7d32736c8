"""The tagger's memory: a pipeline that has read too many new words is loaded afresh, and tags as before."""

from __future__ import annotations

import pytest

from tellings.models import tagger

WORDS = " ".join(f"{a}{b}{c}" for a in ("bra", "kel", "to", "mu") for b in ("vin", "dor", "sap") for c in ("ex", "ul"))
TEXT = f"The mayor of Velby spoke of {WORDS} on Tuesday, and left."


def test_a_pipeline_of_too_many_words_is_loaded_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    first = tagger.english("en_core_web_sm")
    assert tagger.english("en_core_web_sm") is first
    told = list(first.tag([TEXT]))
    assert first.learnt() > 0
    monkeypatch.setattr(tagger, "MOST_WORDS", 0)
    second = tagger.english("en_core_web_sm")
    assert second is not first
    assert second.learnt() == 0
    assert list(second.tag([TEXT])) == told
