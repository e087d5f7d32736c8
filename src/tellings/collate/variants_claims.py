"""What a sentence claims, verb by verb: that it happened, may have, will, is due, or did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_modality import (
    DENYING,
    DUE,
    HOPE,
    MAY,
    NO,
    OPEN,
    PERHAPS,
    REFUSING,
    SUPPOSING,
    WILL,
    chain_of,
    status,
)
from tellings.collate.variants_said import acted_on, believed, nobody, there
from tellings.collate.variants_view import Place
from tellings.records import Token
from tellings.text.concepts import concept

#: What befalls people: told of nobody, it is told of the whole event.
HURTING = frozenset(concept(word) for word in ("injure", "die"))
BEFALLING = HURTING | {concept("arrest"), concept("charge")}

#: Verbs that say too little to be compared.
_DULL = frozenset(
    "say be have do go get make take come tell know think see add give want need like let put use believe lead".split()
)

#: How badly or how soon: what stands between a denial and its verb is what is denied.
_HOW = frozenset("seriously badly critically severely gravely fatally heavily fully immediately".split())

#: "No reports of any dead" denies nothing that is reported.
_WORDS_OF = frozenset("report word news comment statement information detail indication mention".split())

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_PAST = frozenset({"VBD", "VBN"})

#: What verbs say of a deed that is their object: "needs approval", "is considering an appeal", "lodged an appeal".
_SUPPORT = {
    "not": frozenset("need require await lack".split()),
    "may": frozenset("consider weigh mull contemplate".split()),
    "yes": frozenset("lodge file launch stage grant open start begin conduct".split()),
}
#: Without one of these words no noun of a sentence is a deed of which something is claimed.
_TELLING_NOUNS = frozenset({"no", "rule", "call", "subject"}).union(*_SUPPORT.values())

#: Where none of these words, no denial and no helping verb stands, nothing is claimed but that something is so.
DOUBTING = (
    DENYING | REFUSING | NO | DUE | HOPE | PERHAPS | {"still", "yet", "whether", "rule", "call", "subject"}
).union(_SUPPORT["not"], _SUPPORT["may"])
HELPERS = MAY | WILL | OPEN

#: The most words that a claim shows.
MOST_WORDS = 9

#: Words on either side of a verb that tell of what it is said.
REACH = 14


@dataclass(slots=True, unsafe_hash=True)  # not frozen, which takes three times as long: none is changed once made
class Claim:
    """A verb (or a noun with "no") as one sentence has it."""

    place: Place
    key: str  # concept of the verb
    lemma: str
    value: str  # yes | now | not | may | unclear | will | due | hope
    begin: int
    end: int
    around: frozenset[str]
    subject: str = ""  # concept of what the verb is said of
    echoed: bool = False  # another word of the concept stands near by: "held in jail"
    outright: bool = False  # "no arrests", "no jobs will go": told of the whole story, not of one matter
    past: bool = False  # told as done
    one: bool | None = None  # whether it is said of one or of several; None when that is not known
    at: int = -1  # where the verb or noun of the deed stands; -1 for work that is to go
    noun: bool = False  # whether a noun tells the deed
    believed: bool = False  # whether somebody is said to believe it
    thing: str = ""  # concept of the noun that is acted on


def _to_come(token: Token, below: dict[int, list[Token]]) -> bool:
    """Whether a verb is told of the future: "will not be repaid"."""
    return any(c.dep == "aux" and c.lemma.lower() in WILL for c in below[token.ordinal])


def _denied_in_part(tokens: Sequence[Token], at: int, below: dict[int, list[Token]]) -> bool:
    """Whether no more is denied of a verb than until when, or how: "not seriously hurt" may be hurt."""
    if any(n.lemma.lower() == "until" for n in tokens[at : at + 4]):
        return True  # "not vote until the 18th" is a vote on the 18th
    return any(c.lemma.lower() in _HOW for c in below[tokens[at].ordinal] if c.begin < tokens[at].begin)


#: A deed that a sentence tells: where its word stands in the sentence, the word, its lemma and its concept.
Deed = tuple[int, Token, str, str]


def deeds(grammar: Grammar) -> list[Deed]:
    """The deeds that one sentence tells, by verbs, by adjectives, and by nouns of which something is claimed."""
    by, below, out = grammar.by, grammar.below, []
    nominal = not _TELLING_NOUNS.isdisjoint(grammar.words)
    for i, (t, lemma) in enumerate(zip(grammar.tokens, grammar.lows, strict=True)):
        if t.pos == "NOUN" and lemma not in _WORDS_OF:
            if not nominal or _nominal(t, by, below) is None:
                continue
        elif t.pos != "VERB" and t.dep != "acomp":
            continue
        if t.pos == "ADJ" and lemma.endswith("ed"):
            lemma = lemma[:-1]  # "were related" is a verb to one tagger and an adjective to another
        if t.pos != "NOUN" and lemma in _DULL and not any(c.dep == "auxpass" for c in below.get(t.ordinal, ())):
            continue
        out.append((i, t, lemma, concept(lemma)))
    return out


def claimed(grammar: Grammar, deed: Deed) -> tuple[str, Token] | None:
    """What is claimed of a deed, and the first word that shows it; None for nothing that could be compared."""
    t = deed[1]
    if t.pos == "NOUN" and deed[2] not in _WORDS_OF:
        return _nominal(t, grammar.by, grammar.below)
    return status(grammar.view, grammar.place, t, grammar.below, grammar.by)


def claims(grammar: Grammar, told: Sequence[Deed]) -> list[Claim]:
    """What one sentence claims of some of its deeds; a noun with "no" denies its verb ("no arrests")."""
    if not told:
        return []
    view, place, by, below = grammar.view, grammar.place, grammar.by, grammar.below
    tokens, text = grammar.tokens, view.text[place[0]]
    # for every word its concept, if it tells something
    concepts = [
        concept(low) if t.pos in _CONTENT or low == "until" else "" for t, low in zip(tokens, grammar.lows, strict=True)
    ]
    out = []
    for deed in told:
        i, t, lemma, key = deed
        found = claimed(grammar, deed) if text[t.begin - 1 : t.begin] != "-" else None  # "non-binding"
        if found is None:
            continue
        value, first = found
        if value == "open" or abs(t.begin - first.begin) > 60:
            continue
        near = concepts[max(0, i - REACH) : i + REACH + 1]
        if value == "not" and _denied_in_part(tokens, i, below):
            continue
        begin, end = shown(tokens, first, t)
        outright = t.pos == "NOUN" and (t.dep in ("nsubj", "nsubjpass") or there(t, by, below))
        outright = outright or (t.pos == "NOUN" and first.lemma.lower() in ("rule", "call"))
        outright = outright or (value == "not" and key in BEFALLING and nobody(t, below))
        out.append(
            Claim(
                place,
                key,
                lemma,
                value,
                begin,
                end,
                frozenset(near) - {"", key},
                _subject(t, by, below),
                near.count(key) > 1,
                outright,
                t.tag in _PAST and t.dep not in ("acl", "amod") and not _to_come(t, below),
                _of_one(t, by, below),
                t.begin,
                t.pos == "NOUN",
                believed(t, by),
                acted_on(t, value == "not", below),
            )
        )
    return out


def _nominal(token: Token, by: dict[int, Token], below: dict[int, list[Token]]) -> tuple[str, Token] | None:
    """What is claimed of a deed told as a noun: "no arrests", "subject to approval", "lodged an appeal"; else None."""
    deny = [c for c in below[token.ordinal] if c.lemma.lower() == "no" and c.dep == "det"]
    verb = by.get(token.head)
    if deny and verb is not None and any(c.lemma.lower() in SUPPOSING for c in below[verb.ordinal]):
        return None  # "if no deal is done"
    if deny:
        return "not", deny[0]
    if verb is not None and token.dep == "dobj" and verb.lemma.lower() == "rule":
        out = [c for c in below[verb.ordinal] if c.dep == "prt" and c.lemma.lower() == "out"]
        return ("not", verb) if out else None  # "ruled out a strike"
    if verb is not None and token.dep == "dobj":
        own = {c.lemma.lower() for c in below[verb.ordinal]}
        for value, words in _SUPPORT.items():
            if verb.lemma.lower() in words and not own & ({"not", "no"} | MAY | WILL | OPEN):
                return value, verb
    above = by.get(verb.head) if verb is not None and verb.pos == "ADP" else None
    if above is not None and verb is not None and above.lemma.lower() == "call" and verb.lemma.lower() == "for":
        return ("hope", above) if above.pos == "VERB" and above.tag in _PAST else None
    if above is not None and token.dep == "pobj" and above.lemma.lower() == "subject" and verb is not None:
        return ("not", above) if verb.lemma.lower() == "to" else None
    return None


def _of_one(verb: Token, by: dict[int, Token], below: dict[int, list[Token]]) -> bool | None:
    """Whether a claim's subject is he or she (True), or several (False: six others); None for any other."""
    for link in chain_of(verb, by):
        for child in below[link.ordinal]:
            if child.dep in ("nsubj", "nsubjpass"):
                one = child.lemma.lower() in ("he", "she")
                return one if one or child.tag == "NNS" else None
    return None


def _subject(verb: Token, by: dict[int, Token], below: dict[int, list[Token]]) -> str:
    """The concept of a claim's subject; "" when it is a pronoun or missing."""
    for link in chain_of(verb, by):
        for child in below[link.ordinal]:
            if child.dep in ("nsubj", "nsubjpass") and child.pos in ("NOUN", "PROPN"):
                return concept(child.lemma.lower())
    return ""


def shown(tokens: Sequence[Token], first: Token, verb: Token) -> tuple[int, int]:
    """From the first word that shows the claim to a few words behind the verb."""
    low = min(i for i, t in enumerate(tokens) if t is first or t is verb)
    high = max(i for i, t in enumerate(tokens) if t is first or t is verb)
    while high + 1 < len(tokens) and high - low + 1 < MOST_WORDS and tokens[high + 1].pos not in ("PUNCT", "CCONJ"):
        high += 1
    for _ in range(3):
        if low > 0 and tokens[low - 1].pos not in ("PUNCT", "CCONJ"):
            low -= 1
    return tokens[low].begin, tokens[high].end
