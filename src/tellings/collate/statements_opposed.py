"""Which tellings read otherwise than a statement's text: where the text holds a reading at a discrepancy.

A statement and the differences must not contradict one another: who reads "2018" at a difference is not counted for a
text that says 2019, however near the rest of the sentence comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from tellings.records import Discrepancy, Evidence, Opposed, Reading, Statement, StatementMember

#: Types of difference at which a text says what another telling says otherwise. A vaguer reading opposes nothing.
TYPES = frozenset({"contradiction", "update", "rounding"})

#: Kinds at which only one reading can be right.
KINDS = frozenset({"number", "date", "time", "place", "list", "negation", "attribution"})

#: Types at which a telling says the text in other words: it counts, and what it reads is shown beside. A spelling is
#: none, since a name stands in many sentences.
MILD = frozenset({"vaguer", "translation", "wording"})

#: Kinds at which other words are another name, number or list; a quote's and a description's are only words.
NAMED = frozenset({"name", "list", "number", "date", "time", "place"})

#: Support from which a place says its statement's text.
SAYS = 0.5

#: A reading stands in a text when this share of its words' place does.
INSIDE = 0.6

#: Words of so many letters tell what a sentence is about, by their first letters.
_WORD, _STEM = re.compile(r"[^\W\d_]{4,}"), 4

#: What is left at most of the support of a member that reads otherwise.
LEFT = 0.3


def text_place(statement: Statement, members: Sequence[StatementMember], text: Mapping[str, str]) -> Evidence | None:
    """Where a statement's text stands: in the member whose words it is."""
    for m in sorted(members, key=lambda m: (-m.support, m.article, m.begin)):
        if not statement.text or text[m.article][m.begin : m.end] == statement.text:
            return Evidence(m.article, m.begin, m.end)
    return None


def _meets(place: Evidence, inner: Evidence) -> bool:
    common = min(place.end, inner.end) - max(place.begin, inner.begin)
    return place.article == inner.article and common >= INSIDE * (inner.end - inner.begin)


def opposed(
    statements: Iterable[Statement], members: Iterable[StatementMember], discrepancies: Iterable[Discrepancy],
    readings: Iterable[Reading], text: Mapping[str, str],
) -> Iterator[Opposed]:  # fmt: skip
    """Every telling that reads otherwise where a statement of several tellings meets a discrepancy."""
    points = list(discrepancies)
    serious = {d.id for d in points if d.type in TYPES and d.kind in KINDS}
    mild = {d.id for d in points if d.type in MILD and d.kind in NAMED}
    lists = {d.id for d in points if d.kind == "list"}
    of: dict[str, list[Reading]] = {}
    shown: dict[str, list[tuple[Evidence, Reading]]] = {}
    for r in sorted(readings, key=lambda r: (r.discrepancy, r.ordinal)):
        if r.discrepancy in serious or r.discrepancy in mild:
            of.setdefault(r.discrepancy, []).append(r)
            for e in r.evidence:
                shown.setdefault(e.article, []).append((e, r))
    by: dict[str, list[StatementMember]] = {}
    for m in members:
        by.setdefault(m.statement, []).append(m)
    for s in sorted(statements, key=lambda s: s.id):
        listed = by.get(s.id, [])
        place = text_place(s, listed, text) if len(listed) > 1 else None
        found = shown.get(place.article, ()) if place else ()
        own = {(r.discrepancy, r.ordinal) for e, r in found if place and _meets(place, e)}
        for point in sorted({d for d, _ in own}):
            taken = [r for r in of[point] if (point, r.ordinal) in own]
            same = {e.article for r in taken for e in r.evidence}
            for r in (r for r in of[point] if (point, r.ordinal) not in own):
                if point in serious or (point in lists and all(_shorter(r, own_one) for own_one in taken)):
                    yield from _against(s, r, same, (listed, text))
                else:
                    yield from _beside(s, r, same, listed)


def _shorter(one: Reading, other: Reading) -> bool:
    """Whether one list has fewer members than another: who names two of three does not say all three."""
    return one.value.count(",") < other.value.count(",")


def _beside(s: Statement, r: Reading, same: set[str], members: Sequence[StatementMember]) -> Iterator[Opposed]:
    """The tellings that say the text with other words at a point, where they have the text's own nowhere."""
    saying = [m for m in members if m.support >= SAYS]
    for article in sorted({e.article for e in r.evidence} - same):
        places = [e for e in r.evidence if e.article == article]
        if any(_meets(Evidence(m.article, m.begin, m.end), e) for m in saying for e in places):
            yield Opposed(s.story, s.id, r.discrepancy, r.ordinal, article, False)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset([w[:_STEM].lower() for w in _WORD.findall(text)])


def _of_it(statement: str, context: str) -> bool:
    """Whether a sentence speaks of what a statement does: they share two words, or a short one's only."""
    told, other = _stems(statement), _stems(context)
    return len(told & other) >= min(2, len(told))


def _against(
    s: Statement, r: Reading, same: set[str], known: tuple[Sequence[StatementMember], Mapping[str, str]]
) -> Iterator[Opposed]:
    """The tellings of one reading that do not have the text's own too, and speak of the same."""
    members, text = known
    for article in sorted({e.article for e in r.evidence} - same):
        where = [c for c in r.contexts or r.evidence if c.article == article]
        if not any(_of_it(s.text, text[article][c.begin : c.end]) for c in where):
            continue
        near = [c for e, c in zip(r.evidence, r.contexts, strict=False) if e.article == article]
        near += [e for e in r.evidence if e.article == article]
        inside = any(m.article == article and m.begin < c.end and c.begin < m.end for m in members for c in near)
        yield Opposed(s.story, s.id, r.discrepancy, r.ordinal, article, inside)


def without(members: Iterable[StatementMember], found: Iterable[Opposed]) -> list[StatementMember]:
    """The members with what is left of the support of those that read otherwise."""
    against = {(o.statement, o.article) for o in found if o.member}
    return [replace(m, support=min(m.support, LEFT)) if (m.statement, m.article) in against else m for m in members]
