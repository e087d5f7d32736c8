"""Variants weighed: typed differences between tellings that speak of the same thing, ranked, readings by origin."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.collate.discrepancies import discrepancies, renderings
from tellings.collate.discrepancies_sources import by_source
from tellings.engine.base import Group
from tellings.records import Article, Derivation, Discrepancy, OriginMember, Reading, Telling, Variant
from tellings.settings import Settings
from tellings.stages.base import per_story


def weigh(group: Group, settings: Settings) -> Iterable[object]:
    """The discrepancies of one story."""
    articles = group.rows(Article)
    rendered = renderings(articles, group.rows(Derivation))
    texts = {article.id: article.text for article in articles}
    members, made = group.rows(OriginMember), group.rows(Derivation)
    found = discrepancies(group.key, group.rows(Variant), group.rows(Telling), members, texts, rendered)
    return by_source(found, made, members)


STAGE = per_story(
    "discrepancies",
    (Variant, Telling, OriginMember, Article, Derivation),
    (Discrepancy, Reading),
    weigh,
    version=26,
)
