"""How the words of one utterance drift between tellings: each piece against the best-attested version.

The version that most tellings print is the base; of equally many the earliest, then the longest; where another
telling prints all of it and more, that one is the base. A piece is compared by order-preserving alignment of its
words with the base (utterance_words). What one telling prints in two places it has not cut.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tellings.collate.utterance_links import longest_run, same_speaker
from tellings.collate.utterance_pieces import Piece
from tellings.collate.utterance_words import Said, Word, aligned, alike
from tellings.settings import Utterances

#: Words that change how much is claimed rather than what: modality, negation, degree.
QUALIFIERS = frozenset(
    "may might could can should would must will shall not no never nearly almost about around roughly some only just "
    "likely probably possibly perhaps maybe apparently reportedly allegedly seemingly largely mostly partly very quite "
    "rather more less least most than at up to over under any every all always often sometimes yet still already even "
    "certainly definitely clearly really extremely".split()
)


def base_of(
    group: Sequence[Piece], published: Mapping[str, str], said: Mapping[str, Sequence[Piece]], settings: Utterances
) -> Piece:
    """The best-attested version of an utterance; the fuller one where that is only a part of it."""
    tellings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for piece in group:
        tellings[piece.key].add(piece.quote.article)
    ranked = sorted(
        group,
        key=lambda p: (
            -len(tellings[p.key]),
            published.get(p.quote.article) or "9999",
            -len(p.key),
            p.key,
            p.quote.article,
            p.quote.begin,
        ),
    )
    base = ranked[0]
    for piece in ranked[1:]:
        fuller = len(piece.key) > len(base.key) >= 3 and _holds(piece.key, base.key)
        if fuller and not _spliced(piece, group, settings) and not _sewn(piece, base, said, settings):
            base = piece
    return base


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether `part` stands in `whole` word for word, in one run."""
    size = len(part)
    return any(whole[n] == part[0] and whole[n : n + size] == part for n in range(len(whole) - size + 1))


def speaker_of(group: Sequence[Piece]) -> str | None:
    """The speaker that most tellings name; None when none is known."""
    named = Counter(piece.entity for piece in group if piece.entity is not None)
    return min(named, key=lambda e: (-named[e], e)) if named else None


def _unmatched(a: Said, b: Said) -> list[Word]:
    """Words of `a` that have no counterpart in `b`, wherever it stands."""
    taken: set[int] = set()
    out = []
    for word in a:
        met = [k for k in b.by_stem.get(word.stem, ()) if k not in taken]
        near = (k for k in b.by_near.get(word.near, ()) if k not in taken and alike(word, b[k]))
        hit = min((*met[:1], *near), default=None)
        if hit is None:
            out.append(word)
        else:
            taken.add(hit)
    return out


def _spliced(piece: Piece, group: Sequence[Piece], settings: Utterances) -> bool:
    """Whether a piece runs two pieces of another telling together, other than by leaving out the cue between them."""
    parts: dict[str, list[Piece]] = defaultdict(list)
    for other in group:
        if (
            other.quote.article != piece.quote.article
            and other.key != piece.key
            and len(other.key) >= settings.few_words
        ):
            parts[other.quote.article].append(other)
    for held in parts.values():
        inside = [o for o in held if aligned(o.words, piece.words) >= settings.spliced * o.words.weight]
        for n, a in enumerate(inside):
            for b in inside[n + 1 :]:
                both = a.words.weight + b.words.weight
                if a.quote.utterance == b.quote.utterance and (*a.key, *b.key) == piece.key:
                    continue
                apart = aligned(a.words, b.words) <= 0.5 * min(a.words.weight, b.words.weight)
                if apart and aligned((*a.words, *b.words), piece.words) >= settings.spliced * both:
                    return True
    return False


