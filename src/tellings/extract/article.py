"""A capture's lines -> the article: clean text, labelled lines, furniture, credits, dateline, datings.

Pure: lines and metadata in, records out. `html.py` makes lines of a page first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tellings.extract import credits, datelines, dates, headline, labels, language, menu, printed
from tellings.extract.cues import COPYRIGHT, SYNDICATED
from tellings.extract.furniture import Raw, is_prose, words
from tellings.extract.furniture import labels as furniture_labels
from tellings.extract.headline import OUTLET_WORD
from tellings.records import Article, Capture, Credit, Dateline, Dating, Drop, Furniture, Line
from tellings.schema import content_id
from tellings.settings import Articles
from tellings.text.agencies import canonical

#: Made part of every article: a better extractor changes the text, never the id.
EXTRACTOR = "tellings-lines 1"
#: The head of an article: lines among which title, date and byline stand.
_HEAD = 14
#: Lines at the end among which a printed date, a sign-off or a notice stands.
_TAIL = 6
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: Digits without a mark between them are a date of eight, else a page's number: "/20140301/", not "/201431/".
_URL_DATE = re.compile(
    r"/((?:19[89]|20[0-4])\d)(?:[/-]([01]?\d|[A-Za-z]{3})(?:[/-]?([0-3]?\d))?|([01]\d)([0-3]\d))(?=[/_.-]|$)"
)
_STAFF_TAG = re.compile(
    r"\b(?:writers?|reporters?|correspondents?|journalists?|editors?|staff)\b.{0,160}\bcontributed\b", re.I
)
#: Lines of the body in which a dateline may stand; lines in which a mentioned date bears on the article's.
_FIRST_BODY, _TEXT_LINES = 3, 8
#: How far each kind of date is to be believed before other tellings are looked at.
_TOLD, _URL, _DATELINE, _TEXT, _CRAWL = 0.9, 0.85, 0.8, 0.3, 0.1


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page told about itself; all None for plain text."""

    title: str | None = None
    published: str | None = None
    author: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    extractor: str = EXTRACTOR


@dataclass(slots=True)
class _Line:
    """A line on its way: `text` is a piece of the capture's line."""

    ordinal: int
    text: str
    label: str = ""
    furniture: str | None = None
    credits: list[credits.Found] = field(default_factory=list)
    begin: int = 0


#: Soft hyphens and joints of no width, which a page puts into words to say where they may break. Joiners stay: Persian
#: and emoji need them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def split(content: str) -> list[str]:
    """A capture's lines, blank ones included."""
    return _BREAKS.split(content)


def extract(
    capture: Capture, settings: Articles, page: Page | None = None, lines: Sequence[str] | None = None
) -> list[object]:
    """Records of one capture: an Article with its rows, or a Drop that says why there is none.

    `lines` are the page's lines when it was HTML; otherwise the capture's content is split.
    """
    page = page or Page()
    if len(capture.content) > settings.max_chars and lines is None:
        return [_drop(capture, f"longer than {settings.max_chars:,} characters: a dump, not an article; split it")]
    listed = lines if lines is not None else split(capture.content)
    raw = [Raw(i, _UNSEEN.sub("", line).strip()) for i, line in enumerate(listed)]
    raw = [line for line in raw if line.text]
    given = " ".join(_UNSEEN.sub("", capture.title or page.title or "").split()) or None
    given = None if given and headline.notice(given) else given
    work = [_Line(line.ordinal, line.text) for line in raw]
    for one, label in zip(work, furniture_labels(raw), strict=True):
        one.furniture = label
    found_dates = _dates(work, settings.keep_printed_dates)
    _labels(work, capture, page, given)
    _credits(work)
    _redundant(work, bool(capture.source or page.source or capture.url or page.url))
    kept = [one for one in work if one.furniture is None]
    title = next((one for one in kept if one.label == "title"), None)
    if given and title is None:
        begin, end = headline.bounds(given, capture.source or page.source, capture.url or page.url)
        title = _Line(-1, given[begin:end].strip() or given, "title")
        kept.insert(0, title)
    if problem := _too_little(capture, kept, work, settings):
        return [_drop(capture, problem)]
    return list(_records(capture, page, work, kept, title, found_dates))


