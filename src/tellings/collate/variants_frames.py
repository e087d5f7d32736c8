"""Who did what to whom, where and with what: aligned sentences that fill one place of one deed differently.

Two verbs of aligned sentences tell one deed when they mean the same and are said of one thing in common. Where
another place of the deed is filled by other words in one than in the other, the two read differently: the minister
demanded an apology, the minister demanded an explanation. Or two things are asked for of one: that the treaty be
scrapped, that it be frozen; or opposites are done to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from tellings.collate.variants_grammar import WHERE, Argument, Frame, Grammar, class_of
from tellings.collate.variants_names import spelt_alike
from tellings.collate.variants_shown import widened
from tellings.collate.variants_titles import best, clause, noun, verb
from tellings.collate.variants_values import PEOPLE
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.names_tables import SITES
from tellings.text.prior import rarity
from tellings.text.rivals import rival
from tellings.text.senses import Relation, relation, sort

#: Sentences aligned less surely may tell two deeds.
ALIGNED = 0.5

#: Sentences aligned so surely tell one deed, though their verbs differ.
SURE = 0.75

#: Verbs that need more than one thing in common: they are done to everything.
_DULL = frozenset(
    "say be have do get make take come go know think see add give want like let put use tell call show find keep "
    "include begin continue become remain seem hold set lead bring leave follow work try need turn run".split()
)

#: What is told of the deed's circumstances, not of the deed: days, sources, reasons are compared elsewhere.
_APART = frozenset({"after", "before", "during", "since", "until", "according", "of", "as", "like", "than", "about"})

_CORE = frozenset({"agent", "patient"})
_PASSING = frozenset({"from", "to"})

#: Nouns that say nothing of their own.
_EMPTY = frozenset(
    "thing part area site place spot way time day week month year people person man woman number group one other lot "
    "member case event incident today yesterday tomorrow morning afternoon evening night statement report scene "
    "situation matter issue something everything nothing spokesman spokeswoman authority official".split()
)

#: What happens, as concepts: it is no place.
_EVENTS = frozenset(
    concept(w) for w in "attack fight crash explode protest war riot flood shooting murder election meeting".split()
)

#: What is shown beside a word stands no further away than this, in code points.
NEAR = 50

#: A word as common as this (-ln of the share of articles) ties nothing by itself.
COMMON = 1.2


OWN = 3.0  # a rarer word ties even what is found, left or held

#: What leads to where something was: not "spent on", "sent to".
_AT = frozenset("in at inside near behind under beside outside".split())
#: Words of sites that mostly tell none: "in the field of energy", "at the end", "in the first quarter".
_NO_SITES = frozenset("field fields end point quarter range sound".split())


@dataclass(frozen=True, slots=True)
class _Other:
    """Two readings of one place of a deed."""

    kind: str
    a: tuple[Place, int, int, str]
    b: tuple[Place, int, int, str]
    about: tuple[str, str] = ("", "")  # what each sentence says of what is compared


def frame_points(view: View, grammars: Mapping[Place, Grammar]) -> Iterator[Point]:
    """Deeds of aligned sentences with a place filled differently, joined over the tellings."""
    frames = {
        place: [(f, ties, core) for f in g.frames() for ties, core in (_core(f),) if core and not g.denied(f.verb)]
        for place, g in grammars.items()
    }
    found: list[_Other] = []
    for place in sorted(frames):
        tying = [(a, ties) for a, ties, _ in frames[place] if ties]
        for other, aligned in view.aligned[place].items() if tying else ():
            if other <= place or aligned < ALIGNED:
                continue
            for a, ties in tying:
                for b, _, core in frames[other]:
                    if not ties.isdisjoint(core):  # else they have nothing in common that ties two deeds
                        found.extend(_exchanged(grammars, a, b, aligned))
    for kind in ("description", "place"):
        about = {reading: told for o in found for reading, told in zip((o.a, o.b), o.about, strict=True)}
        for rows in joined((o.a, o.b) for o in found if o.kind == kind):
            readings = tuple(Reading(p[0], b, e, value) for p, b, e, value in rows)
            shown = view.shown(readings[0].article, readings[0].begin, readings[0].end)
            yield Point(kind, best((about[row] for row in rows), shown), readings)


def _ties(argument: Argument) -> bool:
    """Whether a common argument says that two verbs tell one deed."""
    if argument.token.pos == "PROPN":
        return True
    return (
        argument.token.pos == "NOUN" and argument.key not in _EMPTY and rarity(argument.token.lemma.lower()) >= COMMON
    )


_NOTHING: frozenset[tuple[str, str]] = frozenset()


def _core(frame: Frame) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Who acts and who is acted on, as role and key: of those the ones that tie two deeds, and all."""
    found = [x for x in frame.arguments if x.role in _CORE]
    if not found:
        return _NOTHING, _NOTHING
    return frozenset([(x.role, x.key) for x in found if _ties(x)]), frozenset([(x.role, x.key) for x in found])


