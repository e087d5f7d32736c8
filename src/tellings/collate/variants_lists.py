"""Enumerations: a member dropped, added or exchanged."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_names import folded, spelt_alike
from tellings.collate.variants_titles import commonest
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import EntityMention, Token
from tellings.text.concepts import concept

#: The longest enumeration shown as one reading, in code points.
LONGEST = 120

#: A member of a list stands no deeper below its verb than this.
MOST_STEPS = 5

#: Lists with fewer members in common are one list only where the same is said of them.
SHARED = 2

#: A name and the two offices behind it are so many phrases.
TITLED = 3

#: What says that examples follow: "such as", "countries like", "including"; looked for so near, in code points.
_EXAMPLES = re.compile(r"\b(?:such as|like|includ(?:ing|es|ed|e)|among (?:them|others),?|for example,?) (?:the )?\Z")
NEAR = 20

#: What stands behind the examples of a list.
MORE = ", …"

_AND = re.compile(r" (?:and|&) ")

_TELLING = frozenset({"VERB", "ADJ", "NOUN", "PROPN", "ADV"})

#: A member that is joined to, or is the subject or object of, something outside the list is none of it: "after the
#: announcement, the Senate and the House voted".
_HUNG = frozenset({"conj", "nsubj", "nsubjpass", "dobj"})

_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Listing:
    """An enumeration in its sentence."""

    place: Place
    begin: int
    end: int
    members: tuple[str, ...]  # entities or folded words, in order
    shown: str
    names: bool  # all of them names
    words: tuple[str, ...]  # the members as written, in the order of `members`
    some: bool = False  # examples: "such as", "among them", "and others"
    said: frozenset[str] = frozenset()  # concepts of the verb that the members hang on, and of what hangs on it


def listings(grammar: Grammar, entity: Mapping[tuple[str, int], str]) -> list[Listing]:
    """The enumerations of names or nouns in one sentence: phrases between commas, the last behind "and" or "or"."""
    view, place, tokens = grammar.view, grammar.place, grammar.tokens
    out: list[Listing] = []
    at, last = 0, max((i for i, t in enumerate(tokens) if t.pos == "CCONJ"), default=-1)
    while at < last:
        if tokens[at].pos not in _NOMINAL:
            at += 1
            continue
        members: list[tuple[int, int]] = []
        joined = False
        i = at
        while (end := _phrase(tokens, i)) > i:
            members.append((i, end))
            i = end
            if i < len(tokens) and view.shown(place[0], tokens[i].begin, tokens[i].end) in (",", ";") and not joined:
                i += 1
            elif not (i < len(tokens) and tokens[i].pos == "CCONJ"):
                break
            if i < len(tokens) and tokens[i].pos == "CCONJ":
                if joined or tokens[i].lemma.lower() not in ("and", "or", "&"):
                    break
                joined, i = True, i + 1
        if (
            joined
            and len(members) > 1
            and _paired(tokens, members)
            and not _titled(tokens, members)
            and tokens[members[-1][1] - 1].end - tokens[members[0][0]].begin <= LONGEST
        ):
            out.extend(_listing(view, place, members, entity))
        at = max(at + 1, members[-1][1] if members else 0)
    return out


def _titled(tokens: Sequence[Token], members: Sequence[tuple[int, int]]) -> bool:
    """Whether a name stands before two things that somebody is: "Jane Doe, mayor and party leader"."""
    last = [tokens[b - 1] for _, b in members]
    return (
        len(last) == len(members) == TITLED
        and last[0].pos == "PROPN"
        and last[1].pos == last[2].pos == "NOUN"
        and (last[0].entity.endswith("PERSON") or last[1].dep == "appos")
    )


def _paired(tokens: Sequence[Token], members: Sequence[tuple[int, int]]) -> bool:
    """Whether the last member hangs on another one: in "between Lorem in Ipsum and Dolor" Ipsum is none."""
    own = {t.ordinal for a, b in members for t in tokens[a:b]}
    for a, b in members[1:]:
        if any(t.dep in _HUNG and t.head not in own for t in tokens[a:b]):
            return False
    by = {t.ordinal: t for t in tokens}
    above = next((t for t in tokens[members[0][0] : members[0][1]] if t.head not in own), None)
    for _ in range(3):
        above = None if above is None else by.get(above.head)
    return above is None or above.lemma.lower() != "between"


def _phrase(tokens: Sequence[Token], at: int) -> int:
    """Where a short noun phrase that begins at `at` ends; `at` itself when none does."""
    i = at
    while i < len(tokens) and i - at < 6 and (tokens[i].pos in _NOMINAL or _within_name(tokens, at, i)):
        i += 1
    if at < i < len(tokens) and tokens[i].tag == "POS" and tokens[i - 1].pos == "PROPN" and _alone(tokens, i + 1):
        return i + 1  # "St. Anne's, Keller General and Pine Ridge hospitals"
    return i if i > at and tokens[i - 1].pos in ("NOUN", "PROPN") else at


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing follows that a possessive is of: a mark or "and" comes next."""
    return at < len(tokens) and tokens[at].pos in ("PUNCT", "CCONJ")


