"""Words and figures that decide about two articles, which are numbers there, as they are written in the texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.text.events_weights import Weighed
from tellings.text.events_words import FIGURE_BITS, REST_BITS, words

#: Words that are named in an explanation.
LISTED = 8
#: Figures that are named beside one word.
SOME = 3
WORD = re.compile(r"\w+")
#: A number as it is written: words are taken apart at its separators.
NUMBER = re.compile("\\d+(?:[.,:'’\u00a0\u202f]\\d+)*\\w*")


@dataclass(frozen=True, slots=True)
class Figures:
    """Places that both articles have figures in: how many, how many figures they share there, and some of either."""

    places: int
    shared: int
    alike: tuple[str, ...]
    other: tuple[str, ...]


def _keys(listed: Sequence[str]) -> dict[str, list[int]]:
    """The keys of some words."""
    found = words([""] * len(listed), listed)
    keys = found.keys().tolist()
    return {word: keys[found.starts[k] : found.starts[k + 1]] for k, word in enumerate(listed)}


def _numbers(text: str) -> dict[int, str]:
    """Where words begin that are, or are part of, a number -> the number."""
    return {
        number.start() + word.start(): number.group()
        for number in NUMBER.finditer(text)
        for word in WORD.finditer(number.group())
    }


def spelled_in(texts: Sequence[str]) -> dict[int, str]:
    """Words of these texts by their key, as first written; of what is always part of a number, the number."""
    listed = dict.fromkeys(word for text in texts for word in WORD.findall(text))
    whole: dict[str, str] = {}
    for text in texts:
        for begin, number in _numbers(text).items():
            found = WORD.match(text, begin)
            part = found.group() if found else number
            if part == number or part not in whole:
                whole[part] = number
    out: dict[int, str] = {}
    for word, keys in _keys(list(listed)).items():
        for key in keys:
            out.setdefault(key, whole.get(word, word))
    return out


def stemmed(spelled: dict[int, str]) -> dict[int, str]:
    """Words by their stem, as first written."""
    stems: dict[int, str] = {}
    for key, word in spelled.items():
        stems.setdefault(key >> REST_BITS, word)
    return stems


def _placed(text: str) -> tuple[dict[int, str], dict[int, str]]:
    """(figures with their places, as in `Words.figures` -> the number as written; stems -> the word, small where it is
    written small anywhere)."""
    at = [(word.start(), word.group()) for word in WORD.finditer(text)]
    keys = _keys(list(dict.fromkeys(word for _, word in at)))
    numbers, mask = _numbers(text), (1 << FIGURE_BITS) - 1
    stems: dict[int, str] = {}
    for _, word in at:
        if len(keys[word]) == 1 and (word.islower() or keys[word][0] >> REST_BITS not in stems):
            stems[keys[word][0] >> REST_BITS] = word
    out: dict[int, str] = {}
    for k, (begin, word) in enumerate(at):
        for side, beside in enumerate((k + 1, k - 1)):
            if 0 <= beside < len(at) and len(keys[word]) == len(keys[at[beside][1]]) == 1:
                place = (keys[at[beside][1]][0] >> REST_BITS) << 1 | side
                out.setdefault(place << FIGURE_BITS | keys[word][0] & mask, numbers.get(begin, word))
    return out, stems


def _few(listed: Sequence[str]) -> str:
    """Some of these words."""
    listed = sorted(dict.fromkeys(listed))
    return "/".join([*listed[:SOME], *(["..."] if len(listed) > SOME else [])])


def figures(found: Weighed, pair: tuple[int, int], texts: tuple[str, str]) -> Figures:
    """The figures of two articles, by place and text, in the places that both have."""
    written, stems = zip(*(_placed(text) for text in texts), strict=True)
    at: list[dict[int, list[int]]] = [{}, {}]
    for article, places in zip(pair, at, strict=True):
        for value in found.figures[found.figure_starts[article] : found.figure_starts[article + 1]].tolist():
            places.setdefault(value >> FIGURE_BITS, []).append(value)
    shared = 0
    alike: list[str] = []
    other: list[str] = []
    for place in sorted(at[0].keys() & at[1].keys()):
        both = [value for value in at[0][place] if value in at[1][place]]
        shared += len(both)
        told = [
            _few([own.get(value, "?") for value in both or its[place]]) for own, its in zip(written, at, strict=True)
        ]
        figure = told[0] if told[0] == told[1] else " against ".join(told)
        named = [own[place >> 1] for own in stems if place >> 1 in own]
        word = min(named, key=lambda name: (not name.islower(), name), default="?")
        said = f"{word} {figure}" if place & 1 else f"{figure} {word}"
        if both:
            alike.append(said if told[0] == told[1] else f"{said} (in part)")
        else:
            other.append(said)
    return Figures(len(at[0].keys() & at[1].keys()), shared, tuple(alike[:LISTED]), tuple(other[:LISTED]))
