"""Words that exclude one another in the same place of aligned sentences: by bus, by train; his wife, his daughter.

Two aligned sentences are rivals at a word when one has a word of `text/rivals.py`, the other a rival of it and not
the word itself, and both stand in the same company: under the same head, or beside the same words.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from tellings.collate.variants_grammar import Argument, Grammar, class_of
from tellings.collate.variants_said import given_out
from tellings.collate.variants_seat import agree, one_deed, seated
from tellings.collate.variants_shown import widened
from tellings.collate.variants_titles import best, noun
from tellings.collate.variants_values import PEOPLE
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity
from tellings.text.rivals import kinds, means, rival, rivalling, stages, tells

#: Sentences aligned less surely may speak of two things.
ALIGNED = 0.45

STAGED = 0.4  # where one tells what comes after the other

#: What the company of two rivals has in common weighs at least this much (sum of -ln of the share of articles).
COMPANY = 2.5

#: What is shown beside a word stands no further away than this, in code points.
NEAR = 50

GAP = 20  # between the subject and the verb

#: Sentences aligned so surely are about one person, whom one of them may call "he".
SURE = 0.6

#: Parts of a sentence that stand for one another when it is told in another way.
_CASE = {
    **dict.fromkeys(("nsubj", "nsubjpass", "dobj", "attr", "ROOT", "conj", "appos", "poss", "oprd"), "argument"),
    **dict.fromkeys(("compound", "amod", "nmod"), "modifier"),
}

#: What a matter is told about, and what completes a verb: "jailed over the crash", "guilty of murder" go together.
_TOPIC = frozenset("over about regarding concerning".split())
_COMPLETING = frozenset("of for with".split())

#: Words that are said of somebody or something.
_SAYING = frozenset({"VERB", "ADJ"})
_NOUNS = frozenset({"NOUN", "PROPN"})

#: Nouns of one part of one deed that are compared; a story of hundreds of tellings names them again and again.
MOST_GOVERNED = 400

#: Verbs that are other nouns: the 500 block, the US Open.
_NO_NOUNS = frozenset({"block", "open", "close", "cut", "lose"})

#: Prepositions that tell when or under which circumstances; what stands behind others is no rival of that.
_AMID = frozenset("during after before since until following amid despite without".split())

#: Who is let out of where people are cared for was no prisoner there.
_LETTING, _CARE = frozenset({"release", "discharge", "free"}), frozenset({"hospital", "clinic", "care", "ward"})

#: One of each sort of vehicle.
_RIDES = ("car", "helicopter", "ferry")

_POS = {"NOUN": "noun", "PROPN": "noun", "VERB": "verb"}
_RIVALLING = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})


Found = tuple[Token, str, str]  # a word, its lemma, as which kind of word it has rivals
Word = tuple[Place, int, int, str]


def _kind(token: Token, lemma: str) -> str | None:
    """As which kind of word a token may have rivals; None when it has none."""
    found = kinds(lemma)
    own = _POS.get(token.pos)
    if own in found or (own == "noun" and "body" in found):
        return own
    return "any" if "any" in found else None


def _words(grammar: Grammar) -> list[Found]:
    out = []
    text = grammar.view.text[grammar.place[0]]
    known = rivalling()
    for t, lemma in zip(grammar.tokens, grammar.lows, strict=True):
        if lemma not in known or t.pos not in _RIVALLING or (t.pos == "PROPN" and t.entity):
            continue
        kind = _kind(t, lemma)
        if kind is None or (lemma in _NO_NOUNS and (t.pos == "NOUN" or _opening_fire(grammar, t))):
            continue
        written = text[t.begin : t.end]
        within = written[:1].isupper() and t.ordinal != grammar.tokens[0].ordinal
        within = within and not (written.isupper() and len(written) <= len("SUV"))
        if text[t.begin - 1 : t.begin] == "-" or within:
            continue  # a piece of a word, or of a name
        if given_out(t, grammar.below) or _going(grammar, t):
            continue
        measured = lemma == "foot" and any(c.pos == "NUM" for c in grammar.below.get(t.ordinal, ()))
        if not measured:
            out.append((t, lemma, kind))
    return out


def _going(grammar: Grammar, token: Token) -> bool:
    """Whether somebody climbs or falls, who is no price: both may be told of one man."""
    if token.lemma.lower() not in ("climb", "fall", "jump", "drop", "rise") or token.pos != "VERB":
        return False
    who = grammar.subject(token)
    return who is not None and (who.entity.endswith("PERSON") or who.lemma.lower() in PEOPLE or who.pos == "PRON")


def _opening_fire(grammar: Grammar, token: Token) -> bool:
    """Whether somebody opens fire, which opens nothing."""
    return any(c.dep == "dobj" and c.lemma.lower() == "fire" for c in grammar.below.get(token.ordinal, ()))


def _cases(x: Token, y: Token) -> bool:
    """Whether two nouns stand in unlike parts of their sentences: what is done, and where, or of which sort."""
    if not (x.pos == y.pos == "NOUN"):
        return False
    return _CASE.get(x.dep, x.dep) != _CASE.get(y.dep, y.dep)


def _unlike(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether one noun is what a matter is about, and the other completes a verb or noun."""
    if not x.dep == y.dep == "pobj":
        return False
    told = [g.by[t.head].lemma.lower() for g, t in ((a, x), (b, y))]
    if told[0] != told[1] and {told[0] in _AMID, told[1] in _AMID} == {True, False}:
        return True
    return any(v in _TOPIC and w in _COMPLETING for v, w in (told, told[::-1]))


