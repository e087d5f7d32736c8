"""A worker process that turns HTML, which nobody trusts, into lines and metadata.

Started by `html.py` as `python -m tellings.extract.html_worker SECONDS MEGABYTES`. Requests and answers are
JSON behind their length in four bytes. What a page tells about itself (JSON-LD, OpenGraph) is read first;
the main text is trafilatura's in precision mode, its deduplication off (that keeps state between pages).
"""

from __future__ import annotations

import json
import re
import struct
import sys
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

_SCRIPT = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script>", re.I | re.S)
_META = re.compile(r"<meta\b([^<>]{1,2000})>", re.I)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LANG = re.compile(r"<html\b[^<>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z-]{2,10})", re.I)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title>", re.I)
_CANONICAL = re.compile(r"<link\b[^<>]{0,500}\brel\s*=\s*[\"']canonical[\"'][^<>]{0,800}>", re.I)
_WHOLE = re.compile(r"<(?:!doctype|html|head|body)\b", re.I)
_ARTICLE = re.compile(r"(?:News|Report|Analysis|Opinion|Review|Background|Blog|Live|Article)\w*|\w*(?:Article|Posting)")
_HEADING = re.compile(r"<(h[12])\b[^<>]{0,400}>(.{1,800}?)</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<[^<>]{0,400}>")
#: Where the article's text begins: a paragraph of some length.
_PARAGRAPH = re.compile(r"<p\b[^<>]{0,400}>\s*(?:<[^<>]{0,400}>\s*){0,3}[^<]{60}", re.I)
#: A headline has so many words, or letters where words are not parted; "News" and "Tarn Post" are none.
_HEADLINE_WORDS, _HEADLINE_LETTERS = 3, 8
#: What parts a page's title: a dash or a bar between spaces.
_SEPARATOR = re.compile(r"\s+(?:[-–—|»·•]|::)\s+")
#: Where a page says whose it is: behind a copyright sign, in its logo.
_OWN = re.compile(
    r"(?:(?:©|&copy;|&#169;|&#xa9;|\bcopyright\b)(?:\s|&nbsp;|©|&copy;|\(c\)){0,6}([^<>©|]{3,120})"
    r"|<(?:a|div|span|p|header|h1|h2)\b[^<>]{0,300}?\b(?:class|id)\s*=\s*[\"'](?:[^\"'<>]{0,80}[\s_-])?"
    r"(?:logo|brand|masthead|site-?name|site-?title)\b[^<>]{0,300}>(?:\s|<a\b[^<>]{0,400}>){0,4}([^<>]{3,120})<)",
    re.I,
)
_NUMBERED = re.compile(r"^(?:\(c\)|[\d\s,–-])*(?:by\s+)?")
#: Characters at a page's begin and end in which its own name is looked for.
_LOOKED_AT = 200_000
#: Elements that begin and end a line when a fragment of HTML is read as text.
_BLOCKS = frozenset(
    """p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section article header footer figure figcaption hr pre
    dd dt""".split()
)
#: Characters below which precision mode may have missed the article; how much longer the other text must be.
_SHORT, _LONGER = 600, 5
_SKIPPED = frozenset("script style noscript template iframe svg form button nav".split())


def read(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message of a pipe; None at its end."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack("<I", head)
    data: dict[str, Any] = json.loads(stream.read(size))
    return data


def write(stream: BinaryIO, message: dict[str, Any]) -> None:
    """Sends a message down a pipe."""
    data = json.dumps(message).encode()
    stream.write(struct.pack("<I", len(data)) + data)
    stream.flush()


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(value.get(key), depth + 1)
    elif isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth + 1)


def linked_data(html: str) -> dict[str, Any] | None:
    """The JSON-LD object that describes the page's article; None when there is none."""
    best: dict[str, Any] | None = None
    for match in _SCRIPT.finditer(html):
        text = match[1].strip().removeprefix("<![CDATA[").removesuffix("]]>")
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            listed = kinds if isinstance(kinds, list) else [kinds]
            if not any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in listed):
                continue
            if best is None or (not best.get("datePublished") and item.get("datePublished")):
                best = item
    return best


def _name(value: Any) -> str | None:
    """A name out of a string, an object with a name, or a list of these."""
    if isinstance(value, list):
        names = [name for item in value[:6] if (name := _name(item))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, str) and value.strip() and not value.strip().startswith("http"):
        return _plain(value)
    return None


def _plain(text: str) -> str | None:
    from html import unescape

    return " ".join(unescape(unescape(text)).split()) or None


def outlet(html: str, title: str) -> str | None:
    """The outlet's name behind (or before) the headline in the page's title; None where that is not known to be one.

    What stands there may be a section or a topic ("... | Politics"). It is the outlet's name where the page uses it as
    its own elsewhere: in its copyright line or its logo.
    """
    parts: list[str] = [part.strip() for part in _SEPARATOR.split(title[:500])]
    if len(parts) < 2:
        return None
    page = html[:_LOOKED_AT] + (html[_LOOKED_AT:][-_LOOKED_AT:])
    signed = [(_plain(match[1] or match[2]) or "").casefold() for match in _OWN.finditer(page)]
    signed = [_NUMBERED.sub("", sign, count=1).removeprefix("the ") for sign in signed]
    for part in (*reversed(parts[1:]), parts[0]):
        name = part.casefold().removeprefix("the ")
        if not 3 <= len(name) <= 60 or len(name.split()) > 7 or not name[0].isalnum():
            continue
        rest = [sign[len(name) :] for sign in signed if sign.startswith(name)]
        if len(name.split()) == 1:  # "Politics" is not the outlet "Politics Today"
            rest = [behind.strip() for behind in rest]
        if any(not behind[:1].isalnum() for behind in rest):
            return part
    return None


