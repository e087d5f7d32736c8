"""How much: destroyed or badly damaged, all of them or only some, none of the hurt in danger or one of them.

Three statements of extent of which two tellings cannot each be right: how far a building was damaged, which share of
one group did one thing, and whether any of the hurt is badly hurt.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from tellings.collate.variants_answers import Told, one_answer
from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_shown import widened
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Token
from tellings.text.concepts import concept
from tellings.text.prior import rarity

#: How far a thing is damaged, from not at all to wholly.
NONE, SLIGHT, DAMAGED, HEAVY, NEARLY, WHOLE = range(6)
DAMAGES = ("not damaged", "slightly damaged", "damaged", "badly damaged", "nearly destroyed", "destroyed")

_DESTROYING = frozenset("destroy level flatten raze demolish devastate".split())
_DAMAGING = frozenset("damage burn scorch".split())
_GUTTING = frozenset("gut wreck ravage".split())
_NEARLY = frozenset("virtually nearly almost practically largely mostly".split())
_PARTLY = frozenset("partially partly".split())
_HEAVILY = frozenset("badly heavily severely extensively seriously significantly".split())
_SLIGHTLY = frozenset("slightly lightly superficially minorly".split())
_MUCH = frozenset("heavy severe extensive significant serious major considerable substantial massive".split())
_LITTLE = frozenset("minor slight little superficial minimal light".split())

#: What stands and can be damaged, for one another: a report calls one building now house, now home.
_BUILDINGS = frozenset(
    "building house home church school motel hotel warehouse store shop factory plant mill restaurant barn apartment "
    "mosque temple library museum theatre theater station bridge structure complex block office gymnasium garage "
    "cabin".split()
)
_PARTS = frozenset("part section portion half wing roof area".split())

#: How many of a group; each excludes the others.
_SHARES = {
    **dict.fromkeys("all every each".split(), "all"), "most": "most", "half": "half", "few": "few", "none": "none",
    **dict.fromkeys("several some many".split(), "some"),
}  # fmt: skip
_WHOLLY = frozenset("completely entirely unanimously altogether".split())
_SHARING = frozenset(_SHARES) | _WHOLLY
SHARES = frozenset({*_SHARES.values(), *(f"almost {share}" for share in _SHARES.values())})
_ALMOST = frozenset("almost nearly virtually practically".split())

#: Not doing one is doing the other.
_CONTRARY = {
    **dict.fromkeys("boycott shun skip miss".split(), "attend"), "survive": "die", "lose": "win", "refuse": "agree",
}  # fmt: skip
_NOT = frozenset("choose decide opt decline refuse".split())

_LIGHT = frozenset({"have", "get", "take", "make", "do", "give"})

#: Members by initials, whatever a tagger makes of them: MPs, GPs.
_MEMBERS = re.compile(r"[A-Z]{2,4}s")

_NO_GROUP = frozenset("people person thing day year time week month hour minute other one way part".split())

_GRAVE = (
    r"(?:in (?:a )?)?(?:(?:very )?(?:serious|critical|grave|bad|life-threatening)|"
    r"(?:seriously|critically|badly|gravely|severely)(?: (?:hurt|injured|wounded|ill))?)"
)
_SEVERAL = r"(?:at least )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|most)"
_BEING = r"(?: (?:of (?:them|whom)|(?:is|are|was|were|being|still|people|others|persons)))*"
_SOME_GRAVE = re.compile(rf"\b{_SEVERAL}{_BEING},? {_GRAVE}\b", re.IGNORECASE)
_COUNT = "two three four five six seven eight nine ten".replace(" ", "|")
_ALL_HURT = rf"(?:them|whom|the (?:injured|wounded|hurt|victims|injuries|\d+|{_COUNT}))"
_NONE_GRAVE = re.compile(
    rf"\b(?:none(?: of {_ALL_HURT})?(?: (?:is|are|was|were|being))?(?: \w+)?? {_GRAVE}|"
    rf"no (?:one|body) (?:is|was|were)(?: \w+)?? {_GRAVE}|no serious injuries|not (?:life-threatening|serious))\b",
    re.IGNORECASE,
)

#: One of these stands in whatever the two match.
_GRAVELY = ("serious", "critical", "grave", "bad", "life-threatening", "severe")

#: A word as common as this says nothing of which group is meant.
COMMON = 1.2

#: A group is the story's own by a name, or by a word as rare as this (-ln of the share of articles).
RARE = 3.0

#: What is shown is no longer than this, in code points; so many places of one telling.
LONGEST, MOST_SHOWN = 80, 2


def extent_points(view: View, whole: Mapping[Place, Grammar], index: Index) -> Iterator[Point]:
    """Statements of extent that exclude one another. `whole`: every sentence; `index`: the story's words."""
    yield from _damage_points(index)
    yield from _share_points(view, whole)
    yield from _grave_points(view)


