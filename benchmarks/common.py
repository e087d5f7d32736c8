"""What the benchmarks share: where the measuring data lies, and how predictions reach its scorer.

The labelled sets belong to their publishers and are not part of this project. They are looked for in
$TELLINGS_SHARED, else in `../shared` beside the checkout; without them a benchmark says so and exits 3.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def shared() -> Path:
    """The folder of the measuring data; exits with 3 and a clear line when it is absent."""
    place = Path(os.environ.get("TELLINGS_SHARED") or ROOT.parent / "shared")
    if not (place / "score" / "score.py").exists():
        print(f"no measuring data at {place}: set TELLINGS_SHARED to the folder that holds it", file=sys.stderr)
        raise SystemExit(3)
    return place


def rows(path: str | Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, plain or gzipped."""
    plain = Path(path)
    with gzip.open(plain, "rt", encoding="utf-8") if plain.suffix == ".gz" else plain.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def score(kind: str, gold: str | Path, predictions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Write predictions to a temporary file, run the scorer on them, print its lines, and return them."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as out:
        for row in predictions:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    command = [sys.executable, str(shared() / "score" / "score.py"), kind, str(gold), out.name]
    done = subprocess.run(command, capture_output=True, text=True)
    Path(out.name).unlink()
    if done.returncode:
        raise SystemExit(f"the scorer failed: {done.stderr.strip()[-500:]}")
    print(done.stdout, end="")
    return [json.loads(line) for line in done.stdout.splitlines()]