def _drop(capture: Capture, reason: str) -> Drop:
    return Drop(capture.path, "articles", reason)


def _too_little(capture: Capture, kept: Sequence[_Line], work: Sequence[_Line], settings: Articles) -> str | None:
    body = sum(words(one.text) for one in kept if one.label in ("body", "caption"))
    if body >= settings.min_words:
        return None
    if capture.kind == "row" and any(words(one.text) for one in kept if one.label in ("title", "body")):
        return None  # a row of a table is an article by what it is, if only of one line
    left = sum(one.furniture is not None for one in work)
    page = f"; {left} {'line was' if left == 1 else 'lines were'} page furniture" if left else ""
    return f"no article body: {body} words, {settings.min_words} are needed{page}; give the article's text"


# ---------------------------------------------------------------- dates


def _dates(work: Sequence[_Line], keep: bool) -> list[printed.Printed]:
    """Marks the lines that only print dates, at the head and the tail; what they print."""
    out: list[printed.Printed] = []
    edge = [*work[:_HEAD], *work[max(_HEAD, len(work) - _TAIL) :]]
    body = next((i for i, one in enumerate(work) if one.furniture is None and _is_body(one.text)), len(work))
    for i, one in enumerate(edge):
        if one.furniture is not None:
            continue
        found = printed.read(one.text)
        if found and (i <= body or printed.has_cue(one.text)):
            out += found
            one.label = "date"
            if not keep or any(date.how == "crawl" for date in found):
                one.furniture = "date"
        elif printed.is_stamp(one.text):
            one.label = "date"
            if printed.is_relative(one.text):
                one.furniture = "date"
    return out


# ---------------------------------------------------------------- labels


def _labels(work: list[_Line], capture: Capture, page: Page, given: str | None) -> None:
    rest = [one for one in work if one.furniture is None and not one.label]
    title = _title(work, rest, capture, page, given)
    pictured = [labels.caption(one.text) for one in rest]
    bodies = [
        i
        for i, one in enumerate(rest)
        if one.furniture is None
        and one is not title
        and not pictured[i]
        and is_prose(one.text)
        and not labels.byline(one.text)
    ]
    first = bodies[0] if bodies else len(rest)
    last = bodies[-1] if bodies else len(rest)
    for i, one in enumerate(rest):
        if one is title:
            one.label = "title"
        elif one.furniture is None and not one.label:
            one.label = labels.of_line(one.text, pictured[i], i < first, i > last)
            if (
                one.label == "body"
                and title is not None
                and i < first
                and labels.bare_name(one.text)
                and not _is_body(one.text)
            ):
                one.label = "byline"
            if title is not None and one.text == title.text and i < first:
                one.furniture, one.label = "repeated", "title"


def _is_body(text: str) -> bool:
    return is_prose(text) and not labels.caption(text) and not labels.byline(text)


def _title(work: list[_Line], rest: list[_Line], capture: Capture, page: Page, given: str | None) -> _Line | None:
    """Finds the title line, takes topic lines above it and the page title's tail off as furniture."""
    source, url = capture.source or page.source, capture.url or page.url
    for i in menu.above([one.text for one in rest], given, work[:1] != rest[:1]):
        rest[i].furniture = "navigation"
    head = [one for one in rest if one.furniture is None][:_HEAD]
    head = [one for one in head if not labels.caption(one.text) and not labels.byline(one.text)]
    head = [one for one in head if not credits.is_agency_line(one.text)]
    for one in head:
        if headline.stamp(one.text):
            one.label = "date"
        match headline.notice(one.text):
            case "release":
                one.label = "notice"  # it stays in the text: it says whose text this is
            case "badge":
                one.furniture = "navigation"
    head = [one for one in head if not one.label and one.furniture is None]
    at, kickers = headline.choose([one.text for one in head], given)
    for i in kickers:
        head[i].furniture = "navigation"
    if at is None:
        return None
    title = head[at]
    begin, end = headline.bounds(title.text, source, url)
    for piece, place in ((title.text[:begin], 0), (title.text[end:], 1)):
        if any(ch.isalnum() for ch in piece):
            work.insert(work.index(title) + place, _Line(title.ordinal, piece.strip(), furniture="navigation"))
    title.text = title.text[begin:end].strip()
    return title


