"""Which deeds of a story are worth a look: those that two tellings tell, and one of them not simply as so.

Most verbs of a story stand in one telling only, or are asserted wherever they stand: no two claims of them exclude one
another. To know what is claimed of a verb its whole sentence is read; to know that nothing can come of it takes a look
at the words of the sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tellings.collate.variants_claims import Deed, claimed, deeds, doubts
from tellings.collate.variants_grammar import Grammar
from tellings.collate.variants_view import Place
from tellings.text.concepts import concept

#: Who is told of something is informed of it (`variants_matters`): claims of the two are compared.
_INFORMED = frozenset({concept("tell"), concept("inform")})

#: What is claimed by one of every two claims that exclude one another.
_DOUBTFUL = frozenset({"not", "may", "will", "due", "hope", "unclear"})


def contested(told: Mapping[Place, list[Deed]], grammars: Mapping[Place, Grammar]) -> dict[Place, list[Deed]]:
    """Of the deeds that the sentences tell (`deeds`) those of which two tellings may claim what cannot both be."""
    articles: dict[str, set[str]] = defaultdict(set)
    for place, row in told.items():
        for _, _, _, key in row:
            articles[_matter(key)].add(place[0])
    doubtful: set[str] = set()
    for place, row in told.items():
        asked = [d for d in row if len(articles[_matter(d[3])]) > 1 and _matter(d[3]) not in doubtful]
        if asked and doubts(grammars[place]):
            for d in asked:
                found = claimed(grammars[place], d)
                if found is not None and found[0] in _DOUBTFUL:
                    doubtful.add(_matter(d[3]))
    return {place: [d for d in row if _matter(d[3]) in doubtful] for place, row in told.items()}


def _matter(key: str) -> str:
    """What deeds that are compared share: their concept."""
    return "" if key in _INFORMED else key


def everything(grammars: Mapping[Place, Grammar]) -> dict[Place, list[Deed]]:
    """The deeds of every sentence, in order."""
    return {place: deeds(grammars[place]) for place in sorted(grammars)}
