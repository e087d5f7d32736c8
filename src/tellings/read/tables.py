"""Tables of articles: JSONL, CSV, TSV and Parquet, row by row, in bounded memory."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from tellings.read.decode import decode, encoding_of

#: What a column may be called, folded. The first that is there and not empty is taken.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid", "article_id", "uuid"),
    "title": ("title", "headline", "heading"),
    "text": ("text", "body", "content", "article", "maintext", "fulltext", "full_text"),
    "date": ("date", "published", "published_at", "publish_date", "date_publish", "pubdate", "publication_date"),
    "source": ("source", "outlet", "publisher", "source_name", "media_name", "source_domain", "domain"),
    "url": ("url", "link", "uri"),
    "lang": ("lang", "language"),
    "captured": ("captured", "captured_at", "crawled", "date_download", "retrieved"),
}
#: A first line by which a spreadsheet tells its delimiter.
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n?$", re.I)
#: A line that begins an object; a list of objects.
_OBJECT = re.compile(rb"(?:^|\n)(?:\xef\xbb\xbf)?[ \t]*\{[ \t]*\"")
_LIST = re.compile(rb"\[[ \t]*\{")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `problem` says why it cannot be used."""

    line: int
    values: dict[str, str]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A table that cannot be read (any further)."""

    reason: str


class Lines(Protocol):
    """A stream that is read line by line."""

    def readline(self, limit: int = -1, /) -> bytes: ...


def opened(path: Path) -> BinaryIO:
    """A file's bytes, unpacked when its name ends in .gz."""
    if path.suffix.lower() == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")


def pick(row: dict[Any, Any]) -> dict[str, str]:
    """A row's values under our names; what is missing, empty or nested is left out."""
    folded = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
    out: dict[str, str] = {}
    for name, spellings in COLUMNS.items():
        for spelling in spellings:
            text = _text(folded.get(spelling))
            if text:
                out[name] = text
                break
    return out


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = decode(value).text
    if value is None or isinstance(value, (bool, dict)):
        return ""
    if isinstance(value, list):
        return "\n".join(item for item in value if isinstance(item, str))
    if isinstance(value, float) and value != value:
        return ""
    text = str(value)
    return text if text.strip() else ""


def jsonl_file(stream: BinaryIO, limit: int) -> Iterator[Row | Broken]:
    """Rows of a file of JSON lines: as `jsonl_rows`, but UTF-16 is read too, and another kind of file named once."""
    try:
        first = stream.readline(1 << 16)
        sample = first + stream.read(1 << 16)
    except (OSError, EOFError, zlib.error) as error:
        yield Broken(f"cannot be read to its end ({_why(error)})")
        return
    encoding, problem = encoding_of(sample)
    wide = encoding.startswith(("utf-16", "utf-32"))
    if not wide and not _OBJECT.search(sample) and (problem or _is_list(first)):
        yield Broken(problem or "a JSON list, not JSON lines; write one object a line")
        return
    raw: io.RawIOBase = _Joined(sample, stream)
    if wide:
        raw = _Recoded(raw, encoding)
    yield from jsonl_rows(io.BufferedReader(raw, 1 << 16), limit)


def jsonl_rows(stream: Lines, limit: int) -> Iterator[Row | Broken]:
    """Rows of JSON lines. A line longer than `limit` bytes is skipped without being held in memory."""
    try:
        for number, line in enumerate(_lines(stream, limit), 1):
            if line is None:
                yield Row(number, {}, f"longer than {limit:,} bytes: no article; split it")
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            yield _json_row(number, line)
    except (OSError, EOFError, zlib.error) as error:
        yield Broken(f"cannot be read to its end ({_why(error)})")


def _json_row(number: int, line: bytes) -> Row:
    decoded = decode(line)
    if decoded.problem:
        return Row(number, {}, decoded.problem)
    try:
        data = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        return Row(number, {}, f"not JSON ({_json_fault(error)}); one object a line is needed")
    if not isinstance(data, dict):
        return Row(number, {}, "not a JSON object; one object a line is needed")
    return row_of(number, data)


def _json_fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number of too many digits"


def row_of(number: int, data: dict[Any, Any]) -> Row:
    """A row of what a table holds; one whose text is there but no text says so."""
    row = Row(number, pick(data))
    if "text" in row.values or "title" in row.values:
        return row
    for key, value in data.items():
        if str(key).strip().lower() in COLUMNS["text"] and isinstance(value, (dict, list)) and value:
            return Row(number, {}, f"its {key} is nested, not a string; write the article's text there")
    return row


