"""Differences planted in rewritten tellings of invented stories: found, precision, type right.

    planted.py [--stories 40] [--seed 1] [--show]

Every story takes an event of planted_facts.txt and tells it four times, each telling with another wording and order
of each fact, never a sentence twice; then some facts are changed in one telling. Numbers, dates, names, list members,
negations, speakers, quote words; words that exclude one another, stages, offices, deeds. A planted change is found
when one difference shows the changed words of that telling and the unchanged of another as two readings; any
difference that shows no planted change is false.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tellings.project import Project
from tellings.records import Capture, Discrepancy, Reading
from tellings.schema import TABLE_OF, content_id, to_rows
from tellings.settings import Settings, Stories

FACTS = Path(__file__).with_name("planted_facts.txt")

#: Kind of the change -> the types that say the truth about it.
RIGHT = {
    "number": {"contradiction", "update"},
    "date": {"contradiction"},
    "name": {"spelling"},
    "list": {"contradiction"},
    "negation": {"contradiction"},
    "quote": {"wording"},
    "speaker": {"contradiction"},
    "word": {"contradiction"},
    "stage": {"update", "contradiction"},
    "office": {"contradiction", "wording"},
    "deed": {"contradiction", "wording"},
}


@dataclass
class Fact:
    """A fact: its kind, the value and the planted value, and wordings with {A} in the value's place."""

    kind: str
    values: list[tuple[str, str]]
    wordings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """A planted change: what stands in which telling, and what stands in the others."""

    kind: str
    telling: str
    planted: str
    others: dict[str, str]  # telling -> words


def events() -> list[list[Fact]]:
    """The events of planted_facts.txt."""
    out: list[list[Fact]] = []
    for line in FACTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            out.append([])
        elif line.startswith("- "):
            pairs = [(a, b) for a, b in re.findall(r"\{([^|}]+)\|([^}]+)\}", line)]
            out[-1].append(Fact(line[2:].split(" ")[0], pairs))
        elif line and not line.startswith("#"):
            out[-1][-1].wordings.append(line)
    return out


def sentence(wording: str, value: str) -> tuple[str, str]:
    """A wording with its value; the value as it then stands (a capital at the beginning)."""
    text = wording.replace("{A}", value)
    return (text[0].upper() + text[1:], value[0].upper() + value[1:] if wording.startswith("{A}") else value)


def story(facts: list[Fact], chance: random.Random, share: float) -> tuple[dict[str, str], list[Change]]:
    """Four tellings of one event and what was planted in them."""
    names = [f"t{n}" for n in range(4)]
    bodies: dict[str, list[str]] = {name: [] for name in names}
    changes: list[Change] = []
    for fact in facts:
        order = chance.sample(range(4), 4)
        if fact.kind == "filler":
            for name, n in zip(names, order, strict=True):
                bodies[name].append(fact.wordings[n])
            continue
        odd = chance.choice(names) if chance.random() < share else None
        stands: dict[str, str] = {}
        for name, n in zip(names, order, strict=True):
            pair = fact.values[0] if len(fact.values) == 1 else chance.choice(fact.values)
            text, stands[name] = sentence(fact.wordings[n], pair[name == odd])
            bodies[name].append(text)
        if odd is not None:
            planted = stands.pop(odd)
            changes.append(Change(fact.kind, odd, planted, stands))
    for name in names:
        lead, *rest = bodies[name]
        chance.shuffle(rest)
        bodies[name] = [lead, *rest]
    title = {name: " ".join(bodies[name][0].split()[:6]) for name in names}
    return {name: f"{title[name]}\n\n" + "\n".join(bodies[name]) for name in names}, changes


def differences(texts: dict[str, str]) -> Iterator[tuple[Discrepancy, list[dict[str, list[str]]]]]:
    """Every discrepancy that the rooms find, with its readings: telling -> words shown (with the sentence)."""
    captures = [
        Capture(content_id(n, t), f"{n}.txt", i, "text", t, content_id(t), n, None, None, "2031-03-04", None, "en")
        for i, (n, t) in enumerate(texts.items())
    ]
    with Project(settings=Settings(stories=Stories(one_story=True))) as project:
        project.add(captures)
        project.run()
        engine = project.engine
        article = {a["id"]: a for a in engine.read("SELECT id, source, text FROM articles").to_pylist()}
        readings: dict[str, list[dict[str, list[str]]]] = defaultdict(list)
        for r in to_rows(engine.read(f"SELECT * FROM {TABLE_OF[Reading]} ORDER BY discrepancy, ordinal"), Reading):
            shown: dict[str, list[str]] = defaultdict(list)
            for e in r.evidence:
                shown[article[e.article]["source"]].append(article[e.article]["text"][e.begin : e.end])
            readings[r.discrepancy].append(shown)
        for d in to_rows(engine.read(f"SELECT * FROM {TABLE_OF[Discrepancy]} ORDER BY rank"), Discrepancy):
            yield d, readings[d.id]


def shows(found: list[dict[str, list[str]]], change: Change) -> bool:
    """Whether one reading shows the planted words and another the words of an unchanged telling."""

    def holds(shown: dict[str, list[str]], name: str, words: str) -> bool:
        wanted = set(re.findall(r"\w+", words.lower()))
        return any(2 * len(wanted & set(re.findall(r"\w+", s.lower()))) >= len(wanted) for s in shown.get(name, []))

    odd = [n for n, shown in enumerate(found) if holds(shown, change.telling, change.planted)]
    even = [n for n, shown in enumerate(found) for name, words in change.others.items() if holds(shown, name, words)]
    return any(a != b for a in odd for b in even)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=0.5, help="share of the facts that are changed")
    parser.add_argument("--show", action="store_true", help="print what was missed and what is false")
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)
    told = events()
    planted, found, right, false, listed = Counter[str](), Counter[str](), Counter[str](), Counter[str](), 0
    for n in range(wanted.stories):
        texts, changes = story(told[n % len(told)], chance, wanted.share)
        seen = list(differences(texts))
        listed += len(seen)
        for change in changes:
            planted[change.kind] += 1
            hits = [d for d, readings in seen if shows(readings, change)]
            found[change.kind] += bool(hits)
            right[change.kind] += any(d.type in RIGHT[change.kind] for d in hits)
            if wanted.show and not hits:
                print("missed", change)
        for d, readings in seen:
            if not any(shows(readings, change) for change in changes):
                false[d.kind] += 1
                if wanted.show:
                    print("false", d.kind, d.about, [dict(r) for r in readings])
    total, hit = sum(planted.values()), sum(found.values())
    out = {
        "stories": wanted.stories,
        "planted": total,
        "found": round(hit / max(1, total), 3),
        "precision": round(1 - sum(false.values()) / max(1, listed), 3),
        "type_right": round(sum(right.values()) / max(1, hit), 3),
        "found_by_kind": {k: f"{found[k]}/{planted[k]}" for k in sorted(planted)},
        "false_by_kind": dict(sorted(false.items())),
    }
    print(json.dumps(out))


if __name__ == "__main__":
    main()
