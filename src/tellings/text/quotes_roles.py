"""Whom a role noun means: "the minister", "the club's coach", by the titles and appositions that the article gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from tellings.text.quotes_names import Member, Name, fold
from tellings.text.quotes_nouns import is_agent
from tellings.text.quotes_view import View, noun_phrase
from tellings.text.quotes_words import PERSON_NOUNS, ROLE_KIN

#: Words that bring somebody in who was not spoken of.
INDEFINITE = frozenset({"a", "an", "one", "another", "some"})
#: How the parse marks a verb's subject.
SUBJECT = frozenset({"nsubj", "nsubjpass"})
_TITLE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "ADP", "NUM"})
_HYPHENS = frozenset({"-", "–"})

#: Posts of which nobody holds two.
_POSTS = frozenset(
    "minister president mayor governor gov senator sen judge prosecutor sheriff coroner ambassador premier chancellor "
    "commissioner superintendent principal pastor bishop priest imam rabbi coach spokesman spokeswoman spokesperson "
    "lawyer attorney doctor nurse teacher pilot farmer fisherman".split()
)
#: What somebody is in a case, a story or a crowd: no other name for whom the text is about.
_TASKS = frozenset(
    "witness detective officer policeman policewoman investigator inspector sergeant lieutenant deputy official "
    "reporter journalist analyst expert neighbour neighbor resident bystander spokesman spokeswoman spokesperson "
    "prosecutor judge lawyer attorney paramedic firefighter customer passenger shopper onlooker interviewer".split()
)
#: Several people in one word: never one of them.
MANY = frozenset(
    "family household couple crew crowd duo group jury pair panel public squad staff team trio youth".split()
)


def kin(word: str) -> frozenset[str]:
    """A role noun with the nouns that news uses in its place."""
    out = {word}
    for group in ROLE_KIN:
        if word in group:
            out |= group
    return frozenset(out)


def by_role(
    members: Sequence[Member], words: Sequence[str], presence: Mapping[int, float], gender: str | None
) -> Member | None:
    """The member whose title or role fits a phrase, its head noun last: "the foreign minister"."""
    head, rest = words[-1], set(words[:-1])
    if head in MANY:
        return None
    near = kin(head)
    best: tuple[tuple[int, int, float, int], Member] | None = None
    for member in members:
        if not member.person or (gender and member.gender and member.gender != gender):
            continue
        shared = member.roles & near
        if not shared:
            continue
        rank = (int(head in shared), len(rest & member.roles), presence.get(member.number, 0.0), -member.number)
        if best is None or rank > best[0]:
            best = (rank, member)
    return best[1] if best else None


def another(head: str, member: Member) -> bool:
    """Whether a word is no description of somebody: "the minister" is no governor, "the witness" not the accused."""
    if head in _TASKS:
        return not member.roles & kin(head)
    known = member.roles & _POSTS
    return head in _POSTS and bool(known) and not known & kin(head)


def around(v: View, name: Name) -> set[str]:
    """The words of title before a name and of the apposition behind it."""
    out: set[str] = set()
    low = v.first_token(name.begin)
    high = v.first_token(name.end)
    if low >= len(v.tokens):
        return out
    first = v.bounds[v.tokens[low].sentence][0]
    n = low - 1
    apposed = n > first and v.lower(n) == "," and v.tokens[n - 1].pos in ("NOUN", "PROPN")
    apposed = apposed and not v.tokens[n - 1].entity.endswith("PERSON")  # "according to Ana Holm, Karl Brandt"
    n -= apposed  # "the choir's leader, Ida Holm"
    while n >= first and low - n <= 9 and (v.tokens[n].pos in _TITLE or v.lower(n) in _HYPHENS):
        if v.tokens[n].pos == "ADP" and not apposed and _leads_to(v, n, low):
            break
        if v.lower(n) not in _HYPHENS and v.lowers[n + 1] not in ("'s", "’s"):  # "the boy's mother" is no boy
            out.add(fold(v.lower(n)))
        n -= 1
    if apposed and not any(word in PERSON_NOUNS or is_agent(word) for word in out):
        out.clear()  # "asked about the new bridge, Ida Holm"
    if high + 1 < len(v.tokens) and v.lower(high) == ",":
        n = high + 1
        last = v.bounds[v.tokens[low].sentence][1]
        while n < last and n - high <= 9 and v.tokens[n].pos in ("DET", "NOUN", "PROPN", "ADJ", "PART", "ADP", "NUM"):
            out.add(fold(v.lower(n)))
            n += 1
        if n < last and v.lower(n) not in (",", ".", "who"):
            out.difference_update(fold(v.lower(k)) for k in range(high + 1, n))
    return out


def _leads_to(v: View, n: int, name: int) -> bool:
    """Whether a preposition leads to a name: "the mother of Ana Holm", "shot by Ana Holm"; not "head of state"."""
    bare = all(v.tokens[k].pos in ("ADJ", "NUM") or v.lowers[k] in _HYPHENS for k in range(n + 1, name))
    return bare or v.lowers[n] not in ("of", "for")


def role_words(v: View, n: int, named: Set[int]) -> list[str]:
    """The words of a subject that names nobody but is somebody's known role, the noun last: "the minister"."""
    token = v.tokens[n]
    head = fold(v.lowers[n])
    if token.tag not in ("NN", "NNP") or not (head in PERSON_NOUNS or is_agent(head)):
        return []
    low, high = v.bounds[token.sentence]
    low, _ = noun_phrase(v, n, low, high)
    if v.lowers[low] != "the" and not v.text[v.tokens[low].begin].isupper():
        return []
    if v.lowers[low] in INDEFINITE or v.child(n, "poss", "appos") is not None or {n - 1, n + 1} & named:
        return []
    return [fold(v.lowers[k]) for k in range(low, n) if v.lowers[k] != "the"] + [head]


def of_subject(v: View, n: int) -> bool:
    """Whether a word stands in the phrase that is its verb's subject."""
    for _ in range(6):
        token = v.tokens[n]
        if token.dep in SUBJECT or token.head == n:
            return token.dep in SUBJECT
        n = token.head
    return False
