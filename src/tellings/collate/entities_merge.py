"""Nodes to clusters: pairs are merged from the surest down, unless a veto stands between the clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tellings.collate.entities_heads import opening, other_words
from tellings.collate.entities_nodes import Node
from tellings.collate.entities_rules import (
    CALLED,
    GIVEN,
    OF_BODIES,
    acronym_of,
    conflicting,
    kin,
    lone_score,
    one_given,
    person_score,
    place_score,
    same_words,
    shortened,
    slip,
)
from tellings.collate.entities_scene import Scene
from tellings.settings import Entities
from tellings.text.names import generation, sound, token_similarity
from tellings.text.names_places import demonyms
from tellings.text.names_tables import BODIES, BYNAMES, SITES

_CLUBS = frozenset("town city united rovers wanderers albion athletic county".split())
_SPORTS = frozenset("football club fc afc athletic rugby cricket basketball hockey baseball".split())
_SIDES = frozenset("new old upper lower north south east west".split())
_LEVELS = frozenset("city town borough municipal municipality village communal metropolitan".split())


@dataclass(frozen=True, slots=True, order=True)
class Bond:
    """Why two nodes may be one. Sorted from the surest down by `(-score, a, b)`."""

    score: float
    a: str
    b: str
    why: str


def bonds(scene: Scene, settings: Entities) -> list[Bond]:
    """Every pair of names that may be one, with its score."""
    out: list[Bond] = []
    for x, y in sorted(_candidates(scene, settings)):
        found = _bond(scene.nodes[x], scene.nodes[y], scene, settings)
        if found is not None and found[0] > 0:
            out.append(Bond(round(found[0], 6), x, y, found[1]))
    return sorted(out, key=lambda bond: (-bond.score, bond.a, bond.b))


def _candidates(scene: Scene, settings: Entities) -> set[tuple[str, str]]:
    """Pairs of names that share anything a rule could go by: a word, its sound, its beginning or end, initials."""
    blocks: dict[str, list[str]] = defaultdict(list)
    out = set(scene.aliases)
    for key in sorted(scene.nodes):
        owner = scene.nodes[key].owner
        if owner is not None:
            out.add((min(key, owner), max(key, owner)))
            continue
        byname = BYNAMES.get(key, "")
        if byname in scene.nodes:
            out.add((min(key, byname), max(key, byname)))
        for block in sorted(_blocks(scene.nodes[key])):
            blocks[block].append(key)
    for listed in blocks.values():  # sorted neighbourhood: a list of a thousand names is not compared all with all
        for i, key in enumerate(listed):
            out.update((key, other) for other in listed[i + 1 : i + 1 + settings.neighbours])
    return out


def _blocks(node: Node) -> set[str]:
    out = {f"place {node.place}"} if node.place else set()
    out.add(f"joined {node.key.replace(' ', '')}")
    for word in {*node.words, *node.tokens}:
        out.add(f"word {word}")
        heard = sound(word)
        if len(heard) > 1:
            out.add(f"sound {heard}")
        if len(word) > 3:
            out |= {f"begins {word[:3]}", f"ends {word[-4:]}"}
    plain = node.key.split()
    if node.acronym or "'" in node.shown or "’" in node.shown:
        out.add(f"initial {plain[0][0]}")
    if len(plain) > 1 or node.place:
        out.add(f"initial {plain[0][0]}")
    if len(plain) > 1 and plain[-1] in OF_BODIES:  # the Justice Department is the DOJ
        out.add(f"initial {plain[-1][0]}")
    return out


def _bond(a: Node, b: Node, scene: Scene, settings: Entities) -> tuple[float, str] | None:
    pair = (min(a.key, b.key), max(a.key, b.key))
    if scene.another_agency(a.key, b.key) or a.key in b.strangers or b.key in a.strangers:
        return None
    if a.key == b.owner or b.key == a.owner:
        return 0.99, "the one of this surname who is meant there"
    if pair in scene.aliases:
        return 1.0, "the text says so"
    if b.key == BYNAMES.get(a.key) or a.key == BYNAMES.get(b.key):
        return 0.95, "generally so called"
    if acronym_of(a, b) or acronym_of(b, a):
        return 0.9, "initials"
    if a.place and a.place == b.place:
        return 1.0, "one place"
    if (a.words == b.words and len(a.words) > 1) or _one_word(a, b):
        return 0.97, "one name"
    if "person" in (a.type, b.type):
        found = _person(a, b, scene, settings)
        if found is not None or a.type == b.type:
            return found
    return _thing(a, b, scene, settings)


def _one_word(a: Node, b: Node) -> bool:
    """Whether one writes as one word what the other parts: "Walmart", "Wal-Mart"."""
    x, y = a.key.replace(" ", ""), b.key.replace(" ", "")
    return x == y and len(x) > 5 and a.owner is None and b.owner is None


def _person(a: Node, b: Node, scene: Scene, settings: Entities) -> tuple[float, str] | None:
    """Two names at least one of which is a person's."""
    single, full = (a, b) if _lone(a) else (b, a)
    if _lone(single) and not _lone(full) and (" " not in single.key or full.type == "person"):
        town = single.type == "place" and (single.place or not scene.together(a, b) or scene.settled(single))
        if full.type != "person" or town or (single.place and single.key not in full.key.split()):
            return None
        score = lone_score(single, full)
        if score in (GIVEN, CALLED) and (single.type == "organisation" or _inner(full, scene)):
            return None  # "Saints" in "Saints captain Joe Holm"
        if score == CALLED and not (scene.together(a, b) and single.type == "person"):
            return None
        return (score, "part of the name") if score else None
    score = person_score(a, b)
    if (generation(a.shown) is None) != (generation(b.shown) is None):
        score *= 0.9  # "Bell Jr." is first the other "Bell Jr."
    apart = not scene.together(a, b)
    if _lone(a) and _lone(b):  # two single names
        return (score * 0.98, "spelling") if score >= settings.same and apart and len(single.key) > 4 else None
    if a.type != b.type and score < 0.9:
        return None
    if score >= (settings.same if apart else settings.same + 0.06):
        return score, "spelling"
    if not apart:
        return None
    if slip(a, b):
        return 0.8, "one given name, a surname with a letter changed"
    if one_given(a, b):
        return 0.62, "one surname, given names that begin alike"
    near = max(kin(a, b), score if score >= settings.likely else 0.0)
    if near >= settings.kin and (_same_post(a, b) or scene.context(a.key, b.key) >= settings.context):
        return 0.6 + 0.1 * near, "same name in part, same post or place in the story"
    return None


