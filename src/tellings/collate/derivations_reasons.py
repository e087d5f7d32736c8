"""Why a derivation is believed, in words that a study's reader accepts, each with its places on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tellings.collate.derivations import Known
from tellings.collate.derivations_graph import Edge, Said
from tellings.collate.derivations_names import respelt
from tellings.collate.derivations_text import Body, Word
from tellings.records import Evidence

#: Kinds of points where a rare reading tells a reader something; the rest is precision and reference.
_TELLING = ("number", "name", "list", "negation")

#: What the kin of two must add to their kinship before it is worth saying.
SETTLED = 0.15


def _runs(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    a, b = bodies[edge.tie.pair.a], bodies[edge.tie.pair.b]
    share = edge.tie.pair.shares(edge.child).verbatim
    longest = sorted(edge.tie.pair.runs, key=lambda r: (-r[2], r[0]))[:3]
    longest = [r for r in longest if r[2] >= 5]
    if not longest:
        return
    spans = tuple(
        e
        for x, y, n in longest
        for e in (
            Evidence(a.article, a.words[x].begin, a.words[x + n - 1].end),
            Evidence(b.article, b.words[y].begin, b.words[y + n - 1].end),
        )
    )
    yield f"{round(100 * share)}% of its own wording stands word for word in the other", share, spans


def _chain(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    pair = edge.tie.pair
    a, b = bodies[pair.a], bodies[pair.b]
    if len(pair.links) < 3 or len(pair.links) < 1.3 * pair.by_chance:
        return
    picked = [pair.links[0], pair.links[len(pair.links) // 2], pair.links[-1]]
    spans = tuple(
        e for i, j in picked for e in (Evidence(a.article, *a.sentences[i]), Evidence(b.article, *b.sentences[j]))
    )
    share = len(pair.links) / min(len(a.sentences), len(b.sentences))
    text = f"{len(pair.links)} of the sentences run in the same order in both"
    text += f" (about {pair.by_chance:.0f} would if shuffled)"
    yield text, min(1.0, share), spans


def _first(body: Body, word: str) -> Word | None:
    """The first place outside quotes where a telling has the word, by its stem or as written."""
    return next((w for w in body.words if word in (w.stem, w.form) and not w.quoted), None)


def _rare(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    pair = edge.tie.pair
    spans: list[Evidence] = []
    words: list[str] = []
    for stem in pair.rare:
        places = [
            next((w for w in bodies[n].words if stem in (w.stem, w.form) and not w.quoted), None)
            for n in (pair.a, pair.b)
        ]
        if places[0] and places[1]:
            words.append(places[0].form)
            spans += [
                Evidence(bodies[n].article, w.begin, w.end) for n, w in zip((pair.a, pair.b), places, strict=True) if w
            ]
    if len(words) >= 2:
        shown = ", ".join(f"“{w}”" for w in words[:5])
        yield (
            f"uncommon words or spellings that both have and hardly another: {shown}",
            min(1.0, len(words) / 10),
            tuple(spans[:10]),
        )


def _spelt(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    child, parent = bodies[edge.child], bodies[edge.parent]
    found = respelt(child, parent)[:4]
    if len(found) < 2:
        return
    pairs = [(child.words[n], parent.words[m]) for n, m in found]
    shown = ", ".join(f"{child.of(c.begin, c.end)} for {parent.of(p.begin, p.end)}" for c, p in pairs)
    spans = tuple(
        e for c, p in pairs for e in (Evidence(child.article, c.begin, c.end), Evidence(parent.article, p.begin, p.end))
    )
    yield f"names come back in other spellings: {shown}", 0.4, spans


def _choice(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    """That the child quotes and names hardly anybody beyond the parent: the choice is the parent's."""
    held, child, parent = edge.tie.held(edge.child), bodies[edge.child], bodies[edge.parent]
    if len(held.there) < 2 and not (held.choice and held.facts >= 0.6):
        return
    total = len(held.there) + held.own
    if 2 * len(held.there) < total:
        return
    spans = []
    for (i, j), (x, y) in held.there[:3]:
        spans.append(Evidence(child.article, child.words[i].begin, child.words[j - 1].end))
        spans.append(Evidence(parent.article, *_around(parent, x, y)))
    if total == 1:
        text = "the one quote it has stands in the other too"
    elif held.own:
        text = f"{len(held.there)} of its {total} quotes stand in the other too"
    else:
        text = f"{'both' if total == 2 else f'all {total}'} of its quotes stand in the other too"
    yield text, round(max(0.05, held.quotes + 0.5) * (0.5 if held.own else 0.8), 3), tuple(spans)


