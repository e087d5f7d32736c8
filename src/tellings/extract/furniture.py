# ruff: noqa: E501 - a pattern is easier to check on one line
"""Which lines the page added around its article.

A cue lexicon that must cover a line, bars of links, codes, and a careful trim of both edges; a line that
reads like prose is never taken for a cue in its middle. Losing a line of the article is worse than
keeping one of the page (method: methods measured on dirty dumps, docs/rooms/articles.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tellings.extract.cues import (
    ADDRESS,
    COPYRIGHT,
    IMPERATIVE,
    MACHINERY,
    PITCH,
    POINTER,
    REPORTING,
    SHARE_SMALL,
    SHARE_STRONG,
    SHARE_WORDS,
    any_full,
    full,
)

#: A line of so many words that ends like a sentence is prose.
_PROSE_WORDS = 7
#: Words of a loose line behind the last sentence, and of a first line that is a headline.
_TAIL_WORDS, _TITLE_WORDS = 12, 4
#: Loose lines behind the last sentence: more are a list or a transcript.
_TAIL_LINES = 3
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|did|will|would|can|could|may|might|must|includes?|died|killed)\b",
    re.I,
)
#: Names of a kind that make a short line evidence: agencies and authors in capitals, credits, dates.
_EVIDENCE = re.compile(
    r"^\W*(?:by|von|por|par|di|от|source|sources|quelle|fuente|with|reporting|editing|contributing|additional|information|compiled|courtesy|this story|photos?|pictures?|images?|via|update|updated|correction)\b|^\W*[A-Z]{2,}\W*$"
    r"|^\W*(?:[A-Z][\w’'-]+\W*){1,3}$|\d{4}|\bcontributed\b",
    re.I,
)  # fmt: skip
#: A pointer leads to a headline, and that is short.
_POINTER_WORDS = 20
#: A line about the site's workings is shorter than this.
_MACHINERY_WORDS = 30
#: No cue covers a longer line.
_FULL_CHARS = 330
#: An item of a bar of links has at most so many words.
_ITEM_WORDS = 6
_ENDS = re.compile(r"[.!?…。！？।۔؟]\s?[^\w\s]{0,4}$")
#: It matches no more than the last so many characters.
_END = 7
_QUOTED = re.compile(r"[“\"«„].{12,}?[”\"»“]")
_BAR = re.compile(r"\s*[|•·»›>▸►→]\s*|\s/\s|\s{3,}|\t")
#: A line without any of these, and with single spaces only, is no bar.
_BARS = frozenset("|•·»›>▸►→/\t")
_CODE = re.compile(r"[A-Z]{2,8}(?:[-_/][A-Z0-9]+){2,6}")
_HANDLE = re.compile(
    r"(?:(?:twitter|facebook|e-?mail|x)(?:\.com/|:)? ?)?(?:@\w{2,30}|[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3})",
    re.I,
)
_PHONE = re.compile(r"\+?\(?\d{2,4}\)?[ .-]\d{3}[ .-]\d{3,4}")
_MARKS = re.compile(r"^[\s>»›•·*\-–—▶►|]+")
_BEHIND = " ↑↓→←▲▼»›>★☆…"
_RIGHTS = re.compile(
    r"©|copyright|rights|licen[cs]e|trademark|published|broadcast|rewritten|redistributed|reproduc|republish|prohibited|permission|contributed|subsidiar", re.I
)  # fmt: skip
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[•·*▶►-])\s+\S")
_BLOCK_HEAD = re.compile(
    r"(?:most (?:popular|read|viewed|shared)|trending|related (?:news|stories|articles|posts|links|content)|recommended|more (?:stories|news|headlines)"
    r"|top stories|latest (?:news|stories|headlines)|popular|you may also like|más leídas?|meistgelesen|les plus lus)\b[^.]{0,40}",
    re.I,
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[-'’+][^\W_]+)*\+?")
#: For `words`: what each byte of ASCII is.
_ASCII = bytes(97 if chr(b).isalnum() and b < 128 else (45 if chr(b) in "-'+" else 32) for b in range(256))
#: Letters of scripts that put no space between words: kana, Han, Hangul, Thai, Lao, Myanmar, Khmer.
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


@dataclass(frozen=True, slots=True)
class Raw:
    """A line of a capture that is not blank, without the white space around it."""

    ordinal: int  # among all lines of the capture
    text: str


@lru_cache(maxsize=256)  # of an article's lines, each asked some ten times
def words(text: str) -> int:
    """How many words a line has; two letters of a script without spaces count as one."""
    if text.isascii():  # letters and digits as "a", what joins them as "-": runs are counted by where they begin
        marks = (" " + text).encode().translate(_ASCII)
        return marks.count(b" a") + marks.count(b" -a") + marks.count(b"--a")
    return max(len(_WORD.findall(text)), len(_SPACELESS.findall(text)) // 2)


@lru_cache(maxsize=256)
def is_prose(text: str) -> bool:
    """Whether a line reads like a sentence of an article."""
    return _ends(text) and words(text) >= _PROSE_WORDS


def _ends(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return _ENDS.search(text, max(0, len(text) - _END)) is not None


@lru_cache(maxsize=256)
def reports(text: str) -> bool:
    """Whether a line quotes somebody or reports what somebody said: then it is the article's own."""
    return bool(REPORTING.search(text) or _QUOTED.search(text))


