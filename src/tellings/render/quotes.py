"""Readings and quotes side by side: which words are the same, which are new, which are gone."""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tellings import views
from tellings.render.outline import Outline
from tellings.render.phrases import parting
from tellings.render.wording import clean, flat

#: So many utterances of one speaker stand before those of the next have had their turn.
TURNS = 3
_WORDS = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)


def shown(reading: views.Reading) -> list[str]:
    """A reading in the words of the tellings: the most frequent form first; capitals make no other form."""
    counts = Counter(flat(e.text) for e in reading.evidence)
    forms: dict[str, str] = {}
    for words in sorted(counts, key=lambda words: (-counts[words], words)):
        forms.setdefault(words.casefold(), words)
    return list(forms.values())


def opposite(story: views.Story, statement: views.Statement) -> list[tuple[str, tuple[str, ...]]]:
    """What others read where a statement's text meets a difference, in their words, and which tellings do."""
    readings = {(d.id, r.value): r for d in story.discrepancies for r in d.readings}
    out: dict[str, tuple[str, ...]] = {}
    for x in statement.otherwise:
        reading = readings.get((x.discrepancy, x.value))
        words = f"“{_in_place(_beside(reading, statement), x.tellings)}”" if reading else flat(x.value)
        out.setdefault(words, x.tellings)
    return list(out.items())


def _beside(reading: views.Reading, statement: views.Statement) -> views.Reading:
    """A reading as its tellings have it where they tell the statement; wherever they have it if nowhere there."""
    near = [e for e in reading.evidence if any(_meet(e, said) for said in statement.tellings)]
    apart = [e for e in reading.evidence if e.telling not in {x.telling for x in near}]
    return replace(reading, evidence=(*near, *apart))


def _meet(e: views.ReadingEvidence, said: views.Evidence) -> bool:
    """Whether a place and the sentence around another meet."""
    begin, end = (e.context.begin, e.context.end) if e.context else (e.begin, e.end)
    return e.telling == said.telling and begin < said.end and said.begin < end


#: Types of difference that a line of the brief shows.
_GRAVE = frozenset({"contradiction", "update"})


def _places(line: views.BriefLine) -> list[views.Evidence]:
    """Where the very words of a line stand."""
    return [e for e in line.evidence if e.text == line.text]


def disputed(story: views.Story, line: views.BriefLine) -> tuple[list[tuple[int, int]], list[tuple[str, list[str]]]]:
    """The words of a line told differently that others tell otherwise, as spans of its text; and what the others read,
    in their words, with the tellings that do. What another line of the brief shows is not said again."""
    if line.role != "differs":
        return [], []
    own = _places(line)
    elsewhere = [e for other in story.brief if other is not line for e in _places(other)]
    spans: set[tuple[int, int]] = set()
    out: dict[str, list[str]] = {}
    for d in story.discrepancies:
        held = {r.value: [(e, p) for e in r.evidence for p in own if within(e, p)] for r in d.readings}
        if d.type not in _GRAVE or not any(held.values()):
            continue
        spans |= {(e.begin - p.begin, e.end - p.begin) for places in held.values() for e, p in places}
        for r in d.readings:
            if not held[r.value] and not any(within(e, x) for e in r.evidence for x in elsewhere):
                tellings = list(dict.fromkeys(e.telling for e in r.evidence))
                out.setdefault(f"“{_in_place(r, tellings)}”", tellings)
    return sorted(spans), list(out.items())


def within(e: views.ReadingEvidence, place: views.Evidence) -> bool:
    """Whether a reading stands inside a place."""
    return e.telling == place.telling and place.begin <= e.begin and e.end <= place.end


def pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is disputed; spans may overlap."""
    cuts = sorted({0, len(text), *(n for span in spans for n in span)})
    return [(text[a:b], any(x <= a and b <= y for x, y in spans)) for a, b in itertools.pairwise(cuts)]


#: Characters on either side of a reading that are shown with it.
_BESIDE = 45


def _length(e: views.ReadingEvidence) -> tuple[bool, int]:
    """Whether the sentence around a place is a stub ("Friday night."), and how long it is."""
    long = len(e.context.text) if e.context else len(e.text)
    return long < _BESIDE, long


def placed(reading: views.Reading, tellings: Sequence[str] = ()) -> tuple[views.ReadingEvidence | None, str, str]:
    """The place that shows a reading best, of these tellings where they are named; and what stands before and after it
    in its sentence: "km/h lifted the rope" alone tells nobody anything."""
    mine = [e for e in reading.evidence if e.telling in tellings] or list(reading.evidence)
    if not mine:
        return None, "", ""
    forms = Counter(flat(e.text).casefold() for e in mine)
    e = min(mine, key=lambda e: (-forms[flat(e.text).casefold()], *_length(e), e.telling, e.begin))
    if e.context is None:
        return e, "", ""
    inner = e.begin - e.context.begin, e.end - e.context.begin
    return e, *around(e.context.text, 0, len(e.context.text), inner, _BESIDE)


def _in_place(reading: views.Reading, tellings: Sequence[str]) -> str:
    """A reading in its sentence, as one text."""
    e, before, after = placed(reading, tellings)
    return flat(f"{before}{e.text}{after}") if e else flat(reading.value)


def around(text: str, begin: int, end: int, inner: tuple[int, int], most: int) -> tuple[str, str]:
    """What stands before and after `inner` in text[begin:end], each cut to about `most` characters at a word."""
    before, after = clean(text[begin : inner[0]]), clean(text[inner[1] : end])
    if len(before) > most:
        _, gap, rest = before[-most:].partition(" ")
        before = "… " + (rest if gap else before[-most:])
    if len(after) > most:
        kept, gap, _ = after[:most].rpartition(" ")
        after = (kept if gap else after[:most]) + " …"
    return before, after


def diff(base: str, other: str) -> list[tuple[str, str]]:
    """What `other` changes in `base`, word by word: ("same" | "gone" | "new", words) in reading order."""
    a, b = _WORDS.findall(base), _WORDS.findall(other)
    fold = [w.lower() for w in a], [w.lower() for w in b]
    out: list[tuple[str, str]] = []

    def put(op: str, words: Sequence[str]) -> None:
        text = "".join(words)
        if not text:
            return
        if out and out[-1][0] == op:
            out[-1] = (op, out[-1][1] + text)
        else:
            out.append((op, text))

    for op, i, j, k, m in difflib.SequenceMatcher(None, *fold, autojunk=False).get_opcodes():
        if op == "equal":
            put("same", b[k:m])
        else:
            put("gone", a[i:j])
            put("new", b[k:m])
    return out


def seen(change: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A change without what no reader calls one: marks and spaces alone."""
    out: list[tuple[str, str]] = []
    for op, words in change:
        bare = op != "same" and not any(ch.isalnum() for ch in words)
        if bare and op == "gone":
            continue
        op = "same" if bare else op
        if out and out[-1][0] == op:
            words = out.pop()[1] + words
        out.append((op, words))
    return tuple(out)


#: A wording with more separate changes than this, or with less in common, is shown as a whole.
_CHANGES, _COMMON = 2, 0.6


def calm(base: str, other: str) -> tuple[tuple[str, str], ...]:
    """What a wording changes: word by word where that is little; else the wording in full, its longer own phrases as
    "new", for words taken out here and put in there can be read by nobody."""
    change = seen(diff(base, other))
    runs = sum(op != "same" and (n == 0 or change[n - 1][0] == "same") for n, (op, _) in enumerate(change))
    common = sum(len(words) for op, words in change if op == "same")
    if runs <= _CHANGES and common >= _COMMON * max(len(base), len(other)):
        return change
    return tuple(("new" if parts else "same", words) for words, parts in parting(other, [base]))


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an utterance, with everyone who has it."""

    words: str
    change: tuple[tuple[str, str], ...]  # against the fullest wording; empty for that one
    drift: tuple[str, ...]  # kinds of drift, but for another speaker
    speaker: str | None  # who says it in these tellings, where that is another than who stands above
    quotes: tuple[views.Quote, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance over the tellings."""

    speaker: str
    named: bool  # the speaker is known by name, not by role only
    direct: bool
    wordings: tuple[Wording, ...]  # the fullest first
    tellings: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Whether several tellings have it, or it stands in several wordings."""
        return len(self.wordings) > 1 or len(self.tellings) > 1


def _norm(words: str) -> str:
    return " ".join(w.lower() for w in _WORDS.findall(words) if w[0].isalnum())


def _pieces(listed: Sequence[views.Quote]) -> str:
    """The words of one telling: its pieces in order, without those that stand in a fuller one of them."""
    ranked = sorted(listed, key=lambda q: (q.evidence.begin, q.id))
    kept = [q for q in ranked if q.direct] or ranked  # a report around quoted words gives way to them
    shown: list[str] = []
    for quote in sorted(kept, key=lambda q: (-len(q.evidence.text), q.evidence.begin)):
        words = _norm(quote.evidence.text)
        if not any(f" {words} " in f" {held} " for held in shown):
            shown.append(words)
    parts = []
    for quote in kept:
        words = _norm(quote.evidence.text)
        if words in shown:
            shown.remove(words)
            parts.append(flat(quote.evidence.text))
    return " … ".join(parts)


def _wordings(quotes: Sequence[views.Quote]) -> tuple[Wording, ...]:
    """Pieces of one telling's utterance stand together; equal words of one speaker are one wording."""
    pieces: dict[str, list[views.Quote]] = {}
    for q in quotes:
        pieces.setdefault(q.evidence.telling, []).append(q)
    head = _speaker(quotes)[0] if any(q.drift == "speaker" for q in quotes) else None
    by: dict[tuple[str, str | None], list[tuple[str, list[views.Quote]]]] = {}
    for listed in pieces.values():
        words, (who, named) = _pieces(listed), _speaker(listed)
        other = who if head is not None and named and who != head else None
        by.setdefault((_norm(words), other), []).append((words, listed))
    # The wording without drift that most tellings have is the base; the longer one when they are equal.
    ranked = sorted(
        by.values(),
        key=lambda g: (
            _speaker(g[0][1])[0] != head and head is not None,
            any(q.drift for _, listed in g for q in listed),
            -len(g),
            -len(g[0][0]),
            g[0][0],
        ),
    )
    base = ranked[0][0][0]
    out = []
    for n, group in enumerate(ranked):
        listed = [q for _, qs in group for q in qs]
        drift = tuple(dict.fromkeys(q.drift for q in listed if q.drift and q.drift != "speaker"))
        words, (who, named) = group[0][0], _speaker(listed)
        other = who if head is not None and named and who != head else None
        out.append(Wording(words, calm(base, words) if n else (), drift, other, tuple(listed)))
    return tuple(out)


