"""Whose reading a compilation has. Invented."""

from __future__ import annotations

from tellings.collate.discrepancies_sources import by_source
from tellings.records import Derivation, Evidence, OriginMember, Reading


def test_a_compilation_has_each_reading_from_the_parent_that_reads_so() -> None:
    members = [OriginMember("s", o, a) for o, a in (("wire", "ap"), ("own", "ledger"), ("wire", "both"))]
    made = [Derivation("s", "both", p, "rewrite", 0.9) for p in ("ap", "ledger")]

    def reading(value: str, *tellings: str) -> Reading:
        spans = tuple(Evidence(a, 0, 9) for a in tellings)
        return Reading("s", "d", 0, value, ("wire",), spans, spans)

    rows = [reading("34", "ledger", "both"), reading("43", "ap", "both"), reading("36", "both"), "other"]
    found = list(by_source(rows, made, members))
    assert [r.origins for r in found[:3] if isinstance(r, Reading)] == [("own",), ("wire",), ("wire",)]
    assert found[3] == "other"
