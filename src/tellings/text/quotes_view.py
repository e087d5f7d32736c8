"""One article as the quotes room sees it: words by place, their children, noun phrases, names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from tellings.records import Line, Mention, Sentence, Token
from tellings.schema import column
from tellings.text.names_tables import TITLES
from tellings.text.quotes_words import PRONOUNS

_LEFT = frozenset("det amod compound nmod poss nummod quantmod advmod predet neg case punct npadvmod".split())
_RIGHT_NOUN = frozenset({"of", "for", "at", "from", "with", "in", "to"})


@dataclass(frozen=True, slots=True)
class View:
    """The article's rows with the indexes that rules need. Token numbers are places in `tokens`."""

    text: str
    lines: Sequence[Line]
    sentences: Sequence[Sentence]
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    starts: list[int] = field(default_factory=list)
    lowers: list[str] = field(default_factory=list)  # the tokens in lower case
    children: list[list[int]] = field(default_factory=list)
    bounds: dict[int, tuple[int, int]] = field(default_factory=dict)  # sentence ordinal -> token range
    stops: list[int] = field(default_factory=list)  # the tokens with which a sentence ends, in order
    ends: list[int] = field(default_factory=list)  # where each mention ends
    below: dict[int, list[int]] = field(default_factory=dict)  # what was asked of `subtree`

    @property
    def tagged(self) -> bool:
        """Whether a tagger knew the language."""
        return any(token.pos for token in self.tokens[:50])

    def first_token(self, offset: int) -> int:
        """The first token that begins at or behind an offset."""
        return bisect_left(self.starts, offset)

    def token_at(self, offset: int) -> int:
        """The token that covers an offset, or the last one before it; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def words(self, begin: int, end: int) -> range:
        """Numbers of the tokens that begin inside a span."""
        return range(self.first_token(begin), self.first_token(end))

    def lower(self, n: int) -> str:
        return self.lowers[n]

    def whole_names(self, begin: int, end: int) -> tuple[int, int]:
        """A span, widened to all of a name that it cuts: "[Ridge Fire and Rescue] Service"."""
        k = bisect_right(self.ends, begin)
        while k < len(self.mentions) and self.mentions[k].begin < end:
            begin, end = min(begin, self.mentions[k].begin), max(end, self.mentions[k].end)
            k += 1
        cut = k < len(self.mentions) and self.mentions[k].begin == end + 2 and self.text[end] == "."
        if cut and self.text[begin:end].split()[-1].lower() in TITLES:
            end = self.mentions[k].end  # "Det[. Ida Kranz]"
        if self.text[begin : begin + 2] in ("'s", "’s"):
            k = bisect_left(self.ends, begin)
            if k < len(self.ends) and self.ends[k] == begin:
                begin = self.mentions[k].begin  # "[Rist]'s lawyer"
        return begin, end

    def subtree(self, n: int) -> list[int]:
        """A token and everything below it, in order. Guards against malformed heads."""
        known = self.below.get(n)
        if known is not None:
            return known
        seen, todo = {n}, [n]
        while todo:
            for child in self.children[todo.pop()]:
                if child not in seen:
                    seen.add(child)
                    todo.append(child)
        found = self.below[n] = sorted(seen)
        return found

    def child(self, n: int, *deps: str) -> int | None:
        for below in self.children[n]:
            if self.tokens[below].dep in deps:
                return below
        return None

    def clause(self, low: int, high: int) -> range:
        """Of a range of tokens the end: what stands behind the last end of a sentence in it."""
        k = bisect_left(self.stops, high)
        return range(max(low, self.stops[k - 1] + 1) if k else low, high)

    def first_stop(self, low: int, high: int) -> int:
        """The first token of a range with which a sentence ends; the range's end where there is none."""
        k = bisect_left(self.stops, low)
        return min(high, self.stops[k]) if k < len(self.stops) else high


