"""What a stage is, and the two ordinary kinds: one article at a time, one story at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

import pyarrow as pa

from tellings.engine.base import Engine, Group
from tellings.progress import Progress
from tellings.records import Run, Telling, Time
from tellings.schema import TABLE_OF, content_id, to_table
from tellings.settings import Settings

#: The rooms in the order in which the data walks through them: those that look at a corpus, those that look at its
#: articles and stories.
CORPUS_ROOMS = ("articles", "features", "copies", "stories")
STORY_ROOMS = (
    "tagging", "mentions", "quotes", "times", "quantities",
    "entities", "utterances", "statements", "variants", "origins", "discrepancies", "briefs",
)  # fmt: skip

GroupFn = Callable[[Group, Settings], Iterable[object]]

RunFn = Callable[[Engine, Settings, Progress], None]

#: Name and version of the model that settings name, "" for none.
ModelFn = Callable[[Settings], str]


def no_model(_: Settings) -> str:
    """For a room whose settings name no model besides what the install brings."""
    return ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One room: what it reads, what it writes, and a run that does it.

    What `model` names counts among the room's settings.
    `tables` is another way to do the same for an engine whose rows may lie on many machines: by queries and functions
    that the engine carries to the rows.
    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    version: int
    run: RunFn
    tables: RunFn | None = None
    model: ModelFn = no_model

    def on(self, engine: Engine) -> RunFn:
        """The run that suits an engine."""
        return self.tables if self.tables is not None and engine.distributed else self.run


def settings_hash(settings: Settings, stage: str, model: str = "") -> str:
    """Of the settings that bear on one stage, and the model that they name."""
    own = getattr(settings, stage, None)
    return content_id(stage, repr(own), *([model] if model else []))


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


def forget_marks(engine: Engine, room: str, table: str, column: str) -> None:
    """Before a room does articles or stories again, whose ids stand in a table's column: nothing of them counts as
    done, in this room and in all behind it.

    What a later room made of the former rows would otherwise stand beside the new ones when settings or a version of
    this package have changed, and marks of former settings would stand for rows that are no longer there.
    """
    behind = STORY_ROOMS[STORY_ROOMS.index(room) + 1 :] if room in STORY_ROOMS else STORY_ROOMS
    listed = ", ".join(f"'{name}'" for name in (room, *behind))
    if not engine.read(f'SELECT "key" FROM runs WHERE "stage" IN ({listed}) LIMIT 1').num_rows:
        return  # as on a first run: a third of what the deletion costs
    of = f'SELECT d."{column}" FROM {table} d'
    stories = f'SELECT t."story" FROM tellings t JOIN {table} d ON d."{column}" = t."article"'
    key = """split_part("key", ' ', 1)"""
    engine.delete("runs", f'"stage" IN ({listed}) AND ({key} IN ({of}) OR {key} IN ({stories}))')


def _finish(engine: Engine, stage: Stage, settings: Settings, keys: list[str], progress: Progress, line: str) -> None:
    """Remember what is done now."""
    own = settings_hash(settings, stage.name, stage.model(settings))
    engine.append("runs", to_table([Run(stage.name, stage.version, own, key) for key in keys], Run))
    progress.done(line)


def asked(engine: Engine) -> set[str] | None:
    """The stories that the story rooms are to look at; None for all."""
    return set(engine.read('SELECT "story" FROM asked').column(0).to_pylist()) or None


def _summary(name: str, what: str, n: int, written: dict[str, int], began: float) -> str:
    out = ", ".join(f"{count} {table}" for table, count in sorted(written.items())) or "nothing"
    return f"{name}: {n} {what} in, {out} out, {time.perf_counter() - began:.2f} s"


#: What these hold of an article goes by the date that its story decided on.
_DATED = (Telling, Time)


def _articles_todo(engine: Engine, stage: Stage, settings: Settings, dated: bool) -> list[str]:
    """Put the articles that are to be done into `__todo`; what to remember of each: its id, and its date if `dated`."""
    key = """a."id" || ' ' || coalesce(t."published", '')""" if dated else 'a."id"'
    dates = 'LEFT JOIN tellings t ON t."article" = a."id" ' if dated else ""
    only = 'JOIN tellings m ON m."article" = a."id" JOIN asked q ON q."story" = m."story" ' if asked(engine) else ""
    todo = engine.read(
        f'SELECT w."article", w."key" FROM (SELECT a."id" AS "article", {key} AS "key" '
        f"FROM articles a {dates}{only}) w "
        'WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE r."stage" = $stage AND r."version" = $version '
        'AND r."settings" = $settings AND r."key" = w."key") ORDER BY w."article"',
        stage=stage.name,
        version=stage.version,
        settings=settings_hash(settings, stage.name),
    )
    engine.put("__todo", todo.select(["article"]))
    keys: list[str] = todo.column("key").to_pylist()
    return keys


def per_article(name: str, reads: tuple[type, ...], writes: tuple[type, ...], fn: GroupFn, version: int = 1) -> Stage:
    """A stage that looks at one article at a time. Each article is done once per version and settings; where its date
    bears on what is read, once per date.

    `fn(group, settings)` gets all rows of one article (`group.rows(Record)`) and yields records.
    """
    dated = any(record in reads for record in _DATED)

    def run(engine: Engine, settings: Settings, progress: Progress) -> None:
        began = time.perf_counter()
        keys = _articles_todo(engine, stage, settings, dated)
        progress.start(name, len(keys))
        if keys:
            todo = {article: [article] for article in (key.split(" ")[0] for key in keys)}
            forget_marks(engine, name, "__todo", "article")
            for record in writes:
                engine.delete(TABLE_OF[record], '"article" IN (SELECT "article" FROM __todo)')

            def one(group: Group) -> Iterable[object]:
                yield from fn(group, settings)
                progress.advance()

            written = engine.each({TABLE_OF[r]: article_query(r) for r in reads}, "__key", one, todo)
            _finish(engine, stage, settings, keys, progress, _summary(name, "articles", len(keys), written, began))

    stage = Stage(name, tuple(TABLE_OF[r] for r in reads), tuple(TABLE_OF[r] for r in writes), version, run)
    return stage


def _rows(table: pa.Table) -> Iterable[tuple[str, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def membership(engine: Engine) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Story id -> the id and a fingerprint of the story's own membership and dates, and of what was judged about its
    tellings; of the stories that are asked for. And story id -> its articles, in order."""
    parts: dict[str, list[str | None]] = {}
    articles: dict[str, list[str]] = {}
    tellings = engine.read('SELECT "story", "article", "published" FROM tellings ORDER BY 1, 2')
    for story, article, published in _rows(tellings):
        parts.setdefault(story, []).extend((article, published))
        articles.setdefault(story, []).append(article)
    if engine.read("SELECT count(*) FROM judgements").column(0)[0].as_py():  # most often there is none
        judged = engine.read(
            'SELECT t."story", j."id", j."kind" FROM judgements j JOIN tellings t ON t."article" = j."a" '
            'JOIN tellings u ON u."article" = j."b" AND u."story" = t."story" ORDER BY 1, 2'
        )
        for story, judgement, kind in _rows(judged):
            parts.setdefault(story, []).extend((judgement, kind))
    wanted = asked(engine)
    listed = parts if wanted is None else {story: parts[story] for story in parts if story in wanted}
    return {story: f"{story} {content_id(story, *told)}" for story, told in listed.items()}, articles


