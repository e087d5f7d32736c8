"""Quoted pieces of a story with what comparing them needs: words, speaker, place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tellings.collate.utterance_words import Word, words_of
from tellings.records import EntityMention, Form, Line, Quote


@dataclass(frozen=True, slots=True)
class Piece:
    """One quoted piece with what grouping needs to know."""

    quote: Quote
    words: tuple[Word, ...]
    key: tuple[str, ...]  # folded words: equal keys are one form
    entity: str | None
    name: str | None  # last word of the speaker's name, folded
    heading: bool  # stands in a title line


def speakers(
    quotes: Sequence[Quote], texts: dict[str, str], mentions: Sequence[EntityMention], forms: Sequence[Form]
) -> dict[str, str]:
    """Quote id -> entity id: by the mention at the antecedent or speaker, else by the name as written."""
    at: dict[str, list[EntityMention]] = defaultdict(list)
    for mention in mentions:
        at[mention.article].append(mention)
    by_form: dict[str, str] = {}
    for form in sorted(forms, key=lambda f: (f.count, f.entity, f.form)):
        by_form[form.form.lower()] = form.entity
    out: dict[str, str] = {}
    for quote in quotes:
        for begin, end in (
            (quote.antecedent_begin, quote.antecedent_end),
            (quote.speaker_begin, quote.speaker_end),
        ):
            if begin is None or end is None:
                continue
            hit = max(
                (m for m in at[quote.article] if m.begin < end and begin < m.end),
                key=lambda m: (min(m.end, end) - max(m.begin, begin), -m.begin, m.entity),
                default=None,
            )
            found = hit.entity if hit else by_form.get(texts[quote.article][begin:end].lower())
            if found is not None:
                out[quote.id] = found
                break
    return out


def _name(quote: Quote, text: str) -> str | None:
    if quote.antecedent_begin is None or quote.antecedent_end is None:
        return None
    found = words_of(text[quote.antecedent_begin : quote.antecedent_end])
    return found[-1].folded if found else None


def pieces_of(
    quotes: Sequence[Quote], texts: dict[str, str], lines: Sequence[Line], entity: dict[str, str]
) -> list[Piece]:
    """Direct and mixed quotes as pieces, in order of article and place."""
    titles: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in lines:
        if line.label == "title":
            titles[line.article].append((line.begin, line.end))
    out = []
    for quote in sorted(quotes, key=lambda q: (q.article, q.begin, q.end)):
        if quote.kind == "indirect":
            continue
        words = tuple(words_of(texts[quote.article][quote.begin : quote.end]))
        heading = any(a <= quote.begin < b for a, b in titles[quote.article])
        key = tuple(w.folded for w in words)
        out.append(Piece(quote, words, key, entity.get(quote.id), _name(quote, texts[quote.article]), heading))
    return out
