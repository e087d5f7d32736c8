"""Origins on copy trees with known truth: `traditions.py --stories 30 --seed 1` makes them, runs the rooms, scores.

Invented events only (traditions_facts.txt, traditions_quotes.txt), 5-40 tellings each: reprints, cuts, light and
heavy rewrites, translation-like rewording with misspelt names, compilations, updates, a withheld agency original,
a press release, wrong and missing times, edited facts. `--maker clauses` takes the second maker
(traditions_clauses.py): other events, other operations. `--write DIR` keeps the pages, with truth.json, to read.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from common import rows
from tellings.project import Project
from tellings.records import Capture, Derivation, Origin, OriginMember
from tellings.schema import TABLE_OF, content_id, to_rows
from tellings.settings import Settings
from traditions_clauses import tradition as second
from traditions_make import Telling, given
from traditions_make import tradition as first

#: What is fitted to one maker of copy trees is checked on the other, which is built otherwise.
MAKERS = {"facts": first, "clauses": second}
ROOMS = ("articles", "features", "copies", "stories", "tagging", "origins")


def captures(tellings: list[Telling], pages: dict[str, str]) -> list[Capture]:
    """The pages as they would come in, with the outlet and date that a feed would tell."""
    out = []
    for n, t in enumerate(t for t in tellings if not t.hidden):
        text = pages[t.name]
        mark = content_id("tradition", t.name, text)
        out.append(
            Capture(mark, f"{t.name}.txt", n, "text", text, content_id(text), t.outlet, None, None, t.told, None, None)
        )
    return out


def derive(tellings: list[Telling], pages: dict[str, str]) -> tuple[dict[str, str], list[Derivation]]:
    """What the rooms find: the origin of each telling, and the derivations, by the tellings' own names."""
    settings = Settings()
    settings = replace(settings, stories=replace(settings.stories, one_story=True))
    came = captures(tellings, pages)
    name = {c.id: c.path.removesuffix(".txt") for c in came}
    with Project(settings=settings) as project:
        project.add(came)
        project.run(ROOMS)

        def read(record: type) -> list:
            return to_rows(project.engine.read(f'SELECT * FROM "{TABLE_OF[record]}"'), record)

        labels = {o.id: o.label for o in read(Origin)}
        found = {name[m.article]: f"{labels[m.origin]} {m.origin}" for m in read(OriginMember)}
        edges = [replace(d, child=name[d.child], parent=name.get(d.parent, d.parent)) for d in read(Derivation)]
    return found, edges


