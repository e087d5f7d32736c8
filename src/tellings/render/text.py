"""The report for the terminal: as wide as asked, with or without colour, the same words in a pipe.

Every line ends with the letters of the tellings that show it. Letters joined by "+" share an origin, so
"A+B C" is two origins. What is left out to stay readable is counted, and the line says where all of it is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tellings import views
from tellings.render import departures, differences
from tellings.render import outline as o
from tellings.render import quotes as q
from tellings.render import wording as w

#: How many of each a screen shows; what is beyond is counted. All are in JSON and HTML.
STATEMENTS, DIFFERENCES, UTTERANCES, ENTRIES, ALONE, PLACES, FORMS, EDGES = 12, 15, 12, 15, 3, 40, 2, 10
#: How many lines of the brief stand before the differences.
LINES = 5
_TYPE_STYLE = {"contradiction": "bold red", "update": "bold yellow"}


def _grid(*ratios: int | None) -> Table:
    """Columns without lines; a number is a share of the width, None as wide as its words."""
    table = Table.grid(padding=(0, 1), expand=True, pad_edge=False)
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold", no_wrap=False)
    return table


def _head(title: str) -> RenderableType:
    return Group(Text(), Rule(Text(title.upper(), style="bold"), align="left", characters="─", style="dim"))


def _more(hidden: int, what: str) -> list[RenderableType]:
    text = f"{hidden:,} more {what}; --format json and --format html have all"
    return [Text(text, style="italic dim")] if hidden > 0 else []


def _letters(outline: o.Outline, tellings: Iterable[str]) -> Text:
    """Letters of the tellings, those of one origin joined by "+"; none where there is only one telling."""
    if outline.single:
        return Text()
    groups = ["+".join(outline.letter[t] for t in c.tellings) for c in outline.clusters(tellings)]
    return Text(" ".join(groups), style="cyan")


def _of(evidence: Iterable[views.Evidence | views.ReadingEvidence]) -> list[str]:
    return [e.telling for e in evidence]


def _folder(paths: Sequence[str]) -> str:
    """The folder that all paths share, with its slash; "" when they share none."""
    first, last = min(paths), max(paths)
    same = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    return first[: first.rfind("/", 0, same) + 1]


def _legend(outline: o.Outline) -> list[RenderableType]:
    grid = _grid(None, 2, None, 3)
    folder = _folder([outline.tellings[t].path for t in outline.story.tellings])
    for t in outline.story.tellings:
        told = outline.tellings[t]
        path = w.flat(told.path.removeprefix(folder))
        name = Text(outline.name(t))
        if not outline.named(t):  # its headline tells more than a file's name that is none
            name = Text(w.flat(told.headline or told.text), no_wrap=True, overflow="ellipsis", style="italic")
        grid.add_row(Text(outline.letter[t], style="cyan bold"), name, outline.date(t), Text(path, style="dim"))
    where = [Text(f"in {w.flat(folder)}", style="dim")] if folder else []
    return [_head("Tellings"), grid, *where]


def _edge(d: views.Derivation, said: Callable[[str], str]) -> str:
    because = f": {said(d.reasons[0].text)}" if d.reasons else ""
    doubt = "perhaps " if d.confidence < 0.5 else ""
    return f"{doubt}{w.kind(d)}, {w.sureness(d)}{because}"


def _tree(outline: o.Outline) -> list[RenderableType]:
    if not outline.story.derivations:
        return [
            _head("Origins: who derives from whom"),
            Text("No telling was seen to derive from another or from a named source."),
        ]
    out: list[RenderableType] = [_head("Origins: who derives from whom")]
    for node in o.tree(outline):
        branch = "".join("   " if last else "│  " for last in node.last[1:-1])
        branch += ("└─ " if node.last[-1] else "├─ ") if node.depth else ""
        known = node.id in outline.rank
        name = o.parent_name(outline, node.id) + ("" if known else "  (not among these tellings)")
        notes = [_edge(node.derivation, outline.said)] if node.derivation else []
        notes += [f"also {w.phrase(d)} {o.parent_name(outline, d.parent)}, {w.sureness(d)}" for d in node.also]
        grid = _grid(None, 1)
        grid.padding = (0, 0)
        line = Text(name, style="bold" if known else "italic")
        for n, note in enumerate(notes):
            line.append(("  " if n == 0 else "; ") + note, style="not bold not italic dim")
        grid.add_row(Text(branch, style="dim"), line)
        out.append(grid)
    return out


def _made(outline: o.Outline) -> list[RenderableType]:
    """What each telling dropped, added and changed against its parent: counts, and the words that tell most."""
    found = departures.made(outline)
    out: list[RenderableType] = [_head("Dropped, added, changed against the parent")] if found else []
    for one in found[:EDGES]:
        d = one.derivation
        title = Text(outline.letter[d.child], style="cyan bold").append(" from ", style="not bold not cyan dim")
        out.append(title.append(outline.letter[d.parent]).append(f": {one.line}", style="not bold not cyan"))
        grid = _grid(None, 1)
        for mark, places in (("  −", d.dropped), ("  +", d.added)):
            for e in departures.telling(places):
                grid.add_row(Text(mark, style="dim"), Text(w.flat(e.text), no_wrap=True, overflow="ellipsis"))
            if len(places) > departures.SHOWN:
                grid.add_row(Text(mark, style="dim"), Text(f"and {len(places) - departures.SHOWN} more", style="dim"))
        for x in one.changed[: departures.SHOWN]:
            grid.add_row(Text("  ≠", style="dim"), Text(f"{outline.said(x.about)} ({x.type})"))
        out.append(grid)
    return [*out, *_more(len(found) - EDGES, "derivations")]


def _rows(outline: o.Outline, rows: Sequence[tuple[str, str, Iterable[str]]]) -> Table:
    """A mark, the words, and who says so."""
    grid = _grid(None, 1, None)
    grid.columns[0].no_wrap = grid.columns[2].no_wrap = False
    grid.columns[2].justify, grid.columns[2].max_width = "right", 20
    for mark, words, tellings in rows:
        grid.add_row(Text(mark, style="dim"), Text(w.flat(words)), _letters(outline, tellings))
    return grid


def _brief(outline: o.Outline) -> list[RenderableType]:
    marks = {"shared": "•", "differs": "≠", "only": "◦"}
    mark = "•" if outline.single else None
    found = outline.story.brief
    most = len(found) if outline.single else LINES
    rows = [(mark or marks.get(b.role, "•"), b.text, _of(b.evidence)) for b in found[:most]]
    key = Text("• told alike   ≠ told differently   ◦ told by one origin alone", style="dim")
    rest = _more(len(found) - most, "lines")
    return [_head("What is told"), _rows(outline, rows), *([] if mark else [key]), *rest] if rows else []


def _shared(outline: o.Outline) -> list[RenderableType]:
    found = outline.shared()
    if not found:
        return [_head("What several say"), Text("No statement was found in more than one telling.")]
    most = [s.independent_origins.max for s in found]  # what only short tellings say has more than are counted
    many = max(outline.story.independent_origins.max, *most)
    rows: list[tuple[str, str, Iterable[str]]] = []
    for s in found[:STATEMENTS]:
        rows.append((f"{w.between(s.independent_origins):>3} of {many}", s.text, _of(o.sayers(s))))
        rows += [("", f"≠ {words}", tellings) for words, tellings in q.opposite(outline.story, s)]
    head = _head("What several say (by how many of the independent origins)")
    key = Text(
        "letters joined by + share an origin; 1–2 where it is in doubt whether others do; ≠ what others read there",
        style="dim",
    )
    return [head, _rows(outline, rows), key, *_more(len(found) - STATEMENTS, "statements")]


def _readings(outline: o.Outline, d: views.Discrepancy) -> Table:
    grid = _grid(None, 3, 2, None)
    grid.columns[3].justify, grid.columns[3].max_width = "right", 20
    parted = {x for r in d.readings for x in r.origins if sum(x in other.origins for other in d.readings) > 1}
    for reading in d.readings:
        words = q.shown(reading)
        named = ((outline.origin(outline.origins[x]), x) for x in reading.origins if x in outline.origins)
        labels = dict.fromkeys(f"{label} (in part)" if x in parted else label for label, x in named)
        shown = " / ".join(f"“{form}”" for form in words[:FORMS])
        if len(words) > FORMS:
            shown += f" and {w.plural(len(words) - FORMS, 'more way')}"
        grid.add_row(" ", Text(shown), Text(", ".join(labels), style="dim"), _letters(outline, _of(reading.evidence)))
    return grid


def _first(outline: o.Outline) -> list[str]:
    """What is told differently above all, in a line at the head of the story."""
    listed, rest = differences.first(outline.story.discrepancies)
    named = " · ".join(filter(None, (*(outline.said(d.about) for d in listed), rest)))
    return [f"Told differently: {named}"] if listed else []


def _differences(outline: o.Outline) -> list[RenderableType]:
    found = outline.story.discrepancies
    out: list[RenderableType] = [_head("Where they differ")]
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
        out += _more(len(group.folded), f"under {group.title.lower()}")
    return out + [Text(f"The page of {outline.letter[t]} is {said}.") for t, said in outline.misdated()]


def _changes(wording: q.Wording) -> Text:
    """A wording; against the fullest one, new words in {+ +} and missing ones in [- -]."""
    if not any(op != "same" for op, _ in wording.change):
        return Text(wording.words)
    text = Text()
    for op, words in wording.change:
        lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        core = words.strip()
        if op == "same" or not core:
            text.append(words if op != "gone" else " ")
        elif op == "new":
            text.append(f"{lead}{{+{core}+}}{tail}", style="green")
        else:
            text.append(f"{lead}[-{core}-]{tail}", style="red")
    return text


def _said(outline: o.Outline) -> list[RenderableType]:
    found = q.utterances(outline)
    if not found:
        return []
    out: list[RenderableType] = [_head("Who said what" if outline.single else "Who said what, in which words")]
    shown = q.best(found, UTTERANCES)
    speaker = None
    for said in shown:
        if said.speaker != speaker:
            out.append(Text(said.speaker, style="bold"))
            speaker = said.speaker
        grid = _grid(None, 1, None)
        grid.columns[2].justify, grid.columns[2].max_width = "right", 20
        for n, wording in enumerate(said.wordings):
            words = _changes(wording)
            if said.direct:
                words = Text("“").append_text(words).append("”")
            if wording.speaker:
                words.append(f"  said by {wording.speaker}", style="yellow")
            if wording.drift:
                words.append(f"  {', '.join(wording.drift)}", style="yellow")
            grid.add_row(
                "  " if n == 0 else "  ~",
                words,
                _letters(outline, (quote.evidence.telling for quote in wording.quotes)),
            )
        out.append(grid)
    if any(len(s.wordings) > 1 for s in shown):
        key = "~ the same utterance in other words: {+new+} and [-missing-] against the first; much reworked, in full"
        out.append(Text(key, style="dim"))
    return [*out, *_more(len(found) - len(shown), "utterances")]


def _timeline(outline: o.Outline) -> list[RenderableType]:
    found = outline.story.timeline
    rows, before = [], None
    for t in found[:ENTRIES]:
        rows.append(("" if t.date == before else w.day(t.date), t.text, _of(t.evidence)))
        before = t.date
    return [_head("Timeline"), _rows(outline, rows), *_more(len(found) - ENTRIES, "entries")] if rows else []


def _spellings(outline: o.Outline) -> list[RenderableType]:
    found = outline.spellings()
    rows = []
    for e, listed in found[:ENTRIES]:
        forms = ", ".join(f"{w.flat(f.form)} ({_letters(outline, f.tellings)})" for f in listed)
        rows.append(("", f"{w.flat(e.canonical)}: {forms}", ()))
    return (
        [_head("Names as they are written"), _rows(outline, rows), *_more(len(found) - ENTRIES, "names")]
        if rows
        else []
    )


def _alone(outline: o.Outline) -> list[RenderableType]:
    found = outline.alone()
    if not found:
        return []
    out: list[RenderableType] = [_head("Only in one telling")]
    for t, listed in found:
        rows = [(outline.letter[t] if n == 0 else "", s.text, ()) for n, s in enumerate(listed[:ALONE])]
        out += [_rows(outline, rows), *_more(len(listed) - ALONE, f"of {outline.letter[t]}'s")]
    return out


def _story(outline: o.Outline) -> list[RenderableType]:
    """One story with two tellings or more."""
    story = outline.story
    out: list[RenderableType] = [
        Text(w.flat(story.headline or "(no headline)"), style="bold reverse"),
        Text(" · ".join(filter(None, (outline.verdict(), outline.span()))), style="bold"),
        *(Text(line) for line in (*outline.why(), *_first(outline))),
    ]
    parts = (_legend, _brief, _differences, _shared, _said, _timeline, _tree, _made, _spellings, _alone)
    for part in parts:
        out += part(outline)
    return [*out, Text()]


def _single(outlines: Sequence[o.Outline], alone: bool) -> list[RenderableType]:
    """Articles without another telling, a line each; all there is to say when there is only one."""
    grid = _grid(2, None, 3)
    for outline in outlines:
        (t,) = outline.story.tellings
        name = Text(outline.name(t), style="bold")
        grid.add_row(
            name, w.day(outline.tellings[t].published), w.flat(outline.story.headline or outline.tellings[t].path)
        )
    head = "Lone articles: no other telling of their event is among the inputs"
    out: list[RenderableType] = [_head(head), grid]
    return [*_lone(outlines[0]), Text()] if alone and len(outlines) == 1 else out


def _lone(outline: o.Outline) -> list[RenderableType]:
    """The only article there is."""
    (t,) = outline.story.tellings
    told = outline.tellings[t]
    out: list[RenderableType] = [
        Text(w.flat(outline.story.headline or "(no headline)"), style="bold reverse"),
        Text(" · ".join(filter(None, ("1 telling", outline.name(t), outline.date(t)))), style="bold"),
        *(Text(line) for line in outline.why()),
    ]
    credits = list(dict.fromkeys(f"{w.flat(c.agency)} ({c.how})" for c in told.credits))
    if credits:
        out.append(Text(f"Credits: {', '.join(credits)}"))
    for part in (_brief, _said, _timeline):
        out += part(outline)
    return out


def _claim(claim: views.Claim, outlines: Sequence[o.Outline]) -> list[RenderableType]:
    """Who says it and who says otherwise."""
    of = {x.story.id: x for x in outlines}
    out: list[RenderableType] = [
        _head("Claim"),
        Text(f"“{w.flat(claim.text)}”", style="bold"),
        Text(o.claim_verdict(claim)),
    ]
    for head, found in (("says", claim.says), ("otherwise", claim.otherwise)):
        grid = _grid(None, 3, 1, None)
        grid.columns[3].justify, grid.columns[3].max_width = "right", 20
        for n, c in enumerate(found[:STATEMENTS]):
            outline = of[c.story]
            first = c.tellings[0]
            names = ", ".join(dict.fromkeys(outline.name(e.telling) for e in c.tellings))
            words = Text(w.flat(first.text)).append(f"  {names}", style="dim")
            grid.add_row(
                head if n == 0 else "", words, Text(w.flat(c.why), style="dim"), _letters(outline, _of(c.tellings))
            )
        out += [grid, *_more(len(found) - STATEMENTS, "statements")] if found else []
    return [*out, Text()]


def _margin(report: views.Report) -> list[RenderableType]:
    """What was not read, and what to know about the rest."""
    out: list[RenderableType] = []
    for head, rows in (
        ("Not read", [(d.path, d.reason) for d in report.drops]),
        ("Notes", [(n.path, n.text) for n in report.notes]),
        ("Judgements", o.judgements(report)),
    ):
        if rows:
            grid = _grid(2, 3)
            for path, text in rows[:PLACES]:
                grid.add_row(w.flat(path), w.flat(text))
            out += [_head(head), grid, *_more(len(rows) - PLACES, "lines")]
    return out


def to_text(report: views.Report, width: int = 100, colour: bool = False) -> str:
    """The report as text, at most `width` columns wide; ANSI colours only when asked for."""
    tellings = {t.id: t for t in report.tellings}
    outlines = [o.Outline(story, tellings) for story in report.stories]
    several = [x for x in outlines if len(x.story.tellings) > 1]
    single = [x for x in outlines if len(x.story.tellings) == 1]
    parts: list[RenderableType] = _claim(report.claim, outlines) if report.claim else []
    if len(several) + bool(single) > 1:
        parts.append(
            Text(f"{w.plural(len(several), 'story', 'stories')}, {w.plural(len(single), 'lone article')}", style="dim")
        )
    for outline in several:
        parts += _story(outline)
    if single:
        parts += _single(single, alone=not several)
    parts += _margin(report)
    file = io.StringIO()
    console = Console(
        file=file, width=max(width, 40), force_terminal=colour, no_color=not colour, highlight=False, markup=False,
        color_system="standard" if colour else None, legacy_windows=False,
    )  # fmt: skip
    console.print(Padding(Group(*parts), 0))
    return "\n".join(line.rstrip() for line in file.getvalue().rstrip().split("\n")) + "\n"