def _damage_points(index: Index) -> Iterator[Point]:
    """How far the building of a story was damaged, where one telling has it destroyed and another less."""
    rows: list[tuple[Place, int, int, int]] = []
    for word in sorted(_DESTROYING | _DAMAGING | _GUTTING):
        for g, t in index.get(word, ()):
            found = _damaged(g, t)
            if found is not None:
                rows.append(found)
    for g, t in index.get("loss", ()):
        total = [c for c in g.below.get(t.ordinal, ()) if c.lemma.lower() == "total"]
        if total and not g.denied(t):
            rows.append((g.place, total[0].begin, t.end, WHOLE))
    for g, t in index.get("ground", ()):
        verb = g.head(t)
        if verb is not None and verb.lemma.lower() == "burn":
            rows.append((g.place, verb.begin, t.end, WHOLE))
    told: dict[str, int] = {}
    for place, _, _, level in rows:
        told[place[0]] = max(told.get(place[0], NONE), level)
    if len(told) < 2 or not (
        (max(told.values()) >= NEARLY and any(SLIGHT <= v <= HEAVY or v == NONE for v in told.values()))
        or (WHOLE in told.values() and NEARLY in told.values())
        or (min(told.values()) <= SLIGHT and max(told.values()) >= HEAVY)
    ):
        return
    readings: dict[str, list[Reading]] = defaultdict(list)
    for place, begin, end, level in sorted(set(rows)):
        if level == told[place[0]] and level != DAMAGED and len(readings[place[0]]) < MOST_SHOWN:
            readings[place[0]].append(Reading(place[0], begin, end, DAMAGES[level]))
    found_rows = tuple(r for a in sorted(readings) for r in readings[a])
    yield Point("description", "how far it was damaged", found_rows)


def _damaged(g: Grammar, t: Token) -> tuple[Place, int, int, int] | None:
    """A word of damage with the building that it is said of, and how far; None where it is said of nothing such."""
    low = t.lemma.lower()
    below = g.below.get(t.ordinal, ())
    beside = {c.lemma.lower(): c for c in below}
    if t.pos == "VERB":
        thing = g.core(t).get("patient") or (g.core(t).get("agent") if low == "burn" else None)
        if thing is None or g.denied(t) or (low == "burn" and "down" not in beside):
            return None
        of = [c for p in g.below.get(thing.ordinal, ()) if p.lemma.lower() == "of" for c in g.below.get(p.ordinal, ())]
        part = thing.lemma.lower() in _PARTS
        known = thing.lemma.lower() in _BUILDINGS or (part and any(c.lemma.lower() in _BUILDINGS | {"it"} for c in of))
        named = thing.pos == "PROPN" and thing.lemma.lower() in _BUILDINGS
        if not (known or named) or thing.tag in ("NNS", "NNPS"):
            return None
        level = WHOLE if low in _DESTROYING or low == "burn" else HEAVY if low in _GUTTING else DAMAGED
        if part or beside.keys() & _PARTLY:
            large = any(c.lemma.lower() in ("large", "much") for c in g.below.get(thing.ordinal, ()))
            level = NEARLY if large and level == WHOLE else HEAVY
        elif beside.keys() & _NEARLY:
            level = NEARLY
        elif level == DAMAGED and beside.keys() & _HEAVILY:
            level = HEAVY
        elif beside.keys() & _SLIGHTLY:
            level = SLIGHT
        words = [t, thing, *(c for w, c in beside.items() if w in _PARTLY | _NEARLY | _HEAVILY | _SLIGHTLY)]
    elif t.pos == "NOUN" and low == "damage":
        if not beside.keys() & (_MUCH | _LITTLE):
            return None
        level = HEAVY if beside.keys() & _MUCH else SLIGHT
        above = g.head(t)
        near = [] if above is None else [*g.children(above), *g.children(t)]
        if not any(c.lemma.lower() in _BUILDINGS and c.tag not in ("NNS", "NNPS") for c in near):
            return None
        words = [t, *(c for w, c in beside.items() if w in _MUCH | _LITTLE)]
    else:
        return None
    begin, end = min(w.begin for w in words), max(w.end for w in words)
    if end - begin > LONGEST:
        begin, end = t.begin, t.end
    return (g.place, *widened(g.tokens, begin, end), level)


def _share_points(view: View, whole: Mapping[Place, Grammar]) -> Iterator[Point]:
    """Which share of one group did one thing: all members, most members. A rare name of the group ties the two."""
    found = {place: list(_shares(whole[place])) for place in sorted(whole)}
    pairs: list[tuple[Told, Told]] = []
    told: dict[str, list[tuple[frozenset[str], Told]]] = defaultdict(list)
    for place in sorted(found):
        for (deed, group), row in found[place]:
            told[deed].append((group, row))
    for deed in sorted(told):
        for (group, a), (other, b) in itertools.combinations(told[deed], 2):
            if a.place[0] == b.place[0] or a.value == b.value:
                continue
            weight = max((rarity(k) if k.isalpha() else RARE for k in group & other), default=0.0)
            if weight >= RARE or (weight and b.place in view.aligned.get(a.place, ())):
                pairs.append((a, b))
    for rows in joined(pairs):
        readings = tuple(row.reading() for row in rows)
        first = readings[0]
        yield Point("description", f"how many of them: {view.shown(first.article, first.begin, first.end)}", readings)


