"""--meta: what a feed would have told about the inputs, from a CSV, JSON or JSONL file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from tellings.errors import InputError
from tellings.read.decode import decode

#: A file that tells something about inputs is small; more than this is the wrong file.
_MAX_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Meta:
    """What a feed would have told about one input (--meta)."""

    source: str | None = None
    url: str | None = None
    published: str | None = None
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What a small file of rows is to hold."""

    what: str  # in words
    key: tuple[str, ...]  # columns one of which every row has
    columns: str  # all columns, in words
    under: str  # the key of a JSON object that may hold the rows
    needs: str  # what is to be in it, in words


_META = Form(
    "metadata",
    ("path", "file"),
    "path, source, url, published",
    "tellings",
    "one row per input with the columns path, source, url, published",
)


def load_meta(path: Path) -> dict[str, Meta]:
    """Path, as the file writes it -> what it tells. Raises InputError that says what is wrong.

    Columns: path (or file), source, url, published, captured; others are ignored. A JSON object may
    hold the rows under "tellings".
    """
    name = str(path)
    rows: dict[str, Meta] = {}
    for where, row in rows_of(path, _META):
        key = value_of(row, "path") or value_of(row, "file")
        if key is None:
            raise InputError(name, f"{where}: no path; every row needs a column path (or file)")
        meta = Meta(*(value_of(row, column) for column in ("source", "url", "published", "captured")))
        if rows.get(key, meta) != meta:
            raise InputError(name, f"{where}: {key} is told about twice, differently; keep one row")
        rows[key] = meta
    if not rows:
        raise InputError(name, f"holds no rows; it needs {_META.needs}")
    return rows


def rows_of(path: Path, form: Form) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of a small CSV, JSON or JSONL file, each with where it stands. Raises InputError."""
    yield from _rows(str(path), _text(path, form), form)


def _text(path: Path, form: Form) -> str:
    try:
        if path.is_dir():
            raise InputError(str(path), f"a folder, not a file of {form.what} (CSV, JSON or JSONL)")
        if path.stat().st_size > _MAX_BYTES:
            raise InputError(str(path), f"too large for a file of {form.what} (CSV, JSON or JSONL)")
        decoded = decode(path.read_bytes())
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror or error})") from error
    except ValueError as error:
        raise InputError(str(path), "not a file name") from error
    if decoded.problem:
        raise InputError(str(path), decoded.problem)
    if not decoded.text.strip():
        raise InputError(str(path), f"empty; it needs {form.needs}")
    return decoded.text


def _rows(name: str, text: str, form: Form) -> Iterator[tuple[str, Mapping[str, Any]]]:
    start = text.lstrip()[:1]
    if start == "[" or name.lower().endswith(".json"):
        yield from _json_rows(name, text, form)
    elif start == "{":
        yield from _json_rows(name, text, form) if _is_json(text) else _jsonl_rows(name, text, form)
    else:
        yield from _csv_rows(name, text, form)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _json_rows(name: str, text: str, form: Form) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        if text.lstrip().startswith("{") and "\n" in text.strip():
            yield from _jsonl_rows(name, text, form)
            return
        raise InputError(name, f"not JSON ({error})") from error
    if isinstance(data, dict):
        if any(column in data for column in form.key):
            data = [data]
        elif isinstance(data.get(form.under), list):
            data = data[form.under]
        elif form is _META and data and all(isinstance(value, dict) for value in data.values()):
            data = [{"path": key, **value} for key, value in data.items()]
    if not isinstance(data, list):
        raise InputError(name, f'not a list of rows, nor an object that holds them under "{form.under}"')
    for number, row in enumerate(data, 1):
        if not isinstance(row, dict):
            raise InputError(name, f"row {number}: not an object with {form.columns}")
        yield f"row {number}", row


def _jsonl_rows(name: str, text: str, form: Form) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(name, f"line {number}: not JSON ({error})") from error
        if not isinstance(row, dict):
            raise InputError(name, f"line {number}: not an object with {form.columns}")
        yield f"line {number}", row


def _csv_rows(name: str, text: str, form: Form) -> Iterator[tuple[str, Mapping[str, Any]]]:
    head = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t|", key=head.count)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        columns = [(column or "").strip().lower() for column in reader.fieldnames or ()]
        if not any(column in columns for column in form.key):
            raise InputError(name, f"no column {form.key[0]}; its columns are: {', '.join(columns)[:200]}")
        reader.fieldnames = columns
        for row in reader:
            yield f"line {reader.line_num}", row
    except csv.Error as error:
        raise InputError(name, f"not CSV ({error})") from error


def value_of(row: Mapping[str, Any], column: str) -> str | None:
    """A row's value as text without white space around it; None where there is none."""
    value = row.get(column)
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    return str(value).strip() or None


class MetaIndex:
    """Finds what is told about an input: by the path as given, a suffix of it, or the file's name."""

    def __init__(self, meta: Mapping[str, Meta] | None) -> None:
        self._exact: dict[str, Meta] = {}
        self._used: set[str] = set()
        self._by_name: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for key, value in (meta or {}).items():
            self._exact[key] = value
            parts = PurePath(key).parts
            if parts:
                self._by_name.setdefault(parts[-1], []).append((parts, key))

    def find(self, path: str) -> Meta | None:
        """None when nothing is told, or when several rows fit equally well."""
        keys = self._keys(path)
        self._used |= keys
        found = {self._exact[key] for key in keys}
        return next(iter(found)) if len(found) == 1 else None

    def unused(self) -> list[str]:
        """Keys, in their order, that no input was asked for by."""
        return [key for key in self._exact if key not in self._used]

    def _keys(self, path: str) -> set[str]:
        """The keys that fit a path best."""
        if path in self._exact:
            return {path}
        parts = PurePath(path).parts
        rows = self._by_name.get(parts[-1], []) if parts else []
        fits = [(_common(parts, own), key) for own, key in rows if _common(parts, own) >= min(len(parts), len(own))]
        if not fits and len(rows) == 1:
            return {rows[0][1]}
        best = max((n for n, _ in fits), default=0)
        return {key for n, key in fits if n == best}


def _common(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """Path parts that two paths share at their ends."""
    n = 0
    while n < min(len(a), len(b)) and a[-1 - n] == b[-1 - n]:
        n += 1
    return n
