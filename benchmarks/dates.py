"""How well dates are read: TIMEX3 values on a file of articles with their document date.

    python benchmarks/dates.py FILE [--out PREDICTIONS] [--errors]

FILE holds one JSON object a line (.gz or plain): id, dct (the day of writing), text, timexes with begin, end, value.
Predictions are written as {id, timexes: [{begin, end, value}]}; the scorer's lines (relaxed, strict, value F1 of
TempEval-3) come last. The scorer is score/score.py below $TELLINGS_SHARED, else below ../shared.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tellings.models.tagger import tagger
from tellings.records import Token
from tellings.settings import Settings
from tellings.text.times import Anchor, Expression, find_times


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, gzipped or plain."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Blocks between blank lines: these texts are wrapped, so a line is no paragraph."""
    out: list[tuple[int, int]] = []
    at = 0
    for block in text.split("\n\n"):
        if block.strip():
            out.append((at, at + len(block)))
        at += len(block) + 2
    return out


def words_of(text: str) -> list[Token]:
    """The words of a text with their grammar, as the tagging room would make them."""
    blocks = paragraphs(text)
    out: list[Token] = []
    sentences = 0
    texts = [text[a:b].replace("\n", " ") for a, b in blocks]
    for (begin, _), tagged in zip(blocks, tagger("en", Settings().tagging.model).tag(texts), strict=True):
        base = len(out)
        for i, w in enumerate(tagged):
            grammar = (w.lemma, w.pos, w.tag, w.dep)
            out.append(
                Token(
                    "",
                    base + i,
                    sentences + w.sentence,
                    begin + w.begin,
                    begin + w.end,
                    *grammar,
                    base + w.head,
                    w.entity,
                )
            )
        sentences += 1 + max((w.sentence for w in tagged), default=0)
    return out


def predict(row: dict[str, Any]) -> list[Expression]:
    """Time expressions of one row, anchored on its document date. Line breaks inside a paragraph read as spaces."""
    text = "\n\n".join(block.replace("\n", " ") for block in row["text"].split("\n\n"))
    return find_times(text, words_of(row["text"]), Anchor(row["dct"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every expression that is read differently")
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp()) / "predictions.jsonl"
    with out.open("w", encoding="utf-8") as file:
        for row in rows(args.file):
            found = predict(row)
            listed = [{"begin": t.begin, "end": t.end, "value": t.value} for t in found]
            file.write(json.dumps({"id": row["id"], "timexes": listed}) + "\n")
            if args.errors:
                show_errors(row, found)
    shared = Path(os.environ.get("TELLINGS_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    subprocess.run([sys.executable, str(shared / "score" / "score.py"), "dates", str(args.file), str(out)], check=True)


def show_errors(row: dict[str, Any], found: list[Expression]) -> None:
    """One line for each expression that is missed, invented or given another value."""
    text = row["text"].replace("\n", " ")
    free = list(found)
    for gold in row["timexes"]:
        hit = max(
            (t for t in free if t.begin < gold["end"] and gold["begin"] < t.end),
            key=lambda t: min(t.end, gold["end"]) - max(t.begin, gold["begin"]),
            default=None,
        )
        context = text[max(0, gold["begin"] - 40) : gold["end"] + 25]
        words = text[gold["begin"] : gold["end"]]
        if hit is None:
            print(f"MISS  {words} | {gold['value']} | {row['dct']} | {context}")
            continue
        free.remove(hit)
        if (hit.value or "").upper() != (gold["value"] or "").upper():
            print(f"VALUE {words} | {gold['value']} | got {hit.value} | {row['dct']} | {context}")
    for extra in free:
        context = text[max(0, extra.begin - 40) : extra.end + 25]
        print(f"EXTRA {text[extra.begin : extra.end]} | {extra.value} | {context}")


if __name__ == "__main__":
    main()
