"""Do two written names belong to one person? FILE: one pair a line, as in the measuring data (names/pairs.jsonl.gz).

    python benchmarks/names.py FILE [--out PREDICTIONS]

Writes {a, b, score} in the order of FILE and prints the figures of the scorer that stands beside the measuring
data (the folder in TELLINGS_SHARED, else ../shared).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tellings.text.names import similarity

ROOT = Path(__file__).resolve().parents[1]


def rows(path: Path) -> list[dict[str, str]]:
    """The pairs of a file, gzipped or plain."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    return [json.loads(line) for line in text.decode("utf-8").splitlines() if line.strip()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, help="keep the predictions here")
    options = parser.parse_args()
    pairs = rows(options.file)
    began = time.perf_counter()
    found = [{"a": p["a"], "b": p["b"], "score": similarity(p["a"], p["b"])} for p in pairs]
    seconds = time.perf_counter() - began
    print(
        json.dumps({"pairs": len(found), "pairs_per_second": round(len(found) / max(seconds, 1e-9))}), file=sys.stderr
    )
    with tempfile.TemporaryDirectory() as folder:
        out = options.out or Path(folder) / "names.jsonl"
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
        scorer = Path(os.environ.get("TELLINGS_SHARED", ROOT.parent / "shared")) / "score" / "score.py"
        return subprocess.run(
            [sys.executable, str(scorer), "names", str(options.file), str(out)], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
