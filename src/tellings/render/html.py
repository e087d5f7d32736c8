"""The report as one page: opens from disk, asks nothing of any server, prints, works without scripts.

Every text in it is untrusted: the template escapes all of it, only http addresses become links, and the
page forbids itself everything but its own style and its one script (by its hash).
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tellings import views
from tellings.render import collation, departures, differences, html_texts, picture
from tellings.render import outline as o
from tellings.render import quotes as q
from tellings.render import wording as w
from tellings.render.json import check, plain

HERE = Path(__file__).parent
#: Hues of the first origins; told apart by letter and grouping too, never by colour alone.
HUES = (212, 28, 150, 330, 265, 52, 182, 2, 95, 300)
#: Shown at once; the rest opens on request, so nothing is left out.
OPEN_STATEMENTS, OPEN_UTTERANCES, OPEN_BRIEF, OPEN_NAMES, OPEN_TREE, OPEN_ENTRIES = 10, 10, 2, 12, 30, 12
#: So many tellings without an outlet are shown by their headlines at the head of a story; more are letters only.
FEW = 8


@dataclass(frozen=True, slots=True)
class Chip:
    """A link to a place in a telling."""

    letter: str
    name: str
    key: str  # of the telling in the page
    begin: int | None  # None for the telling as a whole
    end: int | None
    nth: int  # 1 for the telling's first place, 2 for its second


@dataclass(frozen=True, slots=True)
class Stack:
    """Links to tellings of one origin, side by side: they count as one."""

    hue: int
    label: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An origin at the head of a story."""

    label: str
    kind: str
    hue: int  # -1 for several origins
    tellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the timeline with everything that is told of it."""

    date: str
    entries: tuple[views.TimelineEntry, ...]


class Page:
    """A story as the template asks for it."""

    def __init__(self, outline: o.Outline, keys: dict[str, str], paragraphs: dict[str, Any]) -> None:
        self.o = outline
        self.story = outline.story
        self.keys = keys
        self.paragraphs = paragraphs
        self.picture = picture.picture(outline)
        self.tree = o.tree(outline)
        self.said = q.utterances(outline) if outline.story.quotes else []
        self.few = sum(not outline.named(t) for t in outline.story.tellings) <= FEW
        self._places = {d.id: n for n, d in enumerate(outline.story.discrepancies, 1)}
        self.differences = differences.groups(outline.story.discrepancies)
        self.collated = collation.NOTHING if outline.single else collation.collated(outline)

    def hue(self, number: int) -> int:
        return HUES[number % len(HUES)] if number >= 0 else -1

    def hue_of(self, telling: str) -> int:
        origin = self.o.origin_of.get(telling)
        return self.hue(self.o.origin_number[origin.id]) if origin else -1

    def stacks(self, evidence: Iterable[views.Evidence | views.ReadingEvidence], every: bool = False) -> list[Stack]:
        """Evidence as links, grouped by origin: the first place of each telling, or every place."""
        by: dict[str, list[views.Evidence | views.ReadingEvidence]] = {}
        for e in evidence:
            by.setdefault(e.telling, []).append(e)
        places = {t: sorted(listed, key=lambda e: (e.begin, e.end)) for t, listed in by.items()}
        return self._stacks(
            {t: [(e.begin, e.end) for e in listed[: None if every else 1]] for t, listed in places.items()}
        )

    def links(self, tellings: Iterable[str]) -> list[Stack]:
        """Tellings as a whole as links, grouped by origin."""
        return self._stacks({t: [(None, None)] for t in tellings})

    def _stacks(self, places: Mapping[str, Sequence[tuple[int | None, int | None]]]) -> list[Stack]:
        return [
            Stack(
                self.hue(c.number),
                self.o.origin(c.origin) if c.origin else "",
                tuple(
                    Chip(self.o.letter[t], self.o.name(t), self.keys[t], begin, end, n)
                    for t in c.tellings
                    for n, (begin, end) in enumerate(places[t], 1)
                ),
            )
            for c in self.o.clusters(places)
        ]

    def quoted(self, quotes: Iterable[views.Quote]) -> list[Stack]:
        """Every piece of a quote as links."""
        return self.stacks((quote.evidence for quote in quotes), every=True)

    def days(self) -> list[list[Day]]:
        """The timeline, a day at a time: the days that stand open, then those that are folded away."""
        parts = self.story.timeline[:OPEN_ENTRIES], self.story.timeline[OPEN_ENTRIES:]
        return [
            [Day(date, tuple(entries)) for date, entries in itertools.groupby(part, key=lambda t: t.date)]
            for part in parts
        ]

    def called(self, stack: Stack) -> str:
        """The origin's name beside its chips; nothing where the chip alone says as much."""
        letters = [c.letter for c in stack.chips]
        return "" if stack.label.casefold() == f"telling {letters[0]}".casefold() else stack.label

    def compared(self) -> list[q.Said]:
        """Quoted words that several tellings have, or that stand in several wordings."""
        return [s for s in self.said if s.direct and s.several]

    def single(self) -> list[q.Said]:
        """Quoted words of one telling."""
        return [s for s in self.said if s.direct and not s.several]

    def reported(self) -> list[q.Said]:
        """What somebody is told to have said, in the tellings' words."""
        return [s for s in self.said if not s.direct]

    def anchor(self, d: views.Discrepancy) -> str:
        """Where a difference stands on the page."""
        return f"d-{self.keys[self.story.tellings[0]]}-{self._places[d.id]}"

    def where(self, line: views.BriefLine) -> str | None:
        """The place on the page of what matters most of all that others tell otherwise in a line of the brief."""
        own = [e for e in line.evidence if e.text == line.text]
        for d in self.story.discrepancies:
            if any(q.within(e, place) for r in d.readings for e in r.evidence for place in own):
                return self.anchor(d)
        return None

    def places(self, d: views.Discrepancy) -> int:
        """How many different sentences show a difference."""
        return sum(len(differences.sentences(r)) for r in d.readings)

    def origins(self) -> list[Row]:
        """The origins with their tellings; those of one telling under its own name in one row, at the end."""
        rows: list[Row] = []
        alone: list[str] = []
        for c in self.o.clusters(self.story.tellings):
            (label, kind) = (self.o.origin(c.origin), c.origin.kind) if c.origin else ("", "")
            if any(label == self.o.name(t) and not self.o.named(t) for t in c.tellings):
                label = w.sentence(label).rstrip(".")  # "Telling B"; names stay as they are written
            if (
                len(c.tellings) == 1
                and kind in ("", "own", "unknown")
                and label.casefold() in ("", self.o.name(c.tellings[0]).casefold())
            ):
                alone += c.tellings
            else:
                rows.append(Row(label, kind, self.hue(c.number), c.tellings))
        if alone:
            label = "Each on its own" if len(alone) > 1 else "On its own"
            rows.append(Row(label, "", -1, tuple(alone)))
        return rows

    def share(self, n: int) -> int:
        """A number of origins as a percentage of the story's."""
        return round(100 * n / max(self.story.independent_origins.max, n, 1))

    def kinds(self) -> dict[str, dict[str, str]]:
        """The legend: only what stands on this page."""
        used = {
            "Origins": {x.kind for x in self.story.origins} - {"missing"},  # which is said in full where it stands
            "Derivations": {w.kind(d) for d in self.story.derivations},
            "Differences": {d.type for d in self.story.discrepancies},
            "Quotes": {quote.drift for quote in self.story.quotes if quote.drift},
        }
        found = {head: {k: v for k, v in w.GLOSSARY[head].items() if k in kinds} for head, kinds in used.items()}
        return {head: kinds for head, kinds in found.items() if kinds}


