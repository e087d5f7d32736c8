"""Who says it, and who says otherwise: a claim asked of a finished report.

A sentence bears on a claim when it holds most of the claim's words, each weighed by how rare it is; words for
one thing count as one (hurt, injured), and so do spellings of one name. Then numbers and negation decide: a
sentence that gives the claim's number says it, one that gives another number for the same thing in a clause that
tells the same deed, or denies what the claim affirms, or tells its opposite, says otherwise. A surname or a pronoun
stands for the full name. Readings at a discrepancy that oppose a reading which the claim takes
say otherwise too. Every answer is a place in a telling. "Nobody says it" is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tellings import views
from tellings.claims_readings import (
    AFFIRMS,
    DENIES,
    Hit,
    affirming,
    near,
    of_one_event,
    opposing,
    overlap,
    people_of,
    unknown_names,
)
from tellings.ranges import independent
from tellings.text.claim_said import Said, comparable, counted, equal, margin, read, shown
from tellings.text.claim_words import (
    IS,
    PRONOUN,
    WORD,
    People,
    clause,
    dates,
    denies,
    opposites,
    term,
)
from tellings.text.quantities import Amount
from tellings.text.sentences import sentence_spans

#: Share of a claim's words, by weight and by number, that a sentence must hold to bear on it: of three words all, of
#: four three. With less, "two cabins fell into the lake" is said by every sentence about two cabins over the lake.
ENOUGH = 0.7
#: A sentence that denies a claim's very word need hold no more than half of what else the claim adds.
DENIED = 0.5
#: From here on a number tells one thing from others as a rare word does: everything comes in twos and tens.
TELLING = 13


def _held(claim: Said, other: Said, meant: frozenset[str]) -> set[str]:
    """The claim's terms that a sentence holds; `meant` are those of the people whom it names or means."""
    spelt = {term(n) for n in claim.names if n not in other.names and near(n, other.names)}
    return {t for t in claim.weights if t in other.terms or t in spelt or t in meant}


def _share(claim: Said, held: set[str], other: Said) -> tuple[float, float]:
    """The share of the claim's words held, by weight or by number, whichever is less; and with its numbers added."""
    whole = sum(claim.weights.values())
    if not whole:
        return 0.0, 0.0
    mass = sum(claim.weights[t] for t in held)
    marks = [a for a in claim.amounts if (a.low or 0) >= TELLING]
    got = sum(any(equal(a, b) for b in other.amounts) for a in marks)
    size = len(claim.weights)
    alone = min(mass / whole, len(held) / size)
    return alone, max(alone, min((mass + got) / (whole + len(marks)), (len(held) + got) / (size + len(marks))))


def _same_deed(claim: Said, what: set[str], b: Amount, other: Said, meant: frozenset[str]) -> bool:
    """Whether the clause around a number tells the claim's deed: "led by 112 votes" is not "won by 43 votes"."""
    rest = set(claim.weights) - what
    begin, end = clause(other.text, b.begin)
    part = read(other.text[begin:end])
    told = _held(claim, part, meant if PRONOUN.search(part.text) else frozenset())
    return not rest or 2 * len(told & rest) >= len(rest)


def _numbers(claim: Said, other: Said, meant: frozenset[str]) -> tuple[str, str] | None:
    """Stance and reason by the claim's numbers; None when the sentence leaves one of them open."""
    given = []
    for a in claim.amounts:
        what = counted(claim.text, a)
        rivals = [b for b in other.amounts if comparable(a, b, what, counted(other.text, b))]
        if not rivals:
            return None
        same = [b for b in rivals if equal(a, b)]
        if not same:
            # A number without a noun agrees when it is equal, and opposes only what has no noun either.
            named = [b for b in rivals if not what or counted(other.text, b)]
            named = [b for b in named if margin(claim.text, a) == margin(other.text, b)]
            named = [b for b in named if _same_deed(claim, what, b, other, meant)]
            return ("otherwise", f"reads “{shown(other.text, named[0])}”") if named else None
        given.append(shown(other.text, same[0]))
    return "says", f"gives “{given[0]}”" if given else "says the same"


def _of_another(claim: Said, other: Said, people: People) -> str | None:
    """The one of whom a sentence tells the claim's deed, where that is somebody else; None where it is not, or open."""
    deeds = [m for m in WORD.finditer(claim.text) if m[0][0].islower() and term(m[0].lower()) in claim.weights]
    deed = next((m for m in deeds if people.doer(claim.text, m.start())), None)
    mine = people.doer(claim.text, deed.start()) if deed else None
    if mine is None or deed is None:
        return None
    wanted = term(deed[0].lower())
    for m in WORD.finditer(other.text):
        if m[0][0].islower() and term(m[0].lower()) == wanted:
            theirs = people.doer(other.text, m.start())
            if theirs is None or theirs & mine or opposites(wanted) & other.terms:
                return None
            return " ".join(sorted(theirs))
    return None


