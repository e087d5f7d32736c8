"""How well a span reads by itself, and how much two spans share: used where lines are chosen to be read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from tellings.collate.alignment_units import Unit
from tellings.collate.rendered import rendered
from tellings.collate.similarity import content_words
from tellings.records import Article, Sentence, Token

T = TypeVar("T")

#: Lines that carry the telling itself; all others are about it.
BODY = frozenset(("body", "caption"))
_DANGLING = frozenset(
    "he she it they him her them his its their this that these those here there such both neither another one "
    "however meanwhile but and so also then still yet instead later earlier elsewhere additionally moreover "
    "nevertheless nonetheless afterwards thus hence therefore similarly likewise otherwise".split()
)
#: Openings that point back to a sentence that is not shown.
_BACK = re.compile(
    r"(?:around|at|by|during|in|since|until|after|before|for) (?:the same|that|this|the|these|those|his|her) "
    r"(?:time|moment|point|period|reason|respect|way|regard|part|end|stage)\b|as a result|in addition|for example|"
    r"on the other hand|of (?:the|those|these|them)\b|(?:the |an)other\b|(?:with|after|"
    r"behind|despite|like|under|from|by|on|to|in) (?:that|this|those|these)\b|when asked|"
    r"asked (?:if|about|whether)|if so\b|"
    r"(?:\w+ ){1,2}(?:minutes?|hours?|days?|weeks?|months?|years?) (?:later|earlier|before|after that)\b",
    re.I,
)
#: "I", "you", "your", "we", "our", "my", "me", "us": the letter first, then what stands before it, since a pattern that
#: looks back first is tried at every letter.
_SPEAKING = re.compile(
    r"[IiİıYyWwOoMmUu](?<![\w’'].)(?:(?<=[Iiİı])|(?<=[Yy])[Oo][Uu][Rr]?|(?<=[Ww])[Ee]|(?<=[Oo])[Uu][Rr]|(?<=[Mm])[YyEe]"
    r"|(?<=[Uu])[Ssſ])(?!\w)"
)
_POSTED = re.compile(
    r"@\w|https?:|www\.|\w\.com/|pic\.twitter|\bclick\b|\bHERE\b|\bsubscribe\b|\bcopyright\b|©|"
    r"\b(?:anyone|anybody|those|people) with (?:any |more )?information\b|"
    r"\bcontributed to th(?:is|e) (?:report|story|article)\b|\b(?:additional )?(?:reporting|editing|writing) by\b",
    re.I,
)
#: One of these stands in whatever `_POSTED` finds.
_POSTING = (".com/", "@", "https:", "http:", "www.", "pic.twitter", "click", "here", "subscribe", "copyright", "©",
            "contributed to th", "ting by", " information")  # fmt: skip
#: What a text loses that does not end as sentences do.
UNENDED = 0.35
#: Characters at the end of a text in which its last mark is looked for.
_TAIL = 40
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")
#: A dateline at the head of a line: place in capitals or with an agency, then a dash or colon. A word is taken
#: whole (*+): cut in five ways, one endless word would take the fifth power of its length.
_DATELINE = re.compile(
    r"(?:[^\W\d_][\w.'’/]*+[ ,/]{0,2}){1,5}(?:,? ?[A-Z][a-z]{2,8}\.? \d{1,2})?,? ?"
    r"(?:\([^()\n]{2,25}\) ?(?:--?|[–—―:])|--?(?= )|[–—―](?= )) ?"
)
_COLON = re.compile(r"[A-Z][A-Z .,/]{2,30}(?:\([^()\n]{2,25}\))?: ")
_OPEN_QUOTES = "\"“„«‘'"
#: Where an expression of these begins, no name does.
_NO_NAMES = frozenset(f"B-{kind}" for kind in ("CARDINAL", "ORDINAL", "DATE", "TIME"))
_MARKS = re.compile('[“”"«»„]')
_LEAD = re.compile(r"\W*(\w+)")
_VERBS = frozenset(("VERB", "AUX"))
_ENDS, _CLOSING = frozenset(".!?…。！？।؟"), "\"”’')]»」』"


_SUBJECTS = frozenset(("nsubj", "nsubjpass"))

_ARTICLE, _BEGIN, _POS = attrgetter("article"), attrgetter("begin"), attrgetter("pos")


def _placed(rows: Iterable[T]) -> dict[str, list[T]]:
    """Sentences or words by article, in order of place."""
    out: dict[str, list[T]] = {}
    for article, listed in groupby(rows, key=_ARTICLE):
        out.setdefault(article, []).extend(listed)
    return {article: sorted(out[article], key=_BEGIN) for article in sorted(out)}


@dataclass
class Texts:
    """The tellings of a story with their words, ready to be asked about spans."""

    articles: dict[str, Article]
    sentences: dict[str, list[Sentence]] = field(default_factory=dict)
    tokens: dict[str, list[Token]] = field(default_factory=dict)
    _openings: dict[tuple[str, int], int] = field(default_factory=dict)
    _contents: dict[tuple[str, int, int], frozenset[str]] = field(default_factory=dict)
    _bodies: dict[str, list[int]] = field(default_factory=dict)
    _begins: dict[str, tuple[list[int], list[int]]] = field(default_factory=dict)  # of sentences, of words
    _reads: dict[tuple[str, int, int], float] = field(default_factory=dict)
    _specific: dict[tuple[str, int, int], int] = field(default_factory=dict)
    _told: dict[str, list[str]] = field(default_factory=dict)  # of every word its lemma, where it carries content
    _common: list[frozenset[str]] = field(default_factory=list)
    _rendered: list[frozenset[str]] = field(default_factory=list)

    @classmethod
    def of(cls, articles: Iterable[Article], sentences: Iterable[Sentence], tokens: Iterable[Token]) -> Texts:
        made = cls({a.id: a for a in sorted(articles, key=lambda a: a.id)})
        made.sentences.update(_placed(sentences))
        made.tokens.update(_placed(tokens))
        return made

    def lend(self, units: Iterable[Unit]) -> None:
        """Take over the content words of sentences that are known already."""
        known: dict[str, list[str | None]] = {}
        for u in units:
            words = known.setdefault(u.article, [None] * len(self.tokens[u.article]))
            begin = bisect_left(self._begins_in(u.article)[1], u.begins[0])
            words[begin : begin + len(u.words)] = u.words
        for article, words in known.items():
            tokens, text = self.tokens[article], self.articles[article].text
            self._told[article] = [
                content_words(text, (t,))[0] if word is None else word for t, word in zip(tokens, words, strict=True)
            ]

    def text(self, article: str, begin: int, end: int) -> str:
        return self.articles[article].text[begin:end]

    def words(self, article: str, begin: int, end: int) -> list[Token]:
        """The tokens that begin inside a span."""
        begins = self._begins_in(article)[1]
        return self.tokens.get(article, [])[bisect_left(begins, begin) : bisect_left(begins, end)]

    def reads(self, article: str, begin: int, end: int) -> float:
        """How well a span reads by itself (`readable`)."""
        key = article, begin, end
        if key not in self._reads:
            self._reads[key] = readable(self.text(*key), self.words(*key))
        return self._reads[key]

    def specific(self, article: str, begin: int, end: int) -> int:
        """How many names, numbers and quotations a span has, up to three, two and one."""
        key = article, begin, end
        if key not in self._specific:
            text, words = self.text(*key), self.words(*key)
            names = len([True for w in words if w.entity and w.entity[:2] == "B-" and w.entity not in _NO_NAMES])
            if any(map(str.isdigit, text)):
                told = [w for w in words if w.pos == "NUM" or _figured(text[w.begin - begin : w.end - begin])]
            else:
                told = [w for w in words if w.pos == "NUM"]
            self._specific[key] = min(3, names) + min(2, len(told)) + (_MARKS.search(text) is not None)
        return self._specific[key]

    def _begins_in(self, article: str) -> tuple[list[int], list[int]]:
        if article not in self._begins:
            sentences, words = self.sentences.get(article, []), self.tokens.get(article, [])
            self._begins[article] = [s.begin for s in sentences], [t.begin for t in words]
        return self._begins[article]

    def sentence_at(self, article: str, offset: int) -> Sentence | None:
        """The sentence that holds an offset."""
        listed = self.sentences.get(article, [])
        i = bisect_right(self._begins_in(article)[0], offset) - 1
        return listed[i] if i >= 0 and listed[i].begin <= offset < listed[i].end else None

    def opening(self, sentence: Sentence) -> int:
        """Where a sentence begins once its dateline ("SPLIT, Oct 18 (AFP) - ") is passed over."""
        key = (sentence.article, sentence.begin)
        if key not in self._openings:
            self._openings[key] = opening(self.articles[sentence.article].text, sentence.begin, sentence.end)
        return self._openings[key]

    def around(self, article: str, offset: int) -> frozenset[str]:
        """The content words of the sentence that holds an offset and of its neighbours on both sides."""
        listed = self.sentences.get(article, [])
        i = bisect_right(self._begins_in(article)[0], offset) - 1
        near = listed[max(0, i - 1) : i + 2]
        return self.content(article, near[0].begin, near[-1].end) if near else frozenset()

    def rendered(self) -> frozenset[str]:
        """The tellings in another language's grammar (rendered.py)."""
        if not self._rendered:
            self._rendered.append(rendered(self.tokens, {a: x.text for a, x in self.articles.items()}))
        return self._rendered[0]

    def common(self) -> frozenset[str]:
        """The content words that at least half of the tellings, and at least two, have: what the story is about."""
        if not self._common:
            self._common.append(self._in_common())
        return self._common[0]

    def _in_common(self) -> frozenset[str]:
        if len(self.articles) < 2:
            return frozenset()
        held: Counter[str] = Counter()
        for article in self.articles:
            spans = [s for s in self.sentences.get(article, []) if s.label in BODY]
            held.update(frozenset().union(*(self.content(article, s.begin, s.end) for s in spans)))
        least = max(2, (len(self.articles) + 1) // 2)
        return frozenset(word for word, count in held.items() if count >= least)

    def content(self, article: str, begin: int, end: int) -> frozenset[str]:
        """The words of a span that carry content, as lemmas."""
        key = article, begin, end
        if key not in self._contents:
            if article not in self._told:
                self._told[article] = content_words(self.articles[article].text, self.tokens.get(article, []))
            begins = self._begins_in(article)[1]
            found = self._told[article][bisect_left(begins, begin) : bisect_left(begins, end)]
            self._contents[key] = frozenset(filter(None, found))
        return self._contents[key]

    def before(self, article: str, offset: int) -> int:
        """How many sentences of the body end before an offset."""
        if article not in self._bodies:
            self._bodies[article] = sorted(s.end for s in self.sentences.get(article, []) if s.label in BODY)
        return bisect_right(self._bodies[article], offset)


def _figured(word: str) -> bool:
    """Whether a word holds a digit; one of letters, as most are, holds none."""
    return not word.isalpha() and any(map(str.isdigit, word))


def opening(text: str, begin: int, end: int) -> int:
    """Where a sentence begins once its dateline is passed over; offsets in `text`."""
    match = _COLON.match(text, begin, end) or _DATELINE.match(text, begin, end)
    short = match is not None and sum(map(str.isalpha, match[0][:8])) < 3  # "Q - Net" names no place
    at = match.end() if match and match.end() - begin <= 70 and not short else begin
    while at < end and text[at] in " -–—―:":
        at += 1
    return at if end - at > 20 else begin


def share(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the smaller set of words stands in the other, 0..1."""
    least = min(len(a), len(b))
    return len(a & b) / least if least else 0.0


def ends(text: str) -> bool:
    """Whether a text ends as sentences do."""
    return text[-_TAIL:].rstrip(_CLOSING)[-1:] in _ENDS


def readable(text: str, words: Sequence[Token]) -> float:
    """0..1: a whole sentence of ordinary length that does not lean on the one before it reads best."""
    stripped = text.strip()
    if not stripped:
        return 0.0
    score = _letters_read(stripped)
    parts = set(map(_POS, words))
    if any(parts):
        if parts.isdisjoint(_VERBS):
            score -= 0.4
        subject = next((w for w in words if w.dep in _SUBJECTS), None)
        if subject is not None and subject.tag == "PRP":
            named = any(w.tag == "NNP" and w.begin < subject.begin for w in words)
            score -= 0.15 if named else 0.3
    return max(0.0, score)


@lru_cache(maxsize=4096)
def _letters_read(stripped: str) -> float:
    """How a text that is not empty reads without its grammar; several rooms ask it of the sentences of a story."""
    score = 1.0
    if not ends(stripped):
        score -= UNENDED
    if _BACK.match(stripped):
        score -= 0.35
    if posted(stripped):
        score -= 0.5
    if speaking(stripped):
        score -= 0.3
    first = stripped.lstrip(_OPEN_QUOTES)[:1]
    if first.islower():
        score -= 0.3
    lead = _LEAD.match(stripped)
    if lead and lead[1].lower() in _DANGLING:
        score -= 0.35
    if stripped[0] in _OPEN_QUOTES:
        score -= 0.15
    if unbalanced(stripped):
        score -= 0.3
    count = len(stripped.split())
    score -= 0.3 if count < 6 else 0.1 if count < 9 else 0.0
    score -= 0.15 if count > 35 else 0.0
    return score - (0.25 if count > 55 else 0.0)


#: Words that a cut sentence ends in: "a boy and his mother were", "the plan to".
_CUT = frozenset("AUX ADP DET CCONJ SCONJ PART".split())
#: What stands before the word that it hangs on: "about two" of "two miles", "the detectives" of "the detectives left".
_BEFORE = frozenset("det amod nummod quantmod compound poss nsubj nsubjpass csubj aux auxpass mark cc expl".split())
_SAYS = frozenset("say tell add report announce state claim note".split())


def cut_short(words: Sequence[Token]) -> bool:
    """Whether the words end in one that more must follow."""
    content = [w for w in words if w.pos not in ("PUNCT", "SPACE")]
    if not content:
        return False
    last = content[-1]
    if last.dep in _BEFORE and last.head > last.ordinal:
        return True
    return last.pos in _CUT and last.dep not in ("prt", "advmod", "neg")


def stub(words: Sequence[Token]) -> bool:
    """Whether the words lean on what is cut off: they begin with whose it is, or end in "said" or before more."""
    content = [w for w in words if w.pos not in ("PUNCT", "SPACE")]
    if len(content) < 2:
        return False
    last = content[-1]
    bare = last.pos == "VERB" and last.lemma.lower() in _SAYS and content[-2].end < last.begin - 1
    return content[0].tag in ("PRP$",) or bare or cut_short(words)


def speaking(text: str) -> bool:
    """Whether "I", "you" or "we" stands outside quotation marks: somebody speaks, and it is not said who."""
    return _SPEAKING.search(text) is not None and _SPEAKING.search(_QUOTED.sub(" ", text)) is not None


def posted(text: str) -> bool:
    """Whether a text speaks to whoever reads it on a page; most hold nothing of what would."""
    lower = text.lower()
    for sign in _POSTING:
        if sign in lower:
            return _POSTED.search(text) is not None
    return False


def unbalanced(text: str) -> bool:
    """Whether a quotation or bracket opens without closing, or closes without opening."""
    return (
        text.count("“") != text.count("”")
        or text.count("(") != text.count(")")
        or text.count('"') % 2 == 1
        or text.count("``") != text.count("''")
    )


def about(content: frozenset[str], common: frozenset[str], least: float) -> bool:
    """Whether a span speaks of the story: enough of its content words are the story's common ones."""
    return not common or not content or len(content & common) >= max(1.0, least * len(content))
