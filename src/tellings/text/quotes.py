"""Who said what in one article: quoted pieces and reported speech, their cues and speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tellings.records import Line, Mention, Quote, Sentence, Token
from tellings.schema import content_id
from tellings.text.quotes_cast import Cast
from tellings.text.quotes_context import Context, Cue
from tellings.text.quotes_cues import find_cue
from tellings.text.quotes_marks import Marked, marked
from tellings.text.quotes_nested import outermost
from tellings.text.quotes_nouns import can_speak, whose
from tellings.text.quotes_reported import Reported, reported
from tellings.text.quotes_speakers import resolve
from tellings.text.quotes_untagged import alone, attributed, by_place, full_names, named_beside
from tellings.text.quotes_view import View, view
from tellings.text.quotes_words import NAMING, SAY

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SMALL = frozenset("a an the of to in on at by for with from as and or but is vs".split())
_TURN = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}):\s+(?=\S)")
#: With fewer words than this, marks without a cue set off a word, they do not quote.
SCARE = 3
#: Inside a sentence and without a cue, a phrase needs this many words to be somebody's.
PHRASE = 3
#: What something is called or entered as has no more words than this.
LABEL = 10


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
    every = reported(v)
    said = outermost(v, every, [(p.begin, p.end) for p in pieces])
    turns = [_turn(text, piece) for piece in pieces]
    pieces = [turn[0] for turn in turns]
    context = Context(v, pieces, said, every)
    found = [turns[n][1] or find_cue(context, n) for n in range(len(pieces))]
    kept = [n for n in range(len(pieces)) if _is_quotation(context, n, found[n])]
    make = _Maker(article, Cast(v, [(p.begin, p.end) for p in pieces]))
    out: list[Quote] = []
    last: int | None = None
    for n in kept:
        cue = found[n]
        joined = last is not None and _joined(context, last, n, cue)
        if not v.tagged:
            cue = cue or attributed(context, n, out)
            joined = last is not None and _joined(context, last, n, cue)
        elif cue is None and not text[v.lines[pieces[n].paragraph].begin : pieces[n].outer_begin].strip():
            cue = named_beside(context, n)
        if cue is None and not pieces[n].closed:
            cue = _goes_on(context, n, found)
        if cue is None or cue.speaker is None:
            cue = (v.tagged and _beside(context, last, n, cue, make.cast)) or _inherited(context, last, n, cue, out)
        kind = "mixed" if cue is not None and cue.place == "around" else "direct"
        piece = pieces[n]
        out.append(make((piece.begin, piece.end), kind, cue, out[-1].utterance if joined and out else None))
        last = n
    out = _below_headline(v, out if v.tagged else full_names(text, out))
    return sorted([*out, *_indirect(make, said, out)], key=lambda q: (q.begin, q.end, q.kind))


def _below_headline(v: View, quotes: list[Quote]) -> list[Quote]:
    """Quotes of the headline, with the speaker to whom the text below gives the same words; it tells more of them."""
    heads = [(line.begin, line.end) for line in v.lines if line.label == "title"]
    if not heads:
        return quotes
    words = [" ".join(_WORD.findall(v.text[q.begin : q.end].lower())) for q in quotes]
    above = [any(a <= q.begin < b for a, b in heads) for q in quotes]
    out = []
    for quote, mine, heading in zip(quotes, words, above, strict=True):
        below = [
            other
            for other, theirs, head in zip(quotes, words, above, strict=True)
            if heading and not head and other.speaker and f" {mine} " in f" {theirs} "
        ]
        if below and quote.antecedent_begin is None and len(mine.split()) >= PHRASE:
            fields = ("speaker", "speaker_begin", "speaker_end", "antecedent_begin", "antecedent_end")
            quote = replace(quote, **{name: getattr(below[0], name) for name in fields})
        out.append(quote)
    return out


def _turn(text: str, piece: Marked) -> tuple[Marked, Cue | None]:
    """A turn of a transcript inside the marks, `"ORLEN: We never met."`: its words and its speaker."""
    named = _TURN.match(text, piece.begin, piece.end)
    if named is None:
        return piece, None
    return replace(piece, begin=named.end()), Cue(None, named.span(1), -1, "before")


def _words(text: str, piece: Marked) -> list[str]:
    return _WORD.findall(text, piece.begin, piece.end)


def _is_quotation(c: Context, n: int, cue: Cue | None) -> bool:
    """Whether marks quote somebody, rather than set off a title, a nickname or a doubtful word."""
    piece = c.pieces[n]
    words = _words(c.v.text, piece)
    if not words:
        return False
    if not c.v.tagged:
        return by_place(c, piece, len(words))
    left = c.left(n)
    inside = len(left) > 0 and c.v.lower(left.stop - 1) not in (":", ",", "—", "–")
    if len(words) < SCARE:
        return cue is not None and (cue.place == "around" or not inside or cue.verb == left.stop - 1)
    big = [w for w in words if w.lower() not in _SMALL]
    title = len(big) >= 2 and len(words) <= 8 and all(w[0].isupper() or w[0].isdigit() for w in big)
    if title and inside:
        return False
    if title and cue is None:
        return False
    if cue is None and inside and len(words) <= LABEL and _labels(c.v, left):
        return False
    return cue is not None or not inside or len(words) >= PHRASE


def _labels(v: View, left: range) -> bool:
    """Whether the words before marks say how something is called or entered: "booked as “...”", "became “...”"."""
    at = left.stop - 1
    if at > left.start and v.lowers[at] in ("the", "a", "an", "its", "their"):
        at -= 1
    token = v.tokens[at]
    if v.lowers[at] == "as" and token.head != at:
        return v.tokens[token.head].pos == "VERB" and v.tokens[token.head].lemma.lower() not in SAY
    return token.lemma.lower() in ("become", *NAMING)


def _joined(c: Context, last: int, n: int, cue: Cue | None) -> bool:
    """Whether two pieces are one utterance: one paragraph, nothing but an attribution between them."""
    a, b = c.pieces[last], c.pieces[n]
    if a.last != b.paragraph:
        return False
    between = c.v.words(a.outer_end, b.outer_begin)
    if cue is not None and cue.verb not in between and cue.place in ("after", "before"):
        return False
    stops = bisect_left(c.v.stops, between.stop) - bisect_left(c.v.stops, between.start)
    return stops <= 1 and len(between) <= 40 and not (cue is not None and cue.place == "before")


def _goes_on(c: Context, n: int, found: Sequence[Cue | None]) -> Cue | None:
    """The speaker whom a later paragraph of a quotation names that is left open at the end of this one."""
    for k in range(n + 1, len(c.pieces)):
        piece = c.pieces[k]
        opens = not c.v.text[c.v.lines[piece.paragraph].begin : piece.outer_begin].strip()
        if piece.paragraph != c.pieces[k - 1].last + 1 or not opens:
            return None
        cue = found[k]
        if cue is not None and cue.speaker is not None:
            return Cue(None, cue.speaker, -1, "sentence")
        if piece.closed:
            return None
    return None


def _beside(c: Context, last: int | None, n: int, cue: Cue | None, cast: Cast) -> Cue | None:
    """The speaker that the sentence before names, where it stands between this quotation and the last one."""
    v, piece = c.v, c.pieces[n]
    line = v.lines[piece.paragraph]
    floor, stop = line.begin, piece.outer_begin
    before = c.pieces[last].last if last is not None else -1
    if before == piece.paragraph and last is not None:
        floor = c.pieces[last].outer_end
    elif cue is None and not len(v.words(floor, stop)) and before < piece.paragraph - 1:
        line = v.lines[piece.paragraph - 1]  # the line above tells, and quotes nobody
        floor, stop = line.begin, line.end
    tokens = v.words(floor, stop)
    if not len(tokens) or (floor > line.begin and v.tokens[tokens[-1]].sentence == v.tokens[tokens[0]].sentence):
        return None  # what stands between is the attribution of the last one
    sentence = v.tokens[tokens[-1]].sentence
    low, high = max(v.bounds[sentence][0], tokens[0]), tokens[-1] + 1
    speaker: tuple[int, int] | None = None
    for found in c.reports(v.tokens[low].begin, v.tokens[high - 1].end):
        if found.speaker and v.tokens[low].begin <= found.cue[0] < v.tokens[high - 1].end:
            speaker = found.speaker
    if speaker is None:
        for k in range(low, high):
            at = v.tokens[k].begin
            name = next((m for m in cast.between(at, at + 1) if m.person), None)
            if name is not None and (
                v.tokens[k].dep in ("nsubj", "nsubjpass") or name.begin <= v.tokens[low].begin + 40
            ):
                speaker = (name.begin, name.end)
                break
            if v.tokens[k].dep == "nsubj" and k in cast.meant:
                speaker = (v.tokens[k].begin, v.tokens[k].end)
                break
    if speaker is None:
        return None
    words, verb = (cue.words, cue.verb) if cue else (None, -1)
    return Cue(words, speaker, verb, cue.place if cue else "sentence")


def _inherited(c: Context, last: int | None, n: int, cue: Cue | None, out: list[Quote]) -> Cue | None:
    """The speaker of the neighbouring quotation in the running monologue."""
    if last is None or not out or out[-1].speaker_begin is None or out[-1].speaker_end is None:
        return cue
    if not c.v.tagged and (cue is not None or not alone(c, n)):
        return cue  # a verb nobody reads stands beside it
    if cue is not None and cue.place == "around":
        return cue  # somebody reports it, and the parse does not tell who
    words, verb, place = (cue.words, cue.verb, cue.place) if cue else (None, -1, "sentence")
    return Cue(words, (out[-1].speaker_begin, out[-1].speaker_end), verb, place)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the records of one article's quotes."""

    article: str
    cast: Cast

    def __call__(self, place: tuple[int, int], kind: str, cue: Cue | None, utterance: str | None) -> Quote:
        text = self.cast.v.text
        ident = content_id(self.article, "quote", *place, kind)
        speaker = self.cast.v.whole_names(*cue.speaker) if cue and cue.speaker else None
        if speaker and kind != "indirect":
            speaker = whose(self.cast.v, *speaker)
        words = cue.words if cue else None
        member = resolve(self.cast, *speaker) if speaker else None
        if (
            speaker
            and self.cast.v.tagged
            and member is None
            and not can_speak(self.cast.v, self.cast.v.words(*speaker))
        ):
            speaker = None
        name = member.fullest() if member else None
        return Quote(
            id=ident,
            article=self.article,
            begin=place[0],
            end=place[1],
            kind=kind,
            cue=text[slice(*words)] if words else None,
            cue_begin=words[0] if words else None,
            cue_end=words[1] if words else None,
            speaker=text[slice(*speaker)] if speaker else None,
            speaker_begin=speaker[0] if speaker else None,
            speaker_end=speaker[1] if speaker else None,
            antecedent_begin=(name.begin if name.shown is None else name.shown) if name else None,
            antecedent_end=name.end if name else None,
            utterance=utterance or ident,
        )


