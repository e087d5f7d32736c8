"""Links between sentences -> statements: what it says, who says it, how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.alignment import links
from tellings.collate.alignment_counted import Counts
from tellings.collate.alignment_settled import Settling
from tellings.collate.alignment_units import Clues, Unit
from tellings.collate.statements_asked import Chosen
from tellings.collate.statements_atoms import Atoms, atoms
from tellings.collate.statements_choose import choose
from tellings.collate.statements_groups import Near, groups
from tellings.collate.statements_spans import Parts
from tellings.collate.statements_text import Contents
from tellings.records import Statement, StatementMember
from tellings.schema import content_id
from tellings.settings import Statements


@dataclass(frozen=True, slots=True)
class _Member:
    """The span of a unit that says what its group says."""

    article: str
    begin: int
    end: int


def _records(
    story: str, members: Sequence[tuple[_Member, float, float]], chosen: Chosen, text: str
) -> Iterator[object]:
    """One statement and its members, each with its likeness to the text's member and its support of the text."""
    ident = content_id(story, *(part for m, _, _ in members for part in (m.article, m.begin, m.end)))
    yield Statement(story, ident, text[chosen.begin : chosen.end])
    for m, weight, support in members:
        yield StatementMember(story, ident, m.article, m.begin, m.end, round(weight, 6), round(support, 6))


def statements(
    story: str,
    units: Sequence[Unit],
    clues: Clues,
    settings: Statements,
    held: Atoms | None = None,
    by: Settling | None = None,
) -> Iterator[object]:
    """The statements of a story, whose sentences are `units`: groups that say the same, then each that stands alone.

    The text is the member's words that fit all members best. A sentence of which the others say one clause only is a
    member with that clause. `held` are the atoms of the units where they are known already; `by`
    settles which sentences say the same where that is unsure.
    """
    if len({u.article for u in units}) < 2:
        yield from alone(story, [(u.article, u.begin, u.end) for u in units], clues.text)
        return
    held = held if held is not None else atoms(units, clues)
    counts = Counts.of(units, clues.text)
    found = links(units, clues, settings, held, counts, by)
    near = Near(found, len(units))
    grouped = groups(found, near, [u.article for u in units], settings)
    contents = Contents(units, clues.text, held, near, (clues.quotes, clues.utterances))
    told = [contents.group(members) for members in grouped]
    texts = choose(contents, told, settings.text_margin)
    worded = [(contents.complete(g, c, settings.says), c) for g, c in zip(told, texts, strict=True)]
    parts = Parts(counts, [(group.members, chosen.unit) for group, chosen in worded])
    seen: set[tuple[_Member, ...]] = set()
    for group, chosen in worded:
        listed = group.members
        weight, support = near.central(listed, contents.rank, chosen.unit), contents.support(group, chosen)
        rows = []
        spans = parts.best(listed, chosen.unit, settings.clause_margin)
        for n, (m, span) in enumerate(zip(listed, spans, strict=True)):
            if m == chosen.unit:
                span = (chosen.begin, chosen.end)
            rows.append((_Member(units[m].article, *span), weight[n], support[n]))
        members = tuple(member for member, _, _ in rows)
        if members not in seen:
            seen.add(members)
            yield from _records(story, rows, chosen, clues.text[units[chosen.unit].article])
    rest = [units[m] for m in sorted(set(range(len(units))) - {m for group in grouped for m in group})]
    yield from alone(story, [(u.article, u.begin, u.end) for u in rest], clues.text)


def alone(story: str, places: Sequence[tuple[str, int, int]], text: Mapping[str, str]) -> Iterator[object]:
    """A statement of each place, which nothing else says; `text` is that of every article."""
    for article, begin, end in places:
        ident = content_id(story, article, begin, end)
        yield Statement(story, ident, text[article][begin:end])
        yield StatementMember(story, ident, article, begin, end, 1.0, 1.0)
