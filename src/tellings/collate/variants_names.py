"""Names that tellings spell differently."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import JaroWinkler, Levenshtein

from tellings.collate.variants_view import Point, Reading, View
from tellings.records import Entity, EntityMention

_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Lower case, no marks over letters."""
    return "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch)).lower()


def spelt_alike(a: str, b: str) -> bool:
    """Whether two words are two spellings of one name word: mostly the same letters in the same order."""
    if a == b:
        return False
    x, y = folded(a), folded(b)
    if x == y:
        return a.lower() != b.lower()
    if min(len(x), len(y)) < 4 or x.isdigit() or y.isdigit():
        return False
    if x[:-1] == y or y[:-1] == x:  # a plural or genitive s is grammar, not spelling
        return (x if len(x) > len(y) else y)[-1] != "s"
    return JaroWinkler.similarity(x, y) >= 0.85 and Levenshtein.normalized_similarity(x, y) >= 0.6


def name_points(view: View, entities: Sequence[Entity], mentions: Sequence[EntityMention]) -> Iterator[Point]:
    """For every entity and every word of its name: how the tellings spell the word."""
    canonical = {e.id: e.canonical for e in entities}
    by: dict[str, list[EntityMention]] = defaultdict(list)
    for m in mentions:
        if m.entity in canonical and m.article in view.text:
            by[m.entity].append(m)
    for entity in sorted(by):
        found = sorted(by[entity], key=lambda m: (m.article, m.begin))
        spelt: dict[str, list[tuple[EntityMention, str]]] = defaultdict(list)
        for m in found:
            for word in _WORD.findall(view.shown(m.article, m.begin, m.end)):
                spelt[word].append((m, word))
        families: list[set[str]] = []
        for word in sorted(spelt):
            home = [f for f in families if any(spelt_alike(word, other) or word == other for other in f)]
            joined = {word}.union(*home)
            families = [f for f in families if f not in home] + [joined]
        for family in families:
            if len({w.lower() for w in family}) < 2:
                continue
            readings = tuple(
                Reading(m.article, m.begin, m.end, word) for word in sorted(family) for m, _ in spelt[word]
            )
            yield Point("name", canonical[entity], readings)
