"""What a difference is about, in a few words of the tellings: when the barge struck, what the council bought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tellings.collate.variants_around import governing
from tellings.records import Token

#: The longest title, in code points.
LONGEST = 60

#: What stands before a noun and belongs to its phrase, and before a verb.
_BEFORE = frozenset({"det", "compound", "amod", "poss", "nummod", "nmod", "case", "quantmod"})
_HELPING = frozenset({"aux", "auxpass", "neg"})
_LOWERED = frozenset({"DET", "ADJ", "NUM", "NOUN"})  # what opens a sentence with a capital of no name
_LIGHT = frozenset("come go take give have make get put bring be do".split())
_CROWD = frozenset({"people", "person"})
_NOBODY = frozenset("none nobody nothing whose who which that".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def noun(text: str, tokens: Sequence[Token], token: Token) -> str:
    """A noun with the words right before it that belong to it: "the harbour road"."""
    if stuff := _measured(tokens, token):
        return noun(text, tokens, stuff)
    at = next((i for i, t in enumerate(tokens) if t is token), -1)
    begin = token.begin
    own = {token.ordinal}
    for t in reversed(tokens[: max(at, 0)]):
        glued = t.end == begin  # "a 5-year-old brother"
        if not glued and (t.dep not in _BEFORE or t.head not in own or t.pos == "PRON"):
            break
        if t.lemma.lower() == "old" and text[t.begin - 2 : t.begin] == "- ":
            break  # the rest of "35 - year - old" stands apart
        if not glued and t.pos == "NUM" and token.lemma.lower() in _CROWD:
            break  # how many they are may be in dispute
        own.add(t.ordinal)
        begin = t.begin
    shown = " ".join(text[begin : token.end].split())
    opening = bool(tokens) and begin == tokens[0].begin and tokens[0].pos in _LOWERED
    return shown[:1].lower() + shown[1:] if opening else shown


def _measured(tokens: Sequence[Token], token: Token) -> Token | None:
    """What there is so much of: the gas of "1.8 tons of the gas", where the number may be in dispute."""
    if token.pos != "NOUN" or not any(t.head == token.ordinal and t.dep == "nummod" for t in tokens):
        return None
    of = {t.ordinal for t in tokens if t.head == token.ordinal and t.begin > token.end and t.lemma.lower() == "of"}
    return next((t for t in tokens if t.head in of and t.dep == "pobj" and t.pos == "NOUN"), None)


def verb(text: str, tokens: Sequence[Token], token: Token) -> str:
    """A verb with its helpers and particle: "was found", "called off"."""
    own = [t for t in tokens if t.head == token.ordinal and t.dep in _HELPING and t.begin < token.begin]
    own += [token, *(t for t in tokens if t.head == token.ordinal and t.dep == "prt")]
    return " ".join(text[t.begin : t.end] for t in own)


def clause(text: str, tokens: Sequence[Token], token: Token, span: tuple[int, int] = (0, 0)) -> str:
    """A verb with its subject and its object, as far as they are no pronouns: "the barge struck"; "" without one.

    An object inside `span` is what is asked for, and left out.
    """
    subject = _subject(tokens, token)
    if subject is None or subject.pos not in ("NOUN", "PROPN"):
        return ""
    deed = verb(text, tokens, token)
    due = deed.startswith("to ")  # "the deal is to close"; who managed to get away is not to get away
    if subject.lemma.lower() in _NOBODY or (due and (token.dep == "xcomp" or deed.startswith("to have "))):
        return ""
    told = f"{noun(text, tokens, subject)} {'is ' * due}{deed}"
    for t in tokens:
        known = not span[0] <= t.begin < span[1]
        if known and t.head == token.ordinal and t.dep in ("dobj", "obj") and t.pos in ("NOUN", "PROPN"):
            more = f"{told} {noun(text, tokens, t)}"
            return more if len(more) <= LONGEST else told
    return told


def _subject(tokens: Sequence[Token], token: Token) -> Token | None:
    """What a verb is said of, also where the verb above tells it: "came and went"."""
    by = {t.ordinal: t for t in tokens}
    for _ in range(4):
        found = [t for t in tokens if t.head == token.ordinal and t.dep in _SUBJECTS]
        if found:
            return found[0]
        above = by.get(token.head)
        if above is None or above is token or token.dep not in ("conj", "xcomp"):
            return None
        token = above
    return None


def quoted(words: str) -> str:
    """The first words of a quote between marks."""
    shown = " ".join(words.split()).strip(' ,;“”"')
    if len(shown) > LONGEST:
        end = shown.rfind(" ", 0, LONGEST)
        shown = shown[: end if end > 0 else LONGEST].rstrip(" ,;") + " …"
    return f"“{shown}”"


def when(text: str, tokens: Sequence[Token], span: tuple[int, int], lasting: bool) -> str:
    """What a time is told of: "when the barge struck", "how long the crossing took"; "" where no clause says so."""
    inside = [i for i, t in enumerate(tokens) if t.begin < span[1] and t.end > span[0]]
    above = governing(tokens, inside) if inside else None
    if above is None or above.pos != "VERB":
        return ""
    heads = _heads(tokens, inside)
    own = [tokens[i].dep for i in inside if tokens[i].head == above.ordinal]
    if not lasting and not {"dobj", *_SUBJECTS}.isdisjoint(own):
        return ""  # "the operator gives 6 November as the date"
    if lasting and any(h.pos in ("NOUN", "PROPN", "ADJ") for h in heads):
        return ""  # "a 21-year veteran" says not how long he did anything else
    by = {t.ordinal: t for t in tokens}
    upper = [by.get(h.head, h) for h in heads if h.pos == "ADP"]
    if not lasting and upper and all(u.pos == "NOUN" and u.dep in _SUBJECTS and u.end <= span[0] for u in upper):
        return f"{noun(text, tokens, upper[0])}: when"  # "the inspection in November gave no cause for concern"
    told = clause(text, tokens, above, span)
    if above.lemma.lower() in _LIGHT and not any(t.head == above.ordinal and t.dep in ("dobj", "prt") for t in tokens):
        return ""  # "both cabins came to a standstill" asks not when they came
    return f"{'how long' if lasting else 'when'} {told}" if told else ""


def _heads(tokens: Sequence[Token], inside: Sequence[int]) -> list[Token]:
    """The words outside of a row of words on which words of it hang."""
    own = {tokens[i].ordinal for i in inside}
    by = {t.ordinal: t for t in tokens}
    return [by[tokens[i].head] for i in inside if tokens[i].head in by and tokens[i].head not in own]


def commonest(titles: Iterable[str], fallback: str) -> str:
    """Of several titles that are no longer than `LONGEST` the one that most tellings give, of these the shortest."""
    count = Counter(t for t in titles if t and len(t) <= LONGEST)
    return min(count, key=lambda t: (-count[t], len(t), t), default=fallback)


def best(titles: Iterable[str], fallback: str) -> str:
    """The shortest of several titles that is no longer than `LONGEST`; the fallback where there is none."""
    found = sorted({t for t in titles if t and len(t) <= LONGEST}, key=lambda t: (len(t), t))
    return found[0] if found else fallback
