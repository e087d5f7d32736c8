"""Which deeds of a story are worth a look: those that two tellings tell, and one of them not simply as so.

Most verbs of a story stand in one telling only, or are asserted wherever they stand: no two claims of them exclude one
another. To know what is claimed of a verb its whole sentence is read; to know that nothing can come of it takes a look
at the words of the sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from tellings.collate.variants_claims import DOUBTING, HELPERS, Deed, claimed, deeds
from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_modality import chain_of, denies
from tellings.collate.variants_view import Place
from tellings.text.concepts import concept

#: Who is told of something is informed of it (`variants_matters`): claims of the two are compared.
_INFORMED = frozenset({concept("tell"), concept("inform")})

#: What is claimed by one of every two claims that exclude one another.
_DOUBTFUL = frozenset({"not", "may", "will", "due", "hope", "unclear"})


_CUT_SHORT = re.compile(r"n[^a-z]t|['’]t", re.IGNORECASE)  # n't, as `denies` reads it


def contested(told: Mapping[Place, list[Deed]], grammars: Mapping[Place, Grammar]) -> dict[Place, list[Deed]]:
    """Of the deeds that the sentences tell (`deeds`) those of which two tellings may claim what cannot both be."""
    articles: dict[str, set[str]] = defaultdict(set)
    for place, row in told.items():
        for _, _, _, key in row:
            articles[_matter(key)].add(place[0])
    open_: set[str] = set()
    for place, row in told.items():
        asked = [d for d in row if len(articles[_matter(d[3])]) > 1 and _matter(d[3]) not in open_]
        doubts = _doubted(grammars[place]) if asked else set[int]()
        if doubts:
            for d in asked:
                found = claimed(grammars[place], d) if _bears(grammars[place], d, doubts) else None
                if found is not None and found[0] in _DOUBTFUL:
                    open_.add(_matter(d[3]))
    return {place: [d for d in row if _matter(d[3]) in open_] for place, row in told.items()}


def _doubted(grammar: Grammar) -> set[int]:
    """The words (ordinals) at which a sentence may claim something but that a thing is so or is under way: a denial, a
    "may" or a "will", and the two words above each."""
    text, by, out = grammar.view.text[grammar.place[0]], grammar.by, set[int]()
    if not grammar.tokens:
        return out
    cut = _CUT_SHORT.search(text, grammar.tokens[0].begin, grammar.tokens[-1].end) is not None
    for t, low in zip(grammar.tokens, grammar.lows, strict=True):
        if (
            low in DOUBTING
            or t.dep == "neg"
            or (t.dep == "aux" and text[t.begin : t.end].lower() in HELPERS)
            or (cut and denies(grammar.view, grammar.place, t))
        ):
            above = by.get(t.head, t)
            out |= {t.ordinal, above.ordinal, above.head}
    return out


def _bears(grammar: Grammar, deed: Deed, doubts: AbstractSet[int]) -> bool:
    """Whether what `_doubted` found may bear on a deed: it stands at its word, or at what that is a part of."""
    t = deed[1]
    above = grammar.by.get(t.head, t)
    if t.pos == "NOUN" or above.ordinal in doubts or above.head in doubts:
        return True
    return any(link.ordinal in doubts for link in chain_of(t, grammar.by))


def _matter(key: str) -> str:
    """What deeds that are compared share: their concept."""
    return "" if key in _INFORMED else key


def everything(grammars: Mapping[Place, Grammar]) -> dict[Place, list[Deed]]:
    """The deeds of every sentence, in order."""
    return {place: deeds(grammars[place]) for place in sorted(grammars)}
