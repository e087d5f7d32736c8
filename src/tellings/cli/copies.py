"""tellings copies: which articles of a corpus share text, and what to keep of it."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from tellings.cli.output import Talk, check, say, say_all, whole
from tellings.errors import InputError

OK = 0
FORMATS = ("text", "jsonl", "csv", "parquet")
_ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".parquet": "parquet"}
_LINKS = ["a", "b", "label", "coverage_a", "coverage_b", "total_a", "total_b"]

DESCRIPTION = """\
Compares every article with every other and writes the pairs that share text: how much of each stands in the
other, what they are to one another, and the passages with their places in both. Reads a corpus of any size
as a stream.
"""
EPILOG = """\
inputs:
  .jsonl .csv .parquet  one article a row: text and, where known, id, source (or url)
  .txt .md .html        one article a file
  folder                all of these in it; a workspace's folder: its articles
  -                     standard input

labels:
  identical       the same words          copy            most of both stands in the other
  abridged        most of one stands in the other, much of which it leaves out
  derived         a good part of one stands in the other
  shared passage  less than that

examples:
  tellings copies crawl.parquet -o pairs.parquet --groups groups.parquet
                                                  which articles of a group to keep, and why the others need not be
  tellings copies coverage/                       pairs in the terminal
  tellings copies s3a://crawl/2026/ --engine spark -o s3a://crawl/pairs.parquet
                                                  on a cluster (docs/scaling.md); writes folders of Parquet
  tellings copies feed.jsonl --format jsonl | jq 'select(.label == "copy")'
"""


def add(commands: Any) -> None:
    """Add this command to the parser."""
    p = commands.add_parser(
        "copies",
        help="which articles share text",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    p.add_argument("-o", "--output", metavar="FILE", type=Path, help="write the pairs to FILE, not to standard output")
    p.add_argument("--groups", metavar="FILE", type=Path, help="write groups of copies too: which to keep, and why")
    p.add_argument("--format", choices=FORMATS, help="how to write pairs (default: by FILE's ending, else text)")
    p.add_argument("--threads", metavar="N", type=int, help="threads to use (default: as many as there are processors)")
    p.add_argument("--settings", metavar="TOML", type=Path, help="settings that differ from the defaults, in [copies]")
    p.add_argument(
        "--judgements", metavar="FILE", type=Path, help="CSV or JSONL: kind (copy, not a copy), a, b, note: obeyed"
    )
    p.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="where to run it (default: duckdb)")
    p.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary on standard error")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare, write pairs and groups, and say what was found. Raises TellingsError."""
    if args.engine == "spark":
        from tellings.cli.copies_spark import run_on_spark

        return run_on_spark(args)
    from tellings.copies.files import compare_files
    from tellings.read.judgements import load_judgements
    from tellings.settings import Settings, load

    began = time.monotonic()
    settings = load(args.settings) if args.settings else Settings()
    judged = load_judgements(args.judgements) if args.judgements else ()
    talk = Talk(args.quiet)
    kind = format_of(args.output, args.format)  # a wrong ending or folder is said before the work, not after it
    if args.groups:
        format_of(args.groups, None)
    for path in (args.output, args.groups):
        if path is not None:
            check(path)
    with ExitStack() as stack:
        writer = Writer(args.output, kind, stack, bool(args.groups))
        found = compare_files(
            args.paths, writer.open, settings=settings, threads=args.threads, progress=talk, judged=judged
        )
    talk.done("")
    if args.groups:
        spare = _write_groups(writer, args.groups, settings)
    if not args.quiet:
        say_all(
            [f"{row.path}: {row.reason}" for row in found.drops] + [n.text for n in found.notes if n.path != "copies"]
        )
        say(f"{found.articles:,} articles, {counted(found.labels)}, {time.monotonic() - began:.1f} s")
        if args.groups:
            say(f"{args.groups}: {spare:,} articles need not be kept")
    return OK


def counted(labels: dict[str, int]) -> str:
    """Pairs by label, in words."""
    kinds = ", ".join(f"{count:,} {label}" for label, count in sorted(labels.items(), key=lambda x: -x[1]))
    return f"{sum(labels.values()):,} pairs ({kinds or 'none'})"


def format_of(path: Path | None, asked: str | None) -> str:
    """How to write: as asked, else by the file's ending. Raises InputError when neither says."""
    known = _ENDINGS.get(path.suffix.lower()) if path else "text"
    if asked is None and known is None:
        raise InputError(str(path), f"no format has this ending; name one with --format: {', '.join(FORMATS)}")
    chosen = asked or known or "text"
    if chosen == "parquet" and path is None:
        raise InputError("standard output", "Parquet needs a file: -o FILE")
    return chosen


class Writer:
    """Writes batches of pairs in one of the formats, and remembers the links that groups are made of."""

    def __init__(self, path: Path | None, kind: str, stack: ExitStack, links: bool) -> None:
        self._path, self._kind, self._stack, self._links = path, kind, stack, links
        self.kept: list[Any] = []
        self.schema: Any = None

    def open(self, schema: Any) -> Callable[[Any], None]:
        """Begin a file; the function that takes each batch."""
        self.schema = schema
        try:
            write = self._parquet(schema) if self._kind == "parquet" else self._lines()
        except OSError as error:
            raise InputError(str(self._path), f"cannot be written ({error.strerror})") from error

        def take(batch: Any) -> None:
            write(batch)
            if self._links:
                self.kept.append(batch.select(_LINKS))

        return take

    def _parquet(self, schema: Any) -> Callable[[Any], None]:
        import pyarrow.parquet as pq

        assert self._path is not None  # `format_of` sees to that
        place = self._stack.enter_context(whole(self._path))
        writer = self._stack.enter_context(pq.ParquetWriter(place, schema, compression="zstd"))
        return lambda batch: writer.write_batch(batch)

    def _lines(self) -> Callable[[Any], None]:
        import sys

        file: IO[str] = sys.stdout
        if self._path is not None:
            place = self._stack.enter_context(whole(self._path))
            file = self._stack.enter_context(place.open("w", encoding="utf-8", newline=""))
        else:
            reconfigure = getattr(sys.stdout, "reconfigure", None)
            if reconfigure:
                reconfigure(encoding="utf-8", errors="backslashreplace")
        show = {"jsonl": _jsonl, "text": _text, "csv": _csv}[self._kind]
        if self._kind == "csv":
            file.write(",".join(self.schema.names) + "\r\n")
        return lambda batch: file.writelines(show(row) for row in batch.to_pylist())


def _jsonl(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _csv(row: dict[str, Any]) -> str:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerow([json.dumps(v) if isinstance(v, (list, bool)) else v for v in row.values()])
    return out.getvalue()


def _text(row: dict[str, Any]) -> str:
    shares = f"{row['coverage_a']:4.0%} {row['coverage_b']:4.0%}"
    line = f"{row['label']:<14} {shares} {row['words']:6,} words  {row['a']}  {row['b']}"
    return "".join(ch if ch.isprintable() else " " for ch in line) + "\n"


def _write_groups(writer: Writer, path: Path, settings: Any) -> int:
    """Write the groups; how many articles need not be kept."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from tellings.copies import copy_groups

    kept = pa.schema([writer.schema.field(name) for name in _LINKS])
    table = copy_groups(pa.Table.from_batches(writer.kept, kept), settings=settings)
    with ExitStack() as stack:
        take = Writer(path, format_of(path, None), stack, False).open(table.schema)
        for batch in table.to_batches():
            take(batch)
    return int(pc.sum(pc.invert(table.column("keep"))).as_py() or 0)
