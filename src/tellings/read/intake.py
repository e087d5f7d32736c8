"""The front door: paths in, captures out. Every problem is a Drop that says what is wrong and what to do."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from tellings.read.decode import decode, whole
from tellings.read.keys import source_key
from tellings.read.markdown import plain
from tellings.read.meta import Meta, MetaIndex
from tellings.read.tables import COLUMNS, Broken, Row, csv_rows, jsonl_file, jsonl_rows, opened, parquet_rows
from tellings.records import Capture, Drop, Note
from tellings.schema import content_id
from tellings.settings import Articles

__all__ = ["Intake", "Meta", "iter_captures", "read_paths"]

#: As the stage of articles has it: a longer input is not an article.
MAX_CHARS = Articles().max_chars
_TEXT, _MARKDOWN = (".txt", ".text"), (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_ROWS = (".jsonl", ".ndjson", ".csv", ".tsv")
_KINDS = ".txt, .md, .html, .jsonl, .csv, .tsv or .parquet"
#: Bytes of one code point at most: a file of more than this many times `max_chars` need not be opened.
_BYTES_PER_CHAR = 4
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I
)
_TAG = re.compile(
    r"</(?:p|div|a|span|strong|em|b|i|h[1-6]|ul|ol|li|figure|blockquote)>|<(?:p|br|img)\b[^<>]{0,300}>", re.I
)
#: White space, and characters that show nothing.
_BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad]+")
#: Rows of --meta that are named.
_LISTED = 5
#: Fewer tags than this, and a row's text only mentions a tag.
_FEWEST_TAGS = 2


#: Fields that may hold whatever a file or a file system held.
_STORED = ("path", "content", "source", "url", "title", "published", "captured", "language", "reason", "text")


@dataclass(slots=True)
class Intake:
    """What came in, what did not and why."""

    captures: list[Capture] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_paths(
    paths: Sequence[str],
    meta: Mapping[str, Meta] | None = None,
    stdin: BinaryIO | None = None,
    max_chars: int = MAX_CHARS,
) -> Intake:
    """All captures of files, folders and "-" (standard input), with the drops and notes. Never raises for bad input."""
    out = Intake()
    for row in iter_captures(paths, meta, stdin, max_chars):
        if isinstance(row, Capture):
            out.captures.append(row)
        elif isinstance(row, Drop):
            out.drops.append(row)
        else:
            out.notes.append(row)
    return out


def iter_captures(
    paths: Sequence[str],
    meta: Mapping[str, Meta] | None = None,
    stdin: BinaryIO | None = None,
    max_chars: int = MAX_CHARS,
) -> Iterator[Capture | Drop | Note]:
    """As `read_paths`, one at a time: tables are streamed, so memory does not grow with their texts.

    Kept per capture: its id's 64 bits and where it stood.
    """
    for row in _rows(paths, meta, stdin, max_chars):
        values = {name: whole(value) for name in _STORED if isinstance(value := getattr(row, name, None), str)}
        changed: dict[str, Any] = {name: value for name, value in values.items() if value is not getattr(row, name)}
        yield replace(row, **changed) if changed else row


def _rows(
    paths: Sequence[str], meta: Mapping[str, Meta] | None, stdin: BinaryIO | None, max_chars: int
) -> Iterator[Capture | Drop | Note]:
    told = MetaIndex(meta)
    reader = _Reader(told, max_chars)
    seen: set[str] = set()
    once = _Once()
    for given in paths:
        for path in _files(given):
            if isinstance(path, Drop):
                yield path
                continue
            real = path if path == "-" else os.path.abspath(path)  # noqa: PTH100 - links are other names
            if real in seen:
                yield Note(path, "read", "given twice; read once")
                continue
            seen.add(real)
            rows = reader.stream(stdin) if path == "-" else reader.file(path)
            for row in rows:
                if isinstance(row, Capture):
                    yield from once.check(row, reader.where)
                else:
                    yield row
    if unused := told.unused():
        listed = ", ".join(unused[:_LISTED]) + (f" and {len(unused) - _LISTED:,} more" if len(unused) > _LISTED else "")
        many = "1 row is" if len(unused) == 1 else f"{len(unused):,} rows are"
        yield Note("--meta", "read", f"{many} about no input that was given: {listed}")


class _Once:
    """Sees to it that an id comes once, and numbers what passes."""

    def __init__(self) -> None:
        self._ids: dict[int, tuple[str, int]] = {}
        self._contents: dict[int, str] = {}
        self._ordinal = 0

    def check(self, capture: Capture, where: tuple[str, int]) -> Iterator[Capture | Drop | Note]:
        """`where` is the capture's file and row; row 0 is the whole file."""
        key, row = int(capture.id, 16), bool(where[1])
        place = (sys.intern(where[0]), where[1])
        if key in self._ids:
            first, line = self._ids[key]
            first = f"{first}:{line}" if line else first
            yield Drop(
                f"{where[0]}:{where[1]}" if row else where[0],
                "read",
                f"the same content from the same source as {first}: counted once; "
                "tell another source or url for one of them if they are two tellings",
            )
            return
        self._ids[key] = place
        if not row:
            content = int(capture.content_hash, 16)
            if content in self._contents:
                text = f"the same bytes as {self._contents[content]}: counted as two tellings"
                yield Note(capture.path, "read", text)
            self._contents.setdefault(content, capture.path)
        yield replace(capture, ordinal=self._ordinal)
        self._ordinal += 1