def _together(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether two words of aligned sentences stand in the same place."""
    if x.pos in _SAYING and y.pos in _SAYING:
        mine, theirs = _said_of(a, x), _said_of(b, y)
        unlike = _named(a, x) == _named(b, y)  # "Lorem" may be "the captain" of another sentence
        if _one_way(a, x, b, y) or _others(a, x, b, y):
            return False
        if x.pos != y.pos or x.pos == "ADJ":
            return False if mine and theirs and unlike and not mine & theirs else _beside(a, x, b, y)
        acted = [g.frame(v).of("patient") for g, v in ((a, x), (b, y))]
        if unlike and acted[0] is not None and acted[1] is not None and _people(acted[0], acted[1]):
            return bool(a.called(acted[0].token) & b.called(acted[1].token))  # police held one, questioned another
        if mine & theirs or (mine and theirs and unlike):
            return bool(mine & theirs)
    return _beside(a, x, b, y)


def _beside(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether two words stand beside the same words."""
    shared = a.company(x) & b.company(y)
    return sum(rarity(k) if k.isalpha() else COMPANY for k in shared) >= COMPANY


def _one_way(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether two verbs have one subject and only one of them an object: the wind kept them down, the wind dropped."""
    agents, patients = ([g.frame(t).of(role) for g, t in ((a, x), (b, y))] for role in ("agent", "patient"))
    if agents[0] is None or agents[1] is None or (patients[0] is None) == (patients[1] is None):
        return False
    return agents[0].key == agents[1].key


def _converse(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether one deed is told from its two sides: Doe bought the mill, the mill was sold to Doe or by Roe."""
    for g, v, h, w in ((a, x, b, y), (b, y, a, x)):
        agent = g.frame(v).of("agent") if v.pos == "VERB" else None
        sides = [s for role in ("to", "from") if w.pos == "VERB" and (s := h.frame(w).of(role))]
        if agent is not None and any(side.key == agent.key for side in sides):
            return True
    return False


def _treated(grammar: Grammar, word: Token) -> bool:
    """Whether somebody is let out of a hospital, which is no end of an arrest."""
    below = [c for c in grammar.below.get(word.ordinal, ()) if c.lemma.lower() == "from"]
    places = [t for c in below for t in grammar.below.get(c.ordinal, ())]
    return word.lemma.lower() in _LETTING and any(t.lemma.lower() in _CARE for t in places)


def _others(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether one word is said of one and the other of several: the victim died, the three other victims survived."""
    rows = [[t for t in _subjects(g, w) if t.pos == "NOUN"] for g, w in ((a, x), (b, y))]
    same = [(s, t) for s in rows[0] for t in rows[1] if a.key(s) == b.key(t)]
    return bool(same) and all(_several(a, s) != _several(b, t) for s, t in same)


def _several(grammar: Grammar, noun: Token) -> bool:
    beside = grammar.below.get(noun.ordinal, ())
    return noun.tag == "NNS" or any(c.lemma.lower() == "other" for c in beside)


def _said_of(grammar: Grammar, word: Token) -> frozenset[str]:
    """Whom and what a verb or adjective is said of, with what stands in apposition to it."""
    return frozenset().union(*(grammar.called(t) for t in _subjects(grammar, word)))


def _subjects(grammar: Grammar, word: Token) -> list[Token]:
    """The nouns that a verb or adjective is said of."""
    if word.pos == "VERB" and word.dep != "amod":
        return [x.token for x in grammar.frame(word).arguments if x.role in ("agent", "patient")]
    head = grammar.by.get(word.head) if word.dep == "amod" else grammar.subject(word)
    return [] if head is None or head.pos not in ("NOUN", "PROPN") else [head]


def _named(grammar: Grammar, verb: Token) -> bool:
    """Whether a verb is said of somebody or something by name."""
    return any(t.pos == "PROPN" for t in _subjects(grammar, verb))


def _people(a: Argument, b: Argument) -> bool:
    """Whether people are acted on."""
    return any(x.token.lemma.lower() in PEOPLE or x.token.entity.endswith("PERSON") for x in (a, b))


def _of_whom(a: Grammar, x: Token, b: Grammar, y: Token, aligned: float) -> bool:
    """Whether one of two stages is said of a pronoun, in sentences aligned so surely that it is the other's subject."""
    return aligned >= SURE and x.pos == y.pos == "VERB" and not (_said_of(a, x) and _said_of(b, y))


def rival_points(view: View, grammars: Mapping[Place, Grammar]) -> Iterator[Point]:
    """Rivals of aligned sentences, joined over the tellings."""
    found = {place: _words(g) for place, g in grammars.items()}
    told: dict[str, set[str]] = defaultdict(set)  # article -> its words that have rivals
    for place, row in found.items():
        told[place[0]] |= {lemma for _, lemma, _ in row}
    pairs: list[tuple[Word, Word]] = []
    for place, row in found.items():
        for other in view.aligned.get(place, ()) if row else ():
            if other <= place or not found.get(other):
                continue
            a, b = grammars[place], grammars[other]
            for x, y in _exclusive(a, row, b, found[other]):
                if view.aligned[place][other] < (STAGED if stages(x[1], y[1]) else ALIGNED):
                    continue
                nouns = {x[0].pos, y[0].pos} <= _NOUNS
                if nouns and (tells(told[place[0]], y[1]) or tells(told[other[0]], x[1])):
                    continue  # a telling that has both tells of two things
                if any(g.denied(w[0]) for g, w in ((a, x), (b, y)) if w[0].pos != "NOUN") or _cases(x[0], y[0]):
                    continue
                if _converse(a, x[0], b, y[0]) or _treated(a, x[0]) or _treated(b, y[0]):
                    continue
                if _unlike(a, x[0], b, y[0]) or (stages(x[1], y[1]) and (a.purpose(x[0]) or b.purpose(y[0]))):
                    continue
                if {x[0].pos, y[0].pos} <= _SAYING and a.year(x[0]) != b.year(y[0]):
                    continue  # opened in 1974
                if _hinted(a, x, b, y):
                    continue  # "held on charges" tells of both stages
                mixed = x[0].pos in _NOUNS or y[0].pos in _NOUNS
                if not (seated(a, x[0], b, y[0]) if nouns else not mixed and one_deed(a, x[0], b, y[0])):
                    continue  # a father and a son of one event, an arrest and a release
                staged = stages(x[1], y[1]) and _of_whom(a, x[0], b, y[0], view.aligned[place][other])
                if staged or _together(a, x[0], b, y[0]):
                    pairs.append((_word(a, x), _word(b, y)))
    pairs += _governed(grammars, found, told)
    for rows in joined(pairs):
        values: list[str] = []
        readings: list[Reading] = []
        for p, begin, end, word in rows:
            value = next((t for t in values if means(t, word)), word)
            values.append(value)
            readings.append(Reading(p[0], *_shown(grammars[p], begin, end), value))
        kind = "place" if _inside(grammars, rows) else "description"
        yield Point(kind, _about(grammars, rows, values), tuple(readings))


def _governed(
    grammars: Mapping[Place, Grammar], found: Mapping[Place, Sequence[Found]], told: Mapping[str, AbstractSet[str]]
) -> Iterator[tuple[Word, Word]]:
    """Nouns that exclude one another in one part of one deed, wherever it is told: fled in a van, left in a taxi."""
    by: dict[tuple[str, str], list[tuple[Place, Found]]] = defaultdict(list)
    for place, row in sorted(found.items()):
        for x in row:
            if x[0].pos in ("NOUN", "PROPN") and (part := _part(grammars[place], x[0])):
                by[part].append((place, x))
    for part in sorted(by):
        rows = by[part][:MOST_GOVERNED]
        words = sorted({x[1] for _, x in rows})
        kind = "noun" if part[0] != _WOUND else None
        if not any(rival(v, w, kind) for v, w in itertools.combinations(words, 2)):
            continue
        for i, (place, x) in enumerate(rows):
            for other, y in rows[i + 1 :]:
                if place[0] == other[0] or not rival(x[1], y[1], kind):
                    continue
                if part[0] == _WOUND and not _one_hurt(grammars[place], x[0], grammars[other], y[0]):
                    continue
                if not (tells(told[place[0]], y[1]) or tells(told[other[0]], x[1])):
                    yield _word(grammars[place], x), _word(grammars[other], y)


def _one_hurt(a: Grammar, x: Token, b: Grammar, y: Token) -> bool:
    """Whether one person is hit where two nouns say."""
    deeds = [g.by.get(g.by[t.head].head) for g, t in ((a, x), (b, y))]
    return deeds[0] is not None and deeds[1] is not None and agree(a, deeds[0], x, b, deeds[1], y)


#: Ways of going away are one deed where it is asked in what; verbs that are done everywhere tell of none.
_WOUNDING, _WOUND = frozenset("shoot hit stab strike wound injure cut graze".split()), "wound"
_AWAY = frozenset("leave flee escape drive speed race".split())
_ANY_DEED = frozenset("say be have do get make take come go know see give find tell use call put keep include".split())


def _part(grammar: Grammar, noun: Token) -> tuple[str, str] | None:
    """The deed of which a noun is a part, and which part; None where a word says that it is one of several."""
    at, role = grammar.by.get(noun.head), noun.dep
    if noun.dep == "pobj" and at is not None:
        role, at = class_of(at.lemma.lower()), grammar.by.get(at.head)
    if at is None or at.pos != "VERB" or at.lemma.lower() in _ANY_DEED or grammar.denied(at):
        return None
    if any(c.lemma.lower() in ("other", "another", "second") for c in grammar.below.get(noun.ordinal, ())):
        return None
    verb = at.lemma.lower()
    if verb in _WOUNDING:
        return (_WOUND, "at") if role == "at" and "body" in kinds(noun.lemma.lower()) else None
    return ("leave" if verb in _AWAY else concept(verb)), role


def _about(grammars: Mapping[Place, Grammar], rows: Sequence[Word], values: Sequence[str]) -> str:
    """The words that exclude one another, with what they are said of: "the road: closed or open"."""
    words = " or ".join(sorted(set(values)))
    found = [(grammars[p], t) for p, b, _, _ in rows for t in grammars[p].tokens if t.begin == b]
    said = [(g, s) for g, t in found if t.pos in _SAYING for s in _subjects(g, t)[-1:]]
    return best((f"{noun(g.view.text[g.place[0]], g.tokens, s)}: {words}" for g, s in said), words)


def _hinted(a: Grammar, x: Found, b: Grammar, y: Found) -> bool:
    """Whether the sentence of the earlier of two stages has the later one in another part of speech."""
    step = stages(x[1], y[1])
    if not step:
        return False
    earlier, later = (a, y[1]) if step == 1 else (b, x[1])
    return any(means(t.lemma.lower(), later) for t in earlier.tokens)


def _exclusive(a: Grammar, row: Sequence[Found], b: Grammar, other: Sequence[Found]) -> Iterator[tuple[Found, Found]]:
    """Rivals of two sentences: each has its word and no word that means the other's.

    Only a sentence that tells a later stage may tell the earlier one too: what had been closed was reopened.
    """
    for x in row:
        for y in other:
            if not rival(x[1], y[1], x[2] if x[2] == y[2] else "any"):
                continue
            step = stages(x[1], y[1])
            if step != 1 and any(means(x[1], z[1]) and (not step or _together(a, x[0], b, z[0])) for z in other):
                continue
            if step != -1 and any(means(y[1], z[1]) and (not step or _together(a, z[0], b, y[0])) for z in row):
                continue
            yield x, y


def _word(grammar: Grammar, found: Found) -> Word:
    return grammar.place, found[0].begin, found[0].end, found[1]


def _shown(grammar: Grammar, begin: int, end: int) -> tuple[int, int]:
    """A word with what it is said of, as far as that stands near."""
    word = next(t for t in grammar.tokens if t.begin == begin)
    subject = grammar.subject(word) if word.pos in ("VERB", "ADJ") else None
    if subject is not None and subject.pos != "PRON" and 0 < begin - subject.end <= GAP:
        begin = subject.begin
    if word.pos == "VERB":
        for t in grammar.tokens:
            if t.begin >= end and (t.pos in ("PUNCT", "CCONJ", "SPACE") or t.end > begin + NEAR):
                break
            end = max(end, t.end)
    return widened(grammar.tokens, begin, end)


def _inside(grammars: Mapping[Place, Grammar], rows: Sequence[Word]) -> bool:
    """Whether all the words tell where: "at a hotel"; what somebody rides in, or where he is hit, is no place."""
    body = all("body" in kinds(word) for _, _, _, word in rows)
    if body or any(rival(word, ride, "noun") or means(word, ride) for _, _, _, word in rows for ride in _RIDES):
        return False
    found = [(grammars[p], t) for p, b, _, _ in rows for t in grammars[p].tokens if t.begin == b]
    above = [(g.by.get(t.head), t) for g, t in found]
    return all(
        h is not None and t.dep == "pobj" and class_of(h.lemma.lower()) in ("at", "near", "to") for h, t in above
    )
