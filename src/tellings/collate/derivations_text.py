"""A telling as derivation sees it: its body's sentences and words, each word known as wording, name, number or quote.

Who wrote what can only be told from what a writer was free to choose. Names and numbers belong to the event and
quotes to their speakers: two reporters in one room write them alike. The ordinary words around them are the
writer's own. So every word carries its kind, and the rooms downstream weigh the kinds apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, compress, count, repeat
from typing import Any, NamedTuple, overload

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
_WORDS = re.compile(r"(\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*)")
_QUOTED = re.compile(r"“[^“”\n]{2,}[”\n]|\"[^\"\n]{2,}\"|«[^«»\n]{2,}»|„[^„“”\n]{2,}[“”]|‘(?<!\w‘)[^‘\n]{2,}?’(?!\w)")
_SUFFIXES = ("ations", "ation", "ingly", "edly", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er",
             "ly", "'s", "’s", "s", "e")  # fmt: skip


class Word(NamedTuple):
    """A word of a body."""

    begin: int
    end: int
    form: str  # folded: lower case, no accents; numbers as digits
    stem: str
    kind: str  # stop | word | name | number
    quoted: bool
    sentence: int  # index into Body.sentences
    weight: float  # how much sharing it tells


@dataclass(frozen=True, slots=True, eq=False)
class Words(Sequence[Word]):
    """The words of a body, kept field by field: a word is made when it is asked for, which most never are."""

    begin: Sequence[int] = ()
    end: Sequence[int] = ()
    form: Sequence[str] = ()
    stem: Sequence[str] = ()
    kind: Sequence[str] = ()
    quoted: Sequence[bool] = ()
    sentence: Sequence[int] = ()
    weight: Sequence[float] = ()

    def __len__(self) -> int:
        return len(self.begin)

    def __iter__(self) -> Iterator[Word]:
        return map(Word._make, zip(*self._fields(), strict=True))

    @overload
    def __getitem__(self, i: int) -> Word: ...
    @overload
    def __getitem__(self, i: slice) -> Words: ...
    def __getitem__(self, i: int | slice) -> Word | Words:
        if isinstance(i, slice):
            return Words(*[values[i] for values in self._fields()])
        return Word._make([values[i] for values in self._fields()])

    def _fields(self) -> tuple[Sequence[Any], ...]:
        return self.begin, self.end, self.form, self.stem, self.kind, self.quoted, self.sentence, self.weight


@dataclass(frozen=True, slots=True)
class Body:
    """A telling's own text, cut into sentences and words."""

    article: str
    text: str  # of the whole article: offsets refer to it
    source: str | None
    published: str | None
    sentences: tuple[tuple[int, int], ...]
    words: Words

    def of(self, begin: int, end: int) -> str:
        """The words at a place."""
        return self.text[begin:end]


def fold(text: str) -> str:
    """Lower case, without accents, straight apostrophes."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", text)
    for ch in filter(unicodedata.combining, set(flat)):
        flat = flat.replace(ch, "")
    return flat.lower().replace("’", "'")


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


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The words of a sentence: where each begins and ends, and its letters."""

    begins: list[int]
    ends: list[int]
    shown: list[str]


def _tokens(text: str, begin: int, end: int) -> _Tokens:
    """Words and numbers of a sentence; "twenty-six" and "two dozen" are not joined, "26" and "five" are numbers."""
    pieces = _WORDS.split(text[begin:end])  # what stands between two words, then the word, and so on
    edges = list(accumulate(map(len, pieces), initial=begin))
    return _Tokens(edges[1:-1:2], edges[2::2], pieces[1::2])


#: Behind one of these a capital tells nothing, as where a sentence begins.
_OPENING = frozenset("\"“‘«„'(")


