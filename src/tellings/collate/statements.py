"""Links between sentences -> statements: overlapping groups of sentences, one from each telling.

Every link is covered by at least one group. A group is grown from its strongest link by the sentences that
link to all of its members, so that a group never holds two sentences that do not say the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tellings.collate.alignment import Link, links, units_of
from tellings.collate.alignment_features import Clues
from tellings.collate.alignment_units import Unit
from tellings.records import Sentence, Statement, StatementMember, Token
from tellings.schema import content_id
from tellings.settings import Statements

#: Line labels whose sentences state something about the event.
STATING = frozenset({"title", "body", "caption"})


def groups(found: Sequence[Link], units: Sequence[Unit]) -> list[tuple[int, ...]]:
    """Groups of units, one per telling, all linked to one another; every link stands in at least one."""
    score = {(link.a, link.b): link.score for link in found}
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in score:
        near[a].add(b)
        near[b].add(a)
    covered: set[tuple[int, int]] = set()
    out: list[tuple[int, ...]] = []
    for a, b in sorted(score, key=lambda pair: (-score[pair], pair)):
        if (a, b) in covered:
            continue
        members = [a, b]
        candidates = near[a] & near[b]
        while candidates:
            total = {c: sum(score[min(c, m), max(c, m)] for m in members) for c in candidates}
            chosen = min(candidates, key=lambda c: (-total[c], c))
            members.append(chosen)
            candidates = candidates & near[chosen]
        members.sort()
        covered.update((x, y) for i, x in enumerate(members) for y in members[i + 1 :])
        out.append(tuple(members))
    return out


def _record(
    story: str,
    members: Sequence[int],
    units: Sequence[Unit],
    score: Mapping[tuple[int, int], float],
    text: Mapping[str, str],
) -> Iterable[object]:
    """One statement: its text is that of the member nearest to all others."""

    def mean(m: int) -> float:
        others = [score[min(m, o), max(m, o)] for o in members if o != m]
        return sum(others) / len(others) if others else 1.0

    centre = min(members, key=lambda m: (-mean(m), units[m].article, units[m].begin))
    listed = [units[m] for m in members]
    ident = content_id(story, *(part for u in listed for part in (u.article, u.begin, u.end)))
    shown = units[centre]
    yield Statement(story, ident, text[shown.article][shown.begin : shown.end])
    for m in members:
        weight = 1.0 if m == centre else score[min(m, centre), max(m, centre)]
        yield StatementMember(story, ident, units[m].article, units[m].begin, units[m].end, round(weight, 6))


def statements(
    story: str, sentences: Sequence[Sentence], tokens: Sequence[Token], clues: Clues, settings: Statements
) -> Iterable[object]:
    """The statements of a story: groups of sentences that say the same, then each sentence that stands alone."""
    stating = [s for s in sentences if s.label in STATING and s.article in clues.text]
    units = units_of(stating, tokens, settings.least_words)
    found = links(units, clues, settings)
    score = {(link.a, link.b): link.score for link in found}
    grouped = groups(found, units)
    alone = sorted(set(range(len(units))) - {m for group in grouped for m in group})
    for members in [*grouped, *((m,) for m in alone)]:
        yield from _record(story, members, units, score, clues.text)
