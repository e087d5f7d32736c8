"""Tellings in words that a machine, or a hurried hand, carried over from another language.

Such a telling says what others say, but its sentences are the last that one would show for them. What gives it away is
grammar that no desk writes in English: a perfect with the day it happened ("has resigned on Thursday"), the speaker
behind a perfect ("...", has said the mayor), "communicated the ministry", ages as "of 46 years", «such» marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tellings.records import Token

#: Signs a telling must have, and their number against its sentences: one may be a slip.
LEAST, SHARE = 2, 0.1

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday january february march april may june july "
    "august september october november december".split()
)
#: Verbs that other languages set before the speaker and English does not.
_INVERTED = frozenset("communicate affirm inform signal assure precise precis underline specify".split())
_AGE = re.compile(r"(?<!sentence )(?<!term )(?<!maximum )(?<!minimum )\bof \d\d years\b(?! (?:ago|in|later|old|of|to))")
#: "the 8:25 of the night"; "the 11 of June of 2025", "came the Saturday, after"; "a man of 67 years of Ghent". Each
#: begins with a letter or digit of its own: what looks back first is tried at every letter.
_FORMS = (
    re.compile(r"\d of the (?:morning|afternoon|evening|night)\b"),
    re.compile(
        r"the (?<=\bthe )(?:\d{1,2} of (?:January|February|March|April|May|June|July|"
        r"August|September|October|November|December) of \d{4}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[,.])"
    ),
    re.compile(
        r" of (?:(?<=\bman of )|(?<=\bwoman of )|(?<=\bgirl of )|(?<=\bboy of )|(?<=\bchild of ))\d{1,2} years\b"
    ),
)
_CLOSED = re.compile(r"[\"”»’'],?\s*\Z")
_SAID = frozenset("say tell declare announce add".split())
_ON = frozenset("on at in".split())
_HAVE, _PAST = ("VBZ", "VBP"), ("VBN", "VBD")
_TAGS = frozenset((*_HAVE, *_PAST))


def rendered(tokens: Mapping[str, Sequence[Token]], text: Mapping[str, str]) -> frozenset[str]:
    """The articles in English whose grammar is another language's; `tokens` are those of every article, in order."""
    out = set()
    for article, listed in tokens.items():
        read = text[article]
        tagged = [t for t in listed if t.tag in _TAGS]
        perfect = {t.head for t in tagged if t.dep == "aux" and t.tag in _HAVE and t.lemma.lower() == "have"}
        verbs = [t for t in tagged if t.pos == "VERB" and t.tag in _PAST]
        signs = sum([_sign(t, listed, read) for t in verbs if t.tag == "VBD" or t.ordinal in perfect])
        if any(t.pos for t in listed):
            signs += min(3, read.count("«")) + sum([len(form.findall(read)) for form in _FORMS])
        if signs and signs + len(_AGE.findall(read)) >= max(LEAST, SHARE * len({t.sentence for t in listed})):
            out.add(article)
    return frozenset(out)


def _sign(verb: Token, tokens: Sequence[Token], text: str) -> bool:
    """Whether a verb is used as English does not use it."""
    if verb.tag == "VBD" and verb.lemma.lower() not in _INVERTED:
        return False
    first = tokens[0].ordinal
    near = [
        t for t in tokens[max(0, verb.ordinal - first - 12) : verb.ordinal - first + 13] if t.ordinal != verb.ordinal
    ]
    below = [t for t in near if t.head == verb.ordinal]
    if verb.tag == "VBD":
        return any(t.dep == "nsubj" and t.begin > verb.begin for t in below)
    have = next((t for t in below if t.dep == "aux" and t.lemma.lower() == "have" and t.tag in _HAVE), None)
    if have is None:
        return False
    if _CLOSED.search(text[max(0, have.begin - 4) : have.begin]):
        return True
    if verb.lemma.lower() in _SAID and any(t.dep == "nsubj" and t.begin > verb.begin for t in below):
        return True
    ons = {t.ordinal for t in below if t.pos == "ADP" and t.lemma.lower() in _ON}
    return any(t.lemma.lower() in _DAYS and (t in below or t.head in ons) for t in near)
