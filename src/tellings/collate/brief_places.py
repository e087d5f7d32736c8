"""Places that may be lines of the brief: what the rooms before found, where a line stands, how well it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.clauses import SAYING
from tellings.collate.statements_opposed import text_place
from tellings.collate.wording import Texts, speaking, stub
from tellings.records import Discrepancy, Evidence, Independence, Reading, Statement, StatementMember, Token
from tellings.settings import Briefs
from tellings.text.quotes_nouns import is_agent
from tellings.text.quotes_words import PERSON_NOUNS

#: A sentence that one telling alone has, and that reads worse than this, is no line: "But he left", a sentence of sixty
#: words.
LEAST_ALONE = 0.75

#: A sentence that reads worse than this shows no difference: it needs the one before it.
LEAST_WELL = 0.6

_MARKS = '“”"«»'

_OPENING, _CLOSING = ("“", "``", "«"), ("”", "''", "»")
#: No quotation that is still open was opened further back, in code points.
_FAR = 600
_ANY_MARK = re.compile("[“”«»„]")

#: What opens a quotation, and what closes it.
_CLOSES = {"“": "”", '"': '"', "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Collated:
    """What the rooms before found out about one story."""

    statements: Sequence[Statement]
    members: Sequence[StatementMember]
    independence: Sequence[Independence]
    discrepancies: Sequence[Discrepancy]
    readings: Sequence[Reading]


def whole(texts: Texts, place: Evidence) -> Evidence:
    """The sentence that a place stands in, or the place itself."""
    found = texts.sentence_at(place.article, place.begin)
    return place if found is None else Evidence(place.article, texts.opening(found), max(found.end, place.end))


def in_body(texts: Texts, place: Evidence) -> bool:
    """Whether a place stands in the article's own sentences: no headline, and no caption, which is of its picture."""
    found = texts.sentence_at(place.article, place.begin)
    return found is None or found.label == "body"


def lead(texts: Texts, place: Evidence) -> float:
    """1 at the top of the body, half four sentences down: news says first what matters most."""
    return 1.0 / (1.0 + texts.before(place.article, place.begin) / 4)


def span(place: Evidence) -> tuple[str, int, int]:
    """A place as article, begin and end."""
    return place.article, place.begin, place.end


def well(texts: Texts, place: Evidence) -> float:
    """How well a place reads by itself, 0..1: "The seller is" and "He left" lean on what named them before, "Dale told
    the Post" on what he told; a sentence within a longer quotation lacks its speaker."""
    words, text = texts.words(*span(place)), texts.text(*span(place)).strip()
    out = texts.reads(*span(place))
    bare = len(words) > 2 and words[0].lemma.lower() == "the" and words[1].pos == "NOUN"
    out -= 0.25 if bare and words[2].pos in ("VERB", "AUX") else 0.0
    out -= 0.4 if stub(words) else 0.0
    out -= 0.5 if _only_says(words, text) else 0.0
    out -= 0.3 if words and words[0].pos == "PRON" and words[0].dep in ("nsubj", "nsubjpass") else 0.0
    out -= UNNAMED if unnamed(words) else 0.0
    out -= 0.3 if speaking(text) else 0.0
    return max(0.0, out - (0.8 if _quoted(texts, place) or voiceless(words, texts.text(*span(place))) else 0.0))


#: What a line loses for a pronoun that means somebody whom it does not name.
UNNAMED = 0.4

_THEIRS = frozenset("he him his she her hers himself herself they them their theirs themselves".split())
_MANY = frozenset("they them their theirs themselves".split())


def unnamed(words: Sequence[Token]) -> bool:
    """Whether "he" or "her" stands where nobody is named or told of before: "Police pulled him over"."""
    for n, w in enumerate(words):
        if w.pos == "PRON" and w.lemma.lower() in _THEIRS:
            before = [b for b in words[:n] if b.pos in ("NOUN", "PROPN")]
            many = w.lemma.lower() in _MANY  # of a place, a body or several people
            return not any(many or b.tag == "NNP" or (b.tag == "NN" and _person(b.lemma.lower())) for b in before)
    return False


def _person(noun: str) -> bool:
    return noun in PERSON_NOUNS or is_agent(noun)


def voiceless(words: Sequence[Token], text: str) -> bool:
    """Whether a line is somebody's words and does not say whose: "We will rebuild," he said."""
    text = text.replace("``", "“ ").replace("''", "” ")
    if not any(mark in text for mark in _CLOSES):
        return False
    begin = words[0].begin if words else 0
    lead = len(text) - len(text.lstrip())
    inside, opened = 0, ""
    said = bytearray(len(text))
    for n, ch in enumerate(text):
        if opened and ch == _CLOSES.get(opened):
            opened = ""
        elif not opened and ch in _CLOSES:
            opened = ch
        elif opened:
            said[n] = 1
            inside += not ch.isspace()
    if 2 * inside < len("".join(text.split())):
        return False
    return not any(
        w.pos in ("PROPN", "NOUN") and not said[min(len(said) - 1, max(0, w.begin - begin + lead))] for w in words
    )


def _only_says(words: Sequence[Token], text: str) -> bool:
    """Whether a sentence tells that somebody spoke, and not what was said."""
    top = next((w for w in words if w.dep == "ROOT"), None)
    if (
        top is None
        or (top.lemma.lower() not in SAYING and top.lemma.lower() != "ask")
        or any(mark in text for mark in _MARKS)
    ):
        return False
    return not any(w.dep in ("ccomp", "xcomp", "dobj") and w.head == top.ordinal and w.pos != "PROPN" for w in words)


def _quoted(texts: Texts, place: Evidence) -> bool:
    """Whether a quotation that opened before a place in its line is still open there."""
    text = texts.articles[place.article].text
    closing = _ANY_MARK.search(text, place.begin, place.end)
    if closing and closing[0] in "”»":
        return True
    before = text[max(0, place.begin - _FAR) : place.begin]
    if max(map(before.rfind, _OPENING)) > max(map(before.rfind, _CLOSING)):
        return True  # a sentence on, though the lines were broken between
    line = text[text.rfind("\n", 0, place.begin) + 1 : place.begin]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def covered(place: Evidence, shown: Iterable[tuple[str, int, int]]) -> bool:
    """Whether one of some places overlaps another."""
    return any(a == place.article and b < place.end and place.begin < e for a, b, e in shown)


def holds(place: Evidence, inner: Evidence) -> bool:
    """Whether a place holds another."""
    return place.article == inner.article and place.begin <= inner.begin and inner.end <= place.end


def sayers(members: Iterable[StatementMember], settings: Briefs) -> list[StatementMember]:
    """The members that surely say the statement's text."""
    return [m for m in members if m.support >= settings.member]


def stated(texts: Texts, statement: Statement, members: Sequence[StatementMember]) -> Evidence | None:
    """Where the statement's own words stand, which its members' support is about; None where that is no body text."""
    text: Mapping[str, str] = {m.article: texts.articles[m.article].text for m in members}
    place = text_place(statement, members, text)
    return place if place is not None and in_body(texts, place) else None
