"""How each telling words a sentence that several have: a line for those that most likely differ in what they tell.

What rules of kind (numbers, names, places ...) do not find is mostly told in other words, at other length, of a thing
that nobody lists beforehand. A collation shows it: the passages side by side, as a critical apparatus does, and leaves
it to the reader to say what they make of it. These lines stand behind the differences whose kind is known.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
#: The chance from which a line is shown: of the lines of stories that the models had not seen, two in five or more show
#: a difference that a reader wrote down.
LEAST_CHANCE = 0.25
#: ... of which two passages differ with at least this chance: where no two do, many sentences are merely alike,
LEAST_PAIR = 0.16
#: ... and each differs from another with at least this one, or it tells of something else.
LEAST_READING = 0.12
#: Headings leave out by trade and captions are told again and again: their words are told otherwise for want of room.
BODY = "body"
#: How many lines of a story at most: more would be a concordance.
MOST_LINES = 6
#: Sentences looked at in a story: those that most tellings have.
MOST_STARS = 60
#: What two tellings alone have is told in other words by chance too often: a third telling makes it matter.
LEAST_BESIDE = 2
#: ... and sentences laid beside each, the best-aligned ones.
MOST_BESIDE = 8
#: A sentence that was laid beside so many others has been looked at.
ROUNDS = 2
#: Two lines that have more than this share of a passage in common show the same.
SAME = 1 / 3

Span = tuple[int, int, int, str]  # begin, end, number of the point, value


def apparatus_points(
    view: View, whole: Mapping[Place, Grammar], quotes: Sequence[Quote], known: Iterable[Point]
) -> Iterator[Point]:
    """The lines of a story, the surest first. `known`: the differences that other rules have found in it."""
    taken: dict[Place, list[tuple[int, int]]] = defaultdict(list)
    lines = 0
    for _, _, rows in sorted(_lines(view, whole, _shown(known), _quoted(quotes)), key=lambda line: line[:2]):
        passages = [p for row in rows for p in row]
        if any(_meet(p, b, e) for p in passages for b, e in taken[p.words.place]):
            continue
        for p in passages:
            taken[p.words.place].append((p.first, p.last))
        yield _point(view, rows)
        lines += 1
        if lines == MOST_LINES:
            return


def _meet(p: Passage, begin: int, end: int) -> bool:
    """Whether a passage mostly shows words that another line shows."""
    return min(p.last, end) - max(p.first, begin) >= SAME * min(p.last - p.first, end - begin)


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
) -> Iterator[tuple[float, tuple[tuple[Place, int, int], ...], list[list[Passage]]]]:  # fmt: skip
    """Lines likely enough, each with minus its chance and with where its passages stand."""
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
        for p in beside:
            done[p] += 1
        base = words(place)
        rows = laid(base, [words(p) for p in beside[:MOST_BESIDE]], known[place])
        if len(rows) < 2:
            continue
        at = tuple(sorted((p.words.place, p.first, p.last) for row in rows for p in row))
        if at in seen or _told(rows, shown):
            continue
        seen.add(at)
        rows, chance = _judged(view, rows, tellings, len(beside) + 1, quoted)
        if chance >= LEAST_CHANCE:
            yield -chance, tuple(sorted((p.words.place, p.first, p.last) for row in rows for p in row)), rows


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
) -> tuple[list[list[Passage]], float]:  # fmt: skip
    """The readings of a line that belong beside one another, and the chance that it shows a difference."""
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
            return [], 0.0
        best = {i: max(chances[pair] for pair in pairs if i in pair) for i in kept}
        if min(best.values()) >= LEAST_READING:
            break
        kept.remove(min(kept, key=lambda i: (best[i], i)))
    chance = line_chance([chances[p] for p in pairs], having, sum(sure[p] for p in pairs) / len(pairs))
    return [rows[i] for i in sorted(kept)], round(chance, 6)


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
