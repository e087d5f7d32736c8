"""Which dates place no event: model years, records and states that last since a year, notes of a page about itself."""

from __future__ import annotations

import re

from tellings.collate.wording import Texts, posted
from tellings.records import Sentence, Time
from tellings.text.times_tense import Grammar

#: What stands before a date that only bounds a state of affairs: "costs dating back to 2009".
_BACK = re.compile(r"\bdat(?:e|es|ed|ing)(?: back)?(?: as far back)?(?: as far as| to| from| as)+\s+\Z", re.I)
#: A record since a year: "the deadliest since at least 2014".
_SINCE = re.compile(r"\bsince(?: (?:at least|about|around|early|late|mid))?\s*\Z", re.I)
#: Years that are a span of accounts, not of what happened.
_ACCOUNTS = re.compile(r"\b(?:tax|fiscal|financial|calendar|the) years?(?: of)?\s+\Z", re.I)
#: A page or programme about itself.
_NOTES = re.compile(
    r"\b(?:we(?:['’]ll| will)|you can|stay tuned|tune in|join us|follow us|watch (?:us|live)|coming up)\b", re.I
)
#: One of these stands in whatever `_NOTES` finds.
_NOTING = (
    "we'll", "we’ll", "we will", "you can", "stay tuned", "tune in", "join us", "follow us", "watch us", "watch live",
    "coming up",
)  # fmt: skip
_OWN = frozenset("post publish update translate print air originally".split())
_RECORD = frozenset(("JJS", "RBS"))
_DEGREE = frozenset("most least".split())
_QUOTES = '"“”«»„'


def no_event(texts: Texts, grammar: Grammar, sentence: Sentence, time: Time, date: str) -> bool:
    """Whether a date in a sentence places nothing that happened."""
    text = texts.articles[sentence.article].text
    words = text[sentence.begin : sentence.end]
    before = text[sentence.begin : time.begin]
    noting = any(map(words.lower().__contains__, _NOTING)) and _NOTES.search(words) is not None
    if posted(words) or (noting and not any(mark in words for mark in _QUOTES)):
        return True
    return (
        bool(_BACK.search(before) or _ACCOUNTS.search(before))
        or _model(grammar, time)
        or (len(date) == len("2023") and _record(grammar, text, sentence, time))
        or _about_itself(grammar, sentence)
    )


def _model(grammar: Grammar, time: Time) -> bool:
    """Whether a year stands before the name of a make: "a 1998 Bauer lorry"."""
    at = grammar.top(time.begin, time.end)
    if at is None or len(time.value or "") != len("1998"):
        return False
    behind = grammar.next(time.end)
    ahead = grammar.words[behind] if behind < len(grammar.words) else None
    head = grammar.words[grammar.head(at)]
    named = ahead is not None and ahead.pos == "PROPN" and ahead.begin - time.end <= 1
    article = at > 0 and grammar.words[at - 1].lemma.lower() in ("a", "an", "his", "her", "their")
    return named and article and head.begin >= time.end


def _record(grammar: Grammar, text: str, sentence: Sentence, time: Time) -> bool:
    """Whether a year bounds a record: "the deadliest shooting this year", "the most costly fire since 2011"."""
    begin = max(sentence.begin, time.begin - 60)
    near = [grammar.words[i] for i in grammar.between(begin, time.begin)]
    if _SINCE.search(text[begin : time.begin]):
        return any(w.tag in _RECORD or w.lemma.lower() in ("worst", "first") for w in near)
    listed = [w for w in near if w.lemma.lower() not in _DEGREE]
    return any(w.tag in _RECORD or (w.lemma.lower() == "first" and w.dep == "amod") for w in listed)


def _about_itself(grammar: Grammar, sentence: Sentence) -> bool:
    """Whether a sentence only tells when the page came out: "Updated on Friday", "Translated from the original"."""
    inside = grammar.between(sentence.begin, sentence.end)
    first = grammar.words[inside[0]] if inside else None
    return first is not None and first.lemma.lower() in _OWN and first.tag in ("VBN", "VBD", "RB")
