"""Quotes: one utterance in several tellings, with other words or another speaker."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_names import folded, spelt_alike
from tellings.collate.variants_titles import quoted
from tellings.collate.variants_view import Point, Reading, View, joined
from tellings.collate.variants_wordings import (
    MOST_WORDS,
    Word,
    blocks_of,
    most_same,
    paired,
    same_words,
    shown_span,
    words_of,
)
from tellings.records import Entity, Quote, Utterance
from tellings.text.names_places import country_behind
from tellings.text.prior import rarity

#: What stands before the name of a body that is given a person's words.
BODY = "body: "

#: Speakers that the words beside the quote do not name.
PRONOUNS = frozenset("he she it its him her them they we i you who which that this".split())

#: Two quotes are the same words, so that their speakers can be compared, from this share of words in order.
SAME_WORDS = 0.6

VERY_WORDS = 0.85  # where the utterances room takes them for two utterances

#: Two quotes are versions of one utterance from this share of words in order; below, one of them is misplaced.
KIN = 0.4

#: A reading of which so much has been shown before adds nothing.
COVERED = 0.8

#: In a sentence so much longer than another, the other's words may stand by chance.
MUCH_LONGER = 2

#: So many words in one run, or so large a share of the shorter sentence, are no chance.
RUN, RUN_SHARE = 5, 0.5

#: Sentences of two utterances are versions of one when the shorter has at least this many words.
ALONE = 5

#: One speaker's quotes of so many words that differ in one of them are versions of one.
FEWEST = 4

#: A word that few articles hold (-ln of their share) brings two sentences together; one that stands in more of the
#: story's wordings than `MOST_MET` brings none.
TELLING, MOST_MET = 1.0, 60
MET_SHARE = 0.3  # of the telling words of the shorter one: fewer are not looked at word by word

#: Where a sentence of a quote ends.
_STOP = re.compile(r"[.!?…]+[”\"’')\]]*\s+|\s*(?:\.\s?){2,}\s*|…")


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
        yield from _speaker_point(view, direct)
    uttered = {u.quote: u for u in utterances}
    pieces = [p for q in sorted(quote.values(), key=_at) if q.kind != "indirect" for p in _pieces(view, q, uttered)]
    uttering = {
        (q.article, q.begin): (q, entity.get(uttered[q.id].entity or "")) for q in quote.values() if q.id in uttered
    }
    for same in _wordings(pieces):
        yield from _words_point(view, same)
        base = max((p.words for p in same), key=lambda words: (len(words), words))
        alike = [p for p in same if len(p.words) >= ALONE and same_words(p.words, base) >= VERY_WORDS]
        said = [uttering[p.article, p.begin] for p in alike if (p.article, p.begin) in uttering]
        if len({uttered[q.id].group for q, _ in said}) > 1:
            yield from _speaker_point(view, [row for row in said if row[0].kind != "indirect"])


@dataclass(slots=True, unsafe_hash=True)  # not frozen, which takes three times as long: none is changed once made
class Piece:
    """One sentence of a quote: one house quotes three together, another the last of them alone."""

    article: str
    begin: int
    end: int
    group: str  # the utterance that its quote belongs to; "" for none
    words: tuple[Word, ...]
    speaker: str = ""  # entity; "" when that is not known


def _at(q: Quote) -> tuple[str, int, int, str]:
    return q.article, q.begin, q.end, q.id


def _pieces(view: View, q: Quote, uttered: Mapping[str, Utterance]) -> Iterator[Piece]:
    utterance = uttered.get(q.id)
    group, speaker = (utterance.group, utterance.entity or "") if utterance else ("", "")
    text = view.shown(q.article, q.begin, q.end)
    begin = 0
    for end in [*(m.end() for m in _STOP.finditer(text)), len(text)]:
        words = words_of(text[begin:end])
        if words:
            low, high = begin + words[0][1], begin + words[-1][2]
            shifted = tuple((w, a - words[0][1], b - words[0][1]) for w, a, b in words)
            yield Piece(q.article, q.begin + low, q.begin + high, group, shifted, speaker)
        begin = end


def _wordings(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of several tellings that are versions of one sentence, each set in order. Copies are met once."""
    copies: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for p in pieces:
        copies[p.group, " ".join(w for w, _, _ in p.words)].append(p)
    kinds = [copies[k] for k in sorted(copies)]
    own = [frozenset(w for w, _, _ in row[0].words if rarity(w) >= TELLING) for row in kinds]
    by: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(own):
        for word in sorted(words):
            by[word].append(i)
    met = Counter(pair for row in by.values() if len(row) <= MOST_MET for pair in itertools.combinations(row, 2))
    pairs = []
    for (i, j), n in sorted(met.items()):
        a, b = kinds[i][0], kinds[j][0]
        if (a.group == b.group or n >= MET_SHARE * min(len(own[i]), len(own[j]))) and _versions(a, b):
            pairs.append((i, j))
    found = [[p for i in part for p in kinds[i]] for part in joined(pairs)]
    return [sorted(row, key=lambda p: (p.article, p.begin)) for row in found]


