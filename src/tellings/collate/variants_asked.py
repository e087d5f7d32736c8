"""What a number, sum or length of time answers, in words of the tellings: how many people the works employs, the age of
Jane Doe, how soon the sirens sounded, how much the county paid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tellings.collate.variants_around import aged, governing
from tellings.collate.variants_same import Value
from tellings.collate.variants_titles import best, noun, verb
from tellings.collate.variants_values import PEOPLE
from tellings.collate.variants_view import View
from tellings.records import Token
from tellings.text.quantities_words import SMALL, TENS

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MEASURED = frozenset(
    "height altitude depth length width diameter distance radius rate weight temperature speed magnitude margin "
    "caliber calibre turnout age price cost fee size volume area capacity population".split()
)
_SPEED = " m/s"
_LENGTH = (" m", " km")
_OLD = frozenset("age year month week day old number".split())
_NUMERALS = frozenset([*SMALL, *TENS])
_LIGHT = frozenset("have be do get remain go come make take".split())
MOST_STEPS = 4
_EMPTY = frozenset("total number figure estimate toll count amount sum maximum minimum average part rest".split())
_SOON = re.compile(r"\b(?:within|in) (?:just |only |less than |about |around |under )*", re.IGNORECASE)


def asked(view: View, members: Sequence[Value]) -> str:
    """The shortest question that one of several values of one thing answers; "" where none can be put in words."""
    told = best((t for v in inner(view, members) for t in _questions(view, v)), "")
    return told or best((t for v in members for t in _questions(view, v)), "")


def inner(view: View, members: Sequence[Value]) -> list[Value]:
    """Values that do not stand in titles, which are told in few words and in the present: "74 dangle over lake"."""
    return [v for v in members if view.sentences[v.place].label != "title"]


def _questions(view: View, v: Value) -> Iterable[str]:
    tokens, text = view.tokens[v.place], view.text[v.place[0]]
    inside = [i for i, t in enumerate(tokens) if t.begin < v.end and t.end > v.begin]
    if not inside:
        return ()
    if "age" in v.sort:
        return _age(text, tokens, inside)
    if v.sort.startswith("number count"):
        return _count(text, tokens, inside, v)
    if v.sort == "time duration":
        return _long(text, tokens, inside, v)
    return _much(text, tokens, inside, v)


def _age(text: str, tokens: Sequence[Token], inside: Sequence[int]) -> list[str]:
    """The age of whom: the name it stands at, else the noun."""
    name = sorted(aged(tokens, inside), key=lambda t: t.begin)
    if name:
        return [f"the age of {text[name[0].begin : name[-1].end]}"]
    at = tokens[inside[-1]]
    for _ in range(MOST_STEPS):
        above = next(iter(_above(tokens, at)), None)
        if above is None or above.pos == "VERB":
            break
        at = above
        if at.pos == "NOUN" and at.lemma.lower() not in _OLD:
            return [f"the age of {noun(text, tokens, at)}"]
    return []


def _above(tokens: Sequence[Token], token: Token) -> list[Token]:
    return [t for t in tokens if t.ordinal == token.head and t is not token]


def _counted(text: str, tokens: Sequence[Token], inside: Sequence[int], v: Value) -> tuple[Token | None, str]:
    """The noun that is counted, and its phrase without the number."""
    own = {tokens[i].ordinal for i in inside}
    heads = [tokens[i] for i in inside if tokens[i].lemma.lower() == v.what and tokens[i].pos in _NOUNS]
    heads += [t for i in inside for t in _above(tokens, tokens[i]) if t.lemma.lower() == v.what and t.pos in _NOUNS]
    heads += [t for i in inside if tokens[i].pos == "NUM" for t in _above(tokens, tokens[i]) if t.pos in _NOUNS]
    heads = [t for t in heads if t.tag != "CD" and t.lemma.lower() not in _NUMERALS]  # "Seventy-six were rescued"
    if not heads:
        return None, ""
    head = heads[0]
    words = [t for t in tokens if t.head == head.ordinal and t.dep in ("amod", "compound") and t.begin < head.begin]
    words = [t for t in words if t.pos != "NUM" and (t.ordinal not in own or t.pos in ("ADJ", "NOUN", "PROPN"))]
    words = [t for t in words if t.lemma.lower() not in ("more", "many", "few", "several", "other", "additional")]
    return head, " ".join(text[t.begin : t.end] for t in [*words, head])


def _count(text: str, tokens: Sequence[Token], inside: Sequence[int], v: Value) -> list[str]:
    """How many of what, with what they do or what is done with them where the noun alone says little."""
    head, phrase = _counted(text, tokens, inside, v)
    if head is None or not phrase:
        return []
    dimension = next((w for w in phrase.lower().split() if w in _MEASURED), "")
    if dimension:
        return [f"the {dimension}"]
    if text[head.begin - 1 : head.begin] == "-" and not phrase.endswith("s"):
        phrase = f"{phrase}s"  # a 48-page report
    told = _clause(text, tokens, head)
    if told:
        return [f"how many {phrase} {told}"]
    return [] if head.lemma.lower() in PEOPLE else [f"how many {phrase}"]


def _clause(text: str, tokens: Sequence[Token], head: Token) -> str:
    """What somebody does with a noun, or it does itself: "the works employs", "had died"."""
    above = next(iter(_above(tokens, head)), None)
    if above is None or above.pos != "VERB" or above.lemma.lower() in _LIGHT:
        return ""
    deed = verb(text, tokens, above)
    if head.dep in _SUBJECTS:
        thing = [t for t in tokens if t.head == above.ordinal and t.dep == "dobj" and t.pos in _NOUNS]
        return f"{deed} {noun(text, tokens, thing[0])}" if thing else deed
    if head.dep == "dobj":
        who = _subject(tokens, above)
        return f"{noun(text, tokens, who)} {deed}" if who is not None else ""
    return ""


def _subject(tokens: Sequence[Token], above: Token) -> Token | None:
    found = [t for t in tokens if t.head == above.ordinal and t.dep in _SUBJECTS]
    return found[0] if found and found[0].pos in _NOUNS else None


def _long(text: str, tokens: Sequence[Token], inside: Sequence[int], v: Value) -> list[str]:
    """How soon something was done; how long is asked by `variants_titles.when`."""
    above = governing(tokens, inside)
    who = _subject(tokens, above) if above is not None and above.pos == "VERB" else None
    if above is None or who is None:
        return []
    if not (_SOON.match(text, v.begin) or _SOON.fullmatch(text, max(0, v.begin - len("within ")), v.begin)):
        return []
    return [f"how soon {noun(text, tokens, who)} {verb(text, tokens, above)}"]


def _much(text: str, tokens: Sequence[Token], inside: Sequence[int], v: Value) -> list[str]:
    """How much of a sum, measure or share: of a noun ("the depth of the quake"), or in a deed."""
    first = tokens[inside[0]]
    own = {tokens[i].ordinal for i in inside}
    at = next((tokens[i] for i in inside if tokens[i].head not in own), first)
    above = next(iter(_above(tokens, at)), None)
    of = [t for t in tokens if t.begin >= v.end and t.lemma.lower() == "of" and t.begin - v.end <= 1]
    stuff = [t for p in of for t in tokens if t.head == p.ordinal and t.dep == "pobj" and t.pos in _NOUNS]
    if stuff and "measure" in v.sort:
        return [f"how much {noun(text, tokens, stuff[0])} {_clause(text, tokens, at)}".rstrip()]
    if above is not None and above.pos == "ADP" and at.dep == "pobj":
        if above.lemma.lower() == "of":
            upper = next(iter(_above(tokens, above)), None)
            if upper is not None and upper.pos == "NOUN" and upper.lemma.lower() not in _EMPTY:
                return [_noun_of(text, tokens, upper, v)]
        above = next(iter(_above(tokens, above)), None)
    if above is None or above.pos != "VERB":
        return [_noun_of(text, tokens, above, v)] if above is not None and above.lemma.lower() in _MEASURED else []
    who = _subject(tokens, above)
    if who is None:
        return []
    if who is at or any(t.head == who.ordinal and t.dep == "nummod" for t in tokens):  # "1.8 tons of the gas escaped"
        below = [t for t in tokens if t.head == who.ordinal and t.lemma.lower() == "of"]
        stuff = [t for p in below for t in tokens if t.head == p.ordinal and t.dep == "pobj" and t.pos in _NOUNS]
        return [f"how much of {noun(text, tokens, stuff[0])} {verb(text, tokens, above)}"] if stuff else []
    ask = "what share" if "percent" in v.sort else "how far" if v.sort.endswith(_LENGTH) else "how much"
    return [f"{ask} {noun(text, tokens, who)} {verb(text, tokens, above)}"]


def _noun_of(text: str, tokens: Sequence[Token], token: Token, v: Value) -> str:
    """A noun of measure with what it is of: "the depth of the quake"; another noun: "the exclusion zone: how much"."""
    of = [t for t in tokens if t.head == token.ordinal and t.lemma.lower() == "of"]
    whose = [
        t for p in of for t in tokens if t.head == p.ordinal and t.dep == "pobj" and t.pos in _NOUNS and t.tag != "CD"
    ]
    told = noun(text, tokens, token)
    if token.lemma.lower() not in _MEASURED:
        return f"{told}: how {'fast' if v.sort.endswith(_SPEED) else 'much'}"
    return f"{told} of {noun(text, tokens, whose[0])}" if whose else told
