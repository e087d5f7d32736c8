"""tellings copies --engine spark: Spark reads the inputs itself, and writes Parquet itself."""

from __future__ import annotations

import argparse
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tellings.cli import let_pandas_in
from tellings.cli.copies import OK, Writer, counted, format_of
from tellings.cli.output import Talk, say
from tellings.errors import InputError

PAIRS = 'SELECT * FROM __pairs ORDER BY "a" NULLS LAST, "b" NULLS LAST'
GROUPS = 'SELECT * FROM __groups ORDER BY "group" NULLS LAST, "id" NULLS LAST'


def run_on_spark(args: argparse.Namespace) -> int:
    """As `copies.run`. Raises TellingsError."""
    let_pandas_in()
    from tellings.engine.spark import Spark
    from tellings.settings import Settings, load
    from tellings.spark import compare_files, group_pairs

    if args.judgements:
        raise InputError("--judgements", "judgements are obeyed on one machine only; leave --engine spark out")
    kinds = [format_of(args.output, args.format), format_of(args.groups, None)]
    for path, kind in zip((args.output, args.groups), kinds, strict=True):
        if path is not None and kind == "parquet":
            _check(path)
    began = time.monotonic()
    settings = load(args.settings) if args.settings else Settings()
    Talk(args.quiet).start("copies on Spark")
    engine = Spark()
    try:
        found = compare_files(engine, args.paths, settings)
        _write(engine, PAIRS, args.output, kinds[0])
        if args.groups:
            spare = group_pairs(engine, settings)
            _write(engine, GROUPS, args.groups, kinds[1])
    finally:
        engine.close()
    if not args.quiet:
        if found.dropped:
            say(f"{found.dropped:,} rows left out: no id, or neither text nor title")
        if found.hot:
            say(f"{found.hot:,} fingerprints stand in too many articles: they make no pairs of their own")
        say(f"{found.articles:,} articles, {counted(found.labels)}, {time.monotonic() - began:.1f} s")
        if args.groups:
            say(f"{args.groups}: {spare:,} articles need not be kept")
    return OK


def _address(path: Path) -> str:
    """A path as it was given: Path folds the two slashes of an address into one."""
    text = str(path)
    head, _, rest = text.partition(":/")
    return f"{head}://{rest.lstrip('/')}" if rest and "/" not in head and len(head) > 1 else text


def _check(path: Path) -> None:
    if path.exists():
        raise InputError(str(path), "is there already; Spark writes a folder of Parquet, so name one that is not")


def _write(engine: Any, query: str, path: Path | None, kind: str) -> None:
    """A query's rows: Parquet by the executors, anything else through this process."""
    if kind == "parquet":
        where = _address(path or Path())
        engine.write(query, where if "://" in where else Path(where).absolute().as_uri())
        return
    with ExitStack() as stack:
        schema = engine.read(f"SELECT * FROM ({query}) t LIMIT 0").schema
        take = Writer(path, kind, stack, False).open(schema)
        for batch in engine.batches(query):
            take(batch)