def _within_name(tokens: Sequence[Token], at: int, i: int) -> bool:
    """Whether a word is the "of" of a name: "Bureau of Investigation"."""
    around = tokens[i - 1 : i + 2]
    return (
        i > at and len(around) == 3 and around[1].lemma.lower() == "of" and {around[0].pos, around[2].pos} == {"PROPN"}
    )


def _listing(
    view: View, place: Place, spans: Sequence[tuple[int, int]], entity: Mapping[tuple[str, int], str]
) -> Iterator[Listing]:
    tokens = view.tokens[place]
    keys: list[str] = []
    shown: list[str] = []
    for a, b in spans:
        words = [t for t in tokens[a:b] if t.pos not in ("DET", "PART")]
        if not words:
            return
        text = view.shown(place[0], words[0].begin, words[-1].end)
        known = next((entity[place[0], t.begin] for t in words if (place[0], t.begin) in entity), None)
        keys.append(known or " ".join(_key(t, view.shown(place[0], t.begin, t.end)) for t in words))
        shown.append(text)
    if len(set(keys)) > 1:
        names = all(next(t for t in reversed(tokens[a:b]) if t.pos != "PART").pos == "PROPN" for a, b in spans)
        begin, end = tokens[spans[0][0]].begin, tokens[spans[-1][1] - 1].end
        first = dict(zip(reversed(keys), reversed(shown), strict=True))
        members = tuple(dict.fromkeys(keys))
        written = tuple(first[m] for m in members)
        some = (
            _EXAMPLES.search(view.text[place[0]], max(0, begin - NEAR), begin) is not None
            or "other" in keys[-1].split()
        )
        yield Listing(place, begin, end, members, ", ".join(shown), names, written, some, _said(tokens, begin, end))


def _said(tokens: Sequence[Token], begin: int, end: int) -> frozenset[str]:
    """What is said of the words of a span: the concepts of the verb above them, and of the words that hang on it."""
    by = {t.ordinal: t for t in tokens}
    at = next((t for t in tokens if begin <= t.begin < end and not begin <= by[t.head].begin < end), None)
    for _ in range(MOST_STEPS):
        if at is None or at.pos in ("VERB", "AUX"):
            break
        above = by.get(at.head)
        at = None if above is at else above
    if at is None:
        return frozenset()
    heads = {at.ordinal, *(t.ordinal for t in tokens if t.head == at.ordinal and t.pos == "ADP")}
    words = [t for t in tokens if (t is at or t.head in heads) and not begin <= t.begin < end]
    return frozenset(concept(t.lemma.lower()) for t in words if t.pos in _TELLING)


def _elsewhere(a: Listing, b: Listing, common: int) -> bool:
    """Whether something else is said of two lists that are much alike or of which one is only shorter: worst hit."""
    if common < SHARED and a.said and b.said and not a.said & b.said:
        return True
    shorter = len(a.members) != len(b.members) and common == min(len(a.members), len(b.members))
    return shorter and bool(a.said and b.said) and not a.said & b.said


def _key(token: Token, shown: str) -> str:
    """A word of a member: its concept, so that planes and aircraft are one; a name, which is not written small, as it
    is spelt."""
    named = token.pos == "PROPN" and not shown.islower()
    return folded(shown) if named else concept(folded(token.lemma or shown))


