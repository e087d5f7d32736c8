"""The same told on the word of another: "the sheriff said" here, "the undersheriff said" or "a radio reports" there.

Quotes in marks are compared by their words (`variants_quotes`); what at least one telling gives in indirect speech is
compared here. Two clauses tell the same where their sentences are aligned and most of what they tell, weighed by
rarity, is in both. Only sources that cannot well be one are set against one another: two people by name, two bodies,
one by name and "authorities" or an outlet, officials and those who saw it. "Police" and "authorities", or a body and
the man who speaks for it, are no difference; nor are sources of which either telling gives the other's too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.origins_cited import is_outlet
from tellings.collate.variants_grammar import CONTENT, Grammar
from tellings.collate.variants_names import folded, spelt_alike
from tellings.collate.variants_titles import quoted
from tellings.collate.variants_values import STATING
from tellings.collate.variants_view import Place, Point, Reading, View, joined
from tellings.records import Entity, Quote
from tellings.text.agencies import canonical
from tellings.text.prior import rarity

#: What begins the value of a reading that rests on no person by name.
SOURCE = "source: "

#: Sentences aligned as surely as this tell one thing.
ALIGNED = 0.6

#: Two clauses tell the same when this share of what the one tells that tells less, and of the other, is in both, in
#: words weighed by their rarity, and at least so many words.
SHARE, LEAST_SHARE, LEAST_WORDS = 0.6, 0.45, 4

#: Who is told to have said it, by nouns without a name.
_SORTS = {
    word: sort
    for sort, row in (
        ("outlet", "newspaper paper magazine media press station channel broadcaster outlet tabloid"),
        ("witness", "witness neighbor neighbour resident bystander onlooker passer-by passerby survivor passenger"),
        ("kin", "relative family mother father parent brother sister son daughter wife husband friend cousin"),
        ("defence", "lawyer attorney suspect defendant counsel"),
        ("official", "police authority official officer investigator detective deputy prosecutor sheriff government"),
        ("anonymous", "source insider"),
    )
    for word in row.split()
}

#: Sorts of source that are not one another; two people, or two bodies, are compared by name.
_APART = frozenset(
    frozenset(pair.split())
    for pair in (
        "person outlet", "person anonymous", "body outlet", "body anonymous", "official outlet", "official witness",
        "official kin", "official defence", "witness outlet", "witness kin", "witness defence", "kin outlet",
        "kin defence", "body witness", "body kin", "body defence", "defence outlet", "person official",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class _Told:
    """A clause and whose word it is."""

    place: Place
    begin: int
    end: int
    sort: str
    name: str  # an entity's id, else the noun
    shown: tuple[int, int]
    marked: bool  # whether it stands in quotation marks


def source_points(
    view: View, whole: Mapping[Place, Grammar], quotes: Sequence[Quote], entities: Sequence[Entity]
) -> Iterator[Point]:
    """What tellings tell alike and rest on the word of other sources. `whole`: every sentence of the story."""
    known = {e.id: e for e in entities}
    told: dict[Place, list[_Told]] = defaultdict(list)
    for q in sorted(quotes, key=lambda q: (q.article, q.begin, q.end, q.id)):
        row = _told(view, whole, q, known) if q.speaker_begin is not None and q.article in view.text else None
        if row is not None:
            told[row.place].append(row)
    pairs = [pair for place in sorted(told) for pair in _pairs(view, whole, told, place, known)]
    for part in joined(pairs):
        yield _point(view, part, known)


def _told(view: View, whole: Mapping[Place, Grammar], q: Quote, known: Mapping[str, Entity]) -> _Told | None:
    """A quote with its source, where its sentence names one that can be told from others."""
    at = view.place(q.article, q.begin)
    if at is None or q.speaker_begin is None or q.speaker_end is None or view.sentences[at].label not in STATING:
        return None
    if view.place(q.article, q.speaker_begin) != at:
        return None
    grammar = whole[at]
    found = _source(grammar, q.speaker_begin, q.speaker_end, known)
    return (
        None
        if found is None
        else _Told(at, q.begin, q.end, *found, (q.speaker_begin, q.speaker_end), q.kind == "direct")
    )


def _source(grammar: Grammar, begin: int, end: int, known: Mapping[str, Entity]) -> tuple[str, str] | None:
    """The sort of a source and its name, by the words that name it here; None for a pronoun or any other noun."""
    inside = [t for t in grammar.tokens if begin <= t.begin < end]
    ordinals = {t.ordinal for t in inside}
    head = next((t for t in inside if t.head not in ordinals or t.head == t.ordinal), None)
    if head is None:
        return None
    if head.pos == "PROPN":
        entity = known.get(grammar.entities.get((head.article, head.begin), ""))
        name = grammar.view.shown(head.article, begin, end)
        if entity is not None and entity.type == "person":
            return "person", entity.id
        if is_outlet(name.removeprefix("the ").removeprefix("The "), True) or canonical(name) is not None:
            return "outlet", entity.id if entity is not None else name
        return ("body", entity.id) if entity is not None and entity.type == "organisation" else None
    beside = [c for c in grammar.below.get(head.ordinal, ()) if c.dep == "appos" and c.pos == "PROPN"]
    for c in beside:
        entity = known.get(grammar.entities.get((c.article, c.begin), ""))
        if entity is not None and entity.type == "person":
            return "person", entity.id
    sort = _SORTS.get(head.lemma.lower())
    return None if sort is None else (sort, head.lemma.lower())


def _pairs(
    view: View,
    whole: Mapping[Place, Grammar],
    told: Mapping[Place, Sequence[_Told]],
    place: Place,
    known: Mapping[str, Entity],
) -> Iterator[tuple[_Told, _Told]]:
    """Clauses of a sentence, each with one of another telling's that tells the same in the words of another."""
    for other, weight in view.aligned.get(place, {}).items():
        if other <= place or weight < ALIGNED or other not in told:
            continue
        for a in told[place]:
            for b in told[other]:
                if (
                    _apart(a, b, known)
                    and _same(whole[place], a, whole[other], b)
                    and not _both(view, whole, told, a, b)
                ):
                    yield a, b


