"""The words of a quote, and where two wordings of one utterance differ."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

from tellings.collate.variants_names import folded

_WORDS = re.compile(r"([^\W_]+(?:[’'][^\W_]+)*)")

#: The most words that a reading shows.
MOST_WORDS = 15

#: More words than this before or behind what two wordings have in common are another sentence, not other words.
MOST_ENDING = 8

#: In short quotes two common words are little: the fewer words, the more of them must agree.
FEW_WORDS = 10

Word = tuple[str, int, int]  # folded, begin, end


def words_of(text: str) -> list[Word]:
    """The words of a text, folded, with their spans."""
    pieces = _WORDS.split(text)  # what stands before a word, the word, ... and behind the last
    ends = list(accumulate(map(len, pieces)))
    return list(zip(map(_word, pieces[1::2]), ends[::2], ends[1::2], strict=False))


@lru_cache(maxsize=1 << 14)
def _word(written: str) -> str:
    return folded(written).replace("’", "'")


#: One house hears "doesn't", another prints "does not"; articles, possessives and "and" come and go with
#: grammar.
_SHORT = {
    "n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "is", "'d": "would",
}  # fmt: skip
_SMALL = frozenset("a an the and his her its their my our your".split())
_WHOLE = {"can't": "can not", "won't": "will not", "cannot": "can not"}
#: Contractions as some print them, where that is no other word.
_BARE = {
    f"{word}nt": f"{word} not" for word in "do does did is are was were has have had could would should".split()
} | {"im": "i am", "ive": "i have", "youre": "you are", "theyre": "they are", "thats": "that is"}


def plain(word: str) -> str:
    """A word with its contraction written out."""
    if word in _WHOLE or word in _BARE:
        return _WHOLE.get(word) or _BARE[word]
    for short, full in _SHORT.items():
        if word.endswith(short):
            return f"{word[: -len(short)]} {full}".strip()
    return digits(word)


#: Numbers that one house writes out.
_DIGITS = dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), map(str, range(1, 13)),
                   strict=True))  # fmt: skip


def digits(word: str) -> str:
    """A word, a small number in digits."""
    return _DIGITS.get(word, word)


def trifling(here: Sequence[Word], there: Sequence[Word]) -> bool:
    """Whether two runs of changed words differ by contractions, articles or possessives alone."""
    x, y = ([w for word, _, _ in run for w in plain(word).split() if w not in _SMALL] for run in (here, there))
    return x == y or [house_spelling(w) for w in x] == [house_spelling(w) for w in y]


#: What British and American houses spell otherwise.
_HOUSES = re.compile(
    r"(?<=[^\W\d_]{2})(?:is(?=ation|ing|e[ds]?$)|ys(?=e|ing)|our(?=s|ed|ing|able|ful|$)|l(?=l(?:ed|ing|er))|me$|re$|ence$|ue$)"
)
_ONE_HOUSE = {"is": "iz", "ys": "yz", "our": "or", "l": "", "me": "", "re": "er", "ence": "ense", "ue": ""}


def house_spelling(word: str) -> str:
    """A word as all houses spell it: "organised" as "organized", "harbours" as "harbors"."""
    return _HOUSES.sub(lambda found: _ONE_HOUSE[found[0]], word)


def paired(a: Sequence[Word], b: Sequence[Word]) -> list[tuple[int, int, int, int]]:
    """Where two wordings differ: runs of `a` with the runs of `b` in their place. A piece cut off at an end is none."""
    blocks = blocks_of(a, b)
    if not blocks:
        return []
    out = [(i + size, k, j + size, m) for (i, j, size), (k, m, _) in itertools.pairwise(blocks)]
    (i, j, _), (k, m, size) = blocks[0], blocks[-1]
    if i and j and max(i, j) <= MOST_ENDING:
        out.insert(0, (0, i, 0, j))
    behind = len(a) - k - size, len(b) - m - size
    if min(behind) and max(behind) <= MOST_ENDING:
        out.append((k + size, len(a), m + size, len(b)))
    out = [r for r in out if (r[1] > r[0] or r[3] > r[2]) and not trifling(a[r[0] : r[1]], b[r[2] : r[3]])]
    x, y = [w for w, _, _ in a], [w for w, _, _ in b]
    if not out and x != y and sorted(x) == sorted(y):
        return [(0, len(a), 0, len(b))]  # the same words in another order
    return out


def changes(a: Sequence[Word], b: Sequence[Word]) -> list[tuple[int, int]]:
    """Where `a` has other words than `b`: runs of words of `a`. What is cut off at either end does not count."""
    return [(r[0], r[1]) for r in paired(a, b)]


def blocks_of(a: Sequence[Word], b: Sequence[Word]) -> Sequence[tuple[int, int, int]]:
    """The runs of words that two wordings share, in order: where in `a`, where in `b`, how many words."""
    return _blocks(tuple([w for w, _, _ in a]), tuple([w for w, _, _ in b]))


@lru_cache(maxsize=1 << 12)
def _blocks(x: tuple[str, ...], y: tuple[str, ...]) -> Sequence[tuple[int, int, int]]:
    """As `difflib` finds them. The pairs of one story are asked about again and again."""
    if x == y:
        return [(0, 0, len(x))] if x else []
    matcher = SequenceMatcher(None, x, y, autojunk=False)
    return [(m.a, m.b, m.size) for m in matcher.get_matching_blocks() if m.size]


def same_words(a: Sequence[Word], b: Sequence[Word]) -> float:
    """The share of the shorter one's words that stand in both in the same order, 0..1."""
    return sum(size for _, _, size in blocks_of(a, b)) / _due(a, b)


