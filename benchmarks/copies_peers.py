#!/usr/bin/env python3
"""Other tools on the texts of a file: near copies by MinHash. Run by `copies.py --peers`, in an environment of theirs.

    copies_peers.py METHOD FILE OUT      METHOD: gaoya, rensa or datasketch; FILE: rows {id, text}; OUT: pairs found

Every tool gets what its documentation shows for whole corpora: word 5-grams, 128 permutations, 32 bands of 4 rows, and
candidates kept from an estimated resemblance of .3. Reading the file is not counted. Prints one line: CPU seconds,
wall seconds and pairs. Needs the tool alone, and nothing of this project.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

WORDS, PERMUTATIONS, BANDS, ROWS, LEAST = 5, 128, 32, 4, 0.3
Pairs = set[tuple[int, int]]


def grams(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[n : n + WORDS]) for n in range(max(1, len(words) - WORDS + 1))]


def paired(found: Iterable[Iterable[int]]) -> Pairs:
    return {(min(a, b), max(a, b)) for a, others in enumerate(found) for b in others if a != b}


def gaoya(texts: list[str]) -> Pairs:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32, num_bands=BANDS, band_size=ROWS, jaccard_threshold=LEAST, analyzer="word", lowercase=True,
        ngram_range=(WORDS, WORDS),
    )  # fmt: skip
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    return paired(index.par_bulk_query(texts))


def rensa(texts: list[str]) -> Pairs:
    from rensa import RMinHash, RMinHashLSH

    sketches = RMinHash.from_token_sets([grams(text) for text in texts], num_perm=PERMUTATIONS, seed=42)
    index = RMinHashLSH(threshold=LEAST, num_perm=PERMUTATIONS, num_bands=BANDS)
    index.insert_many(sketches)
    found = paired(index.query_all(sketches))
    return {(a, b) for a, b in found if sketches[a].jaccard(sketches[b]) >= LEAST}


def datasketch(texts: list[str]) -> Pairs:
    from datasketch import MinHash, MinHashLSH

    sketches = list(MinHash.generator(([g.encode() for g in grams(text)] for text in texts), num_perm=PERMUTATIONS))
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    with index.insertion_session() as session:
        for n, sketch in enumerate(sketches):
            session.insert(n, sketch, check_duplication=False)
    found = paired(index.query(sketch) for sketch in sketches)
    return {(a, b) for a, b in found if sketches[a].jaccard(sketches[b]) >= LEAST}


METHODS: dict[str, Callable[[list[str]], Pairs]] = {"gaoya": gaoya, "rensa": rensa, "datasketch": datasketch}


def main() -> None:
    method, path, out = sys.argv[1:]
    with Path(path).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = [row["text"] for row in rows]
    wall, cpu = time.perf_counter(), time.process_time()
    found = METHODS[method](texts)
    cost = {"cpu_seconds": round(time.process_time() - cpu, 2), "wall_seconds": round(time.perf_counter() - wall, 2)}
    Path(out).write_text("".join(f"{rows[a]['id']}\t{rows[b]['id']}\n" for a, b in sorted(found)), encoding="utf-8")
    print(json.dumps({"tool": method, **cost, "pairs": len(found)}))


if __name__ == "__main__":
    main()
