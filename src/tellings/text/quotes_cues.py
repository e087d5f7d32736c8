"""The cue beside a quotation and the speaker it names: by place first, by the parse where place leaves it open.

Newspapers put attributions in few places: behind the quotation (", X said", ", said X"), before it
("X said:", "X told Y that"), around it (a quoted phrase in reported speech), or in a neighbouring sentence.
The places are tried in that order; each gives the verb and the phrase that names the speaker.
"""

from __future__ import annotations

from tellings.text.quotes_context import Context, Cue, span
from tellings.text.quotes_marks import Marked
from tellings.text.quotes_nouns import act
from tellings.text.quotes_reported import Reported, subject
from tellings.text.quotes_view import View, aged, noun_phrase
from tellings.text.quotes_words import MIND, NAMING, PRONOUNS, REPORT, SAY, SPEECH_NOUNS

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_QUOTING = frozenset({"quote", "cite"})
_DASHES = frozenset({"—", "–", "―", "-", "--", "~"})
_SUBORDINATE = frozenset("when while after before because if although though since until which who whom that".split())
#: How far behind a quotation its verb may stand, in words: "X, the head of the Y of Z, who ..., said".
_REACH = 32


def nominal(v: View, n: int) -> bool:
    """Whether a token can be the head of a speaker."""
    return v.tokens[n].pos in ("PROPN", "NOUN") or v.lower(n) in PRONOUNS or aged(v, n) is not None


def _leads(v: View, n: int, high: int) -> bool:
    """Whether a noun only leads to the next one ("ministry spokeswoman Renate")."""
    return n + 1 < high and v.tokens[n + 1].pos in ("PROPN", "NOUN") and v.tokens[n].pos in ("PROPN", "NOUN", "ADJ")


def _first_phrase(v: View, low: int, high: int) -> tuple[int, int] | None:
    """The noun phrase that begins at `low` (marks skipped), as a token range."""
    n = low
    while n < high and v.tokens[n].pos in ("PUNCT", "ADV", "SYM", "SPACE"):
        n += 1
    if n < high and ((v.tokens[n].pos == "ADP" and v.lower(n) != "of") or _about_somebody(v, n, high)):
        n = _behind_phrase(v, n, high)
    first = n
    while n < high and v.tokens[n].pos in ("DET", "ADJ", "NUM", "PART", "PROPN", "NOUN", "PRON", "ADP"):
        if nominal(v, n) and not _leads(v, n, high) and not _possessive(v, n, high):
            a, b = noun_phrase(v, n, first, high)
            return min(a, first), b
        n += 1
    return None


def _about_somebody(v: View, n: int, high: int) -> bool:
    """`said of him the mayor`: a short aside between verb and subject."""
    return n + 1 < high and v.lower(n) == "of" and v.lower(n + 1) in PRONOUNS


def _behind_phrase(v: View, n: int, high: int) -> int:
    """The token behind a prepositional phrase: `declared [in a press conference] the minister`."""
    at = n + 1
    while at < high and not (nominal(v, at) and not _leads(v, at, high)):
        if v.tokens[at].pos in ("VERB", "AUX", "PUNCT"):
            return n
        at += 1
    return at + 1 if at + 1 < high and v.tokens[at + 1].pos in ("DET", "PROPN", "NOUN", "ADJ") else n


def _possessive(v: View, n: int, high: int) -> bool:
    return n + 1 < high and v.lower(n + 1) in ("'s", "’s", "'", "’") and v.tokens[n + 1].pos == "PART"


def _last_phrase(v: View, low: int, high: int) -> tuple[int, int] | None:
    """The noun phrase that stands before a verb: past adverbs and what commas set off."""
    n = high - 1
    while n >= low and v.tokens[n].pos in ("AUX", "ADV", "PART", "CCONJ"):
        n -= 1
    if n >= low and v.lower(n) == ",":
        n -= 1
        depth = n
        while depth >= low and v.lower(depth) != ",":
            depth -= 1
        if depth > low:
            n = depth - 1
    while n >= low and not nominal(v, n):
        if v.tokens[n].tag in _FINITE:
            return None
        n -= 1
    return noun_phrase(v, n, low, high) if n >= low else None


def _subject(v: View, verb: int, low: int, high: int) -> tuple[int, int] | None:
    """The verb's subject by the parse, when it stands within [low, high)."""
    head = subject(v, verb)
    if head is None or not low <= head < high or not nominal(v, head):
        return None
    return noun_phrase(v, head, low, high)


