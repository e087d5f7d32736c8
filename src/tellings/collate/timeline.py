"""When things happened: which date governs which clause, and what several tellings place at one date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tellings.collate.alignment import unit
from tellings.collate.alignment_units import Clues
from tellings.collate.similarity import CHARACTER_COLUMNS, Matrix, counted_grams, unit_length
from tellings.collate.statements_asked import Chosen
from tellings.collate.statements_atoms import atoms
from tellings.collate.statements_text import Contents
from tellings.collate.timeline_clauses import event_span
from tellings.collate.timeline_events import no_event
from tellings.collate.timeline_same import one_deed
from tellings.collate.wording import BODY, Texts, about
from tellings.records import Dateline, Evidence, Sentence, StatementMember, Time, TimelineEntry, Token
from tellings.settings import Briefs
from tellings.text.times_tense import Grammar, modifies_noun
from tellings.text.times_values import granularity, interval


@dataclass(frozen=True, slots=True)
class Placed:
    """A clause that a date expression places in time."""

    article: str
    begin: int
    end: int
    date: str  # 2023-01-30, 2023-01 or 2023
    said: bool  # the date is only that of saying it
    clock: str = ""  # 18:05, where it is told
    aside: bool = False  # the date is that of a noun in it: "saddened by the collapse on 14 June"


#: What a place loses as the words shown: where the date is only that of a noun in it, or in another's grammar.
_ASIDE, _FOREIGN = 0.5, 0.8

_SAYING = frozenset(
    "say tell add report quote note write tweet state comment reply explain ask speak claim confirm accord reveal "
    "disclose".split()
)


def calendar_date(time: Time) -> str | None:
    """The day, month or year of a time expression; a week, season or quarter gives the month or year that holds it."""
    value = time.value or ""
    if time.type not in ("DATE", "TIME") or not interval(value):
        return None
    kind = granularity(value)
    if kind == "D":
        return value[:10]
    if kind in ("M", "Y"):
        return value
    if kind not in ("W", "Q", "H", "S") or not time.first or not time.last:
        return None
    if kind == "W":
        return _month_of_week(time.first, time.last)
    return time.first[:4] if time.first[:4] == time.last[:4] else None


def _month_of_week(first: str, last: str) -> str | None:
    """The month of a week, when at least five of its seven days lie in it."""
    if first[:7] == last[:7]:
        return first[:7]
    inside = 7 - int(last[8:10])
    return first[:7] if inside >= 5 else last[:7] if inside <= 2 else None


def _only_said(grammar: Grammar, time: Time) -> bool:
    """Whether the date is that of saying, not of what is said: "the mayor said on Friday", not "was told on Friday"."""
    at = grammar.top(time.begin, time.end)
    if at is None:
        return False
    verb = grammar.verb_over(at)
    if verb is None or grammar.words[verb].lemma.lower() not in _SAYING:
        return False
    below = [grammar.words[c].dep for c in grammar.children(verb)]
    return "auxpass" not in below and "nsubjpass" not in below


#: What stands behind the date of a dateline.
_AFTER_DATELINE = re.compile(r"[ ]?(?:\([A-Z][\w ]{1,20}\)[ ]?)?(?:--?|[–—:])[ ]")
_RANGE = re.compile(r"[ ]?(?:-|–|—|to|through|until|till)[ ]?(?:on |the )?\Z")


def _dateline_end(text: str, sentence: Sentence, time: Time) -> int | None:
    """The end of the dateline that holds this date ("SPLIT, Oct 18 (Reuters) - "); None when none does."""
    before = text[sentence.begin : time.begin]
    after = _AFTER_DATELINE.match(text, time.end)
    if after is None or len(before) > 45:
        return None
    lead = before.strip(" ,")
    return after.end() if not lead or lead.split(",")[0].isupper() else None


def _closes_range(text: str, time: Time, times: Sequence[Time]) -> bool:
    """Whether a date is the far end of a range: the near end stands for it in the timeline."""
    return any(
        other.end <= time.begin and time.begin - other.end <= 12 and _RANGE.fullmatch(text[other.end : time.begin])
        for other in times
    )


def _opening(texts: Texts, sentence: Sentence, lines: Sequence[Dateline], times: Sequence[Time]) -> int:
    """Where a sentence begins once its dateline is passed over."""
    text = texts.articles[sentence.article].text
    at = sentence.begin
    for line in lines:
        if line.article == sentence.article and sentence.begin <= line.begin < line.end < sentence.end:
            at = max(at, line.end)
    for time in times:
        if sentence.begin <= time.begin < sentence.begin + 60 and (end := _dateline_end(text, sentence, time)):
            at = max(at, end)
    while at > sentence.begin and at < sentence.end and not text[at].isalnum() and text[at] not in '“"‘«„(':
        at += 1
    return at


def placed(texts: Texts, times: Iterable[Time], datelines: Iterable[Dateline], settings: Briefs) -> list[Placed]:
    """Every clause that a resolved date places in time, in order of article and place."""
    lines = sorted(datelines, key=lambda d: (d.article, d.begin))
    dated: dict[str, list[tuple[Time, str]]] = {}
    for time in sorted(times, key=lambda t: (t.article, t.begin)):
        date = calendar_date(time)
        if date is not None and time.confidence >= settings.least_date:
            dated.setdefault(time.article, []).append((time, date))
    common = texts.common()
    out: list[Placed] = []
    for article, rows in sorted(dated.items()):
        if article in texts.articles:
            grammar = Grammar(texts.tokens.get(article, []))
            for time, date in rows:
                out.extend(_place(texts, grammar, (time, date), rows, lines, settings))
    told = dict.fromkeys(out)
    return [p for p in told if about(texts.around(p.article, p.begin), common, settings.least_about)]


def _place(
    texts: Texts, grammar: Grammar, own: tuple[Time, str], rows: Sequence[tuple[Time, str]],
    lines: Sequence[Dateline], settings: Briefs,
) -> list[Placed]:  # fmt: skip
    """What one date places in time; empty when it is the dateline's, print's or only that of saying."""
    time, date = own
    sentence = texts.sentence_at(time.article, time.begin)
    if sentence is None or sentence.label not in BODY:
        return []
    near = [t for t, _ in rows if sentence.begin <= t.begin < sentence.end]
    start = _opening(texts, sentence, lines, near)
    text = texts.articles[time.article].text
    if time.begin < start or _closes_range(text, time, near):
        return []
    if not _has_verb(texts.words(sentence.article, start, sentence.end)):
        return []
    if no_event(texts, grammar, sentence, time, date):
        return []
    said = _only_said(grammar, time)
    others = [t for t, d in rows if sentence.begin <= t.begin < sentence.end and d != date and t.begin >= start]
    others = [t for t in others if not _closes_range(text, t, near)]
    if others and modifies_noun(grammar, time.begin, time.end):
        return []  # "the suspect in Sunday's shooting turned himself in on Thursday" tells of Thursday
    if _aside_in_quote(grammar, text, sentence, time) or _said_of_another_day(text, time):
        return []
    begin, end = event_span(grammar, sentence, time, others, settings.long_sentence)
    if not _has_verb(texts.words(time.article, max(begin, start), end)):
        return []
    hour = (time.value or "")[10:16]
    clock = hour[1:] if _HOUR.fullmatch(hour) else ""
    return [Placed(time.article, max(begin, start), end, date, said, clock, _of_noun(grammar, time))]


def _of_noun(grammar: Grammar, time: Time) -> bool:
    """Whether a date hangs on a noun that hangs on another verb's deed: it is the noun's, not the verb's."""
    at = grammar.top(time.begin, time.end)
    up = grammar.head(at) if at is not None else None
    if up is None:
        return False
    if grammar.words[up].pos == "ADP":
        up = grammar.head(up)
    return grammar.words[up].pos in ("NOUN", "PROPN") and grammar.words[up].dep in ("pobj", "dobj")


