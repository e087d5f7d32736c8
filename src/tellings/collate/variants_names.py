"""Names that tellings spell differently.

Two words of names are two spellings of one word when they share most letters in order, no telling keeps both
apart as two names, and something else ties them: one entity, the same other words of the name beside them, or
sentences that are aligned. House style is no difference: capitals alone, genitives and plurals do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler, Levenshtein

from tellings.collate.variants_view import Point, Reading, View
from tellings.records import Entity, EntityMention
from tellings.text.names_places import canonical_places
from tellings.text.prior import known
from tellings.text.quotes_words import FEMALE_NAMES, MALE_NAMES

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]{2,})*")
_GIVEN = FEMALE_NAMES | MALE_NAMES

#: Two spellings share at least this much (Jaro-Winkler, edits per letter): two transliterations of one given name do.
ALIKE = 0.82
FEW_EDITS = 0.6

#: Enough when the words stand in one entity, or beside the same rare word (a surname, a title).
FAINTLY_ALIKE = 0.7
FAINT_EDITS = 0.4
OTHER_INITIAL = 0.7  # share of letters kept, where the first letter is another
SHORT = 4  # a shorter word is too easily another
OFTENER = 3  # so many times more often than a slip stands the right spelling
BLOCK = 512  # words that are compared with all others at once
PLAIN = 8  # so long are English words of which two letters may be slips
LONG = 6  # two longer words outside the English vocabulary, one letter apart, are one name without further ties


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Lower case, no marks over letters."""
    return "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch)).lower()


def faintly_alike(a: str, b: str, one_entity: bool) -> bool:
    """Whether two foreign words may be two transliterations of one, if something else says so."""
    x, y = folded(a).replace("-", ""), folded(b).replace("-", "")
    english = (known(x) and known(y)) if one_entity else (known(x) or known(y))
    if x == y or english or not (x + y).isalpha():
        return False
    if x[:1] != y[:1]:  # Zhambyl, Jambyl
        return one_entity and min(len(x), len(y)) > SHORT and Levenshtein.normalized_similarity(x, y) >= OTHER_INITIAL
    return (
        min(len(x), len(y)) >= SHORT
        and JaroWinkler.similarity(x, y) >= FAINTLY_ALIKE
        and Levenshtein.normalized_similarity(x, y) >= FAINT_EDITS
    )


@lru_cache(maxsize=1 << 14)
def spelt_alike(a: str, b: str) -> bool:
    """Whether two words are two spellings of one name word: mostly the same letters in the same order."""
    x, y = folded(a), folded(b)
    if x == y:
        return a.lower() != b.lower()
    if min(len(x), len(y)) < SHORT or any(ch.isdigit() for ch in x + y):
        return False
    longer, shorter = (x, y) if len(x) > len(y) else (y, x)
    if longer[:-1] == shorter and longer[-1] == "s":
        return False
    if x[0] != y[0] and Levenshtein.distance(x, y) > 1:
        return False
    return JaroWinkler.similarity(x, y) >= ALIKE and Levenshtein.normalized_similarity(x, y) >= FEW_EDITS


def shortly_alike(a: str, b: str) -> bool:
    """Whether two short words may be one name beside the same other name: Pym, Pimm."""
    x, y = sorted((folded(a), folded(b)), key=len)
    return (
        len(x) == SHORT - 1
        and len(y) <= SHORT
        and x[0] == y[0]
        and x[-1] == y[-1]
        and Levenshtein.distance(x, y) <= 2
        and not (known(x) and known(y))
    )


@dataclass(slots=True, unsafe_hash=True)  # not frozen, which takes three times as long: none is changed once made
class _Use:
    """One word of a name where it stands."""

    mention: EntityMention
    word: str
    others: frozenset[str]  # the other words of the name, folded


def _uses(view: View, mentions: Sequence[EntityMention]) -> dict[str, list[_Use]]:
    out: dict[str, list[_Use]] = defaultdict(list)
    parts: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for m in sorted(mentions, key=lambda m: (m.article, m.begin, m.end)):
        if m.article not in view.text:
            continue
        shown = view.shown(m.article, m.begin, m.end + 1)
        if shown not in parts:
            parts[shown] = _parts(shown)
        for word, others in parts[shown]:
            out[word].append(_Use(m, word, others))
    return out


def _parts(shown: str) -> list[tuple[str, frozenset[str]]]:
    """The words of a name, each with the others; `shown` has what stands behind the name too."""
    words = [w[0] for w in _WORD.finditer(shown) if shown[w.end() : w.end() + 1] != "." or w.end() >= len(shown) - 1]
    out = []
    for raw in words:
        word = raw.removesuffix("â").replace("’", "'")  # a wrong decoding leaves â of an apostrophe
        if word[:1].isalpha() and len(word) > 2:
            out.append((word, frozenset([folded(w) for w in words if w != raw and len(w) > 2])))
    return out