def _speaker(quotes: Sequence[views.Quote]) -> tuple[str, bool]:
    """Who said it, and whether that is a name: the entity that most places mean, of two that of the fullest words;
    else the fullest words for them."""
    names = Counter(q.speaker_entity for q in quotes if q.speaker_entity)
    if names:
        fullest = {s: max(len(q.evidence.text) for q in quotes if q.speaker_entity == s) for s in names}
        return flat(min(names, key=lambda s: (-names[s], -fullest[s], s))), True
    roles = Counter(_norm(q.speaker) for q in quotes if q.speaker)
    if not roles:
        return "speaker not named", False
    best = min(roles, key=lambda s: (-roles[s], -len(s), s))
    return flat(min(q.speaker for q in quotes if q.speaker and _norm(q.speaker) == best)), False


def utterances(outline: Outline) -> list[Said]:
    """Who said what, in which words: the best first, and all of one speaker together.

    Words quoted come before words reported, of somebody named before anybody's; then what most origins carry, what
    drifts, what most tellings carry, and what stands first. A speaker stands where the best of theirs would. What is
    only reported, and of nobody, is no utterance here.
    """
    by: dict[str, list[views.Quote]] = {}
    for q in outline.story.quotes:
        by.setdefault(q.group or q.utterance or q.id, []).append(q)
    out: list[tuple[tuple[float, ...], Said]] = []
    for listed in by.values():
        if not any(q.direct or q.speaker for q in listed):
            continue  # "they are expected to recover": nobody is told to say it
        speaker, named = _speaker(listed)
        tellings = tuple(sorted({q.evidence.telling for q in listed}, key=lambda t: outline.rank[t]))
        said = Said(speaker, named, any(q.direct for q in listed), _wordings(listed), tellings)
        first = min((outline.rank[q.evidence.telling], q.evidence.begin) for q in listed)
        drifts = any(wording.drift for wording in said.wordings)
        carried = (-len(outline.clusters(tellings)), not drifts, -len(tellings))
        out.append(((not said.direct, not named, *carried, *first), said))
    out.sort(key=lambda row: row[0])
    return together([said for _, said in out])


def together(ranked: Sequence[Said]) -> list[Said]:
    """The same utterances, each speaker's under the first of theirs, quoted words before reported ones."""
    first: dict[str, int] = {}
    for n, said in enumerate(ranked):
        first.setdefault(said.speaker.casefold(), n)
    return sorted(ranked, key=lambda said: first[said.speaker.casefold()])


def best(found: Sequence[Said], most: int) -> list[Said]:
    """The few that a screen shows: those that several tellings have, else the first; each speaker's together.

    A speaker's later utterances give way to the first ones of others.
    """
    turn: Counter[str] = Counter()
    ranked = []
    for n, said in enumerate(found):
        key = said.speaker.casefold()
        ranked.append(((not said.direct, not said.several, turn[key] // TURNS, n), said))
        turn[key] += 1
    ranked.sort(key=lambda row: row[0])
    chosen = {id(said) for _, said in ranked[:most]}
    return [said for said in found if id(said) in chosen]