def truth(tellings: list[Telling]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Each telling's parents as they can be named ("missing:X" for a withheld one), and its origin."""
    hidden = {t.name: f"missing:{t.agency}" for t in tellings if t.hidden}
    parents = {t.name: [hidden.get(p, p) for p, _ in t.parents] for t in tellings if not t.hidden}
    return parents, {t.name: t.origin for t in tellings}


def ancestors(name: str, parents: dict[str, list[str]]) -> set[str]:
    out: set[str] = set()
    todo = list(parents.get(name, ()))
    while todo:
        one = todo.pop()
        if one not in out:
            out.add(one)
            todo += parents.get(one, ())
    return out


def count(tellings: list[Telling], found: dict[str, str], edges: list[Derivation]) -> Counter[str]:
    """Everything that is counted about one tradition."""
    parents, origin = truth(tellings)
    shown = [t.name for t in tellings if not t.hidden]
    mixed = {t.name: {origin[t.parents[1][0]]} if len(t.parents) > 1 else set() for t in tellings}
    for t in tellings:  # what descends from a compilation carries its second parent too
        if t.parents:
            mixed[t.name] |= mixed[t.parents[0][0]]
    n: Counter[str] = Counter()
    above: dict[str, list[str]] = {}
    for e in edges:
        if e.kind != "quotes-only":
            above.setdefault(e.child, []).append(e.parent)
    reach = {name: {name} | ancestors(name, above) for name in shown}
    for a, b in combinations(shown, 2):
        same = origin[a] == origin[b]
        if not same and (origin[a] in mixed[b] or origin[b] in mixed[a] or mixed[a] & mixed[b]):
            continue
        joined = found.get(a) == found.get(b)
        n["same"] += same
        n["same, called independent"] += same and not joined and not reach[a] & reach[b]
        n["same, other origin"] += same and not joined
        n["independent"] += not same
        n["independent, joined"] += joined and not same
    line = {name: ancestors(name, parents) for name in shown}
    true = {(c, p) for c, listed in parents.items() for p in listed}
    for e in edges:
        if e.parent.startswith("missing:"):
            n["missing edges"] += 1
            n["missing edges, right"] += e.parent in line[e.child]
            continue
        n["edges"] += 1
        n["edges, exact"] += (e.child, e.parent) in true
        n["edges, related"] += e.parent in line[e.child] or e.child in line[e.parent]
        if e.confidence >= 0.8:
            n["sure"] += 1
            n["sure, right"] += e.parent in line[e.child]
            n["sure in line"] += e.parent in line[e.child] or e.child in line[e.parent]
    n["true edges"] = sum(not p.startswith("missing:") for _, p in true)
    for t in tellings:
        if t.hidden:
            n["missing roots"] += 1
            n["missing roots, found"] += any(
                e.parent == f"missing:{t.agency}" and e.parent in line[e.child] for e in edges
            )
    return n


def report(n: Counter[str]) -> dict[str, float]:
    """The shares that matter."""

    def share(part: str, whole: str) -> float:
        return round(n[part] / n[whole], 4) if n[whole] else 0.0

    return {
        "same origin called independent": share("same, called independent", "same"),
        "same origin in two origins": share("same, other origin", "same"),
        "independent joined": share("independent, joined", "independent"),
        "edges exact": share("edges, exact", "edges"),
        "edges exact, recall": share("edges, exact", "true edges"),
        "sure edges in line": share("sure, right", "sure in line"),
        "sure edges to an ancestor": share("sure, right", "sure"),
        "sure of edges": share("sure", "edges"),
        "missing roots found": share("missing roots, found", "missing roots"),
        "missing edges right": share("missing edges, right", "missing edges"),
    }


def write(folder: Path, seed: int, tellings: list[Telling], pages: dict[str, str]) -> None:
    """Keep a tradition to read: one file per page, and truth.json."""
    place = folder / f"{seed:04d}"
    place.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    parents, origin = truth(tellings)
    rows = [
        {"file": f"{t.name}.txt", "source": t.outlet, "published": t.told, "parents": parents[t.name],
         "origin": origin[t.name]}
        for t in tellings if not t.hidden
    ]  # fmt: skip
    (place / "truth.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stories", type=int, default=30)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--least", type=int, default=5)
    ask.add_argument("--most", type=int, default=40)
    ask.add_argument("--write", type=Path)
    ask.add_argument(
        "--maker", choices=sorted(MAKERS), default="facts", help="which of the two makers (default: facts)"
    )
    ask.add_argument("--articles", type=Path, help="JSONL of {story, text}: originals given instead of invented")
    ask.add_argument("--each", action="store_true", help="also one line per tradition")
    asked = ask.parse_args()
    total: Counter[str] = Counter()
    began = time.perf_counter()
    seeds = random.Random(asked.seed).sample(range(1_000_000), asked.stories)
    texts: dict[str, list[str]] = {}
    for row in rows(asked.articles) if asked.articles else ():
        texts.setdefault(str(row.get("story", "")), []).append(row["text"])
    stories = list(texts.values())
    for number, seed in enumerate(seeds):
        if stories:
            tellings, pages = given(seed, stories[number % len(stories)], asked.least + seed % asked.least * 3)
        else:
            tellings, pages = MAKERS[asked.maker](seed, asked.least, asked.most)
        if asked.write:
            write(asked.write, seed, tellings, pages)
        n = count(tellings, *derive(tellings, pages))
        total += n
        if asked.each:
            print(seed, len(pages), json.dumps(report(n)))
    print(json.dumps({"stories": asked.stories, "counts": dict(sorted(total.items()))}))
    for what, value in report(total).items():
        print(f"{what:34} {value:.3f}")
    print(f"{'seconds':34} {time.perf_counter() - began:.1f}")


if __name__ == "__main__":
    main()
