"""Make src/tellings/text/words_en.txt: how common English words are, from spaCy's lookups (MIT).

    pip download --no-deps spacy-lookups-data==1.0.5 && python tools/make_word_prior.py spacy_lookups_data-*.whl

Then its hashes beside it, words_en.npz, which the stories room reads. With no wheel given, only these.

Keeps the 40,000 most frequent lower-cased words. One line per half-unit of -ln(probability), most frequent first.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

import numpy as np

KEEP = 40_000
TARGET = Path(__file__).resolve().parent.parent / "src/tellings/text/words_en.txt"


def words(wheel_path: str) -> None:
    """Write the table of words."""
    with zipfile.ZipFile(wheel_path) as wheel:
        logs = json.loads(gzip.decompress(wheel.read("spacy_lookups_data/data/en_lexeme_prob.json.gz")))
    chance: dict[str, float] = defaultdict(float)
    for word, log in logs.items():
        if re.fullmatch(r"[a-z]+(?:'[a-z]+)?", word.lower()):
            chance[word.lower()] += math.exp(log)
    top = sorted(chance.items(), key=lambda item: (-item[1], item[0]))[:KEEP]
    lines: dict[int, list[str]] = defaultdict(list)
    for word, p in top:
        lines[round(-2 * math.log(p))].append(word)
    TARGET.write_text("".join(f"{half} {' '.join(words)}\n" for half, words in sorted(lines.items())), encoding="ascii")


def hashes() -> None:
    """Write the hashes of the table's words."""
    from tellings.text.events_words import make_prior

    names = ("key", "share", "stem", "stem_share")
    np.savez_compressed(TARGET.with_suffix(".npz"), **dict(zip(names, make_prior(), strict=True)))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        words(sys.argv[1])
    hashes()
