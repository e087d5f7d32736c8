"""A telling as derivation sees it: its body's sentences and words, each word known as wording, name, number or quote.

Who wrote what can only be told from what a writer was free to choose. Names and numbers belong to the event and
quotes to their speakers: two reporters in one room write them alike. The ordinary words around them are the
writer's own. So every word carries its kind, and the rooms downstream weigh the kinds apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tellings.records import Article, Quote, Sentence
from tellings.text.prior import rarity

STOP = frozenset(
    "a an the and or but if then of in on at to for from by with without as is was were are be been being has have had "
    "having do does did doing will would can could should may might must shall it its itself he his him she her hers "
    "they them their theirs we us our ours you your yours i me my mine this that these those there here not no nor so "
    "than too very also just more most some any all each every both other others another such into onto over after "
    "before about against between during under up down out off again who whom whose which what when where why how said "
    "say says saying told tell according while because until since one first second last new year years day days time "
    "mr mrs ms dr st s t d ll re ve m only own same still now even much many".split()
)
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=2,
    )
} | {
    word: str(value)
    for value, word in zip(range(30, 100, 10), "thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTED = re.compile(r"“[^“”\n]{2,}[”\n]|\"[^\"\n]{2,}\"|«[^«»\n]{2,}»|„[^„“”\n]{2,}[“”]|‘(?<!\w‘)[^‘\n]{2,}?’(?!\w)")
_SUFFIXES = ("ations", "ation", "ingly", "edly", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er",
             "ly", "'s", "’s", "s", "e")  # fmt: skip


@dataclass(slots=True)
class Word:
    """A word of a body. Not frozen, since making that many takes three times as long; nobody changes one."""

    begin: int
    end: int
    form: str  # folded: lower case, no accents; numbers as digits
    stem: str
    kind: str  # stop | word | name | number
    quoted: bool
    sentence: int  # index into Body.sentences
    weight: float  # how much sharing it tells


@dataclass(frozen=True, slots=True)
class Body:
    """A telling's own text, cut into sentences and words."""

    article: str
    text: str  # of the whole article: offsets refer to it
    source: str | None
    published: str | None
    sentences: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]

    def of(self, begin: int, end: int) -> str:
        """The words at a place."""
        return self.text[begin:end]


def fold(text: str) -> str:
    """Lower case, without accents, straight apostrophes."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", text)
    return "".join(ch for ch in flat if not unicodedata.combining(ch)).lower().replace("’", "'")


_word_folded = lru_cache(maxsize=65_536)(fold)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A light stem: endings off while three letters or more remain."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def number(token: str) -> str:
    """Digits of one number in one form: 8,600 = 8600, 5:12 = 0512 = 512, 27.0 = 27."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", token):
        token = token.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+", token):
        token = token.replace(".", "")
    else:
        token = token.replace(":", "").replace(",", ".")
    if "." in token and token.count(".") == 1:
        token = token.rstrip("0").rstrip(".") if token.split(".")[1].strip("0") == "" else token
    return token.lstrip("0") or "0"


