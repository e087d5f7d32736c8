"""What copyists do to a sentence: the edits of benchmarks/traditions_make.py, on any text, on one random source."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
SYNONYMS = [
    tuple(line.split("/"))
    for line in (
        "killed/left dead;hurt/injured;people/persons;according to/as reported by;began/started;about/around;big/large;"
        "said/stated;children/youngsters;help/assistance;shut/closed;house/home;money/funds;police/officers;old/aged;"
        "town/community;near/close to;happened/occurred;found/discovered;show/indicate;until/till;most/the majority;"
        "so far/to date;taken/brought;must/has to;got/received;called/named;worst/gravest;since/as from;last/previous;"
        "had warned/had cautioned;promised/pledged;visited/called on;asked/requested;doctors/physicians;cars/vehicles;"
        "broke/snapped;hours/hrs;accident/mishap;court/tribunal;prison/jail;workers/staff;firm/company;fell/declined;"
        "cost/price;within/inside;report/account;after/following;survived/lived;suspended/halted;limit/ceiling"
    ).split(";")
]
CALQUES = [
    ("was ", "has been "), ("were ", "have been "), (" the ", " "), ("people", "persons"), (" at ", " to the "),
    ("said", "has said"), (" from ", " of the "), ("hospital", "sick-house"), ("train", "convoy"),
    (" for ", " during "),
    ("after", "behind"), ("children", "infants"), ("euros", "of euros"), (" in ", " into "), ("which", "that"),
]  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """One sentence of a telling and the fact it tells; fact "" for words of its own."""

    fact: str
    text: str


def misspell(name: str, rng: random.Random) -> str:
    """A name as it comes back from another script: one vowel or consonant changed, or a letter doubled."""
    swaps = [
        ("k", "c"),
        ("v", "w"),
        ("i", "y"),
        ("o", "u"),
        ("a", "e"),
        ("s", "z"),
        ("r", "rr"),
        ("l", "ll"),
        ("e", "je"),
    ]
    able = [(a, b) for a, b in swaps if a in name[1:]]
    if not able:
        return name + "h"
    a, b = rng.choice(able)
    return name[0] + name[1:].replace(a, b, 1)


def mishear(words: str, rng: random.Random) -> str:
    """A quote as another ear heard it: one word lost."""
    parts = words.split()
    del parts[rng.randrange(1, len(parts) - 1)]
    return " ".join(parts)


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    return "".join(p if p.startswith("“") else change(p) for p in re.split(r"(“[^”]*”)", text))


def light(unit: Unit, rng: random.Random) -> Unit:
    """A copy editor's hand: synonyms, number formats, the attribution moved, a long sentence split."""

    def change(part: str) -> str:
        for pair in rng.sample(SYNONYMS, len(SYNONYMS)):
            old, new = rng.sample(pair, 2)
            if rng.random() < 0.6:
                part = re.sub(rf"\b{old}\b", new, part, count=1)
        if rng.random() < 0.5:
            part = re.sub(r"\b(\d{1,2})\b(?![:,.]\d)", lambda m: NUMBERS[int(m[1])] if int(m[1]) <= 20 else m[1], part)
        elif rng.random() < 0.5:
            part = re.sub(rf"\b({'|'.join(NUMBERS[3:])})\b", lambda m: str(NUMBERS.index(m[1])), part)
        return part

    text = _outside_quotes(unit.text, change)
    moved = re.match(r"(.+), ([a-z]+(?: [a-z]+)? said)\.$", text)
    if moved and "“" not in text and rng.random() < 0.5:
        text = f"{moved[2].capitalize()} that {text[0].lower()}{moved[1][1:]}."
    if rng.random() < 0.3 and "“" not in text:
        text = re.sub(r", (?:and|while) (\w)", lambda m: f". {m[1].upper()}", text, count=1)
    return Unit(unit.fact, text)


def swap(units: Sequence[Unit], rng: random.Random, chance: float) -> list[Unit]:
    """Neighbours change places now and then."""
    out = list(units)
    for n in range(1, len(out) - 1):
        if rng.random() < chance:
            out[n], out[n + 1] = out[n + 1], out[n]
    return out


def merge(units: Sequence[Unit], rng: random.Random) -> list[Unit]:
    """Two sentences become one."""
    out: list[Unit] = []
    for unit in units:
        if out and rng.random() < 0.15 and "“" not in unit.text + out[-1].text:
            last = out.pop()
            joined = f"{last.text.rstrip('.')}, while {unit.text[0].lower()}{unit.text[1:]}"
            out.append(replace(last, text=joined))
        else:
            out.append(unit)
    return out
