"""Which telling descends from which: a probability for every two tellings, and a direction.

Two probabilities, kept apart. `kinship`: that two tellings share text by descent at all, a logistic of what they
share (derivations_pairs). `direction`: given kinship, that one of them is nearer to the origin: an agency's own
text, the one that the other names, the earlier one, the fuller one, the one that stands nearer to the rest of
the family. Every weight is a constant of settings.Origins; every term that speaks becomes a reason in words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tellings.collate.derivations_errors import Slip
from tellings.collate.derivations_facts import Held, held
from tellings.collate.derivations_family import Voices, among_kin
from tellings.collate.derivations_pairs import Pair, Shared
from tellings.collate.derivations_stemma import Shares, between, table
from tellings.collate.derivations_text import Body
from tellings.settings import Origins


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a telling beside its text."""

    own_agency: str | None  # the agency whose own text it is, where its outlet is that agency
    credited: tuple[str, ...]  # agencies it names as the source of its text
    release: bool  # it is itself a statement or press release
    published: str | None
    outlet: str | None
    names: frozenset[int]  # tellings whose outlet it names in its text
    posting: str | None = None  # the site of a posting that it quotes at length
    shown: str = ""  # its name to a reader: outlet, else who issued it, else its file
    signed: bool = False  # `own_agency` is told by who signs it, no outlet being known
    handed: frozenset[int] = frozenset()  # sentences that hand on a document or what its issuer says
    citing: frozenset[int] = frozenset()  # sentences that say what another house reported


def from_there(child: int, parent: int, known: Sequence[Known]) -> bool:
    """Whether a telling names another one's outlet as whom it has its text from.

    A text that an agency signs names an outlet for a part of it: somebody told them something.
    """
    about = known[child]
    return parent in about.names and (not about.credited or known[parent].own_agency is not None)


def _moved(probability: float, odds: float) -> float:
    """A probability with so much added to its log-odds."""
    k = min(1 - 1e-9, max(1e-9, probability))
    return sigmoid(math.log(k / (1 - k)) + odds)


@dataclass(frozen=True, slots=True)
class Tie:
    """How two tellings (a < b) are held to be related."""

    pair: Pair
    kinship: float  # 0..1, with the kin of either heard
    alone: float  # 0..1, from the two by themselves
    affinity: float  # how close, for choosing between parents
    down: float  # probability that b is the child, given kinship
    told: float  # the same from credits, outlets and times alone
    a_in_b: Held  # what of the choice of facts stands in the other
    b_in_a: Held
    slips: tuple[Slip, ...] = ()  # minority readings that both have
    handed: float = 0.0  # what a document that both hand on took from the log-odds of kinship
    house: float = 0.0  # what their being of one outlet added
    loose: float = 0.0  # what the want of a stretch in the same words took

    @property
    def likeness(self) -> float:
        """Kinship (0..1) but for the words: two who were told one thing by one source tell the same in their own."""
        return _moved(self.kinship, self.loose)

    @property
    def alike_alone(self) -> float:
        """The same from the two by themselves."""
        return _moved(self.alone, self.loose)

    @property
    def by_text(self) -> float:
        """Kinship (0..1) without what their being of one outlet added."""
        return _moved(self.kinship, -self.house)

    def held(self, child: int) -> Held:
        """What of this one's choice of facts stands in the other."""
        return self.a_in_b if child == self.pair.a else self.b_in_a

    def direction(self, child: int) -> float:
        """Probability that this one of the two is the child."""
        return self.down if child == self.pair.b else 1 - self.down

    def told_direction(self, child: int) -> float:
        """The same from credits, outlets and times alone."""
        return self.told if child == self.pair.b else 1 - self.told


#: Of what stands next to what: a rewrite may turn everything round, and more than this a few independent ones have too.
MUCH = 0.6
#: Share of one's own wording that stands in the other word for word, from which there are common words enough; and the
#: words of a run that any two reports have in common.
COPIED, PHRASE = 0.45, 2
#: Added to the weight of what two tellings have word for word: a phrase in one sentence is no share.
SOME = 20.0
#: Share of the wording that a text and its rewrites have in common which stands where they hand on documents: up to .29
#: on read stories; where two newsrooms have the document before them, .4 to .7.
ANYWAY = 0.3


