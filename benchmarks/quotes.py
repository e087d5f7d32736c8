"""How well quotes and their speakers are found: predictions for a file of annotated articles, then the score.

    quotes.py FILE      FILE: one JSON object a line (.gz or plain): {id, text, attributions}
    quotes.py FILE OUT  keep the predictions {id, quotes: [{content: [[b, e]], source: [[b, e]]}]} in OUT

Pieces of one utterance are one prediction. The scorer is score.py beside the data, found in the folder
`score` of $TELLINGS_SHARED (or ../shared); its lines are printed last.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tellings.models.tagger import tagger
from tellings.records import Line, Quote, Sentence, Token
from tellings.settings import Settings
from tellings.stages.tagging import tagged
from tellings.text.quotes import find_quotes


def rows(path: str) -> Iterator[dict[str, Any]]:
    data = Path(path).read_bytes()
    for line in (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def merged(quotes: list[Quote]) -> list[dict[str, list[list[int]]]]:
    """Pieces of one utterance as one attribution."""
    by: dict[str, list[Quote]] = {}
    for quote in quotes:
        by.setdefault(quote.utterance, []).append(quote)
    out = []
    for pieces in by.values():
        source = sorted({(q.speaker_begin or 0, q.speaker_end or 0) for q in pieces if q.speaker is not None})
        out.append({"content": [[q.begin, q.end] for q in pieces], "source": [[b, e] for b, e in source]})
    return out


def predict(row: dict[str, Any], settings: Settings) -> tuple[list[Quote], float, float]:
    """The quotes of one row, and the seconds that tagging and quoting took."""
    text = row["text"]
    lines = [Line(row["id"], m.start(), m.end(), "body") for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    began = time.perf_counter()
    found = list(tagged(row["id"], text, lines, tagger("en", settings.tagging.model)))
    sentences = [r for r in found if isinstance(r, Sentence)]
    tokens = [r for r in found if isinstance(r, Token)]
    middle = time.perf_counter()
    quotes = find_quotes(row["id"], text, lines, sentences, tokens)
    return quotes, middle - began, time.perf_counter() - middle


def main() -> None:
    gold = sys.argv[1]
    settings = Settings()
    out = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkstemp(suffix=".jsonl")[1])
    n, tagging, quoting = 0, 0.0, 0.0
    with out.open("w", encoding="utf-8") as file:
        for row in rows(gold):
            quotes, first, second = predict(row, settings)
            n, tagging, quoting = n + 1, tagging + first, quoting + second
            file.write(json.dumps({"id": row["id"], "quotes": merged(quotes)}) + "\n")
    print(f"{n} articles; per article {1000 * tagging / n:.1f} ms tagging, {1000 * quoting / n:.2f} ms quotes")
    shared = Path(os.environ.get("TELLINGS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    subprocess.run([sys.executable, str(shared / "score" / "score.py"), "quotes", gold, str(out)], check=True)


if __name__ == "__main__":
    main()
