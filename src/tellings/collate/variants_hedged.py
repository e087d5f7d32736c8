"""Told as a fact here, as somebody's belief or charge there: "the man was shot", "police suspect that he was shot".

What is hedged is a deed with who did it to whom: a word of belief or hearsay stands above or beside its verb, or
somebody is accused of it. Another telling tells it flatly where the same verb is said of the same people and things
and no such word stands by. Belief is set against whatever is said outright; "allegedly", "suspected of" and "accused
of", which the law makes every newsroom say, only against what a telling's own voice says of the same doer: what police
say, or what somebody is charged with, is no bolder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_shown import widened
from tellings.collate.variants_titles import clause
from tellings.collate.variants_view import Point, Reading, View
from tellings.collate.variants_whom import SOMEBODY
from tellings.records import Quote, Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity

SURE, BELIEVED = "told as a fact", "told as believed"

#: Verbs of belief; of charge; adverbs of hearsay and of charge.
_BELIEVING = frozenset("believe suspect think presume assume appear seem".split())
_CHARGING = frozenset("allege accuse suspect".split())
_HEARD = frozenset("reportedly apparently possibly probably likely supposedly presumably".split())
_ALLEGED = frozenset({"allegedly", "purportedly"})
_HEDGES = _BELIEVING | _CHARGING | _HEARD | _ALLEGED

#: What stands above a deed that is asked for, supposed, or laid to somebody's charge in court.
_COURT = frozenset(
    "charge convict sentence plead guilty indict arrest book face try trial acquit investigate investigation count "
    "warrant determine ask wonder know whether if deny claim allegation suspicion report identify".split()
)

#: Deeds that are none: what is only said, had or was.
_EMPTY = frozenset("say tell have be do make get take go come use know want try see give start begin".split())

#: Sentences aligned as surely as this tell one thing; elsewhere a verb and those it is told of must weigh so much
#: (-ln of the share of articles), a name as much as `NAMED`.
ALIGNED, ENOUGH, NAMED = 0.8, 7.0, 4.0

#: The key of anybody who is told by no more than a noun for people; pronouns for several are nobody in particular.
_SOMEBODY = "somebody"
_SEVERAL = frozenset("they them their we us you".split())

#: From a verb up to what makes it a belief or a charge, in so many steps.
MOST_STEPS = 4
_UP = frozenset("ccomp xcomp pcomp conj prep advcl acl".split())

#: What is shown is no longer than this, in code points.
LONGEST = 90


@dataclass(frozen=True, slots=True)
class _Hedged:
    grammar: Grammar
    verb: Token
    word: Token  # the word that hedges it
    charged: bool  # of charge, not of belief
    topic: str  # the role of its subject: of whom or what it is believed
    roles: dict[str, frozenset[str]]


#: By unknown gunmen: nobody in particular is said to have done it.
_UNKNOWN = frozenset({"unknown", "unidentified"})


def hedged_points(
    view: View,
    index: Index,
    quotes: Sequence[Quote],
    standing: Mapping[tuple[str, int], str],
) -> Iterator[Point]:
    """Deeds that one telling tells as a fact and another as believed or alleged.

    `index`: the story's words. `standing`: whom pronouns stand for (`variants_whom`).
    """
    hedged = [h for word in sorted(_HEDGES) for g, t in index.get(word, ()) for h in _hedged(g, t, standing)]
    if not hedged:
        return
    said: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for q in quotes:
        said[q.article].append((q.begin, q.end))
    verbs: dict[str, list[tuple[Grammar, Token]]] = defaultdict(list)
    deeds = {concept(h.verb.lemma.lower()) for h in hedged}
    for word in sorted(index):
        if (deed := concept(word)) in deeds:
            verbs[deed] += [(g, t) for g, t in index[word] if t.pos == "VERB"]
    points: dict[tuple[Reading, ...], list[tuple[str, Reading]]] = defaultdict(list)
    for h in sorted(hedged, key=lambda h: (h.grammar.place, h.verb.begin)):
        key = concept(h.verb.lemma.lower())
        silent = {o.grammar.place[0] for o in hedged if concept(o.verb.lemma.lower()) == key and _alike(h, o)}
        facts: dict[str, Reading] = {}
        for g, t in verbs[key]:
            told = g.place[0] not in silent and not (h.charged and _quoted(said, t))
            if told and g.place[0] not in facts and _flat(view, h, g, t, standing):
                facts[g.place[0]] = Reading(g.place[0], *_span(g, t, t), SURE)
        if facts:
            begin, end = _span(h.grammar, h.word, h.verb)
            about = clause(view.text[h.verb.article], h.grammar.tokens, h.verb) or view.shown(
                h.verb.article, begin, end
            )
            believed = Reading(h.verb.article, begin, end, BELIEVED)
            points[tuple(facts[a] for a in sorted(facts))].append((about, believed))
    for facts_of, rows in points.items():
        yield Point("attribution", min(about for about, _ in rows), (*facts_of, *(r for _, r in rows)))


def _alike(a: _Hedged, b: _Hedged) -> bool:
    """Whether two hedged deeds may be of the same: nobody who acts or is acted on in both is another."""
    both = [(a.roles[role], b.roles[role]) for role in ("agent", "patient") if role in a.roles and role in b.roles]
    return all((x & y) - {_SOMEBODY} or not x or not y for x, y in both)


def _quoted(said: Mapping[str, Sequence[tuple[int, int]]], token: Token) -> bool:
    return any(begin <= token.begin < end for begin, end in said.get(token.article, ()))


def _hedged(grammar: Grammar, word: Token, standing: Mapping[tuple[str, int], str]) -> Iterator[_Hedged]:
    """The deeds that a word of belief, hearsay or charge is said of."""
    low = word.lemma.lower()
    if low in _HEARD or low in _ALLEGED:
        above = grammar.by.get(word.head)
        heads = [above] if above is not None and above.pos == "VERB" and word.dep == "advmod" else []
        doer = None
    else:
        if word.pos != "VERB" or grammar.denied(word):
            return
        below = grammar.below.get(word.ordinal, ())
        heads = [c for c in below if c.dep in ("ccomp", "xcomp") and c.pos == "VERB"]
        of = [c for p in below if p.lemma.lower() == "of" for c in grammar.below.get(p.ordinal, ()) if c.dep == "pcomp"]
        doer = grammar.core(word).get("patient") if of else None
        heads += of if doer is not None else []
    charged = low in _ALLEGED or low in _CHARGING - _BELIEVING or doer is not None
    for head in heads:
        for verb in (head, *(c for c in grammar.below.get(head.ordinal, ()) if c.dep == "conj" and c.pos == "VERB")):
            lemma = verb.lemma.lower()
            if lemma in _EMPTY or grammar.denied(verb) or (verb.begin < word.begin and verb is not head):
                continue
            roles = _roles(grammar, verb, standing, doer)
            topic = "agent" if doer is not None or ("agent" in roles and not _passive(grammar, verb)) else "patient"
            if topic in roles:
                yield _Hedged(grammar, verb, word, charged, topic, roles)


def _passive(grammar: Grammar, verb: Token) -> bool:
    return any(c.dep in ("nsubjpass", "auxpass") for c in grammar.below.get(verb.ordinal, ()))


def _roles(
    grammar: Grammar, verb: Token, standing: Mapping[tuple[str, int], str], doer: Token | None = None
) -> dict[str, frozenset[str]]:
    """Who acts and who is acted on: what each is called, pronouns resolved."""
    core = grammar.core(verb)
    if doer is not None:
        core.setdefault("agent", doer)
    return {role: _called(grammar, t, standing) for role, t in core.items()}


def _called(grammar: Grammar, token: Token, standing: Mapping[tuple[str, int], str]) -> frozenset[str]:
    keys = grammar.called(token)
    if token.lemma.lower() not in _SEVERAL:
        keys |= {standing.get((token.article, token.begin), "")}
    if token.pos == "NOUN" and token.lemma.lower() in SOMEBODY:
        keys |= {_SOMEBODY}
    return frozenset(k for k in keys if k)


def _flat(view: View, h: _Hedged, grammar: Grammar, verb: Token, standing: Mapping[tuple[str, int], str]) -> bool:
    """Whether a verb of another telling tells the same of the same as a fact."""
    if grammar.place[0] == h.grammar.place[0] or verb.tag not in ("VBD", "VBN", "VBG", h.verb.tag):
        return False
    label = view.sentences[grammar.place].label
    if label != "body" or grammar.denied(verb) or grammar.purpose(verb) or _doubted(grammar, verb):
        return False
    theirs = _roles(grammar, verb, standing)
    agent = grammar.core(verb).get("agent")
    unknown = agent is not None and any(c.lemma.lower() in _UNKNOWN for c in grammar.below.get(agent.ordinal, ()))
    if h.topic not in theirs or unknown:
        return False
    surely = view.aligned.get(h.grammar.place, {}).get(grammar.place, 0.0) >= ALIGNED
    weight, named = rarity(h.verb.lemma.lower()), False
    for role, keys in h.roles.items():
        if role not in theirs:
            if role == "patient":
                return False
            continue
        shared = (keys & theirs[role]) - {_SOMEBODY}
        if not shared and not (surely and _SOMEBODY in keys & theirs[role] and h.grammar.place != grammar.place):
            return False
        weight += max((_weight(k) for k in shared), default=0.0)
        named |= role == "patient" and bool(shared)
    if "patient" in theirs and "patient" not in h.roles:
        return False
    return surely or (named and weight >= ENOUGH)


def _weight(key: str) -> float:
    return rarity(key) if key.isalpha() else NAMED


def _doubted(grammar: Grammar, verb: Token) -> bool:
    """Whether a verb is believed, asked, supposed, or what somebody is charged with."""
    at: Token | None = verb
    for _ in range(MOST_STEPS + 2):
        if at is None:
            return False
        below = [c.lemma.lower() for c in grammar.below.get(at.ordinal, ())]
        if not (_HEARD | _ALLEGED | {"whether", "if", "no"}).isdisjoint(below):
            return True
        if any(c.tag == "MD" for c in grammar.below.get(at.ordinal, ())):
            return True
        above = grammar.by.get(at.head)
        if above is None or above is at:
            return False
        if above.lemma.lower() in _COURT or above.lemma.lower() in _HEDGES:
            return True
        at = above
    return False


def _span(grammar: Grammar, a: Token, b: Token) -> tuple[int, int]:
    begin, end = min(a.begin, b.begin), max(a.end, b.end)
    if end - begin > LONGEST:
        begin, end = b.begin, b.end
    for t in grammar.core(b).values():
        if max(end, t.end) - min(begin, t.begin) <= LONGEST:
            begin, end = min(begin, t.begin), max(end, t.end)
    return widened(grammar.tokens, begin, end)
