"""Who says it, and who says otherwise: a claim asked of a finished report.

A sentence bears on a claim when it holds most of the claim's words, each weighed by how rare it is; words for
one thing count as one (hurt, injured), and so do spellings of one name. Then numbers and negation decide: a
sentence that gives the claim's number says it, one that gives another number for the same thing, or denies
what the claim affirms, says otherwise. Readings at a discrepancy that oppose a reading which the claim takes
say otherwise too. Every answer is a place in a telling. "Nobody says it" is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from tellings import views
from tellings.text.concepts import concept
from tellings.text.names import token_similarity
from tellings.text.prior import rarity
from tellings.text.quantities import Amount, find_quantities
from tellings.text.sentences import sentence_spans

#: Share of a claim's words, by weight and by number, that a sentence must hold to bear on it: of three words all, of
#: four three. With less, "two cabins fell into the lake" is said by every sentence about two cabins over the lake.
ENOUGH = 0.7
#: Words in more than two of three articles carry nothing of a claim.
COMMON = 0.4
#: Two tokens of names are spellings of one name from here on (measured for the entities room).
SAME_NAME = 0.85
#: As everywhere: derivations this sure join origins at both ends of the range.
SURE = 0.8
#: Differences that are no matter of form: what stands at them opposes a claim.
OPPOSED = ("contradiction", "update")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot deny denied denies denying refuse refused refuses "
    "refute refuted refutes reject rejected rejects untrue false hardly unable fail failed fails".split()
)
#: Words that only join others: articles, pronouns, prepositions, conjunctions, auxiliaries, adverbs of degree.
_JOINTS = frozenset(
    "a an the this that these those some any all both each every i you he she it we they me him her us them my "
    "your his its our their who whom whose which what when where why how there here of in on at by for from to "
    "with into onto off over under up down out about after before during between through against since until upon "
    "within and or but if as than then so because while though although is are was were be been being am has have "
    "had having do does did will would can could may might must shall should very too also just only even still "
    "yet already more most such own same other another again says said".split()
)
_ENDINGS = ("", "s", "es", "ed", "d", "ing", "ies", "ied", "ly")


@cache
def _term(word: str) -> str:
    """A word's concept: the concept of the nearest base form, else the word without its ending."""
    for end in _ENDINGS:
        if word.endswith(end) and len(word) - len(end) > 2:
            base = word[: len(word) - len(end)]
            for form in (base, base + "e", base + "y", base[:-1] if base[-1:] == base[-2:-1] else base):
                if concept(form) != form:
                    return concept(form)
    for end in ("ies", "ied"):
        if word.endswith(end) and len(word) > 5:
            return word[: -len(end)] + "y"
    for end in ("ing", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) > 3:
            return word[: -len(end)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


#: Words for dates, by what they say: two of one class that differ are two dates.
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATED = re.compile(
    r"\b(?:(?P<month>[A-Z][a-z]{2,8})\b\.?(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?\b(?![\d:.,]*\d))?|(?P<year>(?:1[5-9]|20)\d\d))\b"
)

_BEFORE_MONTH = re.compile(r"(?:\d|\b(?:in|of|on|by|since|until|last|next|this|early|late|mid))[\s-]*$", re.I)


def _dates(text: str) -> dict[str, frozenset[str]]:
    """The months, weekdays and years a text names; "May" and "March" only where a date is likely."""
    found: dict[str, set[str]] = {"month": set(), "weekday": set(), "year": set()}
    for m in _DATED.finditer(text):
        word = (m["month"] or "").lower()
        if m["year"]:
            found["year"].add(m["year"])
        elif word in _DAYS:
            found["weekday"].add(word)
        else:
            month = next((name for name in _MONTHS if word == name or (len(word) > 2 and name.startswith(word))), None)
            before = _BEFORE_MONTH.search(text[max(0, m.start() - 12) : m.start()])
            if month and (month not in ("march", "may") or m["after"] or before):
                found["month"].add(month)
    return {kind: frozenset(words) for kind, words in found.items()}


@dataclass(frozen=True, slots=True)
class _Said:
    """What a stretch of text says, ready to be compared."""

    terms: frozenset[str]
    names: frozenset[str]  # lower-cased tokens that begin with a capital
    weights: dict[str, float]  # term -> how much it counts
    amounts: tuple[Amount, ...]


def _denies(word: str) -> bool:
    return word.removesuffix("'s").removesuffix("’s") in _NEGATIONS or word.endswith(("n't", "n’t"))


def _read(text: str) -> _Said:
    amounts = tuple(a for a in find_quantities(text, ()) if a.bound != "vague" and not _OURS.match(text, a.end))
    taken = [(a.begin, a.end) for a in amounts]
    dated = frozenset().union(*_dates(text).values())
    weights: dict[str, float] = {}
    names = set()
    for m in _WORD.finditer(text):
        word = m[0].lower()
        if any(a <= m.start() < b for a, b in taken) or _denies(word) or word in _JOINTS or word in dated:
            continue
        weight = rarity(word)
        if weight > COMMON:
            weights[_term(word)] = max(weight, weights.get(_term(word), 0.0))
        if m[0][0].isupper():
            names.add(word)
    return _Said(frozenset(weights), frozenset(names), weights, amounts)


def _near(name: str, names: Iterable[str]) -> bool:
    return any(token_similarity(name, other) >= SAME_NAME for other in names)


def _held(claim: _Said, other: _Said) -> float:
    """The share of the claim's words that the other holds, by weight or by number, whichever is less."""
    whole = sum(claim.weights.values())
    if not whole:
        return 0.0
    spelt = {_term(n) for n in claim.names if n not in other.names and _near(n, other.names)}
    held = [t for t in claim.weights if t in other.terms or t in spelt]
    return min(sum(claim.weights[t] for t in held) / whole, len(held) / len(claim.weights))


_LEAD = re.compile(r"([^\W\d_]+) \Z")
#: A witness counts the company that was with her.
_OURS = re.compile(r" of (?:us|you)\b", re.I)


def _counted(text: str, a: Amount) -> set[str]:
    """What a number may count: the terms of the next three words before a mark and of the word before it.

    Rules alone find no head noun: "seven people were injured", "injuring seven people".
    """
    run = re.match(r"(?:[\s-]*[^\W\d_][^\W_]*(?:['’][^\W_]+)*){0,3}", text[a.end :])
    said = {_term(m[0].lower()) for m in _WORD.finditer(run[0] if run else "")}
    lead = _LEAD.search(text[max(0, a.begin - 24) : a.begin])
    if lead and lead[1].lower() not in _JOINTS:
        said.add(_term(lead[1].lower()))
    return said | ({_term(a.what.lower())} if a.what else set())


def _comparable(a: Amount, b: Amount, said: set[str], other: set[str]) -> bool:
    """Whether two quantities measure the same thing, as far as can be told."""
    if a.kind != b.kind or a.unit != b.unit:
        return False
    return a.unit is not None or not said or not other or bool(said & other)


def _shown(text: str, a: Amount) -> str:
    return text[a.begin : max(a.end, a.what_end or 0)]


def _judge(claim: _Said, asked: str, other: _Said, text: str) -> tuple[str, str] | None:
    """Stance and reason of a sentence that holds the claim's words; None when it leaves the claim's number open."""
    equal = []
    for a in claim.amounts:
        what = _counted(asked, a)
        rivals = [b for b in other.amounts if _comparable(a, b, what, _counted(text, b))]
        if not rivals:
            return None
        same = [b for b in rivals if (a.low, a.high) == (b.low, b.high)]
        if not same:
            # A number without a noun agrees when it is equal, and opposes only what has no noun either.
            named = [b for b in rivals if not what or _counted(text, b)]
            return ("otherwise", f"reads “{_shown(text, named[0])}”") if named else None
        equal.append(_shown(text, same[0]))
    asked_dates, said_dates = _dates(asked), _dates(text)
    for kind, wanted in asked_dates.items():
        if wanted and not said_dates[kind]:
            return None  # it leaves the claim's date open
        if wanted and not wanted & said_dates[kind]:
            return "otherwise", f"reads “{', '.join(sorted(said_dates[kind])).title()}”"
    denials = _denials(claim, text) % 2
    if _denials(claim, asked) % 2 != denials:
        return "otherwise", "denies it" if denials else "affirms it"
    return "says", f"gives “{equal[0]}”" if equal else "says the same"


@dataclass(slots=True)
class _Hit:
    """A sentence that bears on the claim."""

    story: str
    evidence: views.Evidence
    stance: str
    why: str
    similarity: float
    statement: str | None = None


def _sentences(t: views.Telling) -> Iterator[views.Evidence]:
    """The sentences of a telling's title, captions and body."""
    for line in t.lines:
        if line.label in ("title", "body", "caption", "dateline"):
            text = t.text[line.begin : line.end]
            for begin, end in sentence_spans(text):
                if begin < end:
                    yield views.Evidence(t.id, line.begin + begin, line.begin + end, text[begin:end])


def _denials(claim: _Said, text: str) -> int:
    """How often a sentence denies a word of the claim: a denial reaches four words on, and over no mark."""
    count = 0
    for m in _WORD.finditer(text):
        if _denies(m[0].lower()):
            reach = re.match(r"(?:\s+[^\W_]+(?:['’-][^\W_]+)*){0,4}", text[m.end() :])
            words = {w[0].lower() for w in _WORD.finditer(reach[0] if reach else "")} - claim.names
            count += any(_term(w) in claim.weights for w in words)
    return count


def _hits(report: views.Report, claim: _Said, text: str) -> list[_Hit]:
    tellings = {t.id: t for t in report.tellings}
    return [
        hit for story in report.stories for t in story.tellings for hit in _told(story.id, tellings[t], claim, text)
    ]


def _told(story: str, telling: views.Telling, claim: _Said, text: str) -> list[_Hit]:
    """The sentences of one telling that bear on a claim. A headline that says what the body says is no second."""
    out = []
    for e in _sentences(telling):
        said = _read(e.text)
        share = _held(claim, said)
        judged = _judge(claim, text, said, e.text) if share >= ENOUGH else None
        if judged:
            out.append(_Hit(story, e, *judged, round(share, 6)))
    heads = [(line.begin, line.end) for line in telling.lines if line.label == "title"]

    def above(hit: _Hit) -> bool:
        return any(a <= hit.evidence.begin < b for a, b in heads)

    told = {hit.stance for hit in out if not above(hit)}
    return [hit for hit in out if not above(hit) or hit.stance not in told]


def _overlap(a: views.Evidence | views.ReadingEvidence, b: views.Evidence | views.ReadingEvidence) -> bool:
    return a.telling == b.telling and a.begin < b.end and b.begin < a.end


def _opposing(story: views.Story, claim: _Said, hits: Sequence[_Hit]) -> Iterator[_Hit]:
    """Readings that oppose one which the claim takes, at a place that says it."""
    says = [h for h in hits if h.stance == "says"]
    for d in story.discrepancies:
        if d.type not in OPPOSED:
            continue
        taken = [
            n
            for n, r in enumerate(d.readings)
            if any(_overlap(e, h.evidence) for e in r.evidence for h in says) and _takes(claim, r)
        ]
        near = max((h.similarity for h in says), default=0.0)
        for n, r in enumerate(d.readings):
            if taken and n not in taken:
                for e in r.evidence:
                    if not any(_overlap(e, h.evidence) for h in hits):
                        place = e.context or views.Evidence(e.telling, e.begin, e.end, e.text)
                        yield _Hit(story.id, place, "otherwise", f"reads “{e.text}” ({d.about})", near)


def _takes(claim: _Said, reading: views.Reading) -> bool:
    """Whether the claim holds a reading's words and numbers."""
    for e in reading.evidence:
        said = _read(e.text)
        numbers = all(any((a.low, a.high) == (b.low, b.high) for b in claim.amounts) for a in said.amounts)
        if (said.terms or said.amounts) and said.terms <= claim.terms and numbers:
            return True
    return False


def _assign(story: views.Story, hits: Sequence[_Hit]) -> None:
    """Each hit goes to the statement that gathers most hits of its stance."""
    for stance in ("says", "otherwise"):
        mine = [h for h in hits if h.stance == stance]
        held = [(s, [h for h in mine if any(_overlap(h.evidence, e) for e in s.tellings)]) for s in story.statements]
        for s, found in sorted(held, key=lambda pair: -len(pair[1])):
            for h in found:
                h.statement = h.statement or s.id


@dataclass(slots=True)
class _Joined:
    """Union of tellings and absent parents."""

    parent: dict[str, str] = field(default_factory=dict)

    def top(self, node: str) -> str:
        while self.parent.get(node, node) != node:
            node = self.parent[node]
        return node

    def join(self, a: str, b: str) -> None:
        x, y = sorted((self.top(a), self.top(b)))
        self.parent[y] = x


def independent(stories: Iterable[views.Story], tellings: set[str]) -> views.Range:
    """How many independent origins stand behind some tellings, by the derivations and origins of their stories."""
    sure, maybe = _Joined(), _Joined()
    for story in stories:
        for origin in story.origins:
            for a, b in zip(origin.tellings, origin.tellings[1:], strict=False):
                maybe.join(a, b)
        for d in story.derivations:
            if d.kind != "quotes-only":
                parent = d.parent if d.parent in story.tellings else f"{story.id} {d.parent}"
                maybe.join(d.child, parent)
                if d.confidence >= SURE:
                    sure.join(d.child, parent)
    low, high = (len({j.top(t) for t in tellings}) for j in (maybe, sure))
    return views.Range(low, high, None, None)


def _entries(report: views.Report, hits: Sequence[_Hit], stance: str) -> tuple[views.ClaimStatement, ...]:
    by: dict[tuple[str, str], list[_Hit]] = {}
    for h in hits:
        if h.stance == stance:
            by.setdefault((h.story, h.statement or f"\0{' '.join(h.evidence.text.lower().split())}"), []).append(h)
    rank = {t: n for s in report.stories for n, t in enumerate(s.tellings)}
    stories = {s.id: s for s in report.stories}
    out = []
    for (story, key), found in by.items():
        found.sort(key=lambda h: (-h.similarity, rank[h.evidence.telling], h.evidence.begin))
        places = sorted({h.evidence for h in found}, key=lambda e: (rank[e.telling], e.begin))
        out.append(
            views.ClaimStatement(
                story=story,
                statement=None if key.startswith("\0") else key,
                stance=stance,
                similarity=found[0].similarity,
                why=found[0].why,
                independent_origins=independent([stories[story]], {e.telling for e in places}),
                tellings=tuple(places),
            )
        )
    order = {s.id: n for n, s in enumerate(report.stories)}
    return tuple(
        sorted(
            out,
            key=lambda c: (
                -c.similarity,
                -len(c.tellings),
                order[c.story],
                rank[c.tellings[0].telling],
                c.tellings[0].begin,
            ),
        )
    )


def answer(report: views.Report, text: str) -> views.Claim:
    """Which statements say a claim, with how many independent origins, and which say otherwise."""
    claim = _read(text)
    hits = _hits(report, claim, text)
    for story in report.stories:
        mine = [h for h in hits if h.story == story.id]
        mine += _opposing(story, claim, mine)
        _assign(story, mine)
        hits = [h for h in hits if h.story != story.id] + mine
    says, otherwise = _entries(report, hits, "says"), _entries(report, hits, "otherwise")
    verdict = ("disputed" if otherwise else "said") if says else ("otherwise" if otherwise else "nobody")
    tellings = {e.telling for c in says for e in c.tellings}
    return views.Claim(text, verdict, independent(report.stories, tellings), says, otherwise)
