"""What agencies supply, as tellings credit them: from their text that is here, or from one that is missing.

An agency sells its text to many. So a telling that credits an agency, and one that is kin to it, both descend
from the agency's text, present or missing; that one of the two was made from the other needs a reason of its own
(the same outlet, or the other's outlet named).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tellings.collate.derivations import Tie
from tellings.collate.derivations_graph import Edge, root
from tellings.collate.derivations_text import Body, common_facts
from tellings.collate.origins_agencies import SIGNS, fullest_witness, partial
from tellings.collate.origins_missing import asked_itself
from tellings.collate.origins_outlets import outlet_core
from tellings.collate.origins_sources import SIGNED, Absent, Sources, stands_alone
from tellings.records import Credit, Evidence
from tellings.settings import Origins
from tellings.text.agencies import canonical

#: Confidence of a credit for a part of a text that somebody else wrote ("Reuters contributed to this report").
CONTRIBUTES = 0.5
#: Confidence of each of several agencies credited in one place ("dpa/afp"): one of them supplies most.
MIXED = 0.6
#: Confidence of a credit from which the agency's text is what a telling is made from.
SUPPLIES = 0.6
#: Words of a telling to each place that says whom somebody told, above which it is said in passing.
PASSING = 600
#: Share of a telling's own wording that stands word for word in a release, from which it is that release.
PRINTED = 0.6
#: Words from which two tellings of one language can be compared: below, shares are mostly expectation.
COMPARED = 60
#: Confidence that an agency which one of a family of tellings only cites supplies their common text.
FAMILY = 0.8
#: What a document in common took from the log-odds of kinship, from which what two share is the document's.
HANDED = 0.5
#: Names and numbers in common from which a credit of another language's text is borne out, and from which surely.
FEW, MANY = 3, 6
#: Direction where one of two credits the other: nobody credits what was made from his own text.
DOWN = 0.97


@dataclass(frozen=True, slots=True)
class Named:
    """An agency as one telling credits it."""

    agency: str
    sure: float  # that the telling's text is the agency's
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """The fullest telling of a text that is not here itself."""

    name: str  # as Absent.name
    telling: int


def _how(credits: Sequence[Credit], part: bool) -> tuple[str, tuple[Evidence, ...]]:
    words = {
        "sign-off": "signed",
        "dateline": "dateline",
        "byline": "byline",
        "notice": "notice",
        "text": "in its text",
    }
    first = credits[0]
    evidence = tuple(Evidence(c.article, c.begin, c.end) for c in credits[:3])
    where = ", ".join(dict.fromkeys(words.get(c.how, c.how) for c in credits))
    return f"credits {first.agency} ({'as a contributor' if part else where})", evidence


def agencies(found: Sources, settings: Origins) -> None:
    """What agencies that are credited supply, present or missing; kin of a credited telling have it from there too."""
    for child, about in enumerate(found.known):
        if about.own_agency or not found.bodies[child].words:
            continue
        for agency in about.credited:
            given = [c for c in found.credits[child] if c.agency == agency]
            owners = [n for n, k in enumerate(found.known) if k.own_agency == agency]
            if any(n in owners for n in found.line(child)):
                continue
            credit = _credit(found, child, given, settings)
            _beside_release(found, child, credit)
            if _from_present(found, child, owners, credit, settings):
                continue
            if (up := found.above().get(child)) is not None and _rival(found, up, agency):
                continue  # an agency that reworks another's text and prints its own name
            apart = f", but shares no text with {found.known[owners[0]].shown}'s telling" if owners else ""
            kind = "verbatim" if credit.sure >= SUPPLIES else "quotes-only"
            found.absent.append(
                Absent(
                    child,
                    agency,
                    "agency",
                    kind,
                    credit.sure,
                    credit.reason + apart,
                    credit.evidence,
                    other=bool(owners),
                )
            )
    behind = _of_families(found, settings)
    _siblings(found, "agency", settings, behind)


def _of_families(found: Sources, settings: Origins) -> set[int]:
    """Agencies that are only cited, by tellings whose text other outlets print too and credit to no agency.

    What several outlets have in common has one source, and the agency that one of them names is likelier than that one
    wrote from the other. The tellings that name them are returned.
    """
    above = found.above()
    out: set[int] = set()
    credited = {root(n, above) for n, k in enumerate(found.known) if k.credited or stands_alone(k)}
    here = {k.own_agency for k in found.known}
    for e in sorted(above.values(), key=lambda e: (e.child, e.parent)):
        top = root(e.child, above)
        if top in credited or e.kinship < settings.sure or _shared_outlet(found, e):
            continue
        for n in (e.child, e.parent):
            for name in found.cites.get(n, ()):
                if name in here or canonical(name) is None or any(a.child == n for a in found.absent):
                    continue
                reason = f"names {name} for what it tells, and shares its text with another outlet"
                found.absent.append(Absent(n, name, "agency", "rewrite", FAMILY, reason, ()))
                out.add(n)
    return out


def _credit(found: Sources, child: int, given: Sequence[Credit], settings: Origins) -> Named:
    """How surely a telling's credit of one agency says where its text is from."""
    part = all(partial(found.bodies[child], c) for c in given)
    where = {c.how for c in given}
    reason, evidence = _how(given, part)
    own_work = part or (where == {"text"} and (_own_work(found, child) or _in_passing(found, child, given)))
    own_work = own_work and not _with_signed(found, child, given[0].agency, settings)
    beside = {c.agency for c in found.credits[child] if c.how in where} - {given[0].agency}
    sure = CONTRIBUTES if own_work else MIXED if beside else 0.95 if where - {"text"} else 0.8
    return Named(given[0].agency, sure, reason, evidence)


