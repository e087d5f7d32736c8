"""When each telling of a story was published, and on which day its words were written.

The date of publication is a decision between candidates, with an eye on a telling's siblings.

The day on which a page was crawled, saved or translated is often printed or told as if it were the day of
publication. One article alone cannot show that; the other tellings of the event can: most were published
within days of one another, and the dates they mention agree with that.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tellings.records import Dating, Time

#: Days that the coverage of one event spans as a rule; the densest stretch of this length is the story's own.
WINDOW = 7
#: A date so many days behind the story's own stretch is the date of a crawl, not of the article.
LATE = 14
#: The stretch is to be believed when it holds this many tellings, and this share of those with a date.
WITNESSES, SHARE = 2, 0.5
#: Kinds that say when an article was published, the surest first among equals; a crawl never does.
_DIRECT = ("told", "printed", "url", "dateline")
#: Kinds whose day no crawler makes up: they stand in the address or in the article's first sentence.
_FIRM = ("url", "dateline")
#: A date that the text mentions supports a stretch less than one that a page tells.
_MENTION = 0.5
#: So many words in a row are not written twice by chance: "the people who were hurt this morning", said and reprinted.
SHARED = 8
_WORD = re.compile(r"\w+")
#: Words are looked for so far on either side of a time, in code points.
_REACH = 120
#: Days around a crawl: a date that equals the crawl's is suspicious.
_SAME = 1


def decide(datings: Mapping[str, Sequence[Dating]]) -> dict[str, tuple[str | None, str | None]]:
    """Article id -> (date of publication, where it is from), for the tellings of one story.

    The date is ISO, as precise as it is known; "from" is told | printed | dateline | url | siblings. Both
    are None when nothing is known. `datings` needs an entry for every article, if an empty one.
    """
    stretch = _stretch(datings)
    return {article: _one(datings[article], stretch) for article in sorted(datings)}


def _day(value: str) -> int | None:
    try:
        return dt.date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None


def _votes(rows: Sequence[Dating]) -> dict[int, float]:
    """The days that one article speaks for; each article has one voice per day, however often it says it."""
    crawled = {day for row in rows if row.how == "crawl" and (day := _day(row.value)) is not None}
    votes: dict[int, float] = {}
    for row in rows:
        day = _day(row.value)
        if day is None or row.how == "crawl":
            continue
        weight = row.confidence if row.how in _DIRECT else _MENTION
        if row.how not in _FIRM and any(abs(day - other) <= _SAME for other in crawled):
            weight *= 0.2
        votes[day] = max(votes.get(day, 0.0), weight)
    return votes


def _stretch(datings: Mapping[str, Sequence[Dating]]) -> tuple[int, int, int] | None:
    """First and last day of the story's own stretch and its commonest day; None when too few witness it.

    Dates that texts merely mention support a stretch, but make none: the day of a crash stands in every report of
    the trial years later.
    """
    votes = {article: own for article in sorted(datings) if (own := _votes(datings[article]))}
    told = {
        day for rows in datings.values() for row in rows if row.how in _DIRECT and (day := _day(row.value)) is not None
    }
    days = sorted({day for own in votes.values() for day in own})
    best: tuple[float, int] | None = None
    for first in days:
        if not any(first <= day < first + WINDOW for day in told):
            continue
        held = [[w for day, w in own.items() if first <= day < first + WINDOW] for own in votes.values()]
        weight = round(sum(max(own) for own in held if own), 6)
        if best is None or weight > best[0]:
            best = (weight, first)
    if best is None:
        return None
    first = best[1]
    inside = [own for own in votes.values() if any(first <= day < first + WINDOW for day in own)]
    if len(inside) < WITNESSES or len(inside) < SHARE * len(votes):
        return None
    common: dict[int, float] = {}
    for own in inside:
        for day, weight in own.items():
            if first <= day < first + WINDOW:
                common[day] = common.get(day, 0.0) + weight
    last = max(common)
    centre = min(common, key=lambda day: (-round(common[day], 6), day))
    return first, last, centre


def _one(rows: Sequence[Dating], stretch: tuple[int, int, int] | None) -> tuple[str | None, str | None]:
    crawled = {row.value[:10] for row in rows if row.how == "crawl"}
    direct = sorted(
        (row for row in rows if row.how in _DIRECT),
        key=lambda row: (-round(row.confidence, 6), -len(row.value), _DIRECT.index(row.how), row.value),
    )
    firm = {row.value[:10] for row in direct if row.how in _FIRM}
    good = [row for row in direct if _fits(row, rows, stretch, crawled, firm)]
    if good:
        chosen = _finest(good)
        return chosen.value, chosen.how
    if stretch is not None:
        return dt.date.fromordinal(stretch[2]).isoformat(), "siblings"
    return None, None


def _fits(
    row: Dating, rows: Sequence[Dating], stretch: tuple[int, int, int] | None, crawled: set[str], firm: set[str]
) -> bool:
    day = _day(row.value)
    if day is None:
        return stretch is None or _coarse(row.value, stretch)
    if row.how in _FIRM or row.value[:10] in firm:
        return True
    if "T" in row.value and any(other.how == "crawl" and other.value == row.value for other in rows):
        return False  # to the minute: the crawler's own clock
    if row.value[:10] in crawled:  # a feed that is read as it comes tells such dates too
        return stretch is None or day - stretch[1] <= _SAME
    return stretch is None or day - stretch[1] <= LATE


def _coarse(value: str, stretch: tuple[int, int, int]) -> bool:
    """A month or year never beats a day that siblings know, but it is better than nothing."""
    return False if stretch else bool(value)


def _finest(good: Sequence[Dating]) -> Dating:
    """The surest; of those that name the same day, the one with the time of day."""
    best = good[0]
    same = [row for row in good if row.value[:10] == best.value[:10] and "T" in row.value]
    return best if "T" in best.value or not same else same[0]


def redated(times: Sequence[Time], texts: Mapping[str, str], published: Mapping[str, str | None]) -> list[Time]:
    """The times of a story's tellings, those in words that an earlier telling has too as they stand for there.

    "This morning" in a statement of Wednesday is Wednesday's also where a weekly prints the statement on Friday.
    `published`: article id -> date of publication; only tellings dated to the day can be told to be earlier.
    """
    days = {day for t in {t.article for t in times} if (day := _day(published.get(t) or "")) is not None}
    if len(days) < 2:  # no telling is known to be earlier than another
        return sorted(times, key=lambda t: (t.article, t.begin, t.end))
    first: dict[tuple[str, ...], Time] = {}
    order = sorted(times, key=lambda t: (published.get(t.article) or "~", t.article, t.begin, t.end))
    out: list[Time] = []
    for t in order:
        keys = _written(texts.get(t.article, ""), t)
        found = next((first[key] for key in keys if key in first), None)
        mine, theirs = published.get(t.article), published.get(found.article) if found else None
        if found is not None and mine and theirs and _earlier(theirs, mine):
            sure = min(t.confidence, found.confidence)
            t = replace(t, value=found.value, first=found.first, last=found.last, confidence=sure)
        for key in keys:
            first.setdefault(key, t)
        out.append(t)
    return sorted(out, key=lambda t: (t.article, t.begin, t.end))


def _earlier(a: str, b: str) -> bool:
    """Whether one date of publication is a day before another."""
    x, y = _day(a), _day(b)
    return x is not None and y is not None and x < y


def _written(text: str, t: Time) -> list[tuple[str, ...]]:
    """The words up to a time and those from it on, `SHARED` of them each; none where there are fewer."""
    own = _WORD.findall(text[t.begin : t.end].lower())
    before = _WORD.findall(text[max(0, t.begin - _REACH) : t.begin].lower())[-(SHARED - len(own)) :]
    behind = _WORD.findall(text[t.end : t.end + _REACH].lower())[: SHARED - len(own)]
    rows = (("up to", *before, *own), ("from", *own, *behind))
    return [row for row in rows if 0 < len(own) < SHARED and len(row) == SHARED + 1]
