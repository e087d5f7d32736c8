"""Points at which aligned tellings read differently: numbers, dates, names, lists, quotes, speakers."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.collate.dating import redated
from tellings.collate.variants import points, rows
from tellings.collate.variants_judged import told_apart
from tellings.collate.variants_view import view
from tellings.engine.base import Group
from tellings.records import (
    Article,
    Entity,
    EntityMention,
    Judgement,
    Mention,
    Quantity,
    Quote,
    Sentence,
    StatementMember,
    Telling,
    Time,
    Token,
    Utterance,
    Variant,
)
from tellings.settings import Settings
from tellings.stages.base import per_story


def compare(group: Group, settings: Settings) -> Iterable[object]:
    """The differing readings of one story; none of a story of one telling (`Point.differs` asks for two)."""
    if len(group.columns(Article)) < 2:
        return ()
    story = view(group.rows(Article), group.rows(Sentence), group.rows(Token), group.rows(StatementMember))
    published = {t.article: t.published for t in group.rows(Telling)}
    found = points(
        story,
        (group.rows(Entity), group.rows(EntityMention), group.rows(Mention)),
        (group.rows(Quantity), redated(group.rows(Time), story.text, published)),
        (group.rows(Quote), group.rows(Utterance)),
    )
    kept = told_apart(found, group.rows(EntityMention), story.text, group.rows(Judgement))
    return rows(group.key, story, kept)


STAGE = per_story(
    "variants",
    (
        Article,
        Sentence,
        Token,
        StatementMember,
        Entity,
        EntityMention,
        Mention,
        Quantity,
        Time,
        Quote,
        Utterance,
        Telling,
        Judgement,
    ),
    (Variant,),
    compare,
    version=56,
)