def _quote_ends_open(v: View, piece: Marked) -> bool:
    """Whether the quotation's end asks for an attribution: a comma, question or nothing, not a full stop."""
    last = v.text[piece.end - 1]
    return last != "."


def after(c: Context, n: int) -> Cue | None:
    """`..., X said`, `..., said X`, `..., according to X`."""
    v, piece = c.v, c.pieces[n]
    found = c.right(n)
    low, high = found.start, min(found.stop, found.start + _REACH)
    while low < high and (v.tokens[low].pos in ("PUNCT", "SYM") or v.lower(low) in ("—", "–", "-", ",", "as", "is")):
        low += 1
    if low >= high:
        return None
    first = v.text[v.tokens[low].begin]
    if v.lower(low) in _SUBORDINATE or (v.lower(low) in ("and", "but", "or") and len(c.left(n))):
        return None
    signed = _signed(c, n, found)
    if signed is not None:
        return signed
    named = act(v, found.start, min(found.stop, found.start + _REACH))
    if named is not None:
        return Cue(span(v, *named[0]), span(v, *named[1]), named[0][1] - 1, "after")
    open_end = _quote_ends_open(v, piece) or low > found.start or first.islower()
    if v.lower(low) == "according" and low + 2 < high:
        phrase = _first_phrase(v, low + 2, high)
        return Cue(span(v, low, low + 2), span(v, *phrase) if phrase else None, low, "after")
    comma = v.text[piece.end - 1] in ",?!" or v.text[piece.outer_end : piece.outer_end + 1] == ","
    for at in range(low, high):
        token = v.tokens[at]
        taken = ("AUX", "NOUN", "PROPN") if v.tokens[at - 1].pos not in ("ADJ", "DET", "NUM") else ()  # "her emails"
        verbal = token.pos == "VERB" or (token.pos in taken and token.lemma.lower() in SAY)
        if not verbal or token.dep in ("relcl", "acl", "amod"):
            continue
        said = (token.lemma.lower() in SAY and token.tag != "VBG") or v.lower(at) in ("said", "says")
        said = said or (token.lemma.lower() in _QUOTING and v.child(at, "nsubjpass") is not None)
        near = at - low <= 4
        if said or (comma and near and token.tag in _FINITE and len(v.words(piece.begin, piece.end)) > 3):
            if not open_end and not (near and found.stop - at <= 4):
                return None
            return _behind(c, n, range(low, high), at)
        if token.tag in _FINITE:
            return _trailing(c, n, at, high)
    return None


def _signed(c: Context, n: int, behind: range) -> Cue | None:
    """`"..." — Ana Orlen`: a quotation with its author's name set under it."""
    v = c.v
    if not 2 <= len(behind) <= 12 or v.lowers[behind.start] not in _DASHES or not c.whole(n, behind.stop):
        return None
    words = range(behind.start + 1, behind.stop)
    if any(v.tokens[k].tag in _FINITE for k in words) or not v.text[v.tokens[words[0]].begin].isupper():
        return None
    phrase = _first_phrase(v, words[0], words.stop)
    return Cue(None, span(v, *phrase), -1, "after") if phrase else None


def _at_the_end(c: Context, n: int) -> Cue | None:
    """`They got "..." but no more, X said`: an attribution of the whole sentence in which a quoted phrase stands."""
    found = c.right(n)
    if not len(found) or not len(c.left(n)):
        return None
    return _trailing(c, n, found.start, min(found.stop, found.start + _REACH))


def _trailing(c: Context, n: int, clause: int, high: int) -> Cue | None:
    """`"..." they came, complained the envoy`: an attribution set off by a comma at the end of the sentence."""
    v = c.v
    comma = clause
    for at in range(clause + 1, high):
        if v.lower(at) == ",":
            comma = at
        token = v.tokens[at]
        if v.lower(comma) != "," or token.pos != "VERB" or token.lemma.lower() not in SAY or token.tag not in _FINITE:
            continue
        if at == comma + 1:
            phrase = _first_phrase(v, at + 1, high)
        elif all(
            v.tokens[k].pos in ("DET", "NOUN", "PROPN", "ADJ", "PRON", "PART", "AUX", "ADV")
            for k in range(comma + 1, at)
        ):
            phrase = _first_phrase(v, comma + 1, at)
        else:
            continue
        return Cue(span(v, at, at + 1), span(v, *phrase), at, "around") if phrase else None
    return None