def _in_passing(found: Sources, child: int, given: Sequence[Credit]) -> bool:
    """Whether a long telling says hardly once whom somebody told: an agency's own text says so again and again."""
    return len(found.bodies[child].words) > PASSING * len(given)


def _own_work(found: Sources, child: int) -> bool:
    """Whether a telling that says whom somebody told has reporters of its own, or has it from several houses."""
    told = {c.agency for c in found.credits[child] if c.how == "text"}
    return len(told) > 1 or asked_itself(found.bodies[child])


def _with_signed(found: Sources, child: int, agency: str, settings: Origins) -> bool:
    """Whether a telling shares its text with one that the agency signs: whatever else it has, that is the agency's."""
    return any(
        (tie := found.tie(child, n)) is not None and tie.kinship >= settings.join
        for n, listed in found.credits.items()
        if n != child and any(c.agency == agency and c.how in SIGNS for c in listed)
    )


def _beside_release(found: Sources, child: int, credit: Named) -> None:
    """An agency's text that uses a release is the agency's: the release is its second parent, unless it is the release.

    Of a telling that only prints the release, most stands there word for word.
    """
    up = found.above().get(child)
    if up is None or credit.sure < SIGNED or not found.known[up.parent].release:
        return
    if up.tie.pair.shares(child).verbatim >= PRINTED:
        return
    said = (f"uses the release beside the text of {credit.agency}, which it {credit.reason}", 0.5, credit.evidence)
    found.edges = [replace(e, main=False, kind="rewrite", said=(said,)) if e is up else e for e in found.edges]


def _from_present(found: Sources, child: int, owners: Sequence[int], credit: Named, settings: Origins) -> bool:
    """Put a telling below the text of the agency that it credits, where that is here. False where it rests on another.

    In one language and long enough, the texts themselves must say so; otherwise the credit does, and the names and
    numbers that both tell.
    """
    ties = [(t.kinship, -n, n, t) for n in owners if (t := found.tie(child, n)) is not None]
    if not ties:
        return False
    kin, _, owner, tie = max(ties, key=lambda t: t[:2])
    one, other = found.bodies[child], found.bodies[owner]
    foreign = _foreign(found, child, owner)
    facts = common_facts(one, other)
    comparable = not foreign and min(len(one.words), len(other.words)) >= COMPARED
    if comparable and kin < settings.join / 2:
        if credit.sure >= SIGNED:
            return False
        _cites(found, child, owner, credit, tie)
        return True
    if foreign and len(facts) < FEW and len(one.words) >= COMPARED:
        return False
    top, above = root(child, found.above()), found.above()
    names = {*found.known[top].credited, *filter(None, [found.known[top].own_agency])}
    if root(owner, above) == top or stands_alone(found.known[top]) or (names and credit.agency not in names):
        return True
    if credit.sure < SUPPLIES:
        _cites(found, child, owner, credit, tie)
        return True
    tie = found.tie(top, owner) or tie
    sure = max(kin, round(credit.sure * (1.0 if len(facts) >= MANY else 0.9 if len(facts) >= FEW else 0.8), 6))
    kind = "translation" if foreign and len(facts) >= FEW else "rewrite"
    reason = credit.reason if top == child else f"shares its text with a telling that {credit.reason}"
    said = [(reason, round(credit.sure, 3), credit.evidence)]
    if facts and not comparable:
        spans = tuple(e for a, b in facts[:3] for e in (_at(one, a), _at(other, b)))
        tongue = ", in another language" if foreign else ""
        said.append((f"{len(facts)} names and numbers of that telling stand in the parent too{tongue}", 0.5, spans))
    found.edges.append(Edge(top, owner, sure, DOWN, kind, True, tie, tuple(said)))
    return True


