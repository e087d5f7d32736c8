"""One name under several spellings: a translation brings back "Bratosh" for "Bratos", and it is the same name.

Descent is judged by which names a telling chooses; how they are spelt is a reason of its own. So near-equal
spellings are one name here, unless some telling uses both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tellings.collate.derivations_text import Body, Words

#: Similarity (share of letters in order, 0..1) from which two spellings may be one name: "bratos", "bratosh" .92;
#: "slovakia", "slovenia" .75.
NEAR = 0.82
#: Shorter names differ by a letter too easily: Iran, Iraq.
LEAST = 5
#: First letters that scripts and languages exchange.
_FIRST = {"c": "k", "q": "k", "j": "i", "y": "i", "w": "v", "z": "s", "x": "s"}


#: What follows the stem of a country's name, its last letter taken off: Armeni-a, Armeni-an, Turkme-n-s.
_ENDINGS = frozenset("a e n s an ans ns ia ian ians ish ese ic i is".split())


def _first(form: str) -> str:
    return _FIRST.get(form[0], form[0])


def spellings(bodies: Sequence[Body]) -> Mapping[str, str]:
    """Spelling -> the commonest spelling of the same name, for those that have another."""
    from rapidfuzz import fuzz, process

    count: Counter[str] = Counter()
    where: dict[str, set[int]] = defaultdict(set)
    for n, body in enumerate(bodies):
        names = [form for form, kind in zip(body.words.form, body.words.kind, strict=True) if kind == "name"]
        for form, times in Counter(names).items():
            if len(form) >= LEAST:
                count[form] += times
                where[form].add(n)
    forms = sorted(count, key=lambda f: (-len(where[f]), -count[f], f))
    if len(forms) < 2:
        return {}
    alike = process.cdist(forms, forms, scorer=fuzz.ratio, score_cutoff=NEAR * 100)
    home: dict[str, str] = {}
    held = {form: set(where[form]) for form in forms}
    for i, form in enumerate(forms):
        for j in range(i):
            base = forms[j]
            if base in home or not alike[i, j] or _first(form) != _first(base) or held[form] & held[base]:
                continue
            home[form] = base
            held[base] |= held[form]
            break
    return home


def one_spelling(bodies: Sequence[Body]) -> list[Body]:
    """The bodies with every name under its commonest spelling (in `stem`; `form` stays as it is written)."""
    home = spellings(bodies)
    if not home:
        return list(bodies)

    def known(words: Words) -> Words:
        told = zip(words.form, words.stem, words.kind, strict=True)
        return replace(words, stem=[home.get(form, stem) if kind == "name" else stem for form, stem, kind in told])

    return [replace(b, words=known(b.words)) for b in bodies]


def _inflected(a: str, b: str) -> bool:
    """Whether two spellings are one word with and without the ending of a people: Armenia, Armenians."""
    short, long = sorted((a, b), key=len)
    return a == b or (long.startswith(short[:-1]) and long[len(short) - 1 :] in _ENDINGS)


def respelt(child: Body, parent: Body) -> list[tuple[int, int]]:
    """Names that the child spells otherwise than the parent does: word indices in both, one pair per name."""
    theirs: dict[str, list[int]] = defaultdict(list)
    for n, (stem, kind) in enumerate(zip(parent.words.stem, parent.words.kind, strict=True)):
        if kind == "name":
            theirs[stem].append(n)
    seen: set[str] = set()
    out = []
    mine, form = child.words, parent.words.form
    for n, (kind, stem) in enumerate(zip(mine.kind, mine.stem, strict=True)):
        if kind != "name" or stem in seen or stem not in theirs:
            continue
        seen.add(stem)
        if not any(_inflected(form[m], mine.form[n]) for m in theirs[stem]):
            out.append((n, theirs[stem][0]))
    return out
