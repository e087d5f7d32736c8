"""What a person judged about two names of a story: one entity, or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tellings.collate.entities_nodes import Node
from tellings.judgements import bonds
from tellings.records import Judgement


@dataclass(frozen=True, slots=True)
class Judged:
    """Names, by their nodes' keys: disjoint groups that are one, and pairs (ascending) that are not."""

    together: tuple[tuple[str, ...], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()


NOTHING_JUDGED = Judged()


def _key(nodes: Mapping[str, Node], texts: Mapping[str, str], article: str, name: str) -> str | None:
    """The node of the name that stands at these words in an article: the one that covers most of them."""
    text, found = texts.get(article, ""), []
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        for key, node in nodes.items():
            shared = [min(end, m.end) - max(at, m.begin) for m in node.mentions if m.article == article]
            if shared and max(shared) > 0:
                found.append((-max(shared), at, key))
        at = text.find(name, end)
    return min(found)[2] if found else None


def judged_names(
    nodes: Mapping[str, Node], texts: Mapping[str, str], judged: Sequence[Judgement]
) -> tuple[dict[str, Node], Judged]:
    """Nodes in which names judged to be two are two even where they are written alike; and what was judged of them.

    A name that no reader of names has seen at the quoted words is not judged.
    """
    out = dict(nodes)
    one: list[tuple[str, str]] = []
    two: list[tuple[str, str]] = []
    for row in sorted(judged, key=lambda j: (-j.ordinal, j.id)):
        if row.kind not in ("same entity", "different entities"):
            continue
        a, b = (_key(out, texts, x, name or "") for x, name in ((row.a, row.a_name), (row.b, row.b_name)) if name)
        if a is None or b is None:
            continue
        if row.kind == "same entity":
            one.append((a, b))
        elif a != b:
            two.append((a, b))
        elif row.a != row.b:
            two.append((a, _own(out, a, row.b)))
    place = {key: n for n, key in enumerate(sorted(out))}
    keys = sorted(out)
    found = bonds([(place[a], place[b]) for a, b in one if a != b], [(place[a], place[b]) for a, b in two])
    together = tuple(tuple(keys[n] for n in group) for group in found.together)
    return out, Judged(together, frozenset((keys[a], keys[b]) for a, b in found.apart))


def _own(nodes: dict[str, Node], key: str, article: str) -> str:
    """Give the mentions of one article a node of their own; its key."""
    node, own = nodes[key], f"{key}@{article}"
    nodes[key] = replace(node, mentions=[m for m in node.mentions if m.article != article])
    nodes[own] = replace(node, key=own, mentions=[m for m in node.mentions if m.article == article])
    return own
