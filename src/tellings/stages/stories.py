"""articles -> stories, tellings. PLACEHOLDER, being replaced: everything is one story."""

from __future__ import annotations

from tellings.engine.base import Engine
from tellings.progress import Progress
from tellings.records import Article, Dating, Story, Telling
from tellings.schema import to_rows, to_table
from tellings.settings import Settings
from tellings.stages.base import Stage


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    articles = to_rows(engine.read("SELECT * FROM articles ORDER BY id"), Article)
    told = {d.article: d.value for d in to_rows(engine.read("SELECT * FROM datings"), Dating)}
    story = articles[0].id
    engine.append("stories", to_table([Story(story, articles[0].headline, None, None, len(articles))], Story))
    engine.append("tellings", to_table([Telling(story, a.id, told.get(a.id), "told") for a in articles], Telling))


STAGE = Stage("stories", ("articles",), ("stories", "tellings"), 1, run)
