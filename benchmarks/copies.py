#!/usr/bin/env python3
"""Copies: which pairs of a file are found, scored by the measuring data's own scorer.

    copies.py FILE            FILE as OneStopEnglish: rows {id, group, level, text}; a pair of one group is a copy
    copies.py FILE PAIRS      FILE of rows {id, text} with planted copies, PAIRS as bench/make_copies.py writes them
    --labels LABELS           count only pairs with these labels, comma-separated (default: every pair found)
    --times N                 compare N times and print the CPU seconds of each (the first may compile)
    --texts                   compare a list of strings, not a table: what other tools take
    --peers PYTHON            run gaoya, rensa and datasketch too, with the interpreter of an environment that has
                              them, in turn with ours as often as --times says, and print costs and recall side by side
    --sample N                print N pairs that are labelled more than a shared passage but not planted, to be read

The scorer's lines come last.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import tellings
from common import rows, score

COPIES = ("identical", "copy", "abridged", "derived")
PEERS = ("gaoya", "rensa", "datasketch")
#: Articles that are compared first, so that compiling and loading what was compiled are not counted.
WARM = 1500


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("file", type=Path)
    p.add_argument("pairs", type=Path, nargs="?")
    p.add_argument("--labels", type=lambda text: text.split(","), default=[])
    p.add_argument("--times", type=int, default=1)
    p.add_argument("--texts", action="store_true")
    p.add_argument("--peers", metavar="PYTHON")
    p.add_argument("--sample", type=int, default=0)
    return p.parse_args()


def compare(table: dict[str, list[Any]], as_texts: bool) -> list[dict[str, Any]]:
    """The pairs, and a line with articles, bytes and CPU seconds."""
    began = time.process_time()
    found = tellings.copies(table["text"] if as_texts else table)
    seconds = time.process_time() - began
    size = sum(len(text.encode()) for text in table["text"])
    cost = {"articles": len(table["id"]), "bytes": size, "cpu_seconds": round(seconds, 2), "pairs": found.num_rows}
    print(json.dumps({"tool": "tellings", "input": "texts" if as_texts else "table", **cost}), flush=True)
    pairs = found.to_pylist()
    if as_texts:
        pairs = [{**row, "a": table["id"][row["a"]], "b": table["id"][row["b"]]} for row in pairs]
    return pairs


def beside(python: str, file: Path, planted: dict[str, list[frozenset[str]]]) -> None:
    """One run of every other tool, with what it costs and how much of each level it finds."""
    for tool in PEERS:
        with tempfile.NamedTemporaryFile("r", suffix=".tsv", encoding="utf-8") as out:
            script = Path(__file__).with_name("copies_peers.py")
            done = subprocess.run([python, str(script), tool, str(file), out.name], capture_output=True, text=True)
            if done.returncode:
                print(json.dumps({"tool": tool, "failed": done.stderr.strip().splitlines()[-1:]}))
                continue
            found = {frozenset(line.split()) for line in out}
        print(json.dumps({**json.loads(done.stdout), "recall": recall(planted, found)}), flush=True)


def recall(planted: dict[str, list[frozenset[str]]], found: set[frozenset[str]]) -> dict[str, float]:
    """Share of the planted pairs that were found, by level."""
    return {level: round(sum(pair in found for pair in pairs) / len(pairs), 3) for level, pairs in planted.items()}


def read_some(found: list[dict[str, Any]], texts: dict[str, str], planted: set[frozenset[str]], count: int) -> None:
    """Print pairs that nobody planted, with their longest passages side by side."""
    others = [r for r in found if r["label"] in COPIES and frozenset((str(r["a"]), str(r["b"]))) not in planted]
    for row in random.Random(7).sample(others, min(count, len(others))):
        print(f"{row['label']} {row['coverage_a']:.2f} {row['coverage_b']:.2f} {row['a']} {row['b']}")
        for p in sorted(row["passages"], key=lambda p: -p["words"])[:3]:
            a = texts[str(row["a"])][p["a_begin"] : p["a_end"]]
            b = texts[str(row["b"])][p["b_begin"] : p["b_end"]]
            print("   ", p["words"], " ".join(a.split())[:160], "\n   ", "  ", " ".join(b.split())[:160])


def main() -> None:
    args = arguments()
    listed = list(rows(args.file))
    table = {"id": [row["id"] for row in listed], "text": [row["text"] for row in listed]}
    planted: dict[str, list[frozenset[str]]] = defaultdict(list)
    for line in args.pairs.read_text(encoding="utf-8").splitlines() if args.pairs else ():
        kind, level, a, b = line.split("\t")
        planted[f"{kind} {level}"].append(frozenset((a, b)))
    if args.peers:
        tellings.copies(table["text"][:WARM])
    for _ in range(args.times):
        found = compare(table, args.texts)
        if args.peers:
            beside(args.peers, args.file, planted)
    if args.pairs:
        every = {pair for pairs in planted.values() for pair in pairs}
        labelled = [r for r in found if r["label"] in COPIES]
        share = sum(frozenset((str(r["a"]), str(r["b"]))) in every for r in labelled) / max(1, len(labelled))
        print(json.dumps({"labelled": len(labelled), "share_planted": round(share, 4)}))
        read_some(found, {str(row["id"]): row["text"] for row in listed}, every, args.sample)
    chosen = [{"a": r["a"], "b": r["b"]} for r in found if not args.labels or r["label"] in args.labels]
    score("planted" if args.pairs else "copies", args.pairs or args.file, chosen)


if __name__ == "__main__":
    main()
