"""statements, discrepancies, times -> opposed, timeline, brief, only_in: what a reader sees first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tellings.collate.alignment import stated
from tellings.collate.alignment_units import Clues, Unit
from tellings.collate.brief import alone, brief
from tellings.collate.brief_origins import LEAST_WORDS, Origins
from tellings.collate.brief_places import Collated
from tellings.collate.dating import redated
from tellings.collate.statements_atoms import Atoms, atoms
from tellings.collate.statements_opposed import opposed, without
from tellings.collate.timeline import timeline
from tellings.collate.wording import Texts
from tellings.engine.base import Group
from tellings.records import (
    Article,
    BriefLine,
    Dateline,
    Discrepancy,
    EntityMention,
    Independence,
    OnlyIn,
    Opposed,
    OriginMember,
    Quantity,
    Reading,
    Sentence,
    Statement,
    StatementMember,
    Telling,
    Time,
    TimelineEntry,
    Token,
)
from tellings.settings import Settings
from tellings.stages.base import per_story


def _units(group: Group, written: Mapping[str, str]) -> Sequence[Unit]:
    """The sentences that state something, as the statements have them."""
    return group.once(
        f"units of {LEAST_WORDS} words",
        (Token, Sentence, Article),
        lambda: stated(group.rows(Sentence), group.rows(Token), written, LEAST_WORDS),
    )


def _atoms(group: Group, units: Sequence[Unit], clues: Clues) -> Atoms:
    """What the units say; as the statements have it where no date stands for another day than its telling's."""
    if clues.times != group.rows(Time):
        return atoms(units, clues)
    records = (Token, Sentence, Article, EntityMention, Quantity, Time)
    return group.once(f"atoms of units of {LEAST_WORDS} words", records, lambda: atoms(units, clues))


def briefs(group: Group, settings: Settings) -> Iterable[object]:
    """Timeline, brief and what one telling alone says, for one story."""
    texts = Texts.of(group.rows(Article), group.rows(Sentence), group.rows(Token))
    statements = sorted(group.rows(Statement), key=lambda s: s.id)
    written = {article.id: article.text for article in group.rows(Article)}
    differing = group.rows(Discrepancy), group.rows(Reading)
    against = list(opposed(statements, group.rows(StatementMember), *differing, written))
    yield from against
    members = without(group.rows(StatementMember), against)
    units = _units(group, written) if len(texts.articles) > 1 else ()
    texts.lend(units)
    only = alone(texts, statements, members, settings.briefs)
    published = {t.article: t.published for t in group.rows(Telling)}
    times = redated(group.rows(Time), written, published)
    clues = Clues(written, group.rows(EntityMention), group.rows(Quantity), times)
    yield from timeline(group.key, texts, clues, group.rows(Dateline), members, settings.briefs)
    found = Collated(statements, members, group.rows(Independence), *differing)
    origins = None  # one telling has nothing to weigh its words against
    if len(texts.articles) > 1:
        origins = Origins(texts, _atoms(group, units, clues), group.rows(OriginMember), settings.briefs, units)
    yield from brief(group.key, texts, found, only, settings.briefs, origins)
    yield from only


STAGE = per_story(
    "briefs",
    (
        Article,
        Sentence,
        Token,
        Time,
        Telling,
        Dateline,
        Quantity,
        EntityMention,
        Statement,
        StatementMember,
        OriginMember,
        Independence,
        Discrepancy,
        Reading,
    ),
    (Opposed, TimelineEntry, BriefLine, OnlyIn),
    briefs,
    version=22,
)
