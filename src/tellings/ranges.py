"""How many independent origins stand behind some tellings of finished stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from tellings import views


class Kinship(Protocol):
    """What is asked of a story: who belongs to it, to which origins, and who derives from whom."""

    @property
    def id(self) -> str: ...
    @property
    def tellings(self) -> tuple[str, ...]: ...
    @property
    def origins(self) -> tuple[views.Origin, ...]: ...
    @property
    def derivations(self) -> tuple[views.Derivation, ...]: ...


@dataclass(slots=True)
class _Joined:
    """Union of tellings and absent parents."""

    parent: dict[str, str] = field(default_factory=dict)

    def top(self, node: str) -> str:
        while self.parent.get(node, node) != node:
            node = self.parent[node]
        return node

    def join(self, a: str, b: str) -> None:
        x, y = sorted((self.top(a), self.top(b)))
        self.parent[y] = x


def independent(stories: Iterable[Kinship], tellings: set[str]) -> views.Range:
    """How many independent origins stand behind some tellings, by the derivations and origins of their stories."""
    sure, maybe = _Joined(), _Joined()
    for story in stories:
        for origin in story.origins:
            for a, b in zip(origin.tellings, origin.tellings[1:], strict=False):
                maybe.join(a, b)
        for d in story.derivations:
            if d.kind != "quotes-only":
                parent = d.parent if d.parent in story.tellings else f"{story.id} {d.parent}"
                maybe.join(d.child, parent)
                if d.joined:
                    sure.join(d.child, parent)
    low, high = (len({j.top(t) for t in tellings}) for j in (maybe, sure))
    return views.Range(low, high, None, None)