def label(text: str) -> str | None:
    """The furniture that one line is by itself, or None. Looks at nothing but the line."""
    line = " ".join(text.split())
    bare = _bare(line).rstrip(_BEHIND) or line
    if not line[:1].isalnum() and not any(ch.isalnum() for ch in line):
        return "other"
    if len(line) > 700:
        return None
    if _share_bar(line):
        return "share"
    if _CODE.fullmatch(line):
        return "other"
    if _HANDLE.fullmatch(bare) or _PHONE.fullmatch(bare):
        return "other"
    if POINTER.match(bare) and words(bare) <= _POINTER_WORDS and not (is_prose(bare) and not bare.endswith("?")):
        return "related"
    return (
        _full(bare)
        or _copyright(bare)
        or _pitch(bare)
        or (_bar(text) if line != text or not _BARS.isdisjoint(text) else None)
        or _machinery(bare)
    )


def _bare(text: str) -> str:
    """Without the marks of a list before it."""
    found = _MARKS.match(text)
    return text[found.end() :] if found else text


def _full(line: str) -> str | None:
    if len(line) > _FULL_CHARS:
        return None
    matching = [name for name, pattern in full() if pattern.fullmatch(line)] if any_full(line) else []
    if not matching:
        return None
    prose, reporting = is_prose(line), reports(line)
    for name in matching:
        if reporting and name not in ("notice", "comments"):
            continue
        if name.startswith("!"):
            return name[1:]
        own = prose and not line.endswith("?") and not ADDRESS.search(line)
        if own and name in ("related", "navigation", "share", "other"):
            continue
        return name
    return None


def _share_bar(line: str) -> bool:
    if len(line) > _FULL_CHARS or _ends(line):
        return False
    found: list[str] = []
    for match in _WORD.finditer(line):
        word = match[0].lower()
        if word not in SHARE_WORDS and word not in SHARE_SMALL and not word.isdigit():
            return False
        found.append(word)
    return len(found) <= 40 and any(word in SHARE_STRONG for word in found)


def _copyright(line: str) -> str | None:
    """A line of rights; not when a sentence of the article stands in the same line."""
    if not COPYRIGHT.match(line) or reports(line) or words(line) > 90:
        return None
    sentences = re.split(r"(?<=[.!?])\s+", line)
    own = [s for s in sentences if is_prose(s) and not _RIGHTS.search(s) and not PITCH.search(s)]
    return None if own else "notice"


def _pitch(line: str) -> str | None:
    """A pitch speaks to the reader, asks for something and has at least two words that sell something."""
    if len(line) > 500:
        return None
    if words(line) > 60 or not ADDRESS.search(line) or reports(line):
        return None
    hits = {match[0].lower() for match in PITCH.finditer(line)}
    return "subscribe" if len(hits) >= 2 and IMPERATIVE.search(line) else None


def _machinery(line: str) -> str | None:
    """Words of the site's own workings in a short line that reports nothing."""
    if len(line) > _FULL_CHARS or not MACHINERY.search(line) or words(line) > _MACHINERY_WORDS or reports(line):
        return None
    return None if is_prose(line) and not ADDRESS.search(line) and not line.startswith("This ") else "other"


