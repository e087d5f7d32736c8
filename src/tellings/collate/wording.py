"""How well a span reads by itself, and how much two spans share: used where lines are chosen to be read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tellings.collate.similarity import content_lemmas
from tellings.records import Article, Sentence, Token

#: Lines that carry the telling itself; all others are about it.
BODY = frozenset(("body", "caption"))
_DANGLING = frozenset(
    "he she it they him her them his its their this that these those here there such both neither another one "
    "however meanwhile but and so also then still yet instead later earlier elsewhere additionally moreover "
    "nevertheless nonetheless afterwards thus hence therefore similarly likewise otherwise".split()
)
_OPEN_QUOTES = "\"“„«‘'"
_END = re.compile(r"[.!?…。！？।؟][\"”’')\]»」』]*\Z")


@dataclass
class Texts:
    """The tellings of a story with their words, ready to be asked about spans."""

    articles: dict[str, Article]
    sentences: dict[str, list[Sentence]] = field(default_factory=dict)
    tokens: dict[str, list[Token]] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: Iterable[Article], sentences: Iterable[Sentence], tokens: Iterable[Token]) -> Texts:
        made = cls({a.id: a for a in sorted(articles, key=lambda a: a.id)})
        for sentence in sorted(sentences, key=lambda s: (s.article, s.begin)):
            made.sentences.setdefault(sentence.article, []).append(sentence)
        for token in sorted(tokens, key=lambda t: (t.article, t.begin)):
            made.tokens.setdefault(token.article, []).append(token)
        return made

    def text(self, article: str, begin: int, end: int) -> str:
        return self.articles[article].text[begin:end]

    def words(self, article: str, begin: int, end: int) -> list[Token]:
        """The tokens that begin inside a span."""
        tokens = self.tokens.get(article, [])
        low = bisect_left(tokens, begin, key=lambda t: t.begin)
        return tokens[low : bisect_left(tokens, end, key=lambda t: t.begin)]

    def sentence_at(self, article: str, offset: int) -> Sentence | None:
        """The sentence that holds an offset."""
        listed = self.sentences.get(article, [])
        i = bisect_left(listed, offset + 1, key=lambda s: s.begin) - 1
        return listed[i] if i >= 0 and listed[i].begin <= offset < listed[i].end else None

    def content(self, article: str, begin: int, end: int) -> frozenset[str]:
        """The words of a span that carry content, as lemmas."""
        return frozenset(content_lemmas(self.articles[article].text, self.words(article, begin, end)))


def share(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the smaller set of words stands in the other, 0..1."""
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def readable(text: str, words: Sequence[Token]) -> float:
    """0..1: a whole sentence of ordinary length that does not lean on the one before it reads best."""
    stripped = text.strip()
    if not stripped:
        return 0.0
    score = 1.0
    if not _END.search(stripped):
        score -= 0.35
    first = stripped.lstrip(_OPEN_QUOTES)[:1]
    if first.islower():
        score -= 0.3
    lead = re.match(r"\W*(\w+)", stripped)
    if lead and lead[1].lower() in _DANGLING:
        score -= 0.35
    if stripped[0] in _OPEN_QUOTES:
        score -= 0.15
    if unbalanced(stripped):
        score -= 0.3
    count = len(stripped.split())
    score -= 0.3 if count < 6 else 0.1 if count < 9 else 0.0
    score -= 0.15 if count > 35 else 0.0
    score -= 0.25 if count > 55 else 0.0
    if words and any(w.pos for w in words):
        if not any(w.pos in ("VERB", "AUX") for w in words):
            score -= 0.4
        subjects = [w for w in words if w.dep in ("nsubj", "nsubjpass")]
        if subjects and subjects[0].pos == "PRON" and subjects[0].tag == "PRP":
            score -= 0.2
    return max(0.0, score)


def unbalanced(text: str) -> bool:
    """Whether a quotation or bracket opens without closing, or closes without opening."""
    return text.count("“") != text.count("”") or text.count("(") != text.count(")") or text.count('"') % 2 == 1