def most_same(a: Sequence[Word], b: Sequence[Word]) -> float:
    """What `same_words` is at most, whatever the order: quicker to tell."""
    x, y = [w for w, _, _ in a], [w for w, _, _ in b]
    mine, theirs = set(x), set(y)
    return min(sum(w in theirs for w in x), sum(w in mine for w in y)) / _due(a, b)


def _due(a: Sequence[Word], b: Sequence[Word]) -> int:
    """How many words two wordings share at most; in short ones more than they have: two common words are little."""
    shorter = min(len(a), len(b))
    return max(1, shorter, FEW_WORDS - shorter)


#: Words with which a clause begins; marks part clauses too. "And" joins nouns as well.
_OPENS = frozenset("because that who which whom whose if when while as so since although though where".split())
_MARK = re.compile(r"[,;:.?!…—–]|\s-\s")


def _parts(words: Sequence[Word], text: str, at: int) -> bool:
    """Whether a clause may begin with word `at`, and end before it."""
    if at <= 0 or at >= len(words):
        return True
    initial = words[at - 1][2] - words[at - 1][1] == 1  # "I.R.S. rules"
    mark = None if initial else _MARK.search(text, words[at - 1][2], words[at][1])
    return words[at][0] in _OPENS or mark is not None


def shown_span(words: Sequence[Word], runs: Sequence[tuple[int, int]], text: str = "") -> tuple[int, int]:
    """The changed words with as much around them as `MOST_WORDS` allow, as a span; of a clause that is cut off at
    either end nothing but the changed words, where `text`, in which the words stand, is given."""
    begin, end = runs[0][0], max(runs[0][1], runs[0][0] + 1)
    for a, b in runs[1:]:
        if max(b, a + 1) - begin <= MOST_WORDS:
            end = max(b, a + 1)
    end = min(max(end, begin + 1), begin + MOST_WORDS, len(words))
    begin = min(begin, end - 1)
    while end - begin < MOST_WORDS and (begin > 0 or end < len(words)):
        if begin > 0:
            begin -= 1
        if end < len(words) and end - begin < MOST_WORDS:
            end += 1
    if text:
        first, last = runs[0][0], max(begin + 1, min(end, max(b for _, b in runs)))
        ends = [n for n in range(end, last - 1, -1) if n > begin and _parts(words, text, n)]
        end = ends[0] if ends else end
        starts = [n for n in range(begin, min(first, end - 1) + 1) if _parts(words, text, n)]
        further = [n for n in range(begin - 1, max(-1, end - MOST_WORDS - 1), -1) if _parts(words, text, n)]
        begin = starts[0] if starts else further[0] if further else begin
    return words[begin][1], words[end - 1][2]