#: What grammar adds to a word.
_ENDINGS = frozenset("s es ed d ing i n an ian ean ese ish er ers r y al ist ists ism ly".split())


#: What a place or a body is, as a part of its name.
_SORTS_OF = frozenset(
    "province police prefecture county country city village department district state region ministry minister army "
    "party university union council court committee commission company office center centre church college".split()
)


def _tied(view: View, a: Sequence[_Use], b: Sequence[_Use]) -> bool:
    """Whether something besides the letters says that two spellings are of one name."""
    x, y = folded(a[0].word), folded(b[0].word)
    if {x, y} <= _SORTS_OF:
        return False  # a province, a police force
    english = known(x) and known(y)
    if english and (x.startswith(y) or y.startswith(x)):
        longer, shorter = sorted((x, y), key=len, reverse=True)
        surnames = {w for u in a for w in u.others} & {w for u in b for w in u.others}
        if longer[len(shorter) :] in _ENDINGS or not surnames:
            return False  # grammar: exile, exiled
    if {u.mention.entity for u in a} & {u.mention.entity for u in b}:
        return True
    beside, others = {w for u in a for w in u.others}, {w for u in b for w in u.others}
    if beside & others or any(spelt_alike(v, w) for v in beside for w in others):
        return True
    if english or (beside and others):
        return False  # two English words that happen to look alike; two full names that share nothing else
    if min(len(x), len(y)) >= LONG and not known(x) and not known(y) and Levenshtein.distance(x, y) <= 1:
        return True
    if (known(x) or known(y)) and Levenshtein.distance(x, y) > 1:
        return False
    places = {view.place(u.mention.article, u.mention.begin) for u in b}
    for u in a:
        at = view.place(u.mention.article, u.mention.begin)
        if at is not None and any(other in places for other in view.aligned.get(at, ())):
            return True
    return False


def _transliterated(a: Sequence[_Use], b: Sequence[_Use]) -> bool:
    """Whether two faintly alike words stand in one entity or beside the same rare word of a name."""
    shared = {w for u in a for w in u.others} & {w for u in b for w in u.others}
    one = bool({u.mention.entity for u in a} & {u.mention.entity for u in b})
    if (one or shared) and shortly_alike(a[0].word, b[0].word):
        return True
    return faintly_alike(a[0].word, b[0].word, one) and (one or any(not known(w) for w in shared))


def _apart(a: Sequence[_Use], b: Sequence[_Use]) -> bool:
    """Whether most tellings of the rarer spelling use the other as well: then they are two names, or one is a slip."""
    if Levenshtein.distance(folded(a[0].word), folded(b[0].word)) <= 1:
        beside, others = {u.others for u in a if u.others}, {u.others for u in b if u.others}
        if beside & others:
            return False  # Lorem Ipsum and Loren Ipsum in one telling: a slip of the pen
    if {u.mention.entity for u in a} & {u.mention.entity for u in b}:
        if _slip(*sorted((a, b), key=len)):
            return False
        full = [u for u in a if u.others], [u for u in b if u.others]  # "Kit" beside "Christopher Lorem" is he
        a, b = (full[0] or a), (full[1] or b)
    x, y = {u.mention.article for u in a}, {u.mention.article for u in b}
    return 2 * len(x & y) >= min(len(x), len(y))


def _slip(rare: Sequence[_Use], usual: Sequence[_Use]) -> bool:
    """Whether a spelling of one entity's name is a slip of the pen in tellings that have the right one too."""
    low, right = folded(rare[0].word), folded(usual[0].word)
    if min(len(low), len(right)) <= SHORT or known(low) or OFTENER * len(rare) > len(usual):
        return False
    return low.removesuffix("s") != right.removesuffix("s") and DamerauLevenshtein.distance(low, right) == 1