def _apart(a: _Told, b: _Told, known: Mapping[str, Entity]) -> bool:
    """Whether two sources are not one, and their words are not both quotes in marks."""
    if a.marked and b.marked:
        return False
    if a.sort != b.sort:
        return frozenset({a.sort, b.sort}) in _APART
    if a.sort not in ("person", "body", "outlet") or a.name == b.name or not {a.name, b.name} <= known.keys():
        return False
    x, y = ([folded(w) for w in known[r.name].canonical.split()] for r in (a, b))
    return not (set(x) & set(y)) and not spelt_alike(x[-1], y[-1])


def _bag(grammar: Grammar, told: _Told) -> dict[str, float]:
    """What a clause tells, each with its weight."""
    return {
        low: rarity(low)
        for t, low in zip(grammar.tokens, grammar.lows, strict=True)
        if told.begin <= t.begin < told.end and t.pos in CONTENT and not told.shown[0] <= t.begin < told.shown[1]
    }


def _same(here: Grammar, a: _Told, there: Grammar, b: _Told) -> bool:
    """Whether two clauses tell the same."""
    mine, theirs = _bag(here, a), _bag(there, b)
    shared = mine.keys() & theirs.keys()
    if len(shared) < LEAST_WORDS:
        return False
    weight = round(sum(mine[w] for w in sorted(shared)), 6)
    sizes = sorted(sum(bag[w] for w in sorted(bag)) for bag in (mine, theirs))
    return weight >= SHARE * sizes[0] and weight >= LEAST_SHARE * sizes[1]


def _both(
    view: View, whole: Mapping[Place, Grammar], told: Mapping[Place, Sequence[_Told]], a: _Told, b: _Told
) -> bool:
    """Whether either telling rests it, there or in another sentence that tells the same, on the other's source too."""
    for mine, theirs in ((a, b), (b, a)):
        rows = [mine.place, *(p for p in view.aligned.get(theirs.place, {}) if p[0] == mine.place[0])]
        if any((r.sort, r.name) == (theirs.sort, theirs.name) for p in rows for r in told.get(p, ())):
            return True
        if theirs.name in whole[mine.place].keys or theirs.name in whole[mine.place].words:
            return True
    return False


def _point(view: View, part: Sequence[_Told], known: Mapping[str, Entity]) -> Point:
    first = min(part, key=lambda r: (r.end - r.begin, r))
    readings = []
    for r in part:
        name = known[r.name].canonical if r.name in known else view.shown(r.place[0], *r.shown)
        readings.append(Reading(r.place[0], *r.shown, name if r.sort == "person" else SOURCE + name))
    return Point("attribution", f"who said {quoted(view.shown(first.place[0], first.begin, first.end))}", (*readings,))
