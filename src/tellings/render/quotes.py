"""Readings and quotes side by side: which words are the same, which are new, which are gone."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tellings import views
from tellings.render.outline import Outline
from tellings.render.wording import clean, flat

_WORDS = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)


def shown(reading: views.Reading) -> list[str]:
    """A reading in the words of the tellings: the most frequent form first; capitals make no other form."""
    counts = Counter(flat(e.text) for e in reading.evidence)
    forms: dict[str, str] = {}
    for words in sorted(counts, key=lambda words: (-counts[words], words)):
        forms.setdefault(words.casefold(), words)
    return list(forms.values())


def around(text: str, begin: int, end: int, inner: tuple[int, int], most: int) -> tuple[str, str]:
    """What stands before and after `inner` in text[begin:end], each cut to about `most` characters at a word."""
    before, after = clean(text[begin : inner[0]]), clean(text[inner[1] : end])
    if len(before) > most:
        _, gap, rest = before[-most:].partition(" ")
        before = "… " + (rest if gap else before[-most:])
    if len(after) > most:
        kept, gap, _ = after[:most].rpartition(" ")
        after = (kept if gap else after[:most]) + " …"
    return before, after


def diff(base: str, other: str) -> list[tuple[str, str]]:
    """What `other` changes in `base`, word by word: ("same" | "gone" | "new", words) in reading order."""
    a, b = _WORDS.findall(base), _WORDS.findall(other)
    fold = [w.lower() for w in a], [w.lower() for w in b]
    out: list[tuple[str, str]] = []

    def put(op: str, words: Sequence[str]) -> None:
        text = "".join(words)
        if not text:
            return
        if out and out[-1][0] == op:
            out[-1] = (op, out[-1][1] + text)
        else:
            out.append((op, text))

    for op, i, j, k, m in difflib.SequenceMatcher(None, *fold, autojunk=False).get_opcodes():
        if op == "equal":
            put("same", b[k:m])
        else:
            put("gone", a[i:j])
            put("new", b[k:m])
    return out


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an utterance, with everyone who has it."""

    words: str
    change: tuple[tuple[str, str], ...]  # against the fullest wording; empty for that one
    drift: tuple[str, ...]  # kinds of drift
    quotes: tuple[views.Quote, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance over the tellings."""

    speaker: str
    direct: bool
    wordings: tuple[Wording, ...]  # the fullest first
    tellings: tuple[str, ...]


def _norm(words: str) -> str:
    return " ".join(w.lower() for w in _WORDS.findall(words) if w[0].isalnum())


def _wordings(quotes: Sequence[views.Quote]) -> tuple[Wording, ...]:
    """Pieces of one telling's utterance stand together; equal words are one wording."""
    pieces: dict[tuple[str, str], list[views.Quote]] = {}
    for q in quotes:
        pieces.setdefault((q.evidence.telling, q.utterance or q.id), []).append(q)
    by: dict[str, list[tuple[str, list[views.Quote]]]] = {}
    for listed in pieces.values():
        listed.sort(key=lambda q: (q.evidence.begin, q.id))
        words = " … ".join(flat(q.evidence.text) for q in listed)
        by.setdefault(_norm(words), []).append((words, listed))
    # The wording without drift that most tellings have is the base; the longer one when they are equal.
    ranked = sorted(
        by.values(),
        key=lambda g: (any(q.drift for _, listed in g for q in listed), -len(g), -len(g[0][0]), g[0][0]),
    )
    base = ranked[0][0][0]
    out = []
    for n, group in enumerate(ranked):
        listed = [q for _, qs in group for q in qs]
        drift = tuple(dict.fromkeys(q.drift for q in listed if q.drift))
        words = group[0][0]
        out.append(Wording(words, tuple(diff(base, words)) if n else (), drift, tuple(listed)))
    return tuple(out)


def utterances(outline: Outline) -> list[Said]:
    """Who said what, in which words, speaker by speaker; those whom most tellings quote alike first."""
    by: dict[str, list[views.Quote]] = {}
    for q in outline.story.quotes:
        by.setdefault(q.group or q.utterance or q.id, []).append(q)
    out = []
    for listed in by.values():
        names = Counter(q.speaker_entity or q.speaker or "" for q in listed)
        names.pop("", None)
        speaker = sorted(names, key=lambda s: (-names[s], s))[0] if names else "speaker not named"
        tellings = tuple(sorted({q.evidence.telling for q in listed}, key=lambda t: outline.rank[t]))
        out.append(Said(flat(speaker), any(q.direct for q in listed), _wordings(listed), tellings))
    out.sort(
        key=lambda s: (
            -len(outline.clusters(s.tellings)),
            -len(s.tellings),
            outline.rank[s.tellings[0]],
            s.wordings[0].quotes[0].evidence.begin,
        )
    )
    first: dict[str, int] = {}
    for n, s in enumerate(out):
        first.setdefault(s.speaker, n)
    return sorted(out, key=lambda s: first[s.speaker])