def _common(a: Listing, b: Listing) -> int:
    """How many members two enumerations share, whatever their spelling."""
    return sum(
        any(
            x == y or spelt_alike(x, y) or _short(v, w) or _called(v, w)
            for y, w in zip(b.members, b.words, strict=True)
        )
        for x, v in zip(a.members, a.words, strict=True)
    )


def _called(a: str, b: str) -> bool:
    """Whether one name is the other with a surname or first name more: "Lorem", "Lorem Ipsum"."""
    x, y = set(a.split()), set(b.split())
    named = all(w[:1].isupper() for w in (*x, *y))
    return named and (x <= y or y <= x)


def _short(a: str, b: str) -> bool:
    """Whether one name begins with the initials of the other: "FBI agents", "Federal Bureau of Investigation"."""
    for x, y in ((a.split(), b.split()), (b.split(), a.split())):
        big = "".join(w[0] for w in y if w[0].isupper())
        if len(y) > 1 and len(big) > 1 and x[0] == big:
            return True
    return False


def _joint(view: View, mentions: Sequence[EntityMention]) -> dict[Place, list[int]]:
    """Where a name has an "and" within it: "Academy of Arts and Sciences" is no list."""
    out: dict[Place, list[int]] = defaultdict(list)
    for m in mentions:
        inside = _AND.search(view.text.get(m.article, ""), m.begin, m.end)
        at = view.place(m.article, m.begin) if inside else None
        if inside and at is not None:
            out[at].append(inside.start())
    return out


def _parts(view: View, found: Mapping[Place, Sequence[Listing]]) -> list[list[Listing]]:
    """Listings that list the same, in aligned sentences; of two that are joined already nothing more is asked."""
    leader: dict[Listing, Listing] = {}

    def lead(x: Listing) -> Listing:
        while (above := leader.setdefault(x, x)) is not x:
            leader[x] = x = leader[above]
        return x

    latest: dict[Listing, int] = {}
    pairs = 0
    for place, row in found.items():
        for other in view.aligned[place] if row else ():
            if other <= place:
                continue
            for a, b in itertools.product(row, found[other]):
                common = _common(a, b)
                if not (common >= SHARED or (common and a.names and b.names)):
                    continue
                one, two = lead(a), lead(b)
                if one is two or not _elsewhere(a, b, common):
                    leader[two] = one
                    latest[one] = pairs = pairs + 1
    parts: dict[Listing, list[Listing]] = defaultdict(list)
    for x in leader:
        parts[lead(x)].append(x)
    return [part for one, part in sorted(parts.items(), key=lambda p: latest.get(p[0], 0)) if len(part) > 1]


def list_points(view: View, grammars: Mapping[Place, Grammar], mentions: Sequence[EntityMention]) -> Iterator[Point]:
    """Enumerations of aligned sentences that share members and differ in others, joined over the tellings.

    `grammars`: the aligned sentences.
    """
    entity = {(m.article, m.begin): m.entity for m in mentions}
    joint = _joint(view, mentions)
    found = {
        place: [x for x in listings(grammar, entity) if not any(x.begin < at < x.end for at in joint.get(place, ()))]
        for place, grammar in grammars.items()
    }
    for part in _parts(view, found):
        rows = sorted(part, key=lambda x: (x.place, x.begin))
        values: list[Listing] = []
        readings: list[Reading] = []
        for x in rows:
            same = next((v for v in values if len(v.members) == len(x.members) == _common(v, x)), None)
            if same is None:
                values.append(x)
            told_first = same or x
            value = f"{told_first.shown}{MORE}" if told_first.some else told_first.shown
            readings.append(Reading(x.place[0], x.begin, x.end, value))
        told = defaultdict(set)
        for r in readings:
            told[r.article].add(r.value)
        both = {frozenset(values) for values in told.values() if len(values) > 1}
        if any({r.value for r in readings} <= row for row in both):
            continue  # a telling that has all of them speaks of several things
        heads = [(x, " ".join(view.shown(x.place[0], x.begin, x.end).split())) for x in rows]
        native = [head for x, head in heads if not view.carried_over(x.place[0])]
        yield Point("list", commonest(native, heads[0][1]), tuple(readings))
