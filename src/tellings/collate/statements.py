"""Links between sentences -> statements: overlapping groups of sentences, one from each telling.

Every link is covered by at least one group. A group is grown from its strongest link by the sentences that
link to all of its members, so that a group never holds two sentences that do not say the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.alignment import Link, links, units_of
from tellings.collate.alignment_features import Clues
from tellings.collate.statements_spans import Parts
from tellings.records import Sentence, Statement, StatementMember, Token
from tellings.schema import content_id
from tellings.settings import Statements

#: Line labels whose sentences state something about the event.
STATING = frozenset({"title", "body", "caption"})

#: A sentence says few things: beyond this many statements the next would repeat the others with one copy exchanged.
MOST_GROUPS = 16


def groups(found: Sequence[Link]) -> list[tuple[int, ...]]:
    """Groups of units, one per telling, all linked to one another; every link stands in at least one.

    A link both of whose ends stand in `MOST_GROUPS` groups already opens no further one: it is a pair within a
    crowd of near copies, which those groups show.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for link in found:
        near[link.a][link.b] = near[link.b][link.a] = link.score
    covered: set[tuple[int, int]] = set()
    count: dict[int, int] = defaultdict(int)
    out: list[tuple[int, ...]] = []
    for link in sorted(found, key=lambda k: (-k.score, k.a, k.b)):
        if (link.a, link.b) in covered or min(count[link.a], count[link.b]) >= MOST_GROUPS:
            continue
        members = sorted(_grown(link, near))
        covered.update((x, y) for i, x in enumerate(members) for y in members[i + 1 :])
        for m in members:
            count[m] += 1
        out.append(tuple(members))
    return out


def _grown(link: Link, near: Mapping[int, Mapping[int, float]]) -> list[int]:
    """A link with every unit that links to all members, the most alike first."""
    members = [link.a, link.b]
    total = {c: score + near[link.b][c] for c, score in near[link.a].items() if c in near[link.b]}
    while total:
        chosen = min(total, key=lambda c: (-total[c], c))
        members.append(chosen)
        total = {c: score + near[chosen][c] for c, score in total.items() if c in near[chosen]}
    return members


@dataclass(frozen=True, slots=True)
class _Member:
    """A unit of a group with the span that says what the group says."""

    unit: int
    article: str
    begin: int
    end: int


def _records(
    story: str, members: Sequence[_Member], score: Mapping[tuple[int, int], float], text: Mapping[str, str]
) -> Iterator[object]:
    """One statement: its text is that of the member nearest to all others."""

    def near(a: _Member, b: _Member) -> float:
        return 1.0 if a is b else score.get((min(a.unit, b.unit), max(a.unit, b.unit)), 0.0)

    centre = min(members, key=lambda m: (-sum(near(m, o) for o in members), m.article, m.begin))
    ident = content_id(story, *(part for m in members for part in (m.article, m.begin, m.end)))
    yield Statement(story, ident, text[centre.article][centre.begin : centre.end])
    for m in members:
        yield StatementMember(story, ident, m.article, m.begin, m.end, round(near(m, centre), 6))


def statements(
    story: str, sentences: Sequence[Sentence], tokens: Sequence[Token], clues: Clues, settings: Statements
) -> Iterator[object]:
    """The statements of a story: groups of sentences that say the same, then each sentence that stands alone.

    A sentence of which the others say one clause only is a member with that clause.
    """
    stating = [s for s in sentences if s.label in STATING and s.article in clues.text]
    units = units_of(stating, tokens, settings.least_words)
    found = links(units, clues, settings)
    score = {(link.a, link.b): link.score for link in found}
    grouped = groups(found)
    parts = Parts(units, clues.text)
    seen: set[tuple[_Member, ...]] = set()
    for group in grouped:
        spans = [parts.best(m, [o for o in group if o != m], settings.clause_margin) for m in group]
        members = tuple(_Member(m, units[m].article, *span) for m, span in zip(group, spans, strict=True))
        if members not in seen:
            seen.add(members)
            yield from _records(story, members, score, clues.text)
    for m in sorted(set(range(len(units))) - {m for group in grouped for m in group}):
        yield from _records(story, [_Member(m, units[m].article, units[m].begin, units[m].end)], score, clues.text)
