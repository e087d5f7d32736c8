"""Linear algebra on one thread while rooms look at stories, and as before when they are done."""

from __future__ import annotations

import os

import pytest

from tellings.engine import threads


@pytest.fixture
def calls(monkeypatch):
    """A library that remembers how many threads it was told to use."""
    state = {"threads": 4, "told": []}

    def tell(many: int) -> None:
        state["threads"] = many
        state["told"].append(many)

    monkeypatch.setattr(threads, "_calls", lambda: (lambda: state["threads"], tell))
    for name in threads._SAID:
        monkeypatch.delenv(name, raising=False)
    return state


def test_one_thread_within_and_as_many_as_before_behind(calls):
    with threads.one_thread():
        assert calls["threads"] == 1
        with threads.one_thread():
            assert calls["threads"] == 1
    assert calls["threads"] == 4


def test_an_error_leaves_the_threads_as_they_were(calls):
    with pytest.raises(ValueError), threads.one_thread():
        raise ValueError
    assert calls["threads"] == 4


@pytest.mark.parametrize("name", threads._SAID)
def test_what_the_user_has_set_stands(calls, monkeypatch, name):
    monkeypatch.setenv(name, "3")
    with threads.one_thread():
        pass
    assert calls["told"] == []


def test_without_a_library_that_can_be_told_nothing_happens(calls, monkeypatch):
    monkeypatch.setattr(threads, "_calls", lambda: None)
    with threads.one_thread():
        assert calls["threads"] == 4


def test_numpys_own_library_is_told(monkeypatch):
    found = threads._calls()
    if found is None:
        pytest.skip("numpy is linked against a library that cannot be told")
    for name in threads._SAID:
        monkeypatch.delenv(name, raising=False)
    ask, _ = found
    before = ask()
    with threads.one_thread():
        assert ask() == 1
    assert ask() == before <= (os.cpu_count() or before)
