"""What the texts of a story say about pairs of names: side by side, as aliases, in the same slot, as a town's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from tellings.collate.entities_heads import settled
from tellings.collate.entities_judged import NOTHING_JUDGED, Judged
from tellings.collate.entities_nodes import Node
from tellings.collate.entities_rules import agency_names, alias_gap, kindred, nicked_pairs


class Scene:
    """What the texts say about pairs of names: side by side, as aliases, in the same slot."""

    def __init__(
        self,
        nodes: Mapping[str, Node],
        texts: Mapping[str, str],
        contexts: Callable[[str], Sequence[frozenset[str]]],
        judged: Judged = NOTHING_JUDGED,
    ) -> None:
        self.judged = judged
        self.nodes = nodes
        self._contexts = contexts
        self._texts = texts
        self.agencies = agency_names(nodes[key] for key in sorted(nodes))
        self._articles = {key: frozenset(node.articles) for key, node in nodes.items()}
        self.surnames = frozenset(
            t[-1] for n in nodes.values() if n.type == "person" and " " in n.key and len(t := n.tokens) > 1
        )
        self.beside: set[tuple[str, str]] = set()
        self.aliases: set[tuple[str, str]] = set(nicked_pairs(nodes))
        self._read(texts)

    def _read(self, texts: Mapping[str, str]) -> None:
        rows: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for key in sorted(self.nodes):
            for m in self.nodes[key].mentions:
                rows[m.article].append((m.begin, m.end, key))
        for article in sorted(rows):
            text, listed = texts.get(article, ""), sorted(rows[article])
            for (_, end, a), (begin, stop, b) in pairwise(listed):
                gap = text[end:begin]
                if a == b or len(gap) > 60 or "\n" in gap:
                    continue
                pair = (min(a, b), max(a, b))
                if self.another_agency(a, b):
                    continue
                if alias_gap(gap, text[stop : stop + 2], self.nodes[a], self.nodes[b]):
                    self.aliases.add(pair)
                elif gap.strip() == "(" and not kindred(self.nodes[a], self.nodes[b]):
                    self.beside.add(pair)  # a town and its country, a member and the party
                elif gap.strip() in ("and", ",", ", and", "or", "&") or gap.strip() in ("with", "met", "told"):
                    self.beside.add(pair)

    def another_agency(self, a: str, b: str) -> bool:
        """Whether one of two names is a news agency and the other is none of its spellings."""
        return self.agencies.get(a) != self.agencies.get(b)

    def together(self, a: Node, b: Node) -> bool:
        """Whether one telling writes both names."""
        return not self._articles[a.key].isdisjoint(self._articles[b.key])

    def sole(self, short: Node, full: Node) -> bool:
        """Whether a name is no town's: never used as one, and no other longer name begins with it."""
        n = len(short.words)
        longer = (node for node in self.nodes.values() if node.words[:n] == short.words != node.words)
        return not any(node.words[:-1] != full.words[:-1] for node in longer) and not self.settled(short)

    def settled(self, node: Node) -> bool:
        """Whether the texts use a name as a town's."""
        return settled(node, self._texts)

    def context(self, a: str, b: str) -> float:
        """The best agreement of words around the two names, over the tellings: Jaccard, 0..1."""
        best = 0.0
        for x in self._contexts(a):
            for y in self._contexts(b):
                both = len(x & y)
                if both >= 3:
                    best = max(best, both / len(x | y))
        return best
