"""Names in an article: where they stand, of what type, with which title and role.

Runs of capitalised words give the boundaries, the tagger and the words around give the type; both hold for a name
wherever it stands in the article. Without a tagger the runs alone do the work.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tellings.records import Article, Mention, Sentence, Token
from tellings.text.names_places import canonical_places, demonyms
from tellings.text.names_roles import role_span
from tellings.text.names_runs import Piece, pieces, runs
from tellings.text.names_tables import DUTIES, INSTITUTION_PARTS, INSTITUTIONS, OFFICES, POLITE, TITLES
from tellings.text.names_types import Votes
from tellings.text.names_widened import TIERS, numbered_site, widened
from tellings.text.names_words import Habits, Reader, Word, habits, title_case
from tellings.text.quotes_words import FEMALE_NAMES, MALE_NAMES

#: Languages that write every noun with a capital.
NOUN_CAPITALS = frozenset(("de", "lb", "gsw", "nds"))

_MINISTRIES = frozenset(("ministry", "department"))
_BODY_WORDS = INSTITUTIONS | OFFICES
_GIVEN = MALE_NAMES | FEMALE_NAMES
_GENITIVE = re.compile(r"['’][sS](?!\w)")
_STOPS = frozenset('.,;:!?)”"')
#: What follows a name in "'s" that owns nothing.
_NOT_OWNED = frozenset("ADP DET CCONJ SCONJ PRON".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A name in one sentence."""

    words: list[Word]
    piece: Piece
    type: str | None = None  # where the wording itself tells it

    @property
    def begin(self) -> int:
        return self.words[self.piece.start].begin

    @property
    def end(self) -> int:
        return self.words[self.piece.stop - 1].end


def _in_prose(words: list[Word], known: Habits) -> Iterator[Found]:
    """The names of a sentence that is not set in title case."""
    taken: set[int] = set()
    keys = [word.key for word in words]
    for found in _institutions(words) if not _BODY_WORDS.isdisjoint(keys) else ():
        taken.update(range(found.piece.start, found.piece.stop))
        yield found
    for found in _ministries(words) if not _MINISTRIES.isdisjoint(keys) else ():
        if not taken & set(range(found.piece.start, found.piece.stop)):
            taken.update(range(found.piece.start, found.piece.stop))
            yield found
    for start, stop in runs(words, known):
        for piece in pieces(words, start, stop):
            if not taken & set(range(piece.start, piece.stop)):
                yield Found(words, piece)


def _ministries(words: list[Word]) -> Iterator[Found]:
    """Ministries written small: "ministry of defence", "federal department of the environment"."""
    for i, word in enumerate(words[:-2]):
        if word.key not in _MINISTRIES or word.cap or words[i + 1].key != "of":
            continue
        stop = i + 3 if words[i + 2].key == "the" else i + 2
        while stop < len(words) and words[stop].pos in ("NOUN", "ADJ") and not words[stop].cap and stop - i < 6:
            stop += 1
            if not words[stop - 1].gap.isspace():
                break
            if stop + 1 < len(words) and words[stop].key == "and" and words[stop + 1].pos == "NOUN" and stop - i < 5:
                stop += 1
        if stop <= len(words) and words[stop - 1].pos == "NOUN" and stop > i + 2:
            start = i - 1 if i and words[i - 1].key in TIERS else i
            yield Found(words, Piece(start, stop, start), "organisation")