def _another_word(view: View, a: Sequence[_Use], b: Sequence[_Use], types: Mapping[str, str]) -> bool:
    """Whether two words that look alike are two words of the language, a family and one of it, a name and its ticker,
    or one written together with its neighbour (`variants_written`)."""
    x, y = folded(a[0].word), folded(b[0].word)
    if x == y:
        return False  # other marks over the letters
    if canonical_places().get(x, x) == canonical_places().get(y, y):
        return True  # "Calif", "California"
    people = "person" in _sorts(a, types) | _sorts(b, types) or x in _GIVEN or y in _GIVEN
    if not people and known(x) and known(y) and Levenshtein.distance(x, y) > (1 if min(len(x), len(y)) < PLAIN else 2):
        return True  # southern, south; naval, navy; but Reverent, Reverence
    if a[0].word.isupper() != b[0].word.isupper() and min(len(x), len(y)) < PLAIN // 2 + 1:
        return True
    short, longer = (a, b) if len(x) < len(y) else (b, a)
    low, full = folded(short[0].word), folded(longer[0].word)
    if people and full == f"{low}s" and any(not u.others and _articled(view, u.mention) for u in longer):
        return True  # "the Holms"
    rest = full.removeprefix(low).removesuffix(low).strip("-'")
    return full != low and rest != full and any(rest in u.others for u in short)


def _articled(view: View, m: EntityMention) -> bool:
    return view.shown(m.article, max(0, m.begin - 4), m.begin).lower() == "the "


_PERSON_OR_PLACE = frozenset({"person", "place"})


def _sorts(uses: Sequence[_Use], types: Mapping[str, str]) -> frozenset[str]:
    """As names of what the uses of a word stand."""
    return frozenset(types.get(u.mention.entity, "") for u in uses)


def _near(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of words, in order, that `spelt_alike` or `faintly_alike` may hold for: all others are told by one look
    at all pairs at once."""
    import numpy as np
    from rapidfuzz.process import cdist

    written = [folded(word) for word in words]
    joined = [word.replace("-", "") for word in written]
    for at in range(0, len(words), BLOCK):
        rows = slice(at, at + BLOCK)
        near = cdist(written[rows], written, scorer=JaroWinkler.similarity) >= min(ALIKE, FAINTLY_ALIKE)
        near |= cdist(joined[rows], joined, scorer=JaroWinkler.similarity) >= FAINTLY_ALIKE
        near |= cdist(joined[rows], joined, scorer=Levenshtein.normalized_similarity) >= OTHER_INITIAL
        for i, j in np.argwhere(np.triu(near, at + 1)).tolist():
            yield words[at + i], words[j]


def _families(view: View, uses: dict[str, list[_Use]], types: Mapping[str, str]) -> list[list[str]]:
    """Spellings of one word, joined; differences of capitals alone stay joined but make no difference."""
    words = sorted(uses)
    home = {word: word for word in words}

    def find(word: str) -> str:
        while home[word] != word:
            word = home[word]
        return word

    by_key: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_key[word.lower()].append(word)
    for same in by_key.values():
        for word in same[1:]:
            home[find(word)] = find(same[0])
    for a, b in _near(words):
        if (
            find(a) != find(b)
            and (spelt_alike(a, b) or _transliterated(uses[a], uses[b]))
            and not _another_word(view, uses[a], uses[b], types)
            and not _apart(uses[a], uses[b])
            and _sorts(uses[a], types) ^ _sorts(uses[b], types) != _PERSON_OR_PLACE
            and _tied(view, uses[a], uses[b])
        ):
            home[max(find(a), find(b))] = min(find(a), find(b))
    out: dict[str, list[str]] = defaultdict(list)
    for word in words:
        out[find(word)].append(word)
    return [family for family in out.values() if len({w.lower() for w in family}) > 1]


def name_points(view: View, entities: Sequence[Entity], mentions: Sequence[EntityMention]) -> Iterator[Point]:
    """For every word of a name that tellings spell in several ways: the spellings."""
    canonical = {e.id: e.canonical for e in entities}
    types = {e.id: e.type for e in entities}
    uses = _uses(view, mentions)
    seen: set[tuple[str, frozenset[frozenset[str]]]] = set()
    for family in sorted(_families(view, uses, types), key=lambda f: (-len(f[0]), f)):
        found = [u for word in family for u in uses[word]]
        by: dict[str, set[str]] = defaultdict(set)
        for u in found:
            by[u.word.lower()].add(u.mention.article)
        entity = max(sorted({u.mention.entity for u in found}), key=lambda e: sum(u.mention.entity == e for u in found))
        split = (entity, frozenset(frozenset(v) for v in by.values()))
        if split in seen:
            continue  # another word of the same name, split in the same way
        seen.add(split)
        shown: dict[str, str] = {}
        for word in sorted(family, key=lambda w: (-len(uses[w]), w)):
            shown.setdefault(word.lower(), word)
        readings = tuple(
            Reading(u.mention.article, u.mention.begin, u.mention.end, shown[u.word.lower()]) for u in found
        )
        yield Point("name", canonical.get(entity, found[0].word), readings)
