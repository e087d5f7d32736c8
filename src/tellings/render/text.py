"""The report for the terminal: as wide as asked, with or without colour, the same words in a pipe.

Every line ends with the letters of the tellings that show it. Letters joined by "+" share an origin, so
"A+B C" is two origins. What is left out to stay readable is counted, and the line says where all of it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from tellings import views
from tellings.render import outline as o
from tellings.render import quotes as q
from tellings.render import text_lines as lines
from tellings.render import wording as w
from tellings.render.text_differences import apart, first
from tellings.render.text_origins import legend, made, tree

#: How many of each a screen shows; what is beyond is counted. All are in JSON and HTML.
STATEMENTS, UTTERANCES, ENTRIES, PLACES = 12, 12, 15, 40
#: How many lines of the brief stand before the differences.
LINES = 5


def _brief(outline: o.Outline) -> list[RenderableType]:
    marks = {"shared": "•", "differs": "≠", "only": "◦"}
    mark = "•" if outline.single else None
    found = outline.story.brief
    most = len(found) if outline.single else LINES
    rows = [(mark or marks.get(b.role, "•"), b.text, lines.of(b.evidence)) for b in found[:most]]
    key = Text("• told alike   ≠ told differently   ◦ told by one origin alone", style="dim")
    rest = lines.more(len(found) - most, "lines")
    return [lines.head("What is told"), lines.rows(outline, rows), *([] if mark else [key]), *rest] if rows else []


def _shared(outline: o.Outline) -> list[RenderableType]:
    found = outline.shared()
    if not found:
        return [lines.head("What several say"), Text("No statement was found in more than one telling.")]
    most = [s.independent_origins.max for s in found]  # what only short tellings say has more than are counted
    many = max(outline.story.independent_origins.max, *most)
    rows: list[tuple[str, str, Iterable[str]]] = []
    for s in found[:STATEMENTS]:
        rows.append((f"{w.between(s.independent_origins):>3} of {many}", s.text, lines.of(o.sayers(s))))
        rows += [("", f"≠ {words}", tellings) for words, tellings in q.opposite(outline.story, s)]
    head = lines.head("What several say (by how many of the independent origins)")
    key = Text(
        "letters joined by + share an origin; 1–2 where it is in doubt whether others do; ≠ what others read there",
        style="dim",
    )
    return [head, lines.rows(outline, rows), key, *lines.more(len(found) - STATEMENTS, "statements")]


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
    out: list[RenderableType] = [lines.head("Who said what" if outline.single else "Who said what, in which words")]
    shown = q.best(found, UTTERANCES)
    speaker = None
    for said in shown:
        if said.speaker != speaker:
            out.append(Text(said.speaker, style="bold"))
            speaker = said.speaker
        grid = lines.grid(None, 1, None)
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
                lines.letters(outline, (quote.evidence.telling for quote in wording.quotes)),
            )
        out.append(grid)
    if any(len(s.wordings) > 1 for s in shown):
        key = "~ the same utterance in other words: {+new+} and [-missing-] against the first; much reworked, in full"
        out.append(Text(key, style="dim"))
    return [*out, *lines.more(len(found) - len(shown), "utterances")]


def _timeline(outline: o.Outline) -> list[RenderableType]:
    found = outline.story.timeline
    rows, before = [], None
    for t in found[:ENTRIES]:
        rows.append(("" if t.date == before else w.day(t.date), t.text, lines.of(t.evidence)))
        before = t.date
    return (
        [lines.head("Timeline"), lines.rows(outline, rows), *lines.more(len(found) - ENTRIES, "entries")]
        if rows
        else []
    )


def _story(outline: o.Outline) -> list[RenderableType]:
    """One story with two tellings or more."""
    story = outline.story
    out: list[RenderableType] = [
        Text(w.flat(story.headline or "(no headline)"), style="bold reverse"),
        Text(" · ".join(filter(None, (outline.verdict(), outline.span()))), style="bold"),
        *(Text(line) for line in (*outline.why(), *first(outline))),
    ]
    parts = (legend, _brief, apart, _shared, _said, _timeline, tree, made)
    for part in parts:
        out += part(outline)
    return [*out, Text()]


def _single(outlines: Sequence[o.Outline], alone: bool) -> list[RenderableType]:
    """Articles without another telling, a line each; all there is to say when there is only one."""
    grid = lines.grid(2, None, 3)
    for outline in outlines:
        (t,) = outline.story.tellings
        name = Text(outline.name(t), style="bold")
        grid.add_row(
            name, w.day(outline.tellings[t].published), w.flat(outline.story.headline or outline.tellings[t].path)
        )
    head = "Lone articles: no other telling of their event is among the inputs"
    out: list[RenderableType] = [lines.head(head), grid]
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
        lines.head("Claim"),
        Text(f"“{w.flat(claim.text)}”", style="bold"),
        Text(o.claim_verdict(claim)),
    ]
    for head, found in (("says", claim.says), ("otherwise", claim.otherwise)):
        grid = lines.grid(None, 3, 1, None)
        grid.columns[3].justify, grid.columns[3].max_width = "right", 20
        for n, c in enumerate(found[:STATEMENTS]):
            outline = of[c.story]
            first = c.tellings[0]
            names = ", ".join(dict.fromkeys(outline.name(e.telling) for e in c.tellings))
            words = Text(w.flat(first.text)).append(f"  {names}", style="dim")
            grid.add_row(
                head if n == 0 else "",
                words,
                Text(w.flat(c.why), style="dim"),
                lines.letters(outline, lines.of(c.tellings)),
            )
        out += [grid, *lines.more(len(found) - STATEMENTS, "statements")] if found else []
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
            grid = lines.grid(2, 3)
            for path, text in rows[:PLACES]:
                grid.add_row(w.flat(path), w.flat(text))
            out += [lines.head(head), grid, *lines.more(len(rows) - PLACES, "lines")]
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
