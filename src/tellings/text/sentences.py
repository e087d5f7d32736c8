"""Sentences and words as spans, by rule."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col sgt capt maj cmdr adm rev hon st no vs inc ltd co corp jr sr "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m e.g i.e u.s u.k u.n "
    "approx dept est fig al ph.d".split()
)
_END = re.compile(r"[.!?…]+[\"”’')\]»]*(?=\s)|[。！？]+[」』”]*|[।؟]+")
_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*|[^\w\s]", re.UNICODE)


def _is_end(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends its sentence: not behind an abbreviation or initial, not before a small letter."""
    if match[0][0] in "。！？।؟":
        return True
    after = text[match.end() :].lstrip()[:1]
    if after and after.islower():
        return False
    if match[0] == ".":
        before = re.search(r"[\w.]+$", text[max(0, match.start() - 12) : match.start()])
        word = before[0].lower() if before else ""
        if word in _ABBREVIATIONS and not (word in {"a.m", "p.m", "u.s", "u.k", "u.n"} and after.isupper()):
            return False
        if len(word) == 1 and word.isalpha() and before is not None and before[0].isupper():
            return False
    return True


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as spans, without white space around them. A line break ends a sentence."""
    out: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        begin = line.start()
        cuts = [m.end() for m in _END.finditer(text, line.start(), line.end()) if _is_end(text[: line.end()], m)]
        for cut in [*cuts, line.end()]:
            a, b = begin, cut
            while a < b and text[a].isspace():
                a += 1
            while b > a and text[b - 1].isspace():
                b -= 1
            if a < b:
                out.append((a, b))
            begin = cut
    return out


def word_spans(text: str, begin: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Words and marks as spans."""
    return [m.span() for m in _WORD.finditer(text, begin, len(text) if end is None else end)]
