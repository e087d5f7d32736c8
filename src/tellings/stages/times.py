"""articles -> times: time expressions with the time they stand for."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.engine.base import Group
from tellings.records import Article, Dateline, Telling, Time, Token
from tellings.settings import Settings
from tellings.stages.base import per_article
from tellings.text.times import Anchor, find_times
from tellings.text.times_values import parse_day

#: A dateline is the day of writing when it lies at most this many days before publication (print lags, time zones).
DATELINE_LAG = 2
#: A date of publication that only the sibling tellings suggest makes everything that leans on it less sure.
SIBLING_TRUST = 0.8


def anchor(group: Group, language: str | None) -> Anchor:
    """The day of writing: the published date the story decided on, or the dateline's day just before it."""
    tellings = group.rows(Telling)
    published = tellings[0].published if tellings else None
    loose = bool(tellings) and tellings[0].published_from == "siblings"
    day = parse_day((published or "")[:10])
    for line in group.rows(Dateline):
        written = parse_day(line.date)
        if (written is not None and day is not None and 0 <= (day - written).days <= DATELINE_LAG) or (
            written is not None and published is None
        ):
            published, loose = line.date, False
    return Anchor(published, language or "en", SIBLING_TRUST if loose else 1.0, loose)


def times(group: Group, settings: Settings) -> Iterable[object]:
    """The time expressions of one article."""
    (article,) = group.rows(Article)
    for found in find_times(article.text, group.columns(Token), anchor(group, article.language)):
        yield Time(
            article.id, found.begin, found.end, found.type, found.value, found.first, found.last, found.confidence
        )


STAGE = per_article("times", (Article, Token, Dateline, Telling), (Time,), times, version=12)