def _institutions(words: list[Word]) -> Iterator[Found]:
    """Bodies named by whose they are: "Israeli parliament", "Denver police", "Wayne County prosecutor's office"."""
    people = demonyms()
    for i, word in enumerate(words):
        if i == 0 or word.key not in _BODY_WORDS:
            continue
        office = _office(words, i)
        if word.key not in INSTITUTIONS and not office:
            continue
        if i + 1 < len(words) and (_office(words, i + 1) or _goes_on(word, words[i + 1])):
            continue  # "Denver police department"
        start = i - 1
        while start > 0 and _inner(words[start], office) and words[start + 1].begin - words[start].end < 4:
            start -= 1
        owner = words[start]
        if not owner.cap or owner.function or word.begin - owner.end > 40:
            continue
        two = f"{words[start - 1].key} {owner.key}" if start else ""
        if _owner(owner) or owner.key in people or two in people or (office and owner.pos == "PROPN"):
            begin = start - 1 if two in people else start
            while not office and begin > 0 and words[begin - 1].cap and words[begin - 1].part == owner.part >= 0:
                begin -= 1
            while office and begin > 0 and words[begin - 1].cap and words[begin - 1].gap == " ":
                if words[begin - 1].function or words[begin - 1].possessive:
                    break
                begin -= 1
            if (owner.possessive or ("\n" not in owner.gap and owner.gap.isspace())) and not words[begin].function:
                yield Found(words, Piece(begin, i + 1, begin), "organisation")


def _goes_on(word: Word, after: Word) -> bool:
    """Whether a capital word only leads to the noun of the body: "Denver [Police] Department"."""
    return word.cap and after.cap and word.gap == " " and (after.key in OFFICES or after.key == "dept")


def _office(words: list[Word], i: int) -> bool:
    """Whether word i is an office written small: "(the sheriff's) office", "(the fire) department"."""
    if i == 0 or words[i].cap or words[i].key not in OFFICES:
        return False
    before = words[i - 1]
    linked = "\n" not in before.gap and len(before.gap) < 4
    return linked and ((before.possessive and _heads(before)) or (before.key in DUTIES and not before.cap))


def _heads(word: Word) -> bool:
    """Whether a word tells who heads an office: "sheriff", "prosecutors", "medical examiner"."""
    return word.key in TITLES or word.key.removesuffix("s") in TITLES or word.key.endswith("er")


def _inner(word: Word, office: bool) -> bool:
    """Whether a word stands between an institution and its owner."""
    return word.key in INSTITUTION_PARTS or (office and (_heads(word) or word.key == "attorney") and not word.cap)


def _owner(word: Word) -> bool:
    """Whether a word names a place or nation that can have a parliament, a police, a government."""
    if word.possessive:
        return word.label in ("GPE", "NORP") or word.text.lower() in canonical_places()
    return word.label in ("GPE", "NORP") or (word.pos == "PROPN" and word.label in ("ORG", ""))


def _in_titles(words: list[Word], names: dict[tuple[str, ...], str], longest: int) -> Iterator[Found]:
    """In a line set in title case: names that the article writes elsewhere, and what the tagger is sure of."""
    i = 0
    while i < len(words):
        for size in range(min(longest, len(words) - i), 0, -1):
            keys = tuple(word.key for word in words[i : i + size])
            if keys in names and words[i].text[0].isupper():
                yield Found(words, Piece(i, i + size, i))
                i += size
                break
        else:
            i += 1


def find(article: Article, sentences: Sequence[Sentence], tokens: Sequence[Token]) -> list[Mention]:
    """The names of an article, in order of their place; they do not overlap."""
    reader = Reader(article.text, tokens)
    cut = [reader.words(s.begin, s.end) for s in sentences]
    titled = _headlines(article.text, sentences, cut)
    known = habits([words for words, title in zip(cut, titled, strict=True) if not title])
    found = [f for words, title in zip(cut, titled, strict=True) if not title for f in _in_prose(words, known)]
    names: dict[tuple[str, ...], str] = {}
    for one in found:
        names[tuple(w.key for w in one.words[one.piece.start : one.piece.stop])] = ""
    heads = [words for words, title in zip(cut, titled, strict=True) if title]
    if not found:  # nothing but headlines: their capitals must do
        found = [f for words in heads for f in _in_prose(words, known)]
    else:
        longest = max(map(len, names))
        found += [f for words in heads for f in _in_titles(words, names, longest)]
    if article.language in NOUN_CAPITALS and not any(word.pos for words in cut for word in words[:1]):
        found = _proper(found)
    votes = Votes()
    for one in found:
        votes.add(one.words, one.piece, one.type)
    return _mentions(article, found, votes, _houses(found, known))


