"""articles, lines -> copies, passages: which articles share text, how much of it, and where it stands in both.

Only what is new is read: fingerprints, pairs and passages of a former run are kept (fingerprints, compared,
common_text are this room's memory). The pairs are always those of a run from scratch, since which pairs are worth
comparing follows from all fingerprints together: a pair whose hashes have become too frequent is withdrawn, and one
that common text touches in another way than before is aligned again.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from tellings.engine.base import Engine
from tellings.plans import copies_kept as kept
from tellings.progress import Progress
from tellings.records import Copy, Run
from tellings.schema import content_id, to_rows, to_table
from tellings.settings import Copies, Settings
from tellings.stages.base import Stage, settings_hash
from tellings.text.fingerprints import I64
from tellings.text.passages_pairs import Aligning, Index, change_of, together

NAME, VERSION = "copies", 4
#: Under this name `runs` holds the pairs that were judged in the last run.
RULED = "copies judged"
#: Labels that say already that one text is made from the other.
CERTAIN = ("identical", "copy", "abridged")
MEMORY = ("fingerprints", "compared", "common_text")
#: Articles whose texts are held at a time while they are fingerprinted. Each such step looks for them in the table of
#: all articles.
ARTICLES = 16384
#: Bytes of text that are held at a time while pairs are aligned, about: each such step reads the texts of all articles.
BYTES = 1 << 29
#: Articles whose texts are held in the first such step, when it is not known how long they are, and in any.
FIRST, MOST = 8192, 1 << 18


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    """Compare what is new with everything."""
    began = time.perf_counter()
    own = settings_hash(settings, NAME)
    known = kept.Known.of(engine)
    judged = _judged(engine)
    told = content_id(*(f"{kind} {a} {b}" for (a, b), kind in judged.items()))
    progress.start(NAME, len(known.ids))
    former = engine.read('SELECT "version", "settings", "key" FROM runs WHERE "stage" = $stage', stage=NAME).to_pylist()
    seen = known.places(engine.read('SELECT "article" FROM fingerprints').column(0))
    key = "" if (seen < 0).any() else known.key(np.sort(seen))
    fits = [(r["version"], r["settings"], r["key"].split(" ")[0]) for r in former] == [(VERSION, own, key)]
    new = known.without(seen) if fits else known.stored
    if fits and not len(new) and former[0]["key"] == f"{key} {told}":
        return
    with engine.transaction():
        if not fits:
            for table in ("copies", "passages", *MEMORY):
                engine.delete(table, "true")
        engine.delete("runs", '"stage" = $stage', stage=NAME)
        _release(engine)
        for at in range(0, len(new), ARTICLES):
            kept.fingerprint(engine, known, new[at : at + ARTICLES], settings.copies)
        pairs, passages = _compare(engine, known, np.sort(new), settings.copies, progress)
        _rule(engine, judged)
        key = known.key(np.arange(len(known.ids)))
        engine.append("runs", to_table([Run(NAME, VERSION, own, f"{key} {told}")], Run))
    progress.done(
        f"{NAME}: {len(known.ids)} articles in ({len(new)} new), {pairs} pairs and {passages} passages more, "
        f"{time.perf_counter() - began:.2f} s"
    )


def run_tables(engine: Engine, settings: Settings, progress: Progress) -> None:
    """The same where the rows lie on many machines: all articles are compared, by queries (`plans.copies`)."""
    from tellings.plans import copies_room

    progress.start(NAME)
    began = time.perf_counter()
    articles, pairs = copies_room.compare_articles(engine, settings.copies)
    engine.delete("runs", '"stage" = $stage', stage=RULED)
    _rule(engine, _judged(engine))
    progress.done(f"{NAME}: {articles} articles in, {pairs} pairs, {time.perf_counter() - began:.2f} s")


def _judged(engine: Engine) -> dict[tuple[str, str], str]:
    """Pair of articles that are there -> what a person judged it to be: copy, or not a copy."""
    rows = engine.read(
        'SELECT j."a", j."b", j."kind" FROM judgements j JOIN articles x ON x."id" = j."a" '
        """JOIN articles y ON y."id" = j."b" WHERE j."kind" IN ('copy', 'not a copy') ORDER BY 1, 2"""
    ).to_pylist()
    return {(row["a"], row["b"]): row["kind"] for row in rows}


def _release(engine: Engine) -> None:
    """Forget the pairs that were judged in the last run, so that they are compared like any other."""
    keys = engine.read('SELECT "key" FROM runs WHERE "stage" = $stage', stage=RULED).column(0).to_pylist()
    _forget(engine, _pairs([tuple(key.split(" ")) for key in keys]))
    engine.delete("runs", '"stage" = $stage', stage=RULED)


def _rule(engine: Engine, judged: dict[tuple[str, str], str]) -> None:
    """A pair judged not to be a copy goes; one judged a copy is labelled so, however little of it is shared."""
    if not judged:
        return
    engine.put("__copies_judged", _pairs(list(judged)))
    query = 'SELECT c.* FROM copies c JOIN __copies_judged j ON j."a" = c."a" AND j."b" = c."b"'
    found = {(row.a, row.b): row for row in to_rows(engine.read(query), Copy)}
    named = []
    for pair, kind in judged.items():
        row = found.get(pair, Copy(*pair, "copy", 0.0, 0.0, 0, 0))
        if kind == "copy":
            named.append(row if row.label in CERTAIN else replace(row, label="copy"))
    _forget(engine, _pairs([pair for pair, kind in judged.items() if kind == "not a copy"]))
    _forget(engine, _pairs([(row.a, row.b) for row in named]), ("copies", "compared"))
    engine.append("copies", to_table(named, Copy))
    own = [Run(RULED, VERSION, "", f"{a} {b}") for a, b in judged]
    engine.append("runs", to_table(own, Run))


def _pairs(listed: Sequence[tuple[str, ...]]) -> pa.Table:
    """Pairs of ids as a table."""
    return pa.table({side: pa.array([pair[n] for pair in listed], pa.string()) for n, side in enumerate("ab")})


def _forget(engine: Engine, listed: pa.Table, tables: Sequence[str] = ("copies", "passages", "compared")) -> None:
    """Remove pairs (a, b), and what is known of them."""
    if len(listed):
        engine.put("__copies_stale", listed)
        for table in tables:
            engine.delete(
                table, f'EXISTS (SELECT 1 FROM __copies_stale s WHERE s."a" = "{table}"."a" AND s."b" = "{table}"."b")'
            )


def _compare(engine: Engine, known: kept.Known, new: I64, rule: Copies, progress: Progress) -> tuple[int, int]:
    """Bring copies and passages up to date; how many rows were written. `new` are places of new articles."""
    marks = kept.fingerprints(engine, known, rule)
    stored, entries = kept.compared_before(engine, known), kept.common_before(engine, known)
    change = change_of(marks, new, known.source, stored, entries, rule)
    del marks
    if change.hot:
        progress.note(f"{NAME}: {change.hot} fingerprints stand in too many articles: they make no pairs of their own")
    if len(change.withdrawn):
        progress.note(f"{NAME}: {len(change.withdrawn)} pairs withdrawn: what they shared is too frequent to tell")
    is_touched = np.zeros(len(known.ids), np.bool_)
    is_touched[change.touched] = True
    again = stored[is_touched[stored >> 32] | is_touched[stored & 0xFFFFFFFF]]
    again = np.setdiff1d(again, change.withdrawn, True)
    stale = np.concatenate([again, change.withdrawn])
    _forget(engine, pa.table({"a": known.named(stale >> 32), "b": known.named(stale & 0xFFFFFFFF)}))
    kept.keep_common(engine, known, change.common)
    pairs = np.union1d(again, change.added)
    return _align(engine, known, Index(pairs >> 32, pairs & 0xFFFFFFFF, 0, change.common), rule)


def _align(engine: Engine, known: kept.Known, index: Index, rule: Copies) -> tuple[int, int]:
    """Align pairs and keep what they share; how many pairs and passages."""
    pairs = passages = at = 0
    articles, compiled = FIRST, len(known.ids) >= rule.compile_from
    order, fresh = together(index.a, index.b, compiled)
    while at < len(order):
        end = max(at + 1, int(np.searchsorted(fresh, fresh[at] + articles, "right")))
        chosen = np.sort(order[at:end])
        a, b = index.a[chosen], index.b[chosen]
        places = np.unique(np.concatenate([a, b]))
        ids = known.named(places)
        texts = kept.texts_of(engine, ids, compiled)
        held = sum(map(len, texts)) if isinstance(texts, list) else len(texts.buf)
        articles = max(1, min(MOST, BYTES * len(places) // max(held, 1)))
        a, b = np.searchsorted(places, a), np.searchsorted(places, b)
        block = Aligning(texts, known.source[places], index.common, rule, len(known.ids)).align(a, b)
        written = kept.keep_pairs(engine, ids, (a, b), block, rule)
        pairs, passages, at = pairs + written[0], passages + written[1], end
    return pairs, passages


STAGE = Stage(NAME, ("articles", "lines", "judgements"), ("copies", "passages", *MEMORY), VERSION, run, run_tables)
