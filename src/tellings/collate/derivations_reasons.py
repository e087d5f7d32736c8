"""Why a derivation is believed, in words that a study's reader accepts, each with its places on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tellings.collate.derivations import Known
from tellings.collate.derivations_errors import Slip
from tellings.collate.derivations_facts import short_quotes
from tellings.collate.derivations_graph import Edge, Said
from tellings.collate.derivations_names import respelt
from tellings.collate.derivations_text import Body, Word
from tellings.records import Evidence

#: Kinds of points where a rare reading tells a reader something; the rest is precision and reference.
_TELLING = ("number", "name", "list", "negation")

#: Rarity from which a shared word is worth showing: one English article in some 1,000 has it.
UNCOMMON = 7.0
#: Words of a shared run from which it is shown, and of which it is shown in full.
RUN, WHOLE = 5, 14
#: What the kin of two must add to their kinship before it is worth saying.
SETTLED = 0.15


def _runs(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    a, b = bodies[edge.tie.pair.a], bodies[edge.tie.pair.b]
    share = edge.tie.pair.shares(edge.child).verbatim
    longest = sorted(edge.tie.pair.runs, key=lambda r: (-r[2], r[0]))[:3]
    longest = [r for r in longest if r[2] >= RUN]
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
    text = f"{round(100 * share)}% of its own wording stands word for word in the other"
    yield f"{text}, as “{_shown(a, *longest[0][::2])}”", share, spans


def _shown(body: Body, first: int, size: int) -> str:
    """A run of words as the telling has it, cut where it is long."""
    last = first + min(size, WHOLE) - 1
    words = " ".join(body.of(body.words[first].begin, body.words[last].end).split())
    return words if size <= WHOLE else f"{words} …"


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
    text = f"{len(pair.links)} sentences tell the same in the same order as in the other"
    text += f" (by chance it would be about {pair.by_chance:.0f})"
    yield text, min(1.0, share), spans


def _first(body: Body, word: str) -> Word | None:
    """The first place outside quotes where a telling has the word, by its stem or as written."""
    words = zip(body.words.stem, body.words.form, body.words.quoted, strict=True)
    return next(
        (body.words[n] for n, (stem, form, quoted) in enumerate(words) if word in (stem, form) and not quoted), None
    )


def _rare(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    pair = edge.tie.pair
    found: list[tuple[float, str, tuple[Word, Word]]] = []
    for stem in pair.rare:
        one, other = _first(bodies[pair.a], stem), _first(bodies[pair.b], stem)
        if one and other:
            rare = min(one.weight, other.weight)
            if rare >= UNCOMMON or one.form != one.stem == other.stem:
                found.append((-rare, one.form, (one, other)))
    if len(found) < 2:
        return
    found.sort(key=lambda f: f[:2])
    shown = ", ".join(f"“{word}”" for _, word, _ in found[:5])
    spans = tuple(
        Evidence(bodies[n].article, w.begin, w.end)
        for _, _, places in found[:5]
        for n, w in zip((pair.a, pair.b), places, strict=True)
    )
    uncommon = all(-weight >= UNCOMMON for weight, _, _ in found[:5])
    more = f"{'rare ' if uncommon else ''}words or spellings that both have and hardly another telling"
    yield f"{more}: {shown}", min(1.0, len(found) / 10), spans


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
    again = sum(word_for_word(child, i, j, parent, x, y) for (i, j), (x, y) in held.there)
    text = of_quotes(len(held.there), total, len(held.there) - again, " longer" if short_quotes(child) else "")
    yield text, round(max(0.05, held.quotes + 0.5) * (0.5 if held.own else 0.8), 3), tuple(spans)


def of_quotes(there: int, total: int, reworded: int, longer: str) -> str:
    """How many of a telling's quotes stand in the other, and how many of them in other words."""
    how = "" if not reworded else ", in other words" if reworded == there else f", {reworded} of them in other words"
    if total == 1:
        return f"the one{longer} quote it has stands in the other too{how}"
    count = f"{there} of its {total}" if there < total else f"{'both' if total == 2 else f'all {total}'} of its"
    return f"{count}{longer} quotes stand in the other too{how}"


