"""What stands around a value in its sentence: what governs it, what it measures, whose age it is, who acts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tellings.records import Token
from tellings.text.concepts import concept

#: Words on either side of a value that tell what it is a value of.
REACH = 6

#: Verbs whose subject the value measures.
_MEASURING = frozenset({"take", "last", "measure", "weigh", "cost", "span", "be"})


#: "17-year-old Anna Berg": what stands behind is the name, whoever is named before.
_OLD = frozenset({"old", "-old"})

#: Which of its dimensions a measure gives, by the words right behind it or before it; the further of two lines is not
#: asked.
_BEHIND = tuple((name, re.compile(rf"[ -](?:{words})\b", re.IGNORECASE)) for name, words in (
    ("length", "long|in length"), ("height", "high|tall|in height|above (?:sea|ground)"),
    ("depth", "deep|in depth|below|under(?:ground)?|beneath"), ("width", "wide|broad|in width|in diameter|across"),
    ("distance", "from|away|off|outside|inside|upstream|downstream|inland|(?:to the )?(?:north|south|east|west)"),
    ("later", "later|after|afterwards"), ("earlier", "earlier|before|beforehand"), ("ago", "ago"),
    ("rate", "(?:a|an|per|every|each) (?:second|minute|hour|day|week|month|year)"),
))  # fmt: skip
#: What a sum is for one of: "40,000 each", "14 an hour", "34 for each share".
_PER = re.compile(
    r" (?:(?P<each>each|apiece|per (?:head|person|capita))|(?:for )?(?:an?|per|every|each)[ -]"
    r"(?P<unit>second|minute|hour|day|night|week|month|year|season|share|barrel|ton|tonne|litre|gallon|ounce|unit|ticket))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:(?P<of>height|altitude|depth|length|width|diameter|distance|radius|rate|weight|temperature|speed) of|"
    r"(?P<by>by)|(?P<after>after)) (?:the )?\Z",
    re.IGNORECASE,
)

#: What a number was before: "up from 5.5 percent", "against 12 a year earlier", "compared with 300".
_FORMER = re.compile(
    r"\b(?:(?:up|down|rais\w+|rose|ris\w+|fell|fall\w*|cut|increas\w+|decreas\w+|reduc\w+|lower\w*|grew|grow\w*|"
    r"drop\w*|climb\w*|slip\w*|revis\w+|chang\w+|shr[aiu]nk\w*|improv\w+)\b(?:[^.;:]|\.(?=\d)){0,60}? from|"
    r"compared (?:with|to)|as against|instead of|rather than|not) (?:the )?\Z",
    re.IGNORECASE,
)

#: What `_FORMER` finds ends in one of these, and "the".
_BEFORE_FORMER = (" from ", "with ", "to ", "against ", "of ", "than ", "not ")

_PRIOR = re.compile(r"[ -](?:prior|previous)\b", re.IGNORECASE)


_AGAIN = re.compile(r" ?\([^()\n]{1,40}\)(?= )")


def dimension(text: str, begin: int, end: int) -> str:
    """Which dimension of a thing a measure or length of time gives ("height", "distance", "later"); "" when unsaid."""
    again = _AGAIN.match(text, end)  # "50 km (30 miles) from the border"
    behind = text[(end := again.end() if again else end) : end + 24]
    told = next((name for name, words in _BEHIND if words.match(behind)), "")
    before = _AHEAD.search(text[max(0, begin - 24) : begin]) if not told else None
    if before is None:
        return told
    return (before["of"] or "").lower() or ("by" if before["by"] else "later")


def per(text: str, end: int) -> tuple[str, int]:
    """What a sum is told for one of ("each", "hour", "share"; "" when unsaid), and where that ends."""
    told = _PER.match(text, end)
    return ("", end) if told is None else ("each" if told["each"] else told["unit"].lower(), told.end())


def former(text: str, begin: int) -> bool:
    """Whether a number is what another one was before, or is said not to be."""
    if not text[max(0, begin - 12) : begin].lower().removesuffix("the ").endswith(_BEFORE_FORMER):
        return False
    return _FORMER.search(text[max(0, begin - 90) : begin]) is not None


def prior(text: str, end: int) -> bool:
    """Whether those counted belong to an earlier time: "four prior arrests"."""
    return _PRIOR.match(text, end) is not None


def governing(tokens: Sequence[Token], inside: Sequence[int], known: Mapping[int, Token] | None = None) -> Token | None:
    """The nearest verb above a value, else the noun above it; None when there is neither.

    `known`: the tokens by ordinal, where the caller has them.
    """
    by = known or {t.ordinal: t for t in tokens}
    at: Token = tokens[inside[0]]
    noun: Token | None = None
    own = {tokens[i].ordinal for i in inside}
    for _ in range(len(tokens)):
        if at.ordinal not in own:
            if at.pos == "VERB":
                return at
            if at.pos in ("NOUN", "PROPN") and noun is None:
                noun = at
        above = by.get(at.head)
        if above is None or above is at:
            break
        at = above
    return noun


def measured(tokens: Sequence[Token], inside: Sequence[int], by: Mapping[int, Token]) -> str:
    """The concept of the noun that is measured: "a depth of 10 km", "a two-hour flight", "a flight that takes".

    `by`: the tokens by ordinal.
    """
    own = {tokens[i].ordinal for i in inside}
    for i in inside:
        above = by.get(tokens[i].head)
        if above is None or above.ordinal in own:
            continue
        noun: Token | None = above
        if above.pos == "ADP":
            noun = by.get(above.head)
        elif above.lemma.lower() in _MEASURING:
            subjects = [t for t in tokens if t.head == above.ordinal and t.dep == "nsubj"]
            noun = by.get(above.head) if subjects and subjects[0].pos == "PRON" else next(iter(subjects), None)
        if noun is not None and noun.ordinal not in own and noun.pos == "NOUN":
            return concept(noun.lemma.lower())
    return ""


def actor(tokens: Sequence[Token], verb: Token | None) -> str:
    """The concept of the noun or name that a verb has as its subject, "who" being whom it hangs on; "" for pronouns and
    where it has none."""
    subjects = [t for t in tokens if verb is not None and t.head == verb.ordinal and t.dep in ("nsubj", "nsubjpass")]
    subject = subjects[0] if subjects else None
    if verb is not None and verb.dep == "acl" and verb.tag == "VBN" and subject is None:
        subject = next((t for t in tokens if t.ordinal == verb.head), None)
    if verb is not None and verb.dep == "relcl" and (subject is None or subject.tag in ("WP", "WDT")):
        subject = next((t for t in tokens if t.ordinal == verb.head), None)
    return concept(subject.lemma.lower()) if subject is not None and subject.pos in ("NOUN", "PROPN") else ""


def bearer(tokens: Sequence[Token], verb: Token | None) -> list[Token]:
    """The words of the name that a verb has as its subject, also through a verb beside or above it ("came and scored",
    "died after being hit"); none where the subject is no name."""
    by = {t.ordinal: t for t in tokens}
    for _ in range(4):
        if verb is None:
            return []
        subject = next((t for t in tokens if t.head == verb.ordinal and t.dep in ("nsubj", "nsubjpass")), None)
        if subject is not None and subject.tag not in ("WP", "WDT"):
            if subject.pos != "PROPN":
                return []
            return _name(tokens, subject)
        if subject is None and verb.dep not in ("conj", "xcomp", "advcl", "relcl"):
            return []
        above = by.get(verb.head)
        if above is None or above is verb:
            return []
        if above.pos == "PROPN":
            return _name(tokens, above)
        verb = above
    return []


def _name(tokens: Sequence[Token], last: Token) -> list[Token]:
    """The words of the name that ends in a word."""
    own = (t for t in tokens if t.head == last.ordinal and t.pos == "PROPN" and t.dep == "compound")
    return [last, *own]


def ahead(tokens: Sequence[Token], verb: Token | None) -> bool:
    """Whether a verb tells what is to come: "will appear", "is due to appear"."""
    if verb is None or verb.tag != "VB":
        return False
    helpers = {t.lemma.lower() for t in tokens if t.head == verb.ordinal and t.dep == "aux"}
    return bool(helpers & {"will", "shall", "to"})


def aged(tokens: Sequence[Token], inside: Sequence[int]) -> list[Token]:
    """The name of whose age a number is: the one right before it ("Jane Doe, 44") or behind it ("44-year-old Doe")."""
    low, high = inside[0] - 1, inside[-1] + 1
    named = high < len(tokens) and _names(tokens[high]) and tokens[inside[-1]].lemma.lower() in _OLD
    while not named and low >= 0 and tokens[low].pos == "PUNCT":
        low -= 1
    found: list[Token] = []
    while not named and low >= 0 and _names(tokens[low]):
        found.append(tokens[low])
        low -= 1
    if found:
        return found
    while high < len(tokens) and high - inside[-1] <= REACH and tokens[high].pos in ("NOUN", "ADJ", "PROPN", "PUNCT"):
        if _names(tokens[high]):
            found.append(tokens[high])
        elif found and tokens[high].lemma != "-":
            break
        high += 1
    return found


def _names(token: Token) -> bool:
    """Whether a word is one of a name, not of a weekday or month."""
    return token.pos == "PROPN" and token.entity[2:] not in ("DATE", "TIME")