def _behind(c: Context, n: int, within: range, verb: int) -> Cue | None:
    """The cue whose verb stands behind the quotation, unless it leads to the next quotation."""
    v = c.v
    stop = c.right(n).stop
    if stop > verb and v.lower(stop - 1) == ":" and stop - verb <= 12:
        return None
    if v.lower(within.start) in ("and", "but", "then", "or") and n + 1 < len(c.pieces):
        follows = c.pieces[n + 1]
        if follows.paragraph == c.pieces[n].last and v.first_token(follows.outer_begin) == stop:
            return None
    only = all(
        v.tokens[k].pos in ("AUX", "ADV", "PUNCT", "PART") or v.lower(k) == "as" for k in range(within.start, verb)
    )
    phrase = None
    quoting = v.tokens[verb].lemma.lower() in _QUOTING
    if quoting and v.child(verb, "nsubjpass") is None:  # "it quoted Ana Orlen as saying"; not "she was quoted"
        phrase = _first_phrase(v, verb + 1, within.stop)
    if only:
        phrase = _first_phrase(v, verb + 1, within.stop)
        if phrase is not None and phrase[0] - verb > 3:
            phrase = None
    if phrase is None:
        phrase = _subject(v, verb, within.start, within.stop)
    if phrase is None and only:
        phrase = _named_last(v, verb + 1, within.stop)
    if phrase is None and not only:
        phrase = _first_phrase(v, within.start, verb) or _last_phrase(v, within.start, verb)
    return Cue(span(v, verb, verb + 1), span(v, *phrase) if phrase else None, verb, "after")


def _named_last(v: View, low: int, high: int) -> tuple[int, int] | None:
    """The few words behind a verb that end in a name, where the tagger took one of them for a verb."""
    end = low
    while end < min(high, low + 8) and v.tokens[end].pos != "PUNCT":
        end += 1
    words = range(low, end)
    named = len(words) > 1 and v.tokens[end - 1].pos == "PROPN" and not any(v.tokens[k].tag in _FINITE for k in words)
    return (low, end) if named else None


def before(c: Context, n: int, adjacent: bool) -> Cue | None:
    """`X said: "`, `X called it "`; `adjacent`: only where the cue leads straight to the quotation."""
    v = c.v
    found = c.left(n)
    low, high = found.start, found.stop
    if low >= high:
        return None
    colon = v.lower(high - 1) == ":"
    inner = high
    while inner > low and v.tokens[inner - 1].pos in ("PUNCT", "SYM", "SCONJ", "DET", "ADP", "PRON", "PART", "ADV"):
        if v.lower(inner - 1) in PRONOUNS and v.lower(inner - 1) not in ("it", "him", "her", "them"):
            break
        inner -= 1
    for at in range(high - 1, low - 1, -1):
        token = v.tokens[at]
        lemma = token.lemma.lower()
        if v.lower(at) == "according" and at + 2 <= high:
            phrase = _first_phrase(v, at + 2, high)
            return Cue(span(v, at, min(at + 2, high)), span(v, *phrase) if phrase else None, at, "before")
        led = at > low and v.lower(at - 1) in ("which", "who", "that", *PRONOUNS) and v.tokens[at - 1].tag != "PRP$"
        mistagged = led and token.pos == "NOUN"
        if (token.pos not in ("VERB", "AUX") and not mistagged) or lemma not in REPORT or token.dep == "amod":
            continue
        straight = colon or at + 1 >= inner or (v.lower(high - 1) == "," and high - at <= 8)
        if adjacent and not straight:
            return None
        if lemma in NAMING and token.tag == "VBN":
            return None
        return _ahead(c, n, found, at)
    noun = v.lowers[high - 1] == "," and high - low > 2 and v.tokens[high - 2].lemma.lower() in SPEECH_NOUNS
    if (colon or noun) and low < high - 1:
        return _colon(v, low, high)
    return None


