"""How each telling words a sentence that several have: a line for those that most likely differ in what they tell.

What rules of kind (numbers, names, places ...) do not find is mostly told in other words, at other length, of a thing
that nobody lists beforehand. A collation shows it: the passages side by side, as a critical apparatus does, and leaves
it to the reader to say what they make of it. These lines stand behind the differences whose kind is known.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.apparatus_lines import FEW, MANY, Passage, laid, stars
from tellings.collate.apparatus_measures import measures
from tellings.collate.apparatus_model import line_chance, pair_chance
from tellings.collate.apparatus_words import Words, words_of
from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_titles import quoted
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Quote

#: The kind of these points: no other rule makes any of it.
KIND = "other"
#: The chance from which a line is shown. In 62 clusters that nobody annotated 17 of 25 lines between .2 and .25 tell
#: a reader something, mostly slight; further down annotated stories show too many that no annotator wrote down.
LEAST_CHANCE = 0.235
#: ... of which two passages differ with at least this chance: where no two do, many sentences are merely alike,
LEAST_PAIR = 0.16
#: ... and each differs from another with at least this one, or it tells of something else.
LEAST_READING = 0.12
#: Headings leave out by trade and captions are told again and again: their words are told otherwise for want of room.
BODY = "body"
#: How many lines of a story at most: more would be a concordance.
MOST_LINES = 8
#: Sentences looked at in a story: those that most tellings have.
MOST_STARS = 60
#: What two tellings alone have is told in other words by chance too often: a third telling makes it matter.
LEAST_BESIDE = 2
#: ... and sentences laid beside each, the best-aligned ones.
MOST_BESIDE = 8
#: A sentence that was laid beside so many others has been looked at.
ROUNDS = 2
#: Two lines that have more than this share of a passage in common show the same: the one of more passages that are more
#: surely aligned is shown, since its first sentence stands in the middle of the others.
SAME = 1 / 3

Span = tuple[int, int, int, str]  # begin, end, number of the point, value


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as several tellings word it."""

    chance: float  # that it shows a difference
    at: tuple[tuple[Place, int, int], ...]  # where its passages stand: places and words of them
    aligned: float  # how surely its passages tell one thing, mean of their pairs
    rows: list[list[Passage]]  # by what they tell


def apparatus_points(
    view: View, whole: Mapping[Place, Grammar], quotes: Sequence[Quote], known: Iterable[Point]
) -> Iterator[Point]:
    """The lines of a story, the surest first. `known`: the differences that other rules have found in it."""
    lines = sorted(_lines(view, whole, _shown(known), _quoted(quotes)), key=lambda line: (-line.chance, line.at))
    for _ in range(MOST_LINES):
        if not lines:
            return
        peers = [line for line in lines if line.at == lines[0].at or _same(line, lines[0])]
        central = max(peers, key=lambda line: (len(line.at), line.aligned))
        yield _point(view, central.rows)
        lines = [line for line in lines if line not in peers and not _same(line, central)]


def _same(a: Line, b: Line) -> bool:
    """Whether two lines show the same: a passage of one mostly has words that one of the other has."""
    return any(
        place == other and min(last, end) - max(first, begin) >= SAME * min(last - first, end - begin)
        for place, first, last in a.at
        for other, begin, end in b.at
    )


def _quoted(quotes: Sequence[Quote]) -> Mapping[str, list[tuple[int, int]]]:
    out: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for q in quotes:
        out[q.article].append((q.begin, q.end))
    return out


def _shown(known: Iterable[Point]) -> Mapping[str, list[Span]]:
    """By article, where other rules show what, and at which point."""
    out: dict[str, list[Span]] = defaultdict(list)
    for number, point in enumerate(known):
        for r in point.readings if point.differs() else ():
            out[r.article].append((r.begin, r.end, number, r.value))
    return out


