"""How many independent origins stand behind a story, and behind each of its statements: a range with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.collate.derivations import from_there
from tellings.collate.derivations_graph import root
from tellings.collate.derivations_groups import Groups
from tellings.collate.derivations_seen import seen
from tellings.collate.independence_shared import cited, counting, handed, newsrooms, stated
from tellings.collate.origins_primary import Primary
from tellings.collate.origins_sources import Sources, issuer_of
from tellings.records import Independence, StatementMember
from tellings.settings import Origins

#: Share of a telling's own wording in another from which it is a copy or a cut of that one.
CUT = 0.9
#: Kinship of two by themselves from which it is doubtful whether they share a text.
FAINT = 0.05
#: What two have to do with each other of which one is the other's source: `one` is the source.
HAS_IT = "{other} has something from {one}"
#: What two have in common that rest on one speaker.
RESTS = "{both} mostly tell what was said by "
#: What two have in common that one newsroom wrote: the later of them knows what the earlier one had found out.
HOUSE = "{both} are the work of one newsroom"


def surely(found: Sources, settings: Origins) -> Groups:
    """Tellings joined by derivations that are sure, or that the child itself names; absent parents by their names."""
    groups = Groups()
    for e in found.edges:
        child, parent = found.known[e.child], found.known[e.parent]
        named = from_there(e.child, e.parent, found.known) or (
            child.outlet is not None and child.outlet == parent.outlet
        )
        if e.main and (named or (max(e.kinship, e.tie.likeness) >= settings.sure and seen(e, found.bodies))):
            groups.join(e.child, e.parent)
    for source in found.absent:
        sure = source.what == "statement" or source.confidence >= settings.sure * 0.8
        if source.kind != "quotes-only" and sure and source.what != "house":
            groups.join(source.child, source.name)
    for n, about in enumerate(found.known):
        if about.own_agency:
            groups.join(n, about.own_agency)  # an agency is one origin, however many of its texts are here
    for first, *others in found.judged.origin.together:
        for other in others:
            groups.join(first, other)
    return groups


def _weak(
    found: Sources, strong: Groups, told: Sequence[int], settings: Origins
) -> tuple[Groups, list[tuple[int, int, str]]]:
    """Tellings joined by whatever may join them; and what joined which two beyond the derivations, as a pattern."""
    groups, above = surely(found, settings), found.above()
    why: list[tuple[int, int, str]] = []

    def join(a: int, b: int, text: str, by_text: bool = True) -> None:
        if groups.top(a) != groups.top(b) and not found.judged.forbids(groups, a, b, by_text=by_text):
            groups.join(a, b)
            why.append((a, b, text))

    for e in found.edges:
        if e.main or (e.kind != "quotes-only" and e.child not in above):
            join(e.child, e.parent, "{both} probably share a text")
        elif e.said and found.known[e.parent].release and e.kinship >= settings.sure:
            join(e.parent, e.child, HAS_IT, by_text=False)
    for source in found.absent:
        if source.kind != "quotes-only":
            groups.join(source.child, source.name)
    for a, b in newsrooms(found, told):
        join(a, b, HOUSE, by_text=False)
    for name, tellings, itself in (*cited(found), *stated(found, settings), *handed(found, settings)):
        first = itself[0] if itself else tellings[0]
        for other in tellings:
            text = HAS_IT if itself else "{both} both have it from " + name.replace("{", "").replace("}", "")
            join(first, other, text, by_text=False)
    for p in found.primary:
        if p.sure or (p.good and not any(RESTS in text for _, _, text in why)):
            join(p.a, p.b, RESTS + _shown(p), by_text=False)
    lowered = groups.count(told) < strong.count(told)
    doubt = settings.doubted if lowered else settings.doubt
    for a, b in _likely(found, groups, (told, doubt), settings):
        join(a, b, "{both} may share a text")
    for p in found.primary:
        if not why:  # of one event there is hardly coverage of which no two have the same source
            join(p.a, p.b, RESTS + _shown(p), by_text=False)
    return groups, why


def _shown(primary: Primary) -> str:
    """A speaker as a reason names him."""
    return (primary.shown or primary.name).replace("{", "").replace("}", "")


def _likely(
    found: Sources, joined: Groups, asked: tuple[Sequence[int], float], settings: Origins
) -> list[tuple[int, int]]:
    """Pairs beyond those joined of which, taken together, so many may well share a text.

    Each by itself may be unlikely: of five that are likely by a tenth, one is likely by four tenths. The likeliest
    pairs that would join a group with another, as many as there are with a chance of `doubt`. `asked`: the tellings
    that count, and that chance.
    """
    whole = _whole(found)
    told, doubt = set(asked[0]), asked[1]
    open_ = []
    for (a, b), tie in sorted(found.ties.items()):
        doubtful = tie.likeness >= settings.join or tie.alike_alone >= FAINT  # else only others' likeness speaks for it
        if (whole[a], whole[b]) != (a, b) or not {a, b} <= told or tie.likeness < settings.maybe or not doubtful:
            continue
        if not found.judged.forbids(joined, a, b, by_text=True) and not _explained(found, a, b, settings):
            open_.append((-round(tie.likeness, 6), a, b))
    tree, chances = Groups(), [1.0]  # chances[n]: that exactly n of the pairs so far share a text
    picked: list[tuple[int, int]] = []
    for kinship, a, b in sorted(open_):
        if tree.top(joined.top(a)) != tree.top(joined.top(b)):
            tree.join(joined.top(a), joined.top(b))
            picked.append((a, b))
            chances = [
                (chances[n] if n < len(chances) else 0.0) * (1 + kinship) - (chances[n - 1] if n else 0.0) * kinship
                for n in range(len(chances) + 1)
            ]
    count = max(n for n in range(len(chances)) if n == 0 or round(sum(chances[n:]), 6) >= doubt)
    return picked[:count]


def _whole(found: Sources) -> list[int]:
    """For every telling the longest one in which it stands word for word, or itself.

    What is cut from a text is not likelier than the text to share another's: less is left that could tell them apart.
    """
    rank = [(len(body.words), -n) for n, body in enumerate(found.bodies)]
    out = list(range(len(rank)))
    for (a, b), tie in found.ties.items():
        for n, other in ((a, b), (b, a)):
            if rank[other] > rank[out[n]] and tie.pair.shares(n).verbatim >= CUT:
                out[n] = other
    return out


def _agency(found: Sources, top: int) -> str | None:
    """The agency, present or missing, from which a family descends."""
    missing = next((a.name for a in found.absent if a.child == top and a.what == "agency"), None)
    return found.known[top].own_agency or missing


def _explained(found: Sources, a: int, b: int, settings: Origins) -> bool:
    """Whether a compilation, or two agencies' hearing one thing, accounts for what two tellings share.

    A compilation is kin to both its families, and through it others of the two look a little alike.
    """
    above = found.above()
    one, other = (_agency(found, root(n, above)) for n in (a, b))
    if one and other and one != other:
        return True
    for e in found.edges:
        if e.main or e.kind == "quotes-only" or e.kinship < settings.sure:
            continue
        tops = {root(e.child, above), root(e.parent, above)}
        through = e.child in (a, b) or found.ties[min(a, b), max(a, b)].kinship < e.kinship
        if through and {root(a, above), root(b, above)} == tops:
            return True
    return False


def ranges(story: str, found: Sources, members: Sequence[StatementMember], settings: Origins) -> Iterator[Independence]:
    """The range of the story and of every statement."""
    strong = surely(found, settings)
    nodes = counting(found)
    weak, why = _weak(found, strong, nodes, settings)
    yield _left_out(_range(found, (story, None), nodes, (strong, weak, why)), len(found.bodies) - len(nodes))
    place = {b.article: n for n, b in enumerate(found.bodies)}
    said: dict[str, dict[int, float]] = {}
    for m in members:
        if m.article in place:
            weights = said.setdefault(m.statement, {})
            weights[place[m.article]] = max(m.support, weights.get(place[m.article], 0.0))
    graph = _Above.of(found, strong)
    known: dict[tuple[int, ...], Independence] = {}  # most statements are those of the same few tellings
    for statement in sorted(said):
        clear = sorted(n for n, w in said[statement].items() if w >= settings.says and n in nodes)
        counted = clear or sorted(said[statement])
        moved = _carried(graph, counted)
        if moved:
            carried = _Carried(strong, moved), _Carried(weak, moved), why
            one = _range(found, (story, statement), counted, carried)
        elif (same := known.get(tuple(counted))) is not None:
            one = Independence(story, statement, same.low, same.high, same.why_low, same.why_high)
        else:
            one = known[tuple(counted)] = _range(found, (story, statement), counted, (strong, weak, why))
        yield _set_aside(one, len(said[statement]) - len(counted))


def _left_out(one: Independence, many: int) -> Independence:
    """The same range, with what was not counted said: tellings that are too short, or of something else."""
    if not many:
        return one
    text = f"not counted: {many} {'telling' if many == 1 else 'tellings'} too short, or of something else"
    return replace(one, why_low=f"{one.why_low}; {text}", why_high=f"{one.why_high}; {text}")


class _Carried(Groups):
    """Groups in which some tellings stand with the parent from which they have what is looked at."""

    def __init__(self, groups: Groups, moved: Mapping[int, int]) -> None:
        super().__init__()
        self._groups, self.moved = groups, moved

    def top(self, n: object) -> object:
        """The thing that stands for the group of this one."""
        return self._groups.top(self.moved.get(n, n) if isinstance(n, int) else n)


@dataclass(frozen=True, slots=True)
class _Above:
    """The graph as every statement's range asks of it, worked out once for a story."""

    lines: Sequence[Sequence[int]]  # of each telling: itself and those above it, nearest first
    others: Mapping[int, Sequence[int]]  # parents besides the main one, of the tellings that have them
    groups: Sequence[object]  # what stands for the group of each telling

    @classmethod
    def of(cls, found: Sources, strong: Groups) -> _Above:
        above = found.above()
        lines = []
        for n in range(len(found.bodies)):
            line = [n]
            while line[-1] in above:
                line.append(above[line[-1]].parent)
            lines.append(line)
        others: dict[int, list[int]] = {}
        for e in sorted(found.edges, key=lambda e: e.parent):
            if not e.main:
                others.setdefault(e.child, []).append(e.parent)
        return cls(lines, others, [strong.top(n) for n in range(len(lines))])


