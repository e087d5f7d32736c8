"""sentences, tokens, mentions -> quotes: who says what in each article, in whose words."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.engine.base import Group
from tellings.records import Article, Line, Mention, Quote, Sentence, Token
from tellings.settings import Settings
from tellings.stages.base import per_article
from tellings.text.quotes import find_quotes


def quotes(group: Group, settings: Settings) -> Iterable[object]:
    """The quotes of one article."""
    (article,) = group.rows(Article)
    return find_quotes(
        article.id,
        article.text,
        group.rows(Line),
        group.rows(Sentence),
        group.rows(Token),
        group.rows(Mention),
    )


STAGE = per_article("quotes", (Article, Line, Sentence, Token, Mention), (Quote,), quotes, version=15)