def _sewn(piece: Piece, base: Piece, said: Mapping[str, Sequence[Piece]], settings: Utterances) -> bool:
    """Whether a piece goes on, where the base ends, with words that the base's telling quotes elsewhere."""
    alone = aligned(base.words, piece.words)
    for other in said.get(base.quote.article, ()):
        if other.quote.id == base.quote.id or same_speaker(base, other) is False:
            continue
        first, second = sorted((base, other), key=lambda p: p.quote.begin)
        if first.quote.utterance == second.quote.utterance and (*first.key, *second.key) == piece.key:
            continue
        both = aligned((*first.words, *second.words), piece.words)
        least = both - max(alone, aligned(other.words, piece.words))
        if both >= settings.contained * piece.words.weight and least >= settings.few_words - 1:
            return True
    return False


def _nearest(piece: Piece, base: Piece, group: Sequence[Piece], settings: Utterances) -> Piece:
    """The version to compare with: the base, or where the piece is another part of the utterance, that part's base."""
    if _share(piece, base) >= settings.join / 2:
        return base
    near = [other for other in group if _share(piece, other) >= settings.contained]
    return base_of(near, {}, {}, settings) if near else base


def _share(a: Piece, b: Piece) -> float:
    return aligned(a.words, b.words) / max(1e-9, min(a.words.weight, b.words.weight))


def _told_whole(piece: Piece, base: Piece, group: Sequence[Piece], settings: Utterances) -> bool:
    """Whether the piece's telling has the rest of the base too: behind the cue, or below its own headline."""
    here = sorted((p for p in group if p.quote.article == piece.quote.article), key=lambda p: p.quote.begin)
    whole = settings.contained * base.words.weight
    joined = [w for p in here for w in p.words]
    return len(here) > 1 and max(aligned(words, base.words) for words in (joined, *(p.words for p in here))) >= whole


def drift(
    piece: Piece, group: tuple[Piece, Sequence[Piece], str | None], said: Mapping[str, Sequence[Piece]], s: Utterances
) -> str | None:
    """cut | wording | translation | splice | speaker | qualifier, or None where nothing drifted.

    `group` is the base, the pieces and the speaker of the utterance; `said` are all quoted pieces by article.
    """
    (base, listed, speaker), settings = group, s
    voice = next((p.voice for p in listed if p.entity == speaker), None)
    if piece.entity is not None and speaker is not None and piece.entity != speaker and (piece.voice or "") != voice:
        return "speaker"
    if piece.key == base.key:
        return None
    base = _nearest(piece, base, listed, settings)
    if piece.key == base.key:
        return None
    if piece.quote.article == base.quote.article and _share(piece, base) < settings.join:
        return None  # another part of what the telling quotes
    both, own, whole = aligned(piece.words, base.words), piece.words.weight, base.words.weight
    whole_in_base = both >= settings.spliced * own
    if not whole_in_base and (_spliced(piece, listed, settings) or _sewn(piece, base, said, settings)):
        return "splice"
    mine, theirs = _unmatched(piece.words, base.words), _unmatched(base.words, piece.words)
    if not mine and not theirs and both >= 0.99 * max(own, whole):
        return None  # spelling and marks
    if all(w.folded in QUALIFIERS for w in (*mine, *theirs)):
        return "qualifier"
    if (both >= settings.contained * own and both < settings.contained * whole) or (not mine and both >= 0.99 * own):
        return None if _told_whole(piece, base, listed, settings) else "cut"
    content = [sum(w.weight >= 1 for w in words) for words in (piece.words, base.words)]
    lost = [sum(w.weight >= 1 for w in words) for words in (mine, theirs)]
    kept = 1 - lost[0] / max(1, content[0])
    if content[0] > 0.6 * content[1]:  # of one length: what the base loses counts too
        kept = min(kept, 1 - lost[1] / max(1, content[1]))
    return "translation" if kept < settings.reworded and _translated(piece, base, settings) else "wording"


def _translated(piece: Piece, base: Piece, settings: Utterances) -> bool:
    """Whether a version in other words may be a translation of the base: whole, and with no run of its words."""
    little, large = sorted((piece.words.content, base.words.content))
    if piece.quote.article == base.quote.article or little <= settings.fragment or 2 * little < large:
        return False
    return longest_run(piece.words, base.words)[0] < settings.verbatim