def _proper(found: Sequence[Found]) -> list[Found]:
    """Of the runs of a language that capitalises all its nouns, those that are names by more than their capitals.

    A title before it, initials, a generally known place, a given name at its head, or a run of two words and more
    of which the last stands elsewhere in the article too.
    """
    ends = Counter(one.words[one.piece.stop - 1].key for one in found)
    out = []
    for one in found:
        inside = one.words[one.piece.start : one.piece.stop]
        shown = " ".join(word.text for word in inside)
        given = inside[0].key.split("-")[0] in _GIVEN
        several = len(inside) > 1 and all(word.cap for word in inside) and ends[inside[-1].key] > 1
        known = shown.isupper() or shown.lower() in canonical_places()
        if one.type or one.piece.title < one.piece.start or known or several or (given and len(inside) > 1):
            out.append(one)
    return out


def _headlines(text: str, sentences: Sequence[Sentence], cut: Sequence[list[Word]]) -> list[bool]:
    """For each sentence, whether its line is set in title case."""
    lines: dict[int, list[int]] = {}
    for i, sentence in enumerate(sentences):
        lines.setdefault(sentence.line, []).append(i)
    out = [False] * len(sentences)
    for listed in lines.values():
        words = [word for i in listed for word in cut[i]]
        last = sentences[listed[-1]]
        open_end = text[last.begin : last.end].rstrip("\"”’')")[-1:] not in (".", "!", "?", ":")
        if title_case(words, last.label == "title" or (open_end and len(words) < 30)):
            for i in listed:
                out[i] = True
    return out


def _houses(found: Sequence[Found], known: Habits) -> frozenset[str]:
    """The last words of names that never stand without "'s" and own nothing somewhere: "They met at Quimby's."."""
    out = set()
    for one in found:
        last = one.words[one.piece.stop - 1]
        bearer = one.piece.stop - one.piece.start > 1 and last.label == "PERSON"
        if last.possessive and not bearer and not known.free[last.key] and _GENITIVE.match(last.gap):
            after = one.words[one.piece.stop : one.piece.stop + 1]
            if not after or last.gap[2:3] in _STOPS or (after[0].pos in _NOT_OWNED and not after[0].cap):
                out.add(last.key)
    return frozenset(out)


def _mentions(article: Article, found: list[Found], votes: Votes, houses: frozenset[str]) -> list[Mention]:
    out: list[Mention] = []
    for one in sorted(found, key=lambda f: (f.begin, -f.end)):
        kind = one.type or votes.type(one.words, one.piece)
        piece = one.piece if one.type else widened(one.words, one.piece, kind == "place")
        if piece.stop > one.piece.stop and not one.words[piece.stop - 1].key.isdigit():
            kind = "organisation" if one.words[piece.stop - 1].key == "university" else "place"
        elif piece.start < one.piece.start and numbered_site(one.words, piece):
            kind = "place"  # "17th Street"
        begin, end = one.words[piece.start].begin, one.words[piece.stop - 1].end
        last = one.words[piece.stop - 1]
        if last.possessive and last.key in houses and _GENITIVE.match(last.gap):
            end += len("'s")
            kind = "organisation" if kind == "person" else kind
        if out and begin < out[-1].end:
            continue
        title = None
        if piece.title < piece.start:
            title = article.text[one.words[piece.title].begin : one.words[piece.start - 1].end]
            if one.words[piece.start - 1].key in POLITE:
                kind = "person"  # "Mr. Jordan" is no country
        role = role_span(article.text, one.words, piece) if kind in ("person", "organisation") else None
        shown = None if role is None else article.text[role[0] : role[1]]
        out.append(Mention(article.id, begin, end, article.text[begin:end], kind, title, shown))
    return out
