"""The attribute ruler's matches are remembered, and are the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.models.ruler import Remembered, Values
from tellings.models.tagger import english

TEXTS = [
    "The mayor of Tellmouth said she'd not been told. It wasn't clear who had let's-go'd the barge.",
    "There are two, but \"it's gonna hold,\" he said; y'all don't know what they've got.",
    "C'm on, let's go: ain't nothin' here.  \t Two spaces, and a tab. What that is I can't say.",
    "That the lock would close was once doubted. They do have to have it done, don't they?",
]
WORDS = "let 's gon na got ta there are is it I you that do does had not n't c'm on ' y all the council said".split()


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return english("en_core_web_sm")._nlp  # type: ignore[attr-defined]


def matches(pipeline: Any, text: str) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """Remembered and plain, in order."""
    doc = pipeline.make_doc(text)
    for name, component in pipeline.pipeline:
        if name == "attribute_ruler":
            break
        doc = component(doc)
    matcher = pipeline.get_pipe("attribute_ruler").matcher
    assert isinstance(matcher, Remembered)
    how = {"allow_missing": True, "as_spans": False}
    return sorted(matcher(doc, **how)), sorted(matcher._matcher(doc, **how))


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_remembered_is_what_is_found(pipeline: Any, text: str) -> None:
    for _ in range(2):  # the second time all of it is remembered
        remembered, found = matches(pipeline, text)
        assert remembered == found
        assert found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_in_any_order_of_words(pipeline: Any, words: list[str]) -> None:
    remembered, found = matches(pipeline, " ".join(words))
    assert remembered == found


def test_patterns_that_look_further_are_left_alone() -> None:
    with pytest.raises(ValueError):
        Remembered(None, [[{"TAG": "NN"}, {"TAG": "NN"}]])
    with pytest.raises(ValueError):
        Remembered(None, [[{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}]])
    with pytest.raises(ValueError):
        Remembered(None, [[{"LEMMA": "be"}]])
    with pytest.raises(ValueError):
        Values([{"FUZZY": "be"}])


def test_a_remembered_matcher_that_is_being_made_lacks_what_any_object_would() -> None:
    """As copying and unpickling ask of one that has no attributes yet."""
    with pytest.raises(AttributeError):
        _ = Remembered.__new__(Remembered).anything