def _shares(g: Grammar) -> Iterator[tuple[tuple[str, frozenset[str]], Told]]:
    """Shares of groups with what they do: key is the deed, with what the group is called."""
    if _SHARING.isdisjoint(g.words):
        return
    for t in g.tokens:
        if t.dep not in ("nsubj", "nsubjpass", "pobj"):
            continue
        several = t.tag in ("NNS", "NNPS") or _MEMBERS.fullmatch(g.view.shown(t.article, t.begin, t.end)) is not None
        if not several or t.lemma.lower() in _NO_GROUP:
            continue
        head, share = t, _share(g, t)
        if share is None and t.dep == "pobj":  # "all of the members"
            of = g.by.get(t.head)
            above = None if of is None or of.lemma.lower() != "of" else g.by.get(of.head)
            if above is None or above.dep not in ("nsubj", "nsubjpass") or above.lemma.lower() not in _SHARES:
                continue
            head, share = above, (above, _SHARES[above.lemma.lower()])
        verb = g.by.get(head.head) if head.dep in ("nsubj", "nsubjpass") else None
        if verb is None or verb.pos != "VERB":
            continue
        denied = any(c.dep == "neg" for c in g.below.get(verb.ordinal, ()))
        deed = next((c for c in g.below.get(verb.ordinal, ()) if c.dep == "xcomp"), None)
        if verb.lemma.lower() in _NOT and deed is not None:
            denied ^= any(c.dep == "neg" for c in g.below.get(deed.ordinal, ())) or verb.lemma.lower() in (
                "decline",
                "refuse",
            )
            verb = deed
        low = verb.lemma.lower()
        denied ^= low in _CONTRARY
        key = f"{concept(_CONTRARY.get(low, low))}{' not' if denied else ''}"
        if low in _LIGHT:  # what they have says what is told of them
            had = next((c for c in g.below.get(verb.ordinal, ()) if c.dep == "dobj"), None)
            key += f" {g.key(had)}" if had is not None else ""
        wholly = [c for c in g.below.get(verb.ordinal, ()) if c.lemma.lower() in _WHOLLY]
        if share is None and wholly:
            share = (wholly[0], "all")
        if share is None:
            continue
        words, value = [t, share[0], verb], share[1]
        before = [w for w in g.tokens if w.end <= share[0].begin][-1:]
        if before and before[0].lemma.lower() in _ALMOST:
            words.append(before[0])
            value = f"almost {value}"
        begin, end = min(w.begin for w in words), max(w.end for w in words)
        if end - begin > LONGEST:
            begin, end = min(w.begin for w in words if w is not verb), max(w.end for w in words if w is not verb)
        words = [t, *(c for c in g.below.get(t.ordinal, ()) if c.dep in ("amod", "compound", "nmod"))]
        called = {k for w in words for k in (g.key(w), concept(w.lemma.lower()))}
        called = {k for k in called if not k.isalpha() or rarity(k) >= COMMON}
        if end - begin <= LONGEST and called:
            yield (key, frozenset(called)), Told(g.place, *widened(g.tokens, begin, end), value)


def _share(g: Grammar, t: Token) -> tuple[Token, str] | None:
    """The word before a noun that tells how many of the group are meant, and the share."""
    for c in g.below.get(t.ordinal, ()):
        if c.dep in ("det", "amod", "predet", "nummod") and c.lemma.lower() in _SHARES:
            return c, _SHARES[c.lemma.lower()]
    return None


def _grave_points(view: View) -> Iterator[Point]:
    """Whether any of the hurt is badly hurt: one of them seriously, none of them seriously."""
    rows: list[Told] = []
    grave = {a for a, text in view.text.items() if any(word in (low := text.lower()) for word in _GRAVELY)}
    for place in sorted(view.sentences):
        s = view.sentences[place]
        if s.label not in STATING or place[0] not in grave:
            continue
        text = view.text[place[0]]
        low = text[s.begin : s.end].lower()
        if not any(word in low for word in _GRAVELY):
            continue
        none = _NONE_GRAVE.search(text, s.begin, s.end)
        found = none or _SOME_GRAVE.search(text, s.begin, s.end)
        if found:
            rows.append(Told(place, found.start(), found.end(), "none" if none else "some"))
    yield from one_answer("negation", "whether any of the hurt is badly hurt", rows)
