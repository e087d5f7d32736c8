"""articles -> sentences, tokens: every line cut into sentences and words, with grammar where a model knows the language."""

from __future__ import annotations

from collections.abc import Iterable

from tellings.engine.base import Group
from tellings.models.tagger import tagger
from tellings.records import Article, Line, Sentence, Token
from tellings.settings import Settings
from tellings.stages.base import per_article


def tag(group: Group, settings: Settings) -> Iterable[object]:
    """Tag one article line by line, so that no sentence runs over a line."""
    (article,) = group.rows(Article)
    lines = group.rows(Line)
    texts = [article.text[line.begin : line.end] for line in lines]
    sentences = words = 0
    for number, (line, tagged) in enumerate(
        zip(lines, tagger(article.language, settings.tagging.model).tag(texts), strict=True)
    ):
        spans: dict[int, tuple[int, int]] = {}
        for i, word in enumerate(tagged):
            a, b = line.begin + word.begin, line.begin + word.end
            spans[word.sentence] = (spans.get(word.sentence, (a, b))[0], b)
            yield Token(
                article=article.id,
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
            yield Sentence(article.id, sentences + n, a, b, number, line.label)
        sentences += max(spans, default=-1) + 1
        words += len(tagged)


STAGE = per_article("tagging", (Article, Line), (Sentence, Token), tag)
