"""Markdown -> plain text: an article that a clipper or a note keeper saved, without its marks and with what its front
matter tells."""

from __future__ import annotations

import re

#: Names of fields in a front matter, and what each is called here.
_FIELDS = {
    "title": "title", "headline": "title",
    "source": "source", "outlet": "source", "publisher": "source", "site": "source",
    "url": "url", "link": "url", "source_url": "url", "canonical": "url",
    "date": "published", "published": "published", "date_published": "published",
    "created": "captured", "clipped": "captured",
    "lang": "language", "language": "language",
}  # fmt: skip
#: Between lines of three dashes at the top; a longer one is none.
_FRONT = re.compile(r"\s*---[ \t]*\n((?:[^\n]{0,2000}\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FIELD = re.compile(r"([A-Za-z][\w -]{0,30}):[ \t]+(\S.{0,2000})")
_WEB = re.compile(r"https?://", re.IGNORECASE)
#: What leaves a line, first to last, and what stays of it.
_INLINE = (
    (re.compile(r"<!--.{0,2000}?-->"), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,1000}\)|\[[^\]\n]{0,100}\])"), ""),
    (re.compile(r"(?<!\\)\[([^\[\]\n]{1,500})\]"
                r"(?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)|\[[^\]\n]{0,100}\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"(?<!\\)(\*{1,3}|~~)(?=\S)([^*~\n]{1,2000}?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_\n]{1,2000}?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"(`{1,3})([^`\n]{1,1000})\1"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)  # fmt: skip
_QUOTED = re.compile(r"^(?:[ \t]{0,3}>[ \t]?)+")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(.*)")
#: A rule, the line under a heading, a fence of code, the address of a link.
_DRAWN = re.compile(
    r"[ \t]{0,3}(?:(?:[-*_][ \t]*){3,}|=+[ \t]*|-{2,}[ \t]*|`{3}.{0,100}|~{3}.{0,100}|\[[^\]\n]{1,100}\]:[ \t]+\S.*)"
)
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+\S")


def plain(text: str) -> tuple[str, dict[str, str]]:
    """The text without marks, one paragraph a line, and what its front matter tells of title, source, url, published,
    captured and language."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _FRONT.match(text)
    told = _told(front[1]) if front else {}
    lines: list[str] = []
    open_ = False  # whether the last line goes on: lines of one paragraph are wrapped
    for raw in (text[front.end() :] if front else text).split("\n"):
        line = _QUOTED.sub("", raw)
        heading = _HEADING.fullmatch(line)
        if not line.strip() or _DRAWN.fullmatch(line):
            lines.append("")
            open_ = False
            continue
        shown = heading[1].rstrip(" \t#") if heading else line
        for mark, kept in _INLINE:
            shown = mark.sub(kept, shown)
        shown = shown.strip()
        if open_ and shown and not heading and not _ITEM.match(line):
            lines[-1] = f"{lines[-1]} {shown}"
        else:
            lines.append(shown)
        open_ = bool(shown) and not heading and not raw.endswith(("  ", "\\"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), told


def _told(front: str) -> dict[str, str]:
    """Fields of a front matter; a source that is an address is the url."""
    out: dict[str, str] = {}
    for line in front.split("\n"):
        found = _FIELD.fullmatch(line.rstrip())
        name = _FIELDS.get(found[1].strip().lower().replace(" ", "_").replace("-", "_")) if found else None
        if found and name:
            value = found[2].strip().strip("\"'").strip()
            name = "url" if name == "source" and _WEB.match(value) else name
            if value:
                out.setdefault(name, value)
    return out