def sigmoid(x: float) -> float:
    """Log-odds as a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x))))


def excess(pair: Pair, bodies: Sequence[Body]) -> float:
    """How much longer the chain of sentences is than chance makes it, as a share of the shorter telling."""
    shorter = max(4, min(len(bodies[pair.a].sentences), len(bodies[pair.b].sentences)))
    return max(0.0, len(pair.links) - pair.by_chance) / shorter


def _not_own(pair: Pair, known: Sequence[Known]) -> tuple[frozenset[int], frozenset[int]]:
    """The sentences of either telling whose wording is a document's, or a third house's whose report it hands on."""
    a, b = known[pair.a], known[pair.b]
    if pair.b in a.names or pair.a in b.names:
        return a.handed, b.handed
    return a.handed | a.citing, b.handed | b.citing


def own_run(pair: Pair, bodies: Sequence[Body], known: Sequence[Known]) -> int:
    """The most ordinary words in one run of words that two tellings share.

    Names, numbers and quotes are no writer's own, nor is what either hands on of a document or another house's report.
    """
    a, b = _not_own(pair, known)
    mine, theirs = bodies[pair.a].words, bodies[pair.b].words

    def own(n: int, m: int) -> bool:
        if mine.kind[n] != "word" or mine.quoted[n] or theirs.quoted[m]:
            return False
        return mine.sentence[n] not in a and theirs.sentence[m] not in b

    return max((sum(map(own, range(x, x + n), range(y, y + n))) for x, y, n in pair.runs), default=0)


def loose(
    pair: Pair, bodies: Sequence[Body], known: Sequence[Known], chosen: float, full: int, settings: Origins
) -> float:
    """How much speaks against one text (0..1; up to `unvouched` where few tellings have a body: `full` have one).

    Neither a stretch in the same words, nor the same beside the same, nor hardly a fact that the other has not:
    `chosen` is what the choice of facts added to the log-odds. A heavy rewrite has no such stretch either, but other
    kin vouch for it. In a story of few tellings nobody does, and short reports of one briefing tell the same facts in
    the same order: there the want of common words counts by itself.
    """
    if from_there(pair.a, pair.b, known) or from_there(pair.b, pair.a, known):
        return 0.0  # who says whom he has it from may use words of his own
    longest = own_run(pair, bodies, known)
    run = 1 - min(1.0, longest / settings.stretch)
    beside = 1 - max(0.0, min(1.0, pair.beside / MUCH))
    apart = beside * (1 - max(0.0, min(1.0, chosen / settings.same_facts)))
    alone = max(0.0, min(1.0, (settings.few - full) / 2))
    verbatim = max(pair.a_in_b.verbatim, pair.b_in_a.verbatim)
    words = max(0.0, 1 - (verbatim / COPIED) ** 2) * (
        1 - min(1.0, max(0, longest - PHRASE) / (settings.stretch - PHRASE))
    )
    return round(max(run * apart, alone * settings.unvouched * words * (0.5 + apart / 2)), 9)


def kinship(pair: Pair, bodies: Sequence[Body], full: int, settings: Origins) -> float:
    """Log-odds that the two tellings share text by descent; `full` tellings have a body."""

    def more(name: str) -> float:
        return max(float(getattr(pair.a_in_b, name)), float(getattr(pair.b_in_a, name)))

    words = min(len(bodies[pair.a].words), len(bodies[pair.b].words))
    unshared = (full - 2) / (full + 2)  # "no third telling has it" says nothing while there is no third
    rare = unshared * math.sqrt(len(pair.rare)) / (words / 100 + 1)
    return (
        settings.base
        - settings.crowd * max(0.0, math.log(full / 6))
        + settings.verbatim * math.sqrt(more("verbatim"))
        + settings.wording * more("wording")
        + settings.names * more("names")
        + settings.numbers * more("numbers")
        + settings.alike * more("alike")
        + settings.order * excess(pair, bodies)
        + settings.rare * rare
        + settings.beside * (math.sqrt(max(0.0, min(MUCH, pair.beside))) - settings.unrelated)
    )


def _apart(pair: Pair, known: Sequence[Known], settings: Origins) -> float:
    """What agencies and postings take from the log-odds of kinship: they speak of the kin of either as well."""
    a, b = known[pair.a], known[pair.b]
    one, other = _agencies(a), _agencies(b)
    z = -settings.rivals if one and other and not one & other else 0.0
    if a.posting is not None and a.posting == b.posting:
        z -= settings.posting
    return z


def handed_on(pair: Pair, bodies: Sequence[Body], known: Sequence[Known]) -> float:
    """Share of what two tellings have word for word that stands where either hands on a document (0..1).

    Counted from what one text and its rewrites have there anyway.
    """
    there = total = 0.0
    mine, theirs = _not_own(pair, known)
    if not (mine or theirs):
        return there
    one, other = bodies[pair.a].words, bodies[pair.b].words
    for x, y, size in pair.runs:
        for n, m in zip(range(x, x + size), range(y, y + size), strict=True):
            if one.kind[n] != "word":
                continue
            total += one.weight[n]
            if one.sentence[n] in mine or other.sentence[m] in theirs:
                there += one.weight[n]
    return max(0.0, there / (total + SOME) - ANYWAY) / (1 - ANYWAY)


def _tied(pair: Pair, known: Sequence[Known], settings: Origins) -> float:
    """What outlets add to the log-odds of kinship: that one names the other is of these two alone."""
    return settings.cites if from_there(pair.a, pair.b, known) or from_there(pair.b, pair.a, known) else 0.0


def _house(pair: Pair, known: Sequence[Known], settings: Origins) -> float:
    """What one outlet adds, unless it signs only one of the two with an agency's name: then it had two sources."""
    a, b = known[pair.a], known[pair.b]
    return settings.house if a.outlet is not None and a.outlet == b.outlet and _agencies(a) == _agencies(b) else 0.0


