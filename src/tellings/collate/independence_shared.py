"""Which tellings count, and what those that share no text may have in common: a newsroom, a statement, papers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from tellings.collate.derivations_graph import root
from tellings.collate.derivations_text import Body
from tellings.collate.origins_missing import own_text, rests
from tellings.collate.origins_outlets import same_outlet
from tellings.collate.origins_sources import Sources
from tellings.settings import Origins

#: Fewer words are no telling of their own in the range (a page that kept only its headline).
LEAST = 40
#: A text of whose names and numbers less than this stands in any other telling is not about the story.
UNRELATED = 0.12
#: Share of a telling's text in lines that end a sentence, below which it is a list of headlines or captions, where
#: another telling in its language has more than the second share: some languages end no sentence with a mark.
LISTED, PROSE = 0.25, 0.5
_ENDS = re.compile(r"[.!?…。！？।؟](?<!\b[A-Z]\.)[\"”’')\]»]*(?=\s|$|[A-Z])")


def _prose(body: Body) -> float:
    """Share of a telling's text, in characters, that stands in lines with the end of a sentence (0..1)."""
    begin = body.sentences[0][0] if body.sentences else 0
    lines = [line for line in body.text[begin:].split("\n") if line.strip()]
    size = sum(len(line) for line in lines)
    return sum(len(line) for line in lines if _ENDS.search(line)) / size if size else 0.0


def counting(found: Sources) -> list[int]:
    """Tellings with an article body about this story: not too short, no list, not without a name or number in common.

    In a language that writes every noun with a capital, or that no other telling is in, names in common say nothing.
    """
    told = [set(zip(b.words.stem, b.words.kind, strict=True)) for b in found.bodies]
    kept = [{stem for stem, kind in one if kind in ("name", "number")} for one in told]
    held = Counter(chain.from_iterable(kept))
    prose = [_prose(b) for b in found.bodies]
    written = {found.spoken.get(n) for n, share in enumerate(prose) if share > PROSE}
    spoken = Counter(found.spoken.get(n) for n in range(len(found.bodies)))
    out = []
    for n, body in enumerate(found.bodies):
        if prose[n] < LISTED and found.spoken.get(n) in written:
            continue
        common = sum(held[stem] > 1 for stem in kept[n])
        alone = kept[n] and common < UNRELATED * len(kept[n]) and spoken[found.spoken.get(n)] > 1
        if len(body.words) >= LEAST and not (alone and len(found.bodies) > 2):
            out.append(n)
    return out or list(range(len(found.bodies)))  # nothing but short notes: they are what there is


def newsrooms(found: Sources, counted: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Tellings of one outlet that are its own work, of those that are counted, each with the first of them.

    What an agency or a release supplies is not the newsroom's.
    """
    above = found.above()
    supplied = {a.child for a in found.absent if a.kind != "quotes-only"}
    first: dict[str, int] = {}
    for n in counted:
        top = found.known[root(n, above)]
        given = top.own_agency or top.release or root(n, above) in supplied
        house = found.known[n].outlet
        if house is None or given or n in supplied:
            continue
        if first.setdefault(house, n) != n:
            yield first[house], n
    for a in sorted(found.absent, key=lambda a: (a.child, a.name)):
        if a.what == "house":
            yield from ((n, a.child) for n, b in enumerate(found.bodies) if same_outlet(a.name, b.source))


def stated(found: Sources, settings: Origins) -> Iterator[tuple[str, list[int], list[int]]]:
    """Tellings that rest on one body's statements, and that body's own text: one primary source."""
    for name in sorted({i.name for i in found.issued if i.name}):
        telling = {i.telling for i in found.issued if i.name == name}
        resting = {n for n in telling if rests(found.bodies[n], name) >= settings.rests}
        resting |= {a.child for a in found.absent if a.name == f"{name} statement"}
        if resting:
            itself = own_text(found.bodies, name)
            yield name, sorted(resting), itself


def handed(found: Sources, settings: Origins) -> Iterator[tuple[str, list[int], list[int]]]:
    """Tellings that hand on in several sentences what one body or a court's papers say: one primary source."""
    by_name: dict[str, Counter[int]] = {}
    for n, listed in found.handed.items():
        for h in listed:
            name = h.issuer or ("court papers" if h.kind == "court" else "")
            if name:
                by_name.setdefault(name, Counter())[n] += 1
    for name, times in sorted(by_name.items()):
        resting = sorted(n for n, count in times.items() if count >= settings.papers)
        if len(resting) > 1:
            yield name, resting, []


def cited(found: Sources) -> Iterator[tuple[str, list[int], list[int]]]:
    """Tellings that cite one source, and its own text: what they have from it is not independent."""
    by_name: dict[str, set[int]] = {}
    for n, names in found.cites.items():
        for name in names:
            by_name.setdefault(name, set()).add(n)
    for a in found.absent:
        if a.what == "agency" and a.kind == "quotes-only":
            by_name.setdefault(a.name, set()).add(a.child)
    for name, listed in sorted(by_name.items()):
        itself = [n for n, k in enumerate(found.known) if k.own_agency == name]
        whole = sorted(listed | {n for n, k in enumerate(found.known) if name in k.credited})
        if len(whole) + len(itself) > 1:
            yield name, whole, itself
