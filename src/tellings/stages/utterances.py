"""quotes, entities -> utterances: one utterance over the tellings, its speaker, how its words drift."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.collate.utterances import Rows, collate
from tellings.engine.base import Group
from tellings.records import Article, EntityMention, Form, Line, Quote, Sentence, Telling, Utterance
from tellings.settings import Settings
from tellings.stages.base import per_story


def utterances(group: Group, settings: Settings) -> Iterable[object]:
    """The utterances of one story."""
    rows = Rows(
        articles=group.rows(Article),
        tellings=group.rows(Telling),
        lines=group.rows(Line),
        quotes=group.rows(Quote),
        forms=group.rows(Form),
        mentions=group.rows(EntityMention),
        sentences=group.rows(Sentence),
    )
    return collate(group.key, rows, settings.utterances)


STAGE = per_story(
    "utterances",
    (Article, Telling, Line, Sentence, Quote, Form, EntityMention),
    (Utterance,),
    utterances,
    version=6,
)
