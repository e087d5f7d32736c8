"""Invented texts for the tests of copies."""

from __future__ import annotations

import random

VOCABULARY = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("ra", "lin", "tos", "ven")]
FOOTER = "Get the best of the Harbour Courier in your inbox every morning and support local reporting by joining today"


def invent(seed: int, words: int) -> str:
    """A text of made-up words that no other seed shares."""
    choose = random.Random(seed)
    return " ".join(choose.choice(VOCABULARY) + ("." if n % 12 == 11 else "") for n in range(words))
