"""What is sought first, because it is found in less time, stands in whatever the slower pattern finds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.collate import (
    origins_cited,
    origins_documents,
    timeline_events,
    variants_addresses,
    variants_extent,
)

_LETTERS = st.characters(min_codepoint=32, max_codepoint=126)
FIRST: list[tuple[re.Pattern[str], Callable[[str], bool]]] = [
    (timeline_events._NOTES, lambda found: any(map(found.lower().__contains__, timeline_events._NOTING))),
    (origins_cited._CUE, lambda found: any(map(found.__contains__, origins_cited._CUES))),
    (origins_cited._KIND_BEFORE, lambda found: found.rstrip().endswith(origins_cited._KINDS)),
    (origins_documents._HANDS_ON, lambda found: any(map(found.__contains__, origins_documents._DOCUMENTS))),
    (variants_addresses._ADDRESS, lambda found: variants_addresses._HINT.search(found) is not None),
    (variants_extent._NONE_GRAVE, lambda found: any(map(found.lower().__contains__, variants_extent._GRAVELY))),
    (variants_extent._SOME_GRAVE, lambda found: any(map(found.lower().__contains__, variants_extent._GRAVELY))),
]


@pytest.mark.parametrize(("pattern", "first"), FIRST)
@settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_what_is_sought_first_stands_in_what_is_found(
    pattern: re.Pattern[str], first: Callable[[str], bool], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern, alphabet=_LETTERS))
    found = pattern.search(text)
    assert found is None or first(found[0] if not pattern.pattern.endswith("$") else text)