def _lone(node: Node) -> bool:
    """Whether a name is one word as it is written ("O'Hara", "Holm-Lund"), but for "Jr."."""
    return " " not in node.shown or (generation(node.shown) is not None and len(node.tokens) == 1)


def _inner(full: Node, scene: Scene) -> bool:
    """Whether a name without its first word is a full name of its own."""
    words = full.key.split()
    return any(" ".join(words[i:]) in scene.nodes for i in range(1, len(words) - 1))


def _same_post(a: Node, b: Node) -> bool:
    return len(a.titles() & b.titles()) > 0


def _thing(a: Node, b: Node, scene: Scene, settings: Entities) -> tuple[float, str] | None:
    """Two names of bodies, places or other things."""
    if "place" in (a.type, b.type):
        score = place_score(a, b)
        if score and not (a.type != b.type and {a.key, b.key} & scene.surnames):  # Ada Holm is not Holm County
            return score, "one place"
    if a.place or b.place:
        return None
    if a.words == b.words:
        return 0.97, "one name"
    apart = not scene.together(a, b)
    score = same_words(a, b)
    if score >= settings.spelling + (0 if apart else 0.06) and (a.type == b.type or score >= 0.9):
        return score * 0.97, "spelling"
    if "person" in (a.type, b.type):
        return None
    if apart and _half_alike(a, b) and scene.context(a.key, b.key) >= settings.context:
        return 0.6, "same words in part, same place in the story"
    short, full = (a, b) if len(a.words) < len(b.words) else (b, a)
    score = other_words(a, b, apart)
    if score:
        return score, "another word for its kind"
    if opening(short, full) and not apart and scene.sole(short, full):
        return 0.7, "short form"
    if short.type == "place" and full.type != "place" and not set(full.words[len(short.words) :]) & _SPORTS:
        return None
    score = shortened(short, full)
    if a.type == b.type == "place":  # "Palmas" for "Las Palmas", never "York" for "New York"
        if len(short.words) == 1 and short.key in SITES:  # "the Mount"
            return (0.7, "short form") if score == 0.72 and not apart else None
        tail = score == 0.72 or (score == 0.85 and not scene.settled(short))  # "Olympic Park", not "Las Vegas"
        tail = tail and full.words[0] not in _SIDES
        return (0.7, "short form") if tail and len(short.key) > 5 else None
    if score == 0.7 and not (
        short.type == "organisation" and (full.type == "organisation" or full.words[-1] in _CLUBS)
    ):
        return None
    if score and (not apart or scene.context(a.key, b.key) >= settings.context or len(short.words) > 1):
        return score, "short form"
    if score >= 0.72:
        return score * 0.9, "short form"
    return None