def _agencies(about: Known) -> set[str]:
    return {*about.credited, *filter(None, [about.own_agency])}


def _source(about: Known) -> bool:
    return about.own_agency is not None or about.release


def mean(shared: Shared) -> float:
    """How much of one telling stands in the other, all kinds together (0..1)."""
    return (shared.verbatim + shared.wording + shared.names + shared.numbers + shared.alike) / 5


def _about(pairs: Sequence[Pair], size: int) -> NDArray[np.float64]:
    """How much each telling (row) knows of each other one (column) beyond what that one itself shows, 0..1.

    It knows of what it has of the other; what it has word for word, it has in no words of its own.
    """
    out = np.zeros((size, size))
    for p in pairs:
        out[p.b, p.a] = mean(p.a_in_b) * (1 - p.b_in_a.verbatim)
        out[p.a, p.b] = mean(p.b_in_a) * (1 - p.a_in_b.verbatim)
    return np.round(out, 6)


def _earlier(a: str | None, b: str | None) -> int:
    """1 when a is earlier, -1 when b is, 0 when it cannot be told; days first, times only within one day."""
    if not a or not b or len(a) < 10 or len(b) < 10:
        return 0
    if a[:10] != b[:10]:
        return 1 if a < b else -1
    if len(a) > 12 and len(b) > 12 and a != b:
        return 1 if a < b else -1
    return 0


def told(pair: Pair, known: Sequence[Known], settings: Origins) -> float:
    """Log-odds that `pair.b` is the child of `pair.a`, from credits, outlets and times alone."""
    a, b = known[pair.a], known[pair.b]
    z = 0.0
    if (a.own_agency or a.release) and not (b.own_agency or b.release):
        z += settings.own
    elif (b.own_agency or b.release) and not (a.own_agency or a.release):
        z -= settings.own
    z += settings.named * ((pair.a in b.names) - (pair.b in a.names))
    z += settings.earlier * _earlier(a.published, b.published)
    return z


