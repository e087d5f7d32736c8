"""Whether a reader sees that two tellings have one text, beyond the people, places and numbers of the event.

Kinship weighs everything together, names and numbers too; where these are nearly all that two tellings share, the two
may have been told by one office. What an offence is called belongs to the law: whoever reports a charge uses its words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tellings.collate.derivations_graph import Edge
from tellings.collate.derivations_text import Body

#: Share of a telling's words that stand in runs of the other's, from which the two are seen to share a text.
SEEN = 0.2
#: Sentences in one order, and how many times as many as by chance.
ORDERED, BEYOND = 4, 1.3
#: Words that only the two have, and how rare each is: one English article in some 400 has it.
RARE, UNCOMMON = 3, 6.0
#: Quotes that stand in the other too.
QUOTES = 2

_CHARGE = re.compile(
    r"\b(?:charged with|charges? of|charges?,? includ\w+|counts? of|accused of|convicted of|guilty (?:to|of)"
    r"|suspicion of|indicted (?:on|for)|booked (?:on|for|into)|arrested (?:on|for)|sentenced to)\b[^.;:\n]{0,240}"
)


def formulas(text: str) -> list[tuple[int, int]]:
    """The places of offences and sentences as a court calls them."""
    return [match.span() for match in _CHARGE.finditer(text)]


def _free(body: Body, spans: Sequence[tuple[int, int]], n: int) -> bool:
    """Whether a word stands in none of these places."""
    begin = body.words.begin[n]
    at = bisect_right(spans, (begin, len(body.text) + 1)) - 1
    return at < 0 or begin >= spans[at][1]


def seen(edge: Edge, bodies: Sequence[Body]) -> bool:
    """Whether a derivation rests on more than what anybody who reports the event has."""
    pair, child = edge.tie.pair, bodies[edge.child]
    if edge.kind != "rewrite" or edge.tie.slips or len(edge.tie.held(edge.child).there) >= QUOTES:
        return True
    if len(pair.links) >= ORDERED and len(pair.links) >= BEYOND * pair.by_chance:
        return True
    spans = formulas(child.text)
    first = 0 if edge.child == pair.a else 1
    words = {n for run in pair.runs for n in range(run[first], run[first] + run[2])}
    if sum(_free(child, spans, n) for n in words) >= SEEN * max(1, len(child.words)):
        return True
    words_of = zip(child.words.stem, child.words.weight, strict=True)
    rare = {stem for n, (stem, weight) in enumerate(words_of) if weight >= UNCOMMON and _free(child, spans, n)}
    return len(rare.intersection(pair.rare)) >= RARE