def _around(body: Body, first: int, last: int) -> tuple[int, int]:
    """The places of two sentences in a row as one."""
    return body.sentences[first][0], body.sentences[min(last, len(body.sentences) - 1)][1]


def _facts(edge: Edge) -> Iterator[Said]:
    held = edge.tie.held(edge.child)
    if held.facts >= 0.55:
        share = round(100 * held.facts)
        yield f"about {share}% of the names and numbers it tells, by weight, stand in the other", held.facts / 2, ()


def _slips(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    """Readings that the two share against most others: the words that differ, with both places."""
    text = {b.article: b.text for b in bodies}
    for slip in [s for s in edge.tie.slips if s.error or s.mine.kind in _TELLING][:3]:
        usual = " ".join(text[slip.usual.article][slip.usual.begin : slip.usual.end].split())
        mine = " ".join(text[slip.mine.article][slip.mine.begin : slip.mine.end].split())
        others = "1 other has" if slip.others == 1 else f"{slip.others} others have"
        about = f" for “{slip.mine.about}”" if slip.mine.kind == "attribution" else ""
        spans = tuple(Evidence(v.article, v.begin, v.end) for v in (slip.mine, slip.theirs))
        yield f"both have “{mine}” where {others} “{usual}”{about}", 0.6 if slip.error else 0.2, spans


def _way(edge: Edge, known: Sequence[Known]) -> Iterator[Said]:
    child, parent = known[edge.child], known[edge.parent]
    if parent.own_agency and not child.own_agency:
        how = (
            f"signed by {parent.own_agency} and names no outlet" if parent.signed else f"{parent.own_agency}'s own text"
        )
        yield f"the parent is {how}", 0.6 if parent.signed else 0.9, ()
    if edge.parent in child.names:
        yield "it names the parent's outlet", 0.7, ()
    if edge.direction < 0.7:
        yield f"direction unclear: {round(100 * edge.direction)}% for this way round", round(edge.direction, 3), ()


def _heard(edge: Edge) -> Iterator[Said]:
    """That kin of either settled what the two alone leave open."""
    if edge.tie.kinship >= edge.tie.alone + SETTLED:
        yield "other tellings of the same text are like it too, as they are to whatever descends from it", 0.3, ()


def shared_text(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    """(words, weight 0..1, places) of what two tellings share, whichever of them is the child; the strongest first."""
    found = [*_runs(edge, bodies), *_chain(edge, bodies), *_rare(edge, bodies)]
    yield from sorted(found, key=lambda said: -said[1])


def reasons(edge: Edge, bodies: Sequence[Body], known: Sequence[Known]) -> Iterator[Said]:
    """(words, weight 0..1, places) of every reason for an edge: what they share, the strongest first, then the rest."""
    yield from edge.said
    if edge.said:
        pass
    elif edge.kind == "quotes-only":
        yield "it names the parent as its source for what it takes over", edge.kinship, ()
    elif not edge.main:
        yield "it holds much of what the main parent does not explain", edge.kinship, ()
    yield from shared_text(edge, bodies)
    if edge.kind != "quotes-only":
        yield from _choice(edge, bodies)
        yield from _facts(edge)
        yield from _heard(edge)
    yield from _slips(edge, bodies)
    yield from _spelt(edge, bodies)
    yield from _way(edge, known)
