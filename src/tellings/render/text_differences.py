"""What the tellings tell differently, for the terminal: points, headlines, names, and what stands in one telling."""

from __future__ import annotations

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tellings import views
from tellings.render import collation, departures, differences
from tellings.render import outline as o
from tellings.render import quotes as q
from tellings.render import text_lines as lines
from tellings.render import wording as w

#: How many of each a screen shows; what is beyond is counted. All are in JSON and HTML.
DIFFERENCES, HEADLINES, NAMES, ALONE, FORMS = 15, 12, 15, 3, 2
_TYPE_STYLE = {"contradiction": "bold red", "update": "bold yellow"}


def _readings(outline: o.Outline, d: views.Discrepancy) -> Table:
    grid = lines.grid(None, 3, 2, None)
    grid.columns[3].justify, grid.columns[3].max_width = "right", 20
    parted = {x for r in d.readings for x in r.origins if sum(x in other.origins for other in d.readings) > 1}
    for reading in d.readings:
        words = q.shown(reading)
        named = ((outline.origin(outline.origins[x]), x) for x in reading.origins if x in outline.origins)
        labels = dict.fromkeys(f"{label} (in part)" if x in parted else label for label, x in named)
        shown = " / ".join(f"“{form}”" for form in words[:FORMS])
        if len(words) > FORMS:
            shown += f" and {w.plural(len(words) - FORMS, 'more way')}"
        grid.add_row(
            " ", Text(shown), Text(", ".join(labels), style="dim"), lines.letters(outline, lines.of(reading.evidence))
        )
    return grid


def first(outline: o.Outline) -> list[str]:
    """What is told differently above all, in a line at the head of the story."""
    listed, rest = differences.first(outline.story.discrepancies)
    named = " · ".join(filter(None, (*(outline.said(d.about) for d in listed), rest)))
    return [f"Told differently: {named}"] if listed else []


def _points(outline: o.Outline) -> list[RenderableType]:
    found = outline.story.discrepancies
    out: list[RenderableType] = [lines.head("Where they differ")]
    if not found:
        out.append(Text("No difference was found in what the tellings share."))
    n = 0
    for group in differences.groups(found, DIFFERENCES):
        if group.open:
            out.append(Text(group.title, style="bold"))
        for d in group.open:
            n += 1
            title = Text(f"{n}. ", style="dim").append(outline.said(d.about), style="bold not dim")
            title.append(f"  {d.type}", style=_TYPE_STYLE.get(d.type, "not dim")).append(f", {d.kind}", style="dim")
            out += [title, _readings(outline, d)]
        out += lines.more(len(group.folded), f"under {group.title.lower()}")
    return out + [Text(f"The page of {outline.letter[t]} is {said}.") for t, said in outline.misdated()]


def _spellings(outline: o.Outline) -> list[RenderableType]:
    found = outline.spellings()
    rows = []
    for e, listed in found[:NAMES]:
        forms = ", ".join(f"{w.flat(f.form)} ({lines.letters(outline, f.tellings)})" for f in listed)
        rows.append(("", f"{w.flat(e.canonical)}: {forms}", ()))
    return (
        [lines.head("Names as they are written"), lines.rows(outline, rows), *lines.more(len(found) - NAMES, "names")]
        if rows
        else []
    )


def _headlines(outline: o.Outline, found: collation.Collation) -> list[RenderableType]:
    shown = [("", h.words, h.tellings) for h in found.headlines[:HEADLINES]]
    rest = lines.more(len(found.headlines) - HEADLINES, "headlines")
    return [Text("Headlines", style="bold"), lines.rows(outline, shown), *rest] if shown else []


def _alone(outline: o.Outline, found: collation.Collation) -> list[RenderableType]:
    if not found.alone:
        return []
    out: list[RenderableType] = [lines.head("Found in one telling")]
    for x in found.alone:
        shown = departures.telling(x.adds or x.again, ALONE)
        rows = [(outline.letter[x.telling] if n == 0 else "", e.text, ()) for n, e in enumerate(shown)]
        rest = len(x.adds) + len(x.again) - len(shown)
        out += [lines.rows(outline, rows), *lines.more(rest, f"of {outline.letter[x.telling]}'s")]
    return out


def apart(outline: o.Outline) -> list[RenderableType]:
    """Everything in which the tellings differ: points, headlines, names as they are written, what one has alone."""
    found = collation.collated(outline)
    beside = f"{w.plural(len(found.passages), 'passage')} in each telling's own words, side by side: --format html"
    note = [Text(beside, style="italic dim")] if found.passages else []
    return [*_points(outline), *note, *_headlines(outline, found), *_spellings(outline), *_alone(outline, found)]
