"""How alike two quoted pieces are, and what supports it when their words alone say too little.

Order-preserving alignment finds cuts and rewording. Two things need more: a translation keeps the rare words
but not their order, and a fragment of a few words stands in many an utterance that it does not quote. A
fragment is believed where the sentences around both pieces tell the same, or one speaker uses its rare words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tellings.collate.utterance_pieces import Piece
from tellings.collate.utterance_words import Said, Word, heaviest, meetings, turned
from tellings.settings import Utterances

#: What rounding may add to a likeness.
SLACK = 1e-4


@dataclass(frozen=True, slots=True)
class Link:
    """How alike two forms are."""

    short: float  # share of the shorter that aligns, by weight
    long: float  # share of the longer
    rare: float  # share of the shorter's rarity that stands in one window of the longer, in any order
    shared: int  # content words shared there
    rarity: float  # their rarity, summed
    run: int  # words of the longest run that both hold verbatim
    run_rarity: float


def compare(a: Said, b: Said) -> Link:
    """The likeness of two pieces by their words."""
    total = sorted((a.weight, b.weight))
    met = meetings(a, b)
    both = heaviest(a, b, met)
    little, large = sorted((a, b), key=lambda words: (words.rarity, len(words)))
    found = _in_one_window(little, large, met if little is a else turned(met, len(b)))
    kept, whole = _rarity(found), little.rarity
    return Link(
        round(both / max(1e-9, total[0]), 6),
        round(both / max(1e-9, total[1]), 6),
        round(kept / max(1e-9, whole), 6),
        len(found),
        round(kept, 6),
        *longest_run(a, b),
    )


def _rarity(words: Sequence[Word]) -> float:
    return sum(w.rarity for w in words)


def longest_run(a: Said, b: Said) -> tuple[int, float]:
    """Length of the longest run of equal words, and its rarity; of equally long runs the rarest."""
    best = (0, 0.0)
    places = b.by_word
    above: dict[int, tuple[int, float]] = {}  # place in b -> the run that ends there, for the word of a before
    for x in a:
        met = places.get(x.folded)
        if met is None:
            above = {}
            continue
        row = {}
        for j in met:
            count, rare = above.get(j - 1, (0, 0.0))
            row[j] = (count + 1, round(rare + x.rarity, 6))
            best = max(best, row[j])
        above = row
    return best


def matched(little: Said, large: Said) -> list[Word]:
    """Content words of `little` that stand, in any order, in the one window of `large` that holds most of them."""
    return _in_one_window(little, large, meetings(little, large))


def _in_one_window(little: Said, large: Said, met: Sequence[Sequence[int]]) -> list[Word]:
    size = 2 * len(little) + 4
    telling = [
        (word, [j for j in places if large[j].rarity])
        for word, places in zip(little, met, strict=True)
        if places and word.rarity
    ]
    telling = [(word, places) for word, places in telling if places]
    best: list[Word] = []
    for start in range(0, max(1, len(large) - size // 2), max(1, size // 4)) if telling else ():
        taken: set[int] = set()
        inside = []
        for word, places in telling:
            hit = next((j for j in places if start <= j < start + size and j not in taken), None)
            if hit is not None:
                taken.add(hit)
                inside.append(word)
        if _rarity(inside) > _rarity(best):
            best = inside
    return best


def same_speaker(a: Piece, b: Piece) -> bool | None:
    """Whether two pieces have one speaker; None when that is not known."""
    if a.voice and b.voice and a.voice == b.voice:
        return True
    if a.entity and b.entity:
        return a.entity == b.entity
    if a.name and b.name:
        return a.name == b.name or (a.name[:4] == b.name[:4] and len(a.name) > 4)
    return None


def fragment(piece: Piece, settings: Utterances) -> bool:
    """Whether a piece is too short to stand for an utterance by its words."""
    return piece.words.content <= settings.fragment


def strength(a: Piece, b: Piece, link: Link, settings: Utterances) -> float:
    """The similarity (0..1) that grouping uses: 0 where two pieces cannot be one utterance."""
    same = same_speaker(a, b)
    score = settings.whole * link.short + (1 - settings.whole) * link.long
    score += (settings.same_speaker if same else 0.0) - (settings.other_speaker if same is False else 0.0)
    if fragment(a, settings) or fragment(b, settings):
        backed = supported(a, b, settings)
        spoken = same is True and (link.rarity >= settings.rare_words or link.long >= settings.alike)
        inside = link.run >= min(len(a.key), len(b.key)) and link.run >= settings.verbatim * (2 if same is False else 1)
        if not (backed or spoken or inside or (same and a.key == b.key)):
            return 0.0
        few = min(a.words.content, b.words.content) < settings.few_words
        if link.short < 1.0 and few and not backed:
            score -= settings.few_words_loss
        score += settings.backing if backed else 0.0
    elif same and link.shared >= settings.few_words and link.rarity >= settings.translated_rarity:
        score = max(score, link.rare)
    if link.run_rarity >= settings.run_rarity:
        score = max(score, settings.join)
    return min(1.0, max(0.0, score))


def _met(a: Said, b: Said) -> tuple[float, float]:
    """Weight and rarity of the words of `a` that `b` has, too, in some form."""
    weight = rarity = 0.0
    same, near = b.by_stem, b.by_near
    for word, stem, key in zip(a, a.stems, a.nears, strict=True):
        if stem in same or key in near:
            weight += word.weight
            rarity += word.rarity
    return weight, rarity


def most_short(a: Said, b: Said) -> float:
    """No less than the share of the shorter of two pieces that aligns (`Link.short`)."""
    return min(_met(a, b)[0], _met(b, a)[0]) / max(1e-9, min(a.weight, b.weight)) + SLACK


def most(a: Piece, b: Piece, settings: Utterances) -> float:
    """No less than the similarity of two pieces (`strength`), told by which words they have without aligning them."""
    mine, theirs = _met(a.words, b.words), _met(b.words, a.words)
    weight, rarity = min(mine[0], theirs[0]), max(mine[1], theirs[1])
    if rarity + SLACK >= settings.run_rarity:
        return 1.0
    total = sorted((a.words.weight, b.words.weight))
    score = weight * (settings.whole / max(1e-9, total[0]) + (1 - settings.whole) / max(1e-9, total[1]))
    same = same_speaker(a, b)
    score += (settings.same_speaker if same else 0.0) - (settings.other_speaker if same is False else 0.0)
    if fragment(a, settings) or fragment(b, settings):
        score += settings.backing
    elif same and rarity + SLACK >= settings.translated_rarity:
        return 1.0
    return max(0.0, score) + SLACK


def supported(a: Piece, b: Piece, settings: Utterances) -> bool:
    """Whether the sentences around two pieces say the same, or what surrounds the lesser stands in the other."""
    lesser, other = sorted((a, b), key=lambda piece: (len(piece.key), piece.key, piece.around.rarity, piece.quote.id))
    least, most = sorted((a.around, b.around), key=lambda words: (words.rarity, len(words)))
    for little, large in ((least, most), (lesser.around, Said((*other.words, *other.around)))):
        whole, kept = little.rarity, _rarity(matched(little, large))
        if kept >= settings.around_rarity and kept >= settings.around * whole:
            return True
    return False