def _carried(graph: _Above, nodes: Sequence[int]) -> dict[int, int]:
    """Tellings of several parents that have a statement from another than the main one: telling -> that parent.

    Among those that say it there is nobody of the main parent's text but the telling and what is made from it, while
    the other parent, or another telling of its text, says it.
    """
    out: dict[int, int] = {}
    without: dict[int, set[object]] = {}  # groups of those that say it and are not made from a telling
    for n in nodes if graph.others else ():
        m = next((m for m in graph.lines[n] if m in graph.others), None)
        if m is None:
            continue
        if m not in without:
            without[m] = {graph.groups[k] for k in nodes if m not in graph.lines[k]}
        if graph.groups[n] not in without[m]:
            parent = next((p for p in graph.others[m] if graph.groups[p] in without[m]), None)
            if parent is not None:
                out[n] = parent
    return out


def _set_aside(one: Independence, others: int) -> Independence:
    """The same range, with what was not counted said: tellings whose words only come near the statement."""
    if not others:
        return one
    text = "1 telling that only says something near" if others == 1 else f"{others} that only say something near"
    return replace(one, why_low=f"{one.why_low}; not counted: {text}", why_high=f"{one.why_high}; not counted: {text}")


def _outlet(found: Sources, n: int) -> str:
    return found.known[n].shown


