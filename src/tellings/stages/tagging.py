"""articles, datelines -> sentences, tokens: lines cut into sentences and words, with grammar where a model knows it.

A dateline ("SPLIT, Oct 18 (AFP) - ") is a sentence of its own: the one behind it begins with its own first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tellings.engine.base import Group
from tellings.models.beside import nearest
from tellings.models.tagger import Tagger
from tellings.records import Article, Dateline, Line, Sentence, Token
from tellings.settings import Settings
from tellings.stages.base import per_article

#: What parts a dateline from the sentence behind it.
_BEHIND = re.compile(r"[\s:.—–-]*")


def tagged(
    article: str, text: str, lines: Sequence[Line], words_of: Tagger, datelines: Sequence[Dateline] = ()
) -> Iterable[Sentence | Token]:
    """The sentences and tokens of one article, line by line, so that no sentence runs over a line."""
    parts = parted(text, lines, datelines)
    texts = [text[line.begin : line.end] for _, line in parts]
    sentences = words = 0
    for (number, line), found in zip(parts, words_of.tag(texts), strict=True):
        spans: dict[int, tuple[int, int]] = {}
        for i, word in enumerate(found):
            a, b = line.begin + word.begin, line.begin + word.end
            spans[word.sentence] = (spans.get(word.sentence, (a, b))[0], b)
            yield Token(
                article=article,
                ordinal=words + i,
                sentence=sentences + word.sentence,
                begin=a,
                end=b,
                lemma=word.lemma,
                pos=word.pos,
                tag=word.tag,
                dep=word.dep,
                head=words + word.head,
                entity=word.entity,
            )
        for n, (a, b) in sorted(spans.items()):
            yield Sentence(article, sentences + n, a, b, number, line.label)
        sentences += max(spans, default=-1) + 1
        words += len(found)


def parted(text: str, lines: Sequence[Line], datelines: Sequence[Dateline]) -> list[tuple[int, Line]]:
    """(ordinal of a line, the line or a part of it): a line is cut behind the dateline with which it begins."""
    out: list[tuple[int, Line]] = []
    for number, line in enumerate(lines):
        found = next((d for d in datelines if line.begin <= d.begin and d.end < line.end), None)
        body = _BEHIND.match(text, found.end, line.end) if found and line.label == "body" else None
        if found and body and body.end() < line.end and not text[line.begin : found.begin].strip():
            out.append((number, replace(line, end=found.end, label="dateline")))
            out.append((number, replace(line, begin=body.end())))
        else:
            out.append((number, line))
    return out


def tag(group: Group, settings: Settings) -> Iterable[object]:
    """Tag one article in its language."""
    (article,) = group.rows(Article)
    words_of = nearest(article.language, settings.tagging.model)
    return tagged(article.id, article.text, group.rows(Line), words_of, group.rows(Dateline))


STAGE = per_article("tagging", (Article, Line, Dateline), (Sentence, Token), tag, version=3)
