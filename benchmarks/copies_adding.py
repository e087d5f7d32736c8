#!/usr/bin/env python3
"""What adding articles to a workspace costs beside a run from scratch, and whether it gives the same pairs.

    copies_adding.py FILE         FILE of rows {id, text}: the copies room alone, the rows taken as articles as they are
    copies_adding.py --made N     the same of N invented articles, one in three a copy of another, with their footers
    --add K                       articles that are added (default: 1000)
    --whole                       from the file to the pairs: reading, articles, features, copies
    --times T                     add T times, each to the workspace as it was, and take the middle one (default: 3)

Both are run in one process, after what is compiled was compiled: the CPU seconds are those of the rooms, with their
threads and workers. Where the room of copies runs alone, the workspace is opened anew after its rows were put there.
`same_pairs` says that copies and passages are those of the run from scratch, row for row.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from common import rows
from tellings.project import Project
from tellings.read.intake import read_paths
from tellings.records import Article, Line
from tellings.schema import arrow_schema, content_id

ROOMS = ("articles", "features", "copies")
TABLES = {"copies": "a, b", "passages": "a, b, a_begin, b_begin, a_end, b_end"}


def arguments() -> argparse.Namespace:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("file", type=Path, nargs="?")
    p.add_argument("--made", type=int, default=0)
    p.add_argument("--add", type=int, default=1000)
    p.add_argument("--whole", action="store_true")
    p.add_argument("--times", type=int, default=3)
    args = p.parse_args()
    if (args.file is None) == (args.made == 0):
        p.error("give a FILE, or --made N")
    return args


def cpu() -> float:
    """CPU seconds of this process and of the workers it has ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def made(articles: int) -> list[dict[str, str]]:
    """Invented articles: a third of them copies of others, edited or cut; a quarter end in an outlet's footer."""
    choose = random.Random(5)
    parts = [consonant + vowel for consonant in "bdfgklmnprst" for vowel in "aeiou"]
    words = ["".join(choose.choices(parts, k=choose.randint(1, 4))) for _ in range(20_000)]
    feet = [" ".join(choose.choices(words, k=20)) for _ in range(12)]
    texts: list[list[str]] = []
    for _ in range(articles):
        own = choose.choices(words, k=choose.randint(60, 500))
        if texts and choose.random() < 0.33:
            own = [choose.choice(words) if choose.random() < 0.1 else word for word in choose.choice(texts)]
            own = own[: choose.randint(len(own) // 2, len(own))]
        texts.append(own)
    out = []
    for n, own in enumerate(texts):
        foot = choose.choice(feet) if choose.random() < 0.25 else ""
        out.append({"id": f"made-{n}", "text": f"{' '.join(own)}. {foot}"})
    return out


def articles(listed: list[dict[str, Any]]) -> tuple[pa.Table, pa.Table]:
    """Rows as the room of articles would leave them, each text one line of body."""
    ids = [content_id(str(row["id"])) for row in listed]
    texts = [row["text"] for row in listed]
    given: dict[str, list[Any]] = {
        "id": ids, "path": ids, "ordinal": list(range(len(ids))), "language": ["en"] * len(ids), "text": texts,
        "text_hash": [content_id(text) for text in texts], "extractor": ["as given"] * len(ids),
        "source": [row.get("source") for row in listed],
    }  # fmt: skip
    columns = [pa.array(given.get(f.name, [None] * len(ids)), f.type) for f in arrow_schema(Article)]
    spans = {"article": ids, "begin": [0] * len(ids), "end": list(map(len, texts)), "label": ["body"] * len(ids)}
    lines = [pa.array(spans[f.name], f.type) for f in arrow_schema(Line)]
    return (
        pa.Table.from_arrays(columns, schema=arrow_schema(Article)),
        pa.Table.from_arrays(lines, schema=arrow_schema(Line)),
    )


def run(folder: Path, listed: list[dict[str, Any]], whole: bool) -> dict[str, float]:
    """Add rows to a workspace and bring its copies up to date; CPU seconds of each step."""
    spent: dict[str, float] = {}

    def timed(name: str, step: Callable[[], object]) -> None:
        began = cpu()
        step()
        spent[name] = round(cpu() - began, 3)

    if not whole:
        with Project(folder) as project:
            for table, part in zip(("articles", "lines"), articles(listed), strict=True):
                project.engine.append(table, part)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file, Project(folder) as project:
        if whole:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in listed)
            file.flush()

            def read() -> None:
                intake = read_paths([file.name], None)
                project.add(intake.captures, intake.drops, intake.notes)

            timed("read", read)
        for room in ROOMS if whole else ROOMS[-1:]:
            timed(room, lambda room=room: project.run([room]))  # type: ignore[misc]
    return {**spent, "cpu_seconds": round(sum(spent.values()), 3)}


def found(folder: Path) -> list[pa.Table]:
    """Copies and passages in a workspace."""
    with Project(folder) as project:
        return [project.engine.read(f"SELECT * FROM {name} ORDER BY {by}") for name, by in TABLES.items()]


def main() -> int:
    args = arguments()
    listed = made(args.made) if args.made else list(rows(args.file))
    random.Random(1).shuffle(listed)
    base, more = listed[: -args.add], listed[-args.add :]
    with tempfile.TemporaryDirectory() as place:
        for part in (listed[:3000], listed[3000:3200]):  # compiles what both need
            run(Path(place) / "warm", part, args.whole)
        scratch = run(Path(place) / "scratch", listed, args.whole)
        print(json.dumps({"on": "scratch", "articles": len(listed), **scratch}), flush=True)
        run(Path(place) / "base", base, args.whole)
        turns = []
        for turn in range(args.times):
            shutil.copytree(Path(place) / "base", Path(place) / f"added-{turn}")
            getattr(os, "sync", int)()  # or what was copied is written to the disk amid the turn
            turns.append(run(Path(place) / f"added-{turn}", more, args.whole))
            print(json.dumps({"on": "adding", "articles": len(more), **turns[-1]}), flush=True)
        same = found(Path(place) / "scratch") == found(Path(place) / "added-0")
        pairs = found(Path(place) / "scratch")[0].num_rows
    share = statistics.median(turn["cpu_seconds"] for turn in turns) / scratch["cpu_seconds"]
    told = {"share": round(share, 4), "times_less": round(1 / share, 2), "same_pairs": int(same), "pairs": pairs}
    print(json.dumps({"on": "both", **told}))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
