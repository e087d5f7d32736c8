"""What a person decided about two articles: which decisions are in force, and what follows from them.

A judgement stands until a later one on the same question, or an `undo`. "same story", "same origin" and "copy" carry
over (a with b and b with c is a with c), so two later judgements may rule out an earlier one: the later win, and what
is left out is said.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from tellings.errors import InputError
from tellings.records import Judgement

#: Kind -> the question that it answers: of one pair, the last answer to a question counts.
QUESTIONS = {
    "copy": "copy",
    "not a copy": "copy",
    "same origin": "origin",
    "different origins": "origin",
    "same story": "story",
    "not the same story": "story",
    "same entity": "entity",
    "different entities": "entity",
}
KINDS = tuple(QUESTIONS)
UNDO = "undo"
#: Kinds that join, and kinds that part, by what they speak about: a copy has its parent's origin.
_TOGETHER = {"story": ("same story",), "origin": ("same origin", "copy"), "entity": ("same entity",)}
_APART = {"story": ("not the same story",), "origin": ("different origins",), "entity": ("different entities",)}
_PHRASES = {
    "copy": "a copy",
    "not a copy": "not a copy",
    "same origin": "of one origin",
    "different origins": "of different origins",
    "same story": "one story",
    "not the same story": "not one story",
    "same entity": "one entity",
    "different entities": "different entities",
}

Pair = tuple[Hashable, Hashable]
Names = tuple[str | None, str | None]


def kind_of(text: str) -> str:
    """A kind as the tables have it: case, spaces and "-" or "_" do not matter. Raises InputError for an unknown one."""
    plain = " ".join(text.lower().replace("_", " ").replace("-", " ").split())
    if plain not in QUESTIONS:
        raise InputError(repr(text), f"no judgement of this kind; the kinds are: {', '.join(KINDS)}")
    return plain


def phrase(kind: str, made: str, by: str | None, note: str | None, names: Names = (None, None)) -> str:
    """What was judged, by whom, when and why: "judged not a copy by Ada on 2026-11-22: both are Reuters"."""
    what = f"“{names[0]}” and “{names[1]}” " if names[0] and names[1] else ""
    return f"{what}judged {_PHRASES[kind]}{f' by {by}' if by else ''} on {made[:10]}{f': {note}' if note else ''}"


def words(judgement: Judgement) -> str:
    """A judgement as `phrase` has it."""
    names = (judgement.a_name, judgement.b_name)
    return phrase(judgement.kind, judgement.made, judgement.by, judgement.note, names)


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement as a file or a person gives it: articles by id, path, address or the user's own id."""

    kind: str
    a: str
    b: str
    note: str | None = None
    by: str | None = None
    made: str | None = None
    names: Names = (None, None)  # as they stand in a and b, where two names are judged


@dataclass(frozen=True, slots=True)
class Standing:
    """Judgements in force, oldest first; what became of the others; and which contradict newer ones."""

    rows: list[Judgement]
    state: dict[str, str]  # judgement id -> in force | undone | superseded | contradicted | undo
    said: list[str]  # a line for every contradiction


def _undone(rows: Sequence[Judgement]) -> set[str]:
    """Ids of rows that an undo takes back; an undo that is itself taken back does nothing."""
    gone: set[str] = set()
    for row in reversed(rows):
        if row.kind == UNDO and row.id not in gone:
            gone.add(row.a)
    return gone


def _ends(row: Judgement) -> Pair:
    """The two things that a judgement is about."""
    if QUESTIONS[row.kind] == "entity":
        return (row.a, (row.a_name or "").casefold()), (row.b, (row.b_name or "").casefold())
    return row.a, row.b