#: From here on it is said whose text was first; below, that one text is behind them.
WHICH_FIRST = 0.8


def _home(found: Sources, members: Sequence[int], strong: Groups) -> str:
    """What a group of tellings goes back to, in words: an agency, a body's statement, a telling's outlet."""
    if isinstance(strong, _Carried):
        members = [strong.moved.get(n, n) for n in members]
    group = strong.top(members[0])
    sure = {c: e for c, e in found.above().items() if strong.top(c) == group == strong.top(e.parent)}
    tops = Counter(root(n, sure) for n in members)
    top = min(tops, key=lambda n: (-tops[n], n))
    if agency := found.known[top].own_agency:
        return agency
    absent = [a for a in found.absent if a.child in tops and a.kind != "quotes-only" and strong.top(a.name) == group]
    named = Counter(a.name for a in absent)
    if named:
        what = next(a for a in absent if a.name == min(named, key=lambda name: (-named[name], name)))
        return what.name if what.what in ("agency", "house") else f"a statement by {issuer_of(what)}"
    if found.known[top].release:
        return f"the statement of {_outlet(found, top)}"
    unsure = any(e.parent == top and e.direction < WHICH_FIRST for e in sure.values())
    return f"one text, perhaps that of {_outlet(found, top)}" if unsure else _outlet(found, top)


