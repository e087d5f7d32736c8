"""How well is the article found on a page? Word 4-gram F1 of the main text against bodies marked by hand.

    python benchmarks/extract.py FILE            FILE: JSON lines (.gz or plain) with id, url, html, body

Prints the scorer's lines last. The scorer is `score/score.py` in the folder that TELLINGS_SHARED names, or
in `shared` beside the checkout.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tellings.extract.html import parser
from tellings.read.keys import source_key
from tellings.records import Article, Capture, Line
from tellings.schema import content_id
from tellings.settings import Settings
from tellings.stages.articles import articles_of

#: What of an article is its body; the title is no part of the marked bodies.
BODY = ("body", "dateline", "caption", "credit", "sign-off", "notice")


def scorer() -> Path:
    """Where the scorer is; leaves with a message when it is not there."""
    shared = Path(os.environ.get("TELLINGS_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    found = shared / "score" / "score.py"
    if not found.is_file():
        sys.exit(f"no scorer at {found}: set TELLINGS_SHARED to the folder that holds score/score.py and data/")
    return found


def captures(path: Path) -> dict[str, Capture]:
    """The pages as captures, by the row's id."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    out = {}
    for n, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        row = json.loads(line)
        name, digest = str(row["id"]), content_id(row["html"])
        key = content_id(digest, source_key(row.get("url"), None, name, str(n)))
        out[name] = Capture(key, name, n, "html", row["html"], digest, None, row.get("url"), None, None, None, None)
    return out


def body(rows: list[object]) -> str:
    """An article's lines that belong to its body; empty for a drop."""
    article = next((row for row in rows if isinstance(row, Article)), None)
    if article is None:
        return ""
    lines = (row for row in rows if isinstance(row, Line) and row.label in BODY)
    return "\n".join(article.text[line.begin : line.end] for line in lines)


def main() -> None:
    """Extract every page, write predictions, score."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    path, score = Path(sys.argv[1]), scorer()
    pages = captures(path)
    began = time.perf_counter()
    with parser() as pool:
        found = [body(rows) for rows in articles_of(list(pages.values()), Settings(), pool)]
    seconds = time.perf_counter() - began
    print(json.dumps({"pages": len(pages), "empty": sum(not text for text in found), "seconds": round(seconds, 2)}))
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        rows = (json.dumps({"id": key, "body": text}) for key, text in zip(pages, found, strict=True))
        predictions.write_text("\n".join(rows), encoding="utf-8")
        run = [sys.executable, str(score), "extract", str(path), str(predictions)]
        sys.stdout.flush()
        sys.exit(subprocess.run(run, check=False).returncode)


if __name__ == "__main__":
    main()
