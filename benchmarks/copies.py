#!/usr/bin/env python3
"""Copies: which pairs of a file are found, scored by the measuring data's own scorer.

    copies.py FILE            FILE as OneStopEnglish: rows {id, group, level, text}; a pair of one group is a copy
    copies.py FILE PAIRS      FILE of rows {id, text} with planted copies, PAIRS as bench/make_copies.py writes them
    --labels LABELS           count only pairs with these labels, comma-separated (default: every pair found)
    --times N                 compare N times and print the CPU seconds of each (the first may compile)
    --sample N                print N pairs that are labelled more than a shared passage but not planted, to be read

The scorer's lines come last.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import tellings
from common import rows, score

COPIES = ("identical", "copy", "abridged", "derived")


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("file", type=Path)
    p.add_argument("pairs", type=Path, nargs="?")
    p.add_argument("--labels", type=lambda text: text.split(","), default=[])
    p.add_argument("--times", type=int, default=1)
    p.add_argument("--sample", type=int, default=0)
    return p.parse_args()


def compare(table: dict[str, list[Any]], times: int) -> list[dict[str, Any]]:
    """The pairs, and a line with articles, bytes and CPU seconds for each time."""
    size = sum(len(text.encode()) for text in table["text"])
    for _ in range(times):
        began = time.process_time()
        found = tellings.copies(table)
        seconds = time.process_time() - began
        print(json.dumps({"articles": len(table["id"]), "bytes": size, "cpu_seconds": round(seconds, 2)}))
    return found.to_pylist()


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
    found = compare(table, args.times)
    if args.pairs:
        lines = args.pairs.read_text(encoding="utf-8").splitlines()
        planted = {frozenset(line.split("\t")[2:4]) for line in lines}
        labelled = [r for r in found if r["label"] in COPIES]
        share = sum(frozenset((str(r["a"]), str(r["b"]))) in planted for r in labelled) / max(1, len(labelled))
        print(json.dumps({"labelled": len(labelled), "share_planted": round(share, 4)}))
        read_some(found, {str(row["id"]): row["text"] for row in listed}, planted, args.sample)
    chosen = [{"a": r["a"], "b": r["b"]} for r in found if not args.labels or r["label"] in args.labels]
    score("planted" if args.pairs else "copies", args.pairs or args.file, chosen)


if __name__ == "__main__":
    main()
