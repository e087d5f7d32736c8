"""What a telling made of its parent: which sentences it dropped, which it added, said in a line.

A sentence is there still when most of what it tells stands together in one sentence of the other, or in two that
follow each other, or when it is part of a statement that the other makes too: merged, split or reworded, it is not
dropped. A sentence with hardly a content word goes with its neighbours. Every row is one sentence, so that the counts
in the line are those of the rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from tellings.collate.derivations_text import Body, Word
from tellings.records import Departed, Departure, StatementMember, Variant

#: Share of a sentence's content, by weight, that stands together in the other: from here on it is there. What was
#: copied is there whole, and half of it is another sentence. Of a rewrite's words few are the parent's, but with less
#: than this in common the two mostly have their people and places alone in common, which every sentence names: of 40
#: sentences of other news with a share of .35 to .5, that no statement links, some 30 stood nowhere in the other.
THERE = {"verbatim": 0.6, "abridged": 0.6, "rewrite": 0.55, "translation": 0.35}
#: The same of a sentence that mostly quotes: whoever rewrites leaves a quote its words, or drops it.
QUOTE = 0.6
#: Words in a row that what was copied has in common with its original.
RUN = 3
#: Of a sentence dropped and one added, each holds this share of the other: they are one in other words.
REWORDED = 0.45
#: The same share of a sentence that reads otherwise at some point where the other has a reading too; a name that is
#: spelt in another way is no such point, since any sentence may have it.
CHANGED = 0.15
#: From this weight a sentence surely tells its statement; what is only linked to it is no proof that it is there.
TOLD = 0.6
#: A name or number tells which fact it is more than a word that a rewrite would change; one that stands in several
#: sentences of a telling tells it less.
FACT = 3.0
#: Content words from which a sentence can be looked for.
LEAST = 3
#: What a word weighs at most: one rare name is not the sentence.
HEAVIEST = 6.0

Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Compared:
    """The bodies of a story as departures are sought in them."""

    bodies: Sequence[Body]
    bags: Sequence[Sequence[Bag]]  # of every sentence: its content words with their weights
    made: Sequence[Sequence[frozenset[str]]]  # of every sentence: the statements that it is part of
    lines: Sequence[Sequence[int]]  # of every sentence: the paragraph it stands in
    points: Sequence[Sequence[frozenset[str]]]  # of every sentence: the points at which tellings read differently


def _bags(body: Body) -> list[Bag]:
    out: list[dict[str, float]] = [{} for _ in body.sentences]
    words = body.words
    held = Counter([stem for _, stem in dict.fromkeys(zip(words.sentence, words.stem, strict=True))])
    for n, stem, kind, weight in zip(words.sentence, words.stem, words.kind, words.weight, strict=True):
        if kind != "stop":
            fact = max(1.0, FACT / held[stem]) if kind in ("name", "number") else 1.0
            out[n][stem] = min(HEAVIEST, weight) * fact
    return list(out)


def _lines(body: Body) -> list[int]:
    """The paragraph of every sentence: how many line ends stand before it."""
    out, seen, at = [], 0, 0
    for begin, _ in body.sentences:
        seen += body.text.count("\n", at, begin)
        at = begin
        out.append(seen)
    return out


def compared(
    bodies: Sequence[Body], members: Sequence[StatementMember], variants: Sequence[Variant], asked: Set[int]
) -> Compared:  # fmt: skip
    """What is needed of those tellings of a story that are asked for; nothing of the others."""
    places: dict[str, list[StatementMember]] = defaultdict(list)
    for m in members:
        places[m.article].append(m)
    read: dict[str, list[Variant]] = defaultdict(list)
    for v in variants:
        read[v.article].append(v)

    def points(body: Body) -> list[frozenset[str]]:
        mine = [v for v in read[body.article] if v.kind not in ("name", "place")]
        return [frozenset([v.point for v in mine if begin <= v.begin < end]) for begin, end in body.sentences]

    def made(body: Body) -> list[frozenset[str]]:
        mine = [m for m in places[body.article] if m.weight >= TOLD]
        return [
            frozenset([m.statement for m in mine if m.begin < end and begin < m.end]) for begin, end in body.sentences
        ]

    return Compared(
        bodies,
        [_bags(b) if n in asked else [] for n, b in enumerate(bodies)],
        [made(b) if n in asked else [] for n, b in enumerate(bodies)],
        [_lines(b) if n in asked else [] for n, b in enumerate(bodies)],
        [points(b) if n in asked else [] for n, b in enumerate(bodies)],
    )


def absent(story: Compared, one: int, others: Sequence[int], kind: str) -> tuple[int, ...]:
    """Sentences of a telling that stand in none of the others; `kind` is that of the derivation between them.

    Of what was copied, no statement and no words that stand apart are proof: a cut sentence's words are in its
    neighbours too.
    """
    copied = kind in ("verbatim", "abridged")
    windows: dict[frozenset[str], None] = {}  # what is said again and again is looked at once
    said: set[str] = set()
    runs: set[tuple[str, ...]] = set()
    for m in others:
        bags = story.bags[m]
        both = (here.keys() | after.keys() for here, after in zip(bags, [*bags[1:], {}], strict=True))
        windows.update(dict.fromkeys(map(frozenset, both)))
        said.update(*story.made[m])
        runs.update(_runs(story.bodies[m].words.form))
    words = _by_sentence(story.bodies[one])

    def there(n: int, bag: Bag) -> bool:
        if copied and len(words[n]) > RUN and runs.isdisjoint(_runs([w.form for w in words[n]])):
            return False
        if not copied and story.made[one][n] & said:
            return True
        if not copied and _changed(story, one, n, others):
            return True
        quoted = sum(w.quoted for w in words[n]) > len(words[n]) / 2
        least = max(THERE[kind], QUOTE) if quoted and kind != "translation" else THERE[kind]
        return _share(bag, windows) >= least

    gone = {n for n, bag in enumerate(story.bags[one]) if len(bag) >= LEAST and not there(n, bag)}
    return tuple(sorted(gone | _beside(story, one, others, gone)))


def _changed(story: Compared, one: int, n: int, others: Sequence[int]) -> bool:
    """Whether a sentence stands in another telling with another reading: changed, neither dropped nor added."""
    bag = story.bags[one][n]
    return any(
        story.points[one][n] & held and _share(bag, [story.bags[m][k]]) >= CHANGED
        for m in others
        for k, held in enumerate(story.points[m])
        if held
    )


def _by_sentence(body: Body) -> list[list[Word]]:
    out: list[list[Word]] = [[] for _ in body.sentences]
    for w in body.words:
        out[w.sentence].append(w)
    return out


def _runs(forms: Sequence[str]) -> set[tuple[str, ...]]:
    """Every few words in a row."""
    return set(zip(*(forms[k:] for k in range(RUN)), strict=False))


def _share(bag: Bag, windows: Iterable[Container[str]]) -> float:
    """The largest share of a sentence's content, by weight, that stands together in one window."""
    best = max((sum(v for stem, v in bag.items() if stem in window) for window in windows), default=0.0)
    return best / sum(bag.values())


