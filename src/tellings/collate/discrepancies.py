"""What variants mean: how grave a difference is, of which type, and how much it matters."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from tellings.collate.apparatus import KIND as COLLATED
from tellings.collate.discrepancies_lists import list_type
from tellings.collate.discrepancies_told import told_type
from tellings.collate.discrepancies_values import GRAVITY, GROWING, Typed, When, number_type, time_type
from tellings.collate.discrepancies_words import distinct
from tellings.collate.variants_names import faintly_alike, shortly_alike, spelt_alike
from tellings.collate.variants_natures import NATURE
from tellings.collate.variants_renamed import leaves_out
from tellings.collate.variants_slots import COMPASS
from tellings.collate.variants_wordings import digits
from tellings.collate.variants_written import letters
from tellings.records import Article, Derivation, Discrepancy, Evidence, OriginMember, Reading, Telling, Variant
from tellings.schema import content_id
from tellings.text.names import generation
from tellings.text.rivals import rival, stages

HARD = frozenset({"number", "date", "time", "name", "place", "list"})

#: What has not happened so far may happen.
_YET = re.compile(r"\b(?:ha(?:s|ve) (?:not|n.t|yet)|ha(?:s|ve)n.t|have been|has been|yet|so far)\b|^no\b")

#: What a place is, from the smallest: a town lies in a county, a county in a province.
_LEVELS = {word: level for level, row in enumerate((
    "village", "town city municipality borough suburb", "district county", "prefecture", "province state", "region",
)) for word in row.split()}  # fmt: skip

#: Words of a place that exclude one another; two other common nouns (yard, lawn) may be one place.
_EXCLUSIVE = COMPASS | {"in", "on", "at", "near", "outside"}

#: What is told as over: it did not happen, whoever tells it and when.
_CLOSED = re.compile(
    r"\b(?:did|had)(?: not|n['’]t)\b|\bnever\b|\b(?:nobody|no one) (?!has\b|is\b)|"
    r"\b(?:was|were)(?: not|n['’]t) (?:\w+ed|told|held|found|made|sent|paid|hit|shot|kept|given|taken|seen)\b"
)

_DENIED = re.compile(r"\b(?:den(?:y|ied|ies|ying)|refut|disput)")

_COUNTING = frozenset("once twice one two three four five six seven eight nine ten eleven twelve dozen hundred".split())

#: A difference: its weight, its point, its type, and its readings by value.
Row = tuple[tuple[int, int, int], str, Typed, dict[str, list[Variant]]]


def polarity_type(values: Sequence[str], when: When, shown: str = "") -> Typed:
    """What was open or had not happened yet and is done is an update; so is what later tellings turn round."""
    if set(values) in ({"due", "yes"}, {"will", "yes"}):
        return Typed("update", "what was due is told as done")
    if set(values) == {"will", "now"}:
        return Typed("update", "what was to come is told as under way")
    done = next((v for v in ("yes", "now") if v in values), "")
    open_ = [v for v in ("may", "unclear", "will", "due", "hope") if v in values]
    if done and done in when and open_ and all(v in when and when[v][1] < when[done][0] for v in open_):
        return Typed("update", "what was open is told as done by a later telling")
    dated = done in when and "not" in when and not _DENIED.search(shown) and not _CLOSED.search(shown)
    if "not" in values and dated and _days_apart(when[done], when["not"]):
        return Typed("update", "later tellings say otherwise")
    if "not" in values and done and _YET.search(shown) and not dated:
        return Typed("update", "what had not happened yet is told as done")
    if "plead" in shown and set(values) == {"yes", "not"}:
        return Typed("update", "a plea that was changed")
    if done and not {"not", "none"} & set(values):
        return Typed("vaguer", "one telling asserts what another leaves open")
    return Typed("contradiction", "one telling asserts what another denies or leaves open")


#: What is asked once of a story, and why two answers differ (`variants_natures`, `variants_turned`).
_ASKED = {
    NATURE: "it cannot have been both",
    "rank: ": "it has one rank",
}

_DEPUTIES = frozenset("deputy vice acting assistant interim".split())


def _days_apart(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether all tellings of one were published on an earlier day than all of the other."""
    day = len("2001-01-01")
    return a[1][:day] < b[0][:day] or b[1][:day] < a[0][:day]


