"""Indirect speech over tellings: reprints and light rewording of one report are one utterance.

What somebody is told to have said is the reporter's sentence, so it is one with another only where nearly all
words stand in both, in one order: the same report reprinted, cut or touched up. Candidates share one of their
rarest words (prefix filter after Chaudhuri et al. 2006), so that a thousand reports are not compared pair by pair.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from tellings.collate.utterance_links import same_speaker
from tellings.collate.utterance_pieces import Piece
from tellings.collate.utterance_words import Word, aligned
from tellings.settings import Utterances

#: Words before a report that belong to its grammar.
_LEADING = frozenset({"that", "to"})


def _key(piece: Piece) -> tuple[str, ...]:
    return piece.key[1:] if piece.key[:1] and piece.key[0] in _LEADING else piece.key


def _content(words: Sequence[Word]) -> set[str]:
    return {w.stem for w in words if w.weight >= 1}


def alike_enough(a: Piece, b: Piece, settings: Utterances) -> bool:
    """Whether two reports are one: the shorter nearly whole in the longer, most of the longer in the shorter."""
    if same_speaker(a, b) is False:
        return False
    sizes = sorted((a.words.weight, b.words.weight))
    if not sizes[0] or sizes[0] < settings.reported_long * sizes[1]:
        return False
    both = aligned(*sorted((a.words, b.words), key=lambda words: [w.folded for w in words]))
    return both >= settings.reported_short * sizes[0] and both >= settings.reported_long * sizes[1]


def _candidates(listed: Sequence[Piece], settings: Utterances) -> list[tuple[int, int]]:
    """Pairs that share one of the rarest words of both: those that share fewer cannot be alike enough."""
    content = [_content(piece.words) for piece in listed]
    held: dict[str, int] = defaultdict(int)
    for stems in content:
        for stem in stems:
            held[stem] += 1
    index: dict[str, list[int]] = defaultdict(list)
    for n, stems in enumerate(content):
        rarest = sorted(stems, key=lambda stem: (held[stem], stem))
        for stem in rarest[: math.ceil((1 - settings.reported_long) * len(rarest)) + 1]:
            index[stem].append(n)
    out: set[tuple[int, int]] = set()
    for members in index.values():
        if len(members) <= settings.max_sharing:
            out.update((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
    return sorted(out)


def reports(pieces: Sequence[Piece], settings: Utterances) -> list[list[Piece]]:
    """Indirect quotes joined into utterances; `pieces` in order of article and place."""
    forms: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    for n, piece in enumerate(pieces):
        lone = f"#{n}" if len(_content(piece.words)) < settings.few_words else ""  # "not to comment" says nothing
        forms[_key(piece), piece.entity or piece.name or lone].append(n)
    nodes = [forms[key] for key in sorted(forms)]
    first = [pieces[node[0]] for node in nodes]
    home = list(range(len(nodes)))
    voice = [piece if piece.entity or piece.name else None for piece in first]  # of the cluster at its root

    def root(n: int) -> int:
        while home[n] != n:
            n = home[n]
        return n

    for a, b in _candidates(first, settings):
        x, y = sorted((root(a), root(b)))
        one, other = voice[x], voice[y]
        few = min(len(_content(first[n].words)) for n in (a, b)) < settings.few_words
        if x == y or few or (one and other and same_speaker(one, other) is False):
            continue  # who says it for nobody in particular does not tie two speakers together
        if alike_enough(first[a], first[b], settings):
            home[y], voice[x] = x, one or other
    out: dict[int, list[Piece]] = defaultdict(list)
    for n, node in enumerate(nodes):
        out[root(n)].extend(pieces[k] for k in node)
    return [sorted(held, key=lambda p: (p.quote.article, p.quote.begin)) for _, held in sorted(out.items())]