def _is_list(line: bytes) -> bool:
    """Whether a file that begins with this line is one JSON list (of objects, or broken into lines)."""
    start = line.removeprefix(b"\xef\xbb\xbf").strip()
    return start == b"[" or bool(_LIST.match(start))


def _lines(stream: Lines, limit: int) -> Iterator[bytes | None]:
    while line := stream.readline(limit):
        if len(line) < limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield None


@contextmanager
def _long_fields(limit: int) -> Iterator[None]:
    """Let the csv module read fields as long as an article (its own limit is 131,072)."""
    before = csv.field_size_limit(max(limit, csv.field_size_limit()))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def csv_rows(stream: BinaryIO, limit: int, tabs: bool) -> Iterator[Row | Broken]:
    """Rows of CSV or TSV with a header; the delimiter is the commonest of , ; tab | in the header."""
    head = stream.readline(1 << 16)
    sample = head + stream.read(1 << 16)
    encoding, problem = encoding_of(sample)
    if problem or not sample.strip():
        yield Broken(problem or "an empty file")
        return
    first = head.decode(encoding, "replace")
    told = _SEPARATOR.match(first)
    if told:
        sample = sample[len(head) :]
    delimiter = told[1] if told else "\t" if tabs and "\t" in first else max(",;\t|^", key=first.count)
    joined = io.BufferedReader(_Joined(sample, stream), 1 << 16)
    text = io.TextIOWrapper(joined, encoding=encoding, errors="replace", newline="")
    with _long_fields(limit):
        yield from _csv(text, delimiter)


def _csv(text: io.TextIOWrapper, delimiter: str) -> Iterator[Row | Broken]:
    try:
        reader = csv.reader(text, delimiter=delimiter)
        header = [column.strip() for column in next(reader, [])]
        if problem := missing(header):
            yield Broken(problem)
            return
        line = reader.line_num
        for cells in _cells_of(reader):
            began, line = line + 1, reader.line_num
            if cells is None:
                yield Row(began, {}, f"a cell of more than {csv.field_size_limit():,} characters: no article; split it")
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                problem = f"{len(cells)} cells under {len(header)} columns; put the text in quotation marks"
                yield Row(began, {}, problem)
                continue
            yield Row(began, pick(dict(zip(header, cells, strict=False))))
    except (csv.Error, OSError, EOFError, zlib.error, UnicodeError) as error:
        yield Broken(f"cannot be read to its end ({_why(error)})")


def _cells_of(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """A table's rows; None for one with a cell too long to be read."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" not in str(error):
                raise
            yield None


def missing(columns: Sequence[str]) -> str | None:
    """Why a table with these columns holds no articles; None when it may."""
    folded = {column.strip().lower() for column in columns}
    if folded & {*COLUMNS["text"], *COLUMNS["title"]}:
        return None
    shown = ", ".join(column for column in columns if column)[:200] or "none"
    return f"no column text or title (its columns: {shown}); name the column that holds the article text"


def parquet_rows(path: Path) -> Iterator[Row | Broken]:
    """Rows of a Parquet file, in batches; only the columns that are used are read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    known = {spelling for spellings in COLUMNS.values() for spelling in spellings}
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if problem := missing(names):
                yield Broken(problem)
                return
            wanted = [name for name in names if name.strip().lower() in known]
            number = 0
            for batch in file.iter_batches(batch_size=1024, columns=wanted):
                for row in _cells(batch):
                    number += 1
                    yield row_of(number, row)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        yield Broken(f"not a Parquet file that can be read ({_why(error)})")


def _cells(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows of an Arrow batch; a value that Python cannot hold (a date out of range, broken UTF-8) is left out."""
    for at in range(batch.num_rows):
        row: dict[str, Any] = {}
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if row.get(name):
                continue  # of two columns of one name the first that holds something
            try:
                row[name] = column[at].as_py()
            except UnicodeDecodeError:
                row[name] = column[at].as_buffer().to_pybytes()
            except (ValueError, OverflowError):
                row[name] = None
        yield row


def _why(error: BaseException) -> str:
    return " ".join(str(getattr(error, "strerror", None) or error).split())[:200] or type(error).__name__


class _Joined(io.RawIOBase):
    """Bytes that were read already, then the rest of a stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._head[: len(buffer)] or self._rest.read(len(buffer)) or b""
        self._head = self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


class _Recoded(io.RawIOBase):
    """A stream in another encoding, as UTF-8."""

    def __init__(self, rest: Any, encoding: str) -> None:
        self._rest, self._left = rest, b""
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left and (piece := self._rest.read(1 << 14)):
            self._left = self._decoder.decode(piece).encode("utf-8", "replace")
        piece, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)