def _judge(claim: Said, other: Said, meant: frozenset[str], people: People) -> tuple[str, str] | None:
    """Stance and reason of a sentence that holds enough of the claim; None when it bears on something else."""
    held = _held(claim, other, meant)
    contrary = _contrary(claim, other)
    alone, share = _share(claim, held, other)
    with_contrary, _ = _share(claim, held | {t for t, _ in contrary}, other)
    denied, asked = _denials(claim, other.text, people) % 2, _denials(claim, claim.text, people) % 2
    if contrary and with_contrary >= ENOUGH and denied == asked:
        return "otherwise", f"reads “{contrary[0][1]}”"
    who = {term(n) for n in claim.names} & set(claim.weights)
    bare = max(alone, _part(claim, held)) if denied > asked else alone
    short = denied != asked and bare >= DENIED and (not who or bool(held & who)) and len(held) > 1
    if share < ENOUGH and not short:
        return None
    if _of_another(claim, other, people):
        return ("otherwise", "says it of another") if share >= ENOUGH and held >= who else None
    told = _numbers(claim, other, meant)
    if told is None and denied > asked:
        return "otherwise", DENIES  # and need not say how many it would have been
    if told is None or told[0] == "otherwise":
        return told if alone >= ENOUGH else None
    asked_dates, said_dates = dates(claim.text), dates(other.text)
    for kind, wanted in asked_dates.items():
        if wanted and not said_dates[kind]:
            return None  # it leaves the claim's date open
        if wanted and not wanted & said_dates[kind]:
            return "otherwise", f"reads “{', '.join(sorted(said_dates[kind])).title()}”"
    rest = set(claim.weights) - who
    if asked == denied and (2 * len(held & rest) < len(rest) or not _is_so(claim, held)):
        return None  # it names those whom the claim names, and tells something else of them
    if not denied and _open(claim, held & rest, other.text):
        return None
    if asked != denied:
        return "otherwise", DENIES if denied else AFFIRMS
    return told


_OPENS = re.compile(r"\b(?:whether|if)\b[^;:—–]*", re.I)


def _open(claim: Said, held: set[str], text: str) -> bool:
    """Whether a sentence tells what it holds of a claim only as a question: "decides whether to bring charges"."""
    if not held or _OPENS.search(claim.text):
        return False
    asked = [(m.start(), m.end()) for m in _OPENS.finditer(text)]
    places = [m.start() for m in WORD.finditer(text) if term(m[0].lower()) in held]
    return bool(places) and all(any(a < at < b for a, b in asked) for at in places)


_AND = re.compile(r",?\s+(?:and|but)\s+|;\s")


def _part(claim: Said, held: set[str]) -> float:
    """The largest share that is held of a part of a claim of several facts: who denies one of them denies it."""
    shares = []
    for part in _AND.split(claim.text):
        terms = {term(m[0].lower()) for m in WORD.finditer(part)} & set(claim.weights)
        if len(terms) >= 3:
            shares.append(len(terms & held) / len(terms))
    return max(shares, default=0.0) if len(shares) > 1 else 0.0


def _is_so(claim: Said, held: set[str]) -> bool:
    """Whether a sentence holds all that the claim says somebody or something is: "is a Danish company"."""
    found = IS.search(claim.text)
    said = {term(m[0].lower()) for m in WORD.finditer(found[1])} if found else set()
    return said & set(claim.weights) <= held


def _contrary(claim: Said, other: Said) -> list[tuple[str, str]]:
    """The claim's deeds whose opposite a sentence tells of the same doer: the last name before it is the claim's."""
    out = []
    for t in sorted(set(claim.weights) - other.terms):
        against = opposites(t)
        last = ""
        for m in WORD.finditer(other.text if against else ""):
            if m[0][0].isupper():
                last = m[0].lower().removesuffix("'s").removesuffix("’s")
            elif term(m[0].lower()) in against and last and (last in claim.names or near(last, claim.names)):
                out.append((t, m[0]))
    return out


def _sentences(t: views.Telling) -> Iterator[views.Evidence]:
    """The sentences of a telling's title, captions and body."""
    for line in t.lines:
        if line.label in ("title", "body", "caption", "dateline"):
            text = t.text[line.begin : line.end]
            for begin, end in sentence_spans(text):
                if begin < end:
                    yield views.Evidence(t.id, line.begin + begin, line.begin + end, text[begin:end])