class _Ruling:
    """What newer judgements leave possible."""

    def __init__(self) -> None:
        self._group: dict[Hashable, int] = {}
        self._apart: list[tuple[Pair, Judgement]] = []
        self._joined: list[Judgement] = []

    def _top(self, end: Hashable) -> int:
        return self._group.setdefault(end, len(self._group))

    def part(self, row: Judgement) -> list[Judgement]:
        """Hold two things apart; the newer judgements that forbid it."""
        a, b = _ends(row)
        if self._top(a) == self._top(b):
            return [j for j in self._joined if self._top(_ends(j)[0]) == self._top(a)]
        self._apart.append(((a, b), row))
        return []

    def join(self, row: Judgement) -> list[Judgement]:
        """Hold two things together; the newer judgements that forbid it."""
        a, b = _ends(row)
        one, other = self._top(a), self._top(b)
        against = (
            [j for (x, y), j in self._apart if {self._top(x), self._top(y)} == {one, other}] if one != other else []
        )
        if not against:
            self._group = {end: one if top == other else top for end, top in self._group.items()}
            self._joined.append(row)
        return against


def standing(rows: Iterable[Judgement]) -> Standing:
    """Which judgements are in force. `rows` in any order; `ordinal` says which is later."""
    listed = sorted(rows, key=lambda row: (row.ordinal, row.id))
    undone = _undone(listed)
    state = {row.id: "undone" if row.id in undone else UNDO if row.kind == UNDO else "in force" for row in listed}
    last: dict[tuple[str, Pair], Judgement] = {}
    for row in listed:
        if state[row.id] == "in force":
            key = (QUESTIONS[row.kind], _ends(row))
            if key in last:
                state[last[key].id] = "superseded"
            last[key] = row
    said: list[str] = []
    for subject in _TOGETHER:
        ruling = _Ruling()
        for row in reversed(listed):
            if state[row.id] != "in force" or row.kind not in (*_TOGETHER[subject], *_APART[subject]):
                continue
            against = ruling.part(row) if row.kind in _APART[subject] else ruling.join(row)
            if against:
                state[row.id] = "contradicted"
                newer = " and ".join(f"{j.id} ({j.kind})" for j in against[:3])
                said.append(f"judgement {row.id} ({row.kind}) cannot stand beside the later {newer}: left out")
    return Standing([row for row in listed if state[row.id] == "in force"], state, said)


@dataclass(frozen=True, slots=True)
class Bonds:
    """Places that belong together (disjoint groups) and places that do not (closed: a, b with a < b)."""

    together: tuple[tuple[int, ...], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.together or self.apart)

    def decides(self, a: int, b: int) -> bool:
        """Whether judgements say of two places that they are, or are not, together."""
        return (min(a, b), max(a, b)) in self.apart or any(a in group and b in group for group in self.together)

    def parted(self, one: Iterable[int], other: Iterable[int]) -> bool:
        """Whether something of one may not be with something of the other."""
        a, b = set(one), set(other)
        return any((x in a and y in b) or (x in b and y in a) for x, y in self.apart)


def bonds(together: Iterable[tuple[int, int]], apart: Iterable[tuple[int, int]]) -> Bonds:
    """Everything that follows from pairs. A later pair of `together` that would join what is apart joins nothing."""
    group: dict[int, set[int]] = {}
    forbidden = sorted({(min(p), max(p)) for p in apart if p[0] != p[1]})
    for a, b in together:
        one, other = group.setdefault(a, {a}), group.setdefault(b, {b})
        if one is other or any((x in one and y in other) or (x in other and y in one) for x, y in forbidden):
            continue
        one |= other
        for member in other:
            group[member] = one
    groups = sorted({tuple(sorted(members)) for members in group.values() if len(members) > 1})
    closed = {
        (min(x, y), max(x, y)) for a, b in forbidden for x in group.get(a, {a}) for y in group.get(b, {b}) if x != y
    }
    return Bonds(tuple(groups), tuple(sorted(closed)))


def pairs(rows: Iterable[Judgement], kinds: Sequence[str], place: dict[str, int]) -> list[tuple[int, int]]:
    """The pairs that judgements of some kinds speak of, by place, newest first; only of articles that are there."""
    found = [row for row in rows if row.kind in kinds and row.a in place and row.b in place and row.a != row.b]
    return [(place[row.a], place[row.b]) for row in sorted(found, key=lambda row: (-row.ordinal, row.id))]
