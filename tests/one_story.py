"""Runs invented tellings of one event through the rooms, for tests of what stands behind them."""

from __future__ import annotations

from typing import Any

from tellings.project import Project
from tellings.records import Capture
from tellings.schema import TABLE_OF, content_id, to_rows
from tellings.settings import Settings, Stories


class Tables:
    """The finished tables of one story; article ids read as the names of the tellings."""

    def __init__(self, texts: dict[str, tuple[str, str | None]]) -> None:
        self.project = Project(settings=Settings(stories=Stories(one_story=True)))
        captures = []
        for n, (name, (text, date)) in enumerate(texts.items()):
            key = content_id(name, text)
            captures.append(
                Capture(key, f"{name}.txt", n, "text", text, content_id(text), name, None, None, date, None, "en")
            )
        self.name = {c.id: c.source for c in captures}
        self.project.add(captures)
        self.project.run()
        self.text = {a.id: a.text for a in self.rows_of("articles")}

    def rows_of(self, table: str) -> list[Any]:
        record = next(r for r, name in TABLE_OF.items() if name == table)
        return to_rows(self.project.engine.read(f'SELECT * FROM "{table}"'), record)

    def statements(self) -> list[dict[str, str]]:
        """Each statement of two tellings or more: telling -> what it says there."""
        by: dict[str, dict[str, str]] = {}
        for m in self.rows_of("statement_members"):
            by.setdefault(m.statement, {})[self.name[m.article]] = self.text[m.article][m.begin : m.end]
        return [by[key] for key in sorted(by) if len(by[key]) > 1]

    def differences(self) -> list[tuple[str, str, dict[str, dict[str, str]]]]:
        """Kind, type and readings (value -> telling -> words shown), the gravest first."""
        readings: dict[str, dict[str, dict[str, str]]] = {}
        for r in self.rows_of("readings"):
            shown = {self.name[e.article]: self.text[e.article][e.begin : e.end] for e in r.evidence}
            readings.setdefault(r.discrepancy, {})[r.value] = shown
        found = sorted(self.rows_of("discrepancies"), key=lambda d: d.rank)
        return [(d.kind, d.type, readings[d.id]) for d in found]


def told(**texts: str | tuple[str, str]) -> Tables:
    """Tellings by name: a text, or a text and its date."""
    return Tables({name: value if isinstance(value, tuple) else (value, None) for name, value in texts.items()})
