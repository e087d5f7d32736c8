"""Whether something happened, may have happened, will happen or did not: one verb, another polarity or modality."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.variants_apart import Bearers
from tellings.collate.variants_claims import BEFALLING, HURTING, Claim, Deed, claims
from tellings.collate.variants_contested import contested, everything
from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_matters import one_matter, years
from tellings.collate.variants_titles import clause, commonest
from tellings.collate.variants_view import Place, Point, Reading, View
from tellings.collate.variants_work import WORK_LOST, work_lost
from tellings.text.prior import rarity

_PAIRS = (
    ("not", "yes"),
    ("not", "will"),
    ("may", "will"),
    ("may", "yes"),
    ("may", "due"),
    ("not", "due"),
    ("due", "yes"),
    ("hope", "yes"),
    ("hope", "not"),
    ("hope", "will"),
    ("hope", "may"),
    ("will", "now"),
    ("unclear", "yes"),
    ("unclear", "now"),
    ("unclear", "will"),
    ("unclear", "not"),
    ("not", "now"),
)

#: Values that exclude one another. A plain past against "will" is a matter of when; `_came` finds one deed.
_AGAINST = frozenset({frozenset(p) for p in _PAIRS})
_WORK_AGAINST = frozenset({frozenset({"not", value}) for value in ("may", "will", "due")})

#: Things that are not there say nothing of deeds that their concept holds: no guns were found, shots were fired.
_THINGS = frozenset("gun weapon bullet bomb knife rifle pistol firearm rocket missile".split())

#: The share of content words around the verb that two sentences must have in common.
SAME_MATTER = 0.25
SAME_MATTER_OTHER_VERB = 0.4  # "may summon", "will call in"
#: Sentences aligned so surely are of one matter if they have one verb and one more word in common.
SURE = 0.8
OWN = 2.5  # a subject as rare as this (-ln of the share of articles) is the story's own
ONE_DEED = 3  # what will be and what was are one deed when so many words around them are the same
WITHIN, WITHIN_WORDS = 0.6, 3  # a short sentence within a long one


def _alike(a: Claim, b: Claim, aligned: float = 0.0) -> bool:
    """Whether two claims of aligned sentences are about one matter."""
    if a.key != b.key or {a.one, b.one} == {True, False}:
        return False
    if {a.value, b.value} in ({"due", "yes"}, {"hope", "yes"}) and not (a if a.value == "yes" else b).past:
        return False  # "flies on Friday" is due too
    if {a.value, b.value} == {"may", "yes"} and (a.believed or b.believed):
        return False  # what is believed may be so
    if "not" in (a.value, b.value) and a.thing and b.thing and a.thing != b.thing:
        return False  # no weapon was found, a body was found
    ahead = bool({a.value, b.value} & {"will", "due"})
    if ahead and "not" in (a.value, b.value) and (a if a.value == "not" else b).past:
        return False  # "has not been taken" and "will be taken" go together
    if a.subject and a.subject == b.subject:
        return True
    shared = len(a.around & b.around)
    if a.lemma == b.lemma and shared and aligned >= SURE:
        return True
    if a.lemma == b.lemma and shared >= WITHIN_WORDS and shared >= WITHIN * min(len(a.around), len(b.around)):
        return True
    size = len(a.around) + len(b.around)
    least = SAME_MATTER if a.lemma == b.lemma else SAME_MATTER_OTHER_VERB
    return bool(size) and 2 * len(a.around & b.around) / size >= least


def polarity_points(
    view: View,
    grammars: Mapping[Place, Grammar],
    standing: Mapping[tuple[str, int], str],
    types: Mapping[str, str],
) -> Iterator[Point]:
    """Claims that exclude one another, joined over the tellings: of aligned sentences, of one deed of one person or
    thing wherever it is told, and outright denials.

    `standing`: whom pronouns stand for (`variants_whom`). `types`: entity -> its type.
    """
    deeds = everything(grammars)
    found = {
        place: [*work_lost(grammars[place]), *claims(grammars[place], row)]
        for place, row in contested(deeds, grammars).items()
    }
    linked: dict[str, list[tuple[Claim, Claim]]] = defaultdict(list)
    came: set[Claim] = set()
    for place in sorted(view.aligned):
        mine = found.get(place, ())
        for other, aligned in view.aligned[place].items() if mine else ():
            for a, b in itertools.product(mine, found.get(other, ()) if other > place else ()):
                if _alike(a, b, aligned):
                    linked[a.key].append((a, b))
                    if _came(a, b, aligned):
                        came |= {a, b}
    told_all = [c for row in found.values() for c in row]
    for a in told_all:
        if a.outright and a.value == "not" and not _of_another(a, deeds, grammars):
            linked[a.key].extend((a, b) for b in told_all if _answers(a, b))
    for a, b in _done(told_all):
        linked[a.key].append((a, b))
    doubted: set[Claim] = set()
    for a, b in one_matter(told_all, grammars, standing):
        linked[a.key].append((a, b))
        doubted |= {a, b} if b.value == "may" else set()
    bearers = Bearers(grammars, standing, types)
    for key in sorted(linked):
        for part in _parts([(a, b) for a, b in linked[key] if not bearers.two(a, b, _aligned(view, a, b))]):
            values = {c.value for c in part}
            against = [pair for pair in (_WORK_AGAINST if key == WORK_LOST else _AGAINST) if pair <= values]
            if not against and came & set(part):
                part, against = [c for c in part if c in came], [frozenset({"will", "yes"})]
            if not against and doubted & set(part):
                part, against = [c for c in part if c in doubted], [frozenset({"may", "not"})]
            if not against:
                continue
            told: dict[str, set[str]] = defaultdict(set)
            for c in part:
                told[c.place[0]].add(c.value)
            two = {article for article, values in told.items() if any(pair <= values for pair in against)}
            keep = [c for c in part if c.place[0] not in two and any(c.value in pair for pair in against)]
            if len({c.value for c in keep}) < 2:
                continue  # one telling says both: of two matters
            readings = tuple(Reading(c.place[0], c.begin, c.end, c.value) for c in keep)
            yield Point("negation", _about(view, keep), readings)


#: The values of a claim in words, from what says most of the deed.
_TOLD = {
    "yes": "so", "now": "under way", "will": "to come", "due": "due", "may": "perhaps", "unclear": "unclear",
    "hope": "hoped", "not": "not",
}  # fmt: skip
#: What is under way, to come or due elsewhere is not so here, but done.
_UNDONE = frozenset({"now", "will", "due"})


def _about(view: View, told: list[Claim]) -> str:
    """What is claimed and denied, and how: "the road reopened: so or not", "done or due"."""
    values = {c.value for c in told}
    done = {**_TOLD, "yes": "done"} if values - {"yes"} <= _UNDONE else _TOLD
    words = " or ".join(word for value, word in done.items() if value in values)
    first = next(value for value in _TOLD if value in values)
    asserted = [c for c in told if c.value == first]
    told = [c for c in told if not view.carried_over(c.place[0])] or told
    asserted = [c for c in asserted if c in told] or told
    named = [c for c in asserted if not _relative(view, c)] or [c for c in told if not _relative(view, c)]
    words_of = (" ".join(view.shown(c.place[0], c.begin, c.end).split()) for c in named or asserted)
    shown = min(words_of, key=lambda s: (len(s), s))
    heads = (_NOT.sub(" ", _clause(view, c)) for c in (told if first == "yes" else asserted))
    return f"{commonest(heads, shown)}: {words}"


#: A heading asks whether something is so: of "was not affected" the rest.
_NOT = re.compile(r" not (?=[a-z])")


def _relative(view: View, claim: Claim) -> bool:
    """Whether the words that show a claim begin with a relative pronoun, and so do not name what it is told of."""
    return any(t.begin == claim.begin and t.tag in ("WDT", "WP", "WP$") for t in view.tokens[claim.place])


def _clause(view: View, claim: Claim) -> str:
    """The verb of a claim with its subject and object; "" where it has no noun for subject."""
    tokens = view.tokens[claim.place]
    verb = next((t for t in tokens if t.begin == claim.at and t.pos == "VERB"), None)
    return "" if verb is None else clause(view.text[claim.place[0]], tokens, verb)


def _aligned(view: View, a: Claim, b: Claim) -> float:
    return view.aligned.get(a.place, {}).get(b.place, 0.0)


def _answers(denied: Claim, other: Claim) -> bool:
    """Whether another telling claims what is denied of the whole story."""
    if other.key != denied.key or other.place[0] == denied.place[0]:
        return False
    if denied.key == WORK_LOST and denied.around and other.around and not denied.around & other.around:
        return False  # two plants
    if other.outright:
        return True
    alike = other.lemma == denied.lemma or (denied.noun and other.echoed and denied.lemma not in _THINGS)
    return other.value in ("yes", "now") and (denied.key in HURTING or (alike and denied.key in BEFALLING))


def _of_another(denied: Claim, deeds: Mapping[Place, Sequence[Deed]], grammars: Mapping[Place, Grammar]) -> bool:
    """Whether a denial is of another event: its sentence names a year, or its telling tells elsewhere of the hurt."""
    if denied.key not in BEFALLING:
        return False
    if years(grammars[denied.place]):
        return True
    return any(
        denied.key in c.around | {c.key}
        for place, row in deeds.items()
        if place[0] == denied.place[0] and place != denied.place
        for c in (*work_lost(grammars[place]), *claims(grammars[place], row))
    )


def _came(a: Claim, b: Claim, aligned: float) -> bool:
    """Whether what will be in one sentence is over in the other: polls will close at six, closed at six."""
    will, past = (a, b) if a.value == "will" else (b, a)
    if (will.value, past.value) != ("will", "yes") or not past.past or "until" in past.around:
        return False
    return aligned >= SURE and a.lemma == b.lemma and len(a.around & b.around) >= ONE_DEED


def _done(claimed: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """What one telling says is due and another says is done, wherever it stands: the repair is to be completed."""
    due: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for c in claimed:
        if c.value == "due" and c.subject and rarity(c.subject) >= OWN:
            due[c.lemma, c.subject].append(c)
    for c in claimed:
        if c.value == "yes" and c.past:
            yield from ((d, c) for d in due.get((c.lemma, c.subject), ()) if d.place[0] != c.place[0])


def _parts(pairs: list[tuple[Claim, Claim]]) -> list[list[Claim]]:
    """Claims joined by pairs, part by part."""
    parts: list[set[Claim]] = []
    for a, b in pairs:
        home = [p for p in parts if a in p or b in p]
        parts = [p for p in parts if p not in home] + [{a, b}.union(*home)]
    return [sorted(p, key=lambda c: (c.place, c.begin)) for p in parts]