# ---------------------------------------------------------------- credits


def _credits(work: Sequence[_Line]) -> None:
    kept = [one for one in work if one.furniture is None]
    bodies = [one for one in kept if one.label in ("body", "dateline")]
    begins = bodies[:_FIRST_BODY]
    for one in kept:
        first = any(one is other for other in begins)
        one.credits = credits.in_line(one.text, one.label, first, bool(bodies) and one is bodies[-1])


def _redundant(work: Sequence[_Line], told: bool) -> None:
    """Lines that only repeat an agency that the text shows already leave it; the only sign of one stays.

    Tags of an agency's staff, agency bylines, copyright lines and syndication notices are the page's, but
    they are evidence too: they are kept when nothing else in the text names the agency. A byline that names the
    agency of the dateline stays where no outlet is `told` and no other byline names one: the file is the agency's own.
    """
    own = not told and not any(
        one.label == "byline" and not one.credits and OUTLET_WORD.search(one.text) for one in work
    )
    shown = {
        c.agency for one in work if one.furniture is None for c in one.credits if c.how in ("dateline", "sign-off")
    }
    shown |= {c.agency for one in work if one.furniture is None and one.label == "credit" for c in one.credits
              if not _STAFF_TAG.search(one.text)}  # fmt: skip
    for one in work:
        if one.furniture == "notice" and COPYRIGHT.match(one.text):
            found = [c for c in credits.in_line(one.text, "notice", False, False) if canonical(c.agency)]
            if found and not {c.agency for c in found} <= shown:
                one.furniture, one.label, one.credits = None, "notice", found
                shown |= {c.agency for c in found}
        elif one.furniture is None and _repeats(one, shown) and not (own and one.label == "byline"):
            one.furniture = "notice"


def _repeats(one: _Line, shown: set[str]) -> bool:
    if one.label == "notice" and shown and SYNDICATED.search(one.text):
        return True
    return _tag(one) and bool(one.credits) and {c.agency for c in one.credits} <= shown


def _tag(one: _Line) -> bool:
    if one.label == "credit":
        return bool(_STAFF_TAG.search(one.text))
    return one.label == "byline" and words(one.text) <= 5


# ---------------------------------------------------------------- records


def _records(
    capture: Capture,
    page: Page,
    work: Sequence[_Line],
    kept: Sequence[_Line],
    title: _Line | None,
    found: Sequence[printed.Printed],
) -> Iterator[object]:
    text = _join(kept)
    source, url = capture.source or page.source, capture.url or page.url
    own = " ".join(one.text for one in kept if one.label in ("body", "title"))
    by = next((one.text for one in kept if one.label == "byline"), None) or page.author
    yield Article(
        id=capture.id,
        path=capture.path,
        ordinal=capture.ordinal,
        source=source,
        url=url,
        headline=title.text if title else None,
        headline_begin=title.begin if title else None,
        headline_end=title.begin + len(title.text) if title else None,
        byline=by,
        language=language.code(capture.language) or language.detect(own) or language.code(page.language),
        captured=dates.told(capture.captured) or capture.captured,
        text=text,
        text_hash=content_id(text),
        extractor=page.extractor,
    )
    for one in kept:
        yield Line(capture.id, one.begin, one.begin + len(one.text), one.label)
    for one in work:
        if one.furniture is not None:
            yield Furniture(capture.id, one.ordinal, one.text, one.furniture)
    for one in kept:
        for credit in one.credits:
            yield Credit(capture.id, credit.agency, credit.how, one.begin + credit.begin, one.begin + credit.end)
    datings = list(_datings(capture, page, kept, found))
    yield from datings
    yield from _datelines(capture.id, kept, datings)


