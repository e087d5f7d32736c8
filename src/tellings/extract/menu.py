"""The menu that a saved page puts above its headline: "News", "Sport", "Weather 21°C"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tellings.extract import credits, headline, labels
from tellings.extract.furniture import is_prose, words

#: An item of a menu has at most so many words; a longer line may be the headline.
_ITEM_WORDS = 4
#: Fewer short lines than this above a headline are topics, or a short headline above its standfirst.
_ITEMS = 2
#: A word of fewer letters says nothing of what a text is about; of longer ones so many letters are compared.
_TELLING, _STEM = 4, 5
#: An article says in its first lines of prose what it is about.
_BODY_LINES = 8
_WORD = re.compile(r"[^\W\d_]+")
#: Of scripts without spaces, all pairs of letters.
_PAIR = re.compile("(?=([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}))")
_STOP = re.compile("[.!?。！？।۔]$")


def above(lines: Sequence[str], given: str | None, led: bool) -> list[int]:
    """Which of an article's `lines` are a menu above its headline. `given` is the title told beside the text; `led`
    says that the page's own lines stand above all of them.

    A menu is several lines of few words that say nothing of what the article tells (an item of a single word may, by
    chance: "Police"), above a line that may be the headline; one such line where the page begins above it, or where
    the headline is known.
    """
    first = next((i for i, line in enumerate(lines) if _is_body(line)), len(lines))
    told = _topics(" ".join(lines[first : first + _BODY_LINES]))
    head = [i for i in range(first) if not _evidence(lines[i])]
    found = headline.choose([lines[i] for i in head], given)[0] if given else None
    over = head if found is None else head[:found]
    apart = [told.isdisjoint(_topics(lines[i])) for i in over]
    end = 0
    while end < len(over) and _item(lines[over[end]], apart[end]):
        end += 1
    if end == len(over) and not given:  # the last one that says what the article tells is the headline
        end = max((k for k, strange in enumerate(apart) if not strange), default=0)
    enough = end >= (1 if given or led else _ITEMS) and any(apart[:end])
    return over[:end] if enough and (given or headline.shaped(lines[over[end]])) else []


def _is_body(line: str) -> bool:
    return is_prose(line) and not labels.caption(line) and not labels.byline(line)


def _evidence(line: str) -> bool:
    """Whether a line is no headline but tells something of the article."""
    return (
        labels.caption(line)
        or labels.byline(line)
        or credits.is_agency_line(line)
        or headline.notice(line) is not None
        or headline.stamp(line)
    )


def _item(line: str, apart: bool) -> bool:
    count = words(line)
    return count <= _ITEM_WORDS and not _STOP.search(line) and (apart or count == 1)


def _topics(text: str) -> set[str]:
    """The beginnings of a text's longer words."""
    return {w[:_STEM] for w in _WORD.findall(text.casefold()) if len(w) >= _TELLING} | set(_PAIR.findall(text))
