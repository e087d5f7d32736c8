"""What somebody is charged with, by the offences that tellings name: assault in one, attempted murder in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.variants_grammar import Grammar, Index
from tellings.collate.variants_matters import years
from tellings.collate.variants_view import Place, Point, Reading
from tellings.records import Token

#: Offences by their nouns, and by verbs in -ing ("possessing"); words joined by "/" are one offence.
_OFFENCES = """
murder/homicide manslaughter assault/battery robbery burglary theft/larceny/steal arson fraud conspiracy/conspire
kidnapping/abduction rape perjury bribery trafficking/smuggling possession/possess resist obstruction/obstruct
stalking/stalk cruelty abuse endangerment/endanger treason terrorism blackmail/extortion forgery embezzlement laundering
trespass/trespassing vandalism/mischief/damage espionage riot/rioting corruption negligence harassment evade
hijacking aim brandish discharge suffering tamper neglect sedition incitement
"""
_OFFENCE = {word: row.split("/")[0] for row in _OFFENCES.split() for word in row.split("/")}
_VERBS = frozenset("steal conspire possess resist obstruct stalk endanger evade aim brandish discharge tamper".split())

_ATTEMPTED = frozenset("attempted attempt".split())

#: What says that offences follow it or stand before it.
_BEFORE = frozenset("charge count suspicion accuse indict guilty want wanted arrest warrant book".split())
_BEHIND = frozenset("charge count warrant".split())
CHARGE = "charge: "
#: Who does no more than these is not the one accused.
_SAYING = frozenset("say tell add explain confirm announce state note report write".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

#: Words between a cue and an offence of a list that follows it.
REACH = 26

#: What is shown is no longer than this, in code points; so many places of one telling.
LONGEST, MOST_SHOWN = 150, 2


@dataclass(frozen=True, slots=True, order=True)
class _Charge:
    place: Place
    begin: int
    end: int
    offence: str
    who: str = ""  # the entity that is charged; "" where none is named beside the charge


def charge_points(index: Index, types: Mapping[str, str]) -> Iterator[Point]:
    """The offences of which tellings say that somebody is accused, where each of two names one that the other does not.

    `index`: the story's words; `types`: entity -> its type. Sentences that name a year are left out: they tell of
    earlier charges. Where several people are charged by name, each has his own.
    """
    found: list[_Charge] = []
    for word in sorted(_OFFENCE):
        for grammar, t in index.get(word, ()):
            charge = _charged(grammar, t, word, types)
            if charge is not None:
                found.append(charge)
    people = sorted({c.who for c in found} - {""})
    for who in people if len(people) > 1 else [""]:
        yield from _of_one([c for c in found if c.who == who or not (who or len(people) > 1)])


def _of_one(charges: Sequence[_Charge]) -> Iterator[Point]:
    """The offences of one person, where each of two tellings names one that the other does not."""
    told: dict[str, dict[str, list[_Charge]]] = defaultdict(lambda: defaultdict(list))
    for c in charges:
        told[c.place[0]][c.offence].append(c)
    own = {article: frozenset(rows) for article, rows in sorted(told.items())}
    apart: dict[str, set[str]] = defaultdict(set)
    for a, mine in own.items():
        for b, theirs in own.items():
            if a < b and mine - theirs and theirs - mine:
                apart[a] |= mine - theirs
                apart[b] |= theirs - mine
    readings = []
    for article in sorted(apart):
        value = CHARGE + ", ".join(sorted(apart[article]))
        spans = _listed([c for offence in sorted(apart[article]) for c in told[article][offence]])
        readings += [Reading(article, b, e, value) for b, e in spans]
    if len({r.value for r in readings}) > 1:
        yield Point("description", "what the charge is", tuple(readings))


def _listed(charges: Sequence[_Charge]) -> list[tuple[int, int]]:
    """The first places that show charges; those of one sentence are one, where they stand together."""
    out: list[tuple[Place, int, int]] = []
    for c in sorted(charges):
        last = out[-1] if out else None
        if last is not None and last[0] == c.place and max(last[2], c.end) - last[1] <= LONGEST:
            out[-1] = (c.place, last[1], max(last[2], c.end))
        else:
            out.append((c.place, c.begin, c.end))
    return [(begin, end) for _, begin, end in out[:MOST_SHOWN]]


def _charged(grammar: Grammar, t: Token, word: str, types: Mapping[str, str]) -> _Charge | None:
    """An offence with what shows that somebody is accused of it; None where nothing does."""
    verbal = word in _VERBS
    if (verbal and t.tag != "VBG") or (not verbal and t.pos not in ("NOUN", "PROPN")):
        return None
    at = next(i for i, w in enumerate(grammar.tokens) if w is t)
    cue = _cue(grammar.tokens, at)
    titled = grammar.view.sentences[grammar.place].label == "title"
    if cue is None or titled or grammar.denied(cue) or years(grammar):
        return None
    inside = _phrase(grammar, t)
    begin, end = min(cue.begin, inside[0]), max(cue.end, inside[1])
    if end - begin > LONGEST:
        begin, end = inside
    before = [w.lemma.lower() for w in grammar.tokens[max(0, at - 3) : at]]
    attempted = "attempted " if _ATTEMPTED & set(before) else ""
    return _Charge(grammar.place, begin, end, attempted + _OFFENCE[word], _accused(grammar, types))


def _accused(grammar: Grammar, types: Mapping[str, str]) -> str:
    """The one person whom a sentence names as a subject or object of its verbs; "" for none or several."""
    roles = ("nsubj", "nsubjpass", "dobj")
    names = {
        grammar.entities.get((t.article, t.begin), "")
        for t in grammar.tokens
        if t.dep in roles and not _says(grammar, t)
    }
    people = [n for n in sorted(names) if types.get(n) == "person"]
    return people[0] if len(people) == 1 else ""


def _says(grammar: Grammar, t: Token) -> bool:
    """Whether somebody only tells what the sentence tells."""
    above = grammar.head(t)
    return above is not None and above.lemma.lower() in _SAYING


def _cue(tokens: Sequence[Token], at: int) -> Token | None:
    """The word that says that an offence is a charge: before it, no finite verb between, or right behind it."""
    for w in tokens[at + 1 : at + 3]:
        if w.lemma.lower() in _BEHIND and w.pos in ("NOUN", "PROPN"):
            return w
    for w in reversed(tokens[max(0, at - REACH) : at]):
        if w.lemma.lower() in _BEFORE and (w.pos != "NOUN" or w.lemma.lower() != "arrest"):
            return w
        if w.tag in _FINITE:
            return None
    return None


def _phrase(grammar: Grammar, t: Token) -> tuple[int, int]:
    """An offence with what hangs on it: "assault with a deadly weapon"."""
    own = {t.ordinal}
    for w in grammar.tokens:
        if w.head in own and w.ordinal != t.ordinal and w.dep not in ("conj", "cc", "punct", "relcl", "appos", "advcl"):
            own.add(w.ordinal)
    words = [w for w in grammar.tokens if w.ordinal in own]
    return min(w.begin for w in words), max(w.end for w in words)