def view(
    text: str,
    lines: Sequence[Line],
    sentences: Sequence[Sentence],
    tokens: Sequence[Token],
    mentions: Sequence[Mention] = (),
) -> View:
    """Build the view of one article; tokens in order of their ordinals, which count from 0."""
    children: list[list[int]] = [[] for _ in tokens]
    for n, head in enumerate(column(tokens, "head")):
        if head != n and 0 <= head < len(children):
            children[head].append(n)
    lows: dict[int, int] = {}
    for n, sentence in enumerate(column(tokens, "sentence")):
        lows.setdefault(sentence, n)
    highs = [*list(lows.values())[1:], len(tokens)]
    bounds = {sentence: (low, high) for (sentence, low), high in zip(lows.items(), highs, strict=False)}
    starts: list[int] = column(tokens, "begin")
    lowers = [text[begin:end].lower() for begin, end in zip(starts, column(tokens, "end"), strict=True)]
    stops = {n for n, word in enumerate(lowers) if word in ("?", "!")}
    stops |= {high - 1 for _, high in bounds.values() if lowers[high - 1].endswith(".")}
    ends = [m.end for m in mentions]
    return View(text, lines, sentences, tokens, mentions, starts, lowers, children, bounds, sorted(stops), ends)


def aged(v: View, n: int) -> int | None:
    """The age that a token ends which stands for somebody: "the 58-year-[old] said", not "the 58-year-old driver"."""
    if v.lowers[n] != "old" or n < 4 or v.lowers[n - 3 : n] != ["-", "year", "-"]:
        return None
    behind = n + 1 < len(v.tokens) and v.tokens[n + 1].pos in ("NOUN", "PROPN", "ADJ", "NUM")
    return None if behind or not v.lowers[n - 4].isdigit() else int(v.lowers[n - 4][:4])


def aged_subject(v: View, verb: int) -> int | None:
    """`the 58-year-old said`, where the parse takes the age for a word that describes the verb."""
    return next((c for c in v.children[verb] if c == verb - 1 and aged(v, c) is not None), None)


def noun_phrase(v: View, head: int, low: int, high: int) -> tuple[int, int]:
    """The phrase around a head noun, as a token range within [low, high): what a reader would call the name.

    Modifiers before it, an "of" or "for" phrase behind a common noun; no relative clauses.
    """
    if aged(v, head) is not None:  # the parse now and then hangs its parts elsewhere
        left = max(low, head - 4)
        while left > low and v.tokens[left - 1].pos in ("DET", "ADJ"):
            left -= 1
        return left, head + 1
    left = head
    while left - 1 >= low and _leads(v, left - 1, head):
        left -= 1
    while left < head and (v.tokens[left].pos == "PUNCT" or v.tokens[left].dep == "advmod"):
        left += 1
    right = head + 1
    while right < high and v.tokens[right].pos == "PROPN" and v.tokens[head].pos == "PROPN":
        right += 1
    if v.tokens[head].pos == "NOUN" and right < high and v.lower(right) in _RIGHT_NOUN:
        below = v.subtree(right)
        if v.tokens[right].head == head and below[-1] - right < 8:
            stop = min(high, below[-1] + 1)
            while right < stop and v.tokens[right].pos not in ("VERB", "SCONJ") and v.lower(right) not in ("who", ","):
                right += 1
    return left, right


def _leads(v: View, n: int, head: int) -> bool:
    """Whether a token belongs to the words that stand before a head noun."""
    token = v.tokens[n]
    if v.text[token.begin : token.end] in ',;:()“”"':
        return False
    if v.lower(head) in PRONOUNS:
        return False  # "according to the AP he did not": nothing leads to a pronoun
    described = token.pos == "VERB" and token.dep == "amod"  # "the Tarn-born baker"
    if described or token.pos in ("DET", "ADJ", "NUM", "PROPN", "NOUN", "PRON", "PART"):
        at = n
        for _ in range(12):
            if at == head:
                return True
            parent = v.tokens[at].head
            if parent == at or v.tokens[at].dep not in _LEFT:
                return v.tokens[at].pos == "PROPN" and n == head - 1
            at = parent
        return False
    return token.pos in ("SYM", "ADV", "PUNCT") and token.dep in _LEFT and token.head <= head
