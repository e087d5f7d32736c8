"""What readings of differences say to a claim, and of which event a claim speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tellings import views
from tellings.text.claim_said import Said, read
from tellings.text.claim_words import WORD, People, clause, term
from tellings.text.names import token_similarity

#: Differences that are no matter of form: what stands at them opposes a claim.
OPPOSED = ("contradiction", "update")
#: Why a sentence says otherwise that tells whether something is so.
DENIES, AFFIRMS = "denies it", "affirms it"


#: Two tokens of names are spellings of one name from here on (measured for the entities room).
SAME_NAME = 0.85


def near(name: str, names: Iterable[str]) -> bool:
    """Whether a name is a spelling of one of several."""
    return any(token_similarity(name, other) >= SAME_NAME for other in names)


@dataclass(slots=True)
class Hit:
    """A sentence that bears on the claim."""

    story: str
    evidence: views.Evidence
    stance: str
    why: str
    similarity: float
    statement: str | None = None


def people_of(story: views.Story, claim: Said) -> People:
    """A story's people, asked about with the names of a claim."""
    return People([[f.form for f in e.forms] for e in story.entities if e.type == "person"], claim.names)


def overlap(a: views.Evidence | views.ReadingEvidence, b: views.Evidence | views.ReadingEvidence) -> bool:
    """Whether two places share a letter."""
    return a.telling == b.telling and a.begin < b.end and b.begin < a.end


def opposing(story: views.Story, claim: Said, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Readings that oppose one which the claim takes, at a place that says it."""
    says, people = [h for h in hits if h.stance == "says"], people_of(story, claim)
    for d in story.discrepancies:
        if d.type not in OPPOSED:
            continue
        taken = [
            n
            for n, r in enumerate(d.readings)
            if any(overlap(e, h.evidence) for e in r.evidence for h in says) and _takes(claim, r, d.kind)
        ]
        near = max((h.similarity for h in says), default=0.0)
        for n, r in enumerate(d.readings):
            if taken and n not in taken:
                for e in r.evidence:
                    place = e.context or views.Evidence(e.telling, e.begin, e.end, e.text)
                    begin, end = clause(place.text, e.begin - place.begin)
                    if people.another(place.text[begin:end]) or _other_matter(claim, place.text):
                        continue
                    if not any(overlap(e, h.evidence) for h in hits):
                        yield Hit(story.id, place, "otherwise", f"reads “{e.text}” ({d.about})", near)


def affirming(story: views.Story, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Readings of whether something is so that say what a claim says, where a hit says the opposite:
    "the potable water was affected" beside "the drinking water was not affected"."""
    against = [h for h in hits if h.why in (DENIES, AFFIRMS)]
    for d in story.discrepancies if against else ():
        if d.kind != "negation" or d.type not in OPPOSED:
            continue
        met = [(r, h) for r in d.readings for h in against if any(overlap(e, h.evidence) for e in r.evidence)]
        wanted = {"yes" if h.why == DENIES else "not" for _, h in met}
        for r in d.readings:
            if not met or {r.value} != wanted or any(r is other for other, _ in met):
                continue
            for e in r.evidence:
                place = e.context or views.Evidence(e.telling, e.begin, e.end, e.text)
                if not any(overlap(e, h.evidence) for h in hits):
                    yield Hit(story.id, place, "says", f"reads “{e.text}” ({d.about})", met[0][1].similarity)


def of_one_event(report: views.Report, claim: Said, hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those that say otherwise of another event than the claim speaks of.

    A claim speaks of the stories that say it; where none does, of those whose tellings hold its words: one that lacks a
    name or word of it which another has tells of something else.
    """
    found = list(dict.fromkeys(h.story for h in hits))
    if len(found) < 2:
        return list(hits)
    said = {h.story for h in hits if h.stance == "says"}
    if said:
        return [h for h in hits if h.story in said]
    texts = {t.id: t.text for t in report.tellings}
    members = {s.id: s.tellings for s in report.stories}
    held = {
        s: {term(m[0].lower()) for t in members[s] for m in WORD.finditer(texts[t])} & set(claim.weights) for s in found
    }
    spoken_of = [s for s in found if not any(held[s] < held[other] for other in found)]
    return [h for h in hits if h.story in spoken_of]


#: A name of a claim: words with capitals that stand together; and what stands before it where it names a place.
_NAME = re.compile(r"(?:[^\W\d_a-z][^\W_]*(?:['’-][^\W_]+)*)(?: [^\W\d_a-z][^\W_]*(?:['’-][^\W_]+)*)*")
_PLACE = re.compile(r"\b(?:in|at|near|outside|off|around) (?:the )?\Z")


def unknown_names(claim: Said, texts: Iterable[str]) -> tuple[bool, bool]:
    """Whether some texts lack a name of a claim altogether, every word of it; and whether it is one of a place.

    The first word of a claim has its capital for another reason.
    """
    there: set[str] | None = None
    out = place = False
    for m in _NAME.finditer(claim.text):
        words = {w[0].lower() for w in WORD.finditer(m[0])} & claim.names
        if m.start() == 0:
            words -= {next(w[0].lower() for w in WORD.finditer(m[0]))}
        if not words:
            continue
        if there is None:
            there = {w[0].lower() for text in texts for w in WORD.finditer(text)}
        if not words & there and not any(near(w, there) for w in words):
            out, place = True, place or _PLACE.search(claim.text, 0, m.start()) is not None
    return out, place


def _other_matter(claim: Said, text: str) -> bool:
    """Whether a sentence has an amount of one of the claim's kinds, and none of that order: 14 million, not 240,000."""
    listed = read(text).amounts
    for a in claim.amounts:
        like = [b for b in listed if b.kind == a.kind == "money" and b.unit == a.unit and a.low and b.low]
        if like and not any(0.5 <= (b.low or 0) / (a.low or 1) <= 2 for b in like):
            return True
    return False


def _takes(claim: Said, reading: views.Reading, kind: str) -> bool:
    """Whether the claim holds a reading's words and numbers; of whether something is so, half of its words."""
    for e in reading.evidence:
        said = read(e.text)
        if kind == "negation" and 2 * len(said.terms & claim.terms) >= len(said.terms) > 0:
            return True
        numbers = all(any((a.low, a.high) == (b.low, b.high) for b in claim.amounts) for a in said.amounts)
        if (said.terms or said.amounts) and said.terms <= claim.terms and numbers:
            return True
    return False
