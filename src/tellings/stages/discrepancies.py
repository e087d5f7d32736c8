"""Variants weighed: typed differences between tellings that speak of the same thing, ranked, readings by origin."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.collate.discrepancies import discrepancies
from tellings.engine.base import Group
from tellings.records import Article, Discrepancy, OriginMember, Reading, Telling, Variant
from tellings.settings import Settings
from tellings.stages.base import per_story


def weigh(group: Group, settings: Settings) -> Iterable[object]:
    """The discrepancies of one story."""
    texts = {article.id: article.text for article in group.rows(Article)}
    return discrepancies(group.key, group.rows(Variant), group.rows(Telling), group.rows(OriginMember), texts)


STAGE = per_story("discrepancies", (Variant, Telling, OriginMember, Article), (Discrepancy, Reading), weigh, version=4)