#: Where more words of a quote are other words, two that exclude one another may not stand for one another.
FEW = 2


def _words(quote: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", quote))


def quote_type(values: Sequence[str]) -> Typed:
    """Other numbers in the same words contradict one another; other words are wording."""
    counts = {tuple(digits(w) for w in re.findall(r"[^\W_]+", v) if w.isdigit() or w in _COUNTING) for v in values}
    lengths = {len(c) for c in counts}
    if len(counts) > 1 and len(lengths) == 1:
        return Typed("contradiction", "the same utterance with other numbers")
    for a, b in itertools.combinations(values, 2):
        mine, theirs = _words(a), _words(b)
        against = [(v, w) for v in sorted(mine - theirs) for w in sorted(theirs - mine) if rival(v, w)]
        if against and len(mine - theirs) <= FEW and len(theirs - mine) <= FEW:
            return Typed("contradiction", f"{against[0][0]} and {against[0][1]} exclude one another")
    return Typed("wording", "the same utterance in other words")


def _spelt(a: str, b: str) -> bool:
    """Whether two names are one name in two spellings: no word of one that is quite another in the other."""
    x, y = a.split(), b.split()
    if len(x) != len(y) or letters(a) == letters(b):
        return True
    alone = len(x) == 1
    return all(
        p == q or spelt_alike(p, q) or (alone and (faintly_alike(p, q, True) or shortly_alike(p, q)))
        for p, q in zip(x, y, strict=True)
    )


def _deputy(a: str, b: str) -> bool:
    """Whether two offices are one but for what makes a deputy."""
    return set() != set(a.split()) ^ set(b.split()) <= _DEPUTIES


#: What one house may be called.
_DRINKING = frozenset("bar pub nightclub club tavern lounge saloon inn".split())

#: Parts of the body that lie in another one: who was hit in the thigh was hit in the leg.
_IN_BODY = {
    **dict.fromkeys("thigh knee calf shin ankle foot toe heel shank hamstring".split(), "leg"),
    **dict.fromkeys("hand wrist elbow forearm finger thumb bicep shoulder".split(), "arm"),
    **dict.fromkeys("face forehead skull temple jaw cheek eye ear nose mouth chin scalp".split(), "head"),
    **dict.fromkeys("chest stomach abdomen back belly rib groin hip shoulder waist side".split(), "torso"),
}


def _in_other(a: str, b: str) -> bool:
    """Whether one of two places is a part of the other: the thigh of the leg, the south-west of the south."""
    compass = {a, b} <= COMPASS and (a.startswith(b.removesuffix("ern")) or b.startswith(a.removesuffix("ern")))
    return compass or _IN_BODY.get(a) == b or _IN_BODY.get(b) == a


def rival_type(values: Sequence[str], when: When) -> Typed | None:
    """Words that exclude one another contradict, unless one is a stage that may have followed the other; else None."""
    split = {value: value.split() for value in values}
    pairs = [
        (v, w)
        for a, b in itertools.permutations(values, 2)
        for v in split[a]
        for w in split[b]
        if rival(v, w) and v not in split[b] and w not in split[a]
    ]
    if not pairs:
        return None
    if all({a, b} <= _DRINKING for a, b in pairs):
        return Typed("wording", f"{pairs[0][0]} and {pairs[0][1]} may be words for one place")
    if all(_in_other(a, b) for a, b in pairs):
        return Typed("vaguer", f"{pairs[0][0]} and {pairs[0][1]} may be one place")
    for a, b in pairs:
        if stages(a, b) == 1 and not (a in when and b in when and when[a][0] > when[b][1]):
            return Typed("update", f"{a} first, {b} later")
    return Typed("contradiction", f"{pairs[0][0]} and {pairs[0][1]} exclude one another")


def turned_type(values: Sequence[str]) -> Typed | None:
    """Values of `variants_turned` contradict: a deed turned round, all and almost all, two that alone are first."""
    if set(values) == {"all", "almost all"}:
        return Typed("contradiction", "all and almost all exclude one another")
    if len({" ".join(sorted(v.split())) for v in values}) == 1 < len(values) and all(" " in v for v in values):
        return Typed("contradiction", "each is said to have done it to the other")
    first = [v.partition(": ") for v in values]
    if all(sign for _, sign, _ in first) and len({head for head, _, _ in first}) == 1:
        return Typed("contradiction", f"only one can be {first[0][0]}")
    return None


def difference_type(kind: str, values: Sequence[str], when: When, shown: str = "") -> Typed:
    """The type of a difference between readings of one kind. `when`: first and last publication of each value."""
    if kind == "number":
        return number_type(values, when, GROWING.search(shown) is not None)
    if kind in ("date", "time"):
        return time_type(values)
    if kind == "name":
        if len({generation(v) for v in values}) > 1:
            return Typed("wording", "one tells by the name which of the family it is")
        if any(leaves_out(a, b) for a, b in itertools.permutations(values, 2)):
            return Typed("vaguer", "one leaves out a word of the name")
        spelt = all(_spelt(a, b) for a, b in itertools.combinations(values, 2))
        return Typed("spelling", "the same name, spelt differently") if spelt else Typed("wording", "two names for one")
    if kind == "quote":
        return quote_type(values)
    if kind == "negation":
        return polarity_type(values, when, shown)
    if kind in ("description", "place", "attribution") and (told := told_type(values) or rival_type(values, when)):
        return told
    if kind == "description" and (told := turned_type(values)):
        return told
    if kind == "description" and (asked := next((a for a in _ASKED if all(v.startswith(a) for v in values)), None)):
        if any(_days_apart(when[v], when[w]) for v in values for w in values if v in when and w in when):
            return Typed("update", "later tellings say otherwise")
        return Typed("contradiction", _ASKED[asked])
    if kind == "description" and any(_deputy(a, b) for a, b in itertools.combinations(values, 2)):
        return Typed("contradiction", "a deputy does not hold the office")
    if kind == "place" and all(v in _LEVELS for v in values):
        apart = len({_LEVELS[v] for v in values}) == len(values)
        return (
            Typed("vaguer", "one may be a part of the other") if apart else Typed("wording", "two words for one sort")
        )
    if kind == "place" and all(v.isalpha() and v.islower() and v not in _EXCLUSIVE for v in values):
        return Typed("wording", "two words for where")
    if kind == "place" and any(a != b and a in b for a in values for b in values):
        return Typed("vaguer", "one telling says less exactly where")
    if kind == "list":
        return list_type(values)
    if kind == "place" and all(_in_other(a, b) for a, b in itertools.combinations(values, 2)):
        return Typed("vaguer", "one may be a part of the other")
    if kind in ("attribution", "place"):
        return Typed("contradiction", "both cannot be right")
    if kind == COLLATED:
        return Typed("vaguer", "told side by side: some say it more exactly, or of more, than others")
    return Typed("wording", "the same in other words")


def _weight(kind: str, typed: str, origins: int) -> tuple[int, int, int]:
    """Smaller matters more: contradictions and updates, hard kinds, facts that many origins carry."""
    if kind == COLLATED:
        return (len(GRAVITY), 0, -origins)  # behind what is known to differ
    grave = GRAVITY.index(typed)
    return (0 if grave < 2 else grave, 0 if kind in HARD else 1, -origins)


def discrepancies(
    story: str,
    variants: Sequence[Variant],
    tellings: Sequence[Telling],
    members: Sequence[OriginMember],
    texts: Mapping[str, str],
    rendered: Set[str] = frozenset(),
) -> Iterator[object]:
    """Discrepancies of a story with their readings, ranked by how much they matter.

    `texts`: article id -> text, in which the readings are looked up for words of growing counts. `rendered`: the
    articles that are renderings of tellings in another language (`renderings`).
    """
    origin = {m.article: m.origin for m in members}
    published = {t.article: t.published for t in tellings}
    by: dict[str, list[Variant]] = defaultdict(list)
    for v in variants:
        by[v.point].append(v)
    rows: list[Row] = []
    for point in sorted(by):
        readings: dict[str, list[Variant]] = defaultdict(list)
        for v in sorted(by[point], key=lambda v: (v.article, v.begin, v.end)):
            readings[v.value].append(v)
        if len(readings) < 2:
            continue
        kind = by[point][0].kind
        shown = " ".join(texts.get(v.article, "")[v.begin : v.end].lower() for v in by[point])
        typed = difference_type(kind, sorted(readings), _when(readings, published), shown)
        if typed.type == "wording" and _by_rendering(readings, rendered):
            typed = Typed("translation", "another rendering from another language")
        sources = {origin.get(v.article, v.article) for v in by[point]}
        rows.append((_weight(kind, typed.type, len(sources)), point, typed, dict(readings)))
    rows = list(_alike(rows))
    ordered = sorted(rows, key=lambda r: (r[0], by[r[1]][0].kind, by[r[1]][0].about, r[1]))
    for rank, (_, point, typed, readings) in enumerate(ordered):
        first = by[point][0]
        ident = content_id(story, "discrepancy", point)
        yield Discrepancy(story, ident, rank, first.kind, typed.type, first.about, typed.why)
        yield from _readings(story, ident, readings, origin)


def _alike(rows: Iterable[Row]) -> Iterator[Row]:
    """One move of a number is one thing wherever it is told: 7, then 9 hurt; 7, then 9 treated."""
    moved: dict[frozenset[str], Typed] = {}
    found = sorted(rows, key=lambda row: row[1])
    for _, _, typed, readings in found:
        if typed.type == "update":
            moved.setdefault(frozenset(readings), typed)
    for weight, point, typed, readings in found:
        update = moved.get(frozenset(readings)) if typed.type == "contradiction" else None
        number = all(v.kind == "number" for row in readings.values() for v in row)
        yield (weight, point, update if update is not None and number else typed, readings)


def renderings(articles: Iterable[Article], derivations: Iterable[Derivation]) -> frozenset[str]:
    """The articles that are renderings: made from another telling by translation, or not in the story's language."""
    languages = {a.id: a.language for a in articles}
    count = Counter(v for v in languages.values() if v)
    main = min(count, key=lambda v: (-count[v], v), default=None)
    foreign = {a for a, v in languages.items() if v and v != main}
    return frozenset(foreign | {d.child for d in derivations if d.kind == "translation"})


def _by_rendering(readings: Mapping[str, Iterable[Variant]], rendered: Set[str]) -> bool:
    """Whether renderings alone depart from the one reading that all other tellings have."""
    native = [any(v.article not in rendered for v in found) for found in readings.values()]
    return native.count(True) == 1 < len(native)


def _when(readings: Mapping[str, Iterable[Variant]], published: Mapping[str, str | None]) -> dict[str, tuple[str, str]]:
    """First and last publication of each value, where every telling that reads it is dated."""
    out: dict[str, tuple[str, str]] = {}
    for value, found in readings.items():
        dates = [published.get(v.article) for v in found]
        known = sorted(d for d in dates if d is not None)
        if known and len(known) == len(dates):
            out[value] = (known[0], known[-1])
    return out


def _readings(
    story: str, ident: str, readings: Mapping[str, list[Variant]], origin: Mapping[str, str]
) -> Iterator[Reading]:
    """Readings in order of how many origins carry them."""
    carried = {
        value: sorted({origin[v.article] for v in found if v.article in origin}) for value, found in readings.items()
    }
    order = sorted(readings, key=lambda value: (-len(carried[value]), -len(readings[value]), value))
    said = distinct(order) if next(iter(readings.values()))[0].kind in ("number", "date", "time") else {}
    for ordinal, value in enumerate(order):
        found = readings[value]
        yield Reading(
            story,
            ident,
            ordinal,
            said.get(value, value),
            tuple(carried[value]),
            tuple(Evidence(v.article, v.begin, v.end) for v in found),
            tuple(Evidence(v.article, v.context_begin, v.context_end) for v in found),
        )
