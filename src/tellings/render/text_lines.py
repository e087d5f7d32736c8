"""Lines of the terminal report: columns without rules, headings, letters of tellings, what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tellings import views
from tellings.render import outline as o
from tellings.render import wording as w


def grid(*ratios: int | None) -> Table:
    """Columns without lines; a number is a share of the width, None as wide as its words."""
    table = Table.grid(padding=(0, 1), expand=True, pad_edge=False)
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold", no_wrap=False)
    return table


def head(title: str) -> RenderableType:
    """A section's heading."""
    return Group(Text(), Rule(Text(title.upper(), style="bold"), align="left", characters="─", style="dim"))


def more(hidden: int, what: str) -> list[RenderableType]:
    """How many there are beyond those that are shown; nothing where all are."""
    text = f"{hidden:,} more {what}; --format json and --format html have all"
    return [Text(text, style="italic dim")] if hidden > 0 else []


def letters(outline: o.Outline, tellings: Iterable[str]) -> Text:
    """Letters of the tellings, those of one origin joined by "+"; none where there is only one telling."""
    if outline.single:
        return Text()
    groups = ["+".join(outline.letter[t] for t in c.tellings) for c in outline.clusters(tellings)]
    return Text(" ".join(groups), style="cyan")


def of(evidence: Iterable[views.Evidence | views.ReadingEvidence]) -> list[str]:
    """The tellings of some evidence."""
    return [e.telling for e in evidence]


def rows(outline: o.Outline, listed: Sequence[tuple[str, str, Iterable[str]]]) -> Table:
    """A mark, the words, and who says so."""
    table = grid(None, 1, None)
    table.columns[2].justify, table.columns[2].max_width = "right", 20
    for mark, words, tellings in listed:
        table.add_row(Text(mark, style="dim"), Text(w.flat(words)), letters(outline, tellings))
    return table