def _denials(claim: Said, text: str, people: People) -> int:
    """How often a sentence denies a word of the claim: a denial reaches four words on, six for "no", over no mark."""
    count = 0
    mine = people.doer(claim.text, len(claim.text))
    first = WORD.search(claim.text)
    names = claim.names - ({first[0].lower()} if first and not people.known(first[0]) else frozenset())
    for m in WORD.finditer(text):
        theirs = people.doer(text, m.start()) if denies(m[0].lower()) else None
        if denies(m[0].lower()) and not (mine and theirs and mine.isdisjoint(theirs)):
            far = 6 if m[0].lower() in ("no", "none", "nobody") else 4  # "no one was in a serious condition"
            reach = re.match(rf"(?:\s+[^\W_]+(?:['’-][^\W_]+)*){{0,{far}}}", text[m.end() :])
            words = {w[0].lower() for w in WORD.finditer(reach[0] if reach else "")} - names
            count += any(term(w) in claim.weights for w in words)
    return count


def _hits(report: views.Report, claim: Said) -> list[Hit]:
    """The sentences that bear on a claim; none of a story that never names the place of which the claim tells, and
    none that says otherwise where it lacks another name of the claim."""
    tellings = {t.id: t for t in report.tellings}
    out = []
    for story in report.stories:
        hits = [hit for t in story.tellings for hit in _told(story, tellings[t], claim)]
        if hits:
            lacks, place = unknown_names(claim, [tellings[t].text for t in story.tellings])
            hits = [hit for hit in hits if not place and (not lacks or hit.stance == "says")]
        out += hits
    return out


#: Such a sentence goes on with what the one before was about: "It was lifted at noon".
_IT = re.compile(r"(?:It|They)\b")


def _told(story: views.Story, telling: views.Telling, claim: Said) -> list[Hit]:
    """The sentences of one telling that bear on a claim. A headline that says what the body says is no second."""
    out = []
    people = people_of(story, claim)
    before = frozenset[str]()
    for e in _sentences(telling):
        said = read(e.text)
        meant = people.meant(e.text)
        if _IT.match(e.text) and said.terms & set(claim.weights):
            meant |= before & set(claim.weights)
        before = said.terms
        judged = _judge(claim, said, meant, people)
        if judged:
            out.append(Hit(story.id, e, *judged, round(_share(claim, _held(claim, said, meant), said)[1], 6)))
    heads = [(line.begin, line.end) for line in telling.lines if line.label == "title"]

    def above(hit: Hit) -> bool:
        return any(a <= hit.evidence.begin < b for a, b in heads)

    told = {hit.stance for hit in out if not above(hit)}
    return [hit for hit in out if not above(hit) or hit.stance not in told]


def _assign(story: views.Story, hits: Sequence[Hit]) -> None:
    """Each hit goes to the statement that gathers most hits of its stance."""
    for stance in ("says", "otherwise"):
        mine = [h for h in hits if h.stance == stance]
        held = [(s, [h for h in mine if any(overlap(h.evidence, e) for e in s.tellings)]) for s in story.statements]
        for s, found in sorted(held, key=lambda pair: -len(pair[1])):
            for h in found:
                h.statement = h.statement or s.id


def _entries(report: views.Report, hits: Sequence[Hit], stance: str) -> tuple[views.ClaimStatement, ...]:
    by: dict[tuple[str, str], list[Hit]] = {}
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

    def place(c: views.ClaimStatement) -> tuple[float, int, int, int, int]:
        first = c.tellings[0]
        return -c.similarity, -len(c.tellings), order[c.story], rank[first.telling], first.begin

    return tuple(sorted(out, key=place))


def answer(report: views.Report, text: str) -> views.Claim:
    """Which statements say a claim, with how many independent origins, and which say otherwise."""
    claim = read(text)
    hits = _hits(report, claim)
    for story in report.stories:
        mine = [h for h in hits if h.story == story.id]
        mine += affirming(story, mine)
        mine += opposing(story, claim, mine)
        _assign(story, mine)
        hits = [h for h in hits if h.story != story.id] + mine
    hits = of_one_event(report, claim, hits)
    says, otherwise = _entries(report, hits, "says"), _entries(report, hits, "otherwise")
    verdict = ("disputed" if otherwise else "said") if says else ("otherwise" if otherwise else "nobody")
    tellings = {e.telling for c in says for e in c.tellings}
    return views.Claim(text, verdict, independent(report.stories, tellings), says, otherwise)