def proper_names(articles: Sequence[tuple[str, Sequence[_Tokens]]]) -> frozenset[str]:
    """Folded words of a story that are names: mostly capitalised where a sentence does not begin.

    Takes text and words by sentence of every telling. One telling's headline-style capitals cannot make a name of a
    word that the others write small.
    """
    times = Counter(chain.from_iterable(tokens.shown for _, sentences in articles for tokens in sentences))
    capitals = {token for token in times if token[0].isupper()}
    large: Counter[str] = Counter()
    for text, sentences in articles:
        for tokens in sentences:
            for n in compress(count(), map(capitals.__contains__, tokens.shown)):
                if n and text[max(0, tokens.begins[n] - 1)] not in _OPENING:
                    large[tokens.shown[n]] += 1
    upper: Counter[str] = Counter()
    for token, n in large.items():
        upper[_word_folded(token)] += n
    lower: Counter[str] = Counter()
    for token, n in times.items():
        if not token[0].isdigit() and token not in capitals:
            lower[_word_folded(token)] += n
    return frozenset(w for w, n in upper.items() if n > lower[w] and w not in STOP and w != "i")


#: Form, stem, kind and weight of a word.
_Told = tuple[str, str, str, float]


@lru_cache(maxsize=65_536)
def _known(token: str) -> tuple[_Told, str]:
    """What a word is where it is no name, and the name that it would be; "" where it cannot be one."""
    form = _word_folded(token)
    if token[0].isdigit() or form in _NUMBER_WORDS:
        form = _NUMBER_WORDS.get(form) or number(form)
        digits = len(form.replace(".", ""))
        return (form, form, "number", 1.0 if digits == 1 else 3.0 if digits == 2 else 6.0), ""
    bare = form.removesuffix("'s")
    if form in STOP or len(form) < 2:
        return (bare, stem(bare), "stop", rarity(bare)), ""
    return (bare, stem(bare), "word", rarity(bare)), bare if token[0].isupper() else ""


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
    return any(map(low.__contains__, _APPEALING)) and _APPEAL.search(sentence) is not None


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
    tokens: list[_Tokens]


class _Lexicon(dict[str, _Told]):
    """Form, stem, kind and weight of the words of a story, each looked up once."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, token: str) -> _Told:
        told, name = _known(token)
        if name in self._names:
            told = name, name, "name", rarity(name)
        self[token] = told
        return told


def read(article: Article, published: str | None, cut: _Cut, quotes: Iterable[Quote], lexicon: _Lexicon) -> Body:
    """The body of one telling."""
    text = article.text
    places = quoted_places(text, quotes)
    marked = bytearray(len(text) + 1)
    for a, b in places:
        marked[a:b] = b"\x01" * (b - a)
    begins: list[int] = []
    ends: list[int] = []
    shown: list[str] = []
    sentence: list[int] = []
    for n, ((begin, end), tokens) in enumerate(zip(cut.sentences, cut.tokens, strict=True)):
        if not is_appeal(text[begin:end]):
            begins += tokens.begins
            ends += tokens.ends
            shown += tokens.shown
            sentence += repeat(n, len(tokens.shown))
    form, stem, kind, weight = zip(*map(lexicon.__getitem__, shown), strict=True) if shown else ((), (), (), ())
    quoted = list(map(bool, map(marked.__getitem__, begins)))
    words = Words(begins, ends, form, stem, kind, quoted, sentence, weight)
    return Body(article.id, text, article.source, published, tuple(cut.sentences), words)


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
    lexicon = _Lexicon(names)
    return [read(a, published.get(a.id), cut[a.id], said[a.id], lexicon) for a in ordered]


def common_facts(one: Body, other: Body) -> list[tuple[int, int]]:
    """Names and longer numbers that two tellings have in common, whatever their languages: word indices in both.

    Each once, at its first place. Numbers of one digit are left out: every language has them everywhere.
    """

    def places(body: Body) -> dict[str, int]:
        out: dict[str, int] = {}
        words = body.words
        for n, (kind, form) in enumerate(zip(words.kind, words.form, strict=True)):
            if (kind == "name" and len(form) > 2) or (kind == "number" and len(form) > 1):
                out.setdefault(words.stem[n], n)
        return out

    mine, theirs = places(one), places(other)
    return [(n, theirs[stem]) for stem, n in mine.items() if stem in theirs]
