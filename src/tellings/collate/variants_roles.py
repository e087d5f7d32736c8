"""What befell those who are counted, and which dates are not the story's own.

"Four people were wounded", "4 injured" and "wounding four others" count one thing: the injured. A number whose
sentence speaks of another month or year ("29 died in December") counts something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tellings.collate.variants_same import Value, changed
from tellings.collate.variants_view import Place
from tellings.records import Token
from tellings.text.concepts import concept

#: What befalls people in the news and is told as a count, as concepts.
ROLES = frozenset(concept(w) for w in "die injure arrest missing rescue evacuate treat hospitalise charge".split())

#: Verbs that say of their object's attribute what befell it: "left four people wounded".
_LEAVING = frozenset({"leave", "find", "declare", "pronounce", "report"})

#: Nouns of a count: "the number of injured"; a toll is of the dead unless it says more.
_TOLLS = frozenset({"toll", "number", "tally", "count", "figure", "total"})

#: What a number of people does as it grows.
_MOVING = frozenset("rise climb grow go reach jump increase stand pass top hit fall".split())

#: A day this near to the story's main day belongs to the story.
NEAR_DAYS = 10


def _befell(lemma: str) -> str:
    """The concept of a word that may say what befell people; "are missing" is a verb to some taggers."""
    return concept("missing" if lemma == "miss" else lemma)


def role_of(tokens: Sequence[Token], inside: Sequence[int], what: str) -> str:
    """The concept of what befell those counted by the words at `inside`; "" when nothing near says so."""
    if _befell(what) in ROLES:
        return _befell(what)
    own = {tokens[i].ordinal for i in inside}
    by = {t.ordinal: t for t in tokens}
    heads = [tokens[i] for i in inside if tokens[i].head not in own or tokens[i].head == tokens[i].ordinal]
    if not heads:
        return ""
    head = heads[-1]
    for t in tokens:  # "four people wounded", "the four injured people"
        beside = t.head == head.ordinal and t.dep in ("acl", "amod", "acomp", "oprd") and t.ordinal not in own
        if beside and _befell(t.lemma.lower()) in ROLES:
            return _befell(t.lemma.lower())
    verb = by.get(head.head)
    if verb is None or verb is head:
        return ""
    if not what:
        return _tolled(tokens, head, verb, by)
    kind = _befell(verb.lemma.lower())
    doing = {"nsubj": ("die", "missing"), "nsubjpass": ROLES, "dobj": ROLES}
    if kind in ROLES and kind in doing.get(head.dep, ()):
        return kind
    if head.dep in ("dobj", "nsubj") and verb.lemma.lower() in _LEAVING | {"be"}:
        told = [t for t in tokens if t.head in (verb.ordinal, head.ordinal) and t.begin > head.begin]
        found = [_befell(t.lemma.lower()) for t in told if t.pos in ("ADJ", "VERB", "NOUN") and t.dep != "advcl"]
        return next((c for c in found if c in ROLES), "")
    return ""


def _tolled(tokens: Sequence[Token], head: Token, verb: Token, by: Mapping[int, Token]) -> str:
    """What befell those whom a bare number counts: "the death toll rose to 34", "the number of injured is put at 5"."""
    above = by.get(verb.head, verb) if verb.pos == "ADP" else verb
    counts = [t for t in tokens if t.lemma.lower() in _TOLLS and t.head in (above.ordinal, head.ordinal)]
    for count in sorted(counts, key=lambda t: (abs(t.begin - head.begin), t.begin)):
        beside = [t for t in tokens if t.head == count.ordinal]
        beside += [t for t in tokens if any(t.head == p.ordinal and p.lemma.lower() == "of" for p in beside)]
        beside += [t for t in tokens if t.dep == "acl" and any(t.head == p.ordinal and p.dep == "pobj" for p in beside)]
        told = [c for t in beside if (c := _befell(t.lemma.lower())) in ROLES]
        if told or count.lemma.lower() == "toll":
            return told[0] if told else concept("die")
    if above.lemma.lower() in _MOVING:  # "deaths rise to 19"
        subjects = [t for t in tokens if t.head == above.ordinal and t.dep == "nsubj" and t.pos == "NOUN"]
        return next((c for t in subjects if (c := _befell(t.lemma.lower())) in ROLES), "")
    return ""


def main_day(dated: Iterable[tuple[Place, str]]) -> str:
    """The day that most tellings name, the first of several; "" where none names a day."""
    days = {(place[0], value[:10]) for place, value in dated if _day(value) is not None}
    count = Counter(day for _, day in days)
    return min(count, key=lambda d: (-count[d], d), default="")


def grounded(found: Sequence[Value]) -> list[Value]:
    """Times of which none counts as a guess whose telling names, by weekday, a day that another telling writes out.

    The day of writing of a telling without a date is taken from its siblings. Where a weekday of its own then falls on
    a day that another telling gives by number, or by a weekday of its own known date, the two tell one week. Days
    behind the last such one are plans, of any week.
    """
    written: dict[str, set[str]] = {}
    for v in found:
        if v.sort == "time date" and not v.guessed and _day(v.value) is not None:
            written.setdefault(v.value[:10], set()).add(v.place[0])
    sure: dict[str, str] = {}  # the last day so borne out of each telling
    for v in found:
        day, at = v.value[:10], v.place[0]
        if v.guessed and v.weekday and v.sort == "time date" and written.get(day, set()) - {at}:
            sure[at] = max(sure.get(at, ""), day)
    return [changed(v, guessed=False) if v.guessed and v.value <= sure.get(v.place[0], "") else v for v in found]


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def own_day(value: str, main: str) -> bool:
    """Whether a date may be the story's own: near its main day, or not a date at all."""
    day, about = _day(value), _day(main)
    if day is not None and about is not None:
        return abs((day - about).days) <= NEAR_DAYS
    return not value[:4].isdigit()