def _exchanged(grammars: Mapping[Place, Grammar], a: Frame, b: Frame, aligned: float) -> Iterator[_Other]:
    """The places of one deed that two sentences fill differently; nothing where two deeds are told."""
    roles = {x.role for x in a.arguments} & {x.role for x in b.arguments}
    pairs = [(x, y) for role in sorted(roles - _APART) if (x := a.of(role)) and (y := b.of(role))]
    tied = {x.role for x, y in pairs if x.key == y.key and _ties(x)}
    ga, gb = grammars[a.place], grammars[b.place]
    dull = bool({a.verb.lemma.lower(), b.verb.lemma.lower()} & _DULL)
    asked = _asked_alike(ga, a, gb, b)  # "urged them to mend it", "asked that it be mended"
    if len(tied) < 1 + dull or not tied & _CORE:
        if not (a.key == b.key and tied == {"patient"} and _own(a)):
            return
        pairs = [(x, y) for x, y in pairs if x.role in WHERE]  # whatever else was found: where the gun was
    if a.key != b.key:
        if dull or {a.key, b.key} & (ga.keys & gb.keys):
            return
        if _two_deeds((ga, a), (gb, b), tied, asked):
            yield _Other("description", _deed(ga, a), _deed(gb, b), (_done(ga, a), _done(gb, b)))
        if aligned < SURE:
            return
        pairs = [(x, y) for x, y in pairs if x.role == "agent" and _behind(ga, x) and _behind(gb, y)]
    for x, y in pairs:
        if x.role == "agent" and "acl" in (a.verb.dep, b.verb.dep):
            continue  # measures to reopen
        if _others(ga, x.token, gb, y.token) and _told(ga, x, gb, y):
            if x.role in WHERE and _EVENTS & {concept(t.lemma.lower()) for t in (x.token, y.token)}:
                continue  # "escalated into a fight" tells no place
            kind = "place" if x.role in WHERE else "description"
            about = _asked(ga, a, x.role), _asked(gb, b, y.role)
            yield _Other(kind, _shown(ga, a.verb, x.token), _shown(gb, b.verb, y.token), about)


def _asked_alike(ga: Grammar, a: Frame, gb: Grammar, b: Frame) -> bool:
    """Whether two deeds are asked or told of by one verb."""
    above = ga.above(a.verb)
    return above != "" and above not in _DULL and above == gb.above(b.verb)


def _two_deeds(
    first: tuple[Grammar, Frame], second: tuple[Grammar, Frame], tied: AbstractSet[str], asked: bool
) -> bool:
    """Whether two verbs tell two deeds: two that are asked for of one thing, opposites done by one to one, or two ways
    in which one thing passes from one to another. `tied`: the roles of what they have in common.

    Any two other verbs with one subject and one object mostly tell one deed in other words, or two deeds that both
    happened (a rule proposed, a rule issued): of 26 such pairs that were read, four told a difference.
    """
    a, b = first[1], second[1]
    if any(_phrasal(*x) for x in (first, second)) or spelt_alike(a.verb.lemma, b.verb.lemma):
        return False
    asked = asked and "patient" in tied and all(_said(*x) for x in (first, second))
    found = relation(a.verb.lemma.lower(), b.verb.lemma.lower(), "VERB")
    if found is Relation.OPPOSITE:
        return asked or tied >= _CORE
    return found is Relation.NONE and (asked or (tied >= _CORE and bool(tied & _PASSING)))


def _said(grammar: Grammar, frame: Frame) -> bool:
    """Whether a verb tells what somebody asks for, orders or promises."""
    head = grammar.head(frame.verb)
    return head is not None and frame.verb.dep in ("xcomp", "ccomp") and sort(head.lemma.lower(), "VERB") == "saying"


def _asked(grammar: Grammar, frame: Frame, role: str) -> str:
    """What is asked where one place of a deed differs: who bought the mill, what the council bought, where it was."""
    text, tokens = grammar.view.text[frame.place[0]], grammar.tokens
    told = {r: noun(text, tokens, x.token) for r in ("agent", "patient") if (x := frame.of(r))}
    deed = verb(text, tokens, frame.verb)
    if role == "agent":
        return f"who {deed} {told['patient']}" if "patient" in told and " " not in deed else ""
    if role == "patient":
        return f"what {told['agent']} {deed}" if "agent" in told else ""
    passive = "patient" in told and frame.of("agent") is None
    whole = f"{told['patient']} {deed}" if passive else clause(text, tokens, frame.verb)
    if role in WHERE:
        return f"where {whole}" if whole else ""
    return f"{whole} {role} what" if whole else ""