def _closed(text: str, begin: int, end: int) -> int:
    """The end of reported words, with the mark that closes a phrase quoted last in them."""
    said = text[begin:end]
    for opening, closing in (("“", "”"), ('"', '"'), ("«", "»")):
        odd = said.count(opening) % 2 if opening == closing else said.count(opening) > said.count(closing)
        if odd and text[end : end + 1] == closing:
            return end + 1
        if odd and text[end : end + 2] in (f",{closing}", f".{closing}"):
            return end + 2
    return end


def _misread(v: View, found: Reported) -> bool:
    """Whether a report in a headline is doubtful: nobody speaks, somebody is accused, or Its Words Have Capitals."""
    return found.speaker is None or v.tokens[found.verb].tag == "VBN" or v.text[found.cue[0]].isupper()


def _indirect(make: _Maker, said: Sequence[Reported], quoted: list[Quote]) -> list[Quote]:
    """Reported speech as quotes; where it holds a quoted phrase, both share the utterance."""
    out: list[Quote] = []
    begins = [q.begin for q in quoted]
    led = {q.cue_begin for q in quoted if q.kind == "direct"}
    heads = [(line.begin, line.end) for line in make.cast.v.lines if line.label == "title"]
    for found in said:
        if found.speaker is None and found.cue[0] in led:
            continue  # "..., said Ida Holm, 44, wrapped in a blanket": what follows is no report
        if any(a <= found.cue[0] < b for a, b in heads) and _misread(make.cast.v, found):
            continue
        utterance: str | None = None
        whole = False
        for begin, end in found.content:
            for q in quoted[max(0, bisect_left(begins, begin) - 1) : bisect_left(begins, end)]:
                if q.begin < end and begin < q.end:
                    if q.kind == "mixed" and q.cue_begin == found.cue[0]:
                        utterance = q.utterance
                    elif q.kind != "mixed" or q.cue_begin is None or not begin <= q.cue_begin < end:
                        whole = True
        if whole:
            continue
        cue = Cue(found.cue, found.speaker, found.verb, "around")
        for begin, end in found.content:
            quote = make((begin, _closed(make.cast.v.text, begin, end)), "indirect", cue, utterance)
            utterance = quote.utterance
            out.append(quote)
    return out
