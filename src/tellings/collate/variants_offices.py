"""What a person is: an office that two tellings name differently, chairman here and chief executive there.

Titles and roles are compared by person, over the whole story. Two offices differ when their nouns exclude one
another or are two words of one field (harbour master, port captain), or when one noun has other portfolios (finance
minister, interior minister) or a deputy's prefix. Where one telling gives a person both, they are no rivals.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.records import Entity, EntityMention, Mention
from tellings.text.concepts import concept
from tellings.text.rivals import rival
from tellings.text.senses import Relation, generic, is_a, relation, sort

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")

#: What ends the office in a role phrase: what follows tells more of it, or something else.
_MORE = re.compile(r",|\b(?:who|whose|which|that|since|with|from|in|at|jailed|named|known)\b")
_OF = re.compile(r"\b(?:of|for|responsible for|in charge of)\b")

#: One office, whoever holds it.
_NEUTRAL = {
    "chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "spokeswoman": "spokesman",
    "spokesperson": "spokesman", "policewoman": "policeman", "ceo": "executive", "officer": "executive",
    "barrister": "lawyer", "attorney": "lawyer", "solicitor": "lawyer", "deckhand": "sailor",
}  # fmt: skip

#: Offices that many hold at once: a deputy prosecutor is a prosecutor.
_MANY = frozenset("prosecutor attorney lawyer inspector sheriff coroner clerk commissioner fellow professor".split())

#: An attorney of these prosecutes.
_PROSECUTING = frozenset("district prosecuting commonwealth state's".split())

#: Words for whoever leads, which newsrooms use for any office.
_LOOSE = frozenset("boss head chief leader man woman worker person member official figure doctor coach trainer".split())

#: Who leads a house; newsrooms that name another of these offices may mean one man's, but say another thing.
_HEADS = frozenset("chair executive director president manager head chief".split())
_SAME_HEADS = frozenset({"head", "chief"})

_PREFIXES = frozenset({"deputy", "vice", "acting", "assistant", "interim"})
_BEFORE = frozenset({"det", "compound", "amod", "poss", "nmod"})
_LIGHT = frozenset("the a an and former ex then late new old young local senior veteran own his her their its".split())

#: Verbs of who speaks: the title that a telling gives him is what it quotes him as.
_SAYING = frozenset("say tell add explain note confirm announce report state".split())
#: What somebody is in the story itself, which is no title.
_NO_TITLES = (_LOOSE - {"chief"}) | frozenset(
    "suspect victim witness resident neighbor neighbour friend member player".split()
)

#: An office stands no further from its name than this, in code points.
NEAR = 80
SHOWN = 70


@dataclass(frozen=True, slots=True)
class Office:
    """An office as one telling names it."""

    noun: str
    prefix: str  # deputy, vice; "" for none
    matters: frozenset[str]  # concepts of what it is an office of
    value: str
    reading: tuple[str, int, int]  # article, begin, end
    own: frozenset[str] = frozenset()  # the words before the noun: artistic, managing
    quoted: bool = False  # stands right before a full name, as a title or of somebody who says something


def office(phrase: str, reading: tuple[str, int, int]) -> Office | None:
    """A title or role phrase as an office; None when it holds no word."""
    stop = _MORE.search(phrase)
    core = phrase[: stop.start()] if stop and stop.start() else phrase
    split = _OF.search(core)
    before = [w.lower() for w in _WORD.findall(core[: split.start()] if split else core)]
    behind = [w.lower() for w in _WORD.findall(core[split.end() :])] if split else []
    if not before or before[-1] in _LIGHT or is_a(before[-1], "relative"):
        return None  # whose mother, whose wife: `variants_identity`
    prosecuting = before[-1] == "attorney" and not _PROSECUTING.isdisjoint(before)
    noun = "prosecutor" if prosecuting else _NEUTRAL.get(before[-1], before[-1])
    prefix = next((w.split("-")[0] for w in before if w.split("-")[0] in _PREFIXES), "")
    own = [
        w for w in before[:-1] if w not in _LIGHT and w.split("-")[0] not in _PREFIXES and not w.endswith(("'s", "’s"))
    ]
    matters = frozenset(concept(w) for w in (*own, *behind) if w not in _LIGHT and w not in ("of", "for"))
    return Office(
        noun, prefix, matters, " ".join([*filter(None, [prefix]), *own, noun, *behind]), reading, frozenset(own)
    )


def differ(a: Office, b: Office) -> bool:
    """Whether two offices are not one office told alike."""
    if a.noun == b.noun:
        if a.prefix != b.prefix:
            return a.noun not in _MANY
        if any(rival(v, w, "office") for v in a.own - b.own for w in b.own - a.own):
            return True  # artistic director, managing director
        return a.noun == "minister" and bool(a.matters) and bool(b.matters) and not a.matters & b.matters
    if {a.noun, b.noun} <= _HEADS:
        return not {a.noun, b.noun} <= _SAME_HEADS
    if {a.noun, b.noun} & _LOOSE:
        return False
    if rival(a.noun, b.noun):
        return True
    return concept(a.noun) == concept(b.noun) and (not a.matters or not b.matters or bool(a.matters & b.matters))


def _titles(mine: Sequence[Office], theirs: Sequence[Office]) -> bool:
    """Whether two tellings quote one person by full name each by one title of its own, and the titles are two.

    What somebody is quoted as stands for why he knows: spokeswoman here, inspector there. A title that is the other,
    or a kind of it, or only a word for anybody, tells nothing of its own.
    """
    if len({o.noun for o in mine}) > 1 or len({o.noun for o in theirs}) > 1:
        return False  # known for much
    a, b = (next((o for o in row if o.quoted), None) for row in (mine, theirs))
    if a is None or b is None or {a.noun, b.noun} & _NO_TITLES or a.prefix == b.noun or b.prefix == a.noun:
        return False
    if a.noun in b.own or b.noun in a.own:
        return False
    if not all(sort(o.noun) == "person" and not generic(o.noun) for o in (a, b)):
        return False
    return a.noun != b.noun and relation(a.noun, b.noun, "NOUN") is Relation.NONE


def _quoted(view: View, grammar: Grammar, m: Mention, found: Sequence[Office]) -> list[Office]:
    """Offices, marked where they stand right before a full name, as a title or of the subject of a verb of saying."""
    name = view.words(m.article, m.begin, m.end)
    own = {t.ordinal for t in name}
    verbs = [grammar.by.get(t.head) for t in name if t.dep == "nsubj" and t.head not in own]
    led = m.title is not None and m.title[:1].isupper()  # "Chief Holm", which is how he is addressed
    full = len(name) > 1 and (led or any(v is not None and v.lemma.lower() in _SAYING for v in verbs))
    return [replace(o, quoted=full and o.reading[1] < m.begin) for o in found]


def office_points(
    view: View,
    grammars: Mapping[Place, Grammar],
    entities: Sequence[Entity],
    placed: Sequence[EntityMention],
    mentions: Sequence[Mention],
) -> Iterator[Point]:
    """For every person whom tellings give different offices: the offices."""
    people = {e.id: e.canonical for e in entities if e.type != "place"}
    entity = {(m.article, m.begin, m.end): m.entity for m in placed if m.entity in people}
    tellings: dict[str, set[str]] = defaultdict(set)
    for one in placed:
        tellings[one.entity].add(one.article)
    by: dict[str, list[Office]] = defaultdict(list)
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        person = entity.get((m.article, m.begin, m.end))
        if person is not None and len(tellings[person]) > 1 and m.article in view.text:
            found = list(_offices(view, m))
            at = view.place(m.article, m.begin)
            if at is not None and at in grammars:
                found = _quoted(view, grammars[at], m, found) or list(_beside(view, grammars[at], m))
            by[person].extend(found)
    for person in sorted(by, key=lambda p: (people[p], p)):
        told: dict[str, list[Office]] = defaultdict(list)
        for o in by[person]:
            told[o.reading[0]].append(o)
        both = {frozenset({a.noun, b.noun}) for row in told.values() for a in row for b in row}
        apart = {
            pair
            for pair in itertools.combinations(sorted(told), 2)
            if _titles(told[pair[0]], told[pair[1]])
            or all(
                differ(a, b) and (a.noun == b.noun or {a.noun, b.noun} not in both)
                for a in told[pair[0]]
                for b in told[pair[1]]
            )
        }
        articles = sorted({article for pair in apart for article in pair})
        rows = [told[article][0] for article in articles]
        values: list[Office] = []
        readings: list[Reading] = []
        for o in rows:
            like = next((v for v in values if not (differ(v, o) or _titles([v], [o]))), None)
            values += [] if like else [o]
            readings.append(Reading(*o.reading, (like or o).value))
        if readings:
            yield Point("description", people[person], tuple(readings))


def _beside(view: View, grammar: Grammar, m: Mention) -> Iterator[Office]:
    """The offices that stand in apposition to a name, or are said of it: "Lorem, managing director of the mill"."""
    text = grammar.view.text[m.article]
    name = view.words(m.article, m.begin, m.end)
    own_words = {n.ordinal for n in name}
    heads = [t for t in name if t.head not in own_words]
    for head in heads[-1:]:
        told = [c for c in grammar.below.get(head.ordinal, ()) if c.dep == "appos"]
        verb = grammar.by.get(head.head)
        if head.dep == "nsubj" and verb is not None and verb.lemma.lower() == "be" and not grammar.denied(verb):
            told += [c for c in grammar.below.get(verb.ordinal, ()) if c.dep == "attr"]
        for noun in told:
            own = [c.begin for c in grammar.below.get(noun.ordinal, ()) if c.dep in _BEFORE and c.begin < noun.begin]
            begin = min([noun.begin, *own])
            if noun.pos != "NOUN" or begin < m.end:
                continue
            behind = [t.begin for t in grammar.tokens if t.begin >= noun.end and t.pos in ("PUNCT", "CCONJ", "VERB")]
            end = min([*behind, grammar.tokens[-1].end, begin + NEAR])
            shown = text[begin:end].rstrip()
            found = office(shown, (m.article, *_span(m, begin, begin + len(shown))))
            if found is not None:
                yield found


def _span(m: Mention, begin: int, end: int) -> tuple[int, int]:
    """An office with its name, where both are short enough to be shown."""
    low, high = min(begin, m.begin), max(end, m.end)
    return (low, high) if high - low <= SHOWN else (begin, end)


def _offices(view: View, m: Mention) -> Iterator[Office]:
    """The offices that a mention gives its person, with the words that show them."""
    text = view.text[m.article]
    for phrase in (m.title, m.role):
        if not phrase:
            continue
        at = text.rfind(phrase, max(0, m.begin - NEAR), m.begin)
        at = text.find(phrase, m.end, m.end + NEAR + len(phrase)) if at < 0 else at
        if at < 0:
            continue
        stop = _MORE.search(phrase)
        end = at + (stop.start() if stop and stop.start() else len(phrase))
        before = next((w for w in reversed(text[max(0, at - NEAR) : at].split()) if not w[0].isupper()), "")
        led = f"{before} {phrase}" if before in _PREFIXES else phrase  # interim Karst police chief
        found = office(led, (m.article, *_span(m, at, end)))
        if found is not None:
            yield found
