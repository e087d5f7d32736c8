"""articles -> sentences, tokens: lines cut into sentences and words, with grammar where a model knows the language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tellings.engine.base import Group
from tellings.models.beside import nearest
from tellings.models.tagger import Tagger
from tellings.records import Article, Line, Sentence, Token
from tellings.settings import Settings
from tellings.stages.base import per_article


def tagged(article: str, text: str, lines: Sequence[Line], words_of: Tagger) -> Iterable[Sentence | Token]:
    """The sentences and tokens of one article, line by line, so that no sentence runs over a line."""
    texts = [text[line.begin : line.end] for line in lines]
    sentences = words = 0
    for number, (line, found) in enumerate(zip(lines, words_of.tag(texts), strict=True)):
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


def tag(group: Group, settings: Settings) -> Iterable[object]:
    """Tag one article in its language."""
    (article,) = group.rows(Article)
    return tagged(article.id, article.text, group.rows(Line), nearest(article.language, settings.tagging.model))


STAGE = per_article("tagging", (Article, Line), (Sentence, Token), tag)