def link(url: str | None) -> str | None:
    """An address that may be followed: http or https, nothing else."""
    return url if url and url.lower().startswith(("https://", "http://")) and url.isprintable() else None


def host(url: str) -> str:
    """The host of an address, which is what a reader wants to know of it."""
    return url.split("//", 1)[-1].split("/", 1)[0].rpartition("@")[2]


@cache
def _template() -> Any:
    """The compiled template; every value in it is escaped."""
    import jinja2

    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FileSystemLoader(HERE),
    )
    environment.filters.update(
        day=w.day, flat=w.flat, clean=w.clean, link=link, host=host, plural=w.plural, origin=w.origin_name
    )
    environment.globals.update(between=w.between, claim_verdict=o.claim_verdict, phrase=w.phrase)
    environment.globals.update(judgements=o.judgements, made=departures.made, sayers=o.sayers, opposite=q.opposite)
    environment.globals.update(disputed=q.disputed, pieces=q.pieces)
    environment.globals.update(
        kind=w.kind,
        placed=differences.placed,
        sentences=differences.sentences,
        further=differences.further,
        first=differences.first,
    )
    return environment.get_template("page.html.j2")


def to_html(report: views.Report) -> str:
    """The report as one page. Raises SpanError when evidence is misplaced."""
    check(report)
    tellings = {t.id: t for t in report.tellings}
    keys = {t.id: f"t{n}" for n, t in enumerate(report.tellings, 1)}
    offsets = html_texts.cuts(report)
    pages = []
    for story in report.stories:
        readings = html_texts.differing(story)
        paragraphs = {t: html_texts.paragraphs(tellings[t], offsets[t], readings.get(t, ())) for t in story.tellings}
        pages.append(Page(o.Outline(story, tellings), keys, paragraphs))
    script = (HERE / "page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    several = [p for p in pages if len(p.story.tellings) > 1]
    single = [p for p in pages if len(p.story.tellings) == 1]
    text: str = _template().render(
        report=report,
        pages=several or single[:1] if len(single) <= 1 or several else [],
        single=single if several or len(single) > 1 else [],
        keys=keys,
        by_story={p.story.id: p for p in pages},
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        script=script,
        script_hash=digest,
        settings=json.dumps(plain(report.made.settings), indent=1),
        open_statements=OPEN_STATEMENTS,
        open_brief=OPEN_BRIEF,
        open_names=OPEN_NAMES,
        open_tree=OPEN_TREE,
        open_entries=OPEN_ENTRIES,
        open_utterances=OPEN_UTTERANCES,
        sureness=w.sureness,
        box=(picture.NODE_WIDTH, picture.NODE_HEIGHT),
    )
    return text.encode("utf-8", "replace").decode("utf-8")
