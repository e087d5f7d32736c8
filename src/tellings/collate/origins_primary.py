"""Primary sources that tellings have in common without sharing a text: whom most of what they attribute is from.

Two newsrooms that heard one briefing, or rang one spokesman, wrote apart and know the same. A telling rests on a
speaker where most of what it attributes to anybody is his, in a fair share of its sentences; one that asked people of
its own besides does not. A press conference with many speakers and many hearers is no such source: which of them a
telling quotes is its own choice.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.derivations_pairs import Pair
from tellings.collate.derivations_text import Body, fold
from tellings.records import Quote, StatementMember

#: Share of a telling's sentences from which what one speaker says in them is a good part of it.
FAIR = 0.2
#: Of what a telling attributes, the share that is one speaker's from which it rests on him; and from which it does
#: where another telling has the same words of his.
MOST, MUCH = 0.5, 0.4
#: Shares of sentences and of what is attributed from which another telling has a good deal from him as well.
ALSO_SENTENCES, ALSO_SAID = 0.1, 0.2
#: Quoted words in common from which two heard the same thing said, and the share of what the one with fewer quotes.
HEARD, HEARD_SHARE = 8, 0.25
#: Statements of one speaker in common from which it was one occasion: whoever is asked twice repeats one thing.
ALIKE = 2
#: Support from which a telling says a statement.
SAYS = 0.5

_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+")
#: Who speaks for the police, under whatever word a telling has for them.
_POLICE = frozenset(
    "police officer officers deputy deputies detective detectives investigator investigators trooper troopers sheriff "
    "authorities officials constables gendarmes".split()
)
_NOBODY = frozenset(
    "he she they it we i you who that this these those his her their its one some many people witness witnesses "
    "neighbors neighbours residents critics source sources report reports".split()
)
POLICE = "the police"


@dataclass(frozen=True, slots=True)
class Primary:
    """That two tellings rest on what one speaker said."""

    a: int
    b: int
    name: str
    sure: bool  # both do, and in the same words of his, or neither has anybody else
    good: bool  # both do, and they tell the same of him
    weight: float  # how much of what is attributed in the one that rests on him more
    shown: str = ""  # the name as most of the tellings write it


@dataclass(frozen=True, slots=True)
class _Voices:
    """Whom a telling has what it attributes from."""

    said: Mapping[int, frozenset[str]]  # sentence -> speakers
    times: Mapping[str, int]  # speaker -> sentences
    size: int  # sentences of the telling
    quoted: int  # quoted words
    written: Mapping[tuple[str, str], int]  # speaker, as the telling writes the name -> how often

    def share(self, name: str) -> float:
        """Share of the sentences in which this speaker speaks."""
        return self.times[name] / max(1, self.size)

    def of_said(self, name: str) -> float:
        """The same of the sentences in which anybody does."""
        return self.times[name] / max(1, len(self.said))

    def rests(self, name: str) -> float:
        """How much the telling rests on this speaker, 0..1."""
        return round(self.of_said(name) * min(1.0, self.share(name) / FAIR), 6)


def _speaker(body: Body, quote: Quote) -> tuple[str, str] | None:
    """Who speaks, as all tellings may be held to call him: by his last name, the police under one name; and as this
    telling writes it."""
    begin, end = quote.antecedent_begin, quote.antecedent_end
    if begin is None or end is None:
        begin, end = quote.speaker_begin, quote.speaker_end
    if begin is None or end is None:
        return None
    words = body.text[begin:end].split()
    if not words:
        return None
    last = fold(words[-1]).removesuffix("'s").strip(".,'’")
    if last in _POLICE:
        return POLICE, POLICE
    names = _NAME.findall(body.text[begin:end])
    found = fold(names[-1]).removesuffix("'s") if names else last
    if found in _POLICE:
        return POLICE, POLICE
    written = names[-1].removesuffix("'s").removesuffix("’s") if names else words[-1].strip(".,'’")
    return None if found in _NOBODY or len(found) < 2 else (found, written)


def _shown(name: str, *voices: _Voices) -> str:
    """A speaker's name as it is mostly written."""
    forms: Counter[str] = Counter()
    for v in voices:
        forms.update({form: count for (own, form), count in v.written.items() if own == name})
    return min(forms, key=lambda form: (-forms[form], form), default=name)


