"""articles, credits, sentences, quotes, statements of a story -> who copied whom, and how many stand alone."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.collate import origins
from tellings.collate.apparatus import KIND as COLLATED
from tellings.engine.base import Group
from tellings.records import (
    Article,
    Credit,
    Departed,
    Departure,
    Derivation,
    Furniture,
    Independence,
    Judgement,
    Origin,
    OriginMember,
    Quote,
    Reason,
    Sentence,
    StatementMember,
    Telling,
    Variant,
)  # fmt: skip
from tellings.settings import Settings
from tellings.stages.base import per_story


def derive(group: Group, settings: Settings) -> Iterable[object]:
    """Origins, derivations and ranges of one story."""
    material = origins.Material(
        group.key,
        group.rows(Article),
        group.rows(Telling),
        group.rows(Sentence),
        group.rows(Quote),
        group.rows(Credit),
        group.rows(StatementMember),
        group.rows(Furniture),
        [v for v in group.rows(Variant) if v.kind != COLLATED],  # which errors tellings share: not their words
        group.rows(Judgement),
    )
    yield from origins.collate(material, settings.origins)


STAGE = per_story(
    "origins",
    (Article, Telling, Sentence, Quote, Credit, StatementMember, Furniture, Variant, Judgement),
    (Origin, OriginMember, Derivation, Reason, Departed, Departure, Independence),
    derive,
    version=20,
)
