"""The same over files: what `tellings copies` runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tellings.copies.judged import Rulings, of_workspace
from tellings.copies.tables import Gather
from tellings.engine.duck import Duck
from tellings.errors import InputError
from tellings.judgements import Told
from tellings.progress import Progress, Silent
from tellings.read.columns import batch_of, texts
from tellings.records import Capture, Drop, Note
from tellings.schema import to_rows, to_table
from tellings.settings import Settings
from tellings.stages.articles import STAGE as ARTICLES
from tellings.text.fingerprints_packed import MOST_BYTES

#: HTML pages that are handed to the room of articles at a time.
PAGES = 256
#: The file that makes a folder a workspace; its articles are compared as the extractor left them.
WORKSPACE = "tellings.duckdb"


@dataclass(slots=True)
class Found:
    """What a comparison of files came to."""

    articles: int = 0
    pairs: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    drops: list[Drop] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def compare_files(
    paths: Sequence[str],
    pairs: Callable[[pa.Schema], Callable[[pa.RecordBatch], None]],
    *,
    settings: Settings | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    judged: Sequence[Told] = (),
) -> Found:
    """Compare the texts of files and folders, in bounded memory.

    `pairs` is given the schema of the pairs and gives a function that takes their batches, which come in ascending
    order; pairs that are only `judged` to be copies come last. Raises InputError when nothing could be read.
    """
    found, talk = Found(), progress or Silent()
    corpus = Gather(settings or Settings(), threads, talk)
    talk.start("copies: reading")
    pages: list[Capture] = []

    def add(batch: pa.RecordBatch) -> None:
        corpus.add(_that_fit(batch, found.drops))
        talk.advance(batch.num_rows)

    spaces = [path for path in paths if _is_workspace(path)]
    for space in spaces:
        for batch in _workspace(Path(space) / WORKSPACE):
            add(batch)
    for row in texts([path for path in paths if path not in spaces]):
        if isinstance(row, Drop):
            found.drops.append(row)
        elif isinstance(row, Note):
            found.notes.append(row)
        elif isinstance(row, Capture):
            pages.append(row)
            if len(pages) == PAGES:
                add(_articles(pages, found))
                pages = []
        else:
            add(row)
    if pages:
        add(_articles(pages, found))
    found.articles = corpus.articles
    if not corpus.articles:
        first = f"{found.drops[0].path}: {found.drops[0].reason}" if found.drops else "no article in it"
        raise InputError(paths[0] if paths else "copies", f"nothing to compare ({first})")
    take = pairs(corpus.schema())
    told = [row for space in spaces for row in of_workspace(Path(space))]
    rulings = Rulings([*told, *judged], corpus.ids())
    for batch in chain(map(rulings.applied, corpus.blocks()), rulings.added(corpus.schema())):
        found.pairs += batch.num_rows
        for entry in batch.column("label").value_counts().to_pylist():
            found.labels[entry["values"]] = found.labels.get(entry["values"], 0) + entry["counts"]
        take(batch)
    found.notes += [Note("copies", "copies", text) for text in corpus.notes]
    found.notes += [Note("judgements", "judgements", text) for text in rulings.notes]
    return found


def _that_fit(batch: pa.RecordBatch, drops: list[Drop]) -> pa.RecordBatch:
    """The rows whose texts are short enough to be compared; the others become drops."""
    sizes = pc.fill_null(pc.binary_length(batch.column("text")), 0)
    long = pc.greater(sizes, MOST_BYTES)
    if pc.any(long).as_py():
        for name in batch.column("id").filter(long).to_pylist():
            drops.append(Drop(str(name), "copies", f"a text of more than {MOST_BYTES >> 20} MB: it cannot be compared"))
        batch = batch.filter(pc.invert(long))
    return batch


def _is_workspace(path: str | Path) -> bool:
    """Whether a path is a workspace; one that may not be looked into is none."""
    try:
        return (Path(path) / WORKSPACE).is_file()
    except OSError:
        return False


def _workspace(path: Path) -> Iterator[pa.RecordBatch]:
    """The articles of a workspace; their ids are the workspace's."""
    engine = Duck(path)
    try:
        for batch in engine.batches('SELECT "id", "text", "source", "url" FROM articles ORDER BY "id"', 8192):
            yield batch_of(batch, 0)
    finally:
        engine.close()


def _articles(pages: list[Capture], found: Found) -> pa.RecordBatch:
    """The articles of HTML pages; a page without one becomes a drop."""
    engine = Duck()
    try:
        engine.append("captures", to_table(pages, Capture))
        ARTICLES.run(engine, Settings(), Silent())
        rows = engine.read('SELECT "path" AS "id", "text", "source", "url" FROM articles ORDER BY "ordinal"')
        found.drops += to_rows(engine.read('SELECT * FROM drops ORDER BY "path"'), Drop)
    finally:
        engine.close()
    return batch_of(rows.combine_chunks(), 0)