def _bar(text: str) -> str | None:
    """Links side by side: three or more short items (two for a path of sections), none of them a sentence."""
    if len(text) > _FULL_CHARS:
        return None
    items = [item.strip() for item in _BAR.split(text.strip()) if item.strip()]
    path = len(items) > 1 and bool(re.search(r"\S\s+[>»›▸►]\s+\S", text))
    if len(items) < (2 if path else 3) or _ends(text.strip()):
        return None
    if all(words(item) <= _ITEM_WORDS for item in items) and not any(re.fullmatch(r"[\d.,:%€$£ -]+", i) for i in items):
        return "navigation"
    return None


def labels(lines: Sequence[Raw]) -> list[str | None]:
    """The furniture label of each line; None for what stays. Looks at lines and at where they stand."""
    out = [label(line.text) for line in lines]
    _first(lines, out)
    _lists(lines, out)
    _blocks(lines, out)
    _after_contact(lines, out)
    _edges(lines, out)
    return out


def _lists(lines: Sequence[Raw], out: list[str | None]) -> None:
    """An item of a list that the article itself makes stays: its neighbours are items and stay."""
    items = [bool(_ITEM.match(line.text)) for line in lines]
    for i, line in enumerate(lines):
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(lines) and items[j]]
        if items[i] and out[i] in ("subscribe", "related", "other") and beside and words(line.text) >= _PROSE_WORDS:
            out[i] = None


def _blocks(lines: Sequence[Raw], out: list[str | None]) -> None:
    """A heading like "Most read" takes the titles below it along, up to the next line of prose."""
    for i, line in enumerate(lines):
        if out[i] not in ("related", "navigation") or not _BLOCK_HEAD.fullmatch(_bare(line.text)):
            continue
        listed = i + 1 < len(lines) and bool(_ITEM.match(lines[i + 1].text))
        for j in range(i + 1, min(i + 12, len(lines))):
            text = lines[j].text
            item = bool(_ITEM.match(text))
            if out[j] is None and ((is_prose(text) and not item) or (listed and not item)):
                break
            if out[j] is None:
                out[j] = "related"


def _after_contact(lines: Sequence[Raw], out: list[str | None]) -> None:
    """In the last third, a footer follows a line of furniture: addresses, legal forms, more of a bar."""
    seen = False
    for i in range(len(lines) * 2 // 3, len(lines)):
        if out[i] is not None:
            seen = True
        elif seen and _footer(lines[i].text):
            out[i] = "other"


def _footer(text: str) -> bool:
    parts = re.split(r"\s[–—|·•-]\s", text)
    return len(parts) >= 2 and words(text) <= 30 and bool(re.search(r"\d|@|www\.|\.com\b", text)) and not reports(text)


def _first(lines: Sequence[Raw], out: list[str | None]) -> None:
    """The first line may be a headline that looks like a pointer ("Video: ...", "Live: ..."): it stays."""
    pointer = out[:1] == ["related"] and words(lines[0].text) >= _TITLE_WORDS
    if pointer and (len(out) < 2 or out[1] is None or out[1] in ("share", "navigation")):
        out[0] = None


def _edges(lines: Sequence[Raw], out: list[str | None]) -> None:
    """Trims the end: behind the last sentence a short line that is no sentence leaves when it touches furniture,
    or when it has no verb of its own and at most two others stand there (a list or a transcript is longer).

    What names an agency, an author or a picture is left to `labels.py`, which comes later.
    """
    own = [i for i, line in enumerate(lines) if out[i] is None and is_prose(line.text)]
    if not own:
        return
    tail = [i for i in range(own[-1] + 1, len(lines)) if out[i] is None]
    few = len(tail) <= _TAIL_LINES
    for i in tail:
        alone = few and not _VERB.search(lines[i].text)
        if _loose(lines[i].text, _TAIL_WORDS) and (alone or _touches(out, i)):
            out[i] = "other"


def _touches(out: Sequence[str | None], i: int) -> bool:
    return (i > 0 and out[i - 1] is not None) or (i + 1 < len(out) and out[i + 1] is not None)


def _loose(text: str, most: int) -> bool:
    """A short line that is neither a sentence nor evidence of who wrote, sent or photographed something."""
    if words(text) > most or _ends(text) or reports(text) or _EVIDENCE.search(text):
        return False
    return text[-1] not in ":,;" and not text.startswith(
        ("(", "[", "*", "“", '"', "‘", "'", "`", "„", "«", "-", "–", "—", "•")
    )