def _cites(found: Sources, child: int, owner: int, credit: Named, tie: Tie) -> None:
    """A telling of another text that has a word or two from an agency's telling that is here."""
    if tie.held(child).there and not any(e.child == child and e.parent == owner for e in found.edges):
        said = ((credit.reason, round(credit.sure, 3), credit.evidence),)
        found.edges.append(Edge(child, owner, credit.sure, DOWN, "quotes-only", False, tie, said))


def _foreign(found: Sources, a: int, b: int) -> bool:
    one, other = found.spoken.get(a), found.spoken.get(b)
    return one is not None and other is not None and one != other


def _at(body: Body, word: int) -> Evidence:
    return Evidence(body.article, body.words[word].begin, body.words[word].end)


def _shared_outlet(found: Sources, edge: Edge) -> bool:
    """Whether the child has a reason of its own to be made from that parent: one house, or it names the other's."""
    a, b = found.bodies[edge.child].source, found.bodies[edge.parent].source
    return edge.parent in found.known[edge.child].names or (a is not None and outlet_core(a) == outlet_core(b))


def _siblings(found: Sources, what: str, settings: Origins, behind: Collection[int]) -> None:
    """Hand a missing parent on to kin: up to the root of the family, and down to those right below."""
    fresh = [a for a in found.absent if a.what == what and a.kind != "quotes-only"]
    above = found.above()
    gone: set[tuple[int, int]] = set()
    heirs: list[tuple[Absent, int, Edge]] = []
    for source in fresh:
        up = above.get(source.child)
        top = root(source.child, above)
        clear = source.confidence >= FAMILY or sum(root(a.child, above) == top for a in fresh) > 1
        if up is not None and not stands_alone(found.known[top]) and not clear and up.kinship >= settings.sure:
            continue  # surely one text, of which one telling alone says whom somebody told: they stay together
        for edge in sorted(found.edges, key=lambda e: (e.child, e.parent)):
            if not edge.main or source.child not in (edge.child, edge.parent) or _shared_outlet(found, edge):
                continue
            third = edge.tie.handed >= HANDED and source.child not in behind
            if third and edge.tie.pair.shares(edge.child).verbatim < PRINTED:
                gone.add((edge.child, edge.parent))  # what they share is a document's that both hand on
            elif edge.parent == source.child:
                heirs.append((source, edge.child, edge))
                gone.add((edge.child, edge.parent))
            elif not stands_alone(found.known[top]):
                gone.add((edge.child, edge.parent))
                if clear and edge.kinship >= settings.sure:  # its credit explains the one, what is doubtful no other
                    heirs.append((source, top, edge))
            elif edge.parent != top and source.confidence >= SIGNED:
                gone.add((edge.child, edge.parent))  # signed by another agency: the parent mixes the two
    for source, heir, edge in heirs:
        if any(a.child == heir for a in found.absent) or stands_alone(found.known[heir]):
            continue
        reason = f"shares its text with a telling that {source.reason}"
        kind = "rewrite" if edge.kind == "rewrite" else source.kind
        sure = round(edge.kinship * source.confidence, 3)
        found.absent.append(Absent(heir, source.name, what, kind, sure, reason, source.evidence, edge, source.other))
    found.drop(gone)


def _rival(found: Sources, edge: Edge, agency: str) -> bool:
    """Whether the parent is another agency's, and the child surely descends from it all the same."""
    parent = found.known[edge.parent]
    named = {*parent.credited, *filter(None, [parent.own_agency])}
    return bool(named) and agency not in named and edge.direction >= 0.8


def witnesses(found: Sources) -> list[Witness]:
    """For every missing text that several tellings have, the telling in which most of the others stands."""
    pairs = {key: t.pair for key, t in found.ties.items()}
    out = []
    for name in sorted({a.name for a in found.absent if a.what == "agency" and not a.other}):
        members = sorted({a.child for a in found.absent if a.name == name and a.kind != "quotes-only"})
        telling = fullest_witness(members, pairs, found.bodies) if len(members) > 1 else None
        if telling is not None:
            out.append(Witness(name, telling))
    return out