def word_for_word(child: Body, i: int, j: int, parent: Body, first: int, last: int) -> bool:
    """Whether the words of a quote stand in a row in these sentences of the other telling."""
    there = [form for form, at in zip(parent.words.form, parent.words.sentence, strict=True) if first <= at <= last]
    mine = list(child.words.form[i:j])
    return any(there[k : k + len(mine)] == mine for k in range(len(there) - len(mine) + 1))


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
    for slip in [s for s in edge.tie.slips if s.error or _of_one_thing(s, text)][:3]:
        usual = " ".join(text[slip.usual.article][slip.usual.begin : slip.usual.end].split())
        mine = " ".join(text[slip.mine.article][slip.mine.begin : slip.mine.end].split())
        others = "1 other has" if slip.others == 1 else f"{slip.others} others have"
        about = f" for “{slip.mine.about}”" if slip.mine.kind == "attribution" else ""
        spans = tuple(Evidence(v.article, v.begin, v.end) for v in (slip.mine, slip.theirs))
        yield f"both have “{mine}” where {others} “{usual}”{about}", 0.6 if slip.error else 0.2, spans


def _of_one_thing(slip: Slip, text: Mapping[str, str]) -> bool:
    """Whether a shared reading and the usual one surely say the same of one thing: numbers before one noun."""
    mine, usual = (text[v.article][v.begin : v.end].lower().split() for v in (slip.mine, slip.usual))
    return slip.mine.kind in _TELLING and bool(mine and usual) and (slip.mine.kind != "number" or mine[-1] == usual[-1])


def _way(edge: Edge, known: Sequence[Known]) -> Iterator[Said]:
    child, parent = known[edge.child], known[edge.parent]
    if parent.own_agency and not child.own_agency:
        how = (
            f"signed by {parent.own_agency}, or called so, and names no outlet"
            if parent.signed
            else f"{parent.own_agency}'s own text"
        )
        yield f"the parent is {how}", 0.6 if parent.signed else 0.9, ()
    if edge.parent in child.names:
        yield f"it names {parent.shown} as a source, or links to it", 0.9, ()


def _unclear(edge: Edge) -> Iterator[Said]:
    """That it is in doubt which of the two is the child."""
    if edge.direction < 0.7:
        text = f"which of the two came first is unclear: {round(100 * edge.direction)}% for this way round"
        yield text, round(edge.direction, 3), ()


def _heard(edge: Edge) -> Iterator[Said]:
    """That kin of either settled what the two alone leave open."""
    if edge.tie.kinship >= edge.tie.alone + SETTLED:
        yield "other tellings of the same text are like it too, as they are to whatever descends from it", 0.3, ()


def shared_text(edge: Edge, bodies: Sequence[Body]) -> Iterator[Said]:
    """(words, weight 0..1, places) of what two tellings share, whichever of them is the child.

    What stands in both word for word comes first, being plain to see; then the strongest.
    """
    yield from _runs(edge, bodies)
    yield from sorted([*_chain(edge, bodies), *_rare(edge, bodies)], key=lambda said: -said[1])


def reasons(edge: Edge, bodies: Sequence[Body], known: Sequence[Known], main: Edge | None = None) -> Iterator[Said]:
    """(words, weight 0..1, places) of every reason for an edge: credits first, then the rest, the strongest first.

    `main` is the child's main edge.
    """
    yield from edge.said
    yield from sorted(_way(edge, known), key=lambda said: -said[1])
    if edge.said or edge.main:
        pass
    elif edge.kind == "quotes-only":
        yield "it names the parent as its source for what it takes over", edge.kinship, ()
    elif main is not None:
        yield f"a second source: it has from here what {known[main.parent].shown} lacks", edge.kinship, ()
    else:
        yield "a part of it was taken over from an earlier report of the same outlet", edge.kinship, ()
    found = list(shared_text(edge, bodies))
    if edge.kind != "quotes-only":
        found += [*_choice(edge, bodies), *_facts(edge), *_heard(edge)]
    found += [*_slips(edge, bodies), *_spelt(edge, bodies)]
    yield from sorted(found, key=lambda said: -said[1])
    yield from _unclear(edge)
