#!/usr/bin/env python3
"""CollateX on every pair of some texts. Run by `copies_story.py --collatex`, in an environment that has `collatex`.

    copies_collatex.py FILE      FILE: one JSON object, name -> text

Prints a line for each pair: words that stand in runs of eight and more that both have in a row, and CPU seconds.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
import time
from pathlib import Path

from collatex import Collation, collate

LEAST = 8


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def shared(a: list[str], b: list[str]) -> int:
    """Words in runs of `LEAST` and more that CollateX aligns."""
    witnesses = [
        {"id": name, "tokens": [{"t": word, "n": word} for word in text]} for name, text in (("A", a), ("B", b))
    ]
    table = collate(Collation.create_from_dict({"witnesses": witnesses}), output="table", segmentation=False)
    sides = [column_of(row.cells) for row in table.rows]
    runs = [
        len(list(run))
        for same, run in itertools.groupby(x is not None and x == y for x, y in zip(*sides, strict=True))
        if same
    ]
    return sum(run for run in runs if run >= LEAST)


def column_of(cells: list[list[object] | None]) -> list[str | None]:
    return [cell[0].token_data["n"] if cell else None for cell in cells]  # type: ignore[attr-defined]


def main() -> None:
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for a, b in itertools.combinations(sorted(texts), 2):
        began = time.process_time()
        found = shared(words(texts[a]), words(texts[b]))
        print(json.dumps({"a": a, "b": b, "words": found, "cpu": round(time.process_time() - began, 3)}), flush=True)


if __name__ == "__main__":
    main()