def _versions(a: Piece, b: Piece) -> bool:
    """Whether two pieces are versions of one sentence: of one utterance, or alike enough by themselves."""
    if a.speaker == b.speaker != "" and _turned(a, b):
        return True
    if most_same(a.words, b.words) < (KIN if a.group == b.group != "" else SAME_WORDS):
        return False
    short, long = sorted((len(a.words), len(b.words)))
    alike = max(same_words(a.words, b.words), same_words(b.words, a.words))
    if a.group == b.group != "" and alike >= KIN:
        if short >= FEWEST and _one_word_apart(a.words, b.words):
            return True
        return long <= MUCH_LONGER * short or (alike >= SAME_WORDS and _solid(a.words, b.words))
    return short >= ALONE and alike >= SAME_WORDS and _solid(a.words, b.words)


def _turned(a: Piece, b: Piece) -> bool:
    """Whether one speaker's words are the same in another order, or the same few but for one of them."""
    x, y = [w for w, _, _ in a.words], [w for w, _, _ in b.words]
    if len(x) >= ALONE and x != y and sorted(x) == sorted(y):
        return True
    return len(x) == len(y) >= FEWEST and sum(p != q for p, q in zip(x, y, strict=True)) == 1


def _one_word_apart(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether the shorter stands in the longer but for one word in its middle: "to conflict and war"."""
    little, large = sorted(([w for w, _, _ in words] for words in (a, b)), key=lambda words: (len(words), words))
    for n in range(len(large) - len(little) + 1):
        window = large[n : n + len(little)]
        ends = little[0] == window[0] and little[-1] == window[-1]
        if ends and sum(x != y for x, y in zip(little, window, strict=True)) == 1:
            return True
    return False


def _solid(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether so many words of two sentences stand in one run that they do not agree by chance."""
    run = max((size for _, _, size in blocks_of(a, b)), default=0)
    return run >= min(RUN, RUN_SHARE * min(len(a), len(b)))


def _words_point(view: View, quotes: Sequence[Piece]) -> Iterator[Point]:
    """Other words: every telling against the wording that most tellings give."""
    if len({q.article for q in quotes}) < 2:
        return
    keys = [" ".join(w for w, _, _ in q.words) for q in quotes]
    count = Counter(keys)
    common = min(count, key=lambda k: (-count[k], -len(k), k))
    base = quotes[keys.index(common)].words
    quotes = _nearest(quotes, base)
    runs = [paired(base, q.words) if same_words(q.words, base) >= KIN else [] for q in quotes]
    shown: dict[frozenset[frozenset[str]], tuple[float, tuple[Reading, ...]]] = {}
    last: list[Reading] = []
    for begin, end in _regions([(r[0], max(r[1], r[0] + 1)) for row in runs for r in row]):
        readings: list[Reading] = []
        changed = 0.0
        for q, row in zip(quotes, runs, strict=True):
            own = [(r[2], r[3]) for r in row if begin <= r[0] < end]
            changed += sum(_weight(base[r[0] : r[1]], q.words[r[2] : r[3]]) for r in row if begin <= r[0] < end)
            if not own and same_words(q.words, base) >= KIN:
                own = _unchanged(base, q.words, begin, end)
            if q.words and own:
                low, high = shown_span(q.words, own, view.shown(q.article, q.begin, q.end))
                value = " ".join(w for w, x, _ in q.words if low <= x < high)
                readings.append(Reading(q.article, q.begin + low, q.begin + high, value))
        if readings and not _covered(readings, last):
            last = readings
            sides = _sides(readings)
            if sides not in shown or changed > shown[sides][0]:
                shown[sides] = (changed, tuple(readings))
    first = quotes[_heading(view, [q.article for q in quotes], [" ".join(w for w, _, _ in q.words) for q in quotes])]
    about = quoted(view.shown(first.article, first.begin, first.end))
    for _, found in shown.values():
        yield Point("quote", about, found)


def _heading(view: View, articles: Sequence[str], wordings: Sequence[str]) -> int:
    """Which of several wordings of one utterance heads it: the one that most give, no rendering, the longest."""
    count = Counter(wordings)
    return min(
        range(len(wordings)),
        key=lambda n: (-count[wordings[n]], view.carried_over(articles[n]), -len(wordings[n]), wordings[n], n),
    )


def _weight(here: Sequence[Word], there: Sequence[Word]) -> float:
    """How much the words of two runs tell that are not in both, by their rarity."""
    x, y = {w for w, _, _ in here}, {w for w, _, _ in there}
    return round(sum(rarity(w) for w in sorted(x ^ y)), 6)


def _sides(readings: Sequence[Reading]) -> frozenset[frozenset[str]]:
    """Which tellings agree with which: other words of one sentence that divide them alike are shown once."""
    by: dict[str, set[str]] = defaultdict(set)
    for r in readings:
        by[r.value].add(r.article)
    return frozenset(frozenset(articles) for articles in by.values())


def _nearest(quotes: Sequence[Piece], base: Sequence[Word]) -> list[Piece]:
    """Of every telling the pieces nearest to a wording: a telling may quote a like sentence beside it."""
    best: dict[str, float] = defaultdict(float)
    alike = [round(same_words(q.words, base), 6) for q in quotes]
    for q, a in zip(quotes, alike, strict=True):
        best[q.article] = max(best[q.article], a)
    return [q for q, a in zip(quotes, alike, strict=True) if a == best[q.article]]


def _covered(readings: Sequence[Reading], last: Sequence[Reading]) -> bool:
    """Whether readings show hardly more than those of the point before them, telling by telling."""
    spans = {r.article: r for r in last}
    for r in readings:
        before = spans.get(r.article)
        if before is None or min(r.end, before.end) - max(r.begin, before.begin) < COVERED * (r.end - r.begin):
            return False
    return True


def _regions(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Changed runs of one wording put together as far as one reading can show them, in order."""
    out: list[tuple[int, int]] = []
    for begin, end in sorted(runs):
        if out and begin - out[-1][0] < MOST_WORDS:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((begin, end))
    return out


def _unchanged(base: Sequence[Word], words: Sequence[Word], begin: int, end: int) -> list[tuple[int, int]]:
    """Where a run of one wording stands in another that has it; nothing where the other is cut there."""
    for i, j, size in blocks_of(base, words):
        low, high = max(begin, i), min(end, i + size)
        if low < high:
            return [(j + low - i, j + high - i)]
    return []


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
    count = Counter(" ".join(w for w, _, _ in t) for t in texts)
    base = max(texts, key=lambda t: (count[" ".join(w for w, _, _ in t)], len(t), t), default=[])
    found: list[tuple[Quote, str, str]] = []
    names: list[str] = []
    for (q, who), words in zip(rows, texts, strict=True):
        if who is None or q.speaker_begin is None or same_words(words, base) < SAME_WORDS:
            continue
        if q.cue is None and view.place(q.article, q.speaker_begin) != view.place(q.article, q.begin):
            continue  # only a neighbouring sentence names him: not said outright
        if who.type == "person" and (q.speaker or "").islower() and q.speaker not in PRONOUNS:
            continue  # "the porter": who that is, is no more than likely
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
        first = rows[_heading(view, [q.article for q, _ in rows], [" ".join(w for w, _, _ in t) for t in texts])][0]
        if len({r.value for r in readings}) == 1:
            readings = (*readings, *_bodies(found, kind))
        yield Point("attribution", f"who said {quoted(view.shown(first.article, first.begin, first.end))}", readings)


def _bodies(found: Sequence[tuple[Quote, str, str]], kind: str) -> Iterator[Reading]:
    """The bodies to which other tellings give the words of a person by name: the house here, its spokesman there."""
    for q, name, own in found:
        shown = (q.speaker or "").removeprefix("the ")
        if kind == "person" and own == "organisation" and shown[:1].isupper() and shown.lower() not in PRONOUNS:
            yield Reading(q.article, q.speaker_begin or 0, q.speaker_end or 0, BODY + name)