def _aside_in_quote(grammar: Grammar, text: str, sentence: Sentence, time: Time) -> bool:
    """Whether a date only describes somebody whom a speaker mentions: "Our thoughts are with those who were hurt this
    morning" tells of no event of the morning."""
    before, after = text[sentence.begin : time.begin], text[time.end : sentence.end]
    quoted = before.count("“") > before.count("”") or (before.count('"') % 2 == 1 and '"' in after)
    at = grammar.top(time.begin, time.end) if quoted else None
    verb = grammar.verb_over(at) if at is not None else None
    return verb is not None and grammar.words[verb].dep in ("relcl", "acl")


#: Words that lean on the day on which they are spoken.
_TODAY = re.compile(r"(?:to(?:day|night|morrow)|yesterday|(?:this|last) (?:morning|afternoon|evening|night))\b", re.I)


def _said_of_another_day(text: str, time: Time) -> bool:
    """Whether quoted words lean on the day they were spoken on: "I shall sail tonight" may be of any day."""
    if _TODAY.match(text, time.begin) is None:
        return False
    line = text.rfind("\n", 0, time.begin) + 1
    before, after = text[line : time.begin], text[time.end : time.end + 600].split("\n")[0]
    return before.count("“") > before.count("”") or (before.count('"') % 2 == 1 and '"' in after)


