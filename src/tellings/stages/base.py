"""What a stage is, and the two ordinary kinds: one article at a time, one story at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

import pyarrow as pa

from tellings.engine.base import Engine, Group
from tellings.progress import Progress
from tellings.records import Run
from tellings.schema import TABLE_OF, content_id, to_table
from tellings.settings import Settings

GroupFn = Callable[[Group, Settings], Iterable[object]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One room: what it reads, what it writes, and a run that does it."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    version: int
    run: Callable[[Engine, Settings, Progress], None]


def settings_hash(settings: Settings, stage: str) -> str:
    """Of the settings that bear on one stage."""
    own = getattr(settings, stage, None)
    return content_id(stage, repr(own))


def _columns(record: type) -> set[str]:
    return {field.name for field in fields(record)}


def _order(record: type) -> str:
    """A total order for a record's rows, so that the same rows always come in the same order."""
    names = [field.name for field in fields(record)]
    lead = [n for n in ("article", "a", "b", "child", "parent", "ordinal", "begin", "end", "id") if n in names]
    return ", ".join(f't."{n}" NULLS LAST' for n in lead) or f't."{names[0]}" NULLS LAST'


def story_query(record: type) -> str:
    """The rows of a record class that belong to stories that are still to be done (`__todo`: story)."""
    columns = _columns(record)
    table = TABLE_OF[record]
    if "story" in columns:
        return f'SELECT t.* FROM "{table}" t JOIN __todo d ON t."story" = d."story" ORDER BY {_order(record)}'
    member = 'JOIN tellings m ON m."article" = {key} JOIN __todo d ON d."story" = m."story"'
    if table == "stories":
        return 'SELECT t.*, t."id" AS "story" FROM stories t JOIN __todo d ON d."story" = t."id" ORDER BY t."id"'
    if "a" in columns and "b" in columns:
        return (
            f'SELECT t.*, m."story" FROM "{table}" t {member.format(key="t.a")} '
            f'JOIN tellings n ON n."article" = t.b AND n."story" = m."story" ORDER BY {_order(record)}'
        )
    key = 't."id"' if table == "articles" else 't."article"'
    return f'SELECT t.*, m."story" FROM "{table}" t {member.format(key=key)} ORDER BY {_order(record)}'


def article_query(record: type) -> str:
    """The rows of a record class that belong to articles that are still to be done (`__todo`: article)."""
    table = TABLE_OF[record]
    key = 't."id"' if table == "articles" else 't."article"'
    return (
        f'SELECT t.*, d."article" AS "__key" FROM "{table}" t JOIN __todo d ON d."article" = {key} '
        f"ORDER BY {_order(record)}"
    )


def _finish(engine: Engine, stage: Stage, settings: Settings, keys: list[str], progress: Progress, line: str) -> None:
    own = settings_hash(settings, stage.name)
    engine.append("runs", to_table([Run(stage.name, stage.version, own, key) for key in keys], Run))
    progress.done(line)


def _summary(name: str, what: str, n: int, written: dict[str, int], began: float) -> str:
    out = ", ".join(f"{count} {table}" for table, count in sorted(written.items())) or "nothing"
    return f"{name}: {n} {what} in, {out} out, {time.perf_counter() - began:.2f} s"


def per_article(name: str, reads: tuple[type, ...], writes: tuple[type, ...], fn: GroupFn, version: int = 1) -> Stage:
    """A stage that looks at one article at a time. Each article is done once per version and settings.

    `fn(group, settings)` gets all rows of one article (`group.rows(Record)`) and yields records.
    """

    def run(engine: Engine, settings: Settings, progress: Progress) -> None:
        began = time.perf_counter()
        engine.sql(
            "__todo",
            'SELECT a."id" AS "article" FROM articles a WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE '
            'r."stage" = $stage AND r."version" = $version AND r."settings" = $settings AND r."key" = a."id")',
            stage=name,
            version=version,
            settings=settings_hash(settings, name),
        )
        keys = engine.read('SELECT "article" FROM __todo ORDER BY 1').column(0).to_pylist()
        progress.start(name, len(keys))
        if keys:
            for record in writes:
                engine.delete(TABLE_OF[record], '"article" IN (SELECT "article" FROM __todo)')

            def one(group: Group) -> Iterable[object]:
                yield from fn(group, settings)
                progress.advance()

            written = engine.each({TABLE_OF[r]: article_query(r) for r in reads}, "__key", one)
            _finish(engine, stage, settings, keys, progress, _summary(name, "articles", len(keys), written, began))

    stage = Stage(name, tuple(TABLE_OF[r] for r in reads), tuple(TABLE_OF[r] for r in writes), version, run)
    return stage


def membership(engine: Engine) -> dict[str, str]:
    """Story id -> fingerprint of the story's own membership and dates."""
    rows = engine.read('SELECT "story", "article", "published" FROM tellings ORDER BY 1, 2')
    parts: dict[str, list[str | None]] = {}
    for story, article, published in zip(*(rows.column(i).to_pylist() for i in range(3)), strict=True):
        parts.setdefault(story, []).extend((article, published))
    return {story: content_id(story, *listed) for story, listed in parts.items()}


def per_story(name: str, reads: tuple[type, ...], writes: tuple[type, ...], fn: GroupFn, version: int = 1) -> Stage:
    """A stage that looks at one story at a time. A story is done again when its membership changes.

    `fn(group, settings)` gets all rows of one story (`group.rows(Record)`; rows of per-article tables
    come with every telling of the story) and yields records.
    """

    def run(engine: Engine, settings: Settings, progress: Progress) -> None:
        began = time.perf_counter()
        own = settings_hash(settings, name)
        prints = membership(engine)
        done = set(
            engine.read(
                'SELECT "key" FROM runs WHERE "stage" = $stage AND "version" = $version AND "settings" = $settings',
                stage=name,
                version=version,
                settings=own,
            )
            .column(0)
            .to_pylist()
        )
        todo = sorted(story for story, mark in prints.items() if mark not in done)
        progress.start(name, len(todo))
        if todo:
            engine.put("__todo", pa.table({"story": pa.array(todo, pa.string())}))
            for record in writes:
                engine.delete(TABLE_OF[record], '"story" IN (SELECT "story" FROM __todo)')

            def one(group: Group) -> Iterable[object]:
                yield from fn(group, settings)
                progress.advance()

            written = engine.each({TABLE_OF[r]: story_query(r) for r in reads}, "story", one)
            marks = [prints[story] for story in todo]
            _finish(engine, stage, settings, marks, progress, _summary(name, "stories", len(todo), written, began))

    stage = Stage(name, tuple(TABLE_OF[r] for r in reads), tuple(TABLE_OF[r] for r in writes), version, run)
    return stage
