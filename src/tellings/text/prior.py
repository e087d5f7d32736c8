"""How rare a word is before any corpus has been seen.

Five files have no background: which of their words are ordinary English cannot be counted from them. The
shipped table (`words_en.txt`, made by tools/make_word_prior.py) holds the 40,000 most frequent English words
with their probabilities, from spaCy's lookups (MIT). A few hundred articles of the user's own outweigh it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

#: Words in an ordinary news article: turns a word's probability into the share of articles that hold it.
ARTICLE_WORDS = 400

#: -ln(share of articles) given to a word outside the table: one article in about 3,000.
UNKNOWN = 8.0

#: The prior weighs as much as this many articles of the user's own.
PRIOR_ARTICLES = 300


@cache
def _shares() -> Mapping[str, float]:
    """Word -> the share of articles expected to hold it."""
    out: dict[str, float] = {}
    for line in files("tellings.text").joinpath("words_en.txt").read_text(encoding="ascii").splitlines():
        half, *words = line.split(" ")
        chance = math.exp(-int(half) / 2)
        share = -math.expm1(ARTICLE_WORDS * math.log1p(-chance))
        out.update(dict.fromkeys(words, share))
    return out


@cache
def _rarities() -> Mapping[str, float]:
    shares = _shares()
    rare = {share: min(UNKNOWN, -math.log(share)) for share in set(shares.values())}
    return {word: rare[share] for word, share in shares.items()}


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """-ln of the share of English articles expected to hold the (lower-cased) word, at most `UNKNOWN`."""
    return _rarities().get(word, UNKNOWN)


def known(word: str) -> bool:
    """Whether the (lower-cased) word is among the 40,000 most frequent English words."""
    return word in _shares()
