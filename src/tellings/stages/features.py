"""articles -> features: names, places, numbers and dates by pattern, for every article of a corpus."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.engine.base import Group
from tellings.records import Article, Feature
from tellings.settings import Settings
from tellings.stages.base import per_article
from tellings.text.features import features


def find(group: Group, settings: Settings) -> Iterable[object]:
    """The features of one article."""
    for article in group.rows(Article):
        for kind, value, count in features(article.text):
            yield Feature(article.id, kind, value, count)


STAGE = per_article("features", (Article,), (Feature,), find)