def per_story(
    name: str,
    reads: tuple[type, ...],
    writes: tuple[type, ...],
    fn: GroupFn,
    version: int = 1,
    model: ModelFn = no_model,
) -> Stage:
    """A stage that looks at one story at a time. A story is done again when its membership changes, or a judgement.

    `fn(group, settings)` gets all rows of one story (`group.rows(Record)`; rows of per-article tables
    come with every telling of the story) and yields records. `model` is as in `Stage`.
    """

    def run(engine: Engine, settings: Settings, progress: Progress) -> None:
        began = time.perf_counter()
        own = settings_hash(settings, name, model(settings))
        prints, told = membership(engine)
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
            forget_marks(engine, name, "__todo", "story")
            for record in writes:
                engine.delete(TABLE_OF[record], '"story" IN (SELECT "story" FROM __todo)')

            def one(group: Group) -> Iterable[object]:
                yield from fn(group, settings)
                progress.advance()

            articles = {story: told[story] for story in todo}
            written = engine.each({TABLE_OF[r]: story_query(r) for r in reads}, "story", one, articles)
            marks = [prints[story] for story in todo]
            _finish(engine, stage, settings, marks, progress, _summary(name, "stories", len(todo), written, began))

    stage = Stage(
        name, tuple(TABLE_OF[r] for r in reads), tuple(TABLE_OF[r] for r in writes), version, run, model=model
    )
    return stage
