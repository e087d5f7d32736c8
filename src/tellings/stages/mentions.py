"""articles -> mentions: the names in each article, mended by rule."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.engine.base import Group
from tellings.records import Article, Line, Mention, Sentence, Token
from tellings.settings import Settings
from tellings.stages.base import per_article
from tellings.text.names_find import find


def name(group: Group, settings: Settings) -> Iterable[object]:
    """The names of one article."""
    (article,) = group.rows(Article)
    yield from find(article, group.rows(Sentence), group.columns(Token))


STAGE = per_article("mentions", (Article, Line, Sentence, Token), (Mention,), name, version=9)