def quoted_places(text: str, quotes: Iterable[Quote]) -> list[tuple[int, int]]:
    """Where somebody is quoted word for word: the quotes room's pieces and whatever stands in quotation marks."""
    marks = [(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    return sorted(marks + [(q.begin, q.end) for q in quotes if q.kind != "indirect"])


#: Begin, end and letters of a word.
_Token = tuple[int, int, str]


def _tokens(text: str, begin: int, end: int) -> list[_Token]:
    """Words and numbers of a sentence; "twenty-six" and "two dozen" are not joined, "26" and "five" are numbers."""
    return [(*match.span(), match[0]) for match in _WORD.finditer(text, begin, end)]


def proper_names(articles: Sequence[tuple[str, Sequence[Sequence[_Token]]]]) -> frozenset[str]:
    """Folded words of a story that are names: mostly capitalised where a sentence does not begin.

    Takes text and words by sentence of every telling. One telling's headline-style capitals cannot make a name of a
    word that the others write small.
    """
    small: list[str] = []
    large: list[str] = []
    for text, sentences in articles:
        for tokens in sentences:
            small += [token for _, _, token in tokens if not token[0].isupper()]
            large += [
                token for a, _, token in tokens[1:] if token[0].isupper() and text[max(0, a - 1)] not in "\"“‘«„'("
            ]
    upper: Counter[str] = Counter()
    for token, n in Counter(large).items():
        upper[_word_folded(token)] += n
    lower: Counter[str] = Counter()
    for token, n in Counter(small).items():
        if not token[0].isdigit():
            lower[_word_folded(token)] += n
    return frozenset(w for w, n in upper.items() if n > lower[w] and w not in STOP and w != "i")


def _kind(token: str, form: str, names: frozenset[str]) -> str:
    if token[0].isdigit() or form in _NUMBER_WORDS:
        return "number"
    if form in STOP or len(form) < 2:
        return "stop"
    return "name" if form.removesuffix("'s") in names and token[0].isupper() else "word"


@lru_cache(maxsize=65_536)
def _known(token: str, kind: str) -> tuple[str, str, float]:
    """Form, stem and weight of a word of this kind."""
    form = _word_folded(token)
    if kind == "number":
        form = _NUMBER_WORDS.get(form) or number(form)
        digits = len(form.replace(".", ""))
        return form, form, 1.0 if digits == 1 else 3.0 if digits == 2 else 6.0
    form = form.removesuffix("'s")
    return form, form if kind == "name" else stem(form), rarity(form)


#: What the police ask of the public: every newsroom prints it as it was given out, numbers and all.
_APPEAL = re.compile(
    r"crime ?stoppers|\btip ?line\b|\b(?:anonymous|any) tips\b|\bcall(?:ing)? (?:the )?(?:police|sheriff|detectives)\b"
    r"|\b(?:anyone|witnesses|people|those|residents) (?:with|who (?:has|have|had|saw|was|were|may|might)) [^.]{0,90}"
    r"\b(?:call|contact|phone|ring|asked|urged|encouraged)\b",
    re.IGNORECASE,
)


#: One of these stands in every such sentence.
_APPEALING = (
    "stoppers", "tip", "call", "anyone w", "witnesses w", "people w", "those w", "residents w",
)  # fmt: skip


def is_appeal(sentence: str) -> bool:
    """Whether a sentence asks the public for tips: wording that is handed out, and says nothing about who wrote."""
    if len(sentence) >= 600:
        return False
    low = sentence.lower()
    return any(word in low for word in _APPEALING) and _APPEAL.search(sentence) is not None


#: A line that ends in who took a picture, "(Mara Velt/KVLE)", "(Photo: Mara Velt)": it says what the picture shows.
_PICTURE = re.compile(
    r"\((?:[A-Z][^()/\n]{3,40}/ ?[A-Z][^()/\n]{1,40}"
    r"|(?:File )?(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?|[Cc]ourtesy)\b[^()\n]{2,60}"
    r"|[^()\n]{2,40} (?:[Pp]hotos?|[Ii]mages?|via [A-Z][^()\n]{2,30}))\)\s*$"
)


_SIGNED = re.compile(
    r"[(\[]?(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Ee]dited|[Ww]ritten) by [A-Z]"
)


def _signs(sentence: Sentence, texts: Mapping[str, str]) -> bool:
    """Whether a sentence only says who wrote and edited: "(Reporting by Mara Velt)" behind the last one."""
    begin, end = sentence.begin, sentence.end
    return end - begin <= 160 and _SIGNED.match(texts[sentence.article], begin, end) is not None


def _pictured(text: str, placed: Sequence[Sentence]) -> frozenset[int]:
    """Lines of a body that only say what a picture shows. The last line is the text's: there an agency signs."""
    last: dict[int, int] = {}
    for s in placed:
        last[s.line] = max(last.get(s.line, 0), s.end)
    final = max(last, default=0)
    return frozenset(n for n, end in last.items() if n != final and _PICTURE.search(text, max(0, end - 90), end + 1))


@dataclass(frozen=True, slots=True)
class _Cut:
    """The sentences of a telling's own text, with their words."""

    sentences: list[tuple[int, int]]
    tokens: list[list[_Token]]


def read(article: Article, published: str | None, cut: _Cut, quotes: Iterable[Quote], names: frozenset[str]) -> Body:
    """The body of one telling."""
    text = article.text
    places = quoted_places(text, quotes)
    marked = bytearray(len(text) + 1)
    for a, b in places:
        marked[a:b] = b"\x01" * (b - a)
    words: list[Word] = []
    met: dict[str, tuple[str, str, str, float]] = {}
    for n, (begin, end) in enumerate(cut.sentences):
        if is_appeal(text[begin:end]):
            continue
        for a, b, token in cut.tokens[n]:
            told = met.get(token)
            if told is None:
                kind = _kind(token, _word_folded(token), names)
                form, base, weight = _known(token, kind)
                told = met[token] = form, base, kind, weight
            words.append(Word(a, b, told[0], told[1], told[2], marked[a] == 1, n, told[3]))
    return Body(article.id, text, article.source, published, tuple(cut.sentences), tuple(words))


def bodies(
    articles: Sequence[Article],
    published: dict[str, str | None],
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
) -> list[Body]:
    """The bodies of a story's tellings, in order of article id."""
    spans: dict[str, list[tuple[int, int]]] = {a.id: [] for a in articles}
    texts = {a.id: a.text for a in articles}
    placed: dict[str, list[Sentence]] = {a.id: [] for a in articles}
    for s in sentences:
        if s.label == "body" and s.article in placed:
            placed[s.article].append(s)
    pictures = {a.id: _pictured(a.text, placed[a.id]) for a in articles}
    led: Sentence | None = None
    for s in sorted(sentences, key=lambda s: (s.article, s.begin)):
        if s.label == "dateline":
            led = s  # its place is told with the sentence behind it, as many tellings print it there
        elif s.label == "body" and s.article in spans and s.line not in pictures[s.article] and not _signs(s, texts):
            behind = led is not None and led.article == s.article and led.line == s.line
            spans[s.article].append((led.begin if led and behind else s.begin, s.end))
            led = None  # the first sentence behind it, no other
    ordered = sorted(articles, key=lambda a: a.id)
    cut = {a.id: _Cut(spans[a.id], [_tokens(a.text, *span) for span in spans[a.id]]) for a in ordered}
    names = proper_names([(a.text, cut[a.id].tokens) for a in ordered])
    said: dict[str, list[Quote]] = {a.id: [] for a in articles}
    for q in quotes:
        if q.article in said:
            said[q.article].append(q)
    return [read(a, published.get(a.id), cut[a.id], said[a.id], names) for a in ordered]


def common_facts(one: Body, other: Body) -> list[tuple[int, int]]:
    """Names and longer numbers that two tellings have in common, whatever their languages: word indices in both.

    Each once, at its first place. Numbers of one digit are left out: every language has them everywhere.
    """

    def places(body: Body) -> dict[str, int]:
        out: dict[str, int] = {}
        for n, w in enumerate(body.words):
            if (w.kind == "name" and len(w.form) > 2) or (w.kind == "number" and len(w.form) > 1):
                out.setdefault(w.stem, n)
        return out

    mine, theirs = places(one), places(other)
    return [(n, theirs[stem]) for stem, n in mine.items() if stem in theirs]
