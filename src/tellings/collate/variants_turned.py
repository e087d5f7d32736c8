"""What is turned round or claimed of another: who did it to whom, all or almost all, which is the oldest.

Three statements of which aligned sentences can each make only one: a deed and its doer ("stewards attacked supporters",
"supporters attacked stewards"), how many of a kind ("all teachers", "almost all teachers"), and what alone is first of
its kind ("the abbey, the region's second-oldest shrine", "the chapel is the region's second-oldest shrine").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.variants_grammar import SUPERLATIVE, Grammar, Index
from tellings.collate.variants_names import spelt_alike
from tellings.collate.variants_shown import widened
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity

#: Sentences aligned less surely may tell two deeds.
ALIGNED = 0.5

#: A noun as common as this (-ln of the share of articles) says nothing of its own.
COMMON = 1.2

#: A holder and what it is said to be stand no further apart than this, in code points.
NEAR = 90

#: Deeds that two do to one another.
_MUTUAL = frozenset(
    concept(word) for word in "meet marry join face fight clash accompany follow visit call contact know see say tell "
    "resemble equal precede beat play have be do make get give help trust blame accuse".split()
)  # fmt: skip

ALMOST = "almost all"
RANK = "rank: "
_NEARLY = frozenset("almost nearly virtually practically".split())

_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())

_NAMING = frozenset({"NOUN", "PROPN"})

_EMPTY = frozenset("one place thing part area time day people person man woman".split())

Told = tuple[Place, int, int, str]
Statement = tuple[str, tuple[Token, ...], str]  # what is spoken of, the words that show it, the value


def turned_points(
    grammars: Mapping[Place, Grammar], standing: Mapping[tuple[str, int], str], called: Mapping[str, str]
) -> Iterator[Point]:
    """Statements of aligned sentences that exclude one another in these three ways, joined over the tellings.

    `standing`: whom pronouns stand for (`variants_whom`). `called`: entity -> its canonical name.
    """

    def firsts(grammar: Grammar) -> list[Statement]:
        return _firsts(grammar, standing, called)

    finders = (_deeds, _shares, firsts)
    for finder in finders:
        found = _told_twice(grammars, {place: finder(g) for place, g in grammars.items()})
        pairs: list[tuple[Told, Told]] = []
        for place, row in sorted(found.items()):
            near = grammars[place].view.aligned.get(place, {})
            for other in sorted(near):
                if other > place and near[other] >= ALIGNED:
                    pairs.extend(
                        (a, b)
                        for key, a in row
                        for same, b in found.get(other, ())
                        if key == same and _other(a[3], b[3])
                    )
        told: dict[tuple[str, str], set[str]] = defaultdict(set)
        for place, row in found.items():
            for key, (_, _, _, value) in row:
                told[place[0], key].add(value)
        both = {at for at, values in told.items() if any(_other(a, b) for a in values for b in values)}
        keys = {row_told: key for row in found.values() for key, row_told in row}
        kept = [(a, b) for a, b in pairs if not {(a[0][0], keys[a]), (b[0][0], keys[b])} & both]
        for rows in joined(kept):
            readings = tuple(Reading(p[0], begin, end, value) for p, begin, end, value in rows)
            view = grammars[rows[0][0]].view
            yield Point("description", view.shown(readings[0].article, readings[0].begin, readings[0].end), readings)


def _told_twice(
    grammars: Mapping[Place, Grammar], rows: Mapping[Place, Sequence[Statement]]
) -> dict[Place, list[tuple[str, Told]]]:
    """The statements whose matter two tellings state, each with the span that shows it, if its words stand near."""
    articles: dict[str, set[str]] = defaultdict(set)
    for place, row in rows.items():
        for key, _, _ in row:
            articles[key].add(place[0])
    out: dict[Place, list[tuple[str, Told]]] = {}
    for place, row in rows.items():
        kept = [(key, _span(grammars[place], *words), value) for key, words, value in row if len(articles[key]) > 1]
        out[place] = [(key, (place, *span, value)) for key, span, value in kept if span is not None]
    return out


def _other(a: str, b: str) -> bool:
    """Whether two values are of two things, not one word spelt or said otherwise."""
    x, y = a.split(": ")[-1], b.split(": ")[-1]
    if len(x.split()) > len(ALMOST.split()):
        return x != y and sorted(x.split()) == sorted(y.split())  # a deed, and nothing but turned round
    return x != y and (" " in x or " " in y or not (spelt_alike(x, y) or x in y or y in x or concept(x) == concept(y)))


def _telling(token: Token) -> bool:
    return token.pos == "PROPN" or (token.pos == "NOUN" and rarity(token.lemma.lower()) >= COMMON)


def _span(grammar: Grammar, *tokens: Token) -> tuple[int, int] | None:
    """From the first to the last of some words; None where they stand too far apart."""
    begin, end = min(t.begin for t in tokens), max(t.end for t in tokens)
    return widened(grammar.tokens, begin, end) if end - begin <= NEAR else None


def _deeds(grammar: Grammar) -> list[Statement]:
    """Deeds with who did them to whom: the key is the deed with both, in no order, the value tells the order."""
    out: list[Statement] = []
    for frame in grammar.frames():
        agent, patient = frame.of("agent"), frame.of("patient")
        if agent is None or patient is None or frame.key in _MUTUAL or grammar.denied(frame.verb):
            continue
        if agent.key == patient.key or not (_telling(agent.token) and _telling(patient.token)):
            continue
        key = " ".join((frame.key, *sorted((agent.key, patient.key))))
        value = f"{agent.token.lemma.lower()} {frame.key} {patient.token.lemma.lower()}"
        out.append((key, (agent.token, frame.verb, patient.token), value))
    return out


def _shares(grammar: Grammar) -> list[Statement]:
    """Whether all or almost all of a kind do something: "all teachers", "nearly all of the teachers"."""
    out: list[Statement] = []
    for t in grammar.tokens if "all" in grammar.words else ():
        if t.lemma.lower() != "all":
            continue
        noun = grammar.by.get(t.head)
        of = [c for p in grammar.below.get(t.ordinal, ()) if p.lemma.lower() == "of"
              for c in grammar.below.get(p.ordinal, ()) if c.dep == "pobj"]  # fmt: skip
        noun = of[0] if of else noun if t.dep in ("det", "predet") else None
        if noun is None or noun.tag not in ("NNS", "NNPS") or not _telling(noun):
            continue
        at = t if of else noun
        verb = grammar.by.get(at.head) if at.dep in ("nsubj", "nsubjpass", "dobj") else None
        before = [w for w in grammar.tokens if w.end <= t.begin][-1:]
        denied = bool(before) and before[0].lemma.lower() == "not"
        nearly = bool(before) and before[0].lemma.lower() in _NEARLY
        if verb is None or verb.pos != "VERB" or denied or grammar.denied(verb):
            continue
        key = f"{concept(verb.lemma.lower())} {grammar.key(noun)}"
        out.append((key, (*(before if nearly else ()), t, noun), ALMOST if nearly else "all"))
    return out


def _firsts(grammar: Grammar, standing: Mapping[tuple[str, int], str], called: Mapping[str, str]) -> list[Statement]:
    """What alone is said to be the oldest or third-largest of somewhere: the key is that, the value with its holder."""
    out: list[Statement] = []
    text = grammar.view.text[grammar.place[0]]
    for t in grammar.tokens:
        noun = grammar.by.get(t.head) if t.tag == "JJS" and t.dep == "amod" else None
        if noun is None or noun.pos not in ("NOUN", "PROPN"):
            continue
        begin = text.rfind(" ", 0, t.begin) + 1
        first = text[max(begin, t.begin - 20) : t.end].lower()
        below = grammar.below.get(noun.ordinal, ())
        whose = [c for c in below if c.dep == "poss" and c.pos in ("NOUN", "PROPN")]
        whose += [c for p in below if p.lemma.lower() in ("in", "of") and p.dep == "prep"
                  for c in grammar.below.get(p.ordinal, ()) if c.dep == "pobj"]  # fmt: skip
        holder = _holder(grammar, noun)
        if holder is None or not whose:
            continue
        stands = standing.get((holder.article, holder.begin), "") if holder.pos == "PRON" else holder.lemma.lower()
        name = called.get(stands, stands).lower().split(" ")[-1]
        if not name or name in _EMPTY:
            continue
        out.append((f"{first} {grammar.key(whose[0])}", (holder, t, noun), f"{first}: {name}"))
    return out


def _ranks(index: Index) -> list[tuple[str, Told]]:
    """As which of its kind something is ranked: the key is what is measured and where, the value its rank."""
    out: list[tuple[str, Told]] = []
    for grammar, t in index.get(SUPERLATIVE, ()):
        if t.dep not in ("amod", "attr", "acomp", "pobj", "appos", "conj"):
            continue
        noun = grammar.by.get(t.head) if t.dep == "amod" else t
        below = [*grammar.below.get(t.ordinal, ()), *(grammar.below.get(noun.ordinal, ()) if noun is not None else ())]
        scope = [c for c in below if c.dep == "poss" and c.pos in ("NOUN", "PROPN")]
        scope += [c for p in below if p.lemma.lower() == "in" and p.dep == "prep"
                  for c in grammar.below.get(p.ordinal, ()) if c.dep == "pobj"]  # fmt: skip
        if noun is None or not scope:
            continue
        before, word = _ranked(grammar, t)
        span = _span(grammar, scope[0], t, noun)
        if span is not None and (not before or before in _ORDINALS):
            rank = f"{before}-{word}" if before else word
            out.append((f"{word} {grammar.key(scope[0])}", (grammar.place, *span, f"{RANK}{rank}")))
    return out


def _ranked(grammar: Grammar, superlative: Token) -> tuple[str, str]:
    """What a superlative is joined to by a hyphen, or the ordinal before it, "" for neither; and the superlative."""
    text = grammar.view.text[grammar.place[0]]
    told = [w for w in grammar.tokens if w.begin < superlative.begin][-2:]
    begin = superlative.begin
    if told and text[begin - 1 : begin] == "-":
        begin = told[0].begin if told[-1].begin == begin - 1 else told[-1].begin
    before, _, word = text[begin : superlative.end].lower().rpartition("-")
    if not before and told and told[-1].lemma.lower() in _ORDINALS:
        before = told[-1].lemma.lower()
    return before, word


def rank_points(view: View, index: Index) -> Iterator[Point]:
    """Ranks that tellings give to the one thing that each of them ranks so: the largest, the second-largest."""
    found: dict[str, list[Told]] = defaultdict(list)
    for key, row in _ranks(index):
        found[key].append(row)
    for key in sorted(found):
        told: dict[str, set[str]] = defaultdict(set)
        for place, _, _, value in found[key]:
            told[place[0]].add(value)
        if all(len(values) == 1 for values in told.values()) and len({v for vs in told.values() for v in vs}) > 1:
            readings = tuple(Reading(p[0], begin, end, value) for p, begin, end, value in sorted(set(found[key])))
            yield Point("description", view.shown(readings[0].article, readings[0].begin, readings[0].end), readings)


def _holder(grammar: Grammar, noun: Token) -> Token | None:
    """Who or what is said to be something: "the abbey, the oldest shrine", "the abbey is the oldest shrine"."""
    above = grammar.by.get(noun.head)
    if noun.dep == "attr" and above is not None and above.lemma.lower() == "be":
        if any(c.dep == "neg" for c in grammar.below.get(above.ordinal, ())):
            return None
        found = grammar.subject(above)
    else:
        own = {noun.ordinal, *(c.ordinal for c in grammar.below.get(noun.ordinal, ()))}
        before = [t for t in grammar.tokens if t.begin < noun.begin and t.pos in _NAMING and t.ordinal not in own]
        found = above if noun.dep == "appos" and before[-1:] == [above] else None  # right behind it, nothing between
    return found if found is not None and found.pos in _NAMING | {"PRON"} else None