def _has_verb(words: Sequence[Token]) -> bool:
    """Whether the words say that something happens; where no grammar is known they may."""
    return any(w.pos in ("VERB", "AUX") for w in words) or not any(w.pos for w in words)


def _alike(texts: Texts, dates: Sequence[Sequence[Placed]]) -> Iterator[Matrix]:
    """For the places of each date how alike every two of them are, with those of the date as background."""
    counted = counted_grams([texts.text(r.article, r.begin, r.end) for rows in dates for r in rows])
    begin = 0
    for rows in dates:
        found = counted.between(begin, begin + len(rows))
        begin += len(rows)
        vectors = unit_length(found, found.idf(), CHARACTER_COLUMNS)
        yield vectors @ vectors.T


def _told_together(rows: Sequence[Placed], members: Iterable[StatementMember], least: float) -> set[tuple[int, int]]:
    """Pairs of places that stand in one statement."""
    by_article: dict[str, list[int]] = {}  # rows are in order of article and place
    for i, row in enumerate(rows):
        by_article.setdefault(row.article, []).append(i)
    inside: dict[str, list[int]] = {}
    for m in members:
        if m.support < least:
            continue
        for i in by_article.get(m.article, ()):
            if rows[i].begin < m.end and m.begin < rows[i].end:
                inside.setdefault(m.statement, []).append(i)
    return {(a, b) for listed in inside.values() for a in listed for b in listed if a < b}


def grouped(
    texts: Texts, rows: Sequence[Placed], members: Iterable[StatementMember], settings: Briefs
) -> list[list[Placed]]:
    """Places at one date that tell one event: average link over similarity; what stands in one statement is linked."""
    by_date: dict[str, list[Placed]] = {}
    for row in rows:
        by_date.setdefault(row.date, []).append(row)
    placed_in = {row.article for row in rows}
    members = [m for m in members if m.support >= settings.member and m.article in placed_in]
    dates = [sorted(by_date[date], key=lambda r: (r.article, r.begin)) for date in sorted(by_date)]
    alike = _alike(texts, [listed for listed in dates if len(listed) > 1])
    out = []
    for listed in dates:
        if len(listed) == 1:
            out.append(listed)
            continue
        scores = next(alike)
        for a, b in _told_together(listed, members, settings.member):
            scores[a, b] = scores[b, a] = max(float(scores[a, b]), 0.6)
        out.extend([[listed[i] for i in group] for group in _average_link(scores, settings.same_event)])
    return out


def _average_link(scores: Matrix, threshold: float) -> list[list[int]]:
    """Groups of indices; the two groups with the highest mean similarity merge until it falls below a threshold."""
    groups: dict[int, list[int]] = {i: [i] for i in range(len(scores))}
    means = np.full(scores.shape, -np.inf)  # of every two groups, the earlier one's row; kept until one of them grows
    for i, row in enumerate(scores.tolist()):
        means[i, i + 1 :] = [round(score, 6) for score in row[i + 1 :]]
    while len(groups) > 1:
        i, j = divmod(int(np.argmax(means)), len(means))
        if means[i, j] <= threshold:
            break
        groups[i] = sorted(groups[i] + groups.pop(j))
        means[j, :] = means[:, j] = -np.inf
        for other in groups:
            if other != i:
                a, b = min(i, other), max(i, other)
                means[a, b] = round(float(scores[groups[a]][:, groups[b]].mean()), 6)
    return list(groups.values())


