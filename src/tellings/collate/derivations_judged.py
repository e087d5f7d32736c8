"""What a person judged about the tellings of one story, and what it does to ties between them.

"copy" makes a derivation that is certain, "not a copy" and "different origins" leave no tie. What is judged of two
carries over to what is judged to be one with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tellings.collate.derivations import Tie
from tellings.collate.derivations_groups import Groups
from tellings.judgements import Bonds, bonds, pairs, words
from tellings.records import Judgement

_ONE, _TWO = ("same origin", "copy"), ("different origins",)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Judgements in force about a story's tellings, by place."""

    copies: tuple[tuple[int, int], ...] = ()  # judged copies, newest first
    origin: Bonds = field(default_factory=Bonds)  # tellings of one origin, and of different ones
    text: Bonds = field(default_factory=Bonds)  # the same, and those judged not to be copies
    said: Mapping[tuple[int, int], str] = field(default_factory=dict)  # pair (a < b) -> the judgement in words

    def forbids(self, groups: Groups, a: object, b: object, *, by_text: bool) -> bool:
        """Whether two groups hold tellings that may not be joined: by what their texts share, or by anything."""
        tops = {groups.top(a), groups.top(b)}
        asked = self.text if by_text else self.origin
        return len(tops) == 2 and any({groups.top(x), groups.top(y)} == tops for x, y in asked.apart)

    def on(self, nodes: Sequence[int]) -> list[tuple[int, int, str]]:
        """The judgements about these tellings: pair, and the judgement in words."""
        there = set(nodes)
        return [(a, b, text) for (a, b), text in sorted(self.said.items()) if a in there and b in there]


NO_RULING = Ruling()


def ruling(judged: Sequence[Judgement], place: Mapping[str, int]) -> Ruling:
    """What judgements in force ask of the tellings at these places."""
    at = dict(place)
    one = pairs(judged, _ONE, at)
    origin = bonds(one, pairs(judged, _TWO, at))
    group = {member: n for n, members in enumerate(origin.together) for member in members}
    unlike = [(a, b) for a, b in pairs(judged, ("not a copy",), at) if a not in group or group[a] != group.get(b)]
    said: dict[tuple[int, int], str] = {}
    for row in sorted(judged, key=lambda j: (j.ordinal, j.id)):
        if row.kind in (*_ONE, *_TWO, "not a copy") and row.a in at and row.b in at:
            pair = (min(at[row.a], at[row.b]), max(at[row.a], at[row.b]))
            said[pair] = f"{said[pair]}; {words(row)}" if pair in said else words(row)
    copies = tuple((min(p), max(p)) for p in pairs(judged, ("copy",), at))
    return Ruling(copies, origin, bonds(one, [*origin.apart, *unlike]), said)


def ruled(ties: Sequence[Tie], judged: Ruling) -> list[Tie]:
    """Ties as judged: certain between copies, none between what is judged to have none."""
    none = set(judged.text.apart)
    return [
        replace(t, kinship=1.0) if (t.pair.a, t.pair.b) in judged.copies else t
        for t in ties
        if (t.pair.a, t.pair.b) not in none
    ]