def _join(kept: Sequence[_Line]) -> str:
    """The text: lines that followed one another keep one break, others are paragraphs of their own."""
    parts: list[str] = []
    at, before = 0, None
    for one in kept:
        gap = "" if before is None else ("\n" if one.ordinal == before + 1 else "\n\n")
        one.begin = at + len(gap)
        parts += (gap, one.text)
        at, before = one.begin + len(one.text), one.ordinal
    return "".join(parts)


def _first_dateline(kept: Sequence[_Line]) -> tuple[_Line, datelines.Found] | None:
    bodies = [one for one in kept if one.label in ("body", "dateline")]
    for one in bodies[:_FIRST_BODY]:
        found = datelines.find(one.text)
        if found and (found.place or found.date):
            return one, found
    return None


def _datelines(article: str, kept: Sequence[_Line], datings: Sequence[Dating]) -> Iterator[Dateline]:
    first = _first_dateline(kept)
    if first:
        line, found = first
        date = next((d.value for d in datings if d.how == "dateline"), None)
        yield Dateline(article, found.place, date, line.begin + found.begin, line.begin + found.end)


def _datings(capture: Capture, page: Page, kept: Sequence[_Line], found: Sequence[printed.Printed]) -> Iterator[Dating]:
    """Candidates for the date of publication, each with how it is known and how far it is to be believed."""
    out: list[Dating] = []
    for value in dict.fromkeys(filter(None, (dates.told(capture.published), dates.told(page.published)))):
        out.append(Dating(capture.id, value, "told", _TOLD, None, None))
    if day := _url_date(capture.url or page.url):
        out.append(Dating(capture.id, day, "url", _URL, None, None))
    if crawl := dates.told(capture.captured):
        out.append(Dating(capture.id, crawl, "crawl", _CRAWL, None, None))
    places = {
        (one.text, value.begin): one for one in kept if one.label == "date" for value in printed.read(one.text) or ()
    }
    late: list[Dating] = []
    for date in found:
        at = next((one.begin for (_, begin), one in places.items() if begin == date.begin), None)
        row = Dating(
            capture.id,
            date.value,
            date.how,
            date.confidence,
            None if at is None else at + date.begin,
            None if at is None else at + date.end,
        )
        (late if date.value.startswith("--") else out).append(row)
    first = _first_dateline(kept)
    if first and first[1].date:
        line, mark = first
        row = Dating(capture.id, mark.date or "", "dateline", _DATELINE, line.begin + mark.begin, line.begin + mark.end)
        (late if row.value.startswith("--") else out).append(row)
    out += _in_text(capture.id, kept)
    near = max(out, key=lambda d: (d.how != "crawl", d.confidence), default=None)
    for row in late:
        if near and (full := dates.nearest_year(row.value, near.value)):
            out.append(replace(row, value=full))
    yield from out


def _in_text(article: str, kept: Sequence[_Line]) -> Iterator[Dating]:
    """Full dates that the first lines mention: no date of publication, but a support for one."""
    lines = [one for one in kept if one.label in ("body", "caption", "title")][:_TEXT_LINES]
    for one in lines:
        for found in dates.find(one.text):
            yield Dating(article, found.day, "text", _TEXT, one.begin + found.begin, one.begin + found.end)


def _url_date(url: str | None) -> str | None:
    match = _URL_DATE.search(url or "")
    if not match:
        return None
    named, day = match[2] or match[4], match[3] or match[5]
    month = dates.MONTHS.get(named.lower(), 0) if named.isalpha() else int(named)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{match[1]}-{month:02d}"
    return dates.told(f"{match[1]}-{month:02d}-{int(day):02d}")
