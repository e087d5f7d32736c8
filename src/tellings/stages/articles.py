"""captures -> articles, lines, furniture, credits, datelines, datings: the clean text of each capture."""

from __future__ import annotations

import atexit
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache, partial

import pyarrow as pa

from tellings.engine.base import Engine, Group, tables_of
from tellings.extract.article import extract
from tellings.extract.html import Parser, parser
from tellings.progress import Progress
from tellings.records import Article, Capture, Credit, Dateline, Dating, Drop, Furniture, Line, Note, Run
from tellings.schema import TABLE_OF, TABLES, arrow_schema, to_rows, to_table
from tellings.settings import Settings
from tellings.stages.base import Stage, forget_marks, settings_hash

NAME, VERSION = "articles", 12
WRITES = (Article, Line, Furniture, Credit, Dateline, Dating)
#: Captures in memory at a time.
_BATCH = 500
#: So many unreadable dates are noted one by one; more are counted.
_MOST_NOTED = 5
#: Characters of an unreadable date that are shown.
_SHOWN = 40
#: How tables write that a date is missing.
_MISSING = "'', 'nan', 'nat', 'none', 'null', 'n/a', 'na', '-', 'unknown', 'undated'"
_UNDATED = "these articles count as undated unless their texts tell when"


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    """Each capture once per version and settings, in batches; those without a body become drops."""
    began = time.perf_counter()
    own = settings_hash(settings, NAME)
    todo = engine.read(
        'SELECT c."id" FROM captures c WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE r."stage" = $stage '
        'AND r."version" = $version AND r."settings" = $settings AND r."key" = c."id")',
        stage=NAME,
        version=VERSION,
        settings=own,
    )
    ids = todo.column(0).to_pylist()
    former = 'SELECT DISTINCT r."key" FROM runs r WHERE r."stage" = $stage'
    seen = set(engine.read(former, stage=NAME).column(0).to_pylist()) if ids else set()
    progress.start(NAME, len(ids))
    written: dict[str, int] = {}
    with parser() as pages:
        for at in range(0, len(ids), _BATCH):
            batch = ids[at : at + _BATCH]
            with engine.transaction():
                if again := [key for key in batch if key in seen]:
                    _forget(engine, again)
                for name, count in _batch(engine, settings, pages, batch).items():
                    written[name] = written.get(name, 0) + count
                engine.append("runs", to_table([Run(NAME, VERSION, own, key) for key in batch], Run))
            progress.advance(len(batch))
    if ids:
        _note_dates(engine)
        out = ", ".join(f"{count} {name}" for name, count in sorted(written.items())) or "nothing"
        progress.done(f"{NAME}: {len(ids)} captures in, {out} out, {time.perf_counter() - began:.2f} s")


def run_tables(engine: Engine, settings: Settings, progress: Progress) -> None:
    """The same where the rows lie on many machines: every machine extracts the captures it has."""
    began = time.perf_counter()
    progress.start(NAME)
    own = settings_hash(settings, NAME)
    todo = (
        'FROM captures c WHERE NOT EXISTS (SELECT 1 FROM runs r WHERE r."stage" = $stage '
        'AND r."version" = $version AND r."settings" = $settings AND r."key" = c."id")'
    )
    values = {"stage": NAME, "version": VERSION, "settings": own}
    engine.sql("__articles_todo", f'SELECT c."id" {todo}', **values)
    forget_marks(engine, NAME, "__articles_todo", "id")
    for record in WRITES:
        key = "id" if record is Article else "article"
        engine.delete(TABLE_OF[record], f'"{key}" IN (SELECT "id" FROM __articles_todo)')
    query = 'SELECT c.* FROM captures c JOIN __articles_todo d ON d."id" = c."id"'
    written = engine.each({"captures": query}, "id", partial(_one, settings))
    keys = (
        'SELECT $stage AS "stage", $version AS "version", $settings AS "settings", "id" AS "key" FROM __articles_todo'
    )
    engine.insert("runs", keys, **values)
    _note_dates(engine)
    out = ", ".join(f"{count} {name}" for name, count in sorted(written.items())) or "nothing"
    progress.done(f"{NAME}: {out} out, {time.perf_counter() - began:.2f} s")