def _within(begins: Sequence[int], body: Body, begin: int, end: int) -> Iterator[int]:
    """The sentences that a place touches; `begins` are where they begin."""
    for at in range(max(0, bisect_right(begins, begin) - 1), bisect_left(begins, end)):
        if begin < body.sentences[at][1]:
            yield at


def _voices(bodies: Sequence[Body], quotes: Sequence[Quote]) -> list[_Voices]:
    place = {b.article: n for n, b in enumerate(bodies)}
    said: list[dict[int, set[str]]] = [{} for _ in bodies]
    begins = [[begin for begin, _ in b.sentences] for b in bodies]
    written: list[Counter[tuple[str, str]]] = [Counter() for _ in bodies]
    for q in quotes:
        n = place.get(q.article)
        spoke = None if n is None else _speaker(bodies[n], q)
        if n is None or spoke is None:
            continue
        name = spoke[0]
        written[n][spoke] += 1
        for at in _within(begins[n], bodies[n], q.begin, q.end):
            said[n].setdefault(at, set()).add(name)
    out = []
    for body, by, forms in zip(bodies, said, written, strict=True):
        times = Counter(name for names in by.values() for name in names)
        quoted = sum(body.words.quoted)
        out.append(_Voices({n: frozenset(s) for n, s in by.items()}, times, len(body.sentences), quoted, forms))
    return out


def _told(
    bodies: Sequence[Body], voices: Sequence[_Voices], members: Sequence[StatementMember], names: frozenset[str]
) -> dict[tuple[int, str], set[str]]:
    """Which telling has which statements from which of these speakers: (telling, speaker) -> statements."""
    place = {b.article: n for n, b in enumerate(bodies)}
    begins = [[begin for begin, _ in b.sentences] for b in bodies]
    out: dict[tuple[int, str], set[str]] = {}
    for m in members if names else ():
        n = place.get(m.article)
        if n is None or m.support < SAYS:
            continue
        for at in _within(begins[n], bodies[n], m.begin, m.end):
            for name in voices[n].said.get(at, frozenset()) & names:
                out.setdefault((n, name), set()).add(m.statement)
    return out


def primaries(
    bodies: Sequence[Body],
    quotes: Sequence[Quote],
    members: Sequence[StatementMember],
    pairs: Sequence[Pair],
) -> list[Primary]:
    """Every two tellings one of which rests on a speaker of whom the other has a good deal, the surest first."""
    voices = _voices(bodies, quotes)
    names = frozenset(name for v in voices for name in v.times if v.rests(name) >= MUCH)
    told = _told(bodies, voices, members, names)
    out = []
    for pair in pairs:
        a, b = pair.a, pair.b
        one, other = voices[a], voices[b]
        words = max(pair.a_in_b.quoted * one.quoted, pair.b_in_a.quoted * other.quoted)
        found: list[Primary] = []
        for name in sorted(one.times.keys() & other.times.keys() & names):
            weights = one.rests(name), other.rests(name)
            has = min(one.share(name), other.share(name)), min(one.of_said(name), other.of_said(name))
            both = told.get((a, name), set()) & told.get((b, name), set())
            heard = words >= max(HEARD, HEARD_SHARE * min(one.quoted, other.quoted))
            same = heard or len(both) >= ALIKE
            if max(weights) < (MUCH if same else MOST) or has[0] < ALSO_SENTENCES or has[1] < ALSO_SAID:
                continue
            alone = one.of_said(name) == other.of_said(name) == 1.0  # neither has asked anybody else
            rest = min(weights) >= MOST
            shown = _shown(name, one, other)
            found.append(Primary(a, b, name, rest and (heard or alone), rest and same, max(weights), shown))
        if found:
            out.append(max(found, key=lambda p: (p.sure, p.good, p.weight, p.name)))
    return sorted(out, key=lambda p: (not p.sure, not p.good, -p.weight, p.a, p.b))
