"""Names in an article: where they stand, of what type, with which title before them."""

from __future__ import annotations

from collections.abc import Sequence

from tellings.records import Article, Mention, Token

_TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
_EDGE = frozenset("the The THE a A an An ’s 's ’ ' “ ” \" , . : ; - – — ( ) |".split())


def find(article: Article, tokens: Sequence[Token]) -> list[Mention]:
    """The names of an article, in order of their place."""
    out: list[Mention] = []
    i = 0
    while i < len(tokens):
        kind = _TYPES.get(tokens[i].entity[2:], "")
        j = i + 1
        while j < len(tokens) and tokens[j].entity.startswith("I-"):
            j += 1
        a, b = i, j
        while a < b and article.text[tokens[a].begin : tokens[a].end] in _EDGE:
            a += 1
        while b > a and article.text[tokens[b - 1].begin : tokens[b - 1].end] in _EDGE:
            b -= 1
        if kind and a < b:
            begin, end = tokens[a].begin, tokens[b - 1].end
            out.append(Mention(article.id, begin, end, article.text[begin:end], kind, None, None))
        i = j
    return out
