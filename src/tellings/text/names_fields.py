"""Bodies named by what they deal with: "Fire and Rescue Service", "Ministry of Trade, Industry and Labour"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tellings.text.names_tables import BODIES, FIELDS, JOINTS
from tellings.text.names_words import Word

#: A longer run of words is no name that a table knows.
LONGEST = 12


def linked(gap: str) -> bool:
    """Whether what stands between two words may stand inside a name."""
    return gap != "" and len(gap) <= 3 and ((gap.isspace() and "\n" not in gap) or gap.strip() == "&")


def of_fields(words: Sequence[Word], j: int, k: int) -> bool:
    """Whether words j and k are two fields of one body: "[Fire] and [Rescue] Service"."""
    if words[j].key not in FIELDS or words[k].key not in FIELDS:
        return False
    stop = k + 1
    while stop < len(words) and words[stop].cap and linked(words[stop - 1].gap):
        if words[stop].key in BODIES or words[stop].key == "executive":
            return True
        stop += 1
    return False


def listed_fields(words: Sequence[Word], start: int, j: int) -> int:
    """How many words behind word j end the list of what a body deals with: "Ministry of Trade, Industry and Labour"."""
    k = j
    while k + 1 < len(words) and words[k].gap.strip() == "," and words[k].key in FIELDS and words[k + 1].cap:
        k += 1
    last = k + 2 if k + 2 < len(words) and words[k + 1].key == "and" and linked(words[k + 1].gap) else 0
    if k == j or not last or any(w.key not in FIELDS or not w.cap for w in (words[k], words[last])):
        return 0
    head = words[max(start, j - LONGEST) : j]
    owns = any(a.key in BODIES and b.key in JOINTS for a, b in pairwise(head))
    return last - j if owns and linked(words[k].gap) else 0
