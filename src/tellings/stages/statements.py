"""What several tellings say alike: sentences aligned over the tellings of a story."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.collate.statements import statements
from tellings.engine.base import Group
from tellings.records import Article, Sentence, Statement, StatementMember, Token
from tellings.settings import Settings
from tellings.stages.base import per_story


def align(group: Group, settings: Settings) -> Iterable[object]:
    """All statements of one story."""
    return statements(group.key, group.rows(Article), group.rows(Sentence), group.rows(Token), settings.statements)


STAGE = per_story("statements", (Article, Sentence, Token), (Statement, StatementMember), align)