def _ahead(c: Context, n: int, within: range, verb: int) -> Cue:
    """The cue whose verb stands before the quotation."""
    v = c.v
    low, high = within.start, within.stop
    token = v.tokens[verb]
    first = v.bounds[token.sentence][0]
    line = v.first_token(v.lines[c.pieces[n].paragraph].begin)
    phrase = None
    if token.tag == "VBG" and verb and v.lower(verb - 1) in (",", "and", "—"):
        phrase = _subject(v, verb, first, high)  # ", adding": whoever spoke before, or did something
        if phrase is None and verb > low + 1 and v.lower(verb - 1) == ",":
            phrase = _opening(v, max(first, line), verb)
    else:
        phrase = _subject(v, verb, min(low, max(first, line)), high) or _last_phrase(v, low, verb)
    if phrase is not None and c.quoted(v.tokens[phrase[0]].begin):
        phrase = None
    if phrase is None:
        phrase = _opening(v, low, verb)
    return Cue(span(v, verb, verb + 1), span(v, *phrase) if phrase else None, verb, "before")


def _opening(v: View, low: int, high: int) -> tuple[int, int] | None:
    """The first noun phrase of a clause."""
    for n in range(low, high):
        if nominal(v, n) and not _leads(v, n, high) and not _possessive(v, n, high):
            return noun_phrase(v, n, low, high)
    return None


def _colon(v: View, low: int, high: int) -> Cue | None:
    """`Clinton: "..."`, `Clinton apologised for what happened: "..."`."""
    verb = next(
        (k for k in range(low, high) if v.tokens[k].pos in ("VERB", "AUX") and v.tokens[k].tag in _FINITE), None
    )
    phrase = _subject(v, verb, low, high) if verb is not None else None
    phrase = phrase or _opening(v, low, verb if verb is not None and verb > low else high)
    if phrase is None:
        return None
    words = span(v, verb, verb + 1) if verb is not None else None
    return Cue(words, span(v, *phrase), verb if verb is not None else -1, "before")


def around(c: Context, n: int) -> Cue | None:
    """A quoted phrase inside reported speech: the innermost report whose content holds it.

    "X said the bridge was “safe” but would not go on, the Mercury reported": X speaks, the Mercury carries it. What
    somebody tells of another's mind he tells in his own words: "X said the town saw the bridge as “a risk”".
    """
    piece = c.pieces[n]
    holding: list[tuple[int, Reported]] = []
    for found in c.reports(piece.begin, piece.end, nested=True):
        if c.quoted(found.cue[0]):
            continue
        for begin, end in found.content:
            if begin - 1 <= piece.begin and piece.end <= end + 1 and not piece.begin <= found.cue[0] < piece.end:
                holding.append((end - begin, found))
    if not holding:
        return None
    holding.sort(key=lambda held: held[0])
    thought = c.v.tokens[holding[0][1].verb].lemma.lower() in MIND
    told = next((r for _, r in holding[1:] if r.speaker and c.v.tokens[r.verb].lemma.lower() in SAY), None)
    best = told if thought and told is not None else holding[0][1]
    return Cue(best.cue, best.speaker, best.verb, "around")


def _led_to(c: Context, n: int) -> bool:
    """Whether the words before end in a colon, or in a verb of speech and a comma: nothing else can be the cue."""
    v, found = c.v, c.left(n)
    piece = c.pieces[n]
    if len(found) < 2 or v.text[piece.end - 1] == "," or v.text[piece.outer_end : piece.outer_end + 1] == ",":
        return False
    mark, verb = v.lowers[found.stop - 1], v.tokens[found.stop - 2]
    return mark == ":" or (mark == "," and verb.pos == "VERB" and verb.lemma.lower() in SAY)


def _parted(c: Context, n: int, cue: Cue) -> bool:
    """Whether another verb stands between a quoted phrase and an attribution behind it."""
    if cue.words is None or cue.place != "after":
        return False
    stop = min(cue.words[0], cue.speaker[0] if cue.speaker else cue.words[0])
    between = c.v.words(c.pieces[n].outer_end, stop)
    return any(c.v.tokens[k].tag in _FINITE for k in between)


def find_cue(c: Context, n: int) -> Cue | None:
    """The cue of the n-th quotation, or None."""
    if not c.v.tagged:
        return None
    if _led_to(c, n):
        return before(c, n, adjacent=True) or after(c, n) or around(c, n)
    behind = after(c, n)
    if behind is not None and _parted(c, n, behind) and (inner := around(c, n)) is not None and inner.speaker:
        return inner  # "X, who said he was “sick”, has left, the Mercury reported"
    near = behind or before(c, n, adjacent=True) or around(c, n)
    return near or _at_the_end(c, n) or before(c, n, adjacent=False)
