"""captures -> articles, lines, furniture, credits, datelines, datings. PLACEHOLDER, being replaced."""

from __future__ import annotations

from tellings.engine.base import Engine
from tellings.progress import Progress
from tellings.records import Article, Capture, Dating, Line
from tellings.schema import content_id, to_rows, to_table
from tellings.settings import Settings
from tellings.stages.base import Stage


def run(engine: Engine, settings: Settings, progress: Progress) -> None:
    captures = to_rows(engine.read("SELECT * FROM captures ORDER BY id"), Capture)
    articles, lines, datings = [], [], []
    for c in captures:
        text = c.content.strip()
        articles.append(
            Article(
                c.id,
                c.path,
                c.ordinal,
                c.source,
                c.url,
                text.split("\n")[0],
                0,
                len(text.split("\n")[0]),
                None,
                "en",
                c.captured,
                text,
                content_id(text),
                "placeholder",
            )
        )
        at = 0
        for n, raw in enumerate(text.split("\n")):
            if raw.strip():
                lines.append(
                    Line(c.id, at + len(raw) - len(raw.lstrip()), at + len(raw.rstrip()), "title" if n == 0 else "body")
                )
            at += len(raw) + 1
        if c.published:
            datings.append(Dating(c.id, c.published, "told", 1.0, None, None))
    engine.append("articles", to_table(articles, Article))
    engine.append("lines", to_table(lines, Line))
    engine.append("datings", to_table(datings, Dating))


STAGE = Stage("articles", ("captures",), ("articles", "lines", "furniture", "credits", "datelines", "datings"), 1, run)
