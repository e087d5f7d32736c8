"""Cheap features of an article by pattern: capitalised words, places, numbers, dates. No model, any cased script.

They tell look-alike events apart (another town, another toll, another day) long before a tagger could afford to run.
"""

from __future__ import annotations

import re
from collections import Counter

#: Features are taken from the first so many characters: an event is named early.
REACH = 3000

#: A capitalised word inside a sentence. At a sentence's start every word is capitalised, so those do not count.
_NAME = re.compile(r"(?<![.!?:\n\"“”’'\s—-])[ ,;(]+([^\W\d_a-z][\w’-]*)")
_PLACE = re.compile(r"\b(?:in|at|near|from|of|en|à|em|nel|bei|nahe|в|из)\s+([^\W\d_a-z][\w’-]*)")
_NUMBER = re.compile(r"(?<![\w.,:/-])\d+(?:[.,]\d+)*(?![\w:/-]|[.,]\d)")
_DATE = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})\b")


def _number(written: str) -> str:
    """A number without its grouping: 1,200 and 1.200 and 1200 are one; 3.5 stays as it is."""
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", written)


def features(text: str) -> list[tuple[str, str, int]]:
    """(kind, folded value, how often) of a text, sorted. Kinds: name, place, number, date."""
    head = text[:REACH]
    found: Counter[tuple[str, str]] = Counter()
    found.update(("name", word.casefold()) for word in _NAME.findall(head) if word[0].isupper())
    found.update(("place", word.casefold()) for word in _PLACE.findall(head) if word[0].isupper())
    found.update(("number", _number(number)) for number in _NUMBER.findall(head))
    found.update(("date", date) for date in _DATE.findall(head))
    return sorted((kind, value, count) for (kind, value), count in found.items())