def direction(pair: Pair, near: Shares, mixed: Shares, settings: Origins) -> float:
    """What the texts add to that, given that the two are kin.

    `near` and `mixed` are those of derivations_stemma.between.
    """
    z = settings.fuller * (mean(pair.b_in_a) - mean(pair.a_in_b))
    down, up = near[pair.a, pair.b], near[pair.b, pair.a]
    z += settings.central * (down - up) * sigmoid(30 * (max(down, up) - settings.covers))
    # A compilation has its rest from elsewhere; what it was made from has its rest from nowhere.
    one, other = (max(0.0, mixed[pair.b, pair.a] - 0.3), max(0.0, mixed[pair.a, pair.b] - 0.3))
    return z + settings.mixture * (one - other)


def choice(one: Held, other: Held, settings: Origins) -> float:
    """What the choice of facts adds to the log-odds of kinship: that of whichever has less of its own."""
    return max(settings.facts * (h.facts - settings.usual) + settings.quotes * h.quotes for h in (one, other))


def ties(
    pairs: Sequence[Pair],
    bodies: Sequence[Body],
    known: Sequence[Known],
    settings: Origins,
    slips: Mapping[tuple[int, int], tuple[Slip, ...]] | None = None,
) -> list[Tie]:
    """Every two tellings that may be related, with how surely, how closely and which way."""
    if not pairs:
        return []
    shared = slips or {}
    full = sum(1 for b in bodies if b.words)
    odds = {(p.a, p.b): kinship(p, bodies, full, settings) + _apart(p, known, settings) for p in pairs}
    house = {(p.a, p.b): _house(p, known, settings) for p in pairs}
    tied = {(p.a, p.b): _tied(p, known, settings) + house[p.a, p.b] for p in pairs}
    chosen = held(bodies, {key: z + tied[key] for key, z in odds.items()})
    papers = {(p.a, p.b): round(settings.handed * handed_on(p, bodies, known), 6) for p in pairs}
    apart = {}
    for p in pairs:
        same = choice(chosen[p.a, p.b], chosen[p.b, p.a], settings)
        apart[p.a, p.b] = round(settings.loose * loose(p, bodies, known, same, full, settings), 6)
        errors = sum(s.error for s in shared.get((p.a, p.b), ()))
        odds[p.a, p.b] += same + settings.error * math.sqrt(errors)
        odds[p.a, p.b] -= papers[p.a, p.b]
    alone = {key: round(sigmoid(z + tied[key] - apart[key]), 6) for key, z in odds.items()}
    words = table(bodies)
    by_kin = among_kin(odds, Voices(_about(pairs, len(bodies)), *words), settings)
    odds = {
        # An agency's text and a release are sources: that their kin are alike makes none of the other.
        key: min(z, odds[key]) if _source(known[key[0]]) and _source(known[key[1]]) else z
        for key, z in by_kin.items()
    }
    odds = {key: round(z + tied[key] - apart[key], 6) for key, z in odds.items()}
    close = {(p.a, p.b): round((mean(p.a_in_b) + mean(p.b_in_a) + excess(p, bodies)) / 3, 6) for p in pairs}

    near, mixed = between(pairs, words, odds)
    out = []
    for p in pairs:
        z = told(p, known, settings)
        down = round(sigmoid(z + direction(p, near, mixed, settings)), 6)
        kin, key = round(sigmoid(odds[p.a, p.b]), 6), (p.a, p.b)
        extra = (chosen[p.a, p.b], chosen[p.b, p.a], shared.get(key, ()), papers[key], house[key], apart[key])
        out.append(Tie(p, kin, alone[key], close[key], down, round(sigmoid(z), 6), *extra))
    return out


def kind(shared: Shared, length: float) -> str:
    """Verbatim, abridged or rewrite: by the share of the child that stands in the parent word for word."""
    if shared.verbatim >= 0.7:
        return "abridged" if length < 0.8 else "verbatim"
    if shared.verbatim >= 0.45 and length < 0.75:
        return "abridged"
    return "rewrite"
