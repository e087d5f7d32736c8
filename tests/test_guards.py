"""A guard names what stands in whatever a pattern matches."""

from tellings.text.guards import DIGIT, guard


def test_a_guard_names_what_a_pattern_cannot_do_without():
    needs = guard(r"(?<!\w)(?i:the )?(?:early )?(?P<m>January|June) (?P<d>\d\d?)")
    assert frozenset({"january", "june"}) in needs and frozenset({DIGIT}) in needs
    assert guard(r"\w+ly|x?") == ()
