"""Who said what in one article: quoted pieces, their cues and speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tellings.records import Line, Mention, Quote, Sentence, Token
from tellings.schema import content_id
from tellings.text.quotes_cues import Cue, find_cue
from tellings.text.quotes_marks import Marked, marked
from tellings.text.quotes_speakers import antecedent
from tellings.text.quotes_view import View, view

_WORD = re.compile(r"\w+")


def find_quotes(
    article: str,
    text: str,
    lines: Sequence[Line],
    sentences: Sequence[Sentence],
    tokens: Sequence[Token],
    mentions: Sequence[Mention] = (),
) -> list[Quote]:
    """All quotes of one article in order. `article` is its id; spans are code points of `text`."""
    v = view(text, lines, sentences, tokens, mentions)
    pieces = marked(text, [(line.begin, line.end) for line in lines])
    cues: list[Cue | None] = [find_cue(v, pieces, n) for n in range(len(pieces))]
    kept: list[tuple[Marked, Cue | None]] = []
    for piece, cue in zip(pieces, cues, strict=True):
        short = len(_WORD.findall(text, piece.begin, piece.end)) < 3
        if not (short and cue is None):
            kept.append((piece, cue))
    out: list[Quote] = []
    for piece, found in kept:
        cue = found
        if cue is None and out and out[-1].speaker is not None:
            last = out[-1]
            cue = Cue(None, (last.speaker_begin or 0, last.speaker_end or 0), 0)
        out.append(_quote(article, v, piece, cue, found is None and bool(out), out))
    return out


def _quote(article: str, v: View, piece: Marked, cue: Cue | None, same: bool, before: list[Quote]) -> Quote:
    ident = content_id(article, "quote", piece.begin, piece.end)
    speaker = cue.speaker if cue else None
    words = cue.words if cue else None
    name = antecedent(v, speaker, before) if speaker else None
    return Quote(
        id=ident,
        article=article,
        begin=piece.begin,
        end=piece.end,
        kind="direct",
        cue=v.text[slice(*words)] if words else None,
        cue_begin=words[0] if words else None,
        cue_end=words[1] if words else None,
        speaker=v.text[slice(*speaker)] if speaker else None,
        speaker_begin=speaker[0] if speaker else None,
        speaker_end=speaker[1] if speaker else None,
        antecedent_begin=name[0] if name else None,
        antecedent_end=name[1] if name else None,
        utterance=before[-1].utterance if same else ident,
    )