def heading(html: str) -> str | None:
    """The headline that a page shows above its text: its heading of first rank, else the last one of second."""
    begins = _PARAGRAPH.search(html, 0, _LOOKED_AT)
    ranks: dict[str, list[str]] = {"h1": [], "h2": []}
    for match in _HEADING.finditer(html, 0, begins.start() if begins else _LOOKED_AT):
        if (text := _plain(_TAG.sub(" ", match[2]))) and _long_enough(text):
            ranks[match[1].lower()].append(text)
    return next(iter(ranks["h1"] or ranks["h2"][-1:]), None)


def _long_enough(title: str) -> bool:
    parted = len(title.split())
    return parted >= _HEADLINE_WORDS or (parted == 1 and not title.isascii() and len(title) >= _HEADLINE_LETTERS)


def metadata(html: str) -> dict[str, str | None]:
    """Title, date, author, site, address and language as the page tells them: JSON-LD, then OpenGraph, then tags."""
    tags: dict[str, str] = {}
    for match in _META.finditer(html[:400_000]):
        pairs = {a[1].lower(): a[2] or a[3] or "" for a in _ATTRIBUTE.finditer(match[1])}
        key = (pairs.get("property") or pairs.get("name") or pairs.get("itemprop") or "").lower()
        if key and pairs.get("content"):
            tags.setdefault(key, pairs["content"])
    item = linked_data(html) or {}
    title = _TITLE.search(html[:400_000])
    named = _plain(title[1] if title else "")
    shown = None if named and _long_enough(named) else heading(html)
    lang = _LANG.search(html[:20_000])
    canonical = _CANONICAL.search(html[:400_000])
    href = re.search(r"href\s*=\s*[\"']([^\"']{1,800})[\"']", canonical[0]) if canonical else None
    published = item.get("datePublished") if isinstance(item.get("datePublished"), str) else None
    for key in (
        "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued", "dc.date",
        "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "article.published",
        "publication_date",
    ):  # fmt: skip
        published = published or tags.get(key)
    author = _name(item.get("author")) or _name(tags.get("author")) or _name(tags.get("article:author"))
    return {
        "title": _name(item.get("headline")) or _plain(tags.get("og:title", "")) or shown or named,
        "published": published,
        "author": author if author and len(author) < 200 else None,
        "source": _plain(tags.get("og:site_name", "")) or _name(item.get("publisher")) or outlet(html, named or ""),
        "url": (href[1] if href and href[1].startswith("http") else None) or tags.get("og:url"),
        "language": lang[1] if lang else None,
    }


def fragment(html: str) -> str:
    """The text of a piece of HTML without a page around it: blocks become lines."""
    from lxml import html as parser

    parts: list[str] = []
    for event, element in _events(parser.fragment_fromstring(html, create_parent="div")):
        if event == "text":
            parts.append(str(element))
        else:
            parts.append("\n")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if closing:
            if tag in _BLOCKS:
                yield "block", tag
            if element.tail and element is not root:
                yield "text", element.tail.replace("\n", " ")
            continue
        skipped = tag in _SKIPPED or not tag
        if tag in _BLOCKS:
            yield "block", tag
        if element.text and not skipped:
            yield "text", element.text.replace("\n", " ")
        stack.append((element, True))
        if not skipped:
            stack.extend((child, False) for child in reversed(element))


def main_text(html: str, url: str | None) -> str:
    """The article's text out of a page, one paragraph a line; empty when the page holds none.

    Precision mode now and then takes a teaser for the article: a short text gives way to one many times
    longer that the balanced mode finds.
    """
    import trafilatura

    def extract(precise: bool) -> str:
        found = trafilatura.extract(
            html, url=url, favor_precision=precise, include_comments=False, include_tables=False, deduplicate=False
        )
        return str(found or "")

    text = extract(True)
    if len(text) >= _SHORT:
        return text
    other = extract(False)
    return other if len(other) > _LONGER * len(text) else text


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What a page says: its lines and its metadata."""
    html, url = request["html"], request.get("url")
    if not _WHOLE.search(html[:20_000]):
        return {"text": fragment(html), "meta": {}}
    meta = metadata(html)
    text = main_text(html, url)
    if not meta["published"]:
        from htmldate import find_date

        meta["published"] = find_date(html, original_date=True, extensive_search=False, url=url)
    return {"text": text, "meta": meta}


def _limit(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # not POSIX: the limit on the clock alone must do
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _allow(seconds: int) -> None:
    """So much computing for the next page; a process that uses more is ended by the system."""
    try:
        import resource
    except ImportError:
        return
    spent, hard = int(time.process_time()) + 1, resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = spent + seconds if hard == resource.RLIM_INFINITY else min(spent + seconds, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def main() -> None:
    """Answer requests until the pipe closes."""
    seconds, megabytes = int(sys.argv[1]), int(sys.argv[2])
    _limit(megabytes)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not stand between the answers
    while (request := read(source)) is not None:
        _allow(seconds)
        try:
            reply = answer(request)
        except MemoryError:
            reply = {"error": "needs more memory than a page may"}
        except RecursionError:
            reply = {"error": "nested too deeply"}
        except Exception as error:
            reply = {"error": f"cannot be parsed ({type(error).__name__})"}
        write(sink, reply)


if __name__ == "__main__":
    main()
