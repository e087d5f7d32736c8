"""One table of kinds of streets."""

from __future__ import annotations

import re

from tellings.text.streets import FULL, KIND_OF, SHORT, capitals


def test_every_form_stands_for_one_kind() -> None:
    assert set(KIND_OF) == {*FULL, *SHORT}
    assert set(KIND_OF.values()) == set(FULL)
    assert len(FULL) + len(SHORT) == len(KIND_OF)


def test_the_pattern_takes_forms_with_a_capital() -> None:
    kinds = re.compile(rf"(?:{capitals(KIND_OF)})\b")
    assert kinds.fullmatch("Blvd") and kinds.fullmatch("Street")
    assert not kinds.fullmatch("street")
