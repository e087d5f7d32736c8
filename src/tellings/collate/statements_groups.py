"""Links between sentences -> groups: sentences that say the same, one from each telling, overlapping.

Every link is covered by at least one group. A group is grown from its strongest link by the sentence with the
highest mean chance to say the same as all members, as long as that mean is a link's and it is linked to at least
half of the members. Asking for links to all members would part one fact into many groups that each lack a telling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tellings.collate.alignment import Link
from tellings.settings import Statements

#: A sentence says few things: beyond this many statements the next would repeat the others with one copy exchanged.
MOST_GROUPS = 16

Near = Mapping[int, Mapping[int, float]]


def groups(found: Sequence[Link], telling: Sequence[str], settings: Statements) -> list[tuple[int, ...]]:
    """Groups of units, one per telling; every pair from `settings.link` on stands in at least one.

    `found` are all pairs from `settings.faint` on, `telling` is the telling of every unit. A link both of whose ends
    stand in `MOST_GROUPS` groups already opens no further one: it is a pair within a crowd of near copies, which those
    groups show.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for link in found:
        near[link.a][link.b] = near[link.b][link.a] = link.score
    covered: set[tuple[int, int]] = set()
    count: dict[int, int] = defaultdict(int)
    out: list[tuple[int, ...]] = []
    for link in sorted((k for k in found if k.score >= settings.link), key=lambda k: (-k.score, k.a, k.b)):
        if (link.a, link.b) in covered or min(count[link.a], count[link.b]) >= MOST_GROUPS:
            continue
        members = sorted(_grown(link, near, telling, settings))
        covered.update((x, y) for i, x in enumerate(members) for y in members[i + 1 :])
        for m in members:
            count[m] += 1
        out.append(tuple(members))
    return out


def _grown(link: Link, near: Near, telling: Sequence[str], settings: Statements) -> list[int]:
    """A link with further units of other tellings, the most alike to all members first."""
    members = [link.a, link.b]
    held = {telling[link.a], telling[link.b]}
    total = {
        c: (score + near[link.b][c], (score >= settings.link) + (near[link.b][c] >= settings.link))
        for c, score in near[link.a].items()
        if c in near[link.b] and telling[c] not in held
    }
    while True:
        size = len(members)
        able = [
            (-round(score / size, 6), c)
            for c, (score, linked) in total.items()
            if score >= settings.link * size and linked >= settings.linked * size
        ]
        if not able:
            return members
        chosen = min(able)[1]
        members.append(chosen)
        own = near[chosen]
        total = {
            c: (score + own[c], linked + (own[c] >= settings.link))
            for c, (score, linked) in total.items()
            if c in own and telling[c] != telling[chosen]
        }
