"""Quotes: one utterance in several tellings, with other words or another speaker."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tellings.collate.variants_names import folded
from tellings.collate.variants_view import Point, Reading, View
from tellings.records import Entity, Quote, Utterance

_WORD = re.compile(r"\w+(?:[’']\w+)*")
MOST_WORDS = 15


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(folded(m[0]).replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]


def changed_span(text: str, other: str) -> tuple[int, int] | None:
    """Where the words of `text` differ from those of `other`, with one word on both sides; None when nowhere.

    A difference at the edge alone is a cut, not another reading.
    """
    a, b = _words(text), _words(other)
    matcher = SequenceMatcher(None, [w for w, _, _ in a], [w for w, _, _ in b], autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    gaps = [(x.a + x.size, y.a) for x, y in itertools.pairwise(blocks) if y.a > x.a + x.size or y.b > x.b + x.size]
    if first.a and first.b:
        gaps.insert(0, (0, first.a))
    if last.a + last.size < len(a) and last.b + last.size < len(b):
        gaps.append((last.a + last.size, len(a)))
    if not gaps:
        return None
    begin, end = max(0, gaps[0][0] - 1), min(len(a), gaps[-1][1] + 1)
    if end - begin > MOST_WORDS:
        begin, end = max(0, gaps[0][0] - 1), min(len(a), gaps[0][1] + 1)
        end = min(end, begin + MOST_WORDS)
    return a[begin][1], a[end - 1][2]


def quote_points(
    view: View, quotes: Sequence[Quote], utterances: Sequence[Utterance], entities: Sequence[Entity]
) -> Iterator[Point]:
    """For every utterance that several tellings quote: other words, and other speakers."""
    quote = {q.id: q for q in quotes if q.article in view.text}
    name = {e.id: e.canonical for e in entities}
    by: dict[str, list[Utterance]] = defaultdict(list)
    for u in utterances:
        if u.quote in quote:
            by[u.group].append(u)
    for group in sorted(by):
        rows = sorted(by[group], key=lambda u: (quote[u.quote].article, quote[u.quote].begin))
        if len({quote[u.quote].article for u in rows}) < 2:
            continue
        yield from _words_point(view, [quote[u.quote] for u in rows if quote[u.quote].kind != "indirect"])
        yield from _speaker_point(view, [(quote[u.quote], name.get(u.entity or "", "")) for u in rows])


def _words_point(view: View, quotes: Sequence[Quote]) -> Iterator[Point]:
    if len({q.article for q in quotes}) < 2:
        return
    texts = [view.shown(q.article, q.begin, q.end) for q in quotes]
    keys = [" ".join(w for w, _, _ in _words(t)) for t in texts]
    common = max(sorted(set(keys)), key=lambda k: (keys.count(k), len(k)))
    base = texts[keys.index(common)]
    readings: list[Reading] = []
    spans = [changed_span(t, base) for t in texts]
    other = next((t for t, s in zip(texts, spans, strict=True) if s), None)
    if other is None:
        return
    for q, t, s in zip(quotes, texts, spans, strict=True):
        span = s or changed_span(t, other)
        if span is None:
            continue
        begin, end = q.begin + span[0], q.begin + span[1]
        readings.append(Reading(q.article, begin, end, folded(view.shown(q.article, begin, end))))
    if readings:
        yield Point("quote", base[:80], tuple(readings))


def _speaker_point(view: View, rows: Sequence[tuple[Quote, str]]) -> Iterator[Point]:
    readings = tuple(
        Reading(q.article, q.speaker_begin, q.speaker_end, who)
        for q, who in rows
        if who and q.speaker_begin is not None and q.speaker_end is not None
    )
    if readings:
        first = rows[0][0]
        yield Point("attribution", view.shown(first.article, first.begin, first.end)[:80], readings)
