"""What one telling says outright that nobody knows or tells, wherever another tells it: where, who, whether, how badly.

An early telling says what it does not know: "it was unclear who started the fight", "police would not say where the
boys found the gun", "his condition was not known". What is left open is read from the grammar: a verb or adjective of
knowing or telling that is denied, refused or put off, and the noun or the clause that hangs on it. Another telling
answers it when it asserts the same deed of the same people or things with the slot filled that was asked for, or says
the noun of the same bearer. Silence is no reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_answers import first_places, whose
from tellings.collate.variants_grammar import WHERE, Grammar, Index, class_of
from tellings.collate.variants_matters import named, told_by
from tellings.collate.variants_shown import widened
from tellings.collate.variants_view import Place, Point, Reading
from tellings.records import Token
from tellings.text.prior import rarity

TOLD, OPEN = "told", "left open"

#: To know, to find out and to tell: what is denied of these is left open.
_KNOWING = frozenset(
    "know say tell disclose release reveal determine identify confirm establish specify provide explain discuss detail "
    "learn ascertain share speculate state indicate announce elaborate".split()
)
_CLEAR = frozenset("clear known certain sure available".split())
_UNCLEAR = frozenset("unclear unknown uncertain undetermined undisclosed unexplained unspecified".split())
_REFUSING = frozenset("decline refuse fail unable".split())
_WORD_OF = frozenset("word information detail indication comment".split())
_ON = frozenset("on about of regarding as".split())

#: A sentence without any of these leaves nothing open.
_SHUT = _UNCLEAR | _REFUSING | frozenset("not n't n’t no never nobody yet nor neither".split())

#: The words that ask, and what an answer has to fill.
_ASKING = {"where": "place", "who": "who", "whom": "who", "what": "what", "when": "time", "whether": "", "if": ""}

_WHERE_ALONE = frozenset("outside inside indoors outdoors upstairs downstairs overseas abroad".split())

#: Nouns that say too little to be asked for.
_EMPTY = frozenset("thing anything more detail information comment name identity what that it this much".split())

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_CLAUSES = frozenset({"ccomp", "advcl", "csubj", "csubjpass", "pcomp", "xcomp", "acl", "relcl", "dep"})
_BEING = frozenset("be appear seem remain".split())

#: A deed with those whom it is told of weighs at least this much (-ln of the share of articles), to be one deed.
ENOUGH = 8.0

#: What is shown is no longer than this, in code points; so many places of one telling.
LONGEST, MOST_SHOWN = 90, 2


@dataclass(frozen=True, slots=True)
class Question:
    """What a telling leaves open: of a noun (`slot` "of"), or of a deed with the slot that is asked for."""

    grammar: Grammar
    begin: int
    end: int
    asked: Token  # the noun, or the deed's verb
    slot: str  # of | place | who | what | time | "" for whether


def questions(grammar: Grammar) -> Iterator[Question]:
    """What a sentence says is not known or not told."""
    if _SHUT.isdisjoint(grammar.words):
        return
    for t, low in zip(grammar.tokens, grammar.lows, strict=True):
        if low in _UNCLEAR or low in _CLEAR or low in _KNOWING:
            if t.pos not in ("VERB", "ADJ", "AUX"):
                continue
            shown = [t] if low in _UNCLEAR else _denied(grammar, t)
            if shown:
                yield from _asked(grammar, t, shown)
        elif low in _WORD_OF and t.pos == "NOUN":
            no = [c for c in grammar.below.get(t.ordinal, ()) if c.lemma.lower() == "no"]
            if no:
                yield from _hanging(grammar, t, [no[0], t])


def _denied(grammar: Grammar, token: Token) -> list[Token]:
    """The words that say that a verb of knowing or telling was not done; none where it was."""
    at = token
    for _ in range(3):
        below = grammar.below.get(at.ordinal, ())
        for c in below:
            low = c.lemma.lower()
            if c.dep == "neg" or low in ("never", "nobody") or (c.dep == "advmod" and low == "yet" and at is not token):
                return [c, token]
        if at is not token and at.lemma.lower() in _REFUSING:
            return [at, token]
        above = grammar.by.get(at.head)
        if above is None or above is at or at.dep not in ("xcomp", "acomp"):
            return []
        at = above
    return []


def _asked(grammar: Grammar, token: Token, shown: list[Token]) -> Iterator[Question]:
    """What is left open by a word of knowing: its subject in the passive or beside an adjective, else its object."""
    below = list(grammar.below.get(token.ordinal, ()))
    verb = grammar.by.get(token.head) if token.dep in ("acomp", "attr", "oprd", "amod") else None
    passive = any(c.dep in ("nsubjpass", "auxpass", "csubjpass") for c in below)
    if verb is not None and verb.lemma.lower() in _BEING:
        below += list(grammar.below.get(verb.ordinal, ()))
        passive = True
    elif token.pos == "ADJ":
        return
    for c in below:
        if c.dep in _CLAUSES and c.ordinal != token.ordinal:
            yield from _clause(grammar, c, shown)
        elif (
            c.pos == "NOUN"
            and token.lemma.lower() != "identify"
            and (c.dep in ("nsubj", "nsubjpass") if passive else c.dep == "dobj")
        ):
            yield from _noun(grammar, c, shown)
        elif c.dep == "prep" and not passive:
            yield from _behind(grammar, c, shown)


def _hanging(grammar: Grammar, token: Token, shown: list[Token]) -> Iterator[Question]:
    for c in grammar.below.get(token.ordinal, ()):
        if c.dep == "prep":
            yield from _behind(grammar, c, shown)
        elif c.dep in _CLAUSES:
            yield from _clause(grammar, c, shown)


def _behind(grammar: Grammar, prep: Token, shown: list[Token]) -> Iterator[Question]:
    if prep.lemma.lower() not in _ON:
        return
    for c in grammar.below.get(prep.ordinal, ()):
        if c.dep == "pobj" and c.pos == "NOUN":
            yield from _noun(grammar, c, shown)
        elif c.dep in _CLAUSES:
            yield from _clause(grammar, c, shown)


def _noun(grammar: Grammar, token: Token, shown: list[Token]) -> Iterator[Question]:
    if token.lemma.lower() in _EMPTY or token.tag == "NNP":
        return
    begin, end = _span(grammar, [*shown, token])
    yield Question(grammar, begin, end, token, "of")


def _clause(grammar: Grammar, verb: Token, shown: list[Token]) -> Iterator[Question]:
    """An indirect question: "whether he was hit", "who started it", "where the gun was found"."""
    if verb.pos not in ("VERB", "AUX"):
        return
    below = list(grammar.children(verb))
    word = next((c for c in below if c.lemma.lower() in _ASKING and c.begin <= verb.begin), None)
    if word is None or verb.begin < shown[-1].begin:
        return
    begin, end = _span(grammar, [*shown, verb])
    yield Question(grammar, begin, end, verb, _ASKING[word.lemma.lower()])


def _span(grammar: Grammar, words: Sequence[Token]) -> tuple[int, int]:
    begin, end = min(t.begin for t in words), max(t.end for t in words)
    if end - begin > LONGEST:
        begin, end = words[-1].begin, words[-1].end
    return widened(grammar.tokens, begin, end)


def open_points(
    grammars: Mapping[Place, Grammar], index: Index, standing: Mapping[tuple[str, int], str]
) -> Iterator[Point]:
    """What tellings leave open, and what others tell of it.

    `grammars`: the sentences in which something is stated. `index`: their words. `standing`: whom pronouns stand for
    (`variants_whom`).
    """
    asked = [q for place in sorted(grammars) for q in questions(grammars[place])]
    by: dict[tuple[str, str], list[Question]] = defaultdict(list)
    for q in asked:
        by[q.asked.lemma.lower(), q.slot].append(q)
    for word, slot in sorted(by):
        rows = by[word, slot]
        silent = {q.grammar.place[0] for q in rows}
        taken: set[tuple[str, int]] = set()
        for q in rows:
            find = _said_of if slot == "of" else _done
            answers = [a for a in find(q, index, standing) if a.article not in silent]
            answers = [a for a in answers if (a.article, a.begin) not in taken]
            if answers:
                taken |= {(a.article, a.begin) for a in answers}
                first = Reading(q.grammar.place[0], q.begin, q.end, OPEN)
                yield Point("description", _about(q), (first, *first_places(answers, MOST_SHOWN)))


def _about(question: Question) -> str:
    return " ".join(question.grammar.view.shown(question.grammar.place[0], question.begin, question.end).split())


def _keys(grammar: Grammar, token: Token | None, standing: Mapping[tuple[str, int], str]) -> frozenset[str]:
    """What somebody or something is called, pronouns resolved, with the nouns before it."""
    if token is None:
        return frozenset()
    keys = grammar.called(token) | {standing.get((token.article, token.begin), "")}
    keys |= {grammar.key(c) for c in grammar.below.get(token.ordinal, ()) if c.dep == "compound"}
    return frozenset(k for k in keys if k and not (k.isalpha() and len(k) <= len("it")))


def _done(question: Question, index: Index, standing: Mapping[tuple[str, int], str]) -> Iterator[Reading]:
    """Where the same deed of the same people or things is asserted with what was asked for."""
    own = {
        role: _keys(question.grammar, t, standing)
        for role, t in question.grammar.core(question.asked).items()
        if t.lemma.lower() not in _ASKING
    }
    own = {role: keys for role, keys in own.items() if keys}
    if not own:
        return
    for g, t in index.get(question.asked.lemma.lower(), ()):
        if t.pos != "VERB" or t.article == question.asked.article or not _asserted(g, t):
            continue
        core = g.core(t)
        told = {role: _keys(g, core.get(role), standing) for role in own}
        shared = {role: keys & told[role] for role, keys in own.items()}
        apart = any(told[r] and not shared[r] and named(own[r]) == named(told[r]) for r in own)
        if apart or not all(shared[r] for r in own if r == "patient") or not any(shared.values()):
            continue  # of others, or done to another thing
        weight = rarity(question.asked.lemma.lower())
        weight += sum(max(told_by(k) for k in keys) for keys in shared.values() if keys)
        answer = _answer(g, t, question.slot, core)
        if answer and weight >= ENOUGH:
            yield Reading(t.article, *_span(g, [t, *answer]), TOLD)


def _asserted(grammar: Grammar, verb: Token) -> bool:
    """Whether a verb is told as a fact: not denied, asked, supposed, wished or put off."""
    if grammar.denied(verb) or grammar.purpose(verb):
        return False
    below = list(grammar.children(verb))
    if any(c.tag == "MD" or c.lemma.lower() in ("if", "whether") for c in below):
        return False
    return not any(c.lemma.lower() in _ASKING and c.dep in ("advmod", "mark", "dobj", "pobj") for c in below)


def _answer(grammar: Grammar, verb: Token, slot: str, core: Mapping[str, Token]) -> list[Token]:
    """The words that fill what was asked for; none where they do not."""
    if slot == "":
        return list(core.values())[:1]
    if slot == "place":
        where = [c for c in grammar.below.get(verb.ordinal, ()) if c.lemma.lower() in _WHERE_ALONE]
        if where:
            return where[:1]
        for prep in grammar.below.get(verb.ordinal, ()):
            if prep.dep == "prep" and class_of(prep.lemma.lower()) in WHERE:
                found = [
                    c for c in grammar.below.get(prep.ordinal, ()) if c.dep == "pobj" and c.pos in ("NOUN", "PROPN")
                ]
                if found and found[0].entity[2:] not in ("DATE", "TIME"):
                    return [prep, found[0]]
        return []
    if slot == "time":
        return [t for t in grammar.children(verb) if t.entity[2:] in ("DATE", "TIME")][:1]
    filled = core.get("agent") or core.get("patient")
    return [filled] if filled is not None and filled.pos in ("NOUN", "PROPN") else []


def _said_of(question: Question, index: Index, standing: Mapping[tuple[str, int], str]) -> Iterator[Reading]:
    """Where the same noun of the same bearer is said: "his condition was critical", "in critical condition"."""
    word = question.asked.lemma.lower()
    bearer = whose(question.grammar, question.asked, "of", "between")
    own = _keys(question.grammar, bearer, standing)
    if bearer is None:
        return
    found = []
    for g, t in index.get(word, ()):
        if t.article != question.asked.article and t.pos == "NOUN":
            told, owner = _told(g, t)
            if told:
                found.append((g, t, told, _keys(g, owner, standing), owner))
    bearers: dict[str, list[frozenset[str]]] = defaultdict(list)
    for g, _, _, keys, _ in found:
        bearers[g.place[0]].append(keys)
    several = {article for article, row in bearers.items() if any(not a & b for a in row for b in row)}
    for g, t, told, keys, owner in found:
        one = g.place[0] not in several and _one(bearer) and owner is not None and _one(owner)
        if own & keys or (one and not (named(own) and named(keys))):
            yield Reading(t.article, *_span(g, [t, *told]), TOLD)


def _one(token: Token) -> bool:
    """Whether a word tells of one person, not of several or of a thing."""
    if token.pos == "PRON":
        return token.lemma.lower() in ("he", "she", "his", "her", "him")
    return token.tag not in ("NNS", "NNPS") and token.pos in ("NOUN", "PROPN")


def _told(grammar: Grammar, token: Token) -> tuple[list[Token], Token | None]:
    """What is said of a noun, and whose it is."""
    above = grammar.by.get(token.head)
    if above is None:
        return [], None
    if token.dep in _SUBJECTS and above.lemma.lower() in _BEING and not grammar.denied(above):
        said = [c for c in grammar.below.get(above.ordinal, ()) if c.dep in ("attr", "acomp")]
        if said and said[0].lemma.lower() not in _UNCLEAR | _CLEAR:
            return [above, said[0]], whose(grammar, token, "of", "between")
    if token.dep == "pobj" and above.lemma.lower() == "in":
        how = [c for c in grammar.below.get(token.ordinal, ()) if c.dep == "amod"]
        verb = grammar.head(above) or grammar.by.get(above.head)
        who = grammar.subject(verb) if verb is not None and verb.pos in ("VERB", "AUX") else verb
        if how and verb is not None and not grammar.denied(verb):
            return [above, how[0]], who
    return [], None