def _beside(story: Compared, one: int, others: Sequence[int], gone: set[int]) -> set[int]:
    """Sentences too short to be looked for that stand word for word in no other telling, beside ones that are gone."""
    body = story.bodies[one]
    short = [n for n, bag in enumerate(story.bags[one]) if len(bag) < LEAST and {n - 1, n + 1} & gone and n not in gone]
    if not short:
        return set()
    texts = [" " + " ".join(story.bodies[m].words.form) + " " for m in others]
    told = list(zip(body.words.form, body.words.sentence, strict=True))
    forms = {n: " ".join([form for form, at in told if at == n]) for n in short}
    return {n for n in short if forms[n] and not any(f" {forms[n]} " in text for text in texts)}


def _reworded(
    story: Compared, child: int, parent: int, dropped: Sequence[int], added: Sequence[int]
) -> tuple[set[int], set[int]]:
    """Of the sentences dropped and added, those that are each other in other words: neither was dropped or added."""
    old: set[int] = set()
    new: set[int] = set()
    for n in dropped:
        bag = story.bags[parent][n]
        for m in added:
            other = story.bags[child][m]
            if len(bag.keys() & other.keys()) >= LEAST and min(_share(bag, [other]), _share(other, [bag])) >= REWORDED:
                old.add(n)
                new.add(m)
    return old, new


def _tail(gone: Sequence[int], bags: Sequence[Bag], lines: Sequence[int]) -> tuple[int, int]:
    """The cut at the end: whole paragraphs of which all that can be looked for is gone, and their sentences."""
    lost = set(gone)
    paragraphs, sentences, end = 0, 0, len(bags)
    for _, group in groupby(range(len(bags) - 1, -1, -1), key=lambda n: lines[n]):
        held = list(group)
        sought = [n for n in held if len(bags[n]) >= LEAST]
        if sought and not all(n in lost for n in sought):
            break
        if sought:
            paragraphs, sentences, end = paragraphs + 1, sentences + sum(n in lost for n in held), held[-1]
    return (paragraphs, sentences) if end else (0, 0)  # nothing is left: that is no cut


def _some(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def said(story: Compared, child: int, parent: int, dropped: Sequence[int], added: Sequence[int]) -> str:
    """What was dropped and added, in a line."""
    paragraphs, cut = _tail(dropped, story.bags[parent], story.lines[parent])
    rest = len(dropped) - cut
    parts = []
    if paragraphs:
        last = "the last paragraph" if paragraphs == 1 else f"the last {paragraphs} paragraphs"
        parts.append(f"dropped {last} ({_some(cut, 'sentence')})")
        if rest:
            parts[0] += f" and {_some(rest, 'other sentence')}"
    elif rest:
        parts.append(f"dropped {_some(rest, 'sentence')} of {len(story.bodies[parent].sentences)}")
    if added:
        parts.append(f"added {_some(len(added), 'sentence')} of its own")
    return "; ".join(parts) or "dropped and added no whole sentence"


def departures(
    name: str, story: Compared, child: int, parents: Sequence[int], kind: str
) -> Iterator[Departed | Departure]:
    """The rows of a child and its parents, the main one first: dropped is what that one has and the child lacks.

    `kind` is that of the derivation from the main parent.
    """
    parent = parents[0]
    dropped, added = absent(story, parent, [child], kind), absent(story, child, parents, kind)
    old, new = _reworded(story, child, parent, dropped, added)
    dropped, added = tuple(n for n in dropped if n not in old), tuple(n for n in added if n not in new)
    key = (name, story.bodies[child].article, story.bodies[parent].article)
    yield Departed(*key, said(story, child, parent, dropped, added))
    rows = [("dropped", parent, n) for n in dropped] + [("added", child, n) for n in added]
    for ordinal, (what, of, n) in enumerate(rows):
        body = story.bodies[of]
        yield Departure(*key, ordinal, what, body.article, *body.sentences[n])
