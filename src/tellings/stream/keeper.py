"""What a stream holds, and how it is kept.

Stories, words and index are held in memory (`collate.clusters_live`). What came is written in parts, each of which is
written whole or not at all; what a later run over everything regroups is redirected, as between any two runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa

from tellings.collate.clusters import MANY
from tellings.collate.clusters_live import Live
from tellings.collate.dating import decide
from tellings.engine.base import tables_of
from tellings.extract.html import parser
from tellings.progress import Progress, Silent
from tellings.project import CORPUS_ROOMS, Project
from tellings.records import Article, Capture, Dating, Drop, Feature, Redirect, Run, Story, Telling
from tellings.schema import TABLES, to_rows, to_table
from tellings.settings import Settings
from tellings.stages import articles as articles_room
from tellings.stages import stories as stories_room
from tellings.stages.base import settings_hash
from tellings.stream import Moved, Placed
from tellings.text.events_kernels import words


class Keeper:
    """What a `Stream` holds."""

    def __init__(self, workspace: Path | None, settings: Settings, progress: Progress | None) -> None:
        self._settings = settings
        self._stack = ExitStack()
        project = self._stack.enter_context(Project(workspace, settings, progress))
        project.run(CORPUS_ROOMS)
        self._engine = engine = project.engine
        self._pages = self._stack.enter_context(parser())
        found = stories_room._read(engine)
        self._ids = [article for article, _ in found.rows]
        self._place = {article: k for k, article in enumerate(self._ids)}
        told = engine.read('SELECT "article", "story" FROM tellings')
        label = dict(zip(told.column(0).to_pylist(), told.column(1).to_pylist(), strict=True))
        self._stored = [label[article] for article in self._ids]
        over = [self._place[story] for story in self._stored]
        self._live = Live(self._settings.stories, found.corpus.english, found.corpus, over, found.bonds)
        query = """SELECT count(*) FROM articles WHERE "language" = 'en'"""
        self._english = int(engine.read(query).column(0)[0].as_py())
        self._asked = 0
        query = 'SELECT "id" FROM captures c WHERE NOT EXISTS (SELECT 1 FROM articles a WHERE a."id" = c."id")'
        self._dropped = set(engine.read(query).column(0).to_pylist())
        gone = engine.read("""SELECT "old", "new" FROM redirects WHERE "how" = 'merged'""").to_pylist()
        self._gone = {row["old"]: row["new"] for row in gone}
        self._rows: list[object] = []
        self._waiting = 0
        self.moved: tuple[Moved, ...] = ()  # by the last article
        (progress or Silent()).note(f"stories: {len(self._ids):,} articles known; ready for more")

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def waiting(self) -> int:
        """Articles that are not written yet."""
        return self._waiting

    def place(self, capture: Capture) -> Placed | Drop:
        """Place one capture; a Drop says why there is no article in it. A capture that is known stays where it is."""
        self.moved = ()
        if capture.id not in self._place:
            rows = next(articles_room.articles_of([capture], self._settings, self._pages))
            drop = next((row for row in rows if isinstance(row, Drop)), None)
            if capture.id in self._dropped and drop is not None:
                return drop
            self._rows += [capture, *rows]
            own = settings_hash(self._settings, articles_room.NAME)
            self._rows.append(Run(articles_room.NAME, articles_room.VERSION, own, capture.id))
            self._waiting += 1
            if drop is not None:
                self._dropped.add(capture.id)
                return drop
            self._take(next(row for row in rows if isinstance(row, Article)), rows)
        story = self._ids[self._live.story[self._place[capture.id]]]
        return Placed(capture.path, story, capture.id)

    def _take(self, article: Article, rows: list[object]) -> None:
        found = words([article.headline or ""], [article.text])
        self._rows.append(
            Feature(article.id, article.text_hash, *(tuple(v.tolist()) for v in (found.packed, found.figures)))
        )
        self._place[article.id] = len(self._ids)
        self._ids.append(article.id)
        self._english += article.language == "en"
        if len(self._ids) >= 1.1 * self._asked or len(self._ids) <= MANY:
            self._live.speak(2 * self._english >= len(self._ids))
            self._asked = len(self._ids)
        day = stories_room._day([row for row in rows if isinstance(row, Dating)])
        self._live.place(found, day, article.language)
        now, ids = self._live.story, self._ids
        former = sorted((k, was) for k, was in self._live.moved.items() if now[k] != was and k != len(ids) - 1)
        self.moved = tuple(Moved(ids[k], ids[now[k]], ids[was]) for k, was in former)
        self._live.moved.clear()

    def flush(self) -> None:
        """Write what came and what it changed: all of it or nothing."""
        if not self._waiting:
            return
        with self._engine.transaction():
            for name, records in tables_of(self._rows).items():
                self._engine.append(name, to_table(records, TABLES[name]))
            self._write()
        self._rows, self._waiting = [], 0

    def _write(self) -> None:
        """Bring stories, tellings and redirects up to date."""
        live = self._live
        labels = sorted(label for label in live.changed if label in live.members)
        members = {label: [self._ids[k] for k in live.members[label]] for label in labels}
        now = {article: self._ids[label] for label, listed in members.items() for article in listed}
        former = {a: self._stored[k] for a in now if (k := self._place[a]) < len(self._stored)}
        dates, headlines = self._about(list(now))
        stories, tellings = [], []
        for label, listed in members.items():
            decided = decide({article: dates[article] for article in listed})
            middle = self._middle(label, headlines)
            row, its = stories_room.told(self._ids[label], headlines[middle], decided)
            stories.append(row)
            tellings += its
        self._replace("stories", "id", {*former.values(), *now.values()}, to_table(stories, Story))
        self._replace("tellings", "article", set(now), to_table(tellings, Telling))
        self._redirect(former, now)
        self._stored += [""] * (len(self._ids) - len(self._stored))
        for article, story in now.items():
            self._stored[self._place[article]] = story
        live.changed.clear()

    def _redirect(self, former: Mapping[str, str], now: Mapping[str, str]) -> None:
        left = set(former.values())
        again = {old: self._ids[self._live.story[self._place[old]]] for old, new in self._gone.items() if new in left}
        moved = stories_room.redirects(former, {**now, **again}, list(again))
        merged = {row.old: row.new for row in moved if row.how == "merged"}
        back = {story for story in now.values() if story in self._gone}
        if moved or back:
            self._replace("redirects", "old", {*merged, *back}, to_table(moved, Redirect), """ AND "how" = 'merged'""")
        self._gone = {old: new for old, new in {**self._gone, **merged}.items() if old not in back}

    def _about(self, articles: list[str]) -> tuple[dict[str, list[Dating]], dict[str, str | None]]:
        """Datings and headline of some articles."""
        self._engine.put("__stream", pa.table({"id": pa.array(sorted(articles), pa.string())}))
        query = 'SELECT t.* FROM datings t JOIN __stream s ON s."id" = t."article" ORDER BY t."article", "how", "value"'
        dates: dict[str, list[Dating]] = {article: [] for article in articles}
        for dating in to_rows(self._engine.read(query), Dating):
            dates[dating.article].append(dating)
        rows = self._engine.read('SELECT a."id", a."headline" FROM articles a JOIN __stream s ON s."id" = a."id"')
        return dates, dict(zip(rows.column(0).to_pylist(), rows.column(1).to_pylist(), strict=True))

    def _middle(self, label: int, headlines: Mapping[str, str | None]) -> str:
        """The member with a headline that is nearest to the others."""
        listed, centre = self._live.centre(label)
        found = [(bool(headlines[self._ids[k]]), near, self._ids[k]) for k, near in zip(listed, centre, strict=True)]
        return max(found)[2]

    def _replace(self, table: str, key: str, keys: set[str], rows: pa.Table, also: str = "") -> None:
        self._engine.put("__stream", pa.table({"id": pa.array(sorted(keys), pa.string())}))
        self._engine.delete(table, f'"{key}" IN (SELECT "id" FROM __stream){also}')
        self._engine.append(table, rows)

    def close(self) -> None:
        """Write what is left."""
        try:
            self.flush()
        finally:
            self._stack.close()