@lru_cache(maxsize=1)
def _pages() -> Parser:
    """This process's own workers for pages; they end with it."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(parser())


def _one(settings: Settings, group: Group) -> Iterator[object]:
    """The records of one capture."""
    for part in articles_of(group.rows(Capture), settings, _pages()):
        yield from part


def _note_dates(engine: Engine) -> None:
    """Note the dates of publication that came with the articles and could not be read: each of a few, else how many."""
    unread = (
        f"""FROM captures c WHERE lower(trim(c."published")) NOT IN ({_MISSING}) """
        """AND EXISTS (SELECT 1 FROM articles a WHERE a."id" = c."id") """
        """AND NOT EXISTS (SELECT 1 FROM datings d WHERE d."article" = c."id" AND d."how" = 'told')"""
    )
    many = engine.read(f'SELECT count(*) AS "n" {unread}').column(0)[0].as_py()
    first = f'SELECT c."path", c."published" {unread} ORDER BY c."path", c."published" LIMIT {_MOST_NOTED}'
    rows = engine.read(first).to_pylist() if many else []
    said = "cannot be read as a date of publication; the article counts as undated unless its text tells when"
    notes = [Note(row["path"], NAME, f"{_short(row['published'])} {said}") for row in rows]
    if many > _MOST_NOTED:
        shown = f"such as {_short(rows[0]['published'])} of {rows[0]['path']}"
        notes = [Note(NAME, NAME, f"{many:,} dates of publication cannot be read, {shown}; {_UNDATED}")]
    engine.delete("notes", '"stage" = $stage', stage=NAME)
    engine.append("notes", to_table(notes, Note))


def _short(value: str) -> str:
    """A value as it came, on one line and not too long."""
    return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}...")


def _forget(engine: Engine, ids: list[str]) -> None:
    """Remove what was made of these captures in an earlier run."""
    engine.put("__articles_todo", pa.table({"id": pa.array(ids, pa.string())}))
    forget_marks(engine, NAME, "__articles_todo", "id")
    for record in WRITES:
        key = "id" if record is Article else "article"
        engine.delete(TABLE_OF[record], f'"{key}" IN (SELECT "id" FROM __articles_todo)')


def _batch(engine: Engine, settings: Settings, pages: Parser, ids: list[str]) -> dict[str, int]:
    names = [field.name for field in arrow_schema(Capture)]
    captures = to_rows(engine.pick("captures", names, "id", pa.array(ids, pa.string())), Capture)
    rows = [row for part in articles_of(captures, settings, pages) for row in part]
    written = {}
    for name, records in tables_of(rows, (*(TABLE_OF[record] for record in WRITES), TABLE_OF[Drop])).items():
        written[name] = engine.append(name, to_table(records, TABLES[name]))
    return written


def articles_of(captures: Sequence[Capture], settings: Settings, pages: Parser) -> Iterator[list[object]]:
    """The records of each capture; HTML goes through the workers first. A broken page is a drop."""
    html = [capture for capture in captures if capture.kind == "html"]
    parsed = dict(zip((c.id for c in html), pages.parse([(c.content, c.url) for c in html]), strict=True))
    for capture in captures:
        found = parsed.get(capture.id)
        if found is None:
            yield extract(capture, settings.articles)
        elif found.problem:
            yield [Drop(capture.path, NAME, found.problem)]
        else:
            yield extract(capture, settings.articles, found.page, found.lines)


STAGE = Stage(
    NAME, (TABLE_OF[Capture],), (*(TABLE_OF[record] for record in WRITES), TABLE_OF[Drop]), VERSION, run, run_tables
)
