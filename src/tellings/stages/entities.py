"""mentions -> entities: who and what a story is about, under all the names its tellings use."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.collate.entities import resolve
from tellings.engine.base import Group
from tellings.records import Article, Copy, Entity, EntityMention, Form, Judgement, Mention, Sentence, Telling, Token
from tellings.settings import Settings
from tellings.stages.base import per_story


def merge(group: Group, settings: Settings) -> Iterable[object]:
    """The entities of one story."""
    tables = (
        group.rows(Article),
        group.rows(Mention),
        group.rows(Sentence),
        group.columns(Token),
        group.rows(Copy),
    )
    yield from resolve(group.key, tables, settings.entities, group.rows(Judgement))


STAGE = per_story(
    "entities",
    (Mention, Token, Sentence, Article, Telling, Copy, Judgement),
    (Entity, Form, EntityMention),
    merge,
    version=10,
)
