"""articles, lines -> copies, passages: which articles share text, how much of it, and where it stands in both.

Only what is new is read, and what shares words with it: fingerprints, bodies and pairs of a former run are kept
(`plans.copies_store` is this room's memory). The pairs are always those of a run from scratch, since
which pairs are worth comparing follows from all fingerprints together: a pair whose hashes have become too frequent is
withdrawn, and one that common text touches in another way than before is aligned again.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from tellings.engine.base import Engine
from tellings.plans import copies_kept as kept
from tellings.plans.copies_store import Store
from tellings.progress import Progress
from tellings.records import Copy, Run
from tellings.schema import content_id, to_rows, to_table
from tellings.settings import Copies, Settings
from tellings.stages.base import Stage, settings_hash
from tellings.text.fingerprints_join import Before, among, distinct

NAME, VERSION = "copies", 6
#: Under this name `runs` holds the pairs that were judged in the last run.
RULED = "copies judged"
#: Labels that say already that one text is made from the other.
CERTAIN = ("identical", "copy", "abridged")
#: Articles whose texts are held at a time while they are fingerprinted. Each such step looks for them in the table of
#: all articles.
ARTICLES = 16384


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    """Compare what is new with everything."""
    began = time.perf_counter()
    known, judged = kept.Known.of(engine), _judged(engine)
    own = Run(
        NAME, VERSION, settings_hash(settings, NAME), content_id(*(f"{k} {a} {b}" for (a, b), k in judged.items()))
    )
    progress.start(NAME, len(known))
    former = _former(engine)
    _, key, held = former[0].key.split(" ") if former and former[0] == replace(own, key=former[0].key) else ("", "", "")
    store = Store(engine.shelf, held)
    rows = known.rows_of(store) if held and store.whole() else None
    if rows is not None and key == own.key and len(rows) == len(known):
        return
    with engine.transaction():
        if rows is None:
            rows = np.zeros(0, np.int64)
            store.clear()
            for table in ("copies", "passages"):
                engine.delete(table, "true")
        is_new = np.ones(len(known), np.bool_)
        is_new[rows] = False
        new = np.flatnonzero(is_new)
        released = _pairs([tuple(row.key.split(" ")) for row in former if row.stage == RULED])
        _forget(engine, released)
        engine.delete("runs", '"stage" = $stage OR "stage" = $ruled', stage=NAME, ruled=RULED)
        for at in range(0, len(new), ARTICLES):
            kept.fingerprint(engine, store, known, new[at : at + ARTICLES], settings.copies)
        articles = kept.numbered(store, known, np.r_[rows, new], len(rows))
        pairs, passages = _compare(engine, store, articles, (len(rows), released), (settings.copies, progress))
        done = replace(own, key=f"{len(known)} {own.key} {store.held()}")
        engine.append("runs", to_table([done, *_rule(engine, judged)], Run))
    store.tidy()
    progress.done(
        f"{NAME}: {len(known)} articles in ({len(new)} new), {pairs} pairs and {passages} passages more, "
        f"{time.perf_counter() - began:.2f} s"
    )


def _former(engine: Engine) -> list[Run]:
    """What the last run says of itself, and then the pairs that were judged in it."""
    rows = engine.read(
        'SELECT * FROM runs WHERE "stage" = $stage OR "stage" = $ruled ORDER BY "stage", "key"',
        stage=NAME,
        ruled=RULED,
    )
    return to_rows(rows, Run)


def run_tables(engine: Engine, settings: Settings, progress: Progress) -> None:
    """The same where the rows lie on many machines: all articles are compared, by queries (`plans.copies`)."""
    from tellings.plans import copies_room

    progress.start(NAME)
    began = time.perf_counter()
    articles, pairs = copies_room.compare_articles(engine, settings.copies)
    engine.delete("runs", '"stage" = $stage', stage=RULED)
    engine.append("runs", to_table(_rule(engine, _judged(engine)), Run))
    progress.done(f"{NAME}: {articles} articles in, {pairs} pairs, {time.perf_counter() - began:.2f} s")


def _judged(engine: Engine) -> dict[tuple[str, str], str]:
    """Pair of articles that are there -> what a person judged it to be: copy, or not a copy."""
    if not engine.read("SELECT \"id\" FROM judgements WHERE \"kind\" IN ('copy', 'not a copy')").num_rows:
        return {}
    rows = engine.read(
        'SELECT j."a", j."b", j."kind" FROM judgements j JOIN articles x ON x."id" = j."a" '
        """JOIN articles y ON y."id" = j."b" WHERE j."kind" IN ('copy', 'not a copy') ORDER BY 1, 2"""
    ).to_pylist()
    return {(row["a"], row["b"]): row["kind"] for row in rows}


def _rule(engine: Engine, judged: dict[tuple[str, str], str]) -> list[Run]:
    """A pair judged not to be a copy goes; one judged a copy is labelled so, however little of it is shared. What to
    remember of them."""
    if not judged:
        return []
    engine.put("__copies_judged", _pairs(list(judged)))
    query = 'SELECT c.* FROM copies c JOIN __copies_judged j ON j."a" = c."a" AND j."b" = c."b"'
    found = {(row.a, row.b): row for row in to_rows(engine.read(query), Copy)}
    named = []
    for pair, kind in judged.items():
        row = found.get(pair, Copy(*pair, "copy", 0.0, 0.0, 0, 0))
        if kind == "copy":
            named.append(row if row.label in CERTAIN else replace(row, label="copy"))
    _forget(engine, _pairs([pair for pair, kind in judged.items() if kind == "not a copy"]))
    _forget(engine, _pairs([(row.a, row.b) for row in named]), ("copies",))
    engine.append("copies", to_table(named, Copy))
    return [Run(RULED, VERSION, "", f"{a} {b}") for a, b in judged]


def _pairs(listed: Sequence[tuple[str, ...]]) -> pa.Table:
    """Pairs of ids as a table."""
    return pa.table({side: pa.array([pair[n] for pair in listed], pa.string()) for n, side in enumerate("ab")})


def _forget(engine: Engine, listed: pa.Table, tables: Sequence[str] = ("copies", "passages")) -> None:
    """Remove pairs (a, b), and what is known of them."""
    if len(listed):
        engine.put("__copies_stale", listed)
        for table in tables:
            engine.delete(
                table, f'EXISTS (SELECT 1 FROM __copies_stale s WHERE s."a" = "{table}"."a" AND s."b" = "{table}"."b")'
            )


def _compare(
    engine: Engine, store: Store, articles: kept.Numbered, former: tuple[int, pa.Table], how: tuple[Copies, Progress]
) -> tuple[int, int]:
    """Bring copies and passages up to date; how many rows were written.

    `former` is how many articles there were before, and the pairs that were judged then.
    """
    rule, progress = how
    before = Before(former[0], kept.pairs_before(store, articles), store.common())
    marks = kept.fingerprints(store, articles, rule)
    change, again = kept.changes(store, articles, marks, before, rule)
    if change.hot:
        progress.note(f"{NAME}: {change.hot} fingerprints stand in too many articles: they make no pairs of their own")
    if len(change.withdrawn):
        progress.note(f"{NAME}: {len(change.withdrawn)} pairs withdrawn: what they shared is too frequent to tell")
    judged = articles.pairs(former[1])
    again = distinct(np.concatenate([again, judged[among(judged, before.pairs)]]))
    again = again[~among(again, change.withdrawn)]
    stale = np.concatenate([again, change.withdrawn])
    _forget(engine, pa.table({"a": articles.named(stale >> 32), "b": articles.named(stale & 0xFFFFFFFF)}))
    stay = before.pairs[~among(before.pairs, change.withdrawn)]
    kept.keep_aligned(store, articles, np.sort(np.concatenate([stay, change.added])), change.common)
    pairs = passages = 0
    todo = np.sort(np.concatenate([again, change.added]))
    for block in kept.aligned(store, articles, marks, (todo, change.common), rule):
        written = kept.keep_pairs(engine, articles, block, rule)
        pairs, passages = pairs + written[0], passages + written[1]
    return pairs, passages


STAGE = Stage(
    NAME,
    ("articles", "lines", "judgements"),
    ("copies", "passages"),
    VERSION,
    run,
    run_tables,
)