def _told(found: Sources, nodes: Sequence[int], strong: Groups) -> str:
    """Which tellings surely go back to one text: "6 of 12 tellings surely go back to AP, 2 to AFP; 4 stand alone"."""
    if len(nodes) < 2:
        return "one telling" if nodes else "no telling"
    members: dict[object, list[int]] = {}
    for n in nodes:
        members.setdefault(strong.top(n), []).append(n)
    joined = sorted((m for m in members.values() if len(m) > 1), key=lambda m: (-len(m), m))
    if not joined:
        return f"{len(nodes)} tellings, none of which surely shares its text with another"
    parts = [f"{len(m)} to {_home(found, m, strong)}" for m in joined]
    parts[0] = f"{len(joined[0])} of {len(nodes)} tellings surely go back to {_home(found, joined[0], strong)}"
    if len(joined) == 1 and len(joined[0]) == len(nodes):
        parts[0] = (
            f"{'both' if len(nodes) == 2 else f'all {len(nodes)}'} tellings surely go back to "
            + parts[0][parts[0].index("back to ") + 8 :]
        )
    alone = len(nodes) - sum(len(m) for m in joined)
    rest = "" if not alone else "; 1 stands alone" if alone == 1 else f"; {alone} stand alone"
    return (", ".join(parts[:-1]) + " and " if len(parts) > 1 else "") + parts[-1] + rest


def _two(found: Sources, a: int, b: int) -> str:
    one, other = _outlet(found, a), _outlet(found, b)
    return f"{one} and {other}" if one != other else f"two tellings of {one}"


def _why(found: Sources, a: int, b: int, text: str) -> str:
    names = {"both": _two(found, a, b), "one": _outlet(found, a), "other": _outlet(found, b)}
    return text.format_map(names)


def _ruled(found: Sources, nodes: Sequence[int]) -> str:
    """The judgements that bear on these tellings, to be put behind a reason."""
    judged = found.judged.on(nodes)
    listed = [f"; {_two(found, a, b)} are {text}" for a, b, text in judged[:3]]
    if len(judged) > 3:
        listed.append(f"; {len(judged) - 3} more pairs are judged")
    return "".join(listed)


def _range(
    found: Sources,
    about: tuple[str, str | None],
    nodes: Sequence[int],
    joined: tuple[Groups, Groups, Sequence[tuple[int, int, str]]],
) -> Independence:
    """The range over some tellings, in figures and words."""
    strong, weak, why = joined
    high, low = strong.count(nodes), weak.count(nodes)
    told, ruled = _told(found, nodes, strong), _ruled(found, nodes)
    if low == high:
        doubt = told if len(nodes) < 2 or high == 1 else f"{told}; there is no sign of further ties"
        return Independence(*about, low, high, doubt + ruled, told + ruled)
    tops = {weak.top(n) for n in nodes}
    ties = [w for w in why if {w[0], w[1]} & set(nodes)] or [w for w in why if weak.top(w[0]) in tops]
    doubts = list(dict.fromkeys(_why(found, *tie) for tie in ties))
    if len(doubts) > 3:
        more = "1 more pair is" if len(doubts) == 4 else f"{len(doubts) - 3} more pairs are"
        doubts[3:] = [f"{more} in doubt"]
    doubts = doubts or ["some of them may go back to one source"]  # tied only by way of tellings that are not counted
    left = "1 origin would be left" if low == 1 else f"{low} origins would be left"
    return Independence(*about, low, high, f"{'; '.join(doubts)}; if so, {left}{ruled}", told + ruled)