def _told(texts: Texts, groups: Sequence[list[Placed]], clues: Clues, settings: Briefs) -> list[list[Placed]]:
    """The groups with the place that is shown first; what does not say its words is a group of its own.

    What is shown reads well by itself and is said by most of the places.
    """
    if len({row.date for group in groups for row in group}) == sum(map(len, groups)):
        return [list(group) for group in groups]
    flat = sorted((row for group in groups for row in group), key=lambda r: (r.article, r.begin, r.end, r.date))
    number = {row: n for n, row in enumerate(flat)}
    units = [
        unit(r.article, clues.text[r.article], (r.begin, r.end), texts.words(r.article, r.begin, r.end)) for r in flat
    ]
    held = atoms(units, clues)
    contents = Contents(units, clues.text, held, None)
    well = [round(texts.reads(r.article, r.begin, r.end), 3) for r in flat]
    foreign = texts.rendered()
    told: list[list[int]] = []
    for group in groups:
        left = [number[row] for row in group]
        while left:
            if len(left) == 1:
                told.append(left)
                break
            members = contents.group(left)
            said = {n: contents.support(members, Chosen(n, flat[n].begin, flat[n].end)) for n in left}

            def rank(n: int, said: dict[int, list[float]] = said) -> tuple[float, int, str, int]:
                row = flat[n]
                score = well[n] + sum(said[n]) / len(said[n]) - _ASIDE * row.aside - _FOREIGN * (row.article in foreign)
                return (-round(score, 3), row.end - row.begin, row.article, row.begin)

            shown = min(left, key=rank)
            saying = [n for n, s in zip(left, said[shown], strict=True) if s >= settings.tells or n == shown]
            told.append([shown, *(n for n in saying if n != shown)])
            left = [n for n in left if n not in saying]
    return [[flat[n] for n in listed] for listed in one_deed(told, [r.date for r in flat], units, held)]


def _worth(groups: Sequence[list[Placed]]) -> list[list[Placed]]:
    """Without dates of mere saying, unless several tellings give them or nothing else happened that day."""
    filled = {row.date for group in groups for row in group if not row.said}
    out: list[list[Placed]] = []
    lone: dict[str, list[Placed]] = {}
    for group in groups:
        if not all(row.said for row in group) or len({row.article for row in group}) > 1:
            out.append(group)
            filled.add(group[0].date)
        elif group[0].date not in filled:
            lone.setdefault(group[0].date, group)
    return out + [group for date, group in sorted(lone.items()) if date not in filled]


_HOUR = re.compile(r"T\d\d:\d\d")


def _sure(times: Iterable[Time], settings: Briefs) -> list[Time]:
    """The times, and bare hours ("at 6.40 a.m.") as sure as others where they fall on the day that most tell of."""
    listed = list(times)
    days: dict[str, set[str]] = {}
    for t in listed:
        date = calendar_date(t) if t.confidence >= settings.least_date else None
        if date and granularity(date) == "D":
            days.setdefault(date, set()).add(t.article)
    most = max((len(told) for told in days.values()), default=0)
    main = {date for date, told in days.items() if len(told) == most}

    def bare(t: Time) -> bool:
        value = t.value or ""
        hour = t.type == "TIME" and _HOUR.fullmatch(value[10:16]) is not None
        return hour and t.confidence < settings.least_date and value[:10] in main

    return [replace(t, confidence=settings.least_date) if bare(t) else t for t in listed]


def timeline(
    story: str, texts: Texts, clues: Clues, datelines: Iterable[Dateline],
    members: Iterable[StatementMember], settings: Briefs,
) -> list[TimelineEntry]:  # fmt: skip
    """The timeline of a story: one entry per date and event, in order of time, text verbatim.

    The evidence of an entry are the places that say its text.
    """
    rows = placed(texts, _sure(clues.times, settings), datelines, settings)
    groups = _told(texts, _worth(grouped(texts, rows, members, settings)), clues, settings)

    def order(group: list[Placed]) -> tuple[str, str, str, int, str, int]:
        shown = group[0]
        first, last = interval(shown.date) or (shown.date, shown.date)
        return (first, last, shown.clock, -len({p.article for p in group}), shown.article, shown.begin)

    out = []
    for n, group in enumerate(sorted(groups, key=order)):
        evidence = tuple(sorted(Evidence(p.article, p.begin, p.end) for p in group))
        text = re.sub(r"\s+\Z", "", texts.text(group[0].article, group[0].begin, group[0].end))
        out.append(TimelineEntry(story, n, group[0].date, text, evidence))
    return out