def _files(given: str) -> Iterator[str | Drop]:
    """The files behind a path as given: itself, or a folder's files sorted by name, hidden ones skipped."""
    if given == "-":
        yield given
        return
    if re.match(r"(?:https?|ftp)://", given, re.I):
        yield Drop(given, "read", "a web address: fetching comes in a later version; save the page and give the file")
        return
    if not given:
        yield Drop("''", "read", "an empty name, not a file or folder; give a path")
        return
    try:
        path = Path(given)
        if not path.exists():
            yield Drop(given, "read", _absent(path))
        elif not path.is_dir():
            yield given
        else:
            yield from _folder(given)
    except (OSError, ValueError) as error:
        yield Drop(given, "read", f"cannot be read ({getattr(error, 'strerror', None) or error})")


def _absent(path: Path) -> str:
    if path.is_symlink():
        return "a link to nothing"
    if path.parts[0] == "file:":
        return "no such file; give the path itself, without file://"
    return "no such file or folder; check the spelling"


def _folder(given: str) -> Iterator[str | Drop]:
    found = False
    problems: list[OSError] = []
    for top, folders, files in os.walk(given, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            whole_name = os.path.join(top, name)  # noqa: PTH118 - keeps the path as given
            if Path(whole_name).is_symlink():
                yield Drop(whole_name, "read", "a link to a folder: not followed; give that folder itself")
        for name in sorted(files):
            if not name.startswith("."):
                found = True
                yield os.path.join(top, name)  # noqa: PTH118 - keeps the path as given
    for problem in problems:
        yield Drop(str(problem.filename), "read", f"cannot be read ({problem.strerror})")
    if not found and not problems:
        yield Drop(given, "read", f"an empty folder: no file in it; give files of kind {_KINDS}")


_TITLES_ONLY = (
    "no row has a text, so that titles alone were read: too little to tell two like events apart, and nothing "
    f"to compare; call the column of the articles one of {', '.join(COLUMNS['text'])}"
)


class _Reader:
    """Turns one file or stream into captures."""

    def __init__(self, told: MetaIndex, max_chars: int) -> None:
        self._told = told
        self._max_chars = max_chars
        self._max_bytes = max_chars * _BYTES_PER_CHAR
        self.where = ("", 0)  # file and row of the last capture; row 0 is a whole file

    def file(self, path: str) -> Iterator[Capture | Drop | Note]:
        """Captures of one file, by its kind."""
        suffixes = [suffix.lower() for suffix in Path(path).suffixes]
        packed = bool(suffixes) and suffixes[-1] == ".gz"
        kind = (suffixes[-2] if len(suffixes) > 1 else "") if packed else (suffixes[-1] if suffixes else "")
        try:
            if not Path(path).is_file():
                yield Drop(path, "read", "not a regular file; give its text on standard input, as -")
            elif kind == ".parquet" and not packed:
                yield from self._rows(path, parquet_rows(Path(path)))
            elif kind in _ROWS:
                yield from self._table(path, kind)
            elif kind in (*_TEXT, *_MARKDOWN, *_HTML):
                with opened(Path(path)) as file:
                    data = file.read(self._max_bytes + 1)
                yield from self._document(path, data, kind)
            else:
                shown = "".join(suffixes[-2:]) if packed else kind or "without an ending"
                yield Drop(path, "read", f"a file of unknown kind ({shown}): not read; give {_KINDS}")
        except (OSError, EOFError, zlib.error, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error) or type(error).__name__
            yield Drop(path, "read", f"cannot be read ({why}); check the file and its permissions")

    def stream(self, stdin: BinaryIO | None) -> Iterator[Capture | Drop | Note]:
        """Captures of standard input: JSONL when its first line is an object, HTML, or text."""
        source = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
        if source is None:
            yield Drop("-", "read", "standard input is closed; pipe the articles in, or give files")
            return
        try:
            first = source.readline(self._max_bytes)
            while first and not first.strip():
                first = source.readline(self._max_bytes)
            if _is_object(first):
                yield from self._rows("-", jsonl_rows(_Head(first, source), self._max_bytes))
                return
            if table := _is_table(first):
                yield Drop("-", "read", f"{table}: standard input takes text, HTML or JSON lines; give a file or those")
                return
            data = first + source.read(self._max_bytes + 1 - len(first))
        except (OSError, ValueError) as error:
            yield Drop("-", "read", f"standard input cannot be read ({error})")
            return
        yield from self._document("-", data, ".txt")

    def _table(self, path: str, kind: str) -> Iterator[Capture | Drop | Note]:
        with opened(Path(path)) as file:
            if kind in (".csv", ".tsv"):
                yield from self._rows(path, csv_rows(file, self._max_bytes, kind == ".tsv"))
            else:
                yield from self._rows(path, jsonl_file(file, self._max_bytes))

    def _document(self, path: str, data: bytes, suffix: str) -> Iterator[Capture | Drop | Note]:
        if len(data) > self._max_bytes:
            yield self._too_long(path)
            return
        if not data.strip():
            yield Drop(path, "read", "an empty file" if path != "-" else "standard input was empty")
            return
        decoded = decode(data)
        if decoded.problem:
            yield Drop(path, "read", decoded.problem)
            return
        if len(decoded.text) > self._max_chars:
            yield self._too_long(path)
            return
        if not _BLANK.sub("", decoded.text):
            yield Drop(path, "read", "only white space in it")
            return
        if decoded.note:
            yield Note(path, "read", decoded.note)
        self.where = (path, 0)
        meta = self._told.find(path) or Meta()
        content_hash = hashlib.sha256(data).hexdigest()
        text, front = plain(decoded.text) if suffix in _MARKDOWN else (decoded.text, {})
        source, url = meta.source or front.get("source"), meta.url or front.get("url")
        key = source_key(url, source, None, Path(path).name)
        kind = "html" if suffix in _HTML or _HTML_START.match(text[:4096]) else "text"
        yield Capture(
            id=content_id(content_hash, key),
            path=path,
            ordinal=0,
            kind=kind,
            content=text,
            content_hash=content_hash,
            source=source,
            url=url,
            title=front.get("title"),
            published=meta.published or front.get("published"),
            captured=meta.captured or front.get("captured"),
            language=front.get("language"),
        )

    def _too_long(self, path: str) -> Drop:
        reason = f"longer than {self._max_chars:,} characters: a dump, not an article; split it, one article a file"
        return Drop(path, "read", reason)

    def _rows(self, path: str, rows: Iterator[Row | Broken]) -> Iterator[Capture | Drop | Note]:
        none, read, texts = True, 0, 0
        about = self._told.find(path) or Meta()
        for row in rows:
            none = False
            if isinstance(row, Broken):
                yield Drop(path, "read", row.reason)
                continue
            where = f"{path}:{row.line}"
            if row.problem:
                yield Drop(where, "read", row.problem)
                continue
            self.where = (path, row.line)
            read, texts = read + 1, texts + ("text" in row.values)
            yield self._row(where, path, row.values, about)
        if none:
            yield Drop(path, "read", "no rows in it")
        elif read and not texts:
            yield Note(path, "read", _TITLES_ONLY)

    def _row(self, where: str, path: str, values: dict[str, str], about: Meta) -> Capture | Drop:
        title, text = values.get("title"), values.get("text")
        if not title and not text:
            return Drop(where, "read", "neither text nor title in this row")
        content = text or title or ""
        if len(content) > self._max_chars:
            return self._too_long(where)
        meta = self._told.find(where) or about
        url, source = values.get("url") or meta.url, values.get("source") or meta.source
        content_hash = hashlib.sha256(f"{title or ''}\n{text or ''}".encode("utf-8", "surrogatepass")).hexdigest()
        key = source_key(url, source, values.get("id"), Path(path).name)
        return Capture(
            id=content_id(content_hash, key),
            path=values.get("id") or where,
            ordinal=0,
            kind="html" if len(_TAG.findall(content[:20_000])) >= _FEWEST_TAGS else "row",
            content=content,
            content_hash=content_hash,
            source=source,
            url=url,
            title=title,
            published=values.get("date") or meta.published,
            captured=values.get("captured") or meta.captured,
            language=values.get("lang"),
        )


class _Head:
    """A stream whose first line was read already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = first, rest

    def readline(self, limit: int = -1, /) -> bytes:
        if self._first:
            line, self._first = self._first, b""
            return line
        return self._rest.readline(limit)


def _is_table(line: bytes) -> str | None:
    """What kind of table standard input is that it does not take, by its first line; None for anything else."""
    if re.match(rb"(?:\xef\xbb\xbf)?\s*\[\s*(?:\{|$)", line):
        return "a JSON list"
    names = [n.strip().strip('"').lower() for n in re.split(r"[,;\t]", line.decode("utf-8-sig", "replace"))]
    known = {name for listed in COLUMNS.values() for name in listed}
    named = {*names} & {*COLUMNS["text"], *COLUMNS["title"]}
    return "a table with a line of column names" if len(names) > 1 and named and {*names} <= known else None


def _is_object(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False
