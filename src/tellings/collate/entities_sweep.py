"""Names that one telling's own capitals hid, found because other tellings write them plainly.

A headline in title case, a name at the start of a sentence, a house that writes "kyiv" or "ebay": what a telling
alone cannot settle, the story's other tellings do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, compress, pairwise
from operator import methodcaller

from tellings.records import Mention, Token
from tellings.schema import column
from tellings.text.names_places import canonical_places
from tellings.text.names_tables import BODIES, NOT_NAMES, SITES, THINGS, TITLES
from tellings.text.prior import known

_WORD = re.compile(r"[^\W_]+(?:[-.'’&][^\W_]+)*\.?")
_WORDS = re.compile(f"({_WORD.pattern})")
_ORDINARY = NOT_NAMES | TITLES | BODIES | SITES | THINGS
#: Names of places that are ordinary words in small letters.
_ALSO_WORDS = frozenset("turkey china guinea chad japan bath nice split reading mobile wells sandwich".split())
#: A single word shorter than this is too often something else to be looked for.
SHORTEST = 4
_BARE = methodcaller("rstrip", ".")


def _forms(mentions: Sequence[Mention]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word -> the names that begin with it, longest first, each with the type it mostly has."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        kinds[mention.text][mention.type] += 1
    out: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    shorts: set[str] = set()
    for form in sorted(kinds):
        words = tuple(_WORD.findall(form))
        if not words or (len(words) == 1 and (len(form) < SHORTEST or form.lower() in _ORDINARY)):
            continue
        if len(words) > 1 and kinds[form]["organisation"]:
            shorts.update(_initials(words))
        kind = min(kinds[form], key=lambda k: (-kinds[form][k], k))
        out[words[0].lower()].append((words, kind))
    for short in sorted(shorts):
        if short not in kinds and (len(short) > SHORTEST - 1 or not known(short.lower())):
            out[short.lower()].append(((short,), "organisation"))
    for listed in out.values():
        listed.sort(key=lambda row: (-len(row[0]), row))
    return out


def _initials(parts: Sequence[str]) -> Iterator[str]:
    """The capitals that a body's name of several words may be shortened to: "NYPD" in a headline is then a name."""
    words = [w for w in parts if w[0].isalpha()]
    if 1 < len(words) < 8 and not all(map(str.isupper, words)):
        names = [w for w in words if w[0].isupper()]
        if words[-1].lower() == "police":
            yield "".join(w[0] for w in names if w.lower() != "police").upper() + "PD"
        for listed in (words, names):
            if len(listed) > 2:
                yield "".join(w[0] for w in listed).upper()


#: Where each word of a text begins, and the words.
_Words = tuple[list[int], list[str]]


def _read(text: str) -> _Words:
    pieces = _WORDS.split(text)  # what stands before a word, the word, ... and behind the last
    return list(accumulate(map(len, pieces)))[:-1:2], pieces[1::2]


def _lower(read: Mapping[str, _Words], forms: Mapping[str, list[tuple[tuple[str, ...], str]]]) -> Counter[str]:
    """How often each name of one word stands in small letters, in the whole story."""
    single = {words[0].lower() for listed in forms.values() for words, _ in listed if len(words) == 1}
    small = [word for _, words in read.values() for word in words if word.islower()]
    return Counter([word for word in map(_BARE, small) if word in single])


def sweep(texts: Mapping[str, str], mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Mentions that the articles themselves did not show. None of them overlaps a known one."""
    forms = _forms(mentions)
    read = {article: _read(texts[article]) for article in sorted(texts)}
    small = _lower(read, forms)
    places = zip(column(tokens, "article"), column(tokens, "begin"), strict=True)
    proper = set(compress(places, map("PROPN".__eq__, column(tokens, "pos"))))
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for m in sorted(mentions, key=lambda m: (m.article, m.begin)):
        taken[m.article].append((m.begin, m.end))
    out: list[Mention] = []
    for article in sorted(texts):
        for begin, end, kind in _found((article, texts[article], read[article]), forms, (small, proper)):
            rows = taken[article]
            i = bisect_right(rows, (begin, 1 << 60))
            if (i and rows[i - 1][1] > begin) or (i < len(rows) and rows[i][0] < end):
                continue
            out.append(Mention(article, begin, end, texts[article][begin:end], kind, None, None))
    return out


def _found(
    told: tuple[str, str, _Words],
    forms: Mapping[str, list[tuple[tuple[str, ...], str]]],
    known: tuple[Counter[str], set[tuple[str, int]]],
) -> Iterator[tuple[int, int, str]]:
    article, text, (starts, words) = told
    small, proper = known
    free = 0  # no name begins before this word
    begun = forms.get
    for i, (start, key) in enumerate(zip(starts, map(str.lower, words), strict=True)):
        fitting = begun(key)
        if fitting is None and key[-1] in ".'s":
            fitting = begun(key.rstrip(".'s"))
        if fitting is None or i < free:
            continue
        for listed, kind in fitting:
            near = slice(i, i + len(listed))
            here = [(begin, begin + len(shown), shown) for begin, shown in zip(starts[near], words[near], strict=True)]
            if len(here) == len(listed) and _fits(text, here, listed, small, (article, start) in proper):
                yield start, here[-1][0] + len(listed[-1]), kind
                free = i + len(listed)
                break


def _fits(
    text: str, here: Sequence[tuple[int, int, str]], form: Sequence[str], small: Counter[str], proper: bool
) -> bool:
    """Whether these words are that name: as written, in capitals, or in small letters where nothing else is meant."""
    for (begin, end, word), wanted in zip(here, form, strict=True):
        bare = word[: len(wanted)]
        if bare.lower() != wanted.lower() or (end - begin > len(wanted) and text[begin + len(wanted)] not in ".'’-"):
            return False
    for (_, end, _), (begin, _, _) in pairwise(here):
        if not 0 < begin - end < 3 or "\n" in text[end:begin]:
            return False
    shown = text[here[0][0] : here[-1][0] + len(form[-1])]
    whole = " ".join(form)
    if len(form) > 1:
        return shown[0].isupper() and (shown.split()[-1][0].isupper() or shown == whole)
    if shown == whole or shown.isupper():
        return small[shown.lower()] == 0 or proper
    camel = any(ch.isupper() for ch in whole[1:]) and not whole.isupper()
    known = shown in canonical_places() and shown not in _ALSO_WORDS and small[shown] < 3
    return shown.lower() == whole.lower() and (proper or camel or known)