def _done(grammar: Grammar, frame: Frame) -> str:
    """What is asked where the verbs differ: what the council did with the mill."""
    text = grammar.view.text[frame.place[0]]
    told = {r: noun(text, grammar.tokens, x.token) for r in ("agent", "patient") if (x := frame.of(r))}
    return f"what {told['agent']} did with {told['patient']}" if len(told) == 2 else ""


def _own(frame: Frame) -> bool:
    """Whether what is acted on is a thing of the story's own: a rare word, no name and nobody."""
    found = frame.of("patient")
    return found is not None and found.token.pos == "NOUN" and rarity(found.token.lemma.lower()) >= OWN


def _deed(grammar: Grammar, frame: Frame) -> tuple[Place, int, int, str]:
    """A verb with whom and what it is said of, as far as they stand near."""
    begin, end = frame.verb.begin, frame.verb.end
    for role in ("patient", "agent"):
        other = frame.of(role)
        if other is not None and max(end, other.token.end) - min(begin, other.token.begin) <= NEAR:
            begin, end = min(begin, other.token.begin), max(end, other.token.end)
    return (grammar.place, *widened(grammar.tokens, begin, end), frame.verb.lemma.lower())


def _phrasal(grammar: Grammar, frame: Frame) -> bool:
    """Whether a verb means something else with its particle: "step up", "carry out"."""
    return any(c.dep == "prt" for c in grammar.below.get(frame.verb.ordinal, ()))


def _behind(grammar: Grammar, argument: Argument) -> bool:
    """Whether an agent, no name, stands behind "by"."""
    return argument.token.pos == "NOUN" and grammar.by[argument.token.head].lemma.lower() == "by"


def _others(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether two words fill one place with different things, and neither sentence names the other's anywhere."""
    v, w = x.lemma.lower(), y.lemma.lower()
    if not {x.pos, y.pos} <= {"NOUN", "PROPN"} or x.pos != y.pos or {v, w} & _EMPTY or {v, w} <= PEOPLE:
        return False
    if a.key(x) == b.key(y) or concept(v) == concept(w) or spelt_alike(v, w) or v in w or w in v:
        return False
    if any(g.view.shown(t.article, t.begin, t.end).isupper() for g, t in ((a, x), (b, y))):
        return False  # a dateline
    if x.entity[2:] in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"):
        return False
    return not ({a.key(x), concept(v)} & b.keys or {b.key(y), concept(w)} & a.keys)


def _told(a: Grammar, x: Argument, b: Grammar, y: Argument) -> bool:
    """Whether two fillers differ in a way that a reader wants to know: words that exclude one another, two doers
    behind "by", and places of which one is a site.

    Two other nouns, two names too, are two words for one thing, or two things: of twelve such lines that were read,
    none was a difference.
    """
    v, w = x.token.lemma.lower(), y.token.lemma.lower()
    if rival(v, w):
        return True
    if x.role == "agent":
        return _behind(a, x) and _behind(b, y) and relation(v, w, "NOUN") in (Relation.NONE, Relation.RIVALS)
    leading = {g.by[z.token.head].lemma.lower() for g, z in ((a, x), (b, y)) if z.token.head in g.by}
    return x.role in WHERE and bool({v, w} & (SITES - _NO_SITES)) and leading <= _AT and v.isalpha() and w.isalpha()


def _under(grammar: Grammar, token: Token, above: Token) -> bool:
    """Whether a word is a part of the phrase below another word, clauses left out."""
    at: Token | None = token
    for _ in range(len(grammar.tokens)):
        if at is None or at is above:
            break
        if at.dep in ("relcl", "acl", "advcl", "ccomp"):
            return False
        upper = grammar.by.get(at.head)
        at = None if upper is at else upper
    return at is above


def _shown(grammar: Grammar, verb: Token, word: Token) -> tuple[Place, int, int, str]:
    """A filler with as much of its verb as can be shown, and its value; a place with its preposition."""
    begin, end = word.begin, word.end
    above = grammar.by.get(word.head)
    if word.dep == "pobj" and above is not None and class_of(above.lemma.lower()) in WHERE:
        phrase = [t for t in grammar.tokens if above.begin <= t.begin < word.end + NEAR and _under(grammar, t, above)]
        while phrase[-1].pos in ("PUNCT", "ADP", "DET", "CCONJ") and phrase[-1].begin > word.begin:
            phrase.pop()
        return (grammar.place, *widened(grammar.tokens, above.begin, phrase[-1].end), word.lemma.lower())
    low, high = min(verb.begin, word.begin), max(verb.end, word.end)
    if high - low <= NEAR:
        begin, end = low, high
    shown = widened(grammar.tokens, begin, end)
    return (grammar.place, *shown, word.lemma.lower())
