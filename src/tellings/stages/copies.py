"""articles, lines -> copies, passages: which articles share text, how much of it, and where it stands in both."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pyarrow as pa

from tellings.engine.base import Engine
from tellings.progress import Progress
from tellings.records import Copy, Passage, Run
from tellings.schema import content_id, to_table
from tellings.settings import Copies, Settings
from tellings.stages.base import Stage, settings_hash
from tellings.text.fingerprints import only, prints, units
from tellings.text.fingerprints_join import candidates
from tellings.text.passages import Aligner, label

NAME, VERSION = "copies", 1


def body_spans(lines: pa.Table) -> dict[str, list[tuple[int, int]]]:
    """Article id -> its body lines. An article without any is not listed: then all of its text counts."""
    out: dict[str, list[tuple[int, int]]] = {}
    for article, begin, end in zip(*(lines.column(n).to_pylist() for n in ("article", "begin", "end")), strict=True):
        out.setdefault(article, []).append((begin, end))
    return out


def compare(ids: list[str], texts: list[str], rule: Copies) -> Iterable[Copy | Passage]:
    """All pairs among articles in ascending order of their ids."""
    found = units(texts)
    pairs = candidates(prints(found), rule)
    aligner = Aligner(found)
    for i, j in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True):
        shared = aligner.align(i, j)
        a, b = ids[i], ids[j]
        if shared.passages:
            what = label(shared, rule)
            yield Copy(a, b, what, shared.coverage_a, shared.coverage_b, shared.words, shared.longest)
            for p in shared.passages:
                yield Passage(a, b, p.a_begin, p.a_end, p.b_begin, p.b_end, p.words)


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    began = time.perf_counter()
    own = settings_hash(settings, NAME)
    articles = engine.read('SELECT "id", "text", "text_hash" FROM articles ORDER BY "id"')
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
    rows = list(compare(ids, texts, settings.copies))
    copies = [row for row in rows if isinstance(row, Copy)]
    passages = [row for row in rows if isinstance(row, Passage)]
    engine.append("copies", to_table(copies, Copy))
    engine.append("passages", to_table(passages, Passage))
    engine.append("runs", to_table([Run(NAME, VERSION, own, key)], Run))
    seconds = time.perf_counter() - began
    progress.done(f"{NAME}: {len(ids)} articles in, {len(copies)} pairs, {len(passages)} passages out, {seconds:.2f} s")


STAGE = Stage(NAME, ("articles", "lines"), ("copies", "passages"), VERSION, run)
