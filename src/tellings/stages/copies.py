"""articles, lines -> copies, passages: which articles share text, how much of it, and where it stands in both."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pyarrow as pa

from tellings.engine.base import Engine
from tellings.progress import Progress
from tellings.records import Copy, Passage, Run
from tellings.schema import content_id, to_table
from tellings.settings import Copies, Settings
from tellings.stages.base import Stage, settings_hash
from tellings.text.fingerprints import only
from tellings.text.fingerprints_common import number_sources
from tellings.text.passages import LABELS
from tellings.text.passages_pairs import Block, Index, plain_pairs

NAME, VERSION = "copies", 1


def body_spans(lines: pa.Table) -> dict[str, list[tuple[int, int]]]:
    """Article id -> its body lines. An article without any is not listed: then all of its text counts."""
    out: dict[str, list[tuple[int, int]]] = {}
    for article, begin, end in zip(*(lines.column(n).to_pylist() for n in ("article", "begin", "end")), strict=True):
        out.setdefault(article, []).append((begin, end))
    return out


def _rows(ids: list[str], block: Block, rule: Copies) -> Iterator[Copy | Passage]:
    """A block's pairs and passages as records."""
    found = block.aligned
    shares_a, shares_b = found.coverage()
    starts = found.starts.tolist()
    pairs = zip(block.a.tolist(), block.b.tolist(), found.labels(rule).tolist(), strict=True)
    for x, (i, j, label) in enumerate(pairs):
        a, b = ids[i], ids[j]
        words, longest = found.cover[x, 4:6].tolist()
        yield Copy(a, b, LABELS[label], float(shares_a[x]), float(shares_b[x]), words, longest)
        for row in found.passages[starts[x] : starts[x + 1]].tolist():
            yield Passage(a, b, *row)


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    began = time.perf_counter()
    own = settings_hash(settings, NAME)
    articles = engine.read('SELECT "id", "text", "text_hash", "source" FROM articles ORDER BY "id"')
    ids, texts = articles.column("id").to_pylist(), articles.column("text").to_pylist()
    key = content_id(*ids, *articles.column("text_hash").to_pylist())
    done = engine.read(
        'SELECT 1 FROM runs WHERE "stage" = $stage AND "version" = $version AND "settings" = $own AND "key" = $key',
        stage=NAME, version=VERSION, own=own, key=key,
    )  # fmt: skip
    progress.start(NAME, len(ids))
    if done.num_rows:
        return
    engine.delete("copies", "true")
    engine.delete("passages", "true")
    engine.delete("runs", '"stage" = $stage', stage=NAME)
    query = """SELECT "article", "begin", "end" FROM lines WHERE "label" = 'body' ORDER BY 1, 2"""
    bodies = body_spans(engine.read(query))
    texts = [only(text, bodies[i]) if i in bodies else text for i, text in zip(ids, texts, strict=True)]
    rows: list[Copy | Passage] = []

    def watch(index: Index) -> None:
        if index.hot:
            progress.note(
                f"{NAME}: {index.hot} fingerprints stand in too many articles: they make no pairs of their own"
            )

    for block in plain_pairs(texts, number_sources(articles.column("source").to_pylist()), settings.copies, watch):
        rows += _rows(ids, block, settings.copies)
    copies = [row for row in rows if isinstance(row, Copy)]
    passages = [row for row in rows if isinstance(row, Passage)]
    engine.append("copies", to_table(copies, Copy))
    engine.append("passages", to_table(passages, Passage))
    engine.append("runs", to_table([Run(NAME, VERSION, own, key)], Run))
    seconds = time.perf_counter() - began
    progress.done(f"{NAME}: {len(ids)} articles in, {len(copies)} pairs, {len(passages)} passages out, {seconds:.2f} s")


STAGE = Stage(NAME, ("articles", "lines"), ("copies", "passages"), VERSION, run)
