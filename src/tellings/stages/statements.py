"""What several tellings say alike: sentences aligned over the tellings of a story."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.collate.alignment import stated, stating
from tellings.collate.alignment_settled import Settling
from tellings.collate.alignment_units import Clues
from tellings.collate.statements import alone, statements
from tellings.collate.statements_atoms import atoms
from tellings.engine.base import Group
from tellings.models.transformer import model_name, transformer
from tellings.records import (
    Article,
    EntityMention,
    Passage,
    Quantity,
    Quote,
    Sentence,
    Statement,
    StatementMember,
    Time,
    Token,
    Utterance,
)
from tellings.settings import Settings
from tellings.stages.base import per_story


def align(group: Group, settings: Settings) -> Iterable[object]:
    """All statements of one story."""
    articles, least = group.rows(Article), settings.statements.least_words
    if len(articles) == 1:
        places = stating(group.rows(Sentence), group.columns(Token), least)
        return alone(group.key, places, {article.id: article.text for article in articles})
    clues = Clues(
        {article.id: article.text for article in articles},
        group.rows(EntityMention),
        group.rows(Quantity),
        group.rows(Time),
        group.rows(Quote),
        group.rows(Utterance),
        group.rows(Passage),
    )
    units = group.once(
        f"units of {least} words",
        (Token, Sentence, Article),
        lambda: stated(group.rows(Sentence), group.rows(Token), clues.text, least),
    )
    held = group.once(
        f"atoms of units of {least} words",
        (Token, Sentence, Article, EntityMention, Quantity, Time),
        lambda: atoms(units, clues),
    )
    encoder = transformer(settings.statements.transformer)
    able = frozenset({a.id for a in articles if encoder.reads(a.language)}) if encoder else frozenset()
    by = Settling(encoder, able) if encoder else None
    return statements(group.key, units, clues, settings.statements, held, by)


STAGE = per_story(
    "statements",
    (Article, Sentence, Token, EntityMention, Quantity, Time, Quote, Utterance, Passage),
    (Statement, StatementMember),
    align,
    version=18,
    model=lambda settings: model_name(settings.statements.transformer),
)
