"""Quotes: one utterance in several tellings, with other words or another speaker."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tellings.collate.variants_names import folded, spelt_alike
from tellings.collate.variants_view import Point, Reading, View
from tellings.records import Entity, Quote, Utterance
from tellings.text.names_places import country_behind

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")

#: The most words that a reading shows.
MOST_WORDS = 15

#: Speakers that the words beside the quote do not name.
PRONOUNS = frozenset("he she it its him her them they we i you who which that this".split())

#: Two quotes are the same words, so that their speakers can be compared, from this share of words in order.
SAME_WORDS = 0.6

#: Two quotes are versions of one utterance from this share of words in order; below, one of them is misplaced.
KIN = 0.4

#: In short quotes two common words are little: the fewer words, the more of them must agree.
FEW_WORDS = 10

Word = tuple[str, int, int]  # folded, begin, end


def words_of(text: str) -> list[Word]:
    """The words of a text, folded, with their spans."""
    return [(folded(m[0]).replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]


def changes(a: Sequence[Word], b: Sequence[Word]) -> list[tuple[int, int]]:
    """Where `a` has other words than `b`: runs of words of `a`. What is cut off at either end does not count."""
    matcher = SequenceMatcher(None, [w for w, _, _ in a], [w for w, _, _ in b], autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    if not blocks:
        return []
    out = [(x.a + x.size, y.a) for x, y in itertools.pairwise(blocks) if y.a > x.a + x.size or y.b > x.b + x.size]
    first, last = blocks[0], blocks[-1]
    if first.a and first.b:
        out.insert(0, (0, first.a))
    if last.a + last.size < len(a) and last.b + last.size < len(b):
        out.append((last.a + last.size, len(a)))
    return out


def same_words(a: Sequence[Word], b: Sequence[Word]) -> float:
    """The share of the shorter one's words that stand in both in the same order, 0..1."""
    matcher = SequenceMatcher(None, [w for w, _, _ in a], [w for w, _, _ in b], autojunk=False)
    shorter = min(len(a), len(b))
    return sum(m.size for m in matcher.get_matching_blocks()) / max(1, shorter, FEW_WORDS - shorter)


def shown_span(words: Sequence[Word], runs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The changed words with as much around them as `MOST_WORDS` allow, as a span."""
    begin, end = runs[0][0], max(runs[0][1], runs[0][0] + 1)
    for a, b in runs[1:]:
        if max(b, a + 1) - begin <= MOST_WORDS:
            end = max(b, a + 1)
    end = min(max(end, begin + 1), begin + MOST_WORDS, len(words))
    begin = min(begin, end - 1)
    while end - begin < MOST_WORDS and (begin > 0 or end < len(words)):
        if begin > 0:
            begin -= 1
        if end < len(words) and end - begin < MOST_WORDS:
            end += 1
    return words[begin][1], words[end - 1][2]


def quote_points(
    view: View, quotes: Sequence[Quote], utterances: Sequence[Utterance], entities: Sequence[Entity]
) -> Iterator[Point]:
    """For every utterance that several tellings quote: other words, and other speakers."""
    quote = {q.id: q for q in quotes if q.article in view.text}
    entity = {e.id: e for e in entities}
    by: dict[str, list[Utterance]] = defaultdict(list)
    for u in utterances:
        if u.quote in quote:
            by[u.group].append(u)
    for group in sorted(by):
        rows = sorted(by[group], key=lambda u: (quote[u.quote].article, quote[u.quote].begin))
        if len({quote[u.quote].article for u in rows}) < 2:
            continue
        direct = [(quote[u.quote], entity.get(u.entity or "")) for u in rows if quote[u.quote].kind != "indirect"]
        yield from _words_point(view, [q for q, _ in direct])
        yield from _speaker_point(view, direct)


def _words_point(view: View, quotes: Sequence[Quote]) -> Iterator[Point]:
    """Other words: every telling against the wording that most tellings give."""
    if len({q.article for q in quotes}) < 2:
        return
    texts = [words_of(view.shown(q.article, q.begin, q.end)) for q in quotes]
    keys = [" ".join(w for w, _, _ in t) for t in texts]
    count = Counter(keys)
    common = min(count, key=lambda k: (-count[k], -len(k), k))
    base = texts[keys.index(common)]
    spans = [changes(t, base) if same_words(t, base) >= KIN else [] for t in texts]
    other = next((t for t, s in zip(texts, spans, strict=True) if s), None)
    if other is None:
        return
    readings: list[Reading] = []
    for q, t, s in zip(quotes, texts, spans, strict=True):
        runs = s or (changes(t, other) if same_words(t, other) >= KIN else [])
        if not t or not runs:
            continue
        begin, end = shown_span(t, runs)
        value = " ".join(w for w, x, _ in t if begin <= x < end)
        readings.append(Reading(q.article, q.begin + begin, q.begin + end, value))
    if readings:
        yield Point("quote", view.shown(quotes[0].article, quotes[0].begin, quotes[0].end)[:80], tuple(readings))


def _same_person(a: str, b: str) -> bool:
    """Whether two speakers' names are one name, spelt or cut differently, or a capital and its country."""
    country = country_behind(a)
    if country is not None and country == country_behind(b):
        return True
    x, y = [folded(w) for w in a.split()], [folded(w) for w in b.split()]
    if set(x) <= set(y) or set(y) <= set(x):
        return True
    return bool(x and y) and (x[-1] == y[-1] or spelt_alike(x[-1], y[-1]))


def _speaker_point(view: View, rows: Sequence[tuple[Quote, Entity | None]]) -> Iterator[Point]:
    """Other speakers of the same words. A speaker counts when at least one telling names him beside the words."""
    texts = [words_of(view.shown(q.article, q.begin, q.end)) for q, _ in rows]
    base = max(texts, key=len, default=[])
    found: list[tuple[Quote, str, str]] = []
    names: list[str] = []
    for (q, who), words in zip(rows, texts, strict=True):
        if who is None or q.speaker_begin is None or same_words(words, base) < SAME_WORDS:
            continue
        if q.cue is None and view.place(q.article, q.speaker_begin) != view.place(q.article, q.begin):
            continue  # only a neighbouring sentence names him: not said outright
        name = next((n for n in names if _same_person(n, who.canonical)), None)
        if name is None:
            names.append(who.canonical)
        found.append((q, name or who.canonical, who.type))
    named = {name for q, name, _ in found if (q.speaker or "").lower() not in PRONOUNS}
    kinds = Counter(kind for _, name, kind in found if name in named)
    if not kinds:
        return
    kind = min(kinds, key=lambda k: (-kinds[k], k))  # a spokesman against his ministry is no other speaker
    readings = tuple(
        Reading(q.article, q.speaker_begin or 0, q.speaker_end or 0, name)
        for q, name, own in found
        if name in named and own == kind
    )
    if readings:
        first = rows[0][0]
        yield Point("attribution", view.shown(first.article, first.begin, first.end)[:80], readings)
