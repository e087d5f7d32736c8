"""Which sentences of a story's tellings say the same: links between sentences of two tellings each.

Every pair of sentences that shares words is measured in many small ways (alignment_features.py), and a logistic
model turns the measures into the chance that the two tell a common fact. A second model looks at all chances
together: what third tellings' sentences agree on, what competes in either telling, what the neighbours do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.collate.alignment_counted import Counts
from tellings.collate.alignment_features import Candidates, measure, support
from tellings.collate.alignment_model import FIRST, SECOND, chance
from tellings.collate.alignment_settled import DECIMALS, Settling, settled
from tellings.collate.alignment_units import Clues, Unit
from tellings.collate.clauses import clauses
from tellings.collate.similarity import content_words
from tellings.collate.statements_atoms import Atoms
from tellings.records import Sentence, Token
from tellings.schema import column
from tellings.settings import Statements
from tellings.text.concepts import concepts

#: Line labels whose sentences state something about the event.
STATING = frozenset({"title", "body", "caption"})

_BEGIN, _ORDINAL, _SENTENCE = attrgetter("begin"), attrgetter("ordinal"), attrgetter("article", "sentence")


class Link(NamedTuple):
    """Two units of two tellings (places in the list of units, a < b) and the chance that they say the same."""

    a: int
    b: int
    score: float  # 0..1


def unit(article: str, text: str, span: tuple[int, int], tokens: Sequence[Token], title: bool = False) -> Unit:
    """A unit of an article's text; `tokens` are its own, in order."""
    words, at = content_words(text, tokens), dict(zip(map(_ORDINAL, tokens), tokens, strict=True))
    return Unit(
        article,
        *span,
        tuple(tokens),
        tuple(clauses(tokens, at)),
        title,
        tuple(words),
        tuple(map(_BEGIN, tokens)),
        tuple(concepts(words)),
        at,
    )


def units_of(sentences: Sequence[Sentence], tokens: Sequence[Token], text: Mapping[str, str], least: int) -> list[Unit]:
    """Sentences of at least `least` words, in order of article and place; `text` is that of every article."""
    by: dict[tuple[str, int], list[Token]] = defaultdict(list)
    for place, listed in groupby(tokens, key=_SENTENCE):
        by[place].extend(listed)
    units = []
    for s in sentences:
        words = sorted(by[s.article, s.ordinal], key=_BEGIN)
        if len(words) >= least:
            units.append(unit(s.article, text[s.article], (s.begin, s.end), words, s.label == "title"))
    return sorted(units, key=lambda u: (u.article, u.begin))


def stating(sentences: Sequence[Sentence], tokens: Sequence[Token], least: int) -> list[tuple[str, int, int]]:
    """Where the sentences of one telling stand that state something about the event, in order."""
    words = Counter(column(tokens, "sentence"))
    told = [s for s in sentences if s.label in STATING and words[s.ordinal] >= least]
    return sorted(((s.article, s.begin, s.end) for s in told), key=lambda place: place[:2])


def stated(
    sentences: Sequence[Sentence], tokens: Sequence[Token], text: Mapping[str, str], least: int
) -> tuple[Unit, ...]:
    """The sentences of a story that state something about the event, as units."""
    stating = [s for s in sentences if s.label in STATING and s.article in text]
    return tuple(units_of(stating, tokens, text, least))


def probabilities(
    units: Sequence[Unit],
    clues: Clues,
    held: Atoms | None = None,
    counts: Counts | None = None,
    by: Settling | None = None,
) -> tuple[Candidates, NDArray[np.float64]]:
    """Candidate pairs of units of two tellings, and for each the chance that the two tell a common fact.

    `by`: what settles those that are unsure, if anything does.
    """
    counts = counts if counts is not None else Counts.of(units, clues.text)
    candidates, measures = measure(units, clues, counts, held)
    if not len(candidates.a):
        return candidates, np.zeros(0)
    first = chance(FIRST, measures)
    around = support(units, candidates, first)
    found = np.round(chance(SECOND, np.column_stack([measures, around])), DECIMALS)
    return candidates, settled(units, clues.text, candidates, found, by) if by else found


def links(
    units: Sequence[Unit],
    clues: Clues,
    settings: Statements,
    held: Atoms | None = None,
    counts: Counts | None = None,
    by: Settling | None = None,
) -> list[Link]:
    """Pairs of units of two tellings that may say the same (`settings.faint` and more), in order of place.

    `held` are the atoms of the units, `counts` their letters and words, where they are known already; `by` settles
    pairs that are unsure.
    """
    if len({u.article for u in units}) < 2:
        return []
    candidates, score = probabilities(units, clues, held, counts, by)
    keep = score >= settings.faint
    columns = (candidates.a[keep].tolist(), candidates.b[keep].tolist(), score[keep].tolist())
    return list(map(Link, *columns))
