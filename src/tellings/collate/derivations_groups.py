"""Disjoint groups."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Disjoint groups of numbered things, joined two by two."""

    def __init__(self) -> None:
        self._above: dict[object, object] = {}

    def top(self, n: object) -> object:
        """The thing that stands for the group of this one."""
        while self._above.get(n, n) != n:
            n = self._above[n]
        return n

    def join(self, a: object, b: object) -> None:
        """Make two groups one."""
        self._above[self.top(a)] = self.top(b)

    def count(self, nodes: Iterable[object]) -> int:
        """Groups among these things."""
        return len({self.top(n) for n in nodes})
