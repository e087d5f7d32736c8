"""The tagger in a process beside the program: the same words, the same errors, and no report lost with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")

PROGRAM = """
from tellings.models import beside
from tellings.models.tagger import tagger
beside.begin({model!r})
begun = beside._BEGUN.get({model!r})
text = ["The ferry hit the pier, police said. Nobody was hurt.", ""]
{then}
"""


def _run(then: str, model: str = "en_core_web_sm") -> str:
    code = PROGRAM.format(model=model, then=then)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120).stdout


def test_it_tags_as_this_process_does() -> None:
    then = "mine = tagger('en', 'en_core_web_sm')\nnear = beside.nearest('en', 'en_core_web_sm')\n"
    assert _run(then + "print(list(near.tag(text)) == list(mine.tag(text)))").strip() == "True"


def test_a_missing_model_is_named() -> None:
    then = "try:\n    list(begun.tag(text)) if begun else tagger('en', 'no_such_model')\n"
    out = _run(then + "except Exception as e:\n    print(type(e).__name__, e)", "no_such_model")
    assert out.startswith("ModelError") and "no_such_model" in out


def test_its_death_loses_nothing() -> None:
    then = "import os, signal\nif begun: os.kill(begun.child, signal.SIGKILL)\n"
    then += "print(sum(len(words) for words in beside.nearest('en', 'en_core_web_sm').tag(text)) > 5)"
    assert _run(then).strip() == "True"


def test_other_languages_need_no_model() -> None:
    assert _run("print(len(next(iter(beside.nearest('vi', 'en_core_web_sm').tag(text)))) > 3)").strip() == "True"
