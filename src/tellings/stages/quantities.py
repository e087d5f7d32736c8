"""articles -> quantities: numbers with bound, unit and what they count."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.engine.base import Group
from tellings.records import Article, Quantity, Time, Token
from tellings.settings import Settings
from tellings.stages.base import per_article
from tellings.text.quantities import find_quantities


def quantities(group: Group, settings: Settings) -> Iterable[object]:
    """The quantities of one article; what is a date, a clock time or a length of time is none."""
    (article,) = group.rows(Article)
    taken = [(t.begin, t.end) for t in group.rows(Time)]
    for q in find_quantities(article.text, group.columns(Token), taken, article.language or "en"):
        yield Quantity(
            article.id, q.begin, q.end, q.low, q.high, q.bound, q.kind, q.unit, q.what, q.what_begin, q.what_end
        )


STAGE = per_article("quantities", (Article, Token, Time), (Quantity,), quantities, version=10)
