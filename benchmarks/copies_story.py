#!/usr/bin/env python3
"""One story of copies, pair by pair: what this room finds in it and what it costs, beside CollateX.

    copies_story.py FOLDER               the tellings of a story, one .txt each
    copies_story.py FOLDER --planted     copies planted in the longest of them, with known truth, instead
    --collatex PYTHON                    run CollateX too, with the interpreter of an environment that has it

A pair's figure is how many words stand in passages that both have. Lines of pairs come first, the sums last.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
import time
from pathlib import Path

import tellings

TIMES = 20  # comparisons are fast: the mean of so many is given


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=Path)
    p.add_argument("--planted", action="store_true")
    p.add_argument("--collatex", metavar="PYTHON")
    return p.parse_args()


def plant(texts: dict[str, str]) -> dict[str, str]:
    """The longest text, and copies of it: cut, edited, its halves in another order, a part of it in another text."""
    choose = random.Random(7)
    (_, first), (_, other) = sorted(texts.items(), key=lambda item: -len(item[1]))[:2]
    lines, words = [line for line in first.splitlines() if line.strip()], first.split()
    turned = lines[len(lines) // 2 :] + lines[: len(lines) // 2]
    fresh = other.split()
    edited = [word if choose.random() > 0.1 else choose.choice(fresh) for word in words]
    return {
        "1 original": first,
        "2 first half": " ".join(words[: len(words) // 2]),
        "3 every tenth word edited": " ".join(edited),
        "4 halves in another order": "\n".join(turned),
        "5 a third inside another text": " ".join(fresh[:80] + words[: len(words) // 3] + fresh[80:]),
    }


def ours(texts: dict[str, str]) -> tuple[dict[tuple[str, str], dict[str, object]], float]:
    """Pairs, and CPU seconds of one comparison of all texts."""
    rows = [{"id": name, "text": text} for name, text in texts.items()]
    began = time.process_time()
    for _ in range(TIMES):
        found = tellings.copies(rows)
    seconds = (time.process_time() - began) / TIMES
    return {(row["a"], row["b"]): row for row in found.to_pylist()}, seconds


def collatex(python: str, texts: dict[str, str]) -> tuple[dict[tuple[str, str], int], float]:
    """Words by pair, and CPU seconds of all pairs."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        script = Path(__file__).with_name("copies_collatex.py")
        done = subprocess.run([python, str(script), file.name], capture_output=True, text=True, check=True)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {(row["a"], row["b"]): row["words"] for row in rows}, sum(row["cpu"] for row in rows)


def main() -> None:
    args = arguments()
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(args.folder.glob("*.txt"))}
    texts = plant(texts) if args.planted else texts
    found, seconds = ours(texts)
    theirs, cost = collatex(args.collatex, texts) if args.collatex else ({}, 0.0)
    for pair in sorted({*found, *(pair for pair, words in theirs.items() if words)}):
        row = found.get(pair, {})
        line = {"a": pair[0], "b": pair[1], "label": row.get("label"), "tellings": row.get("words", 0)}
        print(json.dumps({**line, **({"collatex": theirs.get(pair, 0)} if args.collatex else {})}))
    print(json.dumps({"tool": "tellings", "texts": len(texts), "pairs": len(found), "cpu_seconds": round(seconds, 4)}))
    if args.collatex:
        pairs = sum(words > 0 for words in theirs.values())
        print(json.dumps({"tool": "collatex", "texts": len(texts), "pairs": pairs, "cpu_seconds": round(cost, 2)}))


if __name__ == "__main__":
    main()