def _half_alike(a: Node, b: Node) -> bool:
    """Two longer names of bodies that share two words or more, and whose other words could be two translations."""
    shared = set(a.words) & set(b.words)
    left, right = [w for w in a.words if w not in shared], [w for w in b.words if w not in shared]
    if a.type != b.type or len(shared) < 2 or not shared - SITES or not left or not right or len(left) != len(right):
        return False
    return all(
        token_similarity(x, y) >= 0.5 or {x, y} <= BODIES or {x, y} <= _LEVELS for x, y in zip(left, right, strict=True)
    )


def clusters(scene: Scene, settings: Entities) -> dict[str, str]:
    """Node key -> key of its cluster's first node."""
    listed = bonds(scene, settings)
    unsure = _torn(listed, scene)
    home = {key: key for key in scene.nodes}
    members: dict[str, list[str]] = {key: [key] for key in scene.nodes}
    for group in scene.judged.together:
        members[group[0]] = [*group]
        for key in group:
            home[key] = group[0]
        for key in group[1:]:
            members.pop(key)
    for bond in listed:
        a, b = home[bond.a], home[bond.b]
        if a == b or (bond.a, bond.b) in unsure:
            continue
        if _vetoed(members[a], members[b], scene, settings, bond):
            continue
        keep, gone = (a, b) if a < b else (b, a)
        for key in members[gone]:
            home[key] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))
    return home


def _torn(listed: Sequence[Bond], scene: Scene) -> set[tuple[str, str]]:
    """Part-of-name bonds of a single name that fits several different full names equally well."""
    best: dict[str, list[Bond]] = defaultdict(list)
    for bond in listed:
        if bond.why in ("part of the name", "short form"):
            single = min((bond.a, bond.b), key=lambda key: (len(key.split()), key))
            best[single].append(bond)
    out = _two_in_one(best, scene)
    for single, options in best.items():
        if len(options) < 2:
            continue
        other = [bond.b if bond.a == single else bond.a for bond in options]
        ranked = sorted(
            zip(options, other, strict=True),
            key=lambda pair: (-pair[0].score, *(-n for n in _weight(scene, single, pair[1])), pair[1]),
        )
        top, kept = ranked[0], {ranked[0][1]}
        for bond, key in ranked[1:]:
            if not _alike(scene, top[1], key):
                out.add((bond.a, bond.b))
            else:
                kept.add(key)
    return out


def _two_in_one(best: Mapping[str, list[Bond]], scene: Scene) -> set[tuple[str, str]]:
    """Bonds of "GOP" and of "Senate" to "GOP Senate": both stand oftener alone, so it is neither's full name."""
    out: set[tuple[str, str]] = set()
    for options in best.values():
        for bond in options:
            full = scene.nodes[max((bond.a, bond.b), key=len)]
            words = full.key.split()
            first, rest = scene.nodes.get(words[0]), scene.nodes.get(" ".join(words[1:]))
            if full.type == "person" or first is None or rest is None:
                continue
            office = first.type == "person" and len(words) > 2  # "the Holm White House"
            short = len(words) == 2 and "person" not in (scene.nodes[bond.a].type, scene.nodes[bond.b].type)
            if (office or short) and min(len(first.mentions), len(rest.mentions)) > len(full.mentions):
                out.add((bond.a, bond.b))
    return out


def _weight(scene: Scene, single: str, full: str) -> tuple[int, int]:
    """In how many tellings the full name stands beside the single one, and how often it stands at all."""
    return len(scene.nodes[single].articles & scene.nodes[full].articles), len(scene.nodes[full].mentions)


def _alike(scene: Scene, a: str, b: str) -> bool:
    x, y = scene.nodes[a], scene.nodes[b]
    if x.type == y.type == "person":
        return person_score(x, y) >= 0.7
    people = demonyms()
    plain = [tuple(w for w in node.key.split() if w not in people) for node in (x, y)]
    if plain[0] == plain[1]:  # "Muslim Council", "Islamic Council"
        return True
    return same_words(x, y) > 0 or shortened(x, y) > 0 or shortened(y, x) > 0


def _vetoed(a: Sequence[str], b: Sequence[str], scene: Scene, settings: Entities, bond: Bond) -> bool:
    """Whether anything in one cluster speaks against anything in the other."""
    for x in a:
        for y in b:
            pair = (min(x, y), max(x, y))
            if pair in scene.judged.apart:
                return True
            if scene.another_agency(x, y):
                return True
            if pair in scene.aliases:
                continue
            if conflicting(scene.nodes[x], scene.nodes[y], settings):
                return True
            if pair in scene.beside and bond.why not in ("initials", "one place", "one name"):
                return True
    return False