def _lines(
    view: View, whole: Mapping[Place, Grammar], shown: Mapping[str, Sequence[Span]],
    quoted: Mapping[str, Sequence[tuple[int, int]]],
) -> Iterator[Line]:  # fmt: skip
    """Lines that are likely enough."""
    read: dict[Place, Words] = {}
    known: dict[Place, frozenset[int]] = {}

    def words(place: Place) -> Words:
        found = read.get(place)
        if found is None:
            found = read[place] = words_of(whole[place])
            known[place] = _known(found, shown.get(place[0], ()))
        return found

    usable = [
        p for p in view.aligned
        if p in whole and FEW <= len(whole[p].tokens) <= MANY and view.sentences[p].label == BODY
    ]  # fmt: skip
    tellings = len(view.text)
    seen: set[tuple[tuple[Place, int, int], ...]] = set()
    done: dict[Place, int] = defaultdict(int)
    looked = 0
    for place, beside in stars(view.aligned, usable):
        if len(beside) < LEAST_BESIDE or looked == MOST_STARS:
            break
        if done[place] >= ROUNDS:
            continue
        looked += 1
        for own in beside:
            done[own[0]] += 1
        base = words(place)
        rows = laid(base, [[words(p) for p in own] for own in beside[:MOST_BESIDE]], known[place])
        if len(rows) < 2:
            continue
        at = tuple(sorted((p.words.place, p.first, p.last) for row in rows for p in row))
        if at in seen or _told(rows, shown):
            continue
        seen.add(at)
        rows, chance, sure = _judged(view, rows, tellings, len(beside) + 1, quoted)
        if chance >= LEAST_CHANCE:
            yield Line(chance, tuple(sorted((p.words.place, p.first, p.last) for row in rows for p in row)), sure, rows)


def _known(w: Words, shown: Sequence[Span]) -> frozenset[int]:
    """The words of a sentence that other rules show."""
    if not shown or not w.tokens:
        return frozenset()
    first, last = w.tokens[0].begin, w.tokens[-1].end
    near = [(b, e) for b, e, _, _ in shown if b < last and e > first]
    return frozenset([i for i, t in enumerate(w.tokens) if any(b < t.end and e > t.begin for b, e in near)])


def _told(rows: Sequence[Sequence[Passage]], shown: Mapping[str, Sequence[Span]]) -> bool:
    """Whether two passages show two readings of one point that another rule has found."""
    held: dict[int, set[str]] = {}
    for row in rows:
        p = row[0]
        begin, end = p.words.span(p.first, p.last)
        here: dict[int, str] = {}
        for b, e, point, value in shown.get(p.words.place[0], ()):
            if b < end and e > begin:
                here[point] = value
        for point, value in here.items():
            held.setdefault(point, set()).add(value)
    return any(len(values) > 1 for values in held.values())


def _judged(
    view: View, rows: list[list[Passage]], tellings: int, having: int,
    quoted: Mapping[str, Sequence[tuple[int, int]]],
) -> tuple[list[list[Passage]], float, float]:  # fmt: skip
    """The readings of a line that belong beside one another, the chance that it shows a difference, and how
    surely they are aligned, mean of their pairs."""
    heads = [row[0] for row in rows]
    inside = [_share(p, quoted.get(p.words.place[0], ())) for p in heads]
    sure, chances = {}, {}
    for i, j in itertools.combinations(range(len(rows)), 2):
        a, b = heads[i], heads[j]
        sure[i, j] = view.aligned.get(a.words.place, {}).get(b.words.place, 0.0)
        chances[i, j] = pair_chance(measures(a, b, sure[i, j], tellings, (inside[i], inside[j])))
    kept = set(range(len(rows)))
    while True:
        pairs = [pair for pair in chances if kept.issuperset(pair)]
        if max((chances[pair] for pair in pairs), default=0.0) < LEAST_PAIR:
            return [], 0.0, 0.0
        best = {i: max(chances[pair] for pair in pairs if i in pair) for i in kept}
        if min(best.values()) >= LEAST_READING:
            break
        kept.remove(min(kept, key=lambda i: (best[i], i)))
    mean = sum(sure[p] for p in pairs) / len(pairs)
    chance = line_chance([chances[p] for p in pairs], having, mean)
    return [rows[i] for i in sorted(kept)], round(chance, 6), round(mean, 6)


def _share(p: Passage, quoted: Sequence[tuple[int, int]]) -> float:
    """The share of a passage's words that stand within quotes."""
    begin, end = p.words.span(p.first, p.last)
    near = [(b, e) for b, e in quoted if b < end and e > begin]
    if not near:
        return 0.0
    words = p.words.tokens[p.first : p.last]
    return sum(any(b <= t.begin < e for b, e in near) for t in words) / len(words)


def _point(view: View, rows: Sequence[Sequence[Passage]]) -> Point:
    """A line as a point of comparison, called by how its first passage begins. Its values are the passages as told."""
    readings = []
    for row in rows:
        values = [view.shown(p.words.place[0], *p.words.span(p.first, p.last)) for p in row]
        value = " ".join(values[0].split())
        readings += [Reading(p.words.place[0], *p.words.span(p.first, p.last), value) for p in row]
    return Point(KIND, quoted(readings[0].value), tuple(readings))
