"""Where the tellings come from, for the terminal: their list, who derives from whom, what each made of its parent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import RenderableType
from rich.text import Text

from tellings import views
from tellings.render import departures
from tellings.render import outline as o
from tellings.render import text_lines as lines
from tellings.render import wording as w

#: Derivations whose changes a screen shows; what is beyond is counted.
EDGES = 10


def _folder(paths: Sequence[str]) -> str:
    """The folder that all paths share, with its slash; "" when they share none."""
    first, last = min(paths), max(paths)
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    return first[: first.rfind("/", 0, same) + 1]


def legend(outline: o.Outline) -> list[RenderableType]:
    """The tellings by letter: name or headline, date, file."""
    grid = lines.grid(None, 2, None, 3)
    folder = _folder([outline.tellings[t].path for t in outline.story.tellings])
    for t in outline.story.tellings:
        told = outline.tellings[t]
        path = w.flat(told.path.removeprefix(folder))
        name = Text(outline.name(t))
        if not outline.named(t):  # its headline tells more than a file's name that is none
            name = Text(w.flat(told.headline or told.text), no_wrap=True, overflow="ellipsis", style="italic")
        grid.add_row(Text(outline.letter[t], style="cyan bold"), name, outline.date(t), Text(path, style="dim"))
    where = [Text(f"in {w.flat(folder)}", style="dim")] if folder else []
    return [lines.head("Tellings"), grid, *where]


def _edge(d: views.Derivation, said: Callable[[str], str]) -> str:
    because = f": {said(d.reasons[0].text)}" if d.reasons else ""
    doubt = "perhaps " if d.confidence < 0.5 else ""
    return f"{doubt}{w.kind(d)}, {w.sureness(d)}{because}"


def tree(outline: o.Outline) -> list[RenderableType]:
    """Who derives from whom, with the reasons."""
    if not outline.story.derivations:
        return [
            lines.head("Origins: who derives from whom"),
            Text("No telling was seen to derive from another or from a named source."),
        ]
    out: list[RenderableType] = [lines.head("Origins: who derives from whom")]
    for node in o.tree(outline):
        branch = "".join("   " if last else "│  " for last in node.last[1:-1])
        branch += ("└─ " if node.last[-1] else "├─ ") if node.depth else ""
        known = node.id in outline.rank
        name = o.parent_name(outline, node.id) + ("" if known else "  (not among these tellings)")
        notes = [_edge(node.derivation, outline.said)] if node.derivation else []
        notes += [f"also {w.phrase(d)} {o.parent_name(outline, d.parent)}, {w.sureness(d)}" for d in node.also]
        grid = lines.grid(None, 1)
        grid.padding = (0, 0)
        line = Text(name, style="bold" if known else "italic")
        for n, note in enumerate(notes):
            line.append(("  " if n == 0 else "; ") + note, style="not bold not italic dim")
        grid.add_row(Text(branch, style="dim"), line)
        out.append(grid)
    return out


def made(outline: o.Outline) -> list[RenderableType]:
    """What each telling dropped, added and changed against its parent: counts, and the words that tell most."""
    found = departures.made(outline)
    out: list[RenderableType] = [lines.head("Dropped, added, changed against the parent")] if found else []
    for one in found[:EDGES]:
        d = one.derivation
        title = Text(outline.letter[d.child], style="cyan bold").append(" from ", style="not bold not cyan dim")
        out.append(title.append(outline.letter[d.parent]).append(f": {one.line}", style="not bold not cyan"))
        grid = lines.grid(None, 1)
        for mark, places in (("  −", d.dropped), ("  +", d.added)):
            for e in departures.telling(places):
                grid.add_row(Text(mark, style="dim"), Text(w.flat(e.text), no_wrap=True, overflow="ellipsis"))
            if len(places) > departures.SHOWN:
                grid.add_row(Text(mark, style="dim"), Text(f"and {len(places) - departures.SHOWN} more", style="dim"))
        for x in one.changed[: departures.SHOWN]:
            grid.add_row(Text("  ≠", style="dim"), Text(f"{outline.said(x.about)} ({x.type})"))
        out.append(grid)
    return [*out, *lines.more(len(found) - EDGES, "derivations")]
